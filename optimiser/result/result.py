"""The Result of a solve: status, proof, key figures, tables. Frozen, and free of any solver."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from optimiser.data.instance import Instance
from optimiser.data.run_record import BreachRecord, Run, RunWithPlan, Status
from optimiser.data.run_tables import NO_LINES, PlanLines
from optimiser.planning.assignment import Assignment
from optimiser.planning.plan import Plan
from optimiser.planning.problem import build_problem
from optimiser.result.frames import frames_of_lines, rows_of_frame
from optimiser.result.summary import (
    describe_run,
    format_gap,
    format_million_kr,
    name_problem,
    to_printable,
    write_html,
    write_text,
)

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, repr=False)
class Result:
    """What a solve found, and what a run folder holds.

    `run` is the record that stands in run.json; `lines` are those of the tables beside it, none without a plan.
    """

    instance: Instance
    run: Run
    lines: PlanLines = NO_LINES

    @property
    def has_plan(self) -> bool:
        """True when a plan was found; without one there are no figures and no tables."""
        return isinstance(self.run, RunWithPlan)

    @property
    def status(self) -> Status:
        """optimal (within the gap asked for), feasible, infeasible, or no solution found."""
        return self.run.status

    @property
    def figures(self) -> RunWithPlan:
        """The record of a solve that found a plan, with the plan's figures; ValueError without a plan."""
        if not isinstance(self.run, RunWithPlan):
            raise ValueError(f"there is no plan: {self.status}")
        return self.run

    @cached_property
    def assignment(self) -> Assignment:
        """Who answers what: the centre by municipality and task; nothing without a plan."""
        return Assignment.from_lines(self.lines.assignments)

    @cached_property
    def plan(self) -> Plan:
        """The assignment on its problem, with all that follows from it; ValueError without a plan."""
        if not self.has_plan:
            raise ValueError(f"there is no plan: {self.status}")
        return Plan.of(build_problem(self.instance), self.assignment)

    @property
    def breaches(self) -> Sequence[BreachRecord]:
        """What the independent check found to be broken; nothing without a plan."""
        return self.run.audit.breaches if isinstance(self.run, RunWithPlan) else ()

    @property
    def objective_kr(self) -> float | None:
        """Cost of the plan in kr. a year, centres by affine pieces; None without a plan."""
        return self.run.objective_kr if isinstance(self.run, RunWithPlan) else None

    @property
    def bound_kr(self) -> float | None:
        """No plan costs less than this, in kr. a year; None when nothing was proved."""
        return self.run.bound_kr

    @property
    def gap(self) -> float | None:
        """(objective - bound) / objective; None without a plan or a bound."""
        return self.run.gap

    @cached_property
    def tables(self) -> Mapping[str, "pd.DataFrame"]:
        """The tables as data frames by name, none without a plan; to change one changes nothing of the result."""
        return frames_of_lines(self.lines) if self.has_plan else {}

    @property
    def assignments(self) -> "pd.DataFrame":
        """A row is a task of a municipality: its form, its centre, its contacts and charges."""
        return self._table_named("assignments")

    @property
    def centres(self) -> "pd.DataFrame":
        """A row is an open centre: volume, unit cost, cost, staff."""
        return self._table_named("centres")

    @property
    def municipalities(self) -> "pd.DataFrame":
        """A row is a municipality: its forms, entry points, what it pays today and after."""
        return self._table_named("municipalities")

    @property
    def cost_terms(self) -> "pd.DataFrame":
        """A row is a term of the yearly cost, in kr."""
        return self._table_named("cost_terms")

    @property
    def kpis(self) -> "pd.DataFrame":
        """A row is a KPI: its mean over the country, the share of contacts it is known for, its target."""
        return self._table_named("kpis")

    @property
    def assumptions(self) -> "pd.DataFrame":
        """A row is a figure the result rests on, with its source."""
        return self._table_named("assumptions")

    def summary(self) -> str:
        """Return in a few lines of English what was proved and, of a plan, its cost, forms and open centres.

        Returns
        -------
        str
            A line a statement, money in million kr. a year, shares of the contacts in percent.
        """
        return write_text(name_problem(self.run), describe_run(self.run))

    def __repr__(self) -> str:
        """Return the instance, the status, the cost and the gap in a line."""
        cost = "" if self.objective_kr is None else f", {format_million_kr(self.objective_kr)}"
        gap = "" if self.gap is None else f", gap {format_gap(self.gap)}"
        return f"<Result {to_printable(name_problem(self.run))}: {self.status}{cost}{gap}>"

    def _repr_html_(self) -> str:
        """Return the summary as a table, for notebooks."""
        return write_html(name_problem(self.run), describe_run(self.run))

    def with_tables(self, **tables: "pd.DataFrame") -> "Result":
        """Return the same result with some tables replaced by data frames, as for `audit_result`.

        Parameters
        ----------
        **tables
            By the name of the table, with its columns; others are not read.

        Returns
        -------
        Result
            Its figures are as they were: only the lines of these tables are others.

        Raises
        ------
        ValueError
            A column is missing, or a cell is not as its column is declared.
        """
        return replace(self, lines=self.lines.with_rows({name: rows_of_frame(frame) for name, frame in tables.items()}))

    def with_run(self, **entries: Any) -> "Result":
        """The same result with some entries of its run replaced."""
        return replace(self, run=self.run.with_entries(**entries))

    def with_seconds(self, **seconds: float) -> "Result":
        """The same result with some of the times of its run replaced: `read`, `report`, `audit`, `total`."""
        return self.with_run(seconds=self.run.seconds.model_copy(update=seconds))

    def _table_named(self, name: str) -> "pd.DataFrame":
        import pandas as pd

        return self.tables.get(name, pd.DataFrame())
