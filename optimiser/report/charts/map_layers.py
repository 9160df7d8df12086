"""The layers a map is drawn of, as Vega-Lite has them: shapes, frames around a part of the map, lines, letters."""

from collections.abc import Iterable, Sequence
from math import pi
from typing import Any

from optimiser.report.charts.drawing import INK, QUIET, WIDTH, Box
from optimiser.report.charts.map_layout import Circle

Mark = dict[str, Any]
"""What a municipality is drawn with."""
Layer = dict[str, Any]

ROOM = 6.0
"""Least radius in pixels of a circle that a letter fits in."""
SMALL_ROOM = 4.0
"""Least radius that a small letter fits in, where there is no room for more."""
LARGE, SMALL = 11, 8
"""Sizes of letters in pixels."""
BORDER = 1.8
"""Width in pixels of the line around a group."""
MARGIN = 3
PAPER = "#ffffff"


def as_is(field: str) -> dict[str, Any]:
    """Return a field that holds a colour or a number of pixels, not something to be mapped to one."""
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


PAINT = {
    "fill": as_is("fill"),
    "stroke": as_is("edge"),
    "strokeWidth": {**as_is("thick"), "type": "quantitative"},
    "description": {"field": "told"},
}
"""How a municipality is coloured, and what is read out."""


def room_of(circle: Circle, least: float = ROOM) -> Mark:
    """Return where a letter stands, how large it may be, and whether it fits."""
    size = LARGE if circle.radius >= ROOM else SMALL
    fits = circle.radius >= least
    return {"x": circle.x, "y": circle.y, "size": pi * circle.radius**2, "font": size, "fits": fits}


def circle_layer(rows: Sequence[Mark], height: float) -> Layer:
    """Return municipalities as circles, the largest below."""
    return {
        "data": {"values": sorted(rows, key=lambda row: -row["size"])},
        "mark": {"type": "circle", "aria": True, "opacity": 1},
        "encoding": {**place(height), **PAINT, "size": {"field": "size", "type": "quantitative", "scale": None}},
    }


def shape_layer(rows: Sequence[Mark]) -> Layer:
    """Return municipalities as shapes; those with heavy edges above their neighbours."""
    return {
        "data": {"values": sorted(rows, key=lambda row: float(row["thick"]))},
        "projection": {"type": "identity", "scale": 1, "translate": [0, 0]},
        "mark": {"type": "geoshape", "aria": True, "strokeJoin": "round"},
        "encoding": PAINT,
    }


def border_layer(features: Sequence[Mark]) -> Layer:
    """Return heavy lines around shapes that several municipalities have together; silent, and hiding nothing."""
    return {
        "data": {"values": list(features)},
        "projection": {"type": "identity", "scale": 1, "translate": [0, 0]},
        "mark": {"type": "geoshape", "filled": False, "stroke": INK, "strokeWidth": BORDER, "strokeJoin": "round"},
    }


def frame_layers(source: Box, frame: Box, height: float) -> list[Layer]:
    """Return a frame around what an inset shows, the frame of the inset, and lines from one to the other."""
    boxes = [dict(zip(("x", "y", "x2", "y2"), box, strict=True)) for box in (source, frame)]
    ends = zip(_facing_corners(source, frame), _facing_corners(frame, source), strict=True)
    lines = [{"x": x, "y": y, "x2": to_x, "y2": to_y} for (x, y), (to_x, to_y) in ends]
    framed = {"type": "rect", "fill": None, "stroke": QUIET, "strokeWidth": 0.8}
    return [
        line_layer(lines, height),
        {"data": {"values": boxes}, "mark": framed, "encoding": {**place(height), **_ENDS}},
    ]


def _facing_corners(box: Box, other: Box) -> list[tuple[float, float]]:
    """The two corners of a box on the side on which another, apart from it, lies; that in its order of reading."""
    left, top, right, bottom = box
    if other[3] <= top or other[1] >= bottom:
        y = top if other[3] <= top else bottom
        return [(left, y), (right, y)]
    x = left if other[2] <= left else right
    return [(x, top), (x, bottom)]


def line_layer(lines: Sequence[Mark], height: float) -> Layer:
    """Return thin lines between two points each."""
    ruled = {"type": "rule", "stroke": QUIET, "strokeWidth": 0.6}
    return {"data": {"values": list(lines)}, "mark": ruled, "encoding": {**place(height), **_ENDS}}


_ENDS = {"x2": {"field": "x2"}, "y2": {"field": "y2"}}


def whole_map(
    height: float, layers: Iterable[Layer], rows: Sequence[Mark], names: Iterable[Layer] = ()
) -> dict[str, Any]:
    """Return the layers, and above them the letters of the rows where they fit, those of hosts in bold; then names."""
    letters = [
        {
            "data": {"values": [_letter(row) for row in rows if row["fits"] and row["letter"] and row["bold"] == bold]},
            "mark": {"type": "text", "fontWeight": "bold" if bold else "normal", "baseline": "middle", "dy": 0.5},
            "encoding": {
                **{**place(height), "text": {"field": "letter"}, "color": as_is("ink")},
                "size": {"field": "font", "type": "quantitative", "scale": None, "legend": None},
            },
        }
        for bold in (True, False)
    ]
    return {"width": WIDTH, "height": height, "padding": MARGIN, "layer": [*layers, *letters, *names]}


def _letter(row: Mark) -> Mark:
    return {name: row[name] for name in ("x", "y", "letter", "ink", "font")}


def place(height: float) -> dict[str, Any]:
    """Return pixels as they are, y downwards."""
    ends = {"x": [0, WIDTH], "y": [height, 0]}
    return {
        axis: {
            **{"field": axis, "type": "quantitative", "axis": None},
            "scale": {"domain": domain, "nice": False, "zero": False},
        }
        for axis, domain in ends.items()
    }
