"""What all tests share: the same examples each time, and plans near the best of the toy."""

from pathlib import Path

import pytest
from hypothesis import settings

from optimiser import NearOptimal, near_optimal, read, solve

settings.register_profile("same", derandomize=True)
settings.load_profile("same")


@pytest.fixture(scope="session")
def toy_near() -> NearOptimal:
    """The toy's best plan and the three next that differ in structure."""
    return near_optimal(solve(read(Path(__file__).parents[1] / "instances" / "toy")), 3)
