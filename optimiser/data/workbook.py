"""Read an instance from one .xlsx workbook: a sheet a table, and a sheet of dotted settings.

Formulas are never evaluated: what a spreadsheet program stored as their value is read.
"""

import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL

from optimiser.data.cells import Cell, Unreadable, as_text, column_type, is_blank
from optimiser.data.csv_folder import NEAR_MISS
from optimiser.data.entries import declaration
from optimiser.data.files import fault
from optimiser.data.findings import Finding
from optimiser.data.nearest import nearest
from optimiser.data.records import Draft, Origin, Record
from optimiser.data.sheets import Sheet, are_blank, read_sheet, read_tables
from optimiser.data.tables import TABLES, Table
from optimiser.data.workbook_guard import refuse_workbook

SETTINGS_SHEET = "instance"
MOST_COLUMNS = 50
"""Columns read of a sheet, however many it has."""
WITHOUT_VALUE = Unreadable("a formula", "must have a value", "open the workbook in a spreadsheet program and save it")

Grid = list[tuple[int, list[Cell]]]
"""The rows of a sheet that hold anything, with the numbers a spreadsheet shows."""
Position = tuple[str, int, int]
_FORMULA = re.compile(rb"<(\w+:)?f[\s/>]")


def read_workbook(path: Path) -> tuple[Draft | None, list[Finding]]:
    """Everything in a workbook, with a finding for all that cannot be understood; None if it is refused."""
    refusal = refuse_workbook(path)
    if refusal:
        return None, [refusal]
    try:
        grids = _read_grids(path)
    except Exception as error:  # openpyxl meets damaged parts with errors of many kinds
        return None, [fault(path, f"must be a sound .xlsx workbook: {type(error).__name__} when reading it")]
    return _draft(grids)


def _draft(grids: Mapping[str, Grid]) -> tuple[Draft, list[Finding]]:
    settings, findings = _read_settings(grids.get(SETTINGS_SHEET))
    tables, faults = read_tables(lambda table: _read_table(table, grids.get(table.name)))
    draft = Draft(settings, tables, {name: name for name in TABLES})
    return draft, [*findings, *faults, *_misnamed_sheets(grids)]


def _read_grids(path: Path) -> dict[str, Grid]:
    formulas = _formulas(path) if _has_formulas(path) else set()
    with _opened(path, data_only=True) as book:
        return {sheet.title: list(_filled_rows(sheet, formulas)) for sheet in book.worksheets}


@contextmanager
def _opened(path: Path, data_only: bool) -> Iterator[Any]:
    with warnings.catch_warnings(), path.open("rb") as file:
        warnings.simplefilter("ignore")  # they are about styles and extensions, which hold no data
        book = load_workbook(file, read_only=True, data_only=data_only)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # a sheet may claim a million rows and have ten
        yield book


def _has_formulas(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        return any(_FORMULA.search(archive.read(name)) for name in archive.namelist() if "/worksheets/" in name)


def _formulas(path: Path) -> set[Position]:
    """Where formulas stand; reading their values does not tell them from blank cells."""
    with _opened(path, data_only=False) as book:
        return {
            (sheet.title, row, column)
            for sheet in book.worksheets
            for row, cells in _rows(sheet)
            for column, cell in enumerate(cells)
            if cell.value is not None and cell.data_type == "f"
        }


def _rows(sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Rows that have a cell: openpyxl fills every gap before a far row or column with empty ones."""
    for row, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        if not all(cell is EMPTY_CELL for cell in cells):
            yield row, cells


def _filled_rows(sheet: Any, formulas: set[Position]) -> Iterator[tuple[int, list[Cell]]]:
    for row, cells in _rows(sheet):
        values = [_value(cell, (sheet.title, row, column) in formulas) for column, cell in enumerate(cells)]
        if not are_blank(values):
            yield row, values


def _value(cell: Any, is_formula: bool) -> Cell:
    if cell.value is None:
        return WITHOUT_VALUE if is_formula else None
    if cell.data_type == "e":
        return Unreadable(str(cell.value), "must not be an error of the spreadsheet", "correct the cell")
    return cell.value if isinstance(cell.value, str | int | float) else str(cell.value)


def _read_table(table: Table, grid: Grid | None) -> tuple[list[Record] | None, list[Finding]]:
    if grid is None:
        return (None, [_missing_sheet(table.name)]) if table.required else ([], [])
    return read_sheet(Sheet(table, table.name, grid))


def _missing_sheet(name: str) -> Finding:
    return Finding(name, None, "", "", "must be a sheet of the workbook", "add it; the command template makes one")


def _misnamed_sheets(grids: Mapping[str, Grid]) -> Iterator[Finding]:
    names = [SETTINGS_SHEET, *TABLES]
    for title in grids:
        meant = nearest(title, names, NEAR_MISS)
        if meant and title not in names and meant not in grids:
            yield Finding(title, None, "", "", "no such table", f"rename the sheet to {meant}")


def _read_settings(grid: Grid | None) -> tuple[Record, list[Finding]]:
    record = Record(SETTINGS_SHEET, readable=bool(grid))
    if not grid:
        return record, [_missing_sheet(SETTINGS_SHEET)]
    findings: list[Finding] = []
    for row, cells in grid[1:]:
        name, cell, *_ = [*cells, None]
        findings.extend(_read_entry(record, row, as_text(name).strip(), cell))
    return record, findings


def _read_entry(record: Record, row: int, name: str, cell: Cell) -> Iterator[Finding]:
    if not name:
        yield Finding(SETTINGS_SHEET, row, "parameter", "", "must be filled in", "name the parameter")
    elif name in record.origins:
        rule = f"the same parameter as row {record.origins[name].row}"
        yield Finding(SETTINGS_SHEET, row, "parameter", name, rule, "delete one of the two")
    else:
        record.origins[name] = Origin(SETTINGS_SHEET, row, name)
        value = _entry(name, cell)
        if value is not None:
            record.values[name] = value
            record.found[name] = cell


def _entry(name: str, cell: Cell) -> Cell:
    """The value of an entry: blank is an empty text or list, and no value for anything else."""
    field = declaration(name)
    if isinstance(cell, Unreadable) or field is None:
        return "" if cell is None else cell
    kind, optional = column_type(field).kind, column_type(field).optional
    if is_blank(cell):
        return "" if kind in ("text", "list") and not optional else None
    return as_text(cell) if kind in ("text", "list") else cell
