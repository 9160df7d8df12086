"""A plan near one in which hosts sell too much or too little: who buys of them goes elsewhere, or others come.

One municipality's purchases at a time, whole, until no rule is broken. What comes out is a plan, not the best one.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import inf

from optimiser.explanation.around import broken_rules, replace_routes
from optimiser.planning.plan import Plan
from optimiser.planning.routes import DEPARTMENTS, Route

MOST_MOVES = 24
"""Purchases that are moved before it is given up."""


def repair_plan(plan: Plan, kept: Route) -> Plan | None:
    """The plan with purchases moved, but for those of the municipality of `kept`, until no rule is broken; or None."""
    for _ in range(MOST_MOVES):
        breaches = broken_rules(plan.problem, plan.routes)
        if not breaches:
            return plan
        hosts = (breach.about for breach in breaches if breach.about in plan.hosts)
        changed = next((moves for host in hosts if (moves := _moves_for_host(plan, host, kept))), None)
        if changed is None:
            return None
        plan = Plan(plan.problem, replace_routes(plan.routes, changed))
    return None


def _moves_for_host(plan: Plan, host: str, kept: Route) -> tuple[Route, ...] | None:
    """Whose purchases go where, so that a host sells less or more."""
    if _room_at_host(plan, host) < 0:
        return _buyers_that_leave(plan, host, kept)
    return next(_buyers_that_come(plan, host, kept), None)


def _buyers_that_leave(plan: Plan, host: str, kept: Route) -> tuple[Route, ...] | None:
    """The smallest purchases that are enough, or the largest, go to a host with room, or home."""
    volumes = {code: volume for code, volume in _bought_of_host(plan, host).items() if code != kept.municipality}
    enough = [code for code, volume in volumes.items() if volume >= -_room_at_host(plan, host)]
    chosen = min(enough, key=volumes.__getitem__) if enough else max(volumes, key=volumes.__getitem__, default=None)
    if chosen is None:
        return None
    others = [other for other in plan.hosts if other != host and _room_at_host(plan, other) >= volumes[chosen]]
    home = plan.problem.instance.own_centre.get(chosen, DEPARTMENTS)
    ways = (_send_purchases(plan, chosen, host, place) for place in ((other,) for other in others))
    return next((way for way in ways if way), _send_purchases(plan, chosen, host, (home, DEPARTMENTS)) or None)


def _buyers_that_come(plan: Plan, host: str, kept: Route) -> Iterator[tuple[Route, ...]]:
    """Purchases at another host that this one has room for and needs, and that one can spare."""
    rows, needs = plan.problem.instance.centres, _needs_of_host(plan, host)
    for other in plan.hosts:
        spare = plan.loads[other].others - rows[other].min_sold
        for code, volume in _bought_of_host(plan, other).items():
            fits = needs <= volume <= min(_room_at_host(plan, host), spare)
            if other != host and fits and code != kept.municipality:
                yield from filter(None, [_send_purchases(plan, code, other, (host,))])


def _send_purchases(plan: Plan, code: str, host: str, places: Sequence[str]) -> tuple[Route, ...]:
    """All that a municipality buys of a host, each task to the first place that may answer it; or nothing."""
    tasks = [route.task for route in plan.by_municipality[code] if route.centre == host]
    ways = [plan.problem.first_lawful(code, task, places) for task in tasks]
    return tuple(way for way in ways if way) if all(ways) else ()


def _bought_of_host(plan: Plan, host: str) -> Mapping[str, float]:
    """What each municipality buys of a host (pooled contacts a year)."""
    found: dict[str, float] = defaultdict(float)
    for route in plan.by_centre[host]:
        if route.form == "purchased":
            found[route.municipality] += plan.problem.pooled_volume(route)
    return found


def _room_at_host(plan: Plan, host: str) -> float:
    """How much more a host may sell; below 0, how much too much it sells."""
    row, load = plan.problem.instance.centres[host], plan.loads[host]
    of_own = inf if row.max_sold_share is None else row.max_sold_share * load.own
    in_all = inf if row.max_volume is None else row.max_volume - load.own
    return min(of_own, in_all) - load.others


def _needs_of_host(plan: Plan, host: str) -> float:
    """How much more a host that sells must sell."""
    return plan.problem.instance.centres[host].min_sold - plan.loads[host].others
