"""Plans near a plan in which several tasks of a municipality go elsewhere together."""

from collections.abc import Iterator, Sequence

from optimiser.planning.plan import Plan
from optimiser.planning.routes import DEPARTMENTS, Route


def portfolio_moves(plan: Plan, routes: Sequence[Route]) -> Iterator[tuple[Route, ...]]:
    """What changes with tasks that go as routes say; the first is they alone.

    What others answer besides may come home, or to the same place; an own centre is worth more with all it may answer.
    """
    code, tasks = routes[0].municipality, {route.task for route in routes}
    rest = [route for route in plan.by_municipality[code] if route.task not in tasks]
    own = plan.problem.instance.own_centre.get(code, DEPARTMENTS)
    yield tuple(routes)
    for places in ((own, DEPARTMENTS), (DEPARTMENTS, own), (routes[0].centre, own)):
        left = [route for route in rest if route.away or places[0] == own == routes[0].centre]
        ways = [plan.problem.first_lawful(code, route.task, places) for route in left]
        if left and all(ways):
            yield (*routes, *(way for way in ways if way))
