"""HiGHS keeps a pool of threads for each thread that has run it, and refuses another count: none of ours may meet one.

What depends on what a process has run before is tried in a process of its own.
"""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from math import inf
from pathlib import Path
from typing import Any

import highspy
import pytest

from optimiser.solver import highs
from optimiser.solver.errors import NothingProvedError, SolverError
from optimiser.solver.highs import Relaxed, SolverLimits, solve
from optimiser.solver.warm_start_cache import BoundProof, carried_bound
from tests.solver.test_highs import ROOT, UNLIMITED, hard_knapsack, knapsack, never
from tests.waiting import PATIENCE_SECONDS

COUNTS = (1, 2, 1, 3, 2)
USERS_OWN = """
import highspy
def own(threads):
    user = highspy.Highs()
    user.setOptionValue("output_flag", False)
    user.setOptionValue("threads", threads)
    user.addVar(0, 1)
    user.changeColCost(0, -1)
    user.changeColIntegrality(0, highspy.HighsVarType.kInteger)
    return user.run() == highspy.HighsStatus.kOk
"""


def in_a_fresh_process(script: str, *arguments: str) -> str:
    """What a script prints; it may not write of errors."""
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=PATIENCE_SECONDS)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def command(*arguments: str | Path) -> str:
    """What a command of ours prints, in a process of its own."""
    script = "import sys; from optimiser.cli.app import main; main()"
    return in_a_fresh_process(script, *map(str, arguments))


def limits(threads: int) -> SolverLimits:
    return SolverLimits(gap=0.0, seconds=60.0, threads=threads, seed=1)


# ---- other counts one after the other -------------------------------------------------------------


def test_solves_with_other_counts_of_threads_follow_each_other() -> None:
    """`solve(threads=1)` then `solve(threads=2)` ended in "The solver failed (Not Set)"."""
    script = """
from optimiser import read, solve
for threads in (1, 2, 1):
    print(round(solve(read("instances/toy"), threads=threads).objective_kr))
"""
    assert in_a_fresh_process(script).split() == ["63950000"] * 3


def test_a_run_on_two_threads_can_be_explained(tmp_path: Path) -> None:
    """`solve --threads 2`, then `explain RUN --all`: the relaxed model runs on one thread beside solves on two."""
    run = tmp_path / "run"
    command("solve", ROOT / "instances" / "toy", "--threads", "2", "--out", run)
    command("explain", run, "--all")
    assert len(list((run / "municipalities").glob("*.html"))) >= 4


def test_a_count_of_threads_from_the_instance_holds_for_all_that_follows(tmp_path: Path) -> None:
    """As a setting, in solves that begin from the first."""
    wanted = ("--set", "solver.threads=2", "--out", tmp_path / "run")
    command("solve", ROOT / "instances" / "toy", *wanted, "--alternatives", "1", "--within", "5%")


def test_ours_after_a_users_own_run_and_theirs_after_ours() -> None:
    """A user's pool stayed in our way, and ours in theirs."""
    script = f"""{USERS_OWN}
from optimiser import read, solve
for threads in (2, 3):
    assert own(threads)
    print(round(solve(read("instances/toy"), threads=threads % 3 + 1).objective_kr))
    assert own(threads + 1)
    assert own(threads + 1)
    highspy.Highs.resetGlobalScheduler(True)
"""
    assert in_a_fresh_process(script).splitlines()[-2:] == ["63950000"] * 2


def test_what_is_carried_over_is_found_after_a_users_own_run() -> None:
    """The weights of earlier proofs were silently not found, so that every point of a sweep was searched."""
    script = f"""{USERS_OWN}
from optimiser import read, solve
from optimiser.solver.warm_start_cache import WarmStartCache
cache = WarmStartCache()
for factor in (1.2, 1.3, 1.25):
    instance = read("instances/toy", overrides=[f"centres.virtual.cost_factor={{factor}}"])
    print(*[stage.name for stage in solve(instance, threads=2, cache=cache).run.stages])
"""
    assert in_a_fresh_process(script).splitlines()[-1] == "carried"


# ---- several at once ------------------------------------------------------------------------------


