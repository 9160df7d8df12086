"""HiGHS has ended with a wrong bound after presolve; a plan that contradicts it is noticed."""

import pytest

from optimiser import solve
from optimiser.solver import highs
from optimiser.solver.highs import Solution
from tests.random_instances import random_instance


def test_a_bound_above_a_plan_is_not_believed() -> None:
    """With this instance HiGHS 1.15.1 says 109,464,781 is optimal; brute force finds 108,838,730."""
    result = solve(random_instance(109), gap=0)
    assert result.objective_kr == pytest.approx(108_838_730, abs=1)
    assert result.bound_kr is not None
    assert result.objective_kr is not None
    assert result.bound_kr <= result.objective_kr
    assert result.run["audit"]["breaches"] == []


def test_a_bound_that_is_contradicted_twice_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    real = highs.solve

    def boasting(*arguments: object) -> Solution:
        found = real(*arguments)  # type: ignore[arg-type]
        return Solution(found.ending, found.x, found.objective, found.objective * 1.5)

    monkeypatch.setattr(highs, "solve", boasting)
    result = solve(random_instance(1), gap=0)
    assert result.plan is not None
    assert result.bound_kr is None
    assert result.status == "feasible"
