"""Stages of a search for a path that look at all years together: some routes, like centres as one, or everything."""

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from optimiser.data.run_record import StageName
from optimiser.planning.pools import alike_pools, single_pools
from optimiser.planning.roadmap import RoadmapPlan
from optimiser.planning.routes import Route
from optimiser.solver import highs
from optimiser.solver.errors import NothingProvedError
from optimiser.solver.roadmap_exact import find_path, find_path_within, is_path
from optimiser.solver.roadmap_reasons import conflicts_by_year, short_of_budget_kr
from optimiser.solver.roadmap_search import PathOutcome, PathStage, RoadmapSearch
from optimiser.solver.roadmap_years import ForwardStage, StandingStage, YearsApartStage, standing_routes
from optimiser.solver.stage import StageMeasurements, kr_of

CARRIED: StageName = "carried"
"""The stage that takes over what the search before has left."""
NEAR_SHARE_OF_TIME = 0.4
NEAR_SHARE_OF_GAP = 0.5
"""A path of few routes is good enough at this part of the gap asked for."""
IMPROVING_SHARE_OF_TIME = 0.3
POOLED_SHARE_OF_TIME = 0.7
FREED_AT_ONCE = 12
"""Municipalities that choose anew over all years together."""
FRUITLESS = 12
"""So many neighbourhoods in a row without a cheaper path end the search of them."""
NEIGHBOURHOOD_SECONDS = 20.0
MOST_ROUTES_OF_PATH = 400_000
"""The model of more routes in all years takes longer to build than all stages before it."""
MOST_ROUTES_TO_END = 30_000
"""So does the model in which no centres are one: beyond this it is built only where nothing else has told anything."""


def _is_large(search: RoadmapSearch) -> bool:
    return not search.is_small and not search.stopped


@dataclass(frozen=True)
class CarriedPathStage:
    """What the search before has left, of a like instance: its path, repaired where it is none here, and its bounds."""

    name: StageName = CARRIED

    def applies_to(self, search: RoadmapSearch) -> bool:
        """Return whether there was a search before."""
        return bool(search.cache.paths.routes)

    def needed_gb(self, search: RoadmapSearch) -> float:
        """Return what the models take by which the path is repaired and the bounds are told."""
        return 0.0 if search.is_small else search.needed_gb(search.problem, alike_pools)

    def run(self, search: RoadmapSearch) -> PathOutcome:
        """Price the path here, repair it if it breaks a rule, and value the bounds."""
        began, path = time.monotonic(), _carried_path(search)
        search.carried = is_path(path) and search.offer(path, self.name)
        if not search.carried and not search.is_small:
            search.sketch = path
            seconds = NEAR_SHARE_OF_TIME * search.monitor.remaining
            found = _within(search, self.name, _near(path), seconds, NEAR_SHARE_OF_GAP * search.options.gap).path
            search.carried = found is not None and search.offer(found, self.name, of_whole_model=True)
        search.sketch = None
        bound_kr = kr_of(search.cache.paths.bound(search.pooled.model.linear)) if _may_carry_bound(search) else None
        seconds, cost_kr = time.monotonic() - began, search.cost_kr if search.carried else None
        record = StageMeasurements(self.name, solve_seconds=seconds, objective_kr=cost_kr, bound_kr=bound_kr)
        return PathOutcome(record, bound_kr=bound_kr)


def _may_carry_bound(search: RoadmapSearch) -> bool:
    return search.cache.paths.has_proofs and search.has_pools and not search.is_small


def _carried_path(search: RoadmapSearch) -> RoadmapPlan:
    """Return the path of the search before with the routes that are lawful here; what else there is stays put."""
    earlier, routes = search.cache.paths.routes, dict[int, tuple[Route, ...]]()
    for year, problem in search.problem.problems.items():
        kept = {(r.municipality, r.task): r for r in earlier.get(year, ()) if r in problem.lawful}
        standing = standing_routes(search.problem, problem.instance)
        routes[year] = tuple(kept.get((route.municipality, route.task), route) for route in standing)
    return RoadmapPlan.of_routes(search.problem, routes)


