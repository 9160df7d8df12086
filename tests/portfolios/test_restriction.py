"""Where a task must be answered at one place: no bound above the optimum, and plans that are ones, at any prices."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest

from optimiser.data.instance import Instance
from optimiser.explanation.resolving import demand_route
from optimiser.planning.problem import Problem, build_problem
from optimiser.planning.routes import Route
from optimiser.portfolios.building import build_portfolio_costs, restrict_portfolio_costs
from optimiser.portfolios.lagrangian import Lagrangian, Prices
from optimiser.portfolios.restriction import Restriction
from optimiser.solver import stage as stage_module
from optimiser.solver.monitor import ProgressMonitor
from optimiser.solver.restricting import PartOfModel, Restricting
from optimiser.solver.solve import Solve
from optimiser.solver.stages import ExactStage
from tests.portfolios.prices import any_prices
from tests.portfolios.ruled_instances import RULES, ruled_instance
from tests.random_instances import random_instance_with_pairs
from tests.sampling import by_day

LOST_POOL = 32
"""A wish about the most buyers, and a centre that must be open and has no pool."""
SEEDS = by_day([*range(8), LOST_POOL], [*range(20), *range(33, 300)])
EACH = 4
"""Places demanded of each instance."""
SLACK_KR = 1.0


@pytest.fixture(autouse=True)
def no_problem_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage_module, "FEW_ROUTES", 0)


def solved(instance: Instance) -> Solve:
    """The exact model of an instance, to no gap."""
    options = instance.settings.solver.model_copy(update={"gap": 0.0})
    work = Solve(build_problem(instance), options, ProgressMonitor(60.0, lambda _: None), stages=(ExactStage(),))
    work.run_stages()
    return work


def some_routes(problem: Problem, seed: int) -> list[Route]:
    """A few of the problem's routes."""
    draw = np.random.default_rng(seed)
    numbers = draw.choice(len(problem.routes), min(EACH, len(problem.routes)), replace=False)
    return [problem.routes[number] for number in numbers]


def left_with(problem: Problem, route: Route) -> list[Route]:
    """The routes of its municipality where its task must go so."""
    return [one for one in problem.routes_of[route.municipality] if one.task != route.task or one == route]


def bounds_at(problem: Problem, route: Route, prices: Callable[[Lagrangian], Prices]) -> tuple[float, float]:
    """What the prices prove with the route demanded, and without any demand."""
    costs = build_portfolio_costs(problem)
    lagrangian, i = Lagrangian(costs), costs.number_of[route.municipality]
    at = prices(lagrangian)
    relaxation = lagrangian.evaluate(at)
    found = [
        Restriction(lagrangian, at, relaxation, i, restrict_portfolio_costs(costs, route.municipality, some)).bound_kr
        for some in (left_with(problem, route), problem.routes_of[route.municipality])
    ]
    assert found[1] >= relaxation.bound_kr - SLACK_KR
    return found[0], found[1]


def instances(seed: int) -> Iterator[Instance]:
    """One with costs by pair, and one that asks for a rule."""
    yield random_instance_with_pairs(seed)
    yield ruled_instance(list(RULES)[seed % len(RULES)], seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_bound_is_above_the_optimum_and_what_is_found_is_a_plan(seed: int) -> None:
    for instance in instances(seed):
        problem, base = build_problem(instance), solved(instance)
        if base.plan is None:
            continue
        options = instance.settings.solver
        restricting = Restricting.of_problem(problem, options, ProgressMonitor(60.0, lambda _: None))
        if restricting is None or not build_portfolio_costs(problem).bound_holds:
            continue
        for route in some_routes(problem, seed):
            best = solved(demand_route(instance, route))
            restriction = restricting.restrict(route.municipality, left_with(problem, route))
            of_draw, unrestricted = bounds_at(problem, route, lambda one: any_prices(one, seed))
            assert unrestricted <= base.plan.cost_kr + SLACK_KR
            part = PartOfModel(base.plan, route.centre, 0.0, wide=True)
            found = restricting.find_plan(restriction, part, ProgressMonitor(60.0, lambda _: None))
            if best.plan is None:
                assert found is None
                continue
            assert restricting.holds
            assert max(restriction.bound_kr, of_draw) <= best.plan.cost_kr + SLACK_KR
            if found is not None:
                assert route in found.routes
                assert found.cost_kr >= best.plan.cost_kr - SLACK_KR
