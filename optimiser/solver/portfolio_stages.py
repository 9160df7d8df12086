"""Stages of a solve on whole portfolios: all at home, a bound from prices, plans near it, and a model that settles it.

Where one municipality has one partner at most, the relaxation of the portfolio model is close to its optimum, and its
prices prove so without any solver (`portfolios/lagrangian.py`). Plans come from the same model with what is cheap at
these prices alone, then from parts of it around the incumbent.
"""

import time
from collections.abc import Collection
from dataclasses import dataclass, replace
from math import inf

import numpy as np

from optimiser.data.run_record import StageName
from optimiser.model.linear import LinearModel
from optimiser.model.portfolio_model import PortfolioModel, Selection, select
from optimiser.model.portfolio_writer import build_portfolio_model
from optimiser.planning.plan import Plan
from optimiser.portfolios.branches import Branch
from optimiser.portfolios.exchanges import choose_by_exchanges, first_choice
from optimiser.portfolios.lagrangian import Prices
from optimiser.rules.registry import all_rules
from optimiser.solver import highs
from optimiser.solver.branching import BranchSearch, ProvedBranch
from optimiser.solver.column_generation import count_columns, generate_columns
from optimiser.solver.memory import estimate_portfolio_memory_gb
from optimiser.solver.stage import PortfolioProof, Search, StageMeasurements, StageOutcome, is_plan, kr_of

KERNEL_SHARE_OF_COST = 1.5e-5
"""The kernel has what costs at most this share of the bound more than the cheapest at its prices."""
KERNEL_SHARE_OF_TIME = 0.1
KERNEL_SECONDS = 10.0
"""The kernel gets the smaller of the two: what it is after is a good plan soon."""
FEW_TASKS = 20
"""Up to so many tasks a pooled model is small."""
NEAR_GAP = 1e-3
"""A plan within this gap is better improved in its neighbourhood."""
NEIGHBOURHOOD_SHARE_OF_COST = 1e-4
NEIGHBOURHOOD_SHARE_OF_TIME = 0.4
NEIGHBOURHOOD_SECONDS = 3.0
NEIGHBOURHOOD_GAP = 1e-6
FEWEST_PARTNERS, MOST_PARTNERS = 2, 6
"""Open centres whose buyers choose anew together: few at first, one more each time that nothing is found any more."""
FRUITLESS = 15
"""Neighbourhoods of one size without a cheaper plan until the next size."""
HOMES_AT_ONCE = 30
"""Municipalities without a partner that choose anew with them."""
MOST_AT_ONCE = 100_000
"""A relaxation with more columns is solved by column generation."""
BRANCHING_SHARE_OF_TIME = 0.5
MOST_SHAKES = 40
"""Exchanges at an end of the search over centres are given up after so many shakes in vain."""
GENERATING_SHARE_OF_TIME = 0.5
GENERATING_SHARE_OF_GAP = 0.05
"""Column generation ends when its bound is so near the relaxation's optimum: of the gap asked for, this share."""
MOST_COLUMNS = 400_000
"""A portfolio model with more columns is not built."""


class _OnPortfolios:
    """What the stages share that build models of whole portfolios."""

    def needed_gb(self, search: Search) -> float:
        """Return what the models of whole portfolios take."""
        return estimate_portfolio_memory_gb(search.problem)


@dataclass(frozen=True)
class HomeStage:
    """The plan in which every municipality answers at home, where that is lawful: anyone can write it down."""

    name: StageName = "home"

    def applies_to(self, search: Search) -> bool:
        """Return whether there is no plan yet, the problem is not small, and everyone can answer at home."""
        return search.plan is None and not search.is_small and bool(np.isfinite(search.portfolios.home_kr).all())

    def needed_gb(self, search: Search) -> float:  # noqa: ARG002
        """Return nothing: there is no model."""
        return 0.0

    def run(self, search: Search) -> StageOutcome:
        """Return the cheapest way of each municipality to answer at home."""
        began = time.monotonic()
        costs = search.portfolios
        routes = [route for i in range(len(costs.municipalities)) for route in costs.routes_at_home(i)]
        cost_kr = Plan(search.problem, tuple(routes)).cost_kr
        record = StageMeasurements(self.name, solve_seconds=time.monotonic() - began, objective_kr=cost_kr)
        return StageOutcome(record, tuple(routes))


