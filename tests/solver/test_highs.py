"""HiGHS is handed arrays and only what it proved is taken back."""

import subprocess
import sys
from dataclasses import replace
from math import inf
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from optimiser.model.linear import LinearModel
from optimiser.solver import highs
from optimiser.solver.errors import SolverError
from optimiser.solver.highs import SolverLimits, solve, solve_finer

ROOT = Path(__file__).parents[2]
UNLIMITED = SolverLimits(gap=0.0, seconds=60.0, threads=1, seed=1)


def knapsack(values: list[float], weights: list[float], room: float) -> LinearModel:
    """Take things of the greatest value (cost is minus value) that fit into the room."""
    count = len(values)
    return LinearModel(
        cost=-np.array(values),
        offset=0.0,
        low=np.zeros(count),
        high=np.ones(count),
        integer=np.ones(count, dtype=bool),
        row_low=np.array([-inf]),
        row_high=np.array([room]),
        start=np.array([0, count], dtype=np.int32),
        index=np.arange(count, dtype=np.int32),
        value=np.array(weights),
        column_names=tuple(f"take[{number}]" for number in range(count)),
        row_names=("room[Sorø]",),
    )


def never(_objective: float, _bound: float) -> bool:
    return False


def hard_knapsack() -> LinearModel:
    """Sixty things of nearly equal value a weight: easy to fill, long to prove."""
    weights = [float(w) for w in np.random.default_rng(7).integers(10_000, 99_999, 60)]
    return knapsack([w + 0.5 * (number % 7) for number, w in enumerate(weights)], weights, sum(weights) / 2)


def test_a_small_model_is_solved_to_its_optimum() -> None:
    solution = solve(knapsack([5, 4, 3], [2, 3, 1], 4), UNLIMITED, never)
    assert solution.ending == "optimal"
    assert solution.objective == pytest.approx(-8)
    assert solution.bound == pytest.approx(-8)


def test_a_finer_solve_tells_what_it_proved_in_the_units_of_the_model() -> None:
    solution = solve_finer(replace(knapsack([5, 4, 3], [2, 3, 1], 4), offset=100.0), UNLIMITED, never, None)
    assert solution.ending == "optimal"
    assert (solution.objective, solution.bound) == pytest.approx((92, 92))


def test_a_finer_solve_goes_on_where_only_its_own_units_reach_the_target() -> None:
    limits = replace(UNLIMITED, target=-9.0)
    assert solve_finer(knapsack([5, 4, 3], [2, 3, 1], 4), limits, never, None).ending == "optimal"


def test_a_finer_solve_is_watched_in_the_units_of_the_model() -> None:
    seen: list[float] = []

    def stop_at_a_point(objective: float, _bound: float) -> bool:
        seen.append(objective)
        return objective < inf

    solution = solve_finer(hard_knapsack(), UNLIMITED, stop_at_a_point, None)
    assert solution.ending == "stopped"
    assert solution.objective == pytest.approx(seen[-1], rel=0.01)


def test_the_solver_prints_nothing_in_a_fresh_process() -> None:
    """HiGHS 1.16.0 writes its banner while it is made, once a process, and so into what commands print as JSON."""
    script = "from tests.solver.test_highs import *; solve(knapsack([5, 4, 3], [2, 3, 1], 4), UNLIMITED, never)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, cwd=ROOT, check=True, timeout=120)
    assert (done.stdout, done.stderr) == (b"", b"")


def test_an_infeasible_model_gives_no_point() -> None:
    solution = solve(knapsack([1], [1], -1), UNLIMITED, never)
    assert solution.ending == "infeasible"
    assert solution.x is None


def test_infeasible_is_believed_only_after_a_second_look_without_presolve(monkeypatch: pytest.MonkeyPatch) -> None:
    presolved: list[bool] = []
    run = highs._run_checked

    def counted(model: LinearModel, limits: SolverLimits, *others: Any) -> Any:
        presolved.append(limits.presolve)
        return run(model, limits, *others)

    monkeypatch.setattr(highs, "_run_checked", counted)
    solve(knapsack([1], [1], -1), UNLIMITED, never)
    assert presolved == [True, False]


def test_a_point_that_does_not_cost_what_is_said_is_sought_again_and_then_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    presolved: list[bool] = []
    run, back = highs._run_checked, highs._taken_back

    def counted(model: LinearModel, limits: SolverLimits, *others: Any) -> Any:
        presolved.append(limits.presolve)
        return run(model, limits, *others)

    monkeypatch.setattr(highs, "_run_checked", counted)
    monkeypatch.setattr(highs, "_taken_back", lambda ran: replace(back(ran), objective=-8.5))
    with pytest.raises(SolverError, match=r"HiGHS says that its point costs -8\.5"):
        solve(knapsack([5, 4, 3], [2, 3, 1], 4), UNLIMITED, never)
    assert presolved == [True, False]


def test_no_time_gives_no_point_and_no_claim() -> None:
    solution = solve(hard_knapsack(), SolverLimits(gap=0.0, seconds=0.0, threads=1, seed=1), never)
    assert solution.ending == "stopped"
    assert solution.x is None
    assert solution.bound == -inf


def test_the_watcher_can_stop_a_run_and_keep_the_best_point() -> None:
    seen: list[float] = []

    def enough(objective: float, _bound: float) -> bool:
        seen.append(objective)
        return objective < inf

    solution = solve(hard_knapsack(), UNLIMITED, enough)
    assert solution.ending == "stopped"
    assert solution.x is not None
    assert solution.bound < solution.objective


def test_a_target_that_is_reached_ends_the_run() -> None:
    easy = SolverLimits(gap=0.0, seconds=60.0, threads=1, seed=1, target=-1.0)
    solution = solve(hard_knapsack(), easy, never)
    assert solution.ending == "stopped"
    assert solution.objective <= -1.0


def test_nodes_in_vain_end_the_run_with_the_best_point() -> None:
    """The same run to its end finds that point too, and proves it, after many more nodes."""
    weights = [float(w) for w in np.random.default_rng(7).integers(10_000, 99_999, 16)]
    model = knapsack([w + 0.5 * (number % 7) for number, w in enumerate(weights)], weights, sum(weights) / 2)
    whole, ended = (solve(model, replace(UNLIMITED, nodes_in_vain=nodes), never) for nodes in (inf, 100))
    assert (whole.ending, ended.ending) == ("optimal", "stopped")
    assert ended.x is not None
    assert ended.bound < whole.bound <= whole.objective <= ended.objective


def test_nodes_without_any_point_do_not_end_a_run() -> None:
    """What is to be in vain must have been found something before."""
    odd = knapsack([1.0] * 15, [2.0] * 15, 15.0)
    model = replace(odd, row_low=np.array([15.0]))
    solution = solve(model, replace(UNLIMITED, nodes_in_vain=0, presolve=False), never)
    assert solution.ending == "infeasible"


def test_a_starting_point_is_used() -> None:
    """With a target that only the starting point reaches at once, the run ends with it."""
    model = knapsack([5, 4, 3], [2, 3, 1], 4)
    limits = SolverLimits(gap=0.0, seconds=60.0, threads=1, seed=1, target=-8.0)
    solution = solve(model, limits, never, {0: 1.0, 1: 0.0, 2: 1.0})
    assert solution.x is not None
    assert solution.x.tolist() == pytest.approx([1, 0, 1])
