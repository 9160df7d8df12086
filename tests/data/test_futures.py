"""Futures: named changes, chosen by name, with probabilities; and values that multiply what is there."""

from pathlib import Path

import pytest

from optimiser.data.read import check, read, write
from tests.data.tiny import Folder, place

FUTURES = """\
future,probability,description_da,description_en
as-today,0.5,Som i dag,As today
fewer,0.3,Færre,Fewer
dearer,0.2,Dyrere,Dearer
"""
CHANGES = """\
future,parameter,value
fewer,volumes.1/guide/*.contacts,400
fewer,volumes.*.contacts,x0.5
dearer,investments.*.amount_kr,"x1,5"
dearer,economy.agent_cost_kr,× 2
"""


@pytest.fixture
def futures(folder: Folder) -> Folder:
    """The tiny instance with three futures."""
    folder.write("futures.csv", FUTURES)
    folder.write("future_changes.csv", CHANGES)
    return folder


def test_a_future_is_its_changes_and_what_is_said_of_one_row_counts(futures: Folder) -> None:
    instance = read(futures.path, overrides=["future=fewer"])
    assert instance.contacts[("2", "guide")] == 150
    assert instance.contacts[("1", "ruling")] == 100.25
    assert instance.contacts[("1", "guide")] == 400
    assert instance.changes == (
        "future = fewer",
        "volumes.*.contacts = x0.5",
        "volumes.1/guide/*.contacts = 400",
    )


def test_a_factor_multiplies_rows_and_entries(futures: Folder) -> None:
    instance = read(futures.path, overrides=["future=dearer"])
    assert [row.amount_kr for row in instance.tables.investments] == [1.5e6]
    assert instance.settings.economy.agent_cost_kr == 900_000
    assert read(futures.path, overrides=["centres.Alfa.cost_factor=x1.1"]).centres["Alfa"].cost_factor == 1.1


def test_only_the_last_future_counts_and_one_without_changes_changes_nothing(futures: Folder) -> None:
    assert futures.sha256(overrides=["future=fewer", "future=dearer"]) == futures.sha256(overrides=["future=dearer"])
    assert futures.sha256(overrides=["future=as-today"]) == futures.sha256()


def test_a_future_acts_on_what_was_changed_before_it_with_any_structure(futures: Folder) -> None:
    overrides = ["investments.*.amount_kr=2000000", "future=dearer"]
    instance = read(futures.path, structure="free", overrides=overrides)
    assert (instance.system, instance.tables.investments[0].amount_kr) == ("free", 3e6)


@pytest.mark.parametrize("name", ["copy", "copy.xlsx"])
def test_futures_survive_both_formats(futures: Folder, tmp_path: Path, name: str) -> None:
    instance = read(futures.path)
    write(instance, tmp_path / name)
    assert check(tmp_path / name) == (instance, [])
    assert instance.futures["fewer"].description_da == "Færre"


@pytest.mark.parametrize(
    ("override", "rule", "remedy"),
    [
        ("future=fewr", "no such future", "did you mean fewer?"),
        ("future=x", "no such future", "choose among as-today, dearer, fewer"),
        ("centres.*.max_volume=x2", "must have a value that can be multiplied", "write the value itself"),
        ("investments.*.amount_kr=x", "must be a number", ""),
        ("investments.*.amount_kr=x-1", "must be 0 or more", ""),
        ("investments.*.amount_kr=xinf", "must be a finite number", ""),
        ("municipalities.1.population=x0.00001", "must be a whole number", ""),
    ],
)
def test_a_choice_or_a_factor_that_cannot_be_is_told_once(
    futures: Folder, override: str, rule: str, remedy: str
) -> None:
    finding = futures.finding(overrides=[override])
    assert place(finding) == ("overrides", None, override.partition("=")[0])
    assert rule in finding.rule
    assert remedy in finding.remedy


def test_without_futures_there_is_none_to_choose(folder: Folder) -> None:
    assert folder.finding(overrides=["future=fewer"]).remedy == "add rows to the table futures"


@pytest.mark.parametrize("chosen", [[], ["future=dearer"], ["future=fewer"]])
@pytest.mark.parametrize(
    ("line", "column", "rule", "remedy"),
    [
        ("dearer,policy.max_host,2", "policy.max_host", "no such parameter", "did you mean policy.max_hosts?"),
        ("dearer,policy.max_hosts,x2", "policy.max_hosts", "a value that can be multiplied", "the value itself"),
        ("dearer,structure,one", "parameter", "must not change future", "each structure is tried in it"),
        ("dearer,futures.fewer.probability,1", "parameter", "must not change future", "tried in it"),
        ("deerer,policy.max_hosts,2", "future", "no such future", "did you mean dearer?"),
        ("dearer,economy.agent_cost_kr,1", "future", "the same future, parameter as row 5", "delete one"),
    ],
)
def test_a_change_that_cannot_be_is_told_whether_the_future_is_chosen_or_not(
    futures: Folder, chosen: list[str], line: str, column: str, rule: str, remedy: str
) -> None:
    futures.append("future_changes.csv", line)
    finding = futures.finding(overrides=chosen)
    assert place(finding) == ("future_changes.csv", 6, column)
    assert rule in finding.rule
    assert remedy in finding.remedy


@pytest.mark.parametrize(
    ("old", "new", "row", "value", "rule"),
    [
        ("dearer,0.2", "dearer,0.3", 4, "0.3", "must add up to 1, but add up to 1.1"),
        ("dearer,0.2", "dearer,", 4, "", "must be filled in where other futures have one"),
        ("dearer,0.2", "dearer,-0.2", 4, "-0.2", "must be 0 or more"),
        ("dearer,0.2", "dearer,1.2", 4, "1.2", "must be 1 or less"),
    ],
)
def test_probabilities_are_of_all_and_add_up(
    futures: Folder, old: str, new: str, row: int, value: str, rule: str
) -> None:
    futures.replace("futures.csv", old, new)
    finding = next(found for found in futures.findings() if found.row == row)
    assert (*place(finding), finding.value) == ("futures.csv", row, "probability", value)
    assert rule in finding.rule


def test_probabilities_may_be_left_out_altogether(futures: Folder) -> None:
    futures.write("futures.csv", "future,description_en\nas-today,As today\nfewer,Fewer\ndearer,Dearer\n")
    assert futures.findings() == []


def test_a_fault_is_told_of_though_today_is_counted_before_the_changes(futures: Folder) -> None:
    """What is counted before is made of the same cells, and must not have them passed over afterwards."""
    futures.replace("instance.toml", "[policy]", "[solver]\nthreads = 0.001\n[policy]")
    futures.replace("municipalities.csv", "20000", "-1")
    _, findings = check(futures.path, overrides=["future=fewer"])
    told = {place(finding) for finding in findings if finding.severity == "error"}
    assert told >= {("instance.toml", None, "solver.threads"), ("municipalities.csv", 3, "population")}