@dataclass(frozen=True)
class CarriedPortfolioStage:
    """What the last solve of a like instance leaves: its plan, if it is one here, and the bound of its prices here."""

    name: StageName = "carried"

    def applies_to(self, search: Search) -> bool:
        """Return whether there was a solve before."""
        return not search.is_small and bool(search.cache.routes or search.cache.prices)

    def needed_gb(self, search: Search) -> float:  # noqa: ARG002
        """Return nothing: there is no model."""
        return 0.0

    def run(self, search: Search) -> StageOutcome:
        """Value the prices at what things cost here, and hand over the plan for a check."""
        began = time.monotonic()
        prices, lagrangian, routes = search.cache.prices, search.lagrangian, search.cache.routes
        holds = prices is not None and search.portfolios.bound_holds and lagrangian.fits(prices)
        proof = PortfolioProof(prices, lagrangian.evaluate(prices).bound_kr) if prices is not None and holds else None
        bound_kr = proof.bound_kr if proof else None
        plan = is_plan(search.problem, routes)
        cost_kr = Plan(search.problem, routes).cost_kr if plan else None
        seconds = time.monotonic() - began
        record = StageMeasurements(self.name, solve_seconds=seconds, objective_kr=cost_kr, bound_kr=bound_kr)
        return StageOutcome(record, routes if plan else None, bound_kr, "lagrangian", proof=proof)


@dataclass(frozen=True)
class LagrangianStage(_OnPortfolios):
    """A bound that prices prove: those of the relaxed portfolio model, valued without the solver."""

    name: StageName = "lagrangian"

    def applies_to(self, search: Search) -> bool:
        """Return whether the problem is not small."""
        return not search.stopped and not search.is_small

    def run(self, search: Search) -> StageOutcome:
        """Solve the relaxation and value its prices."""
        began = time.monotonic()
        lagrangian = search.lagrangian
        if search.portfolios.uses_limits or count_columns(lagrangian) > MOST_AT_ONCE:
            return self._generate(search)
        prices = lagrangian.first_prices()
        selection = select(lagrangian, prices, inf, lambda costs: costs.cheapest_somewhere)
        model = build_portfolio_model(lagrangian, selection, whole=False)
        built = time.monotonic()
        limits = search.limits(search.monitor.remaining, search.options.gap)
        duals = highs.dual_prices(model.linear, limits, search.monitor.watch_relaxation(self.name))
        if duals is None:
            return StageOutcome(_record(self.name, model.linear, built - began, time.monotonic() - built))
        prices = model.prices(duals.rows, prices)
        record = _record(self.name, model.linear, built - began, time.monotonic() - built)
        return self._proved(search, record, prices, lagrangian.evaluate(prices).bound_kr)

    def _generate(self, search: Search) -> StageOutcome:
        """Solve a part of the relaxation that grows, for a part of the time, and value the best prices."""
        began = time.monotonic()
        until = began + GENERATING_SHARE_OF_TIME * search.monitor.remaining
        watch = search.monitor.watch_relaxation(self.name)
        generated = generate_columns(
            search.lagrangian,
            search.limits(until - began, search.options.gap),
            lambda objective, bound: watch(objective, bound) or time.monotonic() > until,
            GENERATING_SHARE_OF_GAP * search.options.gap,
        )
        record = _record(self.name, generated.linear, 0.0, time.monotonic() - began)
        return self._proved(search, record, generated.prices, generated.bound_kr)

    def _proved(self, search: Search, record: StageMeasurements, prices: Prices, bound_kr: float) -> StageOutcome:
        """Return what prices prove, if it holds for every plan, and keep them for the next solve."""
        search.cache.prices = prices
        proof = PortfolioProof(prices, bound_kr, search.portfolios.bound_holds)
        proved_kr = bound_kr if proof.holds else None
        record = replace(record, bound_kr=proved_kr)
        return StageOutcome(record, bound_kr=proved_kr, proved_by=self.name, proof=proof)


