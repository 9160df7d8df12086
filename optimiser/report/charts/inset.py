"""Municipalities too small for their letter: a crowd of them enlarged in an inset, the others with a letter beside."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import cos, hypot, pi, sin
from typing import Any

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from optimiser.report.charts.drawing import WIDTH, Box
from optimiser.report.charts.map_layout import Circle
from optimiser.report.charts.outlines import Outlines, feature_of, joined_feature, largest_circle

CROWD = 3
"""Municipalities without room near each other that are worth an inset."""
REACHES = tuple(share * WIDTH for share in (0.05, 0.07, 0.09, 0.11))
"""How far from the middle of a crowd its municipalities may lie, in pixels: a wider one is enlarged less."""
SIDES = tuple(share * WIDTH for share in (0.46, 0.42, 0.38, 0.34, 0.3))
"""Longest sides that an inset may have, in pixels: the largest for which there is an empty place."""
ENLARGED = 1.6
"""How many times larger an inset shows what it shows at least."""
STEP = 6
"""Pixels between places that are tried for an inset."""
EDGE = 4.0
"""Pixels around what an inset shows, and between it and the land."""
LETTER = 6.0
"""Pixels from the middle of a letter within which there is nothing else where it stands beside its municipality."""
DISTANCES = (9.0, 12.0, 16.0, 21.0, 27.0, 34.0)
"""How far from its municipality's edge a letter may stand, in pixels."""
DIRECTIONS = 24


@dataclass(frozen=True)
class Inset:
    """A part of the map, `source`, drawn again and larger in `frame`; both are boxes in pixels of the map."""

    source: Box
    frame: Box
    by_code: Mapping[str, MultiPolygon]

    @cached_property
    def rooms(self) -> Mapping[str, Circle]:
        """By municipal code, the largest circle inside its largest polygon there."""
        return {code: largest_circle(outline) for code, outline in self.by_code.items()}

    def feature(self, code: str) -> dict[str, Any]:
        """Return what is seen of a municipality as a feature of GeoJSON."""
        return feature_of(self.by_code[code])

    def group_feature(self, codes: Collection[str]) -> dict[str, Any]:
        """Return the outline of what is seen of municipalities together as a feature of GeoJSON."""
        return joined_feature(self.by_code, codes)


def find_inset(outlines: Outlines, codes: Collection[str], least_room: float) -> Inset | None:
    """The inset that gives most of the municipalities `codes`, which have no room, at least that radius for a letter.

    It stands where the map is empty, near what it shows; where there is no such place, below the map. None where there
    is no crowd of them.
    """
    found: list[tuple[int, Inset]] = []
    for reach in REACHES:
        crowd = _crowd({code: outlines.rooms[code] for code in codes}, reach)
        inset = _inset_of(outlines, crowd) if len(crowd) >= CROWD else None
        if inset is not None:
            gained = sum(inset.rooms[code].radius >= least_room for code in codes if code in inset.rooms)
            found.append((gained, inset))
    gained, best = max(found, key=lambda pair: pair[0], default=(0, None))
    return best if gained >= CROWD else None


def _inset_of(outlines: Outlines, crowd: Sequence[str]) -> Inset | None:
    """The largest inset that shows a crowd; None where it would be hardly larger than on the map."""
    source = _around([max(outlines.by_code[code].geoms, key=lambda part: part.area) for code in crowd])
    wide, high = source[2] - source[0], source[3] - source[1]
    land = shapely.union_all([*outlines.by_code.values(), shapely.box(*source)])
    shapely.prepare(land)
    for side in SIDES:
        scale = side / max(wide, high)
        if scale >= ENLARGED and (place := _empty_place(land, source, scale, outlines.height)):
            return _enlarged(outlines, source, scale, place)
    scale = SIDES[0] / max(wide, high)
    below = (WIDTH - wide * scale - EDGE, outlines.height + EDGE)
    return _enlarged(outlines, source, scale, below) if scale >= ENLARGED else None


