"""What a purchase costs by the way from the municipality to the host: assumptions, as no source gives a figure.

They are read by what makes instances, never by a solve: there the figures are those of the table `connections`.
"""

from optimiser.data.distance import LatitudeLongitude, distance_km
from optimiser.data.rows import Connection

DETOUR = 1.2
"""How many times as long a road is as the straight line: between large Danish towns 1.1 to 1.3; a starting value."""
CONNECTION_KR = 70_000
"""Yearly cost of a connection, whatever its length: at 50 km all of it comes to the 100,000 kr. of denmark-2014."""
KM_KR = 600
"""Yearly cost of a connection by km.

Two people drive there and back 24 times a year: 48 times 2 × 297 kr. an hour (an agent's 430,000 kr. over 1,450 hours)
at 70 km an hour, and 3.73 kr. a km for the car (the state's rate in 2014, from memory). A starting value.
"""
EXTRA_KM_KR = 0.01
"""Extra cost of a contact by km: 2 % more of 50 kr. for each 100 km, as who answers knows the place less."""
PROVINCE_KR, REGION_KR, ELSEWHERE_KR = 60_000, 100_000, 180_000
"""Yearly cost of a connection within a province, within a region, and beyond; starting values."""
ELSEWHERE_EXTRA_KR = 1.0
"""Extra cost of a contact that is answered in another region."""


def road_km(one: LatitudeLongitude, other: LatitudeLongitude) -> float:
    """Return how long the road between two points on the same land is, as far as a straight line tells (km)."""
    return DETOUR * distance_km(one, other)


def costs_by_distance(km: float) -> tuple[float, float]:
    """Return what a connection of a length costs: kr. a year in whole hundreds, and extra kr. a contact."""
    return round(CONNECTION_KR + KM_KR * km, -2), round(EXTRA_KM_KR * km, 2)


def purchase_row(municipality: str, centre: str, costs: tuple[float, float], source: str) -> Connection:
    """Return the row of a purchase at a centre, as an assumption; `costs` are kr. a year and extra kr. a contact."""
    yearly_kr, extra_kr = costs
    return Connection(
        form="purchased",
        municipality=municipality,
        centre=centre,
        yearly_kr=yearly_kr,
        extra_kr=extra_kr,
        source=source,
        assumption=True,
    )
