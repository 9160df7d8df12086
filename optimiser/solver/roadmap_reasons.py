"""Why there is no path: a rule that a year cannot satisfy by itself, or budgets too small for what is compulsory."""

from collections.abc import Mapping

from optimiser.model.roadmap_build import CompiledRoadmap, build_short_of_budget
from optimiser.planning.roadmap import RoadmapProblem
from optimiser.rules.registry import find_conflicts
from optimiser.rules.rule import ImpossibleRule, unscaled_kr
from optimiser.solver import highs
from optimiser.solver.highs import SolverLimits, Watch

ROUNDING_KR = 1.0
"""What is short by less is not told."""


def conflicts_by_year(problem: RoadmapProblem) -> Mapping[int, tuple[ImpossibleRule, ...]]:
    """Return the rules that years cannot satisfy whatever the other years do, by year; only years that have some."""
    found = {year: tuple(find_conflicts(one)) for year, one in problem.problems.items()}
    return {year: some for year, some in found.items() if some}


def short_of_budget_kr(problem: RoadmapProblem, limits: SolverLimits, watch: Watch) -> Mapping[tuple[int, str], float]:
    """Return by how much budgets of years must be larger for there to be a path: the least in all, by year (kr.).

    Parameters
    ----------
    problem
        What is decided over, of which no path is known.
    limits, watch
        As for `highs.solve`; what is minimised are million kr.

    Returns
    -------
    Mapping[tuple[int, str], float]
        By year and municipality, blank for all together: only the budgets that must be larger.
        Nothing where it is not known, or no budget is enough.

    Raises
    ------
    SolverError
        The solver failed.
    """
    compiled = CompiledRoadmap.of(build_short_of_budget(problem))
    solution = highs.solve(compiled.model.linear, limits, watch)
    if solution.x is None or solution.ending != "optimal":
        return {}
    found = {budget: unscaled_kr(short) for budget, short in compiled.short_by_budget(solution.x).items()}
    return {budget: kr for budget, kr in found.items() if kr > ROUNDING_KR}
