"""What can be seen to be impossible before any solver is asked, rule by rule."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from optimiser.data.columns import HOME_FORMS
from optimiser.data.rows import Centre, Kpi, Scope
from optimiser.planning.best_means import BestMeans, misses
from optimiser.planning.problem import Problem
from optimiser.planning.routes import DEPARTMENTS, Route, candidates, refusals

COUNTRY = "the country"
"""Whom a rule is about that looks at all contacts together."""


@dataclass(frozen=True)
class Conflict:
    """A rule that no plan can meet: its name, whom it concerns, and the figures that show it.

    `why` names the sentence to tell it in; `figures` are what the sentence is filled in with.
    """

    rule: str
    about: str
    why: str
    figures: Mapping[str, object] = field(default_factory=dict)


def conflicts(problem: Problem) -> list[Conflict]:
    """Every rule that is seen to be impossible by itself; none does not mean that a plan exists."""
    found = [*_nowhere_to_go(problem)]
    if not found:
        found = [
            *_never_open(problem),
            *_too_many_places(problem),
            *_too_little_local(problem),
            *_unreachable_kpis(problem),
            *_worse_off_anyway(problem),
        ]
    return found


# ---- assignment: tasks that nothing may answer -------------------------------------------------

DEMANDS = frozenset({"locks", "mandatory"})
"""Rules that send a task somewhere: what closes that place is at fault rather than they."""

Obstacle = tuple[tuple[str, ...], str]
"""The rules that close the place that is nearest to being allowed, and that place."""


def _nowhere_to_go(problem: Problem) -> Iterator[Conflict]:
    """Tasks without a route, told together where the same rules close the same place to them."""
    routed = {(route.municipality, route.task) for route in problem.routes}
    stranded: dict[Obstacle, list[str]] = defaultdict(list)
    for municipality, task in problem.instance.contacts:
        if (municipality, task) not in routed:
            name = problem.instance.municipalities[municipality].name
            stranded[_nearest(problem, municipality, task)].append(f"{name} {task}")
    for (rules, centre), tasks in stranded.items():
        yield _stranded(problem, rules, centre, tasks)


def _nearest(problem: Problem, municipality: str, task: str) -> Obstacle:
    """What is in the way at the place where least is."""
    ways = ((_in_the_way(problem, route), route.centre) for route in candidates(problem.instance, municipality, task))
    rules, centre = min(
        ways, key=lambda way: (len(way[0]), not DEMANDS.isdisjoint(way[0]), way[0][0] != "minimum-volume")
    )
    return rules, centre if "minimum-volume" in rules else ""


def _in_the_way(problem: Problem, route: Route) -> tuple[str, ...]:
    shut = route.centre in problem.closed and (route.away or route.centre not in problem.reach)
    closed = ("minimum-volume",) if shut else ()
    return (*closed, *refusals(problem.instance, route))


def _stranded(problem: Problem, rules: tuple[str, ...], centre: str, tasks: list[str]) -> Conflict:
    if not centre:
        return Conflict(rules[0], tasks[0], "nowhere to go", {"rules": ", ".join(rules), "tasks": tasks})
    short = problem.closed[centre]
    members = sum(1 for groups in problem.instance.groups_of.values() if centre in groups)
    figures = {"needs": short.needs, "reaches": short.reaches, "members": members, "tasks": tasks}
    return Conflict(rules[0], centre, "too little volume", figures)


# ---- must-open: centres that cannot be used ----------------------------------------------------


def _never_open(problem: Problem) -> Iterator[Conflict]:
    """Centres that must be open, or sell, and that nobody may be answered at; for want of volume, with both numbers."""
    served = {(route.centre, route.away) for route in problem.routes}
    for row in problem.instance.tables.centres:
        if row.must_open and (row.centre, row.kind != "local") not in served:
            yield _unused(problem, row, away=row.kind != "local")
        if row.must_sell and (row.centre, True) not in served:
            yield _unused(problem, row, away=True)


def _unused(problem: Problem, row: Centre, *, away: bool) -> Conflict:
    """Too little volume is told where there is a lawful way; else what is in the nearest one."""
    if row.centre not in problem.instance.centres:
        outside = {"structure": problem.instance.settings.structure}
        return Conflict("must-open", row.centre, "must open elsewhere", outside)
    everywhere = (candidates(problem.instance, *key) for key in problem.instance.contacts)
    ways = (route for routes in everywhere for route in routes if (route.centre, route.away) == (row.centre, away))
    refused = min((tuple(refusals(problem.instance, route)) for route in ways), key=len, default=())
    short = problem.closed.get(row.centre)
    if refused:
        return Conflict("must-open", row.centre, "must open and may not", {"rules": ", ".join(refused)})
    if short:
        figures = {"needs": short.needs, "reaches": short.reaches}
        return Conflict("must-open", row.centre, "must open and too small", figures)
    return Conflict("must-open", row.centre, "must open without contacts")


# ---- entry-points: tasks that must go to more places than allowed ------------------------------


def _too_many_places(problem: Problem) -> Iterator[Conflict]:
    limit = problem.instance.settings.policy.max_entry_points
    places: dict[tuple[str, str], set[str]] = defaultdict(set)
    for route in problem.routes:
        places[route.municipality, route.task].add(route.place)
    forced: dict[str, set[str]] = defaultdict(set)
    for (municipality, _), where in places.items():
        if len(where) == 1:
            forced[municipality] |= where
    for municipality, where in forced.items():
        if len(where) > limit:
            name = problem.instance.municipalities[municipality].name
            yield Conflict("entry-points", name, "too many places", {"places": sorted(where), "limit": limit})


# ---- local-sustainability: too much must leave -------------------------------------------------


def _too_little_local(problem: Problem) -> Iterator[Conflict]:
    asked = problem.instance.settings.policy.min_local_share or 0.0
    shares = {name: share for name, share in _shares_that_can_stay(problem).items() if share < asked}
    if shares:
        about = min(shares, key=lambda name: shares[name])
        figures = {"asked": asked, "share": shares[about], "names": list(shares)}
        yield Conflict("local-sustainability", about, "too little local", figures)


def _shares_that_can_stay(problem: Problem) -> dict[str, float]:
    """The largest share of its contacts each municipality can lawfully keep, by name."""
    can_stay = {(route.municipality, route.task) for route in problem.routes if route.form in HOME_FORMS}
    contacts = problem.instance.contacts
    shares = {}
    for municipality, tasks in problem.instance.tasks_of.items():
        stays = sum(contacts[municipality, task] for task in tasks if (municipality, task) in can_stay)
        if tasks:
            name = problem.instance.municipalities[municipality].name
            shares[name] = stays / problem.instance.contacts_of[municipality]
    return shares


# ---- kpi-target: beyond the best there is ------------------------------------------------------


def _unreachable_kpis(problem: Problem) -> Iterator[Conflict]:
    for kpi in problem.instance.tables.kpis:
        if kpi.target is not None:
            yield from unreachable(problem, kpi)


def unreachable(problem: Problem, kpi: Kpi) -> Iterator[Conflict]:
    """Where the target of a KPI is beyond the best there is; the KPI may be another than the instance's own."""
    return UNREACHABLE[kpi.scope](problem, kpi)


