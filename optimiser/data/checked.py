"""Rows that hold good by themselves, each with the place it was written: what checks across tables read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from optimiser.data.columns import Row
from optimiser.data.findings import Finding, Severity
from optimiser.data.instance import Instance
from optimiser.data.records import Draft, Record
from optimiser.data.tables import TABLES

R = TypeVar("R", bound=Row, covariant=True)
T = TypeVar("T", bound=Row)


@dataclass(frozen=True)
class Placed(Generic[R]):
    """A row and the record it was made from."""

    row: R
    record: Record

    def finding(self, column: str, rule: str, remedy: str = "", severity: Severity = "error") -> Finding:
        """A finding about a column of this row."""
        return self.record.finding(column, rule, remedy, severity)


@dataclass(frozen=True)
class Checked:
    """What holds good by itself: rows by table, and the instance they make when the settings do too.

    `draft` still knows of rows with a fault, so that a fault in one table is not told again in others.
    """

    draft: Draft
    rows: dict[str, list[Placed[Row]]]
    instance: Instance | None

    def of(self, row: type[T]) -> Sequence[Placed[T]]:
        """The rows of the table whose rows are of a class, as they were written."""
        table = next(table.name for table in TABLES.values() if table.row is row)
        placed: list[Any] = self.rows[table]
        return placed
