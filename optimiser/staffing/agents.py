"""The fewest agents that meet a target, the most load that agents can carry, and agents made continuous.

More agents never answer fewer callers in time and are never busier, and more load never the reverse, in Erlang C as
in Erlang A. So a number that misses the target next to one that meets it is the edge, and the edge is searched for.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from optimiser.staffing.erlang import FloatArray, checked_loads
from optimiser.staffing.target import Target

IntArray = NDArray[np.int64]
_HALVINGS = 44
"""Of the interval a load lies in: 2⁻⁴⁴ is 6e-14 of the load."""

_TOGETHER = 1000
"""Loads searched at once. They are sorted, so that small loads do not wait for the long recursions of large ones."""


def agents_needed(load_erlang: ArrayLike, handling_seconds: float, target: Target, minimum: int = 0) -> IntArray:
    """The smallest whole number of agents that meets the target at each load; `minimum` where there is less to do.

    Exact: one agent fewer misses the target. No load needs no agents.
    """
    loads, position = np.unique(checked_loads(load_erlang), return_inverse=True)
    busy = loads > 0
    agents = np.zeros(loads.shape, dtype=np.int64)
    parts = np.array_split(loads[busy], 1 + loads.size // _TOGETHER)
    agents[busy] = np.concatenate([_fewest_remembered(part.tobytes(), handling_seconds, target) for part in parts])
    return np.asarray(np.maximum(agents, minimum)[position], dtype=np.int64)


@lru_cache(maxsize=4096)
def _fewest_remembered(loads: bytes, handling_seconds: float, target: Target) -> IntArray:
    """As `_search_fewest`; the same centres are staffed again and again, by whoever plans and by whoever checks."""
    return _search_fewest(np.frombuffer(loads), handling_seconds, target)


def _search_fewest(loads: FloatArray, handling_seconds: float, target: Target) -> IntArray:
    """From too few agents upwards in steps of √load that double, then by halving what is between."""
    too_few = _too_few(loads, target)
    step = np.ceil(np.sqrt(loads)).astype(np.int64)
    enough = too_few + step
    while np.any(missed := ~target.is_met(loads, enough, handling_seconds)):
        step = 2 * step
        too_few, enough = np.where(missed, enough, too_few), np.where(missed, enough + step, enough)
    while np.any(enough - too_few > 1):
        middle = (too_few + enough + 1) // 2
        missed = ~target.is_met(loads, middle, handling_seconds)
        too_few, enough = np.where(missed, middle, too_few), np.where(missed, enough, middle)
    return np.asarray(enough, dtype=np.int64)


def _too_few(loads: FloatArray, target: Target) -> IntArray:
    """Fewer agents than the target can be met with: they carry a share of the load and may not be busier than so."""
    least = loads * target.least_carried_share / target.max_occupancy
    return np.asarray(np.maximum(np.floor(least) - 1, 0), dtype=np.int64)


def load_carried(agents: ArrayLike, handling_seconds: float, target: Target) -> FloatArray:
    """The most load in Erlang at which each number of agents meets the target: the inverse of `agents_needed`."""
    places = np.asarray(agents, dtype=np.float64)
    low, high = np.zeros_like(places), places * target.max_occupancy / target.least_carried_share
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        met = target.is_met(middle, places, handling_seconds)
        low, high = np.where(met, middle, low), np.where(met, high, middle)
    return low


def continuous_agents(load_erlang: ArrayLike, handling_seconds: float, target: Target) -> FloatArray:
    """Agents as a continuous function of the load: `agents_needed` without its steps, and right on average.

    With A(n) the most load that n agents carry, max(1, n - 1/2 + (a - A(n-1)) / (A(n) - A(n-1))) for a in
    (A(n-1), A(n)]: straight through the middle of each step, never more than half an agent from the whole number,
    never falling, and one agent at the least where there is any load.
    """
    loads, position = np.unique(checked_loads(load_erlang), return_inverse=True)
    whole = agents_needed(loads, handling_seconds, target)
    numbers = np.unique(np.maximum([whole - 1, whole], 0))
    carried = load_carried(numbers, handling_seconds, target)
    below, above = (carried[np.searchsorted(numbers, np.maximum(n, 0))] for n in (whole - 1, whole))
    part = (loads - below) / np.where(above > below, above - below, 1)
    return np.where(whole > 0, np.maximum(whole - 0.5 + part, 1), 0)[position]
