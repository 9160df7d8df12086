"""The municipalities' game against enumeration: every group planned by itself, and the group that gains most."""

import math
from itertools import pairwise
from random import Random

import numpy as np
import pytest

from optimiser import solve
from optimiser.data.extraction import extract
from optimiser.data.instance import Instance
from optimiser.data.settings import SolverOptions
from optimiser.fixed_plan import evaluate_fixed_plan
from optimiser.planning.problem import build_problem
from optimiser.sharing.game import Group, flags_of, list_groups, sum_paid
from optimiser.sharing.municipal_game import MunicipalGame
from optimiser.sharing.quick_cost import QuickGroupCosts
from optimiser.solver import stage
from tests.portfolios.ruled_instances import RULES, ruled_instance
from tests.random_instances import random_instance
from tests.witness import cheapest

EXACT = SolverOptions(gap=1e-8)
ROUNDING = 1e-6


def make_game(instance: Instance) -> MunicipalGame | None:
    """Return the game of an instance; None where there is no plan for all, or one player."""
    result = solve(instance, EXACT)
    if result.run.status != "optimal" or sum(map(bool, instance.tasks_of.values())) < 2:
        return None
    return MunicipalGame(instance, result.assignment, result.bound_kr or 0.0, EXACT)


def draw_payments(game: MunicipalGame, seed: int) -> dict[str, float]:
    """Return payments that sum to the cost of all, of which some are far from what the payer costs."""
    draw = Random(seed)  # noqa: S311  # nothing secret is drawn
    parts = {code: draw.random() + 0.2 for code in game.players}
    return {code: game.whole.cost_kr * part / sum(parts.values()) for code, part in parts.items()}


def assert_found(game: MunicipalGame, paid: dict[str, float]) -> Group:
    """Hold the objection against every group but all; return the group."""
    error_kr = 1 + ROUNDING * game.whole.cost_kr
    groups = list_groups(game.players)[:-1]
    gains = {group: sum_paid(paid, group) - game.cost_of(group).cost_kr for group in groups}
    best, found = max(gains.values()), game.find_objection(paid)
    if best == -math.inf:
        assert (found.group, found.gain_kr, found.most_kr) == (frozenset(), -math.inf, -math.inf)
        return found.group
    assert found.gain_kr == pytest.approx(best, abs=error_kr)
    assert best - error_kr <= found.most_kr <= best + error_kr
    assert found.cost.cost_kr == pytest.approx(game.cost_of(found.group).cost_kr, abs=error_kr)
    assert found.cost.bound_kr <= game.cost_of(found.group).cost_kr + error_kr
    return found.group


# ---- the group that gains most, rule by rule ------------------------------------------------------


