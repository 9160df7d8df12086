"""Names beside points, placed so that they hide neither each other nor a point."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from optimiser.report.charts.style import TEXT

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""
LONGEST = 220
"""Longest name in pixels; of a longer one the beginning is written."""
LETTER = 0.56
"""Width of a letter as a part of its height."""


ASTRAY = 2.0
"""What a pixel farther from its point costs a name, in square pixels that it hides of others."""

BESIDE: dict[str, Any] = {
    **{"type": "text", "baseline": "middle", "limit": LONGEST},
    **{name: {"expr": f"datum.{name}"} for name in ("dx", "dy", "align")},
}
"""The mark of names that stand where their labels say; the rows hold the labels' fields."""


@dataclass(frozen=True)
class Point:
    """A point in pixels, y downwards, and the name that is to stand beside it."""

    x: float
    y: float
    radius: float
    name: str


@dataclass(frozen=True)
class Label:
    """Where a name stands from its point, in pixels; `cost` is how badly it stands there."""

    dx: float
    dy: float
    align: str
    cost: float


def labels(points: Sequence[Point], size: tuple[float, float], lines: Iterable[Box] = ()) -> list[Label]:
    """A label for each point, in the order given: each where it hides least of what is there already.

    `size` is that of the chart in pixels; `lines` are boxes around what else is not to be hidden.
    """
    taken = [*map(around, points), *lines]
    found = []
    for point in points:
        candidates = [_candidate(point, step, taken, (0.0, 0.0, *size)) for step in _steps(point)]
        label, box = min(candidates, key=lambda candidate: candidate[0].cost)
        found.append(label)
        taken.append(box)
    return found


def around(point: Point) -> Box:
    """The box that a point itself takes."""
    return point.x - point.radius, point.y - point.radius, point.x + point.radius, point.y + point.radius


def _steps(point: Point) -> Iterator[tuple[float, float, str]]:
    """The places tried, the best first: right, above, below, left, and farther away."""
    for far in (4.0, 14.0, 26.0):
        aside, up = point.radius + far, point.radius + far + TEXT / 2
        yield from ((aside, 0.0, "left"), (0.0, -up, "center"), (0.0, up, "center"), (-aside, 0.0, "right"))
        yield from ((aside, -up / 1.5, "left"), (aside, up / 1.5, "left"))
        yield from ((-aside, -up / 1.5, "right"), (-aside, up / 1.5, "right"))


def _candidate(point: Point, step: tuple[float, float, str], taken: Sequence[Box], frame: Box) -> tuple[Label, Box]:
    dx, dy, align = step
    wide = min(LETTER * TEXT * len(point.name), LONGEST)
    left = point.x + dx - {"left": 0.0, "center": wide / 2, "right": wide}[align]
    box = (left, point.y + dy - TEXT / 2, left + wide, point.y + dy + TEXT / 2)
    outside = wide * TEXT - _shared(box, frame)
    hides = sum(_shared(box, other) for other in taken) + 2 * outside
    return Label(dx, dy, align, hides + ASTRAY * (abs(dx) + abs(dy) - point.radius)), box


def _shared(one: Box, other: Box) -> float:
    """The area two boxes share."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return max(wide, 0.0) * max(high, 0.0)
