"""The bundled instances: complete, readable, and every figure with its source."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from optimiser.data.entries import leaves
from optimiser.data.instance import Instance
from optimiser.data.read import read
from optimiser.data.tables import TABLES

INSTANCES = Path(__file__).parents[2] / "instances"
DENMARK = INSTANCES / "denmark-2014"
SCENARIOS = sorted((DENMARK / "scenarios").glob("*.toml"))


@pytest.fixture(scope="module")
def denmark() -> Instance:
    return read(DENMARK)


@pytest.mark.parametrize("name", ["denmark-2014", "toy"])
def test_every_row_names_its_source(name: str) -> None:
    tables = read(INSTANCES / name).tables
    assert [row for table in TABLES for row in getattr(tables, table) if not row.source] == []


def test_denmark_has_98_municipalities_9_levels_and_24_candidate_hosts(denmark: Instance) -> None:
    assert len(denmark.municipalities) == 98
    assert [task.level for task in denmark.tasks.values()] == list(range(1, 10))
    assert sum(row.candidate_host for row in denmark.tables.municipalities) == 24
    assert sum(row.population for row in denmark.tables.municipalities) == 5_627_145


def test_denmark_costs_three_and_a_half_billion_today(denmark: Instance) -> None:
    assert denmark.today_kr == 70e6 * 50


def test_each_municipality_is_in_one_group_of_each_structure_but_free(denmark: Instance) -> None:
    for structure, groups, memberships in (("five-regions", 5, 98), ("three-centres", 3, 98), ("free", 5, 5 * 98)):
        rows = [row for row in denmark.tables.structures if row.structure == structure]
        assert (len({row.group for row in rows}), len(rows)) == (groups, memberships)
        assert {row.municipality for row in rows} == set(denmark.municipalities)


def test_each_value_of_the_economy_the_policy_and_the_curve_is_explained(denmark: Instance) -> None:
    nested = tomllib.loads((DENMARK / "instance.toml").read_text(encoding="utf-8"))
    values = {name for name, _ in leaves({part: nested[part] for part in ("economy", "policy", "curve")})}
    assert values <= {row.parameter for row in denmark.tables.assumptions}


def test_only_the_law_on_authority_tasks_is_in_force(denmark: Instance) -> None:
    assert [rule.rule for rule in denmark.laws] == ["authority-stays-home"]


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_each_scenario_applies_and_is_named_as_its_file(path: Path) -> None:
    assert read(DENMARK, scenarios=[path]).changes
    assert f'name = "{path.stem}"' in path.read_text(encoding="utf-8").splitlines()


def scenario(name: str) -> Instance:
    """denmark-2014 changed by one of its scenarios."""
    return read(DENMARK, scenarios=[DENMARK / "scenarios" / f"{name}.toml"])


def test_three_hosts_are_left_in_the_documents_model_2() -> None:
    hosts = [row.name for row in scenario("documents-model-2").tables.municipalities if row.candidate_host]
    assert hosts == ["København", "Odense", "Aarhus"]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_documents_models_are_gross(number: int) -> None:
    instance = scenario(f"documents-model-{number}")
    assert not any(row.amount_kr for row in instance.tables.investments)
    shared = instance.settings.policy.levels.purchased + instance.settings.policy.levels.regional
    if shared:
        assert not any(row.extra_kr for row in instance.tables.task_costs)
        assert not any(row.yearly_kr for row in instance.tables.connections)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_pure_models_change_nothing_but_the_structure_and_who_may_answer_what(
    denmark: Instance, number: int
) -> None:
    pure = scenario(f"model-{number}")
    assert pure.tables == denmark.tables
    levels = {"levels": denmark.settings.policy.levels}
    changed = {"structure": denmark.settings.structure, "policy": pure.settings.policy.model_copy(update=levels)}
    assert pure.settings.model_copy(update=changed) == denmark.settings


def test_each_region_reaches_the_minimum_of_its_virtual_centre_in_the_pure_model_3() -> None:
    instance = scenario("model-3")
    brought: Counter[str] = Counter()
    for (code, task), pooled in instance.pooled_contacts.items():
        if instance.tasks[task].level in instance.settings.policy.levels.regional:
            brought[instance.groups_of[code][0]] += int(pooled)
    assert len(brought) == 5
    assert all(volume >= instance.centres[centre].min_volume for centre, volume in brought.items())


def test_toy_costs_seventy_million_today() -> None:
    assert read(INSTANCES / "toy").today_kr == 70e6
