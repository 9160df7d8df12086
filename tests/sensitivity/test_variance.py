"""The shares of the variance, of functions whose shares follow from arithmetic."""

from collections.abc import Callable

import numpy as np
import pytest

from optimiser.sensitivity.sampling import Array, draw_uniform
from optimiser.sensitivity.variance import VarianceShares, samples_needed, share_variance

LINE, CROSS = 1 / 3, 1 / 9
"""The variance of x, and of x y, where both are uniform from -1 to 1."""


def shares_of(figure: Callable[..., Array], inputs: int = 4, samples: int = 200, seed: int = 1) -> VarianceShares:
    drawn = draw_uniform(seed, samples, inputs)
    found = share_variance(drawn, list(figure(*(2 * drawn - 1).T)))
    assert found is not None
    return found


def test_shares_and_interplay_of_a_bilinear_figure_are_exact() -> None:
    found = shares_of(lambda a, b, c, d: 100 + 3 * a + 2 * b + 1.5 * a * b + 0 * c + 0.5 * d)
    whole = 9 * LINE + 4 * LINE + 2.25 * CROSS + 0.25 * LINE
    assert [each.value for each in found.first] == [
        pytest.approx(part / whole, abs=1e-9) for part in (9 * LINE, 4 * LINE, 0.0, 0.25 * LINE)
    ]
    assert found.interplay is not None
    assert found.together is not None
    assert found.interplay[0, 1].value == pytest.approx(2.25 * CROSS / whole)
    assert found.together[0, 1].value == pytest.approx(1 - 0.25 * LINE / whole)
    assert max(each.value for pair, each in found.interplay.items() if pair != (0, 1)) < 1e-9
    assert found.unexplained < 1e-9


def test_parts_add_up_to_the_whole() -> None:
    found = shares_of(lambda a, b, c, d: a + b**2 + a * c + np.exp(d))
    assert found.interplay is not None
    parts = [each.value for each in (*found.first, *found.interplay.values())]
    assert sum(parts) + found.unexplained == pytest.approx(1.0)
    assert found.unexplained < 1e-3


def test_what_no_term_follows_is_told_as_unexplained() -> None:
    """A product of three has neither a share by itself nor one in pairs."""
    found = shares_of(lambda a, b, c, d: a * b * c + 0 * d)
    assert found.unexplained > 0.9


def test_the_interval_holds_the_share_nearly_as_often_as_is_told() -> None:
    """A step and a fold, which polynomials follow badly; over many samples."""
    whole = 4 * LINE + 1 + CROSS + 1 / 12
    held = []
    for seed in range(60):
        found = shares_of(lambda a, b, c, d: 2 * a + np.sign(b) + a * c + np.abs(d), samples=120, seed=seed)
        held.append(found.first[0].low <= 4 * LINE / whole <= found.first[0].high)  # type: ignore[operator]
    assert sum(held) >= 54


def test_too_few_samples_for_pairs_give_single_shares_and_say_how_many_it_takes() -> None:
    found = shares_of(lambda a, b, c, d: a + b + c + d, samples=samples_needed(4, in_pairs=True) - 1)
    assert (found.interplay, found.together, found.needed) == (None, None, samples_needed(4, in_pairs=True))
    assert [each.value for each in found.first] == [pytest.approx(0.25)] * 4


def test_of_too_few_samples_or_a_figure_that_stays_nothing_is_told() -> None:
    drawn = draw_uniform(1, 40, 4)
    assert share_variance(drawn[: samples_needed(4, in_pairs=False) - 1], [1.0] * 25) is None
    assert share_variance(drawn, [148_600_000.0] * 40) is None
