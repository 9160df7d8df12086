"""SVG that may stand in a page: well-formed, without script, one stop of the Tab key."""

import re
from typing import Any

import pytest

from optimiser.report.charts.drawing import draw
from tests.report.charts.towns import NASTY, marks, parsed, told, words

BARS: dict[str, Any] = {
    "width": 200,
    "data": {"values": [{"x": 1234.5678, "name": NASTY}, {"x": 3, "name": "two\nlines"}]},
    "mark": {"type": "bar", "aria": True},
    "encoding": {
        "x": {"field": "x", "type": "quantitative", "title": "kr.", "axis": {"format": ",.1f"}},
        "y": {"field": "name", "type": "nominal"},
        "description": {"field": "name"},
    },
}


def test_names_come_out_escaped_and_whole() -> None:
    svg = draw(BARS, "en", NASTY, NASTY)
    assert "<script" not in svg
    assert told(svg) == [NASTY, "two\nlines"]
    assert parsed(svg).get("aria-label") == NASTY
    assert NASTY in [element.text for element in parsed(svg)]
    assert any(word.startswith("<script>") for word in words(svg))


def test_there_is_nothing_that_acts_or_refers_to_anything() -> None:
    root = parsed(draw(BARS, "en", "title", "description"))
    assert {element.tag.split("}")[1] for element in root.iter()} <= {"svg", "desc", "g", "path", "line", "text"}
    names = {name for element in root.iter() for name in element.attrib}
    assert not {name for name in names if name.startswith("on") or "href" in name or name in ("id", "clip-path")}


def test_one_mark_is_a_stop_of_the_tab_key_and_the_others_are_reached_by_script() -> None:
    assert [mark.get("tabindex") for mark in marks(draw(BARS, "en", "title", "description"))] == ["0", "-1"]


def test_only_data_marks_speak() -> None:
    root = parsed(draw(BARS, "en", "title", "description"))
    speaking = [element for element in root.iter() if element.get("aria-label") or element.get("role")]
    assert [element.get("role") for element in speaking] == ["group", "img", "img"]
    assert not [element for element in root.iter() if element.get("aria-roledescription")]


def test_axes_are_written_as_the_language_does() -> None:
    assert "1.200,0" in words(draw(BARS, "da", "title", "description"))
    assert "1,200.0" in words(draw(BARS, "en", "title", "description"))


def test_it_scales_with_the_page() -> None:
    root = parsed(draw(BARS, "en", "title", "description"))
    assert root.get("width") == "100%"
    assert root.get("height") is None
    assert re.fullmatch(r"0 0 \d+ \d+", root.get("viewBox", ""))
    assert re.fullmatch(r"max-width:\d+px;height:auto", root.get("style", ""))


def test_measures_are_rounded_to_a_tenth_of_a_pixel() -> None:
    svg = draw(BARS, "en", "title", "description")
    assert not re.search(r'(?: d|transform)="[^"]*\d\.\d\d', svg)


@pytest.mark.parametrize("control", ["\x00", "\x0b", "\ufffe"])
def test_signs_that_xml_does_not_know_are_left_out(control: str) -> None:
    spec = {**BARS, "data": {"values": [{"x": 1, "name": f"a{control}b"}]}}
    assert told(draw(spec, "en", f"t{control}", f"d{control}")) == ["ab"]


def test_it_is_the_same_every_time() -> None:
    assert draw(BARS, "da", "title", "description") == draw(BARS, "da", "title", "description")
