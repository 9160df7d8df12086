"""The Shapley value: exact by closed forms and laws; estimated, within its limits as often as is said."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from optimiser.sharing.game import Flags, Floats, Group, GroupCost, Objection, Payments, TabledGame
from optimiser.sharing.shapley import (
    NoShapleyValueError,
    ShapleyOptions,
    choose_groups,
    estimate_shapley,
    exact_shapley,
    find_shapley,
    sample_shapley,
)
from tests.sharing.games import airport, gloves, make_game, random_game


def _share_runway(costs: Floats) -> Floats:
    """Each part of the runway is paid alike by all who need it (Littlechild and Owen 1973)."""
    order = np.argsort(costs)
    parts = np.diff(costs[order], prepend=0.0) / np.arange(len(costs), 0, -1)
    return np.cumsum(parts)[np.argsort(order)]


@pytest.mark.parametrize("costs", [(3.0, 5.0, 9.0), (1.0, 8.0, 9.0), (6.0, 6.0, 7.0, 7.5, 11.0)])
def test_a_runway_is_shared_by_all_who_need_each_part(costs: tuple[float, ...]) -> None:
    found = exact_shapley(airport(costs))
    assert list(found.payments.values()) == pytest.approx(_share_runway(np.array(costs)))
    assert found.low_kr == found.payments == found.high_kr


def test_a_glove_too_many_is_worth_something_to_shapley() -> None:
    assert list(exact_shapley(gloves(1, 2)).payments.values()) == pytest.approx([-2 / 3, -1 / 6, -1 / 6])


@pytest.mark.parametrize("seed", range(6))
def test_it_has_the_four_properties_that_make_it(seed: int) -> None:
    """All is shared; who is alike pays alike; a dummy pays its own cost; of a sum of games it is the sum."""
    game, other = random_game(seed, 5), airport((2.0, 3.0, 5.0, 5.0, 9.0))

    def cost_kr(group: Group) -> float:
        return game.cost_of(group - {"e"}).cost_kr + 7.0 * ("e" in group)

    both = make_game(5, lambda group: cost_kr(group) + other.cost_of(group).cost_kr)
    first, second = exact_shapley(make_game(5, cost_kr)).payments, exact_shapley(other).payments
    total = exact_shapley(both).payments
    assert sum(total.values()) == pytest.approx(both.cost_of(frozenset("abcde")).cost_kr)
    assert second["c"] == pytest.approx(second["d"])
    assert first["e"] == pytest.approx(7.0)
    assert [total[each] for each in total] == pytest.approx([first[each] + second[each] for each in total])


def test_what_is_not_proved_of_a_groups_cost_widens_the_limits() -> None:
    """Whatever the costs are within their bounds, the value lies within the limits."""

    class Bounded(TabledGame):
        def cost_of(self, group: Group) -> GroupCost:
            found = super().cost_of(group)
            return replace(found, bound_kr=found.cost_kr - len(group))

    game = random_game(3, 5)
    costs = {cost.group: cost.cost_kr for cost in exact_shapley(game).costs}
    found = exact_shapley(Bounded(game.players, costs))
    draw = np.random.default_rng(0)
    for _ in range(20):
        tried = {group: kr - draw.random() * len(group) * (len(group) < 5) for group, kr in costs.items()}
        for player, paid in exact_shapley(TabledGame(game.players, tried)).payments.items():
            assert found.low_kr[player] - 1e-9 <= paid <= found.high_kr[player] + 1e-9


def test_a_group_without_a_plan_leaves_no_value() -> None:
    with pytest.raises(NoShapleyValueError, match="1 groups have no lawful plan, as a, b"):
        exact_shapley(make_game(3, lambda group: np.inf if group == {"a", "b"} else 1.0))


class ManyRunways:
    """A game of many players with a known value: what each costs, and some runways that groups share."""

    def __init__(self, seed: int, players: int, runways: int) -> None:
        draw = np.random.default_rng(seed)
        self.players = tuple(f"{number:03}" for number in range(players))
        size = draw.lognormal(0.0, 1.0, players)
        self.own = size * draw.uniform(0.8, 1.2, players)
        self.runways = [0.3 * size * draw.uniform(0.0, 1.0, players) for _ in range(runways)]
        self.asked = 0

    @property
    def classes(self) -> Flags:
        return np.zeros((0, len(self.players)), dtype=bool)

    def costs_kr(self, members: Flags) -> Floats:
        shared = sum(np.max(members * runway, axis=1) for runway in self.runways)
        return np.asarray(members @ self.own + shared, dtype=np.float64)

    def cost_of(self, group: Group) -> GroupCost:
        self.asked += len(group) > 1
        cost_kr = float(self.costs_kr(np.array([[player in group for player in self.players]]))[0])
        return GroupCost(group, cost_kr, cost_kr)

    def find_objection(self, paid: Payments) -> Objection:
        raise NotImplementedError

    @property
    def value(self) -> Floats:
        return np.asarray(self.own + sum(_share_runway(runway) for runway in self.runways), dtype=np.float64)


class Rough:
    """A quick cost that is wrong by some per cent of what each costs alone, and by a tenth of what groups share."""

    def __init__(self, game: ManyRunways, seed: int) -> None:
        self.wrong = ManyRunways(seed, len(game.players), 0)
        self.wrong.own = game.own * np.random.default_rng(seed).uniform(0.97, 1.03, len(game.players))
        self.wrong.runways = [0.9 * runway for runway in game.runways]

    @property
    def classes(self) -> Flags:
        return self.wrong.classes

    def costs_kr(self, members: Flags) -> Floats:
        return self.wrong.costs_kr(members)


class WrongByClass(Rough):
    """A quick cost that is wrong by the same per cent for all of a class, and by a tenth of what groups share."""

    def __init__(self, game: ManyRunways, seed: int, told: bool) -> None:
        super().__init__(game, seed)
        draw = np.random.default_rng(seed)
        class_of = draw.integers(0, 5, len(game.players))
        self.wrong.own = game.own * draw.uniform(0.97, 1.03, 5)[class_of]
        self._classes = np.arange(5)[:, None] == class_of if told else self.wrong.classes

    @property
    def classes(self) -> Flags:
        return self._classes


@pytest.mark.parametrize("seed", range(3))
def test_a_quick_cost_alone_has_a_value_with_an_interval(seed: int) -> None:
    game = ManyRunways(seed, 30, 5)
    value, error = sample_shapley(game.players, game, 400, seed)
    assert float(np.sum(value)) == pytest.approx(float(np.sum(game.value)))
    assert np.mean(np.abs(value - game.value) < 2 * error + 1e-9) > 0.8
    assert float(np.max(error / value)) < 0.02


@pytest.mark.parametrize(("helped", "within"), [(False, 0.6), (True, 0.06)])
def test_a_hundred_costs_say_what_98_players_pay(helped: bool, within: float) -> None:
    """Within limits that hold about as often as is said; with a quick cost that is wrong they are narrow."""
    held, widths = [], []
    for seed in range(3):
        game = ManyRunways(seed, 98, 6)
        quick = Rough(game, seed) if helped else None
        found = find_shapley(game, quick, ShapleyOptions(orders=1000 if helped else 10, seed=seed))
        value = dict(zip(game.players, game.value, strict=True))
        assert game.asked <= 101
        assert sum(found.payments.values()) == pytest.approx(float(np.sum(game.value)))
        held += [found.low_kr[each] <= value[each] <= found.high_kr[each] for each in value]
        widths += [(found.high_kr[each] - found.low_kr[each]) / 2 / value[each] for each in value]
    assert np.mean(held) > 0.9
    assert np.median(widths) < within


def test_players_known_to_be_alike_say_something_of_one_another() -> None:
    """Half as many costs say more than else, within limits that hold about as often as is said."""
    held: list[bool] = []
    widths: dict[bool, list[float]] = {False: [], True: []}
    for seed, told in product(range(3), widths):
        game = ManyRunways(seed, 98, 6)
        options = ShapleyOptions(groups=50, orders=1000, seed=seed)
        found = find_shapley(game, WrongByClass(game, seed, told), options)
        value = dict(zip(game.players, game.value, strict=True))
        widths[told] += [(found.high_kr[each] - found.low_kr[each]) / 2 / value[each] for each in value]
        held += [told and found.low_kr[each] <= value[each] <= found.high_kr[each] for each in value]
    assert np.mean(held) * 2 > 0.9
    assert np.median(widths[True]) < 0.7 * np.median(widths[False])


def test_the_order_of_players_decides_nothing_and_a_seed_all() -> None:
    game = ManyRunways(0, 20, 3)
    backwards = ManyRunways(0, 20, 3)
    backwards.players = game.players[::-1]
    backwards.own, backwards.runways = game.own[::-1], [runway[::-1] for runway in game.runways]
    options = ShapleyOptions(groups=20, orders=100)
    found, again, other = (find_shapley(each, None, options) for each in (game, game, backwards))
    assert found.payments == again.payments
    assert [other.payments[each] for each in game.players] == pytest.approx(list(found.payments.values()))
    assert find_shapley(game, None, replace(options, seed=1)).payments != found.payments


def test_limits_of_all_at_once_are_wider() -> None:
    game = ManyRunways(1, 20, 3)
    costs = [game.cost_of(group) for group in (*choose_groups(game.players, 20, 0), frozenset(game.players))]
    each, all_of_them = (
        estimate_shapley(game.players, game, costs, ShapleyOptions(orders=100, simultaneous=at_once))
        for at_once in (False, True)
    )
    assert each.payments == all_of_them.payments
    assert all(all_of_them.high_kr[player] > each.high_kr[player] for player in game.players)


def test_groups_are_drawn_in_pairs_small_and_large() -> None:
    players = tuple(f"{number:02}" for number in range(40))
    groups = choose_groups(players, 30, 3)
    assert len(groups) == 30
    assert all(frozenset(players) - group in groups for group in groups)
    assert {len(group) // 10 for group in groups} == {0, 1, 2, 3}
