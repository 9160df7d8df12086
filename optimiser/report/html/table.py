"""A table as a template shows it: every cell is text, with the number beside it that it is sorted by."""

from collections.abc import Sequence
from dataclasses import dataclass

MANY = 14
"""Rows that are seen at once; a table of more scrolls in its own box."""


@dataclass(frozen=True)
class Cell:
    """Text, and what it is sorted by where that is not the text; `kind` is a class of the style sheet."""

    text: str
    value: float | None = None
    kind: str = ""
    title: str = ""

    @property
    def sorted_by(self) -> str:
        """The number in full, for the script; blank where the text is what counts."""
        return "" if self.value is None or self.value != self.value else repr(float(self.value))


@dataclass(frozen=True)
class Column:
    """A column: numbers stand to the right; `sort` says how the rows are sorted by it at first.

    `wide` ones run over several lines; `meaning` explains a short title.
    """

    title: str
    number: bool = True
    sort: str = "none"
    wide: bool = False
    meaning: str = ""


@dataclass(frozen=True)
class Row:
    """A row whose first cell is its heading; `marked` ones can be shown alone, a `total` stands below the others."""

    cells: Sequence[Cell]
    marked: bool = False
    total: bool = False


@dataclass(frozen=True)
class Table:
    """A table with its caption; a `search` label gives it a search box, an `only` label the choice of marked rows.

    `kind` are classes of the style sheet: `long` scrolls in its own box, `matrix` is narrow.
    """

    id: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    sortable: bool = False
    search: str = ""
    only: str = ""
    kind: str = ""

    @property
    def body(self) -> Sequence[Row]:
        """The rows that are sorted and searched."""
        return [row for row in self.rows if not row.total]

    @property
    def foot(self) -> Sequence[Row]:
        """The rows that stay below."""
        return [row for row in self.rows if row.total]


def column(title: str, *, sort: str = "none") -> Column:
    """A column of numbers."""
    return Column(title, number=True, sort=sort)


def words(title: str, *, wide: bool = False, sort: str = "none") -> Column:
    """A column of text; a wide one may run over several lines."""
    return Column(title, number=False, wide=wide, sort=sort)
