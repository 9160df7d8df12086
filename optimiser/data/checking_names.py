"""Checks of names by what people see of them."""

from collections.abc import Iterator, Sequence

from optimiser.data.cells import column_type
from optimiser.data.checked import Checked, Placed
from optimiser.data.columns import Row, note
from optimiser.data.findings import Finding
from optimiser.data.names import alike, difference
from optimiser.data.tables import TABLES


def names_that_look_alike(checked: Checked) -> Iterator[Finding]:
    """No two names of a column look alike, but for capitals or a dash: people would take them for one."""
    for table in TABLES.values():
        for column, field in table.columns.items():
            if column_type(field).kind == "name" and not note(field, "refers_to"):
                yield from _alike(column, checked.rows[table.name])


def _alike(column: str, placed: Sequence[Placed[Row]]) -> Iterator[Finding]:
    first: dict[str, Placed[Row]] = {}
    for item in placed:
        first.setdefault(getattr(item.row, column), item)
    for name, other in alike(first):
        where = first[other].record.whereabouts
        rule = f"looks like {other} ({where}) and is another name, {difference(other, name)}"
        yield first[name].finding(column, rule, "write both alike if one is meant", "warning")
