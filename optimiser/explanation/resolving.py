"""Changed instances solved again by the options of a run, and what is proven of the difference to it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from optimiser.api import options_of, solve
from optimiser.comparison.side_by_side import gap_kr, is_proven, sum_of_gaps
from optimiser.data.checking_rows import solver_options
from optimiser.data.columns import Form
from optimiser.data.instance import Instance
from optimiser.data.read import remake_instance
from optimiser.data.rows import Lock
from optimiser.data.settings import SolverOptions
from optimiser.explanation.local_moves import local_moves, more_by_term_kr, paid_kr, route_of, step_from
from optimiser.explanation.portfolio_moves import portfolio_moves
from optimiser.fixed_plan import evaluate_fixed_plan
from optimiser.planning.assignment import Assignment
from optimiser.planning.plan import Plan
from optimiser.planning.pools import Pool, alike_pools
from optimiser.planning.problem import build_problem
from optimiser.planning.routes import DEPARTMENTS, Route
from optimiser.result.result import Result
from optimiser.result.tables import terms_kr
from optimiser.solver.monitor import ProgressMonitor, stop_on_interrupt
from optimiser.solver.solve import Solve, WarmStart
from optimiser.solver.warm_start_cache import WarmStartCache

# ---- What is proven of the difference -------------------------------------------------------------


ReportPriced = Callable[[int, int, str], None]
"""Is told how many alternatives, or demands, are priced, of how many, and the place of the next."""


@dataclass
class Again:
    """Solves again, by the options of the run `result`, and those of `asked` instead where they are set.

    `interrupted` once a solve was stopped with Ctrl-C; what one solve proved is carried to the next by the `cache`.
    """

    result: Result
    asked: SolverOptions | None = None
    interrupted: bool = False
    cache: WarmStartCache = field(default_factory=WarmStartCache)

    def solve_changed(self, instance: Instance, begin: WarmStart) -> Result:
        """Solve a changed instance, from what is known of it. Raises SolverError."""
        found = solve(instance, self.options, warm_start=begin, cache=self.cache)
        self.interrupted = self.interrupted or found.run.interrupted
        return found

    @cached_property
    def options(self) -> SolverOptions:
        """Return the options to solve by; of whom one buys among equals is of no difference here."""
        chosen = solver_options(self.asked).laid_over(options_of(self.result))
        return chosen.model_copy(update={"nearest_host": False})


@dataclass(frozen=True)
class Difference:
    """The best plan found of a changed instance against the plan as it was (kr. a year).

    Without a plan there is no difference: `status` says why. A difference is `proven` when it is more than the gaps
    of both plans together, `gaps_kr`. The best plan of the changed instance costs between `least_kr` and `most_kr`
    more than the best of the instance as it was.
    """

    status: str
    objective_kr: float | None
    bound_kr: float | None
    difference_kr: float | None = None
    gaps_kr: float | None = None
    least_kr: float | None = None
    most_kr: float | None = None
    proven: bool = False
    terms_kr: Mapping[str, float] | None = None


def difference_of(before: Result, after: Result, *, only_restricts: bool = True) -> Difference:
    """What the second plan costs more than the first; one that breaks a rule is no plan.

    Where the change `only_restricts`, the best plan with it costs no less than that without it.
    """
    if not after.has_plan or after.breaches:
        found = without_plan(before, after.status, after.bound_kr)
    else:
        objective_kr, terms_kr = after.figures.objective_kr, more_by_term_kr(before, after)
        found = with_plan(before, after.status, objective_kr, after.bound_kr, terms_kr)
    if only_restricts or after.bound_kr is None:
        return found
    return replace(found, least_kr=after.bound_kr - before.figures.objective_kr)


def with_plan(
    before: Result, status: str, objective_kr: float, bound_kr: float | None, terms_kr: Mapping[str, float]
) -> Difference:
    """A plan of the changed instance, and a bound of all its plans, against the plan as it was."""
    difference_kr, gap_before_kr = objective_kr - before.figures.objective_kr, gap_kr(before)
    gap_after_kr = None if bound_kr is None else max(0.0, objective_kr - bound_kr)
    gaps_kr = sum_of_gaps(gap_before_kr, gap_after_kr)
    return Difference(
        status,
        objective_kr,
        bound_kr,
        difference_kr,
        gaps_kr,
        least_kr=None if gap_after_kr is None else max(0.0, difference_kr - gap_after_kr),
        most_kr=sum_of_gaps(difference_kr, gap_before_kr),
        proven=is_proven(difference_kr, gaps_kr),
        terms_kr=terms_kr,
    )


def without_plan(before: Result, status: str, bound_kr: float | None) -> Difference:
    """No plan of the changed instance is known; what a bound says of them is."""
    least_kr = None if bound_kr is None else max(0.0, bound_kr - before.figures.objective_kr)
    return Difference(status, None, bound_kr, least_kr=least_kr)


# ---- Plans to begin from when a form is demanded --------------------------------------------------

# The run's own, and the best with a shared centre that it keeps closed.
#
# A closed centre is opened by a subsidy, which only prices the solved model anew: what no plan with the subsidy costs
# less than, and the subsidy, is a bound of every plan in which the centre is open.


SUBSIDY_SHARE = 0.05
"""A centre is paid this part of the plan's cost for being open: more than it can lack, or it is not opened."""


