"""Pools: centres that only their own seats can tell apart.

Where the routes to several centres cost and count alike, swapping the centres changes nothing, and
a solver that tells them apart proves nothing. The pooled model decides how much goes to the pool;
which of its centres serves whom is decided afterwards. A centre that must serve others is a pool by itself.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from optimiser.data.own_rows import Existing
from optimiser.planning.charges import LinkTerms
from optimiser.planning.problem import Problem
from optimiser.planning.routes import Route
from optimiser.rules.registry import IRRELEVANT, asks_for


@dataclass(frozen=True)
class Pool:
    """Centres whose routes are alike for every municipality other than their seats."""

    name: str
    centres: tuple[str, ...]

    @property
    def single(self) -> bool:
        """True when the pool is one centre, so that nothing has to be unpacked."""
        return len(self.centres) == 1


def single_pools(problem: Problem) -> tuple[Pool, ...]:
    """Every centre that serves others by itself: the exact model."""
    return tuple(Pool(centre, (centre,)) for centre in _serving_centres(problem))


def alike_pools(problem: Problem) -> tuple[Pool, ...]:
    """The coarsest pools of centres that are alike, in the order of the centres' table."""
    if asks_for("tells_centres_apart", problem.instance):
        return single_pools(problem)
    views = _views_of_centres(problem)
    members = _gather_alike(_serving_centres(problem), lambda one, other: _same_view(problem, views, one, other))
    return tuple(Pool(pool_name(pool), tuple(pool)) for pool in members)


def interchangeable_centres(problem: Problem) -> Mapping[str, str]:
    """By shared centre, the first of those that nothing but the name tells from it, itself maybe.

    A plan in which they change places is the same plan.
    """
    rows = problem.instance.centres
    shared = [centre for centre in _serving_centres(problem) if rows[centre].kind != "local"]
    terms = {
        centre: (rows[centre].model_dump(exclude={"centre", *IRRELEVANT}), problem.tariff.open_centre(centre))
        for centre in shared
    }
    views = _views_of_centres(problem)
    alike = _gather_alike(
        shared, lambda one, other: terms[one] == terms[other] and _same_view(problem, views, one, other)
    )
    return {centre: together[0] for together in alike for centre in together}


def _gather_alike(centres: Iterable[str], same: Callable[[str, str], bool]) -> list[list[str]]:
    """The centres, each with those before it that are all the same as it."""
    members: list[list[str]] = []
    for centre in centres:
        home = next((some for some in members if all(same(other, centre) for other in some)), None)
        if home is None:
            members.append([centre])
        else:
            home.append(centre)
    return members


def split_by(pools: tuple[Pool, ...], others: tuple[Pool, ...]) -> tuple[Pool, ...]:
    """The pools, split where other pools tell their centres apart; centres in none of these stay together."""
    names = {centre: pool.name for pool in others for centre in pool.centres}
    parts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for pool in pools:
        for centre in pool.centres:
            parts[pool.name, names.get(centre, "")].append(centre)
    return tuple(Pool(pool_name(part), tuple(part)) for part in parts.values())


View = tuple[LinkTerms, Existing | None, tuple[str, ...]]
"""How a municipality sees a centre: the terms of the link, whether that answers it already, and what it may send."""


def _serving_centres(problem: Problem) -> list[str]:
    away = {route.centre for route in problem.routes if route.away}
    return [centre for centre in problem.reach if centre in away]


def _views_of_centres(problem: Problem) -> dict[str, dict[str, View]]:
    """By centre and municipality, what the municipality sees; nothing where it has no route."""
    routes: dict[tuple[str, str], list[Route]] = defaultdict(list)
    for route in problem.routes:
        if route.away:
            routes[route.centre, route.municipality].append(route)
    views: dict[str, dict[str, View]] = defaultdict(dict)
    for (centre, municipality), some in routes.items():
        terms = problem.tariff.link_terms(municipality, centre, some[0].form)
        already = problem.tariff.already.row_at(municipality, centre)
        views[centre][municipality] = (terms, already, tuple(route.task for route in some))
    return views


def _same_view(problem: Problem, views: dict[str, dict[str, View]], one: str, other: str) -> bool:
    """Of one kind, and alike to everyone but their two seats; one that must serve is like no other."""
    rows = problem.instance.centres
    if rows[one].must_serve or rows[other].must_serve:
        return False
    seats = {rows[one].seat, rows[other].seat}
    seen_from = (views[one].keys() | views[other].keys()) - seats
    same_kind = rows[one].kind == rows[other].kind
    return same_kind and all(views[one].get(code) == views[other].get(code) for code in seen_from)


def pool_name(pool: list[str]) -> str:
    """Return what a pool of centres is called."""
    return pool[0] if len(pool) == 1 else f"pool of {pool[0]} and {len(pool) - 1} more"
