"""The first step of a path over years: all that it begins in its first years, and the same held in another future."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any

from optimiser.data.instance import Instance, TaskKey
from optimiser.data.settings import SolverOptions
from optimiser.planning.roadmap import RoadmapProblem
from optimiser.result.roadmap import RoadmapResult
from optimiser.roadmap import solve_roadmap
from optimiser.solver.warm_start_cache import WarmStartCache
from optimiser.studies.runner.dispatch import Failure, failed_audit
from optimiser.studies.solve_log import SolveFigures, costs_of

DECIDED, UNAVOIDABLE = "decided", "unavoidable_kr"
"""Entries of a solve: what its plan decides, and what is paid for that in a plan over years."""
Moved = Sequence[Sequence[Any]]
"""What a first step has moved: [year, municipality, task, place] of each task that is not where it was before."""


@dataclass(frozen=True)
class FirstStep:
    """Where tasks are in the first years of a path; those that are not among what is `moved` are where they were."""

    years: tuple[int, ...]
    moved: Moved

    @classmethod
    def of_result(cls, result: RoadmapResult, years: tuple[int, ...]) -> "FirstStep":
        """Return what a path has moved in its first years."""
        before = _place_before(result.instance)
        places = ((year, key, place) for year in years for key, place in result.plans[year].assignment.items())
        moved = [[year, *key, place] for year, key, place in places if place != before[key]]
        return cls(years, moved)

    def places_in(self, instance: Instance) -> Mapping[int, Mapping[TaskKey, str]]:
        """Return where each task of an instance is answered in these years, as `solve_roadmap` holds it."""
        before = _place_before(instance)
        moved = {(year, code, task): place for year, code, task, place in self.moved}
        return {
            year: {key: moved.get((year, *key), before[key]) for key in instance.in_year(year).contacts}
            for year in self.years
        }


def _place_before(instance: Instance) -> Mapping[TaskKey, str]:
    return RoadmapProblem(instance, {}).place_before


def committed_kr(result: RoadmapResult, years: tuple[int, ...]) -> float:
    """Return what is paid over all years for what was invested in the first ones, in the first year's worth (kr.)."""
    lines = {line.year: line for line in result.lines.years}
    return fsum(line.weight * lines[min(line.year, years[-1])].annuities_kr for line in lines.values())


def find_first_step(
    instance: Instance,
    options: SolverOptions,
    cache: WarmStartCache,
    *,
    years: tuple[int, ...],
    held: Mapping[str, Moved] | None = None,
) -> SolveFigures | Failure:
    """Solve over years in a worker: what a path costs, what its first step moves, and what is paid for that.

    `held` are first steps by the hash and the system of the instance in which each is held.
    """
    there = None
    if held is not None:
        there = FirstStep(years, held[f"{instance.sha256} {instance.system}"]).places_in(instance)
    result = solve_roadmap(instance, options, cache=cache, held=there)
    figures: dict[str, Any] = {DECIDED: None, UNAVOIDABLE: None}
    if result.has_path:
        figures = {DECIDED: FirstStep.of_result(result, years).moved, UNAVOIDABLE: committed_kr(result, years)}
    return failed_audit(result) or {**costs_of(result), **figures}
