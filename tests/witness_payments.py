"""A second opinion on who pays what in a small plan, and on the cheapest plan in which nobody pays more than today.

Nothing of the product but the data, as in `tests/witness.py`; combinations of portfolios are gone through one by one.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import product

import numpy as np

from optimiser.data.instance import Instance
from tests.witness import (
    SLACK,
    Combinations,
    Portfolio,
    Way,
    centre_bill,
    exact_kr,
    host_bill,
    lawful_portfolios,
    on_lines,
    pooled_of,
    portfolio_bill,
    today_kr_of,
)


def payments_kr(instance: Instance, ways: Iterable[Way]) -> dict[str, float]:
    """Kr. a year of each municipality: what it causes itself, and what it pays for the centres that answer it."""
    rate, paid = instance.settings.economy.discount_rate, defaultdict[str, float](float)
    by_municipality, by_centre = defaultdict[str, list[Way]](list), defaultdict[str, list[Way]](list)
    for way in ways:
        by_municipality[way.municipality].append(way)
        if way.place in instance.centres:
            by_centre[way.place].append(way)
    for code, some in by_municipality.items():
        paid[code] += portfolio_bill(instance, tuple(some)).total_kr(rate)
    for centre, some in by_centre.items():
        for code, kr in _for_centre_kr(instance, centre, some).items():
            paid[code] += kr
    return dict(paid)


def _for_centre_kr(instance: Instance, centre: str, answered: list[Way]) -> dict[str, float]:
    """What each pays for a centre that answers it; with a price its seat has what is left, be it a gain."""
    row, rate = instance.centres[centre], instance.settings.economy.discount_rate
    volume = sum(pooled_of(instance, way.municipality, way.task) for way in answered)
    whole_kr = float(on_lines(instance, centre, np.array([volume]))[0]) + centre_bill(instance, centre).total_kr(rate)
    if any(way.form == "purchased" for way in answered):
        whole_kr += host_bill(instance, centre).total_kr(rate)
    parts, unpooled_kr = defaultdict[str, float](float), defaultdict[str, float](float)
    for way in answered:
        if volume > 0:
            parts[way.municipality] += pooled_of(instance, way.municipality, way.task) / volume
        else:
            parts[way.municipality] += _contacts(instance, way) / sum(_contacts(instance, one) for one in answered)
        weight = instance.tasks[way.task].pooling_weight
        unpooled_kr[way.municipality] += (1 - weight) * _contacts(instance, way) * today_kr_of(instance, way)
    paid = {code: part * whole_kr for code, part in parts.items()}
    buyers = [code for code in parts if row.kind == "local" and code != row.seat]
    for code in buyers:
        cost_kr = paid[code] + unpooled_kr[code]  # the second is on its own bill already
        asked_kr = cost_kr * (1 + row.sale_markup)
        if row.sale_price_kr is not None:
            asked_kr = row.sale_price_kr * sum(_contacts(instance, way) for way in answered if way.municipality == code)
        paid[code] += asked_kr - cost_kr
        paid[row.seat or ""] -= asked_kr - cost_kr
    return paid


def cheapest_for_all_kr(instance: Instance) -> float | None:
    """The cost of the cheapest plan that obeys every rule and in which nobody pays more than today; None without."""
    portfolios: list[list[Portfolio]] = [
        lawful_portfolios(instance, code, exact_kr) for code, tasks in instance.tasks_of.items() if tasks
    ]
    if not all(portfolios):
        return None
    costs_kr = Combinations(instance, portfolios).lawful_cost_kr
    today_kr = {code: instance.today_of_kr(code) for code in instance.tasks_of}
    best = np.inf
    for index in product(*(range(len(some)) for some in portfolios)):
        if costs_kr[index] < best:
            ways = [way for some, number in zip(portfolios, index, strict=True) for way in some[number]]
            if all(kr <= today_kr[code] + SLACK for code, kr in payments_kr(instance, ways).items()):
                best = float(costs_kr[index])
    return best if np.isfinite(best) else None


def _contacts(instance: Instance, way: Way) -> float:
    return instance.contacts[way.municipality, way.task]
