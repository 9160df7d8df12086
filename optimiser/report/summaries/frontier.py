"""What a frontier says: where it begins, what its first and last steps cost, and what cannot be met."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from optimiser.comparison.shadow_prices import SHARE
from optimiser.comparison.side_by_side import sum_of_gaps
from optimiser.data.settings import Language
from optimiser.report.html.header import outcome
from optimiser.report.localizer import NONE, Localizer, either
from optimiser.report.summaries.shadow_prices import SCOPES, STAR
from optimiser.report.tables.studies import FRONTIER_POINTS, yes_or_no
from optimiser.report.tables.table import FilledTable, OutputCell, RowValues
from optimiser.result.frames import rows_of_frame
from optimiser.sensitivity.frontier import Frontier, FrontierStep

POINT = 0.01
"""A percentage point of a share."""
DECIMALS = 2
UNMET = {"infeasible": "frontier infeasible", "no solution found": "frontier not found"}


@dataclass(frozen=True)
class FrontierSummary(Localizer):
    """Tells a frontier in one language."""

    frontier: Frontier
    language: Language

    def tell_answer(self) -> Iterator[str]:
        """The free optimum, what the first and the last step cost, and what is not known."""
        if self.frontier.free is None:
            infeasible = "infeasible" in set(self.frontier.table["status"])
            yield self.say("frontier no plan" if infeasible else "frontier none found")
            return
        yield self._of_free(self.frontier.free)
        yield from self._tell_steps(list(self.frontier.steps_along()))
        yield from self._not_met()
        yield from self._not_proven()

    def fill_table(self, *, starred: bool = False) -> FilledTable:
        """Return a row for each target; `starred` if a star after what it costs more says that this is not proven."""
        rows = [self._tell_target(row, starred) for row in rows_of_frame(self.frontier.table)]
        return FilledTable(FRONTIER_POINTS, rows)

    def tell_legend(self) -> Iterator[str]:
        """What the columns mean, and the star if there is one."""
        yield self.say("frontier legend")
        if any(row["proven"] is False and not row["free"] for row in self.frontier.planned.to_dict("records")):
            yield self.say("frontier star")
        yield self.say("rounded")

    # ---- sentences -----------------------------------------------------------------------------

    def _of_free(self, row: RowValues) -> str:
        measure = self.frontier.measure
        return self.say(
            "frontier free",
            measure=self.name(),
            value=self.write_figure(row["value"]),
            scope="" if measure.whole else self.say(SCOPES[measure.scope]),
            cost=self.numbers.million_kr(row["objective_kr"]),
        ).replace(" ,", ",")

    def _tell_steps(self, steps: list[FrontierStep]) -> Iterator[str]:
        if not steps:
            yield self.say("frontier only free" if len(self.frontier.table) == 1 else "frontier no step")
            return
        first, last = steps[0], steps[-1]
        yield self.say(
            "frontier first and last" if len(steps) > 1 else "frontier one step",
            first=self.write_figure(first.before),
            second=self.write_figure(first.after),
            less=self.numbers.million_kr(first.more_kr),
            last_but_one=self.write_figure(last.before),
            last=self.write_figure(last.after),
            more=self.numbers.million_kr(last.more_kr),
            found=self.in_plans_found(sum_of_gaps(first.gaps_kr, last.gaps_kr)),
        )
        if len(steps) > 1 and self.frontier.measure.unit == SHARE:
            less, more = (self.numbers.million_kr(step.more_kr / step.better * POINT) for step in (first, last))
            yield self.say("frontier of a point", less=less, more=more)
        for step in dict.fromkeys((first, last)):
            if not step.proven:
                ends = {"first": self.write_figure(step.before), "second": self.write_figure(step.after)}
                yield self.say("frontier step not proven", **ends)

    def _not_met(self) -> Iterator[str]:
        table = self.frontier.table
        for status, sentence in UNMET.items():
            yield from self._tell_targets(sentence, table[table["status"] == status])
        yield from self._tell_targets("frontier dominated", table[table["dominated"].astype(bool)])

    def _tell_targets(self, sentence: str, rows: pd.DataFrame) -> Iterator[str]:
        if len(rows):
            yield self.say(sentence, targets="; ".join(self.write_target(row) for row in rows.to_dict("records")))

    def _not_proven(self) -> Iterator[str]:
        table = self.frontier.table
        wide = table[table["status"] == "feasible"]
        if len(wide):
            gap = wide["gap"].astype(float).max()
            told = self.numbers.gap(None if pd.isna(gap) else float(gap))
            yield self.say("sweep not proven", count=len(wide), total=len(table), gap=told)

    # ---- cells ---------------------------------------------------------------------------------

    def _tell_target(self, row: RowValues, starred: bool) -> RowValues:
        told = {
            **row,
            "target": OutputCell(row["target"], self.write_target(row)),
            "proof": outcome(self, row["status"], row["gap"]),
        }
        if row["objective_kr"] is None:
            why = "frontier unreachable" if row["status"] == "infeasible" else "frontier unknown"
            return {**told, "value": self.say(why), "gap": None, "proven": "", "choice": ""}
        open_ended = row["proven"] is False and not row["free"]
        return {
            **told,
            "value": OutputCell(row["value"], self.write_figure(row["value"])),
            "more_kr": OutputCell(row["more_kr"], mark=STAR if starred and open_ended else ""),
            "proven": "" if row["proven"] is None or row["free"] else yes_or_no(self, row["proven"]),
            "choice": self.say("frontier page dominated" if row["dominated"] else "frontier page efficient"),
        }

    def write_target(self, row: RowValues) -> str:
        """Return a target in words."""
        return self.say("frontier without target") if row["free"] else self.write_figure(row["target"])

    def name(self) -> str:
        """What the measure is called."""
        measure = self.frontier.measure
        if measure.whole:
            return self.say(f"measure {measure.name}")
        return either(self.language, measure.name_da, measure.name_en) or measure.name

    def write_figure(self, value: Any) -> str:
        """A value of the measure, in its unit."""
        measure = self.frontier.measure
        if pd.isna(value):
            return NONE
        if measure.unit == SHARE:
            return self.numbers.percent(float(value), DECIMALS)
        return self.numbers.plain(float(value), 0 if measure.whole else DECIMALS + 1)
