"""Columns that list rows of another table, where an instance is cut to a part of it."""

from collections.abc import Collection, Mapping

from optimiser.data.cells import as_text
from optimiser.data.columns import Row, part_of, split_names
from optimiser.data.tables import TABLES

RowsByTable = dict[str, list[Row]]


def _lists() -> Mapping[tuple[str, str], str]:
    """The columns that list rows of a table, and that table."""
    return {
        (table.name, column): part_of(field).lists
        for table in TABLES.values()
        for column, field in table.columns.items()
        if part_of(field).lists
    }


def _listed_names(tables: RowsByTable, name: str) -> set[str]:
    """What rows of a table can be listed by: their keys, and what they are selected by."""
    table = TABLES[name]
    columns = [column for column in (*table.key, table.selector) if column]
    return {as_text(getattr(row, column)) for row in tables[name] for column in columns}


def drop_emptied_lists(before: RowsByTable, after: RowsByTable) -> None:
    """Take away in place the rows of which all that a column of them lists is gone: blank, it would mean everybody."""
    for (name, column), target in _lists().items():
        lost = _listed_names(before, target) - _listed_names(after, target)
        after[name] = [row for row in after[name] if not _lists_only(lost, getattr(row, column))]


def _lists_only(lost: Collection[str], text: str) -> bool:
    """True where a list names something, and all of it is lost."""
    names = split_names(text)
    return bool(names) and all(name in lost for name in names)


def cut_lists(before: RowsByTable, after: RowsByTable) -> None:
    """Take what is gone from the lists of rows that stay, in place."""
    for (name, column), target in _lists().items():
        lost = _listed_names(before, target) - _listed_names(after, target)
        for position, row in enumerate(after[name]):
            names = split_names(getattr(row, column))
            if not lost.isdisjoint(names):
                kept = "; ".join(name for name in names if name not in lost)
                after[name][position] = row.model_copy(update={column: kept})
