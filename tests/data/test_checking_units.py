"""Warnings of figures in another unit, by what they lead to; the bundled instances are free of them."""

from pathlib import Path

import pytest

from optimiser.data.checking_staffing import centres_below_their_staffing
from optimiser.data.read import check, read
from tests.data.tiny import Folder, place

INSTANCES = Path(__file__).parents[2] / "instances"


def _told(instance: Path, *overrides: str) -> dict[str, str]:
    """The warnings of an instance by column; nothing else is found."""
    checked, findings = check(instance, overrides=overrides)
    assert checked is not None
    return {finding.column: f"{finding.rule}; {finding.remedy}" for finding in findings}


@pytest.mark.parametrize("name", ["toy", "denmark-2014"])
def test_the_bundled_instances_are_free_of_them(name: str) -> None:
    for scenario in (None, *(INSTANCES / name).glob("scenarios/*.toml")):
        assert check(INSTANCES / name, scenarios=[scenario] if scenario else [])[1] == []


def test_the_smallest_centres_of_denmark_cost_less_than_their_agents_and_none_of_the_toy() -> None:
    (found,) = centres_below_their_staffing(read(INSTANCES / "denmark-2014"))
    assert found.rule.startswith("5 of 103 centres (Læsø, Fanø, Samsø and others) cost less by cost_curve")
    assert not list(centres_below_their_staffing(read(INSTANCES / "toy")))


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("economy.agent_cost_kr=400.0", "cost 0.034 kr., but a contact costs at least 39 kr. in cost_curve.csv"),
        ("economy.agent_cost_kr=33000.0", "but a contact costs at least 39 kr."),
        ("economy.agent_cost_kr=40000000.0", "but a contact costs at most 50 kr."),
        ("economy.net_hours_per_fte=37", "but a contact costs at most 50 kr."),
        ("economy.net_hours_per_fte=220", "but a contact costs at most 50 kr."),
        ("tasks.*.handling_minutes=x60", "but a contact costs at most 50 kr. in cost_curve.csv, at any size"),
        ("tasks.L4.handling_minutes=270", "but a contact costs at most 50 kr."),
        ("tasks.*.handling_minutes=x0.0167", "but a contact costs at least 39 kr."),
        ("cost_curve.*.unit_cost_kr=x0.001", "but a contact costs at most 0.05 kr."),
        ("cost_curve.*.unit_cost_kr=x100", "but a contact costs at least 3,900 kr."),
    ],
)
def test_the_cost_of_agents_is_held_against_the_curve(entry: str, told: str) -> None:
    """economy.agent_cost_kr was required, called a check on the curve, and read by nothing."""
    assert told in _told(INSTANCES / "toy", entry)["economy.agent_cost_kr"]


def test_where_no_cost_follows_agents_they_may_cost_little() -> None:
    assert _told(INSTANCES / "toy", "economy.agent_cost_kr=400.0", "service.staffing_share=0") == {}


@pytest.mark.parametrize(
    ("entry", "column", "told"),
    [
        ("tasks.L4.handling_minutes=270", "tasks.L4.handling_minutes", "from 0.2 to 60 minutes are expected"),
        ("economy.net_hours_per_fte=37", "economy.net_hours_per_fte", "hours a week, days or weeks"),
        ("economy.discount_rate=0.4", "economy.discount_rate", "4 % is 0.04"),
        ("service.patience_seconds=2", "service.patience_seconds", "check that it is not in minutes"),
        ("service.patience_seconds=86400", "service.patience_seconds", "from 10 to 7200 seconds"),
        ("service.reference_within_seconds=1", "service.reference_within_seconds", "check that it is not in minutes"),
        ("centres.Åby.within_seconds=1", "centres.Åby.within_seconds", "check that it is not in minutes"),
        ("service.reference_opening_hours=4", "service.reference_opening_hours", "hours a day"),
        ("centres.Åby.cost_factor=105", "centres.Åby.cost_factor", "percent"),
        ("centres.Åby.max_sold_share=50", "centres.Åby.max_sold_share", "percent"),
        ("investments.local-centre.amount_kr=1", "investments.local-centre.amount_kr", "millions of kr."),
        ("investments.local-staff.amount_kr=20", "investments.local-staff.amount_kr", "thousands or millions of kr."),
        ("investments.*.lifetime_years=96", "investments.*.lifetime_years", "months or days; so in 8 of 8 rows"),
        ("connections.purchased.yearly_kr=50.0", "connections.purchased.yearly_kr", "thousands or millions of kr."),
        ("policy.investment_budget_kr=12", "policy.investment_budget_kr", "thousands or millions of kr."),
        ("economy.today_unit_cost_kr=0.05", "economy.today_unit_cost_kr", "unlike cost_curve.csv"),
        ("economy.today_unit_cost_kr=5000", "economy.today_unit_cost_kr", "from 39 to 50 kr."),
        ("policy.purchase_price_kr=4700", "policy.purchase_price_kr", "unlike cost_curve.csv"),
    ],
)
def test_what_is_hardly_meant_in_its_unit_is_a_warning(entry: str, column: str, told: str) -> None:
    found = _told(INSTANCES / "toy", entry)
    assert column in found
    rule = found[column]
    if "so in" in told:
        told, _, others = told.partition("; ")
        assert others in rule
    assert told in rule


def test_a_column_is_told_of_once_in_its_file(folder: Folder) -> None:
    folder.replace("tasks.csv", "guide,2,false,4,1", "guide,2,false,240,1")
    folder.replace("tasks.csv", "ruling,8,true,12.5", "ruling,8,true,750")
    found = {place(item): item for item in folder.findings()}
    assert found.keys() == {("tasks.csv", 2, "handling_minutes"), ("instance.toml", None, "economy.agent_cost_kr")}
    assert "so in 2 of 2 rows" in found["tasks.csv", 2, "handling_minutes"].rule


@pytest.mark.parametrize(
    ("entry", "remedy"),
    [
        ("economy.discount_rate=4", "write a share of 1: 0.04 for 4 %"),
        ("service.reference_answered_share=80", "write a share of 1: 0.8 for 80 %"),
        ("centres.North.answered_share=85", "write a share of 1: 0.85 for 85 %"),
        ("tasks.ruling.pooling_weight=50", "write a share of 1: 0.5 for 50 %"),
        (
            "policy.min_local_share=2000",
            "what belongs here: minimum share of a municipality's contacts answered at home (share)",
        ),
    ],
)
def test_a_share_in_percent_is_refused_with_the_share(folder: Folder, entry: str, remedy: str) -> None:
    assert folder.finding(overrides=[entry]).remedy == remedy
