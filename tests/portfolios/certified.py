"""Solves by whole portfolios alone, and their proof, held against brute force."""

from collections.abc import Callable, Iterable

import pytest

from optimiser import solve
from optimiser.data.instance import Instance
from optimiser.solver import stage as stage_module
from tests.portfolios.test_stages import WHOLE, solved


def count_certified(
    monkeypatch: pytest.MonkeyPatch, instances: Iterable[Instance], best_kr: Callable[[Instance], float | None]
) -> int:
    """How many of the solves have a proof; each finds what brute force does, and no bound is above that.

    The proof of the prices is certified by the audit within the solve.
    """
    monkeypatch.setattr(stage_module, "FEW_ROUTES", 0)
    certified = 0
    for number, instance in enumerate(instances):
        least_kr, result = best_kr(instance), solve(instance, gap=0.0)
        assert result.has_plan == (least_kr is not None), number
        if least_kr is not None:
            assert result.objective_kr == pytest.approx(least_kr, rel=1e-6), number
            assert result.breaches == [], number
            certified += result.proof is not None
            work = solved(instance, WHOLE)
            assert work.bound_kr is None or work.bound_kr <= least_kr * (1 + 1e-6), number
    return certified
