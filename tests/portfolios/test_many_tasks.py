"""Portfolios that are made where there are too many to go through, beside all of them."""

from dataclasses import dataclass

import numpy as np
import pytest

from optimiser.data.generate import generate
from optimiser.planning.problem import build_problem
from optimiser.portfolios import building
from optimiser.portfolios.building import build_portfolio_costs
from optimiser.portfolios.lagrangian import Lagrangian
from optimiser.portfolios.portfolio_costs import PortfolioCosts
from tests.portfolios.prices import any_prices, solve_relaxation

PRICES_KR = np.linspace(0.0, 80.0, 161)
TASKS = 8


@dataclass(frozen=True)
class Both:
    """What portfolios cost where all are gone through, and where some are made."""

    every: PortfolioCosts
    made: PortfolioCosts


@pytest.fixture(scope="module", params=["none", "bands", "all"])
def both(request: pytest.FixtureRequest) -> Both:
    """A country in which every municipality has eight tasks, with no extra kr. a contact, two of them, or many."""
    problem = build_problem(generate(municipalities=14, tasks=TASKS, hosts=4, regions=2, pairs=request.param, seed=3))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(building, "MOST_ENUMERATED", 3**TASKS)
        every = build_portfolio_costs(problem)
        patched.setattr(building, "MOST_ENUMERATED", 1)
        return Both(every, build_portfolio_costs(problem))


def cheapest_kr(costs: PortfolioCosts, i: int, c: int) -> np.ndarray:
    """What the cheapest portfolio of a pair costs at each price, that which sends nothing among them."""
    some = costs.portfolios_of(i, c)
    fixed_kr = some.fixed_kr + costs.extra_kr[i, c] * some.contacts + costs.connection_kr[i, c]
    lines = fixed_kr + np.multiply.outer(PRICES_KR, some.volume)
    return np.asarray(np.minimum(lines.min(axis=1), costs.home_kr[i] + costs.connection_kr[i, c]))


def test_one_has_all_portfolios_and_the_other_few(both: Both) -> None:
    assert both.every.complete
    assert len(both.made.in_many_ways) == 14
    counts = [[len(some.volume) for kinds in costs.partners for some in kinds] for costs in (both.every, both.made)]
    assert sum(counts[1]) < sum(counts[0]) / 4


def test_those_made_have_the_cheapest_at_each_price(both: Both) -> None:
    """Exactly where few values are added to a contact, and to a hundred-thousandth where many are."""
    pairs = np.argwhere(np.isfinite(both.every.connection_kr))
    assert len(pairs) > 14
    exact = len(np.unique(both.every.extra_kr)) <= building.EXTRAS
    for i, c in pairs:
        least_kr, made_kr = cheapest_kr(both.every, i, c), cheapest_kr(both.made, i, c)
        assert (made_kr >= least_kr * (1 - 1e-12)).all()
        assert made_kr == pytest.approx(least_kr, rel=1e-12 if exact else 1e-5)


def test_the_way_home_is_the_same(both: Both) -> None:
    assert both.made.home_kr == pytest.approx(both.every.home_kr, rel=1e-12)


def test_task_by_task_proves_as_much_as_all_portfolios(both: Both) -> None:
    """Where size only makes a contact cheaper, tasks one by one come to a portfolio that there is."""
    every, made = Lagrangian(both.every), Lagrangian(both.made)
    relaxed = solve_relaxation(every)
    assert relaxed is not None
    for prices in (relaxed.prices, *(any_prices(every, seed) for seed in range(5))):
        bound_kr = every.evaluate(prices).bound_kr
        assert made.evaluate(prices).bound_kr <= bound_kr + 1e-12 * abs(bound_kr)
    assert made.evaluate(relaxed.prices).bound_kr == pytest.approx(relaxed.cost_kr, rel=1e-9)
