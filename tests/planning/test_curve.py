"""The cost of a centre by its volume: the curve of the documents, and the pieces the model uses."""

from itertools import accumulate, pairwise
from math import inf, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimiser.data.rows import CurvePoint
from optimiser.planning.cost_curve import (
    Piece,
    UnitCostCurve,
    affine_pieces,
    chord_between,
    measured_error,
    reachable_pieces,
)
from tests.sampling import examples

DOCUMENTS = UnitCostCurve((150_000, 650_000, 5_000_000), (50, 47, 36))
"""The three points of the documents (contacts a year; kr. per contact)."""


def test_a_point_of_the_table_has_its_unit_cost() -> None:
    rows = [CurvePoint(volume=100, unit_cost_kr=9), CurvePoint(volume=400, unit_cost_kr=7)]
    curve = UnitCostCurve.of_points(rows)
    assert [curve.unit_cost_kr(row.volume) for row in rows] == [9, 7]


def test_between_points_unit_cost_is_linear_in_the_logarithm_of_the_volume() -> None:
    halfway = sqrt(150_000 * 650_000)
    assert DOCUMENTS.unit_cost_kr(halfway) == pytest.approx((50 + 47) / 2)


@pytest.mark.parametrize(("volume", "unit_cost_kr"), [(1, 50), (149_999, 50), (5_000_001, 36), (1e9, 36)])
def test_outside_the_points_unit_cost_is_constant(volume: float, unit_cost_kr: float) -> None:
    assert DOCUMENTS.unit_cost_kr(volume) == unit_cost_kr


def test_a_centre_costs_its_volume_times_the_unit_cost_and_nothing_when_empty() -> None:
    assert DOCUMENTS.cost_kr(650_000) == pytest.approx(650_000 * 47)
    assert DOCUMENTS.cost_kr(0) == 0


def test_a_chord_meets_the_curve_at_its_ends() -> None:
    piece = chord_between(DOCUMENTS, 200_000, 300_000)
    assert piece.cost_kr(200_000) == pytest.approx(DOCUMENTS.cost_kr(200_000))
    assert piece.cost_kr(300_000) == pytest.approx(DOCUMENTS.cost_kr(300_000))


def test_measured_error_is_relative_to_the_curve() -> None:
    """A line 1 % above a constant unit cost is 1 % off everywhere."""
    flat = UnitCostCurve((100,), (50,))
    assert measured_error(flat, Piece(0, inf, 0, 50)) == 0
    assert measured_error(flat, Piece(0, 100, 0, 50.5)) == pytest.approx(0.01)


@pytest.mark.parametrize("max_error", [0.05, 0.005, 0.0005])
def test_every_piece_is_as_close_as_asked(max_error: float) -> None:
    pieces = affine_pieces(DOCUMENTS, max_error)
    assert max(measured_error(DOCUMENTS, piece) for piece in pieces) <= max_error


def test_pieces_cover_all_volumes_without_gap_or_overlap() -> None:
    pieces = affine_pieces(DOCUMENTS, 0.005)
    assert pieces[0].low == 0
    assert pieces[-1].high == inf
    assert all(left.high == right.low for left, right in pairwise(pieces))


def test_pieces_are_exact_at_the_points_and_wherever_two_meet() -> None:
    for left, right in pairwise(affine_pieces(DOCUMENTS, 0.005)):
        exact = DOCUMENTS.cost_kr(left.high)
        assert left.cost_kr(left.high) == pytest.approx(exact, rel=1e-12)
        assert right.cost_kr(left.high) == pytest.approx(exact, rel=1e-12)


def test_the_points_of_the_curve_are_joints() -> None:
    assert set(DOCUMENTS.volumes) <= {piece.high for piece in affine_pieces(DOCUMENTS, 0.005)}


def test_a_looser_error_takes_fewer_pieces_and_the_bundled_one_takes_few() -> None:
    """Besides one piece on either side of the points: at 5 % one chord and two, at 0.5 % two and four."""
    counts = [len(affine_pieces(DOCUMENTS, max_error)) for max_error in (0.05, 0.005, 0.0005)]
    assert counts == [2 + 1 + 2, 2 + 2 + 4, 2 + 5 + 13]


def test_cost_rises_faster_beyond_the_last_point() -> None:
    """There the unit cost stops falling: the one kink that is not concave, so pieces need binaries."""
    *_, before, beyond = affine_pieces(DOCUMENTS, 0.005)
    assert (beyond.low, beyond.fixed_kr, beyond.slope_kr) == (5_000_000, 0, 36)
    assert beyond.slope_kr > before.slope_kr


def test_a_curve_of_one_point_is_one_unit_cost() -> None:
    assert affine_pieces(UnitCostCurve((100,), (50,)), 0.005) == (Piece(0, 100, 0, 50), Piece(100, inf, 0, 50))


STEPS = (Piece(0, 100, 0, 5), Piece(100, 200, 100, 4), Piece(200, inf, 0, 4.5))


