"""What municipalities may have, and pay, in any plan that costs no more than one in hand: by prices, in arithmetic.

At the prices of a bound L (`lagrangian.py`) a plan costs L, and for each open centre what its piece is dearer than the
cheapest, and for each municipality what its way is. Nothing of that is below 0. So in a plan that costs at most
`most_kr` it comes to the slack, `most_kr - L`, at most: a way that is further beyond the cheapest is in no such plan.

For a way that is left a municipality pays what the way costs it alone, and its part of its centre by pooled volume: no
more than where the centre holds as little as it can on its piece, no less than where it holds as much. A dearer choice
at home than the cheapest is paid by the municipality itself, and uses up as much of the slack.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cached_property
from math import inf

import numpy as np

from optimiser.portfolios.branches import Branch
from optimiser.portfolios.lagrangian import Lagrangian, OtherWays, Prices, Relaxation
from optimiser.portfolios.portfolio_costs import Flags, Floats, Numbers, PortfolioCosts

VOLUME_ERROR = 1e-9
"""How far a volume may pass a limit, as a share of it: rounding."""
HOME = -1
"""The site of a way in which nothing is sent away."""


@dataclass(frozen=True)
class Ways:
    """Ways to be answered, one an entry: of which municipality, with a partner at which site (`HOME` without one).

    `beyond_kr` is what it costs beyond the cheapest, besides its site; `volume` what it sends there. The municipality
    pays from `least_kr` to `most_kr` more than today a year; where `may_add`, a dearer choice at home comes on top.
    """

    municipality: Numbers
    site: Numbers
    beyond_kr: Floats
    volume: Floats
    least_kr: Floats
    most_kr: Floats
    may_add: Flags

    @classmethod
    def joined(cls, some: Iterable["Ways"]) -> "Ways":
        """Return all of some ways."""
        every = list(some)
        return cls(*(np.concatenate([getattr(ways, one.name) for ways in every]) for one in fields(cls)))

    @classmethod
    def of_one(cls, i: int, site: int, **figures: float | bool) -> "Ways":
        """Return a single way of a municipality."""
        told = {"beyond_kr": 0.0, "volume": 0.0, "least_kr": -inf, "most_kr": inf, "may_add": False, **figures}
        return cls(np.array([i]), np.array([site]), *(np.array([told[one.name]]) for one in fields(cls)[2:]))

    def part(self, kept: Flags) -> "Ways":
        """Return some of the ways."""
        return Ways(*(getattr(self, one.name)[kept] for one in fields(Ways)))


@dataclass(frozen=True)
class Site:
    """A centre that serves others, on a piece of its cost: what the piece is beyond the cheapest, and volumes a year.

    Its seat answers from `own_least` to `own_most` there; others buy at least `least_sold` and at most `room`. A pooled
    contact costs `slope_kr`, and `shared_kr` is shared by all of them. Where it does not sell `by_load`, nothing is
    known of what anybody pays there.
    """

    centre: int
    piece: int
    beyond_kr: float
    own_least: float
    own_most: float
    least_sold: float
    room: float
    low: float
    high: float
    shared_kr: float
    slope_kr: float
    by_load: bool

    @property
    def is_possible(self) -> bool:
        """True where the centre can hold what it must on this piece."""
        return not np.isnan(self.paid_kr(np.zeros(1), np.zeros(1))[0][0])

    def paid_kr(self, own: Floats, bought: Floats) -> tuple[Floats, Floats]:
        """Return the least and the most that is paid for volumes of one's own, or bought; nan where there is no room.

        What has no volume is shared by contacts where nothing has any, so that it may pay for all or nothing.
        """
        low = np.maximum(self.low, np.maximum(self.own_least, own) + np.maximum(self.least_sold, bought))
        high = min(self.high, self.own_most + self.room)
        low = np.where(low <= high * (1 + VOLUME_ERROR), np.minimum(low, high), np.nan)
        volume = own + bought
        with np.errstate(divide="ignore", invalid="ignore"):
            parts = np.stack([volume / low, volume / np.full_like(low, high)])
        parts = np.where(np.isnan(low), np.nan, np.where(volume > 0, parts, 0.0))
        paid = volume * self.slope_kr + np.sort(self.shared_kr * parts, axis=0)
        paid[1] = np.where((volume <= 0) & (low <= 0), max(0.0, self.shared_kr), paid[1])
        if not self.by_load:
            return np.where(np.isnan(low), np.nan, -inf), np.where(np.isnan(low), np.nan, inf)
        return paid[0], paid[1]


@dataclass(frozen=True)
class CheapPlans:
    """The plans of a branch that cost at most `most_kr` a year, as prices know them."""

    lagrangian: Lagrangian
    prices: Prices
    branch: Branch
    most_kr: float

    @property
    def _costs(self) -> PortfolioCosts:
        """What portfolios cost, without the prices of limits of the plan."""
        return self.lagrangian.costs

    @cached_property
    def _priced(self) -> Lagrangian:
        """The same with what they use of limits of the plan in what they cost."""
        return self.lagrangian.at(self.prices.plan_kr)

    @cached_property
    def _relaxation(self) -> Relaxation:
        return self.lagrangian.evaluate(self.prices, self.branch)

    @cached_property
    def slack_kr(self) -> float:
        """What all that is beyond the cheapest may come to."""
        return self.most_kr - self._relaxation.bound_kr

    @cached_property
    def _today_kr(self) -> Floats:
        """What each municipality pays today [I]."""
        instance = self._costs.problem.instance
        keys = ([(tasks.municipality, task) for task in tasks.tasks] for tasks in self._costs.tasks)
        return np.array([sum(instance.contacts[key] * instance.today_unit_kr[key] for key in some) for some in keys])

    # ---- centres that may serve others -----------------------------------------------------------

    @cached_property
    def sites(self) -> tuple[Site, ...]:
        """The centres that may serve others in such a plan, with each piece that they may be on."""
        near = self._beyond_kr <= self.slack_kr
        found = (self._site(int(c), int(k), float(self._beyond_kr[c, k])) for c, k in np.argwhere(near))
        return tuple(site for site in found if site.is_possible)

    @cached_property
    def _beyond_kr(self) -> Floats:
        """What each centre on a piece is beyond the cheapest [C, K]; infinity where it cannot be."""
        gains_kr = self._relaxation.gains_kr
        lowest = gains_kr.min(axis=1, initial=inf)
        opened = np.where(self.branch.must, lowest, np.minimum(lowest, 0.0))
        opened = np.where(np.isfinite(opened), opened, 0.0)
        return np.asarray(np.where(np.isfinite(gains_kr), gains_kr - opened[:, None], inf))

    def _site(self, c: int, k: int, beyond_kr: float) -> Site:
        costs, centre = self._costs, self._costs.centres[c]
        shared_kr = float(costs.piece_fixed_kr[c, k]) + costs.problem.tariff.open_centre(centre).yearly_kr
        own_least, own_most, room = 0.0, 0.0, float(costs.most_sold[c])
        if c in self._host_of:
            volume, may = self.lagrangian.own_tasks[0][self._host_of[c]], self._may_be(c, k, beyond_kr)
            own_least = float(volume[may[0] & ~may[1] & ~may[2]].sum())
            own_most = float(volume[may[0]].sum())
            room = min(room, costs.seats[c].sold_share * own_most)
            shared_kr += costs.problem.tariff.charge_of_host(centre).yearly_kr
        low, high = float(costs.piece_low[c, k]), float(costs.piece_high[c, k])
        room = max(0.0, min(room, high - own_least))
        volumes = (own_least, own_most, float(costs.least_sold[c]), room, low, high)
        by_load = centre not in costs.problem.sale_terms or costs.problem.sale_terms[centre].is_by_load
        return Site(c, k, beyond_kr, *volumes, shared_kr, float(costs.piece_slope_kr[c, k]), by_load)

    @cached_property
    def beyond_of_sites(self) -> Floats:
        """What each site is beyond the cheapest [Q + 1]; the last is `HOME`, nothing."""
        return np.array([*(site.beyond_kr for site in self.sites), 0.0])

    @cached_property
    def _host_of(self) -> dict[int, int]:
        """The number among the hosts of each local centre that may sell."""
        return {int(c): h for h, c in enumerate(self.lagrangian.hosts)}

    @cached_property
    def _other_ways(self) -> OtherWays:
        return self._priced.other_ways(self.prices)

    def _may_be(self, c: int, k: int, beyond_kr: float) -> tuple[Flags, Flags, Flags]:
        """Return which of a host's own tasks may be answered in its centre, in its departments, and elsewhere [T]."""
        h, ways, left_kr = self._host_of[c], self._other_ways, self.slack_kr - beyond_kr
        unchanged = np.isfinite(self.lagrangian.own_tasks[2][h]) & self.lagrangian.is_task[h]
        cheapest_unchanged = unchanged & ~np.isfinite(self.lagrangian.own_tasks[1][h])
        may_stay = (ways.unchanged_kr[h, k] <= left_kr) | cheapest_unchanged
        sends_kr = float((ways.sent_kr[h] + self._beyond_kr).min(initial=inf))
        may_pass = ways.passed_kr[h, k] + sends_kr <= left_kr
        return ways.local_kr[h, k] <= left_kr, may_stay & unchanged, may_pass

    # ---- ways of municipalities ------------------------------------------------------------------

    @cached_property
    def ways(self) -> Ways:
        """What each municipality may have in such a plan; of one whose portfolios are too many, anything."""
        unknown = set(self._costs.in_many_ways)
        known = (i for i in range(len(self._costs.municipalities)) if i not in unknown)
        found = [self._ways_of(i) for i in known]
        found += [Ways.of_one(i, site) for i in unknown for site in (HOME, *range(min(1, len(self.sites))))]
        selling = [ways for q, site in enumerate(self.sites) if (ways := self._ways_of_host(q, site, unknown))]
        return Ways.joined([*found, *selling])

    def _ways_of(self, i: int) -> Ways:
        """Return those of a municipality whose centre does not sell."""
        home_kr, served_kr = self._priced.costs.home[i].kr, float(self.prices.served_kr[i])
        beyond_kr = home_kr - min(served_kr, float(self._priced.home_kr[i]))
        paid_kr, count = self._costs.home[i].kr - self._today_kr[i], len(home_kr)
        at_home = Ways(
            np.full(count, i), np.full(count, HOME), beyond_kr, np.zeros(count), paid_kr, paid_kr, np.ones(count, bool)
        )
        some = [self._ways_at(i, q, site) for q, site in enumerate(self.sites) if self._is_near(i, site)]
        return Ways.joined([at_home.part(beyond_kr <= self.slack_kr), *some])

    def _is_near(self, i: int, site: Site) -> bool:
        beyond_kr = max(0.0, float(self._relaxation.reduced_kr[i, site.centre, site.piece]))
        return site.beyond_kr + beyond_kr <= self.slack_kr

    def _ways_at(self, i: int, q: int, site: Site) -> Ways:
        """Return those with a partner."""
        c, k = site.centre, site.piece
        priced, some = self._priced.costs.portfolios_of(i, c), self._costs.portfolios_of(i, c)
        connected_kr = self._priced.costs.connection_kr[i, c] + self._costs.extra_kr[i, c] * priced.contacts
        reduced_kr = priced.fixed_kr + connected_kr + self._price[c, k] * priced.volume - self.prices.served_kr[i]
        beyond_kr = reduced_kr - min(0.0, float(self._relaxation.reduced_kr[i, c, k]))
        near = np.flatnonzero(site.beyond_kr + beyond_kr <= self.slack_kr)
        volume = some.volume[near]
        least_kr, most_kr = site.paid_kr(np.zeros(len(near)), volume)
        alone_kr = some.fixed_kr[near] + self._costs.extra_kr[i, c] * some.contacts[near]
        alone_kr += self._costs.connection_kr[i, c] - self._today_kr[i]
        each = np.ones(len(near), dtype=np.intp)
        found = Ways(
            i * each, q * each, beyond_kr[near], volume, alone_kr + least_kr, alone_kr + most_kr, each.astype(bool)
        )
        return found.part(~np.isnan(least_kr))

    @cached_property
    def _price(self) -> Floats:
        return self.lagrangian.price(self.prices)

    def _ways_of_host(self, q: int, site: Site, unknown: set[int]) -> Ways | None:
        """Return the one of a municipality whose centre sells: each task anywhere, at any cost, that it may be."""
        c = site.centre
        if c not in self._host_of or self._costs.seats[c].number in unknown:
            return None
        i, h, may = self._costs.seats[c].number, self._host_of[c], self._may_be(c, site.piece, site.beyond_kr)
        volume, local_kr, unchanged_kr = (values[h] for values in self.lagrangian.own_tasks)
        volume, local_kr = (np.where(may[0], values, 0.0) for values in (volume, local_kr))
        here, passed_kr = site.paid_kr(volume, np.zeros_like(volume)), self._passed_kr(h)
        may = (may[0] & ~np.isnan(here[0]), may[1], may[2])
        least, most = (
            [np.where(there, kr, absent) for there, kr in zip(may, (local_kr + own, unchanged_kr, sent), strict=True)]
            for own, sent, absent in zip(here, passed_kr, (inf, -inf), strict=True)
        )
        tasks, known = self.lagrangian.is_task[h], dict[str, float]()
        ends = np.array([np.min(least, axis=0)[tasks], np.max(most, axis=0)[tasks]])
        if np.isfinite(ends).all():
            least_kr, most_kr = map(float, ends.sum(axis=1) + self._forms_kr(i) - self._today_kr[i])
            if may[2].any():
                link_kr = self._costs.link_kr[i]
                most_kr += float(np.max(link_kr, where=np.isfinite(link_kr), initial=0.0))
            known = {"least_kr": least_kr, "most_kr": most_kr}
        places = (HOME, q) if may[2].any() else (HOME,)
        return Ways.joined(Ways.of_one(i, place, beyond_kr=site.beyond_kr, **known) for place in places)

    def _forms_kr(self, i: int) -> tuple[float, float]:
        """Return the least and the most that a municipality pays for forms it is answered in while its centre sells."""
        code, tariff = self._costs.municipalities[i], self._costs.problem.tariff
        local_kr = tariff.using_form(code, "local").yearly_kr
        return local_kr, local_kr + tariff.using_form(code, "unchanged").yearly_kr

    def _passed_kr(self, h: int) -> tuple[Floats, Floats]:
        """Return the least and the most that a host pays for a task that it sends away, the connection apart [T]."""
        volume, nothing = self.lagrangian.own_tasks[0][h], np.zeros_like(self.lagrangian.own_tasks[0][h])
        least, most = [np.full_like(nothing, inf)], [np.full_like(nothing, -inf)]
        for site in self.sites:
            there = np.isfinite(self.lagrangian.passing_kr[h, site.centre])
            passing_kr = np.where(there, self.lagrangian.passing_kr[h, site.centre], 0.0)
            for ends, paid_kr in zip((least, most), site.paid_kr(nothing, volume), strict=True):
                ends.append(np.where(there, passing_kr + paid_kr, ends[0]))
        return np.fmin.reduce(least), np.fmax.reduce(most)
