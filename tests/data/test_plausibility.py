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
        ("tasks", "1200", "1213", ("tasks.csv", 2, "national_contacts"), "add up to 1200"),
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


def test_contacts_within_one_percent_of_the_nation_are_accepted(folder: Folder) -> None:
    folder.replace("tasks.csv", "1200", "1211")
    assert folder.findings() == []


def test_warnings_are_kept_back_while_there_are_errors(folder: Folder) -> None:
    folder.replace("tasks.csv", "1200", "5000")
    folder.append("volumes.csv", "9,guide,5")
    assert [item.severity for item in folder.findings()] == ["error"]