def test_reachable_pieces_are_cut_to_the_volumes_a_centre_can_have() -> None:
    assert reachable_pieces(STEPS, 50, 150) == (Piece(50, 100, 0, 5), Piece(100, 150, 100, 4))


def test_a_piece_only_touched_at_its_end_is_left_out() -> None:
    assert reachable_pieces(STEPS, 100, 200) == (Piece(100, 200, 100, 4),)


@pytest.mark.parametrize(("volume", "piece"), [(0, Piece(0, 0, 0, 5)), (150, Piece(150, 150, 100, 4))])
def test_a_centre_with_one_possible_volume_has_one_piece_of_no_length(volume: float, piece: Piece) -> None:
    assert reachable_pieces(STEPS, volume, volume) == (piece,)


# ---- curves of any shape --------------------------------------------------------------------------

RISING = UnitCostCurve((100_000, 250_000, 900_000), (50, 40, 60))


def _through(start: tuple[float, float], steps: list[tuple[float, float]]) -> UnitCostCurve:
    """A curve from a point by steps: how many times the volume, and how many times the cost of all of it."""
    volumes = tuple(accumulate([start[0], *(volume for volume, _ in steps)], lambda one, times: one * times))
    costs_kr = accumulate([start[0] * start[1], *(cost for _, cost in steps)], lambda one, times: one * times)
    return UnitCostCurve(volumes, tuple(cost / volume for cost, volume in zip(costs_kr, volumes, strict=True)))


STEPS_OF_CURVES = st.tuples(st.floats(1.01, 1_000), st.floats(1.01, 3) | st.floats(1.01, 300))
ANY_CURVE = st.builds(
    _through, st.tuples(st.floats(1, 1e6), st.floats(0.5, 500)), st.lists(STEPS_OF_CURVES, max_size=3)
)


def _above(curve: UnitCostCurve, piece: Piece) -> np.ndarray:
    """How far a piece lies above the curve, as a share of the cost; at many volumes on it, near its ends above all."""
    high = piece.high if piece.high < inf else 10 * piece.low
    volumes = np.concatenate([lay(max(piece.low, high * 1e-9), high, 1_001) for lay in (np.linspace, np.geomspace)])
    return (piece.fixed_kr + piece.slope_kr * volumes) / (volumes * curve.unit_costs_at(volumes)) - 1


@settings(derandomize=True, max_examples=examples(20, 60), deadline=None)
@given(ANY_CURVE, st.sampled_from([0.005, 0.02, 0.1]))
def test_pieces_are_never_above_a_curve_of_any_shape_nor_farther_below_than_asked(
    curve: UnitCostCurve, max_error: float
) -> None:
    """What is proved to be a bound with the pieces is then one on the curve, whether it falls, rises or turns."""
    pieces = affine_pieces(curve, max_error)
    assert (pieces[0].low, pieces[-1].high) == (0, inf)
    assert all(left.high == right.low for left, right in pairwise(pieces))
    for piece in pieces:
        above = _above(curve, piece)
        assert np.max(above) <= 1e-9
        assert np.min(above) >= -max_error * 1.001
        assert measured_error(curve, piece) == pytest.approx(-np.min(above), rel=0.01, abs=1e-9)


def test_where_contacts_get_dearer_the_pieces_are_tangents_that_cross_each_other() -> None:
    """Chords would lie above the curve there: at 474,000 contacts the one from 250,000 to 900,000 by 6 %."""
    assert chord_between(RISING, 250_000, 900_000).cost_kr(474_000) > 1.06 * RISING.cost_kr(474_000)
    pieces = [piece for piece in affine_pieces(RISING, 0.005) if 250_000 <= piece.low < 900_000]
    assert len(pieces) > 2
    for left, right in pairwise(pieces):
        assert left.cost_kr(left.high) == pytest.approx(right.cost_kr(left.high))
    assert pieces[0].cost_kr(250_000) == pytest.approx(RISING.cost_kr(250_000))
    assert pieces[-1].cost_kr(900_000) == pytest.approx(RISING.cost_kr(900_000))


def test_the_error_of_a_long_piece_is_found_near_its_beginning() -> None:
    """From 1,000 to 100 million contacts the chord is farthest off at some ten thousand, before the first of any
    hundred volumes laid out evenly.
    """
    nearly_flat = UnitCostCurve((1e3, 1e8), (50, 49.5))
    piece = chord_between(nearly_flat, 1e3, 1e8)
    at = 1.15e4
    off = 1 - piece.cost_kr(at) / nearly_flat.cost_kr(at)
    assert off > 0.006
    assert measured_error(nearly_flat, piece) >= off * 0.999
    assert len(affine_pieces(nearly_flat, 0.005)) > 3


def test_a_steep_curve_takes_many_pieces_but_no_time_to_speak_of() -> None:
    """A contact costs 100 kr. in the smallest centre and a kr. in the largest: over a thousand chords."""
    steep = UnitCostCurve((100, 1e6), (100, 0.011))
    assert 500 < len(affine_pieces(steep, 0.005)) < 5_000
