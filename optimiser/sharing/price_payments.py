"""Payments from the prices of a bound, to which no group objects by more than that bound leaves open.

The prices of a relaxation are the payments of Owen's production games: what a municipality's being served is worth,
less what its own centre earns. Of any group the same prices bound the cost, as fewer municipalities at a centre never
make it earn more,

    c(S) >= L_S >= Σ_{m in S} (min(π_m, home_m) + opened_c(m)) + Σ_v opened_v - λ · most,

with the terms of `portfolios/lagrangian.py`, c(m) the centre of m and v the shared ones. So the payments by which all
pay what the plan costs, the part that the bound leaves open dealt out equally, let no group gain more than that part,
and what the last two terms take away. G. Owen, On the core of linear production games, Mathematical Programming 9
(1975).
"""

from dataclasses import dataclass

import numpy as np

from optimiser.portfolios.lagrangian import Lagrangian, Prices
from optimiser.sharing.game import Payments


@dataclass(frozen=True)
class PricePayments:
    """Payments, and what it is proved that no group gains more than (kr. a year).

    Of each payment `open_kr` is the equal part of what the bound leaves open. Dealt out otherwise, with nobody's part
    below 0, no group gains more either.
    """

    payments: Payments
    most_kr: float
    open_kr: float = 0.0


def pay_by_prices(lagrangian: Lagrangian, prices: Prices, players: tuple[str, ...], total_kr: float) -> PricePayments:
    """Return the payments that follow from prices and sum to a total (kr. a year), of municipalities by code."""
    priced, costs = lagrangian.at(prices.plan_kr), lagrangian.costs
    relaxation, branch = lagrangian.evaluate(prices), lagrangian.whole
    lowest = relaxation.gains_kr.min(axis=1)
    opened = np.where(branch.must, lowest, np.minimum(lowest, 0.0))
    paid = np.minimum(prices.served_kr, priced.home_kr)
    np.add.at(paid, lagrangian.seat_of_host, opened[lagrangian.hosts])
    left_kr = total_kr - relaxation.bound_kr
    own = {code: float(paid[costs.number_of[code]]) for code in players}
    of_nobody_kr = sum(own.values()) - relaxation.bound_kr
    each_kr = (left_kr - of_nobody_kr) / len(players)
    payments = {code: kr + each_kr for code, kr in own.items()}
    return PricePayments(payments, left_kr + max(0.0, of_nobody_kr), max(0.0, each_kr))
