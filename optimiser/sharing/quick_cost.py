"""What many groups cost at once, nearly: a bound from one price of a contact at all hosts.

At a price s of a pooled contact at every host, each municipality chooses its cheapest portfolio by itself, and a host
sells where that pays. Shared centres are open or not, each on a piece of its cost, with their fixed cost and at the
cost of one contact more: a setting j. Each market, municipalities that share a centre with one another directly or over
others, has its cheapest setting,

    L(S) = max_s Σ_markets min_j [ fixed_j + Σ_{m in S} cheapest_m(s,j) ],

which is a bound for every s, as that of `portfolios/lagrangian.py` is, and a product of matrices for any groups.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from math import prod

import numpy as np

from optimiser.planning.problem import Problem
from optimiser.portfolios.building import build_portfolio_costs
from optimiser.portfolios.lagrangian import Lagrangian
from optimiser.portfolios.portfolio_costs import Numbers, PortfolioCosts
from optimiser.sharing.game import Flags, Floats

PRICES = 40
"""Prices at hosts that are tried."""
MOST_SETTINGS = 64
"""In a market with more settings its centres cost nothing fixed, which is a bound too."""
AT_ONCE = 2000
"""Groups that are summed at once."""
SHUT_KR = 1e9
"""What a contact costs at a centre that is shut."""

Setting = tuple[float, tuple[float, ...]]
"""The fixed cost of a market's centres, and what one contact more costs at each."""


@dataclass(frozen=True)
class _Market:
    """Municipalities `[I]` and the shared centres that they may use, by number, with the settings of these."""

    members: Flags
    centres: Numbers
    settings: tuple[Setting, ...]


