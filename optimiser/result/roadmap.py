"""The result of a solve over years: status, proof, tables, the plan of each year. Frozen, and free of any solver."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from optimiser.data.instance import Instance
from optimiser.data.roadmap_record import RoadmapRecord
from optimiser.data.roadmap_tables import ROADMAP_LINES, RoadmapLines, YearLine
from optimiser.data.run_record import BreachRecord, Status
from optimiser.planning.problem import build_problem
from optimiser.planning.roadmap import RoadmapPlan, RoadmapProblem
from optimiser.result.frames import frame_of_rows, rows_of_frame
from optimiser.result.result import (
    MILLION,
    Result,
    SummaryLine,
    format_audit,
    format_gap,
    to_printable,
    write_html,
    write_text,
)

if TYPE_CHECKING:
    import pandas as pd

NO_ROADMAP_LINES = RoadmapLines()
"""Of a solve that found no path."""


@dataclass(frozen=True, repr=False)
class RoadmapResult:
    """What a solve over years found, and what its folder holds.

    `record` stands in roadmap.json; `lines` are those of the tables beside it; `plans` are the plans of the years, each
    a result of its own on the instance of its year, of which nothing by itself is proven. Without a path there are
    neither lines nor plans.
    """

    instance: Instance
    record: RoadmapRecord
    lines: RoadmapLines = NO_ROADMAP_LINES
    plans: Mapping[int, Result] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def has_path(self) -> bool:
        """True when a path was found; without one there are no tables."""
        return self.record.has_path

    @property
    def status(self) -> Status:
        """optimal (within the gap asked for), feasible, infeasible, or no solution found."""
        return self.record.status

    @property
    def objective_kr(self) -> float | None:
        """Cost of the path over all years in the first year's worth, in kr.; None without a path."""
        return self.record.objective_kr

    @property
    def bound_kr(self) -> float | None:
        """No path costs less than this, in kr.; None when nothing was proved."""
        return self.record.bound_kr

    @property
    def gap(self) -> float | None:
        """(objective - bound) / objective; None without a path or a bound."""
        return self.record.gap

    @property
    def breaches(self) -> tuple[BreachRecord, ...]:
        """What the independent check found to be broken; nothing without a path."""
        return () if self.record.audit is None else tuple(self.record.audit.breaches)

    @property
    def years(self) -> tuple[int, ...]:
        """The years, in order."""
        return tuple(self.record.years)

    @cached_property
    def path(self) -> RoadmapPlan:
        """The plans of all years with all that follows from their order; ValueError without a path."""
        if not self.has_path:
            raise ValueError(f"there is no path: {self.status}")
        problems = {year: build_problem(result.instance) for year, result in self.plans.items()}
        problem = RoadmapProblem(self.instance, problems)
        plans = {year: type(result.plan).of(problems[year], result.assignment) for year, result in self.plans.items()}
        return RoadmapPlan(problem, plans)

    @cached_property
    def tables(self) -> Mapping[str, "pd.DataFrame"]:
        """The tables as data frames: years, year_moves, centre_years, municipality_years; none without a path."""
        if not self.has_path:
            return {}
        return {
            name: frame_of_rows(map(dict, self.lines.of_table(name)), tuple(line.model_fields))
            for name, line in ROADMAP_LINES.items()
        }

    def year_line(self, year: int) -> YearLine:
        """Return the line of a year in the table of the years; KeyError where it has none."""
        return {line.year: line for line in self.lines.years}[year]

    def summary(self) -> str:
        """Return in a few lines of English what was proved, and of a path what each year costs and what moves in it.

        Returns
        -------
        str
            A line a statement, money in million kr.
        """
        return write_text(self._title, self._described())

    def __repr__(self) -> str:
        """Return the instance, the status, the cost and the gap in a line."""
        cost = "" if self.objective_kr is None else f", {_million_kr(self.objective_kr)}"
        gap = "" if self.gap is None else f", gap {format_gap(self.gap)}"
        return f"<RoadmapResult {to_printable(self._title)}: {self.status}{cost}{gap}>"

    def _repr_html_(self) -> str:
        """Return the summary as a table, for notebooks."""
        return write_html(self._title, self._described())

    @property
    def _title(self) -> str:
        years = f"{self.years[0]}-{self.years[-1]}" if self.years else "no years"
        return f"{self.record.name}, {self.record.system}, {years}"

    def _described(self) -> Iterator[SummaryLine]:
        record = self.record
        yield "status", record.status
        if record.objective_kr is not None and record.gain_kr is not None:
            against = f"{_million_kr(abs(record.gain_kr))} {'less' if record.gain_kr >= 0 else 'more'} than as today"
            yield "cost", f"{_million_kr(record.objective_kr)}, {against}"
        bound = record.bound_kr
        yield "bound", "none proved" if bound is None else f"{_million_kr(bound)}, no path costs less"
        if record.objective_kr is not None:
            yield "gap", "not known" if record.gap is None else format_gap(record.gap)
        for line in self.lines.years:
            moves = f"{line.moved_tasks} tasks of {line.moving_municipalities} municipalities move"
            yield str(line.year), f"{_million_kr(line.cost_kr)}, {moves}, {line.opened} centres open"
        if record.audit is not None:
            yield "audit", format_audit(record.audit.checks, [breach.rule for breach in record.audit.breaches])

    def with_record(self, **entries: Any) -> "RoadmapResult":
        """The same result with some entries of its record replaced."""
        return replace(self, record=self.record.with_entries(**entries))

    def with_tables(self, **tables: "pd.DataFrame") -> "RoadmapResult":
        """Return the same result with some tables replaced by data frames, as for `audit_roadmap`.

        Parameters
        ----------
        **tables
            By the name of the table, with its columns; others are not read.

        Returns
        -------
        RoadmapResult
            Its record and its plans are as they were.

        Raises
        ------
        ValueError
            A column is missing, or a cell is not as its column is declared.
        """
        rows = {name: rows_of_frame(frame) for name, frame in tables.items()}
        return replace(self, lines=self.lines.with_rows(rows))


def _million_kr(kr: float) -> str:
    return f"{kr / MILLION:,.2f} million kr."
