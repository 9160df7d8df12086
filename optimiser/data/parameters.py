"""What a parameter is in an instance, by its dotted name as in `--set`; and what a result rests on."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

from optimiser.data.cells import as_text
from optimiser.data.changes import select_records
from optimiser.data.columns import Row
from optimiser.data.instance import Instance
from optimiser.data.rows import Centre
from optimiser.data.tables import TABLES, Record, Table, full_name

# ---- Parameters -----------------------------------------------------------------------------------


def value_of(instance: Instance, parameter: str) -> object:
    """The value of a parameter; as text all there are where its rows differ, and blank where there is none.

    Centres that the structure in use has no part for do not count, unless the parameter is of such alone.
    """
    name, _, rest = full_name(parameter).partition(".")
    return _cell_values(instance, TABLES[name], rest) if name in TABLES else _setting_value(instance, parameter)


def _cell_values(instance: Instance, table: Table, rest: str) -> object:
    """What the rows that `selector.column` stands for have in a column: one value, or all there are."""
    selector, _, column = rest.rpartition(".")
    if column not in table.columns:
        return ""
    rows: tuple[Row, ...] = getattr(instance.tables, table.name)
    records = select_records(table, [Record(table.name, values=row.model_dump()) for row in rows], selector)
    used = [record for record in records if table.row is not Centre or record.values["centre"] in instance.centres]
    found = {record.values[column] for record in used or records}
    return found.pop() if len(found) == 1 else " / ".join(sorted(map(as_text, found)))


def _setting_value(instance: Instance, parameter: str) -> object:
    """The value of a setting; blank where there is none of that name."""
    found: Any = instance.settings
    for part in parameter.split("."):
        found = getattr(found, part, None)
    if isinstance(found, tuple):
        return " ".join(map(as_text, found)) or "none"
    return "" if found is None else found


# ---- Every figure of the instance, with its source and whether it is assumed ----------------------


MANY = 40
"""Figures of one column are told one by one up to this number, and as one line beyond it."""

Group = tuple[Any, str, bool]
"""(value, source, assumption): rows that say the same are told together."""


def list_assumptions(instance: Instance) -> Iterator[dict[str, Any]]:
    """A row is a figure the result rests on: the settings first, then the tables, column by column."""
    for row in instance.tables.assumptions:
        yield {
            "parameter": row.parameter,
            "value": value_of(instance, row.parameter),
            "unit": "",
            "low": row.low,
            "high": row.high,
            "source": row.source,
            "assumption": row.assumption,
            "note": row.note,
        }
    noted = {row.parameter for row in instance.tables.assumptions}
    for table in TABLES.values():
        for line in _table_assumptions(instance, table):
            if not any(fnmatchcase(line["parameter"], parameter) for parameter in noted):
                yield line


def _row_key(table: Table, row: Row) -> str:
    return "/".join(str(getattr(row, name)) for name in table.key if getattr(row, name) is not None)


def _table_assumptions(instance: Instance, table: Table) -> Iterator[dict[str, Any]]:
    rows: tuple[Row, ...] = getattr(instance.tables, table.name)
    for column, unit in _figure_columns(table).items():
        groups = _group_by_value(table, rows, column)
        if len(groups) > MANY:
            groups = _without_values(groups)
        for (value, source, assumption), keys in groups.items():
            named = keys[0] if len(keys) == 1 else "*"
            line = {"parameter": f"{table.name}.{named}.{column}", "value": value, "unit": unit}
            note = "" if len(keys) == 1 else f"{len(keys)} rows, from {keys[0]} to {keys[-1]}"
            yield {**line, "low": None, "high": None, "source": source, "assumption": assumption, "note": note}


def _figure_columns(table: Table) -> dict[str, str]:
    """The columns that hold figures, those with a unit, and their units."""
    fields = table.row.model_fields
    extras = {name: field.json_schema_extra for name, field in fields.items() if name not in table.key}
    return {name: str(extra["unit"]) for name, extra in extras.items() if isinstance(extra, Mapping) and extra["unit"]}


def _group_by_value(table: Table, rows: tuple[Row, ...], column: str) -> dict[Group, list[str]]:
    """Keys of the rows by what they say in the column; what is left at its default says nothing."""
    default = table.row.model_fields[column].default
    groups: dict[Group, list[str]] = defaultdict(list)
    for row in rows:
        value = getattr(row, column)
        if value is not None and value != default:
            groups[value, row.source, row.assumption].append(_row_key(table, row))
    return groups


def _without_values(groups: Mapping[Group, list[str]]) -> dict[Group, list[str]]:
    merged: dict[Group, list[str]] = defaultdict(list)
    for (_, source, assumption), keys in groups.items():
        merged["see the instance", source, assumption].extend(keys)
    return {group: sorted(keys) for group, keys in merged.items()}
