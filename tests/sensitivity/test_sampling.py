"""What so many independent draws prove, against published figures and against many samples drawn."""

import numpy as np
import pytest

from optimiser.sensitivity.sampling import (
    CONFIDENCE,
    COVERAGE,
    draw_uniform,
    estimate_quantile,
    estimate_share,
    fewest_samples,
    rank_of_range,
    tolerance_range,
    upper_limit,
)

SAMPLES = 2_000
"""Samples drawn to see how often what is told of one is true."""


def test_a_larger_sample_begins_with_the_smaller_one_and_another_seed_is_another() -> None:
    assert (draw_uniform(7, 100, 5)[:40] == draw_uniform(7, 40, 5)).all()
    assert not np.isclose(draw_uniform(7, 40, 5), draw_uniform(8, 40, 5)).any()


def test_the_smallest_sample_with_a_range_is_that_of_wilks() -> None:
    """46 draws for nine of ten at 95 %; with 76 the smallest and the largest can be left out."""
    assert fewest_samples() == 46
    assert [rank_of_range(samples) for samples in (1, 2, 45, 46, 75, 76)] == [0, 0, 0, 1, 1, 2]
    assert tolerance_range(range(45)) is None
    assert tolerance_range(range(46)) == (0, 45)


def test_the_smallest_sample_with_an_upper_limit_is_that_of_wilks() -> None:
    """29 draws for nine of ten at 95 %, from one side."""
    assert upper_limit([float(value) for value in range(28)]) is None
    assert upper_limit([float(value) for value in range(29)]) == 28.0
    assert upper_limit([]) is None


@pytest.mark.parametrize("size", [46, 200])
def test_the_range_holds_nine_of_ten_cases_as_often_as_is_told(size: int) -> None:
    """Of uniform draws the part of all cases within a range is its width. Counted with the error of counting."""
    drawn = np.sort(np.random.default_rng(4).random((SAMPLES, size)), axis=1)
    rank = rank_of_range(size)
    true = np.mean(drawn[:, -rank] - drawn[:, rank - 1] >= COVERAGE)
    assert true >= CONFIDENCE - 3 * np.sqrt(CONFIDENCE * (1 - CONFIDENCE) / SAMPLES)
    narrower = np.mean(drawn[:, -rank - 1] - drawn[:, rank] >= COVERAGE)
    assert narrower < CONFIDENCE


def test_a_quantile_lies_in_its_interval_as_often_as_is_told() -> None:
    drawn = np.random.default_rng(5).random((SAMPLES, 60))
    found = [estimate_quantile(list(row), 0.25) for row in drawn[:400]]
    held = [each.low is not None and each.high is not None and each.low <= 0.25 <= each.high for each in found]
    assert np.mean(held) >= CONFIDENCE - 3 * np.sqrt(CONFIDENCE * (1 - CONFIDENCE) / 400)


def test_an_end_of_an_interval_that_the_sample_does_not_reach_is_not_told() -> None:
    found = estimate_quantile([float(value) for value in range(46)], 0.05)
    assert found.low is None
    assert found.high is not None
    assert found.value <= found.high


@pytest.mark.parametrize(
    ("count", "samples", "low", "high"),
    [(5, 10, 0.18709, 0.81291), (0, 10, 0.0, 0.30850), (10, 10, 0.69150, 1.0), (7, 20, 0.15391, 0.59219)],
)
def test_a_share_has_the_published_interval(count: int, samples: int, low: float, high: float) -> None:
    """The tables of Clopper and Pearson."""
    found = estimate_share(count, samples)
    assert found.value == count / samples
    assert found.low == pytest.approx(low, abs=2e-5)
    assert found.high == pytest.approx(high, abs=2e-5)
