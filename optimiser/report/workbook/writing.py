"""Declared sheets into an .xlsx file: cells, styles, how it is looked at and printed; the same give the same bytes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from io import BytesIO
from math import isnan
from pathlib import Path
from textwrap import wrap
from types import MappingProxyType
from typing import Any, TypeAlias

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from optimiser.data.cells import FORMULA_SIGNS
from optimiser.data.settings import Language
from optimiser.report.localizer import NONE
from optimiser.report.tables.particulars import utc_moment
from optimiser.report.tables.table import (
    ANY_NUMBER,
    GENERAL,
    Bilingual,
    FilledTable,
    OutputCell,
    OutputColumn,
    as_cell,
    in_language,
)
from optimiser.report.workbook.charts import SheetChart, draw_chart
from optimiser.report.workbook.formulas import TableArea, cell_in_sheet, clean_text, formula_of, is_number

CREATOR = "optimiser"
WHOLE_NUMBER = "#,##0"
LINE_POINTS = 15
"""Height of a line of text; rows that wrap are given theirs, as not every program finds it by itself."""
A4 = 9
USUAL_WIDTH, WIDEST_TEXT = 14.0, 44.0
"""Of a column for which none is declared, in characters: for figures, and at most for texts."""
WIDEST_NOTE = 130
"""Paragraphs wrap at the sheet's width, or here (characters)."""

Look: TypeAlias = Mapping[str, Any]
"""Properties of a cell's format, as XlsxWriter calls them."""
TITLE, HEADING, BOLD = ({"font_size": size, "bold": True} for size in (14, 12, 11))
GLOSS = {"font_size": 9, "italic": True, "font_color": "#595959"}
SHADE = {"pattern": 1, "bg_color": "#DCE6F1"}
SHADE_OF_INPUT = {"pattern": 1, "bg_color": "#FFF7CC"}
"""Of figures that others of the sheet are calculated from by their names, and a reader may change."""
ABOVE = {"top": 1}
TEXT = {"text_wrap": True, "valign": "top", "align": "left"}
NUMBER = {"valign": "top", "align": "right", "indent": 1}
"""Numbers keep away from the text that stands to their right."""
ABOVE_NUMBERS = {"text_wrap": True, **NUMBER}
PADDING = 5 / 7
"""Of a column's width, in characters: XlsxWriter adds it to what is asked for."""


@dataclass(frozen=True)
class SheetTable:
    """A table in a sheet, with its title above it if it is `titled`.

    A `long` one is to scroll in: with a filter, its headings in sight and on every printed page; one a sheet. In a
    `marked` one the marks of its cells stand behind them. Totals, and what is declared with a formula, are formulas
    beside the values that the audited run has: a reader who changes a figure sees what follows, and a program that does
    not calculate shows the figures of the run.
    """

    filled: FilledTable
    titled: bool = False
    long: bool = False
    marked: bool = False

    @cached_property
    def columns(self) -> list[OutputColumn]:
        """The columns that a workbook shows."""
        return self.filled.columns_in("workbook")


@dataclass(frozen=True)
class Notes:
    """Paragraphs, ready to be read."""

    paragraphs: Sequence[str]


SheetPart: TypeAlias = SheetTable | Notes | SheetChart


@dataclass(frozen=True)
class BookSheet:
    """A sheet of the workbook: the name on its tab, its title, and what stands in it from the top."""

    name: Bilingual
    title: Bilingual
    parts: Sequence[SheetPart]
    frozen_columns: int = 1

    @property
    def tables(self) -> list[SheetTable]:
        """The tables that stand in it."""
        return [part for part in self.parts if isinstance(part, SheetTable)]

    @property
    def widths(self) -> list[float]:
        """How wide each column is: as the widest of the tables asks, or one as wide as paragraphs without a table."""
        declared = [[_width_of(table, column) for column in table.columns] for table in self.tables]
        count = max(map(len, declared), default=0)
        widths = [max(widths[at] for widths in declared if at < len(widths)) for at in range(count)]
        return widths or [float(WIDEST_NOTE)]


