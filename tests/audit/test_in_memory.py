"""What a solve's audit is given in memory is what is read back from the run's files, to the last digit."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import optimiser.api
from optimiser import Result, read, save, solve
from optimiser.audit import Audit, audit_folder, audit_plan
from optimiser.audit.run_files import RunFiles, read_run, seal_of
from optimiser.data.instance import Instance
from optimiser.data.proof_record import ProofRecord
from optimiser.data.run_record import PlanFigures
from optimiser.data.run_tables import PlanLines
from tests.audit.runs import PLANS, TOY
from tests.planning.two_towns import two_towns
from tests.random_instances import random_instance

NAMES = ("=SUM(A1)", "'quoted", 'a, b; "c"', "  Ærø  ", "1e5", "True", "None", "<b>&amp;")
"""Names that a spreadsheet, CSV or a page could take for something else."""


class Given:
    """What the audit of a solve was given in memory, and what it said."""

    instance: Instance
    record: PlanFigures
    lines: PlanLines
    audit: Audit


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Iterator[Given]:
    found = Given()

    def noted(instance: Instance, record: PlanFigures, lines: PlanLines, proof: ProofRecord | None = None) -> Audit:
        found.instance, found.record, found.lines = instance, record, lines
        found.audit = audit_plan(instance, record, lines, proof)
        return found.audit

    monkeypatch.setattr(optimiser.api, "audit_plan", noted)
    yield found


def _is_read_back(result: Result, given: Given, folder: Path) -> None:
    assert result.has_plan
    save(result, folder)
    files, breaches = read_run(folder)
    assert not breaches
    assert isinstance(files, RunFiles)
    assert files.lines == given.lines
    assert files.run == result.run
    assert files.instance.sha256 == given.instance.sha256
    assert files.instance.tables == given.instance.tables
    assert files.instance.settings == given.instance.settings
    broken, sealed = seal_of(folder)
    assert broken == []
    again = audit_folder(folder)
    assert replace(again, checks=again.checks - sealed) == given.audit


@pytest.mark.parametrize("plan", PLANS)
def test_of_the_toy(plan: str, given: Given, tmp_path: Path) -> None:
    scenario = tmp_path / "scenario.toml"
    scenario.write_text(f'name = "scenario"\n{PLANS[plan]}', encoding="utf-8")
    _is_read_back(solve(read(TOY, scenarios=[scenario])), given, tmp_path / "run")


@pytest.mark.parametrize("seed", range(6))
def test_of_random_instances(seed: int, given: Given, tmp_path: Path) -> None:
    result = solve(random_instance(seed))
    if result.has_plan:
        _is_read_back(result, given, tmp_path / "run")


@pytest.mark.parametrize("name", NAMES)
def test_of_names_that_look_like_something_else(name: str, given: Given, tmp_path: Path) -> None:
    _is_read_back(solve(two_towns(f"municipalities.2.name={name}")), given, tmp_path / "run")


def test_an_instance_that_is_not_what_its_hash_says_is_a_breach() -> None:
    """The hash is counted again: what an instance in memory says of itself is not believed."""
    instance = two_towns()
    economy = instance.settings.economy.model_copy(update={"today_unit_cost_kr": 51.0})
    settings: Any = instance.settings.model_copy(update={"economy": economy})
    result = solve(replace(instance, settings=settings))
    assert [breach.rule for breach in result.breaches] == ["hash"]
