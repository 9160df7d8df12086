"""The relaxation of whole portfolios where its columns are not all there to begin with: column generation.

They are too many, or a limit of the whole plan looks at them: then others are cheapest at other prices of that limit.

It begins with the few centres that would be cheapest for each municipality if they were full. The prices of this part
give a bound that holds by itself, and tell which portfolios are missing; they are added, until the bound is as high as
the part's optimum, below which no bound of the whole can be. As prices swing while much is missing, those midway to the
best so far are tried too.
"""

from dataclasses import dataclass, fields, replace
from math import inf

import numpy as np

from optimiser.model.linear import LinearModel
from optimiser.model.portfolio_model import Selection, select
from optimiser.model.portfolio_writer import build_portfolio_model
from optimiser.portfolios.lagrangian import Lagrangian, Prices, Relaxation
from optimiser.portfolios.portfolio_costs import Floats, Numbers, PairPortfolios
from optimiser.rules.rule import unscaled_kr
from optimiser.solver import highs
from optimiser.solver.highs import SolverLimits, Watch

COLUMNS_AT_ONCE = 10
"""Pieces of centres that a municipality gets to begin with, and at most each time."""
WAYS_AT_ONCE = 1
"""Ways of a host that sells to send its own tasks to another, of which each has a variable for each task."""
MISSING_KR = 0.1
"""A portfolio is missing that costs less than its price by more than this: the solver's rounding."""


@dataclass(frozen=True)
class Generated:
    """The best prices found and their bound, with the last model; `finished` if no other prices would prove more."""

    prices: Prices
    bound_kr: float
    linear: LinearModel
    finished: bool = False

    def better_of(self, prices: Prices, bound_kr: float) -> "Generated":
        """Return these prices where their bound is higher, or the other."""
        return replace(self, prices=prices, bound_kr=bound_kr) if bound_kr > self.bound_kr else self


def count_columns(lagrangian: Lagrangian) -> int:
    """Return how many portfolios on pieces the whole relaxation has."""
    pieces = np.isfinite(lagrangian.costs.piece_fixed_kr).sum(axis=1)
    return int((np.isfinite(lagrangian.fixed_kr).sum(axis=(0, 2)) * pieces).sum())


def generate_columns(lagrangian: Lagrangian, limits: SolverLimits, watch: Watch, within: float) -> Generated:
    """Return prices whose bound is within a share of the relaxation's optimum, or the best found in time.

    `limits` are those of each model; `watch` is asked between them too, and stops all.

    Raises
    ------
    SolverError
        The solver failed.
    """
    first = lagrangian.first_prices()
    selection, at_once = _first_selection(lagrangian, first), COLUMNS_AT_ONCE
    model = build_portfolio_model(lagrangian, selection, whole=False)
    best = Generated(first, lagrangian.evaluate(first).bound_kr, model.linear)
    full = _prices_of_full_centres(lagrangian, selection)
    best = best.better_of(full, lagrangian.evaluate(full).bound_kr)
    while True:
        duals = highs.dual_prices(model.linear, limits, watch)
        if watch(inf, -inf):
            return best
        if duals is None:  # what is there cannot serve all
            at_once *= 4
            wider = _with_cheapest(lagrangian, selection, at_once)
            if len(wider.portfolios) == len(selection.portfolios):
                return best
            selection = wider
            model = build_portfolio_model(lagrangian, selection, whole=False)
            continue
        new = model.prices(duals.rows, best.prices)
        optimum_kr = unscaled_kr(float(model.linear.cost @ duals.x))
        size = len(selection.portfolios), len(selection.sent)
        for prices in (new, _midway(best.prices, new)):
            relaxation = lagrangian.evaluate(prices)
            best = best.better_of(prices, relaxation.bound_kr)
            selection = _with_missing(lagrangian, selection, prices, relaxation)
        complete = size == (len(selection.portfolios), len(selection.sent))
        if complete or optimum_kr - best.bound_kr <= within * abs(optimum_kr):
            return replace(best, finished=True)
        model = build_portfolio_model(lagrangian, selection, whole=False)
        best = replace(best, linear=model.linear)


def _first_selection(lagrangian: Lagrangian, prices: Prices) -> Selection:
    """Return all pieces and own tasks of hosts, with the cheapest centres of each municipality."""
    pairs = lagrangian.costs.cheapest_somewhere
    shape = (*pairs.fixed_kr.shape[:2], 0)
    none = PairPortfolios(np.zeros(shape), np.zeros(shape), np.zeros(shape, dtype=np.intp))
    without = select(lagrangian, prices, inf, lambda _: none)
    if lagrangian.costs.uses_limits:
        pairs = lagrangian.costs.numbered
    return _with_cheapest(lagrangian, replace(without, pairs=pairs, sent=without.sent[:0]), COLUMNS_AT_ONCE)


