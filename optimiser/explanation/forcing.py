"""The system-wide difference: an alternative demanded, and everything else planned anew around it.

To demand something only restricts: a bound of the run is one of the instance in which a form is demanded, and a bound
of that is one of the instance in which a centre of that form is. So a form is solved for once, and most of its
centres need no search: the plan for the form with its portfolios packed anew is near enough to the bound.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from optimiser.data.columns import Form
from optimiser.data.instance import Instance
from optimiser.data.read import remade
from optimiser.data.rows import Lock
from optimiser.explanation.again import Again, Difference, difference_of
from optimiser.explanation.moving import paid_kr, reassigned, route_of, routes_of, with_routes
from optimiser.holding import hold
from optimiser.planning.pools import Pool, alike_pools
from optimiser.planning.problem import prepare
from optimiser.planning.routes import DEPARTMENTS, Route
from optimiser.result.result import Result
from optimiser.solver.stages import Known, Solve
from optimiser.solver.watching import Watcher

WHY = "demanded, to see what it costs"
"""The note of the lock that demands an alternative."""
PACKING_SECONDS = 20.0
"""Longest time to pack portfolios anew; what is not found then is searched for with the model."""
Demand = tuple[str, str, Form]
"""(code of the municipality, task, form) of which the form is demanded."""


@dataclass(frozen=True)
class Forced(Difference):
    """The best plan found in which a task is answered at another place, against the plan as it was (kr. a year).

    `pays_kr` is what the municipality pays more; `others` counts the tasks, of any municipality, that go elsewhere
    than before besides the one that was moved.
    """

    pays_kr: float | None = None
    others: int | None = None


@dataclass
class Forcing(Again):
    """Solves with alternatives of a run demanded."""

    by_form: dict[Demand, Result] = field(default_factory=dict)

    def forced(self, route: Route) -> Forced:
        """The best plan in which the task is answered as `route` says, which no rule refuses by itself.

        Raises SolverError.
        """
        of_form = self._of_form(route)
        if not of_form.has_plan or _centre_of(of_form, route) == route.centre:
            return against(self.result, of_form, route)
        if self.interrupted:
            return Forced("no solution found", None, of_form.bound_kr)
        wanted = demanding(self.result.instance, route)
        begin = Known(self._near(wanted, of_form, route), of_form.bound_kr)
        return against(self.result, self.solved(wanted, begin), route)

    def _of_form(self, route: Route) -> Result:
        """The best plan in which the task is answered in the route's form; the run's own if it is so there."""
        demand = (route.municipality, route.task, route.form)
        if demand not in self.by_form:
            there = _form_of(self.result, route) == route.form
            wanted = demanding(self.result.instance, route, anywhere=True)
            self.by_form[demand] = self.result if there else self.solved(wanted, Known((), self.result.bound_kr))
        return self.by_form[demand]

    def _near(self, instance: Instance, base: Result, route: Route) -> tuple[Route, ...]:
        """A plan of the instance near a plan it rules out: one task moved, then portfolios packed anew; or nothing."""
        moved = reassigned(base, route)
        if not hold(moved, instance).breaks:
            return routes_of(moved)
        packed = self._packed(instance, routes_of(moved), base.bound_kr)
        if packed and not hold(with_routes(base, packed), instance).breaks:
            return packed
        return ()

    def _packed(self, instance: Instance, routes: Sequence[Route], bound_kr: float | None) -> tuple[Route, ...]:
        options = self.options.model_copy(update={"time_limit_seconds": PACKING_SECONDS})
        work = Solve(prepare(instance), options, Watcher(PACKING_SECONDS, lambda _: None))
        work.begin_from(Known((), bound_kr))
        work.repack(routes, self._pools)
        return work.plan.routes if work.plan else ()

    @cached_property
    def _pools(self) -> tuple[Pool, ...]:
        return alike_pools(prepare(self.result.instance))


def demanding(instance: Instance, route: Route, *, anywhere: bool = False) -> Instance:
    """The instance with one lock more: the task must be answered as `route` says; or in its form, `anywhere`."""
    by_form = anywhere or route.centre == DEPARTMENTS
    where = {"form": route.form} if by_form else {"centre": route.centre}
    lock = Lock.model_validate(
        {"municipality": route.municipality, "task": route.task, **where, "demand": "must", "note": WHY, "source": WHY}
    )
    return remade(instance, instance.settings, locks=(*instance.tables.locks, lock))


def against(before: Result, after: Result, route: Route) -> Forced:
    """A plan with the alternative against the plan without."""
    found = difference_of(before, after)
    if found.difference_kr is None:
        return Forced(**vars(found))
    return Forced(
        **vars(found),
        pays_kr=paid_kr(after, route.municipality) - paid_kr(before, route.municipality),
        others=max(0, len(set(routes_of(after)) - set(routes_of(before))) - 1),
    )


def _centre_of(result: Result, route: Route) -> str:
    return route_of(result, route.municipality, route.task).centre


def _form_of(result: Result, route: Route) -> Form:
    return route_of(result, route.municipality, route.task).form
