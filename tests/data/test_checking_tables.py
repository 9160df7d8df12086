"""Checks across rows and tables, one test a rule; the tiny instance keeps them all."""

import pytest

from tests.data.tiny import Folder, place


@pytest.mark.parametrize(
    ("file", "line", "column", "rule"),
    [
        ("municipalities", "2,Again,East,5,false", "code", "the same code as row 3"),
        ("volumes", "1,guide,5", "municipality", "the same municipality, task, year as row 2"),
        ("task_costs", "regional,guide,5", "form", "the same form, task as row 3"),
        ("volumes", "3,rulling,5", "task", "no such task"),
        ("volumes", "9,guide,5", "municipality", "no such municipality"),
        ("structures", "one,3,Nort", "group", "no such centre"),
        ("centres", "C,local,,1,0,", "seat", "must have a seat"),
        ("centres", "East,virtual,3,1,0,", "seat", "only a local centre has a seat"),
        ("centres", "A2,local,1,1,0,", "seat", "is that of Alfa too"),
        ("centres", "East,virtual,,1,900000,600000", "min_volume", "above max_volume (600,000) of the same row"),
        ("structures", "two,3,Bøgby", "group", "must be a virtual centre"),
        ("structures", "none,3,North", "structure", "none stands for no virtual centres"),
        ("structures", "one,1,South", "municipality", "must be in one group of one, but is in North too"),
        ("structures", "two,3,North\ntwo,3,South", "municipality", "must be in one group of two, but is in North too"),
        ("cost_curve", "500,45", "volume", "must be above the volume of the point before it (1,000)"),
        ("cost_curve", "2000,20", "unit_cost_kr", "must be above 20.00"),
        ("assumptions", "economy.discount_rate,0.05,0.035", "low", "must not be above high (0.035)"),
        ("assumptions", "economy.discount_rate,nan,0.05", "low", "must be a finite number"),
    ],
)
def test_a_row_that_does_not_fit_the_others_is_a_finding(
    folder: Folder, file: str, line: str, column: str, rule: str
) -> None:
    if file == "assumptions":
        folder.write("assumptions.csv", "parameter,low,high\n")
    folder.append(f"{file}.csv", line)
    last = (folder.path / f"{file}.csv").read_text(encoding="utf-8").count("\n")
    finding = folder.finding()
    assert place(finding) == (f"{file}.csv", last, column)
    assert rule in finding.rule


def test_a_volume_without_year_is_of_the_instances_year(folder: Folder) -> None:
    folder.write("volumes.csv", "municipality,task,year,contacts\n1,guide,,5\n1,guide,2014,6\n")
    assert "the same municipality, task, year as row 2" in folder.finding().rule


@pytest.mark.parametrize(
    ("name", "remedy"),
    [("Norht", "did you mean North?"), ("Elsewhere", "add it to centres.csv or correct it")],
)
def test_an_unknown_name_is_told_with_the_one_it_is_like(folder: Folder, name: str, remedy: str) -> None:
    folder.append("structures.csv", f"one,3,{name}")
    assert folder.finding().remedy == remedy


def test_a_municipality_given_by_name_is_told_with_its_code(folder: Folder) -> None:
    folder.append("volumes.csv", "cirkelø,ruling,5")
    assert folder.finding().remedy == "did you mean its code, 3?"


def test_a_table_that_cannot_be_read_causes_no_findings_in_others(folder: Folder) -> None:
    (folder.path / "municipalities.csv").unlink()
    folder.replace("centres.csv", "centre,kind", "centre,centre")
    assert {item.place for item in folder.findings()} == {"municipalities.csv", "centres.csv"}


def test_a_fault_in_a_row_causes_no_findings_in_rows_that_refer_to_it(folder: Folder) -> None:
    folder.replace("municipalities.csv", "1,Alfa,East,60000", "1,Alfa,East,-1")
    assert place(folder.finding()) == ("municipalities.csv", 2, "population")


def test_decreasing_unit_cost_is_allowed_as_long_as_the_total_increases(folder: Folder) -> None:
    folder.append("cost_curve.csv", "2000,20.01")
    assert folder.findings() == []


def test_an_instance_without_any_contacts_is_a_finding(folder: Folder) -> None:
    folder.write("volumes.csv", "municipality,task,contacts\n1,guide,0\n2,ruling,0\n")
    finding = folder.finding()
    assert place(finding) == ("volumes.csv", 2, "contacts")
    assert "there is nothing to plan" in finding.rule


def test_only_a_local_centre_can_be_asked_to_sell(folder: Folder) -> None:
    folder.write("centres.csv", "centre,kind,seat,must_sell\nAlfa,local,1,true\nNorth,virtual,,true\nSouth,virtual,,\n")
    (finding,) = folder.findings()
    assert (finding.row, finding.column, finding.remedy) == (3, "must_sell", "set must_open instead")
