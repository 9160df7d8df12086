"""Read a table as it lies in somebody's file: its cells as text, whatever the encoding or the delimiter."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from optimiser.data.cells import Unreadable, as_text
from optimiser.data.findings import (
    BYTE_ORDER_MARK,
    Finding,
    InvalidInputError,
    as_name,
    composed_text,
    fault_of_path,
    parameter_name,
    read_bytes,
)

WORKBOOK = ".xlsx"
DELIMITERS = ";\t,|"
"""What may set fields apart, the likelier first."""
Cells = tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """The rows of a file that are not blank, each with its number there; `encoding` is blank where it is UTF-8."""

    place: str
    rows: tuple[tuple[int, Cells], ...]
    encoding: str = ""

    def finding(self, row: int | None, column: str, value: str, rule: str, remedy: str) -> Finding:
        """Return a finding about a cell."""
        return Finding(self.place, row, column, value, rule, remedy)


def read_grid(path: Path, sheet: str = "") -> Grid:
    """Read a CSV file or a sheet of a workbook; raises InvalidInputError with what is wrong with it.

    `sheet` names the sheet of a workbook that has several with something in them.
    """
    if path.suffix.lower() == WORKBOOK:
        return _grid_of_workbook(path, sheet)
    if path.suffix.lower() in (".xls", ".ods", ".pdf"):
        _refuse(path, "must be a CSV file or a workbook (.xlsx)", "save it as one of these")
    text, encoding = read_any_text(path)
    delimiter = detect_delimiter(text)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        _refuse(
            path, f"must be a CSV file: {error}", "export it again, or save it as CSV UTF-8 in a spreadsheet program"
        )
    rows = ((number, tuple(as_name(cell) for cell in line)) for number, line in enumerate(lines, start=1))
    return _filled(path.name, rows, encoding)


def read_any_text(path: Path) -> tuple[str, str]:
    """Return the text of a file and its encoding, blank where it is UTF-8; raises InvalidInputError.

    UTF-16 is known by its mark; what is not UTF-8 is Windows-1252, as statistics and spreadsheets in Denmark are.
    """
    content, findings = read_bytes(path)
    if content is None:
        raise InvalidInputError(str(path), findings)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return composed_text(content.decode("utf-16", errors="replace")), "UTF-16"
    if b"\0" in content:
        _refuse(path, "must be text, but has a NUL byte", "export it again as CSV")
    try:
        return composed_text(content.decode("utf-8").removeprefix(BYTE_ORDER_MARK)), ""
    except UnicodeDecodeError:
        return composed_text(content.decode("cp1252", errors="replace")), "Windows-1252"


def detect_delimiter(text: str) -> str:
    """Return what sets fields apart: what gives most rows the same number of fields, whatever a title above has."""
    sample = text.splitlines()[:200]

    def rows_alike(delimiter: str) -> int:
        try:
            widths = Counter(len(line) for line in csv.reader(sample, delimiter=delimiter))
        except csv.Error:
            return 0
        return max((times for width, times in widths.items() if width > 1), default=0)

    return max(DELIMITERS, key=rows_alike)


def _filled(place: str, rows: Iterator[tuple[int, Cells]], encoding: str = "") -> Grid:
    kept = tuple((number, cells) for number, cells in rows if any(cells))
    if not kept:
        raise InvalidInputError(place, [Finding(place, None, "", "", "must hold something", "export it again")])
    return Grid(place, kept, encoding)


def _refuse(path: Path, rule: str, remedy: str) -> Any:
    raise InvalidInputError(str(path), [fault_of_path(path, rule, remedy)])


# ---- Workbooks ------------------------------------------------------------------------------------


def _grid_of_workbook(path: Path, sheet: str) -> Grid:
    # imported here: what reads workbooks takes longer to load than most files to read
    from optimiser.data.workbook import opened_workbook, refuse_workbook

    if refusal := refuse_workbook(path):
        raise InvalidInputError(str(path), [refusal])
    try:
        with opened_workbook(path, data_only=True) as book:
            pages = {each.title: tuple(_rows_of_sheet(each)) for each in book.worksheets}
    except Exception as error:  # openpyxl meets damaged parts with errors of many kinds
        _refuse(path, f"must be a sound .xlsx workbook: {type(error).__name__} when reading it", "save it again")
    filled = [title for title, rows in pages.items() if any(any(cells) for _, cells in rows)]
    if sheet and sheet not in pages:
        _refuse(path, f"has no sheet {sheet}", f"its sheets are {', '.join(pages)}")
    if not sheet and len(filled) > 1:
        _refuse(
            path,
            f"has {len(filled)} sheets with something in them",
            f"choose one with {parameter_name('sheet')}: {', '.join(filled)}",
        )
    return _filled(path.name, iter(pages[sheet or filled[0]] if filled or sheet else ()))


def _rows_of_sheet(sheet: Any) -> Iterator[tuple[int, Cells]]:
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        yield number, tuple(as_name(_text_of_value(cell)) for cell in cells)


def _text_of_value(value: Any) -> str:
    """Return a cell's value as text: days and times as ISO has them, durations as h:mm:ss."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return as_text(value) if not isinstance(value, Unreadable) else ""


# ---- The header, and columns ----------------------------------------------------------------------


def cell_at(cells: Sequence[str], column: int) -> str:
    """Return a cell of a row; blank beyond its end."""
    return cells[column] if 0 <= column < len(cells) else ""


def width_of(grid: Grid) -> int:
    """Return the number of columns, those blank in all rows at the end not counted."""
    return max(max((place for place, cell in enumerate(cells, start=1) if cell), default=0) for _, cells in grid.rows)
