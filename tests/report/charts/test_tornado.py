"""A tornado that is read without colour: low hollow, high filled, the held plan a diamond, its value at each bar."""

from typing import Any

import pytest

from optimiser.report.charts import tornado as drawing
from optimiser.report.charts.tornado import MOST_ROWS, swings, tornado_chart
from optimiser.report.parameters import ParameterWords
from optimiser.result.frames import rows_of_frame
from tests.report.charts.towns import parsed, told, words
from tests.report.studies import FACTOR_NAMED, SCRIPT, tornado


@pytest.fixture
def spec(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The specification that is drawn."""
    drawn: list[dict[str, Any]] = []
    monkeypatch.setattr(drawing, "draw", lambda spec, *_: drawn.append(spec))
    chart("da")
    return drawn[0]


def chart(language: Any, times: int = 1) -> str:
    study = tornado()
    found = swings(study.base, rows_of_frame(study.table)) * times
    return tornado_chart(ParameterWords(language), study.base, found)


def test_low_and_high_differ_in_fill_and_place_and_the_held_plan_in_shape(spec: dict[str, Any]) -> None:
    bars = [layer["mark"] for layer in spec["layer"] if layer["mark"]["type"] == "bar"]
    assert len({mark["fill"] for mark in bars}) == len({mark["yOffset"] for mark in bars}) == 2
    assert len({mark["stroke"] for mark in bars}) == 1
    held = [layer["mark"] for layer in spec["layer"] if layer["mark"]["type"] == "point"]
    assert {mark["shape"] for mark in held} == {"diamond"}


def test_what_is_written_at_the_bars_has_room(spec: dict[str, Any]) -> None:
    low, high = spec["encoding"]["x"]["scale"]["domain"]
    per_pixel = (high - low) / spec["width"]
    for layer in spec["layer"]:
        if layer["encoding"].get("text") == {"field": "text"}:
            for bar in layer["data"]["values"]:
                left = layer["mark"]["align"] == "right"
                free = bar["beyond"] - low if left else high - bar["beyond"]
                assert free / per_pixel >= 6.5 * len(bar["text"])


def test_each_side_is_read_out_with_the_plan_held() -> None:
    said = told(chart("en"))
    assert said[0].endswith("= 1: +21.0 to 3,321.0 million kr.; the recommended plan cannot be kept")
    assert f"{FACTOR_NAMED['en']} = ×\u00a00.96: −15.0 to 3,285.0 million kr.; kept plan 0.0 million kr." in said
    assert sum("no plan" in text for text in said) == 1
    assert not any("\n" in text for text in said)


def test_names_come_out_as_text() -> None:
    svg = chart("da")
    assert "<script" not in svg
    assert any(SCRIPT in text for text in told(svg))
    assert "×\u00a00,96: −15,0" in words(svg)
    assert "3: ingen plan" in words(svg)


def test_only_the_widest_are_drawn() -> None:
    assert sum(word == "real discount rate a year" for word in words(chart("en", times=9))) * 3 == MOST_ROWS


def test_nothing_is_drawn_of_nothing() -> None:
    assert parsed(chart("en", times=0)).tag.endswith("svg")