@dataclass(frozen=True)
class Start:
    """A plan that breaks no rule, or None; no plan of its kind costs less than `bound_kr` a year."""

    plan: Plan | None
    bound_kr: float | None

    @cached_property
    def paid_kr(self) -> Mapping[str, float]:
        """What each municipality pays (kr. a year), by its code."""
        return {code: share.yearly_kr for code, share in self.plan.shares_by_municipality.items()} if self.plan else {}

    @cached_property
    def terms_kr(self) -> Mapping[str, float]:
        """The cost by term (kr. a year)."""
        return terms_kr(self.plan) if self.plan else {}


@dataclass
class Starts:
    """The run's plan, and those with centres open that it keeps closed: each is solved for once, when it is asked for.

    `cache` holds the model that is priced anew; one solve takes at most `seconds`.
    """

    result: Result
    seconds: float
    cache: WarmStartCache = field(default_factory=WarmStartCache)
    _opened: dict[str, Start] = field(default_factory=dict)

    @cached_property
    def base(self) -> Plan:
        """The plan of the run."""
        return self.result.plan

    @cached_property
    def run(self) -> Start:
        """The plan of the run, to begin from."""
        return Start(self.base, self.result.bound_kr)

    def best_with_centre(self, centre: str) -> Start:
        """The best plan found in which a shared centre is open; raises KeyboardInterrupt on Ctrl-C, SolverError."""
        if centre not in self._opened:
            self._opened[centre] = self._solve_with_centre(centre)
        return self._opened[centre]

    def _solve_with_centre(self, centre: str) -> Start:
        subsidy_kr = SUBSIDY_SHARE * float(self.result.figures.objective_kr)
        problem = build_problem(_subsidise_centre(self.result.instance, centre, subsidy_kr))
        options = solver_options(time_limit_seconds=self.seconds).laid_over(options_of(self.result))
        work = Solve(problem, options, ProgressMonitor(options.time_limit_seconds, lambda _: None), cache=self.cache)
        bound_kr = self.result.bound_kr
        work.start_from(WarmStart((), None if bound_kr is None else bound_kr - subsidy_kr))
        with stop_on_interrupt(work.monitor):
            work.run_stages()
        if work.monitor.interrupted:
            raise KeyboardInterrupt
        found = work.plan is not None and centre in work.plan.by_centre
        bound_kr = None if work.bound_kr is None else work.bound_kr + subsidy_kr
        plan = self.sound_start(work.plan).plan if work.plan and found else None
        return Start(plan, bound_kr)

    def sound_start(self, plan: Plan) -> Start:
        """A plan at the run's own prices, if the audit finds nothing wrong with it; nothing is known to bound it."""
        found = evaluate_fixed_plan(plan.assignment, self.result.instance)
        return Start(Plan(self.base.problem, plan.routes) if found.is_lawful else None, None)


