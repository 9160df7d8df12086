"""Tasks of a municipality together at one place: priced as a solve with all of them demanded prices them."""

import pytest

from optimiser import Result, read, solve
from optimiser.explanation import explanation
from optimiser.explanation.explanation import explain
from optimiser.explanation.portfolios import other_portfolios, tasks_together
from optimiser.explanation.resolving import demand_routes
from tests.toys import TOY

CODES = ("901", "902", "903", "904")
KRONE = 1.0


@pytest.fixture(scope="module")
def toy() -> Result:
    return solve(read(TOY))


def test_who_buys_moves_what_it_buys_and_who_does_not_what_it_may_buy(toy: Result) -> None:
    assert tasks_together(toy.plan, "903") == ("L4",)
    assert tasks_together(toy.plan, "901") == ("L4", "L6")


@pytest.mark.parametrize("code", CODES)
def test_they_are_at_home_at_each_host_and_shared_centre_but_not_as_in_the_plan(toy: Result, code: str) -> None:
    plan = toy.plan
    for routes in other_portfolios(plan, code):
        assert {route.task for route in routes} == set(tasks_together(plan, code))
        assert len({route.centre for route in routes}) == 1
        assert set(routes) <= plan.problem.lawful
        assert not set(routes) <= set(plan.by_municipality[code])


@pytest.mark.parametrize("small", [True, False])
@pytest.mark.parametrize("code", CODES)
def test_the_difference_is_that_of_a_solve_with_all_of_them_demanded(
    toy: Result, code: str, small: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explanation, "is_small", lambda _: small)
    for one in explain(toy, code).portfolios:
        after = solve(demand_routes(toy.instance, one.routes))
        assert one.forced is not None
        if not after.has_plan:
            assert one.forced.difference_kr is None
            continue
        exact_kr = after.figures.objective_kr - toy.figures.objective_kr
        assert one.forced.least_kr is not None
        assert one.forced.difference_kr is not None
        assert one.forced.least_kr <= exact_kr + KRONE
        assert one.forced.difference_kr >= exact_kr - KRONE
        if one.forced.status == "optimal":
            assert one.forced.difference_kr == pytest.approx(exact_kr, abs=1e-4 * after.figures.objective_kr)
        if one.move.obeys:
            assert one.move.difference_kr >= exact_kr - KRONE
