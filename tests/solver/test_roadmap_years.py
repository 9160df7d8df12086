"""The years of a path each by itself prove a bound of every path, and a search by years ends with a lawful path."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import inf
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimiser.data.instance import Instance
from optimiser.data.read import read
from optimiser.data.settings import SolverOptions
from optimiser.planning.path_tariff import PathPrices, PathTariff, priced_year
from optimiser.planning.plan import Plan
from optimiser.planning.roadmap import RoadmapPlan, RoadmapProblem
from optimiser.solver import roadmap_search
from optimiser.solver.highs import SolverLimits
from optimiser.solver.monitor import Progress, ProgressMonitor
from optimiser.solver.roadmap_exact import find_path, is_path
from optimiser.solver.roadmap_search import RoadmapSearch
from optimiser.solver.roadmap_stages import YearsStage, run_path_stages
from optimiser.solver.roadmap_years import ForwardStage, YearsApartStage
from optimiser.solver.stage import is_plan
from tests.random_roadmaps import random_roadmap
from tests.sampling import by_day, examples

SEEDS = st.integers(0, 1_000_000)
TOO_SMALL = (7, 16, 25, 26, 27, 29, 36, 39, 42, 49)
"""Roadmaps whose budgets allow no path."""
LIMITS = SolverLimits(gap=0.0, seconds=60.0, threads=1, seed=1)
OPTIONS = SolverOptions(gap=1e-6, time_limit_seconds=60.0, threads=1, seed=1)


def _ignore(_objective: float, _bound: float) -> bool:
    return False


def _search(problem: RoadmapProblem) -> RoadmapSearch:
    options = OPTIONS.laid_over(problem.instance.settings.solver)
    return RoadmapSearch(problem, options, ProgressMonitor(60.0, lambda _: None))


def _best(problem: RoadmapProblem) -> RoadmapPlan | None:
    return find_path(problem, LIMITS, _ignore).path


def assert_priced_right(instance: Instance) -> None:
    """The best path costs no less than its plans at the prices of years, and each obeys the year's budget."""
    problem = RoadmapProblem.of_instance(instance)
    path = _best(problem)
    if path is None:
        return
    budgets_kr, until_kr = problem.instance.budgets_kr, 0.0
    for spread_from in range(len(problem.years)):
        prices, total_kr, until_kr = PathPrices(problem, spread_from), 0.0, 0.0
        for year, one in problem.problems.items():
            until_kr += budgets_kr.get(year, inf)
            tariff = PathTariff(one.instance, prices=prices, year=year)
            priced = priced_year(one, tariff, None if until_kr == inf else until_kr)
            plan = Plan(priced, path.plans[year].routes)
            assert is_plan(priced, plan.routes, of_whole_model=True)
            total_kr += problem.weight(year) * plan.cost_kr
        assert total_kr <= path.cost_kr * (1 + 1e-9)


@settings(derandomize=True, max_examples=examples(9, 25), deadline=None)
@given(seed=SEEDS)
def test_a_path_costs_no_less_than_its_plans_at_the_prices_of_the_years(seed: int) -> None:
    assert_priced_right(random_roadmap(seed, existing=False))


@settings(derandomize=True, max_examples=examples(6, 15), deadline=None)
@given(seed=SEEDS)
def test_so_does_a_path_from_what_exists(seed: int) -> None:
    assert_priced_right(random_roadmap(seed, existing=True))


@pytest.mark.nightly
@pytest.mark.parametrize("existing", [False, True])
@pytest.mark.parametrize("start", range(0, 2000, 250))
def test_many_paths_cost_no_less_than_their_plans(start: int, existing: bool) -> None:
    for seed in range(start, start + 250):
        assert_priced_right(random_roadmap(seed, existing=existing))


def test_prices_of_years_are_all_of_what_a_path_pays_that_begins_in_the_first_and_lasts() -> None:
    """Else a bound could be far below every path, and no other test would tell."""
    tried = 0
    for seed in range(40):
        instance = random_roadmap(seed)
        steady = replace(instance, tables=replace(instance.tables, volume_factors=(), first_years=()))
        problem = RoadmapProblem.of_instance(steady)
        path = _best(problem)
        first = problem.years[0]
        if path is None or any(path.begun[year] for year in problem.years[1:]) or not path.invested_kr(first):
            continue
        if any(plan.routes != path.plans[first].routes for plan in path.plans.values()):
            continue
        prices = PathPrices(problem)
        total_kr = sum(
            problem.weight(year)
            * Plan(
                priced_year(one, PathTariff(one.instance, prices=prices, year=year), None), path.plans[year].routes
            ).cost_kr
            for year, one in problem.problems.items()
        )
        assert total_kr == pytest.approx(path.cost_kr, rel=1e-9)
        tried += 1
    assert tried > 1


@settings(derandomize=True, max_examples=examples(6, 15), deadline=None)
@given(seed=SEEDS)
def test_bounds_are_below_the_best_path(seed: int) -> None:
    assert_bounds_right(random_roadmap(seed))