@dataclass(frozen=True)
class BranchesStage(_OnPortfolios):
    """A higher bound from a search over which centres serve others, and plans that look like its ends."""

    name: StageName = "branches"

    def applies_to(self, search: Search) -> bool:
        """Return whether there are prices that hold, no small pooled model, and not too much for one relaxation."""
        ready = search.proof is not None and search.proof.holds and not search.stopped
        return ready and not _has_small_pool(search) and count_columns(search.lagrangian) <= MOST_AT_ONCE

    def run(self, search: Search) -> StageOutcome:
        """Search, and look for a plan with the centres of each end that may hold a cheaper one."""
        if search.proof is None:
            return StageOutcome()
        began, lagrangian, gap = time.monotonic(), search.lagrangian, search.options.gap
        until = began + BRANCHING_SHARE_OF_TIME * search.monitor.remaining
        watch = search.monitor.watch_relaxation(self.name)
        selection = select(lagrangian, search.proof.prices, inf, lambda costs: costs.cheapest_somewhere)
        model, plan = build_portfolio_model(lagrangian, selection, whole=False), search.plan
        built = time.monotonic()

        def look_into(end: ProvedBranch, shakes: int = 0) -> None:
            nonlocal plan
            found = _plan_by_exchanges(search, end, shakes, until)
            if found is not None and (plan is None or found.cost_kr < plan.cost_kr):
                plan = found
                search.monitor.update_incumbent(found.cost_kr)
                search.monitor.update_bound(min(branches.bound_kr, found.cost_kr))
                search.monitor.notify(self.name)

        def enough_kr() -> float:
            return inf if plan is None else plan.cost_kr * (1 - gap)

        branches = BranchSearch(
            lagrangian,
            model,
            ProvedBranch(lagrangian.whole, search.proof.prices, search.proof.bound_kr),
            lambda objective, bound: watch(objective, bound) or time.monotonic() > until,
        )
        branches.run(enough_kr, look_into)
        for end in sorted(branches.ends, key=lambda one: one.bound_kr):
            if end.bound_kr < enough_kr() and branches.bound_kr < enough_kr() and time.monotonic() < until:
                look_into(end, min(MOST_SHAKES, len(search.portfolios.municipalities)))
        cost_kr = plan.cost_kr if plan else None
        bound_kr = branches.bound_kr if cost_kr is None else min(branches.bound_kr, cost_kr)
        seconds = built - began, time.monotonic() - built
        record = _record(self.name, model.linear, *seconds, cost_kr, bound_kr)
        return StageOutcome(record, plan.routes if plan else None, bound_kr, self.name)


def _plan_by_exchanges(search: Search, end: ProvedBranch, shakes: int, until: float) -> Plan | None:
    """Return the plan that exchanges find with the centres of an end open; None where they find none that is lawful."""
    lagrangian, costs = search.lagrangian, search.portfolios
    if not end.opened:
        return None
    reduced_kr = lagrangian.evaluate(end.prices, end.branch).reduced_kr
    first = first_choice(end.opened, costs, reduced_kr, lagrangian.price(end.prices))
    stop = lambda: search.stopped or time.monotonic() > until  # noqa: E731
    routes = choose_by_exchanges(costs, end.opened, first, search.options.seed, shakes, stop)
    return Plan(search.problem, routes) if routes and is_plan(search.problem, routes) else None


@dataclass(frozen=True)
class KernelStage(_OnPortfolios):
    """A plan from the portfolio model with what is cheap at the prices of the bound alone."""

    name: StageName = "kernel"

    def applies_to(self, search: Search) -> bool:
        """Return whether there are prices, no good plan yet, and no small pooled model that gives one as soon."""
        near = search.gap is not None and search.gap <= NEAR_GAP
        return not search.stopped and search.proof is not None and not near and not _has_small_pool(search)

    def run(self, search: Search) -> StageOutcome:
        """Solve the kernel for a while."""
        if search.proof is None:
            return StageOutcome()
        began = time.monotonic()
        model = _kernel(search, search.proof.prices, search.lagrangian.whole)
        if model is None:
            return StageOutcome()
        built = time.monotonic()
        seconds = min(KERNEL_SECONDS, KERNEL_SHARE_OF_TIME * search.monitor.remaining)
        solution = _solve_part(search, model, self.name, seconds, search.options.gap / 2, search.plan)
        record = _record(self.name, model.linear, built - began, time.monotonic() - built, kr_of(solution.objective))
        routes = None if solution.x is None else tuple(model.routes(solution.x))
        return StageOutcome(record, routes)


def _kernel(search: Search, prices: Prices, branch: Branch) -> PortfolioModel | None:
    """Return the portfolio model with what is cheap at prices in a branch; None where that is too much."""
    within_kr = KERNEL_SHARE_OF_COST * search.lagrangian.evaluate(prices, branch).bound_kr
    selection = select(search.lagrangian, prices, within_kr, lambda costs: costs.worth_choosing, branch)
    if len(selection.portfolios) > MOST_COLUMNS:
        return None
    return build_portfolio_model(search.lagrangian, selection, whole=True)


