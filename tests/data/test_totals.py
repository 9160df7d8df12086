"""A row that is a sum of others is refused or remarked on, and never planned for as a municipality of its own."""

import shutil
from pathlib import Path

import pytest

from optimiser.data.checking_tables import is_total
from optimiser.data.findings import Finding
from optimiser.data.read import check
from tests.data.tiny import place


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """A copy of the toy that a test may add to."""
    shutil.copytree("instances/toy", tmp_path / "toy")
    return tmp_path / "toy"


def with_municipality(path: Path, code: str, name: str, population: int, volumes: str = "") -> list[Finding]:
    with (path / "municipalities.csv").open("a", encoding="utf-8") as file:
        file.write(f"{code},{name},Nordland,Nordland,{population},56.1,10.1,false,x,true\n")
    with (path / "volumes.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{code},{line},x,true\n" for line in volumes.split())
    return [item for item in check(path)[1] if item.place == "municipalities.csv"]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("000", "Hele landet"),
        ("0", "000 Hele landet"),
        ("999", "I alt"),
        ("900", "Kommuner i alt"),
        ("900", "Total"),
        ("997", "Uoplyst"),
        ("084", "Region Nordland"),
        ("84", "084 Region Nordland"),
        ("01", "Landsdel Nordland"),
    ],
)
def test_a_total_among_municipalities_is_refused(toy: Path, code: str, name: str) -> None:
    """It got 43 % of all contacts, and validation found nothing."""
    findings = with_municipality(toy, code, name, 200_000, "L4,300000 L6,300000 L9,800000")
    assert [(place(item), item.severity) for item in findings] == [(("municipalities.csv", 6, "name"), "error")]
    assert findings[0].remedy == "delete the row: its contacts are in the other rows too"


@pytest.mark.parametrize(("code", "name"), [("081", "Nordland"), ("1084", "Hovedstaden"), ("900", "Region Sydland")])
def test_what_is_called_as_a_region_is_remarked_on(toy: Path, code: str, name: str) -> None:
    findings = with_municipality(toy, code, name, 70_000, "L4,100000")
    assert [(item.row, item.severity) for item in findings] == [(6, "warning")]
    assert "looks like a total" in findings[0].rule


def test_as_many_contacts_or_inhabitants_as_all_others_are_remarked_on(toy: Path) -> None:
    findings = with_municipality(toy, "900", "Nordland", 200_000, "L4,300100 L6,300000 L9,800000")
    assert [(item.row, item.column, item.severity) for item in findings] == [
        (6, "population", "warning"),
        (6, "code", "warning"),
    ]
    assert findings[1].rule == "has as many contacts as all other rows together: is it their total?"


def test_a_large_municipality_is_no_total(toy: Path) -> None:
    assert with_municipality(toy, "900", "Storby", 220_000, "L4,330000 L6,330000 L9,880000") == []


@pytest.mark.parametrize(("column", "name"), [("task", "I alt"), ("name_da", "alle niveauer"), ("name_en", "Total")])
def test_a_total_among_tasks_is_refused(toy: Path, column: str, name: str) -> None:
    row = {"task": "L7", "name_da": "syv", "name_en": "seven"} | {column: name}
    with (toy / "tasks.csv").open("a", encoding="utf-8") as file:
        file.write(f"{row['task']},7,{row['name_da']},{row['name_en']},true,9,1,100000,x,true\n")
    with (toy / "volumes.csv").open("a", encoding="utf-8") as file:
        file.write(f"901,{row['task']},100000,x,true\n")
    errors = [item for item in check(toy)[1] if item.severity == "error"]
    assert [place(item) for item in errors] == [("tasks.csv", 5, column)]


def test_a_task_with_the_contacts_of_all_others_is_remarked_on(toy: Path) -> None:
    with (toy / "tasks.csv").open("a", encoding="utf-8") as file:
        file.write("L3,3,tre,three,false,9,1,1400000,x,true\n")
    with (toy / "volumes.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{code},L3,{n}00000,x,true\n" for code, n in ((901, 4), (902, 4), (903, 3), (904, 3)))
    told = [(item.column, item.severity) for item in check(toy)[1] if "all other tasks together" in item.rule]
    assert told == [("task", "warning")]


def test_a_total_in_volumes_alone_is_refused_with_what_to_do(toy: Path) -> None:
    with (toy / "volumes.csv").open("a", encoding="utf-8") as file:
        file.write("000,L4,300000,x,true\n901,I alt,400000,x,true\n")
    findings = check(toy)[1]
    assert [(item.row, item.column) for item in findings] == [(12, "municipality"), (13, "task")]
    assert all(item.remedy.startswith("it looks like a total: delete the row") for item in findings)


def test_contacts_in_another_unit_than_inhabitants_are_remarked_on(toy: Path) -> None:
    text = (toy / "municipalities.csv").read_text(encoding="utf-8").replace("60000", "60", 1)
    (toy / "municipalities.csv").write_text(text, encoding="utf-8")
    (finding,) = check(toy)[1]
    assert (place(finding), finding.severity) == (("municipalities.csv", 2, "population"), "warning")
    assert finding.rule == "has 6,666.7 contacts per inhabitant; the middle municipality has 7.5"


@pytest.mark.parametrize("name", ["Allerød", "Ringkøbing-Skjern", "Totalby", "Sumby", "Regionsby", "Ialtby"])
def test_a_municipality_may_be_called_almost_so(name: str) -> None:
    assert not is_total(name)
