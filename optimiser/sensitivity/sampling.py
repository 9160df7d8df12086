"""Independent draws, and what so many of them prove: of a range, of a quantile, of a share.

Nothing here supposes how what is drawn is distributed: the intervals follow from the order of the draws alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, floor, lgamma, log

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

COVERAGE = 0.9
"""A range is told in which at least so large a part of all cases lies: nine of ten."""
CONFIDENCE = 0.95
"""How often what is told from a sample is true, of all samples that might have been drawn."""
HALVINGS = 60
"""Steps to a share that is found by halving: more digits than a number has."""


@dataclass(frozen=True)
class Estimate:
    """A figure estimated from a sample, and the ends of its interval; None where the sample is too small for one."""

    value: float
    low: float | None
    high: float | None


def draw_uniform(seed: int, samples: int, figures: int) -> Array:
    """Return independent draws between 0 and 1: a row a sample, a column a figure.

    The same seed gives the same draws, and a larger sample begins with the smaller one: what was found of that is
    found of the larger one too.
    """
    return np.random.default_rng(seed).random((samples, figures))


@cache
def rank_of_range(samples: int) -> int:
    """Return how many draws in from each end of a sample the range begins that covers COVERAGE at CONFIDENCE.

    1 is the smallest and the largest; 0 where the sample is too small for any range to be told. S. S. Wilks,
    Determination of sample sizes for setting tolerance limits, Annals of Mathematical Statistics 12 (1941): the part of
    all cases between the r-th smallest and the r-th largest of n draws is at least β with the probability that of n
    draws at most n - 2r fall within a part β.
    """
    rank = 0
    while _at_most(samples - 2 * (rank + 1), samples, COVERAGE) >= CONFIDENCE:
        rank += 1
    return rank


@cache
def fewest_samples() -> int:
    """Return the size of the smallest sample of which a range can be told."""
    return next(samples for samples in range(2, 10_000) if rank_of_range(samples))


def tolerance_range(values: Sequence[float]) -> tuple[float, float] | None:
    """Return between what at least COVERAGE of all cases lie, at CONFIDENCE; None where the sample is too small."""
    rank = rank_of_range(len(values))
    ordered = sorted(values)
    return (ordered[rank - 1], ordered[-rank]) if rank else None


def upper_limit(values: Sequence[float]) -> float | None:
    """Return what at least COVERAGE of all cases do not exceed, at CONFIDENCE; None where the sample is too small."""
    return estimate_quantile(values, COVERAGE, error=1 - CONFIDENCE).high if values else None


def estimate_quantile(values: Sequence[float], share: float, error: float = (1 - CONFIDENCE) / 2) -> Estimate:
    """Return a quantile of a sample of one or more, and between which two of the draws that of all cases lies.

    Each end of the interval is wrong with the probability `error` at most.
    """
    ordered, count = sorted(values), len(values)
    below = [_at_most(number, count, share) for number in range(count)]
    lows = [number for number in range(count) if below[number] <= error]  # draws below it so few only so rarely
    highs = [number for number in range(count) if below[number] >= 1 - error]
    low = ordered[lows[-1]] if lows else None
    high = ordered[highs[0]] if highs else None
    return Estimate(float(np.quantile(ordered, share)), low, high)


def estimate_share(count: int, samples: int) -> Estimate:
    """Return what part of all cases is as `count` of the samples are, by C. J. Clopper and E. S. Pearson (1934)."""
    error = (1 - CONFIDENCE) / 2
    low = 0.0 if count == 0 else 1 - _share_where(samples - count, samples, error)
    high = 1.0 if count == samples else _share_where(count, samples, error)
    return Estimate(count / samples, low, high)


def _share_where(count: int, samples: int, probability: float) -> float:
    """The share of which at most `count` of the samples are drawn with a probability, by halving."""
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _at_most(count, samples, middle) > probability else (low, middle)
    return high


def _at_most(count: int, samples: int, share: float) -> float:
    """The probability that of so many independent draws at most `count` are of a share (the binomial distribution)."""
    if count < 0:
        return 0.0
    if count >= samples or share <= 0:
        return 1.0
    if share >= 1:
        return 0.0
    return min(1.0, sum(exp(_log_chance(number, samples, share)) for number in range(floor(count) + 1)))


def _log_chance(number: int, samples: int, share: float) -> float:
    ways = lgamma(samples + 1) - lgamma(number + 1) - lgamma(samples - number + 1)
    return ways + number * log(share) + (samples - number) * log(1 - share)
