"""Map files as they are found: TopoJSON, and codes or names wherever a file has them."""

import json
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from optimiser import InvalidInputError, read
from optimiser.report.charts import map_files
from optimiser.report.charts.geometry import read_outlines
from optimiser.report.charts.map_files import WrongShapeError, read_features

DENMARK = read("denmark-2014").municipalities
OTHER_NAMES = {"169": "Høje Taastrup", "820": "Vesthimmerland", "480": "Nordfyn", "751": "Århus", "101": "Copenhagen"}
"""As files outside Denmark's statistics write them."""
BARE: dict[str, Any] = {"type": "Feature", "properties": {"regionskode": "1084", "dagi_id": 389103}}


def _square(lon: float, lat: float) -> list[tuple[float, float]]:
    west, south, east, north = lon - 0.07, lat - 0.04, lon + 0.03, lat + 0.06
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]


def _geojson(label: Callable[[str], dict[str, Any]]) -> dict[str, Any]:
    features = []
    for code, row in DENMARK.items():
        square = {"type": "Polygon", "coordinates": [_square(row.lon or 0, row.lat or 0)]}
        features.append({**BARE, "geometry": square, **label(code)})
    return {"type": "FeatureCollection", "features": features}


def _write(folder: Path, held: Any) -> Path:
    path = folder / "map.json"
    path.write_text(json.dumps(held), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "label",
    [
        lambda code: {"id": f"0{code}"},
        lambda code: {"id": int(code)},
        lambda code: {"properties": {"mun_code": [f"0{code}"], "mun_name": [DENMARK[code].name]}},
        lambda code: {"properties": {"LAU": f"DK_{code}", "year": 2014}},
        lambda code: {"properties": {"navn": OTHER_NAMES.get(code, DENMARK[code].name), "region": "Region Sjælland"}},
        lambda code: {"properties": {"NAME_2": f"{DENMARK[code].name} Kommune", "TYPE_2": "Kommune"}},
    ],
    ids=["id", "id as a number", "in a list", "DK_101", "name", "name Kommune"],
)
def test_codes_and_names_are_found_where_they_are(tmp_path: Path, label: Callable[[str], dict[str, Any]]) -> None:
    found = read_outlines(_write(tmp_path, _geojson(label)), DENMARK)
    assert found.by_code.keys() == DENMARK.keys()
    assert found.doubts == ()


def test_what_the_features_have_is_shown_where_nothing_fits(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError) as refused:
        read_outlines(_write(tmp_path, _geojson(lambda _: {})), DENMARK)
    assert "those of the first are regionskode (1084), dagi_id (389103)" in str(refused.value)
    assert "such as 0101, or its name" in str(refused.value)


# ---- TopoJSON: shared borders, a grid, several features of one municipality ------------------------


GRID = {"scale": [0.001, 0.002], "translate": [8.0, 54.0]}


def _topology(cells: int, transform: dict[str, Any] | None) -> dict[str, Any]:
    """A chessboard whose inner borders are one arc each, used forwards by one cell and backwards by the other."""
    ends = [((x, y), (x + 1, y)) for x in range(cells) for y in range(cells + 1)]
    ends += [((x, y), (x, y + 1)) for x in range(cells + 1) for y in range(cells)]
    number = {pair: place for place, pair in enumerate(ends)}
    arcs = [_encoded(np.linspace(*pair, 5) * 40, transform) for pair in ends]
    geometries = []
    for x in range(cells):
        for y in range(cells):
            corners = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)]
            ring = [number[pair] if pair in number else ~number[pair[::-1]] for pair in pairwise(corners)]
            geometries.append({"type": "Polygon", "arcs": [ring], "properties": {"name": f"{x}-{y}"}})
    held = {"type": "Topology", "objects": {"stdin": {"type": "GeometryCollection", "geometries": geometries}}}
    return held | {"arcs": arcs} | ({"transform": transform} if transform else {})


def _encoded(points: Any, transform: Mapping[str, Any] | None) -> list[list[float]]:
    if transform is None:
        return [list(point) for point in points.tolist()]
    return np.diff(points.round().astype(int), axis=0, prepend=0).tolist()  # type: ignore[no-any-return]


