"""The engine by hand, against a slow way of saying the same, and by the laws it must keep."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimiser.simulation.engine import SECONDS_PER_SLOT, offered_waits
from optimiser.staffing.erlang import FloatArray

SLOTS = 6
law = settings(max_examples=150, derandomize=True, deadline=None)
rosters = st.lists(st.integers(1, 5), min_size=SLOTS, max_size=SLOTS)
seeds = st.integers(0, 10_000)


def _waits(
    arrivals: list[float], handling: list[float], agents: list[int], patience: list[float] | None = None
) -> list[float]:
    patient = patience or [np.inf] * len(arrivals)
    waits = offered_waits(np.array(arrivals), np.array(handling), np.array(patient), agents)
    return [float(wait) for wait in waits]


def _calls(seed: int, patience: float = np.inf) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Some sixty callers over six half hours, each for ten minutes or so."""
    stream = np.random.default_rng(seed)
    arrivals = np.sort(stream.random(stream.poisson(60)) * SLOTS * SECONDS_PER_SLOT)
    patient = np.full(len(arrivals), np.inf) if patience == np.inf else stream.exponential(patience, len(arrivals))
    return arrivals, stream.lognormal(6, 1, len(arrivals)), patient


def test_one_agent_answers_one_after_the_other() -> None:
    assert _waits([0, 10, 20, 200], [60, 60, 60, 60], [1]) == [0, 50, 100, 0]


def test_who_runs_out_of_patience_takes_nobodys_time() -> None:
    assert _waits([0, 10, 20], [60, 60, 60], [1], [99, 30, 99]) == [0, 50, 40]


def test_a_caller_in_line_is_answered_when_an_agent_comes() -> None:
    assert _waits([0, 100], [9000, 60], [1, 2]) == [0, SECONDS_PER_SLOT - 100]


def test_an_agent_who_leaves_finishes_and_takes_no_other() -> None:
    """Two contacts run over the half hour; the next begins when fewer than one runs, not when the first ends."""
    assert _waits([0, 0, 1900], [2000, 2500, 60], [2, 1]) == [0, 0, 600]


def test_who_is_still_busy_counts_among_those_who_come_again() -> None:
    """Of two agents one is to leave at 1800 but is busy until 5000: at 3600 the second is there, and still busy."""
    assert _waits([0, 0, 3700], [5000, 6000, 60], [2, 1, 2]) == [0, 0, 1300]


def test_the_line_is_served_to_its_end() -> None:
    assert _waits([0, 1, 2, 3], [5000.0] * 4, [1, 1]) == [0, 4999, 9998, 14997]


def test_nobody_at_work_is_an_error() -> None:
    with pytest.raises(ValueError, match="an agent in every half hour"):
        _waits([0], [60], [1, 0])


def _slowly(calls: tuple[FloatArray, FloatArray, FloatArray], agents: list[int]) -> list[float]:
    """The rule as it is told: of all moments at which anything changes, the first with fewer contacts than agents."""
    waits, ends, first_in_line = [], np.array([]), 0.0
    for arrival, handling, patience in zip(*calls, strict=True):
        slots = np.arange(1, len(agents)) * float(SECONDS_PER_SLOT)
        moments = np.sort(np.concatenate([[max(arrival, first_in_line)], ends, slots]))
        for moment in moments[moments >= max(arrival, first_in_line)]:
            if np.sum(ends > moment) < agents[min(int(moment // SECONDS_PER_SLOT), len(agents) - 1)]:
                break
        waits.append(moment - arrival)
        first_in_line = moment
        if moment - arrival <= patience:
            ends = np.append(ends, moment + handling)
    return waits


@law
@given(seeds, rosters, st.sampled_from([np.inf, 300.0]))
def test_it_is_the_rule_as_it_is_told(seed: int, agents: list[int], patience: float) -> None:
    calls = _calls(seed, patience)
    assert offered_waits(*calls, agents).tolist() == pytest.approx(_slowly(calls, agents))


@law
@given(seeds, rosters, rosters)
def test_more_agents_never_let_anybody_wait_longer(seed: int, agents: list[int], more: list[int]) -> None:
    calls = _calls(seed)
    with_more = [number + extra - 1 for number, extra in zip(agents, more, strict=True)]
    assert np.all(offered_waits(*calls, with_more) <= offered_waits(*calls, agents) + 1e-9)


@law
@given(seeds, rosters, st.sampled_from([np.inf, 300.0]))
def test_who_calls_first_is_answered_first(seed: int, agents: list[int], patience: float) -> None:
    calls = _calls(seed, patience)
    offered = offered_waits(*calls, agents)
    assert np.all(offered >= 0)
    assert np.all(np.diff(calls[0] + offered) >= 0)


def test_nobody_calls() -> None:
    assert _waits([], [], [3]) == []
