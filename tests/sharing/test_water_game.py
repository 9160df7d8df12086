"""The water game of Young, Okada and Hashimoto: what they printed is found, but for two shares of the nucleolus.

Shares are of 83.82 million kr., in the order A, H, K, L, M, T of IIASA WP-79-77, tables 7 and 8, to two decimals.
"""

from collections.abc import Callable

import numpy as np
import pytest

from optimiser.sharing.game import list_groups
from optimiser.sharing.least_core import find_least_core
from optimiser.sharing.nucleolus import find_nucleolus
from optimiser.sharing.shapley import find_shapley
from tests.sharing.games import water_game

GAME = water_game()
EVERYONE = frozenset(GAME.players)
A_DIGIT = 0.0101
"""What is printed is rounded, and shares are rounded so that they add up."""
PRINTED_NUCLEOLUS = (20.35, 12.06, 5.00, 8.61, 18.60, 19.21)


def _cost(group: str | frozenset[str]) -> float:
    return GAME.cost_of(frozenset(group)).cost_kr


def _excesses(paid: dict[str, float]) -> list[float]:
    """What each group pays above its cost, the most first."""
    groups = list_groups(GAME.players)[:-1]
    return sorted((sum(paid[each] for each in group) - _cost(group) for group in groups), reverse=True)


def test_alone_and_last_each_costs_what_is_printed() -> None:
    assert [_cost(player) for player in GAME.players] == [21.95, 17.08, 10.91, 15.88, 20.81, 21.98]
    last = [_cost(EVERYONE) - _cost(EVERYONE - {player}) for player in GAME.players]
    assert last == pytest.approx([17.36, 9.85, 0.82, 6.40, 12.90, 14.06], abs=A_DIGIT)


def test_what_is_left_shared_by_what_each_saves_is_what_is_printed() -> None:
    """The separable costs and remaining benefits of the engineers, which follow from the costs alone."""
    separable = np.array([_cost(EVERYONE) - _cost(EVERYONE - {player}) for player in GAME.players])
    benefit = np.array([_cost(player) for player in GAME.players]) - separable
    shares = separable + benefit / benefit.sum() * (_cost(EVERYONE) - separable.sum())
    assert shares == pytest.approx([19.54, 13.28, 5.62, 10.90, 16.66, 17.82], abs=A_DIGIT)


def test_the_shapley_value_is_what_is_printed() -> None:
    found = find_shapley(GAME)
    assert list(found.payments.values()) == pytest.approx([20.01, 10.71, 6.61, 10.37, 16.94, 19.18], abs=A_DIGIT)
    assert found.low_kr == found.high_kr


@pytest.mark.parametrize(
    ("of_group", "printed"),
    [
        (_cost, (19.81, 12.57, 4.35, 9.25, 19.85, 17.99)),
        (len, (20.03, 12.52, 3.94, 9.07, 20.11, 18.15)),
    ],
)
def test_printed_payments_in_proportion_to_cost_and_by_the_head_agree_with_the_costs(
    of_group: Callable[[frozenset[str]], float], printed: tuple[float, ...]
) -> None:
    """The proportional and the weak least core: four groups gain alike there, and none more."""
    paid = dict(zip(GAME.players, printed, strict=True))
    gains = {
        group: (sum(paid[each] for each in group) - _cost(group)) / of_group(group)
        for group in list_groups(GAME.players)[:-1]
    }
    binding = [gains[frozenset(group)] for group in ("AHL", "AHKMT", "AKLMT", "HKLMT")]
    assert binding == pytest.approx([max(gains.values())] * 4, abs=3 * A_DIGIT / of_group(frozenset("AHL")))


def test_the_nucleolus_is_what_is_printed_but_for_two_who_share_the_same_sum() -> None:
    """The printed payments of M and T are as good at the first two levels, and not at the third.

    Who stops at one of several optima prints such payments: see M. Guajardo and K. Jörnsten, Common mistakes in
    computing the nucleolus, European Journal of Operational Research 241, 2015.
    """
    found = find_nucleolus(GAME)
    assert found.proved
    paid = list(found.payments.values())
    assert paid[:4] == pytest.approx(PRINTED_NUCLEOLUS[:4], abs=A_DIGIT)
    assert sum(paid[4:]) == pytest.approx(sum(PRINTED_NUCLEOLUS[4:]), abs=A_DIGIT)
    ours, theirs = _excesses(found.payments), _excesses(dict(zip(GAME.players, PRINTED_NUCLEOLUS, strict=True)))
    assert ours[:6] == pytest.approx(theirs[:6], abs=A_DIGIT)
    assert ours[6] < theirs[6] - 5 * A_DIGIT


def test_the_core_is_not_empty_and_the_least_core_is_where_three_gain_alike() -> None:
    found = find_least_core(GAME)
    assert found.core == "not empty"
    assert [found.low_kr, found.high_kr] == pytest.approx([-1.6, -1.6], abs=1e-6)
    for group in ("HKL", "MT", "A"):
        excess = sum(found.payments[each] for each in group) - _cost(group)
        assert excess == pytest.approx(-1.6, abs=1e-6)
