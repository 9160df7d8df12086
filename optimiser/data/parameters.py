"""What a parameter is in an instance, by its dotted name as in `--set`."""

from typing import Any, get_args

from pydantic.fields import FieldInfo

from optimiser.data.cells import as_text, as_written, column_type
from optimiser.data.changes import ALIASES, select_records
from optimiser.data.columns import Row
from optimiser.data.entries import declaration_of
from optimiser.data.instance import Instance
from optimiser.data.names import as_name
from optimiser.data.records import Record
from optimiser.data.rows import Centre
from optimiser.data.tables import TABLES, Table


def full_name(parameter: str) -> str:
    """The dotted name without an alias for its table."""
    head, dot, rest = as_name(parameter).partition(".")
    return f"{ALIASES.get(head, head)}{dot}{rest}"


def value_of(instance: Instance, parameter: str) -> object:
    """The value of a parameter; as text all there are where its rows differ, and blank where there is none.

    Centres that the structure in use has no part for do not count, unless the parameter is of such alone.
    """
    name, _, rest = full_name(parameter).partition(".")
    return _cell_values(instance, TABLES[name], rest) if name in TABLES else _setting_value(instance, parameter)


def is_whole(parameter: str) -> bool:
    """True for a parameter that can only be a whole number, or true or false, which is 1 or 0."""
    field = _declaration_of(full_name(parameter))
    return field is not None and not {int, bool}.isdisjoint((field.annotation, *get_args(field.annotation)))


def is_number(parameter: str) -> bool:
    """True for a parameter whose values are numbers."""
    field = _declaration_of(full_name(parameter))
    return field is not None and column_type(field).kind == "number"


def may_be_thousands(parameter: str, *texts: str) -> bool:
    """True for a parameter whose figures, written as `texts`, may be thousands: 1.200 may have been meant as 1200."""
    field = _declaration_of(full_name(parameter))
    return field is not None and column_type(field).runs_to_thousands(texts)


def written_value(parameter: str, value: object) -> str:
    """A value as it stands after `--set PARAMETER=`: read as it is, whatever its digits."""
    return as_written(value) if may_be_thousands(parameter) else as_text(value)


def _declaration_of(parameter: str) -> FieldInfo | None:
    name, _, rest = parameter.partition(".")
    return TABLES[name].columns.get(rest.rpartition(".")[2]) if name in TABLES else declaration_of(parameter)


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
