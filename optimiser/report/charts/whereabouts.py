"""Whether outlines lie where the municipalities do: each is held against its municipality's latitude and longitude."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, radians

import numpy as np

from optimiser.data.rows import Municipality
from optimiser.report.charts.cartogram import LATITUDE
from optimiser.report.charts.gaps import PixelArray

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
