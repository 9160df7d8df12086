"""One pair of worker processes for all tests of the room, and an instance with three systems that takes no time."""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from optimiser.data.settings import SolverOptions
from optimiser.result.any_folder import AnyResult
from optimiser.studies.runner.dispatch import Case, Failure, lines_of_one, side_by_side
from optimiser.studies.runner.local import LocalWorkers
from tests.cli.conftest import run
from tests.planning.two_towns import SETTINGS, TABLES

__all__ = ["run"]

SYSTEMS = """\
system,structure,description_da,description_en
alone,none,Hver for sig,Each for itself
impossible,none,Intet sted at gå hen,Nowhere to go
"""
CHANGES = """\
system,parameter,value
alone,municipalities.*.candidate_host,false
impossible,policy.levels.local,none
impossible,policy.levels.purchased,none
impossible,policy.levels.unchanged,none
"""


@pytest.fixture(scope="session")
def workers() -> Iterator[LocalWorkers]:
    """Two processes that solve."""
    with LocalWorkers(2) as local:
        yield local


@pytest.fixture
def towns(tmp_path: Path) -> Path:
    """Two towns as a folder: `one`, `none`, and the systems `alone` (25.0 million kr.) and `impossible`."""
    return write_towns(tmp_path / "two-towns")


def solve_cases(
    cases: Sequence[Case[AnyResult]], client: Any, tell_running: Callable[[Mapping[str, float]], None] = lambda _: None
) -> Generator[tuple[Case[AnyResult], AnyResult | Failure], None, None]:
    """Each case with its result or why there is none, in the order they end."""
    return side_by_side(lines_of_one(cases), client, SolverOptions(), tell_running)


def write_towns(folder: Path) -> Path:
    folder.mkdir()
    (folder / "instance.toml").write_text(SETTINGS, encoding="utf-8")
    for name, text in {**TABLES, "systems": SYSTEMS, "system_changes": CHANGES}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder
