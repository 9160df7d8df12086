"""The audit of a path over years finds what only the years together can break, and every figure that is not so."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from optimiser.audit.roadmap import broken_over_years
from optimiser.data.instance import Instance
from optimiser.data.roadmap_tables import ROADMAP_LINES
from optimiser.result.roadmap import RoadmapResult
from optimiser.roadmap import audit_roadmap
from tests.roadmaps import HOST, REGION, YEARS, first_path, path_of, result_of, toy_roadmap

OWN = {("901", "L4"): HOST, ("901", "L6"): HOST}
BOUGHT = {**OWN, ("902", "L4"): HOST, ("903", "L4"): HOST}
SHARED = {("902", "L4"): REGION, ("903", "L4"): REGION, ("902", "L6"): REGION}


def _broken(*overrides: str, answers: tuple[Mapping[tuple[str, str], str], ...], years: str = YEARS) -> set[str]:
    """The rules that a path breaks."""
    instance = toy_roadmap(*overrides, years=years)
    path = path_of(instance, dict(zip(instance.years, answers, strict=True)))
    return {breach.rule for breach in result_of(path).breaches}


def _answers(instance: Instance, places: Mapping[tuple[str, str], str]) -> list[tuple[str, str, str]]:
    """Who answers what in a year: all that is not said stays in the departments."""
    return [(*key, places.get(key, "departments")) for key in instance.contacts]


@pytest.fixture(scope="module")
def result() -> RoadmapResult:
    """A path that breaks nothing."""
    return result_of(first_path(toy_roadmap()))


def test_a_path_that_breaks_nothing(result: RoadmapResult) -> None:
    assert not result.breaches


def test_nobody_returns_to_the_departments() -> None:
    assert _broken(answers=(OWN, BOUGHT, OWN)) == {"not-undone"}
    assert _broken(answers=(OWN, {}, OWN)) == {"not-undone"}


def test_what_is_shared_stays() -> None:
    assert "not-undone" in _broken(answers=(SHARED, SHARED, BOUGHT), years="year\n2014\n2015\n2016\n")


def test_a_purchase_stays_for_as_long_as_its_contract() -> None:
    years = "year\n2014\n2015\n2016\n"
    elsewhere = {**OWN, ("902", "L4"): "Ærholm", ("903", "L4"): HOST}
    kept = (*(BOUGHT,) * 2, elsewhere)
    assert "not-undone" in _broken(answers=kept, years=years)
    assert "not-undone" in _broken("roadmap.contract_years=3", answers=kept, years=years)
    assert "not-undone" not in _broken("roadmap.contract_years=2", answers=kept, years=years)


def test_what_an_own_centre_answers_may_go_on() -> None:
    own = {**OWN, ("902", "L4"): "Ærholm"}
    assert "not-undone" not in _broken(answers=(own, {**BOUGHT}, {**BOUGHT}), years="year\n2014\n2015\n2016\n")


def test_budgets_hold_for_what_is_begun() -> None:
    assert _broken(answers=(OWN, BOUGHT, BOUGHT), years="year,investment_budget_kr\n2014,1\n2015,\n2016,1\n") == {
        "yearly-budget"
    }
    tables = {"municipal_budgets": "year,municipality,amount_kr\n2014,901,1\n2016,901,1\n"}
    instance = toy_roadmap(tables=tables)
    path = path_of(instance, dict(zip(instance.years, (OWN, BOUGHT, BOUGHT), strict=True)))
    broken = {(breach.rule, breach.about) for breach in result_of(path).breaches}
    assert broken == {("municipal-budget", "Østerå, 2014")}


def test_no_more_join_than_may() -> None:
    assert _broken(f"centres.{HOST}.most_joining=1", answers=(OWN, BOUGHT, BOUGHT)) == {"joining"}
    assert not _broken(f"centres.{HOST}.most_joining=2", answers=(OWN, BOUGHT, BOUGHT))


def test_nothing_moves_before_the_start() -> None:
    def broken(*overrides: str) -> set[str]:
        instance = toy_roadmap(*overrides)
        some = {year: _answers(instance.in_year(year), own) for year, own in zip(instance.years, path, strict=True)}
        return {breach.rule for breach in broken_over_years(instance, some)}

    path = (OWN, BOUGHT, BOUGHT)
    assert broken("roadmap.start_year=2015") == {"start-year"}
    assert not broken("roadmap.start_year=2014")


@pytest.mark.parametrize(
    ("table", "column"),
    [(table, column) for table, line in ROADMAP_LINES.items() for column in line.model_fields],
)
def test_every_figure_of_every_table_is_held(result: RoadmapResult, table: str, column: str) -> None:
    rows: list[dict[str, Any]] = [dict(line) for line in result.lines.of_table(table)]
    rows[1][column] = _another(rows[1][column])
    changed = replace(result, lines=result.lines.with_rows({table: rows}))
    assert audit_roadmap(changed).breaches


def _another(value: object) -> object:
    """A value of the same kind that is another."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 7
    return 7.0 if value is None else f"{value}x"


@pytest.mark.parametrize("name", ["objective_kr", "today_kr", "gain_kr", "investment_kr"])
def test_every_sum_of_the_record_is_held(result: RoadmapResult, name: str) -> None:
    changed = result.with_record(**{name: getattr(result.record, name) + 7})
    assert {breach.rule for breach in audit_roadmap(changed).breaches} >= {"cost"}


def test_a_bound_is_no_higher_than_the_path(result: RoadmapResult) -> None:
    assert result.objective_kr is not None
    above = result_of(result.path, result.objective_kr + 10)
    assert {breach.rule for breach in above.breaches} == {"gap"}
    below = result_of(result.path, result.objective_kr - 10)
    assert not below.breaches
