"""The week: what is refused, and what the assumed week of a centre looks like."""

from math import inf, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimiser.staffing.workload import DAYS, SLOTS, SLOTS_PER_DAY, WeekProfile

EVEN = (1 / SLOTS,) * SLOTS


def _weights(*at_ten: float) -> list[list[float]]:
    """A table that is 0 but for 10:00 on Monday, Tuesday, …"""
    table = [[0.0] * SLOTS_PER_DAY for _ in range(DAYS)]
    for day, weight in enumerate(at_ten):
        table[day][20] = weight
    return table


def _openings(profile: WeekProfile) -> list[tuple[float, float] | None]:
    """First and last hour of each day, which must have no gap between."""
    found: list[tuple[float, float] | None] = []
    for day in np.reshape(profile.shares, (DAYS, SLOTS_PER_DAY)):
        slots = np.flatnonzero(day)
        assert len(slots) == 0 or len(slots) == slots[-1] - slots[0] + 1
        found.append((slots[0] / 2, (slots[-1] + 1) / 2) if len(slots) else None)
    return found


def test_weights_become_shares() -> None:
    profile = WeekProfile.of_weights(_weights(3, 0, 1))
    assert profile.shares[20] == 0.75
    assert profile.open_slots.tolist() == [20, 2 * SLOTS_PER_DAY + 20]
    assert profile.open_shares.tolist() == [0.75, 0.25]
    assert profile.opening_hours == 1.0


@pytest.mark.parametrize(
    ("shares", "told"),
    [
        (EVEN[1:], "a week has 336 half hours, but there are 335 shares"),
        ((*EVEN[2:], nan, 1 / SLOTS), "a share or weight is not a number"),
        ((*EVEN[2:], inf, 1 / SLOTS), "a share or weight is infinite"),
        ((*EVEN[2:], -1 / SLOTS, 3 / SLOTS), "a share or weight is negative"),
        ((*EVEN[1:], 2 / SLOTS), "must add up to 1, but they add up to 1.00297"),
    ],
)
def test_shares_that_are_no_week_are_refused(shares: tuple[float, ...], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        WeekProfile(shares)


@pytest.mark.parametrize(
    ("weights", "told"),
    [
        (_weights(1)[1:], "7 weekdays of 48 half hours"),
        ([*_weights(1)[1:], [1.0] * 47], "7 weekdays of 48 half hours"),
        (_weights(1, nan), "not a number"),
        (_weights(1, inf), "infinite"),
        (_weights(1, -1), "negative: -1"),
        (_weights(0), "all weights are 0"),
    ],
)
def test_weights_that_are_no_week_are_refused(weights: list[list[float]], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        WeekProfile.of_weights(weights)


@pytest.mark.parametrize("hours", [0.5, 0, -37, 168.5, nan])
def test_a_week_has_1_to_168_hours(hours: float) -> None:
    with pytest.raises(ValueError, match="opening hours per week must be from 1 to 168"):
        WeekProfile.of_opening_hours(hours)


def test_37_hours_have_a_long_thursday_and_a_short_friday() -> None:
    days = [(8, 15.5)] * 3 + [(8, 17), (8, 13.5)]
    assert _openings(WeekProfile.of_opening_hours(37)) == [*days, None, None]


def test_wider_openings_are_those_documented() -> None:
    assert _openings(WeekProfile.of_opening_hours(60)) == [(8, 20)] * 5 + [None] * 2
    assert _openings(WeekProfile.of_opening_hours(76)) == [(8, 20)] * 5 + [(8, 16)] * 2
    assert _openings(WeekProfile.of_opening_hours(105)) == [(7, 22)] * 7
    assert _openings(WeekProfile.of_opening_hours(168)) == [(0, 24)] * 7


@given(st.integers(2, 335))
def test_longer_hours_contain_the_shorter_and_have_no_gaps(half_hours: int) -> None:
    shorter, longer = (WeekProfile.of_opening_hours(count / 2) for count in (half_hours, half_hours + 1))
    assert shorter.opening_hours == half_hours / 2
    assert set(shorter.open_slots) < set(longer.open_slots)
    _openings(shorter)


def test_mornings_peak_and_mondays_are_above_fridays() -> None:
    days = np.reshape(WeekProfile.of_opening_hours(60).shares, (DAYS, SLOTS_PER_DAY))
    assert (days[0, 16:40] > days[4, 16:40]).all()
    assert 9 <= days[0].argmax() / 2 < 11
    assert days[:5, 36:].max() < days[:5, 18:22].min() / 2


def test_with_counted_arrivals_the_busiest_half_hours_are_open_at_any_time() -> None:
    night = {(slot % SLOTS_PER_DAY) + SLOTS_PER_DAY * day: 1.0 for day in range(DAYS) for slot in range(36, 52)}
    profile = WeekProfile.of_arrivals(night, 56)
    assert set(profile.open_slots) == night.keys()
    assert profile.opening_hours == 56


def test_of_half_hours_with_equally_many_those_of_the_assumed_week_are_open() -> None:
    even = WeekProfile.of_arrivals(dict.fromkeys(range(SLOTS), 1.0), 37)
    assert set(even.open_slots) == set(WeekProfile.of_opening_hours(37).open_slots)


@given(st.lists(st.floats(0.01, 1), min_size=SLOTS, max_size=SLOTS), st.integers(2, 335))
def test_longer_hours_contain_the_shorter_and_lose_no_more_contacts(counted: list[float], half_hours: int) -> None:
    arrivals = dict(enumerate(counted))
    shorter, longer = (WeekProfile.of_arrivals(arrivals, count / 2) for count in (half_hours, half_hours + 1))
    assert set(shorter.open_slots) < set(longer.open_slots)
    held = sum(counted[slot] for slot in shorter.open_slots)
    assert held == pytest.approx(sum(sorted(counted)[-half_hours:]))


@given(st.integers(2, 336))
def test_arrivals_within_the_assumed_hours_are_answered_as_ever(half_hours: int) -> None:
    """Where all are within them, the hours that were open before are open now."""
    assumed = WeekProfile.of_opening_hours(half_hours / 2)
    assert WeekProfile.of_arrivals(dict(enumerate(assumed.shares)), half_hours / 2).shares == pytest.approx(
        assumed.shares
    )
