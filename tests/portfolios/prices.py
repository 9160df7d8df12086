"""Prices of the relaxation: any at all, and those of its optimum."""

from dataclasses import dataclass
from math import inf

import numpy as np

from optimiser.model.portfolio_model import select
from optimiser.model.portfolio_writer import build_portfolio_model
from optimiser.portfolios.lagrangian import Lagrangian, Prices
from optimiser.solver import highs
from optimiser.solver.highs import SolverLimits

KR_OF_A_CONTACT = (1.0, 30.0, 300.0)
KR_OF_A_UNIT = (0.1, 10.0, 300.0, 5_000_000.0)
"""Of what a whole plan may use: kroner invested, contacts that miss a target, centres."""


def any_prices(lagrangian: Lagrangian, seed: int) -> Prices:
    """Prices drawn from a seed, small and large, many of them nothing."""
    draw, first = np.random.default_rng(seed), lagrangian.first_prices()
    shape = lagrangian.slope_kr.shape

    def some(shape: tuple[int, ...], scale: float) -> np.ndarray:
        return np.where(draw.random(shape) < 0.5, 0.0, draw.exponential(scale, shape))

    passed = lagrangian.may_pass.shape
    return Prices(
        served_kr=first.served_kr * draw.uniform(0.3, 1.5, len(first.served_kr)),
        most_sold_kr=some(shape, draw.choice(KR_OF_A_CONTACT)),
        least_sold_kr=some(shape, draw.choice(KR_OF_A_CONTACT)),
        most_held_kr=some(shape, draw.choice(KR_OF_A_CONTACT)),
        least_held_kr=some(shape, draw.choice(KR_OF_A_CONTACT)),
        passed_kr=some(passed, 5_000_000.0),
        sending_kr=some(passed[:1], 500_000.0),
        plan_kr=some(first.plan_kr.shape, draw.choice(KR_OF_A_UNIT)),
    )


@dataclass(frozen=True)
class Optimum:
    """The optimum of the relaxed portfolio model: what it costs, and its prices."""

    cost_kr: float
    prices: Prices


def solve_relaxation(lagrangian: Lagrangian) -> Optimum | None:
    """The optimum of the whole relaxation, None where not even that has a plan."""
    first = lagrangian.first_prices()
    selection = select(
        lagrangian, first, inf, lambda costs: costs.numbered if costs.uses_limits else costs.cheapest_somewhere
    )
    model = build_portfolio_model(lagrangian, selection, whole=False)
    duals = highs.dual_prices(model.linear, SolverLimits(0.0, 60.0, 1, 1), lambda *_: False)
    if duals is None:
        return None
    cost_kr = float(model.linear.cost @ duals.x) * 1e6
    return Optimum(cost_kr, model.prices(duals.rows, first))
