"""Counts and intervals, by hand and against another implementation."""

import numpy as np
import pytest

from optimiser.simulation.engine import Achieved, Calls, Tally, half_width, student_quantile


def _tally(callers: int, in_time: int) -> Tally:
    return Tally(callers, in_time, 0, 0.0, 900.0, 1000.0)


def test_a_week_is_counted() -> None:
    calls = Calls(np.zeros(4), np.array([10.0, 20.0, 40.0, 80.0]), np.array([9.0, 99.0, 5.0, 999.0]))
    tally = Tally.of_week(calls, np.array([0.0, 60.0, 7.0, 61.0]), np.array([1, 0, 2]), 60)
    assert (tally.callers, tally.in_time, tally.hung_up) == (4, 2, 1)
    assert tally.wait_seconds == 0 + 60 + 5 + 61
    assert tally.handling_seconds == 10 + 20 + 80
    assert tally.agent_seconds == 3 * 1800


def test_every_caller_counts_alike_whatever_the_week() -> None:
    achieved = Achieved.over_weeks([_tally(100, 90), _tally(300, 210)])
    assert achieved.answered_share == pytest.approx(0.75)
    assert achieved.occupancy == pytest.approx(0.9)
    assert achieved.callers == 200


def test_the_interval_of_a_mean_is_the_usual_one() -> None:
    shares = np.array([0.1, 0.2, 0.25, 0.3, 0.15])
    usual = student_quantile(4) * np.std(shares, ddof=1) / np.sqrt(5)
    assert half_width(shares, np.ones(5)) == pytest.approx(usual)
    assert half_width(shares * 80, np.full(5, 80.0)) == pytest.approx(usual)


def test_the_interval_holds_what_is_true_of_weeks_of_unequal_size() -> None:
    """Late callers in proportion to a week's callers leave no doubt at all; of shares that differ, 95 % are right."""
    callers = np.array([100.0, 200.0, 300.0, 50.0, 80.0])
    assert half_width(callers / 10, callers) == pytest.approx(0, abs=1e-12)
    stream, right = np.random.default_rng(3), 0
    for _ in range(1000):
        weeks = stream.poisson(200, 15).astype(float)
        late = stream.binomial(weeks.astype(int), 0.3).astype(float)
        right += abs(late.sum() / weeks.sum() - 0.3) <= half_width(late, weeks)
    assert 0.93 <= right / 1000 <= 0.97


@pytest.mark.parametrize(("freedom", "quantile"), [(4, 2.776), (9, 2.262), (19, 2.093), (99, 1.984), (399, 1.966)])
def test_students_quantile_is_that_of_the_tables(freedom: int, quantile: float) -> None:
    assert student_quantile(freedom) == pytest.approx(quantile, abs=0.01)


def test_ends_of_an_interval_are_shares() -> None:
    assert Achieved(0.99, 0.05, 0, 0, 0, 1, 10).high == 1
    assert Achieved(0.01, 0.05, 0, 0, 0, 1, 10).low == 0


def test_weeks_in_which_nobody_calls_break_no_promise() -> None:
    achieved = Achieved.over_weeks([_tally(0, 0)] * 5)
    assert achieved.answered_share == 1
    assert achieved.half_width == 0
