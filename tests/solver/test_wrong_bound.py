"""HiGHS has ended with a wrong bound after presolve; a plan that contradicts it is noticed."""

from dataclasses import replace
from math import inf
from pathlib import Path
from typing import Any

import pytest

from optimiser import read, solve
from optimiser.model.linear import LinearModel
from optimiser.planning.problem import build_problem
from optimiser.report.summaries.result import Summary
from optimiser.solver import highs
from optimiser.solver.highs import Solution, SolverLimits
from optimiser.solver.monitor import ProgressMonitor
from optimiser.solver.solve import Solve
from optimiser.solver.stages import ExactStage, PackingStage, PooledStage
from tests.random_instances import random_instance


def test_a_bound_above_a_plan_is_not_believed() -> None:
    """With this instance HiGHS 1.15.1 says 109,464,781 is optimal; brute force finds 108,838,730."""
    result = solve(random_instance(109), gap=0)
    assert result.objective_kr == pytest.approx(108_838_730, abs=1)
    assert result.bound_kr is not None
    assert result.objective_kr is not None
    assert result.bound_kr <= result.objective_kr
    assert result.breaches == []


def test_a_bound_that_is_contradicted_twice_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    real = highs.solve

    def boasting(*arguments: object) -> Solution:
        found = real(*arguments)  # type: ignore[arg-type]
        return Solution(found.ending, found.x, found.objective, found.objective * 1.5)

    monkeypatch.setattr(highs, "solve", boasting)
    result = solve(random_instance(1), gap=0)
    assert result.has_plan
    assert result.bound_kr is None
    assert result.status == "feasible"
    assert "with a bound that the plan disproves" in " ".join(Summary(result, "en").tell_answer())


def test_infeasible_is_not_believed_with_a_plan_in_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """The packed plan stands, whatever the exact model is said to be."""
    real = highs.solve

    def giving_up(model: LinearModel, limits: SolverLimits, *others: Any) -> Solution:
        if any(name.startswith("link[") for name in model.column_names):
            return Solution("infeasible", None, inf, -inf)
        packing = any(name.startswith("take[") for name in model.column_names)
        found = real(model, replace(limits, target=inf) if packing else limits, *others)
        return replace(found, bound=found.bound * 0.9) if found.bound > -inf else found

    monkeypatch.setattr(highs, "solve", giving_up)
    instance = read(Path("instances/denmark-2014"), structure="none")
    options = instance.settings.solver.model_copy(update={"gap": 0.01})
    work = Solve(
        build_problem(instance),
        options,
        ProgressMonitor(600.0, lambda _: None),
        stages=(PooledStage(), PackingStage(), ExactStage()),
    )
    work.run_stages()
    assert [stage.name for stage in work.records] == ["pooled", "packing", "exact"]
    assert work.plan is not None
    assert work.status == "feasible"
