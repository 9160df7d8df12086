"""A cap in the law holds at the price that is paid for a contact, not only at today's."""

from collections import Counter

import pytest

from optimiser import Result, solve
from optimiser.data.instance import Instance
from optimiser.planning.problem import build_problem
from tests.planning.two_towns import BUYS_BOTH, TABLES, two_towns
from tests.random_instances import random_instance_with_any_curve
from tests.toys import toy_on_curve
from tests.witness import cheapest

LAW = TABLES["legal"] + "cap,{forms},1-6,{cap_kr},another act,true\n"
DEAR = ((100_000, 75), (200_000, 70), (300_000, 66), (400_000, 63), (500_000, 60))


def _bought(instance: Instance) -> list[str]:
    result = solve(instance, gap=0.0)
    assert result.breaches == []
    frame = result.assignments
    return list(frame[frame["form"].isin(["purchased", "regional"])]["task"])


def paid_kr(result: Result, forms: tuple[str, ...], levels: tuple[int, ...]) -> float:
    """The most that any municipality pays one centre for answering what a cap covers, by the tables of the result."""
    unit_kr = dict(zip(result.centres["centre"], result.centres["unit_cost_kr"], strict=True))
    paid: Counter[tuple[str, str]] = Counter()
    for row in result.assignments.to_dict(orient="records"):
        if row["form"] in forms and row["level"] in levels:
            paid[row["municipality"], row["centre"]] += (
                row["pooled_volume"] * unit_kr[row["centre"]] + row["unpooled_kr"]
            )
    return max(paid.values(), default=0.0)


def test_nobody_buys_above_the_cap_where_a_contact_costs_more_than_today() -> None:
    """At 60 kr. a contact 100,000 of them were bought for 6.0 million, under a cap of 5.0 million checked at 50 kr."""
    law = '[[add.legal]]\nrule = "cap"\nforms = "purchased"\nlevels = "1-9"\ncap_kr = 5000000\n'
    instance = toy_on_curve(DEAR, scenario=f'{law}citation = "an act"\nactive = true\n')
    best, result = cheapest(instance), solve(instance, gap=0.0)
    assert best is not None
    assert result.objective_kr == pytest.approx(best.cost_kr) == pytest.approx(80_400_000)
    assert "purchased" not in set(result.assignments["form"])


@pytest.mark.parametrize(("cap_kr", "bought"), [(12_000_000, ["G3", "G5"]), (11_999_000, ["G5"]), (5_999_000, [])])
def test_a_dear_host_counts_at_its_cost_factor(cap_kr: float, bought: list[str]) -> None:
    """Storby's contacts cost up to 60 kr., and each task is worth 6.0 million."""
    legal = LAW.format(forms="purchased", cap_kr=cap_kr)
    extra = "form,task,extra_kr\npurchased,G3,1\n"
    found = _bought(two_towns("centres.Storby.cost_factor=1.2", legal=legal, task_costs=extra))
    assert len(found) == len(bought)


def test_a_shared_centre_counts_at_its_cost_factor() -> None:
    """In Region a contact may come to 52.50 kr., so Lilleby's two tasks are worth 10.5 million."""
    shared = ("structure=one", "policy.levels.purchased=", "centres.Region.cost_factor=1.05")
    for cap_kr, above in ((10_500_000, False), (10_499_000, True)):
        problem = build_problem(two_towns(*shared, legal=LAW.format(forms="regional", cap_kr=cap_kr)))
        (law,) = (law for law in problem.instance.laws if law.cap_kr)
        routes = [route for route in problem.routes if (route.municipality, route.centre) == ("2", "Region")]
        assert problem.purchase_value_kr(law, routes) == pytest.approx(10_500_000)
        assert (problem.purchase_value_kr(law, routes) > cap_kr) == above


def test_longer_opening_hours_count_in_what_a_purchase_is_worth() -> None:
    """By the hours alone a contact at Storby is worth more than 50 kr., so two tasks are worth more than 10 million."""
    legal = LAW.format(forms="purchased", cap_kr=10_000_000)
    problem = build_problem(two_towns("centres.Storby.opening_hours=60", legal=legal))
    curve = problem.class_of["Storby"].curve
    assert problem.dearest_kr["Storby"] == pytest.approx(max(curve.unit_cost_kr(volume) for volume in (1, 100_000)))
    assert problem.dearest_kr["Storby"] > 50
    assert len(_bought(two_towns("centres.Storby.opening_hours=60", legal=legal))) < 2


def test_the_dearest_is_looked_for_where_the_limits_of_a_centre_let_it_be() -> None:
    """It costs 50 kr. in the smallest centres and 45 at 200,000 contacts, the least that Storby must sell."""
    assert build_problem(two_towns()).dearest_kr["Storby"] == 50
    assert build_problem(two_towns("centres.Storby.min_sold=200000")).dearest_kr["Storby"] == 45
    rising = "volume,unit_cost_kr\n100000,40\n600000,50\n"
    assert build_problem(two_towns(cost_curve=rising)).dearest_kr["Storby"] == 50
    at_most = build_problem(two_towns("centres.Storby.max_volume=300000", cost_curve=rising)).dearest_kr["Storby"]
    assert 40 < at_most < 50


def test_a_price_that_the_policy_sets_is_the_price() -> None:
    legal = LAW.format(forms="purchased", cap_kr=5_000_000)
    overrides = ("policy.purchase_price_kr=25", "centres.Storby.cost_factor=1.0")
    assert solve(two_towns(*overrides, legal=legal), gap=0.0).objective_kr == pytest.approx(BUYS_BOTH)


@pytest.mark.parametrize("seed", [299, 753, 2546])
def test_where_a_cap_valued_as_today_would_let_more_be_bought_no_plan_pays_more_than_it_allows(seed: int) -> None:
    """Random instances with a cap, on curves on which a contact can cost more than today."""
    instance = random_instance_with_any_curve(seed)
    best, result = cheapest(instance), solve(instance, gap=0.0)
    assert best is not None
    assert result.objective_kr == pytest.approx(best.cost_kr, rel=1e-6)
    assert result.breaches == []
    for law in instance.laws:
        if law.cap_kr is not None:
            assert paid_kr(result, law.forms, law.levels) <= law.cap_kr + 1
