"""Outlines from a GeoJSON file: found, joined, simplified; every fault told."""

import json
from collections.abc import Callable, Mapping
from itertools import pairwise
from math import atan2, atanh, cos, inf, log, pi, radians, sin, tan
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from shapely import Polygon

from optimiser import read
from optimiser.data.findings import InvalidInputError
from optimiser.data.rows import Municipality
from optimiser.report.charts.drawing import WIDTH
from optimiser.report.charts.geometry import read_outlines
from optimiser.report.charts.map import centre_colours, municipality_map
from optimiser.report.charts.outlines import Outlines, outlines
from tests.report.charts.towns import marks, parsed, solved, told, words

TOWNS = solved().instance.municipalities
MUNICIPALITIES = {code: row.model_copy(update={"lat": None, "lon": None}) for code, row in TOWNS.items()}
"""With nothing to compare the outlines with: here they are about shapes."""
DENMARK = read(Path(__file__).parents[3] / "instances" / "denmark-2014").municipalities


def _square(x: float, y: float, side: float = 1.0) -> list[list[float]]:
    return [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]


def _feature(code: Any, coordinates: Any, kind: str = "Polygon", name: str = "komkode") -> dict[str, Any]:
    return {"type": "Feature", "properties": {name: code}, "geometry": {"type": kind, "coordinates": coordinates}}


def _write(folder: Path, *features: Any) -> Path:
    path = folder / "outlines.json"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def _read(folder: Path, *features: Any) -> Outlines:
    return read_outlines(_write(folder, *features), MUNICIPALITIES)


def _faults(path: Path, municipalities: Mapping[str, Municipality] = MUNICIPALITIES) -> str:
    with pytest.raises(InvalidInputError) as raised:
        read_outlines(path, municipalities)
    return "\n".join(f"{finding.value}: {finding.rule}" for finding in raised.value.findings)


ONE, TWO = _feature("0001", [_square(9, 55)]), _feature("0002", [_square(10, 55)])


@pytest.mark.parametrize("codes", [("0001", "0002"), ("1", "2"), (1, 2), (1.0, 2.0), (" 1", "02 ")])
def test_the_code_is_found_however_it_is_written(tmp_path: Path, codes: tuple[Any, Any]) -> None:
    features = [_feature(code, [_square(9 + place, 55)]) for place, code in enumerate(codes)]
    assert _read(tmp_path, *features).by_code.keys() == {"1", "2"}


def test_the_property_that_fits_most_is_the_code(tmp_path: Path) -> None:
    features = [dict(ONE, properties={"id": 2, "k": "0001"}), dict(TWO, properties={"id": 9, "k": "0002"})]
    found = _read(tmp_path, *features).by_code
    assert found["1"].bounds[0] < found["2"].bounds[0]


def test_degrees_east_are_shorter_than_degrees_north_and_metres_are_not(tmp_path: Path) -> None:
    assert _read(tmp_path, ONE, TWO).height == pytest.approx(WIDTH / 2 / cos(56 / 180 * pi), abs=0.1)
    metres = [_feature(code, [_square(500_000 + code, 6_100_000)]) for code in (1, 2)]
    assert _read(tmp_path, *metres).height == pytest.approx(WIDTH / 2, abs=0.1)


def test_several_features_of_a_code_are_joined_and_others_left_out(tmp_path: Path) -> None:
    islands = _feature("0001", [[_square(8, 55)], [_square(8, 57)]], "MultiPolygon")
    found = _read(tmp_path, ONE, TWO, islands, _feature("999", "nonsense")).by_code
    assert {code: len(each.geoms) for code, each in found.items()} == {"1": 3, "2": 1}


def test_north_is_up(tmp_path: Path) -> None:
    found = _read(tmp_path, ONE, _feature(2, [_square(9, 56)])).by_code
    assert found["2"].bounds[3] <= found["1"].bounds[1]


def test_lines_are_simplified_and_what_is_not_seen_is_dropped(tmp_path: Path) -> None:
    ring = [[9 + cos(2 * pi * part / 9000), 55 + sin(2 * pi * part / 9000)] for part in range(9000)]
    ring.append(ring[0])
    speck = _square(9, 57, side=0.0001)
    (drawn,) = _read(tmp_path, _feature(1, [[ring], [speck]], "MultiPolygon"), TWO).by_code["1"].geoms
    assert 10 < len(drawn.exterior.coords) < 100


def test_a_municipality_that_is_a_speck_is_still_drawn(tmp_path: Path) -> None:
    found = _read(tmp_path, ONE, _feature(2, [_square(10, 55, side=0.0001)]))
    assert len(found.by_code["2"].geoms) == 1
    assert found.rooms["2"].radius < 0.1


