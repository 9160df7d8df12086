"""What the portfolio model knows of rules: bounds and plans beside brute force; each solution keeps each limit."""

from functools import cache
from math import inf

import pytest

from optimiser import solve
from optimiser.data.instance import Instance
from optimiser.model.portfolio_model import select
from optimiser.model.portfolio_writer import build_portfolio_model
from optimiser.planning.problem import build_problem
from optimiser.portfolios.building import build_portfolio_costs
from optimiser.portfolios.lagrangian import Lagrangian
from optimiser.rules.registry import all_rules, rule_named
from optimiser.solver import highs
from optimiser.solver import stage as stage_module
from optimiser.solver.highs import SolverLimits
from tests.portfolios.ruled_instances import RULES, ruled_instance
from tests.sampling import by_day
from tests.witness import Cheapest, cheapest

SOLVED = by_day([range(12)], [range(12, 60)])
SEEDS = by_day([range(30)], [range(30, 60)])
LIMITS = SolverLimits(gap=0.0, seconds=60.0, threads=1, seed=1)
ERROR = 1e-6


@cache
def best_of(rule: str, seed: int) -> Cheapest | None:
    return cheapest(ruled_instance(rule, seed))


def is_told(instance: Instance) -> bool:
    problem = build_problem(instance)
    return all(rule.told_by_portfolios(problem) for rule in all_rules())


@pytest.mark.parametrize("seeds", SOLVED, ids=str)
@pytest.mark.parametrize("rule", RULES)
def test_the_stages_bracket_what_brute_force_finds(rule: str, seeds: range, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage_module, "FEW_ROUTES", 0)
    proved = 0
    for seed in seeds:
        result, best = solve(ruled_instance(rule, seed), gap=0.0), best_of(rule, seed)
        if best is None:
            assert result.status == "infeasible", seed
            continue
        assert result.objective_kr == pytest.approx(best.cost_kr, rel=ERROR), seed
        for stage in result.run.stages:
            assert stage.bound_kr is None or stage.bound_kr <= best.cost_kr * (1 + ERROR), (seed, stage.name)
            proved += stage.name in ("lagrangian", "portfolios") and stage.bound_kr is not None
    assert proved >= len(seeds) / 6


@pytest.mark.parametrize("seeds", SEEDS, ids=str)
@pytest.mark.parametrize("rule", RULES)
def test_every_limit_is_kept_by_a_solution(rule: str, seeds: range) -> None:
    """By each municipality, hosts too, whose own portfolio is no choice of the model but many; and by the plan."""
    name, hosts = rule.partition(" of ")[0], 0
    for seed in seeds:
        instance, best = ruled_instance(rule, seed), best_of(rule, seed)
        lagrangian = Lagrangian(build_portfolio_costs(build_problem(instance)))
        selection = select(lagrangian, lagrangian.first_prices(), inf, lambda costs: costs.every_portfolio)
        model = build_portfolio_model(lagrangian, selection, whole=True)
        solution = highs.solve(model.linear, LIMITS, lambda *_: False)
        if solution.x is None:
            assert best is None or not lagrangian.costs.bound_holds, seed
            continue
        if best is not None and lagrangian.costs.bound_holds and is_told(instance):
            assert solution.objective * 1e6 <= best.cost_kr * (1 + ERROR), seed
        routes, problem = list(model.routes(solution.x)), lagrangian.costs.problem
        told = rule_named(name)
        assert told is not None
        for code in instance.tasks_of:
            mine = [route for route in routes if route.municipality == code]
            for limit in told.portfolio_limits(problem, code):
                counted = [limit.counts(route) for route in mine]
                assert sum(counted) >= limit.least - ERROR * (1 + sum(map(abs, counted))), (seed, code)
        for whole in told.plan_limits(problem):
            assert whole.used_by(routes) <= whole.most + ERROR * (1 + abs(whole.most) + sum(instance.contacts.values()))
        hosts += len({route.centre for route in routes if route.form == "purchased"})
    assert hosts
