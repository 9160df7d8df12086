"""The system-wide difference: an alternative demanded, and everything else planned again around it.

To demand something only restricts: a bound of the run is one of the instance in which a form is demanded, and a bound
of that is one of the instance in which a centre of that form is. So a form is solved for once, and most of its
centres need no search: the plan for the form with its portfolios packed anew is near enough to the bound.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from optimiser.data.columns import Form
from optimiser.data.instance import Instance
from optimiser.data.read import remake_instance
from optimiser.data.rows import Lock
from optimiser.explanation.again import Again, Difference, difference_of, without_plan
from optimiser.explanation.around import step_from
from optimiser.explanation.moving import paid_kr, route_of
from optimiser.explanation.nearby import local_moves
from optimiser.fixed_plan import evaluate_fixed_plan
from optimiser.planning.assignment import Assignment
from optimiser.planning.plan import Plan
from optimiser.planning.pools import Pool, alike_pools
from optimiser.planning.problem import build_problem
from optimiser.planning.routes import DEPARTMENTS, Route
from optimiser.result.result import Result
from optimiser.solver.monitor import ProgressMonitor
from optimiser.solver.solve import Solve, WarmStart

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
    plans: dict[Route, Result] = field(default_factory=dict)

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
        steps = [step_from(self.base, changed) for route in routes for changed in local_moves(self.base, route)]
        steps.sort(key=lambda one: one.difference_kr)
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
    by_form = anywhere or route.centre == DEPARTMENTS
    where = {"form": route.form} if by_form else {"centre": route.centre}
    lock = Lock.model_validate(
        {"municipality": route.municipality, "task": route.task, **where, "demand": "must", "note": WHY, "source": WHY}
    )
    return remake_instance(instance, instance.settings, locks=(*instance.tables.locks, lock))


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
