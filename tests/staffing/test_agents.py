"""The fewest agents: never one too few, never one too many."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimiser.staffing.erlang import Target, agents_needed, continuous_agents, load_carried
from tests.sampling import examples
from tests.staffing import witnesses

HANDLING = 360.0
law = settings(max_examples=examples(10, 25), derandomize=True, deadline=None)
targets = st.builds(
    Target,
    answered_share=st.floats(0.05, 0.99),
    within_seconds=st.floats(0, 600),
    max_occupancy=st.floats(0.3, 1),
    patience_seconds=st.none() | st.floats(10, 3600),
)
loads = st.floats(0, 60) | st.floats(0, 0.1)


def _counted(load: float, handling: float, target: Target) -> int:
    """Agents tried one by one from none."""
    agents = 0
    while load > 0 and not target.is_met(load, agents, handling):
        agents += 1
    return agents


@law
@given(loads, st.floats(30, 1200), targets)
def test_agents_are_those_found_by_counting_up(load: float, handling: float, target: Target) -> None:
    assert agents_needed(load, handling, target) == _counted(load, handling, target)


@law
@given(st.lists(st.floats(0, 500), max_size=8), targets)
def test_one_agent_fewer_misses_the_target(several: list[float], target: Target) -> None:
    """And with it every smaller number, as the next test shows."""
    busy = np.array([load for load in several if load > 0])
    agents = agents_needed(busy, HANDLING, target)
    assert target.is_met(busy, agents, HANDLING).all()
    assert not target.is_met(busy, agents - 1, HANDLING).any()


@law
@given(st.floats(0.01, 200), targets)
def test_who_misses_the_target_misses_it_with_fewer(load: float, target: Target) -> None:
    met = target.is_met(load, np.arange(400), HANDLING)
    assert (np.diff(met.astype(int)) >= 0).all()


@pytest.mark.parametrize("patience", [None, 120.0])
def test_the_largest_loads_in_one_go(patience: float | None) -> None:
    target = Target(0.8, 20, max_occupancy=1.0, patience_seconds=patience)
    large = np.array([9_000.0, 9_999.5, 10_000.0])
    agents = agents_needed(large, HANDLING, target)
    assert target.is_met(large, agents, HANDLING).all()
    assert not target.is_met(large, agents - 1, HANDLING).any()


def test_agents_agree_with_pyworkforce() -> None:
    several = [0.4, 1.0, 2.5, 8.0, 33.3, 100.0, 777.0]
    expected = witnesses.pyworkforce_agents(several, HANDLING, 0.8, 20)
    assert agents_needed(several, HANDLING, Target(0.8, 20, max_occupancy=1.0)).tolist() == expected


def test_no_load_needs_no_agents_but_the_minimum() -> None:
    assert agents_needed([0.0, 5.0, 0.0], HANDLING, Target(0.8, 20)).tolist() == [0, 8, 0]
    assert agents_needed([0.0, 5.0, 0.0], HANDLING, Target(0.8, 20), minimum=2).tolist() == [2, 8, 2]
    assert agents_needed(np.zeros((2, 0)), HANDLING, Target(0.8, 20)).shape == (2, 0)


@law
@given(st.lists(loads, min_size=2, max_size=6), targets)
def test_more_load_never_needs_fewer_agents(several: list[float], target: Target) -> None:
    rising = np.sort(several)
    assert (np.diff(agents_needed(rising, HANDLING, target)) >= 0).all()
    assert (np.diff(continuous_agents(rising, HANDLING, target)) >= -1e-9).all()


@law
@given(st.integers(1, 200), targets)
def test_the_load_carried_is_the_edge(agents: int, target: Target) -> None:
    edge = load_carried(agents, HANDLING, target)
    assert agents_needed(edge * (1 - 1e-9), HANDLING, target) <= agents
    assert agents_needed(edge * (1 + 1e-6), HANDLING, target) == agents + 1


@pytest.mark.parametrize("load", [-1.0, float("nan"), float("inf")])
def test_loads_that_make_no_sense_are_refused(load: float) -> None:
    for staffing in (agents_needed, continuous_agents):
        with pytest.raises(ValueError, match="loads must be finite and not negative"):
            staffing([1.0, load], HANDLING, Target(0.8, 60))


def test_no_agents_carry_no_load() -> None:
    assert load_carried(0, HANDLING, Target(0.8, 60)) == 0


@law
@given(st.lists(loads, max_size=6), targets)
def test_continuous_agents_are_within_half_an_agent(several: list[float], target: Target) -> None:
    apart = continuous_agents(several, HANDLING, target) - agents_needed(several, HANDLING, target)
    assert (np.abs(apart) <= 0.5 + 1e-6).all()


@pytest.mark.parametrize("patience", [None, 300.0])
def test_continuous_agents_are_right_on_average_and_have_no_steps(patience: float | None) -> None:
    target = Target(0.8, 60, patience_seconds=patience)
    fine = np.arange(1, 20_000) * 0.001
    continuous = continuous_agents(fine, HANDLING, target)
    assert continuous.mean() == pytest.approx(agents_needed(fine, HANDLING, target).mean(), rel=5e-3)
    assert np.diff(continuous).max() < 0.01


def test_agents_who_may_work_a_second_in_eleven_days_are_counted_at_once() -> None:
    """A million agents for each Erlang; each used to be a step of the recursion."""
    assert agents_needed([0.5, 10], 300, Target(0.8, 60, 1e-6)).tolist() == [500_000, 10_000_000]
