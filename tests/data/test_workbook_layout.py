"""What a spreadsheet shows otherwise than its cells say: merged, hidden and far-off cells, a header that is missing."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from optimiser.data.findings import errors_among
from optimiser.data.read import check, read
from tests.data.books import edit, finding, put
from tests.data.tiny import Folder, place


def merge(path: Path, sheet: str, cells: str) -> None:
    edit(path, lambda workbook: workbook[sheet].merge_cells(cells))


@pytest.mark.parametrize(
    ("sheet", "cells", "where"),
    [
        ("centres", "D2:D5", ("centres", 2, "cost_factor")),
        ("municipalities", "C2:C4", ("municipalities", 2, "region")),
        ("legal", "B2:C2", ("legal", 2, "forms")),
        ("instance", "B12:B14", ("instance", 12, "value")),
    ],
)
def test_a_value_merged_over_cells_is_no_longer_read_as_blank_in_all_but_the_first(
    book: Path, sheet: str, cells: str, where: tuple[str, int, str]
) -> None:
    merge(book, sheet, cells)
    first, *others = check(book)[1]
    assert place(first) == where
    assert f"merged over {cells}" in first.rule
    assert all(other.place != sheet or "merged" not in other.rule for other in others)


def test_a_merge_down_a_column_is_told_once_and_its_blanks_not_again(book: Path) -> None:
    merge(book, "tasks", "H2:H3")
    assert "merged over H2:H3" in finding(book).rule


@pytest.mark.parametrize(
    ("sheet", "cells"), [("volumes", "G2:M2"), ("volumes", "F2:M2"), ("volumes", "A90:C95"), ("tasks", "C2:C3")]
)
def test_a_merge_that_hides_no_cell_of_the_table_is_fine(folder: Folder, book: Path, sheet: str, cells: str) -> None:
    merge(book, sheet, cells)
    assert read(book).sha256 == folder.sha256()


def test_a_header_over_two_columns_is_refused(book: Path) -> None:
    merge(book, "structures", "A1:B1")
    assert place(errors_among(check(book)[1])[0]) == ("structures", 1, "structure")


def hide(path: Path, sheet: str, rows: tuple[int, ...] = (), columns: str = "", state: str = "visible") -> None:
    def change(workbook: Any) -> None:
        workbook[sheet].sheet_state = state
        for row in rows:
            workbook[sheet].row_dimensions[row].hidden = True
        for column in columns:
            workbook[sheet].column_dimensions[column].hidden = True

    edit(path, change)


@pytest.mark.parametrize(
    ("sheet", "what", "words"),
    [
        ("volumes", {"rows": (3, 4, 6)}, "rows 3-4, 6 are hidden"),
        ("instance", {"rows": (9,)}, "row 9 is hidden"),
        ("municipalities", {"columns": "C"}, "column C is hidden"),
        ("structures", {"state": "hidden"}, "the sheet is hidden"),
        ("investments", {"state": "veryHidden"}, "the sheet is hidden"),
    ],
)
def test_what_is_used_though_it_is_hidden_is_told(
    folder: Folder, book: Path, sheet: str, what: dict[str, Any], words: str
) -> None:
    hide(book, sheet, **what)
    instance = read(book)
    assert instance.sha256 == folder.sha256()
    (told,) = instance.remarks
    assert (told.place, told.severity) == (sheet, "warning")
    assert told.rule.startswith(words)


def test_what_is_hidden_and_holds_nothing_is_not_told(book: Path) -> None:
    hide(book, "volumes", rows=(30,), columns="K")
    hide(book, "locks", state="hidden")
    hide(book, "Guide", state="hidden")
    assert check(book)[1] == []


def test_a_value_beyond_the_columns_that_are_read_is_refused(book: Path) -> None:
    put(book, "volumes", "BA3", "100")
    assert place(finding(book)) == ("volumes", 3, "BA")


def test_settings_without_a_header_lose_no_row(folder: Folder, book: Path) -> None:
    edit(book, lambda workbook: workbook["instance"].delete_rows(1))
    assert read(book).sha256 == folder.sha256()
    put(book, "instance", "B1", 7)
    assert place(finding(book)) == ("instance", 1, "schema_version")


@pytest.mark.parametrize("header", [("Parameter", "Value"), ("parameter", "værdi"), ("setting", "VALUE")])
def test_a_header_of_the_settings_may_be_written_otherwise(folder: Folder, book: Path, header: tuple[str, str]) -> None:
    put(book, "instance", "A1", header[0])
    put(book, "instance", "B1", header[1])
    assert read(book).sha256 == folder.sha256()


def test_a_title_above_the_settings_is_refused(book: Path) -> None:
    def change(workbook: Any) -> None:
        workbook["instance"].insert_rows(1)
        workbook["instance"]["A1"] = "Our settings"

    edit(book, change)
    assert [place(each)[:2] for each in check(book)[1]] == [("instance", 1), ("instance", 2)]


def test_a_value_of_the_settings_in_the_third_column_is_refused(book: Path) -> None:
    row = next(cell.row for cell in load_workbook(book)["instance"]["A"] if cell.value == "policy.max_hosts")
    put(book, "instance", f"C{row}", 0)
    assert (finding(book).column, finding(book).value) == ("C", "0")


def test_a_note_beside_the_settings_is_told_unless_its_column_has_a_name(book: Path) -> None:
    put(book, "instance", "C2", "as agreed in May")
    assert (finding(book).severity, finding(book).value) == ("warning", "as agreed in May")
    put(book, "instance", "C1", "note")
    assert check(book)[1] == []


@pytest.mark.parametrize("name", ["structures", "volumes"])
def test_a_table_without_a_header_is_refused_in_one_sentence(folder: Folder, name: str) -> None:
    text = (folder.path / f"{name}.csv").read_text(encoding="utf-8")
    folder.write(f"{name}.csv", text.partition("\n")[2])
    assert place(folder.finding()) == (f"{name}.csv", 1, "")
    assert "names of the columns" in folder.finding().rule


def test_a_title_above_the_header_is_refused_with_the_row_of_the_header(folder: Folder) -> None:
    folder.write("locks.csv", "Locks of 2014,,\n\nmunicipality,task,demand\n1,guide,must\n")
    assert folder.finding().remedy.startswith("row 3 looks like the header")


def test_data_above_the_header_is_refused(folder: Folder) -> None:
    header, first, *others = (folder.path / "volumes.csv").read_text(encoding="utf-8").splitlines()
    folder.write("volumes.csv", "\n".join([first, header, *others]))
    assert place(folder.finding()) == ("volumes.csv", 1, "")
    assert "make it the first row" in folder.finding().remedy


def test_a_sheet_without_a_header_is_refused(book: Path) -> None:
    edit(book, lambda workbook: workbook["structures"].delete_rows(1))
    assert place(finding(book)) == ("structures", 1, "")


def test_a_header_that_stands_twice_is_refused(folder: Folder) -> None:
    folder.append("structures.csv", "structure,municipality,group")
    assert place(folder.finding()) == ("structures.csv", 6, "")
