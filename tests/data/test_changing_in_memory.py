"""An instance with more changes is the same as one that was written and read with them."""

import math
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from optimiser import read, write
from optimiser.data.findings import InvalidInputError
from optimiser.data.instance import Instance
from optimiser.data.read import hash_of_instance
from optimiser.data.settings import Settings

INSTANCES = Path(__file__).parents[2] / "instances"
TOY, DENMARK = INSTANCES / "toy", INSTANCES / "denmark-2014"


@pytest.fixture(scope="module")
def denmark() -> Instance:
    return read(DENMARK)


def test_nothing_changed_is_the_same_instance(denmark: Instance) -> None:
    for instance in (read(TOY), denmark):
        assert instance.with_changes() == instance


@pytest.mark.parametrize("structure", read(DENMARK).structures[::4])
def test_a_system_chosen_in_memory_is_the_system_chosen_in_reading(denmark: Instance, structure: str) -> None:
    assert denmark.with_changes(structure=structure) == read(DENMARK, structure=structure)


@pytest.mark.parametrize("scenario", sorted((DENMARK / "scenarios").glob("*.toml"))[::4], ids=lambda path: path.stem)
def test_a_scenario_in_memory_is_the_scenario_in_reading(denmark: Instance, scenario: Path) -> None:
    assert denmark.with_changes(scenarios=[scenario]) == read(DENMARK, scenarios=[scenario])


CHANGES: tuple[Mapping[str, object], ...] = (
    {"policy.max_entry_points": 1},
    {"policy.investment_budget_kr": 1e7, "economy.discount_rate": 0.05},
    {"centres.virtual.cost_factor": 1.1, "volumes.*.contacts": "x1.2"},
    {"policy.levels.regional": "4-6"},
    {"tasks.L4.handling_minutes": np.float64(7.125), "municipalities.*.candidate_host": np.True_},
)


@pytest.mark.parametrize("changes", CHANGES, ids=lambda changes: next(iter(changes)))
def test_the_hash_is_that_of_the_data_written_and_read(changes: Mapping[str, object], tmp_path: Path) -> None:
    changed = read(TOY).with_changes(changes)
    assert changed.sha256 != read(TOY).sha256
    for name in ("folder", "book.xlsx"):
        write(changed, tmp_path / name)
        assert read(tmp_path / name).sha256 == changed.sha256


def test_changes_follow_each_other() -> None:
    first = read(TOY).with_changes({"policy.max_entry_points": 1})
    second = first.with_changes({"economy.discount_rate": 0.05})
    assert second == read(TOY, overrides=["policy.max_entry_points=1", "economy.discount_rate=0.05"])
    assert second.changes == ("policy.max_entry_points = 1", "economy.discount_rate = 0.05")
    assert read(TOY).sha256 not in (first.sha256, second.sha256)


def test_all_that_is_wrong_is_told_at_once_in_the_text_of_the_error() -> None:
    with pytest.raises(InvalidInputError) as raised:
        read(TOY).with_changes(
            {"policy.max_entry_point": 1, "economy.discount_rate": "much", "tasks.L4.level": math.nan}
        )
    text = str(raised.value)
    assert text.startswith("3 problems in ")
    assert "policy.max_entry_points" in text
    assert "must be a number" in text
    assert "must be a finite number" in text
    assert "--" not in text


def test_a_row_that_a_change_makes_wrong_is_named_by_its_table() -> None:
    with pytest.raises(InvalidInputError) as raised:
        read(TOY).with_changes({"municipalities.*.population": -1})
    assert "municipalities" in str(raised.value)


class LaterSettings(Settings):
    """The settings of a later version, which has one more entry."""

    later_entry: float = 0.5


@pytest.mark.parametrize("later_entry", [0.5, 0.75])
def test_an_entry_of_a_later_version_changes_the_hash_only_where_it_is_used(later_entry: float) -> None:
    toy = read(TOY)
    written = toy.settings.model_dump(exclude_unset=True)
    later = replace(toy, settings=LaterSettings.model_validate({**written, "later_entry": later_entry}))
    assert (hash_of_instance(later) == toy.sha256) == (later_entry == 0.5)
