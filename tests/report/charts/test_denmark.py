"""The drawing of Denmark that comes with the program: how true it is, and when maps are drawn on it."""

import csv
import json
from functools import cache
from itertools import combinations
from math import cos, radians
from pathlib import Path

import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from optimiser import read
from optimiser.data.instance import Instance
from optimiser.report.charts.denmark import DRAWING, draws_ourselves, outlines_for
from optimiser.report.charts.outlines import outlines

DENMARK = read(Path("instances/denmark-2014"))
KM = 111.2 * cos(radians(56.0)), 111.2
TOUCHING_KM = 0.3


@cache
def _shapes() -> dict[str, BaseGeometry]:
    """The outlines by code, in km."""
    features = json.loads(DRAWING.read_text(encoding="utf-8"))["features"]
    flat = {each["properties"]["code"]: shapely.from_geojson(json.dumps(each["geometry"])) for each in features}
    return {code: shapely.transform(shape, lambda points: points * KM) for code, shape in flat.items()}


def _rows(name: str) -> list[dict[str, str]]:
    with (Path("outlines") / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_all_municipalities_are_drawn_with_their_names() -> None:
    features = json.loads(DRAWING.read_text(encoding="utf-8"))["features"]
    drawn = {each["properties"]["code"]: each["properties"]["name"] for each in features}
    assert drawn == {code: row.name for code, row in DENMARK.municipalities.items()}
    assert len(drawn) == 98


def test_those_touch_that_share_a_border_on_land_and_no_others() -> None:
    shapes = _shapes()
    borders = {(row["code_a"], row["code_b"]) for row in _rows("borders.csv")}
    shared = {pair: _shared_km(shapes[pair[0]], shapes[pair[1]]) for pair in combinations(sorted(shapes), 2)}
    assert len(borders) == 186
    assert {pair for pair, km in shared.items() if km > 0} == borders
    assert min(shared[pair] for pair in borders) > TOUCHING_KM


def _shared_km(one: BaseGeometry, other: BaseGeometry) -> float:
    """The length of the line on which two outlines meet; none for a corner."""
    if not one.intersects(other):
        return 0.0
    return float(shapely.length(shapely.intersection(shapely.boundary(one), shapely.boundary(other))))


def test_no_two_share_land() -> None:
    assert shapely.coverage_is_valid(list(_shapes().values()))
    assert all(shape.is_valid for shape in _shapes().values())


def test_each_has_its_area_and_lies_where_it_does() -> None:
    shapes = _shapes()
    for row in _rows("areas.csv"):
        area, place = float(row["area_km2"]), DENMARK.municipalities[row["code"]]
        assert shapes[row["code"]].area == pytest.approx(area, rel=0.1, abs=2.0), row["name"]
        assert place.lon is not None
        assert place.lat is not None
        middle = shapely.Point(place.lon * KM[0], place.lat * KM[1])
        assert shapely.distance(shapes[row["code"]].centroid, middle) < 10.0, row["name"]


def test_the_drawing_is_small() -> None:
    assert len(DRAWING.read_bytes()) < 150_000


def _changed(*overrides: str) -> Instance:
    return read(Path("instances/denmark-2014"), overrides=overrides)


def test_maps_of_denmark_and_of_a_part_of_it_are_drawn_on_it_and_say_so() -> None:
    found = outlines_for(DENMARK)
    assert found is not None
    assert found.by_code.keys() == DENMARK.municipalities.keys()
    assert draws_ourselves([DENMARK], None)


def test_a_municipality_by_another_name_is_known_by_where_it_lies() -> None:
    assert outlines_for(_changed("municipalities.791.name=Midtby")) is not None


def test_places_that_are_elsewhere_are_not_drawn_on_it() -> None:
    assert outlines_for(_changed("municipalities.791.lat=57.7", "municipalities.791.lon=10.6")) is None
    assert outlines_for(read(Path("instances/toy"))) is None
    assert not draws_ourselves([read(Path("instances/toy"))], None)


def test_outlines_that_are_given_come_first() -> None:
    squares = {code: [shapely.box(place, 0, place + 1, 1)] for place, code in enumerate(DENMARK.municipalities)}
    given = outlines(squares)
    assert outlines_for(DENMARK, given) is given
    assert not draws_ourselves([DENMARK], given)
