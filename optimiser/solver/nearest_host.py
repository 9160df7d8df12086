"""Ties decided sensibly: of plans that are equal within the gap, one in which buyers have hosts that are near.

Where nothing but their own seats tells hosts apart, a solve proves how much is bought, and leaves open of whom. Which
host serves which buyer is then settled here, with all else as it is: contacts times distance as the crow flies become
small, and the plan costs no more than is within the gap asked for, or than it cost before. Hosts are often as full as
they may be, so that few exchanges of single buyers are possible: the buyers of a few hosts are dealt out anew together,
host by host as a knapsack. What is found is near, and not proven to be nearest; the same seed finds the same.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from optimiser.data.distance import distance_km
from optimiser.data.instance import Instance
from optimiser.model.packing import Bundle, Packing, split_portfolios
from optimiser.planning.plan import Plan
from optimiser.planning.pools import Pool
from optimiser.planning.routes import Route
from optimiser.rules.registry import all_rules
from optimiser.rules.rule import Rule, unscaled_contacts
from optimiser.solver.stage import Search, is_plan

Floats = NDArray[np.float64]
Numbers = NDArray[np.intp]
MOST_DEALS = 1_000
"""Times that the buyers of some hosts are dealt out anew."""
FEWEST_HOSTS, MOST_HOSTS = 2, 6
"""So many hosts are dealt with at once."""
MOST_UNITS = 20_000
"""Parts of a host's room that a knapsack tells apart."""
OUTSIDE_KM = 1e-3
"""What another region counts as: it decides between hosts that are equally near."""
NOISE = 0.3
"""How far the value of being near is varied from deal to deal, as a share."""
FARTHEST = 1e15
"""Contacts times km beyond all there are: what a buyer is worth to the only host of some that may serve it."""
A_METRE = 1e-3
"""What is less is no difference (km, as a mean over all that is bought)."""


@dataclass(frozen=True)
class Nearness:
    """How near the hosts of a plan are: the mean over what is bought, and the buyers with a host in their region."""

    mean_km: float
    in_own_region: int
    buyers: int


