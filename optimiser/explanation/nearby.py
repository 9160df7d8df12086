"""Plans near a plan in which one task is answered elsewhere: by itself, or with others of the same municipality."""

from collections.abc import Iterator, Sequence

from optimiser.planning.plan import Plan
from optimiser.planning.routes import DEPARTMENTS, Route


def local_moves(base: Plan, route: Route) -> Iterator[tuple[Route, ...]]:
    """What else may change with a task that goes as `route` says; the first is the task alone.

    An own centre is worth more with all that it may answer, and a municipality has few places that answer: what is
    answered elsewhere comes along, or home.
    """
    rest = [each for each in base.by_municipality[route.municipality] if each.task != route.task]
    left = [each for each in rest if each.away and each.centre != route.centre]
    with_own = _all_to(base, rest, (route.centre,)) if route.form == "local" else ()
    own = base.problem.instance.own_centre.get(route.municipality, DEPARTMENTS)
    yield (route,)
    yield from ((route, *more) for more in (with_own,) if more)
    for order in ((route.centre, own, DEPARTMENTS), (own, DEPARTMENTS), (DEPARTMENTS, own)):
        changed = _all_to(base, left, order)
        if left and len(changed) == len(left):
            yield (route, *changed)
            yield from ((*_routes_without(more, changed), route, *changed) for more in (with_own,) if more)


def _all_to(base: Plan, routes: Sequence[Route], places: Sequence[str]) -> tuple[Route, ...]:
    """Each of the routes to the first of the places that may answer it; those that none may are left out."""
    found = (base.problem.first_lawful(route.municipality, route.task, places) for route in routes)
    return tuple(route for route in found if route)


def _routes_without(routes: Sequence[Route], others: Sequence[Route]) -> tuple[Route, ...]:
    tasks = {route.task for route in others}
    return tuple(route for route in routes if route.task not in tasks)