def _with_cheapest(lagrangian: Lagrangian, selection: Selection, count: int) -> Selection:
    """Return a selection with the pieces of centres that are cheapest for each municipality when they are full."""
    price = lagrangian.slope_kr + _fixed_kr_when_full(lagrangian, selection)
    kr = np.where(selection.pieces, lagrangian.cheapest_kr(price), inf)
    return _with_columns(lagrangian, selection, price, kr, count)


def _prices_of_full_centres(lagrangian: Lagrangian, selection: Selection) -> Prices:
    """Return prices at which each full centre just pays: a bound to begin with that is not far off."""
    first, fixed_kr = lagrangian.first_prices(), _fixed_kr_when_full(lagrangian, selection)
    kr = np.where(selection.pieces, lagrangian.cheapest_kr(lagrangian.slope_kr + fixed_kr), inf)
    cheapest = np.minimum(kr.min(axis=(1, 2), initial=inf), lagrangian.home_kr)
    served_kr = np.where(np.isfinite(cheapest), cheapest, first.served_kr)
    return replace(first, served_kr=served_kr, most_sold_kr=fixed_kr)


def _fixed_kr_when_full(lagrangian: Lagrangian, selection: Selection) -> Floats:
    """Return what a contact bears of a centre's fixed cost on a piece that is full [C, K]."""
    costs = lagrangian.costs
    own = np.zeros(len(costs.centres))
    own[lagrangian.hosts] = lagrangian.own_tasks[0].sum(axis=1)
    full = np.maximum(np.minimum(costs.piece_high, (own + costs.most_sold)[:, None]), 1.0)
    kr = (costs.piece_fixed_kr + costs.opening_kr[:, None]) / full
    return np.where(selection.pieces, kr, 0.0)


def _with_missing(lagrangian: Lagrangian, selection: Selection, prices: Prices, relaxation: Relaxation) -> Selection:
    """Return a selection with what costs less than its price where a centre gains by it."""
    lagrangian = lagrangian.at(prices.plan_kr)
    gaining = selection.pieces & ((relaxation.gains_kr < 0) | lagrangian.costs.must_serve[:, None])
    price, known = lagrangian.price(prices), np.zeros(relaxation.reduced_kr.shape)
    pairs = lagrangian.costs.numbered if lagrangian.costs.uses_limits else selection.pairs
    i, c, k, p = selection.portfolios.T
    np.minimum.at(known, (i, c, k), pairs.fixed_kr[i, c, p] + price[c, k] * pairs.volume[i, c, p] - prices.served_kr[i])
    missing = gaining & (relaxation.reduced_kr < known - MISSING_KR)
    wider = _with_columns(lagrangian, selection, price, np.where(missing, relaxation.reduced_kr, inf), COLUMNS_AT_ONCE)
    sent_kr = lagrangian.sent_kr(prices)
    sent_kr[tuple(selection.sent.T)] = inf
    sent = _lowest(np.where(gaining & (sent_kr < -MISSING_KR), sent_kr, inf), WAYS_AT_ONCE)
    return replace(wider, sent=np.concatenate([selection.sent, np.stack(sent, axis=1)]))


def _with_columns(lagrangian: Lagrangian, selection: Selection, price: Floats, kr: Floats, count: int) -> Selection:
    """Return a selection with the cheapest portfolio, of the cheapest `kr` [I, C, K] of each municipality."""
    i, c, k = _lowest(kr, count)
    pairs = lagrangian.costs.cheapest_somewhere
    p = (pairs.fixed_kr[i, c] + price[c, k][:, None] * pairs.volume[i, c]).argmin(axis=1)
    there = np.isfinite(pairs.fixed_kr[i, c, p])
    numbers = pairs.number[i, c, p] if lagrangian.costs.uses_limits else p
    added: Numbers = np.stack([i, c, k, numbers], axis=1)[there]
    return replace(selection, portfolios=np.unique(np.concatenate([selection.portfolios, added]), axis=0))


def _lowest(kr: Floats, count: int) -> tuple[Numbers, Numbers, Numbers]:
    """Return in which centres and pieces costs [·, C, K] are lowest, by row at most so many; none that is infinite."""
    flat = kr.reshape(len(kr), kr.shape[1] * kr.shape[2])
    count = min(count, flat.shape[1])
    places = np.argpartition(flat, count - 1, axis=1)[:, :count] if count else np.zeros((len(flat), 0), dtype=np.intp)
    row, place = np.nonzero(np.isfinite(np.take_along_axis(flat, places, axis=1)))
    return row, *np.divmod(places[row, place], kr.shape[2])


def _midway(one: Prices, other: Prices) -> Prices:
    """Return the prices between two."""
    return Prices(*((getattr(one, each.name) + getattr(other, each.name)) / 2 for each in fields(Prices)))
