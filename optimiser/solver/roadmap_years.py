"""A path's years one at a time: a bound from the years each by itself, and a path begun in the first and gone on with.

Both solve problems of a single year at the prices of `planning/path_tariff.py`, by the stages that solve any year.
"""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate
from math import inf

from optimiser.data.instance import Instance
from optimiser.data.run_record import StageName
from optimiser.data.settings import SolverOptions
from optimiser.planning.path_tariff import PathPrices, PathTariff, priced_year
from optimiser.planning.plan import Plan
from optimiser.planning.pools import alike_pools
from optimiser.planning.problem import Problem, build_problem, restrict_problem
from optimiser.planning.roadmap import Item, RoadmapPlan, RoadmapProblem
from optimiser.planning.routes import DEPARTMENTS, Route, form_of
from optimiser.rules.registry import find_conflicts
from optimiser.solver.memory import estimate_portfolio_memory_gb
from optimiser.solver.monitor import ProgressMonitor
from optimiser.solver.portfolio_stages import HomeStage, LagrangianStage
from optimiser.solver.roadmap_search import PathOutcome, RoadmapSearch
from optimiser.solver.solve import Solve, WarmStart
from optimiser.solver.stage import Stage, StageMeasurements, is_plan, is_small
from optimiser.solver.stages import STAGES, PackingStage, PooledStage

YEARLY_SHARE_OF_TIME = 0.1
"""Each year by itself gets so much of the time left."""
STEP_SHARE_OF_TIME = 0.15
"""Each year of a path that is begun in the first gets so much of the time left."""
APART_GAP = 5e-4
"""What a year by itself leaves unproved is little beside what is lost by taking the years apart."""
STEP_GAP = 1e-3
"""A year of a path that is begun in the first is good enough at this gap: what it leaves is found with all years."""
SPREAD_FROM = 0.5
"""What is lost by moving is spread from the year in the middle on: most begin before it, and pay in full."""
MOST_TIGHTENED = 3
"""So often a year is planned anew with less room in hosts that its plan would outgrow."""
AIR = 0.998
"""The share of the room that is just enough later, as volumes are whole tasks."""


@dataclass(frozen=True)
class YearsApartStage:
    """A bound of every path: each year by itself, at prices for what lasts, within all budgets up to it."""

    name: StageName = "years-apart"

    def applies_to(self, search: RoadmapSearch) -> bool:
        """Return whether there is time, and more than a year."""
        return not search.stopped

    def needed_gb(self, search: RoadmapSearch) -> float:
        """Return what the models of whole portfolios of a year take."""
        return max(estimate_portfolio_memory_gb(one) for one in search.problem.problems.values())

    def run(self, search: RoadmapSearch) -> PathOutcome:
        """Add the bounds of the years."""
        began, roadmap = time.monotonic(), search.problem
        prices, budgets_kr = PathPrices(roadmap, int(SPREAD_FROM * len(roadmap.years))), _budgets_until(roadmap)
        total_kr = 0.0
        for year, problem in roadmap.problems.items():
            tariff = PathTariff(problem.instance, prices=prices, year=year)
            priced = priced_year(problem, tariff, budgets_kr[year])
            if find_conflicts(priced):
                return PathOutcome(_record(self.name, began))
            seconds = YEARLY_SHARE_OF_TIME * search.monitor.remaining
            monitor = search.monitor_of_year(self.name, year, seconds)
            work = Solve(priced, _options(search, APART_GAP), monitor, stages=_bounding_stages(priced))
            search.monitor.notify(f"{self.name} {year}")
            work.run_stages()
            if work.bound_kr is None:
                return PathOutcome(_record(self.name, began))
            total_kr += roadmap.weight(year) * work.bound_kr
        return PathOutcome(_record(self.name, began, bound_kr=total_kr), bound_kr=total_kr)


def _budgets_until(roadmap: RoadmapProblem) -> Mapping[int, float | None]:
    """Return what can be invested by each year in all (kr.); None where there is no limit."""
    kr = accumulate(roadmap.budgets_kr.get(year, inf) for year in roadmap.years)
    return {year: None if one == inf else one for year, one in zip(roadmap.years, kr, strict=True)}


