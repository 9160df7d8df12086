"""What a sweep says, in sentences and as a table: where it is cheapest, by how much, and where the forms change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from optimiser.data.columns import FORMS
from optimiser.data.settings import Language
from optimiser.report.numbers import gain_kr
from optimiser.report.speaking import Speaking
from optimiser.sensitivity.sweep import Sweep

LONGEST_TABLE = 40
"""Points of one parameter are told one by one up to this number; beyond it, and of several, only the extremes."""
EXTREMES = 3
"""So many of the cheapest, and of the dearest."""
NAMED = 5
"""So many points without a plan are named."""
SHIFT = 0.01
"""A share of contacts below this that changes form is no change worth telling."""
FIGURES = ("sweep cost", "sweep gain", "sweep regional", "sweep purchased", "sweep gap")

Row = Mapping[Any, Any]


@dataclass(frozen=True)
class SweepSummary(Speaking):
    """Tells a sweep in one language."""

    sweep: Sweep
    language: Language

    def answer(self) -> Iterator[str]:
        """Where the cheapest plan is, how far the costs are apart, where the forms change, and what is not known."""
        if self.sweep.planned.empty:
            yield self.say("sweep no plans")
        else:
            yield self._cheapest(self.sweep.cheapest)
            if len(self.sweep.planned) > 1:
                yield self._range(self.sweep.cheapest, self.sweep.dearest)
                yield self._shift() if len(self.sweep.axes) == 1 and self._in_order else self._forms()
        yield from self._not_known()

    def table(self) -> list[list[str]]:
        """Header and a row a point, where one parameter has few values; else the cheapest and the dearest points."""
        one_by_one = len(self.sweep.axes) == 1 and len(self.sweep.table) <= LONGEST_TABLE
        rows = self.sweep.table.to_dict("records") if one_by_one else list(self._extremes())
        title = self.sweep.axes[0].parameter if one_by_one else self.say("sweep extremes")
        return [[title, *(self.say(name) for name in FIGURES)], *(self._row(row, one_by_one) for row in rows)]

    @property
    def _in_order(self) -> bool:
        """True where neighbours in the table are neighbours in value: numbers, not names."""
        values = self.sweep.table[self.sweep.axes[0].parameter]
        return bool(pd.api.types.is_numeric_dtype(values) and values.is_monotonic_increasing)

    def _cheapest(self, row: Row) -> str:
        gain = float(row["net_gain_kr"])
        return self.say(
            "sweep cheapest" if gain >= 0 else "sweep cheapest is dearer",
            point=self.name(row),
            cost=self.numbers.million_kr(row["objective_kr"]),
            gain=self.numbers.million_kr(abs(gain_kr(row) or Decimal())),
        )

    def _range(self, cheapest: Row, dearest: Row) -> str:
        difference = float(dearest["objective_kr"]) - float(cheapest["objective_kr"])
        bounds = [row["bound_kr"] for row in (cheapest, dearest)]
        proven = not any(map(pd.isna, bounds)) and difference > sum(
            max(0.0, row["objective_kr"] - row["bound_kr"]) for row in (cheapest, dearest)
        )
        name = "sweep range" if proven else "sweep range not proven"
        return self.say(name, point=self.name(dearest), difference=self.numbers.million_kr(difference))

    def _shift(self) -> str:
        before, after, contacts = max(self.sweep.shifts(), key=lambda shift: shift[2])
        share = contacts / sum(float(after[f"contacts_{form}"] or 0) for form in FORMS)
        if share < SHIFT:
            return self.say("sweep no shift", share=self.numbers.percent(SHIFT, 0))
        parameter = self.sweep.axes[0].parameter
        return self.say(
            "sweep shift",
            before=self.setting(before[parameter]),
            after=self.setting(after[parameter]),
            contacts=self.numbers.plain(contacts),
            share=self.numbers.percent(share),
        )

    def _forms(self) -> str:
        told = {}
        for form in ("regional", "purchased"):
            contacts = self.sweep.planned[f"contacts_{form}"].astype(float)
            told[f"least_{form}"] = self.numbers.millions(contacts.min())
            told[f"most_{form}"] = self.numbers.millions(contacts.max())
        return self.say("sweep forms", **told)

    def _not_known(self) -> Iterator[str]:
        table, total = self.sweep.table, len(self.sweep.table)
        without = table[table["objective_kr"].isna()].to_dict("records")
        if without:
            points = "; ".join(map(self.name, without[:NAMED]))
            if len(without) > NAMED:
                points = self.say("sweep and more", points=points, count=len(without) - NAMED)
            yield self.say("sweep without plan", count=len(without), total=total, points=points)
        wide = table[table["status"] == "feasible"]
        if len(wide):
            gap = self._given(wide["gap"].astype(float).max())
            yield self.say("sweep not proven", count=len(wide), total=total, gap=self.numbers.gap(gap))

    def _extremes(self) -> Iterator[Row]:
        """The cheapest and the dearest points, each once, the cheapest first."""
        ordered = self.sweep.planned.sort_values("objective_kr", kind="stable").to_dict("records")
        yield from ordered if len(ordered) <= 2 * EXTREMES else (*ordered[:EXTREMES], *ordered[-EXTREMES:])

    def _row(self, row: Row, one_by_one: bool) -> list[str]:
        name = self.setting(row[self.sweep.axes[0].parameter]) if one_by_one else self.name(row)
        money = (self._given(row["objective_kr"]), gain_kr(row))
        contacts = (self._given(row[f"contacts_{form}"]) for form in ("regional", "purchased"))
        millions = (self.numbers.millions(value) for value in (*money, *contacts))
        return [name, *millions, self.numbers.percent(self._given(row["gap"]), 3)]

    def name(self, row: Row) -> str:
        """A point by its settings, as they are written in the language."""
        return ", ".join(f"{axis.parameter} = {self.setting(row[axis.parameter])}" for axis in self.sweep.axes)

    @staticmethod
    def _given(value: Any) -> float | None:
        return None if pd.isna(value) else float(value)
