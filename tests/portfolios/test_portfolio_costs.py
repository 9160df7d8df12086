"""Of a pair's portfolios those are chosen that can matter: the lowest at some price, and those nothing undercuts."""

import numpy as np
import pytest

from optimiser.portfolios.envelopes import Numbers, lower_envelope, undominated

PRICES_KR = np.linspace(-60.0, 60.0, 481)


@pytest.mark.parametrize("seed", range(30))
def test_envelope_is_lowest_at_every_price_and_has_nothing_else(seed: int) -> None:
    draw = np.random.default_rng(seed)
    volume = draw.integers(0, 12, size=draw.integers(1, 20)).astype(float)
    fixed_kr = draw.integers(0, 200, size=(4, len(volume))).astype(float)
    for kr, numbers in zip(fixed_kr, lower_envelope(fixed_kr, volume), strict=True):
        chosen = _without_filling(numbers)
        every = kr + np.multiply.outer(PRICES_KR, volume)
        assert np.allclose(every[:, chosen].min(axis=1), every.min(axis=1))
        rises = np.diff(kr[chosen]) / np.diff(volume[chosen])
        assert (np.diff(volume[chosen]) > 0).all()
        assert (np.diff(rises) > 0).all()


@pytest.mark.parametrize("seed", range(30))
def test_undominated_are_those_that_none_undercuts_at_no_more_volume(seed: int) -> None:
    draw = np.random.default_rng(seed)
    volume = draw.permutation(30)[: draw.integers(1, 20)].astype(float)
    fixed_kr = draw.integers(0, 200, size=(4, len(volume))).astype(float)
    for kr, numbers in zip(fixed_kr, undominated(fixed_kr, volume), strict=True):
        undercut = [((kr <= kr[p]) & (volume < volume[p])).any() for p in range(len(volume))]
        expected = np.flatnonzero(np.logical_not(undercut))
        assert _without_filling(numbers).tolist() == expected[np.argsort(volume[expected])].tolist()


def _without_filling(numbers: Numbers) -> Numbers:
    """Return the numbers of a row, which are filled up behind."""
    chosen = numbers[numbers >= 0]
    assert (numbers[: len(chosen)] >= 0).all()
    return chosen
