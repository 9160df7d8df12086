"""The engine against the exact formulas: one class of callers, exponential times, a load that never changes."""

from collections.abc import Iterator
from itertools import product
from math import ceil, sqrt

import numpy as np
import pytest

from optimiser.simulation.engine import half_width, offered_waits
from optimiser.staffing.erlang import Target

HANDLING, WITHIN = 300.0, 30.0
LOADS, SPARE, SEEDS = (1, 2, 4, 8, 16, 32, 64), (0.6, 1.0, 1.5), (1, 2, 3, 4)
"""Load in Erlang, and agents beyond it in √load."""
WEEKS, WARM_UP, MEASURED = 20, 3000, 5000
"""Runs of a case, and the callers of each before and after the line has forgotten its beginning."""
AGREEING = 0.93
"""95 % would agree if the intervals were perfect, and a grid of 84 has luck of its own."""


def _late(load: float, agents: int, patience: float | None, seed: int) -> Iterator[float]:
    """Share not answered in time in each run."""
    for stream in np.random.default_rng(np.random.SeedSequence((int(load), agents, seed))).spawn(WEEKS):
        arrivals = np.cumsum(stream.exponential(HANDLING / load, WARM_UP + MEASURED))
        handling = stream.exponential(HANDLING, len(arrivals))
        patient = stream.exponential(patience, len(arrivals)) if patience else np.full(len(arrivals), np.inf)
        offered = offered_waits(arrivals, handling, patient, [agents])
        yield float(np.mean((offered > np.minimum(patient, WITHIN))[WARM_UP:]))


def _agrees(load: float, agents: int, patience: float | None, seed: int) -> bool:
    exact = Target(0.8, WITHIN, patience_seconds=patience).queue_of(load, agents, HANDLING).answered_share(WITHIN)
    late = np.array(list(_late(load, agents, patience, seed)))
    return bool(abs(1 - late.mean() - exact) <= half_width(late, np.ones(WEEKS)))


@pytest.mark.parametrize("patience", [None, 120.0], ids=["Erlang C", "Erlang A"])
def test_the_formula_lies_in_the_interval(patience: float | None) -> None:
    """With the share of callers answered in time; a caller who hangs up is not."""
    grid = [(load, ceil(load + spare * sqrt(load)), seed) for load, spare, seed in product(LOADS, SPARE, SEEDS)]
    agreed = [_agrees(load, agents, patience, seed) for load, agents, seed in grid]
    assert np.mean(agreed) >= AGREEING
