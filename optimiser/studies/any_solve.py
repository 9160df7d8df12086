"""A solve of an instance, of one year or over its years, and a plan held on it: what studies ask of either alike."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from time import monotonic
from typing import Any, cast

from optimiser.api import solve
from optimiser.comparison.comparison import FormChange, change_of, figures_of
from optimiser.comparison.path_figures import figures_of_path
from optimiser.data.columns import Form
from optimiser.data.instance import Instance
from optimiser.data.run_record import AuditRecord, PlanFigures, Status
from optimiser.data.run_tables import AssignmentLine
from optimiser.data.settings import SolverOptions
from optimiser.data.tolerances import BOUND_ERROR
from optimiser.fixed_plan import OF_FIGURES, FixedPlanEvaluation, evaluate_fixed_plan, refused_answers
from optimiser.planning.assignment import Assignment
from optimiser.planning.roadmap import RoadmapPlan, RoadmapProblem
from optimiser.planning.routes import Route
from optimiser.result.any_folder import AnyResult
from optimiser.result.result import Result
from optimiser.result.roadmap import RoadmapResult
from optimiser.roadmap import RoadmapOutcome, finish_roadmap, solve_roadmap
from optimiser.solver.monitor import relative_gap
from optimiser.solver.warm_start_cache import WarmStartCache

Answers = Mapping[int, Sequence[AssignmentLine]]
"""Who answers what in each year; of a plan for one year in `THE_YEAR`."""
THE_YEAR = 0
"""Stands for the year of a plan for one, whichever that is."""
COLUMNS = ("municipality", "task", "form", "centre", "contacts")
"""What is kept of an answer."""


def solve_any(instance: Instance, options: SolverOptions, cache: WarmStartCache) -> AnyResult:
    """Solve an instance, over its years where it has several."""
    if instance.is_roadmap:
        return solve_roadmap(instance, options, cache=cache)
    return solve(instance, options, cache=cache)


def figures_of_any(result: AnyResult) -> dict[str, Any]:
    """Return the row of a solve in a study's table: `FIGURES`, or `PATH_FIGURES` of plans over years."""
    return figures_of("", result) if isinstance(result, Result) else figures_of_path(result)


def answers_of(result: AnyResult) -> Answers:
    """Return who answers what in each year; nothing without a plan."""
    if isinstance(result, RoadmapResult):
        return {year: plan.lines.assignments for year, plan in result.plans.items()}
    return {THE_YEAR: result.lines.assignments} if result.has_plan else {}


def rows_of_answers(answers: Answers) -> list[list[Any]]:
    """Return answers as rows that JSON holds: `COLUMNS`, and of plans over years the year."""
    return [
        [*(getattr(line, column) for column in COLUMNS), *([year] if year != THE_YEAR else [])]
        for year, lines in answers.items()
        for line in lines
    ]


def answers_of_rows(rows: Sequence[Sequence[Any]]) -> Answers:
    """Return what `rows_of_answers` has written, as lines that tell no more than that."""
    found: dict[int, list[AssignmentLine]] = defaultdict(list)
    for row in rows:
        year = row[len(COLUMNS)] if len(row) > len(COLUMNS) else THE_YEAR
        found[year].append(AssignmentLine.model_construct(**dict(zip(COLUMNS, row, strict=False))))
    return {year: tuple(lines) for year, lines in found.items()}


def routes_of(answers: Answers) -> Mapping[int, tuple[Route, ...]]:
    """Return the routes that are taken in each year."""
    return {
        year: tuple(Route(line.municipality, line.task, line.centre, cast(Form, line.form)) for line in lines)
        for year, lines in answers.items()
    }


def changes_of(before: Answers, result: AnyResult) -> FormChange:
    """Return who changes the main form in any year, and the contacts of all years answered in another form."""
    instance = result.instance
    changes = [
        change_of(before.get(year, ()), lines, instance if year == THE_YEAR else instance.in_year(year))
        for year, lines in answers_of(result).items()
    ]
    names = dict.fromkeys(name for change in changes for name in change.municipalities)
    return FormChange(tuple(names), fsum(change.contacts for change in changes))


# ---- A plan held on another instance ---------------------------------------------------------------


