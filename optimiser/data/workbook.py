"""Read and write an instance as one .xlsx workbook: a sheet a table, a sheet of dotted settings, and a guide."""

import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, time
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from optimiser.data.cells import FORMULA_SIGNS, Cell, Unreadable, as_text, column_type, is_blank
from optimiser.data.findings import LARGEST_FILE, Finding, as_name, fault_of_path
from optimiser.data.in_words import allowed_values, meaning_of, unit_of
from optimiser.data.instance import Instance
from optimiser.data.settings import declaration_of, declared_entries, flatten_entries
from optimiser.data.sheets import Sheet, are_blank, read_sheet, read_tables
from optimiser.data.tables import TABLES, Draft, Origin, Record, Table
from optimiser.data.unread import TOP, unread_sheets
from optimiser.data.workbook_layout import MOST_COLUMNS, Grid, Layout, hidden_findings, layout_of, unmerge_cells

LARGEST_CONTENT = 200_000_000
"""Most that a workbook may unpack to (bytes)."""
LARGEST_RATIO = 200
"""Most times larger than the file its content may be; workbooks we have seen stay below 50."""
MOST_ENTRIES = 1_000
ENCRYPTED = 0x1
OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How password-protected and pre-2007 workbooks begin."""


def refuse_workbook(path: Path) -> Finding | None:
    """Why a file is not opened as a workbook; None when it may be."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            return fault_of_path(path, f"must not be larger than {LARGEST_FILE // 1_000_000} MB")
        if _begins_with(path, OLE_SIGNATURE):
            return fault_of_path(
                path, "must not have a password or be of the old .xls kind", "save it as .xlsx without one"
            )
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except OSError as error:
        return fault_of_path(path, f"must be a file that can be read: {error.strerror}")
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return fault_of_path(path, "must be an .xlsx workbook", "save it as .xlsx from a spreadsheet program")
    return next((fault_of_path(path, rule) for rule in _excesses_of_archive(entries, path.stat().st_size)), None)


def _begins_with(path: Path, signature: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(signature)) == signature


def _excesses_of_archive(entries: list[zipfile.ZipInfo], size: int) -> Iterator[str]:
    """What speaks against opening a zip.

    The declared sizes can be trusted as upper bounds: zipfile never unpacks an entry beyond its own.
    """
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES:
        yield f"must have at most {MOST_ENTRIES} parts"
    if total > min(LARGEST_CONTENT, LARGEST_RATIO * size):
        yield f"unpacks to {total} bytes, which is more than a workbook of its size can hold"
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        yield "must not be encrypted"
    if any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
        yield "must not hold macros: save it as .xlsx"


SETTINGS_SHEET = "instance"
SETTINGS_HEADER = ("parameter", "value")
WORDS = ("text", "name", "list")
"""Kinds of entries that are text, whatever a cell holds."""
VALUE_HEADINGS = ("value", "values", "værdi", "værdier")
"""What stands over the values of the settings, in the first row that holds anything."""
WITHOUT_VALUE = Unreadable("a formula", "must have a value", "open the workbook in a spreadsheet program and save it")

Page = tuple[Grid, Layout]
"""What a sheet holds, and how it is laid out."""
Position = tuple[str, int, int]
_FORMULA = re.compile(rb"<(\w+:)?f[\s/>]")
_BREAK = re.compile("_x000D_\n?")
"""How a workbook holds a line break pasted from Windows; openpyxl 3.1 leaves the first half of it as text."""


def read_workbook(path: Path) -> tuple[Draft | None, list[Finding]]:
    """Everything in a workbook, with a finding for all that cannot be understood; None if it is refused."""
    refusal = refuse_workbook(path)
    if refusal:
        return None, [refusal]
    try:
        pages = _read_pages(path)
    except Exception as error:  # openpyxl meets damaged parts with errors of many kinds
        return None, [fault_of_path(path, f"must be a sound .xlsx workbook: {type(error).__name__} when reading it")]
    return _read_draft(pages)


def _read_draft(pages: Mapping[str, Page]) -> tuple[Draft, list[Finding]]:
    settings, findings = _read_settings(pages.get(SETTINGS_SHEET))
    tables, faults = read_tables(lambda table: _read_table(table, pages.get(table.name)))
    draft = Draft(settings, tables, {name: name for name in TABLES})
    tops = {
        title: [[as_text(cell).strip() for cell in cells] for _, cells in grid[:TOP]]
        for title, (grid, _) in pages.items()
    }
    filled = {name for name in pages if tables.get(name, pages[name][0])}
    return draft, [*findings, *faults, *unread_sheets(tops, filled)]


def _read_pages(path: Path) -> dict[str, Page]:
    formulas = _formula_positions(path) if has_formulas(path) else set()
    with opened_workbook(path, data_only=True) as book:
        return {
            sheet.title: (list(_filled_rows(sheet, formulas)), _layout_of_sheet(sheet)) for sheet in book.worksheets
        }


def _layout_of_sheet(sheet: Any) -> Layout:
    return layout_of(sheet) if sheet.title in (SETTINGS_SHEET, *TABLES) else Layout(hidden=False)


@contextmanager
def opened_workbook(path: Path, data_only: bool) -> Iterator[Any]:
    """Open a workbook to read from; `data_only` gives the values of formulas in place of these."""
    with warnings.catch_warnings(), path.open("rb") as file:
        warnings.simplefilter("ignore")  # they are about styles and extensions, which hold no data
        book = load_workbook(file, read_only=True, data_only=data_only)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # a sheet may claim a million rows and have ten
        yield book


def has_formulas(path: Path) -> bool:
    """Return whether a workbook holds a formula anywhere."""
    with zipfile.ZipFile(path) as archive:
        return any(_FORMULA.search(archive.read(name)) for name in archive.namelist() if "/worksheets/" in name)


def _formula_positions(path: Path) -> set[Position]:
    """Where formulas stand; reading their values does not tell them from blank cells."""
    with opened_workbook(path, data_only=False) as book:
        return {
            (sheet.title, row, column)
            for sheet in book.worksheets
            for row, cells in _rows_with_cells(sheet)
            for column, cell in enumerate(cells)
            if cell.value is not None and cell.data_type == "f"
        }


def _rows_with_cells(sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Rows that have a cell: openpyxl fills every gap before a far row or column with empty ones."""
    for row, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        if not all(cell is EMPTY_CELL for cell in cells):
            yield row, cells


def _filled_rows(sheet: Any, formulas: set[Position]) -> Iterator[tuple[int, list[Cell]]]:
    for row, cells in _rows_with_cells(sheet):
        values = [_cell_value(cell, (sheet.title, row, column) in formulas) for column, cell in enumerate(cells)]
        if not are_blank(values):
            yield row, values


def _cell_value(cell: Any, is_formula: bool) -> Cell:
    if cell.value is None:
        return WITHOUT_VALUE if is_formula else None
    if cell.data_type == "e":
        return Unreadable(str(cell.value), "must not be an error of the spreadsheet", "correct the cell")
    if isinstance(cell.value, datetime) and cell.value.time() == time():
        return cell.value.date().isoformat()
    if isinstance(cell.value, str):
        return _BREAK.sub("\n", cell.value)
    return cell.value if isinstance(cell.value, int | float) else str(cell.value)


def _read_table(table: Table, page: Page | None) -> tuple[list[Record] | None, list[Finding]]:
    if page is None:
        return (None, [_missing_sheet(table.name)]) if table.required else ([], [])
    grid, layout = page
    findings = list(_laid_out(table.name, grid, len(Sheet(table, table.name, grid).header), layout))
    records, faults = read_sheet(Sheet(table, table.name, grid))
    return records, [*findings, *faults]


def _laid_out(place: str, grid: Grid, width: int, layout: Layout) -> Iterator[Finding]:
    """What the layout of a sheet does to the meaning of its cells; what is merged is put into each of its rows."""
    yield from unmerge_cells(place, grid, width, layout.merges)
    yield from hidden_findings(place, grid, width, layout)


def _missing_sheet(name: str) -> Finding:
    return Finding(name, None, "", "", "must be a sheet of the workbook", "add it; the command template makes one")


def _read_settings(page: Page | None) -> tuple[Record, list[Finding]]:
    grid, layout = page or ([], None)
    record = Record(SETTINGS_SHEET, readable=bool(grid))
    if not grid or layout is None:
        return record, [_missing_sheet(SETTINGS_SHEET)]
    findings = list(_laid_out(SETTINGS_SHEET, grid, len(SETTINGS_HEADER), layout))
    heading = [as_text(cell).strip() for cell in grid[0][1]] if _is_heading(grid[0][1]) else []
    for row, cells in grid[1:] if heading else grid:
        name, cell, *others = [*cells, None]
        findings.extend(_read_entry(record, row, as_name(as_text(name)), cell))
        findings.extend(_beside_value(row, as_name(as_text(name)), cell, heading, others))
    return record, findings


def _is_heading(cells: Sequence[Cell]) -> bool:
    """True for the row 'parameter | value'; where it is missing, the first row is an entry like all others."""
    name, value, *_ = [as_text(cell).strip().casefold() for cell in (*cells, None)]
    return declaration_of(name) is None and (name == SETTINGS_HEADER[0] or value in VALUE_HEADINGS)


def _beside_value(row: int, name: str, cell: Cell, heading: Sequence[str], others: Sequence[Cell]) -> Iterator[Finding]:
    """What stands beside the value of an entry is a note where its column has a name, and else perhaps the value."""
    for position, other in enumerate(others, start=len(SETTINGS_HEADER)):
        if not is_blank(other) and not any(heading[position : position + 1]):
            column, text = get_column_letter(position + 1), as_text(other)
            if is_blank(cell):
                remedy = "move it into the second column, or delete it"
                yield Finding(SETTINGS_SHEET, row, column, text, f"the value of {name} must stand beside it", remedy)
            else:
                rule = f"is not read: the value of {name} is {as_text(cell)}"
                remedy = "name the column in the first row if it holds notes, or delete it"
                yield Finding(SETTINGS_SHEET, row, column, text, rule, remedy, "warning")
            return


def _read_entry(record: Record, row: int, name: str, cell: Cell) -> Iterator[Finding]:
    if not name:
        yield Finding(SETTINGS_SHEET, row, "parameter", "", "must be filled in", "name the parameter")
    elif name in record.origins:
        rule = f"the same parameter as row {record.origins[name].row}"
        yield Finding(SETTINGS_SHEET, row, "parameter", name, rule, "delete one of the two")
    else:
        record.origins[name] = Origin(SETTINGS_SHEET, row, name)
        value = _entry_value(name, cell)
        if value is not None:
            record.values[name] = value
            record.found[name] = cell


def _entry_value(name: str, cell: Cell) -> Cell:
    """The value of an entry: blank is an empty text or list, and no value for anything else."""
    field = declaration_of(name)
    if isinstance(cell, Unreadable) or field is None:
        return "" if cell is None else cell
    kind, optional = column_type(field).kind, column_type(field).optional
    if is_blank(cell):
        return "" if kind in WORDS and not optional else None
    return as_text(cell) if kind in WORDS else cell


GUIDE_SHEET = "Guide"
GUIDE_HEADER = ("table", "column", "unit", "meaning", "allowed")
WIDEST = 60
"""Widest that a column is made (characters)."""


def write_workbook(instance: Instance, path: Path) -> None:
    """Write an instance as a workbook from which the same instance is read."""
    rows = {name: [row.model_dump() for row in getattr(instance.tables, name)] for name in TABLES}
    _save_workbook(flatten_entries(instance.settings.model_dump()), rows, path)


def _save_workbook(entries: Mapping[str, Any], rows: Mapping[str, Sequence[Mapping[str, Any]]], path: Path) -> None:
    book = Workbook()
    book.remove(book.active)
    add_sheet(book, SETTINGS_SHEET, SETTINGS_HEADER, entries.items())
    for table in TABLES.values():
        columns = list(table.columns)
        add_sheet(book, table.name, columns, ([row[name] for name in columns] for row in rows[table.name]))
    add_sheet(book, GUIDE_SHEET, GUIDE_HEADER, _guide_rows())
    book.save(path)


def _guide_rows() -> Iterable[Sequence[str]]:
    for name, field in declared_entries().items():
        yield SETTINGS_SHEET, name.replace("*", "1"), unit_of(field), meaning_of(field), allowed_values(field)
    for table in TABLES.values():
        for name, field in table.columns.items():
            yield table.name, name, unit_of(field), meaning_of(field), allowed_values(field)


def add_sheet(book: Workbook, title: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Worksheet:
    """Add a sheet with a header that stays in view, columns as wide as they need, and numbers exactly as they are."""
    sheet: Worksheet = book.create_sheet(title)
    widths: dict[int, int] = {}
    for number, values in enumerate((header, *rows), start=1):
        for position, value in enumerate(values, start=1):
            _put_cell(sheet, number, position, value)
            widths[position] = max(widths.get(position, 0), len(as_text(value)))
    for position, width in widths.items():
        sheet.cell(1, position).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(position)].width = min(width, WIDEST) + 2
    sheet.freeze_panes = "A2"
    return sheet


def _put_cell(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    text = as_text(value)
    if not text:
        return
    cell = sheet.cell(row, column, value if isinstance(value, bool) else text)
    if isinstance(value, bool):
        return
    # Numbers are given as text of type number, as openpyxl would round them to 16 digits.
    cell.data_type = "n" if isinstance(value, int | float) else "s"
    cell.quotePrefix = isinstance(value, str) and text.startswith(FORMULA_SIGNS)
