"""Instances that figures are imported into, and how what an import says is read."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from optimiser.data.findings import InvalidInputError
from optimiser.importing.proposal import Proposal
from tests.data.tiny import Folder

INSTANCES = Path(__file__).parents[2] / "instances"


@pytest.fixture
def denmark(tmp_path: Path) -> Path:
    """A copy of denmark-2014 to write into."""
    shutil.copytree(INSTANCES / "denmark-2014", tmp_path / "denmark")
    return tmp_path / "denmark"


@pytest.fixture
def tiny(tmp_path: Path) -> Folder:
    """A tiny instance: Alfa (1), Bøgby (2) and Cirkelø (3), with the tasks guide and ruling."""
    return Folder(tmp_path / "tiny")


def said(proposal: Proposal) -> dict[str, dict[str, object]]:
    """What an import tells, by the name of the sentence."""
    return {statement.name.removeprefix("import "): dict(statement.figures) for statement in proposal.statements}


def faults(propose: Callable[[], Proposal]) -> list[tuple[int | None, str, str, str]]:
    """Row, column, value and rule of each fault that an import is refused for; each has something to do."""
    with pytest.raises(InvalidInputError) as error:
        propose()
    assert all(finding.remedy for finding in error.value.findings)
    return [(finding.row, finding.column, finding.value, finding.rule) for finding in error.value.findings]
