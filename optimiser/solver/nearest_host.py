"""Ties decided sensibly: of plans that are equal within the gap, one in which buyers have hosts that are near.

A solve proves how much is bought, and mostly leaves open of whom: where nothing but their own seats tells hosts apart,
or where what tells them apart is less than the gap. Which host serves which buyer is settled here, as a step of its
own, with all else as it is: contacts times distance as the crow flies become small, of equally near hosts one in the
buyer's own region is taken, and the plan costs no more than is within the gap asked for, or than it cost before. It is
held against every rule before it is taken. How near the hosts of any other such plan can be is proven beside it
(`nearness_bound.py`).
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import inf

import numpy as np

from optimiser.data.distance import distance_km
from optimiser.data.instance import Instance
from optimiser.data.tolerances import GAP_ERROR
from optimiser.model.packing import Packing, split_portfolios
from optimiser.planning.plan import Plan
from optimiser.planning.pools import Pool
from optimiser.planning.problem import Problem
from optimiser.solver.dealing import Deal, Floats
from optimiser.solver.nearness_bound import least_mean_km
from optimiser.solver.stage import Search, is_plan

OUTSIDE_KM = 1e-3
"""What another region counts as: it decides between hosts that are equally near."""


@dataclass(frozen=True)
class Nearness:
    """How near the hosts of a plan are: the mean over what is bought, and the buyers with a host in their region."""

    mean_km: float
    in_own_region: int
    buyers: int


@dataclass(frozen=True)
class TiesSettled:
    """What settling ties did: nearness before and after, and what the plan costs more (kr. a year).

    No plan that costs as little has a mean distance under `least_mean_km`, as is proven; None where nothing is.
    """

    before: Nearness
    after: Nearness
    dearer_kr: float
    least_mean_km: float | None
    seconds: float

    def as_entries(self) -> dict[str, float | None]:
        """Return the entries of the record of a run."""
        return {
            "mean_km_before": self.before.mean_km,
            "mean_km": self.after.mean_km,
            "least_mean_km": self.least_mean_km,
            "in_own_region_before": self.before.in_own_region,
            "in_own_region": self.after.in_own_region,
            "buyers": self.after.buyers,
            "dearer_kr": self.dearer_kr,
        }


def nearness_of(plan: Plan) -> Nearness | None:
    """Return how near the hosts of a plan are to their buyers; None where nothing is bought, or a point is unknown."""
    instance = plan.problem.instance
    bought: dict[tuple[str, str], float] = {}
    for route in plan.routes:
        if route.form == "purchased":
            link = (route.municipality, str(instance.centres[route.centre].seat))
            bought[link] = bought.get(link, 0.0) + instance.contacts[route.municipality, route.task]
    if not bought or not {code for link in bought for code in link} <= instance.points.keys():
        return None
    km = sum(contacts * distance_km(*(instance.points[code] for code in link)) for link, contacts in bought.items())
    near = sum(_in_one_region(instance, *link) for link in bought)
    return Nearness(km / sum(bought.values()), near, len(bought))


def _in_one_region(instance: Instance, one: str, other: str) -> bool:
    rows = instance.municipalities
    return bool(rows[one].region) and rows[one].region == rows[other].region


def settle_ties(search: Search) -> TiesSettled | None:
    """Give the search a plan with nearer hosts, where there is one; return None where there is nothing to settle.

    That is without a plan, without points, and where no more than one host sells.
    """
    before = nearness_of(search.plan) if search.plan else None
    if search.plan is None or before is None:
        return None
    began, first = time.monotonic(), search.plan
    pool = pool_of_hosts(search.problem)
    packing = Packing(search.problem, (pool,), *split_portfolios(search.problem, first.routes, (pool,)))
    if len(first.hosts) < 2 or not packing.bundles:
        return None
    deal = NearHosts(packing, max(first.cost_kr, search.good_enough_kr))
    hosts = deal.improve(first, search.options.seed, lambda: search.stopped)
    found = Plan(search.problem, deal.routes(hosts))
    after = nearness_of(found)
    nearer = after is not None and after.mean_km <= before.mean_km
    within = found.cost_kr <= deal.budget_kr * (1 + GAP_ERROR)
    if nearer and within and is_plan(search.problem, found.routes, of_whole_model=True):
        search.plan = found
    after = nearness_of(search.plan) or before
    least_km = least_mean_km(search, deal.budget_kr, after.mean_km)
    return TiesSettled(before, after, search.plan.cost_kr - first.cost_kr, least_km, time.monotonic() - began)


def pool_of_hosts(problem: Problem) -> Pool:
    """Return all hosts that may sell as one pool, whatever tells them apart."""
    return Pool("hosts", tuple(_hosts(problem)))


def _hosts(problem: Problem) -> Iterator[str]:
    sells = {route.centre for route in problem.routes if route.form == "purchased"}
    return (centre for centre in problem.reach if centre in sells)


@dataclass(frozen=True)
class NearHosts(Deal):
    """Buyers dealt out among hosts so that contacts times distance come down."""

    @cached_property
    def far(self) -> Floats:
        """Contacts times km [N, C]; infinity where a host may not serve a buyer."""
        found = np.full((len(self.buyers), len(self.packing.centres)), inf)
        for n, buyer in enumerate(self.buyers):
            for c, centre in enumerate(self.packing.centres):
                if (*buyer, centre) in self.packing.options:
                    found[n, c] = self.contacts[n] * self._km(buyer[0], centre)
        return found

    def _km(self, code: str, centre: str) -> float:
        instance = self.packing.problem.instance
        seat = str(instance.centres[centre].seat)
        if not {code, seat} <= instance.points.keys():
            return inf
        outside = 0.0 if _in_one_region(instance, code, seat) else OUTSIDE_KM
        return distance_km(instance.points[code], instance.points[seat]) + outside
