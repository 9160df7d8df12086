"""Write an instance, or an empty template for one, as an .xlsx workbook with a guide to its columns.

Text that looks like a formula is written as text, marked so that a spreadsheet leaves it alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from optimiser.data.cells import as_text
from optimiser.data.documentation import allowed, meaning, unit
from optimiser.data.entries import declared_entries, flatten
from optimiser.data.instance import Instance
from optimiser.data.safe_text import FORMULA_SIGNS
from optimiser.data.tables import TABLES
from optimiser.data.workbook import SETTINGS_HEADER, SETTINGS_SHEET

GUIDE_SHEET = "Guide"
GUIDE_HEADER = ("table", "column", "unit", "meaning", "allowed")
WIDEST = 60
"""Widest that a column is made (characters)."""


def write_workbook(instance: Instance, path: Path) -> None:
    """Write an instance as a workbook from which the same instance is read."""
    rows = {name: [row.model_dump() for row in getattr(instance.tables, name)] for name in TABLES}
    _save(flatten(instance.settings.model_dump()), rows, path)


def write_empty_workbook(path: Path) -> None:
    """Write a workbook to fill in: every sheet with its header, and settings with their defaults."""
    entries = {name: _default(field) for name, field in declared_entries().items() if "*" not in name}
    _save(entries, {name: [] for name in TABLES}, path)


def _default(field: FieldInfo) -> Any:
    return None if field.default is PydanticUndefined else field.default


def _save(entries: Mapping[str, Any], rows: Mapping[str, Sequence[Mapping[str, Any]]], path: Path) -> None:
    book = Workbook()
    book.remove(book.active)
    _add_sheet(book, SETTINGS_SHEET, SETTINGS_HEADER, entries.items())
    for table in TABLES.values():
        columns = list(table.columns)
        _add_sheet(book, table.name, columns, ([row[name] for name in columns] for row in rows[table.name]))
    _add_sheet(book, GUIDE_SHEET, GUIDE_HEADER, _guide())
    book.save(path)


def _guide() -> Iterable[Sequence[str]]:
    for name, field in declared_entries().items():
        yield SETTINGS_SHEET, name.replace("*", "1"), unit(field), meaning(field), allowed(field)
    for table in TABLES.values():
        for name, field in table.columns.items():
            yield table.name, name, unit(field), meaning(field), allowed(field)


def _add_sheet(book: Workbook, title: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    sheet = book.create_sheet(title)
    widths = [0] * len(header)
    for number, values in enumerate((header, *rows), start=1):
        for position, value in enumerate(values):
            _put(sheet, number, position + 1, value)
            widths[position] = max(widths[position], len(as_text(value)))
    for position, width in enumerate(widths, start=1):
        sheet.cell(1, position).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(position)].width = min(width, WIDEST) + 2
    sheet.freeze_panes = "A2"


def _put(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    text = as_text(value)
    if not text:
        return
    cell = sheet.cell(row, column, value if isinstance(value, bool) else text)
    if isinstance(value, bool):
        return
    # Numbers are given as text of type number, as openpyxl would round them to 16 digits.
    cell.data_type = "n" if isinstance(value, int | float) else "s"
    cell.quotePrefix = isinstance(value, str) and text.startswith(FORMULA_SIGNS)
