"""How many municipalities are counted in any plan that costs no more than one in hand: at least so many, by prices.

Of the ways that may be in such a plan (`payments.py`) each municipality has one. What they and their sites are beyond
the cheapest comes to the slack at most (price λ of a krone), and what is bought at a site to its room (price μ of a
contact). At any prices no plan counts fewer than

    Σ over municipalities of the least, over its ways, of (counted + λ · beyond + μ · volume) - λ · slack
    + Σ over centres of the least, over its sites, of (λ · beyond - μ · room); 0 where it is shut, if it may be

What else is asked of plans is left out, which makes the count lower, and no less true.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil

import numpy as np

from optimiser.data.tolerances import A_KRONE
from optimiser.portfolios.payments import CheapPlans, Ways
from optimiser.portfolios.portfolio_costs import Flags, Floats, Numbers

COUNT_ERROR = 1e-6
"""What a bound of a count may be off by rounding."""


@dataclass(frozen=True)
class CountPrices:
    """Prices 0 or more: of the slack (for all of it) and of a contact bought at each site [Q]."""

    slack: float
    room: Floats


@dataclass(frozen=True)
class Counting:
    """Ways that may be in a plan, and what each counts: 1 or 0; or -1 where the most is asked for."""

    plans: CheapPlans
    ways: Ways
    counted: Floats

    @classmethod
    def of_surely_more(cls, plans: CheapPlans) -> "Counting":
        """Count the ways for which a municipality pays more than today for certain."""
        return cls(plans, plans.ways, (plans.ways.least_kr > A_KRONE).astype(float))

    @classmethod
    def of_perhaps_more(cls, plans: CheapPlans) -> "Counting":
        """Count, as -1, the ways for which a municipality may pay more than today: some by a dearer choice at home."""
        ways = plans.ways
        adds = ways.may_add & (ways.most_kr <= A_KRONE)
        added_kr = A_KRONE - ways.most_kr[adds]
        dearer = ways.part(adds)
        dearer = replace(dearer, beyond_kr=dearer.beyond_kr + added_kr)
        every = Ways.joined([ways, dearer])
        counted = np.concatenate([np.where(ways.most_kr > A_KRONE, -1.0, 0.0), np.full(len(added_kr), -1.0)])
        kept = every.beyond_kr + plans.beyond_of_sites[every.site] <= plans.slack_kr
        return cls(plans, every.part(kept), counted[kept])

    @property
    def municipalities(self) -> int:
        """How many there are."""
        return len(self.plans.lagrangian.costs.municipalities)

    @cached_property
    def beyond(self) -> Floats:
        """What each way is beyond the cheapest, as a share of the slack."""
        return self.ways.beyond_kr / max(self.plans.slack_kr, 1.0)

    @cached_property
    def of_sites(self) -> tuple[Numbers, Floats, Floats]:
        """Of each site its centre, its share of the slack, and its room [Q]."""
        sites, slack_kr = self.plans.sites, max(self.plans.slack_kr, 1.0)
        centre = np.array([site.centre for site in sites], dtype=np.intp)
        return centre, np.array([site.beyond_kr / slack_kr for site in sites]), np.array([site.room for site in sites])

    @cached_property
    def everywhere(self) -> Floats:
        """By municipality the least that it counts in any of its ways, whatever the others have [I]."""
        return self._least(self.counted)

    def _least(self, of_ways: Floats) -> Floats:
        found = np.full(self.municipalities, np.inf)
        np.minimum.at(found, self.ways.municipality, of_ways)
        return found

    def least_count(self, prices: CountPrices) -> int:
        """Return what no plan counts fewer than, as follows from prices."""
        centre, beyond, room = self.of_sites
        price = np.append(prices.room, 0.0)[self.ways.site]
        served = self._least(self.counted + prices.slack * self.beyond + price * self.ways.volume)
        opened = np.full(len(self.plans.lagrangian.costs.centres), np.inf)
        np.minimum.at(opened, centre, prices.slack * beyond - prices.room * room)
        must = self.plans.branch.must
        bound = float(served.sum() + np.where(must, opened, np.minimum(opened, 0.0)).sum() - prices.slack)
        return ceil(max(bound, float(self.everywhere.sum())) - COUNT_ERROR)

    @cached_property
    def undominated(self) -> Flags:
        """The ways than which none of the same municipality, site and count is nearer at no more volume."""
        ways = self.ways
        order = np.lexsort((self.beyond, ways.volume, self.counted, ways.site, ways.municipality))
        group = np.stack([ways.municipality, ways.site, self.counted.astype(np.intp)], axis=1)[order]
        first = np.any(np.diff(group, axis=0, prepend=group[:1] - 1) != 0, axis=1)
        number = np.cumsum(first) - 1
        falling = self.beyond[order] - 2.0 * number  # of each group all below those of the one before
        before = np.append(np.inf, np.minimum.accumulate(falling)[:-1])
        kept = np.zeros(len(order), dtype=bool)
        kept[order] = first | (falling < before)
        return kept
