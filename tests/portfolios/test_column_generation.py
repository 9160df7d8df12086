"""Column generation ends at the bound of the whole relaxation, and proves nothing wrong before."""

from math import inf

import pytest

from optimiser.planning.problem import build_problem
from optimiser.portfolios.building import build_portfolio_costs
from optimiser.portfolios.lagrangian import Lagrangian
from optimiser.solver import column_generation
from optimiser.solver.column_generation import count_columns, generate_columns
from optimiser.solver.highs import SolverLimits
from tests.portfolios.prices import solve_relaxation
from tests.portfolios.ruled_instances import ruled_instance
from tests.random_instances import random_instance_with_pairs
from tests.sampling import by_day
from tests.witness import cheapest

LIMITS = SolverLimits(0.0, 60.0, 1, 1)
OF_PORTFOLIOS = ("kpi-target of the country", "investment-budget")
LP_ERROR = 1e-6
"""To so much of the cost the solver's duals are optimal."""


@pytest.mark.parametrize("start", by_day([0], range(0, 100, 25)))
def test_ends_at_the_bound_of_the_whole_relaxation(start: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(column_generation, "COLUMNS_AT_ONCE", 1)
    grown = 0
    for seed in range(start, start + 25):
        instance = random_instance_with_pairs(seed)
        lagrangian = Lagrangian(build_portfolio_costs(build_problem(instance)))
        whole = solve_relaxation(lagrangian) if count_columns(lagrangian) else None
        if whole is None:
            continue
        generated = generate_columns(lagrangian, LIMITS, lambda *_: False, 0.0)
        bound_kr = lagrangian.evaluate(whole.prices).bound_kr
        assert generated.finished, seed
        assert generated.bound_kr == pytest.approx(lagrangian.evaluate(generated.prices).bound_kr, rel=1e-12)
        assert generated.bound_kr == pytest.approx(bound_kr, rel=LP_ERROR), seed
        best = cheapest(instance)
        if lagrangian.costs.bound_holds and best is not None:
            assert generated.bound_kr <= best.cost_kr * (1 + 1e-9), seed
        grown += generated.linear is not None and generated.linear.columns < count_columns(lagrangian)
    assert grown


@pytest.mark.parametrize("rule", OF_PORTFOLIOS)
def test_so_it_does_where_a_limit_of_the_plan_looks_at_portfolios(rule: str) -> None:
    priced = 0
    for seed in range(45):
        instance = ruled_instance(rule, seed)
        lagrangian = Lagrangian(build_portfolio_costs(build_problem(instance)))
        whole = solve_relaxation(lagrangian) if count_columns(lagrangian) else None
        if whole is None or cheapest(instance) is None:  # without a plan, what is beyond a limit has a price of its own
            continue
        generated = generate_columns(lagrangian, LIMITS, lambda *_: False, 0.0)
        assert generated.finished, seed
        assert generated.bound_kr == pytest.approx(whole.cost_kr, rel=LP_ERROR, abs=1.0), seed
        assert lagrangian.evaluate(whole.prices).bound_kr == pytest.approx(whole.cost_kr, rel=LP_ERROR, abs=1.0), seed
        priced += bool(generated.prices.plan_kr.any())
    assert priced > 3


@pytest.mark.parametrize("seed", by_day(range(8), range(20)))
def test_stopped_at_once_it_still_proves_nothing_wrong(seed: int) -> None:
    instance = random_instance_with_pairs(seed)
    lagrangian = Lagrangian(build_portfolio_costs(build_problem(instance)))
    generated = generate_columns(lagrangian, LIMITS, lambda *_: True, 0.0)
    best = cheapest(instance)
    assert not generated.finished
    if lagrangian.costs.bound_holds and best is not None:
        assert -inf < generated.bound_kr <= best.cost_kr * (1 + 1e-9)
