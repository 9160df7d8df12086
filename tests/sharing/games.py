"""Games with known answers, and random ones, as costs: what is worth v to a group costs it -v."""

from collections.abc import Callable
from string import ascii_lowercase

import numpy as np

from optimiser.sharing.game import Group, TabledGame, list_groups


def make_game(players: int, cost_kr: Callable[[Group], float]) -> TabledGame:
    """Return the game of so many players in which a group costs what the function says."""
    names = tuple(ascii_lowercase[:players])
    return TabledGame(names, {group: cost_kr(group) for group in list_groups(names)})


def bankruptcy(estate: float, claims: tuple[float, ...]) -> TabledGame:
    """What a group may be sure to get of an estate: what the others' claims leave (Aumann and Maschler 1985)."""
    owed = dict(zip(ascii_lowercase, claims, strict=False))
    return make_game(
        len(claims), lambda group: -max(0.0, estate - sum(owed[each] for each in owed if each not in group))
    )


def airport(costs: tuple[float, ...]) -> TabledGame:
    """A runway as long as the largest aircraft of a group needs (Littlechild and Owen 1973)."""
    needed = dict(zip(ascii_lowercase, costs, strict=False))
    return make_game(len(costs), lambda group: max(needed[each] for each in group))


def gloves(left: int, right: int) -> TabledGame:
    """A pair of gloves is worth 1: the first players have a left one each, the others a right one."""
    held = ascii_lowercase[:left]
    return make_game(left + right, lambda group: -float(min(len(group & {*held}), len(group - {*held}))))


def random_game(seed: int, players: int) -> TabledGame:
    """Costs that mostly grow with the group, less than in proportion; cores are empty about as often as not."""
    draw = np.random.default_rng(seed)
    return make_game(players, lambda group: float(draw.integers(60, 101)) * len(group) ** 0.7)
