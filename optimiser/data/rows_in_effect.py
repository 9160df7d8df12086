"""Which rows of an instance take effect as it is chosen, and how many: in any of its years where it has several."""

from dataclasses import dataclass
from typing import Any

from optimiser.data.columns import Row
from optimiser.data.effects import OF_YEARS, RULES
from optimiser.data.instance import Instance
from optimiser.data.systems import Possible, as_chosen
from optimiser.data.tables import TABLES

OF_WHOLE = OF_YEARS | {"volumes", "assumptions"}
"""The tables whose rows are looked at with all years together: no year has them all."""


@dataclass(frozen=True)
class Taken:
    """How many rows a table has, and how many of them take effect as the instance is chosen."""

    rows: int
    in_effect: int


def row_counts(instance: Instance) -> dict[str, Taken]:
    """Count the rows that take effect under the structure, the system and the future in use.

    Parameters
    ----------
    instance
        The instance, with its changes.

    Returns
    -------
    dict[str, Taken]
        For every table its rows, and how many of them are in effect.
    """
    found = rows_in_effect(instance)
    return {name: Taken(len(getattr(instance.tables, name)), len(found[name])) for name in RULES}


def rows_in_effect(instance: Instance) -> dict[str, tuple[Row, ...]]:
    """Return by table the rows that take effect under the structure, the system and the future in use, in any year."""
    whole = as_chosen(instance)
    years = [as_chosen(instance.in_year(year)) for year in instance.years if instance.is_roadmap]
    found: dict[str, tuple[Row, ...]] = {}
    for name, rule in RULES.items():
        table: tuple[Row, ...] = getattr(instance.tables, name)
        if instance.is_roadmap and name not in OF_WHOLE:
            known = {_name_of(name, row) for year in years for row in _rows_of(year, name) if rule(year, row) is None}
            found[name] = tuple(row for row in table if _name_of(name, row) in known)
        else:
            found[name] = tuple(row for row in table if rule(whole, row) is None)
    return found


def _rows_of(possible: Possible, table: str) -> tuple[Row, ...]:
    rows_of_year: tuple[Row, ...] = getattr(possible.instance.tables, table)
    return rows_of_year


def _name_of(table: str, row: Row) -> tuple[Any, ...]:
    """What a row is known by, whatever its figures are in a year."""
    return tuple(getattr(row, column) for column in TABLES[table].identity)