def assert_bounds_right(instance: Instance) -> None:
    """Neither the years apart nor like centres as one prove more than the best path costs."""
    problem = RoadmapProblem.of_instance(instance)
    path = _best(problem)
    if path is None:
        return
    search = _search(problem)
    for stage in (YearsApartStage(), YearsStage(pooled=True)):
        bound_kr = stage.run(search).bound_kr
        assert bound_kr is None or bound_kr <= path.cost_kr * (1 + 1e-6)


@settings(derandomize=True, max_examples=examples(5, 12), deadline=None)
@given(seed=SEEDS)
def test_a_search_that_is_not_small_ends_with_the_best_path(seed: int) -> None:
    assert_ends_with_the_best(random_roadmap(seed))


def assert_ends_with_the_best(instance: Instance) -> None:
    """The stages of large roadmaps end with what the model of all years finds."""
    problem = RoadmapProblem.of_instance(instance)
    best = find_path(problem, LIMITS, _ignore)
    search = _search(problem)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(roadmap_search, "FEW_ROUTES_OF_PATH", 0)
        run_path_stages(search)
    assert not search.contradicted
    assert (search.path is None) == (best.path is None)
    if search.path is None:
        assert search.status == "infeasible"
        return
    assert best.path is not None
    assert search.bound_kr is not None
    assert is_path(search.path, of_whole_model=True)
    assert search.status == "optimal"
    assert search.path.cost_kr == pytest.approx(best.path.cost_kr, rel=1e-5)
    assert search.bound_kr <= best.path.cost_kr * (1 + 1e-6)


def test_a_path_that_is_begun_in_the_first_year_often_obeys_every_rule() -> None:
    found = 0
    for seed in range(16):
        problem = RoadmapProblem.of_instance(random_roadmap(seed))
        path = ForwardStage().run(_search(problem)).path
        found += path is not None and is_path(path)
    assert found > 5


def test_a_search_that_is_interrupted_ends_with_the_path_so_far() -> None:
    """Of each roadmap on which nothing must move, stopped as soon as that is known."""
    stopped = 0
    for seed in range(20):
        problem = RoadmapProblem.of_instance(random_roadmap(seed))
        search = _search(problem)

        def stop(progress: Progress, search: RoadmapSearch = search) -> None:
            search.monitor.interrupted = progress.plan_kr is not None

        search.monitor.report = stop
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(roadmap_search, "FEW_ROUTES_OF_PATH", 0)
            run_path_stages(search)
        if search.path is not None and search.bound_kr is None:
            assert is_path(search.path)
            assert (search.status, [one.name for one in search.records]) == ("feasible", ["home"])
            stopped += 1
    assert stopped > 3


@pytest.mark.parametrize("seeds", by_day([TOO_SMALL], [range(120)]), ids=len)
def test_where_budgets_are_too_small_it_is_told_which_and_by_how_much(seeds: Sequence[int]) -> None:
    """With so much more there is a path, and with a thousandth less there is none."""
    tried = 0
    for seed in seeds:
        problem = RoadmapProblem.of_instance(random_roadmap(seed))
        search = _search(problem)
        run_path_stages(search)
        if search.status != "infeasible" or not search.short_kr:
            continue
        assert not search.conflicts
        for share, there_is in ((1.001, True), (0.999, False)):
            more = {budget: share * kr for budget, kr in search.short_kr.items()}
            richer = _with_more(problem, more)
            assert find_path(richer, LIMITS, _ignore).infeasible is not there_is
        tried += 1
    assert tried > 2


def test_what_a_municipality_lacks_is_told_of_its_own_budget() -> None:
    """All must move at once: each opens a centre at 1 million kr., and Ærholm may invest half of that."""
    instance = read(Path(__file__).parents[2] / "instances" / "toy-roadmap", overrides=["policy.levels.unchanged=none"])
    search = _search(RoadmapProblem.of_instance(instance))
    run_path_stages(search)
    assert search.infeasible
    assert search.short_kr == pytest.approx({(2015, ""): 1e6, (2015, "902"): 0.5e6})


def _with_more(problem: RoadmapProblem, more_kr: Mapping[tuple[int, str], float]) -> RoadmapProblem:
    years = tuple(
        row
        if row.investment_budget_kr is None
        else row.model_copy(
            update={"investment_budget_kr": row.investment_budget_kr + more_kr.get((row.year, ""), 0.0)}
        )
        for row in problem.instance.tables.years
    )
    municipal = tuple(
        row.model_copy(update={"amount_kr": row.amount_kr + more_kr.get((row.year, row.municipality), 0.0)})
        for row in problem.instance.tables.municipal_budgets
    )
    tables = replace(problem.instance.tables, years=years, municipal_budgets=municipal)
    return replace(problem, instance=replace(problem.instance, tables=tables))