@dataclass(frozen=True)
class NeighbourhoodStage(_OnPortfolios):
    """Cheaper plans near the incumbent: the buyers of a few centres choose anew, with all others as they are."""

    name: StageName = "neighbourhoods"

    def applies_to(self, search: Search) -> bool:
        """Return whether there are prices and a plan to begin from."""
        return not search.stopped and search.proof is not None and search.plan is not None

    def run(self, search: Search) -> StageOutcome:
        """Go from one neighbourhood to the next until nothing is found any more, or the plan is good enough."""
        if search.proof is None or search.plan is None:
            return StageOutcome()
        began = time.monotonic()
        walk = _Walk(search, search.proof.prices, search.plan)
        until = began + NEIGHBOURHOOD_SHARE_OF_TIME * search.monitor.remaining
        walk.improve(self.name, until)
        record = StageMeasurements(self.name, solve_seconds=time.monotonic() - began, objective_kr=walk.plan.cost_kr)
        return StageOutcome(record, walk.plan.routes)


@dataclass(frozen=True)
class PortfolioStage(_OnPortfolios):
    """The portfolio model with all that can be in a plan cheaper than the incumbent, if that is not too much."""

    most_portfolios: int = MOST_COLUMNS
    share_of_time: float = 1.0
    name: StageName = "portfolios"

    def applies_to(self, search: Search) -> bool:
        """Return whether its optimum is that of the problem."""
        ready = search.proof is not None and search.plan is not None
        whole = search.portfolios.complete and search.portfolios.bound_holds and portfolios_tell_all(search)
        return not search.stopped and ready and whole

    def run(self, search: Search) -> StageOutcome:
        """Solve the model to the gap."""
        if search.proof is None or search.plan is None:
            return StageOutcome()
        began = time.monotonic()
        within_kr = search.plan.cost_kr - search.proof.bound_kr
        selection = select(search.lagrangian, search.proof.prices, within_kr, lambda costs: costs.every_portfolio)
        if len(selection.portfolios) > self.most_portfolios:
            return StageOutcome()
        model = build_portfolio_model(search.lagrangian, selection, whole=True)
        built = time.monotonic()
        seconds_left = self.share_of_time * search.monitor.remaining
        limits = search.limits(seconds_left, search.options.gap, search.good_enough_kr)
        start = model.start_of(search.plan.routes)
        solution = highs.solve(model.linear, limits, search.monitor.watch_search(self.name), start)
        bound_kr = search.plan.cost_kr if solution.ending == "infeasible" else kr_of(solution.bound)
        if bound_kr is not None:
            bound_kr = min(bound_kr, search.plan.cost_kr)
        seconds = (built - began, time.monotonic() - built)
        record = _record(self.name, model.linear, *seconds, kr_of(solution.objective), bound_kr)
        routes = None if solution.x is None else tuple(model.routes(solution.x))
        return StageOutcome(record, routes, bound_kr, self.name)


def bound_of_opening_kr(search: Search, proof: PortfolioProof, centres: Collection[str]) -> float:
    """Return what no plan costs less than that has one of some centres open to others; it follows from prices."""
    lagrangian = search.lagrangian
    selection = select(lagrangian, proof.prices, inf, lambda costs: costs.cheapest_somewhere)
    model = build_portfolio_model(lagrangian, selection, whole=False)
    root = ProvedBranch(lagrangian.whole, proof.prices, proof.bound_kr)
    branches = BranchSearch(lagrangian, model, root, search.monitor.watch_relaxation("pooled"))
    return branches.bound_of_opening_kr(c for c, name in enumerate(search.portfolios.centres) if name in centres)


SOON_SETTLED = PortfolioStage(most_portfolios=20_000, share_of_time=0.3)
"""Where little can be in a cheaper plan, the model of it ends sooner than a walk from plan to plan."""


def portfolios_tell_all(search: Search) -> bool:
    """Return whether every rule that the instance asks for is one of portfolios and centres one at a time."""
    return all(rule.told_by_portfolios(search.problem) for rule in all_rules())


