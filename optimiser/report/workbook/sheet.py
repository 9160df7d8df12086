"""What a sheet is: a title, and below each other paragraphs and tables, each column declared once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

WHOLE = "#,##0"
"""Kr., contacts, municipalities: thousands are set off as the reader's own Excel does it."""
ONE_DECIMAL = "#,##0.0"
TWO_DECIMALS = "#,##0.00"
PERCENT = "0.0 %"
SMALL_PERCENT = "0.0000 %"
PLAIN_NUMBER = "0"
"""Years and codes: no thousands."""
FACTOR = "0.0000"
MOMENT = "yyyy-mm-dd hh:mm"
ANY_NUMBER = "#,##0.######"
GENERAL = "General"
"""Text, or what each cell has a format of its own for."""


class Plain(str):
    """Text that is shown as it is: a name from the data, where others give the name of a phrase."""


@dataclass(frozen=True)
class Shown:
    """A value with a number format of its own, where a column holds values of several kinds."""

    value: object
    format: str


@dataclass(frozen=True)
class Column:
    """A column: the phrase that heads it, the entry of a row it shows, its format and its width in characters.

    `meaning` is the phrase above the heading that tells what the column holds.
    """

    heading: str
    entry: str
    format: str = GENERAL
    width: float = 14
    meaning: str = ""

    @property
    def is_numeric(self) -> bool:
        """True where numbers stand, aligned to the right."""
        return self.format != GENERAL


Row: TypeAlias = Mapping[Any, Any]
"""A row of a table by the names of its entries."""


@dataclass(frozen=True)
class Table:
    """Rows under columns; `heading` is a phrase above them, `totals` a row told apart below them.

    Totals are values and no formulas: the workbook holds what the audited run says, and nothing is
    calculated anew when it is opened.
    """

    columns: Sequence[Column]
    rows: Sequence[Row]
    totals: Row | None = None
    heading: str = ""
    long: bool = False
    """A table to scroll in: with a filter, its heading in sight and on every printed page. One a sheet."""


@dataclass(frozen=True)
class Notes:
    """Paragraphs, ready to be read."""

    paragraphs: Sequence[str]


Part: TypeAlias = Table | Notes
"""What stands in a sheet."""


@dataclass(frozen=True)
class Sheet:
    """A sheet of the workbook: its name, the phrase of its title, and what stands in it from the top."""

    name: str
    title: str
    parts: Sequence[Part]
    frozen_columns: int = 1

    @property
    def widths(self) -> list[float]:
        """How wide each column is: as the widest of the tables asks."""
        declared = [[column.width for column in part.columns] for part in self.parts if isinstance(part, Table)]
        count = max((len(widths) for widths in declared), default=1)
        return [max(widths[at] for widths in declared if at < len(widths)) for at in range(count)]