@pytest.mark.parametrize("transform", [None, GRID], ids=["as they are", "on a grid"])
def test_arcs_become_the_polygons_they_were_made_of(tmp_path: Path, transform: dict[str, Any] | None) -> None:
    features = read_features(_write(tmp_path, _topology(3, transform)))
    scale, move = (np.array(GRID["scale"]), np.array(GRID["translate"])) if transform else (np.ones(2), np.zeros(2))
    for feature in features:
        x, y = map(int, str(feature.labels["name"]).split("-"))
        low, high = (np.array([x, y]) * 40 * scale + move, np.array([x + 1, y + 1]) * 40 * scale + move)
        (polygon,) = feature.polygons
        assert (
            polygon.equals(shapely.box(*low, *high))
            or polygon.symmetric_difference(shapely.box(*low, *high)).area < 1e-9
        )
        assert len(polygon.exterior.coords) == 17
    together = shapely.union_all([polygon for feature in features for polygon in feature.polygons])
    assert len(features) == 9
    assert shapely.get_num_interior_rings(together) == 0


def test_a_municipality_may_have_many_features_and_polygons_with_holes(tmp_path: Path) -> None:
    arcs = [[list(point) for point in _square(row.lon or 0, row.lat or 0)] for row in DENMARK.values()]
    lon, lat = DENMARK["101"].lon or 0, DENMARK["101"].lat or 0
    hole = [[lon + x / 100, lat + y / 100] for x, y in ((-1, -1), (1, -1), (1, 1), (-1, -1))]
    island = [[lon + x / 100, lat + 0.2 + y / 100] for x, y in ((-1, -1), (1, -1), (1, 1), (-1, -1))]
    geometries: list[dict[str, Any]] = [
        {"type": "MultiPolygon", "arcs": [[[place]]], "properties": {"KOMKODE": f"0{code}"}}
        for place, code in enumerate(DENMARK)
    ]
    geometries[0]["arcs"] = [[[0], [len(arcs)]]]
    geometries.append({"type": "Polygon", "arcs": [[len(arcs) + 1]], "properties": {"KOMKODE": "0101"}})
    geometries.append({"type": "Polygon", "arcs": [[0]], "properties": {"KOMKODE": "0411"}})
    objects = {"stdin": {"type": "GeometryCollection", "geometries": geometries}}
    held = {"type": "Topology", "objects": objects, "arcs": [*arcs, hole, island]}
    found = read_outlines(_write(tmp_path, held), DENMARK)
    assert found.by_code.keys() == DENMARK.keys()
    (drawn, *_), parts = found.by_code["101"].geoms, len(found.by_code["101"].geoms)
    assert (parts, len(drawn.interiors) + len(found.by_code["101"].geoms[-1].interiors)) == (2, 1)


@pytest.mark.parametrize(
    ("arcs", "told"),
    [
        ([[99]], "must name arcs that the file has"),
        ([[-99]], "must name arcs that the file has"),
        ([[True]], "must name arcs that the file has"),
        ([["0"]], "must name arcs that the file has"),
        ([[]], "must hold polygons of rings of points"),
        (None, "must hold polygons of rings of points"),
        ([[1]], "must have points of two numbers"),
        ([[0] * 2000], "points in all polygons together"),
    ],
)
def test_a_wrong_topology_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arcs: Any, told: str) -> None:
    monkeypatch.setattr(map_files, "MOST_POINTS", 1000)
    things = {"a": {"type": "Polygon", "arcs": arcs, "id": "101"}}
    held = {"type": "Topology", "objects": things, "arcs": [[[8, 55], [9, 55], [9, 56], [8, 55]], [7]]}
    (feature,) = read_features(_write(tmp_path, held))
    with pytest.raises(WrongShapeError, match=told):
        _ = feature.polygons


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.floats(allow_nan=False) | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "arcs", "id", "geometries", "scale", "translate"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(objects=ANYTHING, arcs=ANYTHING, transform=ANYTHING)
def test_no_topology_is_so_wrong_that_reading_it_fails(
    tmp_path_factory: pytest.TempPathFactory, objects: Any, arcs: Any, transform: Any
) -> None:
    held = {"type": "Topology", "objects": {"a": objects}, "arcs": arcs, "transform": transform}
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_text(json.dumps(held), encoding="utf-8")
    try:
        for feature in read_features(path):
            _ = feature.polygons
    except (InvalidInputError, WrongShapeError):
        pass
