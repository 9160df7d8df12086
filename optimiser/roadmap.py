"""What a solve over years has come to, as a result: its tables, its record, the plan of each year, all audited."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from optimiser.api import NOT_AUDITED, record_of_audit
from optimiser.audit import Audit, PathFiles, PlanFiles, audit_plan, audit_whole_path
from optimiser.data.checking_rows import solver_options
from optimiser.data.finding_groups import sentences_of
from optimiser.data.instance import Instance, TaskKey
from optimiser.data.read import hash_of_instance
from optimiser.data.roadmap_record import ROADMAP_VERSION, RoadmapRecord
from optimiser.data.run_record import Run, RunWithPlan, Status, run_of_entries
from optimiser.data.settings import SolverOptions
from optimiser.planning.path_structure import PathStructure
from optimiser.planning.plan import Plan
from optimiser.planning.roadmap import RoadmapPlan, RoadmapProblem
from optimiser.result.figures import figures_of_plan, installed_versions, record_of_problem
from optimiser.result.result import Result
from optimiser.result.roadmap import RoadmapResult
from optimiser.result.roadmap_tables import lines_of_path, payback_year
from optimiser.result.tables import lines_of_plan
from optimiser.rules.rule import ImpossibleRule
from optimiser.solver.monitor import Progress, ProgressMonitor, relative_gap, stop_on_interrupt
from optimiser.solver.roadmap_by_year import decide_year_by_year
from optimiser.solver.roadmap_search import DecidedYears, RoadmapSearch
from optimiser.solver.roadmap_stages import run_path_stages
from optimiser.solver.stage import StageMeasurements
from optimiser.solver.warm_start_cache import WarmStartCache


@dataclass(frozen=True)
class RoadmapOutcome:
    """What a solve over years has come to: its path, if it found one, and what it proved."""

    status: Status
    path: RoadmapPlan | None
    bound_kr: float | None
    options: SolverOptions
    method: str | None = None
    stages: tuple[StageMeasurements, ...] = ()
    left_out: Mapping[str, float] = field(default_factory=dict)
    conflicts: Mapping[int, tuple[ImpossibleRule, ...]] = field(default_factory=dict)
    short_kr: Mapping[tuple[int, str], float] = field(default_factory=dict)
    interrupted: bool = False
    contradicted: bool = False
    decided: tuple[DecidedYears, ...] = ()


def solve_roadmap(
    instance: Instance,
    options: SolverOptions | None = None,
    *,
    report: Callable[[Progress], None] = lambda _: None,
    cache: WarmStartCache | None = None,
    held: Mapping[int, Mapping[TaskKey, str]] | None = None,
    differs_from: Sequence[PathStructure] = (),
    **asked: float | None,
) -> RoadmapResult:
    """Find the cheapest path of an instance over its years, with proof, and audit it.

    Ctrl-C ends the solve with the best path so far. An instance without a table of years has the path of its one year.

    Parameters
    ----------
    instance
        The instance, as `read` returns it.
    options
        Options of the solve; what is not set comes from the instance's own section `[solver]`.
    report
        Called often with how far the solve has come.
    cache
        A `WarmStartCache()` handed from solve to solve: each begins from the path of the one before, and what was
        proved is used again where it holds.
    held
        Years that are decided already: by the year, the place of each task by (code of the municipality, task). What
        is proved is then of paths alone that have these.
    differs_from
        The structures of paths from which this one must differ.
    **asked
        Single options by their names in `SolverOptions`, instead of those of `options`: `gap=1e-4`.

    Returns
    -------
    RoadmapResult
        The best path found, what was proved of it, and what the audit says of it.

    Raises
    ------
    SolverError
        The solver failed in a way that proves nothing.
    InvalidInputError
        An option is out of range, or there is none of its name.
    """
    chosen = solver_options(options, **asked).laid_over(instance.settings.solver)
    began = time.monotonic()
    monitor = ProgressMonitor(chosen.time_limit_seconds, report)
    known = WarmStartCache() if cache is None else cache
    problem = replace(RoadmapProblem.of_instance(instance).holding(held or {}), differs_from=tuple(differs_from))
    search = RoadmapSearch(problem, chosen, monitor, known)
    run_search = decide_year_by_year if instance.settings.roadmap.year_by_year else run_path_stages
    with stop_on_interrupt(monitor):
        run_search(search)
    return finish_roadmap(instance, outcome_of(search), began)


def outcome_of(search: RoadmapSearch) -> RoadmapOutcome:
    """Return what a search that has ended came to."""
    return RoadmapOutcome(
        search.status,
        search.path,
        search.bound_kr,
        search.options,
        search.method,
        tuple(search.records),
        search.left_out,
        search.conflicts,
        search.short_kr,
        interrupted=search.monitor.interrupted,
        contradicted=search.contradicted,
        decided=tuple(search.decided),
    )


def finish_roadmap(instance: Instance, found: RoadmapOutcome, began: float) -> RoadmapResult:
    """Return what a solve over years has come to, audited; it `began` at a time."""
    finished = datetime.now(UTC).isoformat(timespec="seconds")
    if found.path is None:
        return RoadmapResult(instance, _record(instance, found, {**_NO_PATH, **_ended(began, finished)}))
    lines = lines_of_path(found.path)
    plans = {year: _result_of_year(plan, found.options, finished) for year, plan in found.path.plans.items()}
    entries = {**_figures_of_path(found), "payback_year": payback_year(lines), **_ended(began, finished)}
    result = RoadmapResult(instance, _record(instance, found, {**entries, "audit": NOT_AUDITED}), lines, plans)
    return result.with_record(audit=record_of_audit(audit_roadmap(result)), seconds=time.monotonic() - began)


def audit_roadmap(result: RoadmapResult) -> Audit:
    """Recompute every figure and every rule of a path from its instance and its tables alone.

    Parameters
    ----------
    result
        A result with a path, perhaps changed since by `RoadmapResult.with_tables`.

    Returns
    -------
    Audit
        How many checks were made, and the breaches, each with its `sentence`; none where all is right.

    Raises
    ------
    ValueError
        There is no path.
    """
    if not result.has_path:
        raise ValueError(f"there is no path: {result.status}")
    plans = {year: PlanFiles(plan.instance, plan.figures, plan.lines) for year, plan in result.plans.items()}
    return audit_whole_path(PathFiles(result.instance, result.record, result.lines, plans))


_NO_PATH: Mapping[str, None] = dict.fromkeys(
    ("objective_kr", "gap", "today_kr", "gain_kr", "investment_kr", "payback_year", "audit")
)
"""The entries about a path where there is none."""


def _ended(began: float, finished: str) -> dict[str, Any]:
    return {"seconds": time.monotonic() - began, "finished": finished}


def _record(instance: Instance, found: RoadmapOutcome, entries: Mapping[str, Any]) -> RoadmapRecord:
    before = instance.before_changes
    settings = instance.settings
    return RoadmapRecord.model_validate(
        {
            "schema_version": ROADMAP_VERSION,
            "name": settings.name,
            "system": instance.system,
            "structure": settings.structure,
            "language": settings.language,
            "years": list(instance.years),
            "changes": list(instance.changes),
            **({"before_changes": asdict(before)} if before else {}),
            "remarks": sentences_of(instance.remarks),
            "input_sha256": instance.sha256,
            "versions": dict(installed_versions()),
            "status": found.status,
            "bound_kr": found.bound_kr,
            "method": found.method if found.bound_kr is not None else None,
            "decided_years": [asdict(one) for one in found.decided],
            "stages": [asdict(stage) for stage in found.stages],
            "left_out": [{"name": name, "needed_gb": gb} for name, gb in found.left_out.items()],
            "conflicts": {str(year): [asdict(one) for one in some] for year, some in found.conflicts.items()},
            "budget_short_kr": {str(year): kr for (year, payer), kr in found.short_kr.items() if not payer},
            "municipal_budget_short_kr": {
                f"{year} {payer}": kr for (year, payer), kr in found.short_kr.items() if payer
            },
            "interrupted": found.interrupted,
            "bound_contradicted": found.contradicted,
            "options": found.options.model_dump(),
            **entries,
        }
    )


def _figures_of_path(found: RoadmapOutcome) -> dict[str, Any]:
    path = found.path
    assert path is not None  # noqa: S101 - asked for only where there is one
    today_kr = sum(path.problem.weight(year) * plan.problem.instance.today_kr for year, plan in path.plans.items())
    return {
        "objective_kr": path.cost_kr,
        "gap": relative_gap(path.cost_kr, found.bound_kr),
        "today_kr": today_kr,
        "gain_kr": today_kr - path.cost_kr,
        "investment_kr": sum(path.invested_kr(year) for year in path.plans),
    }


def _result_of_year(plan: Plan, options: SolverOptions, finished: str) -> Result:
    """The plan of a year as a result of its own, audited; of it nothing is proven by itself."""
    began = time.monotonic()
    instance = replace(plan.problem.instance, sha256=hash_of_instance(plan.problem.instance))
    lines = lines_of_plan(plan)
    unproven = {
        **{"status": "feasible", "bound_kr": None, "gap": None, "method": None, "stages": [], "conflicts": []},
        **{"interrupted": False, "bound_contradicted": False, "options": options.model_dump(), "finished": finished},
        "seconds": {"read": None, "build": 0.0, "solve": 0.0, "total": 0.0},
    }
    figures = {**figures_of_plan(plan, lines), "input_sha256": instance.sha256}
    entries = {**record_of_problem(plan.problem), **unproven, **figures, "audit": NOT_AUDITED}
    run: Run = run_of_entries(entries)
    assert isinstance(run, RunWithPlan)  # noqa: S101 - its status says so
    audit = audit_plan(instance, run, lines)
    result = Result(instance, run, lines).with_run(audit=record_of_audit(audit))
    return result.with_seconds(total=time.monotonic() - began)