@dataclass(frozen=True)
class TiesSettled:
    """What settling ties did: nearness before and after, and what the plan costs more (kr. a year)."""

    before: Nearness
    after: Nearness
    dearer_kr: float
    seconds: float

    def as_entries(self) -> dict[str, float]:
        """Return the entries of the record of a run."""
        return {
            "mean_km_before": self.before.mean_km,
            "mean_km": self.after.mean_km,
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

    That is without a plan, without points, and where connections or rules tell every host from every other.
    """
    before = nearness_of(search.plan) if search.plan else None
    if search.plan is None or before is None:
        return None
    began, first = time.monotonic(), search.plan
    pools = tuple(pool for pool in search.alike_pools if not pool.single and _has_hosts(search, pool))
    packing = Packing(search.problem, pools, *split_portfolios(search.problem, first.routes, pools))
    if not pools or not packing.bundles:
        return None
    deal = Deal(packing, max(first.cost_kr, search.good_enough_kr))
    hosts = deal.improve(first, search.options.seed, lambda: search.stopped)
    found = Plan(search.problem, deal.routes(hosts))
    if found.cost_kr <= deal.budget_kr and is_plan(search.problem, found.routes, of_whole_model=True):
        search.plan = found
    after = nearness_of(search.plan) or before
    return TiesSettled(before, after, search.plan.cost_kr - first.cost_kr, time.monotonic() - began)


def _has_hosts(search: Search, pool: Pool) -> bool:
    return search.problem.instance.centres[pool.centres[0]].kind == "local"


@dataclass(frozen=True)
class Deal:
    """Buyers, and the hosts among which they are dealt out, at no more than a budget (kr. a year).

    Arrays are by buyer (N), that is what one municipality buys, and host (C).
    """

    packing: Packing
    budget_kr: float

    @cached_property
    def buyers(self) -> tuple[Bundle, ...]:
        """What is bought, each whole."""
        return tuple(self.packing.bundles)

    @cached_property
    def volume(self) -> Floats:
        """Pooled contacts a year by buyer."""
        return np.array([unscaled_contacts(self.packing.volume_of(buyer)) for buyer in self.buyers])

    @cached_property
    def far(self) -> Floats:
        """Contacts times km [N, C]; infinity where a host may not serve a buyer."""
        found = np.full((len(self.buyers), len(self.packing.centres)), np.inf)
        for n, buyer in enumerate(self.buyers):
            for c, centre in enumerate(self.packing.centres):
                if (*buyer, centre) in self.packing.options:
                    found[n, c] = self._contacts(buyer) * self._km(buyer[0], centre)
        return found

    def _contacts(self, buyer: Bundle) -> float:
        contacts = self.packing.problem.instance.contacts
        return sum(contacts[buyer[0], task] for task in self.packing.bundles[buyer])

    def _km(self, code: str, centre: str) -> float:
        instance = self.packing.problem.instance
        seat = str(instance.centres[centre].seat)
        outside = 0.0 if _in_one_region(instance, code, seat) else OUTSIDE_KM
        return distance_km(instance.points[code], instance.points[seat]) + outside

    @cached_property
    def most(self) -> Floats:
        """The most that each host may sell [C]."""
        return np.array([unscaled_contacts(self.packing.most_sold(centre)) for centre in self.packing.centres])

    @cached_property
    def pinned(self) -> tuple[Rule, ...]:
        """Rules that look at more than volumes, so that each deal is held against them."""
        asked = (rule for rule in all_rules() if rule.is_asked(self.packing.problem.instance))
        return tuple(
            rule
            for rule in asked
            if rule.has("packing_can_break", self.packing.problem.instance)
            or type(rule).constrain_packing is not Rule.constrain_packing
        )

    def routes(self, hosts: Numbers) -> tuple[Route, ...]:
        """Return the whole plan in which each buyer has a host."""
        packing = self.packing
        options = ((*buyer, packing.centres[c]) for buyer, c in zip(self.buyers, hosts, strict=True))
        return packing.settled + tuple(route for option in options for route in packing.options[option])

    def is_lawful(self, hosts: Numbers) -> bool:
        """Return whether a deal is within the budget, the limits of its hosts, and the rules that look at more."""
        plan = Plan(self.packing.problem, self.routes(hosts))
        rows = self.packing.problem.instance.centres
        for centre in plan.hosts:
            load, row = plan.loads[centre], rows[centre]
            within = row.min_volume <= load.volume <= (np.inf if row.max_volume is None else row.max_volume)
            if not within or load.others < row.min_sold:
                return False
        return plan.cost_kr <= self.budget_kr and all(rule.allows(plan) for rule in self.pinned)

    # ---- better deals ----------------------------------------------------------------------------

    def improve(self, plan: Plan, seed: int, stop: Callable[[], bool]) -> Numbers:
        """Return the host of each buyer, as in a plan or nearer."""
        at = {(route.municipality, route.task): route.centre for route in plan.routes}
        number = {centre: c for c, centre in enumerate(self.packing.centres)}
        hosts = np.array([number[at[code, self.packing.bundles[code, pool][0]]] for code, pool in self.buyers])
        draw = np.random.default_rng(seed)
        least = A_METRE * sum(map(self._contacts, self.buyers))
        for _ in range(MOST_DEALS):
            if stop():
                break
            dealt = self._deal_anew(hosts, draw)
            if dealt is not None and self._total(dealt) < self._total(hosts) - least and self.is_lawful(dealt):
                hosts = dealt
        return hosts

    def _total(self, hosts: Numbers) -> float:
        return float(self.far[np.arange(len(hosts)), hosts].sum())

    def _deal_anew(self, hosts: Numbers, draw: np.random.Generator) -> Numbers | None:
        """Deal the buyers of some hosts out among these again; None where not all of them find room.

        What a host sells decides what a contact costs there: it stays within a spread that differs from deal to deal.
        """
        some = self._choose_hosts(hosts, draw)
        free = [n for n in range(len(hosts)) if hosts[n] in some]
        value = self.far[free] * draw.uniform(1 - NOISE, 1 + NOISE, (len(free), 1))
        sold, rest = np.bincount(hosts, self.volume, len(self.most)), self.volume[free].sum()
        spread = np.inf if draw.random() < NOISE else float(draw.uniform(0, self.volume.mean()))
        dealt, left = hosts.copy(), np.ones(len(free), dtype=bool)
        for place, c in enumerate(some[:-1]):
            others = some[place + 1 :]
            may = left & np.isfinite(value[:, c])
            gain = np.minimum(value[:, others].min(axis=1), FARTHEST) - np.where(may, value[:, c], 0.0)
            least, most = max(sold[c] - spread, rest - self.most[others].sum()), min(sold[c] + spread, self.most[c])
            taken = fill_knapsack(self.volume[free], gain, may, least, most)
            if taken is None:
                return None
            dealt[np.array(free)[taken]] = c
            left &= ~taken
            rest -= self.volume[free][taken].sum()
        last, remaining = some[-1], np.array(free)[left]
        if not np.isfinite(self.far[remaining, last]).all() or rest > self.most[last]:
            return None
        dealt[remaining] = last
        return dealt

    def _choose_hosts(self, hosts: Numbers, draw: np.random.Generator) -> list[int]:
        """Choose a buyer, its host and some near the buyer; the one with most room comes last, as it takes the rest."""
        in_use = np.unique(hosts)
        count = min(len(in_use), int(draw.integers(FEWEST_HOSTS, MOST_HOSTS + 1)))
        buyer = int(draw.integers(len(hosts)))
        near = draw.permuted(in_use) if draw.random() < NOISE else in_use[np.argsort(self.far[buyer, in_use])]
        some = [int(hosts[buyer]), *(int(c) for c in near if c != hosts[buyer])][:count]
        draw.shuffle(some)
        largest = max(some, key=lambda c: self.most[c])
        return [*(c for c in some if c != largest), largest]


def fill_knapsack(
    volume: Floats, gain: Floats, there: NDArray[np.bool_], least: float, most: float
) -> NDArray[np.bool_] | None:
    """Return which items to take so that their gain is largest and their volume from least to most; None if nothing is.

    Volumes are counted in parts of the room and rounded up, so that nothing is taken that does not fit; what fits but
    for such a part may be left, and the least be missed by as little.
    """
    if least > most:
        return None
    unit = max(most / MOST_UNITS, 1e-9)
    size, high = np.ceil(volume / unit).astype(np.intp), int(most / unit)
    best = np.full(high + 1, -np.inf)
    best[0] = 0.0
    items = np.flatnonzero(there & (size <= high))
    chosen = np.zeros((len(items), high + 1), dtype=bool)
    for row, n in enumerate(items):
        with_it = best[: high + 1 - size[n]] + gain[n]
        better = with_it > best[size[n] :]
        chosen[row, size[n] :] = better
        best[size[n] :] = np.where(better, with_it, best[size[n] :])
    low = min(int(np.ceil(least / unit)), high)
    at = low + int(best[low:].argmax())
    if not np.isfinite(best[at]):
        return None
    taken = np.zeros(len(volume), dtype=bool)
    for row in range(len(items) - 1, -1, -1):
        if chosen[row, at]:
            taken[items[row]] = True
            at -= int(size[items[row]])
    return taken if volume[taken].sum() <= most else None
