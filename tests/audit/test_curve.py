"""The audit's own cost curve, against figures that can be worked out by hand."""

from math import sqrt

import pytest

from optimiser.audit.centre_costs import exact_kr, straight_kr
from optimiser.data.rows import CurvePoint

POINTS = [CurvePoint(volume=100, unit_cost_kr=50), CurvePoint(volume=10_000, unit_cost_kr=40)]


@pytest.mark.parametrize(
    ("volume", "unit_cost_kr"),
    [(0, 50), (1, 50), (100, 50), (1_000, 45), (100 * sqrt(10), 47.5), (10_000, 40), (1_000_000, 40)],
)
def test_the_unit_cost_is_linear_in_the_logarithm_of_the_volume(volume: float, unit_cost_kr: float) -> None:
    assert exact_kr(POINTS, volume) == pytest.approx(volume * unit_cost_kr)


@pytest.mark.parametrize(
    ("volume", "cost_kr"), [(0, 0), (50, 2_500), (100, 5_000), (5_050, 202_500), (20_000, 800_000)]
)
def test_a_straight_line_joins_the_costs_at_the_points(volume: float, cost_kr: float) -> None:
    assert straight_kr(POINTS, volume) == pytest.approx(cost_kr)


def test_where_larger_centres_are_cheaper_the_line_lies_below_the_curve() -> None:
    assert all(straight_kr(POINTS, volume) < exact_kr(POINTS, volume) for volume in range(200, 10_000, 100))


def test_a_curve_of_one_point_is_flat() -> None:
    assert exact_kr(POINTS[:1], 7_000) == straight_kr(POINTS[:1], 7_000) == 350_000
