"""Empty stretches are made shorter, by moving the side with fewer on it."""

import numpy as np
import pytest

from optimiser.report.charts.map_layout import LONGEST, shortened


def _moves(*lows: float, wide: float = 0.0) -> list[float]:
    ends = np.array(lows)
    return [float(move) for move in shortened(ends, ends + wide)]


def test_the_lonely_one_moves_nearer() -> None:
    assert _moves(*(number * 0.5 for number in range(21)), 20.0) == [0.0] * 21 + [pytest.approx(-10 + LONGEST * 20)]


def test_the_lonely_one_moves_nearer_from_the_other_side_too() -> None:
    assert _moves(0.0, *(10 + number * 0.5 for number in range(21)))[0] == pytest.approx(10 - LONGEST * 20)


def test_what_lies_close_stays() -> None:
    assert _moves(*(float(number) for number in range(30))) == [0.0] * 30


def test_what_is_wide_leaves_no_stretch_empty() -> None:
    assert _moves(0.0, 9.0, 20.0, wide=11.0) == [0.0, 0.0, 0.0]


def test_there_may_be_none() -> None:
    assert _moves() == []
