"""The stages on whole portfolios find what brute force finds, and bound it, on small instances with costs by pair."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from optimiser import read
from optimiser.data.instance import Instance
from optimiser.data.settings import EligibleLevels
from optimiser.planning.problem import build_problem
from optimiser.planning.routes import DEPARTMENTS, Route
from optimiser.solver import portfolio_stages
from optimiser.solver import stage as stage_module
from optimiser.solver.monitor import ProgressMonitor
from optimiser.solver.portfolio_stages import (
    BranchesStage,
    HomeStage,
    LagrangianStage,
    NeighbourhoodStage,
    PortfolioStage,
)
from optimiser.solver.solve import Solve, WarmStart
from optimiser.solver.stage import Stage, is_plan
from optimiser.solver.stages import STAGES, ExactStage, PackingStage, PooledStage
from tests.random_instances import random_instance_with_any_curve, random_instance_with_pairs
from tests.sampling import by_day
from tests.witness import HOME, Cheapest, Combinations, cheapest, exact_kr, lawful_portfolios, on_lines

INSTANCES = Path(__file__).parents[2] / "instances"
SEEDS = range(160)
SELLING_AND_SENDING = (99, 121, 163, 219, 244)
"""In the best plan of each some host sells, and sends own tasks away; so it does in few."""
ERROR = 1e-6
WHOLE: tuple[Stage, ...] = (LagrangianStage(), PortfolioStage())
METHODS: tuple[tuple[Stage, ...], ...] = (
    (LagrangianStage(),),
    (PooledStage(), PackingStage()),
    (HomeStage(), *WHOLE),
    (LagrangianStage(), BranchesStage()),
    (ExactStage(),),
    STAGES,
)


@pytest.fixture(autouse=True)
def no_problem_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage_module, "FEW_ROUTES", 0)


@cache
def best_of(seed: int) -> Cheapest | None:
    return cheapest(random_instance_with_pairs(seed))


def a_dearer_plan(instance: Instance) -> tuple[Route, ...]:
    """A plan that one in five lawful ones is cheaper than: not too good to begin from."""
    portfolios = [lawful_portfolios(instance, code, exact_kr) for code, tasks in instance.tasks_of.items() if tasks]
    cost_kr = Combinations(instance, portfolios, on_lines).lawful_cost_kr
    lawful = np.argsort(cost_kr, axis=None)[: np.isfinite(cost_kr).sum()]
    numbers = np.unravel_index(lawful[len(lawful) // 5], cost_kr.shape)
    ways = [way for some, number in zip(portfolios, numbers, strict=True) for way in some[number]]
    return tuple(
        Route(way.municipality, way.task, DEPARTMENTS if way.place == HOME else way.place, way.form) for way in ways
    )


def solved(instance: Instance, stages: Sequence[Stage], seconds: float = 60.0, begin: tuple[Route, ...] = ()) -> Solve:
    """A solve to no gap by some of the stages."""
    options = instance.settings.solver.model_copy(update={"gap": 0.0})
    work = Solve(build_problem(instance), options, ProgressMonitor(seconds, lambda _: None), stages=tuple(stages))
    work.start_from(WarmStart(begin))
    work.run_stages()
    return work


# ---- one optimum ----------------------------------------------------------------------------------


def assert_methods_bracket_the_optimum(seed: int) -> None:
    best, instance = best_of(seed), random_instance_with_pairs(seed)
    for stages in METHODS:
        work = solved(instance, stages)
        names = [stage.name for stage in stages]
        assert not work.contradicted, (seed, names)
        if best is None:
            assert work.plan is None, (seed, names)
            continue
        assert not work.infeasible, (seed, names)
        assert work.bound_kr is None or work.bound_kr <= best.cost_kr * (1 + ERROR), (seed, names)
        assert work.plan is None or work.plan.cost_kr >= best.cost_kr * (1 - ERROR), (seed, names)
    assert work.plan is None if best is None else work.proven, seed


@pytest.mark.parametrize("start", by_day([0], range(0, 80, 20)))
def test_the_methods_bracket_one_optimum(start: int) -> None:
    for seed in range(start, start + 20):
        assert_methods_bracket_the_optimum(seed)


def test_the_methods_bracket_the_optimum_where_nobody_can_be_served_by_another() -> None:
    """The portfolio model has no columns then."""
    assert_methods_bracket_the_optimum(1095)


def test_the_methods_bracket_the_optimum_where_what_is_sold_counts_for_nothing() -> None:
    """A task without weight is sold, and a host that sells must sell more; there is no lawful plan."""
    assert_methods_bracket_the_optimum(779)


@pytest.mark.parametrize("seed", [679, 894, 1973, 2393])
def test_the_optimum_is_proven_where_the_solver_makes_it_cheaper_by_missing_a_row(seed: int) -> None:
    """The best plan then has a point that costs up to 0.1 kr. less, within what the solver keeps rows to."""
    assert_methods_bracket_the_optimum(seed)


def whole_portfolios_find_the_optimum(instance: Instance, best: Cheapest | None) -> bool:
    """Solve by whole portfolios alone; return whether their model was to find the optimum, which it then did."""
    if best is None:
        return False
    work = solved(instance, WHOLE, begin=a_dearer_plan(instance))
    if "portfolios" not in [record.name for record in work.records]:
        return False
    assert work.plan is not None
    assert work.plan.cost_kr == pytest.approx(best.cost_kr, rel=ERROR)
    assert work.bound_kr == pytest.approx(best.cost_kr, rel=ERROR)
    return True


def told(seed: int) -> Instance:
    """An instance of which whole portfolios tell every rule."""
    return random_instance_with_pairs(seed, optional_rules=False)


@cache
def best_told(seed: int) -> Cheapest | None:
    return cheapest(told(seed))


@pytest.mark.parametrize("count", by_day([30], [80]))
def test_nothing_that_is_left_out_at_a_gap_is_in_a_cheaper_plan(count: int) -> None:
    found = sum(whole_portfolios_find_the_optimum(told(seed), best_told(seed)) for seed in range(count))
    assert found > count / 4


@pytest.mark.parametrize("count", by_day([40], [80]))
def test_nor_with_every_rule_and_on_any_curve(count: int) -> None:
    draws = (random_instance_with_pairs, random_instance_with_any_curve)
    instances = [draw(seed) for draw in draws for seed in range(count)]
    assert sum(whole_portfolios_find_the_optimum(one, cheapest(one)) for one in instances) > count / 16


def sells_and_sends(instance: Instance, best: Cheapest) -> bool:
    """Whether some host of a plan sells, and sends tasks of its own municipality away."""
    sellers = {instance.centres[way.place].seat for way in best.ways if way.form == "purchased"}
    return any(way.away and way.municipality in sellers for way in best.ways)


@pytest.mark.parametrize("seeds", by_day([SELLING_AND_SENDING], [range(400)]), ids=len)
def test_a_host_that_sells_and_sends_own_tasks_away_is_found_where_that_is_best(seeds: Sequence[int]) -> None:
    best = {seed: best_told(seed) for seed in seeds}
    such = [seed for seed, one in best.items() if one and sells_and_sends(told(seed), one)]
    found = [seed for seed in such if whole_portfolios_find_the_optimum(told(seed), best[seed])]
    assert len(found) > 2


def neighbourhoods_looked_into(work: Solve) -> list[bytes]:
    """The fingerprints of what a walk that finds nothing cheaper looks into, in order."""
    parts: list[bytes] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(portfolio_stages, "build_portfolio_model", lambda _, part, **__: parts.append(part.fingerprint))
        patch.setattr(portfolio_stages, "_plan_of_part", lambda *_: None)
        NeighbourhoodStage().run(work)
    return parts


def test_a_neighbourhood_in_vain_is_not_looked_into_again() -> None:
    """Of few centres few can be drawn: most that a walk draws it has drawn before."""
    seeds = [seed for seed in SEEDS[:20] if best_told(seed)]
    works = [solved(told(seed), [LagrangianStage()], begin=a_dearer_plan(told(seed))) for seed in seeds]
    looked_into = [neighbourhoods_looked_into(work) for work in works]
    assert all(len(set(parts)) == len(parts) for parts in looked_into)
    assert any(looked_into)


# ---- everyone at home -----------------------------------------------------------------------------


def all_at_home(instance: Instance) -> Instance:
    """The instance in which nothing may leave."""
    levels = instance.settings.policy.levels
    home = EligibleLevels(unchanged=levels.unchanged, local=levels.local, purchased=(), regional=(), external=())
    policy = instance.settings.policy.model_copy(update={"levels": home})
    return Instance(instance.settings.model_copy(update={"policy": policy}), instance.tables, instance.sha256)


@pytest.mark.parametrize("count", by_day([50], [len(SEEDS)]))
@pytest.mark.parametrize("draw", [random_instance_with_pairs, random_instance_with_any_curve])
def test_everyone_at_home_is_the_cheapest_of_such_plans(draw: Callable[[int], Instance], count: int) -> None:
    compared = 0
    for seed in SEEDS[:count]:
        work = solved(draw(seed), [HomeStage()])
        best = cheapest(all_at_home(draw(seed)))
        if work.plan is not None:
            assert is_plan(work.problem, work.plan.routes)
            assert not any(route.away for route in work.plan.routes)
            assert best is not None
            assert work.plan.cost_kr == pytest.approx(best.cost_kr, rel=1e-9), seed
            compared += 1
    assert compared > count / 8


@pytest.mark.parametrize("name", ["toy", "denmark-2014", "denmark-2014-pairs", "denmark-2014-areas"])
def test_a_bundled_instance_has_a_plan_when_time_is_up_at_once(name: str) -> None:
    work = solved(read(INSTANCES / name), STAGES, seconds=0.0)
    assert work.plan is not None
    assert is_plan(work.problem, work.plan.routes)
    assert [record.name for record in work.records] == ["home"]


# ---- what a route is charged ----------------------------------------------------------------------


def route_kr(work: Solve, route: Route) -> float:
    """A route's charge by way of the charges of all tasks in a form."""
    tariff, contacts = work.problem.tariff, work.problem.instance.contacts[route.municipality, route.task]
    extra_kr = tariff.link_terms(route.municipality, route.centre, route.form).extra_kr if route.away else 0.0
    return tariff.yearly_kr_of_tasks(route.municipality, route.form, route.centre)[route.task] + extra_kr * contacts


def test_charges_by_task_are_those_of_each_route() -> None:
    for seed in range(100):
        work = solved(random_instance_with_pairs(seed), [])
        for route in work.problem.routes:
            assert route_kr(work, route) == pytest.approx(
                work.problem.tariff.charge_of_route(route).yearly_kr, rel=1e-12, abs=1e-6
            ), (seed, route)


# ---- many seeds -----------------------------------------------------------------------------------


@pytest.mark.nightly
@pytest.mark.parametrize("start", range(80, 4080, 200))
def test_the_methods_bracket_the_optimum_of_many(start: int) -> None:
    for seed in range(start, start + 200):
        assert_methods_bracket_the_optimum(seed)


@pytest.mark.nightly
@pytest.mark.parametrize("start", range(80, 4080, 200))
def test_whole_portfolios_find_the_optimum_of_many(start: int) -> None:
    for seed in range(start, start + 200):
        whole_portfolios_find_the_optimum(told(seed), best_told(seed))
