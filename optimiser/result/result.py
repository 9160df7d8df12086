"""The Result of a solve: status, proof, key figures, tables. Frozen, and free of any solver."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Context, Decimal
from functools import cached_property
from html import escape
from math import floor, fsum
from typing import TYPE_CHECKING, Any, Literal

from optimiser.data.columns import FORMS
from optimiser.data.instance import Instance
from optimiser.data.proof_record import ProofRecord
from optimiser.data.run_record import BreachRecord, PlanFigures, ProblemRecord, Run, RunWithPlan, Status
from optimiser.data.run_tables import NO_LINES, AssignmentLine, PlanLines
from optimiser.data.tolerances import A_KRONE
from optimiser.planning.assignment import Assignment
from optimiser.planning.plan import Plan
from optimiser.planning.problem import Problem, Shortfall, build_problem
from optimiser.planning.routes import DEPARTMENTS
from optimiser.result.frames import frames_of_lines, rows_of_frame

if TYPE_CHECKING:
    import pandas as pd


# ---- What a result or an evaluation comes to in a few lines, as text and for notebooks ------------


MOST_NAMES = 5
"""So many names are told; the others are counted."""
MILLION = 1e6
TRIFLE = 1e-6
"""A gap below this share is told as such: its figures are those of rounding."""
SummaryLine = tuple[str, str]
"""What is told, and what is told of it."""


def name_problem(record: ProblemRecord) -> str:
    """Return the name of the instance, and the system that was asked for."""
    return f"{record.name}, {record.system}" if record.system else record.name


def describe_run(run: Run) -> Iterator[SummaryLine]:
    """Go through what was proved of a solve and, where there is a plan, what it costs and opens."""
    yield "status", _status(run)
    if isinstance(run, RunWithPlan):
        yield from _describe_cost(run)
    yield "bound", "none proved" if run.bound_kr is None else f"{format_bound(run.bound_kr)}, no plan costs less"
    if isinstance(run, RunWithPlan):
        yield "gap", "not known" if run.gap is None else format_gap(run.gap)
        if (certified := run.certified_gap) is not None:
            yield "certified", f"no plan is more than {format_gap(certified)} cheaper, checked without the solver"
        yield from describe_plan(run)
        yield "audit", format_audit(run.audit.checks, [breach.rule for breach in run.audit.breaches])
    elif run.conflicts:
        yield "conflicts", _some(f"{conflict.rule} [{conflict.about}]" for conflict in run.conflicts)


def describe_evaluation(figures: PlanFigures) -> Iterator[SummaryLine]:
    """Go through what a plan that was not searched for costs and opens."""
    yield "status", "evaluated as it is; nothing is proven, there may be cheaper plans"
    yield from _describe_cost(figures)
    yield from describe_plan(figures)


def describe_plan(figures: PlanFigures) -> Iterator[SummaryLine]:
    """Go through the forms in use with their share of the contacts, and the open centres."""
    contacts = figures.contacts_by_form
    total = sum(contacts.values())
    used = [form for form in FORMS if contacts[form]]
    yield "forms", ", ".join(f"{form} {contacts[form] / total * 100:.1f} %" for form in used)
    opened = _some(line.centre for line in figures.centres)
    yield "open centres", f"{len(figures.centres)}: {opened}" if figures.centres else "none"


def format_million_kr(kr: float) -> str:
    """Return a sum of money a year in million kr., or in kr. where it is less than ten thousand."""
    if abs(kr) < MILLION / 100:
        return f"{kr:,.0f} kr./year"
    return f"{kr / MILLION:,.2f} million kr./year"


def format_bound(kr: float) -> str:
    """Return a bound as `format_million_kr` does, rounded down: no more is told than is proved, but for a krone."""
    unit = MILLION / 100 if abs(kr) >= MILLION / 100 else 1.0
    return format_million_kr(floor((kr + A_KRONE / 2) / unit) * unit)


def format_gap(gap: float) -> str:
    """Return a relative gap in percent, rounded up to two figures; a trifle is told as one."""
    if 0 < gap < TRIFLE:
        return f"below {TRIFLE * 100:g} %"
    return f"{Context(prec=2, rounding=ROUND_CEILING).create_decimal(Decimal(repr(gap)) * 100).normalize():f} %"


def format_audit(checks: int, rules: Sequence[str]) -> str:
    """Return how many checks were made, and the names of the rules that are broken."""
    found = (
        f"{len(rules)} {'breach' if len(rules) == 1 else 'breaches'} of {_some(dict.fromkeys(rules))}"
        if rules
        else "no breach"
    )
    return f"{checks:,} checks, {found}"


def write_text(title: str, lines: Iterable[SummaryLine]) -> str:
    """Return lines as text, with the title above them."""
    told = list(lines)
    width = max((len(name) for name, _ in told), default=0)
    return "\n".join([to_printable(title), *(f"{name:<{width}}  {to_printable(value)}" for name, value in told)])


def write_html(title: str, lines: Iterable[SummaryLine]) -> str:
    """Return lines as a table for notebooks, everything in it escaped."""
    rows = "".join(f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in lines)
    return f"<table><caption>{escape(title)}</caption><tbody>{rows}</tbody></table>"


def _status(run: Run) -> str:
    if run.status == "optimal":
        return f"optimal within the gap asked for, {format_gap(run.options.gap)}"
    if run.status == "feasible":
        return f"feasible: not proven within the gap asked for, {format_gap(run.options.gap)}"
    return run.status


def _describe_cost(figures: PlanFigures) -> Iterator[SummaryLine]:
    gain_kr = figures.today_kr - figures.objective_kr
    against = f"{format_million_kr(abs(gain_kr))} {'less' if gain_kr >= 0 else 'more'} than today"
    yield "cost", f"{format_million_kr(figures.objective_kr)}, {against}"


def _some(names: Iterable[str]) -> str:
    """The first of some names, and how many there are besides."""
    every = list(names)
    told = ", ".join(every[:MOST_NAMES])
    return f"{told} and {len(every) - MOST_NAMES} more" if len(every) > MOST_NAMES else told


def to_printable(text: str) -> str:
    """The text without characters that a terminal would obey."""
    return "".join(character if character.isprintable() else " " for character in text)


# ---- The result -----------------------------------------------------------------------------------


@dataclass(frozen=True, repr=False)
class Result:
    """What a solve found, and what a run folder holds.

    `run` is the record that stands in run.json; `lines` are those of the tables beside it, none without a plan. The
    prices in `proof` prove a bound that can be checked without a solver; not every solve finds some.
    """

    instance: Instance
    run: Run
    lines: PlanLines = NO_LINES
    proof: ProofRecord | None = None

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


# ---- Who answers whom in a result's tables: what maps, matrices and workbooks show ----------------


def information_centre(assignments: Iterable[AssignmentLine], instance: Instance) -> Mapping[str, str]:
    """By municipal code, the centre that answers most of the municipality's information contacts.

    Information contacts are those of tasks that are no authority tasks; where there are none, all
    contacts count. `departments` stands for the municipality's own departments.
    """
    authority = {task.task for task in instance.tasks.values() if task.authority}
    contacts: dict[str, dict[tuple[bool, str], list[float]]] = defaultdict(lambda: defaultdict(list))
    for line in assignments:
        contacts[line.municipality][line.task not in authority, line.centre].append(line.contacts)
    return {code: _largest_of(contacts[code]) for code in sorted(contacts)}


def _largest_of(contacts: Mapping[tuple[bool, str], Iterable[float]]) -> str:
    """The centre with most contacts, of those that answer any information; the last by name of equal ones."""
    _, _, centre = max((information, fsum(each), centre) for (information, centre), each in contacts.items())
    return centre


def is_home(result: Result, municipality: str, centre: str) -> bool:
    """True when a centre is the municipality's own, or its departments."""
    return centre in (DEPARTMENTS, result.instance.own_centre.get(municipality))


