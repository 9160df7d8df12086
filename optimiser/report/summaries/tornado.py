"""What a tornado says: which assumptions carry the answer, what adapting is worth, and where the answer switches."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from optimiser.comparison.side_by_side import gap_of, is_proven, sum_of_gaps
from optimiser.data.settings import Language
from optimiser.report.localizer import NONE, Localizer
from optimiser.report.parameters import ParameterWords
from optimiser.report.summaries.natures import tell_natures
from optimiser.report.summaries.switch_values import SwitchSummary
from optimiser.report.tables.path_tornado import PATH_SWINGS
from optimiser.report.tables.studies import TORNADO_SWINGS
from optimiser.report.tables.table import FilledTable, RowValues
from optimiser.report.wording import begin_sentence, rules_in_words
from optimiser.result.frames import rows_of_frame
from optimiser.sensitivity.tornado import Tornado

CARRYING = 3
"""So many assumptions are said to carry the answer."""
HALF_A_BAR = 8
"""Characters of a bar on either side of the base."""
BLOCK, AXIS = "█", "│"
STAR = " *"


@dataclass(frozen=True)
class TornadoSummary(Localizer):
    """Tells a tornado in one language."""

    tornado: Tornado
    language: Language

    @cached_property
    def words(self) -> ParameterWords:
        """What tells the assumptions that are moved."""
        return ParameterWords.in_record(self.language, self.tornado.record)

    def tell_answer(self) -> Iterator[str]:
        """What carries the answer and can be decided, what adapting is worth, what never matters, what is not known."""
        if not self.tornado.has_plan:
            impossible = self.tornado.base.get("status") == "infeasible"
            yield self.say("tornado no plan" if impossible else "tornado none found")
            return
        base = self.tornado.base
        yield self._tell_base()
        if self.tornado.alike:
            yield self.say(
                "tornado alike", system=self.call_system(base["system"]), names=self.join_list(self.tornado.alike)
            )
        yield self._tell_carried()
        yield from tell_natures(
            self.words, self.tornado.swings["parameter"][self.tornado.swings["proven"].astype(bool)]
        )
        yield from self._tell_adapting()
        yield from self._tell_never()
        yield from self._without_plan()
        yield from self._tell_outside()
        yield from self._not_proven()

    def _tell_base(self) -> str:
        base, years = self.tornado.base, self.tornado.years
        told = {
            "cost": self.numbers.million_kr(base["objective_kr"]),
            "system": self.call_system(base["system"]),
        }
        return (
            self.say("tornado base of years", **told, first=years[0], last=years[-1])
            if years
            else self.say("tornado base", **told)
        )

    def say(self, name: str, /, **figures: object) -> str:
        """Return a sentence in the language; its money and contacts are of a year, or of all years that are planned."""
        return self.words.say(name, **figures)

    def fill_table(self) -> FilledTable:
        """Return a row for each assumption, the widest swing first: cost at its ends, a bar, what adapting is worth."""
        declared = PATH_SWINGS if self.tornado.years else TORNADO_SWINGS
        return FilledTable(declared, [self._tell_swing(row) for row in self.tornado.swings.to_dict("records")])

    def tell_legend(self) -> Iterator[str]:
        """What the columns mean, and the star if there is one."""
        yield self.say("tornado legend")
        if years := self.tornado.years:
            yield self.say("tornado legend of years", first=years[0], last=years[-1])
        if not self.tornado.swings["proven"].all():
            yield self.say("tornado star")
        yield self.say("rounded")

    def tell_switches(self) -> Iterator[str]:
        """Where the answer switches, if that was asked for."""
        if self.tornado.switching is not None:
            yield from SwitchSummary(self.tornado.switching, self.words, self.language).tell_sentences()

    # ---- sentences -----------------------------------------------------------------------------

    @cached_property
    def _end_rows(self) -> list[dict[Any, Any]]:
        """The rows of the table, with None where there is no figure."""
        return rows_of_frame(self.tornado.table)

    def _tell_carried(self) -> str:
        swings = self.tornado.swings
        carrying = swings[swings["proven"]].head(CARRYING).to_dict("records")
        if not carrying:
            return self.say("tornado carried by none")
        return self.say("tornado carried", assumptions=self.join_list([self._tell_carrying(row) for row in carrying]))

    def _tell_carrying(self, row: RowValues) -> str:
        ends = [end for end in self._end_rows if end["parameter"] == row["parameter"]]
        known = [end[name] for end in ends for name in ("value", "base_value") if end[name] is not None]
        told = {
            "parameter": self.words.name(row["parameter"]),
            "low": self.words.value(row["parameter"], min(known)),
            "high": self.words.value(row["parameter"], max(known)),
        }
        if pd.isna(row["swing_kr"]):
            return self.say("tornado carrying all", **told)
        return self.say("tornado carrying", **told, swing=self.numbers.million_kr(row["swing_kr"]))

    def _tell_adapting(self) -> Iterator[str]:
        held = [end for end in self._end_rows if end["adapting_kr"] is not None]
        if held:
            yield self._worth_most(held)
        for end in self._end_rows:
            if end["breaks"]:
                yield self.say("tornado breaks", point=self._name_point(end), rules=rules_in_words(self, end["breaks"]))

    def _worth_most(self, held: Sequence[RowValues]) -> str:
        """Where adapting is worth most, of the ends at which it is proven to be worth anything."""
        proven = [
            end for end in held if is_proven(end["adapting_kr"], sum_of_gaps(gap_of(self.tornado.base), gap_of(end)))
        ]
        if not proven:
            return self.say("tornado adapting not proven")
        most, largest = (max(ends, key=lambda end: float(end["adapting_kr"])) for ends in (proven, held))
        name = "tornado adapting" if most is largest else "tornado adapting of proven"
        return self.say(name, point=self._name_point(most), kr=self.numbers.million_kr(most["adapting_kr"]))

    def _tell_never(self) -> Iterator[str]:
        swings = self.tornado.swings
        never = list(swings[~swings["proven"].astype(bool)]["parameter"])
        if never:
            yield self.say("tornado never", parameters=self.join_list(self.words.list_names(never)))

    def _without_plan(self) -> Iterator[str]:
        for status, name in (("infeasible", "tornado without plan"), ("no solution found", "tornado not found")):
            points = [self._name_point(end) for end in self._end_rows if end["status"] == status]
            if points:
                yield self.say(name, points=self.join_list(points))

    def _tell_outside(self) -> Iterator[str]:
        for parameter, ends in self.tornado.table.groupby("parameter", sort=False):
            base = ends["base_value"].iloc[0]
            if len(ends) > 1 and not pd.isna(base) and not ends["value"].min() <= base <= ends["value"].max():
                told = self.say("tornado outside", **self._name_and_value(str(parameter), float(base)))
                yield begin_sentence(told)

    def _not_proven(self) -> Iterator[str]:
        gaps = [end["gap"] for end in (self.tornado.base, *self._end_rows) if end["status"] == "feasible"]
        if gaps:
            widest = None if None in gaps else max(gaps)
            total = len(self._end_rows) + 1
            told = NONE if widest is None else self.numbers.gap(widest)
            yield self.say("sweep not proven", count=len(gaps), total=total, gap=told)

    def _name_point(self, end: RowValues) -> str:
        return self.words.at(end["parameter"], end["value"])

    def _name_and_value(self, parameter: str, value: float) -> dict[str, str]:
        return {"parameter": self.words.name(parameter), "value": self.words.value(parameter, value)}

    # ---- the table -----------------------------------------------------------------------------

    def _tell_swing(self, row: RowValues) -> RowValues:
        ends = {end["side"]: end for end in self._end_rows if end["parameter"] == row["parameter"]}
        name = self.words.name(row["parameter"]) + ("" if row["proven"] else STAR)
        bar = self._draw_bar([change for end in ends.values() if (change := self._change_kr(end)) is not None])
        costs = {side: self._cost_of(ends.get(side)) for side in ("low", "high")}
        return {"name": name, **costs, "bar": bar, "adapting_kr": self._adapting_of(ends.values())}

    def _change_kr(self, end: RowValues) -> float | None:
        cost_kr = end["objective_kr"]
        return None if cost_kr is None else float(cost_kr) - float(self.tornado.base["objective_kr"])

    def _cost_of(self, end: RowValues | None) -> float | str | None:
        if end is None:
            return None
        change_kr = self._change_kr(end)
        return self.say("tornado none") if change_kr is None else change_kr

    def _adapting_of(self, ends: Iterable[RowValues]) -> float | str | None:
        rows = list(ends)
        if any(end["breaks"] for end in rows):
            return self.say("tornado broken")
        known = [float(end["adapting_kr"]) for end in rows if end["adapting_kr"] is not None]
        return max(known, default=None)

    def _draw_bar(self, changes_kr: Sequence[float]) -> str:
        """What is cheaper to the left of the base, what is dearer to the right; the widest of all fills its side."""
        less, more = (self._draw_blocks(max([0.0, *(sign * change for change in changes_kr)])) for sign in (-1, 1))
        return f"{less:>{HALF_A_BAR}}{AXIS}{more:<{HALF_A_BAR}}"

    def _draw_blocks(self, kr: float) -> str:
        return BLOCK * round(HALF_A_BAR * kr / self._widest_kr) if self._widest_kr else ""

    @cached_property
    def _widest_kr(self) -> float:
        return max((abs(change) for end in self._end_rows if (change := self._change_kr(end)) is not None), default=0.0)
