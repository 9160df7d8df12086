"""The nucleolus: of games whose answer is published, and of random ones by Kohlberg's criterion."""

from collections.abc import Sequence
from math import inf

import numpy as np
import pytest

from optimiser.model.linear import LinearModel
from optimiser.sharing.game import Game, Group, Payments, TabledGame, list_groups, sum_paid
from optimiser.sharing.least_core import LeastCoreOptions
from optimiser.sharing.nucleolus import find_nucleolus
from optimiser.solver import highs
from optimiser.solver.highs import SolverLimits
from tests.sharing.games import airport, bankruptcy, gloves, make_game, random_game

SEEDS = range(18)
RATIONAL = LeastCoreOptions(individually_rational=True)


@pytest.mark.parametrize(
    ("estate", "awards"),
    [(100.0, [100 / 3, 100 / 3, 100 / 3]), (200.0, [50.0, 75.0, 75.0]), (300.0, [50.0, 100.0, 150.0])],
)
@pytest.mark.parametrize("enumerated", [10, 0])
def test_the_three_estates_of_the_talmud(estate: float, awards: list[float], enumerated: int) -> None:
    """R. J. Aumann and M. Maschler, Journal of Economic Theory 36, 1985: claims of 100, 200 and 300."""
    found = find_nucleolus(bankruptcy(estate, (100.0, 200.0, 300.0)), RATIONAL, enumerated=enumerated)
    assert [-paid for paid in found.payments.values()] == pytest.approx(awards, abs=1e-4)
    assert found.proved


def _share_runway(costs: Sequence[float]) -> list[float]:
    """S. C. Littlechild, A simple expression for the nucleolus in a special case, Int. J. of Game Theory 3, 1974."""
    paid: list[float] = []
    built = fee = 0.0
    while len(paid) < len(costs):
        done, last = len(paid), len(costs)
        left = [(costs[at] - built + fee, at) for at in range(done, last)]
        parts = [(kr / (at - done + 2 if at < last - 1 else last - done), at) for kr, at in left]
        fee, at = min(parts, key=lambda part: (part[0], -part[1]))
        paid += [fee] * (at + 1 - done)
        built = costs[at]
    return paid


@pytest.mark.parametrize("costs", [(3.0, 5.0, 9.0), (1.0, 8.0, 9.0), (6.0, 6.5, 7.0), (1.0, 2.0, 4.0, 4.5, 12.0)])
def test_a_runway_is_shared_as_littlechild_says(costs: tuple[float, ...]) -> None:
    found = find_nucleolus(airport(costs))
    assert list(found.payments.values()) == pytest.approx(_share_runway(costs), abs=1e-6)


def test_a_glove_too_many_is_worth_nothing() -> None:
    assert list(find_nucleolus(gloves(1, 2)).payments.values()) == pytest.approx([-1.0, 0.0, 0.0], abs=1e-6)


@pytest.mark.parametrize("seed", SEEDS)
def test_kohlberg_finds_nothing_to_object_to(seed: int) -> None:
    """E. Kohlberg, On the nucleolus of a characteristic function game, SIAM Journal on Applied Mathematics 20, 1971."""
    game = random_game(seed, 3 + seed % 6)
    found = find_nucleolus(game)
    assert found.proved
    assert _every_level_is_balanced(game, found.payments)
    moved = {**found.payments, "a": found.payments["a"] + 0.01, "b": found.payments["b"] - 0.01}
    assert not _every_level_is_balanced(game, moved)


def _every_level_is_balanced(game: TabledGame, paid: Payments) -> bool:
    groups = list_groups(game.players)[:-1]
    excess = {group: sum_paid(paid, group) - game.cost_of(group).cost_kr for group in groups}
    levels = sorted({round(kr, 5) for kr in excess.values()}, reverse=True)
    return all(_balanced(game.players, [group for group in groups if excess[group] > kr - 2e-5]) for kr in levels)


def _balanced(players: tuple[str, ...], groups: list[Group]) -> bool:
    """Whether weights of 1 and more make the groups cover each player alike."""
    rows = np.column_stack([[[player in group for group in groups] for player in players], -np.ones(len(players))])
    model = LinearModel(
        cost=np.zeros(rows.shape[1]),
        offset=0.0,
        low=np.append(np.ones(len(groups)), 0.0),
        high=np.full(rows.shape[1], inf),
        integer=np.zeros(rows.shape[1], dtype=bool),
        row_low=np.zeros(len(rows)),
        row_high=np.zeros(len(rows)),
        start=np.arange(0, rows.size + 1, rows.shape[1], dtype=np.int32),
        index=np.tile(np.arange(rows.shape[1], dtype=np.int32), len(rows)),
        value=rows.astype(float).ravel(),
        column_names=(),
        row_names=(),
    )
    return highs.solve(model, SolverLimits(0.0, inf, 1, 0), lambda *_: False).ending == "optimal"


