"""The stages of a solve: what earlier solves showed, a bound from the pooled model, a packed plan, and the exact model.

The bound of the pooled model holds for every plan, because all it leaves out is that a connection is to one centre; the
plan obeys every rule, because it is packed whole.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from optimiser.data.run_record import StageName
from optimiser.model.compiled import (
    chosen_choices,
    compile_model,
    open_portfolios,
    settled_routes,
    sold_by_centre,
    starting_point,
)
from optimiser.model.packing import Packing, fill_centres, packed_routes, split_portfolios
from optimiser.model.packing_model import build_packing
from optimiser.planning.plan import Plan
from optimiser.planning.pools import Pool, interchangeable_centres
from optimiser.planning.routes import Route
from optimiser.rules.registry import all_rules
from optimiser.rules.rule import scaled_kr
from optimiser.solver import highs
from optimiser.solver.memory import estimate_memory_gb
from optimiser.solver.mending_stage import MendingStage
from optimiser.solver.portfolio_stages import (
    SOON_SETTLED,
    BranchesStage,
    CarriedPortfolioStage,
    HomeStage,
    KernelStage,
    LagrangianStage,
    NeighbourhoodStage,
    PortfolioStage,
    bound_of_opening_kr,
)
from optimiser.solver.stage import RelaxedPoint, Search, Stage, StageMeasurements, StageOutcome, kr_of, record_of
from optimiser.solver.warm_start_cache import CachedModel

POOLED_SHARE_OF_GAP = 0.5
"""The pooled model is solved to this part of the gap asked for; the rest is left for packing."""
CARRIED_SHARE_OF_GAP = 0.75
"""A plan carried over is good enough at this part of the gap; the rest is for bounds that are carried on from it."""
PACKED_SHARE_OF_GAP = 0.95
"""A point of the pooled model is good enough within this part of the gap of a bound there is: packing costs little."""
POOLED_SHARE_OF_TIME = 0.6
LIKE_EARLIER_SHARE_OF_TIME = 0.3
LIKE_EARLIER_SHARE_OF_GAP = 0.9
"""No bound is carried on from it to other prices, and packing costs far less than the rest."""
PACKING_SHARE_OF_TIME = 0.5
PACKING_NODES_IN_VAIN = 500
"""A packing that is good enough is so from its start nearly always; others may be so for ever short of it."""
LOOSE_SHARE_OF_TIME = 0.5
MOST_ROUTES = 100_000
"""The exact model of more routes takes longer to build than all stages before it: 38 s of 150,000."""
GRACE_SECONDS = 5.0
"""Time to turn a pooled solution into a plan after the limit or Ctrl-C: without it there is none."""


@dataclass(frozen=True)
class CarriedStage:
    """What earlier solves of the same model at other prices tell: a bound that follows, and the plan cheapest now."""

    model: StageName
    pools_of: Callable[[Search], tuple[Pool, ...]]
    name: StageName = "carried"

    def applies_to(self, search: Search) -> bool:
        """Return whether plans are known from earlier solves of the model, and it is one that will be solved."""
        pools = self.pools_of(search)
        will_be_solved = not search.stopped if self.model == "exact" else any(not pool.single for pool in pools)
        return will_be_solved and search.cache.has_plans(search.problem, pools)

    def needed_gb(self, search: Search) -> float:  # noqa: ARG002
        """Return 0: the model is there."""
        return 0.0

    def run(self, search: Search) -> StageOutcome:
        """Return the bound that follows from earlier ones, and the earlier plan that is cheapest now."""
        began = time.monotonic()
        cached = search.cache.get(search.problem, self.pools_of(search))
        built = time.monotonic()
        bound_kr, point = kr_of(cached.bound), cached.cheapest
        cost_kr = Plan(search.problem, point.routes).cost_kr if point else None
        linear, seconds = cached.model.linear, (built - began, time.monotonic() - built)
        record = StageMeasurements(self.name, linear.rows, linear.columns, linear.entries, *seconds, cost_kr, bound_kr)
        routes = point.routes if point else None
        return StageOutcome(record, routes, bound_kr, self.model, of_whole_model=True)


@dataclass(frozen=True)
class PooledStage:
    """A bound from the model in which like centres are one pool; its point is for packing."""

    name: StageName = "pooled"

    def applies_to(self, search: Search) -> bool:
        """Return whether there are like centres, and either time for them or no plan in hand."""
        in_vain = search.stopped and search.plan is not None
        return not in_vain and any(not pool.single for pool in search.alike_pools)

    def needed_gb(self, search: Search) -> float:
        """Return what its model takes."""
        return estimate_memory_gb(search.problem, search.alike_pools)

    def run(self, search: Search) -> StageOutcome:
        """Solve the pooled model to a part of the gap."""
        began = time.monotonic()
        cached = search.cache.get(search.problem, search.alike_pools)
        built, gap = time.monotonic(), search.options.gap
        seconds = search.monitor.remaining * POOLED_SHARE_OF_TIME
        limits = search.limits(seconds, gap * POOLED_SHARE_OF_GAP, search.within_kr(gap * PACKED_SHARE_OF_GAP))
        watch = search.monitor.watch_bound(self.name, enough=gap * CARRIED_SHARE_OF_GAP)
        solution = highs.solve(cached.model.linear, limits, watch, _start_of(search, cached))
        record = record_of(self.name, cached.model, solution, built - began, time.monotonic() - built)
        cached.learn_bound(solution.bound)
        relaxed = None if solution.x is None else RelaxedPoint(cached, solution.x)
        infeasible = solution.ending == "infeasible"
        return StageOutcome(record, None, record.bound_kr, self.name, infeasible=infeasible, relaxed=relaxed)


@dataclass(frozen=True)
class LikeEarlierStage:
    """Where a plan must differ from earlier ones: the pooled model without the shared centres the first has shut.

    Near the best, plans that have another of these open are dearer mostly, and prices prove so; without them the model
    is solved several times sooner, as what differs must be what is answered otherwise.
    """

    name: StageName = "pooled"

    def applies_to(self, search: Search) -> bool:
        """Return whether there are earlier plans, prices that hold for all, and like centres beside shared ones."""
        pools = any(not pool.single for pool in search.alike_pools)
        asked = bool(search.problem.differs_from) and pools and not search.stopped
        return asked and search.proof is not None and search.proof.holds and bool(self._shut(search))

    def needed_gb(self, search: Search) -> float:
        """Return what the pooled model takes."""
        return estimate_memory_gb(search.problem, search.alike_pools)

    def run(self, search: Search) -> StageOutcome:
        """Solve it to a part of the gap; the bound is the lower of its own and of plans with one of these centres."""
        if search.proof is None:
            return StageOutcome()
        began, gap, shut = time.monotonic(), search.options.gap, self._shut(search)
        others = scaled_kr(bound_of_opening_kr(search, search.proof, shut))
        cached = search.cache.get(search.problem, search.alike_pools)
        model, built = cached.model, time.monotonic()
        closed = [column for column, (family, key) in enumerate(model.keys) if family == "piece" and key[0] in shut]
        high, start = model.linear.high.copy(), _start_of(search, cached)
        high[closed] = 0.0
        seconds = search.monitor.remaining * LIKE_EARLIER_SHARE_OF_TIME
        limits = search.limits(seconds, gap * LIKE_EARLIER_SHARE_OF_GAP, search.within_kr(gap * PACKED_SHARE_OF_GAP))
        watch = search.monitor.watch_bound(self.name, enough=gap * CARRIED_SHARE_OF_GAP)
        solution = highs.solve(
            replace(model.linear, high=high),
            limits,
            lambda objective, bound: watch(objective, min(bound, others)),
            None if any(start.get(column, 0.0) for column in closed) else start,
        )
        proved = replace(solution, bound=others if solution.ending == "infeasible" else min(solution.bound, others))
        record = record_of(self.name, model, proved, built - began, time.monotonic() - built)
        relaxed = None if solution.x is None else RelaxedPoint(cached, solution.x)
        return StageOutcome(record, None, record.bound_kr, self.name, relaxed=relaxed)

    def _shut(self, search: Search) -> frozenset[str]:
        """Return the shared centres that the first of the earlier plans has shut."""
        same = interchangeable_centres(search.problem)
        return frozenset(c for c, kind in same.items() if kind not in search.problem.differs_from[0].open)


@dataclass(frozen=True)
class PackingStage:
    """A plan from a point of the pooled model: whole portfolios are packed into the centres of each pool."""

    name: StageName = "packing"

    def applies_to(self, search: Search) -> bool:
        """Return whether there is a point to pack, also after the limit or Ctrl-C: without it there is no plan."""
        return search.relaxed is not None

    def needed_gb(self, search: Search) -> float:  # noqa: ARG002
        """Return 0: its model is small beside that which its point is of."""
        return 0.0

    def run(self, search: Search) -> StageOutcome:
        """Pack what the pooled model leaves open."""
        if search.relaxed is None:
            return StageOutcome()
        f, values = search.relaxed.source.formulation, search.relaxed.values
        choices = chosen_choices(values)
        certain, bundles = settled_routes(f, choices), open_portfolios(f, choices)
        return _pack_portfolios(search, Packing(search.problem, f.pools, certain, bundles, sold_by_centre(values)))


@dataclass(frozen=True)
class ExactStage:
    """The exact model, from the incumbent.

    Where rows of a rule keep away from its limit it proves nothing, and a `loose` one, in which they ask for less than
    the rule, gives the bound; its point is a plan where it satisfies the rule as it is told. Where only rounding in the
    solver is left to prove, a `finer` one tells the solver all costs in a finer unit.
    """

    name: StageName = "exact"
    loose: bool = False
    finer: bool = False

    def applies_to(self, search: Search) -> bool:
        """Return whether there is time for it; of very many routes only where nothing else has told anything."""
        told = search.plan is not None and search.bound_kr is not None
        asked = search.nearly_proven and not search.keeps_away if self.finer else search.keeps_away or not self.loose
        return asked and not search.stopped and not (told and len(search.problem.routes) > MOST_ROUTES)

    def needed_gb(self, search: Search) -> float:
        """Return what its model takes beside that of the pools."""
        return estimate_memory_gb(search.problem, search.alike_pools, search.single_pools)

    def run(self, search: Search) -> StageOutcome:
        """Solve the exact model to the gap, or to a plan that is near enough to the bound there is."""
        began, proves = time.monotonic(), self.loose or not search.keeps_away
        cached = search.cache.get(search.problem, search.single_pools, loose=self.loose)
        built = time.monotonic()
        f, model = cached.formulation, cached.model
        seconds = search.monitor.remaining * (LOOSE_SHARE_OF_TIME if self.loose else 1.0)
        limits = search.limits(seconds, search.options.gap, search.good_enough_kr)
        start = _start_at_plan(search, cached) if self.finer else _start_of(search, cached)
        solve = highs.solve_finer if self.finer else highs.solve
        solution = solve(model.linear, limits, self._watch(search), start)
        record = record_of(self.name, model, solution, built - began, time.monotonic() - built)
        if proves:
            cached.learn_bound(solution.bound)
        else:
            record = replace(record, bound_kr=None)
        routes = None
        if solution.x is not None:
            routes = settled_routes(f, chosen_choices(model.values_by_family(solution.x)))
            cached.learn_plan(solution.x, routes)
        infeasible = solution.ending == "infeasible" if proves else None
        return StageOutcome(record, routes, record.bound_kr, self.name, infeasible, of_whole_model=True)

    def _watch(self, search: Search) -> highs.Watch:
        """Return what follows the solve: of a loose model the bound counts, of one that keeps away the plans."""
        if self.loose:
            return search.monitor.watch_bound(self.name, enough=search.options.gap)
        if search.keeps_away:
            return search.monitor.watch_plans(self.name, 0.0, heed_interrupt=True)
        return search.monitor.watch_search(self.name)


STAGES: tuple[Stage, ...] = (
    CarriedPortfolioStage(),
    CarriedStage("pooled", lambda search: search.alike_pools),
    HomeStage(),
    MendingStage(),
    LagrangianStage(),
    BranchesStage(),
    KernelStage(),
    LikeEarlierStage(),
    PackingStage(),
    PooledStage(),
    PackingStage(),
    SOON_SETTLED,
    NeighbourhoodStage(),
    PortfolioStage(),
    ExactStage("loose", loose=True),
    CarriedStage("exact", lambda search: search.single_pools),
    ExactStage(),
    ExactStage(finer=True),
)
"""In the order in which they are tried, until the gap asked for is proved or time is up."""


def repair_by_packing(search: Search, routes: Sequence[Route], pools: tuple[Pool, ...]) -> StageOutcome:
    """Return a plan near `routes`, which may break rules: whole portfolios packed anew into the centres of pools.

    The pools may be those of an instance with fewer locks. What is not in a pool stays, and is not checked.
    """
    packing = Packing(search.problem, pools, *split_portfolios(search.problem, routes, pools))
    return _pack_portfolios(search, packing) if packing.bundles else StageOutcome()


def _start_of(search: Search, cached: CachedModel) -> Mapping[int, float]:
    """Return where to start in a model: the point of an earlier solve of it, or the incumbent."""
    return cached.start or _start_at_plan(search, cached)


def _start_at_plan(search: Search, cached: CachedModel) -> Mapping[int, float]:
    """Return the point of the incumbent, in which no row is missed as in a point of the solver's."""
    if not search.plan:
        return {}
    return cached.model.starting_point(starting_point(cached.formulation, search.plan))


