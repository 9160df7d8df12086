"""Ctrl-C is remembered, and what breaks while stopping is part of stopping."""

import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from optimiser.studies.compare import compare
from optimiser.studies.resume import CaseEnded
from optimiser.studies.runner import dispatch
from optimiser.studies.runner.interrupt import noticed_interrupt
from optimiser.studies.runner.local import PRELOAD, LocalWorkers
from optimiser.studies.sweep import sweep
from tests.waiting import PATIENCE_SECONDS


def test_it_is_remembered_and_obeyed_when_asked() -> None:
    with pytest.raises(KeyboardInterrupt), noticed_interrupt() as interrupt:
        signal.raise_signal(signal.SIGINT)
        assert interrupt.wanted
        interrupt.raise_if_wanted()


def test_what_fails_after_it_is_part_of_stopping() -> None:
    """A connection to a process that is stopped fails as a disk does: with an OSError."""
    with pytest.raises(KeyboardInterrupt), noticed_interrupt():
        signal.raise_signal(signal.SIGINT)
        raise OSError("connection lost")


def test_without_it_a_fault_stays_a_fault() -> None:
    with pytest.raises(OSError, match="disk"), noticed_interrupt():
        raise OSError("disk full")


def test_afterwards_all_is_as_before() -> None:
    before = signal.getsignal(signal.SIGINT)
    with noticed_interrupt():
        pass
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize(
    "solves",
    [partial(compare, structures=["one", "alone"]), partial(sweep, vary=["centres.*.fixed_cost_kr=x1,x2"])],
    ids=["compare", "sweep"],
)
def test_what_is_being_solved_is_given_up_while_those_who_solve_are_there(
    solves: Callable[..., Any], towns: Path, tmp_path: Path, workers: LocalWorkers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not when memory is tidied up: by then they may be gone, and giving up fails in view of the user."""
    given_up: list[bool] = []
    give_up = dispatch._Places.give_up

    def noted(places: Any) -> None:
        given_up.append(True)
        give_up(places)

    def stop(step: object) -> None:
        if isinstance(step, CaseEnded):
            raise KeyboardInterrupt

    monkeypatch.setattr(dispatch._Places, "give_up", noted)
    with pytest.raises(KeyboardInterrupt) as stopped:
        solves(towns, tmp_path / "out", workers=workers, report=stop)
    assert given_up, f"what is held by {stopped.tb} is not closed"


def test_a_process_that_is_ended_as_it_starts_leaves_no_semaphore_behind() -> None:
    """Python warns of what a process that did not end by itself has left, in view of the user."""
    begin = "import os; from multiprocessing import set_start_method; set_start_method('spawn'); "
    command = [sys.executable, "-c", f"{begin} import {', '.join(PRELOAD)}; os._exit(0)"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE_SECONDS)
    assert ran.stderr == ""
