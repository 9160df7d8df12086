"""Warnings of municipalities that lie elsewhere: latitude and longitude exchanged, 0 for blank, far from the rest."""

from collections.abc import Iterator, Sequence
from math import asin, cos, radians, sin, sqrt
from statistics import median

from optimiser.data import rows
from optimiser.data.checked import Checked, Placed
from optimiser.data.findings import Finding
from optimiser.data.instance import Instance

Point = tuple[float, float]
"""Latitude and longitude in degrees."""
DENMARK = ((54.5, 58.0), (8.0, 15.5))
"""The latitudes and longitudes between which Denmark lies."""
KM_ROUND = 12_742.0
"""Diameter of the earth."""
FAR_KM, FAR_TIMES = 400.0, 5.0
"""A municipality farther from the middle of all than this, and than so many times the middle distance, is elsewhere."""
FEWEST = 3
"""Municipalities from which there is a middle."""
EXCHANGED = "exchange lat and lon: latitude, about 56 in Denmark, comes first"


def municipalities_elsewhere(checked: Checked, instance: Instance) -> Iterator[Finding]:  # noqa: ARG001 - as all checks
    """Municipalities lie where they can be, and together."""
    placed = [item for item in checked.of(rows.Municipality) if _point(item) is not None]
    exchanged = [item for item in placed if _is_exchanged(_at(item))]
    nowhere = [item for item in placed if _at(item) == (0, 0)]
    others = [item for item in placed if item not in exchanged and item not in nowhere]
    yield from _told(exchanged, placed, "lies in Denmark only with lat and lon exchanged", EXCHANGED)
    yield from _told(
        nowhere, placed, "0, 0 is in the sea off Africa", "leave lat and lon blank where they are not known"
    )
    yield from _far_from_the_rest(others)
    yield from _halves(checked)


def _is_exchanged(point: Point) -> bool:
    """True where the point is in Denmark with its figures exchanged, and is not as they are."""
    return _in_denmark(point[::-1]) and not _in_denmark(point)


def _in_denmark(point: Point) -> bool:
    return all(low <= degrees <= high for degrees, (low, high) in zip(point, DENMARK, strict=True))


def _far_from_the_rest(placed: Sequence[Placed[rows.Municipality]]) -> Iterator[Finding]:
    if len(placed) < FEWEST:
        return
    points = [_at(item) for item in placed]
    middle = (median(lat for lat, _ in points), median(lon for _, lon in points))
    away = [distance_km(point, middle) for point in points]
    limit = max(FAR_KM, FAR_TIMES * median(away))
    for item, point, km in zip(placed, points, away, strict=True):
        if km > limit:
            turned = distance_km((point[1], point[0]), middle) <= limit if abs(point[1]) <= 90 else False
            remedy = EXCHANGED if turned else "correct lat and lon, in degrees"
            yield item.finding("lat", f"lies {km:,.0f} km from the middle of all municipalities", remedy, "warning")


def distance_km(one: Point, other: Point) -> float:
    """Distance of two points on the earth."""
    (lat, lon), (to_lat, to_lon) = (tuple(map(radians, point)) for point in (one, other))
    across = sin((to_lat - lat) / 2) ** 2 + cos(lat) * cos(to_lat) * sin((to_lon - lon) / 2) ** 2
    return KM_ROUND * asin(min(1.0, sqrt(across)))


def _halves(checked: Checked) -> Iterator[Finding]:
    """Latitude and longitude are known together."""
    for item in checked.of(rows.Municipality):
        lat, lon = item.row.lat, item.row.lon
        if (lat is None) != (lon is None):
            given, missing = ("lon", "lat") if lat is None else ("lat", "lon")
            yield item.finding(given, f"is not used without {missing}", f"fill in {missing} too", "warning")


def _told(
    found: Sequence[Placed[rows.Municipality]], placed: Sequence[Placed[rows.Municipality]], rule: str, remedy: str
) -> Iterator[Finding]:
    """A finding about the first, with the number of all."""
    if found:
        others = f"; so in {len(found)} of {len(placed)} rows" if len(found) > 1 else ""
        yield found[0].finding("lat", rule + others, remedy, "warning")


def _point(item: Placed[rows.Municipality]) -> Point | None:
    lat, lon = item.row.lat, item.row.lon
    return None if lat is None or lon is None else (lat, lon)


def _at(item: Placed[rows.Municipality]) -> Point:
    """The point of a municipality that has one."""
    return item.row.lat or 0.0, item.row.lon or 0.0