def _crowd(rooms: Mapping[str, Circle], reach: float) -> list[str]:
    """The codes around the one that has most of the others near it."""
    codes = list(rooms)
    if not codes:
        return []
    points = np.array([(rooms[code].x, rooms[code].y) for code in codes])
    near = np.linalg.norm(points[:, None] - points[None, :], axis=2) <= reach
    return [codes[place] for place in np.flatnonzero(near[np.argmax(near.sum(axis=1))])]


def _around(polygons: Sequence[Polygon]) -> Box:
    left, top, right, bottom = shapely.total_bounds(polygons)
    return float(left - EDGE), float(top - EDGE), float(right + EDGE), float(bottom + EDGE)


def _empty_place(land: Any, source: Box, scale: float, height: float) -> tuple[float, float] | None:
    """The upper left corner of the inset at the empty place nearest to what it shows; None where there is none."""
    wide, high = (source[2] - source[0]) * scale, (source[3] - source[1]) * scale
    corners = np.array(list(product(np.arange(0, WIDTH - wide + 1, STEP), np.arange(0, height - high + 1, STEP))))
    if not len(corners):
        return None
    boxes = shapely.box(
        corners[:, 0] - EDGE, corners[:, 1] - EDGE, corners[:, 0] + wide + EDGE, corners[:, 1] + high + EDGE
    )
    free = corners[~shapely.intersects(land, boxes)]
    if not len(free):
        return None
    middles = free + np.array([wide / 2, high / 2])
    away = np.linalg.norm(middles - ((source[0] + source[2]) / 2, (source[1] + source[3]) / 2), axis=1)
    x, y = free[int(np.argmin(away))]
    return float(x), float(y)


def _enlarged(outlines: Outlines, source: Box, scale: float, place: tuple[float, float]) -> Inset:
    wide, high = (source[2] - source[0]) * scale, (source[3] - source[1]) * scale
    found: dict[str, MultiPolygon] = {}
    for code, outline in outlines.by_code.items():
        seen = shapely.clip_by_rect(outline, *source)
        parts = [part for part in shapely.get_parts(seen) if isinstance(part, Polygon) and part.area > 0]
        if parts:
            moved = shapely.transform(MultiPolygon(parts), lambda points: (points - source[:2]) * scale + place)
            found[code] = shapely.orient_polygons(shapely.transform(moved, lambda points: points.round(1)))
    return Inset(source, (place[0], place[1], place[0] + wide, place[1] + high), found)


@dataclass(frozen=True)
class LetterBeside:
    """Where a letter stands beside its municipality, and the point in it that a line leads to; in pixels."""

    x: float
    y: float
    to_x: float
    to_y: float

    @property
    def line(self) -> dict[str, float]:
        """Return the line from the letter's edge to the municipality."""
        away = hypot(self.x - self.to_x, self.y - self.to_y)
        part = (away - LETTER) / away
        return {
            **{"x": self.to_x, "y": self.to_y},
            **{"x2": self.to_x + part * (self.x - self.to_x), "y2": self.to_y + part * (self.y - self.to_y)},
        }


def letters_beside(outlines: Outlines, codes: Sequence[str], inset: Inset | None) -> Mapping[str, LetterBeside]:
    """Where the letters of municipalities without room stand: at sea, near them, apart from each other and the inset.

    Those for which there is no such place are left out.
    """
    taken: list[Any] = list(outlines.by_code.values())
    if inset is not None:
        taken += [shapely.box(*inset.source), shapely.box(*inset.frame)]
    land, found = shapely.union_all(taken), dict[str, LetterBeside]()
    for code in codes:
        room = outlines.rooms[code]
        for x, y in _places_around(room):
            letter = shapely.Point(x, y).buffer(LETTER)
            inside = LETTER <= x <= WIDTH - LETTER and LETTER <= y <= outlines.height - LETTER
            if inside and not land.intersects(letter):
                found[code] = LetterBeside(x, y, room.x, room.y)
                land = land.union(letter)
                break
    return found


def _places_around(room: Circle) -> Iterator[tuple[float, float]]:
    """Places around a municipality, the nearest first."""
    for distance in DISTANCES:
        for turn in range(DIRECTIONS):
            angle = 2 * pi * turn / DIRECTIONS
            away = room.radius + distance
            yield round(room.x + away * cos(angle), 1), round(room.y + away * sin(angle), 1)
