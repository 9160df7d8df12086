"""A plan evaluated on another instance: its cost by hand, and the rules it breaks there."""

import pytest

from optimiser import Result, evaluate_fixed_plan, read, solve
from tests.cli.conftest import TOY
from tests.planning.two_towns import BUYS_BOTH, two_towns


@pytest.fixture(scope="module")
def towns() -> Result:
    """Lilleby buys both its tasks."""
    return solve(two_towns())


@pytest.fixture(scope="module")
def toy() -> Result:
    return solve(read(TOY))


def test_on_its_own_instance_it_costs_what_it_costs(toy: Result) -> None:
    found = evaluate_fixed_plan(toy.assignment, toy.instance)
    assert found.broken_rules == found.miscounted == ()
    assert found.lawful_figures
    for figure in ("objective_kr", "exact_cost_kr", "investment_kr", "net_gain_kr", "terms_kr", "contacts_by_form"):
        assert getattr(found.lawful_figures, figure) == pytest.approx(getattr(toy.figures, figure))
    assert found.assignment == toy.assignment


def test_a_dearer_host_costs_the_same_plan_so_much_more(towns: Result) -> None:
    """One centre answers everything, so its factor is the plan's; solved again, nobody would buy from it."""
    found = evaluate_fixed_plan(towns.assignment, two_towns("centres.Storby.cost_factor=2"))
    assert found.lawful_figures
    assert found.lawful_figures.objective_kr == pytest.approx(2 * BUYS_BOTH)
    assert set(found.tables["assignments"]["centre"]) == {"Storby"}


def test_the_sums_of_the_toy_by_hand(toy: Result) -> None:
    """400,000 more contacts of L9 cost half as today; in centres the other half, pooled, is 41 kr. instead of 39."""
    dearer = evaluate_fixed_plan(toy.assignment, read(TOY, overrides=["economy.today_unit_cost_kr=60"])).lawful_figures
    assert dearer
    assert dearer.objective_kr == pytest.approx(63_950_000 + 10 * 600_000)
    fewer = evaluate_fixed_plan(toy.assignment, read(TOY, overrides=["volumes.903/L4/*.contacts=0"])).lawful_figures
    assert fewer
    without_sokaer = {"operation": 400_000 * 41 - 500_000 * 39, "staff": -5 * 10_000, "link": -100_000}
    assert fewer.objective_kr == pytest.approx(63_950_000 + sum(without_sokaer.values()))


@pytest.mark.parametrize(
    ("change", "rules"),
    [
        ("policy.max_hosts=0", ("max-centres",)),
        ("centres.Storby.min_sold=300000", ("minimum-volume",)),
        ("municipalities.1.candidate_host=false", ("open-centre",)),
        ("policy.levels.purchased=5", ("eligible-levels",)),
        ("legal.*.levels=3", ("authority-stays-home",)),
        ("policy.min_local_share=0.5", ("local-sustainability",)),
    ],
)
def test_what_it_breaks_is_named(towns: Result, change: str, rules: tuple[str, ...]) -> None:
    found = evaluate_fixed_plan(towns.assignment, two_towns(change))
    assert found.broken_rules == rules
    assert found.lawful_figures is None
    assert found.miscounted == ()


def test_contacts_the_plan_does_not_answer_break_it_and_those_that_are_gone_do_not(towns: Result) -> None:
    fewer = evaluate_fixed_plan(towns.assignment, two_towns("volumes.2/G5/*.contacts=0"))
    assert fewer.lawful_figures
    assert fewer.lawful_figures.objective_kr == pytest.approx(19.0e6)
    assert evaluate_fixed_plan(fewer.assignment, two_towns()).broken_rules == ("assignment",)


def test_a_centre_of_another_structure_breaks_it() -> None:
    gathered = solve(two_towns("structure=one", "policy.levels.local=none", "policy.levels.purchased=none"))
    assert gathered.has_plan
    assert evaluate_fixed_plan(gathered.assignment, two_towns()).broken_rules == ("group-membership",)
    too_small = two_towns("structure=one", "centres.Region.min_volume=700000")
    assert evaluate_fixed_plan(gathered.assignment, too_small).broken_rules == ("minimum-volume",)
