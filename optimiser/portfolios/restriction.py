"""A bound where one municipality has only some of its routes: what its cheapest way costs in place of its price.

With all others at the prices of a relaxation, the municipality's own choice is gone through: all at home, with one
partner, or, of a host, its centre sells, and it sends some of its tasks to another or none. What is left still falls
apart by centre, so that

    bound = others + Σ_c opened_c + min over the choices of (what it costs + what its centres cost beyond opened_c)

with opened_c = min(0, cheapest piece) and all terms as in `lagrangian.py`. Of every problem in which the municipality
has no other routes no plan costs less; where it has all, the bound is at least that of the prices.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from math import inf
from typing import TypeVar

import numpy as np

from optimiser.portfolios.lagrangian import Lagrangian, Prices, Relaxation
from optimiser.portfolios.portfolio_costs import Floats, PortfolioCosts

Kept = TypeVar("Kept")
OF_PAIRS = ("kind_of", "connection_kr", "extra_kr", "link_kr", "link_uses")
"""What portfolios cost by municipality and partner."""


@dataclass(frozen=True)
class Restriction:
    """Municipality number `i` with only some of its routes; `own` is what its portfolios cost then, and no other's."""

    lagrangian: Lagrangian
    prices: Prices
    relaxation: Relaxation
    i: int
    own: PortfolioCosts

    @cached_property
    def bound_kr(self) -> float:
        """Kr. a year that no plan costs less than; infinity where the municipality has no way left."""
        served, home_kr = self.prices.served_kr, self._priced.home_kr
        others = np.arange(len(served)) != self.i
        rest_kr = float((served + np.minimum(0.0, home_kr - served))[others].sum() + self._opened_kr.sum())
        rest_kr -= float(self.prices.plan_kr @ self.lagrangian.plan_most)
        return rest_kr + self._cheapest_way_kr if rest_kr < inf else inf

    @cached_property
    def costs(self) -> PortfolioCosts:
        """What all portfolios cost with the municipality's as they are left."""
        costs, own, i = self.lagrangian.costs, self.own, self.i
        rows = {name: getattr(costs, name).copy() for name in OF_PAIRS}
        for name, values in rows.items():
            values[i] = getattr(own, name)[0]
        ends = {name: getattr(costs, name).copy() for name in ("piece_low", "piece_high", "piece_fixed_kr")}
        seats = dict(costs.seats)
        for c, seat in own.seats.items():
            seats[c] = replace(seat, number=i)
            for name, values in ends.items():
                values[c] = getattr(own, name)[c]
        return replace(
            costs,
            tasks=_with_one(costs.tasks, i, own.tasks[0]),
            own=_with_one(costs.own, i, own.own[0]),
            home=_with_one(costs.home, i, own.home[0]),
            partners=_with_one(costs.partners, i, own.partners[0]),
            seats=seats,
            **rows,
            **ends,
        )

    # ---- what is left at the prices --------------------------------------------------------------

    @property
    def _priced(self) -> Lagrangian:
        """All of them, with what they use of limits of the plan in what they cost."""
        return self.lagrangian.at(self.prices.plan_kr)

    @cached_property
    def _alone(self) -> Lagrangian:
        """The municipality by itself, priced so."""
        return Lagrangian(self.own).at(self.prices.plan_kr)

    @cached_property
    def _host(self) -> int | None:
        """The municipality's number among the hosts."""
        found = np.flatnonzero(self.lagrangian.seat_of_host == self.i)
        return int(found[0]) if len(found) else None

    @property
    def _seat(self) -> int | None:
        """The number of its centre, where that may sell."""
        return None if self._host is None else int(self.lagrangian.hosts[self._host])

    @cached_property
    def _rest_kr(self) -> Floats:
        """What a centre on a piece adds without the municipality [C, K]; its own centre as if others' tasks alone."""
        lagrangian, prices, h, c = self._priced, self.prices, self._host, self._seat
        rest = self.relaxation.gains_kr - np.minimum(0.0, self.relaxation.reduced_kr[self.i])
        if h is None or c is None:
            return np.asarray(rest)
        rest -= np.minimum(0.0, lagrangian.sent_kr(prices)[h])
        of_seat = lagrangian.own_tasks_kr(prices)[h] - prices.served_kr[self.i] - prices.sending_kr[h]
        there = np.isfinite(rest[c]) & np.isfinite(of_seat) & np.isfinite(self.own.piece_fixed_kr[c])
        rest[c] = np.where(there, np.where(there, rest[c], 0.0) - np.where(there, of_seat, 0.0), inf)
        return np.asarray(rest)

    @cached_property
    def _opened_kr(self) -> Floats:
        """What each centre adds at least [C]; nothing where it is the municipality's own."""
        lowest = self._rest_kr.min(axis=1, initial=inf)
        opened = np.where(self.lagrangian.costs.must_serve, lowest, np.minimum(lowest, 0.0))
        if self._seat is not None:
            opened[self._seat] = 0.0
        return np.asarray(opened)

    @cached_property
    def _beyond_kr(self) -> Floats:
        """What it costs beyond that, that a centre is on a piece [C, K]; the own centre cannot be the partner."""
        beyond = self._rest_kr - self._opened_kr[:, None]
        if self._seat is not None:
            beyond[self._seat] = inf
        return np.asarray(beyond)

    # ---- the municipality's ways -----------------------------------------------------------------

    @cached_property
    def _cheapest_way_kr(self) -> float:
        """The cheapest way that is left."""
        must_sell = self._seat is not None and bool(self.lagrangian.costs.must_serve[self._seat])
        price = self.lagrangian.price(self.prices)
        with_partner = self._beyond_kr + self._alone.cheapest_kr(price)[0]
        not_selling = min(float(self._alone.home_kr[0]), float(with_partner.min(initial=inf)))
        return min(inf if must_sell else not_selling, self._selling_kr)

    @cached_property
    def _selling_kr(self) -> float:
        """Its centre sells, and it sends tasks to one other at most; infinity where it cannot."""
        if self._host is None or self._seat is None or not len(self._alone.hosts):
            return inf
        volume, local, unchanged = (values[0] for values in self._alone.own_tasks)
        own_price = self.lagrangian.own_prices(self.prices)[self._host]
        here = np.minimum(local + own_price[:, None] * volume, unchanged)
        seat_kr = self._rest_kr[self._seat]
        keeps_all = float((seat_kr + here.sum(axis=1)).min(initial=inf))
        price = self.lagrangian.price(self.prices)
        there = self._alone.passing_kr[0][:, None, :] + price[:, :, None] * volume
        sent = np.minimum(here[:, None, None, :], there[None]).sum(axis=3)
        linked = self._beyond_kr + self._alone.costs.link_kr[0][:, None]
        return min(keeps_all, float((seat_kr[:, None, None] + linked[None] + sent).min(initial=inf)))


def _with_one(values: tuple[Kept, ...], i: int, value: Kept) -> tuple[Kept, ...]:
    return (*values[:i], value, *values[i + 1 :])
