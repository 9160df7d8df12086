"""Paths over years near the best: each costs what brute force finds, and none is an earlier one but for a trifle."""

from dataclasses import replace
from math import inf

import pytest

from optimiser.alternatives.near_optimal import plan_rows, settled_rows
from optimiser.alternatives.near_paths import PATHS_SETTLED, NearPaths, near_paths
from optimiser.data.findings import InvalidInputError
from optimiser.data.instance import Instance
from optimiser.data.read import read
from optimiser.planning.path_structure import PathStructure
from optimiser.planning.roadmap import RoadmapProblem
from optimiser.planning.routes import Route
from optimiser.report.localizer import Localizer
from optimiser.report.summaries.alternatives import NearSummary, fill_plans, fill_settled
from optimiser.report.workbook.sheets import near_sheet
from optimiser.roadmap import solve_roadmap
from tests.random_roadmaps import random_roadmap
from tests.roadmaps import REGION, toy_roadmap
from tests.solver.test_another_plan import with_twins
from tests.witness_roadmap import Path, cheapest_path

PATHS = 2


def _structure(instance: Instance, path: Path, same: dict[str, str]) -> PathStructure:
    routes = {
        year: [Route(way.municipality, way.task, way.place, way.form) for way in plan.ways]
        for year, plan in zip(instance.years, path, strict=True)
    }
    return PathStructure.of_routes(routes, same)


def _differ(one: PathStructure, other: PathStructure, instance: Instance) -> bool:
    """Written again from its meaning: other shared centres at the end, or 5 % of the contacts of all years."""
    contacts = {
        (year, *key): count for year in instance.years for key, count in instance.in_year(year).contacts.items()
    }
    before, after = one.answer_of, other.answer_of
    moved = sum(contacts[key] for key in contacts if before[key] != after[key])
    return one.last.centres != other.last.centres or moved >= 0.05 * sum(contacts.values()) * (1 - 1e-6)


def assert_right(instance: Instance) -> int:
    """Each next path costs what brute force finds, claims no more, and differs; return how many there were."""
    same = dict(RoadmapProblem.of_instance(instance).interchangeable)
    earlier: list[PathStructure] = []
    for _ in range(PATHS):

        def may_be(path: Path) -> bool:
            structure = _structure(instance, path, same)
            return all(_differ(structure, other, instance) for other in earlier)

        best = cheapest_path(instance, may_be)
        result = solve_roadmap(instance, gap=0.0, differs_from=earlier)
        if best.cost_kr == inf:
            assert (result.status, result.has_path) == ("infeasible", False)
            break
        assert result.objective_kr == pytest.approx(best.cost_kr, rel=1e-6)
        assert result.bound_kr == pytest.approx(best.cost_kr, rel=1e-6)
        assert not result.breaches
        earlier.append(_structure(instance, best.plans, same))
    return len(earlier)


def test_each_next_path_costs_what_brute_force_finds() -> None:
    assert sum(assert_right(random_roadmap(seed)) for seed in range(10)) > 10


@pytest.mark.nightly
@pytest.mark.parametrize("existing", [False, True])
@pytest.mark.parametrize("start", range(0, 300, 50))
def test_many_next_paths_cost_what_brute_force_finds(start: int, existing: bool) -> None:
    assert sum(assert_right(random_roadmap(seed, existing=existing)) for seed in range(start, start + 50)) > 0


@pytest.fixture(scope="module")
def near() -> NearPaths:
    """Three paths besides the best of toy-roadmap."""
    return near_paths(solve_roadmap(read("toy-roadmap")), 3, within=0.1)


