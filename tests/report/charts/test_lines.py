"""Lines that are read without colour: each has its own dash and its own shape, and its name at its end."""

from itertools import pairwise
from typing import Any

import pytest

from optimiser.report.charts.drawing import draw
from optimiser.report.charts.lines import DASHES, SHAPES, Series, Spot, lines
from optimiser.report.charts.sweep import cost_chart, forms_charts
from optimiser.report.summaries.sweep import SweepSummary
from tests.report.charts.towns import NASTY, parsed, told, words
from tests.report.studies import factor, structures, swept


def series(look: int, *heights: float, name: str = "", hollow: bool = False) -> Series:
    spots = [Spot(float(x), y, f"{name} {x}", low=y - 1) for x, y in enumerate(heights)]
    return Series(name or f"line {look}", [spots], look, hollow)


def layers(spec: dict[str, Any], mark: str) -> list[dict[str, Any]]:
    """The layers of a kind of mark that stand for data: lines, points that speak, rules and text."""
    found = [layer for layer in spec["layer"] if layer["mark"]["type"] == mark]
    return [layer for layer in found if mark != "point" or layer["mark"].get("aria")]


@pytest.mark.parametrize("count", [1, 2, 5, 12, 35])
def test_every_series_has_its_own_dash_or_shape(count: int) -> None:
    spec = lines([series(look, look, look + 1) for look in range(count)], ("across", "up"))
    dashes = [tuple(layer["mark"]["strokeDash"]) for layer in layers(spec, "line")]
    shapes = [layer["mark"]["shape"] for layer in layers(spec, "point")]
    assert len(dashes) == len(shapes) == count
    assert len(set(zip(dashes, shapes, strict=True))) == count
    assert len(DASHES) * len(SHAPES) == 35


def test_a_line_has_its_name_at_its_end_and_a_lonely_one_needs_none() -> None:
    two = draw(lines([series(0, 1, 2, name=NASTY), series(1, 4, 3, name="b")], ("x", "y")), "en", "t", "d")
    assert [word for word in words(two) if word.startswith("<script>") or word == "b"]
    one = draw(lines([series(0, 1, 2, name="b")], ("x", "y")), "en", "t", "d")
    assert "b" not in words(one)


def test_beside_its_name_stands_a_sample_of_each_line() -> None:
    spec = lines([series(0, 1, 2), series(1, 1.5, 2)], ("x", "y"))
    samples = [
        layer["mark"] for layer in spec["layer"] if layer["mark"]["type"] == "point" and "aria" not in layer["mark"]
    ]
    assert [mark["shape"] for mark in samples] == list(SHAPES[:2])
    rules = [layer["mark"]["strokeDash"] for layer in layers(spec, "rule") if "strokeDash" in layer["mark"]]
    assert rules == list(DASHES[:2])


def test_a_name_beside_the_last_point_is_not_crossed_out_by_what_leads_to_it() -> None:
    named = Series("named", [[Spot(0.5, 1.0, "told", name="own")]], 2)
    spec = lines([series(0, 1, 2), named], ("x", "y"))
    rows = [row for layer in layers(spec, "rule") for row in layer["data"]["values"]]
    leaders = [row for row in rows if "middle" in row]
    assert [row["name"] for row in leaders] == [["line 0"]]


def test_names_do_not_stand_upon_each_other() -> None:
    spec = lines([series(look, 5, 5 + look / 1000) for look in range(6)], ("x", "y"))
    rows = layers(spec, "text")[0]["data"]["values"]
    lines_of_text = [row["first"] + 15 * number for row in rows for number in range(len(row["name"]))]
    assert sum(len(row["name"]) for row in rows) == 6
    assert all(after - before >= 14.9 for before, after in pairwise(lines_of_text))
    assert all(0 <= middle <= 300 for middle in lines_of_text)


def test_lines_upon_each_other_are_one_with_both_names_and_both_are_read_out() -> None:
    spec = lines([series(0, 1, 2, name="a"), series(1, 1, 2, name="b"), series(2, 3, 4, name="c")], ("x", "y"))
    assert len(layers(spec, "line")) == 2
    assert ["a", "b"] in [row["name"] for row in layers(spec, "text")[0]["data"]["values"]]
    assert "a 0\nb 0" in told(draw(spec, "en", "t", "d"))


def test_stretches_are_not_joined_to_each_other() -> None:
    stretches = [[Spot(0, 1, "a"), Spot(1, 1, "b")], [Spot(3, 1, "c"), Spot(4, 1, "d")], [Spot(6, 1, "e")]]
    spec = lines([Series("a", stretches, 0)], ("x", "y"))
    rows = layers(spec, "line")[0]["data"]["values"]
    assert [(row["x"], row["stretch"]) for row in rows] == [(0, 0), (1, 0), (3, 1), (4, 1)]
    assert told(draw(spec, "en", "t", "d")) == ["a", "b", "c", "d", "e"]


def test_hollow_marks_are_not_filled() -> None:
    spec = lines([series(0, 1, 2), series(1, 3, 4, hollow=True)], ("x", "y"))
    assert [layer["mark"]["fill"] == "#ffffff" for layer in layers(spec, "point")] == [False, True]


def test_a_whisker_leads_down_to_what_is_proven_where_it_is_seen() -> None:
    spec = lines([Series("a", [[Spot(0, 10, "a", 5.0), Spot(1, 10, "b", 9.99), Spot(2, 10, "c")]], 0)], ("x", "y"))
    assert layers(spec, "rule")[0]["data"]["values"] == [{"x": 0, "y": 10, "low": 5.0}]


@pytest.mark.parametrize("given", [[], [Series("empty", [], 0)], [Series("one", [[Spot(1, 1, "one")]], 0)]])
def test_nothing_and_a_single_point_are_drawn(given: list[Series]) -> None:
    assert parsed(draw(lines(given, ("x", "y")), "da", "t", "d")).tag.endswith("svg")


def test_the_chart_of_a_sweep_breaks_its_line_at_a_point_without_a_plan() -> None:
    said = told(cost_chart(SweepSummary(swept(factor(), costs_kr={1: None}), "en")) or "")
    assert [text.partition(":")[0].rpartition("\u00a0")[2] for text in said] == ["0.9", "1.1", "1.2"]
    assert said[0].endswith("3,300.0 million kr. a year, gap 0.005 %")


def test_the_axis_with_an_order_stands_across_whichever_comes_first() -> None:
    for axes in ((structures(), factor()), (factor(), structures())):
        svg = cost_chart(SweepSummary(swept(*axes), "da")) or ""
        assert "0,9" in words(svg)
        assert {"five-regions"} <= set(words(svg))
        assert [name for name, _ in forms_charts(SweepSummary(swept(*axes), "da"))][2] == "struktur = five-regions"


def test_a_series_looks_the_same_beside_others() -> None:
    spec = lines([series(0, 1, 2), Series("empty", [], 1), series(2, 3, 4)], ("x", "y"))
    assert [layer["mark"]["shape"] for layer in layers(spec, "point")] == [SHAPES[0], SHAPES[2]]


def test_more_lines_than_are_read_are_not_drawn() -> None:
    many = structures(*(f"s{number}" for number in range(13)))
    assert cost_chart(SweepSummary(swept(many, factor()), "en")) is None
    assert list(forms_charts(SweepSummary(swept(many, factor()), "en"))) == []
