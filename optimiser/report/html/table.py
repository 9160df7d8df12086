"""A table as a template shows it: every cell is text, with the number beside it that it is sorted by."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any

from optimiser.report.alphabet import SortKey
from optimiser.report.numbers import Numbers
from optimiser.report.tables.table import (
    MANY,
    FilledTable,
    OutputColumn,
    OutputTable,
    RowValues,
    as_cell,
    in_language,
    write_cell,
)


@dataclass(frozen=True)
class PageHead:
    """The head of a column: numbers stand to the right, `wide` text runs over several lines."""

    title: str
    number: bool
    wide: bool
    sort: str
    meaning: str


@dataclass(frozen=True)
class PageCell:
    """Text, and the number in full that it is sorted by, None where the text is what counts."""

    text: str
    sorted_by: str | None
    kind: str
    title: str


@dataclass(frozen=True)
class PageRow:
    """A row whose first cell is its heading; `marked` ones can be shown alone."""

    cells: Sequence[PageCell]
    marked: bool = False


@dataclass(frozen=True)
class PageTable:
    """A table with its caption, rows to sort and to search, and the total below them."""

    id: str
    caption: str
    columns: Sequence[PageHead]
    body: Sequence[PageRow]
    foot: Sequence[PageRow]
    sortable: bool
    search: str
    only: str
    kind: str


def page_table(
    filled: FilledTable,
    numbers: Numbers,
    order: Callable[[str], SortKey],
    *,
    page_id: str = "",
    caption: str = "",
) -> PageTable:
    """Return a table for a page; `order` tells by what names are sorted."""
    table, language = filled.table, numbers.language
    columns = filled.columns_in("page")
    body = _body_rows(filled, columns, numbers)
    total = filled.total_of("page")
    search = table.search or (table.search_many if len(body) > MANY else None)
    return PageTable(
        id=f"table-{page_id or table.page_id or table.name}",
        caption=caption or in_language(language, table.caption or table.title),
        columns=[_head_of(table, column, numbers) for column in columns],
        body=[row for _, row in sorted(zip(filled.rows, body, strict=True), key=_sort_key(table, order))]
        if table.sorted_by
        else body,
        foot=[] if total is None else [_total_row(total, columns, numbers)],
        sortable=table.sortable,
        search=in_language(language, search) if search else "",
        only=in_language(language, table.only) if table.only else "",
        kind=("long" if len(body) > MANY else "") if table.kind is None else table.kind,
    )


def table_if_any(
    filled: FilledTable, numbers: Numbers, order: Callable[[str], SortKey], **more: str
) -> PageTable | None:
    """Return a table for a page, None where it has no rows."""
    return page_table(filled, numbers, order, **more) if filled.rows else None


def _head_of(table: OutputTable, column: OutputColumn, numbers: Numbers) -> PageHead:
    sort = "none"
    if table.sorted_by == (column.name,):
        sort = "descending" if column.format.is_numeric else "ascending"
    title, meaning = column.title_in("page", numbers.language), column.meaning.in_language(numbers.language)
    return PageHead(title, column.format.is_numeric, column.wide, sort, meaning)


def _body_rows(filled: FilledTable, columns: Sequence[OutputColumn], numbers: Numbers) -> list[PageRow]:
    texts = [filled.write_column(column, numbers) for column in columns]
    marked_by = filled.table.marked_by
    return [
        PageRow(
            [_page_cell(row, column, text) for column, text in zip(columns, of_row, strict=True)],
            bool(marked_by and row[marked_by]),
        )
        for row, of_row in zip(filled.rows, zip(*texts, strict=True), strict=True)
    ]


def _total_row(total: RowValues, columns: Sequence[OutputColumn], numbers: Numbers) -> PageRow:
    return PageRow(
        [_page_cell(total, column, write_cell(as_cell(total.get(column.name)), column, numbers)) for column in columns]
    )


def _page_cell(row: RowValues, column: OutputColumn, text: str) -> PageCell:
    cell = as_cell(row.get(column.name))
    number = _number_of(cell.value)
    sorted_by = repr(number) if number is not None else "" if column.format.is_numeric else None
    return PageCell(f"{text}{cell.mark}", sorted_by, cell.kind or column.kind, cell.title)


def _number_of(value: Any) -> float | None:
    """The number that a cell is sorted by; None where there is none."""
    if isinstance(value, bool | str) or value is None or isnan(value):
        return None
    return float(value)


def _sort_key(table: OutputTable, order: Callable[[str], SortKey]) -> Callable[[tuple[RowValues, PageRow]], list[Any]]:
    """By what rows are sorted: a figure with the largest first, a name in the order of the language."""

    def key(pair: tuple[RowValues, PageRow]) -> list[Any]:
        values = [as_cell(pair[0].get(name)).value for name in table.sorted_by]
        return [order(value) if isinstance(value, str) else -value for value in values]

    return key
