"""Causes planted in denmark-2014 are found, alone and in pairs; every repair makes a plan."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from optimiser.api import solve
from optimiser.data.read import read
from optimiser.diagnosis.diagnose import Diagnosis, diagnose
from tests.diagnosis.planted import Planted
from tests.diagnosis.planted_denmark import CAUSES, DENMARK, PAIRS

BY_NAME = {cause.name: cause for cause in CAUSES}
COARSE_GAP = 0.01


def _diagnosed(causes: Sequence[Planted], folder: Path) -> Diagnosis:
    """What is found; each repair was solved again by a solve of its own."""
    scenarios = [path for cause in causes for path in cause.scenario(folder)]
    overrides = [change for cause in causes for change in cause.overrides]
    found = diagnose(read(DENMARK, scenarios=scenarios, overrides=overrides))
    assert found.answer == "no plan"
    assert all(one.conflict.proven for one in found.found)
    assert found.repairs
    for repair in found.repairs:
        result = solve(read(DENMARK, scenarios=scenarios, overrides=[*overrides, *repair.changes]), gap=COARSE_GAP)
        assert result.has_plan
        assert not result.breaches
    return found


def _named(found: Diagnosis) -> list[frozenset[str]]:
    return [frozenset(rule.parameter for rule in one.conflict.changeable) for one in found.found]


@pytest.mark.nightly
@pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: cause.name)
def test_a_cause_planted_in_denmark_is_named(cause: Planted, tmp_path: Path) -> None:
    """Exactly it, or a conflict proven that is as small."""
    found = _diagnosed([cause], tmp_path)
    (named,) = _named(found)
    assert named == cause.blamed or len(named) <= len(cause.blamed)
    assert found.complete


@pytest.mark.nightly
@pytest.mark.parametrize("names", PAIRS, ids="-".join)
def test_two_causes_planted_in_denmark_are_both_resolved(names: tuple[str, str], tmp_path: Path) -> None:
    causes = [BY_NAME[name] for name in names]
    most = max(len(cause.blamed) for cause in causes)
    for named in _named(_diagnosed(causes, tmp_path)):
        assert any(named == cause.blamed for cause in causes) or len(named) <= most
