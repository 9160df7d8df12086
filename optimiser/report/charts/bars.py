"""Horizontal bars in rows: the label and the amount above each bar, so that both are read on a telephone too."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from optimiser.report.charts.style import INK, LINE, QUIET

STEP = 42
"""Height of a row in pixels."""
THICK = 12
AMOUNT = 70
"""Pixels beside a label that are kept for its amount."""
BELOW = 9
"""Pixels from the middle of a row down to its bar, and up to its words."""
SEEN = 0.004
"""A whisker shorter than this part of the axis is not seen, and is left out."""


@dataclass(frozen=True)
class Bar:
    """A row: a bar from `start` to `end` in the unit of the axis, and the words above it.

    `told` is what is read out. A whisker leads from `end` on to `most`; they are the same where there is none.
    """

    label: str
    amount: str
    start: float
    end: float
    colour: str
    told: str
    most: float


def bars(rows: Sequence[Bar], width: int, axis_title: str) -> dict[str, Any]:
    """The part of a specification that draws the rows, `width` pixels wide, against an axis with a zero line."""
    return {
        **{"width": width, "height": {"step": STEP}},
        "data": {"values": [{"row": place, **asdict(row)} for place, row in enumerate(rows)]},
        "encoding": {"y": {"field": "row", "type": "ordinal", "axis": None, "scale": {"padding": 0}}},
        "layer": [_bars(axis_title), _zero(), *_whiskers(rows), *_words(width)],
    }


def _zero() -> dict[str, Any]:
    """A tick at zero in each row, no line through all of them: it would run through words."""
    tick = {"type": "tick", "color": QUIET, "thickness": 1.5, "height": THICK + 8, "yOffset": BELOW}
    return {"mark": tick, "encoding": {"x": {"datum": 0}}}


def _bars(axis_title: str) -> dict[str, Any]:
    axis = {"title": axis_title, "format": ",.2~f", "tickCount": 6, "gridColor": LINE}
    return {
        "mark": {"type": "bar", "aria": True, "height": THICK, "yOffset": BELOW, "strokeWidth": 1},
        "encoding": {
            "x": {"field": "start", "type": "quantitative", "axis": axis},
            "x2": {"field": "end"},
            "fill": {"field": "colour", "type": "nominal", "scale": None},
            "stroke": {"field": "colour", "type": "nominal", "scale": None},
            "description": {"field": "told"},
        },
    }


def _whiskers(rows: Sequence[Bar]) -> list[dict[str, Any]]:
    """A line with a tip from the end of the bar to `most`, where it is long enough to be seen."""
    extent = max((abs(end) for row in rows for end in (row.start, row.end, row.most)), default=0.0)
    seen = {"filter": f"datum.most - datum.end > {SEEN * extent}"}
    ends = {"x": {"field": "end", "type": "quantitative"}, "x2": {"field": "most"}}
    tip = {"type": "tick", "color": INK, "yOffset": BELOW, "thickness": 1.5, "height": THICK}
    return [
        {"transform": [seen], "mark": {"type": "rule", "color": INK, "yOffset": BELOW}, "encoding": ends},
        {"transform": [seen], "mark": tip, "encoding": {"x": {"field": "most", "type": "quantitative"}}},
    ]


def _words(width: int) -> list[dict[str, Any]]:
    place = {"type": "text", "baseline": "middle", "yOffset": -BELOW}
    return [
        {
            "mark": {**place, "align": "left", "limit": width - AMOUNT},
            "encoding": {"x": {"value": 0}, "text": {"field": "label"}},
        },
        {
            "mark": {**place, "align": "right", "fontWeight": "bold"},
            "encoding": {"x": {"value": width}, "text": {"field": "amount"}},
        },
    ]
