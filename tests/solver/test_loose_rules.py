"""Where the model keeps away from a limit, bounds are proved by rows that ask for less: they hold for every plan."""

from collections import defaultdict
from itertools import product
from math import prod

import pytest

from optimiser import solve
from optimiser.data.instance import Instance
from optimiser.data.tolerances import BOUND_ERROR
from optimiser.planning.plan import Plan
from optimiser.planning.problem import build_problem
from optimiser.planning.routes import Route
from optimiser.rules.registry import all_rules
from optimiser.solver import stage
from tests.random_instances import random_instance_with_pairs
from tests.sampling import by_day

FEW = 20_000
RULE = {"policy.no_municipality_worse_off": True, "policy.max_entry_points": 2}
CONTRADICTED = 78
"""The exact model proved here what a plan costs less than that satisfies the rule as it is told."""
NOBODY = 94
"""No plan satisfies the rule, but the loose model has one; only that it was found by none can be said."""


def _cheapest_kr(instance: Instance) -> float | None:
    """The cost of the cheapest plan in which nobody pays more than today, of all there are; None without one."""
    problem, ways = build_problem(instance), defaultdict[tuple[str, str], list[Route]](list)
    for route in problem.routes:
        ways[route.municipality, route.task].append(route)
    asked = [rule for rule in all_rules() if rule.is_asked(instance)]
    plans = (Plan(problem, routes) for routes in product(*ways.values()))
    lawful = (plan.cost_kr for plan in plans if all(rule.slacks(plan) is None or rule.allows(plan) for rule in asked))
    return min(lawful, default=None) if len(ways) == len(instance.contacts) else None


def _few(seed: int) -> Instance | None:
    """A small random instance with the rule, of which every plan can be tried; None where there are too many."""
    instance = random_instance_with_pairs(seed).with_changes(RULE)
    ways = defaultdict[tuple[str, str], int](int)
    for route in build_problem(instance).routes:
        ways[route.municipality, route.task] += 1
    return instance if prod(ways.values()) <= FEW else None


SEEDS = tuple(seed for seed in range(40) if _few(seed) is not None)


@pytest.mark.parametrize("seed", by_day([CONTRADICTED, *SEEDS[:10]], SEEDS))
def test_nobody_pays_more_and_no_plan_is_cheaper_than_the_bound(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "FEW_ROUTES", 0)
    instance = random_instance_with_pairs(seed).with_changes(RULE)
    best_kr, result = _cheapest_kr(instance), solve(instance, gap=1e-6)
    if best_kr is None:
        assert not result.has_plan
        return
    assert result.status in ("optimal", "feasible", "no solution found")
    assert result.bound_kr is None or result.bound_kr <= best_kr * (1 + BOUND_ERROR)
    if result.has_plan:
        assert not result.breaches
        assert result.figures.objective_kr >= best_kr * (1 - BOUND_ERROR)


def test_a_plan_that_only_just_satisfies_the_rule_is_proved_the_cheapest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "FEW_ROUTES", 0)
    result = solve(random_instance_with_pairs(CONTRADICTED).with_changes(RULE), gap=1e-6)
    assert result.status == "optimal"
    assert "loose" in [measured.name for measured in result.run.stages]


def test_what_keeps_away_proves_no_infeasibility() -> None:
    instance = random_instance_with_pairs(NOBODY).with_changes(RULE)
    assert solve(instance).status == "no solution found"
