from collections.abc import Callable
from pathlib import Path

import pytest

from tests.audit.runs import PLANS, Run, copied, make


@pytest.fixture(scope="session")
def originals(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Run]:
    """A run folder of each plan, solved once."""
    folder = tmp_path_factory.mktemp("runs")
    return {plan: make(folder / plan, plan) for plan in PLANS}


@pytest.fixture
def run_of(originals: dict[str, Run], tmp_path: Path) -> Callable[[str], Run]:
    """A fresh copy of the run folder of a plan."""
    return lambda plan: copied(originals[plan], tmp_path / plan)


@pytest.fixture
def run(run_of: Callable[[str], Run]) -> Run:
    """A fresh copy of the toy's best plan."""
    return run_of("best")
