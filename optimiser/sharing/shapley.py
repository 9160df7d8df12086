"""The Shapley value: each pays what it adds to the costs of those who came before, on average over all orders.

Of a few players it is exact, from every group's cost (L. S. Shapley, A value for n-person games, 1953). Of many, where
a group's cost takes an optimisation, it is the sum of two parts: the value of an estimate that costs thousands of
groups at once, by orders drawn at random, and the value of what the estimate is wrong by, from the costs of some groups
(`difference_fit`). Every cost says something of every player, and most of those who are alike. The groups are drawn in
pairs, a group and all others, as what is alike for both then cancels out (I. Covert and S.-I. Lee, Improving
KernelSHAP, AISTATS 2021); the first part is a control variate, as in R. T. Witter, Y. Liu and C. Musco,
Regression-adjusted Monte Carlo estimators for Shapley values and probabilistic values, 2025.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import factorial, isfinite, sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from optimiser.sharing.difference_fit import fit_shares
from optimiser.sharing.game import ENUMERATED, Flags, Floats, Game, Group, GroupCost, QuickCost, flags_of, list_groups

CHUNK = 40
"""So many orders are gone through at once."""
SMALLEST_SIZE = 1e-6
"""Part of all: players are no smaller than this to the fit."""


class NoShapleyValueError(ValueError):
    """A group has no lawful plan, so that what a player adds to its cost is not known."""


@dataclass(frozen=True)
class ShapleyOptions:
    """How the value is estimated: groups whose costs are asked for, orders for the estimate, and the interval.

    The interval holds with the probability `confidence`: of each player by itself, or of all at once if `simultaneous`.
    """

    groups: int = 100
    orders: int = 1000
    seed: int = 0
    confidence: float = 0.95
    simultaneous: bool = False


@dataclass(frozen=True)
class ShapleyValue:
    """What each pays (kr. a year), and within what limits its Shapley value lies; they are one where it is exact.

    `costs` are the groups it follows from. Where a group's least cost is not proved, the limits allow for all of what
    it may be.
    """

    payments: dict[str, float]
    low_kr: dict[str, float]
    high_kr: dict[str, float]
    costs: tuple[GroupCost, ...]


class OwnCosts:
    """The estimate that each group costs what its members cost alone: what there is where there is no better one."""

    def __init__(self, game: Game) -> None:
        self._alone_kr = np.array([game.cost_of(frozenset({player})).cost_kr for player in game.players])

    @property
    def classes(self) -> Flags:
        """Nobody is known to be like another."""
        return np.zeros((0, len(self._alone_kr)), dtype=bool)

    def costs_kr(self, members: Flags) -> Floats:
        """Return the sum of what the members of each group cost alone."""
        total_kr: Floats = members @ self._alone_kr
        return total_kr


def find_shapley(game: Game, quick: QuickCost | None = None, options: ShapleyOptions | None = None) -> ShapleyValue:
    """Return the Shapley value: exact of few players, else estimated with the help of a quick cost.

    Raises:
        NoShapleyValueError: a group has no lawful plan.
    """
    options = options or ShapleyOptions()
    if len(game.players) <= ENUMERATED:
        return exact_shapley(game)
    costs = [game.cost_of(group) for group in groups_to_ask(game.players, options)]
    return estimate_shapley(game.players, quick or OwnCosts(game), costs, options)


def groups_to_ask(players: tuple[str, ...], options: ShapleyOptions) -> list[Group]:
    """Return the groups whose costs the value follows from: every one of few players, else some, and all together."""
    if len(players) <= ENUMERATED:
        return list_groups(players)
    return [*choose_groups(players, options.groups, options.seed), frozenset(players)]


# ---- of few players ------------------------------------------------------------------------------


def exact_shapley(game: Game) -> ShapleyValue:
    """Return the Shapley value from every group's cost.

    Raises:
        NoShapleyValueError: a group has no lawful plan.
    """
    costs = [game.cost_of(group) for group in list_groups(game.players)]
    members = flags_of(game.players, [cost.group for cost in costs])
    weights = _weights_of_groups(members)
    cost_kr = np.array([cost.cost_kr for cost in _with_plans(costs)])
    off_kr = np.array([_off_kr(cost, game.players) for cost in costs])
    middle, off = weights @ (cost_kr - off_kr), np.abs(weights) @ off_kr
    return _tell(game.players, middle, off, costs)


def _weights_of_groups(members: Flags) -> Floats:
    """What a group's cost counts for each player: (s - 1)! (n - s)! / n! with it, - s! (n - s - 1)! / n! without."""
    players = members.shape[1]
    sizes = members.sum(axis=1)
    with_it = [factorial(size - 1) * factorial(players - size) / factorial(players) for size in sizes]
    without = [
        factorial(size) * factorial(players - size - 1) / factorial(players) if size < players else 0.0
        for size in sizes
    ]
    return np.where(members.T, with_it, -np.array(without))