@dataclass(frozen=True)
class NearStage:
    """The model of all years with the places of the last path found alone: when to begin what is decided anew.

    The path may be one that breaks a rule.
    """

    name: StageName = "near"

    def applies_to(self, search: RoadmapSearch) -> bool:
        """Return whether there is a path to begin from, and time."""
        return _last_path(search) is not None and _is_large(search)

    def needed_gb(self, search: RoadmapSearch) -> float:
        """Return what the model of the routes near the path takes."""
        path = _last_path(search)
        return 0.0 if path is None else search.needed_gb(search.problem.restricted(_near(path)), single_pools)

    def run(self, search: RoadmapSearch) -> PathOutcome:
        """Solve it from the path."""
        path = _last_path(search)
        if path is None:
            return PathOutcome()
        seconds = NEAR_SHARE_OF_TIME * search.monitor.remaining
        return _within(search, self.name, _near(path), seconds, NEAR_SHARE_OF_GAP * search.options.gap)


def _last_path(search: RoadmapSearch) -> RoadmapPlan | None:
    return search.sketch or search.path


def _within(
    search: RoadmapSearch, name: StageName, routes: Mapping[int, Iterable[Route]], seconds: float, gap: float
) -> PathOutcome:
    """Solve the model of all years with these routes alone, from the path in hand: its bound is none of every path."""
    enough_kr = None if search.bound_kr is None else search.bound_kr / (1 - search.options.gap)
    limits = search.limits(seconds, gap, enough_kr)
    watch = search.monitor.watch_plans(name, 0.0, heed_interrupt=True)
    start = None if search.sketch else search.path
    found = find_path_within(search.problem, routes, limits, watch, start)
    record = found.record
    told = StageMeasurements(
        name, record.rows, record.columns, record.entries, record.build_seconds, record.solve_seconds,
        record.objective_kr,
    )  # fmt: skip
    return PathOutcome(told, found.path, of_whole_model=True)


def _near(
    path: RoadmapPlan, freed: frozenset[str] = frozenset(), opened: frozenset[str] = frozenset()
) -> Mapping[int, list[Route]]:
    """Return the routes of each year near a path: at home, and to the partners that municipalities have on it.

    Those that are `freed` may have every centre that serves others on it, those that are `opened` besides, and their
    own. An own centre is there for who uses one on the path, and for the seats of what is opened.
    """
    partners, local, hosts = defaultdict[str, set[str]](set), set[str](), set(opened)
    for plan in path.plans.values():
        for municipality, centre in plan.links:
            partners[municipality].add(centre)
            hosts.add(centre)
        local |= {route.municipality for route in plan.routes if route.form == "local"}
    seats = path.problem.instance.own_centre
    local |= freed | {code for code, centre in seats.items() if centre in opened}

    def is_near(route: Route) -> bool:
        if route.away:
            return route.centre in (hosts if route.municipality in freed else partners[route.municipality])
        return route.form == "unchanged" or route.municipality in local

    return {year: list(filter(is_near, problem.routes)) for year, problem in path.problem.problems.items()}


def _routes(search: RoadmapSearch) -> int:
    return sum(len(one.routes) for one in search.problem.problems.values())


@dataclass(frozen=True)
class ImprovementStage:
    """Cheaper paths near the one in hand: a few municipalities choose anew over all years, all others stay near it."""

    share_of_time: float = IMPROVING_SHARE_OF_TIME
    name: StageName = "neighbourhoods"

    def applies_to(self, search: RoadmapSearch) -> bool:
        """Return whether there is a path and time; for all of it only where the whole model is too large.

        A path that is carried has been improved already: a bound is sought first.
        """
        last = self.share_of_time == 1.0
        fits = last and _routes(search) <= MOST_ROUTES_TO_END
        as_good = search.carried and not last
        return search.path is not None and _is_large(search) and not fits and not as_good

    def needed_gb(self, search: RoadmapSearch) -> float:
        """Return what the model of the routes near the path takes."""
        return NearStage().needed_gb(search)

    def run(self, search: RoadmapSearch) -> PathOutcome:
        """Go from one neighbourhood to the next until nothing is found any more, or the path is good enough."""
        began, draw, fruitless = time.monotonic(), np.random.default_rng(search.options.seed), 0
        until = began + self.share_of_time * search.monitor.remaining
        while fruitless < FRUITLESS and time.monotonic() < until and not search.stopped and not search.proven:
            path = search.path
            if path is None:
                break
            freed, opened = _drawn(path, draw)
            seconds = min(NEIGHBOURHOOD_SECONDS, until - time.monotonic())
            found = _within(search, self.name, _near(path, freed, opened), seconds, search.options.gap / 4)
            better = found.path is not None and search.offer(found.path, self.name, of_whole_model=True)
            fruitless = 0 if better else fruitless + 1
        cost_kr = search.path.cost_kr if search.path else None
        return PathOutcome(StageMeasurements(self.name, solve_seconds=time.monotonic() - began, objective_kr=cost_kr))


