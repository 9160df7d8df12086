"""From the choices of a plan to a whole point of the model: what follows from them, by solving for it."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from optimiser.model.linear import Array, LinearModel
from optimiser.solver import highs
from optimiser.solver.errors import SolverError
from optimiser.solver.highs import SolverLimits


def complete_point(model: LinearModel, chosen: Mapping[int, float], limits: SolverLimits) -> tuple[Array, float]:
    """Return the cheapest point of the model in which the columns `chosen` have these values, and what it costs.

    Raises:
        SolverError: there is none, or it was not found in time.
    """
    low, high = model.low.copy(), model.high.copy()
    for column, value in chosen.items():
        low[column] = high[column] = value
    found = highs.solve(replace(model, low=low, high=high), limits, lambda *_: False)
    if found.x is None:
        raise SolverError(f"the plan gives no point of the model ({found.ending})")
    return np.clip(np.where(model.integer, np.round(found.x), found.x), low, high), found.objective
