"""What is written of the model of whole portfolios, and what its solutions and duals say.

`portfolio_writer.py` writes it. Of its many columns a bound and its prices (`portfolios/lagrangian.py`) tell most to be
in no plan that is cheaper than one in hand.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from math import inf

import numpy as np

from optimiser.model.linear import Array, LinearModel
from optimiser.planning.routes import DEPARTMENTS, Route
from optimiser.portfolios.branches import Branch
from optimiser.portfolios.lagrangian import Lagrangian, Prices
from optimiser.portfolios.portfolio_costs import Flags, Floats, Numbers, PairPortfolios, PortfolioCosts
from optimiser.rules.rule import MILLION

CHOSEN = 0.5
"""A binary variable above this is 1."""


@dataclass(frozen=True)
class Selection:
    """What of the model is written.

    `pieces[C, K]`; ways to `stay` at home as (municipality, number); `portfolios` as (municipality, centre, piece,
    number in `pairs`); a host's own tasks `unchanged` and `passed` on as (host, piece, task); what is `sent` as (host,
    centre, piece).
    """

    pairs: PairPortfolios
    pieces: Flags
    stays: Numbers
    portfolios: Numbers
    unchanged: Numbers
    passed: Numbers
    sent: Numbers

    @property
    def fingerprint(self) -> bytes:
        """What tells one part of a selection from its other parts."""
        return sha256(self.portfolios.tobytes() + self.pieces.tobytes()).digest()

    def part(self, kept: Flags, pieces: Flags) -> "Selection":
        """Return the selection with only the portfolios that are kept, and these pieces."""
        some = self.portfolios[kept]
        return replace(self, portfolios=some[pieces[some[:, 1], some[:, 2]]], pieces=pieces).without_closed()

    def without_closed(self) -> "Selection":
        """Return the selection without what is sent to a piece that is not written."""
        return replace(self, sent=self.sent[self.pieces[self.sent[:, 1], self.sent[:, 2]]])


def select(
    lagrangian: Lagrangian,
    prices: Prices,
    within_kr: float,
    pairs_of: Callable[[PortfolioCosts], PairPortfolios],
    branch: Branch | None = None,
) -> Selection:
    """Return what can be in a plan (of a branch) that costs at most `within_kr` more than its bound at these prices.

    `pairs_of` says which portfolios, of those that cost more by what they use of limits of the plan.
    """
    unpriced, lagrangian = lagrangian, lagrangian.at(prices.plan_kr)
    branch, pairs = branch or lagrangian.whole, pairs_of(lagrangian.costs)
    relaxation, price = lagrangian.evaluate(prices, branch), lagrangian.price(prices)
    lowest = relaxation.gains_kr.min(axis=1)
    opened = np.where(branch.must, lowest, np.minimum(lowest, 0.0))
    beyond = relaxation.gains_kr - np.where(np.isfinite(opened), opened, 0.0)[:, None]
    pieces = np.isfinite(beyond) & (beyond <= within_kr)
    left_kr = np.where(pieces, within_kr - np.where(pieces, beyond, 0.0), -inf)
    found = [np.zeros((0, 4), dtype=np.intp)]
    for c, k in np.argwhere(pieces):
        near = np.flatnonzero(np.maximum(relaxation.reduced_kr[:, c, k], 0.0) <= left_kr[c, k])
        reduced = pairs.fixed_kr[near, c] + price[c, k] * pairs.volume[near, c] - prices.served_kr[near, None]
        row, p = np.nonzero(np.isfinite(reduced) & (np.maximum(reduced, 0.0) <= left_kr[c, k]))
        found.append(np.stack([near[row], np.full(len(row), c), np.full(len(row), k), p], axis=1))
    own, kept = lagrangian.other_ways(prices), left_kr[lagrangian.hosts]
    portfolios = np.concatenate(found)
    if unpriced.costs.uses_limits:
        portfolios[:, 3] = pairs.number[tuple(portfolios[:, [0, 1, 3]].T)]
        pairs = unpriced.costs.numbered
    return Selection(
        pairs,
        pieces,
        _stays_within(lagrangian.costs, np.minimum(prices.served_kr, lagrangian.costs.home_kr) + within_kr),
        portfolios,
        np.argwhere(np.isfinite(own.unchanged_kr) & (own.unchanged_kr <= kept[..., None])),
        np.argwhere(np.isfinite(own.passed_kr) & (own.passed_kr <= kept[..., None])),
        np.argwhere(np.isfinite(own.sent_kr) & (own.sent_kr <= left_kr[None])),
    )


def _stays_within(costs: PortfolioCosts, most_kr: Floats) -> Numbers:
    """Return the ways to answer at home that cost at most so much: all of a municipality of which one is known."""
    some = [np.flatnonzero((home.kr <= kr) | (len(home.kr) == 1)) for home, kr in zip(costs.home, most_kr, strict=True)]
    return np.array([(i, number) for i, numbers in enumerate(some) for number in numbers], dtype=np.intp).reshape(-1, 2)


@dataclass(frozen=True)
class PortfolioModel:
    """A portfolio model as arrays, and the numbers of its columns and rows; -1 where there is none.

    `sends` are of each host's way to send tasks to a centre on a piece, `send` of each task on it.
    `sold_rows` and `held_rows` are the lower and the upper limit of each centre and piece; `one_piece_rows` say of each
    centre that it is on one piece at most, and must be on one where they have a lower limit. A unit in a row of
    `plan_rows` is `plan_unit` of what is used.
    """

    linear: LinearModel
    lagrangian: Lagrangian
    selection: Selection
    stay: Numbers
    piece: Numbers
    take: Numbers
    unchanged: Numbers
    sends: Numbers
    send: Numbers
    served_rows: Numbers
    sold_rows: tuple[Numbers, Numbers]
    held_rows: tuple[Numbers, Numbers]
    passed_rows: Numbers
    sending_rows: Numbers
    plan_rows: Numbers
    plan_unit: Floats
    one_piece_rows: Numbers

    @property
    def costs(self) -> PortfolioCosts:
        """What the portfolios cost."""
        return self.lagrangian.costs

    def prices(self, row_duals: Array, otherwise: Prices) -> Prices:
        """Return the prices that the duals of the relaxation's rows are; as `otherwise` where there is no row."""
        duals, written = np.append(row_duals, 0.0), self.selection.pieces
        passed = duals[self.passed_rows] * MILLION
        plan_kr = np.maximum(-duals[self.plan_rows] * MILLION, 0.0) / self.plan_unit

        def price(rows: Numbers, sign: float, known: Floats) -> Floats:
            return np.where(written, np.maximum(sign * duals[rows], 0.0), known)

        return Prices(
            np.minimum(duals[self.served_rows] * MILLION, self.lagrangian.at(plan_kr).costs.home_kr),
            price(self.sold_rows[1], -1.0, otherwise.most_sold_kr),
            price(self.sold_rows[0], 1.0, otherwise.least_sold_kr),
            price(self.held_rows[1], -1.0, otherwise.most_held_kr),
            price(self.held_rows[0], 1.0, otherwise.least_held_kr),
            np.where(self.passed_rows >= 0, passed, otherwise.passed_kr),
            np.maximum(-duals[self.sending_rows] * MILLION, 0.0),
            plan_kr,
        )

    def start_of(self, routes: Sequence[Route]) -> Mapping[int, float]:
        """Return a starting point by column: what of a plan the model has."""
        costs, selection = self.costs, self.selection
        at, chosen = costs.partners_in(routes), costs.chosen_in(routes, selection.pairs)
        volume = dict.fromkeys(costs.centres, 0.0)
        for route in routes:
            if route.centre in volume:
                volume[route.centre] += costs.problem.pooled_volume(route)
        away = {route.centre for route in routes if route.away}
        piece = np.full(len(costs.centres), -1, dtype=np.intp)
        for c, centre in enumerate(costs.centres):
            v = volume[centre]
            fits = (costs.piece_low[c] <= v) & (v <= costs.piece_high[c]) & (self.piece[c] >= 0)
            if centre in away and fits.any():
                kr = np.where(fits, costs.piece_fixed_kr[c] + costs.piece_slope_kr[c] * v, inf)
                piece[c] = kr.argmin()
        seats = {costs.seats[c].number for c in costs.seats if piece[c] >= 0}
        home = costs.home_in(routes)
        start = {
            int(column): float(at[i] < 0 and i not in seats and home[i] == number)
            for column, (i, number) in zip(self.stay, selection.stays, strict=True)
        }
        start |= {int(self.piece[c, k]): float(piece[c] == k) for c, k in np.argwhere(self.piece >= 0)}
        i, c, k, p = selection.portfolios.T
        taken = (at[i] == c) & (chosen[i] == p) & (piece[c] == k)
        return start | dict(zip(self.take.tolist(), taken.astype(float).tolist(), strict=True))

    def routes(self, x: Array) -> Iterator[Route]:
        """Return the routes of a solution in whole numbers."""
        costs, pairs = self.costs, self.selection.pairs
        for i, number in self.selection.stays[x[self.stay] > CHOSEN]:
            yield from costs.routes_of_home(int(i), int(number))
        for i, c, _, p in self.selection.portfolios[x[self.take] > CHOSEN]:
            yield from costs.routes_with_partner(int(i), int(c), int(pairs.number[i, c, p]))
        for h, c in enumerate(self.lagrangian.hosts):
            used = np.flatnonzero((self.piece[c] >= 0) & (x[self.piece[c]] > CHOSEN))
            if len(used):
                yield from self._routes_of_host(x, h, int(used[0]))

    def _routes_of_host(self, x: Array, h: int, k: int) -> Iterator[Route]:
        """Return the routes of a host's own tasks: in its centre, in the departments, or sent to another."""
        costs, c = self.costs, int(self.lagrangian.hosts[h])
        seat = costs.seats[c]
        chosen = self.selection.unchanged[x[self.unchanged] > CHOSEN]
        unchanged = {int(t) for host, piece, t in chosen if (host, piece) == (h, k)}
        number, task = np.nonzero((self.send >= 0) & (np.append(x, 0.0)[self.send] > CHOSEN))
        to = {
            int(t): int(self.selection.sent[n, 1])
            for n, t in zip(number, task, strict=True)
            if self.selection.sent[n, 0] == h
        }
        for t, name in enumerate(seat.tasks.tasks):
            if t in to:
                yield Route(
                    seat.tasks.municipality, name, costs.centres[to[t]], costs.portfolios_of(seat.number, to[t]).form
                )
            elif t in unchanged or not np.isfinite(seat.tasks.local_kr[t]):
                yield Route(seat.tasks.municipality, name, DEPARTMENTS, "unchanged")
            else:
                yield Route(seat.tasks.municipality, name, costs.centres[c], "local")
