"""A declared sheet into an openpyxl worksheet: cells, styles, what stays in sight, and how it prints."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from textwrap import wrap

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from optimiser.report.workbook.cells import fill, text
from optimiser.report.workbook.sheet import Column, Notes, Row, Sheet, Shown, Table
from optimiser.report.workbook.words import Words

LINE_POINTS = 15
"""Height of a line of text; rows that wrap are given theirs, as not every program finds it by itself."""
A4 = 9
WIDEST_NOTE = 130
"""Paragraphs wrap at the sheet's width, or here (characters)."""

FACE = "Calibri"
TITLE, HEADING, BOLD = Font(FACE, 14, bold=True), Font(FACE, 12, bold=True), Font(FACE, 11, bold=True)
MEANING = Font(FACE, 9, italic=True, color="595959")
SHADE = PatternFill("solid", fgColor="DCE6F1")
ABOVE = Border(top=Side("thin"))
TEXT = Alignment(wrap_text=True, vertical="top", horizontal="left")
NUMBER = Alignment(vertical="top", horizontal="right", indent=1)
"""Numbers keep away from the text that stands to their right."""
ABOVE_NUMBERS = Alignment(wrap_text=True, vertical="top", horizontal="right", indent=1)


@dataclass
class Writer:
    """Writes one sheet from the top."""

    sheet: Sheet
    target: Worksheet
    words: Words
    row: int = 1
    header_row: int = 1

    @cached_property
    def widths(self) -> list[float]:
        """How wide each column is."""
        return self.sheet.widths

    def write(self) -> None:
        """The title, every part, and how the sheet is looked at and printed."""
        self._title()
        for part in self.sheet.parts:
            if isinstance(part, Notes):
                self._notes(part)
            else:
                self._table(part)
            self.row += 1
        self._set_up()

    def _title(self) -> None:
        cell = self.target.cell(1, 1)
        fill(cell, self.words.say(self.sheet.title))
        cell.font = TITLE
        self.row = 2

    def _notes(self, notes: Notes) -> None:
        last = self._columns_within(WIDEST_NOTE)
        width = sum(self.widths[:last])
        for paragraph in notes.paragraphs:
            cell = self.target.cell(self.row, 1)
            fill(cell, paragraph)
            cell.alignment = TEXT
            if last > 1:
                self.target.merge_cells(start_row=self.row, end_row=self.row, start_column=1, end_column=last)
            self._set_height([(paragraph, width)])
            self.row += 1

    def _columns_within(self, limit: float) -> int:
        """How many columns a paragraph may run across."""
        return max(1, sum(sum(self.widths[: count + 1]) <= limit for count in range(len(self.widths))))

    def _table(self, table: Table) -> None:
        if table.heading:
            self.target.cell(self.row, 1).font = HEADING
            fill(self.target.cell(self.row, 1), self.words.say(table.heading))
            self.row += 1
        self._meanings(table)
        first = self._header(table)
        for row in table.rows:
            self._cells(table.columns, row)
        if table.long:
            self.header_row = first
            self.target.auto_filter.ref = f"A{first}:{get_column_letter(len(table.columns))}{self.row - 1}"
        if table.totals is not None:
            self._cells(table.columns, table.totals, total=True)

    def _meanings(self, table: Table) -> None:
        meanings = [self.words.say(column.meaning) if column.meaning else "" for column in table.columns]
        if any(meanings):
            self._line(table, meanings, MEANING)

    def _header(self, table: Table) -> int:
        """Write the headings; the row they stand in."""
        headings = [self.words.told(column.heading) for column in table.columns]
        self._line(table, headings, BOLD, SHADE)
        return self.row - 1

    def _line(self, table: Table, texts: Sequence[str], font: Font, shade: PatternFill | None = None) -> None:
        for position, (column, told) in enumerate(zip(table.columns, texts, strict=True), start=1):
            cell = self.target.cell(self.row, position)
            fill(cell, told)
            cell.font, cell.alignment = font, _alignment(told, column)
            if shade:
                cell.fill = shade
        self._set_height(list(zip(texts, self.widths, strict=False)))
        self.row += 1

    def _cells(self, columns: Sequence[Column], row: Row, total: bool = False) -> None:
        texts = []
        for position, column in enumerate(columns, start=1):
            value, number_format = _shown(row.get(column.entry), column)
            cell = self.target.cell(self.row, position)
            fill(cell, value, number_format)
            cell.alignment = _alignment(value, column)
            if total:
                cell.font, cell.border = BOLD, ABOVE
            texts.append((value if isinstance(value, str) else "", self.widths[position - 1]))
        self._set_height(texts)
        self.row += 1

    def _set_height(self, texts: Sequence[tuple[str, float]]) -> None:
        lines = max(_lines(told, width) for told, width in texts)
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


def _shown(value: object, column: Column) -> tuple[object, str]:
    return (value.value, value.format) if isinstance(value, Shown) else (value, column.format)


def _alignment(value: object, column: Column) -> Alignment:
    """To the right in a column of numbers, where text wraps."""
    if not column.is_numeric:
        return TEXT
    return ABOVE_NUMBERS if isinstance(value, str) else NUMBER


def _lines(told: str, width: float) -> int:
    """Lines that a text takes up in a cell, a line broken between words."""
    return sum(max(1, len(wrap(line, int(width)))) for line in text(told).split("\n"))
