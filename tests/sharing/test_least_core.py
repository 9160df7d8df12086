"""The least core: found by objections, it is that of all groups; what is told of the core is true."""

from itertools import pairwise

import numpy as np
import pytest

from optimiser.sharing.game import Objection, Payments, TabledGame, list_groups
from optimiser.sharing.known_groups import KnownGroups, NoPaymentsError
from optimiser.sharing.least_core import LeastCoreOptions, find_least_core
from tests.sharing.games import airport, bankruptcy, gloves, make_game, random_game

SEEDS = range(24)


def _least_excess_kr(game: TabledGame) -> float:
    """By one linear problem of all groups."""
    groups = KnownGroups(game.players, game.cost_of(frozenset(game.players)).cost_kr)
    groups.add(game.cost_of(group) for group in list_groups(game.players))
    return groups.least_excess().excess_kr


def _game(seed: int) -> TabledGame:
    return random_game(seed, 3 + seed % 6)


@pytest.mark.parametrize("seed", SEEDS)
def test_it_is_that_of_all_groups(seed: int) -> None:
    game = _game(seed)
    found = find_least_core(game)
    least_kr = _least_excess_kr(game)
    assert found.low_kr == pytest.approx(least_kr, abs=1e-5)
    assert found.high_kr == pytest.approx(least_kr, abs=1e-5)
    assert game.find_objection(found.payments).gain_kr == pytest.approx(found.high_kr)
    assert sum(found.payments.values()) == pytest.approx(game.cost_of(frozenset(game.players)).cost_kr)
    assert found.core == ("empty" if least_kr > 1e-5 else "not empty")


@pytest.mark.parametrize("seed", SEEDS)
def test_of_many_payments_the_nearest_are_chosen(seed: int) -> None:
    """The order of the players decides nothing, nor does what is known beforehand."""
    game = _game(seed)
    backwards = TabledGame(
        game.players[::-1], {group: game.cost_of(group).cost_kr for group in list_groups(game.players)}
    )
    known = [game.cost_of(group) for group in list_groups(game.players)[:: 1 + seed % 3]]
    found, other, knowing = find_least_core(game), find_least_core(backwards), find_least_core(game, known=known)
    assert found.nearest
    for player in game.players:
        assert other.payments[player] == pytest.approx(found.payments[player], abs=1e-3)
        assert knowing.payments[player] == pytest.approx(found.payments[player], abs=1e-3)
    assert len(knowing.objections) <= 2 ** len(game.players)


@pytest.mark.parametrize("seed", SEEDS)
def test_any_number_of_questions_proves_what_it_tells(seed: int) -> None:
    game = _game(seed)
    least_kr = _least_excess_kr(game)
    found = [find_least_core(game, options=LeastCoreOptions(questions=questions)) for questions in range(6)]
    for each in found:
        assert each.low_kr <= least_kr + 1e-6 <= each.high_kr + 2e-6
    for fewer, more in pairwise(found):
        assert fewer.low_kr <= more.low_kr + 1e-6 and more.high_kr <= fewer.high_kr + 1e-6


@pytest.mark.parametrize("seed", SEEDS)
def test_whether_the_core_is_empty_takes_no_more_questions(seed: int) -> None:
    game = _game(seed)
    decided = find_least_core(game, options=LeastCoreOptions(decide_only=True))
    assert decided.core == find_least_core(game).core
    if decided.core == "not empty":
        assert game.find_objection(decided.payments).gain_kr <= 1e-5


def test_nobody_pays_more_than_alone_where_that_is_asked() -> None:
    """Two who are dear together, and a third whom both need: the least core makes one of them pay for the other."""
    game = make_game(3, lambda group: {1: 10.0, 2: 10.0 if "c" in group else 40.0, 3: 28.0}[len(group)])
    free = find_least_core(game).payments
    bound = find_least_core(game, options=LeastCoreOptions(individually_rational=True))
    assert max(free.values()) > 10.0 + 1e-6
    assert max(bound.payments.values()) <= 10.0 + 1e-6
    assert bound.high_kr >= find_least_core(game).high_kr


def test_no_payments_are_told_as_such() -> None:
    """Together they cost more than the sum of what each costs alone."""
    game = make_game(3, lambda group: float(len(group) ** 2))
    with pytest.raises(NoPaymentsError):
        find_least_core(game, options=LeastCoreOptions(individually_rational=True))
    assert find_least_core(game).core == "empty"


def test_one_alone_pays_all() -> None:
    found = find_least_core(make_game(1, lambda _: 7.0))
    assert found.payments == {"a": 7.0} and found.core == "not empty"


@pytest.mark.parametrize("game", [bankruptcy(200.0, (100.0, 200.0, 300.0)), airport((3.0, 5.0, 9.0)), gloves(1, 2)])
def test_games_with_a_core_have_one(game: TabledGame) -> None:
    assert find_least_core(game).core == "not empty"


def test_a_glove_too_many_is_worth_nothing() -> None:
    """The core of one left glove and two right ones is one point: all goes to the left one (Shapley 1959)."""
    found = find_least_core(gloves(1, 2)).payments
    assert list(found.values()) == pytest.approx([-1.0, 0.0, 0.0], abs=1e-6)


class _GameWithGap(TabledGame):
    """A game whose solver proves its answers to a tenth only."""

    def find_objection(self, paid: Payments) -> Objection:
        found = super().find_objection(paid)
        return Objection(found.group, found.gain_kr, found.gain_kr + 3.0, found.cost)


@pytest.mark.parametrize("seed", SEEDS[:20])
def test_a_gap_in_the_proof_is_told_and_ends(seed: int) -> None:
    exact = _game(seed)
    game = _GameWithGap(exact.players, {group: exact.cost_of(group).cost_kr for group in list_groups(exact.players)})
    found = find_least_core(game)
    least_kr = _least_excess_kr(exact)
    assert found.low_kr <= least_kr + 1e-6 and least_kr + 3.0 <= found.high_kr + 1e-6
    assert found.high_kr - found.low_kr <= 3.0 + 1e-5
    assert len(found.objections) < 200
    assert found.core != "not empty" or least_kr <= -3.0 + 1e-5


def test_what_no_group_can_do_limits_nobody() -> None:
    """A group without a lawful plan never objects."""
    game = make_game(3, lambda group: np.inf if group == {"a"} else 10.0 * len(group) ** 0.5)
    found = find_least_core(game)
    assert found.high_kr == pytest.approx(_least_excess_kr(game), abs=1e-5)
