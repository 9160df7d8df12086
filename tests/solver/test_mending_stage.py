"""Who refuses to pay more than today is heeded by a plan that is found without the refusal, and mended."""

import pytest

from optimiser import solve
from optimiser.planning.problem import build_problem
from optimiser.solver import stage as stage_module
from optimiser.solver.mending_stage import MendingStage
from optimiser.solver.monitor import ProgressMonitor
from optimiser.solver.solve import Solve
from optimiser.solver.stage import is_plan
from tests.random_instances import random_instance_with_wishes
from tests.sampling import by_day


@pytest.mark.parametrize("count", by_day([12], [30]))
def test_the_bound_without_the_wish_holds_with_it_and_a_mended_plan_obeys_it(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = {
        seed: solve(random_instance_with_wishes(seed, ("pay no more than today",)), gap=0.0) for seed in range(count)
    }
    monkeypatch.setattr(stage_module, "FEW_ROUTES", 0)
    told = 0
    for seed, best in exact.items():
        problem = build_problem(best.instance)
        work = Solve(problem, best.instance.settings.solver, ProgressMonitor(60.0, lambda _: None))
        if not MendingStage().applies_to(work):
            continue
        found = MendingStage().run(work)
        told += 1
        assert best.objective_kr is None or found.bound_kr is None or found.bound_kr <= best.objective_kr + 1.0, seed
        assert found.routes is None or is_plan(problem, found.routes), seed
    assert told > count / 3
