"""A municipality's portfolio as people speak of it: all that may be answered elsewhere, together at one place."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from optimiser.data.distance import distance_km
from optimiser.explanation.local_moves import LocalDifference, step_from
from optimiser.explanation.portfolio_moves import portfolio_moves
from optimiser.explanation.resolving import Forced
from optimiser.planning.plan import Plan
from optimiser.planning.routes import DEPARTMENTS, Route

NEAR_HOSTS = 5
"""So many hosts are priced: the nearest that answer others in the plan, and where there are fewer, others that may."""


@dataclass(frozen=True)
class PricedPortfolio:
    """Tasks of a municipality together at one place, and what this changes; `forced` is None where it was stopped."""

    routes: tuple[Route, ...]
    move: LocalDifference
    forced: Forced | None = None


def tasks_together(plan: Plan, municipality: str) -> tuple[str, ...]:
    """The tasks that others answer in the plan; where none is, those that another may answer."""
    answered = tuple(route.task for route in plan.by_municipality[municipality] if route.away)
    may = {route.task for route in plan.problem.routes_of[municipality] if route.away}
    return answered or tuple(route.task for route in plan.by_municipality[municipality] if route.task in may)


def other_portfolios(plan: Plan, municipality: str) -> list[tuple[Route, ...]]:
    """The tasks together at home, at each near host, and at each centre shared; not as in the plan.

    A host is near by distance; where points are not known, in the order of the tables.
    """
    tasks, rows = tasks_together(plan, municipality), plan.problem.instance.centres
    taken = set(plan.by_municipality[municipality])
    away = {centre for route in plan.problem.routes_of[municipality] if route.away for centre in [route.centre]}
    own = plan.problem.instance.own_centre.get(municipality, DEPARTMENTS)
    hosts = sorted((c for c in away if rows[c].kind == "local"), key=lambda c: _rank(plan, municipality, c))
    shared = [centre for centre in rows if centre in away and rows[centre].kind != "local"]
    at_hosts = [some for host in hosts if (some := _at(plan, municipality, tasks, (host,))) and not set(some) <= taken]
    ways = [_at(plan, municipality, tasks, (own, DEPARTMENTS)), *at_hosts[:NEAR_HOSTS]]
    ways += [_at(plan, municipality, tasks, (centre,)) for centre in shared]
    return [way for way in ways if way and not set(way) <= taken]


def _at(plan: Plan, municipality: str, tasks: Sequence[str], places: Sequence[str]) -> tuple[Route, ...]:
    """The tasks each at the first of some places that may answer it; nothing where one has none."""
    found = [plan.problem.first_lawful(municipality, task, places) for task in tasks]
    return tuple(route for route in found if route) if all(found) else ()


def _rank(plan: Plan, municipality: str, host: str) -> tuple[bool, float]:
    """Hosts of the plan first, then by distance."""
    points, seat = plan.problem.instance.points, plan.problem.instance.centres[host].seat or ""
    known = municipality in points and seat in points
    return host not in plan.hosts, distance_km(points[municipality], points[seat]) if known else inf


def move_portfolio(plan: Plan, routes: Sequence[Route]) -> LocalDifference:
    """The plan with the tasks together as routes say, and what breaks rules otherwise along: the cheapest lawful."""
    steps = sorted(
        (step_from(plan, changed) for changed in portfolio_moves(plan, routes)), key=lambda one: one.difference_kr
    )
    return LocalDifference.by_step(next((one for one in steps if not one.breaches), steps[0]))
