"""A closed shared centre, opened by a subsidy: a plan that is one, and a bound that holds for all such plans."""

from math import inf

import pytest

from optimiser import Result, read, solve
from optimiser.explanation.explanation import list_alternatives
from optimiser.explanation.local_moves import broken_rules, repair_plan, replace_routes
from optimiser.explanation.resolving import Starts
from optimiser.planning.plan import Plan
from optimiser.planning.pools import alike_pools
from optimiser.solver.relaxing import Relaxation
from optimiser.solver.warm_start_cache import WarmStartCache
from tests.cli.conftest import TOY
from tests.random_instances import random_instance

CENTRE = "Region Nordland"
OPEN_KR = 63_950_000 + 3_125_000
"""The best plan of the toy with its virtual centre open: what the demand for any task in it comes to as well."""


@pytest.fixture(scope="module")
def toy() -> Result:
    return solve(read(TOY))


def test_it_is_opened_at_the_least_cost_with_a_bound_at_the_prices_of_the_run(toy: Result) -> None:
    opened = Starts(toy, 60.0).best_with_centre(CENTRE)
    assert opened.plan
    assert opened.bound_kr is not None
    assert CENTRE in opened.plan.by_centre
    assert opened.plan.cost_kr == pytest.approx(OPEN_KR)
    assert OPEN_KR * (1 - 1e-4) <= opened.bound_kr <= OPEN_KR + 1
    assert broken_rules(opened.plan.problem, opened.plan.routes) == ()


def test_it_is_solved_for_once(toy: Result, monkeypatch: pytest.MonkeyPatch) -> None:
    starts = Starts(toy, 60.0)
    first = starts.best_with_centre(CENTRE)
    monkeypatch.setattr(Starts, "_solve_with_centre", lambda *_: pytest.fail("solved again"))
    assert starts.best_with_centre(CENTRE) is first


def test_no_plan_with_a_form_costs_less_than_the_relaxed_model_says(toy: Result) -> None:
    plan = toy.plan
    pools = alike_pools(plan.problem)
    relaxation = Relaxation(WarmStartCache().get(plan.problem, pools))
    for route in plan.routes:
        assert relaxation.bound_kr(route.municipality, route.task, route.form) <= plan.cost_kr + 1
    assert relaxation.bound_kr("902", "L4", "regional") > plan.cost_kr
    assert relaxation.bound_kr("902", "L4", "external") == inf


def test_what_is_mended_is_a_plan_with_the_task_where_it_was_wanted() -> None:
    """On random instances; and it happens."""
    mended = 0
    for seed in range(30):
        result = solve(random_instance(seed))
        plan = result.plan if result.has_plan else None
        for taken in plan.routes if plan else ():
            for one in list_alternatives(plan.problem, taken) if plan else ():
                after = Plan(plan.problem, replace_routes(plan.routes, (one.route,))) if plan else None
                if one.lawful and after and broken_rules(after.problem, after.routes):
                    found = repair_plan(after, one.route)
                    if found:
                        mended += 1
                        assert one.route in found.routes
                        assert broken_rules(found.problem, found.routes) == ()
    assert mended > 0
