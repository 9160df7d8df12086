"""What a parameter is by its dotted name, the same as what `--set` would change."""

import pytest

from optimiser.data.scenario import value_of
from optimiser.data.tables import full_name, is_whole
from tests.planning.two_towns import two_towns


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("policy.max_entry_points", 2),
        ("policy.levels.external", "3"),
        ("service.patience_seconds", ""),
        ("policy.max_entry_point", ""),
        ("centres.Storby.cost_factor", 1.0),
        ("centres.virtual.cost_factor", 1.0),
        ("municipalities.Lilleby.population", 40000),
        ("municipalities.*.population", "40000 / 80000"),
        ("volumes.2/*/*.contacts", 100000),
        ("centres.Nowhere.cost_factor", ""),
        ("centres.*.cost_fact", ""),
    ],
)
def test_a_parameter_is_what_its_rows_hold(parameter: str, value: object) -> None:
    assert value_of(two_towns(), parameter) == value


def test_only_centres_of_the_structure_in_use_count_where_there_are_any() -> None:
    """Region is of the structure `one` alone."""
    factors = ("centres.*.cost_factor=1.2", "centres.Region.cost_factor=1.1")
    assert value_of(two_towns(*factors), "centres.*.cost_factor") == 1.2
    assert value_of(two_towns(*factors), "centres.virtual.cost_factor") == 1.1
    assert value_of(two_towns("structure=one", *factors), "centres.*.cost_factor") == "1.1 / 1.2"


def test_what_can_only_be_whole() -> None:
    whole = ("policy.max_entry_points", "policy.max_hosts", "municipalities.*.population", "legal.purchase-cap.active")
    assert all(map(is_whole, whole))
    assert not any(map(is_whole, ("economy.discount_rate", "centres.*.cost_factor", "no.such", "centres.*.nothing")))


def test_an_alias_stands_for_its_table() -> None:
    assert full_name("kpi.availability.weight") == "kpis.availability.weight"
    assert full_name("kpis.availability.weight") == "kpis.availability.weight"