@dataclass(frozen=True)
class StandingStage:
    """The path on which nothing moves: each task stays where it is before the first year, where that is lawful."""

    name: StageName = "home"

    def applies_to(self, search: RoadmapSearch) -> bool:
        """Return whether there is no path yet."""
        return search.path is None

    def needed_gb(self, search: RoadmapSearch) -> float:  # noqa: ARG002
        """Return nothing: there is no model."""
        return 0.0

    def run(self, search: RoadmapSearch) -> PathOutcome:
        """Write it down."""
        began, roadmap = time.monotonic(), search.problem
        routes = {year: standing_routes(roadmap, problem.instance) for year, problem in roadmap.problems.items()}
        path = RoadmapPlan.of_routes(roadmap, routes)
        lawful = all(set(routes[year]) <= problem.lawful for year, problem in roadmap.problems.items())
        cost_kr = path.cost_kr if lawful else None
        return PathOutcome(_record(self.name, began, cost_kr), path if lawful else None)


def standing_routes(roadmap: RoadmapProblem, instance: Instance) -> tuple[Route, ...]:
    """Return where each task of a year is if nothing has moved since before the first."""
    places = ((key, roadmap.place_before[key]) for key in instance.contacts)
    return tuple(Route(*key, place, form_of(instance, key[0], place)) for key, place in places)


@dataclass(frozen=True)
class ForwardStage:
    """A path that is begun in the first year and gone on with in each after it, within the budget of that year.

    Each year plans as if what it begins were paid off evenly from then on, and all later years like it. It undoes
    nothing, also where that is allowed.
    """

    name: StageName = "forward"

    def applies_to(self, search: RoadmapSearch) -> bool:
        """Return whether there is time, and no path of a like instance to go on from."""
        return not search.stopped and not search.carried

    def needed_gb(self, search: RoadmapSearch) -> float:
        """Return what the models of whole portfolios of a year take."""
        return max(estimate_portfolio_memory_gb(one) for one in search.problem.problems.values())

    def run(self, search: RoadmapSearch) -> PathOutcome:
        """Plan year after year."""
        began, walk = time.monotonic(), ForwardWalk(search, {})
        for year in search.problem.years:
            seconds = STEP_SHARE_OF_TIME * search.monitor.remaining
            if search.stopped or not (walk.take_step(self.name, year, seconds) or walk.stay(year)):
                return PathOutcome(_record(self.name, began))
        path = RoadmapPlan.of_routes(search.problem, walk.routes)
        return PathOutcome(_record(self.name, began, path.cost_kr), path)


@dataclass
class ForwardWalk:
    """The routes of the years so far."""

    search: RoadmapSearch
    routes: dict[int, tuple[Route, ...]]

    def take_step(self, phase: StageName, year: int, seconds: float) -> bool:
        """Plan the next year; return whether there is a plan.

        Where the plan would outgrow its hosts as volumes change, it is planned anew with less room in these.
        """
        shares, routes = dict[str, float](), None
        until = time.monotonic() + seconds
        for _ in range(MOST_TIGHTENED):
            problem = self._problem(year, shares)
            if find_conflicts(problem):
                break
            monitor = self.search.monitor_of_year(phase, year, until - time.monotonic())
            found = _solve_year(self.search, problem, monitor, self._before(year, problem))
            routes = found or routes
            outgrown = dict(outgrown_hosts(self.search.problem, year, found)) if found else {}
            if not outgrown or time.monotonic() > until:
                break
            shares |= outgrown
        if routes is not None:
            self.routes[year] = routes
        return routes is not None

    def _problem(self, year: int, shares: Mapping[str, float]) -> Problem:
        """Return what is decided over in a year, with hosts that may sell only such shares."""
        roadmap = self.search.problem
        whole = roadmap.problems[year]
        places = self._places()
        wide = build_problem(with_shares_sold(whole.instance, shares)) if shares else whole
        offered = frozenset(whole.routes)
        open_to = [route for route in wide.routes if route in offered and self._may_be(year, route, places)]
        prices = PathPrices(roadmap, roadmap.years.index(year))
        tariff = PathTariff(
            wide.instance,
            prices=prices,
            year=year,
            begun=self._begun(),
            places={key: some[max(some)] for key, some in places.items() if self._has_left(key, some)},
            once_at_least=False,
        )
        return priced_year(restrict_problem(wide, open_to), tariff, roadmap.budgets_kr.get(year))

    def _places(self) -> Mapping[tuple[str, str], dict[int, str]]:
        """Return where each task was in each year so far."""
        found: dict[tuple[str, str], dict[int, str]] = {}
        for year, routes in self.routes.items():
            for route in routes:
                found.setdefault((route.municipality, route.task), {})[year] = route.centre
        return found

    def _has_left(self, key: tuple[str, str], places: Mapping[int, str]) -> bool:
        before = self.search.problem.place_before[key]
        return any(place not in (before, DEPARTMENTS) for place in places.values())

    def _may_be(self, year: int, route: Route, places: Mapping[tuple[str, str], dict[int, str]]) -> bool:
        key = (route.municipality, route.task)
        earlier = {other: place for other, place in places.get(key, {}).items() if other < year}
        return not earlier or not any(self.search.problem.undone_in(*key, {**earlier, year: route.centre}))

    def _begun(self) -> frozenset[Item]:
        problems = self.search.problem.problems
        path = RoadmapPlan(self.search.problem, {y: Plan(problems[y], routes) for y, routes in self.routes.items()})
        return frozenset(item for items in path.items.values() for item in items)

    def stay(self, year: int) -> bool:
        """Go on with nothing new in a year of which no plan was found; return whether each route of that is lawful.

        What becomes of it may break a rule, and is a sketch of a path then.
        """
        problem = self.search.problem.problems[year]
        routes = self._carried(problem)
        if set(routes) <= problem.lawful:
            self.routes[year] = routes
        return year in self.routes

    def _before(self, year: int, problem: Problem) -> tuple[Route, ...]:
        """Return the plan in which nothing more moves, if it is one."""
        routes = self._carried(problem)
        return routes if year != self.search.problem.years[0] and is_plan(problem, routes) else ()

    def _carried(self, problem: Problem) -> tuple[Route, ...]:
        """Return where each task of a year was in the last year in which there was any of it."""
        last = {(route.municipality, route.task): route for y in sorted(self.routes) for route in self.routes[y]}
        standing = {(r.municipality, r.task): r for r in standing_routes(self.search.problem, problem.instance)}
        return tuple(last.get(key, route) for key, route in standing.items())


