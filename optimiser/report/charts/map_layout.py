"""Where municipalities stand on a map: circles near where they lie, or outlines without what is too small to see."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import ceil, cos, radians, sqrt
from types import MappingProxyType
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from optimiser.data.findings import Finding
from optimiser.data.instance import Instance
from optimiser.data.rows import Municipality
from optimiser.report.charts.drawing import WIDTH

# ---- Empty stretches of a map, made shorter -------------------------------------------------------

# Bornholm stands nearer than it lies, as on many maps of Denmark.


LONGEST = 0.06
"""Longest empty stretch that stays, as a part of the whole width or height."""
PixelArray = NDArray[np.float64]
"""Places or lengths on a picture."""


def shortened(lows: PixelArray, highs: PixelArray) -> PixelArray:
    """How far to move each of the intervals along a line, so that no empty stretch between them is long.

    The side of a stretch with fewer intervals is the one that moves; the others stay at 0.
    """
    order = np.argsort(lows, kind="stable")
    moves = np.zeros(len(lows))
    if not len(lows):
        return moves
    longest, reached = LONGEST * float(highs.max() - lows.min()), highs[order[0]]
    for rank, index in enumerate(order):
        surplus = lows[index] - reached - longest
        if rank and surplus > longest:
            after = 2 * rank >= len(order)
            moves[order[rank:] if after else order[:rank]] += -surplus if after else surplus
        reached = max(reached, highs[index])
    return moves


# ---- A circle for each municipality, as large as its contacts, near where it lies (a Dorling cartogram) ----


MapPlace = tuple[str, float | None, float | None, float]
"""What the layout depends on: code, latitude, longitude (degrees), contacts a year."""

LATITUDE = 56.0
"""Latitude in degrees at which a degree east is measured: the middle of Denmark."""
FILLED = 0.36
"""Part of the map's rectangle that the circles cover together: more moves them far, less makes them small."""
SMALLEST = 2.0
"""Least radius in pixels, so that the smallest municipality is still seen."""
GAP = 1.0
"""Least distance in pixels between two circles."""
STEPS = 300
NOTHING = 1e-6
"""Degrees within which places are one and the same: a tenth of a metre."""
HOLD = 0.03
"""Part of the way back to its true place that a circle goes in a step."""


@dataclass(frozen=True)
class Circle:
    """A circle in pixels, y downwards; `nearer` where it was moved over an empty stretch of the map."""

    x: float
    y: float
    radius: float
    nearer: bool = False


def layout(instance: Instance) -> Mapping[str, Circle]:
    """A circle by municipal code, none of which overlap; `WIDTH` pixels wide, its upper left corner at 0, 0.

    Areas are in proportion to contacts. Municipalities without coordinates stand in rows below the others.
    """
    contacts = instance.contacts_of
    return arranged(tuple((row.code, row.lat, row.lon, contacts[row.code]) for row in instance.tables.municipalities))


@lru_cache(maxsize=8)
def arranged(places: tuple[MapPlace, ...]) -> Mapping[str, Circle]:
    """The circles of these places; kept by content, so that the maps of a comparison share them."""
    known = [place for place in places if place[1] is not None and place[2] is not None]
    unknown = [place for place in places if place[1] is None or place[2] is None]
    true, nearer = _projected(known)
    radii = _radii(np.array([place[3] for place in [*known, *unknown]]), _shape(true))
    spread = _apart(true, radii[: len(known)])
    points = np.vstack([spread, _rows(radii[len(known) :], _bottom(spread, radii[: len(known)]))])
    return MappingProxyType(_circles([*known, *unknown], points, radii, nearer))


def _circles(
    places: Sequence[MapPlace], points: PixelArray, radii: PixelArray, nearer: Sequence[bool]
) -> dict[str, Circle]:
    """The picture moved and scaled to begin at 0, 0 and be WIDTH wide."""
    low, high = (points - radii[:, None]).min(axis=0), (points + radii[:, None]).max(axis=0)
    scale = WIDTH / max(high[0] - low[0], WIDTH / 2)
    aside = (WIDTH - (high[0] - low[0]) * scale) / 2
    moved = [*nearer, *([False] * (len(places) - len(nearer)))]
    return {
        place[0]: Circle(float((x - low[0]) * scale + aside), float((y - low[1]) * scale), float(radius * scale), near)
        for place, (x, y), radius, near in zip(places, points, radii, moved, strict=True)
    }


