"""The elastic model: who takes part in a planted cause is among its suspects; nobody where fractions would do."""

from pathlib import Path

import pytest

from optimiser.data.instance import Instance
from optimiser.data.read import read
from optimiser.data.settings import SolverOptions
from optimiser.diagnosis.feasibility import Asking, Suspects, find_suspects
from optimiser.rules.registry import requirements_of
from tests.diagnosis import planted, planted_denmark
from tests.diagnosis.planted import Planted

FEW = 20
"""Of more than two hundred rules in denmark-2014."""
UNSEEN = ("whole", "levels", "cap", "dearer")
"""Whole tasks are to blame, or rules that the elastic model keeps."""


def _changed(path: Path, cause: Planted, folder: Path, more: tuple[str, ...]) -> Instance:
    return read(path, scenarios=cause.scenario(folder), overrides=[*cause.overrides, *more])


def _suspected(path: Path, cause: Planted, folder: Path) -> Suspects:
    asking = Asking(lambda more: _changed(path, cause, folder, tuple(more)), SolverOptions(), slowest=200.0)
    rules = [rule for rule in requirements_of(asking.changed(())) if rule.tier == "wish"]
    return find_suspects(asking, rules, [])


@pytest.mark.parametrize(
    "cause", [cause for cause in planted.CAUSES if cause.name not in UNSEEN], ids=lambda cause: cause.name
)
def test_what_is_planted_is_suspected(cause: Planted, tmp_path: Path) -> None:
    found = _suspected(planted.TOY, cause, tmp_path)
    assert cause.blamed <= {rule.parameter for rule in found.guilty}
    assert found.broken


def test_nothing_is_suspected_where_parts_of_tasks_would_do(tmp_path: Path) -> None:
    whole = next(cause for cause in planted.CAUSES if cause.name == "whole")
    assert _suspected(planted.TOY, whole, tmp_path) == Suspects(frozenset(), frozenset())


@pytest.mark.parametrize("name", ["needs", "places"])
def test_few_are_suspected_in_denmark(name: str, tmp_path: Path) -> None:
    cause = next(cause for cause in planted_denmark.CAUSES if cause.name == name)
    found = _suspected(planted_denmark.DENMARK, cause, tmp_path)
    assert cause.blamed <= {rule.parameter for rule in found.guilty}
    assert len(found.guilty | found.broken) <= FEW
