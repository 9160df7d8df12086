"""Deciding year by year: each year is the best as if it stayed, nothing later is seen; planning ahead is cheaper."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import inf
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimiser import Instance, read, solve_roadmap
from optimiser.data.read import hash_of_instance
from optimiser.planning.as_if_it_stayed import AsIfItStayed
from optimiser.planning.roadmap import RoadmapPlan, RoadmapProblem
from optimiser.result.roadmap import RoadmapResult
from optimiser.solver import roadmap_by_year, roadmap_search
from optimiser.solver.roadmap_search import RoadmapSearch
from tests.random_roadmaps import random_roadmap
from tests.roadmaps import first_path, toy_roadmap
from tests.sampling import examples
from tests.witness_roadmap import cheapest_path, costs_as_if_years_stayed

TOY = Path(__file__).parents[2] / "instances" / "toy-roadmap"
BY_YEAR = "roadmap.year_by_year=true"
SEEDS = st.integers(0, 1_000_000)


def by_year(instance: Instance) -> Instance:
    roadmap = instance.settings.roadmap.model_copy(update={"year_by_year": True})
    made = replace(instance, settings=instance.settings.model_copy(update={"roadmap": roadmap}))
    return replace(made, sha256=hash_of_instance(made))


def decided(instance: Instance) -> RoadmapResult:
    return solve_roadmap(by_year(instance), gap=1e-7, time_limit_seconds=60.0)


def decisions(result: RoadmapResult) -> list[tuple[int, int]]:
    return [(one.first, one.last) for one in result.record.decided_years]


def test_the_toy_decides_2016_for_itself_and_pays_for_it() -> None:
    """2016 by itself: Ærholm's own centre for both is 33.0 a year and 2.0 once; buying level 3 is 33.65 and 1.0 once.

    Over the two years left that is 68.0 against 68.3 million kr. In 2017 it buys both after all: 23.75 and 1.5 once
    against 26.0. So 29.5 + 35.0 + 25.25 = 89.75 million kr., where planning ahead costs 88.3.
    """
    found = solve_roadmap(read(TOY, overrides=[BY_YEAR]))
    assert [line.cost_kr for line in found.lines.years] == pytest.approx([29.5e6, 35.0e6, 25.25e6])
    assert found.objective_kr == pytest.approx(89.75e6)
    assert (found.status, found.bound_kr, found.gap, found.breaches) == ("feasible", None, None, ())
    assert decisions(found) == [(2015, 2015), (2016, 2016), (2017, 2017)]
    assert all(one.gap is not None and one.gap <= 1e-4 for one in found.record.decided_years)
    assert solve_roadmap(read(TOY)).objective_kr == pytest.approx(88.3e6)


def test_a_year_that_would_leave_the_next_without_a_plan_is_decided_with_it_in_view() -> None:
    """Nobody gains by moving at 40 kr., but all must in 2016, when the budget opens one centre of the two."""
    must = ("economy.today_unit_cost_kr=40", "policy.levels.unchanged@2016=none")
    found = solve_roadmap(read(TOY, overrides=[BY_YEAR, *must]))
    assert decisions(found) == [(2015, 2016), (2017, 2017)]
    assert {move.municipality for move in found.lines.year_moves if move.year == 2015} == {"901"}
    assert not found.breaches


def test_a_new_centre_that_only_growing_makes_lawful_is_decided_with_the_years_in_which_it_grows() -> None:
    """All must move in 2015, with money enough, and Østerå's centre reaches its minimum only with what 2016 brings."""
    must = ("policy.levels.unchanged=none", "years.*.investment_budget_kr=9e6", "municipal_budgets.*.amount_kr=9e6")
    grown = ("centres.*.min_volume@2015=400000", "roadmap.minimum_ramp=0.5", "volume_factors.L3/2017.factor=2")
    found = solve_roadmap(read(TOY, overrides=[BY_YEAR, *must, *grown]))
    assert found.has_path
    assert decisions(found)[0] == (2015, 2016)
    assert not found.breaches


