"""Warnings: they are told, and the instance can still be used."""

import pytest

from optimiser.data.read import check
from tests.data.tiny import Folder, place


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "rule"),
    [
        (
            "municipalities",
            "3,Cirkelø",
            "4,Delta,West,5,false\n3,Cirkelø",
            ("municipalities.csv", 4, "code"),
            "has no contacts",
        ),
        ("tasks", "1200", "1213", ("tasks.csv", 2, "national_contacts"), "add up to 1,200"),
        ("legal", "Some Act,true", "Some Act,false", ("tasks.csv", 3, "authority"), "no legal rule in force"),
        (
            "task_costs",
            "purchased,guide",
            "purchased,ruling",
            ("task_costs.csv", None, "extra_kr"),
            "no extra cost of guide in the form purchased",
        ),
    ],
)
def test_what_is_probably_a_mistake_is_a_warning(
    folder: Folder, file: str, old: str, new: str, where: tuple[str, int | None, str], rule: str
) -> None:
    folder.replace(f"{file}.csv", old, new)
    instance, findings = check(folder.path)
    assert instance is not None
    warning = next(item for item in findings if place(item) == where)
    assert warning.severity == "warning"
    assert rule in warning.rule


@pytest.mark.parametrize(("old", "new"), [("1000,40", "1000,40000"), ("100,50", "100,1.5")])
def test_a_cost_curve_that_leaps_is_a_warning(folder: Folder, old: str, new: str) -> None:
    """One of its points was written in another unit, or with its decimal mark out of place."""
    folder.replace("cost_curve.csv", old, new)
    told = [(item.row, item.severity) for item in folder.findings() if item.rule.startswith("is ")]
    assert told == [(3, "warning")]


def test_contacts_within_one_percent_of_the_nation_are_accepted(folder: Folder) -> None:
    folder.replace("tasks.csv", "1200", "1211")
    assert folder.findings() == []


def test_warnings_are_kept_back_while_there_are_errors(folder: Folder) -> None:
    folder.replace("tasks.csv", "1200", "5000")
    folder.append("volumes.csv", "9,guide,5")
    assert [item.severity for item in folder.findings()] == ["error"]


@pytest.mark.parametrize(("price_kr", "warned"), [(40, True), (49.9, True), (50, False)])
def test_a_price_below_what_a_purchase_may_cost_is_a_warning(folder: Folder, price_kr: float, warned: bool) -> None:
    """A cap was said to be kept, checked at 40 kr. a contact where up to 50 kr. may be paid."""
    _, findings = check(folder.path, overrides=[f"policy.purchase_price_kr={price_kr}"])
    told = [finding for finding in findings if finding.column == "policy.purchase_price_kr"]
    assert [finding.severity for finding in told] == ["warning"] * warned
    assert all("up to 50 kr. in a centre" in finding.rule for finding in told)


def test_a_cost_factor_counts_in_what_a_purchase_may_cost(folder: Folder) -> None:
    folder.replace("centres.csv", "Alfa,local,1,1,", "Alfa,local,1,1.2,")
    _, findings = check(folder.path, overrides=["policy.purchase_price_kr=59"])
    assert any("up to 60 kr. in a centre" in finding.rule for finding in findings)


def test_a_price_is_no_warning_where_no_cap_is_in_force(folder: Folder) -> None:
    overrides = ["policy.purchase_price_kr=40", "legal.purchase-cap.active=false"]
    _, findings = check(folder.path, overrides=overrides)
    assert not any("in a centre" in finding.rule for finding in findings)


def test_a_shared_centre_without_enough_members_is_a_warning_with_both_numbers(folder: Folder) -> None:
    folder.replace("centres.csv", "North,virtual,,1.05,500", "North,virtual,,1.05,1101")
    finding = folder.finding()
    assert place(finding) == ("centres.csv", 4, "min_volume")
    assert finding.severity == "warning"
    assert finding.rule == "the centre stays closed: it needs 1,101 contacts a year, but all who may use it have 1,100"
    assert finding.remedy == "lower min_volume, or let more municipalities join"


def test_a_centre_that_its_members_can_just_open_is_accepted(folder: Folder) -> None:
    folder.replace("centres.csv", "North,virtual,,1.05,500", "North,virtual,,1.05,1100")
    assert folder.findings() == []


def test_a_centre_is_looked_at_under_the_structure_in_use_only(folder: Folder) -> None:
    folder.replace("centres.csv", "South,virtual,,1.05,500", "South,virtual,,1.05,900")
    assert folder.findings() == []
    assert place(folder.finding(structure="free")) == ("centres.csv", 5, "min_volume")


def test_an_external_centre_is_for_everybody(folder: Folder) -> None:
    folder.append("centres.csv", "1881,external,,1,1201,")
    # Policy lets an external centre answer level 3, and there is none: nobody may use it, so its volume is no matter.
    assert folder.finding().rule.startswith("nobody may use it")
    finding = folder.finding(overrides=["policy.levels.external=2"])
    assert place(finding) == ("centres.csv", 6, "min_volume")
    assert "needs 1,201 contacts a year, but all who may use it have 1,200" in finding.rule


def test_contacts_count_with_their_pooling_weight(folder: Folder) -> None:
    folder.replace("tasks.csv", "guide,2,false,4,1", "guide,2,false,4,0.25")
    assert "all who may use it have 275" in folder.finding().rule
