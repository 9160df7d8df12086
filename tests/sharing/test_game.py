"""A game by its table: every group has a cost, and the group that gains most is found."""

import numpy as np
import pytest

from optimiser.sharing.game import TabledGame, flags_of, group_of, list_groups

PLAYERS = ("a", "b", "c")
COSTS_KR = dict(zip(list_groups(PLAYERS), (10.0, 20.0, 30.0, 25.0, 35.0, 40.0, 50.0), strict=True))


def test_groups_stand_by_size_and_all_are_the_last() -> None:
    assert ["".join(sorted(group)) for group in list_groups(PLAYERS)] == ["a", "b", "c", "ab", "ac", "bc", "abc"]


def test_a_group_without_a_cost_is_told() -> None:
    with pytest.raises(ValueError, match="1 groups have no cost, as"):
        TabledGame(PLAYERS, dict.fromkeys(list_groups(PLAYERS)[1:], 1.0))


def test_the_group_that_gains_most_is_found() -> None:
    objection = TabledGame(PLAYERS, COSTS_KR).find_objection({"a": 2.0, "b": 20.0, "c": 28.0})
    assert objection.group == {"b", "c"}
    assert objection.gain_kr == objection.most_kr == 48.0 - 40.0


def test_nobody_leaves_a_game_of_one() -> None:
    with pytest.raises(ValueError, match="one player"):
        TabledGame(("a",), {frozenset("a"): 1.0}).find_objection({"a": 1.0})


def test_flags_and_groups_are_the_same() -> None:
    groups = list_groups(PLAYERS)
    rows = flags_of(PLAYERS, groups)
    assert [group_of(PLAYERS, row) for row in rows] == groups
    assert np.array_equal(TabledGame(PLAYERS, COSTS_KR).costs_kr(rows), list(COSTS_KR.values()))