def tabulate_portfolios(result: Result) -> Mapping[str, Mapping[str, AssignmentLine]]:
    """By municipal code, in its order, and by task, the answer to each that there are contacts at."""
    found: dict[str, dict[str, AssignmentLine]] = defaultdict(dict)
    for line in sorted(result.lines.assignments, key=lambda line: line.municipality):
        found[line.municipality][line.task] = line
    return found


# ---- What the centres of a plan are, and could be -------------------------------------------------

# What can be asked of each, what that takes, and what it can reach.


CentreDemand = Literal["open", "sell", "close"]
"""What is demanded of a centre: to be open, to sell to others too, to be closed."""
State = Literal["closed", "open", "sells"]
"""What a centre is in a plan; a shared one is closed or open."""


def state_of(result: Result, centre: str) -> State:
    """Whether the plan of a result has a centre open, and whether it sells."""
    forms = {line.form for line in result.lines.assignments if line.centre == centre}
    if not forms:
        return "closed"
    return "sells" if "purchased" in forms else "open"


def demands_on(problem: Problem, centre: str, state: State) -> tuple[CentreDemand, ...]:
    """What can be asked of a centre that is as it is: a local one sells only where its seat is a candidate host."""
    row = problem.instance.centres[centre]
    seat = problem.instance.municipalities.get(row.seat or "")
    asked: list[CentreDemand] = ["open"] if state == "closed" else ["close"]
    if seat is not None and seat.candidate_host and state != "sells":
        asked.insert(0 if state == "open" else 1, "sell")
    return tuple(asked)


def volumes_for(problem: Problem, centre: str, asked: CentreDemand) -> Shortfall | None:
    """The least volume a centre needs to be open, or to sell, and the most it can reach.

    None to be closed, and where rules let it reach nothing, whatever it needs.
    """
    row, reach = problem.instance.centres[centre], problem.reach.get(centre)
    others = asked == "sell" or row.kind != "local"
    short = problem.closed.get(centre)
    if asked == "close":
        return None
    if short is not None and (others or reach is None):
        return short
    needs = row.min_sold if asked == "sell" else row.min_volume
    reaches = 0.0 if reach is None else reach.others if others else reach.own
    return Shortfall(needs, reaches) if reaches else None


def unopened_centres(result: Result) -> dict[str, tuple[CentreDemand, Shortfall]]:
    """Shared centres that are closed and candidate hosts that do not sell, with what it takes and what they can reach.

    Nothing is solved. Centres that rules let answer nobody else are left out.
    """
    problem, found = result.plan.problem, {}
    for centre, row in result.instance.centres.items():
        wanted: CentreDemand = "sell" if row.kind == "local" else "open"
        volumes = volumes_for(problem, centre, wanted)
        if wanted in demands_on(problem, centre, state_of(result, centre)) and volumes:
            found[centre] = (wanted, volumes)
    return found
