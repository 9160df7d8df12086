"""What a search for a path leaves for the next of a like instance holds there: the same answer as without."""

from collections.abc import Iterator
from dataclasses import replace
from math import inf
from random import Random

import pytest

from optimiser.data.instance import Instance
from optimiser.data.read import hash_of_instance
from optimiser.data.settings import SolverOptions
from optimiser.data.year_rows import PlannedYear
from optimiser.model.linear import LinearModel
from optimiser.model.roadmap_build import CompiledRoadmap, build_roadmap
from optimiser.planning.roadmap import RoadmapPlan, RoadmapProblem
from optimiser.solver import highs, roadmap_search
from optimiser.solver.highs import SolverLimits
from optimiser.solver.monitor import ProgressMonitor
from optimiser.solver.roadmap_exact import find_path, is_path
from optimiser.solver.roadmap_search import RoadmapSearch
from optimiser.solver.roadmap_stages import run_path_stages
from optimiser.solver.warm_start_cache import PathCache, WarmStartCache
from tests.random_roadmaps import random_roadmap
from tests.witness_roadmap import cheapest_path

LIMITS = SolverLimits(gap=0.0, seconds=60.0, threads=1, seed=1)
GAP = 1e-6


def _ignore(_objective: float, _bound: float) -> bool:
    return False


def _varied(instance: Instance, today: float = 1.0, budgets: float = 1.0, start_year: int | None = None) -> Instance:
    """The instance with answering as today, and budgets, times factors; nothing moves before a year."""
    settings = instance.settings
    economy = settings.economy.model_copy(update={"today_unit_cost_kr": settings.economy.today_unit_cost_kr * today})
    roadmap = settings.roadmap.model_copy(update={"start_year": start_year or settings.roadmap.start_year})
    changed = settings.model_copy(update={"economy": economy, "roadmap": roadmap})
    rows = tuple(
        PlannedYear(year=row.year, investment_budget_kr=None if kr is None else kr * budgets)
        for row in instance.tables.years
        for kr in [row.investment_budget_kr]
    )
    made = replace(instance, settings=changed, tables=replace(instance.tables, years=rows))
    return replace(made, sha256=hash_of_instance(made))


def _search(instance: Instance, cache: WarmStartCache) -> RoadmapSearch:
    options = SolverOptions(gap=GAP, time_limit_seconds=60.0, threads=1, seed=1).laid_over(instance.settings.solver)
    problem = RoadmapProblem.of_instance(instance)
    search = RoadmapSearch(problem, options, ProgressMonitor(60.0, lambda _: None), cache)
    run_path_stages(search)
    return search


def _cases(instance: Instance, seed: int) -> Iterator[Instance]:
    rng = Random(seed)  # noqa: S311  # nothing secret is drawn
    for _ in range(3):
        start_year = rng.choice((None, None, instance.years[1]))
        yield _varied(instance, rng.choice((0.8, 1.0, 1.2)), rng.choice((0.3, 1.0, 3.0)), start_year)


@pytest.mark.parametrize("small", [True, False])
def test_a_line_of_roadmaps_gives_what_every_path_tried_gives(monkeypatch: pytest.MonkeyPatch, small: bool) -> None:
    if not small:
        monkeypatch.setattr(roadmap_search, "FEW_ROUTES_OF_PATH", 0)
    carried = 0
    for seed in range(12, 20):
        cache = WarmStartCache()
        for case in _cases(random_roadmap(seed), seed):
            best, search = cheapest_path(case), _search(case, cache)
            assert (search.path is None) == (best.cost_kr == inf)
            if search.path is not None:
                assert search.status == "optimal"
                assert is_path(search.path, of_whole_model=True)
                assert search.path.cost_kr == pytest.approx(best.cost_kr, rel=1e-5, abs=1.0)
                assert (search.bound_kr or 0) <= best.cost_kr * (1 + 1e-6)
                carried += search.carried
    assert carried > 3


def _linear(instance: Instance) -> LinearModel:
    return CompiledRoadmap.of(build_roadmap(RoadmapProblem.of_instance(instance), loose=True)).model.linear


def _solved(instance: Instance) -> float:
    return highs.solve(_linear(instance), LIMITS, _ignore).bound


def test_bounds_hold_between_prices_and_where_less_may_be_invested_and_nowhere_else() -> None:
    tried = 0
    for seed in range(12):
        instance = random_roadmap(seed)
        lowest, between, highest = (_varied(instance, factor) for factor in (0.9, 1.0, 1.1))
        best = _solved(between)
        if best == inf or not any(row.investment_budget_kr for row in instance.tables.years):
            continue
        cache = PathCache()
        for case in (lowest, highest):
            cache.learn_bound(_linear(case), _solved(case))
        middle = (_solved(lowest) + _solved(highest)) / 2
        if cache.bound(_linear(between)) == -inf:
            continue  # a rule looks at money, so that prices stand in its rows
        assert middle * (1 - 1e-6) <= cache.bound(_linear(between)) <= best * (1 + 1e-6)
        poorer = _varied(instance, 1.0, 0.9)
        assert middle * (1 - 1e-6) <= cache.bound(_linear(poorer)) <= _solved(poorer) * (1 + 1e-6)
        assert cache.bound(_linear(_varied(instance, 1.0, 1.1))) == -inf
        tried += 1
    assert tried > 2


def test_a_wrong_bound_is_found_out_and_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roadmap_search, "FEW_ROUTES_OF_PATH", 0)
    monkeypatch.setattr(RoadmapSearch, "has_pools", True)
    instance, cache = random_roadmap(1), WarmStartCache()
    right = _search(instance, cache)
    assert right.cost_kr is not None
    cache.paths.learn_bound(right.pooled.model.linear, 2e-6 * right.cost_kr)
    again = _search(instance, cache)
    assert again.cost_kr == pytest.approx(right.cost_kr, rel=1e-5)
    assert (again.bound_kr or inf) <= right.cost_kr * (1 + 1e-6)
    assert again.status == "optimal"


def test_a_path_that_may_not_be_taken_any_more_is_repaired() -> None:
    """Where nothing may move before the second year, what began in the first begins in the second."""
    for seed in range(60):
        instance = random_roadmap(seed)
        problem = RoadmapProblem.of_instance(_varied(instance, start_year=instance.years[1]))
        first: RoadmapPlan | None = find_path(RoadmapProblem.of_instance(instance), LIMITS, _ignore).path
        if first is None or not first.moved[instance.years[0]] or find_path(problem, LIMITS, _ignore).path is None:
            continue
        cache = WarmStartCache()
        cache.paths.routes = {year: plan.routes for year, plan in first.plans.items()}
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(roadmap_search, "FEW_ROUTES_OF_PATH", 0)
            search = _search(problem.instance, cache)
        if search.carried:
            assert search.path is not None
            assert not search.path.moved[instance.years[0]]
            return
    pytest.fail("no path was repaired")
