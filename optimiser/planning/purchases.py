"""What a purchase is worth under a cap in the law: the rule purchase-cap.

Where the policy sets no price, a contact is valued as dearly as it can come to be paid for: its pooled part at today's
unit cost or, if that is more, at the dearest a contact can be in the centre that sells; the part that is not pooled at
today's unit cost, which is what it costs anywhere. Extra work, connections and investment are no part of the price.

The dearest is looked for on the centre's curve, its cost factor and service included, between the least its limits let
it answer, min_volume or what a host must sell, and the most: max_volume, what a host may sell beside all that its seat
has, and in any case all there is in the country.
"""

import numpy as np

from optimiser.data.instance import Instance
from optimiser.data.rows import Centre
from optimiser.planning.centre_curve import CentreCurve


def dearest_kr(instance: Instance, centre: Centre, curve: CentreCurve) -> float:
    """The dearest a pooled contact can be in a centre with this curve, kr."""
    least, most = _volume_limits(instance, centre)
    return centre.cost_factor * _highest_unit_cost(curve, least, most)


def _volume_limits(instance: Instance, centre: Centre) -> tuple[float, float]:
    """The least and the most that the limits of a centre let it answer when it sells (pooled contacts a year)."""
    pooled = instance.pooled_contacts
    most = sum(pooled.values())
    if centre.kind == "local" and centre.max_sold_share is not None:
        of_seat = sum(volume for (code, _), volume in pooled.items() if code == centre.seat)
        most = min(most, (1 + centre.max_sold_share) * of_seat)
    if centre.max_volume is not None:
        most = min(most, centre.max_volume)
    least = max(centre.min_volume, centre.min_sold if centre.kind == "local" else 0.0, 1.0)
    return min(least, most) or 1.0, max(most, 1.0)


def _highest_unit_cost(curve: CentreCurve, least: float, most: float) -> float:
    """The highest unit cost between two volumes.

    Between two stations it is a parabola in ln V: its top is found from the two ends and the middle.
    """
    volumes = curve.stations_between(least, most)
    ends, middle = curve.unit_costs_kr(volumes), curve.unit_costs_kr(np.sqrt(volumes[:-1] * volumes[1:]))
    before, after = ends[:-1], ends[1:]
    bend, rise = before - 2 * middle + after, after - before
    inside = (bend < 0) & (np.abs(rise) < -2 * bend)
    tops = middle[inside] - rise[inside] ** 2 / (8 * bend[inside])
    return float(np.max(np.concatenate([ends, tops])))
