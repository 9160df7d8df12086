"""What a stage of a solve is: whether it applies, what it is given, and what it may return.

A solve runs stages one after the other, each from the incumbent and the bound there are. Whatever stands beside the
stages of `stages.py`, a construction heuristic or a decomposition, needs no more than what is declared here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import inf
from typing import Protocol

from optimiser.data.run_record import StageName
from optimiser.data.settings import SolverOptions
from optimiser.model.compiled import Compiled, VariableValues
from optimiser.model.linear import Array
from optimiser.planning.plan import Plan
from optimiser.planning.pools import Pool, alike_pools, single_pools
from optimiser.planning.problem import Problem
from optimiser.planning.routes import Route
from optimiser.portfolios.building import build_portfolio_costs
from optimiser.portfolios.lagrangian import Lagrangian, Prices
from optimiser.portfolios.portfolio_costs import PortfolioCosts
from optimiser.rules.registry import all_rules, asks_for
from optimiser.rules.rule import scaled_kr, unscaled_kr
from optimiser.solver.highs import Solution, SolverLimits
from optimiser.solver.monitor import ProgressMonitor
from optimiser.solver.search_state import SearchState
from optimiser.solver.warm_start_cache import CachedModel, WarmStartCache

FEW_ROUTES = 100
"""Up to so many routes a problem is small."""


@dataclass(frozen=True)
class StageMeasurements:
    """What one stage did: its model's size, its seconds, what it ended with (kr. a year); sizes are 0 without one."""

    name: StageName
    rows: int = 0
    columns: int = 0
    entries: int = 0
    build_seconds: float = 0.0
    solve_seconds: float = 0.0
    objective_kr: float | None = None
    bound_kr: float | None = None


@dataclass(frozen=True)
class RelaxedPoint:
    """A feasible point of a model that leaves rules out: no plan yet, but what one may be made of."""

    source: CachedModel
    x: Array

    @property
    def values(self) -> VariableValues:
        """The point by family of variables."""
        return self.source.model.values_by_family(self.x)


@dataclass(frozen=True)
class PortfolioProof:
    """Prices, and the bound that follows from them without a solver (kr. a year).

    It `holds` for every plan, or for those alone in which nobody has two partners.
    """

    prices: Prices
    bound_kr: float
    holds: bool = True


@dataclass(frozen=True)
class StageOutcome:
    """What a stage found, for the solve to check before it believes it.

    `routes` are a plan; no plan of the problem costs less than `bound_kr` a year, as was proved by the model that is
    named `proved_by`; `infeasible` says that none obeys all rules. `relaxed` is for later stages. What did nothing
    worth a record has none. A plan is `of_whole_model` where its stage has seen to every rule, those too that do not
    tell what a plan has to spare.
    """

    record: StageMeasurements | None = None
    routes: tuple[Route, ...] | None = None
    bound_kr: float | None = None
    proved_by: StageName = ""
    infeasible: bool | None = None
    relaxed: RelaxedPoint | None = None
    of_whole_model: bool = False
    proof: PortfolioProof | None = None


