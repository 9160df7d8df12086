"""The inputs in which instances differ, parameter by parameter."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from optimiser.data.cells import as_text
from optimiser.data.instance import Instance
from optimiser.data.settings import nested_leaves
from optimiser.data.tables import TABLES, Table

InputValues = tuple[Any, ...]
"""What a parameter is in each case; None where it is not there."""


def differing_inputs(instances: Mapping[str, Instance]) -> Iterator[dict[str, Any]]:
    """A row is a parameter and a case; only parameters that are not the same in all cases."""
    found = [
        *_differing_settings(instances),
        *(line for table in TABLES.values() for line in _differing_rows(instances, table)),
    ]
    for parameter, note, values in found:
        for case, value in zip(instances, values, strict=True):
            yield {"parameter": parameter, "note": note, "case": case, "value": as_text(value)}


def _differing_settings(instances: Mapping[str, Instance]) -> Iterator[tuple[str, str, InputValues]]:
    flat = [dict(nested_leaves(instance.settings.model_dump(mode="json"))) for instance in instances.values()]
    for parameter in dict.fromkeys(name for entries in flat for name in entries):
        values = tuple(entries.get(parameter) for entries in flat)
        if _values_differ(values):
            yield parameter, "", values


def _values_differ(values: InputValues) -> bool:
    return any(value != values[0] for value in values[1:])


def _differing_rows(instances: Mapping[str, Instance], table: Table) -> Iterator[tuple[str, str, InputValues]]:
    """Rows that differ in the same way in the same column are told together."""
    rows = [getattr(instance.tables, table.name) for instance in instances.values()]
    if not _values_differ(tuple(rows)):
        return
    alike: dict[tuple[str, InputValues], list[str]] = defaultdict(list)
    for key, column, values in _cells_by_row(table, [rows_by_key(table, each) for each in rows]):
        alike[column, values].append(key)
    for (column, values), keys in alike.items():
        named = keys[0] if len(keys) == 1 else "*"
        yield f"{table.name}.{named}.{column}", _note_of_rows(keys), values


def _note_of_rows(keys: list[str]) -> str:
    return "" if len(keys) == 1 else f"{len(keys)}: {keys[0]} … {keys[-1]}"


def rows_by_key(table: Table, rows: tuple[Any, ...]) -> dict[str, dict[str, Any]]:
    """Return rows as their columns, by the parts of their key with / between; without a key, by all they say."""
    names = table.key or tuple(table.columns)
    keys = ("/".join(as_text(getattr(row, name)) for name in names).rstrip("/") for row in rows)
    return dict(zip(keys, (row.model_dump(mode="json") for row in rows), strict=True))


def _cells_by_row(table: Table, cases: list[dict[str, dict[str, Any]]]) -> Iterator[tuple[str, str, InputValues]]:
    for key in dict.fromkeys(key for rows in cases for key in rows):
        for column in table.columns:
            values = tuple(rows[key][column] if key in rows else None for rows in cases)
            if column not in table.key and _values_differ(values):
                yield key, column, values
