"""The municipalities' game against enumeration: every group planned by itself, and the group that gains most."""

import math
from itertools import combinations
from random import Random

import numpy as np
import pytest

from optimiser import read, solve
from optimiser.data.extraction import extract
from optimiser.data.instance import Instance
from optimiser.data.settings import SolverOptions
from optimiser.fixed_plan import evaluate_fixed_plan
from optimiser.planning.assignment import Assignment
from optimiser.sharing.game import Group, flags_of, list_groups, sum_paid
from optimiser.sharing.least_core import find_least_core
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
def test_in_many_games_the_group_that_gains_most_is_found(rule: str, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(100, 120):
        game = make_game(random_instance(seed) if rule == "none" else ruled_instance(rule, seed))
        if game is not None:
            monkeypatch.setattr(stage, "FEW_ROUTES", few)
            assert_found(game, draw_payments(game, seed))


def test_one_search_goes_on_from_the_last() -> None:
    """What was proved and found at some payments is used at others, and stays true."""
    game = make_game(random_instance(24))
    assert game is not None
    groups = {assert_found(game, draw_payments(game, seed)) for seed in range(5)}
    assert len(groups) > 1


def test_payments_to_which_nobody_objects_are_proved_to_be_so() -> None:
    """In the least core of a game whose core is not empty the group that gains most loses: all and nobody are aside."""
    game = make_game(random_instance(36))
    assert game is not None
    found = find_least_core(game)
    assert found.core == "not empty"
    assert assert_found(game, found.payments)
    assert game.find_objection(found.payments).most_kr < -1000.0


@pytest.mark.parametrize("few", [0, 100])
def test_groups_are_set_aside_one_after_another(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The groups come in order of what they gain, until there is none with a lawful plan."""
    monkeypatch.setattr(stage, "FEW_ROUTES", few)
    game = make_game(random_instance(36))
    assert game is not None
    paid, aside = draw_payments(game, 1), list[Group]()
    while found := game.find_objection_besides(paid, aside):
        assert found.group not in aside
        aside.append(found.group)
    gains = {group: sum_paid(paid, group) - game.cost_of(group).cost_kr for group in list_groups(game.players)[:-1]}
    assert {*aside} == {group for group, gain_kr in gains.items() if gain_kr > -math.inf}
    assert np.diff([gains[group] for group in aside]).max() <= 1.0


@pytest.mark.parametrize("rule", ["none", "max-centres", "investment-budget", "must-open", "kpi-target of the country"])
def test_no_group_gains_more_by_price_payments_than_is_proved(rule: str) -> None:
    played = 0
    for seed in range(30):
        game = make_game(random_instance(seed) if rule == "none" else ruled_instance(rule, seed))
        if game is None or (found := game.price_payments) is None:
            continue
        error_kr = 1 + ROUNDING * game.whole.cost_kr
        assert sum(found.payments.values()) == pytest.approx(game.whole.cost_kr, rel=ROUNDING)
        for group in list_groups(game.players):
            assert sum_paid(found.payments, group) - game.cost_of(group).cost_kr <= found.most_kr + error_kr
        played += 1
        if played == 4:
            break
    assert played


# ---- a group by itself ----------------------------------------------------------------------------


def cut_to(instance: Instance, group: Group) -> Instance | None:
    """Return the instance of a group alone; None where a figure or a lock of a member goes or changes with the others.

    How much a contact counts is against the mean of all, and a lock on a host of somebody else goes with that.
    """
    part = extract(instance, municipalities=sorted(group)).instance
    pooled = instance.pooled_contacts
    locks = [row for row in instance.tables.locks if row.municipality is None or row.municipality in group]
    same = all(pooled[key] == volume for key, volume in part.pooled_contacts.items())
    return part if same and len(part.tables.locks) == len(locks) else None


@pytest.mark.parametrize("seed", [5, 6, 13, 24, 26, 27, 29, 36])
def test_a_group_costs_what_brute_force_finds_for_an_instance_of_its_own(seed: int) -> None:
    """`extract` cuts the instance, and knows nothing of groups; the audit finds no breach in the plan there."""
    game, cut = make_game(instance := random_instance(seed, optional_rules=False)), 0
    if game is None:
        pytest.skip("there is no plan for all")
    for group in list_groups(game.players)[:-1]:
        part, cost = cut_to(instance, group), game.cost_of(group)
        if part is None:
            continue
        best, assignment = cheapest(part), game.assignment_of(group)
        assert cost.cost_kr == pytest.approx(math.inf if best is None else best.cost_kr, rel=ROUNDING)
        assert cost.bound_kr <= cost.cost_kr
        if assignment is not None:
            evaluation = evaluate_fixed_plan(assignment, part)
            assert evaluation.lawful_figures is not None
            assert evaluation.lawful_figures.objective_kr == pytest.approx(cost.cost_kr, rel=ROUNDING)
        cut += 1
    assert cut


@pytest.mark.parametrize("rule", sorted(RULES))
def test_the_plan_of_the_group_that_gains_most_is_lawful_in_an_instance_of_its_own(rule: str) -> None:
    """The audit recomputes its cost and every rule there, and knows nothing of groups."""
    checked = 0
    for seed in range(20):
        game = make_game(instance := ruled_instance(rule, seed))
        found = game and game.find_objection(draw_payments(game, seed))
        part = cut_to(instance, found.group) if found and found.group else None
        if game and found and part and not _must_be_open_elsewhere(instance, part):
            assignment = game.assignment_of(found.group)
            assert assignment is not None
            evaluation = evaluate_fixed_plan(assignment, part)
            assert evaluation.lawful_figures is not None, evaluation.breaches
            assert evaluation.lawful_figures.objective_kr == pytest.approx(found.cost.cost_kr, rel=ROUNDING)
            checked += 1
        if checked == 2:
            return
    assert checked


def _must_be_open_elsewhere(instance: Instance, part: Instance) -> bool:
    """Whether a shared centre must be open that has gone with its members: it is asked of every group."""
    return any(row.must_open and row.seat is None and row.centre not in part.centres for row in instance.tables.centres)


@pytest.mark.parametrize("seed", [5, 13, 24, 36])
def test_two_groups_cost_no_more_together_than_apart(seed: int) -> None:
    """Where no limit is of the whole plan, each can go on as it would alone."""
    game = make_game(random_instance(seed, optional_rules=False))
    if game is None:
        pytest.skip("there is no plan for all")
    for one, other in combinations(list_groups(game.players), 2):
        if not one & other:
            apart_kr = game.cost_of(one).cost_kr + game.cost_of(other).cost_kr
            assert game.cost_of(one | other).cost_kr <= apart_kr * (1 + ROUNDING)


def test_nobody_costs_nothing_and_nobody_leaves_a_game_of_one() -> None:
    instance = random_instance(24)
    game = make_game(instance)
    assert game is not None
    assert game.cost_of(frozenset()).cost_kr == 0.0
    one = extract(instance, municipalities=[game.players[0]]).instance
    alone = MunicipalGame(one, solve(one, EXACT).assignment, 0.0, EXACT)
    with pytest.raises(ValueError, match="one player"):
        alone.find_objection({game.players[0]: 1.0})


# ---- the quick cost -------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", ["none", "most-buyers", "must-open"])
def test_the_quick_cost_of_a_group_is_near_its_cost(rule: str) -> None:
    """Few are alone, and a limit of the whole plan is left out: it is below then."""
    shares: list[float] = []
    for seed in range(10):
        game = make_game(random_instance(seed) if rule == "none" else ruled_instance(rule, seed))
        if game is not None:
            groups = list_groups(game.players)
            true_kr = np.array([game.cost_of(group).cost_kr for group in groups])
            quick_kr = QuickGroupCosts(game.problem, game.players).costs_kr(flags_of(game.players, groups))
            shares += (quick_kr / true_kr)[np.isfinite(true_kr)].tolist()
    assert np.quantile(shares, 0.2) > 0.999
    assert 0.85 < min(shares) <= max(shares) < 1.001


def test_the_quick_cost_knows_what_each_host_must_and_may_sell() -> None:
    """Of København and some of its region, of two hosts that are too many, and of one host and too few who buy."""
    instance = read("denmark-2014")
    at_home = {(code, task): instance.own_centre[code] for code, task in instance.contacts}
    game = MunicipalGame(instance, Assignment(at_home), 0.0, SolverOptions(gap=1e-5))
    small = [code for code in game.players if instance.municipalities[code].population < 40_000]
    groups = [
        frozenset({"101", *small[:15]}),
        frozenset({"751", "461", *small[:12]}),
        frozenset({"851", *small[:3]}),
        frozenset(small[:8]),
    ]
    costs = [game.cost_of(group) for group in groups]
    quick_kr = QuickGroupCosts(game.problem, game.players).costs_kr(flags_of(game.players, groups))
    assert quick_kr == pytest.approx([cost.cost_kr for cost in costs], rel=1e-3)