@dataclass
class Search(SearchState):
    """What a solve knows so far: its incumbent, its bound, and what is left of its limits.

    `infeasible` where it is proved that no plan obeys all rules. Without `presolve` models are solved slowly, and right
    where presolve went wrong.
    """

    problem: Problem
    options: SolverOptions
    monitor: ProgressMonitor
    cache: WarmStartCache = field(default_factory=WarmStartCache)
    plan: Plan | None = None
    bound_kr: float | None = None
    infeasible: bool = False
    presolve: bool = True
    relaxed: RelaxedPoint | None = None
    proof: PortfolioProof | None = None

    @property
    def cost_kr(self) -> float | None:
        """What the incumbent costs (kr. a year); None before there is one."""
        return self.plan.cost_kr if self.plan else None

    @property
    def good_enough_kr(self) -> float:
        """The cost at which a plan is within the gap asked for of the bound so far (kr. a year)."""
        return self.within_kr(self.options.gap)

    def within_kr(self, gap: float) -> float:
        """Return the cost of a plan that is within a gap of the bound so far (kr. a year); -inf without a bound."""
        return -inf if self.bound_kr is None else self.bound_kr / (1 - gap)

    @cached_property
    def alike_pools(self) -> tuple[Pool, ...]:
        """The centres in pools that nothing tells apart but volume."""
        return alike_pools(self.problem)

    @cached_property
    def single_pools(self) -> tuple[Pool, ...]:
        """Each centre in a pool of its own."""
        return single_pools(self.problem)

    @property
    def keeps_away(self) -> bool:
        """True where rows of a rule keep away from its limit, so that a bound with them is not one of every plan."""
        return asks_for("keeps_away_in_model", self.problem.instance)

    @property
    def is_small(self) -> bool:
        """True where the exact model is solved sooner than anything is found out beforehand."""
        return is_small(self.problem)

    @cached_property
    def portfolios(self) -> PortfolioCosts:
        """What all portfolios of the problem cost."""
        return build_portfolio_costs(self.problem)

    @cached_property
    def lagrangian(self) -> Lagrangian:
        """The relaxation of the problem's portfolios."""
        return Lagrangian(self.portfolios)

    def limits(self, seconds: float, gap: float, target_kr: float = -inf) -> SolverLimits:
        """Return the limits for a model, as far as they are not the stage's own those of the options.

        Seconds below 0 are none: the time of a part of a search can be up while its model is being built.
        """
        left, options = max(seconds, 0.0), self.options
        return SolverLimits(gap, left, options.threads, options.seed, scaled_kr(target_kr), self.presolve)


class Stage(Protocol):
    """One way to a better incumbent or bound."""

    @property
    def name(self) -> StageName:
        """What it is called in run.json and in progress."""

    def applies_to(self, search: Search) -> bool:
        """Return whether it can do anything for the search as it stands."""

    def needed_gb(self, search: Search) -> float:
        """Return about how much memory the solve takes with this stage (GB), before anything is built for it.

        0 for a stage that builds no model of its own. It is left out where that is more than is allowed, and the solve
        is refused where each that builds one would be.
        """

    def run(self, search: Search) -> StageOutcome:
        """Look for a plan or a bound within the limits of the search, and return what was found.

        What is told to the monitor meanwhile is shown, and no more. Raises SolverError.
        """


def is_small(problem: Problem) -> bool:
    """Return whether the exact model of a problem is solved sooner than anything is found out beforehand."""
    return len(problem.routes) <= FEW_ROUTES


def kr_of(million_kr: float) -> float | None:
    """Return the kr. of what the model counts in millions; None where there is no such number."""
    return None if million_kr in (inf, -inf) else unscaled_kr(million_kr)


def record_of(name: StageName, model: Compiled, solution: Solution, built: float, solved: float) -> StageMeasurements:
    """Return what a stage did that solved one model; seconds by `built` and `solved`."""
    linear = model.linear
    ended_kr = kr_of(solution.objective), kr_of(solution.bound)
    return StageMeasurements(name, linear.rows, linear.columns, linear.entries, built, solved, *ended_kr)


def is_plan(problem: Problem, routes: Sequence[Route], *, of_whole_model: bool = False) -> bool:
    """Return whether routes are a plan: each task is answered by one lawful route, and no rule is broken.

    Who may stay out does so with all tasks. A rule that does not tell what a plan has to spare is taken to be broken,
    unless the routes are `of_whole_model`: a solution of a model that has every rule.
    """
    answered = [(route.municipality, route.task) for route in routes]
    plan = Plan(problem, tuple(routes))
    asked = {key for key in problem.instance.contacts if key[0] not in plan.absent}
    once = len(answered) == len(set(answered)) and set(answered) == asked
    if not once or not set(routes) <= problem.lawful:
        return False
    rules = (rule for rule in all_rules() if rule.is_asked(problem.instance))
    return all(rule.allows(plan) or (of_whole_model and rule.slacks(plan) is None) for rule in rules)