@pytest.mark.parametrize("seed", SEEDS)
def test_groups_found_by_objections_are_enough(seed: int) -> None:
    game = random_game(seed, 3 + seed % 6)
    every, found = find_nucleolus(game), find_nucleolus(game, enumerated=0)
    assert found.proved
    assert list(found.payments.values()) == pytest.approx(list(every.payments.values()), abs=1e-3)
    assert len(game.players) < 6 or len(found.groups) < len(every.groups) / 2


class _Plain:
    """A game that cannot set groups aside."""

    def __init__(self, game: TabledGame) -> None:
        self.players, self.cost_of, self.find_objection = game.players, game.cost_of, game.find_objection


@pytest.mark.parametrize("questions", [0, 2, 1000])
def test_levels_that_are_not_proved_are_told(questions: int) -> None:
    game: Game = _Plain(random_game(4, 7))
    found = find_nucleolus(game, LeastCoreOptions(questions=questions), enumerated=0)
    assert not found.proved
    assert found.proved_levels == (1 if questions == 1000 else 0)
    assert sum(found.payments.values()) == pytest.approx(game.cost_of(frozenset(game.players)).cost_kr)
    assert len(found.objections) <= questions


def test_players_who_are_alike_pay_alike_and_a_dummy_pays_its_own_cost() -> None:
    """The first two are alike; the last adds 5 to every group."""
    game = make_game(
        4, lambda group: 5.0 * ("d" in group) + 10.0 * len(group & {"a", "b", "c"}) ** 0.5 + ("c" in group)
    )
    paid = find_nucleolus(game).payments
    assert paid["a"] == pytest.approx(paid["b"])
    assert paid["d"] == pytest.approx(5.0)


def test_what_each_pays_by_itself_moves_its_payment_alone() -> None:
    game = random_game(11, 5)
    own = dict(zip(game.players, (3.0, 1.0, 4.0, 1.0, 5.0), strict=True))
    other = make_game(5, lambda group: game.cost_of(group).cost_kr + sum_paid(own, group))
    before, after = find_nucleolus(game).payments, find_nucleolus(other).payments
    assert [after[each] - before[each] for each in own] == pytest.approx(list(own.values()), abs=1e-6)


def test_one_alone_pays_all() -> None:
    assert find_nucleolus(make_game(1, lambda _: 7.0)).payments == {"a": 7.0}


def test_nobody_pays_more_than_alone_where_that_is_asked() -> None:
    game = make_game(3, lambda group: {1: 10.0, 2: 10.0 if "c" in group else 40.0, 3: 28.0}[len(group)])
    assert max(find_nucleolus(game).payments.values()) > 10.0 + 1e-6
    assert max(find_nucleolus(game, RATIONAL).payments.values()) <= 10.0 + 1e-6


@pytest.mark.parametrize(("options", "payoffs"), [(RATIONAL, [1.0, 1.0, 0.0]), (LeastCoreOptions(), [3.0, 3.0, -4.0])])
def test_two_who_are_worth_more_without_the_third(options: LeastCoreOptions, payoffs: list[float]) -> None:
    """The example of the library coopgame: the nucleolus gives nobody less than alone, the prenucleolus may."""
    game = make_game(3, lambda group: {frozenset("ab"): -10.0, frozenset("abc"): -2.0}.get(group, 0.0))
    assert [-paid for paid in find_nucleolus(game, options).payments.values()] == pytest.approx(payoffs, abs=1e-6)


def test_four_players_of_the_manual_of_coopgame_for_r() -> None:
    """`nucleolus(c(0, 0, 0, 0, 5, 5, 8, 9, 10, 8, 13, 15, 16, 17, 21))` of the package CoopGame 0.2.2."""
    worth = (0.0, 0.0, 0.0, 0.0, 5.0, 5.0, 8.0, 9.0, 10.0, 8.0, 13.0, 15.0, 16.0, 17.0, 21.0)
    groups = dict(zip(list_groups(tuple("abcd")), worth, strict=True))
    found = find_nucleolus(make_game(4, lambda group: -groups[group]), RATIONAL)
    assert [-paid for paid in found.payments.values()] == pytest.approx([3.5, 4.5, 5.5, 7.5], abs=1e-6)
