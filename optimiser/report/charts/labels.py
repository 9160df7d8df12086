"""Names beside points, placed so that they hide neither each other nor a point."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from optimiser.report.charts.style import TEXT

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""
LETTER = 0.56
"""Width of a letter as a part of its height."""


@dataclass(frozen=True)
class Point:
    """A point in pixels, y downwards, and the name that is to stand beside it."""

    x: float
    y: float
    radius: float
    name: str


@dataclass(frozen=True)
class Label:
    """Where a name stands from its point, in pixels; `hides` is what it covers, in square pixels."""

    dx: float
    dy: float
    align: str
    hides: float


def labels(points: Sequence[Point], width: float, height: float) -> list[Label]:
    """A label for each point, in the order given: each where it hides least of what is there already."""
    taken: list[Box] = [(p.x - p.radius, p.y - p.radius, p.x + p.radius, p.y + p.radius) for p in points]
    found = []
    for place, point in enumerate(points):
        others = [box for rank, box in enumerate(taken) if rank != place]
        candidates = [_candidate(point, step, others, (0.0, 0.0, width, height)) for step in _steps(point)]
        label, box = min(candidates, key=lambda candidate: candidate[0].hides)
        found.append(label)
        taken.append(box)
    return found


def _steps(point: Point) -> Iterator[tuple[float, float, str]]:
    """The places tried, the best first: right, above, below, left, and farther away."""
    for far in (4.0, 14.0, 26.0):
        aside, up = point.radius + far, point.radius + far + TEXT / 2
        yield from ((aside, 0.0, "left"), (0.0, -up, "center"), (0.0, up, "center"), (-aside, 0.0, "right"))
        yield from ((aside, -up / 1.5, "left"), (aside, up / 1.5, "left"))
        yield from ((-aside, -up / 1.5, "right"), (-aside, up / 1.5, "right"))


def _candidate(point: Point, step: tuple[float, float, str], taken: Sequence[Box], frame: Box) -> tuple[Label, Box]:
    dx, dy, align = step
    wide = LETTER * TEXT * len(point.name)
    left = point.x + dx - {"left": 0.0, "center": wide / 2, "right": wide}[align]
    box = (left, point.y + dy - TEXT / 2, left + wide, point.y + dy + TEXT / 2)
    outside = wide * TEXT - _shared(box, frame)
    return Label(dx, dy, align, sum(_shared(box, other) for other in taken) + 2 * outside), box


def _shared(one: Box, other: Box) -> float:
    """The area two boxes share."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return max(wide, 0.0) * max(high, 0.0)
