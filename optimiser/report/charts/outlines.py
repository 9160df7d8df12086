"""Outlines as they are drawn: in pixels, without what is too small to be seen."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import cos, radians
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from optimiser.data.findings import Finding
from optimiser.report.charts.cartogram import LATITUDE, Circle
from optimiser.report.charts.gaps import shortened
from optimiser.report.charts.style import WIDTH
from optimiser.report.charts.whereabouts import Boxes, in_degrees

Polygons = Mapping[str, Sequence[Polygon]]
"""By municipal code, all its polygons."""

FINE = 2.0
"""Side in pixels of a square: a corner that cuts off less than its area is left out."""
SMALLEST = 1.0
"""Area in square pixels below which a polygon or a hole is not drawn."""


@dataclass(frozen=True)
class Outlines:
    """Outlines by municipal code in pixels, y downwards, WIDTH wide; `nearer`: moved over an empty stretch.

    `doubts` are what speaks against some of them being those of the municipalities.
    """

    by_code: Mapping[str, MultiPolygon]
    nearer: frozenset[str]
    doubts: tuple[Finding, ...] = ()

    @cached_property
    def height(self) -> float:
        """Height of the map in pixels."""
        return max(outline.bounds[3] for outline in self.by_code.values())

    @cached_property
    def rooms(self) -> Mapping[str, Circle]:
        """By municipal code, the largest circle inside its largest polygon: the room for its letter."""
        return {code: _room(max(outline.geoms, key=lambda each: each.area)) for code, outline in self.by_code.items()}

    def feature(self, code: str) -> dict[str, Any]:
        """Return the outline of a municipality as a feature of GeoJSON."""
        return {"type": "Feature", "geometry": json.loads(shapely.to_geojson(self.by_code[code]))}


def outlines(polygons: Polygons) -> Outlines:
    """Return the outlines of polygons in degrees (longitude, latitude) or in projected metres (east, north).

    They are simplified all at once: a border that two of them share point by point stays one line.
    """
    shapes = np.array([MultiPolygon(list(each)) for each in polygons.values()])
    points, owners = shapely.get_coordinates(shapes, return_index=True)
    scale = cos(radians(LATITUDE)) if in_degrees(bounding_boxes(polygons)) else 1.0
    flat = shapely.set_coordinates(shapes, points * (scale, -1.0))
    corners = shapely.bounds(flat)
    shifts = np.column_stack([shortened(corners[:, axis], corners[:, axis + 2]) for axis in (0, 1)])
    low, high = (corners[:, :2] + shifts).min(axis=0), (corners[:, 2:] + shifts).max(axis=0)
    moved = shapely.get_coordinates(flat) + shifts[owners] - low
    in_pixels = shapely.set_coordinates(flat, moved * (WIDTH / (float((high - low).max()) or 1.0)))
    simple = shapely.coverage_simplify(in_pixels, FINE)
    drawn = {code: _seen(outline) for code, outline in zip(polygons, simple, strict=True)}
    return Outlines(drawn, frozenset(code for code, shift in zip(polygons, shifts, strict=True) if shift.any()))


def bounding_boxes(polygons: Polygons) -> Boxes:
    """Return the rectangle around each outline."""
    return {code: shapely.total_bounds(list(each)).reshape(2, 2) for code, each in polygons.items()}


def _seen(outline: MultiPolygon | Polygon) -> MultiPolygon:
    """What is large enough to be seen, to a tenth of a pixel, with holes wound against the outer ring to stay empty.

    The largest polygon stays in any case.
    """
    parts = [polygon for polygon in shapely.get_parts(outline) if Polygon(polygon.exterior).area >= SMALLEST]
    largest = max(shapely.get_parts(outline), key=lambda polygon: polygon.area)
    shown = MultiPolygon([_without_specks(polygon) for polygon in parts] or [Polygon(largest.exterior)])
    return shapely.orient_polygons(shapely.transform(shown, _rounded))


def _without_specks(polygon: Polygon) -> Polygon:
    return Polygon(polygon.exterior, [hole for hole in polygon.interiors if Polygon(hole).area >= SMALLEST])


def _rounded(points: NDArray[np.float64]) -> NDArray[np.float64]:
    return points.round(1)


def _room(polygon: Polygon) -> Circle:
    radius = shapely.maximum_inscribed_circle(polygon, tolerance=1.0)
    middle_x, middle_y = radius.coords[0]
    return Circle(middle_x, middle_y, radius.length)
