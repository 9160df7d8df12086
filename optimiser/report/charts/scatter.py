"""Named dots against two axes."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from optimiser.report.charts.labels import BESIDE, Point, labels
from optimiser.report.charts.style import GAIN, PLOT

HEIGHT = 330
RADIUS = 5.0
ROOM = 0.12
"""Room beyond the outermost dots, as a part of the axis."""


@dataclass(frozen=True)
class Dot:
    """A dot in the units of the axes, its name, and what is read out."""

    x: float
    y: float
    name: str
    told: str


def scatter(dots: Sequence[Dot], axes: tuple[str, str]) -> dict[str, Any]:
    """The specification of the dots; `axes` are the titles of the horizontal and the vertical axis."""
    across, up = _domain([dot.x for dot in dots]), _domain([dot.y for dot in dots])
    points = [Point(_part(dot.x, across) * PLOT, (1 - _part(dot.y, up)) * HEIGHT, RADIUS, dot.name) for dot in dots]
    rows = [{**asdict(dot), **asdict(at)} for dot, at in zip(dots, labels(points, (PLOT, HEIGHT)), strict=True)]
    return {
        **{"width": PLOT, "height": HEIGHT, "data": {"values": rows}},
        "encoding": {"x": _axis("x", axes[0], across), "y": _axis("y", axes[1], up)},
        "layer": [
            {
                "mark": {"type": "circle", "aria": True, "size": 3.14 * RADIUS**2, "color": GAIN, "opacity": 1},
                "encoding": {"description": {"field": "told"}},
            },
            {"mark": BESIDE, "encoding": {"text": {"field": "name"}}},
        ],
    }


def _domain(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = (high - low) * ROOM or abs(high) * ROOM or 1.0
    return low - room, high + room


def _part(value: float, domain: tuple[float, float]) -> float:
    return (value - domain[0]) / (domain[1] - domain[0])


def _axis(field: str, title: str, domain: tuple[float, float]) -> dict[str, Any]:
    return {
        **{"field": field, "type": "quantitative", "scale": {"domain": list(domain), "nice": False, "zero": False}},
        "axis": {"title": title, "format": ",.2~f", "tickCount": 6},
    }
