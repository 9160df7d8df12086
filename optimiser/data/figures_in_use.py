"""The figures that an answer uses: those of rows that take effect as the instance is chosen."""

from dataclasses import replace
from typing import Any

from optimiser.data.instance import Instance
from optimiser.data.rows_in_effect import rows_in_effect
from optimiser.data.scenario import list_assumptions
from optimiser.data.tables import TABLES


def instance_in_use(instance: Instance) -> Instance:
    """Return the instance with the rows alone that take effect under the structure, system and future in use."""
    tables: dict[str, Any] = rows_in_effect(instance)
    return replace(instance, tables=replace(instance.tables, **tables))


def figures_in_use(instance: Instance) -> list[dict[str, Any]]:
    """Return the lines of `list_assumptions` that are about something the answer uses."""
    used = instance_in_use(instance)
    lines = list(list_assumptions(used))
    return [line for line in lines if line["value"] != "" or line["parameter"].partition(".")[0] not in TABLES]


def assumed_measures(instance: Instance) -> dict[str, tuple[int, int]]:
    """Return by KPI how many of its values that are used no source gives, and how many there are; only where some."""
    found: dict[str, tuple[int, int]] = {}
    for row in instance_in_use(instance).tables.kpi_values:
        assumed, every = found.get(row.kpi, (0, 0))
        found[row.kpi] = (assumed + row.assumption, every + 1)
    return {kpi: counts for kpi, counts in found.items() if counts[0]}
