"""What a user wrote is used, refused or remarked on, on the command line; the optimum of the toy is 63,950,000 kr."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from optimiser import read, solve, write
from tests.cli.conftest import TOY, Run


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the toy as a folder."""
    shutil.copytree(TOY, tmp_path / "copy")
    return tmp_path / "copy"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A copy of the toy as a workbook."""
    write(read(TOY), tmp_path / "toy.xlsx")
    return tmp_path / "toy.xlsx"


def edit(path: Path, change: Callable[[Any], None]) -> None:
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)


def test_a_cost_factor_merged_over_four_centres_is_refused(run: Run, book: Path) -> None:
    """It was read as 1.1 for the first and 1 for the others: 63,950,000 kr. where 67,170,000 was right."""

    def change(workbook: Any) -> None:
        sheet = workbook["centres"]
        column = next(cell.column for cell in sheet[1] if cell.value == "cost_factor")
        sheet.cell(2, column, 1.1)
        sheet.merge_cells(start_row=2, end_row=5, start_column=column, end_column=column)

    edit(book, change)
    for command in (("solve", book), ("validate", book), ("convert", book, "folder")):
        ran = run(*command)
        assert ran.code == 2
        assert "merged over" in ran.text


def test_settings_without_their_header_keep_the_first_row(book: Path) -> None:
    """The first row, no hosts, was taken for the header and dropped: 63,950,000 kr. where 65,850,000 was right."""

    def change(workbook: Any) -> None:
        sheet = workbook["instance"]
        for row in sheet.iter_rows(min_row=2):
            if row[0].value == "policy.max_hosts":
                sheet.delete_rows(row[0].row)
        sheet["A1"], sheet["B1"] = "policy.max_hosts", 0

    edit(book, change)
    assert solve(read(book), gap=0).objective_kr == pytest.approx(65_850_000)


@pytest.mark.parametrize("command", [("solve",), ("validate",), ("convert", "copy"), ("diagnose",)])
def test_hidden_rows_are_told_by_every_command_that_reads_a_workbook(
    run: Run, book: Path, command: tuple[str, ...]
) -> None:
    edit(book, lambda workbook: setattr(workbook["volumes"].row_dimensions[3], "hidden", True))
    ran = run(command[0], book, *command[1:])
    assert ran.code == 0
    assert "warning: volumes" in ran.err
    assert "row 3 is hidden" in " ".join(ran.err.split())


def test_hidden_rows_are_told_by_a_sweep(run: Run, book: Path, tmp_path: Path) -> None:
    edit(book, lambda workbook: setattr(workbook["volumes"], "sheet_state", "hidden"))
    ran = run("sweep", book, "--vary", "structure=none", "--out", tmp_path / "sweep", "--workers", "1")
    assert "the sheet is hidden" in " ".join(ran.err.split())


def dotted(text: str) -> str:
    """A table with the thousands of its numbers set apart by dots, as a Dane may write them."""
    return re.sub(r"(?<=,)(\d{1,3})(\d{3})(\d{3})?(?=,)", lambda found: ".".join(filter(None, found.groups())), text)


@pytest.mark.parametrize(
    "tables", [["connections"], ["volumes"], ["tasks", "volumes", "municipalities", "connections"]]
)
def test_dots_that_set_thousands_apart_are_no_decimals(run: Run, copy: Path, tables: list[str]) -> None:
    """50.000 kr. was read as 50, 1.4 million contacts as 1,400: 63,850,100 kr. where 63,950,000 was right."""
    for table in tables:
        path = copy / f"{table}.csv"
        path.write_text(dotted(path.read_text(encoding="utf-8")), encoding="utf-8")
    ran = run("solve", copy)
    assert ran.code == 2
    assert all(f"{table}.csv" in ran.err for table in tables)
    assert "could mean two numbers" in ran.text
    assert "whichever is meant" in ran.text


@pytest.mark.parametrize(
    "command",
    [
        ("solve", "--set", "connections.purchased.yearly_kr=50.000"),
        ("diagnose", "--set", "policy.investment_budget_kr=5.000"),
        ("compare", "--set", "economy.net_hours_per_fte=1.500", "--out", "out"),
        ("sweep", "--vary", "connections.purchased.yearly_kr=50.000,60.000", "--out", "out"),
        ("sweep", "--vary", "connections.purchased.yearly_kr=50.000:60.000:3", "--out", "out"),
    ],
)
def test_dots_that_set_thousands_apart_on_the_command_line_are_refused(run: Run, command: tuple[str, ...]) -> None:
    ran = run(command[0], TOY, *command[1:])
    assert ran.code == 2
    assert "could mean two numbers" in ran.text


def test_the_run_of_an_amount_with_three_decimals_is_read_back(run: Run, copy: Path, tmp_path: Path) -> None:
    connections = copy / "connections.csv"
    connections.write_text(connections.read_text(encoding="utf-8").replace("50000", "50.1250"), encoding="utf-8")
    assert run("solve", copy, "--out", tmp_path / "run").code == 0
    assert "50.1250" in (tmp_path / "run" / "instance" / "connections.csv").read_text(encoding="utf-8")
    assert run("audit", tmp_path / "run").code == 0


@pytest.mark.parametrize("name", ["locks (1).csv", "lock.csv", "Kopi af locks.csv", "locks.xlsx"])
def test_a_file_of_locks_under_another_name_is_not_passed_over(run: Run, copy: Path, name: str) -> None:
    """What a browser makes of a second download was read by nothing: 63,950,000 kr. where the locks cost 64,350,000."""
    (copy / name).write_text("municipality,task,form,demand\n902,L4,purchased,must not\n", encoding="utf-8")
    for command in (("solve", copy), ("convert", copy, "toy.xlsx")):
        ran = run(*command)
        assert ran.code == 2
        assert name in ran.err
        assert "locks.csv" in ran.err


def test_a_second_file_of_a_table_is_told_by_a_solve(run: Run, copy: Path) -> None:
    shutil.copy(copy / "volumes.csv", copy / "volumes (1).csv")
    ran = run("solve", copy)
    assert ran.code == 0
    assert "warning: volumes (1).csv" in ran.err


@pytest.mark.parametrize("values", ["50,000,60,500", "1,05,1.1"])
def test_commas_within_numbers_are_not_taken_for_commas_between_values(run: Run, values: str) -> None:
    ran = run("sweep", TOY, "--vary", f"connections.purchased.yearly_kr={values}", "--out", "out")
    assert ran.code == 2
    assert "the end of a number" in ran.text
