"""Threads and memory reach the solver from every kind of command, and too little memory is told before anything."""

from pathlib import Path

import pytest

from optimiser.model.linear import LinearModel
from optimiser.solver import highs
from tests.cli.conftest import TOY, Run

TOO_LITTLE = ("--memory-gb", "0.01")


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> set[int]:
    """Return the counts of threads with which models are solved meanwhile."""
    seen: set[int] = set()
    real = highs._run_checked

    def noted(model: LinearModel, limits: highs.SolverLimits, *others: object) -> object:
        seen.add(limits.threads)
        return real(model, limits, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(highs, "_run_checked", noted)
    return seen


@pytest.mark.parametrize("threads", [2, 1])
def test_threads_count_in_commands_that_solve_once_and_in_those_that_ask_again(
    run: Run, toy: Path, counts: set[int], threads: int
) -> None:
    """One process runs them one after another, each time with another count."""
    wanted = ("--threads", threads)
    assert run("solve", TOY, *wanted, "--out", "once").code == 0
    assert counts == {threads}
    counts.clear()
    assert run("explain", toy, "Ærholm", "L4", *wanted).code == 0
    assert counts == {threads}
    counts.clear()
    assert run("diagnose", TOY, "--set", "policy.max_entry_points=1", *wanted).code in (0, 3)
    assert counts == {threads}


def test_too_little_memory_is_told_and_nothing_is_written(run: Run) -> None:
    refused = run("solve", TOY, *TOO_LITTLE, "--out", "run", "--write-model", "model.mps")
    assert refused.code == 2
    assert "--memory-gb 0.01 is too little" in refused.text
    assert "GB" in refused.text
    assert "nothing was solved" in refused.text
    assert list(Path().iterdir()) == []


def test_too_little_memory_is_told_by_what_asks_again(run: Run, toy: Path) -> None:
    for asked in (("explain", toy, "Ærholm", "L4"), ("diagnose", TOY)):
        refused = run(*asked, *TOO_LITTLE)
        assert (refused.code, "--memory-gb 0.01 is too little" in refused.text) == (2, True)


def test_too_little_memory_leaves_what_was_there_alone(run: Run) -> None:
    assert run("solve", TOY, "--out", "run").code == 0
    before = {path: path.read_bytes() for path in Path("run").rglob("*") if path.is_file()}
    assert run("solve", TOY, *TOO_LITTLE, "--out", "run", "--force").code == 2
    assert {path: path.read_bytes() for path in Path("run").rglob("*") if path.is_file()} == before


def test_a_study_tells_of_each_case_that_does_not_fit(run: Run) -> None:
    refused = run("sweep", TOY, "--vary", "policy.max_entry_points=1,2", *TOO_LITTLE, "--out", "sweep")
    assert refused.code != 0
    assert "was not solved" in refused.text
    assert "is too little" in refused.text
