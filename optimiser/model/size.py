"""How large a model will be, counted from the problem before anything of it is built."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from optimiser.data.instance import Instance
from optimiser.planning.pools import Pool
from optimiser.planning.problem import Problem
from optimiser.planning.routes import Route
from optimiser.rules.registry import requirements_of

Connection = tuple[str, str]
"""(municipality, pool)."""


@dataclass(frozen=True)
class ModelSize:
    """Rows, columns and entries that are not 0, of a model or of an estimate of one."""

    rows: int
    columns: int
    entries: int


def estimate_size(problem: Problem, pools: tuple[Pool, ...]) -> ModelSize:
    """Return about how large the model of a problem will be with its centres taken together in `pools`.

    What makes models large is counted as the rules write it: choices, connections, and the pieces of cost that each
    leads to. What is a few rows for each centre or demand is counted in the round, rather too much than too little.

    Parameters
    ----------
    problem
        What is decided over.
    pools
        As for `build`.

    Returns
    -------
    ModelSize
        The estimate.
    """
    pieces = {centre: len(reach.pieces) for centre, reach in problem.reach.items()}
    single = {pool.name for pool in pools if pool.single}
    pool_of = {centre: pool.name for pool in pools for centre in pool.centres}
    away = Counter(_connections_of_choices(problem.routes, pool_of))
    to_wide = sum(count for (_, pool), count in away.items() if pool not in single)
    over_pieces = sum(count * pieces[pool] for (_, pool), count in away.items() if pool in single)
    link_pieces = sum(pieces[pool] for _, pool in away if pool in single)
    at_home = [route.centre for route in problem.routes if not route.away]
    own_pieces = [pieces[centre] for centre in at_home if centre in pieces]
    choices, all_pieces = len(at_home) + away.total(), sum(pieces.values())
    tasks, own, links, places = len(problem.instance.contacts), len(own_pieces), len(away), 3 * len(problem.routes_of)
    return ModelSize(
        rows=tasks + own + away.total() + 2 * links + 2 * link_pieces + 4 * all_pieces + places,
        columns=choices + links + 2 * link_pieces + 3 * all_pieces + places,
        entries=choices
        + 2 * away.total()
        + over_pieces
        + to_wide
        + links
        + 7 * link_pieces
        + 2 * own
        + sum(own_pieces)
        + 12 * all_pieces
        + _count_demands(problem.instance) * (choices + link_pieces),
    )


def _connections_of_choices(routes: Iterable[Route], pool_of: Mapping[str, str]) -> Iterator[Connection]:
    """Return the connection of each choice away from home, once a choice: routes to one pool are one."""
    choices = {(route.municipality, route.task, pool_of[route.centre]) for route in routes if route.away}
    return ((municipality, pool) for municipality, _, pool in choices)


def _count_demands(instance: Instance) -> int:
    """Return how many families of rows look at every choice: a target of a KPI has one, a budget another."""
    demands = (one for one in requirements_of(instance) if not one.of_centre)
    return len({family for demand in demands for family in demand.rows})
