"""The pieces of a centre with a service of its own: few, near the curve, and never above it."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimiser.planning.centre_curve import CentreCurve
from optimiser.planning.cost_curve import Piece, UnitCostCurve, affine_pieces
from optimiser.planning.service_level import CentreService, ServiceFactor
from optimiser.staffing.erlang import Target
from optimiser.staffing.workload import WeekProfile
from tests.sampling import examples

DOCUMENTS = UnitCostCurve((150_000, 650_000, 5_000_000), (50, 47, 36))
REFERENCE = CentreService(Target(0.8, 60), 37, WeekProfile.of_opening_hours(37))
MOST = 2_000_000


def curve(service: CentreService, documents: UnitCostCurve = DOCUMENTS, handling: float = 360) -> CentreCurve:
    """The curve of a service; hours are made once for all volumes."""
    return CentreCurve(documents, ServiceFactor(service, REFERENCE, handling, 0.85, MOST))


def service(share: float, seconds: float, hours: float, patience: float | None = None) -> CentreService:
    return CentreService(Target(share, seconds, 0.9, patience), hours, WeekProfile.of_opening_hours(hours))


def dense(piece: Piece) -> np.ndarray:
    return np.geomspace(max(piece.low, 0.1), piece.high, 3001)


def assert_follows(some: CentreCurve, pieces: tuple[Piece, ...], max_error: float) -> None:
    """From 0 to all there is without a gap, nowhere above the curve, nowhere farther below than asked."""
    assert pieces[0].low == 0
    assert pieces[-1].high >= MOST
    assert all(one.high == other.low for one, other in pairwise(pieces))
    for piece in pieces:
        volumes = dense(piece)
        ratios = (piece.fixed_kr + piece.slope_kr * volumes) / (volumes * some.unit_costs_kr(volumes))
        assert np.all(ratios <= 1)
        assert np.all(ratios >= 1 - max_error)
        assert some.measured_error(piece) == pytest.approx(1 - min(ratios), abs=2e-4)


def test_at_the_reference_pieces_are_the_chords_of_the_documents_curve() -> None:
    some = curve(REFERENCE)
    assert some.cover_by_pieces(0.005) == affine_pieces(DOCUMENTS, 0.005)
    assert some.cost_kr(650_000) == pytest.approx(650_000 * 47)
    assert some.cost_kr(0) == 0


SERVICES = st.builds(service, st.floats(0.3, 0.98), st.floats(1, 600), st.floats(1, 168), st.sampled_from([None, 60.0]))
CURVES = st.builds(
    UnitCostCurve,
    st.just((40_000.5, 300_000, 1_100_000)),
    st.lists(st.floats(20, 60), min_size=3, max_size=3).map(tuple),
)


@settings(derandomize=True, max_examples=examples(10, 25), deadline=None)
@given(SERVICES, CURVES, st.floats(20, 2_000), st.sampled_from([0.0001, 0.002, 0.005, 0.02, 0.1]))
def test_pieces_follow_any_curve_from_below(
    promised: CentreService, documents: UnitCostCurve, handling: float, max_error: float
) -> None:
    some = curve(promised, documents, handling)
    assert_follows(some, some.cover_by_pieces(max_error), max_error)


STEEP = st.builds(
    UnitCostCurve,
    st.just((40_000.5, 40_020, 40_100, 1_100_000)),
    st.tuples(st.floats(20, 22), st.floats(30, 900), st.floats(20, 22), st.floats(20, 900)),
)


@settings(derandomize=True, max_examples=examples(4, 8), deadline=None)
@given(SERVICES, STEEP, st.sampled_from([0.0005, 0.005]))
def test_pieces_follow_a_steep_curve_from_below(
    promised: CentreService, documents: UnitCostCurve, max_error: float
) -> None:
    """Volumes half a per cent apart were too few: between two of them a piece lay up to 0.03 % above the curve."""
    some = curve(promised, documents)
    assert_follows(some, some.cover_by_pieces(max_error), max_error)


@pytest.mark.parametrize(
    ("promised", "number"), [((0.8, 20, 37), 10), ((0.7, 120, 37), 15), ((0.8, 60, 60), 15), ((0.8, 20, 60), 14)]
)
def test_the_pieces_are_few(promised: tuple[float, float, float], number: int) -> None:
    """Half a per cent over six powers of ten; the documents' curve alone takes six for its last one and a half."""
    some = curve(service(*promised))
    pieces = some.cover_by_pieces(0.005)
    assert_follows(some, pieces, 0.005)
    assert len(pieces) <= number


def test_no_piece_could_be_longer() -> None:
    """Every error but the last's is nearly all that is allowed: another half a per cent of volume was too much."""
    some = curve(service(0.8, 20, 37))
    errors = [some.measured_error(piece) for piece in some.cover_by_pieces(0.005)]
    assert all(error > 0.0045 for error in errors[:-1])
