"""Where what a path has begun may be undone at a price: against brute force, through every stage, and in the tables."""

from collections.abc import Mapping
from dataclasses import replace
from math import inf, isclose

import pytest

from optimiser import explain_roadmap
from optimiser.data.findings import InvalidInputError
from optimiser.data.instance import Instance
from optimiser.data.roadmap_tables import RUNNING_TERMS
from optimiser.planning.roadmap import RoadmapProblem
from optimiser.report.localizer import Localizer
from optimiser.report.tables.roadmap import fill_money
from optimiser.result.roadmap import RoadmapResult
from optimiser.roadmap import audit_roadmap, solve_roadmap
from optimiser.rules.not_undone import NotUndone
from optimiser.solver import roadmap_search
from tests.random_roadmaps import random_roadmap
from tests.roadmaps import HOST, REGION, path_of, result_of, toy_roadmap
from tests.solver.test_roadmap_by_year import by_year, places_of
from tests.solver.test_roadmap_exact import assert_right
from tests.solver.test_roadmap_years import assert_bounds_right, assert_ends_with_the_best, assert_priced_right
from tests.witness_roadmap import cheapest_path, costs_as_if_years_stayed, tasks_undone

UNDOING = (1, 18, 21, 30)
"""Seeds of instances whose best path undoes something."""
OERE = 0.01
YEARS = "year\n2014\n2015\n2016\n"
HOME: Mapping[tuple[str, str], str] = {}
OWN = {("901", "L4"): HOST, ("901", "L6"): HOST}
BOUGHT = {**OWN, ("902", "L4"): HOST, ("903", "L4"): HOST}
SHARED = {("902", "L4"): REGION, ("903", "L4"): REGION, ("902", "L6"): REGION}


# ---- against brute force ---------------------------------------------------------------------------


def assert_undone_right(seed: int) -> bool:
    """The path of a seed costs what brute force found, and undoes what that does; return whether that is anything."""
    path = assert_right(seed, existing=seed % 2 == 0, pairs=seed % 3 == 0, undoing=True)
    return path is not None and any(path.undone.values())


def test_a_path_that_may_undo_costs_what_brute_force_finds() -> None:
    assert sum(assert_undone_right(seed) for seed in range(22)) > 2


@pytest.mark.nightly
@pytest.mark.parametrize("start", range(0, 2000, 250))
def test_many_paths_that_may_undo_cost_what_brute_force_finds(start: int) -> None:
    assert sum(assert_undone_right(seed) for seed in range(start, start + 250)) > 20


@pytest.mark.parametrize("seed", [*UNDOING, *range(2, 6)])
def test_every_stage_is_right_where_some_is_undone(seed: int) -> None:
    instance = random_roadmap(seed, existing=seed % 2 == 0, undoing=True)
    assert_priced_right(instance)
    assert_bounds_right(instance)
    assert_ends_with_the_best(instance)


def test_year_by_year_what_is_undone_is_paid_for_once() -> None:
    """Each year is the best as if it stayed, by brute force, also in the stages of large roadmaps."""
    undone = 0
    for seed in (*UNDOING, *range(2, 8)):
        instance = _drawn(seed)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(roadmap_search, "FEW_ROUTES_OF_PATH", 0 if seed % 4 == 0 else 800)
            found = solve_roadmap(by_year(instance), gap=1e-6)
        assert found.has_path == (cheapest_path(instance).cost_kr < inf)
        if not found.has_path:
            continue
        assert not found.breaches
        undone += any(found.path.undone.values())
        if all(one.first == one.last and not one.held_back for one in found.record.decided_years):
            for chosen_kr, least_kr in costs_as_if_years_stayed(instance, places_of(found)):
                assert chosen_kr <= least_kr * (1 + 2e-6)
    assert undone > 0


# ---- laws -----------------------------------------------------------------------------------------


def _at_price(instance: Instance, undoing_kr: float | None) -> Instance:
    roadmap = instance.settings.roadmap.model_copy(update={"undoing_kr": undoing_kr})
    return replace(instance, settings=instance.settings.model_copy(update={"roadmap": roadmap}))


def test_a_higher_price_never_gains_and_at_a_prohibitive_one_nothing_is_undone() -> None:
    for seed in UNDOING:
        assert tasks_undone(cheapest_path(_drawn(seed)), _drawn(seed))
        costs_kr = [cheapest_path(_at_price(_drawn(seed), price)).cost_kr for price in (0.0, 1.0, 5.0, None)]
        found_kr = [
            solve_roadmap(_at_price(_drawn(seed), price), gap=1e-7).objective_kr for price in (0.0, 1.0, 5.0, None)
        ]
        assert costs_kr == sorted(costs_kr)
        assert [kr or inf for kr in found_kr] == pytest.approx(costs_kr, rel=1e-6)


def _drawn(seed: int) -> Instance:
    return random_roadmap(seed, undoing=True)


# ---- what it costs, and where that is told --------------------------------------------------------


def _result(*answers: Mapping[tuple[str, str], str], overrides: tuple[str, ...] = ()) -> RoadmapResult:
    instance = toy_roadmap("roadmap.undoing_kr=12", *overrides, years=YEARS)
    return result_of(path_of(instance, dict(zip(instance.years, answers, strict=True))))


