"""The bound of prices holds at any of them, is the relaxation's cost at its own, and stays true of many tasks."""

from functools import cache

import pytest

from optimiser.data.instance import Instance
from optimiser.planning.problem import build_problem
from optimiser.portfolios import building
from optimiser.portfolios.building import build_portfolio_costs
from optimiser.portfolios.lagrangian import Lagrangian
from tests.portfolios.prices import any_prices, solve_relaxation
from tests.random_instances import random_instance_with_pairs
from tests.sampling import by_day
from tests.witness import cheapest

SEEDS = range(200)
ROUNDING = 1e-9
LP_ERROR = 1e-6
"""To so much of the cost the solver's duals are optimal."""


@cache
def optimum_kr(seed: int) -> float | None:
    """What the cheapest plan costs by brute force; None where there is none."""
    best = cheapest(random_instance_with_pairs(seed))
    return best.cost_kr if best else None


def lagrangian_of(instance: Instance) -> Lagrangian:
    return Lagrangian(build_portfolio_costs(build_problem(instance)))


def assert_no_price_proves_too_much(seed: int, draws: int) -> None:
    best_kr, lagrangian = optimum_kr(seed), lagrangian_of(random_instance_with_pairs(seed))
    if best_kr is None or not lagrangian.costs.bound_holds:
        return
    for draw in range(draws):
        bound_kr = lagrangian.evaluate(any_prices(lagrangian, draw)).bound_kr
        assert bound_kr <= best_kr * (1 + ROUNDING), (seed, draw)
    relaxed = solve_relaxation(lagrangian)
    if lagrangian.costs.complete:
        assert relaxed is not None, seed
    if relaxed is not None:
        assert lagrangian.evaluate(relaxed.prices).bound_kr <= best_kr * (1 + ROUNDING), seed


@pytest.mark.parametrize("start", by_day([0], range(0, len(SEEDS), 50)))
def test_no_price_proves_more_than_the_optimum(start: int) -> None:
    for seed in SEEDS[start : start + 50]:
        assert_no_price_proves_too_much(seed, draws=12)


@pytest.mark.parametrize("most", [1, 4])
@pytest.mark.parametrize("start", by_day([0], range(0, len(SEEDS), 50)))
def test_nor_where_portfolios_are_too_many(start: int, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "MOST_ENUMERATED", most)
    for seed in SEEDS[start : start + 50]:
        assert_no_price_proves_too_much(seed, draws=12)


def test_these_instances_have_what_the_bound_is_about() -> None:
    some = [lagrangian_of(random_instance_with_pairs(seed)) for seed in SEEDS]
    held = [one for one in some if one.costs.bound_holds]
    assert len(held) > len(SEEDS) / 2
    assert sum(bool(len(one.hosts)) for one in held) > len(held) / 2
    assert sum(bool(one.may_pass.any()) for one in held) > 20
    assert sum(bool((one.costs.least_sold > 0).any()) for one in held) > 20


@pytest.mark.parametrize("start", by_day([0], range(0, len(SEEDS), 50)))
def test_the_prices_of_the_relaxation_prove_what_it_costs(start: int) -> None:
    proved = 0
    for seed in SEEDS[start : start + 50]:
        lagrangian = lagrangian_of(random_instance_with_pairs(seed))
        relaxed = solve_relaxation(lagrangian)
        if relaxed is None:
            continue
        bound_kr = lagrangian.evaluate(relaxed.prices).bound_kr
        assert bound_kr == pytest.approx(relaxed.cost_kr, rel=LP_ERROR), seed
        proved += 1
    assert proved > 15


@pytest.mark.nightly
@pytest.mark.parametrize("start", range(200, 4200, 200))
def test_no_price_of_many_proves_more_than_the_optimum(start: int) -> None:
    for seed in range(start, start + 200):
        assert_no_price_proves_too_much(seed, draws=20)


@pytest.mark.nightly
@pytest.mark.parametrize("start", range(200, 4200, 200))
def test_nor_do_prices_of_many_where_portfolios_are_too_many(start: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "MOST_ENUMERATED", 1)
    for seed in range(start, start + 200):
        assert_no_price_proves_too_much(seed, draws=20)
