"""Instances of one shape have the same plans: whatever changes, the rows of the model say so or the shape does."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from optimiser.data.columns import Row
from optimiser.data.instance import Instance
from optimiser.data.tables import TABLES
from optimiser.model.build import build, build_at_prices_of
from optimiser.model.compiled import Compiled, compile_formulation, reprice_arrays
from optimiser.planning.pools import single_pools
from optimiser.planning.problem import build_problem
from optimiser.rules.registry import IRRELEVANT, PRICES, shape_of
from tests.random_instances import random_instance

ROWS = ("low", "high", "integer", "row_low", "row_high", "start", "index", "value")
FACTORS = (0.5, 1.1, 3.0)


def _changed(instance: Instance, table: str, column: str, factor: float) -> Instance:
    """Every number in a column times a factor."""
    if table == "economy":
        economy = instance.settings.economy
        new = economy.model_copy(update={column: type(getattr(economy, column))(getattr(economy, column) * factor)})
        return replace(instance, settings=instance.settings.model_copy(update={"economy": new}))
    rows = tuple(_times(row, column, factor) for row in getattr(instance.tables, table))
    return replace(instance, tables=replace(instance.tables, **{table: rows}))


def _times(row: Any, column: str, factor: float) -> Any:
    value = getattr(row, column)
    return row.model_copy(update={column: type(value)(value * factor)}) if _is_number(value) else row


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _compiled(instance: Instance) -> Compiled:
    problem = build_problem(instance)
    return compile_formulation(build(problem, single_pools(problem)))


def _same_rows(one: Compiled, other: Compiled) -> bool:
    return one.keys == other.keys and all(
        np.array_equal(getattr(one.linear, name), getattr(other.linear, name)) for name in ROWS
    )


def _numeric(table: str) -> list[str]:
    if table == "economy":
        return ["today_unit_cost_kr", "discount_rate", "horizon_years", "net_hours_per_fte", "agent_cost_kr"]
    row: type[Row] = TABLES[table].row
    numbers = (int, float, int | None, float | None)
    return [name for name, field in row.model_fields.items() if field.annotation in numbers and name not in IRRELEVANT]


COLUMNS = [
    (table, column)
    for table in (
        "economy",
        "municipalities",
        "tasks",
        "volumes",
        "centres",
        "task_costs",
        "connections",
        "investments",
    )
    for column in _numeric(table)
]


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_the_same_shape_means_the_same_rows_and_new_prices_mean_the_same_model(table: str, column: str) -> None:
    alike = 0
    for seed in range(8):
        before = random_instance(seed)
        after = _changed(before, table, column, FACTORS[seed % 3])
        if shape_of(before) == shape_of(after):
            alike += 1
            problem = build_problem(before)
            f = build(problem, single_pools(problem))
            rows, fresh = compile_formulation(f), _compiled(after)
            assert _same_rows(rows, fresh)
            renewed = reprice_arrays(build_at_prices_of(build_problem(after), f), rows)
            np.testing.assert_allclose(renewed.linear.cost, fresh.linear.cost, rtol=1e-12)
            assert renewed.linear.offset == pytest.approx(fresh.linear.offset, rel=1e-12)
    assert alike or column not in PRICES.get(table, ())


def test_volumes_targets_and_rules_are_no_prices() -> None:
    instance = random_instance(3)
    assert shape_of(_changed(instance, "volumes", "contacts", 2)) != shape_of(instance)
    policy = instance.settings.policy.model_copy(update={"max_entry_points": 9})
    assert shape_of(replace(instance, settings=instance.settings.model_copy(update={"policy": policy}))) != shape_of(
        instance
    )


def test_where_a_rule_looks_at_money_prices_are_part_of_the_shape_of() -> None:
    for seed in range(60):
        instance = random_instance(seed)
        policy = instance.settings.policy
        if policy.investment_budget_kr is not None or policy.no_municipality_worse_off:
            assert shape_of(_changed(instance, "centres", "cost_factor", 2)) != shape_of(instance)
            return
    pytest.fail("no seed has such a rule")


def test_an_investment_that_falls_away_is_another_shape_of() -> None:
    """Whether a form is used is only asked where using it costs something."""
    for seed in range(60):
        instance = random_instance(seed)
        charged = [row for row in instance.tables.investments if row.basis == "municipality" and row.amount_kr > 0]
        if charged:
            assert shape_of(_changed(instance, "investments", "amount_kr", 0)) != shape_of(instance)
            return
    pytest.fail("no seed has such an investment")
