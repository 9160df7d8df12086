"""Lines against two axes, each told by its own dash and shape and by its name at its end: no colour is needed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil, hypot, pi
from typing import Any

from optimiser.report.charts.drawing import (
    INK,
    LETTER,
    LINE_HEIGHT,
    PLOT,
    QUIET,
    TEXT,
    AxisRange,
    LabelPoint,
    label_layers,
    labels,
)

HEIGHT = 300
RADIUS = 4.0
DASHES = ([1, 0], [8, 3], [2, 3], [10, 3, 2, 3], [14, 5])
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right")
"""No two of the first 35 lines have both the same dash and the same shape: 5 and 7 have no common factor."""
COLOURS = ("#0072B2", "#B14A00", "#117733", "#882255", "#332288")
"""Dark enough to be read as greys; they say nothing that dash and shape do not say."""
ROOM = 0.06
"""Room beyond the outermost points, as a part of the axis."""
FLAT = 2e-3
"""The axis up is at least this part of the highest value long: what is within rounding is not made to look large."""
ASIDE = 12
"""Pixels from the plot to what stands at the ends of the lines."""
KEY = 28
"""Width in pixels of the sample of a line beside its name: lines that meet at their ends are told apart by it."""
LONGEST = 170
"""Pixels that are kept for these names at most."""
GAP = 5
EDGE = 5
WIDER = 0.2
"""How much wider names may be in the font of the page than in the one they are measured in, as a part."""
SEEN = 2.5
"""A whisker shorter than this, in pixels, is not seen and is left out."""
FEW = 8
"""So many different values across have a tick each."""


@dataclass(frozen=True)
class Spot:
    """A point in the units of the axes, and what is read out. A whisker leads down to `low`; a `name` stands beside."""

    x: float
    y: float
    told: str
    low: float | None = None
    name: str = ""


@dataclass(frozen=True)
class Series:
    """Points under one name in stretches; within a stretch they are joined. `hollow` marks are not filled.

    `look` is the number of its dash and shape: another one for each series of a chart.
    """

    name: str
    stretches: Sequence[Sequence[Spot]]
    look: int
    hollow: bool = False

    @property
    def spots(self) -> list[Spot]:
        """All points."""
        return [spot for stretch in self.stretches for spot in stretch]


@dataclass(frozen=True)
class PlotFrame:
    """The size of the plot in pixels, and the ends of its axes."""

    width: float
    height: float
    across: AxisRange
    up: AxisRange

    def at(self, spot: Spot) -> tuple[float, float]:
        """Where a point is drawn, in pixels, y downwards."""
        return _part(spot.x, self.across) * self.width, self.upright(spot.y)

    def upright(self, y: float) -> float:
        """How far below the top a value is drawn, in pixels."""
        return (1 - _part(y, self.up)) * self.height


def lines(
    given: Sequence[Series], titles: tuple[str, str], width: int = PLOT, up: AxisRange | None = None
) -> dict[str, Any]:
    """The specification of the series that have points; `titles` are those of the axis across and the one up.

    `width` is what the plot and the names at its right have together, in pixels; `up` are the ends of the axis where
    they are not to follow from the points. Series that would be drawn on each other are one line with several names.
    """
    series = [each for each in given if each.spots]
    room = _room(series)
    spots = [spot for each in series for spot in each.spots]
    plot = width - (ASIDE + KEY + GAP + room if room else 0)
    lows = [spot.low for spot in spots if spot.low is not None]
    upright = up or _domain([*lows, *(spot.y for spot in spots)], FLAT)
    frame = PlotFrame(plot, HEIGHT, _domain([spot.x for spot in spots]), upright)
    drawn = _merged(series, frame)
    return {
        "padding": {**dict.fromkeys(("left", "top", "bottom"), EDGE), "right": EDGE + WIDER * room},
        **{"width": plot, "height": HEIGHT, "encoding": _axes(frame, titles, {spot.x for spot in spots})},
        "layer": [
            *_whiskers(spots, frame),
            *(layer for each in drawn for layer in _line(each)),
            *map(_marks, drawn),
            *(_ends(drawn, frame) if room else ()),
            *_names(drawn, frame),
        ],
    }


def _room(series: Sequence[Series]) -> float:
    """Pixels that the longest name takes; a line that is alone needs none."""
    return min(LONGEST, LETTER * TEXT * max(len(each.name) for each in series)) if len(series) > 1 else 0.0


def _merged(series: Sequence[Series], frame: PlotFrame) -> list[Series]:
    """Series whose points lie on each other, to the pixel, as one."""
    found: dict[tuple[Any, ...], Series] = {}
    for each in series:
        place = (each.hollow, *(tuple(map(round, frame.at(spot))) for spot in each.spots))
        found[place] = _both(found[place], each) if place in found else each
    return list(found.values())


def _both(one: Series, other: Series) -> Series:
    told = [
        [replace(spot, told=f"{spot.told}\n{same.told}") for spot, same in zip(*stretches, strict=True)]
        for stretches in zip(one.stretches, other.stretches, strict=True)
    ]
    return Series(f"{one.name}\n{other.name}", told, one.look, one.hollow)


def _line(series: Series) -> Iterator[dict[str, Any]]:
    """A layer with the stretches of more than one point; none where nothing is joined."""
    rows = [
        {"x": spot.x, "y": spot.y, "stretch": number}
        for number, stretch in enumerate(series.stretches)
        for spot in stretch
        if len(stretch) > 1
    ]
    if rows:
        yield {
            "data": {"values": rows},
            "mark": {"type": "line", **_stroke(series)},
            "encoding": {"detail": {"field": "stretch", "type": "nominal"}},
        }


def _marks(series: Series) -> dict[str, Any]:
    return {
        "data": {"values": [{"x": spot.x, "y": spot.y, "told": spot.told} for spot in series.spots]},
        "mark": {"type": "point", "aria": True, **_shape(series)},
        "encoding": {"description": {"field": "told"}},
    }


def _stroke(series: Series) -> dict[str, Any]:
    return {"strokeDash": DASHES[series.look % len(DASHES)], "color": _colour(series), "strokeWidth": 1.6}


def _shape(series: Series) -> dict[str, Any]:
    fill = "#ffffff" if series.hollow else _colour(series)
    look = {"shape": SHAPES[series.look % len(SHAPES)], "stroke": _colour(series), "fill": fill, "strokeWidth": 1.4}
    return {**look, "size": pi * RADIUS**2, "opacity": 1}


def _colour(series: Series) -> str:
    return COLOURS[series.look % len(COLOURS)]


def _whiskers(spots: Sequence[Spot], frame: PlotFrame) -> Iterator[dict[str, Any]]:
    """A line with a foot from each point down to what is proven, where it is long enough to be seen."""
    rows = [
        {"x": spot.x, "y": spot.y, "low": spot.low}
        for spot in spots
        if spot.low is not None and frame.upright(spot.low) - frame.upright(spot.y) >= SEEN
    ]
    if rows:
        data, low = {"values": rows}, {"field": "low", "type": "quantitative"}
        foot = {"type": "tick", "color": INK, "thickness": 1.2, "width": 8, "orient": "horizontal"}
        yield {"data": data, "mark": {"type": "rule", "color": INK, "strokeWidth": 1}, "encoding": {"y2": low}}
        yield {"data": data, "mark": foot, "encoding": {"y": low}}


def _ends(series: Sequence[Series], frame: PlotFrame) -> Iterator[dict[str, Any]]:
    """The names at the right with a sample of their lines, none upon another.

    Each is led to the last point, unless a name stands beside that, which would be crossed out.
    """
    ordered = sorted(series, key=lambda each: frame.at(each.spots[-1])[1])
    places = _spread(
        [(frame.at(each.spots[-1])[1], LINE_HEIGHT * len(each.name.split("\n"))) for each in ordered], frame
    )
    rows = [_end(each, frame, middle) for each, middle in zip(ordered, places, strict=True)]
    led = {name: {"value": {"expr": f"datum.{field}"}} for name, field in (("x", "x"), ("y", "y"), ("y2", "middle"))}
    text = {"type": "text", "align": "left", "baseline": "middle", "limit": LONGEST, "lineHeight": LINE_HEIGHT}
    at = {"x": {"value": frame.width + ASIDE + KEY + GAP}, "y": {"value": {"expr": "datum.first"}}}
    yield {
        "data": {"values": [row for each, row in zip(ordered, rows, strict=True) if not each.spots[-1].name]},
        "mark": {"type": "rule", "color": QUIET, "strokeWidth": 0.6},
        "encoding": {**led, "x2": {"value": frame.width + ASIDE - 3}},
    }
    for each, middle in zip(ordered, places, strict=True):
        yield from _key(each, frame, middle)
    yield {"data": {"values": rows}, "mark": text, "encoding": {**at, "text": {"field": "name"}}}


def _end(series: Series, frame: PlotFrame, middle: float) -> dict[str, Any]:
    """The last point in pixels, and where the lines of its name stand."""
    x, y = frame.at(series.spots[-1])
    name = series.name.split("\n")
    return {
        "x": x + RADIUS + 1,
        "y": y,
        "middle": middle,
        "first": middle - LINE_HEIGHT * (len(name) - 1) / 2,
        "name": name,
    }


def _key(series: Series, frame: PlotFrame, middle: float) -> Iterator[dict[str, Any]]:
    """A sample of the line with its mark."""
    left, at = frame.width + ASIDE, {"y": {"value": middle}}
    if any(len(stretch) > 1 for stretch in series.stretches):
        ends = {"x": {"value": left}, "x2": {"value": left + KEY}}
        yield {"data": {"values": [{}]}, "mark": {"type": "rule", **_stroke(series)}, "encoding": {**at, **ends}}
    yield {
        "data": {"values": [{}]},
        "mark": {"type": "point", **_shape(series)},
        "encoding": {**at, "x": {"value": left + KEY / 2}},
    }


def _spread(wanted: Sequence[tuple[float, float]], frame: PlotFrame) -> list[float]:
    """The middles of names as near as may be to where they are wanted; `wanted` are middle and height, from the top."""
    middles = [max(middle, high / 2) for middle, high in wanted]
    least = [(one[1] + other[1]) / 2 for one, other in pairwise(wanted)]
    for place, apart in enumerate(least):
        middles[place + 1] = max(middles[place + 1], middles[place] + apart)
    middles[-1] = min(middles[-1], max(frame.height, sum(high for _, high in wanted)) - wanted[-1][1] / 2)
    for place, apart in reversed(list(enumerate(least))):
        middles[place] = min(middles[place], middles[place + 1] - apart)
    return middles


def _names(series: Sequence[Series], frame: PlotFrame) -> list[dict[str, Any]]:
    """The names of single points, where they hide least of points and lines."""
    spots = [spot for each in series for spot in each.spots]
    named = [LabelPoint(*frame.at(spot), RADIUS, spot.name) for spot in spots if spot.name]
    taken = [_box(*frame.at(spot)) for spot in spots]
    taken += [_box(*place) for each in series for stretch in each.stretches for place in _along(stretch, frame)]
    return label_layers(labels(named, (frame.width, frame.height), taken)) if named else []


def _along(stretch: Sequence[Spot], frame: PlotFrame) -> Iterator[tuple[float, float]]:
    """Places on the line between points, so near each other that no name slips through."""
    for (x, y), (to_x, to_y) in pairwise(map(frame.at, stretch)):
        steps = ceil(hypot(to_x - x, to_y - y) / (2 * RADIUS))
        yield from ((x + step / steps * (to_x - x), y + step / steps * (to_y - y)) for step in range(1, steps))


def _box(x: float, y: float) -> tuple[float, float, float, float]:
    return x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS


def _domain(values: Sequence[float], flat: float = 0.0) -> AxisRange:
    """The ends of an axis on which less than `flat` of the highest value does not look like much."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = max((high - low) * ROOM, (abs(high) * flat - (high - low)) / 2) or abs(high) * ROOM or 1.0
    return low - room, high + room


def _part(value: float, ends: AxisRange) -> float:
    return (value - ends[0]) / (ends[1] - ends[0])


def _axes(frame: PlotFrame, titles: tuple[str, str], places: set[float]) -> dict[str, Any]:
    ticks = {"values": sorted(places), "labelOverlap": "greedy"} if len(places) <= FEW else {"tickCount": 6}
    return {
        "x": {**_axis("x", frame.across), "axis": {"title": titles[0], "format": ",.6~f", "grid": False, **ticks}},
        "y": {**_axis("y", frame.up), "axis": {"title": titles[1], "format": ",.6~f", "tickCount": 6}},
    }


def _axis(field: str, ends: AxisRange) -> dict[str, Any]:
    return {"field": field, "type": "quantitative", "scale": {"domain": list(ends), "nice": False, "zero": False}}
