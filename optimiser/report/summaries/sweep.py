"""What a sweep says, in sentences and as a table: where it is cheapest, by how much, and where the forms change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from math import fsum
from typing import Any

import pandas as pd

from optimiser.comparison.side_by_side import gap_of, is_proven, sum_of_gaps
from optimiser.data.columns import FORMS
from optimiser.data.instance import Today
from optimiser.data.settings import Language
from optimiser.data.tables import nature_of
from optimiser.data.tolerances import A_KRONE
from optimiser.report.html.header import outcome
from optimiser.report.localizer import Localizer, gain_kr
from optimiser.report.parameters import ParameterWords, name_span
from optimiser.report.summaries.natures import tell_natures
from optimiser.report.summaries.volumes import differs, tell_saved
from optimiser.report.tables.path_sweep import PATH_SWEEP
from optimiser.report.tables.studies import SWEEP
from optimiser.report.tables.table import (
    SETTING,
    TEXT,
    FilledTable,
    OutputCell,
    OutputColumn,
    OutputTable,
    RowValues,
    repeated_name,
)
from optimiser.result.frames import rows_of_frame
from optimiser.sensitivity.sweep import Axis, Sweep

LONGEST_TABLE = 40
"""Points of one parameter are told one by one up to this number; beyond it, and of several, only the extremes."""
EXTREMES = 3
"""So many of the cheapest, and of the dearest."""
NAMED = 5
"""So many points without a plan are named."""
SHIFT = 0.01
"""A share of contacts below this that changes form is no change worth localizer."""


@dataclass(frozen=True)
class SweepSummary(Localizer):
    """Tells a sweep in one language."""

    sweep: Sweep
    language: Language

    @cached_property
    def words(self) -> ParameterWords:
        """What tells the parameters that are varied."""
        return ParameterWords.in_record(self.language, self.sweep.record)

    def say(self, name: str, /, **figures: object) -> str:
        """Return a sentence in the language; its money and contacts are of a year, or of all years that are planned."""
        return super().say(name, **{"span": name_span(self.language, self.sweep.years), **figures})

    def tell_answer(self) -> Iterator[str]:
        """Where the cheapest plan is, how far the costs are apart, where the forms change, and what is not known."""
        if self.sweep.planned.empty:
            impossible = (self.sweep.table["status"] == "infeasible").all()
            yield self.say("sweep no plans" if impossible else "sweep none found")
        else:
            yield self._tell_cheapest(self.sweep.cheapest)
            yield from self._tell_natures()
            yield from self._tell_today()
            if len(self.sweep.planned) > 1:
                yield self._tell_range(self.sweep.cheapest, self.sweep.dearest)
                yield self._tell_shift() if len(self.sweep.axes) == 1 and self._in_order else self._tell_forms()
        yield from self._not_known()

    def fill_table(self) -> FilledTable:
        """Return a row for each point where one parameter has few values; else the cheapest and the dearest points."""
        if len(self.sweep.axes) == 1 and len(self.sweep.table) <= LONGEST_TABLE:
            return self.fill_points()
        rows = [{**self._tell_point(row), "point: ": self.name(row)} for row in self._extreme_points()]
        title = self.say("sweep extremes")
        return FilledTable(self._declared, rows, repeats={"point": {"": (title, title)}})

    def fill_points(self) -> FilledTable:
        """Return every point: its settings, then what it costs and how contacts are answered."""
        declared = self._declared
        point, *others = declared.columns
        axes = [self._axis_column(point, axis, place) for place, axis in enumerate(self.sweep.axes)]
        unused = {
            f"contacts_{form}" for form in FORMS if not self.sweep.planned[f"contacts_{form}"].astype(float).any()
        }
        names = [column.name for column in axes]
        table = replace(
            declared,
            columns=[*axes, *others],
            terminal=[*names[:1], *declared.terminal[1:]],
            page=[*names, *(name for name in declared.page[1:] if name not in unused)],
        )
        return FilledTable(table, [self._tell_point(row) for row in rows_of_frame(self.sweep.table)])

    @property
    def _declared(self) -> OutputTable:
        """What the table of points is: of plans of one year, or over years."""
        return PATH_SWEEP if self.sweep.years else SWEEP

    def tell_legend(self) -> str:
        """Return what the figures of the table in the terminal are."""
        if years := self.sweep.years:
            return self.say("sweep legend of years", first=years[0], last=years[-1])
        return self.say("sweep legend")

    def _axis_column(self, point: OutputColumn, axis: Axis, place: int) -> OutputColumn:
        """The column of a varied parameter; names stand to the left."""
        name = self.words.name(axis.parameter)
        title = name[:1].upper() + name[1:]
        return replace(
            point,
            name=repeated_name("point", axis.parameter),
            title=(title, title),
            titles={"terminal": (name, name)},
            format=SETTING if axis.is_numeric and place else TEXT,
            repeated=False,
        )

    @property
    def _in_order(self) -> bool:
        """True where neighbours in the table are neighbours in value: numbers, not names."""
        values = self.sweep.table[self.sweep.axes[0].parameter]
        return bool(pd.api.types.is_numeric_dtype(values) and values.is_monotonic_increasing)

    def name_cheapest(self) -> str:
        """Which point is the cheapest, or that this is not proven, and how many others may be."""
        cheapest = self.sweep.cheapest
        others = [row for row in self.sweep.planned.to_dict("records") if self.name(row) != self.name(cheapest)]
        rivals = [row for row in others if not self._is_proven(cheapest, row)]
        if not rivals:
            return self.say("sweep the cheapest", point=self.name(cheapest))
        alike = [row for row in rivals if row["objective_kr"] - cheapest["objective_kr"] < A_KRONE]
        if len(alike) < len(rivals):
            return self.say("sweep cheapest not proven", point=self.name(cheapest), count=len(rivals))
        settled = all(self._is_settled(row) for row in (cheapest, *alike))
        if len(alike) == len(others):
            return self.say("sweep all alike" if settled else "sweep all found alike", count=len(others) + 1)
        points = self._name_points([self.name(row) for row in (cheapest, *alike)])
        return self.say("sweep cheapest alike" if settled else "sweep cheapest found alike", points=points)

    def _is_settled(self, row: RowValues) -> bool:
        """True where a point is proven to cost what its plan does, to the krone."""
        bound_kr = self._known_value(row["bound_kr"])
        return bound_kr is not None and row["objective_kr"] - bound_kr < A_KRONE

    def _is_proven(self, cheapest: RowValues, other: RowValues) -> bool:
        gaps = (gap_of({**row, "bound_kr": self._known_value(row["bound_kr"])}) for row in (cheapest, other))
        return is_proven(other["objective_kr"] - cheapest["objective_kr"], sum_of_gaps(*gaps))

    def _tell_cheapest(self, row: RowValues) -> str:
        gain = float(row["net_gain_kr"])
        return self.say(
            "sweep cheapest" if gain >= 0 else "sweep cheapest is dearer",
            who=self.name_cheapest(),
            cost=self.numbers.million_kr(row["objective_kr"]),
            gain=self.numbers.million_kr(abs(gain_kr(row) or Decimal())),
        )

    def _tell_range(self, cheapest: RowValues, dearest: RowValues) -> str:
        difference = float(dearest["objective_kr"]) - float(cheapest["objective_kr"])
        name = "sweep range" if self._is_proven(cheapest, dearest) else "sweep range not proven"
        return self.say(name, point=self.name(dearest), difference=self.numbers.million_kr(difference))

    def _tell_shift(self) -> str:
        before, after, contacts = max(self.sweep.shifts_along(), key=lambda shift: shift[2])
        share = contacts / sum(float(after[f"contacts_{form}"] or 0) for form in FORMS)
        if share < SHIFT:
            return self.say("sweep no shift", share=self.numbers.percent(SHIFT, 0))
        parameter = self.sweep.axes[0].parameter
        return self.say(
            "sweep shift",
            before=self.words.value(parameter, before[parameter]),
            after=self.words.value(parameter, after[parameter]),
            contacts=self.numbers.plain(contacts),
            share=self.numbers.percent(share),
        )

    def _tell_forms(self) -> str:
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
            points = self._name_points(list(map(self.name, without)))
            yield self.say("sweep without plan", count=len(without), total=total, points=points)
            unknown = sum(row["status"] != "infeasible" for row in without)
            if unknown and not self.sweep.planned.empty:
                yield self.say("sweep some not found", count=unknown)
        wide = table[table["status"] == "feasible"]
        if len(wide):
            gap = self._known_value(wide["gap"].astype(float).max())
            yield self.say("sweep not proven", count=len(wide), total=total, gap=self.numbers.gap(gap))

    def _tell_natures(self) -> Iterator[str]:
        """What of it is no choice, so that the cheapest point cannot be chosen; nothing where all can be decided."""
        parameters = [axis.parameter for axis in self.sweep.axes]
        if any(nature_of(parameter) not in ("decision", None) for parameter in parameters):
            yield from tell_natures(self.words, parameters)

    def _tell_today(self) -> Iterator[str]:
        """That today's cost is not the same at all points, where what is varied makes it another."""
        today_kr = [kr for kr in self.sweep.planned["today_kr"].astype(float) if not pd.isna(kr)]
        if today_kr and max(today_kr) - min(today_kr) >= A_KRONE:
            least, most = (self.numbers.million_kr(kr) for kr in (min(today_kr), max(today_kr)))
            yield self.say("sweep today varies", least=least, most=most)
        yield from self._tell_saved()

    def _tell_saved(self) -> Iterator[str]:
        """What of the cheapest point's saving is other contacts; of the dearest's, where the cheapest has the same.

        The record knows them in one year alone, so that of plans over years it is not told.
        """
        record = self.sweep.record
        if self.sweep.years or record.get("today_kr") is None or record.get("contacts") is None:
            return
        was = Today(record["today_kr"], record["contacts"])
        for row in (self.sweep.cheapest, self.sweep.dearest):
            now = Today(float(row["today_kr"]), fsum(float(row[f"contacts_{form}"] or 0) for form in FORMS))
            if differs(was, now):
                yield tell_saved(self, was, now, row["objective_kr"], self.name(row))
                return

    def _name_points(self, points: Sequence[str]) -> str:
        """Some points by their names, and how many more there are."""
        told = "; ".join(points[:NAMED])
        return told if len(points) <= NAMED else self.say("sweep and more", points=told, count=len(points) - NAMED)

    def _extreme_points(self) -> Iterator[RowValues]:
        """The cheapest and the dearest points, each once, the cheapest first."""
        ordered = self.sweep.planned.sort_values("objective_kr", kind="stable").to_dict("records")
        yield from ordered if len(ordered) <= 2 * EXTREMES else (*ordered[:EXTREMES], *ordered[-EXTREMES:])

    def _tell_point(self, row: RowValues) -> RowValues:
        told: dict[Any, Any] = {
            name: self._known_value(value) if isinstance(value, float) else value for name, value in row.items()
        }
        settings = {repeated_name("point", axis.parameter): self._setting_of(axis, row) for axis in self.sweep.axes}
        gain = OutputCell(told["net_gain_kr"], self.numbers.millions(gain_kr(row)))
        if not told.get("investment_kr", True):
            told["payback_year"] = None  # where nothing is invested there is nothing to pay back
        return {**told, **settings, "net_gain_kr": gain, "proof": outcome(self, told["status"], told["gap"])}

    def _setting_of(self, axis: Axis, row: RowValues) -> OutputCell:
        value = row[axis.parameter]
        return OutputCell(float(value) if axis.is_numeric else None, self.words.value(axis.parameter, value))

    def name(self, row: RowValues) -> str:
        """A point by its settings, in words."""
        return ", ".join(self.words.at(axis.parameter, row[axis.parameter]) for axis in self.sweep.axes)

    @staticmethod
    def _known_value(value: Any) -> float | None:
        return None if pd.isna(value) else float(value)
