"""Checks of locks: against the law, the policy, the centres and each other."""

import pytest

from tests.data.tiny import Folder, place

HEADER = "municipality,task,level,centre,form,demand\n"


def test_locks_that_can_be_met_together_are_accepted_with_a_remark_on_those_that_lock_nothing(folder: Folder) -> None:
    folder.write(
        "locks.csv",
        HEADER + "1,guide,,,local,must\n1,guide,,Alfa,,must\n2,,8,,unchanged,must\n2,guide,,Alfa,,must\n"
        "2,,,South,,must not\n,,,,external,must not\n1,,,,purchased,must not\n",
    )
    findings = folder.findings()
    assert {item.severity for item in findings} == {"warning"}
    assert [(item.row, item.rule) for item in findings if item.row in (6, 7)] == [
        (row, "locks nothing: what it forbids is not possible anyway") for row in (6, 7)
    ]


@pytest.mark.parametrize(
    ("lock", "column", "rule"),
    [
        ("1,guide,2,,local,must", "level", "must be blank where a task is named"),
        ("1,guide,,North,regional,must", "form", "must be blank where a centre is named"),
        ("1,guide,,,,must", "form", "must name a centre or a form"),
        ("1,ruling,,,regional,must", "form", "authority-stays-home forbids regional for ruling"),
        ("1,,8,North,,must", "centre", "authority-stays-home forbids regional for ruling"),
        ("1,,,,regional,must", "form", "authority-stays-home forbids regional for ruling"),
        ("1,guide,,,unchanged,must", "form", "policy.levels.unchanged does not hold level 2"),
        ("1,guide,,South,,must", "centre", "1 is in no such group of the structure one"),
        ("3,guide,,,regional,must", "form", "3 is in no such group of the structure one"),
        ("1,guide,,Bøgby,,must", "centre", "Bøgby is not a candidate host"),
        ("3,guide,,,local,must", "form", "3 has no local centre"),
        ("1,guide,,Norht,,must", "centre", "no such centre"),
    ],
)
def test_a_lock_that_cannot_be_met_is_a_finding(folder: Folder, lock: str, column: str, rule: str) -> None:
    folder.write("locks.csv", HEADER + lock + "\n")
    finding = folder.finding()
    assert place(finding) == ("locks.csv", 2, column)
    assert rule in finding.rule


def test_a_lock_must_not_contradict_a_mandate(folder: Folder) -> None:
    folder.append("instance.toml", '[[policy.mandatory]]\nlevels = "2"\nforms = "regional"')
    folder.write("locks.csv", HEADER + "1,guide,,,local,must\n")
    assert "policy.mandatory.1 demands other forms" in folder.finding().rule


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1,guide,,,regional,must", "1,guide,,,regional,must not"),
        ("1,guide,,,regional,must not", "1,guide,,North,,must"),
        ("1,guide,,,regional,must", "1,,2,,local,must"),
        ("2,guide,,Alfa,,must", "2,guide,,North,,must"),
        ("2,guide,,Alfa,,must", "2,,,Alfa,,must not"),
        ("1,guide,,,local,must", ",guide,,,local,must not"),
    ],
)
def test_locks_that_contradict_each_other_are_a_finding(folder: Folder, one: str, other: str) -> None:
    folder.write("locks.csv", HEADER + f"{one}\n{other}\n")
    finding = folder.finding()
    assert place(finding) == ("locks.csv", 3, "demand")
    assert finding.rule == "contradicts the lock in row 2"


def test_a_legal_rule_switched_off_forbids_nothing(folder: Folder) -> None:
    folder.write("locks.csv", HEADER + "1,ruling,,,regional,must\n")
    findings = folder.findings(overrides=["legal.authority-stays-home.active=false"])
    assert [item.severity for item in findings] == ["warning"] * len(findings)
