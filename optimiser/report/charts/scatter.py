"""Named dots against two axes."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from math import hypot, pi
from typing import Any

from optimiser.report.charts.drawing import GAIN, PLOT, LabelPoint, label_layers, labels

HEIGHT = 330
RADIUS = 5.0
HEAP = 12.0
"""Dots nearer to each other than this, in pixels, are told as one."""
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
    rows = [{**asdict(dot), "px": _part(dot.x, across) * PLOT, "py": (1 - _part(dot.y, up)) * HEIGHT} for dot in dots]
    return {
        **{"width": PLOT, "height": HEIGHT},
        "encoding": {"x": _axis("x", axes[0], across), "y": _axis("y", axes[1], up)},
        "layer": [
            *label_layers(labels(_heaps(rows), (PLOT, HEIGHT))),
            {
                "data": {"values": rows},
                "mark": {"type": "circle", "aria": True, "size": pi * RADIUS**2, "color": GAIN, "opacity": 1},
                "encoding": {"description": {"field": "told"}},
            },
        ],
    }


def _heaps(rows: Sequence[Mapping[str, Any]]) -> list[LabelPoint]:
    """Dots that lie on each other have one name of several lines."""
    heaps: list[list[Mapping[str, Any]]] = []
    for row in rows:
        near = (heap for heap in heaps if hypot(row["px"] - heap[0]["px"], row["py"] - heap[0]["py"]) < HEAP)
        heap = next(near, None)
        if heap is None:
            heaps.append([row])
        else:
            heap.append(row)
    return [LabelPoint(heap[0]["px"], heap[0]["py"], RADIUS, "\n".join(row["name"] for row in heap)) for heap in heaps]


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