class QuickGroupCosts:
    """A bound of what any group of a problem's municipalities costs, as the `QuickCost` of its players.

    Parameters
    ----------
    problem
        The problem of all; limits of the whole plan and what a host must sell are left out.
    players
        Codes of municipalities, in the order of the columns of what `costs_kr` is given.
    """

    def __init__(self, problem: Problem, players: tuple[str, ...]) -> None:
        self._lagrangian = Lagrangian(build_portfolio_costs(problem))
        self._order = np.array([self._costs.number_of[code] for code in players], dtype=np.intp)

    def costs_kr(self, members: Flags) -> Floats:
        """Return what no plan of each group costs less than (kr. a year): a row a group and a column a player."""
        groups = np.zeros((len(members), len(self._costs.municipalities)))
        groups[:, self._order] = members
        parts = np.array_split(groups, max(1, -(-len(groups) // AT_ONCE)))
        return np.concatenate([self._at_prices_kr(part).max(axis=1) for part in parts])

    def _at_prices_kr(self, groups: Floats) -> Floats:
        """Return the bound of each group at each price at hosts [G, S]."""
        found = np.zeros((len(groups), len(self._prices)))
        for market in self._markets:
            some, settings = groups[:, market.members], len(market.settings)
            taking_part_kr = np.tensordot(some, self._cheapest_kr[market.members][:, :, :settings], axes=1)
            fixed_kr = np.array([kr for kr, _ in market.settings])
            found += (fixed_kr + taking_part_kr).min(axis=2)
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
    def _prices(self) -> Floats:
        """Prices that cover what each host's selling adds where it sells all it may, and others up to any at home."""
        costs, tariff, found = self._costs, self._costs.problem.tariff, []
        for c, seat in costs.seats.items():
            own = seat.tasks.volume[np.isfinite(seat.tasks.local_kr)].sum()
            sold = min(seat.sold_share * own if seat.sold_share < np.inf else np.inf, costs.most_sold[c])
            volumes = np.array([own, own + sold])[:, None]
            fits = (costs.piece_low[c] <= volumes) & (volumes <= costs.piece_high[c])
            kr = np.where(fits, costs.piece_fixed_kr[c] + costs.piece_slope_kr[c] * volumes, np.inf).min(axis=1)
            if sold > 0 and np.isfinite(kr).all():
                found.append((kr[1] - kr[0] + tariff.charge_of_host(costs.centres[c]).yearly_kr) / sold)
        volume = np.array([tasks.volume.sum() for tasks in costs.tasks])
        at_home = np.isfinite(costs.home_kr) & (volume > 0)
        return _grid(np.array(found), float((costs.home_kr[at_home] / volume[at_home]).max(initial=1.0)))

    # ---- markets ---------------------------------------------------------------------------------

    @cached_property
    def _markets(self) -> tuple[_Market, ...]:
        shared = np.flatnonzero(~self._is_host)
        uses = np.isfinite(self._costs.link_kr[:, shared])
        return tuple(self._market(members, shared[uses[members].any(axis=0)]) for members in _apart(uses))

    def _market(self, members: Flags, centres: Numbers) -> _Market:
        costs = self._costs
        fixed_kr = costs.piece_fixed_kr + costs.opening_kr[:, None]
        ways = [[(0.0, SHUT_KR), *self._open_ways(fixed_kr[c], costs.piece_slope_kr[c])] for c in centres]
        if prod(map(len, ways)) > MOST_SETTINGS:
            ways = [[(0.0, min(slope_kr for _, slope_kr in some))] for some in ways]
        settings = (
            (sum(kr for kr, _ in setting), tuple(slope_kr for _, slope_kr in setting)) for setting in product(*ways)
        )
        return _Market(members, centres, tuple(settings))

    def _open_ways(self, fixed_kr: Floats, slope_kr: Floats) -> Iterator[tuple[float, float]]:
        for k in np.flatnonzero(np.isfinite(fixed_kr)):
            yield float(fixed_kr[k]), float(slope_kr[k])

    # ---- each municipality ---------------------------------------------------------------------------

    @cached_property
    def _cheapest_kr(self) -> Floats:
        """What each municipality costs at least at each price at hosts and in each setting of its market [I, S, J]."""
        most = max(len(market.settings) for market in self._markets)
        found = np.empty((len(self._costs.municipalities), len(self._prices), most))
        for j in range(most):
            shared_kr = np.full(len(self._costs.centres), SHUT_KR)
            for market in self._markets:
                shared_kr[market.centres] = market.settings[min(j, len(market.settings) - 1)][1]
            at_shared = self._sent_kr(shared_kr, ~self._is_host)
            for s, price_kr in enumerate(self._prices):
                asked_kr = np.where(self._is_host, price_kr, shared_kr)
                bought_kr = np.minimum(at_shared, self._at_hosts_kr[s])
                found[:, s, j] = np.minimum(self._lagrangian.home_kr, bought_kr)
                sells = self._lagrangian.seat_of_host
                found[sells, s, j] = np.minimum(found[sells, s, j], self._sells_kr(asked_kr))
        return found

    @cached_property
    def _at_hosts_kr(self) -> list[Floats]:
        """What each municipality's cheapest host costs it at each price [S][I]."""
        return [self._sent_kr(np.full(len(self._costs.centres), kr), self._is_host) for kr in self._prices]

    def _sent_kr(self, asked_kr: Floats, there: Flags) -> Floats:
        """Return what each municipality's cheapest partner among some centres costs at what these ask [I]."""
        price = np.broadcast_to(asked_kr[:, None], self._lagrangian.slope_kr.shape)
        return np.asarray(self._lagrangian.cheapest_kr(price)[:, there, 0].min(axis=1, initial=np.inf))

    def _sells_kr(self, asked_kr: Floats) -> Floats:
        """Return what each host costs that sells all it may at what centres ask for a contact [H].

        It sends some of its own tasks to another over the cheapest connection, or none.
        """
        lagrangian, first = self._lagrangian, self._lagrangian.first_prices()
        volume = lagrangian.own_tasks[0]
        sent_kr = (lagrangian.passing_kr + asked_kr[:, None] * volume[:, None, :]).min(axis=1, initial=np.inf)
        link_kr = self._costs.link_kr[lagrangian.seat_of_host].min(axis=1, initial=np.inf)
        prices = replace(
            first,
            served_kr=np.zeros(first.served_kr.shape),
            most_sold_kr=np.maximum(asked_kr[:, None] - lagrangian.slope_kr, 0.0),
        )
        keeps_all, sends = (
            lagrangian.own_tasks_kr(replace(prices, passed_kr=kr)) for kr in (np.full(sent_kr.shape, np.inf), sent_kr)
        )
        there = lagrangian.opening_kr(prices)[lagrangian.hosts] + np.minimum(keeps_all, sends + link_kr[:, None])
        return np.asarray(there.min(axis=1, initial=np.inf))


def _grid(those: Floats, most: float) -> Floats:
    """Return prices: some that are given, or as many of them as there is place for, and others up to the most."""
    some = np.unique(those[(those > 0) & (those < most)])
    if len(some) > PRICES // 2:
        some = np.quantile(some, np.linspace(0, 1, PRICES // 2))
    first = some[0] if len(some) else most / 10
    return np.union1d(some, np.geomspace(first, most, PRICES - len(some)))


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
