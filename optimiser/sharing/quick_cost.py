"""What many groups cost at once, nearly: hosts that open one by one, at one price of a contact at all of them.

At a price s of a pooled contact at every host, each municipality buys, or answers at home, as is cheapest for it.
Shared centres are open or not, each on a piece of its cost, with their fixed cost and at the cost of one contact more:
a setting j. Of the hosts some are open, O, and each sells between what it must and what it may. Each market,
municipalities that share a centre with one another directly or over others, has its cheapest setting, and s is the
price at which as much is bought as sold:

    c(S) ~ min_O max_s Σ_markets min_j [ fixed_j + Σ_{m in S - O} buys_m(s, j) + Σ_{h in O} sells_h(s, j) ]

For each O that is a bound, as that of `portfolios/lagrangian.py` is. The hosts that are open are first those that gain
at the price at which each decides for itself; then one after the other opens or shuts, the one by which the cost falls
most. So it may be too high as well. Limits of the whole plan are left out, and so is how far apart buyers and hosts
are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod

import numpy as np

from optimiser.data.tolerances import A_KRONE
from optimiser.planning.problem import Problem
from optimiser.portfolios.building import build_portfolio_costs
from optimiser.portfolios.lagrangian import Lagrangian
from optimiser.portfolios.portfolio_costs import Numbers, PortfolioCosts
from optimiser.sharing.game import Flags, Floats

PRICES = 40
"""Prices at hosts that are tried, besides those that hosts need."""
FINE, FINE_RANGE = 80, 4.0
"""So many prices are looked at to choose those from, down from what a contact costs at home where it is dearest."""
SMALLEST = 1e-3
"""Part of all that is bought: each price counts for so much."""
MOST_SETTINGS = 64
"""In a market with more settings its centres cost nothing fixed, which is a bound too."""
MOST_HOSTS = 24
"""So many hosts may open: those that need the lowest price."""
AT_ONCE = 400
"""Groups that are gone through at once."""
SHUT_KR = 1e9
"""What a contact costs at a centre that is shut."""
NO_WAY_KR = 1e15
"""What a municipality costs without a way to be answered."""


@dataclass(frozen=True)
class _Market:
    """Municipalities `[I]` and the shared centres that they may use, by number, with the settings of these.

    `fixed_kr[J]` is what the centres cost fixed, and `slope_kr[C, J]` what a contact more costs at each.
    """

    members: Flags
    centres: Numbers
    fixed_kr: Floats
    slope_kr: Floats


class QuickGroupCosts:
    """What any group of a problem's municipalities costs, nearly, as the `QuickCost` of its players.

    Parameters
    ----------
    problem
        The problem of all.
    players
        Codes of municipalities, in the order of the columns of what `costs_kr` is given.
    """

    def __init__(self, problem: Problem, players: tuple[str, ...]) -> None:
        self._lagrangian = Lagrangian(build_portfolio_costs(problem))
        self._order = np.array([self._costs.number_of[code] for code in players], dtype=np.intp)

    @cached_property
    def classes(self) -> Flags:
        """The municipalities of each market, and those that may sell, in the order of the players."""
        sells = np.zeros(len(self._costs.municipalities), dtype=bool)
        sells[self._lagrangian.seat_of_host[self._sellers]] = True
        return np.array([*(market.members for market in self._markets), sells])[:, self._order]

    def costs_kr(self, members: Flags) -> Floats:
        """Return about what each group costs (kr. a year): a row a group and a column a player."""
        groups = np.zeros((len(members), len(self._costs.municipalities)))
        groups[:, self._order] = members
        parts = np.array_split(groups, max(1, -(-len(groups) // AT_ONCE)))
        return np.concatenate([self._part_kr(part) for part in parts])

    def _part_kr(self, groups: Floats) -> Floats:
        """Return what some groups cost: hosts open and shut until it is not cheaper by one more."""
        may_open = groups[:, self._lagrangian.seat_of_host[self._sellers]] > 0
        each_kr = self._sums_kr(groups)
        is_open = self._first_open(each_kr, may_open)
        each_kr += self._sums_of_hosts(is_open, self._opening_kr)
        state, left = _State.of(each_kr), np.arange(len(groups))
        for _ in range(2 * len(self._sellers)):
            cost_kr = np.full((len(left), len(self._sellers)), np.inf)
            for h, change_kr in enumerate(self._opening_kr):
                some = np.flatnonzero(may_open[left, h])
                signs = np.where(is_open[left[some], h], -1.0, 1.0)
                cost_kr[some, h] = state.changed(left[some], self._market_of_seller[h], signs, change_kr)
            best = cost_kr.argmin(axis=1)
            saves = cost_kr[np.arange(len(left)), best] < state.cost_kr[left] - A_KRONE
            left, best = left[saves], best[saves]
            if not len(left):
                break
            for h in np.unique(best):
                some = left[best == h]
                signs = np.where(is_open[some, h], -1.0, 1.0)
                state.change(some, self._market_of_seller[h], signs, self._opening_kr[h])
                is_open[some, h] ^= True
        return state.cost_kr

    def _first_open(self, each_kr: Floats, may_open: Flags) -> Flags:
        """Return the hosts that gain by opening at the price at which each decides for itself [G, H]."""
        gains_kr = np.minimum(self._opening_kr, 0.0)
        relaxed_kr = each_kr + self._sums_of_hosts(may_open, gains_kr)
        setting = relaxed_kr.argmin(axis=3)
        price = relaxed_kr.min(axis=3).sum(axis=1).argmax(axis=1)
        at = setting[np.arange(len(may_open)), :, price][:, self._market_of_seller]
        gains = self._opening_kr[np.arange(len(self._sellers)), price[:, None], at] < 0.0
        return np.asarray(may_open & gains)

    def _sums_kr(self, groups: Floats) -> Floats:
        """Return what each group costs, no host open: by market, price at hosts and setting [G, M, S, J]."""
        parts = [
            self._fixed_kr[m] + np.tensordot(groups[:, market.members], self._buys_kr[market.members], 1)
            for m, market in enumerate(self._markets)
        ]
        return np.stack(parts, axis=1)

    def _sums_of_hosts(self, those: Flags, kr: Floats) -> Floats:
        """Return the sum over some hosts of each group in each market [G, M, S, J]; of hosts [H, S, J]."""
        found = np.zeros((len(those), len(self._markets), *self._shape))
        for m in np.unique(self._market_of_seller):
            there = self._market_of_seller == m
            found[:, m] = np.tensordot(those[:, there].astype(np.float64), kr[there], 1)
        return found

    # ---- prices at hosts ---------------------------------------------------------------------------

    @property
    def _costs(self) -> PortfolioCosts:
        return self._lagrangian.costs

    @cached_property
    def _is_host(self) -> Flags:
        rows = self._costs.problem.instance.centres
        return np.array([rows[centre].kind == "local" for centre in self._costs.centres], dtype=bool)

    @cached_property
    def _needed_kr(self) -> Floats:
        """The price at which a host's selling all it may covers what that adds; infinity where it cannot sell [H]."""
        costs, hosts = self._costs, self._lagrangian.hosts
        (own, _), sold = self._kept, self._sold[1].max(axis=1, initial=0.0)
        added_kr = self._pieces_kr(own + sold) - self._pieces_kr(own) + costs.opening_kr[hosts]
        able = (sold > 0) & (self._sold[0] <= self._sold[1]).any(axis=1) & np.isfinite(added_kr)
        return np.where(able, np.where(able, added_kr, 0.0) / np.where(able, sold, 1.0), np.inf)

    def _pieces_kr(self, volume: Floats) -> Floats:
        """Return what each host's centre costs by its pieces at so many pooled contacts [H]."""
        costs, hosts, at = self._costs, self._lagrangian.hosts, volume[:, None]
        fits = (costs.piece_low[hosts] <= at) & (at <= costs.piece_high[hosts])
        kr = np.where(fits, costs.piece_fixed_kr[hosts] + costs.piece_slope_kr[hosts] * at, np.inf)
        return np.asarray(kr.min(axis=1, initial=np.inf))

    @cached_property
    def _prices(self) -> Floats:
        """Prices at hosts: some that hosts need, others where most begin to buy, and one that nobody pays [S]."""
        costs = self._costs
        volume = np.array([tasks.volume.sum() for tasks in costs.tasks])
        at_home = np.isfinite(costs.home_kr) & (volume > 0)
        most = float((costs.home_kr[at_home] / volume[at_home]).max(initial=1.0))
        needed = self._needed_kr[np.isfinite(self._needed_kr)]
        tried = np.geomspace(most / FINE_RANGE, most, FINE)
        asked = (np.full(len(costs.centres), kr) for kr in tried)
        kr = np.stack([np.minimum(self._lagrangian.home_kr, self._sent_kr(each, self._is_host)) for each in asked], 1)
        bought = np.diff(kr[np.isfinite(kr).all(axis=1)].sum(axis=0)) / np.diff(tried)
        begins = np.cumsum(np.maximum(-np.diff(bought), 0.0) + SMALLEST * abs(bought).max(initial=1.0))
        chosen = np.interp(np.linspace(0, begins[-1], PRICES), np.append(0.0, begins), tried[1:])
        return np.append(np.union1d(needed, chosen), SHUT_KR)

    # ---- markets ---------------------------------------------------------------------------------

    @cached_property
    def _markets(self) -> tuple[_Market, ...]:
        shared = np.flatnonzero(~self._is_host)
        uses = np.isfinite(self._costs.link_kr[:, shared])
        return tuple(self._market(members, shared[uses[members].any(axis=0)]) for members in _apart(uses))

    def _market(self, members: Flags, centres: Numbers) -> _Market:
        """Return a market with what its centres cost in each setting: one shut asks what nobody pays."""
        costs = self._costs
        fixed_kr = costs.piece_fixed_kr + costs.opening_kr[:, None]
        ways = [list(self._ways(int(c), fixed_kr[c], costs.piece_slope_kr[c])) for c in centres]
        if prod(map(len, ways)) > MOST_SETTINGS:
            ways = [[(0.0, min(slope_kr for _, slope_kr in some))] for some in ways]
        settings = np.array(list(product(*ways))).reshape(prod(map(len, ways)), len(centres), 2)
        return _Market(members, centres, settings[..., 0].sum(axis=1), settings[..., 1].T)

    def _ways(self, c: int, fixed_kr: Floats, slope_kr: Floats) -> Iterator[tuple[float, float]]:
        """Go through what a shared centre may be, shut or on a piece: kr. fixed, and of a contact more."""
        exists = np.flatnonzero(np.isfinite(fixed_kr))
        if not self._costs.must_serve[c] or not len(exists):
            yield 0.0, SHUT_KR
        for k in exists:
            yield float(fixed_kr[k]), float(slope_kr[k])

    @cached_property
    def _shape(self) -> tuple[int, int]:
        """Prices at hosts, and the most settings of a market."""
        return len(self._prices), max(len(market.fixed_kr) for market in self._markets)

    @cached_property
    def _fixed_kr(self) -> Floats:
        """What each market's shared centres cost fixed in each setting; infinity where there are fewer [M, J]."""
        found = np.full((len(self._markets), self._shape[1]), np.inf)
        for m, market in enumerate(self._markets):
            found[m, : len(market.fixed_kr)] = market.fixed_kr
        return found

    # ---- each municipality ---------------------------------------------------------------------------

    @cached_property
    def _sellers(self) -> Numbers:
        """The hosts that may open, by their number among hosts; those that must are always open."""
        able = np.isfinite(self._sells_kr).any(axis=1) & ~self._costs.must_serve[self._lagrangian.hosts]
        return np.flatnonzero(able)[np.argsort(self._needed_kr[able], kind="stable")][:MOST_HOSTS]

    @cached_property
    def _market_of_seller(self) -> Numbers:
        seats = self._lagrangian.seat_of_host[self._sellers]
        members = np.array([market.members for market in self._markets])
        return np.asarray(members[:, seats].argmax(axis=0))

    @cached_property
    def _opening_kr(self) -> Floats:
        """What each host that may open adds by that [H, S, J]."""
        seats = self._lagrangian.seat_of_host[self._sellers]
        return np.asarray(np.minimum(self._sells_kr[self._sellers], NO_WAY_KR)[..., None] - self._buys_kr[seats])

    @cached_property
    def _buys_kr(self) -> Floats:
        """What each municipality costs that does not sell; a host that must be open does so always [I, S, J]."""
        found = np.empty((len(self._costs.municipalities), *self._shape))
        for j, at_shared in self._settings():
            found[:, :, j] = np.minimum(self._lagrangian.home_kr, self._sent_kr(at_shared, ~self._is_host))[:, None]
        found = np.minimum(found, self._at_hosts_kr[:, :, None])
        must = np.flatnonzero(self._costs.must_serve[self._lagrangian.hosts])
        found[self._lagrangian.seat_of_host[must]] = self._sells_kr[must][..., None]
        return np.minimum(found, NO_WAY_KR)

    @cached_property
    def _sells_kr(self) -> Floats:
        """What each host costs that sells what is best on the best piece of its cost, and keeps its tasks [H, S]."""
        costs, hosts = self._costs, self._lagrangian.hosts
        own, kept_kr = self._kept
        slope_kr, (least, most) = costs.piece_slope_kr[hosts], self._sold
        fixed_kr = costs.piece_fixed_kr[hosts] + costs.opening_kr[hosts, None] + slope_kr * own[:, None]
        earned_kr = self._prices - slope_kr[..., None]
        sold = np.where(earned_kr > 0, most[..., None], least[..., None])
        there_kr = np.where(least <= most, kept_kr[:, None] + fixed_kr, np.inf)
        return np.asarray((there_kr[..., None] - earned_kr * sold).min(axis=1, initial=np.inf))

    @cached_property
    def _kept(self) -> tuple[Floats, Floats]:
        """Pooled contacts and kr. of each host's tasks, in its centre where they may be, without its pieces [H]."""
        volume, local_kr, unchanged_kr = self._lagrangian.own_tasks
        local = np.isfinite(local_kr)
        kr = np.where(local, np.where(local, local_kr, 0.0), unchanged_kr)
        return (volume * local).sum(axis=1), kr.sum(axis=1)

    @cached_property
    def _sold(self) -> tuple[Floats, Floats]:
        """The least and the most that each host sells on each piece [H, K]."""
        costs, hosts, own = self._costs, self._lagrangian.hosts, self._kept[0]
        share = self._lagrangian.share
        may = np.where(np.isfinite(share), np.where(np.isfinite(share), share, 0.0) * own, np.inf)
        most = np.minimum(np.minimum(may, costs.most_sold[hosts])[:, None], costs.piece_high[hosts] - own[:, None])
        return np.maximum(costs.least_sold[hosts, None], costs.piece_low[hosts] - own[:, None]), most

    def _settings(self) -> Iterator[tuple[int, Floats]]:
        """Go through settings, with what a contact more costs at each shared centre, all markets at once."""
        for j in range(self._shape[1]):
            at_shared = np.full(len(self._costs.centres), SHUT_KR)
            for market in self._markets:
                at_shared[market.centres] = market.slope_kr[:, min(j, len(market.fixed_kr) - 1)]
            yield j, at_shared

    @cached_property
    def _at_hosts_kr(self) -> Floats:
        """What each municipality's cheapest host costs it at each price [I, S]."""
        asked = (np.full(len(self._costs.centres), kr) for kr in self._prices)
        return np.stack([self._sent_kr(kr, self._is_host) for kr in asked], axis=1)

    def _sent_kr(self, asked_kr: Floats, there: Flags) -> Floats:
        """Return what each municipality's cheapest partner among some centres costs at what these ask [I]."""
        price = np.broadcast_to(asked_kr[:, None], self._lagrangian.slope_kr.shape)
        return np.asarray(self._lagrangian.cheapest_kr(price)[:, there, 0].min(axis=1, initial=np.inf))


