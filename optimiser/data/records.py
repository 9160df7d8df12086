"""An instance before it is checked: records that remember where each of their values was written."""

from dataclasses import dataclass, field
from typing import Any

from optimiser.data.cells import Cell, as_text
from optimiser.data.findings import Finding, Severity


@dataclass(frozen=True)
class Origin:
    """Where a value was written: a file or sheet (or `--set`), its row there, and what it is called."""

    place: str
    row: int | None
    column: str


@dataclass
class Record:
    """Named values found together: a row of a table, or the entries of the settings by dotted name.

    `values` holds what was understood, `found` what was written; a blank is in neither. `faulty`
    names the columns that have a finding already. `origins` says where a value was written when
    that is not column `column` of row `row` of `place`; `before` what stood where a change has put another, None where
    nothing did. `prefix` precedes column names in findings.
    A record that is not `readable` has a finding as a whole: nothing more is said about it.
    """

    place: str
    row: int | None = None
    values: dict[str, Any] = field(default_factory=dict)
    found: dict[str, Cell] = field(default_factory=dict)
    faulty: set[str] = field(default_factory=set)
    origins: dict[str, Origin] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    prefix: str = ""
    readable: bool = True

    def finding_about(self, column: str, rule: str, remedy: str = "", severity: Severity = "error") -> Finding:
        """A finding about the value of `column`, at the place where that value was written."""
        origin = self.origins.get(column) or Origin(self.place, self.row, self.prefix + column)
        value = as_text(self.found.get(column))
        return Finding(origin.place, origin.row, origin.column, value, rule, remedy, severity)

    @property
    def whereabouts(self) -> str:
        """The record in words: its row, or the place that added it."""
        return f"row {self.row}" if self.row else f"{self.prefix.rstrip('.')} of {self.place}"

    def put_value(self, column: str, value: Any, found: Cell, origin: Origin) -> None:
        """Replace the value of `column`, which was written as `found` at `origin`."""
        self.before.setdefault(column, self.values.get(column))
        self.values[column] = value
        self.found[column] = found
        self.origins[column] = origin
        self.faulty.discard(column)

    def clear_value(self, column: str, origin: Origin) -> None:
        """Take the value of `column` away, as asked for at `origin`."""
        self.before.setdefault(column, self.values.get(column))
        self.values.pop(column, None)
        self.found.pop(column, None)
        self.origins[column] = origin
        self.faulty.discard(column)


@dataclass
class Draft:
    """What was read of an instance, before any check across it.

    `tables` lacks a table that could not be read at all: nothing can be said about references to it.
    `places` gives the file or sheet of every table. `chosen` is the structure or system asked for
    by a change, `future` the future; blank where none was.
    """

    settings: Record
    tables: dict[str, list[Record]]
    places: dict[str, str]
    chosen: str = ""
    future: str = ""

    def texts_in_column(self, table: str, column: str) -> set[str] | None:
        """What stands in a column, as text; None when the table or the column could not be read."""
        if table not in self.tables:
            return None
        records = self.tables[table]
        if any(column in record.faulty for record in records):
            return None
        return {as_text(record.values[column]) for record in records if column in record.values}
