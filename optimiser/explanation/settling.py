"""What alternatives cost, mostly without a search: bounds from one relaxation, plans near those that are known.

To demand something only restricts, so the bound of the run is a bound of it, and so is that of a relaxed model with the
alternative demanded. A plan near another that breaks no rule is a plan with it: where it is within the gap asked for of
the best of these bounds, it is as good as solved for. Else the plan is made cheaper in a small part of the model around
it. What is not settled then is told as lying between two amounts.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf, isfinite

from optimiser.api import options_of
from optimiser.data.checking_rows import solver_options
from optimiser.data.settings import SolverOptions
from optimiser.data.tolerances import BOUND_ERROR, GAP_ERROR
from optimiser.explanation.local_moves import LocalStep, broken_rules, local_moves, repair_plan, step_from
from optimiser.explanation.portfolio_moves import portfolio_moves
from optimiser.explanation.resolving import (
    Forced,
    RouteDemand,
    Start,
    Starts,
    demand_routes,
    others_moved,
    with_plan,
    without_plan,
)
from optimiser.planning.assignment import Assignment
from optimiser.planning.plan import Plan
from optimiser.planning.pools import Pool, alike_pools
from optimiser.planning.problem import build_problem
from optimiser.planning.routes import DEPARTMENTS, Route
from optimiser.portfolios.restriction import Restriction
from optimiser.result.result import Result
from optimiser.solver.monitor import ProgressMonitor, relative_gap, stop_on_interrupt
from optimiser.solver.relaxing import Relaxation
from optimiser.solver.restricting import PartOfModel, Restricting
from optimiser.solver.solve import Solve, WarmStart
from optimiser.solver.warm_start_cache import WarmStartCache

GOOD_ENOUGH = 2.0
"""A plan found for another task may be so many times as far from its bound as the best for the task, or the gap."""
MENDED = 2
"""Of steps that all break rules, so many of the cheapest are mended."""
OPENING_SHARE = 1.0
"""A closed centre is opened within so many times what the run took."""
SEARCH_SHARE = 1.0
"""All searches together take so many times what the run took, and each as long as the run at most."""
LEAST_SECONDS = 5.0
"""What the run is taken to have lasted, if it was less."""


@dataclass(frozen=True)
class Near:
    """A plan with a form demanded: a step from a plan to begin from, or that plan itself."""

    start: Start
    step: LocalStep | None
    cost_kr: float

    @property
    def routes(self) -> tuple[Route, ...]:
        """Who answers what."""
        if self.step:
            return self.step.routes
        return self.start.plan.routes if self.start.plan else ()

    def terms_kr(self, before_kr: Mapping[str, float]) -> dict[str, float]:
        """What each term of the cost is more than before (kr. a year)."""
        more_kr = self.step.terms_kr if self.step else {}
        return {term: kr + more_kr.get(term, 0.0) - before_kr[term] for term, kr in self.start.terms_kr.items()}

    def paid_kr(self, municipality: str) -> float:
        """What a municipality pays (kr. a year)."""
        return self.start.paid_kr[municipality] + (self.step.pays_kr if self.step else 0.0)


@dataclass(frozen=True)
class _Settled:
    """What is known of a demand: the cheapest plan of it, a bound, and whether it took a search."""

    near: Near | None
    bound_kr: float
    searched: bool


class Settling:
    """Finds the system-wide differences of a run's alternatives, a form or a place at a time.

    In all `parts` small parts of the model are searched for cheaper plans. What is found for one alternative is begun
    from for others.
    """

    def __init__(self, result: Result, options: SolverOptions | None = None, parts: int = 0) -> None:
        self.result = result
        self._options = solver_options(options).laid_over(options_of(result))
        self.interrupted = False
        self._searched_for = 0.0
        self._one_solve = max(LEAST_SECONDS, float(result.run.seconds.total))
        if options is not None and options.time_limit_seconds is not None:
            self._one_solve = min(self._one_solve, options.time_limit_seconds)
        self._cache = WarmStartCache()
        self._starts = Starts(result, OPENING_SHARE * self._one_solve, self._cache)
        self._parts, self._left = parts, parts
        self._known: list[Start] = []
        self._apart_kr: dict[RouteDemand, float] = {}
        self._settled: dict[tuple[Route, ...], _Settled] = {}

    @property
    def base(self) -> Plan:
        """The plan of the run."""
        return self._starts.base

    def bound_difference(self, routes: Sequence[Route]) -> Forced:
        """The best plan found in which a task is answered in a form: at one of the places, which no rule refuses.

        Raises KeyboardInterrupt on Ctrl-C, SolverError.
        """
        self.settle(routes)
        return self.forced(routes)

    def settle(self, routes: Sequence[Route]) -> None:
        """Find a plan in which a task is answered at one of the places, and a bound of all such plans.

        Raises KeyboardInterrupt on Ctrl-C, SolverError.
        """
        try:
            self._settled[tuple(routes)] = self._settle(routes)
        except KeyboardInterrupt:
            self.interrupted = True
            raise

    settle_together = settle
    """Several tasks, each as one of the routes says, are settled in the same way."""

    def _settle(self, routes: Sequence[Route]) -> _Settled:
        closed = self._centres_to_open(routes)
        starts = [self._starts.best_with_centre(centre) for centre in closed] or [self._starts.run]
        near, searched = self._known_with(routes), bool(closed)
        bound_kr = self._bound_kr(routes, starts, near)
        if not self._is_good(near, bound_kr, routes):
            near = _cheaper(near, self._nearest_plan(starts, routes))
            bound_kr = self._bound_kr(routes, starts, near)
        if self._left and self._is_open(near, bound_kr) and not self._is_good(near, bound_kr, routes):
            near, searched = self._search_parts(routes, starts, near, bound_kr), True
        if near is None and bound_kr < inf:
            near = self._mended_plan(starts, routes)
        enough = self._parts > 0 and near is not None
        if self._is_open(near, bound_kr) and not enough and self._searched_for < SEARCH_SHARE * self._one_solve:
            near, bound_kr = self._search_plan(routes, near, bound_kr)
            searched = True
        return _Settled(near, bound_kr, searched)

    def forced(self, routes: Sequence[Route]) -> Forced:
        """What was settled of the places, by the cheapest plan known by now."""
        settled = self._settled[tuple(routes)]
        near, code = self._cheapest_with(routes), routes[0].municipality
        return self._forced_record(near, settled.bound_kr, code, searched=settled.searched)

    def plan_with(self, route: Route) -> Assignment | None:
        """Who answers what in the cheapest plan known with a place that was settled."""
        near = self._cheapest_with([route])
        return None if near is None else Assignment.from_routes(near.routes)

    def _cheapest_with(self, routes: Sequence[Route]) -> Near | None:
        """The cheapest plan known with one of the places that were settled."""
        return _cheaper(self._settled[tuple(routes)].near, self._known_with(routes))

    def _is_open(self, near: Near | None, bound_kr: float) -> bool:
        """True while neither a plan within the gap asked for is known, nor that there is none."""
        return bound_kr < inf and not self._is_settled(near, bound_kr)

    def _is_settled(self, near: Near | None, bound_kr: float) -> bool:
        """True when the plan is within the gap asked for."""
        gap = relative_gap(near.cost_kr, bound_kr) if near else None
        return gap is not None and gap <= self._options.gap + GAP_ERROR

    def _forced_record(self, near: Near | None, bound_kr: float, municipality: str, *, searched: bool) -> Forced:
        if near is None:
            status = "infeasible" if bound_kr == inf else "no solution found"
            return Forced(**vars(without_plan(self.result, status, _finite_or_none(bound_kr))), searched=searched)
        before, status = self._starts.run, "optimal" if self._is_settled(near, bound_kr) else "feasible"
        proved_kr, terms_kr = _finite_or_none(min(bound_kr, near.cost_kr)), near.terms_kr(before.terms_kr)
        return Forced(
            **vars(with_plan(self.result, status, near.cost_kr, proved_kr, terms_kr)),
            pays_kr=near.paid_kr(municipality) - before.paid_kr[municipality],
            others=others_moved(self.base.assignment, Assignment.from_routes(near.routes)),
            searched=searched,
        )

    def _centres_to_open(self, routes: Sequence[Route]) -> tuple[str, ...]:
        """The shared centres that must be opened for the form; none where one of its places is open already."""
        rows, used = self.base.problem.instance.centres, self.base.by_centre
        shared = [
            route.centre for route in routes if route.centre != DEPARTMENTS and rows[route.centre].kind != "local"
        ]
        return tuple(shared) if not any(centre in used for centre in shared) else ()

    # ---- bounds --------------------------------------------------------------------------------

    def _bound_kr(self, routes: Sequence[Route], starts: Sequence[Start], near: Near | None) -> float:
        """No plan with the demand costs less: by the run, by the plans to begin from, by a relaxation.

        What a plan in hand contradicts is not believed.
        """
        of_starts = min(-inf if start.bound_kr is None else start.bound_kr for start in starts)
        of_run = -inf if self.result.bound_kr is None else self.result.bound_kr
        relaxed = self._relaxed_bound_kr(routes)
        most_kr = near.cost_kr * (1 + BOUND_ERROR) if near else inf
        return max((bound for bound in (of_run, of_starts, relaxed) if bound <= most_kr), default=-inf)

    def _relaxed_bound_kr(self, routes: Sequence[Route]) -> float:
        """The bound of prices, or that of the relaxed model of single tasks where there are none."""
        if self._restricting is not None and self._restricting.holds:
            return self._restrict(self._restricting, routes).bound_kr
        demands = {(route.municipality, route.task, route.form) for route in routes}
        return max(self._relaxation.bound_kr(*demand) for demand in demands)

    def _restrict(self, restricting: Restricting, routes: Sequence[Route]) -> Restriction:
        """The problem in which each task is answered at one of its places."""
        code, tasks = routes[0].municipality, {route.task for route in routes}
        left = [route for route in self.base.problem.routes_of[code] if route.task not in tasks or route in routes]
        return restricting.restrict(code, left)

    @cached_property
    def _restricting(self) -> Restricting | None:
        monitor = ProgressMonitor(self._one_solve, lambda _: None)
        with stop_on_interrupt(monitor):
            found = Restricting.of_problem(self.base.problem, self._options, monitor)
        if monitor.interrupted:
            raise KeyboardInterrupt
        return found

    @cached_property
    def _relaxation(self) -> Relaxation:
        return Relaxation(self._cache.get(self.base.problem, self._pools, loose=True))

    @cached_property
    def _pools(self) -> tuple[Pool, ...]:
        return alike_pools(self.base.problem)

    # ---- plans ---------------------------------------------------------------------------------

    def _nearest_plan(self, starts: Iterable[Start], routes: Sequence[Route]) -> Near | None:
        """The cheapest lawful plan near one to begin from, or one known with tasks at one of the places already."""
        code, centres = routes[0].municipality, {route.centre for route in routes} - {DEPARTMENTS}
        known = (start for start in self._known if any(route.centre in centres for route in _answers(start, code)))
        return _cheaper(*(self._near_plan(start, routes) for start in (*starts, *known)))

    def _near_plan(self, start: Start, routes: Sequence[Route]) -> Near | None:
        """The plan itself where it has one of the places, or the cheapest lawful step from it."""
        if start.plan is None or _has(start, routes):
            return Near(start, None, start.plan.cost_kr) if start.plan else None
        steps = self._steps_from(start.plan, routes)
        lawful = next((one for one in steps if not one.breaches), None)
        return Near(start, lawful, start.plan.cost_kr + lawful.difference_kr) if lawful else None

    def _steps_from(self, plan: Plan, routes: Sequence[Route]) -> list[LocalStep]:
        """Steps to one of the places, the cheapest first."""
        together = len({route.task for route in routes}) > 1
        moves = (
            portfolio_moves(plan, routes) if together else (one for route in routes for one in local_moves(plan, route))
        )
        changes = dict.fromkeys(moves)
        return sorted((step_from(plan, changed) for changed in changes), key=lambda one: one.difference_kr)

    def _mended_plan(self, starts: Iterable[Start], routes: Sequence[Route]) -> Near | None:
        """The cheapest plan made of a step that breaks rules by moving what others buy."""
        steps = [one for start in starts if start.plan for one in self._steps_from(start.plan, routes)[:MENDED]]
        plans = (repair_plan(Plan(self.base.problem, one.routes), one.changed[0]) for one in steps)
        return _cheaper(*(Near(Start(plan, None), None, plan.cost_kr) for plan in plans if plan))

    def _is_good(self, near: Near | None, bound_kr: float, routes: Sequence[Route]) -> bool:
        """True where a plan is about as near its bound as that of the same task and form that a part was searched for.

        It is such a plan, or a step from one: to search for each of them anew would take long and find little.
        """
        if near is None or not any(near.start is start for start in self._known):
            return False
        best_kr = self._apart_kr.get(_what(routes), 0.0)
        return near.cost_kr - bound_kr <= GOOD_ENOUGH * max(best_kr, self._options.gap * near.cost_kr)

    def _known_with(self, routes: Sequence[Route]) -> Near | None:
        """The cheapest of the plans found in parts of the model with one of the places."""
        with_place = (start for start in self._known if _has(start, routes))
        return _cheaper(*(Near(start, None, start.plan.cost_kr) for start in with_place if start.plan))

    def _search_parts(
        self, routes: Sequence[Route], starts: Sequence[Start], near: Near | None, bound_kr: float
    ) -> Near | None:
        """Look for a cheaper plan in a small part of the model; where none is found, in another."""
        if self._restricting is None:
            return near
        restriction, target_kr = self._restrict(self._restricting, routes), bound_kr / (1 - self._options.gap)
        start = next((start.plan for start in starts if start.plan), self.base)
        around = Plan(self.base.problem, near.routes) if near and any(near.start is one for one in starts) else start
        near = self._search_part(restriction, PartOfModel(around, routes[0].centre, target_kr), near)
        if near is None and self._left:
            known = self._planned_so(routes[0])
            part = PartOfModel(known or start, routes[0].centre, target_kr, wide=known is None)
            near = self._search_part(restriction, part, None)
        if near:
            what = _what(routes)
            self._apart_kr[what] = min(self._apart_kr.get(what, inf), near.cost_kr - bound_kr)
        return near

    def _search_part(self, restriction: Restriction, part: PartOfModel, near: Near | None) -> Near | None:
        """Return the cheaper of what is found in a part and what is known; kept, to begin from for others."""
        if self._restricting is None:
            return near
        self._left -= 1
        monitor = ProgressMonitor(self._one_solve, lambda _: None)
        with stop_on_interrupt(monitor):
            found = self._restricting.find_plan(restriction, part, monitor)
        if monitor.interrupted:
            raise KeyboardInterrupt
        if found and (near is None or found.cost_kr < near.cost_kr) and not broken_rules(found.problem, found.routes):
            near = Near(Start(found, None), None, found.cost_kr)
        elif near and near.step:
            near = Near(Start(Plan(self.base.problem, near.routes), None), None, near.cost_kr)
        if near:
            self._known.append(near.start)
        return near

    def _planned_so(self, route: Route) -> Plan | None:
        """The cheapest plan known that has the task in the form, at another place."""
        what, code = (route.task, route.form), route.municipality
        same = (each for each in self._known if what in {(one.task, one.form) for one in _answers(each, code)})
        return min((each.plan for each in same if each.plan), key=lambda plan: plan.cost_kr, default=None)

    def _search_plan(self, routes: Sequence[Route], near: Near | None, bound_kr: float) -> tuple[Near | None, float]:
        """Solve with the demand, from what is known; a plan that the audit finds fault with is none."""
        began = time.monotonic()
        tasks = {route.task for route in routes}
        one_each = [next(route for route in routes if route.task == task) for task in sorted(tasks)]
        wanted = demand_routes(self.result.instance, one_each, anywhere=len(routes) > len(tasks))
        work = Solve(build_problem(wanted), self._options, ProgressMonitor(self._one_solve, lambda _: None))
        work.start_from(WarmStart(near.routes if near else (), _finite_or_none(bound_kr)))
        with stop_on_interrupt(work.monitor):
            work.run_stages()
        self._searched_for += time.monotonic() - began
        if work.monitor.interrupted:
            raise KeyboardInterrupt
        if work.infeasible:
            return None, inf
        better = work.plan is not None and (near is None or work.plan.cost_kr < near.cost_kr)
        start = self._starts.sound_start(work.plan) if work.plan and better else None
        found = Near(start, None, start.plan.cost_kr) if start and start.plan else near
        return found, bound_kr if work.bound_kr is None else work.bound_kr


def _cheaper(*plans: Near | None) -> Near | None:
    """The cheapest of the plans that there are."""
    return min(filter(None, plans), key=lambda near: near.cost_kr, default=None)


def _has(start: Start, routes: Sequence[Route]) -> bool:
    """Whether a plan to begin from has each task at one of its places."""
    answers = set(_answers(start, routes[0].municipality))
    met = {route.task for route in routes if route in answers}
    return met == {route.task for route in routes}


def _what(routes: Sequence[Route]) -> RouteDemand:
    """What is demanded, whatever the place."""
    return routes[0].municipality, " ".join(sorted({route.task for route in routes})), routes[0].form


def _answers(start: Start, code: str) -> Sequence[Route]:
    """Where a municipality's tasks are answered in a plan to begin from."""
    return start.plan.by_municipality[code] if start.plan else ()


def _finite_or_none(bound_kr: float) -> float | None:
    return bound_kr if isfinite(bound_kr) else None
