"""What all tests share: the same examples each time, plans near the best of the toy, and what a run costs."""

import os
import signal
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.shared_work import collect_seldom, count_on_one_core, end_server, forked_workers, share_bytecode

collect_seldom()
count_on_one_core()
share_bytecode()
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where a shell runs the tests in the background

from optimiser import NearOptimal, near_optimal, read, solve  # noqa: E402 - compiled as said above

settings.register_profile("same", derandomize=True, deadline=None)  # a busy machine fails no test
settings.load_profile("same")

COST = "seconds of processor time"
BEFORE = pytest.StashKey[float]()
COSTS: dict[str, float] = {}
"""Seconds of processor time by test, with the fixtures it was the first to need and the processes it ended.

Forked workers count in the whole run alone."""
WORKERS: list[float] = []
"""The same of each process that ran tests for this one: `-n 2` has two."""


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
    """Note what had been spent when a test began."""
    item.stash[BEFORE] = processor_seconds()
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let the last report of a test say what it cost: it goes to the process that tells of the run."""
    report = yield
    if call.when == "teardown":
        report.user_properties.append((COST, processor_seconds() - item.stash[BEFORE]))
    return report


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Keep what each test cost."""
    for name, spent in report.user_properties:
        if name == COST:
            COSTS[report.nodeid] = float(str(spent))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """End the process that is copied, and say what this process and its own cost, where others run tests too."""
    end_server()
    if (told := getattr(session.config, "workeroutput", None)) is not None:
        told[COST] = processor_seconds()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Keep what another process that ran tests cost."""
    WORKERS.append(getattr(node, "workeroutput", {}).get(COST, 0.0))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Tell what the run cost, with its processes, and which tests cost most."""
    own = sum(os.times()[:2]) if WORKERS else processor_seconds()
    terminalreporter.write_line(f"The run took {own + sum(WORKERS):.1f} s of processor time.")
    for test, seconds in sorted(COSTS.items(), key=lambda item: -item[1])[: config.getoption("costliest")]:
        terminalreporter.write_line(f"{seconds:8.2f} s  {test}")


def processor_seconds() -> float:
    """Seconds of processor time of this process and of its children that have ended."""
    return sum(os.times()[:4])