def _subsidise_centre(instance: Instance, centre: str, subsidy_kr: float) -> Instance:
    """The instance in which a centre is paid for being open; no file may say so, as a fixed cost is none below 0."""
    rows = (
        row.model_copy(update={"fixed_cost_kr": row.fixed_cost_kr - subsidy_kr}) if row.centre == centre else row
        for row in instance.tables.centres
    )
    return remake_instance(instance, instance.settings, centres=rows)


# ---- The system-wide difference -------------------------------------------------------------------

# An alternative demanded, and everything else planned again around it.
#
# To demand something only restricts: a bound of the run is one of the instance in which a form is demanded, and a
# bound of that is one of the instance in which a centre of that form is. So a form is solved for once, and most of its
# centres need no search: the plan for the form with its portfolios packed anew is near enough to the bound.


WHY = "demanded, to see what it costs"
"""The note of the lock that demands an alternative."""
PACKING_SECONDS = 20.0
"""Longest time to pack portfolios anew; what is not found then is searched for with the model."""
RouteDemand = tuple[str, str, Form]
"""(code of the municipality, task, form) of which the form is demanded."""


@dataclass(frozen=True)
class Forced(Difference):
    """The best plan found in which a task is answered at another place, against the plan as it was (kr. a year).

    `pays_kr` is what the municipality pays more; `others` counts the tasks, of any municipality, that go elsewhere
    than before besides the one that was moved. `searched` is False where a plan near another was all it took.
    """

    pays_kr: float | None = None
    others: int | None = None
    searched: bool = True


@dataclass
class Forcing(Again):
    """Solves with alternatives of a run demanded; `plans` are what was found with each."""

    by_form: dict[RouteDemand, Result] = field(default_factory=dict)
    _forced: dict[tuple[Route, ...], Forced] = field(default_factory=dict)
    plans: dict[Route, Result] = field(default_factory=dict)

    def settle(self, routes: Sequence[Route]) -> None:
        """Find the best plan with each place. Raises SolverError."""
        for route in routes:
            self._forced[route,] = self.force_route(route)

    def settle_together(self, routes: Sequence[Route]) -> None:
        """Find the best plan in which several tasks go as routes say. Raises SolverError."""
        wanted, step = demand_routes(self.result.instance, routes), self._best_of(portfolio_moves(self.base, routes))
        after = self.solve_changed(wanted, WarmStart(step, self.result.bound_kr))
        self._forced[tuple(routes)] = compare_with(self.result, after, routes[0])

    def forced(self, routes: Sequence[Route]) -> Forced:
        """Return what was found of the one place, or of several tasks together."""
        return self._forced[tuple(routes)]

    def plan_with(self, route: Route) -> Assignment | None:
        """Return who answers what in the best plan found with a place."""
        return self.plans[route].assignment if self.plans[route].has_plan else None

    def force_route(self, route: Route) -> Forced:
        """The best plan in which the task is answered as `route` says, which no rule refuses by itself.

        Raises SolverError.
        """
        of_form = self._of_form(route)
        if not of_form.has_plan or _centre_of(of_form, route) == route.centre:
            return self._forced_found(of_form, route)
        if self.interrupted:
            return Forced(**vars(without_plan(self.result, "no solution found", of_form.bound_kr)))
        wanted = demand_route(self.result.instance, route)
        near = self._cheapest_plan(self._near_plan(wanted, of_form, route), self._best_step([route]))
        begin = WarmStart(near, of_form.bound_kr)
        return self._forced_found(self.solve_changed(wanted, begin), route)

    def _forced_found(self, after: Result, route: Route) -> Forced:
        self.plans[route] = after
        return compare_with(self.result, after, route)

    def _of_form(self, route: Route) -> Result:
        """The best plan in which the task is answered in the route's form; the run's own if it is so there."""
        demand = (route.municipality, route.task, route.form)
        if demand not in self.by_form:
            there = _form_of(self.result, route) == route.form
            wanted = demand_route(self.result.instance, route, anywhere=True)
            known = WarmStart(() if there else self._best_step(self._places_for(demand)), self.result.bound_kr)
            self.by_form[demand] = self.result if there else self.solve_changed(wanted, known)
        return self.by_form[demand]

    def _places_for(self, demand: RouteDemand) -> list[Route]:
        """Where the task may be answered in the form."""
        routes = self.base.problem.routes
        return [route for route in routes if (route.municipality, route.task, route.form) == demand]

    def _best_step(self, routes: Iterable[Route]) -> tuple[Route, ...]:
        """The cheapest plan that is a step from the run's own, with the task as one of the routes says; or nothing."""
        return self._best_of(changed for route in routes for changed in local_moves(self.base, route))

    def _best_of(self, changes: Iterable[Sequence[Route]]) -> tuple[Route, ...]:
        """The cheapest lawful plan of those with a change; or nothing."""
        steps = sorted((step_from(self.base, changed) for changed in changes), key=lambda one: one.difference_kr)
        return next((one.routes for one in steps if not one.breaches), ())

    def _cheapest_plan(self, *plans: tuple[Route, ...]) -> tuple[Route, ...]:
        """The plan that costs least; nothing where there is none."""
        return min(filter(None, plans), key=lambda routes: Plan(self.base.problem, routes).cost_kr, default=())

    @cached_property
    def base(self) -> Plan:
        """The plan of the run."""
        return self.result.plan

    def _near_plan(self, instance: Instance, base: Result, route: Route) -> tuple[Route, ...]:
        """A plan of the instance near a plan it rules out: one task moved, then portfolios packed anew; or nothing."""
        moved = base.assignment.with_answers({(route.municipality, route.task): route.centre})
        if evaluate_fixed_plan(moved, instance).is_lawful:
            return moved.routes_in(instance)
        packed = self._packed_plan(instance, moved.routes_in(instance), base.bound_kr)
        if packed and evaluate_fixed_plan(Assignment.from_routes(packed), instance).is_lawful:
            return packed
        return ()

    def _packed_plan(self, instance: Instance, routes: Sequence[Route], bound_kr: float | None) -> tuple[Route, ...]:
        options = self.options.model_copy(update={"time_limit_seconds": PACKING_SECONDS})
        work = Solve(build_problem(instance), options, ProgressMonitor(PACKING_SECONDS, lambda _: None))
        work.start_from(WarmStart((), bound_kr))
        work.repair_by_packing(routes, self._pools)
        return work.plan.routes if work.plan else ()

    @cached_property
    def _pools(self) -> tuple[Pool, ...]:
        return alike_pools(self.base.problem)