def _solve_year(
    search: RoadmapSearch, problem: Problem, monitor: ProgressMonitor, start: tuple[Route, ...]
) -> tuple[Route, ...] | None:
    """Return the plan that the stages of a single year find."""
    work = Solve(problem, _options(search, STEP_GAP), monitor, stages=_planning_stages(problem))
    work.start_from(WarmStart(start))
    work.run_stages()
    return work.plan.routes if work.plan else None


def _options(search: RoadmapSearch, gap: float) -> SolverOptions:
    """Return the options of the search with a gap that is no smaller than this."""
    return search.options.model_copy(update={"gap": max(gap, search.options.gap)})


def _bounding_stages(problem: Problem) -> tuple[Stage, ...]:
    """Return the stages that prove most of a year soon."""
    if is_small(problem):
        return STAGES
    return (PooledStage(),) if _has_pools(problem) else (LagrangianStage(),)


def _planning_stages(problem: Problem) -> tuple[Stage, ...]:
    """Return the stages that plan a year: those of any solve, and before them those that are soon near enough."""
    early = (HomeStage(), PooledStage(), PackingStage()) if _has_pools(problem) else ()
    return STAGES if is_small(problem) else (*early, *STAGES)


def _has_pools(problem: Problem) -> bool:
    return any(not pool.single for pool in alike_pools(problem))


def outgrown_hosts(roadmap: RoadmapProblem, year: int, routes: tuple[Route, ...]) -> Iterator[tuple[str, float]]:
    """Yield the hosts that could not answer these routes in some later year, and the share that they may sell now."""
    now = Plan(roadmap.problems[year], routes)
    for centre in now.hosts:
        shares = list(_shares_now(roadmap, year, now, centre))
        if shares and min(shares) < now.loads[centre].others / now.loads[centre].own:
            yield centre, AIR * min(shares)


def _shares_now(roadmap: RoadmapProblem, year: int, now: Plan, centre: str) -> Iterator[float]:
    """Yield, for each later year, which share of its own a host may sell now so that it is within its limit then."""
    load = now.loads[centre]
    for later, problem in roadmap.problems.items():
        row = problem.instance.centres.get(centre)
        limit = None if row is None else row.max_sold_share
        if later <= year or limit is None or not load.own:
            continue
        there = tuple(r for r in now.by_centre[centre] if (r.municipality, r.task) in problem.instance.contacts)
        grown = Plan(problem, there).loads.get(centre)
        if grown is not None and grown.others and grown.own:
            yield limit * (load.others / load.own) / (grown.others / grown.own)


def with_shares_sold(instance: Instance, shares: Mapping[str, float]) -> Instance:
    """Return an instance in which hosts may sell such shares of their own."""
    rows = tuple(
        row.model_copy(update={"max_sold_share": shares[row.centre]}) if row.centre in shares else row
        for row in instance.tables.centres
    )
    return replace(instance, tables=replace(instance.tables, centres=rows))


def _record(
    name: StageName, began: float, cost_kr: float | None = None, bound_kr: float | None = None
) -> StageMeasurements:
    return StageMeasurements(name, solve_seconds=time.monotonic() - began, objective_kr=cost_kr, bound_kr=bound_kr)