def test_a_relaxed_model_that_is_kept_says_the_same_beside_solves_on_other_counts() -> None:
    """Its bounds silently became -inf once something else had run on two threads."""
    relaxed, first = Relaxed(hard_knapsack()), []
    for threads in COUNTS:
        first.append(relaxed.bound_without([1, 2]))
        assert solve(knapsack([5, 4, 3], [2, 3, 1], 4), limits(threads), never).objective == pytest.approx(-8)
    assert first == pytest.approx([first[0]] * len(COUNTS))
    assert first[0] > -inf


def test_threads_that_solve_at_once_do_not_disturb_each_other() -> None:
    """As in a worker with several threads, each with a count of its own, and relaxed models between."""
    model = hard_knapsack()
    alone = Relaxed(model).bound_without([])

    def work(threads: int) -> tuple[float, float]:
        found = solve(model, SolverLimits(gap=1e-4, seconds=60.0, threads=threads, seed=1), never)
        return found.objective, Relaxed(model).bound_without([])

    with ThreadPoolExecutor(4) as pool:
        for objective, bound in pool.map(work, COUNTS * 4):
            assert bound == pytest.approx(alone)
            assert objective == pytest.approx(alone, rel=1e-3)


# ---- what HiGHS answers ---------------------------------------------------------------------------


class Refusing(highs._SilentHighs):
    """A HiGHS that answers one call with an error."""

    refused = ""

    def __getattribute__(self, name: str) -> Any:
        if name == Refusing.refused:
            return lambda *_: highspy.HighsStatus.kError
        return super().__getattribute__(name)


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Make HiGHS answer a call with an error."""
    monkeypatch.setattr(highs, "_SilentHighs", Refusing)
    monkeypatch.setattr(Refusing, "refused", "")
    return lambda call: monkeypatch.setattr(Refusing, "refused", call)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ("passModel", "take the model"),
        ("setOptionValue", "take the option"),
        ("setSolution", "start from the plan"),
        ("run", "solve the model; it ended as 'Not Set'"),
    ],
)
def test_a_call_that_fails_is_an_error_in_words(call: str, words: str, refuse: Any) -> None:
    refuse(call)
    with pytest.raises(SolverError, match=words):
        solve(knapsack([5, 4, 3], [2, 3, 1], 4), UNLIMITED, never, {0: 1.0})


@pytest.mark.parametrize(("call", "words"), [("changeColBounds", "change the bounds"), ("run", "solve the model")])
def test_an_error_is_not_a_bound(call: str, words: str, refuse: Any) -> None:
    relaxed = Relaxed(knapsack([5, 4, 3], [2, 3, 1], 4))
    refuse(call)
    with pytest.raises(SolverError, match=words):
        relaxed.bound_without([0])


def test_a_relaxed_model_is_whole_again_after_an_error(refuse: Any) -> None:
    relaxed = Relaxed(knapsack([5, 4, 3], [2, 3, 1], 4))
    before = relaxed.bound_without([])
    refuse("run")
    with pytest.raises(SolverError):
        relaxed.bound_without([0, 2])
    refuse("")
    assert relaxed.bound_without([]) == pytest.approx(before)


def test_an_error_does_not_carry_over_as_no_bound(refuse: Any) -> None:
    model = knapsack([5, 4, 3], [2, 3, 1], 4)
    refuse("run")
    with pytest.raises(SolverError):
        carried_bound(model, [BoundProof(model.cost, model.offset, -8.0)])


def test_that_nothing_can_be_said_of_a_bound_is_said_where_it_is_so() -> None:
    """Without a least cost there is no bound, and that is no error."""
    model = knapsack([5, 4, 3], [0, 0, 0], 4)
    model.high[:] = inf
    assert Relaxed(model).bound_without([]) == -inf
    with pytest.raises(NothingProvedError):
        solve(replace(model, integer=model.integer & False), UNLIMITED, never)


@pytest.mark.parametrize("error", [ValueError("in the report"), KeyboardInterrupt()])
def test_what_goes_wrong_in_who_watches_is_told_as_it_is(error: BaseException) -> None:
    """HiGHS took it for an error of its own, and its cause was lost."""

    def watch(_objective: float, _bound: float) -> bool:
        raise error

    with pytest.raises(type(error)) as told:
        solve(hard_knapsack(), limits(2), watch)
    assert told.value is error
