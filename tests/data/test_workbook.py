"""Workbooks: the same instance as a folder, formulas never evaluated, damaged and hostile files refused."""

import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from optimiser.data import workbook as workbook_room
from optimiser.data.read import check, read, write
from tests.data.books import edit, finding, put
from tests.data.tiny import Folder, place


def test_a_workbook_and_a_folder_hold_the_same_instance(folder: Folder, book: Path, tmp_path: Path) -> None:
    instance = read(book)
    assert instance == read(folder.path)
    write(instance, tmp_path / "back")
    assert read(tmp_path / "back") == instance


def test_a_fault_in_a_workbook_is_told_by_sheet_and_row(book: Path) -> None:
    put(book, "volumes", "C3", -3)
    assert finding(book).place == "volumes"
    assert finding(book).row == 3


def test_a_fault_in_the_settings_is_told_by_row_and_dotted_name(book: Path) -> None:
    put(book, "instance", "B2", None)
    assert place(finding(book)) == ("instance", 2, "schema_version")


def test_an_entry_may_stand_only_once(book: Path) -> None:
    edit(book, lambda workbook: workbook["instance"].append(["year", 2015]))
    assert finding(book).rule.startswith("the same parameter as row")


def test_an_unknown_entry_is_a_finding_with_a_suggestion(book: Path) -> None:
    edit(book, lambda workbook: workbook["instance"].append(["policy.max_host", 2]))
    assert finding(book).remedy == "did you mean policy.max_hosts?"


@pytest.mark.parametrize("sheet", ["instance", "volumes"])
def test_a_missing_sheet_is_a_finding(book: Path, sheet: str) -> None:
    edit(book, lambda workbook: workbook.remove(workbook[sheet]))
    assert place(finding(book)) == (sheet, None, "")


def test_a_misnamed_sheet_is_a_finding_with_a_suggestion(book: Path) -> None:
    edit(book, lambda workbook: setattr(workbook["locks"], "title", "lock"))
    assert finding(book).remedy == "rename the sheet to locks"


def test_other_sheets_are_ignored(book: Path) -> None:
    edit(book, lambda workbook: workbook.create_sheet("Notes").append(["anything"]))
    assert check(book)[1] == []


def test_text_that_looks_like_a_formula_is_written_as_text(folder: Folder, tmp_path: Path) -> None:
    folder.replace("municipalities.csv", "Alfa", "=1+1")
    folder.replace("municipalities.csv", "Cirkelø", "@x")
    path = tmp_path / "formula.xlsx"
    write(read(folder.path), path)
    cell = openpyxl.load_workbook(path)["municipalities"]["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)
    assert read(path).sha256 == folder.sha256()


def test_a_line_break_of_windows_is_no_part_of_a_name(folder: Folder, book: Path) -> None:
    """A name pasted with the end of its line is held as `Alfa_x000D_` and a line feed."""
    put(book, "municipalities", "B2", "Alfa_x000D_\n")
    assert read(book).sha256 == folder.sha256()


def test_a_formula_without_a_stored_value_is_a_finding(book: Path) -> None:
    put(book, "volumes", "D2", "=400*2")
    assert place(finding(book)) == ("volumes", 2, "contacts")
    assert finding(book).value == "a formula"


def test_an_error_of_the_spreadsheet_is_a_finding(book: Path) -> None:
    put(book, "municipalities", "B3", "#N/A")
    assert place(finding(book)) == ("municipalities", 3, "name")
    assert finding(book).value == "#N/A"


def test_danish_numbers_kept_as_text_are_understood(folder: Folder, book: Path) -> None:
    put(book, "tasks", "G3", "12,5")
    assert read(book).sha256 == folder.sha256()


def test_a_number_kept_as_text_that_could_be_thousandfold_is_a_finding(book: Path) -> None:
    put(book, "volumes", "D2", "1.200")
    assert "could mean two numbers" in finding(book).rule


def test_blank_rows_are_ignored_even_where_a_sheet_claims_a_million(folder: Folder, book: Path) -> None:
    put(book, "volumes", "A1048576", "  ")
    put(book, "volumes", "XFD3", " ")
    assert read(book).sha256 == folder.sha256()


def test_a_value_beside_the_table_is_a_finding(book: Path) -> None:
    put(book, "volumes", "K3", "a note")
    assert place(finding(book)) == ("volumes", 3, "")


def test_a_macro_workbook_is_refused(book: Path) -> None:
    with zipfile.ZipFile(book, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    assert "macros" in finding(book).rule


def test_a_zip_bomb_is_refused_unopened(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)
    assert "unpacks to 50000000 bytes" in finding(path).rule


def test_a_zip_that_lies_about_its_sizes_is_refused(book: Path) -> None:
    with zipfile.ZipFile(book) as archive:
        size = archive.getinfo("xl/worksheets/sheet4.xml").file_size
    content = book.read_bytes()
    book.write_bytes(content.replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little")))
    assert "must be a sound .xlsx workbook" in finding(book).rule


def test_a_zip_with_too_many_parts_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "parts.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(workbook_room.MOST_ENTRIES + 1):
            archive.writestr(str(number), b"")
    assert "at most 1000 parts" in finding(path).rule


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"code,name\n1,Alfa\n", "must be an .xlsx workbook"),
        (b"", "must be an .xlsx workbook"),
        (workbook_room.OLE_SIGNATURE + b"\0" * 512, "password"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes, rule: str) -> None:
    path = tmp_path / "odd.xlsx"
    path.write_bytes(content)
    assert rule in finding(path).rule


def test_an_encrypted_part_is_refused(book: Path) -> None:
    with zipfile.ZipFile(book) as archive:
        entry = archive.infolist()[0]
    entry.flag_bits |= workbook_room.ENCRYPTED
    assert list(workbook_room._excesses_of_archive([entry], 10_000)) == ["must not be encrypted"]


def test_damaged_parts_are_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "damaged.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types")
    assert "must be a sound .xlsx workbook" in finding(path).rule


def test_a_workbook_that_is_too_large_is_refused(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_room, "LARGEST_FILE", 100)
    assert "must not be larger" in finding(book).rule


def test_a_date_in_a_column_of_text_is_the_date(book: Path) -> None:
    """It was read as 2014-06-01 00:00:00."""
    put(book, "legal", "E2", datetime(2014, 6, 1))  # as a spreadsheet has it
    assert read(book).tables.legal[0].citation == "2014-06-01"
