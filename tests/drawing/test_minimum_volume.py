"""Groups that cannot bring a shared centre its minimum volume: refused by name where it must open, else told of."""

from collections.abc import Collection

import pytest

from optimiser import DrawingRules, InvalidInputError, SizeBound, SolverOptions, draw_regions
from optimiser.data.instance import Instance
from optimiser.data.read import remake_instance
from optimiser.drawing.contradictions import warn_of_closed_centres, why_no_drawing, with_minimum_volume
from optimiser.drawing.country import Country
from optimiser.drawing.rules import sizes_of
from tests.drawing.countries import cheapest_drawing, small_country

MOST = {"K1": 10_661, "K2": 52_456, "K3": 79_756, "K4": 144_280, "K5": 83_731}
"""Pooled contacts a year that each can bring to a shared centre; K1, K4 and K5 hang together, and K2 and K3."""


def _country(min_volume: float, *, must_open: bool) -> Instance:
    drawn = small_country(1, 5)
    wanted = {"min_volume": min_volume, "must_open": must_open}
    centres = [row.model_copy(update=wanted) if row.kind == "virtual" else row for row in drawn.tables.centres]
    return remake_instance(drawn, drawn.settings, centres=centres)


def _told(found: Collection[object]) -> list[str]:
    return [f"{fault.column}: {fault.value}: {fault.rule}" for fault in found]  # type: ignore[attr-defined]


def test_what_a_municipality_brings_is_counted_as_a_centre_counts_it() -> None:
    assert sizes_of(small_country(1, 5), "volume") == pytest.approx(MOST)


CASES = [
    (DrawingRules(3, 3), 130_000, "min_volume: 130000: 3 groups of at least that many do not fit: there are 370,884"),
    (DrawingRules(3, 3), 120_000, "min_volume: 120000: 3 groups of at least that many do not fit: the parts hold 2"),
    (DrawingRules(2, everyone=True), 140_000, "min_volume: Kommune 2, Kommune 3: nothing joins them to others, and"),
    (
        DrawingRules(2, sizes=(SizeBound("population", most=40_000),)),
        70_000,
        "min_volume: 70000: a group whose population is 40,000 or less has 6",
    ),
    (
        DrawingRules(1, together=(frozenset({"K2", "K3"}),)),
        140_000,
        "min_volume: 140000:: no drawing of so many groups",
    ),
]


@pytest.mark.parametrize(("rules", "least", "told"), CASES)
def test_a_centre_that_must_open_and_cannot_is_told_by_name(rules: DrawingRules, least: float, told: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        draw_regions(_country(least, must_open=True), rules)
    found = _told(refused.value.findings)
    assert any(one.startswith(told) for one in found), found
    assert why_no_drawing(_country(1.0, must_open=True), rules) == []


@pytest.mark.parametrize(("rules", "least", "told"), CASES)
def test_a_centre_that_may_stay_closed_is_warned_of(rules: DrawingRules, least: float, told: str) -> None:
    found = warn_of_closed_centres(_country(least, must_open=False), rules)
    assert {fault.severity for fault in found} == {"warning"}
    assert any(one.startswith(told) for one in _told(found)), _told(found)
    assert why_no_drawing(_country(least, must_open=False), rules) == []


def test_nothing_is_warned_of_that_is_refused_or_can_be() -> None:
    assert warn_of_closed_centres(_country(50_000, must_open=False), DrawingRules(2, 2)) == []
    assert warn_of_closed_centres(_country(130_000, must_open=True), DrawingRules(3, 3)) == []
    impossible = DrawingRules(2, everyone=True, sizes=(SizeBound("population", 0, 1_000),))
    assert warn_of_closed_centres(_country(130_000, must_open=False), impossible) == []


@pytest.mark.parametrize("least", [60_000, 130_000])
def test_where_centres_must_open_the_drawing_is_the_cheapest_in_which_they_do(least: float) -> None:
    """Groups that cannot bring their centre its minimum are left out of the search: their structure has no plan."""
    instance, rules = _country(least, must_open=True), DrawingRules(2, 2)
    best = cheapest_drawing(Country(instance, rules))
    drawn = draw_regions(instance, rules, SolverOptions(gap=1e-7), most_solves=5000)
    assert best is not None
    assert drawn is not None
    assert drawn.cost_kr == pytest.approx(best[0], rel=2e-7)
    assert all(Country(instance, with_minimum_volume(instance, rules)).suffices(group) for group in best[1])
    assert {line.centre for line in drawn.result.lines.centres} >= drawn.groups.keys()
