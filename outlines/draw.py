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
from dataclasses import dataclass
from heapq import heappop, heappush
from math import cos, exp, radians
from pathlib import Path
from random import Random

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

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
SEA = -1
SEED, TURNS = 1, 14
TOUCHING, NOTHING = 2.0, 0.05
"""Cells of common border from which two touch, and up to which they do not."""
MIDDLE_LON, MIDDLE_LAT = 10.5, 56.0
GRID = 0.001
"""Degrees that coordinates are rounded to: a hundred metres."""
LENGTH, AREA, MIDDLE = 1.0, 8.0, 1.0
"""What a cell of border costs, and the square of a wrong area (of the area) and of a middle out of place (in cells)."""
MISSING, WRONG, LEAST = 12.0, 6.0, 4.0
"""What each cell costs that a border is shorter than the least, and each cell where two touch that share none."""
Pair = tuple[str, str]
Points = NDArray[np.float64]


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


@dataclass
class Share:
    """What a municipality is to have of a land: so much, in km2, around a middle in km."""

    code: str
    area: float
    middle: tuple[float, float]


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


# ---- Land in cells --------------------------------------------------------------------------------


class Cells:
    """A land in square cells, each with the number of the share that has it, or SEA."""

    def __init__(self, land: BaseGeometry, shares: Sequence[Share], side: float, borders: set[Pair]) -> None:
        west, south, east, north = land.bounds
        self.side, self.west, self.south = side, west - 2 * side, south - 2 * side
        self.columns = int((east - west) / side) + 5
        self.rows = int((north - south) / side) + 5
        xs = self.west + side * (np.arange(self.columns) + 0.5)
        ys = self.south + side * (np.arange(self.rows) + 0.5)
        grid = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
        shapely.prepare(land)
        boxes = shapely.box(grid[:, 0] - side / 2, grid[:, 1] - side / 2, grid[:, 0] + side / 2, grid[:, 1] + side / 2)
        touched = shapely.intersects(boxes, land)
        self.land = np.zeros(len(grid))
        self.land[touched] = shapely.area(shapely.intersection(boxes[touched], land)) / side**2
        self.inside = self.land > 0.02
        self.grid, self.codes = grid, [share.code for share in shares]
        self.shares = shares
        factor = self.land.sum() * side**2 / sum(share.area for share in shares)
        self.targets = [share.area * factor / side**2 for share in shares]
        self.middles = [
            ((share.middle[0] - self.west) / side, (share.middle[1] - self.south) / side) for share in shares
        ]
        number = {code: place for place, code in enumerate(self.codes)}
        self.wanted = {(number[a], number[b]) for a, b in borders if a in number and b in number}
        self.wanted |= {(b, a) for a, b in self.wanted}
        self.owner = self._nearest()
        # how much of the edge between a cell and its right, and its upper, neighbour lies on land
        self.edges: dict[tuple[int, int], float] = {}
        places = np.flatnonzero(self.inside)
        for step in (1, self.columns):
            pairs = places[self.inside[places + step]]
            half = side / 2
            if step == 1:
                lines = [
                    ((grid[p, 0] + half, grid[p, 1] - half), (grid[p, 0] + half, grid[p, 1] + half)) for p in pairs
                ]
            else:
                lines = [
                    ((grid[p, 0] - half, grid[p, 1] + half), (grid[p, 0] + half, grid[p, 1] + half)) for p in pairs
                ]
            lengths = shapely.length(shapely.intersection(shapely.linestrings(lines), land)) / side
            for place, length in zip(pairs.tolist(), lengths.tolist(), strict=True):
                self.edges[place, place + step] = length

    def _nearest(self) -> list[int]:
        """Return a power diagram: each share has the cells nearest to its seed, less a weight for its area."""
        places = np.flatnonzero(self.inside)
        cells, land = (self.grid[places] - (self.west, self.south)) / self.side, self.land[places]
        middles, targets = np.array(self.middles), np.array(self.targets)
        seeds, weights = middles.copy(), np.zeros(len(middles))
        owner = np.zeros(len(cells), dtype=int)
        for turn in range(240):
            distances = ((cells[:, None, :] - seeds[None, :, :]) ** 2).sum(axis=2) - weights
            owner = distances.argmin(axis=1)
            areas = np.bincount(owner, land, len(seeds))
            weights += 0.3 * (targets - areas) / np.sqrt(np.maximum(targets, 1.0)) * 0.6
            if turn < 120:
                sums = np.stack([np.bincount(owner, land * cells[:, axis], len(seeds)) for axis in (0, 1)], axis=1)
                means = sums / np.maximum(areas, 1.0)[:, None]
                seeds += np.where(areas[:, None] > 0, 0.15 * (middles - means), 0.0)
        found = np.full(len(self.grid), SEA)
        found[places] = owner
        result: list[int] = found.tolist()
        return result


