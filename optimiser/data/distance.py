"""How far two points on the earth are apart."""

from math import asin, cos, radians, sin, sqrt

LatitudeLongitude = tuple[float, float]
"""Latitude and longitude in degrees."""
KM_ROUND = 12_742.0
"""Diameter of the earth (km)."""


def distance_km(one: LatitudeLongitude, other: LatitudeLongitude) -> float:
    """Return the distance of two points along the earth, as the crow flies (km)."""
    (lat, lon), (to_lat, to_lon) = (tuple(map(radians, point)) for point in (one, other))
    across = sin((to_lat - lat) / 2) ** 2 + cos(lat) * cos(to_lat) * sin((to_lon - lon) / 2) ** 2
    return KM_ROUND * asin(min(1.0, sqrt(across)))
