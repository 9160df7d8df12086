"""The model of a path over years, put together, as arrays, and from the solver's numbers back to a path."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyomo.core as pyo

from optimiser.model.build import COST, add_period
from optimiser.model.compiled import (
    Compiled,
    VariableValues,
    chosen_choices,
    compile_model,
    municipality_labels,
    settled_routes,
    starting_point,
)
from optimiser.model.formulation import DOMAINS, Formulation, model_of
from optimiser.model.linear import Array
from optimiser.model.roadmap import RoadmapFormulation
from optimiser.planning.pools import Pool, pool_name, single_pools
from optimiser.planning.problem import Problem
from optimiser.planning.roadmap import RoadmapPlan, RoadmapProblem
from optimiser.rules.path_rules import MunicipalBudget, YearlyBudget, path_rules
from optimiser.rules.rule import Index, scaled_kr


def build_roadmap(
    problem: RoadmapProblem,
    pools_of: Callable[[Problem], tuple[Pool, ...]] = single_pools,
    *,
    loose: bool = False,
) -> RoadmapFormulation:
    """Return the model of all years of a problem; `loose` as `Formulation` says.

    With the pools of `single_pools` in each year it is the exact model. With those of `alike_pools` it leaves out
    which centre of a pool serves whom, and whether that stays the same one: its optimum is a bound.
    """
    pools, model = _pools_over_years(problem, pools_of), model_of(problem.years)
    at = {year: Formulation(one, pools[year], model, loose) for year, one in problem.problems.items()}
    f = RoadmapFormulation(problem, at, model)
    for formulation in at.values():
        add_period(formulation)
    f.begin()
    f.move()
    f.undo()
    for rule in path_rules():
        rule.constrain(f)
    model.add_component(COST, pyo.Objective(expr=f.cost()))
    return f


SHORT = "short"
"""The variables of what budgets are short of."""
EVERYBODY = ""
"""Stands for all municipalities together where the others who pay are municipalities."""


def build_short_of_budget(problem: RoadmapProblem) -> RoadmapFormulation:
    """Return the model of all years in which more than each budget may be invested, and all of that is minimised."""
    f = build_roadmap(problem, loose=True)
    budgets_kr = {(year, EVERYBODY): kr for year, kr in problem.budgets_kr.items()}
    budgets_kr |= problem.municipal_budgets_kr
    for rule in (YearlyBudget, MunicipalBudget):
        f.model.component(rule.name).deactivate()
    short = pyo.Var(list(budgets_kr), **DOMAINS["volume"])
    f.model.add_component(SHORT, short)

    def within(year: int, payer: str) -> Any:
        return f.invested_in(year, payer or None) - short[year, payer] <= scaled_kr(budgets_kr[year, payer])

    f.constrain("within-more-than-budget", budgets_kr, within)
    f.model.del_component(COST)
    f.model.add_component(COST, pyo.Objective(expr=sum(short[budget] for budget in budgets_kr)))
    return f


def _pools_over_years(
    problem: RoadmapProblem, pools_of: Callable[[Problem], tuple[Pool, ...]]
) -> Mapping[int, tuple[Pool, ...]]:
    """The pools of each year, of centres that are together in every year in which they are in any."""
    by_year = {year: pools_of(one) for year, one in problem.problems.items()}
    where: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for year, pools in by_year.items():
        for pool in pools:
            for centre in pool.centres:
                where[centre].append((year, pool.name))
    together: dict[tuple[tuple[int, str], ...], list[str]] = defaultdict(list)
    for centre, seen in where.items():
        together[tuple(seen)].append(centre)
    parts = {centre: Pool(pool_name(some), tuple(some)) for some in together.values() for centre in some}
    return {
        year: tuple(dict.fromkeys(parts[centre] for pool in pools for centre in pool.centres))
        for year, pools in by_year.items()
    }


@dataclass(frozen=True)
class CompiledRoadmap:
    """The model of a path as arrays, `model.linear`, and how its numbers are read."""

    formulation: RoadmapFormulation
    model: Compiled

    @classmethod
    def of(cls, f: RoadmapFormulation) -> "CompiledRoadmap":
        """Return the arrays of a formulation, with municipalities called by their names."""
        return cls(f, compile_model(f.model, municipality_labels(f.problem.instance.tables.municipalities)))

    @property
    def problem(self) -> RoadmapProblem:
        """What is decided over."""
        return self.formulation.problem

    @property
    def _several(self) -> bool:
        return len(self.problem.years) > 1

    def values_by_year(self, x: Array) -> Mapping[int, VariableValues]:
        """The numbers of the solver's solution `x` in each year, by family and index."""
        found: dict[int, dict[str, dict[Index, float]]] = {year: {} for year in self.problem.years}
        for (family, index), value in zip(self.model.keys, x, strict=True):
            year, rest = (index[0], index[1:]) if self._several else (self.problem.years[0], index)
            found[year].setdefault(family, {})[rest] = float(value)
        return found

    def short_by_budget(self, x: Array) -> Mapping[tuple[int, str], float]:
        """What goes beyond each budget in a solution of `build_short_of_budget`, by year and payer (million kr.)."""
        keys = zip(self.model.keys, x, strict=True)
        return {(index[0], index[1]): float(value) for (family, index), value in keys if family == SHORT}

    def path_of(self, x: Array) -> RoadmapPlan:
        """The path that a solution of the exact model is."""
        values = self.values_by_year(x)
        return RoadmapPlan.of_routes(
            self.problem,
            {year: settled_routes(f, chosen_choices(values[year])) for year, f in self.formulation.at.items()},
        )

    def start_of(self, path: RoadmapPlan) -> Mapping[int, float]:
        """The path as a starting point, by column."""
        chosen: dict[str, dict[Index, float]] = defaultdict(dict)
        for year, f in self.formulation.at.items():
            for family, values in starting_point(f, path.plans[year]).items():
                for index, value in values.items():
                    chosen[family][(year, *index) if self._several else index] = value
        return self.model.starting_point(chosen)

    @cached_property
    def budget_rows(self) -> Mapping[int, int]:
        """The row of each year's budget, by year: its price in the relaxation is what a million kr. more is worth."""
        rows = enumerate(self.model.row_keys)
        return {index[0]: row for row, (family, index) in rows if family == YearlyBudget.name}
