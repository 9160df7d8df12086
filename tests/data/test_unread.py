"""Files and sheets that nothing reads: told where they may have been meant to be, and left in peace where not."""

from pathlib import Path
from typing import Any

import pytest

from optimiser.data.read import check, read, write
from optimiser.data.unread import meant_by
from tests.data.books import edit, finding
from tests.data.tiny import TABLES, Folder

LOCKS = "municipality,task,demand\n1,guide,must not\n"


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("locks (1)", "locks"),
        ("locks - Kopi", "locks"),
        ("Kopi af locks", "locks"),
        ("Copy of locks (2)", "locks"),
        ("LOCKS_final_v2", "locks"),
        ("task-costs", "task_costs"),
        ("volumes 2014", "volumes"),
        ("instance (1)", "instance"),
        ("inhabitants-by-age", None),
        ("Notes", None),
        ("2014", None),
    ],
)
def test_a_name_that_is_nearly_a_tables_is_known(name: str, meant: str | None) -> None:
    assert meant_by(name) == meant


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("locks (1).csv", "rename it to locks.csv"),
        ("lock.csv", "rename it to locks.csv"),
        ("locks - Kopi.csv", "rename it to locks.csv"),
        ("Kopi af locks.csv", "rename it to locks.csv"),
        ("locks.CSV", "rename it to locks.csv"),
        ("locks.xlsx", "save it as locks.csv"),
        ("locks.tsv", "save it as locks.csv"),
        ("locks.csv.txt", "save it as locks.csv"),
        ("locks.toml", "save it as locks.csv"),
        ("locks", "save it as locks.csv"),
    ],
)
def test_a_file_that_seems_to_be_a_missing_table_is_refused(folder: Folder, name: str, remedy: str) -> None:
    folder.write(name, LOCKS)
    assert (folder.finding().place, folder.finding().severity, folder.finding().remedy) == (name, "error", remedy)


def test_an_empty_table_beside_it_does_not_excuse_it(folder: Folder) -> None:
    folder.write("locks.csv", "municipality,task,demand\n")
    folder.write("locks (1).csv", LOCKS)
    assert folder.finding().remedy == "rename it to locks.csv"


@pytest.mark.parametrize(
    "name", ["volume.csv", "Volumes.csv", "volumes.tsv", "volumes (1).csv", "Instance.toml", "volumes.xlsx", "toy.xlsx"]
)
def test_a_file_beside_the_table_it_may_be_meant_for_is_told(folder: Folder, name: str) -> None:
    before = folder.sha256()
    folder.write(name, TABLES["volumes"])
    assert folder.sha256() == before
    assert (folder.finding().place, folder.finding().severity) == (name, "warning")
    assert "this file is not read" in folder.finding().rule


def test_a_table_under_another_name_is_known_by_its_columns(folder: Folder) -> None:
    folder.write("aftaler.csv", "municipality;task;demand\n1;guide;must not\n")
    assert folder.finding().severity == "warning"
    assert "its columns are those of locks" in folder.finding().rule


def test_any_other_table_in_the_folder_is_told_too(folder: Folder) -> None:
    folder.write("inhabitants-by-age.csv", "a,b")
    assert (folder.finding().place, folder.finding().severity) == ("inhabitants-by-age.csv", "warning")


def test_tables_in_a_folder_within_are_told(folder: Folder) -> None:
    (folder.path / "old" / "more").mkdir(parents=True)
    folder.write("old/more/locks.csv", LOCKS)
    assert (folder.finding().place, folder.finding().severity) == ("more", "warning")
    assert "locks.csv" in folder.finding().rule


def test_what_people_and_programs_keep_beside_an_instance_is_no_noise(folder: Folder) -> None:
    for name in (
        "README.md",
        "notes.txt",
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        "~$volumes.xlsx",
        ".~lock.volumes.csv#",
    ):
        folder.write(name, "anything")
    for name in ("volumes.csv~", "volumes.csv.bak", "outlines.geojson", "locks.pdf", "LICENSE"):
        folder.write(name, "anything")
    folder.write("dear.toml", 'name = "dear"\n[set]\n"centres.virtual.cost_factor" = 1.2\n')
    (folder.path / "scenarios").mkdir()
    folder.write("scenarios/dear.toml", 'name = "dear"\n')
    write(read(folder.path), folder.path / "copy")
    assert folder.findings() == []


def test_a_table_put_aside_is_told_where_there_is_none_in_its_place(folder: Folder) -> None:
    folder.write("locks.csv.old", LOCKS)
    assert (folder.finding().severity, folder.finding().place) == ("warning", "locks.csv.old")


def test_a_toml_file_that_is_no_scenario_is_told(folder: Folder) -> None:
    folder.write("more.toml", "max_hosts = 2\n")
    assert (folder.finding().severity, folder.finding().place) == ("warning", "more.toml")


def rename(path: Path, title: str, new: str) -> None:
    edit(path, lambda workbook: setattr(workbook[title], "title", new))


@pytest.mark.parametrize("title", ["investments (2)", "Investment", "Kopi af investments"])
def test_a_sheet_that_seems_to_be_a_missing_table_is_refused(book: Path, title: str) -> None:
    rename(book, "investments", title)
    assert (finding(book).place, finding(book).severity) == (title, "error")
    assert finding(book).remedy == "rename the sheet to investments"


def test_a_sheet_beside_an_empty_table_of_its_name_is_refused(book: Path) -> None:
    edit(book, lambda workbook: workbook.create_sheet("locks (2)").append(["municipality", "task", "demand"]))
    assert finding(book).severity == "error"


def test_a_second_sheet_of_a_table_is_told(folder: Folder, book: Path) -> None:
    edit(book, lambda workbook: setattr(workbook.copy_worksheet(workbook["volumes"]), "title", "volumes (2)"))
    assert read(book).sha256 == folder.sha256()
    assert (finding(book).place, finding(book).severity) == ("volumes (2)", "warning")


def test_a_sheet_under_another_name_is_known_by_its_columns(book: Path) -> None:
    edit(book, lambda workbook: workbook.create_sheet("Ark1").append(["municipality", "task", "demand"]))
    assert (finding(book).place, finding(book).severity) == ("Ark1", "warning")
    assert "what belongs in the sheet locks" in finding(book).rule


@pytest.mark.parametrize("title", ["Settings", "Indstillinger"])
def test_settings_in_a_sheet_of_another_name_are_told(book: Path, title: str) -> None:
    def change(workbook: Any) -> None:
        sheet = workbook.create_sheet(title)
        sheet.append(["What we have chosen"])
        sheet.append(["policy.max_hosts", 0])

    edit(book, change)
    assert (finding(book).place, finding(book).severity) == (title, "warning")
    assert "what belongs in the sheet instance" in finding(book).rule


def test_a_title_above_the_header_does_not_hide_a_table(book: Path) -> None:
    def change(workbook: Any) -> None:
        sheet = workbook.create_sheet("Aftaler")
        sheet.append(["Our agreements"])
        sheet.append(["municipality", "task", "demand"])

    edit(book, change)
    assert finding(book).place == "Aftaler"


def test_a_sheet_of_notes_is_no_noise(book: Path) -> None:
    edit(book, lambda workbook: workbook.create_sheet("Notes").append(["anything"]))
    edit(book, lambda workbook: workbook.create_sheet("Empty"))
    assert check(book)[1] == []