def _projected(known: Sequence[MapPlace]) -> tuple[PixelArray, list[bool]]:
    """True places in pixels, WIDTH wide, and which of them were moved over an empty stretch."""
    degrees = np.array([(lon, -lat) for _, lat, lon, _ in known if lat is not None and lon is not None])
    flat = degrees.reshape(-1, 2) * (cos(radians(LATITUDE)), 1.0)
    shifts = np.column_stack([shortened(flat[:, axis], flat[:, axis]) for axis in (0, 1)])
    near = flat + shifts
    extent = float(np.ptp(near, axis=0).max()) if len(near) else 0.0
    scale = WIDTH / extent if extent > NOTHING else 1.0
    return near * scale, [bool(across or up) for across, up in shifts]


def _shape(true: PixelArray) -> float:
    """Area in square pixels that the circles share; where all lie on a line, that of a band along it."""
    width, height = np.ptp(true, axis=0) if len(true) else (0.0, 0.0)
    return float(max(width, WIDTH / 3) * max(height, WIDTH / 3))


def _radii(contacts: PixelArray, area: float) -> PixelArray:
    share = contacts / contacts.sum() if contacts.sum() > 0 else np.full(len(contacts), 1 / len(contacts))
    return np.asarray(np.maximum(np.sqrt(share * area * FILLED / np.pi), SMALLEST))


def _apart(true: PixelArray, radii: PixelArray) -> PixelArray:
    """The places pushed apart until no two circles overlap, each held near its true place."""
    points = true + _spiral(len(true))
    least = radii[:, None] + radii[None, :] + GAP
    np.fill_diagonal(least, 0.0)
    for _ in range(STEPS):
        points += HOLD * (true - points)
        points += _push(points, radii, least)
    for _ in range(STEPS):
        step = _push(points, radii, least)
        if not step.any():
            break
        points += step
    return points * _stretch(points, least)


def _spiral(count: int) -> PixelArray:
    """A different small step for each circle, so that none lie on the same point."""
    turns = np.arange(count) * 2.399963
    return np.column_stack([np.cos(turns), np.sin(turns)]) * (0.01 * np.sqrt(np.arange(count) + 1))[:, None]


def _push(points: PixelArray, radii: PixelArray, least: PixelArray) -> PixelArray:
    """Half of each overlap undone; of two circles the smaller gives way more."""
    between = points[:, None, :] - points[None, :, :]
    distance = np.sqrt((between**2).sum(axis=2)) + np.eye(len(points))
    overlap = np.maximum(least - distance, 0.0)
    yields = radii[None, :] ** 2 / (radii[:, None] ** 2 + radii[None, :] ** 2)
    return np.asarray((between / distance[:, :, None] * (overlap * yields * 0.5)[:, :, None]).sum(axis=1))


def _stretch(points: PixelArray, least: PixelArray) -> float:
    """The factor on all places that undoes what is left of the overlaps."""
    if len(points) < 2:
        return 1.0
    distance = np.sqrt(((points[:, None, :] - points[None, :, :]) ** 2).sum(axis=2)) + np.eye(len(points))
    return max(1.0, float((least / distance).max()))


def _bottom(points: PixelArray, radii: PixelArray) -> float:
    return float((points[:, 1] + radii).max()) + 2 * GAP if len(points) else 0.0


def _rows(radii: PixelArray, top: float) -> PixelArray:
    """Circles side by side in rows below `top`, each row at most as wide as a square of them all."""
    widest = max(WIDTH, ceil(sqrt(len(radii))) * float(radii.max())) if len(radii) else 0.0
    points, x, row = [], 0.0, 0.0
    for radius in radii:
        if x and x + 2 * radius > widest:
            x, top, row = 0.0, top + row + 2 * GAP, 0.0
        points.append((x + radius, top + radius))
        x, row = x + 2 * radius + 2 * GAP, max(row, 2 * radius)
    return np.array(points).reshape(-1, 2)


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
    parts = [polygon for polygon in shapely.get_parts(outline) if Polygon(polygon.exterior).area >= SMALLEST_RING]
    largest = max(shapely.get_parts(outline), key=lambda polygon: polygon.area)
    shown = MultiPolygon([_without_specks(polygon) for polygon in parts] or [Polygon(largest.exterior)])
    return shapely.orient_polygons(shapely.transform(shown, _rounded))


def _without_specks(polygon: Polygon) -> Polygon:
    return Polygon(polygon.exterior, [hole for hole in polygon.interiors if Polygon(hole).area >= SMALLEST_RING])


def _rounded(points: NDArray[np.float64]) -> NDArray[np.float64]:
    return points.round(1)


def _room(polygon: Polygon) -> Circle:
    radius = shapely.maximum_inscribed_circle(polygon, tolerance=1.0)
    middle_x, middle_y = radius.coords[0]
    return Circle(middle_x, middle_y, radius.length)
