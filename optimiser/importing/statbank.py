"""Read a table of StatBank Denmark (statistikbanken.dk) as CSV or Excel: as its web pages and as its API give it.

The API gives `OMRÅDE;KØN;…;INDHOLD`: a row for each figure, its text or code or both in one cell (101 København). The
web pages give a title, a blank line, perhaps a heading with the values of one or more variables, and a column for each
other variable that is blank where a value repeats; areas stand there by name alone.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path

from optimiser.data.findings import Finding, InvalidInputError
from optimiser.importing.figures import is_number
from optimiser.importing.grid import Cells, Grid, cell_at, read_grid, width_of
from optimiser.importing.pcaxis import read_px
from optimiser.importing.statistics import PERIOD, Figure, StatisticalTable, Value

CONTENT = ("indhold", "contents", "content", "value", "værdi", "antal", "number", "folketal", "population")
"""What the column of figures is called where there is a row for each."""
TIMES = frozenset(("tid", "time", "år", "year", "kvartal", "quarter", "måned", "month", "periode", "period"))
_CODE_AND_TEXT = re.compile(r"([0-9A-ZÆØÅ]{1,6}) (\D.*)")
_BY = re.compile(r"\b(?:efter|by)\s+(.*)$", re.IGNORECASE)
Row = tuple[int, Cells]


def read_statistics(path: Path, sheet: str = "") -> StatisticalTable:
    """Read a .px file, or a CSV file or workbook from StatBank; raises InvalidInputError with what is wrong with it."""
    if path.suffix.lower() == ".px":
        return read_px(path)
    grid = read_grid(path, sheet)
    header = grid.rows[0][1]
    if any(name.casefold() in CONTENT[:3] for name in header):
        return _from_rows(grid)
    return _from_page(grid)


# ---- A row for each figure ------------------------------------------------------------------------


def _from_rows(grid: Grid) -> StatisticalTable:
    (_, header), *rows = grid.rows
    content = next(place for place, name in enumerate(header) if name.casefold() in CONTENT[:3])
    variables = tuple(name for place, name in enumerate(header) if place != content and name)
    faults = [
        grid.finding(
            number, "", "", f"must have {len(header)} fields, but has {_used(cells)}", "download the file again"
        )
        for number, cells in rows
        if _used(cells) != len(header)
    ]
    if faults or not rows or not variables:
        nothing = [grid.finding(None, "", "", "must hold figures below its heading", "download the file again")]
        raise InvalidInputError(grid.place, faults or nothing)
    figures = (
        Figure(
            number,
            tuple(_value(cells[place]) for place, name in enumerate(header) if place != content and name),
            cells[content],
        )
        for number, cells in rows
    )
    return StatisticalTable(grid.place, "", variables, tuple(figures), grid.encoding)


def _used(cells: Sequence[str]) -> int:
    return max((place for place, cell in enumerate(cells, start=1) if cell), default=0)


def _value(cell: str) -> Value:
    """Return a value as a cell has it: a code, a text, or 101 København."""
    if both := _CODE_AND_TEXT.fullmatch(cell):
        return Value(both[1], both[2]) if any(map(str.isdigit, both[1])) else Value("", cell)
    return Value(cell, "") if re.fullmatch(r"[0-9]{1,4}|[A-ZÆØÅ]{2,5}", cell) else Value("", cell)


# ---- A page: variables to the left and above ------------------------------------------------------


def _from_page(grid: Grid) -> StatisticalTable:
    titles = list(takewhile(lambda row: _used(row[1]) == 1, grid.rows))
    title, rows = titles[0][1][0] if titles else "", grid.rows[len(titles) :]
    stubs = _stub_columns(rows)
    width = width_of(grid)
    heads = list(_headings(rows, stubs))
    body = [row for row in rows[len(heads) :] if any(row[1][stubs:])]  # notes stand below, to the left
    if not body:
        rule = "must be a table of figures with variables to the left, as StatBank gives it"
        remedy = "download it again as CSV (semicolon), Excel or .px; in the API choose the format CSV"
        raise InvalidInputError(grid.place, [Finding(grid.place, None, "", "", rule, remedy)])
    columns = range(stubs, width)
    above = [list(_carried(cells, columns)) for _, cells in heads]
    labels = [cell_at(heads[-1][1], place) for place in range(stubs)] if heads else [""] * stubs
    if not heads and len(columns) > 1:
        rule = "has several columns of figures, and nothing says what they are"
        raise InvalidInputError(
            grid.place, [Finding(grid.place, None, "", "", rule, "download the table with its headings")]
        )
    figures = tuple(_figures_of_page(body, stubs, columns, above))
    one_column = len(columns) == 1 and heads and above[-1][0].casefold() in CONTENT
    if one_column:
        figures = tuple(Figure(each.row, each.values[:stubs], each.text) for each in figures)
        above = []
    return StatisticalTable(grid.place, title, _names(labels, above, title, figures), figures, grid.encoding)


def _stub_columns(rows: Sequence[Row]) -> int:
    """Return how many columns to the left hold variables: those before the figures at the right end of most rows.

    The first always does, as codes look like figures.
    """
    counts: dict[int, int] = {}
    for _, cells in rows:
        used = list(cells[: _used(cells)])
        place = len(used)
        while place > 0 and is_number(used[place - 1]):
            place -= 1
        while place < len(used) and PERIOD.fullmatch(used[place]) and len(used) - place > 1:
            place += 1
        if place < len(used):
            counts[place] = counts.get(place, 0) + 1
    return max(max(counts, key=lambda place: counts[place], default=0), 1)


def _headings(rows: Sequence[Row], stubs: int) -> Iterator[Row]:
    """Yield the rows above the figures: texts or periods stand where figures would be; periods but once."""
    periods = False
    for number, cells in rows:
        right = [cell for cell in cells[stubs:] if cell]
        plain = bool(right) and all(is_number(cell) for cell in right)
        if not right or (plain and (periods or not all(PERIOD.fullmatch(cell) for cell in right))):
            return
        if not plain and any(is_number(cell) and not PERIOD.fullmatch(cell) for cell in right):
            return
        periods = periods or any(PERIOD.fullmatch(cell) for cell in right)
        yield number, cells


def _carried(cells: Sequence[str], columns: range) -> Iterator[str]:
    """Yield the heading over each column: a blank repeats what is to its left."""
    last = ""
    for place in columns:
        last = cell_at(cells, place) or last
        yield last


def _figures_of_page(
    body: Sequence[Row], stubs: int, columns: range, above: Sequence[Sequence[str]]
) -> Iterator[Figure]:
    left = [""] * stubs
    for number, cells in body:
        for place in range(stubs):
            if cell_at(cells, place):
                left[place:] = [cell_at(cells, place), *([""] * (stubs - place - 1))]
        for position, place in enumerate(columns):
            values = (*left, *(heading[position] for heading in above))
            yield Figure(number, tuple(map(_value, values)), cell_at(cells, place))


def _names(labels: Sequence[str], above: Sequence[object], title: str, figures: Sequence[Figure]) -> tuple[str, ...]:
    """Return a name for each variable: as the heading has it, as the title does, or by its place."""
    names = [*labels, *([""] * len(above))]
    said = _BY.search(title)
    named = [name.strip() for name in re.split(r",\s*|\s+(?:og|and)\s+", said[1])] if said else []
    if len(named) == len(names) and not any(names):
        names = _in_their_places(named, figures)
    made = [name or f"column {place + 1}" for place, name in enumerate(names)]
    return tuple(f"{name} {place + 1}" if made.index(name) != place else name for place, name in enumerate(made))


def _in_their_places(named: Sequence[str], figures: Sequence[Figure]) -> list[str]:
    """Return the names of a title in the order of the table: that of time is where the periods are, wherever said."""
    times = [name for name in named if name.casefold() in TIMES]
    periods = [
        place for place in range(len(named)) if all(PERIOD.fullmatch(each.values[place].shown) for each in figures)
    ]
    if len(times) != 1 or len(periods) != 1:
        return [""] * len(named)
    others = iter(name for name in named if name != times[0])
    return [times[0] if place == periods[0] else next(others) for place in range(len(named))]
