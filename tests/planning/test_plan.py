"""What a plan costs, by hand: Lilleby buys G3 from Storby and answers G5 itself."""

from dataclasses import asdict

import pytest

from optimiser.data.instance import Instance
from optimiser.planning.plan import Plan
from optimiser.planning.problem import build_problem
from optimiser.planning.routes import Route
from tests.planning.two_towns import BUYS_ONE, two_towns

ROUTES = (
    Route("1", "G3", "Storby", "local"),
    Route("2", "G3", "Storby", "purchased"),
    Route("2", "G5", "Lilleby", "local"),
)
HALF_POOLED = ("tasks.G5.pooling_weight=0.5",)
COSTS = {
    "task_costs": "form,task,extra_kr\npurchased,G3,2\nlocal,G5,1\n",
    "connections": "form,yearly_kr,investment_kr,lifetime_years\npurchased,3000,40000,10\n",
    "investments": "item,basis,form,amount_kr,lifetime_years\nhost,centre,purchased,500000,10\n"
    "own,centre,local,100000,10\nstaff,fte,purchased,1500,10\nuse,municipality,purchased,70000,10\n",
}


def _plan(instance: Instance) -> Plan:
    return Plan(build_problem(instance), ROUTES)


def test_without_other_costs_a_plan_costs_its_centres() -> None:
    assert _plan(two_towns()).cost_kr == pytest.approx(BUYS_ONE)


def test_each_open_centre_answers_what_is_sent_to_it() -> None:
    loads = _plan(two_towns(*HALF_POOLED)).loads
    assert {centre: (load.contacts, load.own, load.others) for centre, load in loads.items()} == {
        "Lilleby": (100_000, 50_000, 0),
        "Storby": (500_000, 400_000, 100_000),
    }
    assert loads["Storby"].fte == pytest.approx(50_000 / 1_500)
    assert loads["Storby"].volume == 500_000


def test_hosts_and_links_follow_from_the_routes() -> None:
    plan = _plan(two_towns())
    assert plan.hosts == ("Storby",)
    assert plan.links == {("2", "Storby"): "purchased"}


def test_every_term_of_the_cost_by_hand() -> None:
    """Lilleby's own centre has 50,000 pooled contacts at 50 kr., and the unpooled half of G5 costs as today."""
    plan = _plan(two_towns(*HALF_POOLED, "centres.Lilleby.fixed_cost_kr=9000", **COSTS))
    fte = 10_000 / 1_500
    investment_kr = 500_000 + 2 * 100_000 + 40_000 + 1_500 * fte + 70_000
    operation = {centre: cost.by_pieces_kr for centre, cost in plan.operation.items()}
    assert operation == pytest.approx({"Lilleby": 2.5e6, "Storby": 19e6})
    assert asdict(plan.charges) == pytest.approx(
        {
            "unchanged_kr": 0,
            "unpooled_kr": 2.5e6,
            "extra_kr": 200_000 + 100_000,
            "connections_kr": 3_000,
            "fixed_kr": 9_000,
            "investment_annual_kr": investment_kr / 10,
            "investment_kr": investment_kr,
            "exit_kr": 0,
            "invested_kr": 0,
        }
    )
    assert plan.cost_kr == pytest.approx(2.5e6 + 19e6 + 2.5e6 + 300_000 + 3_000 + 9_000 + investment_kr / 10)


def test_unchanged_answering_is_a_term_of_its_own_and_no_centre() -> None:
    instance = two_towns("policy.levels.unchanged=5")
    plan = Plan(build_problem(instance), (*ROUTES[:2], Route("2", "G5", "departments", "unchanged")))
    assert plan.charges.unchanged_kr == 100_000 * 50
    assert list(plan.loads) == ["Storby"]


def test_the_cost_factor_is_paid_on_operation() -> None:
    plan = _plan(two_towns("centres.Storby.cost_factor=1.1"))
    assert plan.operation["Storby"].by_pieces_kr == pytest.approx(1.1 * 19e6)


def test_between_joints_the_pieces_differ_from_the_curve_by_less_than_asked() -> None:
    """Storby answers 450,000, half way between two points; the chord is below the concave curve."""
    instance = two_towns("volumes.2/G3/.contacts=50000", "curve.max_error=0.01", "tasks.*.national_contacts=0")
    cost = _plan(instance).operation["Storby"]
    assert cost.by_pieces_kr == pytest.approx((16e6 + 19e6) / 2)
    assert cost.by_pieces_kr < cost.exact_kr < 1.01 * cost.by_pieces_kr


def test_each_municipality_pays_once_for_using_a_form() -> None:
    instance = two_towns(**COSTS)
    both = Plan(build_problem(instance), (ROUTES[0], ROUTES[1], Route("2", "G5", "Storby", "purchased")))
    assert both.form_charges["2", "purchased"].investment_kr == 70_000
    assert both.link_charges == {("2", "Storby"): both.problem.tariff.charge_of_link("2", "Storby", "purchased")}