def test_paths_stand_side_by_side_in_the_order_of_their_cost(near: NearPaths) -> None:
    rows = plan_rows(near)
    assert [row["cost_kr"] for row in rows] == pytest.approx([88.3e6, 88.9e6, 89.5e6, 89.75e6])
    assert [row["status"] for row in rows] == ["optimal"] * 4
    assert [row["dearer_proven"] for row in rows] == [0, 1, 1, 1]
    assert all(
        sum(row[name] for name in row if name.startswith("contacts_") and name != "contacts_otherwise") == 2e6
        for row in rows
    )
    instance = near.instance
    for number, one in enumerate(near.structures):
        assert all(_differ(one, other, instance) for other in near.structures[:number])


def test_what_is_the_same_in_all_paths_is_settled_and_when_each_moves_is_told(near: NearPaths) -> None:
    rows = {row["name"]: row for row in settled_rows(near)}
    assert {name: row["settled"] for name, row in rows.items()} == {"Østerå": 1, "Ærholm": 0}
    assert set(rows["Østerå"]) == set(PATHS_SETTLED)
    assert rows["Østerå"]["first_moves"] == "2015; 2015; 2015; 2015"
    assert len(rows["Ærholm"]["first_moves"].split("; ")) == 4


def test_no_further_path_is_claimed_only_where_that_is_proven() -> None:
    best = solve_roadmap(read("toy-roadmap"))
    found = near_paths(best, 5, within=0.001)
    assert (found.ending, found.alternatives) == ("none", ())
    assert found.bound_kr is not None
    assert found.bound_kr > found.limit_kr


def test_another_year_alone_is_another_path_only_above_a_trifle() -> None:
    """One municipality of a hundred that joins a year later is the same path; a region that opens later is not."""
    instance = toy_roadmap(f"centres.{REGION}.min_volume=0", years="year\n2014\n2015\n")
    problem = RoadmapProblem.of_instance(instance)
    home = {
        year: [Route(*key, "departments", "unchanged") for key in problem.problems[year].instance.contacts]
        for year in instance.years
    }

    def moved(first: int, tasks: list[tuple[str, str]]) -> PathStructure:
        routes = {
            year: [
                Route(*key, REGION, "regional")
                if year >= first and (route.municipality, route.task) in tasks
                else route
                for route in some
                for key in [(route.municipality, route.task)]
            ]
            for year, some in home.items()
        }
        return PathStructure.of_routes(routes, problem.interchangeable)

    keys = sorted(problem.problems[2014].instance.contacts)
    all_tasks = moved(2014, keys)
    later = moved(2015, keys)
    assert all_tasks.last.centres == later.last.centres
    contacts, one = problem.contacts, [keys[0]]
    most = sum(contacts[key] for key in all_tasks.moved_tasks(later))
    assert (
        most == sum(count for (year, *_), count in contacts.items() if year == 2014) >= later.least_contacts(contacts)
    )
    assert len(moved(2014, one).moved_tasks(moved(2015, one))) == 1


def test_they_are_told_in_both_languages(near: NearPaths) -> None:
    english, danish = NearSummary(near, "en"), NearSummary(near, "da")
    assert english.tell_found().startswith("3 other roadmaps cost at most 10 % more")
    assert danish.tell_found().startswith("3 andre køreplaner koster højst 10 % mere")
    assert "in another year therefore counts only from that share on" in english.tell_definition()
    assert [column.name for column in fill_plans(english).table.columns] == [
        column.name for column in fill_plans(danish).table.columns
    ]
    assert len(fill_settled(english).rows) == 2
    assert near_sheet(near, Localizer("da")).parts


def test_a_path_that_was_decided_year_by_year_has_no_alternatives(near: NearPaths) -> None:
    by_year = replace(near.best, instance=near.best.instance.with_changes({"roadmap.year_by_year": "true"}))
    with pytest.raises(InvalidInputError, match="decides year by year"):
        near_paths(by_year, 1)


def test_centres_that_differ_in_name_alone_are_one_in_all_years() -> None:
    instance = random_roadmap(3)
    twins = with_twins(instance)
    same = RoadmapProblem.of_instance(twins).interchangeable
    assert all(same[first] == first for first in same.values())