def test_holes_stay_empty_whichever_way_they_are_wound(tmp_path: Path) -> None:
    for hole in (_square(9.3, 55.3, 0.4), _square(9.3, 55.3, 0.4)[::-1]):
        (drawn,) = _read(tmp_path, _feature(1, [_square(9, 55), hole]), TWO).by_code["1"].geoms
        (inner,) = drawn.interiors
        assert drawn.exterior.is_ccw
        assert not inner.is_ccw


def test_the_letter_stands_inside_and_out_of_holes(tmp_path: Path) -> None:
    ring = [_square(9, 55), _square(9.3, 55.3, 0.4)]
    room = _read(tmp_path, _feature(1, ring), TWO).rooms["1"]
    assert 0 < room.radius < 0.2 * WIDTH


CELLS = 10


def _cell(x: int, y: int) -> Polygon:
    """A cell of a bent chessboard; neighbours have all 80 points of their border in common."""
    ends = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)]
    sides = [_side(min(pair), max(pair))[:: 1 if pair[0] < pair[1] else -1][:-1] for pair in pairwise(ends)]
    across, up = np.roll(np.vstack(sides), 37 * (x + CELLS * y), axis=0).T  # each begins at a point of its own
    bent = [across + 0.05 * np.sin(6 * up) + 0.006 * np.sin(60 * up), up + 0.04 * np.sin(7 * across + 1)]
    return Polygon(np.column_stack(bent))


def _side(start: tuple[int, int], end: tuple[int, int]) -> NDArray[np.float64]:
    return np.linspace(start, end, 80)


def _holes(polygons: Any) -> int:
    return sum(len(part.interiors) for part in shapely.get_parts(shapely.union_all(polygons)))


def test_neighbours_keep_their_common_border() -> None:
    """Each outline was simplified by itself, and the map had gaps between municipalities that have none."""
    cells = np.array([_cell(x, y) for x in range(CELLS) for y in range(CELLS)])
    assert shapely.coverage_is_valid(cells)
    found = outlines({str(place): [cell] for place, cell in enumerate(cells)})
    drawn = np.array(list(found.by_code.values()))
    assert shapely.get_num_coordinates(drawn).sum() < shapely.get_num_coordinates(cells).sum() / 4
    assert shapely.coverage_is_valid(drawn)
    assert _holes(drawn) == 0


def test_an_outline_that_crosses_itself_is_told_and_drawn_as_it_is(tmp_path: Path) -> None:
    bow_tie = [[9, 55], [10, 56], [10, 55], [9, 56.5], [9, 55]]
    found = _read(tmp_path, _feature(1, [bow_tie]), _feature(2, [_square(11, 55)]))
    (told,) = [doubt for doubt in found.doubts if doubt.column == "geometry"]
    assert (told.severity, told.value) == ("warning", "Storby")
    assert told.rule.startswith("1 of 2 outlines are not valid polygons (Storby: Self-intersection[9.")
    assert len(found.by_code["1"].geoms[0].exterior.coords) == len(bow_tie)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=3, max_size=9, unique=True), st.booleans())
def test_no_outline_is_so_wrong_that_the_map_fails(ring: list[tuple[int, int]], twice: bool) -> None:
    square = Polygon(_square(3, 3))
    found = outlines({"1": [Polygon(ring), *([Polygon(ring)] if twice else [])], "2": [square]})
    assert found.by_code.keys() == found.rooms.keys() == {"1", "2"}


def test_the_far_island_is_moved_nearer(tmp_path: Path) -> None:
    features = [_feature(1, [_square(9, 55)]), _feature(2, [_square(20, 55)])]
    assert _read(tmp_path, *features).nearer == {"2"}