def demand_route(instance: Instance, route: Route, *, anywhere: bool = False) -> Instance:
    """The instance with one lock more: the task must be answered as `route` says; or in its form, `anywhere`."""
    return demand_routes(instance, [route], anywhere=anywhere)


def demand_routes(instance: Instance, routes: Sequence[Route], *, anywhere: bool = False) -> Instance:
    """The instance with a lock more for each route: its task must be answered so; or in its form, `anywhere`."""
    locks = []
    for route in routes:
        by_form = anywhere or route.centre == DEPARTMENTS
        where = {"form": route.form} if by_form else {"centre": route.centre}
        whose = {"municipality": route.municipality, "task": route.task}
        locks.append(Lock.model_validate({**whose, **where, "demand": "must", "note": WHY, "source": WHY}))
    return remake_instance(instance, instance.settings, locks=(*instance.tables.locks, *locks))


def compare_with(before: Result, after: Result, route: Route) -> Forced:
    """A plan with the alternative against the plan without."""
    found = difference_of(before, after)
    if found.difference_kr is None:
        return Forced(**vars(found))
    return Forced(
        **vars(found),
        pays_kr=paid_kr(after, route.municipality) - paid_kr(before, route.municipality),
        others=others_moved(before.assignment, after.assignment),
    )


def others_moved(before: Assignment, after: Assignment) -> int:
    """Tasks that go elsewhere than before, besides one."""
    return max(0, len(after.items() - before.items()) - 1)


def _centre_of(result: Result, route: Route) -> str:
    return route_of(result, route.municipality, route.task).centre


def _form_of(result: Result, route: Route) -> Form:
    return route_of(result, route.municipality, route.task).form
