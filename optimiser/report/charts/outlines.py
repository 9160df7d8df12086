"""The outlines of municipalities: whether they lie where these do; as they are drawn, without what is not seen.

They stand by themselves, as few maps have any: shapely is loaded for these alone.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import cos, radians
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry, MultiPolygon, Polygon

from optimiser.data.findings import Finding
from optimiser.data.rows import Municipality
from optimiser.report.charts.drawing import WIDTH
from optimiser.report.charts.map_layout import LATITUDE, Circle, PixelArray, shortened

# ---- Whether outlines lie where the municipalities do ---------------------------------------------

# Each is held against its municipality's latitude and longitude.


Boxes = Mapping[str, PixelArray]
"""By municipal code, the lower left and the upper right corner of its outline, in the coordinates of the file."""

KM_PER_DEGREE = 111.2
NEAR_KM = 15.0
"""A point so far from the rectangle around its outline may be its own: outlines are coarse, town halls at borders."""
BENT = 0.08
"""Share of the distance from the middle by which a projection may bend away from degrees, where metres are compared."""
LEAST_SCALE, MOST_SCALE = 0.95, 2.0
"""Metres of a projection to metres on the ground: 1 in UTM, 1.8 at 56 degrees north in the Mercator of web maps."""
METRES = 1000.0
DENMARK = np.array([[8.0, 54.5], [15.5, 58.0]]), np.array([[3e5, 6.0e6], [9.5e5, 6.5e6]])
"""West and south, east and north of Denmark, in degrees and in the metres of UTM, zones 32 and 33."""


@dataclass(frozen=True)
class Whereabouts:
    """How many km each outline that can be compared lies from its municipality's point, beyond what is near."""

    beyond_km: Mapping[str, float]

    @property
    def fitting(self) -> int:
        """Outlines that lie at their municipality's point."""
        return len(self.beyond_km) - len(self.elsewhere)

    @property
    def elsewhere(self) -> tuple[str, ...]:
        """Codes of the outlines that do not."""
        return tuple(code for code, km in self.beyond_km.items() if km > 0)

    @property
    def mostly_elsewhere(self) -> bool:
        """True when more do not than do."""
        return len(self.elsewhere) > self.fitting


def compare(boxes: Boxes, municipalities: Mapping[str, Municipality]) -> Whereabouts:
    """Each outline against its municipality's point, as far as there is one."""
    points = {code: _point(municipalities[code]) for code in boxes}
    codes = [code for code, point in points.items() if point is not None]
    if not codes:
        return Whereabouts({})
    corners, places = np.array([boxes[code] for code in codes]), np.array([points[code] for code in codes])
    near_km = np.full(len(codes), NEAR_KM)
    if in_degrees(boxes):
        scales = KM_PER_DEGREE * np.column_stack([np.cos(np.radians(places[:, 1])), np.ones(len(codes))])
    else:
        places, scale = _laid_over(corners.mean(axis=1), places)
        scales = np.full((len(codes), 2), 1 / (METRES * scale))
        near_km = NEAR_KM + BENT * np.linalg.norm((places - np.median(places, axis=0)) * scales, axis=1)
    outside = np.maximum(np.maximum(corners[:, 0] - places, places - corners[:, 1]), 0)
    beyond = np.maximum(np.linalg.norm(outside * scales, axis=1) - near_km, 0)
    return Whereabouts(dict(zip(codes, beyond.tolist(), strict=True)))


def exchanged(boxes: Boxes) -> Boxes:
    """The same with the two coordinates of each point exchanged."""
    return {code: box[:, ::-1] for code, box in boxes.items()}


def in_degrees(boxes: Boxes) -> bool:
    """True for coordinates that can all be degrees."""
    widest = np.max([np.abs(box).max(axis=0) for box in boxes.values()], axis=0)
    return bool(widest[0] <= 180 and widest[1] <= 90)


def in_denmark(boxes: Boxes) -> bool:
    """True where all of it lies in Denmark."""
    return any(
        all((box >= lowest).all() and (box <= highest).all() for box in boxes.values()) for lowest, highest in DENMARK
    )


