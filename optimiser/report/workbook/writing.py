"""Declared sheets into an .xlsx file: cells, styles, how it is looked at and printed; the same give the same bytes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from io import BytesIO
from math import isnan
from pathlib import Path
from textwrap import wrap
from typing import Any, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from optimiser.data.cells import FORMULA_SIGNS
from optimiser.data.settings import Language
from optimiser.report.tables.master_data import utc_moment
from optimiser.report.tables.table import (
    ANY_NUMBER,
    GENERAL,
    Bilingual,
    FilledTable,
    OutputColumn,
    RowValues,
    as_cell,
    in_language,
)

CREATOR = "optimiser"
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time every part of the file is given: the first that a zip file can hold."""
WHOLE_NUMBER = "#,##0"
LINE_POINTS = 15
"""Height of a line of text; rows that wrap are given theirs, as not every program finds it by itself."""
A4 = 9
WIDEST_NOTE = 130
"""Paragraphs wrap at the sheet's width, or here (characters)."""

FACE = "Calibri"
TITLE, HEADING, BOLD = Font(FACE, 14, bold=True), Font(FACE, 12, bold=True), Font(FACE, 11, bold=True)
GLOSS = Font(FACE, 9, italic=True, color="595959")
SHADE = PatternFill("solid", fgColor="DCE6F1")
ABOVE = Border(top=Side("thin"))
TEXT = Alignment(wrap_text=True, vertical="top", horizontal="left")
NUMBER = Alignment(vertical="top", horizontal="right", indent=1)
"""Numbers keep away from the text that stands to their right."""
ABOVE_NUMBERS = Alignment(wrap_text=True, vertical="top", horizontal="right", indent=1)

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_CANNOT_BE_HELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n?")


@dataclass(frozen=True)
class SheetTable:
    """A table in a sheet, with its title above it if it is `titled`.

    A `long` one is to scroll in: with a filter, its headings in sight and on every printed page; one a sheet.
    Totals are values and no formulas: the workbook holds what the audited run says, and nothing is calculated anew
    when it is opened.
    """

    filled: FilledTable
    titled: bool = False
    long: bool = False

    @cached_property
    def columns(self) -> list[OutputColumn]:
        """The columns that a workbook shows."""
        return self.filled.columns_in("workbook")


@dataclass(frozen=True)
class Notes:
    """Paragraphs, ready to be read."""

    paragraphs: Sequence[str]


SheetPart: TypeAlias = SheetTable | Notes


@dataclass(frozen=True)
class BookSheet:
    """A sheet of the workbook: its name, its title, and what stands in it from the top."""

    name: str
    title: Bilingual
    parts: Sequence[SheetPart]
    frozen_columns: int = 1

    @property
    def tables(self) -> list[SheetTable]:
        """The tables that stand in it."""
        return [part for part in self.parts if isinstance(part, SheetTable)]

    @property
    def widths(self) -> list[float]:
        """How wide each column is: as the widest of the tables asks."""
        declared = [[column.width for column in table.columns] for table in self.tables]
        count = max((len(widths) for widths in declared), default=1)
        return [max(widths[at] for widths in declared if at < len(widths)) for at in range(count)]


def save_book(sheets: Iterable[BookSheet], path: Path, language: Language, title: str, finished: str) -> None:
    """Write sheets as an .xlsx file, stamped with the moment the run was finished."""
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        _SheetWriter(sheet, book.create_sheet(sheet.name), language).write_sheet()
    properties, moment = book.properties, utc_moment(finished)
    properties.title, properties.creator, properties.lastModifiedBy = clean_text(title), CREATOR, CREATOR
    properties.created = properties.modified = moment
    path.write_bytes(_zip_book(book))


def _zip_book(book: Workbook) -> bytes:
    """The file, its parts without the time of writing; `Workbook.save` would stamp the present."""
    written, made = BytesIO(), BytesIO()
    ExcelWriter(book, ZipFile(written, "w")).save()
    with ZipFile(written) as parts, ZipFile(made, "w", ZIP_DEFLATED) as file:
        for name in parts.namelist():
            file.writestr(ZipInfo(name, EARLIEST), parts.read(name), ZIP_DEFLATED)
    return made.getvalue()


# ---- one value into one cell: a number stays a number, text stays text, and nothing becomes a formula --------------


def fill_cell(cell: SheetCell, value: object, number_format: str = GENERAL) -> None:
    """Put a value into a cell; None, NaN and blank text leave it empty."""
    if isinstance(value, str):
        _fill_text(cell, clean_text(value))
    elif not _is_missing(value):
        cell.value = value.item() if hasattr(value, "item") else value
        cell.number_format = _format_of(cell.value, number_format)


def clean_text(value: str) -> str:
    """Return text as a sheet can hold it: what XML has no place for is replaced, lines end in one way."""
    return _CANNOT_BE_HELD.sub(REPLACEMENT, _LINE_END.sub("\n", value))


def _fill_text(cell: SheetCell, value: str) -> None:
    if not value:
        return
    cell.value = value
    # openpyxl takes a text like =1+1 for a formula and #N/A for an error; the mark keeps it text when it is edited.
    cell.data_type = "s"
    cell.quotePrefix = value.startswith(FORMULA_SIGNS)


def _is_missing(value: object) -> bool:
    return value is None or (isinstance(value, float) and isnan(value))


