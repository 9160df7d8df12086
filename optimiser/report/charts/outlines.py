"""Outlines as they are drawn: in pixels, without what is too small to be seen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import cos, radians

import numpy as np
from numpy.typing import NDArray

from optimiser.data.findings import Finding
from optimiser.report.charts.cartogram import LATITUDE, Circle
from optimiser.report.charts.gaps import shortened
from optimiser.report.charts.style import WIDTH

Array = NDArray[np.float64]
Ring = Array
"""Points of a closed line, the first again at the end; a row a point."""
Polygon = tuple[Ring, ...]
"""An outer ring and its holes."""
Polygons = Mapping[str, Sequence[Polygon]]
"""By municipal code, all its polygons."""

FINE = 0.25
"""Points nearer to each other than this, in pixels, become one."""
PRECISION = 0.8
"""Farthest in pixels that a simplified line may lie from the true one."""
SMALLEST = 1.0
"""Area in square pixels below which a ring is not drawn."""
TRIED = 15
"""Places along each side of a polygon that are tried for its letter."""


@dataclass(frozen=True)
class Outlines:
    """Polygons by municipal code in pixels, y downwards, WIDTH wide; `nearer`: moved over an empty stretch.

    `doubts` are what speaks against some of them being those of the municipalities.
    """

    polygons: Polygons
    nearer: frozenset[str]
    doubts: tuple[Finding, ...] = ()

    @cached_property
    def height(self) -> float:
        """Height of the map in pixels."""
        return max(float(ring[:, 1].max()) for ring in _rings(self.polygons))

    @cached_property
    def rooms(self) -> Mapping[str, Circle]:
        """By municipal code, a large circle inside its largest polygon: the room for its letter."""
        return {code: _room(max(polygons, key=lambda each: _area(each[0]))) for code, polygons in self.polygons.items()}


def outlines(polygons: Polygons) -> Outlines:
    """The outlines of polygons in degrees (longitude, latitude) or in projected metres (east, north)."""
    flat = _scaled(polygons, _to_plane(polygons))
    codes = list(flat)
    low = np.array([np.min([polygon[0].min(axis=0) for polygon in flat[code]], axis=0) for code in codes])
    high = np.array([np.max([polygon[0].max(axis=0) for polygon in flat[code]], axis=0) for code in codes])
    shifts = np.column_stack([shortened(low[:, axis], high[:, axis]) for axis in (0, 1)])
    start = (low + shifts).min(axis=0)
    extent = float(((high + shifts).max(axis=0) - start).max()) or 1.0
    drawn = {
        code: _drawn([[(ring + shift - start) * (WIDTH / extent) for ring in polygon] for polygon in flat[code]])
        for code, shift in zip(codes, shifts, strict=True)
    }
    moved = frozenset(code for code, (across, up) in zip(codes, shifts, strict=True) if across or up)
    return Outlines(drawn, moved)


def _rings(polygons: Polygons) -> Iterator[Ring]:
    return (ring for each in polygons.values() for polygon in each for ring in polygon)


def _to_plane(polygons: Polygons) -> tuple[float, float]:
    """Factors on east and north; coordinates that can all be degrees are taken for degrees."""
    widest = np.max([np.abs(ring).max(axis=0) for ring in _rings(polygons)], axis=0)
    return (cos(radians(LATITUDE)) if widest[0] <= 180 and widest[1] <= 90 else 1.0), -1.0


def _scaled(polygons: Polygons, factors: tuple[float, float]) -> dict[str, list[Polygon]]:
    return {code: [tuple(ring * factors for ring in polygon) for polygon in each] for code, each in polygons.items()}


def _drawn(polygons: Sequence[Sequence[Ring]]) -> list[Polygon]:
    """What is seen of a municipality's polygons; its largest in any case."""
    largest = max(polygons, key=lambda polygon: _area(polygon[0]))
    found = [tuple(_seen(polygon)) for polygon in polygons if _area(polygon[0]) >= SMALLEST]
    return [polygon for polygon in found if polygon] or [(largest[0].round(1),)]


def _seen(polygon: Sequence[Ring]) -> Iterator[Ring]:
    """The outer ring and the holes that are large enough, wound against each other so that holes stay empty."""
    for place, ring in enumerate(polygon):
        simple = _simplified(ring).round(1)
        if _area(simple) >= SMALLEST:
            yield simple if (_signed_area(simple) > 0) == (place == 0) else simple[::-1]
        elif place == 0:
            return


def _signed_area(ring: Ring) -> float:
    x, y = ring[:, 0], ring[:, 1]
    return float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() / 2)


def _area(ring: Ring) -> float:
    return abs(_signed_area(ring - ring[0]))


def _simplified(ring: Ring) -> Ring:
    """The points that the line needs to lie within PRECISION of the true one (Douglas and Peucker)."""
    fine = np.round(ring / FINE)
    line = ring[np.concatenate([[True], (fine[1:] != fine[:-1]).any(axis=1)])]
    line = np.vstack([line, ring[:1]])
    kept = np.zeros(len(line), dtype=bool)
    kept[[0, -1]] = True
    stretches = [(0, len(line) - 1)]
    while stretches:
        first, last = stretches.pop()
        away = _distances(line[first + 1 : last], line[first], line[last])
        if len(away) and away.max() > PRECISION:
            farthest = first + 1 + int(away.argmax())
            kept[farthest] = True
            stretches += [(first, farthest), (farthest, last)]
    return np.asarray(line[kept])


def _distances(points: Array, start: Array, end: Array) -> Array:
    """Distance of each point from the straight line between two points."""
    along = end - start
    length = float(along @ along)
    part = np.clip((points - start) @ along / length, 0, 1) if length else np.zeros(len(points))
    return np.asarray(np.linalg.norm(points - start - part[:, None] * along, axis=1))


def _room(polygon: Polygon) -> Circle:
    """The largest circle around one of the places tried that lies inside the polygon."""
    low, high = polygon[0].min(axis=0), polygon[0].max(axis=0)
    steps = (np.arange(TRIED) + 0.5) / TRIED
    tried = low + np.array([(across, up) for across in steps for up in steps]) * (high - low)
    edges = [(start, end) for ring in polygon for start, end in pairwise(ring)]
    free = np.min([_distances(tried, start, end) for start, end in edges], axis=0)
    free[~_inside(tried, polygon)] = 0.0
    best = int(free.argmax())
    return Circle(float(tried[best, 0]), float(tried[best, 1]), float(free[best]))


def _inside(points: Array, polygon: Polygon) -> NDArray[np.bool_]:
    """Whether each point lies inside: a line to the right of it crosses the rings an odd number of times."""
    inside = np.zeros(len(points), dtype=bool)
    for ring in polygon:
        for (x, y), (to_x, to_y) in pairwise(ring):
            if y != to_y:
                between = (points[:, 1] < y) != (points[:, 1] < to_y)
                inside ^= between & (points[:, 0] < x + (points[:, 1] - y) * (to_x - x) / (to_y - y))
    return inside