def _unreachable_in_municipalities(problem: Problem, kpi: Kpi) -> Iterator[Conflict]:
    """All municipalities whose best is not enough, the one that is furthest off first."""
    best = BestMeans(problem, kpi)
    means = {code: mean for code, mean in best.by_municipality.items() if misses(kpi, mean)}
    if means:
        worst_first = sorted(means, key=lambda code: best.sign * means[code])
        names = [problem.instance.municipalities[code].name for code in worst_first]
        figures = {"kpi": kpi.kpi, "best": means[worst_first[0]], "target": kpi.target, "names": names}
        yield Conflict("kpi-target", names[0], "beyond the best of municipalities", figures)


def _unreachable_in_country(problem: Problem, kpi: Kpi) -> Iterator[Conflict]:
    best = BestMeans(problem, kpi).country if problem.routes else kpi.target or 0.0
    if misses(kpi, best):
        figures = {"kpi": kpi.kpi, "best": best, "target": kpi.target}
        yield Conflict("kpi-target", COUNTRY, "beyond the best", figures)


def _unreachable_in_centres(problem: Problem, kpi: Kpi) -> Iterator[Conflict]:
    """Centres that must open, as there are tasks that go to such centres only, and miss the target at their best."""
    best = BestMeans(problem, kpi)
    for centre, stranded in best.stranded():
        tasks = [f"{problem.instance.municipalities[code].name} {task}" for code, task in stranded]
        figures = {"kpi": kpi.kpi, "best": best.by_centre[centre], "target": kpi.target, "tasks": tasks}
        yield Conflict("kpi-target", centre, "beyond the best of centres", figures)


