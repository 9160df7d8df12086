"""No two circles overlap, wherever municipalities lie and however large they are."""

from collections.abc import Iterable
from itertools import combinations
from math import hypot, pi
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimiser.data.read import read
from optimiser.report.charts.drawing import WIDTH
from optimiser.report.charts.map_layout import SMALLEST, Circle, MapPlace, arranged, layout
from tests.planning.two_towns import two_towns

DENMARK = read(Path(__file__).parents[3] / "instances" / "denmark-2014")


def _distance(one: Circle, other: Circle) -> float:
    return hypot(one.x - other.x, one.y - other.y) - one.radius - other.radius


def _assert_apart(circles: Iterable[Circle]) -> None:
    assert min((_distance(*pair) for pair in combinations(circles, 2)), default=1.0) > 0


def _assert_inside(circles: Iterable[Circle]) -> None:
    for circle in circles:
        assert circle.x - circle.radius >= -1e-6
        assert circle.x + circle.radius <= WIDTH + 1e-6
        assert circle.y - circle.radius >= -1e-6


def _places(*rows: tuple[float | None, float | None, float]) -> tuple[MapPlace, ...]:
    return tuple((str(place), *row) for place, row in enumerate(rows))


coordinate = st.one_of(st.none(), st.sampled_from((55.0, 56.0)), st.floats(-60, 60))
place = st.tuples(coordinate, coordinate, st.one_of(st.just(0.0), st.floats(1, 1e8)))


@settings(max_examples=60, deadline=None)
@given(st.lists(place, min_size=1, max_size=25))
def test_no_two_circles_overlap(rows: list[tuple[float | None, float | None, float]]) -> None:
    circles = arranged(_places(*rows)).values()
    _assert_apart(circles)
    _assert_inside(circles)


@pytest.mark.parametrize("count", [1, 2, 98])
def test_they_do_not_overlap_at_one_point(count: int) -> None:
    circles = arranged(_places(*[(56.0, 10.0, 1000.0)] * count)).values()
    _assert_apart(circles)
    _assert_inside(circles)


@pytest.mark.parametrize("nearly", [5e-324, 2.225073858507203e-309, 1e-300, 1e-9, 1e-6])
def test_they_do_not_overlap_where_they_nearly_lie_at_one_point(nearly: float) -> None:
    circles = arranged(_places((0.0, 56.0, 0.0), (nearly, 56.0, 0.0), (0.0, nearly, 1e8))).values()
    _assert_apart(circles)
    alone = arranged(_places((0.0, 56.0, 0.0), (nearly, 56.0, 0.0))).values()
    _assert_apart(alone)
    _assert_inside(alone)


def test_they_do_not_overlap_where_one_is_a_million_times_larger() -> None:
    _assert_apart(arranged(_places((56.0, 10.0, 1e9), *[(56.0, 10.0, 1e3)] * 30)).values())


def test_areas_are_in_proportion_to_contacts() -> None:
    circles = layout(DENMARK)
    large = {code: circle for code, circle in circles.items() if circle.radius > 2 * SMALLEST}
    per_contact = [pi * circle.radius**2 / DENMARK.contacts_of[code] for code, circle in large.items()]
    assert max(per_contact) == pytest.approx(min(per_contact))


def test_denmark_is_still_denmark() -> None:
    """North is up, east is right, and Bornholm alone is moved."""
    circles = layout(DENMARK)
    _assert_apart(circles.values())
    _assert_inside(circles.values())
    rows = DENMARK.municipalities
    names = {row.name: circles[code] for code, row in rows.items()}
    assert names["Frederikshavn"].y < names["Aalborg"].y < names["Aarhus"].y
    assert names["Esbjerg"].x < names["Odense"].x < names["Roskilde"].x < names["København"].x
    assert names["Bornholm"].nearer
    assert sum(circle.nearer for circle in circles.values()) == 1


def test_without_coordinates_they_stand_below_the_others() -> None:
    circles = arranged(_places((55.0, 10.0, 5.0), (56.0, 12.0, 5.0), (None, 10.0, 5.0), (None, None, 9.0)))
    known, unknown = [circles["0"], circles["1"]], [circles["2"], circles["3"]]
    assert max(c.y + c.radius for c in known) < min(c.y - c.radius for c in unknown)


def test_the_maps_of_a_comparison_share_the_layout() -> None:
    assert layout(two_towns()) is layout(two_towns("policy.max_entry_points=1"))
