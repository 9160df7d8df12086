"""What groups are worth at prices: how much a centre of its own saves one, quickly and nearly.

At the prices of a relaxation (`portfolios/lagrangian.py`) a municipality costs so much otherwise, at home or with a
host, and at its group's centre what its portfolio costs there that is cheapest at a price of a contact. Who of a group
uses a centre on a piece k of its cost, of low_k to high_k contacts, is a knapsack. At any price σ of a contact,

    Σ_i∈S saved_i(σ) + (σ - slope_k) · (high_k where σ >= slope_k, else low_k) - fixed_k

is what the centre saves at most, and the least of that over a few prices is what it nearly does save. It is an estimate
to search with, no bound: prices are right for one plan alone.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from optimiser.planning.assignment import Assignment
from optimiser.planning.problem import Problem
from optimiser.portfolios.building import build_portfolio_costs
from optimiser.portfolios.lagrangian import Lagrangian, Prices
from optimiser.portfolios.portfolio_costs import Floats, PortfolioCosts

STEPS = 10
"""Prices between the cheapest and the dearest piece that are tried beside those of the pieces."""
BEYOND = 4.0
"""How much farther than the pieces prices go, in kr. a contact; one is lower by far."""


@dataclass(frozen=True)
class GroupValues:
    """What municipalities (I) save at the centre of a group at some prices (J), and what pieces of its cost (K) add.

    `saved_kr[I, J]` is 0 where the centre is not cheaper; `adds_kr[K, J]` is what stands behind the sum above. In the
    plan whose prices these are, so many centres are `used`: at its prices the last of them may just not pay.
    """

    codes: tuple[str, ...]
    saved_kr: Floats
    adds_kr: Floats
    used: int

    def saved_by(self, codes: Sequence[str]) -> Floats:
        """Return what municipalities save [·, J]: nothing, those of whom nothing is known."""
        row = {code: number for number, code in enumerate(self.codes)}
        nothing = np.zeros(self.saved_kr.shape[1])
        return np.array([self.saved_kr[row[code]] if code in row else nothing for code in codes])

    def of_sums(self, saved_kr: Floats) -> float:
        """Return what a group saves whose members save so much together [J]; below 0 where its centre does not pay."""
        return float((self.adds_kr + saved_kr).min(axis=1).max())

    def of_group(self, group: Collection[str]) -> float:
        """Return what a group saves with a centre of its own; below 0 where that does not pay."""
        return self.of_sums(self.saved_kr[[code in group for code in self.codes]].sum(axis=0))

    def of_all(self, values_kr: Iterable[float]) -> float:
        """Return what all groups save that save so much: as many as are used do use a centre, others where it pays."""
        in_order = sorted(values_kr, reverse=True)
        return sum(in_order[: self.used]) + sum(max(0.0, kr) for kr in in_order[self.used :])

    def of_drawing(self, drawing: Iterable[Collection[str]]) -> float:
        """Return what the groups of a drawing save."""
        return self.of_all(map(self.of_group, drawing))


def value_groups(
    problem: Problem, several: Sequence[Prices], plan: Assignment, centres: Collection[str]
) -> GroupValues | None:
    """Return what groups are worth in the middle of several prices; None where these are not of the problem.

    None, too, where nobody may use a centre.

    In the problem everybody may use each of some `centres`, which are alike. Who uses none of them in a `plan` costs no
    more otherwise than its price.
    """
    costs = build_portfolio_costs(problem)
    lagrangian = Lagrangian(costs)
    shared = [costs.number_of_centre[name] for name in centres if name in costs.number_of_centre]
    if not shared or not all(map(lagrangian.fits, several)):
        return None
    prices = Prices.mean_of(several)
    lagrangian, first = lagrangian.at(prices.plan_kr), shared[0]
    there = np.isfinite(costs.piece_fixed_kr)
    others = np.where(there, lagrangian.cheapest_kr(lagrangian.price(prices)), np.inf)
    otherwise = np.minimum(lagrangian.home_kr, np.delete(others, shared, axis=1).min(axis=(1, 2), initial=np.inf))
    users = {code for (code, _), centre in plan.items() if centre in centres}
    stays = np.array([code not in users for code in costs.municipalities])
    otherwise = np.where(stays | ~np.isfinite(otherwise), np.minimum(otherwise, prices.served_kr), otherwise)
    tried = _tried(costs.piece_slope_kr[first, there[first]])
    at_centre = np.column_stack([_cheapest_at(lagrangian, first, price) for price in tried])
    return GroupValues(
        costs.municipalities,
        np.maximum(0.0, otherwise[:, None] - at_centre),
        _adds(costs, first, tried),
        len({centre for centre in plan.values() if centre in centres}),
    )


def _tried(slopes: Floats) -> Floats:
    low, high = float(slopes.min()), float(slopes.max())
    steps = np.linspace(low - BEYOND, high + BEYOND, STEPS)
    return np.unique(np.concatenate([slopes, steps, [low - STEPS * BEYOND]]))


def _cheapest_at(lagrangian: Lagrangian, c: int, price: float) -> Floats:
    """What no portfolio of each municipality costs less than at a centre that asks a price [I]."""
    asked = lagrangian.fixed_kr[:, c] + lagrangian.volume[:, c] * price
    return np.asarray(asked.min(axis=1))


def _adds(costs: PortfolioCosts, c: int, tried: Floats) -> Floats:
    """What the pieces of a centre add at prices to what those who use it save [K, J]."""
    there = np.isfinite(costs.piece_fixed_kr[c])
    slope, fixed = costs.piece_slope_kr[c, there, None], costs.piece_fixed_kr[c, there, None] + costs.opening_kr[c]
    low, high = costs.piece_low[c, there, None], costs.piece_high[c, there, None]
    beyond = tried[None, :] - slope
    most = np.where(np.isfinite(high), high, float(costs.cheapest_somewhere.volume[:, c].max(axis=1).sum()))
    return np.asarray(beyond * np.where(beyond >= 0, most, low) - fixed)
