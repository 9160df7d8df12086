"""Neighbours from outlines: the borders of Denmark's drawing, borders drawn apart, corners, and what is kept."""

import json
from importlib.resources import files
from pathlib import Path

import pytest
from shapely import MultiPolygon, Polygon

from optimiser.data.read import read
from optimiser.importing.neighbours import borders_in, propose_neighbours
from optimiser.importing.placing import put_in_place, tried
from optimiser.report.charts.geometry import read_areas
from tests.data.tiny import Folder
from tests.importing.conftest import faults, said

DRAWING = Path(str(files("optimiser.report.charts") / "denmark.geojson"))
KM = 1000.0


def _ring(west: float, south: float, east: float, north: float) -> list[tuple[float, float]]:
    """The corners of a rectangle with sides in km."""
    return [(KM * x, KM * y) for x, y in ((west, south), (east, south), (east, north), (west, north))]


def _areas(*boxes: tuple[float, float, float, float]) -> dict[str, MultiPolygon]:
    return {str(code): MultiPolygon([Polygon(_ring(*each))]) for code, each in enumerate(boxes, start=1)}


@pytest.mark.parametrize(
    ("other", "borders"),
    [
        ((1, 0, 2, 1), [("1", "2")]),  # side by side
        ((1.04, 0, 2, 1), [("1", "2")]),  # drawn apart by 40 m
        ((1.2, 0, 2, 1), []),  # water between
        ((1, 1, 2, 2), []),  # a corner
        ((1.02, 1.02, 2, 2), []),  # a corner drawn apart
        ((1, 0.9, 2, 2), []),  # 100 m of border, no more than a corner that was drawn badly
        ((0.95, 0, 2, 1), [("1", "2")]),  # over each other by 50 m
    ],
)
def test_what_a_common_border_is(other: tuple[float, float, float, float], borders: list[tuple[str, str]]) -> None:
    assert borders_in(_areas((0, 0, 1, 1), other)) == borders


def test_an_area_within_another_borders_on_it() -> None:
    around, within = Polygon(_ring(0, 0, 3, 3), [_ring(1, 1, 2, 2)]), Polygon(_ring(1, 1, 2, 2))
    assert borders_in({"1": MultiPolygon([around]), "2": MultiPolygon([within])}) == [("1", "2")]


def test_the_drawing_of_denmark_has_the_borders_that_are_bundled(denmark: Path) -> None:
    """The drawing was made with these borders; nothing is added, deleted or lost, and bridges and ferries stay."""
    proposal = propose_neighbours(DRAWING, denmark, read_areas)
    (edit,) = proposal.edits
    assert not edit.changes_anything
    figures = said(proposal)["neighbours"]
    assert (figures["borders"], figures["lands"], figures["alone"], figures["kept"]) == (186, 11, 7, 21)


def test_rows_that_the_map_does_not_have_go_and_ferries_stay(denmark: Path) -> None:
    table = denmark / "neighbours.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    without = [line for line in lines if not line.startswith("101,147,")]
    table.write_text("\n".join([*without, "101,400,land,,made up,true"]) + "\n", encoding="utf-8")
    with tried(denmark, propose_neighbours(DRAWING, denmark, read_areas)) as made:
        put_in_place(made)
    pairs = {row.pair: row for row in read(denmark).tables.neighbours}
    assert ("101", "400") not in pairs
    assert pairs["101", "147"].source == "common border in denmark.geojson"
    assert sum(row.kind != "land" for row in pairs.values()) == 21
    assert len(pairs) == 207


def test_an_instance_without_neighbours_gets_them_and_its_islands_are_told_of(denmark: Path) -> None:
    (denmark / "neighbours.csv").unlink()
    with tried(denmark, propose_neighbours(DRAWING, denmark, read_areas)) as made:
        told = [finding for finding in made.remarks if "neighbour" in finding.rule or "leads from it" in finding.rule]
        put_in_place(made)
    assert len(told) == 10  # all lands but the largest
    assert len(read(denmark).tables.neighbours) == 186


def test_a_map_that_lacks_a_municipality_is_refused(tiny: Folder, tmp_path: Path) -> None:
    square = {"type": "Polygon", "coordinates": [[[10, 56], [11, 56], [11, 57], [10, 56]]]}
    features = [{"type": "Feature", "properties": {"code": code}, "geometry": square} for code in ("1", "2")]
    path = tmp_path / "map.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    ((_, _, value, rule),) = faults(lambda: propose_neighbours(path, tiny.path, read_areas))
    assert (value, "must have an outline of every municipality" in rule) == ("Cirkelø", True)