def _pack_portfolios(search: Search, packing: Packing) -> StageOutcome:
    """Pack open portfolios; the routes that are certain are a plan where none is open."""
    name = "packing"
    if not packing.bundles:
        return StageOutcome(routes=_allowed(search, packing.settled), of_whole_model=True)
    if not packing.can_hold:
        return StageOutcome()
    remaining = search.monitor.remaining
    seconds = GRACE_SECONDS if search.stopped else max(GRACE_SECONDS, remaining * PACKING_SHARE_OF_TIME)
    target_kr = search.good_enough_kr - packing.settled_kr
    limits = replace(search.limits(seconds, 0.0, target_kr), nodes_in_vain=PACKING_NODES_IN_VAIN)
    watch = search.monitor.watch_plans(name, packing.settled_kr, heed_interrupt=not search.stopped)
    began = time.monotonic()
    model, filling = compile_model(build_packing(packing), {}), fill_centres(packing, search.options.seed)
    built = time.monotonic()
    solution = highs.solve(model.linear, limits, watch, model.starting_point(filling))
    packed = record_of(name, model, solution, built - began, time.monotonic() - built)
    cost_kr = None if packed.objective_kr is None else packed.objective_kr + packing.settled_kr
    record = replace(packed, objective_kr=cost_kr, bound_kr=None)  # plans that are no such packing may cost less
    routes = None if solution.x is None else packed_routes(packing, model.values_by_family(solution.x))
    return StageOutcome(record, _allowed(search, routes) if routes else None, of_whole_model=True)


def _allowed(search: Search, routes: tuple[Route, ...]) -> tuple[Route, ...] | None:
    """Return a packed plan, or None where it breaks a rule that packing does not know of, or may break unseen."""
    plan, instance = Plan(search.problem, routes), search.problem.instance
    unseen = (rule for rule in all_rules() if rule.has("packing_can_break", instance))
    return routes if all(rule.allows(plan) for rule in unseen) else None