def _has_small_pool(search: Search) -> bool:
    """Return whether most centres are alike, so that the pooled model is solved sooner than a kernel."""
    alike = max((len(pool.centres) for pool in search.alike_pools if not pool.single), default=0)
    few = len(search.problem.instance.tasks) <= FEW_TASKS
    return few and 2 * alike > sum(len(pool.centres) for pool in search.alike_pools)


def _record(
    name: StageName,
    linear: LinearModel,
    built: float,
    solved: float,
    objective_kr: float | None = None,
    bound_kr: float | None = None,
) -> StageMeasurements:
    return StageMeasurements(name, linear.rows, linear.columns, linear.entries, built, solved, objective_kr, bound_kr)


def _solve_part(
    search: Search, model: PortfolioModel, name: StageName, seconds: float, gap: float, plan: Plan | None
) -> highs.Solution:
    """Solve a part of the portfolio model from a plan, whose bound is none of the whole, to one that is good enough."""
    limits = search.limits(seconds, gap, search.good_enough_kr)
    watch = search.monitor.watch_plans(name, 0.0, heed_interrupt=True)
    return highs.solve(model.linear, limits, watch, model.start_of(plan.routes) if plan else None)


def _plan_of_part(
    search: Search, model: PortfolioModel, name: StageName, seconds: float, gap: float, plan: Plan | None
) -> Plan | None:
    """Return the plan that solving a part of the portfolio model gives; None where it gives none that is lawful."""
    solution = _solve_part(search, model, name, seconds, gap, plan)
    if solution.x is None:
        return None
    found = Plan(search.problem, tuple(model.routes(solution.x)))
    return found if is_plan(search.problem, found.routes) else None


@dataclass
class _Walk:
    """A walk from plan to plan; which neighbourhood is next follows from the seed alone."""

    search: Search
    prices: Prices
    plan: Plan

    def improve(self, name: StageName, until: float) -> None:
        """Look into neighbourhoods until time is up, or many in a row were in vain."""
        search, lagrangian = self.search, self.search.lagrangian
        within_kr = NEIGHBOURHOOD_SHARE_OF_COST * self.plan.cost_kr
        wide = select(lagrangian, self.prices, within_kr, lambda costs: costs.worth_choosing)
        draw, fruitless, partners = np.random.default_rng(search.options.seed), 0, FEWEST_PARTNERS
        in_vain: set[bytes] = set()
        while partners <= MOST_PARTNERS and time.monotonic() < until and not search.stopped:
            if self.plan.cost_kr <= search.good_enough_kr:
                return
            part = self._neighbourhood(wide, partners, draw)
            fruitless += 1
            if (looked_into := part.fingerprint) not in in_vain:
                in_vain.add(looked_into)
                model = build_portfolio_model(lagrangian, part, whole=True)
                seconds = min(NEIGHBOURHOOD_SECONDS, until - time.monotonic())
                found = _plan_of_part(search, model, name, seconds, NEIGHBOURHOOD_GAP, self.plan)
                if found is not None and found.cost_kr < self.plan.cost_kr - 1.0:
                    self.plan, fruitless, in_vain = found, 0, set()
            if fruitless == FRUITLESS:
                partners, fruitless = partners + 1, 0

    def _neighbourhood(self, wide: Selection, partners: int, draw: np.random.Generator) -> Selection:
        """Return a part of the selection: what the incumbent has, and all of some centres' buyers."""
        costs = self.search.portfolios
        at = costs.partners_in(self.plan.routes)
        used = np.unique(at[at >= 0])
        rest = np.setdiff1d(np.flatnonzero(wide.pieces.any(axis=1)), used)
        some = draw.choice(used, min(len(used), partners), replace=False) if len(used) else used
        if len(rest):
            some = np.append(some, draw.choice(rest))
        i, c = wide.portfolios[:, 0], wide.portfolios[:, 1]
        at_home = np.flatnonzero(at < 0)
        mine = costs.chosen_in(self.plan.routes, wide.pairs)
        freed = np.isin(at, some) | ((at >= 0) & (mine < 0))
        freed[draw.choice(at_home, min(len(at_home), HOMES_AT_ONCE), replace=False)] = True
        kept = (freed[i] & np.isin(c, some)) | ((mine[i] == wide.portfolios[:, 3]) & (at[i] == c))
        pieces = wide.pieces.copy()
        closed = np.setdiff1d(np.arange(len(pieces)), np.union1d(used, some))
        pieces[closed] = False
        return wide.part(kept, pieces)
