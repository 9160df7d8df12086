"""Draw the outlines of the 98 municipalities from a coast drawn by hand, and from what is known of each municipality.

    python -m outlines.draw

The coast (`coast.csv`) is ours, drawn by hand. Land is divided among the municipalities that lie on it so that each has
its area (`areas.csv`) and its middle (lat and lon of the instance), and so that those touch which share a border
(`borders.csv`), and no others. First each takes the land nearest to its middle, by a power diagram; then cells of land
change hands, one by one, as long as it makes the drawing truer: simulated annealing, with a fixed seed.
"""

import csv
import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from math import cos, radians
from pathlib import Path

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from outlines.annealing import Annealing, divide
from outlines.cells import SEA, Pair, Share

HERE = Path(__file__).parent
INSTANCE = HERE.parent / "instances" / "denmark-2014" / "municipalities.csv"
TARGET = HERE.parent / "optimiser" / "report" / "charts" / "denmark.geojson"
KM_EAST, KM_NORTH = 111.2 * cos(radians(56.0)), 111.2
"""Kilometres of a degree east and north in the middle of Denmark."""
CELL_KM = {"Jylland": 1.0, "Fyn": 0.7, "Sjælland": 0.4, "Amager": 0.3, "Lolland": 1.0}
"""Side of a cell on land that several municipalities share."""
SMOOTH = 1.9
"""Side in cells of a square: a corner of a border that cuts off less than its area goes."""
BEYOND = 4
"""Cells that borders are continued out to sea."""
MIDDLE_LON, MIDDLE_LAT = 10.5, 56.0
GRID = 0.001
"""Degrees that coordinates are rounded to: a hundred metres."""


# ---- What is known --------------------------------------------------------------------------------


def read_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def in_km(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return degrees (longitude, latitude) as kilometres east and north of 56 N 10.5 E."""
    return [((lon - MIDDLE_LON) * KM_EAST, (lat - MIDDLE_LAT) * KM_NORTH) for lon, lat in points]


def read_coast() -> dict[str, BaseGeometry]:
    """Return each land by name, in km, with the fjords taken out of it."""
    rings: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for row in read_rows(HERE / "coast.csv"):
        rings[row["land"], row["water"]].append((float(row["lon"]), float(row["lat"])))
    shapes = {key: Polygon(in_km(ring)) for key, ring in rings.items()}
    return {
        name: shape.difference(
            shapely.union_all([cut for (land, fjord), cut in shapes.items() if fjord and land == name])
        )
        for (name, water), shape in shapes.items()
        if not water
    }


def read_borders() -> set[Pair]:
    """Return the pairs of codes that share a border on land, the lower code first."""
    return {(row["code_a"], row["code_b"]) for row in read_rows(HERE / "borders.csv")}


def shares_by_land(coast: Mapping[str, BaseGeometry]) -> dict[str, list[Share]]:
    """Return who lies on each land; one that lies on several has there what the others leave of its area and middle."""
    middles = {row["code"]: in_km([(float(row["lon"]), float(row["lat"]))])[0] for row in read_rows(INSTANCE)}
    areas = {row["code"]: float(row["area_km2"]) for row in read_rows(HERE / "areas.csv")}
    found: dict[str, list[Share]] = defaultdict(list)
    rows = read_rows(HERE / "lands.csv")
    shared = {row["land"] for row in rows if sum(other["land"] == row["land"] for other in rows) > 1}
    for code, whole in areas.items():
        left, moment = whole, np.array(middles[code]) * whole
        for row in sorted((row for row in rows if row["code"] == code), key=lambda row: _comes_last(row, shared)):
            land = coast[row["land"]]
            area, middle = left, moment / left
            if row["land"] not in shared:
                area, middle = land.area, np.array(land.centroid.coords[0])
            elif row["area_km2"]:
                area, middle = float(row["area_km2"]), np.array(in_km([(float(row["lon"]), float(row["lat"]))])[0])
            left, moment = left - area, moment - middle * area
            found[row["land"]].append(Share(code, area, (float(middle[0]), float(middle[1]))))
    return found


def _comes_last(row: Mapping[str, str], shared: Collection[str]) -> bool:
    """True for a land of which a municipality has what its other lands leave."""
    return row["land"] in shared and not row["area_km2"]


def smoothed(work: Annealing) -> dict[str, BaseGeometry]:
    """Return the shares by code as polygons with smooth borders in km, which lead out to sea."""
    cells, columns = work.cells, work.columns
    owner = np.array(work.owner)
    for _ in range(BEYOND):  # so that smoothing does not draw the borders away from the coast
        for step in work.four:
            beside = np.roll(owner, -step)
            owner = np.where((owner == SEA) & (beside != SEA), beside, owner)
    found = []
    for number in range(len(cells.codes)):
        at = np.flatnonzero(owner == number)
        x, y = at % columns, at // columns
        found.append(shapely.union_all(shapely.box(x, y, x + 1, y + 1)))
    smooth = shapely.coverage_simplify(found, SMOOTH, simplify_boundary=False)
    in_place = shapely.transform(smooth, lambda points: points * cells.side + (cells.west, cells.south))
    return dict(zip(cells.codes, in_place, strict=True))


def cut_at_coast(pieces: Mapping[str, BaseGeometry], land: BaseGeometry) -> Iterator[tuple[str, Polygon]]:
    """Return what of each piece is land, by code, in degrees to so many decimals; neighbours keep one border.

    All lines are rounded at once, and the areas between them are given to who has most of them.
    """
    pieces, land = {code: in_degrees(piece) for code, piece in pieces.items()}, in_degrees(land)
    lines = shapely.union_all([shapely.boundary(each) for each in (*pieces.values(), land)], grid_size=GRID)
    shapely.prepare(land)
    for face in shapely.get_parts(shapely.polygonize([lines])):
        if land.contains(face.representative_point()):
            yield max(pieces, key=lambda code: pieces[code].intersection(face).area), face


def in_degrees(shape: BaseGeometry) -> BaseGeometry:
    """Return a shape in km in degrees."""
    return shapely.transform(shape, lambda points: points / (KM_EAST, KM_NORTH) + (MIDDLE_LON, MIDDLE_LAT))


def draw() -> dict[str, MultiPolygon]:
    """Return the outline of each municipality by code, in degrees."""
    coast, borders = read_coast(), read_borders()
    parts: dict[str, list[Polygon]] = defaultdict(list)
    for name, shares in shares_by_land(coast).items():
        land = coast[name]
        pieces = smoothed(divide(land, shares, CELL_KM[name], borders)) if len(shares) > 1 else {shares[0].code: land}
        for code, piece in cut_at_coast(pieces, land):
            parts[code].append(piece)
    return {code: _whole(parts[code]) for code in sorted(parts)}


def _whole(parts: Sequence[Polygon]) -> MultiPolygon:
    joined = shapely.set_precision(shapely.union_all(parts), GRID)
    return shapely.orient_polygons(MultiPolygon(list(shapely.get_parts(joined))))


def write(outlines: Mapping[str, MultiPolygon], path: Path) -> None:
    """Write the outlines as GeoJSON, a municipality a line."""
    names = {row["code"]: row["name"] for row in read_rows(INSTANCE)}
    lines = []
    for code, outline in outlines.items():
        feature = {
            **{"type": "Feature", "properties": {"code": code, "name": names[code]}},
            "geometry": json.loads(shapely.to_geojson(outline)),
        }
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(draw(), TARGET)
