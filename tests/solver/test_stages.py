"""The stages: what each proves, and what is left when time, Ctrl-C or luck runs out."""

import signal
from collections.abc import Callable
from math import inf
from pathlib import Path

import pytest

from optimiser import Result, read, solve
from optimiser.data.run_record import StageEntry
from optimiser.model.linear import LinearModel
from optimiser.planning.problem import build_problem
from optimiser.solver import highs
from optimiser.solver.highs import Solution, SolverLimits
from optimiser.solver.monitor import Progress, ProgressMonitor, relative_gap
from optimiser.solver.solve import Solve

DENMARK, TOY = Path("instances/denmark-2014"), Path("instances/toy")


def quiet(_: Progress) -> None:
    """Nobody is looking."""


@pytest.fixture(scope="module")
def national() -> Result:
    """The bundled national instance, solved as `make solve` does."""
    return solve(read(DENMARK))


def test_the_national_instance_is_proven_within_its_gap(national: Result) -> None:
    """The gap asked for is 0.01 %; prices prove most of it, the pooled model the rest; packing gives the plan."""
    assert national.status == "optimal"
    assert national.gap is not None
    assert national.gap <= 1e-4
    assert national.run.method == "pooled"
    assert [stage.name for stage in national.run.stages] == ["home", "lagrangian", "pooled", "packing"]


def stage_of(result: Result, name: str) -> StageEntry:
    """The record of a stage."""
    return next(stage for stage in result.run.stages if stage.name == name)


def test_the_national_plan_passes_the_audit(national: Result) -> None:
    assert national.breaches == []
    assert national.figures.audit.checks > 10_000


def test_the_packed_plan_is_close_to_the_pooled_one(national: Result) -> None:
    """Whole portfolios fill the hosts so well that packing costs less than a tenth of the gap."""
    pooled = stage_of(national, "pooled").objective_kr
    assert pooled is not None
    assert national.objective_kr is not None
    assert national.objective_kr <= pooled * (1 + 1e-5)


def test_prices_alone_prove_nearly_all_of_the_bound(national: Result) -> None:
    bound_kr = stage_of(national, "lagrangian").bound_kr
    assert bound_kr is not None
    assert relative_gap(national.objective_kr, bound_kr) == pytest.approx(9e-5, rel=0.1)


def test_the_bound_stands_as_the_solver_gave_it(national: Result) -> None:
    assert national.bound_kr == stage_of(national, "pooled").bound_kr
    assert national.gap == relative_gap(national.objective_kr, national.bound_kr)


def stopping_early(slack: float) -> Callable[..., Solution]:
    """A solver that stops with a feasible point before it has proved more than a part of its value."""
    real = highs.solve

    def solved(model: LinearModel, limits: SolverLimits, watch: highs.Watch, *_: object) -> Solution:
        full = real(model, limits, watch)
        return Solution("stopped", full.x, full.objective, full.objective * (1 - slack))

    return solved


def test_a_plan_without_proof_is_feasible_with_its_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(highs, "solve", stopping_early(slack=0.05))
    result = solve(read(TOY), gap=1e-4)
    assert result.status == "feasible"
    assert result.gap == pytest.approx(0.05, rel=0.01)
    assert result.has_plan


def test_without_a_point_there_is_no_result(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(highs, "solve", lambda *_: Solution("stopped", None, inf, 60.0))
    result = solve(read(TOY))
    assert result.status == "no solution found"
    assert result.objective_kr is None
    assert result.gap is None
    assert result.bound_kr == 60e6
    assert result.tables == {}


def test_a_time_limit_that_is_too_short_is_no_proof_of_anything() -> None:
    """That everyone answers at home is found without any time; nothing is proved of it."""
    result = solve(read(DENMARK), time_limit_seconds=0.01)
    assert (result.status, result.bound_kr, result.gap) == ("feasible", None, None)
    assert set(result.assignments["form"]) <= {"local", "unchanged"}
    assert result.breaches == []


def test_infeasible_together_is_found_by_the_solver() -> None:
    """No rule is impossible alone: no host may sell, no virtual centre may open, yet home may not answer all."""
    instance = read(
        DENMARK, overrides=["policy.max_hosts=0", "policy.max_virtual_centres=0", "policy.levels.local=7-9"]
    )
    result = solve(instance)
    assert result.status == "infeasible"
    assert result.run.conflicts == []
    assert not result.has_plan


def test_ctrl_c_keeps_the_best_plan() -> None:
    """Ctrl-C when a plan and a bound are there: the plan stays, with the gap that was proved by then."""

    def interrupt(progress: Progress) -> None:
        if progress.gap is not None:
            signal.raise_signal(signal.SIGINT)

    instance = read(DENMARK, structure="none", overrides=["policy.no_municipality_worse_off=false"])
    result = solve(instance, gap=0, report=interrupt)
    assert result.run.interrupted
    assert result.has_plan
    assert result.status == "feasible"
    assert result.gap is not None
    assert result.gap > 0


def test_ctrl_c_before_a_plan_still_packs_what_the_pooled_model_has(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pooled model's solution is no plan yet; after Ctrl-C it is packed into one."""
    problem = build_problem(read(DENMARK))
    work = Solve(problem, problem.instance.settings.solver, ProgressMonitor(600.0, quiet))
    real = highs.solve

    def interrupted(*arguments: object) -> Solution:
        found = real(*arguments)  # type: ignore[arg-type]
        work.monitor.interrupted = True
        return found

    monkeypatch.setattr(highs, "solve", interrupted)
    work.run_stages()
    assert work.plan is not None
    assert [stage.name for stage in work.records] == ["home", "lagrangian", "pooled", "packing"]


def test_the_signal_handler_is_put_back() -> None:
    before = signal.getsignal(signal.SIGINT)
    solve(read(TOY))
    assert signal.getsignal(signal.SIGINT) is before


def test_two_solves_give_the_same_plan() -> None:
    one, other = solve(read(TOY), gap=0), solve(read(TOY), gap=0)
    assert one.assignments.equals(other.assignments)


def test_no_gap_without_both_numbers() -> None:
    assert relative_gap(None, 1.0) is None
    assert relative_gap(1.0, None) is None
    assert relative_gap(100.0, 99.0) == pytest.approx(0.01)
