"""Where municipalities stand on a map: circles near where they lie."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, cos, radians, sqrt
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from optimiser.data.instance import Instance
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