def _width_of(table: SheetTable, column: OutputColumn) -> float:
    """The width that is declared for a column, or that its texts ask for."""
    if column.width:
        return column.width
    texts = (as_cell(row.get(column.name)) for row in table.filled.rows)
    longest = max((len(str(cell.value or cell.text or "")) for cell in texts if not is_number(cell.value)), default=0)
    return min(WIDEST_TEXT, max(USUAL_WIDTH, longest + 2.0))


def save_book(sheets: Iterable[BookSheet], path: Path, language: Language, title: str, finished: str) -> None:
    """Write sheets as an .xlsx file, stamped with the moment the run was finished."""
    made = BytesIO()
    with Workbook(made, {"in_memory": True}) as book:
        moment = utc_moment(finished)
        book.set_properties({"title": clean_text(title), "author": CREATOR, "created": moment})
        making, writers = _Making(book), []
        for sheet in sheets:
            target = book.add_worksheet(in_language(language, sheet.name))
            writers.append(_SheetWriter(sheet, target, making, language))
            writers[-1].write_sheet()
        for writer in writers:
            writer.insert_charts()
    path.write_bytes(made.getvalue())


@dataclass
class _Making:
    """A workbook that is made: its formats, each made once, and where each table stands, by its identity."""

    book: Workbook
    made: dict[tuple[tuple[str, Any], ...], Format] = field(default_factory=dict)
    areas: dict[int, TableArea] = field(default_factory=dict)

    def of_look(self, look: Look) -> Format:
        """The format that has these properties."""
        key = tuple(sorted(look.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format(dict(look))
        return self.made[key]


# ---- one value into one cell: a number stays a number, text stays text, and nothing becomes a formula --------------


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
    """Writes one sheet from the top; rows and columns are counted from 0, as XlsxWriter does."""

    sheet: BookSheet
    target: Worksheet
    making: _Making
    language: Language
    row: int = 0
    header_row: int = 0
    widths: list[float] = field(init=False)
    charts: list[tuple[int, SheetChart]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.widths = self.sheet.widths

    def write_sheet(self) -> None:
        """Write the title, every part, and how the sheet is looked at and printed."""
        self._write_heading(in_language(self.language, self.sheet.title), TITLE)
        for part in self.sheet.parts:
            if isinstance(part, Notes):
                self._write_notes(part)
            elif isinstance(part, SheetChart):
                self._leave_room(part)
            else:
                self._write_table(part)
            self.row += 1
        self._set_up()

    def insert_charts(self) -> None:
        """Draw the charts of the sheet, when all sheets are written, as they may be of the cells of any."""
        for row, chart in self.charts:
            title = cell_in_sheet(self.target.get_name(), row, 0)
            drawn = draw_chart(self.making.book, chart, self.making.areas, title)
            self.target.insert_chart(row, 0, drawn, {"description": clean_text(chart.title)})

    def _leave_room(self, chart: SheetChart) -> None:
        """Leave room for a chart; its title stands in a cell below it, as text there is never taken for a formula."""
        self.charts.append((self.row, chart))
        self._fill_cell(0, chart.title, {})
        self.row += chart.rows

    def _fill_cell(
        self, column: int, value: object, look: Look, number_format: str = GENERAL, formula: str = ""
    ) -> None:
        """Put a value into a cell of the row; None, NaN and blank text leave it empty, and text is never a formula.

        With a formula, the value is what it comes to.
        """
        if formula:
            shown = self.making.of_look({**look, "num_format": _format_of(value, number_format)})
            self.target.write_formula(self.row, column, formula, shown, value)
        elif isinstance(value, str) and value:
            text = clean_text(value)
            quoted = {"quote_prefix": True} if text.startswith(FORMULA_SIGNS) else {}
            self.target.write_string(self.row, column, text, self.making.of_look({**look, **quoted}))
        elif value == "" or _is_missing(value):
            self.target.write_blank(self.row, column, None, self.making.of_look(look))
        else:
            shown = self.making.of_look({**look, "num_format": _format_of(value, number_format)})
            write = self.target.write_datetime if isinstance(value, datetime) else self.target.write_number
            write(self.row, column, value, shown)

    def _write_heading(self, text: str, look: Look) -> None:
        self._fill_cell(0, text, look)
        self.row += 1

    def _write_notes(self, notes: Notes) -> None:
        last = self._columns_within(WIDEST_NOTE)
        width = sum(self.widths[:last])
        for paragraph in notes.paragraphs:
            if last > 1:
                self.target.merge_range(self.row, 0, self.row, last - 1, "", self.making.of_look(TEXT))
            self._fill_cell(0, paragraph, TEXT)
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
        area = TableArea(self.target.get_name(), table.filled, table.columns, self.row)
        self.making.areas[id(table.filled)] = area
        headings = [column.title_in("workbook", self.language) for column in table.columns]
        self._write_line(table.columns, headings, {**BOLD, **SHADE})
        for at in range(len(table.filled.rows)):
            self._write_row(area, at, marked=table.marked)
        if table.long:
            self.header_row = area.header
            self.target.autofilter(area.header, 0, area.last, len(table.columns) - 1)
        if table.filled.total_of("workbook") is not None:
            self._write_row(area, None, {**BOLD, **ABOVE})
        for column in table.columns:
            if column.anchor and table.filled.rows:
                self.making.book.define_name(column.anchor, area.range_of(column.name))

    def _write_line(self, columns: Sequence[OutputColumn], texts: Sequence[str], look: Look) -> None:
        for position, (column, told) in enumerate(zip(columns, texts, strict=True)):
            self._fill_cell(position, told, {**look, **_align_value(told, column)})
        self._set_height(list(zip(texts, self.widths, strict=False)))
        self.row += 1

    def _write_row(
        self, area: TableArea, at: int | None, look: Look = MappingProxyType({}), marked: bool = False
    ) -> None:
        """Write a row of a table; without `at` its total."""
        texts = []
        for position, column in enumerate(area.columns):
            cell = area.cell_at(at, position)
            cell = cell if marked else replace(cell, mark="")
            value, number_format = _value_and_format(cell, column)
            formula = formula_of(area, column, at)
            if cell.anchor:
                place = cell_in_sheet(self.target.get_name(), self.row, position)
                self.making.book.define_name(cell.anchor, place)
            changeable = SHADE_OF_INPUT if (cell.anchor or (column.anchor and at is not None)) and not formula else {}
            own_look = {**look, **_align_value(value, column), **changeable}
            self._fill_cell(position, value, own_look, number_format, formula)
            texts.append((value if isinstance(value, str) else "", self.widths[position]))
        self._set_height(texts)
        self.row += 1

    def _set_height(self, texts: Sequence[tuple[str, float]]) -> None:
        lines = max(_count_lines(told, width) for told, width in texts)
        if lines > 1:
            self.target.set_row(self.row, lines * LINE_POINTS)

    def _set_up(self) -> None:
        target = self.target
        for position, width in enumerate(self.widths):
            target.set_column(position, position, width - PADDING)
        target.freeze_panes(self.header_row + 1, self.sheet.frozen_columns)
        target.hide_gridlines(2)
        target.set_landscape()
        target.set_paper(A4)
        target.fit_to_pages(1, 0)
        target.repeat_rows(self.header_row)
        target.set_h_pagebreaks([row for row, _ in self.charts[1:]])
        target.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.75)
        target.set_footer("&L&A&R&P/&N", {"margin": 0.3})


def _value_and_format(cell: OutputCell, column: OutputColumn) -> tuple[object, str]:
    """What stands in a cell: its value, or the words for it where there is none; its mark stands behind either."""
    number_format = (cell.format or column.format).in_workbook
    value = (None if cell.text == NONE else cell.text) if _is_missing(cell.value) else cell.value
    if isinstance(value, str):
        return f"{value}{cell.mark}", number_format
    return value, f'{number_format}"{cell.mark}"' if cell.mark else number_format


def _align_value(value: object, column: OutputColumn) -> Look:
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
