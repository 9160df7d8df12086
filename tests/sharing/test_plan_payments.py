"""Payments by the rules that need the plan alone: whole øre that add up, and what each rule says by hand."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimiser import share, solve
from optimiser.audit import audit_sharing
from optimiser.planning.plan import Plan
from optimiser.planning.problem import build_problem
from optimiser.sharing.plan_payments import (
    deal_ore,
    pay_at_host_prices,
    pay_by_load,
    pay_by_todays_cost,
    price_at_hosts,
    total_ore,
)
from tests.planning.two_towns import TABLES, two_towns
from tests.random_instances import random_instance
from tests.random_sales import random_instance_with_sales

AMOUNTS = st.dictionaries(st.text("abc", min_size=1, max_size=3), st.floats(-1e9, 1e9), min_size=1)


def plan_of(*overrides: str, **tables: str) -> Plan:
    result = solve(two_towns(*overrides, **tables), gap=1e-7)
    return Plan.of(build_problem(result.instance), result.assignment)


@given(AMOUNTS)
def test_ore_add_up_and_each_is_within_one_of_what_it_stands_for(shares_kr: dict[str, float]) -> None:
    whole = round(sum(shares_kr.values()) * 100)
    dealt = deal_ore(shares_kr, whole)
    assert sum(dealt.values()) == whole
    rounding = abs(whole - sum(shares_kr.values()) * 100) + 1e-6 * max(map(abs, shares_kr.values())) + 1
    assert all(abs(dealt[code] - kr * 100) <= rounding for code, kr in shares_kr.items())


def test_left_over_ore_go_to_those_who_lost_most_and_then_in_order() -> None:
    third = 1 / 3
    assert deal_ore({"a": third, "b": third, "c": third}, 100) == {"a": 34, "b": 33, "c": 33}
    assert deal_ore({"a": 0.331, "b": 0.339, "c": 0.33}, 100) == {"a": 33, "b": 34, "c": 33}


def test_two_towns_by_hand() -> None:
    """600,000 contacts cost 21.6 million in Storby's centre, where today each costs 50 kr."""
    plan = plan_of()
    assert pay_by_load(plan) == pytest.approx({"1": 14.4e6, "2": 7.2e6})
    assert pay_by_todays_cost(plan) == pytest.approx({"1": 14.4e6, "2": 7.2e6})
    assert pay_at_host_prices(plan) == pytest.approx({"1": 14.4e6, "2": 7.2e6})
    assert total_ore(plan) == 21_600_000_00


def test_a_price_a_contact_is_the_mean_of_all_that_the_host_answers() -> None:
    """G5 is half unpooled, at 50 kr. as today, so that a contact of it costs Storby more than one of G3 does."""
    plan = plan_of("tasks.G5.pooling_weight=0.5")
    (price,) = price_at_hosts(plan)
    cost_kr = plan.cost_kr
    assert [price.contacts, price.price_kr] == pytest.approx([200_000, cost_kr / 600_000])
    assert pay_at_host_prices(plan) == pytest.approx({"1": cost_kr * 4 / 6, "2": cost_kr * 2 / 6})
    assert pay_by_load(plan)["2"] > cost_kr * 2 / 6


def test_no_buyer_pays_more_than_a_cap_in_the_law_and_the_host_carries_the_rest() -> None:
    capped = TABLES["legal"] + "cap,purchased,1-6,7000000,another act,true\n"
    plan = plan_of("policy.purchase_price_kr=30", legal=capped)
    (price,) = price_at_hosts(plan)
    assert [price.paid_kr, price.left_out_kr] == pytest.approx([7.0e6, 0.2e6])
    assert pay_at_host_prices(plan) == pytest.approx({"1": 14.6e6, "2": 7.0e6})


THREE_TASKS = {
    "tasks": """\
task,level,authority,handling_minutes,pooling_weight,national_contacts
G3,3,false,6,1,480000
G4,4,false,6,1,60000
G5,5,false,6,1,60000
""",
    "volumes": """\
municipality,task,contacts
1,G3,400000
2,G3,80000
2,G4,60000
2,G5,60000
""",
}
"""Lilleby buys for 2.88, 2.16 and 2.16 million kr. at 36 kr. a contact, and for 2.4, 1.8 and 1.8 at 30."""


@pytest.mark.parametrize(
    ("caps_kr", "left_out_kr"),
    [
        ({"3": 2.5e6, "4-5": 4.0e6}, 0.38e6 + 0.32e6),  # of different tasks: each takes off what is above it
        ({"1-6": 7.0e6, "3": 2.5e6}, 0.38e6),  # one within the other: the larger of 0.2 and 0.38
        ({"1-6": 6.5e6, "3": 2.5e6}, 0.70e6),
        ({"3": 2.5e6, "4-5": 4.0e6, "1-6": 6.4e6}, 0.80e6),
        ({"3-4": 4.3e6, "4-5": 4.0e6}, 0.74e6),  # what is taken off level 4 counts under both
        ({"3 4": 4.3e6, "3 5": 4.3e6, "4 5": 3.7e6}, (0.74e6 + 0.74e6 + 0.62e6) / 2),  # each level counts under two
    ],
)
def test_all_caps_in_the_law_hold_at_once_and_no_more_is_taken_off_than_that_needs(
    caps_kr: dict[str, float], left_out_kr: float, tmp_path: Path
) -> None:
    rows = "".join(f"cap {levels},purchased,{levels},{kr},an act,true\n" for levels, kr in caps_kr.items())
    instance = two_towns("policy.purchase_price_kr=30", legal=TABLES["legal"] + rows, **THREE_TASKS)
    result = solve(instance, gap=1e-7)
    (price,) = price_at_hosts(Plan.of(build_problem(result.instance), result.assignment))
    assert price.left_out_kr == pytest.approx(left_out_kr, abs=0.005)
    share(result, tmp_path, rules=["host-price"], ask_groups=False)
    assert not audit_sharing(tmp_path).breaches


@cache
def _random_plan(seed: int) -> Plan | None:
    draw = random_instance if seed % 2 else random_instance_with_sales
    result = solve(draw(seed))
    return Plan.of(build_problem(result.instance), result.assignment) if result.has_plan else None


def test_every_rule_of_random_plans_adds_up_to_the_cost() -> None:
    plans = [plan for seed in range(12) if (plan := _random_plan(seed))]
    assert len(plans) > 3
    for plan in plans:
        for pay in (pay_by_load, pay_by_todays_cost, pay_at_host_prices):
            assert sum(pay(plan).values()) == pytest.approx(plan.cost_kr)
