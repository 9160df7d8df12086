"""Targets that promise nothing or cannot be kept are refused, in words."""

from math import inf, nan

import pytest

from optimiser.staffing.erlang import ErlangA, ErlangC, Target


@pytest.mark.parametrize("share", [0.0, 1.0, -0.1, 80.0, nan])
def test_the_share_lies_between_none_and_all(share: float) -> None:
    with pytest.raises(ValueError, match="answered_share must be above 0 and below 1"):
        Target(share, 60)


@pytest.mark.parametrize("seconds", [-1.0, inf, nan])
def test_seconds_are_a_time(seconds: float) -> None:
    with pytest.raises(ValueError, match="within_seconds must be 0 or more"):
        Target(0.8, seconds)


@pytest.mark.parametrize("occupancy", [0.0, 1.01, nan])
def test_nobody_works_more_than_all_the_time(occupancy: float) -> None:
    with pytest.raises(ValueError, match="max_occupancy must be above 0 and at most 1"):
        Target(0.8, 60, max_occupancy=occupancy)


@pytest.mark.parametrize("patience", [0.0, -60.0, inf, nan])
def test_patience_is_a_time_or_none(patience: float) -> None:
    with pytest.raises(ValueError, match="patience_seconds must be above 0, or None"):
        Target(0.8, 60, patience_seconds=patience)


def test_patience_decides_between_erlang_c_and_a() -> None:
    assert isinstance(Target(0.8, 60).queue_of(5, 6, 360), ErlangC)
    assert isinstance(Target(0.8, 60, patience_seconds=120).queue_of(5, 6, 360), ErlangA)


def test_both_the_share_and_the_occupancy_must_be_met() -> None:
    """100 Erlang on 105 agents: most are answered in 2 minutes, but 105 agents are busy 95 % of their time."""
    assert Target(0.8, 120, max_occupancy=1.0).is_met(100, 105, 360)
    assert not Target(0.8, 120, max_occupancy=0.9).is_met(100, 105, 360)
    assert not Target(0.999, 0, max_occupancy=1.0).is_met(100, 105, 360)


def test_an_occupancy_met_but_for_rounding_is_met() -> None:
    """0.07 · 50 is 3.5000000000000004, which is a hair more than 70 % of five agents."""
    assert 0.07 * 50 / 5 > 0.7
    assert Target(0.1, 3600, max_occupancy=0.7).is_met(0.07 * 50, 5, 360)
