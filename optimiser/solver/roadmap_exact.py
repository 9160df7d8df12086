"""A path from the model of all years at once: of all routes, or of those that are thought to be in a good one."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from optimiser.data.run_record import StageName
from optimiser.model.roadmap_build import CompiledRoadmap, build_roadmap
from optimiser.planning.problem import Problem
from optimiser.planning.roadmap import RoadmapPlan, RoadmapProblem
from optimiser.planning.routes import Route
from optimiser.rules.path_rules import path_rules
from optimiser.rules.registry import asks_for
from optimiser.solver import highs
from optimiser.solver.highs import SolverLimits, Watch
from optimiser.solver.stage import StageMeasurements, is_plan, kr_of, record_of

YEARS: StageName = "years"
"""The stage that solves the model of all years."""


@dataclass(frozen=True)
class FoundPath:
    """What the model of all years told: a path, or None; and what it proved.

    No path of the problem that was asked of costs less than `bound_kr`, in the worth of the first year; None where
    nothing is proved. `infeasible` says that there is none.
    """

    path: RoadmapPlan | None
    bound_kr: float | None
    infeasible: bool
    record: StageMeasurements


def find_path(
    problem: RoadmapProblem,
    limits: SolverLimits,
    watch: Watch,
    start: RoadmapPlan | None = None,
    *,
    loose: bool = False,
) -> FoundPath:
    """Solve the model of all years of a problem.

    Parameters
    ----------
    problem
        What is decided over.
    limits, watch
        As for `highs.solve`; costs in million kr., in the worth of the first year.
    start
        A path to begin with.
    loose
        As for `build_roadmap`: where a rule's rows keep away from its limit, only the loose model proves a bound.

    Returns
    -------
    FoundPath
        Its path is for the caller to check (`is_path`).

    Raises
    ------
    SolverError
        The solver failed.
    """
    if any(_strands(one) for one in problem.problems.values()):
        return FoundPath(None, None, infeasible=True, record=StageMeasurements(YEARS))
    began = time.monotonic()
    compiled = CompiledRoadmap.of(build_roadmap(problem, loose=loose))
    built = time.monotonic()
    solution = highs.solve(compiled.model.linear, limits, watch, compiled.start_of(start) if start else None)
    proves = loose or not any(asks_for("keeps_away_in_model", one.instance) for one in problem.problems.values())
    return FoundPath(
        path=None if solution.x is None else compiled.path_of(solution.x),
        bound_kr=kr_of(solution.bound) if proves else None,
        infeasible=proves and solution.ending == "infeasible",
        record=record_of(YEARS, compiled.model, solution, built - began, time.monotonic() - built),
    )


def _strands(problem: Problem) -> bool:
    """Return whether some task has no route: the model would leave it out."""
    return not problem.instance.contacts.keys() <= {(route.municipality, route.task) for route in problem.routes}


def find_path_within(
    problem: RoadmapProblem,
    routes: Mapping[int, Iterable[Route]],
    limits: SolverLimits,
    watch: Watch,
    start: RoadmapPlan | None = None,
) -> FoundPath:
    """As `find_path`, where each year has only these of its routes: what is proved holds for such paths alone."""
    found = find_path(problem.restricted(routes), limits, watch, start)
    return FoundPath(found.path and found.path.of_problem(problem), found.bound_kr, found.infeasible, found.record)


def is_path(path: RoadmapPlan, *, of_whole_model: bool = False) -> bool:
    """Return whether a path obeys every rule: each year's plan those of its year, and all together those between years.

    `of_whole_model` as for `is_plan`.
    """
    plans = (
        is_plan(path.problem.problems[year], plan.routes, of_whole_model=of_whole_model)
        for year, plan in path.plans.items()
    )
    return (
        path.plans.keys() == path.problem.problems.keys()
        and all(plans)
        and all(rule.allows(path) for rule in path_rules())
    )
