"""Ways to share out one municipality's tasks between home and a partner: which there are, what they add up to."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import product
from math import inf, prod

import numpy as np
from numpy.typing import NDArray

from optimiser.planning.routes import DEPARTMENTS, Route
from optimiser.portfolios.portfolio_costs import (
    AWAY,
    LOCAL,
    UNCHANGED,
    Choices,
    Floats,
    Numbers,
    OwnCentre,
    TaskCosts,
)
from optimiser.rules.rule import PortfolioLimit

LIMIT_ERROR = 1e-9
"""How far a portfolio may pass a limit, as a share of what counts in it: rounding."""


def list_ways(tasks: TaskCosts, away_kr: Floats | None) -> tuple[tuple[int, ...], ...]:
    """Return where each task may be answered."""
    by_place = [(UNCHANGED, tasks.unchanged_kr), (LOCAL, tasks.local_kr)]
    if away_kr is not None:
        by_place.append((AWAY, away_kr))
    return tuple(tuple(place for place, kr in by_place if kr[t] < inf) for t in range(len(tasks.tasks)))


def count_ways(ways: Sequence[Sequence[int]]) -> int:
    """Return how many portfolios there are."""
    return prod(map(len, ways))


@lru_cache(maxsize=64)
def every_choice(ways: tuple[tuple[int, ...], ...]) -> Choices:
    """Return every portfolio, one a row."""
    return np.array(list(product(*ways)), dtype=np.int8).reshape(count_ways(ways), len(ways))


def choices_by_price(
    tasks: TaskCosts, own: OwnCentre, away_kr: Floats | None, extras_kr: Sequence[float] = (0.0,)
) -> Choices:
    """Return the portfolios that are cheapest at some price of the partner, and some piece of the own centre.

    On a given piece each task goes where it is cheapest by itself: between two prices at which some task changes place
    there is one such portfolio. `extras_kr` is what connections add to a contact.
    """
    count = len(tasks.tasks)
    found = []
    for slope in (None, *own.slope_kr):
        local_kr = np.full(count, inf) if slope is None else tasks.local_kr + slope * tasks.volume
        at_home = np.stack([tasks.unchanged_kr, local_kr])
        cheapest_kr, where = at_home.min(axis=0), at_home.argmin(axis=0).astype(np.int8)
        if away_kr is None:
            found.append(where[None] if np.isfinite(cheapest_kr).all() else np.zeros((0, count), dtype=np.int8))
            continue
        for extra_kr in extras_kr:
            partner_kr = away_kr + extra_kr * tasks.contacts
            with np.errstate(divide="ignore", invalid="ignore"):
                leaves_below = np.where(np.isfinite(partner_kr), (cheapest_kr - partner_kr) / tasks.volume, -inf)
            bends = np.unique(leaves_below[(leaves_below > 0) & np.isfinite(leaves_below)])
            prices = np.concatenate([[0.0], (bends[1:] + bends[:-1]) / 2, bends[-1:] + 1.0])
            leaves = leaves_below > prices[:, None]
            choices = np.where(leaves, np.int8(AWAY), where)
            found.append(choices[(leaves | np.isfinite(cheapest_kr)).all(axis=1)])
    return np.unique(np.concatenate(found), axis=0)


def besides_kr(tasks: TaskCosts, choices: Choices, away_kr: Floats | None) -> Floats:
    """Return by portfolio what its routes are charged, without the answering of centres."""
    by_place = [tasks.unchanged_kr, tasks.local_kr] + ([] if away_kr is None else [away_kr])
    return np.asarray(np.stack(by_place)[choices, np.arange(len(tasks.tasks))].sum(axis=1))


def keep_within(
    limits: Sequence[PortfolioLimit],
    tasks: TaskCosts,
    choices: Choices,
    at: Mapping[str, Mapping[str, Route]],
    centre: str | None,
) -> NDArray[np.bool_]:
    """Return which portfolios keep within all limits."""
    kept = np.ones(len(choices), dtype=bool)
    local = next((name for name, routes in at.items() if next(iter(routes.values())).form == "local"), "")
    places = (DEPARTMENTS, local, centre or "")
    for limit in limits:
        counted = np.zeros((3, len(tasks.tasks)))
        for place, name in enumerate(places):
            routes = at.get(name, {})
            counted[place] = [limit.counts(routes[task]) if task in routes else 0.0 for task in tasks.tasks]
        total = counted[choices, np.arange(len(tasks.tasks))].sum(axis=1)
        kept &= total >= limit.least - LIMIT_ERROR * np.abs(counted).max(axis=0).sum()
    return kept


def number_of_sent(choices: Choices) -> Numbers:
    """Return a number of each portfolio that those share which send the same tasks away."""
    return np.unique(choices == AWAY, axis=0, return_inverse=True)[1].ravel()


def sum_of_uses(by_place: Sequence[Floats], choices: Choices) -> Floats:
    """Return by portfolio what its routes use of each limit [P, R]; `by_place` has [R, T]."""
    return np.asarray(np.stack(by_place)[choices, :, np.arange(choices.shape[1])].sum(axis=1))