UNREACHABLE: Mapping[Scope, Callable[[Problem, Kpi], Iterator[Conflict]]] = {
    "municipality": _unreachable_in_municipalities,
    "centre": _unreachable_in_centres,
    "national": _unreachable_in_country,
}
"""What sees that a target cannot be met, by where it must be met."""


# ---- no-municipality-worse-off: dearer than today whatever is chosen ---------------------------


def _worse_off_anyway(problem: Problem) -> Iterator[Conflict]:
    if problem.instance.settings.policy.no_municipality_worse_off:
        paid = {code: _least_share_kr(problem, code) for code, tasks in problem.instance.tasks_of.items() if tasks}
        excess = {code: least - problem.instance.today_of_kr(code) for code, least in paid.items()}
        names = [problem.instance.municipalities[code].name for code in excess if excess[code] > 0]
        if names:
            worst = max(excess, key=lambda code: excess[code])
            about = problem.instance.municipalities[worst].name
            figures = {"least": paid[worst], "today": problem.instance.today_of_kr(worst), "names": names}
            yield Conflict("no-municipality-worse-off", about, "worse off anyway", figures)


def _least_share_kr(problem: Problem, code: str) -> float:
    """No plan costs the municipality less: each task at its cheapest, at the least unit costs there can be."""
    routes = [route for route in problem.routes if route.municipality == code]
    least: dict[str, float] = {}
    for route in routes:
        cost_kr = problem.tariff.route(route).yearly_kr + problem.pooled(route) * _least_unit_kr(problem, route.centre)
        least[route.task] = min(cost_kr, least.get(route.task, cost_kr))
    return sum(least.values()) + _least_access_kr(problem, routes)


def _least_unit_kr(problem: Problem, centre: str) -> float:
    """The least unit cost the centre can come to, at any volume it can reach; 0 where nothing is pooled."""
    if centre == DEPARTMENTS or not (pieces := problem.reach[centre].pieces)[-1].high:
        return 0.0
    curve = problem.class_of[centre].curve
    reached = [piece.high for piece in pieces] + [piece.low for piece in pieces if piece.low > 0]
    unit_costs_kr = curve.unit_costs_kr(curve.stations(min(reached), max(reached)))
    return problem.instance.centres[centre].cost_factor * float(min(unit_costs_kr))


def _least_access_kr(problem: Problem, routes: list[Route]) -> float:
    """The cheapest way to be answered in a centre at all: a link, or the own centre, whose cost a host may share."""
    in_departments = {route.task for route in routes if route.centre == DEPARTMENTS}
    ways = [_access_kr(problem, route) for route in routes if route.task not in in_departments]
    return min(ways, default=0.0)


def _access_kr(problem: Problem, route: Route) -> float:
    if route.away:
        return problem.tariff.link(route.municipality, route.centre, route.form).yearly_kr
    can_share = problem.instance.municipalities[route.municipality].candidate_host
    return 0.0 if can_share else problem.tariff.open_centre(route.centre).yearly_kr
