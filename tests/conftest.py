"""What all tests share: the same examples each time, plans near the best of the toy, and what a run costs."""

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.shared_work import end_server, forked_workers, share_bytecode

share_bytecode()

from optimiser import NearOptimal, near_optimal, read, solve  # noqa: E402 - compiled as said above

settings.register_profile("same", derandomize=True)
settings.load_profile("same")

COSTS: dict[str, float] = {}
"""Seconds of processor time by test, with the fixtures it was the first to need and the processes it ended.

Forked workers count in the whole run alone."""


@pytest.fixture(scope="session", autouse=True)
def workers_are_forked() -> Iterator[None]:
    """Start the processes that solve quickly."""
    with forked_workers():
        yield


@pytest.fixture(scope="session")
def toy_near() -> NearOptimal:
    """The toy's best plan and the three next that differ in structure."""
    return near_optimal(solve(read(Path(__file__).parents[1] / "instances" / "toy")), 3)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run list the tests that cost most; seconds on the clock would depend on what else is running."""
    parser.addoption("--costliest", type=int, default=0, metavar="N", help="list the N tests of most processor time")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Count what a test costs."""
    before = processor_seconds()
    outcome = yield
    COSTS[item.nodeid] = processor_seconds() - before
    return outcome


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Tell what the run cost, with its processes, and which tests cost most."""
    end_server()
    terminalreporter.write_line(f"The run took {processor_seconds():.1f} s of processor time.")
    for test, seconds in sorted(COSTS.items(), key=lambda item: -item[1])[: config.getoption("costliest")]:
        terminalreporter.write_line(f"{seconds:8.2f} s  {test}")


def processor_seconds() -> float:
    """Seconds of processor time of this process and of its children that have ended."""
    return sum(os.times()[:4])