@pytest.mark.parametrize("rule", sorted(RULES))
def test_the_group_that_gains_most_is_that_of_going_through_all(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the exact model, and by whole portfolios, pools and packing as a country is solved."""
    played = 0
    for seed in range(12):
        game = make_game(ruled_instance(rule, seed))
        if game is not None:
            monkeypatch.setattr(stage, "FEW_ROUTES", 100 if played % 2 else 0)
            assert_found(game, draw_payments(game, seed))
            played += 1
        if played == 4:
            return
    assert played, rule


@pytest.mark.nightly
@pytest.mark.parametrize("few", [0, 100])
@pytest.mark.parametrize("rule", ["none", *sorted(RULES)])
def test_in_many_games_the_group_that_gains_most_is_found(
    rule: str, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for seed in range(100, 120):
        game = make_game(random_instance(seed) if rule == "none" else ruled_instance(rule, seed))
        if game is not None:
            monkeypatch.setattr(stage, "FEW_ROUTES", few)
            assert_found(game, draw_payments(game, seed))


def test_one_search_goes_on_from_the_last() -> None:
    """What was proved and found at some payments is used at others, and stays true."""
    game = make_game(random_instance(10))
    assert game is not None
    groups = {assert_found(game, draw_payments(game, seed)) for seed in range(5)}
    assert len(groups) > 1


def test_payments_that_nobody_objects_to_are_proved_to_be_so() -> None:
    """Each pays what all cost, and one all of it: a group of the others gains nothing, which takes a search for it."""
    game = make_game(random_instance(3))
    assert game is not None
    alone = {code: game.cost_of(frozenset({code})).cost_kr for code in game.players}
    share = game.whole.cost_kr / sum(alone.values())
    assert share <= 1
    paid = {code: kr * share for code, kr in alone.items()}
    assert assert_found(game, paid)
    assert game.find_objection(paid).most_kr <= 0


# ---- a group by itself ----------------------------------------------------------------------------


def _follows_from_itself(instance: Instance, part: Instance) -> bool:
    """Whether nothing of a group's own figures changes with who else is in its instance."""
    whole, own = build_problem(instance), build_problem(part)
    same = all(instance.pooled_contacts[key] == volume for key, volume in part.pooled_contacts.items())
    return same and whole.dearest_kr.items() >= own.dearest_kr.items() and len(instance.locks_of) == 0


@pytest.mark.parametrize("seed", range(8))
def test_a_group_costs_what_brute_force_finds_for_an_instance_of_its_own(seed: int) -> None:
    """The instance is cut by `extract`, which knows nothing of groups; its plan is audited, and found in the search."""
    instance = random_instance(seed, optional_rules=False)
    game = make_game(instance)
    if game is None:
        pytest.skip("there is no plan for all")
    for group in list_groups(game.players)[:-1]:
        part = extract(instance, municipalities=sorted(group)).instance
        best, cost = cheapest(part), game.cost_of(group)
        same = all(instance.pooled_contacts[key] == volume for key, volume in part.pooled_contacts.items())
        if not same or len(part.tables.locks) != len(instance.tables.locks):
            continue
        assert cost.cost_kr == pytest.approx(math.inf if best is None else best.cost_kr, rel=ROUNDING)
        assert cost.bound_kr <= cost.cost_kr
        assignment = game.assignment_of(group)
        if assignment is not None:
            evaluation = evaluate_fixed_plan(assignment, part)
            assert evaluation.is_lawful
            assert evaluation.figures is not None
            assert evaluation.figures.objective_kr == pytest.approx(cost.cost_kr, rel=ROUNDING)


@pytest.mark.parametrize("seed", range(4))
def test_two_groups_cost_no_more_together_than_apart(seed: int) -> None:
    """Where no limit is of the whole plan, each can go on as it would alone."""
    game = make_game(random_instance(seed, optional_rules=False))
    if game is None:
        pytest.skip("there is no plan for all")
    for one, other in pairwise(list_groups(game.players)):
        if not one & other:
            apart_kr = game.cost_of(one).cost_kr + game.cost_of(other).cost_kr
            assert game.cost_of(one | other).cost_kr <= apart_kr * (1 + ROUNDING)


def test_nobody_costs_nothing_and_nobody_leaves_a_game_of_one() -> None:
    instance = random_instance(0)
    game = make_game(instance)
    assert game is not None
    assert game.cost_of(frozenset()).cost_kr == 0.0
    one = extract(instance, municipalities=[game.players[0]]).instance
    alone = MunicipalGame(one, solve(one, EXACT).assignment, 0.0, EXACT)
    with pytest.raises(ValueError, match="one player"):
        alone.find_objection({game.players[0]: 1.0})


# ---- the quick cost -------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", ["none", "most-buyers", "must-open"])
def test_the_quick_cost_of_a_group_is_never_above_its_cost(rule: str) -> None:
    shares: list[float] = []
    for seed in range(10):
        game = make_game(random_instance(seed) if rule == "none" else ruled_instance(rule, seed))
        if game is not None:
            groups = list_groups(game.players)
            true_kr = np.array([game.cost_of(group).cost_kr for group in groups])
            quick = QuickGroupCosts(game.problem, game.players)
            quick_kr = quick.costs_kr(flags_of(game.players, groups))
            assert (quick_kr <= true_kr * (1 + ROUNDING) + 1).all()
            shares += (quick_kr / true_kr)[np.isfinite(true_kr)].tolist()
    assert np.median(shares) > 0.95
