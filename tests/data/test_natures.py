"""What each figure is to those who decide: declared once for every column and entry."""

import pytest

from optimiser.data.columns import NATURES
from optimiser.data.settings import declared_entries
from optimiser.data.tables import TABLES, nature_of


@pytest.mark.parametrize(
    ("parameter", "nature"),
    [
        ("policy.max_hosts", "decision"),
        ("policy.levels.unchanged", "decision"),
        ("policy.mandatory.2.levels", "decision"),
        ("wishes.close.active", "decision"),
        ("locks.*.active", "decision"),
        ("centres.Aarhus.opening_hours", "decision"),
        ("kpi.resolution.target", "decision"),
        ("structure", "decision"),
        ("centres.virtual.cost_factor", "fact"),
        ("economy.today_unit_cost_kr", "fact"),
        ("volumes.*.contacts", "fact"),
        ("legal.*.cap_kr", "fact"),
        ("service.reference_opening_hours", "reference"),
        ("curve.max_error", "method"),
        ("solver.gap", "method"),
        ("economy.horizon_years", "method"),
    ],
)
def test_a_figure_is_decided_found_out_held_to_or_calculated_with(parameter: str, nature: str) -> None:
    assert nature_of(parameter) == nature


def test_what_is_no_figure_has_no_nature() -> None:
    assert [nature_of(name) for name in ("scenario", "future", "policy.nothing", "centres.*.nothing")] == [None] * 4


def test_every_column_and_entry_has_one() -> None:
    columns = (f"{table.name}.*.{column}" for table in TABLES.values() for column in table.columns)
    entries = (name.replace("*", "1") for name in declared_entries())
    assert {nature_of(name) for name in (*columns, *entries)} == set(NATURES)