def test_where_there_is_no_path_that_is_told_as_of_any_other() -> None:
    found = solve_roadmap(read(TOY, overrides=[BY_YEAR, "policy.levels.unchanged=none"]))
    assert (found.status, found.has_path) == ("infeasible", False)
    assert found.record.budget_short_kr == pytest.approx({"2015": 1e6})


@pytest.mark.parametrize(
    ("last", "decided"), [(2014, []), (2015, [(2015, 2015)]), (2016, [(2015, 2015), (2016, 2016)])]
)
def test_in_years_for_which_there_was_no_time_nothing_new_moves(
    last: int, decided: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Time is up after a year: the next is as that; the toy's budgets and laws let everything stay."""
    decide = roadmap_by_year._decide

    def decide_in_time(search: RoadmapSearch, routes: roadmap_by_year.Routes, year: int) -> RoadmapSearch:
        if year > last:
            search.monitor.limit_seconds = 0.0
        return decide(search, routes, year)

    monkeypatch.setattr(roadmap_by_year, "_decide", decide_in_time)
    found = solve_roadmap(read(TOY, overrides=[BY_YEAR]))
    assert (found.status, found.breaches) == ("feasible", ())
    assert decisions(found) == [*decided, (last + 1, 2017)]
    assert [one.stayed for one in found.record.decided_years] == [*(False for _ in decided), True]
    assert {year for year, moved in found.path.moved.items() if moved} == {first for first, _ in decided}


def places_of(found: RoadmapResult) -> Mapping[int, Mapping[tuple[str, str], str]]:
    return {
        year: {(route.municipality, route.task): route.centre for route in plan.routes}
        for year, plan in found.path.plans.items()
    }


def assert_decided_right(seeds: Iterable[int]) -> None:
    """Each year is the best as if it stayed, by brute force, and all together cost no less than the best path."""
    for seed in seeds:
        instance = random_roadmap(seed)
        best, found = cheapest_path(instance), decided(instance)
        assert found.has_path == (best.cost_kr < inf)
        if found.objective_kr is None:
            assert found.status == "infeasible"
            continue
        assert not found.breaches
        assert found.objective_kr >= best.cost_kr * (1 - 1e-6)
        if all(one.first == one.last and not one.held_back for one in found.record.decided_years):
            for chosen_kr, least_kr in costs_as_if_years_stayed(instance, places_of(found)):
                assert chosen_kr <= least_kr * (1 + 2e-6)


@settings(derandomize=True, max_examples=examples(8, 25), deadline=None)
@given(seed=SEEDS)
def test_each_year_is_the_best_as_if_it_stayed(seed: int) -> None:
    assert_decided_right([seed])


@settings(derandomize=True, max_examples=examples(4, 8), deadline=None)
@given(seed=SEEDS)
def test_so_it_is_where_the_stages_of_large_roadmaps_decide(seed: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(roadmap_search, "FEW_ROUTES_OF_PATH", 0)
        assert_decided_right([seed])


@pytest.mark.nightly
@pytest.mark.parametrize("start", range(0, 1000, 250))
def test_many_are_decided_right(start: int) -> None:
    assert_decided_right(range(start, start + 250))


@pytest.mark.parametrize("seed", [0, 32, 50])
def test_some_are_dearer_than_planning_ahead(seed: int) -> None:
    """Else the tests above would tell little."""
    instance = random_roadmap(seed)
    assert (decided(instance).objective_kr or 0) > cheapest_path(instance).cost_kr * 1.0001


def test_the_last_year_stands_for_all_that_are_left() -> None:
    """A path that does nothing new after a year costs as if that year stayed, where the years after it are like it."""
    instance = toy_roadmap(tables={"volume_factors": "task,year,factor\n"})
    path = first_path(instance)
    whole, (first, *later) = path.problem, instance.years
    stays = RoadmapPlan.of_routes(whole, dict.fromkeys(instance.years, path.plans[first].routes))
    seen = AsIfItStayed.until(whole, first)
    assert RoadmapPlan.of_routes(seen, {first: path.plans[first].routes}).cost_kr == pytest.approx(stays.cost_kr)
    assert isinstance(seen, RoadmapProblem)
    assert (seen.years, len(later)) == ((first,), 2)
