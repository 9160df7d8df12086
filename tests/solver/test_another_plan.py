"""The cheapest plan that differs from others: a solve finds what brute force finds."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimiser import WarmStartCache, read, solve
from optimiser.data import rows
from optimiser.data.instance import Instance
from optimiser.data.read import hash_of_instance
from optimiser.planning.assignment import Structure, structure_of
from optimiser.planning.plan import Plan
from optimiser.planning.pools import alike_pools, interchangeable_centres
from optimiser.planning.problem import build_problem
from optimiser.planning.routes import Route
from optimiser.rules.differs_from import DiffersFrom
from optimiser.solver import stage as stage_module
from optimiser.solver.monitor import ProgressMonitor
from optimiser.solver.portfolio_stages import LagrangianStage
from optimiser.solver.solve import Solve
from optimiser.solver.stages import LikeEarlierStage
from tests.plans import plan_of
from tests.random_instances import random_instance
from tests.sampling import examples
from tests.witness import Cheapest, Way, cheapest

SEEDS = st.integers(0, 1_000_000)
PLANS = 3
MOST_TASKS = 12
"""Of instances with more, brute force takes long where there are many hosts."""


def with_twins(instance: Instance) -> Instance:
    """The instance with a second centre like its first virtual one, for the same members; locks are left out."""
    virtual = [row for row in instance.centres.values() if row.kind == "virtual"]
    if not virtual:
        return instance
    first, tables = virtual[0], instance.tables
    twin = first.model_copy(update={"centre": "W"})
    kept = tuple(row for row in tables.centres if row.centre == first.centre or row.kind != "virtual")
    own = tuple(row for row in tables.structures if row.group == first.centre)
    joined = tuple(rows.Membership(structure="free", municipality=row.municipality, group="W") for row in own)
    members = tuple(row.model_copy(update={"structure": "free"}) for row in own)
    changed = replace(
        tables,
        centres=tuple(sorted((*kept, twin), key=lambda row: row.centre)),
        structures=tuple(sorted((*members, *joined), key=lambda row: (row.municipality, row.group))),
        connections=tuple(row for row in tables.connections if row.centre is None),
        locks=(),
    )
    free = instance.settings.model_copy(update={"structure": "free" if own else "none"})
    made = Instance(free, changed, sha256="")
    return replace(made, sha256=hash_of_instance(made))


def structure_found(instance: Instance, found: Cheapest) -> Structure:
    routes = [Route(way.municipality, way.task, way.place, way.form) for way in found.ways]
    return structure_of(routes, interchangeable_centres(build_problem(instance)))


def assert_right(instance: Instance) -> None:
    """Each next plan costs what brute force found, claims no more, and differs; where there is none, there is none."""
    earlier: list[tuple[Way, ...]] = []
    structures: list[Structure] = []
    for _ in range(PLANS):
        best = cheapest(instance, earlier=earlier)
        result = solve(instance, gap=0.0, differs_from=structures)
        if best is None:
            assert (result.status, result.has_plan) == ("infeasible", False)
            return
        assert result.objective_kr == pytest.approx(best.cost_kr, rel=1e-6)
        assert result.bound_kr == pytest.approx(best.cost_kr, rel=1e-6)
        assert result.breaches == []
        plan = Plan(build_problem(instance, structures), plan_of(result).routes)
        assert DiffersFrom().allows(plan)
        earlier.append(best.ways)
        structures.append(structure_found(instance, best))


def has_like_hosts_and_shared_centres(instance: Instance) -> bool:
    problem = build_problem(instance)
    return any(not pool.single for pool in alike_pools(problem)) and bool(interchangeable_centres(problem))


def assert_bracketed(instance: Instance) -> bool:
    """Solve as large problems are for a plan unlike the best; return whether the centres of the best were begun with.

    No stage claims more than brute force finds, and all together find it.
    """
    first = cheapest(instance)
    if first is None:
        return False
    structure, best = structure_found(instance, first), cheapest(instance, earlier=[first.ways])
    problem, options = build_problem(instance, [structure]), instance.settings.solver.model_copy(update={"gap": 0.0})
    begun = Solve(
        problem, options, ProgressMonitor(60.0, lambda _: None), stages=(LagrangianStage(), LikeEarlierStage())
    )
    whole = Solve(problem, options, ProgressMonitor(60.0, lambda _: None))
    for work in (begun, whole):
        work.run_stages()
        for record in work.records:
            assert best is None or record.bound_kr is None or record.bound_kr <= best.cost_kr * (1 + 1e-6), record.name
    if best is None:
        assert whole.plan is None
    else:
        assert whole.plan is not None
        assert whole.plan.cost_kr == pytest.approx(best.cost_kr, rel=1e-6)
        assert whole.bound_kr == pytest.approx(best.cost_kr, rel=1e-6)
    return "pooled" in [record.name for record in begun.records]


def test_the_centres_of_the_best_plan_are_begun_with_and_others_are_no_cheaper_than_proved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stage_module, "FEW_ROUTES", 0)
    instances = (random_instance(seed, optional_rules=False) for seed in range(150))
    such = [one for one in instances if has_like_hosts_and_shared_centres(one) and len(one.contacts) < MOST_TASKS]
    assert sum(map(assert_bracketed, such)) > 5


def test_no_stage_claims_more_where_packing_finds_a_plan_far_from_the_best(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage_module, "FEW_ROUTES", 0)
    assert_bracketed(random_instance(1344, optional_rules=False))


@settings(derandomize=True, max_examples=examples(5, 12), deadline=None)
@given(seed=SEEDS)
def test_the_next_plan_is_what_brute_force_finds(seed: int) -> None:
    assert_right(random_instance(seed))


@settings(derandomize=True, max_examples=examples(5, 12), deadline=None)
@given(seed=SEEDS)
def test_centres_that_are_interchangeable_make_no_other_plan(seed: int) -> None:
    assert_right(with_twins(random_instance(seed, optional_rules=False)))


def test_what_is_remembered_of_all_plans_is_not_said_of_other_plans() -> None:
    toy, cache = read("instances/toy"), WarmStartCache()
    first = solve(toy, cache=cache)
    structure = structure_of(plan_of(first).routes, interchangeable_centres(build_problem(toy)))
    other = solve(toy, cache=cache, differs_from=[structure])
    assert other.objective_kr == solve(toy, differs_from=[structure]).objective_kr != first.objective_kr


@pytest.mark.nightly
@pytest.mark.parametrize("start", range(150, 3150, 300))
def test_the_centres_of_the_best_plan_are_begun_with_in_many(start: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage_module, "FEW_ROUTES", 0)
    for seed in range(start, start + 300):
        instance = random_instance(seed, optional_rules=False)
        if has_like_hosts_and_shared_centres(instance) and len(instance.contacts) < MOST_TASKS:
            assert_bracketed(instance)
