"""The random instances that other tests rely on: valid, repeatable, and of every kind."""

from collections.abc import Callable
from pathlib import Path

import pytest

from optimiser.data.instance import Instance
from optimiser.data.read import read, write
from tests.random_existing import random_instance_with_existing
from tests.random_instances import random_instance, random_instance_with_any_curve
from tests.random_own_figures import random_instance_with_own_figures
from tests.random_services import random_instance_with_services
from tests.sampling import by_day

SEEDS = by_day(range(12), range(40))


@pytest.mark.parametrize(
    "draw",
    [
        random_instance,
        random_instance_with_any_curve,
        random_instance_with_services,
        random_instance_with_own_figures,
        random_instance_with_existing,
    ],
)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_random_instance_is_valid_and_read_back_as_written(
    draw: Callable[[int], Instance], seed: int, tmp_path: Path
) -> None:
    instance = draw(seed)
    write(instance, tmp_path / "instance")
    again = read(tmp_path / "instance")
    assert (again.tables, again.settings, again.sha256) == (instance.tables, instance.settings, instance.sha256)


def test_a_seed_always_gives_the_same_instance() -> None:
    assert random_instance(7) == random_instance(7)
    assert random_instance(7) != random_instance(8)


def test_every_kind_of_rule_comes_up() -> None:
    instances = [random_instance(seed) for seed in range(300)]
    policies = [instance.settings.policy for instance in instances]
    for rule in ("mandatory", "nested_depth", "max_hosts", "max_virtual_centres", "investment_budget_kr"):
        assert any(getattr(policy, rule) for policy in policies), rule
    assert {kpi.scope for one in instances for kpi in one.tables.kpis} == {"municipality", "centre", "national"}
    assert {lock.demand for one in instances for lock in one.tables.locks} == {"must", "must not"}
    assert any(law.cap_kr for one in instances for law in one.laws)
    assert {one.settings.structure for one in instances} == {"none", "one", "free"}


def test_without_optional_rules_only_those_of_the_bundled_instances_come_up() -> None:
    for instance in (random_instance(seed, optional_rules=False) for seed in range(50)):
        assert not instance.tables.kpis
        assert not any(law.cap_kr for law in instance.laws)
        assert instance.settings.policy.min_local_share is None
