"""A frontier that is read without colour: joined and filled, or hollow and alone; and the bars of regret."""

from dataclasses import replace
from typing import Any

import pytest

from optimiser.report.charts import frontier as drawing
from optimiser.report.charts.frontier import frontier_chart
from optimiser.report.charts.regret import regret_bars
from optimiser.report.summaries.frontier import FrontierSummary
from optimiser.report.summaries.regret import RegretSummary
from optimiser.result.frames import rows_of_frame
from tests.report.charts.towns import told, words
from tests.report.studies import QUOTED, SCRIPT, frontier, regret


@pytest.fixture
def spec(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The specification that is drawn."""
    drawn: list[dict[str, Any]] = []
    monkeypatch.setattr(drawing, "draw", lambda spec, *_: drawn.append(spec))
    frontier_chart(FrontierSummary(frontier(), "en"))
    return drawn[0]


def marks(spec: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    found = [layer for layer in spec["layer"] if layer["mark"]["type"] == kind]
    return [layer for layer in found if kind != "point" or layer["mark"].get("aria")]


def test_dominated_points_are_hollow_and_of_another_shape_and_not_joined(spec: dict[str, Any]) -> None:
    efficient, dominated = marks(spec, "point")
    assert [row["x"] for row in dominated["data"]["values"]] == [pytest.approx(75.1)]
    assert dominated["mark"]["fill"] == "#ffffff" != efficient["mark"]["fill"]
    assert dominated["mark"]["shape"] != efficient["mark"]["shape"]
    (line,) = marks(spec, "line")
    assert [row["x"] for row in line["data"]["values"]] == pytest.approx([74.2, 75.0, 75.3])


def test_a_wide_gap_is_a_whisker_from_the_bound_to_the_cost(spec: dict[str, Any]) -> None:
    whisker = marks(spec, "rule")[0]["data"]["values"]
    assert whisker == [{"x": pytest.approx(75.3), "y": 3345.0, "low": pytest.approx(3328.275)}]


def test_each_point_is_read_out_with_its_proof() -> None:
    said = told(frontier_chart(FrontierSummary(frontier(), "da")) or "")
    assert said[0] == f"{QUOTED} 74,20 %: 3.300,0 mio. kr. om året, afstand 0,001 %, uden mål"
    assert said[-1] == f"{QUOTED} 75,10 %: 3.350,0 mio. kr. om året, afstand 0,001 %, domineret"


def test_a_single_point_within_rounding_does_not_look_far_from_proven() -> None:
    svg = frontier_chart(FrontierSummary(replace(frontier(), table=frontier().table.head(1)), "en")) or ""
    assert told(svg) == [f"{SCRIPT} 74.20 %: 3,300.0 million kr. a year, gap 0.001 %, no target"]
    assert not any("." in word for word in words(svg) if word.startswith(("3,2", "3,3")))


def test_nothing_is_drawn_where_there_is_no_plan() -> None:
    assert frontier_chart(FrontierSummary(replace(frontier(), table=frontier().table.tail(1)), "en")) is None


def test_regret_is_a_bar_for_the_worst_and_one_for_the_mean() -> None:
    rows = [row for row in rows_of_frame(regret().table) if row["worst_regret_kr"] is not None]
    svg = regret_bars(RegretSummary(regret(), "en"), rows)
    assert "<script" not in svg
    assert told(svg) == [
        f"five-regions: 60.0 million kr. too expensive at worst, in the future {SCRIPT}",
        f"{QUOTED}: 40.0 million kr. too expensive at worst, in the future costly",
        "five-regions: 12.0 million kr. too expensive on average",
        f"{QUOTED}: 24.0 million kr. too expensive on average",
    ]
