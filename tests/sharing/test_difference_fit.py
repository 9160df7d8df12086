"""What some groups say of a game's Shapley value: held against the exact value of games of effects that it knows."""

from collections.abc import Callable

import numpy as np
import pytest

from optimiser.sharing.difference_fit import fit_shares
from optimiser.sharing.game import Flags, Floats, Group, flags_of, list_groups
from optimiser.sharing.shapley import choose_groups, exact_shapley
from tests.sharing.games import make_game

ROUNDING = 1e-5
SIZES = np.array([1.0, 2.0, 4.0, 1.5, 3.0, 0.5, 2.5, 1.0])
CLASSES = np.arange(8) % 2 == np.array([[0], [1]])


def _parts(group: Group) -> Floats:
    """How much of each class a group has."""
    has = np.array([name in group for name in "abcdefgh"])
    return np.asarray(((CLASSES * SIZES) @ has) / (CLASSES @ SIZES))


GAMES: dict[str, Callable[[Floats], float]] = {
    "what is common": lambda part: float(3 * part[0] + 5 * part[1]),
    "two classes": lambda part: float(4 * part[0] * part[1]),
    "one class, bent": lambda part: float(part[0] * (1 - part[0]) - 2 * part[1] ** 2),
    "one class, bent twice": lambda part: float(part[0] ** 3),
}


@pytest.mark.parametrize("game", GAMES)
@pytest.mark.parametrize("seed", range(2))
def test_a_game_of_classes_is_known_from_few_groups(game: str, seed: int) -> None:
    """Of eight players' 255 groups, 30 are enough where players differ but by size and class."""
    tabled = make_game(8, lambda group: GAMES[game](_parts(group)))
    groups = list_groups(tabled.players)
    some = np.random.default_rng(seed).choice(len(groups) - 1, 29, replace=False)
    chosen = [*(groups[at] for at in some), groups[-1]]
    known = np.array([tabled.cost_of(group).cost_kr for group in chosen])
    fit = fit_shares(flags_of(tabled.players, chosen), SIZES, CLASSES, known, np.full(len(known), 1e-6))
    value = np.array(list(exact_shapley(tabled).payments.values()))
    off = np.abs(fit.weights @ known - value)
    assert np.max(off) < 0.02 * np.max(np.abs(value))
    assert np.mean(off <= 2 * fit.error + ROUNDING) > 0.9


def test_without_classes_it_takes_more_groups() -> None:
    """What is not told of likeness must be found out."""
    tabled = make_game(8, lambda group: GAMES["two classes"](_parts(group)))
    chosen = list_groups(tabled.players)[::9]
    known = np.array([tabled.cost_of(group).cost_kr for group in chosen])
    members, noise = flags_of(tabled.players, chosen), np.full(len(known), 1e-6)
    told, untold = (fit_shares(members, SIZES, classes, known, noise) for classes in (CLASSES, CLASSES[:0]))
    assert np.max(told.error) < 0.5 * np.min(untold.error)


LITTLE: dict[str, Callable[[np.random.Generator, Floats, Flags], Floats]] = {
    "what is common, and a little of each": lambda draw, sizes, _: sizes * (1 + 0.02 * draw.normal(size=len(sizes))),
    "each class its own, and a little of each": lambda draw, sizes, classes: (
        sizes * (draw.normal(size=len(classes)) @ classes + 0.1 * draw.normal(size=len(sizes)))
    ),
    "each its own": lambda draw, sizes, _: sizes * draw.normal(size=len(sizes)),
}


@pytest.mark.parametrize("effects", LITTLE)
def test_of_few_groups_no_spread_is_taken_for_nothing(effects: str) -> None:
    """Where ten groups say little, intervals hold far oftener than the 65 to 71 % that the likeliest spreads give."""
    players, held = tuple(f"{number:02}" for number in range(14)), list[bool]()
    for seed in range(16):
        draw = np.random.default_rng(seed)
        sizes, classes = draw.lognormal(size=14), np.arange(3)[:, None] == draw.integers(0, 3, 14)
        value = LITTLE[effects](draw, sizes, classes.astype(np.float64))
        members = flags_of(players, [*choose_groups(players, 10, seed), frozenset(players)])
        fit = fit_shares(members, sizes, classes, members @ value, np.zeros(len(members)))
        held += list(np.abs(fit.weights @ (members @ value) - value) <= 1.96 * fit.error)
    assert np.mean(held) > 0.82