def _laid_over(middles: PixelArray, degrees: PixelArray) -> tuple[PixelArray, float]:
    """The points in the metres of an unknown projection: as large as the middles of the outlines, and over them."""
    ground = METRES * KM_PER_DEGREE * degrees * (cos(radians(LATITUDE)), 1.0)
    spread = [float(np.median(np.abs(each - np.median(each, axis=0)).sum(axis=1))) for each in (middles, ground)]
    scale = min(max(spread[0] / spread[1], LEAST_SCALE), MOST_SCALE) if spread[1] else 1.0
    return ground * scale + np.median(middles - ground * scale, axis=0), scale


def _point(row: Municipality) -> tuple[float, float] | None:
    """Longitude and latitude, where both are known."""
    return None if row.lat is None or row.lon is None else (row.lon, row.lat)


# ---- Outlines as they are drawn: in pixels, without what is too small to be seen ------------------


Polygons = Mapping[str, Sequence[Polygon]]
"""By municipal code, all its polygons."""

FINE = 2.0
"""Side in pixels of a square: a corner that cuts off less than its area is left out."""
SMALLEST_RING = 1.0
"""Area in square pixels below which a polygon or a hole is not drawn."""


@dataclass(frozen=True)
class Outlines:
    """Outlines by municipal code in pixels, y downwards, WIDTH wide; `nearer`: moved over an empty stretch.

    `doubts` are what speaks against some of them being those of the municipalities. `is_drawing`: they are the drawing
    that comes with the program.
    """

    by_code: Mapping[str, MultiPolygon]
    nearer: frozenset[str]
    doubts: tuple[Finding, ...] = ()
    is_drawing: bool = False

    @cached_property
    def height(self) -> float:
        """Height of the map in pixels."""
        return max(outline.bounds[3] for outline in self.by_code.values())

    @cached_property
    def rooms(self) -> Mapping[str, Circle]:
        """By municipal code, the largest circle inside its largest polygon: the room for its letter."""
        return {code: largest_circle(outline) for code, outline in self.by_code.items()}

    def feature(self, code: str) -> dict[str, Any]:
        """Return the outline of a municipality as a feature of GeoJSON."""
        return feature_of(self.by_code[code])

    def group_feature(self, codes: Collection[str]) -> dict[str, Any]:
        """Return the outline that municipalities have together as a feature of GeoJSON."""
        return joined_feature(self.by_code, codes)


def feature_of(shape: Geometry) -> dict[str, Any]:
    """Return a shape as a feature of GeoJSON."""
    return {"type": "Feature", "geometry": json.loads(shapely.to_geojson(shape))}


def joined_feature(by_code: Mapping[str, MultiPolygon], codes: Collection[str]) -> dict[str, Any]:
    """Return what municipalities have together, of those that there are, as a feature of GeoJSON."""
    together = shapely.union_all([by_code[code] for code in sorted(codes) if code in by_code])
    return feature_of(shapely.orient_polygons(together))


def outlines(polygons: Polygons, *, is_drawing: bool = False) -> Outlines:
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
    nearer = frozenset(code for code, shift in zip(polygons, shifts, strict=True) if shift.any())
    return Outlines(drawn, nearer, is_drawing=is_drawing)


def bounding_boxes(polygons: Polygons) -> Boxes:
    """Return the rectangle around each outline."""
    return {code: shapely.total_bounds(list(each)).reshape(2, 2) for code, each in polygons.items()}


def _seen(outline: MultiPolygon | Polygon) -> MultiPolygon:
    """What is large enough to be seen, to a tenth of a pixel, with holes wound against the outer ring to stay empty.

    The largest polygon stays in any case.
    """
    parts = [polygon for polygon in shapely.get_parts(outline) if Polygon(polygon.exterior).area >= SMALLEST_RING]
    largest = max(shapely.get_parts(outline), key=lambda polygon: polygon.area)
    shown = MultiPolygon([_without_specks(polygon) for polygon in parts] or [Polygon(largest.exterior)])
    return shapely.orient_polygons(shapely.transform(shown, _rounded))


def _without_specks(polygon: Polygon) -> Polygon:
    return Polygon(polygon.exterior, [hole for hole in polygon.interiors if Polygon(hole).area >= SMALLEST_RING])


def _rounded(points: NDArray[np.float64]) -> NDArray[np.float64]:
    return points.round(1)


def largest_circle(outline: MultiPolygon) -> Circle:
    """Return the largest circle inside the largest polygon of an outline."""
    radius = shapely.maximum_inscribed_circle(max(outline.geoms, key=lambda part: part.area), tolerance=1.0)
    middle_x, middle_y = radius.coords[0]
    return Circle(middle_x, middle_y, radius.length)