@dataclass
class _State:
    """What groups cost in each market, at each price at hosts and in each setting [G, M, S, J], with some hosts open.

    `market_kr[G, M, S]` is in the best setting, `price_kr[G, S]` of all markets.
    """

    each_kr: Floats
    market_kr: Floats
    price_kr: Floats

    @classmethod
    def of(cls, each_kr: Floats) -> "_State":
        """Return the state with such costs."""
        market_kr = each_kr.min(axis=3)
        return cls(each_kr, market_kr, market_kr.sum(axis=1))

    @property
    def cost_kr(self) -> Floats:
        """What each group costs [G]."""
        found: Floats = self.price_kr.max(axis=1)
        return found

    def changed(self, some: Numbers, market: int, signs: Floats, change_kr: Floats) -> Floats:
        """Return what some groups would cost with a change in a market added or taken away."""
        market_kr = (self.each_kr[some, market] + signs[:, None, None] * change_kr).min(axis=2)
        found: Floats = (self.price_kr[some] + market_kr - self.market_kr[some, market]).max(axis=1)
        return found

    def change(self, some: Numbers, market: int, signs: Floats, change_kr: Floats) -> None:
        """Add a change in a market of some groups to what they cost, or take it away."""
        self.each_kr[some, market] += signs[:, None, None] * change_kr
        market_kr = self.each_kr[some, market].min(axis=2)
        self.price_kr[some] += market_kr - self.market_kr[some, market]
        self.market_kr[some, market] = market_kr


def _apart(uses: Flags) -> Iterator[Flags]:
    """Return the municipalities that share no centre with any other's, as far as each can be told apart [I, V]."""
    left = np.ones(len(uses), dtype=bool)
    while left.any():
        some = np.zeros(len(uses), dtype=bool)
        some[np.flatnonzero(left)[0]] = True
        while (wider := some | (uses @ uses[some].any(axis=0))).sum() > some.sum():
            some = wider
        if not uses[some].any():
            some = left & ~uses.any(axis=1)
        left &= ~some
        yield some
