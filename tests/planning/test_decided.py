"""What is decided: no more may be used, and its investment is paid whatever happens."""

from typing import Any

import pytest

from optimiser.api import solve
from optimiser.data.instance import Instance
from optimiser.data.read import check, write
from optimiser.planning.decided import Decided
from optimiser.planning.routes import eligible_routes
from optimiser.result.result import Result
from tests.planning.two_towns import BUYS_BOTH, BUYS_NONE, two_towns

INVESTMENTS = """\
item,basis,form,amount_kr,lifetime_years
host,centre,purchased,1000000,10
shared,centre,regional,7000000,10
own,centre,local,500000,10
line,connection,purchased,200000,10
start,municipality,purchased,300000,10
staff,fte,purchased,100,10
"""
CONNECTIONS = "form,yearly_kr,investment_kr,lifetime_years\npurchased,1000,400000,10\n"
BOUGHT = [("2", "Storby")]


def towns(*overrides: str, **tables: str) -> Instance:
    return two_towns(*overrides, investments=INVESTMENTS, connections=CONNECTIONS, **tables)


def connected(result: Result) -> set[tuple[str, str]]:
    rows = result.assignments[result.assignments["form"].isin(["purchased", "regional"])]
    return set(zip(rows["municipality"], rows["centre"], strict=True))


def cost_kr(instance: Instance, links: Any) -> float:
    decided = Decided(instance, links)
    result = solve(decided.restrict_to_decided())
    assert not result.breaches
    return float(result.objective_kr or 0) + decided.unavoidable.investment_annual_kr


def test_what_is_decided_is_paid_by_hand() -> None:
    """A host 1.0, a line 0.2 and its own 0.4, starting to buy 0.3 million: no interest, over ten years."""
    charge = Decided(towns(), BOUGHT).unavoidable
    assert charge.investment_kr == pytest.approx(1.9e6)
    assert charge.yearly_kr == charge.investment_annual_kr == pytest.approx(190_000)


def test_prices_are_those_of_the_future() -> None:
    dearer = towns("investments.*.amount_kr=x3", "connections.*.investment_kr=x2")
    assert Decided(dearer, BOUGHT).unavoidable.investment_kr == pytest.approx(3 * 1.5e6 + 2 * 0.4e6)


def test_nothing_else_may_be_used_and_what_is_may_be_left() -> None:
    fixed = Decided(two_towns("structure=one"), []).restrict_to_decided()
    assert not any(route.away for route in eligible_routes(fixed))
    fixed = Decided(two_towns("structure=one"), BOUGHT).restrict_to_decided()
    away = {(route.municipality, route.centre) for route in eligible_routes(fixed) if route.away}
    assert away == set(BOUGHT)


def test_as_of_today_a_decided_plan_costs_what_it_does() -> None:
    instance = towns()
    result = solve(instance)
    assert connected(result) == set(BOUGHT)
    assert cost_kr(instance, connected(result)) == pytest.approx(result.objective_kr)


def test_an_unused_connection_is_paid_for_and_not_run() -> None:
    """Where the seller gets too dear both towns are alone; the connection's 0.19 million is paid all the same."""
    dear = towns("centres.Storby.cost_factor=3", "task_costs.*.extra_kr=0", task_costs=EXTRA)
    alone = towns("centres.Storby.cost_factor=3", "municipalities.1.candidate_host=false", task_costs=EXTRA)
    assert cost_kr(dear, BOUGHT) == pytest.approx(float(solve(alone).objective_kr or 0) + 190_000)


EXTRA = "form,task,extra_kr\npurchased,G3,0\npurchased,G5,0\n"


@pytest.mark.parametrize("links", [[], BOUGHT, [("1", "Region"), ("2", "Region")], [("2", "Region")]])
def test_fixing_is_never_cheaper_than_deciding_again(links: list[tuple[str, str]]) -> None:
    instance = towns("structure=one")
    best = solve(instance)
    assert cost_kr(instance, links) >= (best.bound_kr or 0.0) - 1


def test_by_hand_without_investment() -> None:
    instance = two_towns()
    assert cost_kr(instance, BOUGHT) == pytest.approx(BUYS_BOTH)
    assert cost_kr(instance, []) == pytest.approx(BUYS_NONE)


def test_a_budget_is_what_is_left_of_it() -> None:
    for budget_kr, left_kr in ((5e6, 3.1e6), (1e6, 0.0)):
        fixed = Decided(towns(f"policy.investment_budget_kr={budget_kr}"), BOUGHT).restrict_to_decided()
        assert fixed.settings.policy.investment_budget_kr == pytest.approx(left_kr)
    assert Decided(towns(), BOUGHT).restrict_to_decided().settings.policy.investment_budget_kr is None


def test_the_fixed_instance_is_one_that_can_be_written_and_read(tmp_path: Any) -> None:
    fixed = Decided(towns("structure=one"), [*BOUGHT, ("1", "Region")]).restrict_to_decided()
    write(fixed, tmp_path / "fixed")
    again, findings = check(tmp_path / "fixed")
    assert findings == []
    assert again is not None
    assert again.sha256 == fixed.sha256
