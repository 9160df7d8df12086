"""A frontier that is read without colour: joined and filled, or hollow and alone; and the bars of regret."""

from typing import Any

import pytest

from optimiser.report.charts import frontier as drawing
from optimiser.report.charts.frontier import frontier_chart
from optimiser.report.charts.regret import regret_bars
from optimiser.report.html.telling import Telling
from optimiser.report.rows import Row, rows_of
from tests.report.charts.towns import told, words
from tests.report.studies import QUOTED, SCRIPT, frontier, regret


def rows_for(kpi: str) -> list[Row]:
    return [row for row in rows_of(frontier()["table"]) if row["kpi"] == kpi]


@pytest.fixture
def spec(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The specification that is drawn."""
    drawn: list[dict[str, Any]] = []
    monkeypatch.setattr(drawing, "draw", lambda spec, *_: drawn.append(spec))
    frontier_chart(Telling("en"), "resolution", rows_for("resolution"))
    return drawn[0]


def marks(spec: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    found = [layer for layer in spec["layer"] if layer["mark"]["type"] == kind]
    return [layer for layer in found if kind != "point" or layer["mark"].get("aria")]


def test_dominated_points_are_hollow_and_of_another_shape_and_not_joined(spec: dict[str, Any]) -> None:
    efficient, dominated = marks(spec, "point")
    assert [row["x"] for row in dominated["data"]["values"]] == [75.1]
    assert dominated["mark"]["fill"] == "#ffffff" != efficient["mark"]["fill"]
    assert dominated["mark"]["shape"] != efficient["mark"]["shape"]
    (line,) = marks(spec, "line")
    assert [row["x"] for row in line["data"]["values"]] == [74.2, 75.0, 75.3]


def test_a_wide_gap_is_a_whisker_from_the_bound_to_the_cost(spec: dict[str, Any]) -> None:
    whisker = marks(spec, "rule")[0]["data"]["values"]
    assert whisker == [{"x": 75.3, "y": 3345.0, "low": pytest.approx(3328.275)}]


def test_each_point_is_read_out_with_its_proof() -> None:
    said = told(frontier_chart(Telling("da"), "resolution", rows_for("resolution")) or "")
    assert said[0] == "resolution 74,2: 3.300,0 mio. kr. om året, afstand 0,001 %, uden mål"
    assert said[-1] == "resolution 75,1: 3.350,0 mio. kr. om året, afstand 0,001 %, domineret"


def test_a_single_point_within_rounding_does_not_look_far_from_proven() -> None:
    svg = frontier_chart(Telling("en"), SCRIPT, rows_for(SCRIPT)) or ""
    assert told(svg) == [f"{SCRIPT} 80.5: 3,310.0 million kr. a year, gap 0.001 %"]
    assert not any("." in word for word in words(svg) if word.startswith("3,3"))
    assert frontier_chart(Telling("en"), SCRIPT, []) is None


def test_regret_is_a_bar_for_the_worst_and_one_for_the_mean() -> None:
    rows = [row for row in rows_of(regret()["table"]) if row["worst_regret_kr"] is not None]
    svg = regret_bars(Telling("en"), rows)
    assert "<script" not in svg
    assert told(svg) == [
        f"five-regions: 60.0 million kr. too dear at worst, in the future {SCRIPT}",
        f"{QUOTED}: 40.0 million kr. too dear at worst, in the future costly",
        "five-regions: 20.0 million kr. too dear on average",
        f"{QUOTED}: 13.4 million kr. too dear on average",
    ]
