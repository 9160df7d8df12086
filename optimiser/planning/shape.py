"""The shape of an instance: all that decides which plans there are. What else it says only prices them."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from optimiser.data.columns import Row
from optimiser.data.instance import Instance
from optimiser.data.rows import TABLES
from optimiser.rules.registry import asks_for

PRICES: Mapping[str, frozenset[str]] = {
    "economy": frozenset({"today_unit_cost_kr", "discount_rate", "horizon_years", "agent_cost_kr"}),
    "centres": frozenset({"cost_factor", "fixed_cost_kr"}),
    "municipalities": frozenset({"investment_factor"}),
    "task_costs": frozenset({"extra_kr"}),
    "connections": frozenset({"yearly_kr", "investment_kr", "lifetime_years", "extra_kr"}),
    "investments": frozenset({"amount_kr", "lifetime_years"}),
}
"""Columns, by table, that no rule looks at as long as no rule looks at money."""
IRRELEVANT = frozenset({"source", "note", "assumption", "description_da", "description_en"})


def shape_of(instance: Instance) -> str:
    """Return a hash: two instances that share it have the same plans, at prices of their own.

    Where a rule that is asked for looks at money, it is a hash of all they say.
    """
    prices = {} if asks_for("looks_at_money", instance) else PRICES
    settings = instance.settings.model_dump(mode="json", exclude={"solver"})
    settings["economy"] = _rows_without(settings["economy"], prices.get("economy", frozenset()))
    tables = {
        name: [_plain_values(row, prices.get(name, frozenset())) for row in getattr(instance.tables, name)]
        for name in TABLES
        if name != "assumptions"
    }
    content = {"settings": settings, "tables": tables, "charged": _charged_forms(instance)}
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _plain_values(row: Row, prices: frozenset[str]) -> dict[str, Any]:
    return _rows_without(row.model_dump(mode="json", exclude=set(IRRELEVANT)), prices)


def _rows_without(entries: dict[str, Any], names: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in entries.items() if name not in names}


def _charged_forms(instance: Instance) -> list[str]:
    """Forms that cost a municipality something once: only for these it is asked whether they are used."""
    rows = instance.tables.investments
    return sorted({row.form for row in rows if row.basis == "municipality" and row.amount_kr > 0})