@pytest.mark.parametrize(
    ("answers", "undone"),
    [
        ((OWN, BOUGHT, OWN), {2016: {("902", "L4"), ("903", "L4")}}),
        ((OWN, HOME, OWN), {2015: set(OWN)}),
        ((BOUGHT, OWN, BOUGHT), {2015: {("902", "L4"), ("903", "L4")}}),
        ((SHARED, BOUGHT, SHARED), {2015: set(SHARED), 2016: set(SHARED) - {("902", "L6")} | set(OWN)}),
        (({("902", "L4"): "Ærholm"}, BOUGHT, BOUGHT), {}),
    ],
)
def test_each_task_that_leaves_too_early_pays_once(
    answers: tuple[Mapping[tuple[str, str], str], ...], undone: Mapping[int, set[tuple[str, str]]]
) -> None:
    result = _result(*answers, overrides=("policy.max_hosts=none",))
    path = result.path
    assert {year: set(some) for year, some in path.undone.items() if some} == undone
    assert NotUndone().allows(path)
    assert "not-undone" not in {breach.rule for breach in result.breaches}
    for line in result.lines.years:
        contacts = path.plans[line.year].problem.instance.contacts
        assert line.undoing_kr == pytest.approx(12 * sum(contacts[key] for key in undone.get(line.year, ())))


def test_what_was_invested_stays_so_and_all_adds_up_to_the_oere() -> None:
    result = _result(OWN, BOUGHT, OWN)
    lines = {line.year: line for line in result.lines.years}
    assert lines[2016].annuities_kr == lines[2015].annuities_kr > lines[2014].annuities_kr
    for line in lines.values():
        running_kr = sum(getattr(line, f"{term}_kr") for term in RUNNING_TERMS)
        parts_kr = running_kr + line.transition_kr + line.undoing_kr + line.annuities_kr
        assert isclose(parts_kr, line.cost_kr, abs_tol=OERE)
        paid = [one for one in result.lines.municipality_years if one.year == line.year]
        assert isclose(sum(one.after_kr for one in paid), line.cost_kr, abs_tol=OERE)
        assert {one.code for one in paid if one.undoing_kr} == ({"902", "903"} if line.year == 2016 else set())
    assert isclose(sum(line.present_cost_kr for line in lines.values()), result.objective_kr or 0.0, abs_tol=OERE)


def test_the_audit_recomputes_what_is_undone() -> None:
    result = _result(OWN, BOUGHT, OWN)
    assert not result.breaches
    years = result.tables["years"].copy()
    years.loc[2, "undoing_kr"] = 0.0
    payments = result.tables["municipality_years"].copy()
    payments["undoing_kr"] = 0.0
    found = audit_roadmap(result.with_tables(years=years, municipality_years=payments))
    assert {breach.about.split(",")[0] for breach in found.breaches} == {"years.csv", "municipality_years.csv"}


def test_the_page_has_a_column_for_it_only_where_it_is_allowed() -> None:
    allowed, never = (
        _result(OWN, BOUGHT, OWN),
        result_of(path_of(toy_roadmap(years=YEARS), dict.fromkeys(range(2014, 2017), OWN))),
    )
    titles = [[one.title[1] for one in fill_money(one, Localizer("en")).columns_in("page")] for one in (allowed, never)]
    assert ["Undoing what was begun" in some for some in titles] == [True, False]


def test_waiting_that_undoes_something_is_priced_and_breaks_nothing() -> None:
    """902 and 903 buy in 2014, stop in 2015 and buy again: buying again a year later undoes no more than that."""
    result = _result(BOUGHT, OWN, BOUGHT)
    (again,) = [move for move in explain_roadmap(result, "902").moves if move.year == 2016]
    assert again.earlier is not None
    assert "not-undone" not in again.earlier.broken
    contacts = result.path.plans[2015].problem.instance.contacts["902", "L4"]
    assert again.earlier.change_kr is not None
    free = _result(BOUGHT, OWN, BOUGHT, overrides=("roadmap.undoing_kr=0",))
    (free_again,) = [move for move in explain_roadmap(free, "902").moves if move.year == 2016]
    assert free_again.earlier is not None
    assert free_again.earlier.change_kr is not None
    weight = result.lines.years[1].weight
    assert free_again.earlier.change_kr - again.earlier.change_kr == pytest.approx(12 * contacts * weight)


# ---- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("roadmap.undoing_kr=-1", "must be 0 or more"),
        ("roadmap.undoing_kr=cheap", "must be a number"),
        ("roadmap.undoing_kr@2015=3", "roadmap"),
    ],
)
def test_a_price_that_is_none_is_refused(change: str, told: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        toy_roadmap(change, years=YEARS)
    (finding,) = refused.value.findings
    assert told in f"{finding.column} {finding.rule} {finding.value}"


def test_a_contract_is_nothing_to_give_up_where_it_may_be_undone() -> None:
    forbidden, allowed = toy_roadmap(years=YEARS), toy_roadmap("roadmap.undoing_kr=3", years=YEARS)
    assert list(NotUndone().requirements(forbidden))
    assert not list(NotUndone().requirements(allowed))
    assert not RoadmapProblem.of_instance(forbidden).allows_undoing