def _drawn(path: RoadmapPlan, draw: np.random.Generator) -> tuple[frozenset[str], frozenset[str]]:
    """Return who chooses anew, and a centre that may be opened for them."""
    last = path.plans[path.problem.years[-1]]
    codes = list(last.problem.routes_of)
    freed = draw.choice(codes, min(FREED_AT_ONCE, len(codes)), replace=False)
    shut = sorted({route.centre for route in last.problem.routes if route.away} - set(last.by_centre))
    opened = frozenset(draw.choice(shut, 1).tolist()) if shut else frozenset[str]()
    return frozenset(freed.tolist()), opened


@dataclass(frozen=True)
class YearsStage:
    """The model of all years, in which like centres are one where there are such: then it proves a bound alone."""

    pooled: bool
    name: StageName = "years"
    loose: bool = False

    def applies_to(self, search: RoadmapSearch) -> bool:
        """Return whether there is time for it, and it is not too large."""
        if search.stopped or _routes(search) > MOST_ROUTES_OF_PATH:
            return False
        if self.loose and not search.keeps_away:
            return False
        told = search.path is not None and search.bound_kr is not None
        if self.pooled:
            return search.has_pools and not search.is_small
        return not (told and _routes(search) > MOST_ROUTES_TO_END)

    def needed_gb(self, search: RoadmapSearch) -> float:
        """Return what its model takes."""
        return search.needed_gb(search.problem, alike_pools if self.pooled else single_pools)

    def run(self, search: RoadmapSearch) -> PathOutcome:
        """Solve it to the gap, or until the path in hand is near enough to its bound."""
        if self.pooled:
            return self._bound(search)
        proves = self.loose or not search.keeps_away
        watch = search.monitor.watch_search(self.name) if proves else _watch_plans(search, self.name)
        if self.loose:
            watch = search.monitor.watch_bound(self.name, enough=search.options.gap)
        limits = search.limits(search.monitor.remaining * (0.5 if self.loose else 1.0), search.options.gap)
        found = find_path(search.problem, limits, watch, None if self.loose else search.path, loose=self.loose)
        return PathOutcome(found.record, found.path, found.bound_kr, found.infeasible, of_whole_model=True)

    def _bound(self, search: RoadmapSearch) -> PathOutcome:
        began = time.monotonic()
        linear, built = search.pooled.model.linear, time.monotonic()
        watch = search.monitor.watch_bound(self.name, enough=search.options.gap)
        limits = search.limits(POOLED_SHARE_OF_TIME * search.monitor.remaining, search.options.gap / 2)
        solution = highs.solve(linear, limits, watch)
        search.cache.paths.learn_bound(linear, solution.bound)
        bound_kr = kr_of(solution.bound)
        sizes = linear.rows, linear.columns, linear.entries
        record = StageMeasurements(self.name, *sizes, built - began, time.monotonic() - built, None, bound_kr)
        return PathOutcome(record, bound_kr=bound_kr, infeasible=solution.ending == "infeasible")


def _watch_plans(search: RoadmapSearch, name: StageName) -> highs.Watch:
    return search.monitor.watch_plans(name, 0.0, heed_interrupt=True)


@dataclass(frozen=True)
class _Large:
    """A stage that only a problem needs which is not small."""

    stage: PathStage

    @property
    def name(self) -> StageName:
        return self.stage.name

    def applies_to(self, search: RoadmapSearch) -> bool:
        return not search.is_small and self.stage.applies_to(search)

    def needed_gb(self, search: RoadmapSearch) -> float:
        return self.stage.needed_gb(search)

    def run(self, search: RoadmapSearch) -> PathOutcome:
        return self.stage.run(search)