# ---- of many players -----------------------------------------------------------------------------


def choose_groups(players: tuple[str, ...], count: int, seed: int) -> list[Group]:
    """Return about so many groups whose costs say most: in pairs that are all players together, small and large alike.

    The order of the players decides nothing but by their codes; the same seed gives the same groups.
    """
    draw = np.random.default_rng(seed)
    ordered = np.array(sorted(players))
    groups: dict[Group, None] = {}
    pairs = max(1, count // 2)
    for pair in range(pairs):
        order = draw.permutation(len(ordered))
        size = 1 + int((len(ordered) - 1) * (pair + draw.random()) / pairs)
        for part in (order[:size], order[size:]):
            groups[frozenset(map(str, ordered[part]))] = None
    return list(groups)


def sample_shapley(players: tuple[str, ...], quick: QuickCost, orders: int, seed: int) -> tuple[Floats, Floats]:
    """Return the Shapley value of a game whose costs are quick, by player, and its standard error.

    From orders drawn at random, each with its reverse: who comes early in one comes late in the other.
    """
    draw = np.random.default_rng(seed)
    count, pairs = len(players), max(2, (orders + 1) // 2)
    at = np.argsort(np.argsort(players))
    total, squares = np.zeros(count), np.zeros(count)
    for begin in range(0, pairs, CHUNK):
        drawn = np.array([draw.permutation(count)[at] for _ in range(min(CHUNK, pairs - begin))])
        added = (_added_by_order(quick, drawn) + _added_by_order(quick, count - 1 - drawn)) / 2
        total += added.sum(axis=0)
        squares += np.sum(added**2, axis=0)
    mean = total / pairs
    return mean, np.sqrt(np.maximum(squares / pairs - mean**2, 0.0) / (pairs - 1))


def _added_by_order(quick: QuickCost, places: NDArray[np.int64]) -> Floats:
    """Return what each player adds in each order: `places` has a row an order, and each player's place in it."""
    orders, count = places.shape
    members = places[:, None, :] <= np.arange(count)[None, :, None]
    costs = quick.costs_kr(members.reshape(-1, count)).reshape(orders, count)
    added: Floats = np.take_along_axis(np.diff(costs, axis=1, prepend=0.0), places, axis=1)
    return added


def estimate_shapley(
    players: tuple[str, ...], quick: QuickCost, costs: Iterable[GroupCost], options: ShapleyOptions
) -> ShapleyValue:
    """Return the Shapley value that follows from a quick cost and the costs of some groups, all players' among them.

    Raises:
        NoShapleyValueError: a group has no lawful plan.
    """
    known = list({cost.group: cost for cost in costs if cost.group}.values())
    members = flags_of(players, [cost.group for cost in _with_plans(known)])
    value, value_error = sample_shapley(players, quick, options.orders, options.seed)
    off_kr = np.array([_off_kr(cost, players) for cost in known])
    middle_kr = np.array([cost.cost_kr for cost in known]) - off_kr
    sizes = np.maximum(np.abs(value), SMALLEST_SIZE * float(np.sum(np.abs(value))) or 1.0)
    wrong_kr = middle_kr - quick.costs_kr(members)
    fit = fit_shares(members, sizes, quick.classes, wrong_kr, off_kr / sqrt(3))
    shares = value + fit.weights @ wrong_kr
    whole_kr = next(cost.cost_kr for cost in known if len(cost.group) == len(players))
    shares += sizes / np.sum(sizes) * (whole_kr - np.sum(shares))
    tail = (1 - options.confidence) / 2 / (len(players) if options.simultaneous else 1)
    errors = NormalDist().inv_cdf(1 - tail) * np.sqrt(fit.error**2 + value_error**2)
    return _tell(players, shares, errors + np.abs(fit.weights) @ off_kr, known)


def _with_plans(costs: Sequence[GroupCost]) -> Sequence[GroupCost]:
    without = [cost.group for cost in costs if not isfinite(cost.cost_kr)]
    if without:
        raise NoShapleyValueError(f"{len(without)} groups have no lawful plan, as {', '.join(sorted(without[0]))}")
    return costs


def _off_kr(cost: GroupCost, players: tuple[str, ...]) -> float:
    """How far a group's least cost may be from the middle of what it may be; all together share the plan they have."""
    return 0.0 if len(cost.group) == len(players) else (cost.cost_kr - cost.bound_kr) / 2


def _tell(players: tuple[str, ...], middle: Floats, off: Floats, costs: Sequence[GroupCost]) -> ShapleyValue:
    def by_player(figures: Floats) -> dict[str, float]:
        return dict(zip(players, map(float, figures), strict=True))

    return ShapleyValue(by_player(middle), by_player(middle - off), by_player(middle + off), tuple(costs))
