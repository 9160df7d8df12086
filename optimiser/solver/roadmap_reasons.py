"""Why there is no path: a rule that a year cannot satisfy by itself, or budgets too small for what is compulsory."""

from collections.abc import Mapping

import pyomo.core as pyo

from optimiser.model.build import COST
from optimiser.model.formulation import DOMAINS
from optimiser.model.roadmap_build import CompiledRoadmap, build_roadmap
from optimiser.planning.roadmap import RoadmapProblem
from optimiser.rules.path_rules import YearlyBudget
from optimiser.rules.registry import find_conflicts
from optimiser.rules.rule import ImpossibleRule, scaled_kr, unscaled_kr
from optimiser.solver import highs
from optimiser.solver.highs import SolverLimits, Watch

ROUNDING_KR = 1.0
"""What is short by less is not told."""


def conflicts_by_year(problem: RoadmapProblem) -> Mapping[int, tuple[ImpossibleRule, ...]]:
    """Return the rules that years cannot satisfy whatever the other years do, by year; only years that have some."""
    found = {year: tuple(find_conflicts(one)) for year, one in problem.problems.items()}
    return {year: some for year, some in found.items() if some}


def short_of_budget_kr(problem: RoadmapProblem, limits: SolverLimits, watch: Watch) -> Mapping[int, float]:
    """Return by how much budgets of years must be larger for there to be a path: the least in all, by year (kr.).

    Parameters
    ----------
    problem
        What is decided over, of which no path is known.
    limits, watch
        As for `highs.solve`; what is minimised are million kr.

    Returns
    -------
    Mapping[int, float]
        Only the years that must be allowed more. Nothing where it is not known, or no budget is enough.

    Raises
    ------
    SolverError
        The solver failed.
    """
    budgets_kr = problem.instance.budgets_kr
    f = build_roadmap(problem, loose=True)
    f.model.component(YearlyBudget.name).deactivate()
    short = pyo.Var(list(budgets_kr), **DOMAINS["volume"])
    f.model.add_component("short", short)
    f.constrain(
        "within-budget-and-more",
        budgets_kr,
        lambda year: f.invested_in(year) - short[year] <= scaled_kr(budgets_kr[year]),
    )
    f.model.del_component(COST)
    f.model.add_component(COST, pyo.Objective(expr=sum(short[year] for year in budgets_kr)))
    compiled = CompiledRoadmap.of(f)
    solution = highs.solve(compiled.model.linear, limits, watch)
    if solution.x is None or solution.ending != "optimal":
        return {}
    found = {
        year: unscaled_kr(float(solution.x[column]))
        for column, (family, (year, *_)) in enumerate((family, index or (0,)) for family, index in compiled.model.keys)
        if family == "short"
    }
    return {year: kr for year, kr in found.items() if kr > ROUNDING_KR}