PATH_STAGES: tuple[PathStage, ...] = (
    CarriedPathStage(),
    _Large(StandingStage()),
    _Large(YearsApartStage()),
    _Large(ForwardStage()),
    NearStage(),
    ImprovementStage(),
    YearsStage(pooled=True),
    ImprovementStage(share_of_time=1.0),
    YearsStage(pooled=False, loose=True),
    YearsStage(pooled=False),
)
"""In the order in which they are tried, until the gap asked for is proved or time is up."""
STAGES_OF_LAST_YEAR: tuple[PathStage, ...] = (
    _Large(StandingStage()),
    _Large(ForwardStage()),
    NearStage(),
    YearsStage(pooled=True),
    ImprovementStage(),
    ImprovementStage(share_of_time=1.0),
    YearsStage(pooled=False, loose=True),
    YearsStage(pooled=False),
)
"""Those of a path of which the last year alone is open: the model in which like centres are one soon proves most."""


@dataclass(frozen=True)
class NoPathStage:
    """Whether there is no path even in fractions of tasks and of centres: the relaxed model of all years."""

    name: StageName = "years"

    def applies_to(self, search: RoadmapSearch) -> bool:
        """Return whether there is time, and it is not too large."""
        return _is_large(search) and _routes(search) <= MOST_ROUTES_OF_PATH

    def needed_gb(self, search: RoadmapSearch) -> float:
        """Return what its model takes."""
        return search.needed_gb(search.problem, alike_pools)

    def run(self, search: RoadmapSearch) -> PathOutcome:
        """Solve it; what it has no solution for has no path. Where the solver proves nothing, neither does this."""
        began = time.monotonic()
        linear = search.pooled.model.linear
        free, fractions = np.zeros(linear.columns), np.zeros(linear.columns, dtype=np.bool_)  # whether, not how cheaply
        relaxed, built = replace(linear, cost=free, integer=fractions), time.monotonic()
        watch = search.monitor.watch_relaxation(self.name)
        try:
            ending = highs.solve(relaxed, search.limits(search.monitor.remaining, 1.0), watch).ending
        except NothingProvedError:
            ending = None
        sizes = linear.rows, linear.columns, linear.entries
        record = StageMeasurements(self.name, *sizes, built - began, time.monotonic() - built)
        return PathOutcome(record, infeasible=ending == "infeasible")


RULING_OUT_STAGES: tuple[PathStage, ...] = (_Large(StandingStage()), NoPathStage())
"""Those that soon tell whether everything may stay, or there is no path even in fractions."""
FEASIBILITY_STAGES: tuple[PathStage, ...] = (*RULING_OUT_STAGES, *PATH_STAGES)
"""In the order in which they are asked whether there is a path at all."""


def rule_out_path(search: RoadmapSearch) -> None:
    """Run the stages that soon tell that there is no path, where they can tell it. Raises SolverError."""
    _look_for_conflicts(search)
    _run_each(search, RULING_OUT_STAGES, any_path=True)


def find_any_path(search: RoadmapSearch) -> None:
    """Run stages until there is a path, or it is proven that there is none. Raises SolverError."""
    _look_for_conflicts(search)
    _run_each(search, FEASIBILITY_STAGES, any_path=True)


def run_path_stages(search: RoadmapSearch, stages: Iterable[PathStage] = PATH_STAGES) -> None:
    """Run each stage that applies and fits in the memory allowed, until the gap asked for is proved.

    Where there is no path, why not is told. What was carried and turns out to be wrong is dropped, and proved anew.
    Raises SolverError.
    """
    _look_for_conflicts(search)
    stages = tuple(stages)
    _run_each(search, stages)
    if search.contradicts_bound and search.method == CARRIED:
        search.forget_bound()
        _run_each(search, stages)
    limited = search.problem.budgets_kr or search.problem.municipal_budgets_kr
    if search.infeasible and not search.conflicts and limited and not search.stopped:
        limits = search.limits(search.monitor.remaining, 0.0)
        search.short_kr = short_of_budget_kr(search.problem, limits, search.monitor.watch_relaxation("why not"))
    search.conclude()


def _look_for_conflicts(search: RoadmapSearch) -> None:
    search.conflicts = conflicts_by_year(search.problem)
    search.infeasible = bool(search.conflicts)


def _run_each(search: RoadmapSearch, stages: Iterable[PathStage], *, any_path: bool = False) -> None:
    for stage in stages:
        if search.settled or (any_path and search.path is not None):
            return
        if not stage.applies_to(search):
            continue
        allowed_gb = search.options.memory_gb
        if allowed_gb is not None and (needed_gb := stage.needed_gb(search)) > allowed_gb:
            search.left_out[stage.name] = needed_gb
            continue
        search.believe(stage.name, stage.run(search))
