"""The cost of a centre by its volume: the curve of the documents, and the pieces the model uses."""

from itertools import pairwise
from math import inf, sqrt

import pytest

from optimiser.data.rows import CurvePoint
from optimiser.planning.curve import Piece, UnitCostCurve, affine_pieces, chord, measured_error, reachable

DOCUMENTS = UnitCostCurve((150_000, 650_000, 5_000_000), (50, 47, 36))
"""The three points of the documents (contacts a year; kr. per contact)."""


def test_a_point_of_the_table_has_its_unit_cost() -> None:
    rows = [CurvePoint(volume=100, unit_cost_kr=9), CurvePoint(volume=400, unit_cost_kr=7)]
    curve = UnitCostCurve.of(rows)
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
    piece = chord(DOCUMENTS, 200_000, 300_000)
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
    assert reachable(STEPS, 50, 150) == (Piece(50, 100, 0, 5), Piece(100, 150, 100, 4))


def test_a_piece_only_touched_at_its_end_is_left_out() -> None:
    assert reachable(STEPS, 100, 200) == (Piece(100, 200, 100, 4),)


@pytest.mark.parametrize(("volume", "piece"), [(0, Piece(0, 0, 0, 5)), (150, Piece(150, 150, 100, 4))])
def test_a_centre_with_one_possible_volume_has_one_piece_of_no_length(volume: float, piece: Piece) -> None:
    assert reachable(STEPS, volume, volume) == (piece,)
