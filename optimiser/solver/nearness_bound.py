"""How near hosts can be at all: a proof for every plan that costs no more than a budget, from prices.

Let X be a number of km, and let each contact that is bought cost t kr. more for each km beyond X, and less for each
that is short of it. A plan whose mean distance is under X costs less by that, and at most the budget B without it. So
where no plan costs less than B with it, which the relaxation of whole portfolios proves (`portfolios/lagrangian.py`),

    L(t, X) >= B,

no plan that costs at most B has a mean distance under X. For given prices L is concave in X, as it is a least of sums
that are linear in it: between two values of X it is nowhere below the straight line. Any t > 0 gives a proof; small
ones leave the gap of the relaxation too much room, large ones make other plans cheapest than those within the budget.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import inf

import numpy as np

from optimiser.data.distance import distance_km
from optimiser.data.tolerances import SUM_ERROR
from optimiser.model.portfolio_model import select
from optimiser.model.portfolio_writer import build_portfolio_model
from optimiser.planning.routes import Route
from optimiser.portfolios.lagrangian import Lagrangian, Prices
from optimiser.portfolios.portfolio_costs import Floats, PortfolioCosts
from optimiser.solver import highs
from optimiser.solver.column_generation import count_columns
from optimiser.solver.memory import estimate_portfolio_memory_gb
from optimiser.solver.stage import Search

TIMES_THE_ROOM = 20.0
"""What all that is bought costs by its distance, as a multiple of what lies between the budget and the bound."""
LEAST_ROOM = 1e-5
"""At least this share of the budget counts as lying between the two."""
FIRST_SHARE = 0.65
"""The prices are those at this share of the distance of the plan in hand."""
MOST_AT_ONCE = 100_000
"""A relaxation with more columns takes too long for what it is here for."""


def least_mean_km(search: Search, budget_kr: float, mean_km: float) -> float | None:
    """Return what no plan that costs at most a budget is below in mean distance (km); None where nothing is proven.

    `mean_km` is that of a plan in hand. Nothing is proven where a municipality may have two partners, a point is
    unknown, or the relaxation is too large or was stopped.
    """
    beyond = _distances_km(search.portfolios) if _applies(search) else None
    if beyond is None:
        return None
    contacts = sum(search.problem.instance.contacts[route.municipality, route.task] for route in _bought(search))
    room_kr = max(budget_kr - _bound_kr(search), LEAST_ROOM * budget_kr)
    farther = _Farther(search.portfolios, beyond, TIMES_THE_ROOM * room_kr / (contacts * max(mean_km, 1.0)))
    at_km = FIRST_SHARE * mean_km
    prices = _prices(search, farther.lagrangian(at_km))
    if prices is None:
        return None
    return min(farther.proven_km(prices, budget_kr * (1 + SUM_ERROR), at_km, contacts), mean_km) or None


def _applies(search: Search) -> bool:
    allowed_gb = search.options.memory_gb
    if search.stopped or (allowed_gb is not None and estimate_portfolio_memory_gb(search.problem) > allowed_gb):
        return False
    small = search.portfolios.bound_holds and not search.portfolios.uses_limits
    return small and count_columns(search.lagrangian) <= MOST_AT_ONCE


def _bound_kr(search: Search) -> float:
    """Return what prices prove of the cost of every plan, or else what is proved (kr. a year)."""
    proved = (search.proof.bound_kr if search.proof else None, search.bound_kr)
    return next((kr for kr in proved if kr is not None), 0.0)


def _bought(search: Search) -> Iterator[Route]:
    return (route for route in (search.plan.routes if search.plan else ()) if route.form == "purchased")


def _distances_km(costs: PortfolioCosts) -> Floats | None:
    """Return by municipality and host how far apart they are [I, C]; NaN where nothing is bought; None if unknown."""
    instance = costs.problem.instance
    found = np.full(costs.connection_kr.shape, np.nan)
    for c, centre in enumerate(costs.centres):
        row = instance.centres[centre]
        for i, code in enumerate(costs.municipalities) if row.kind == "local" else ():
            if np.isfinite(costs.link_kr[i, c]):
                if not {code, str(row.seat)} <= instance.points.keys():
                    return None
                found[i, c] = distance_km(instance.points[code], instance.points[str(row.seat)])
    return found


@dataclass(frozen=True)
class _Farther:
    """The relaxation in which what is bought costs `kr_per_km` a contact for each km beyond some distance."""

    costs: PortfolioCosts
    km: Floats
    kr_per_km: float

    def lagrangian(self, beyond_km: float) -> Lagrangian:
        """Return the relaxation of the portfolios."""
        added_kr = np.nan_to_num(self.kr_per_km * (self.km - beyond_km))
        return Lagrangian(replace(self.costs, extra_kr=self.costs.extra_kr + added_kr))

    def proven_km(self, prices: Prices, budget_kr: float, at_km: float, contacts: float) -> float:
        """Return a distance at which prices prove that no plan costs less than a budget, near one; 0 where none is.

        With what is proved at one distance goes that at another, which as many contacts would need; between them lies
        the straight line.
        """

        def proved_kr(km: float) -> float:
            return self.lagrangian(km).evaluate(prices).bound_kr - budget_kr

        over_kr = proved_kr(at_km)
        other_km = max(at_km + over_kr / (self.kr_per_km * contacts), 0.0)
        other_kr = proved_kr(other_km)
        if max(over_kr, other_kr) < 0:
            return 0.0
        if min(over_kr, other_kr) >= 0:
            return max(at_km, other_km)
        return at_km + (other_km - at_km) * over_kr / (over_kr - other_kr)


def _prices(search: Search, lagrangian: Lagrangian) -> Prices | None:
    """Return the prices at the optimum of a relaxation; None where that was not found."""
    first = lagrangian.first_prices()
    selection = select(lagrangian, first, inf, lambda costs: costs.cheapest_somewhere)
    model = build_portfolio_model(lagrangian, selection, whole=False)
    limits = search.limits(search.monitor.remaining, search.options.gap)
    duals = highs.dual_prices(model.linear, limits, lambda *_: search.monitor.interrupted)
    return None if duals is None else model.prices(duals.rows, first)