class Annealing:
    """Cells that change hands while it makes the drawing truer."""

    def __init__(self, cells: Cells, seed: int) -> None:
        self.cells, self.random = cells, Random(seed)  # noqa: S311 - no secret
        self.owner, self.columns = cells.owner, cells.columns
        c = cells.columns
        self.four = (1, -1, c, -c)
        self.ring = (1, 1 + c, c, c - 1, -1, -1 - c, -c, 1 - c)
        self.places = [int(place) for place in np.flatnonzero(cells.inside)]
        self.land = cells.land.tolist()
        self.edge = dict(cells.edges)
        self.edge |= {(b, a): length for (a, b), length in cells.edges.items()}
        self.connect()
        self.count()

    def count(self) -> None:
        """Count areas, moments and contacts anew."""
        size = len(self.cells.codes)
        self.area, self.sum_x, self.sum_y = [0.0] * size, [0.0] * size, [0.0] * size
        self.contact: dict[tuple[int, int], float] = defaultdict(float)
        for place in self.places:
            mine, land = self.owner[place], self.land[place]
            self.area[mine] += land
            self.sum_x[mine] += land * (place % self.columns + 0.5)
            self.sum_y[mine] += land * (place // self.columns + 0.5)
            for step in (1, self.columns):
                other = self.owner[place + step]
                if other >= 0 and other != mine:
                    length = self.edge.get((place, place + step), 0.0)
                    self.contact[mine, other] += length
                    self.contact[other, mine] += length

    def connect(self) -> None:
        """Let each share have its largest connected part only; the rest goes to whom it touches most."""
        for _ in range(20):
            parts = self._parts()
            largest: dict[int, list[int]] = {}
            for part in parts:
                mine = self.owner[part[0]]
                if len(part) > len(largest.get(mine, ())):
                    largest[mine] = part
            loose = [part for part in parts if part is not largest[self.owner[part[0]]]]
            if not loose:
                return
            for part in loose:
                mine = self.owner[part[0]]
                touched = [self.owner[p + s] for p in part for s in self.four if self.owner[p + s] not in (SEA, mine)]
                if touched:
                    new = max(sorted(set(touched)), key=touched.count)
                    for place in part:
                        self.owner[place] = new

    def _parts(self) -> list[list[int]]:
        seen: set[int] = set()
        found = []
        for start in self.places:
            if start in seen:
                continue
            part, mine = [start], self.owner[start]
            seen.add(start)
            for place in part:
                for step in self.four:
                    other = place + step
                    if other not in seen and self.owner[other] == mine:
                        seen.add(other)
                        part.append(other)
            found.append(part)
        return found

    def apart(self) -> list[tuple[int, int]]:
        """Return those that share a border but hardly touch."""
        return [pair for pair in sorted(self.cells.wanted) if pair[0] < pair[1] and self.contact[pair] < TOUCHING]

    def wrong(self) -> list[tuple[int, int]]:
        """Return those that touch on land but share no border."""
        touching = (pair for pair, length in sorted(self.contact.items()) if length > NOTHING and pair[0] < pair[1])
        return [pair for pair in touching if pair not in self.cells.wanted]

    def carve(self, one: int, other: int) -> None:
        """Lead two shares that should touch to each other along borders of the others."""
        starts = [place for place in self.places if self.owner[place] == one]
        cost = dict.fromkeys(starts, 0.0)
        came: dict[int, int] = {}
        heap = [(0.0, place) for place in starts]
        end = -1
        while heap:
            far, place = heappop(heap)
            if far > cost[place]:
                continue
            if self.owner[place] == other:
                end = place
                break
            for step in self.four:
                to = place + step
                new = self.owner[to]
                if new < 0 or self.edge.get((place, to), 0.0) < 0.3:
                    continue
                at_border = any(self.owner[to + s] not in (new, SEA) for s in self.ring)
                price = 0.5 if new in (one, other) else (1.0 if at_border else 4.0)
                if far + price < cost.get(to, 1e9):
                    cost[to] = far + price
                    came[to] = place
                    heappush(heap, (far + price, to))
        path = [end]
        while path[-1] in came:
            path.append(came[path[-1]])
        between = [place for place in path if self.owner[place] not in (one, other)]
        for rank, place in enumerate(between):
            new = other if rank < len(between) / 2 else one
            for near in (place, *(place + step for step in self.ring)):
                if self.owner[near] >= 0 and self.owner[near] not in (one, other):
                    self.owner[near] = new
        self.connect()
        self.count()

    def anneal(self, steps: int, warm: float, cold: float) -> None:
        """Let cells change hands, ever fewer of them for the worse."""
        draw, owner, places = self.random, self.owner, self.places
        cool = (cold / warm) ** (1.0 / steps)
        heat = warm
        size = len(places)
        for _ in range(steps):
            heat *= cool
            place = places[int(draw.random() * size)]
            mine = owner[place]
            new = owner[place + self.four[int(draw.random() * 4)]]
            if new in (mine, SEA) or not self._simple(place, mine) or not self._simple(place, new):
                continue
            change, contacts = self._change(place, mine, new)
            if change <= 0 or draw.random() < exp(-change / heat):
                self._give(place, mine, new, contacts)

    def _simple(self, place: int, mine: int) -> bool:
        """True where the cells of a share around a place are in one piece, so that it may come or go."""
        around = [self.owner[place + step] == mine for step in self.ring]
        if not (around[0] or around[2] or around[4] or around[6]):
            return False
        runs = sum(1 for one, other in zip(around, around[1:] + around[:1], strict=True) if one and not other)
        if runs <= 1:
            return True
        # corners that hang on nothing by an edge do not count
        edges = [around[at] for at in (0, 2, 4, 6)]
        joined = [around[at] and edges[(at - 1) // 2] and edges[((at + 1) // 2) % 4] for at in (1, 3, 5, 7)]
        pieces = sum(edges) - sum(joined)
        return pieces == 1

    def _change(self, place: int, mine: int, new: int) -> tuple[float, dict[tuple[int, int], float]]:
        owner, land, targets = self.owner, self.land[place], self.cells.targets
        change = 0.0
        for step in self.ring:
            other = owner[place + step]
            if other >= 0:
                weight = 1.0 if step in self.four else 0.7
                change += LENGTH * weight * ((other != new) - (other != mine))
        x, y = place % self.columns + 0.5, place // self.columns + 0.5
        for which, sign in ((mine, -1.0), (new, 1.0)):
            before, after = self.area[which], self.area[which] + sign * land
            if after < 2:
                return 1e9, {}
            change += AREA * ((after - targets[which]) ** 2 - (before - targets[which]) ** 2) / targets[which]
            mx, my = self.cells.middles[which]
            old = (self.sum_x[which] / before - mx) ** 2 + (self.sum_y[which] / before - my) ** 2
            now = ((self.sum_x[which] + sign * land * x) / after - mx) ** 2
            now += ((self.sum_y[which] + sign * land * y) / after - my) ** 2
            change += MIDDLE * (now - old)
        contacts: dict[tuple[int, int], float] = defaultdict(float)
        for step in self.four:
            other = owner[place + step]
            if other < 0:
                continue
            length = self.edge.get((place, place + step), 0.0)
            if other != mine:
                contacts[min(mine, other), max(mine, other)] -= length
            if other != new:
                contacts[min(new, other), max(new, other)] += length
        for pair, more in contacts.items():
            if more:
                before = self.contact[pair]
                change += _worth(before + more, pair in self.cells.wanted) - _worth(before, pair in self.cells.wanted)
        return change, contacts

    def _give(self, place: int, mine: int, new: int, contacts: Mapping[tuple[int, int], float]) -> None:
        land = self.land[place]
        x, y = place % self.columns + 0.5, place // self.columns + 0.5
        for which, sign in ((mine, -1.0), (new, 1.0)):
            self.area[which] += sign * land
            self.sum_x[which] += sign * land * x
            self.sum_y[which] += sign * land * y
        for (a, b), more in contacts.items():
            self.contact[a, b] += more
            self.contact[b, a] += more
        self.owner[place] = new


def _worth(length: float, wanted: bool) -> float:
    """What a contact of so many cells costs: too short where a border is, any where none is."""
    if wanted:
        return MISSING * max(0.0, LEAST - length)
    return WRONG * (length + (length > NOTHING))


def divide(name: str, land: BaseGeometry, shares: Sequence[Share], borders: set[Pair]) -> Annealing:
    """Divide a land among shares, until those touch that have a border and no others.

    Raises RuntimeError where that does not come about.
    """
    work = Annealing(Cells(land, shares, CELL_KM[name], borders), SEED)
    size = len(work.places)
    for _ in range(TURNS):
        work.anneal(size * 12, 3.0, 0.4)
        work.count()
        apart = work.apart()
        if not apart and not work.wrong():
            break
        for one, other in apart:
            work.carve(one, other)
    work.anneal(size * 30, 1.0, 0.1)
    work.count()
    if work.apart() or work.wrong():
        codes = [tuple(work.cells.codes[each] for each in pair) for pair in (*work.apart(), *work.wrong())]
        raise RuntimeError(f"{name}: these touch and should not, or should and do not: {codes}")
    return work


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
        pieces = smoothed(divide(name, land, shares, borders)) if len(shares) > 1 else {shares[0].code: land}
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