def test_the_map_is_drawn_on_the_outlines(tmp_path: Path) -> None:
    result = solved()
    svg = municipality_map(result, "da", centre_colours([result]), _read(tmp_path, ONE, TWO))
    assert sorted(told(svg)) == sorted(told(municipality_map(result, "da", centre_colours([result]))))
    assert [mark.get("stroke-width") for mark in marks(svg)] == ["0.7", "2.5"], "the host lies above"
    assert words(svg) == ["A", "A", "Storby"], "two letters, and the name of the host"
    assert parsed(svg).get("role") == "group"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ('{"features": [{"properties": {"k": "0001"}, "geometry": NaN}]}', "NaN is not a number"),
        ("[]", "must be a GeoJSON FeatureCollection"),
        ('{"features": []}', "must be a GeoJSON FeatureCollection"),
        ('{"features": [1, null, {"properties": []}]}', "must be a GeoJSON FeatureCollection"),
        ('{"type": "Topology", "objects": {}, "arcs": [[[0, 0], [1, 1]]]}', "must be a GeoJSON FeatureCollection"),
        ('{"type": "Topology", "objects": {}, "arcs": 7}', "must be sound TopoJSON"),
        ('{"type": "Topology", "objects": {}, "arcs": [1], "transform": {"scale": [1, 1]}}', "must be sound TopoJSON"),
        ('{"features": [{"properties": {"by": "Nowhere"}}]}', "those of the first are by (Nowhere)"),
    ],
)
def test_what_is_no_geojson_is_told(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "outlines.json"
    path.write_text(text, encoding="utf-8")
    assert words in _faults(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "must be a file that can be read" in _faults(tmp_path / "none.json")


def test_municipalities_without_an_outline_are_named(tmp_path: Path) -> None:
    assert "Storby: must have an outline of every municipality; 1 of 2 have none" in _faults(_write(tmp_path, TWO))


@pytest.mark.parametrize(
    ("geometry", "words"),
    [
        (None, "Polygon or a MultiPolygon"),
        ({"type": "Point", "coordinates": [9, 55]}, "Polygon or a MultiPolygon"),
        ({"type": "Polygon"}, "must hold polygons of rings of points"),
        ({"type": "Polygon", "coordinates": [[]]}, "must hold polygons of rings of points"),
        ({"type": "Polygon", "coordinates": [[[9, 55], [9, "55"], [10, 55]]]}, "points of two numbers"),
        ({"type": "Polygon", "coordinates": [[[9, 55], [9, True], [10, 55]]]}, "points of two numbers"),
        ({"type": "Polygon", "coordinates": [[[9, 55], [9], [10, 55]]]}, "points of two numbers"),
        ({"type": "Polygon", "coordinates": [[[9, 55], [10**400, 5], [10, 55]]]}, "points of two numbers"),
        ({"type": "Polygon", "coordinates": [[[9, 55], [9, 56]]]}, "three points or more"),
        ({"type": "Polygon", "coordinates": [[[9, 55], [9, 56], [9, 55], [9, 55]]]}, "three points or more"),
        ({"type": "Polygon", "coordinates": [_square(9, 55), [[9, 55], [9, 55]]]}, "three points or more"),
        ({"type": "Polygon", "coordinates": [_square(1e200, 55)]}, "finite coordinates in degrees or metres"),
        ({"type": "MultiPolygon", "coordinates": [[9, 55], [9, 56]]}, "must hold polygons of rings of points"),
    ],
)
def test_a_wrong_geometry_is_told_with_the_municipality(tmp_path: Path, geometry: Any, words: str) -> None:
    faults = _faults(_write(tmp_path, dict(ONE, geometry=geometry), TWO))
    assert faults.startswith("Storby: ")
    assert words in faults


def test_coordinates_are_finite(tmp_path: Path) -> None:
    text = _write(tmp_path, ONE, TWO).read_text(encoding="utf-8").replace("[9, 55]", "[1e999, 55]")
    (tmp_path / "outlines.json").write_text(text, encoding="utf-8")
    assert float("1e999") == inf
    assert "Storby: must have finite coordinates" in _faults(tmp_path / "outlines.json")


Projection = Callable[[float, float], tuple[float, float]]


def _degrees(lon: float, lat: float) -> tuple[float, float]:
    return lon, lat


def _utm(lon: float, lat: float) -> tuple[float, float]:
    """Metres of zone 32, on a round earth."""
    east, north = radians(lon - 9), radians(lat)
    radius = 0.9996 * 6.371e6
    return 5e5 + radius * atanh(cos(north) * sin(east)), radius * atan2(tan(north), cos(east))


def _web_mercator(lon: float, lat: float) -> tuple[float, float]:
    return 6.378e6 * radians(lon), 6.378e6 * log(tan(pi / 4 + radians(lat) / 2))


def _turned(project: Projection) -> Projection:
    return lambda lon, lat: project(lon, lat)[::-1]


def _country(
    folder: Path, project: Projection = _degrees, codes: Mapping[str, str] | None = None, **more: Mapping[str, Any]
) -> Path:
    """Squares of about 9 km around the municipalities of Denmark; each with the code of another, if `codes` says so."""
    features = _squares(DENMARK, project)
    for code, feature in zip(DENMARK, features, strict=True):
        feature["properties"] = {"komkode": (codes or {}).get(code, code)}
        feature["properties"] |= {name: values[code] for name, values in more.items()}
    return _write(folder, *features)


def _squares(municipalities: Mapping[str, Municipality], project: Projection) -> list[dict[str, Any]]:
    """A square around each municipality's point."""
    found = []
    for code, row in municipalities.items():
        lat, lon = row.lat or 0.0, row.lon or 0.0
        ring = [project(lon + east, lat + north) for east, north in _square(-0.07, -0.04, 0.1)]
        found.append(_feature(code, [ring]))
    return found


@pytest.mark.parametrize("project", [_degrees, _utm, _web_mercator])
def test_outlines_at_their_municipalities_are_taken_without_a_word(tmp_path: Path, project: Projection) -> None:
    found = read_outlines(_country(tmp_path, project), DENMARK)
    assert found.by_code.keys() == DENMARK.keys()
    assert found.doubts == ()


@pytest.mark.parametrize("project", [_degrees, _utm, _web_mercator])
def test_exchanged_coordinates_are_refused(tmp_path: Path, project: Projection) -> None:
    """The map was drawn mirrored, without a word."""
    told = _faults(_country(tmp_path, _turned(project)), DENMARK)
    assert "latitude and longitude, or north and east, are swapped" in told


def test_exchanged_coordinates_are_seen_without_points_to_compare_with(tmp_path: Path) -> None:
    squares = [_feature(code, [[[y, x] for x, y in _square(9 + code, 55)]]) for code in (1, 2)]
    assert "latitude and longitude, or north and east, are swapped" in _faults(_write(tmp_path, *squares))


def test_exchanged_metres_of_a_small_place_are_seen(tmp_path: Path) -> None:
    """Where the towns lie near each other in a square, only the size of the figures tells."""
    toy = read(Path(__file__).parents[3] / "instances" / "toy").municipalities
    found = read_outlines(_write(tmp_path, *_squares(toy, _utm)), toy)
    assert found.doubts == ()
    faults = _faults(_write(tmp_path, *_squares(toy, _turned(_utm))), toy)
    assert "latitude and longitude, or north and east, are swapped" in faults


def test_exchanged_points_of_the_municipalities_are_told_as_such(tmp_path: Path) -> None:
    turned = {code: row.model_copy(update={"lat": row.lon, "lon": row.lat}) for code, row in DENMARK.items()}
    assert "lat and lon of the municipalities only if they are swapped" in _faults(_country(tmp_path), turned)


@pytest.mark.parametrize("project", [_degrees, _utm, _web_mercator])
def test_outlines_of_elsewhere_are_refused(tmp_path: Path, project: Projection) -> None:
    """A number that happens to be a code was enough: parishes numbered 1, 2, 3 were drawn as municipalities."""
    codes = dict(zip(DENMARK, reversed(list(DENMARK)), strict=True))
    told = _faults(_country(tmp_path, project, codes), DENMARK)
    assert "outlines lie elsewhere than lat and lon of their municipality, up to" in told
    assert "and 8" in told, "of many some are named"


def test_four_squares_in_spain_are_no_danish_municipalities(tmp_path: Path) -> None:
    toy = read(Path(__file__).parents[3] / "instances" / "toy").municipalities
    squares = [_feature(901 + place, [_square(place - 3, 40)], name="OBJECTID") for place in range(4)]
    assert "4 of 4 outlines lie elsewhere" in _faults(_write(tmp_path, *squares), toy)


@pytest.mark.parametrize("project", [_degrees, _utm])
def test_a_few_outlines_elsewhere_are_told_and_drawn(tmp_path: Path, project: Projection) -> None:
    (doubt,) = read_outlines(_country(tmp_path, project, {"101": "851", "851": "101"}), DENMARK).doubts
    assert doubt.severity == "warning"
    assert doubt.rule.startswith("2 of 98 outlines lie elsewhere")
    assert sorted(doubt.value.split(", ")) == ["Aalborg", "København"]


def test_the_property_whose_outlines_lie_right_is_the_code(tmp_path: Path) -> None:
    """A running number that holds as many codes, or more, is none."""
    codes = list(DENMARK)
    wrong = dict(zip(codes, [*codes[1:], codes[0]], strict=True))
    path = _country(tmp_path, codes={"101": "none"} | wrong, right={code: f"0{code}" for code in codes})
    assert read_outlines(path, DENMARK).doubts == ()


def test_outlines_that_cannot_be_compared_are_told(tmp_path: Path) -> None:
    (doubt,) = _read(tmp_path, ONE, TWO).doubts
    assert doubt.severity == "warning"
    assert "none has both lat and lon to compare with" in doubt.rule


def test_municipalities_without_a_point_are_left_out_of_the_comparison(tmp_path: Path) -> None:
    some = {code: row.model_copy(update={"lat": None}) if code == "101" else row for code, row in DENMARK.items()}
    assert read_outlines(_country(tmp_path), some).doubts == ()