@dataclass(frozen=True)
class HeldPlan:
    """What a plan comes to where another instance was solved: its cost there, None where it breaks a rule.

    `result` is what was solved, with this plan where it keeps all rules and the solver found none as cheap.
    `miscounted` is what the audit finds wrong in our own figures.
    """

    result: AnyResult
    cost_kr: float | None
    broken_rules: tuple[str, ...]
    miscounted: tuple[str, ...] = ()


def hold_plan(answers: Answers, instance: Instance, solved: AnyResult) -> HeldPlan:
    """Price and audit a plan on an instance that was solved, with who answers what as it is."""
    if isinstance(solved, RoadmapResult):
        return _hold_path(answers, instance, solved)
    held = evaluate_fixed_plan(Assignment.from_lines(answers.get(THE_YEAR, ())), instance)
    lawful = held.lawful_figures
    cheaper = lawful is not None and _is_cheaper(lawful.objective_kr, solved)
    result = with_cheaper_plan(solved, held, lawful) if lawful is not None and cheaper else solved
    return HeldPlan(result, lawful.objective_kr if lawful else None, held.broken_rules, held.miscounted)


def _is_cheaper(cost_kr: float, solved: AnyResult) -> bool:
    return solved.objective_kr is None or cost_kr < solved.objective_kr


def with_cheaper_plan(solved: Result, held: FixedPlanEvaluation, figures: PlanFigures) -> Result:
    """A solve with a lawful plan that it did not find; what it proved holds of that too, unless the plan costs less."""
    proved = _proof_of(figures.objective_kr, solved.bound_kr, solved.run.options.gap)
    audit = AuditRecord(checks=held.checks, breaches=[])
    entries = {"status": proved.status, "bound_kr": proved.bound_kr, "gap": proved.gap, "audit": audit}
    return Result(solved.instance, solved.run.with_entries(**figures.as_entries(), **entries), held.lines)


@dataclass(frozen=True)
class _Proof:
    status: Status
    bound_kr: float | None
    gap: float | None


def _proof_of(cost_kr: float, bound_kr: float | None, asked: float) -> _Proof:
    """Return what a bound proves of a plan that was not found with it: nothing where the plan costs less."""
    if bound_kr is not None:
        bound_kr = min(bound_kr, cost_kr) if bound_kr <= cost_kr * (1 + BOUND_ERROR) else None
    gap = relative_gap(cost_kr, bound_kr)
    return _Proof("optimal" if gap is not None and gap <= asked else "feasible", bound_kr, gap)


def _hold_path(answers: Answers, instance: Instance, solved: RoadmapResult) -> HeldPlan:
    """As `hold_plan`, of plans over years: each year keeps its own rules, and all together those between years."""
    began, problem = monotonic(), RoadmapProblem.of_instance(instance)
    assignments = {year: Assignment.from_lines(answers.get(year, ())) for year in problem.years}
    refused = [breach for year, one in problem.problems.items() for breach in refused_answers(one, assignments[year])]
    if refused:
        return HeldPlan(solved, None, tuple(dict.fromkeys(breach.rule for breach in refused)))
    routes = {year: assignments[year].routes_in(one.instance) for year, one in problem.problems.items()}
    path, record = RoadmapPlan.of_routes(problem, routes), solved.record
    options = SolverOptions(**record.options.model_dump())
    held = finish_roadmap(instance, RoadmapOutcome("feasible", path, None, options), began)
    broken = tuple(dict.fromkeys(breach.rule for breach in held.breaches))
    miscounted = tuple(breach.sentence for breach in held.breaches if breach.rule in OF_FIGURES)
    if broken:
        return HeldPlan(solved, None, broken, miscounted)
    proved = _proof_of(path.cost_kr, solved.bound_kr, record.options.gap)
    entries = {"bound_kr": proved.bound_kr, "gap": proved.gap, "method": record.method, "stages": record.stages}
    told = held.with_record(status=proved.status, **entries, seconds=record.seconds)
    sought = not instance.settings.roadmap.year_by_year  # what is decided so is not the cheapest, and is not sought
    return HeldPlan(told if sought and _is_cheaper(path.cost_kr, solved) else solved, path.cost_kr, ())
