"""How a sheet of a workbook is laid out: merged and hidden cells, which reading its values does not show."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from openpyxl.utils import column_index_from_string, get_column_letter, range_boundaries
from openpyxl.xml.functions import iterparse

from optimiser.data.cells import Cell, as_text, is_blank
from optimiser.data.findings import Finding

Grid = list[tuple[int, list[Cell]]]
"""The rows of a sheet that hold anything, with the numbers a spreadsheet shows."""
MOST_COLUMNS = 50
"""Columns read of a sheet, however many it has."""
MOST_MERGES = 100_000
MERGES_TOLD = 20
"""Merged cells of a sheet that are told one by one."""
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_TRUE = ("1", "true")


@dataclass(frozen=True)
class Merge:
    """Cells that a spreadsheet shows as one; only the first of them has a value. All four are counted from 1."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int

    def __str__(self) -> str:
        """The cells as a spreadsheet names them, such as D3:D6."""
        first, last = get_column_letter(self.first_column), get_column_letter(self.last_column)
        return f"{first}{self.first_row}:{last}{self.last_row}"


@dataclass
class Layout:
    """What is merged in a sheet, what of it is hidden, and the first value beyond the columns that are read."""

    hidden: bool
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)
    beyond: tuple[int, str] | None = None


def layout_of(sheet: Any) -> Layout:
    """The layout of a sheet that openpyxl has opened to be read only, which leaves it out."""
    layout = Layout(hidden=sheet.sheet_state != "visible")
    number = 0
    with sheet._get_source() as source:
        for _, element in iterparse(source):
            tag = element.tag.rpartition("}")[2]
            if tag == "row":
                number = int(element.get("r", number + 1))
                _note_row(layout, number, element, sheet._shared_strings)
                element.clear()
            elif tag == "col" and _is_hidden(element, "width"):
                last = min(int(element.get("max")), MOST_COLUMNS)
                layout.hidden_columns.update(range(int(element.get("min")), last + 1))
            elif tag == "mergeCell":
                layout.merges.append(_parse_merge(element.get("ref")))
                if len(layout.merges) > MOST_MERGES:
                    raise ValueError("too many merged cells")
    return layout


def _is_hidden(element: Any, size: str) -> bool:
    return element.get("hidden") in _TRUE or float(element.get(size, 1)) == 0


def _parse_merge(reference: str) -> Merge:
    first_column, first_row, last_column, last_row = range_boundaries(reference)
    return Merge(first_row or 1, last_row or LAST_ROW, first_column or 1, last_column or LAST_COLUMN)


def _note_row(layout: Layout, number: int, row: Any, shared: Sequence[str]) -> None:
    if _is_hidden(row, "ht"):
        layout.hidden_rows.add(number)
    for position, cell in zip(range(len(row), 0, -1), reversed(row), strict=True):
        letters = (cell.get("r") or get_column_letter(position)).rstrip("0123456789")
        if layout.beyond or column_index_from_string(letters) <= MOST_COLUMNS:
            return
        if not is_blank(_shared_text(cell, shared)):
            layout.beyond = (number, letters)


def _shared_text(cell: Any, shared: Sequence[str]) -> str:
    text = "".join(cell.itertext())
    return shared[int(text)] if cell.get("t") == "s" and text.isdecimal() else text


def unmerge_cells(place: str, grid: Grid, width: int, merges: Iterable[Merge]) -> list[Finding]:
    """A finding for each value that stands in several cells of a table at once; it is put into those below it.

    The table is the rows of `grid` that hold anything, in its first `width` columns. What is merged
    with cells outside it stands in one cell of the table alone, and is read as it is meant.
    """
    cells_of = dict(grid)
    numbers = sorted(cells_of)
    findings: list[Finding] = []
    for merge in merges:
        if merge.first_column > width or is_blank(_cell_at(cells_of, merge.first_row, merge.first_column)):
            continue
        rows = numbers[bisect_left(numbers, merge.first_row) : bisect_right(numbers, merge.last_row)]
        if len(rows) == 1 and min(merge.last_column, width) == merge.first_column:
            continue
        if len(findings) == MERGES_TOLD:
            break
        findings.append(_merged_finding(place, cells_of, numbers[0], merge))
        for number in rows:
            cells_of[number][merge.first_column - 1] = _cell_at(cells_of, merge.first_row, merge.first_column)
    return findings


def _cell_at(cells_of: dict[int, list[Cell]], row: int, column: int) -> Cell:
    cells = cells_of.get(row, [])
    return cells[column - 1] if column <= len(cells) else None


def _merged_finding(place: str, cells_of: dict[int, list[Cell]], header: int, merge: Merge) -> Finding:
    value = _cell_at(cells_of, merge.first_row, merge.first_column)
    rule = f"must not be one cell merged over {merge}: only its first cell has the value, the others are blank"
    remedy = "unmerge it, and write the value into each cell that it is meant for"
    column = as_text(_cell_at(cells_of, header, merge.first_column)).strip()
    return Finding(place, merge.first_row, column, as_text(value), rule, remedy)


def hidden_findings(place: str, grid: Grid, width: int, layout: Layout) -> Iterator[Finding]:
    """What of a table is used though a spreadsheet does not show it, and what is not read though it may."""
    rows = [number for number, _ in grid if number in layout.hidden_rows]
    columns = [
        column
        for column in sorted(layout.hidden_columns)
        if column <= width and any(not is_blank(_cell_at({0: cells}, 0, column)) for _, cells in grid)
    ]
    if layout.hidden and len(grid) > 1:
        yield _hidden_finding(place, "the sheet is hidden")
    if rows:
        yield _hidden_finding(place, f"{_named_ranges('row', map(str, _number_ranges(rows)))} hidden")
    if columns:
        runs = (":".join(map(get_column_letter, map(int, each.split("-")))) for each in _number_ranges(columns))
        yield _hidden_finding(place, f"{_named_ranges('column', runs)} hidden")
    if layout.beyond:
        row, letters = layout.beyond
        rule = f"nothing is read beyond the {MOST_COLUMNS}th column, but column {letters} holds a value"
        yield Finding(place, row, letters, "", rule, "delete it, or move it into the table")


def _hidden_finding(place: str, what: str) -> Finding:
    rule = f"{what}, but what is there is used like everything else"
    return Finding(place, None, "", "", rule, "show it to see what it says, or delete what is not meant", "warning")


def _named_ranges(noun: str, ranges: Iterable[str]) -> str:
    told = list(ranges)
    several = len(told) > 1 or "-" in told[0] or ":" in told[0]
    return f"{noun}{'s' if several else ''} {', '.join(told)} {'are' if several else 'is'}"


def _number_ranges(numbers: Sequence[int]) -> Iterator[str]:
    """Numbers in a row as 3-5, others by themselves."""
    for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        numbered = [number for _, number in run]
        yield str(numbered[0]) if len(numbered) == 1 else f"{numbered[0]}-{numbered[-1]}"