def _format_of(value: object, declared: str) -> str:
    """Numbers of all kinds in one column: decimals only where there are any, so that no mark stands alone."""
    if declared != ANY_NUMBER or isinstance(value, datetime):
        return declared
    return WHOLE_NUMBER if float(str(value)).is_integer() else ANY_NUMBER


# ---- one sheet ----------------------------------------------------------------------------------------------------


@dataclass
class _SheetWriter:
    """Writes one sheet from the top."""

    sheet: BookSheet
    target: Worksheet
    language: Language
    row: int = 1
    header_row: int = 1
    widths: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self.widths = self.sheet.widths

    def write_sheet(self) -> None:
        """Write the title, every part, and how the sheet is looked at and printed."""
        self._write_heading(in_language(self.language, self.sheet.title), TITLE)
        for part in self.sheet.parts:
            if isinstance(part, Notes):
                self._write_notes(part)
            else:
                self._write_table(part)
            self.row += 1
        self._set_up()

    def _write_heading(self, text: str, font: Font) -> None:
        cell = self.target.cell(self.row, 1)
        fill_cell(cell, text)
        cell.font = font
        self.row += 1

    def _write_notes(self, notes: Notes) -> None:
        last = self._columns_within(WIDEST_NOTE)
        width = sum(self.widths[:last])
        for paragraph in notes.paragraphs:
            cell = self.target.cell(self.row, 1)
            fill_cell(cell, paragraph)
            cell.alignment = TEXT
            if last > 1:
                self.target.merge_cells(start_row=self.row, end_row=self.row, start_column=1, end_column=last)
            self._set_height([(paragraph, width)])
            self.row += 1

    def _columns_within(self, limit: float) -> int:
        """How many columns a paragraph may run across."""
        return max(1, sum(sum(self.widths[: count + 1]) <= limit for count in range(len(self.widths))))

    def _write_table(self, table: SheetTable) -> None:
        if table.titled:
            self._write_heading(in_language(self.language, table.filled.table.title), HEADING)
        glosses = [in_language(self.language, column.gloss) for column in table.columns]
        if any(glosses):
            self._write_line(table.columns, glosses, GLOSS)
        first = self.row
        headings = [column.title_in("workbook", self.language) for column in table.columns]
        self._write_line(table.columns, headings, BOLD, SHADE)
        for row in table.filled.rows:
            self._write_row(table.columns, row)
        if table.long:
            self.header_row = first
            self.target.auto_filter.ref = f"A{first}:{get_column_letter(len(table.columns))}{self.row - 1}"
        total = table.filled.total_of("workbook")
        if total is not None:
            self._write_row(table.columns, total, is_total=True)

    def _write_line(
        self, columns: Sequence[OutputColumn], texts: Sequence[str], font: Font, shade: PatternFill | None = None
    ) -> None:
        for position, (column, told) in enumerate(zip(columns, texts, strict=True), start=1):
            cell = self.target.cell(self.row, position)
            fill_cell(cell, told)
            cell.font, cell.alignment = font, _align_value(told, column)
            if shade:
                cell.fill = shade
        self._set_height(list(zip(texts, self.widths, strict=False)))
        self.row += 1

    def _write_row(self, columns: Sequence[OutputColumn], row: RowValues, is_total: bool = False) -> None:
        texts = []
        for position, column in enumerate(columns, start=1):
            value, number_format = _value_and_format(row.get(column.name), column)
            cell = self.target.cell(self.row, position)
            fill_cell(cell, value, number_format)
            cell.alignment = _align_value(value, column)
            if is_total:
                cell.font, cell.border = BOLD, ABOVE
            texts.append((value if isinstance(value, str) else "", self.widths[position - 1]))
        self._set_height(texts)
        self.row += 1

    def _set_height(self, texts: Sequence[tuple[str, float]]) -> None:
        lines = max(_count_lines(told, width) for told, width in texts)
        if lines > 1:
            self.target.row_dimensions[self.row].height = lines * LINE_POINTS

    def _set_up(self) -> None:
        target = self.target
        for position, width in enumerate(self.widths, start=1):
            target.column_dimensions[get_column_letter(position)].width = width
        target.freeze_panes = f"{get_column_letter(self.sheet.frozen_columns + 1)}{self.header_row + 1}"
        target.sheet_view.showGridLines = False
        target.page_setup.orientation, target.page_setup.paperSize = "landscape", A4
        target.page_setup.fitToWidth, target.page_setup.fitToHeight = 1, 0
        target.sheet_properties.pageSetUpPr.fitToPage = True
        target.print_title_rows = f"{self.header_row}:{self.header_row}"
        target.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.75, footer=0.3)
        target.oddFooter.left.text, target.oddFooter.right.text = "&A", "&P/&N"


def _value_and_format(value: Any, column: OutputColumn) -> tuple[object, str]:
    cell = as_cell(value)
    return cell.value, (cell.format or column.format).in_workbook


def _align_value(value: object, column: OutputColumn) -> Alignment:
    """To the right in a column of numbers, where text wraps."""
    if not column.format.is_numeric:
        return TEXT
    return ABOVE_NUMBERS if isinstance(value, str) else NUMBER


def _count_lines(told: str, width: float) -> int:
    """Lines that a text takes up in a cell, a line broken between words."""
    return sum(_count_wrapped(line, int(width)) for line in clean_text(told).split("\n"))


def _count_wrapped(line: str, width: int) -> int:
    """Most are short enough, and are not looked through for places to break them."""
    return 1 if len(line) <= width and "\t" not in line else max(1, len(wrap(line, width)))
