"""Names beside points, placed so that they hide neither each other nor a point."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from optimiser.report.charts.style import QUIET, TEXT

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""
LONGEST = 220
"""Longest name in pixels; of a longer one the beginning is written."""
LETTER = 0.54
"""Width of a letter as a part of its height."""
LINE = 15
"""Height in pixels of each line of a name."""
ASTRAY = 2.0
"""What a pixel farther from its point costs a name, in square pixels that it hides of others."""
LED = 12.0
"""A name farther from its point than this, in pixels, is led to by a line."""


@dataclass(frozen=True)
class LabelPoint:
    """A point in pixels, y downwards, and the name that is to stand beside it, in lines."""

    x: float
    y: float
    radius: float
    name: str


@dataclass(frozen=True)
class Label:
    """A name at `x`, `y`, the middle of its `align` side, in pixels.

    `far` is how far it stands from the edge of its point, `cost` how badly it stands there.
    """

    point: LabelPoint
    x: float
    y: float
    align: str
    far: float
    cost: float


def labels(points: Sequence[LabelPoint], size: tuple[float, float], lines: Iterable[Box] = ()) -> list[Label]:
    """A label for each point, in the order given: each where it hides least of what is there already.

    `size` is that of the chart in pixels; `lines` are boxes around what else is not to be hidden.
    """
    taken = [*map(around, points), *lines]
    found = []
    for point in points:
        candidates = [_candidate(point, step, taken, (0.0, 0.0, *size)) for step in _steps(point)]
        label = min(candidates, key=lambda candidate: candidate.cost)
        found.append(label)
        taken.append(_box(label))
    return found


def label_layers(found: Sequence[Label]) -> list[dict[str, Any]]:
    """The layers that write the names, with a line to each that stands far from its point."""
    rows = [
        {"x": each.x, "y": _first_line(each), "align": each.align, "name": each.point.name.split("\n")}
        for each in found
    ]
    led = [{"x": each.point.x, "y": each.point.y, "x2": each.x, "y2": each.y} for each in found if each.far > LED]
    text = {"type": "text", "baseline": "middle", "limit": LONGEST, "lineHeight": LINE}
    return [
        {
            "data": {"values": led},
            "mark": {"type": "rule", "color": QUIET, "strokeWidth": 0.7},
            "encoding": _at("x", "y", "x2", "y2"),
        },
        {
            "data": {"values": rows},
            "mark": {**text, "align": {"expr": "datum.align"}},
            "encoding": {**_at("x", "y"), "text": {"field": "name"}},
        },
    ]


def _at(*channels: str) -> dict[str, Any]:
    """Each channel at the pixel that the field of its name tells."""
    return {channel: {"value": {"expr": f"datum.{channel}"}} for channel in channels}


def around(point: LabelPoint) -> Box:
    """The box that a point itself takes."""
    return point.x - point.radius, point.y - point.radius, point.x + point.radius, point.y + point.radius


def _steps(point: LabelPoint) -> Iterator[tuple[float, float, str]]:
    """The places tried: to the right, the left, above and below, and farther away."""
    high = _high(point) / 2
    for far in (4.0, 14.0, 26.0, 40.0):
        aside, up = point.radius + far, point.radius + far + high - 2
        yield from ((aside, 0.0, "left"), (-aside, 0.0, "right"), (0.0, -up, "center"), (0.0, up, "center"))
        for slope in (0.35, 0.7):
            yield from ((aside, -up * slope, "left"), (aside, up * slope, "left"))
            yield from ((-aside, -up * slope, "right"), (-aside, up * slope, "right"))


def _candidate(point: LabelPoint, step: tuple[float, float, str], taken: Sequence[Box], frame: Box) -> Label:
    dx, dy, align = step
    bare = Label(point, point.x + dx, point.y + dy, align, 0.0, 0.0)
    box = _box(bare)
    outside = (box[2] - box[0]) * (box[3] - box[1]) - _shared(box, frame)
    hides = sum(_shared(box, other) for other in taken) + 3 * outside
    far = max(abs(dx), abs(dy) - _high(point) / 2) - point.radius
    return Label(point, bare.x, bare.y, align, far, hides + ASTRAY * (far + abs(dy) / 4))


def _high(point: LabelPoint) -> float:
    return TEXT + LINE * point.name.count("\n")


def _first_line(label: Label) -> float:
    return label.y - LINE * label.point.name.count("\n") / 2


def _box(label: Label) -> Box:
    wide = min(LETTER * TEXT * max(map(len, label.point.name.split("\n"))), LONGEST)
    left = label.x - {"left": 0.0, "center": wide / 2, "right": wide}[label.align]
    high = _high(label.point)
    return left, label.y - high / 2, left + wide, label.y + high / 2


def _shared(one: Box, other: Box) -> float:
    """The area two boxes share."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return max(wide, 0.0) * max(high, 0.0)
