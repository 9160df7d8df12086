"""Neighbours from a map: who has a border on land in common. Bridges and ferries are added by hand, and stay."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import shapely
from shapely import MultiPolygon, STRtree

from optimiser.data.adjacency import connected_parts, neighbours_by_code
from optimiser.data.cells import as_text
from optimiser.data.checking_rows import check_rows
from optimiser.data.findings import Finding
from optimiser.data.rows import Municipality
from optimiser.data.tables import TABLES
from optimiser.importing.proposal import Proposal, Statement, TableEdit, Target, read_target

NEAR_METRES = 50.0
"""Outlines so near to each other touch: each is often simplified by itself, so that common borders come apart."""
LEAST_BORDER_METRES = 250.0
"""A common border is at least so long: what meets in a point, or passes by it, is none."""
Pair = tuple[str, str]
ReadAreas = Callable[[Path, Mapping[str, Municipality]], tuple[Mapping[str, MultiPolygon], Sequence[Finding]]]
"""What reads the areas of municipalities from a file, in metres, and what speaks against them."""


def borders_in(areas: Mapping[str, MultiPolygon]) -> list[Pair]:
    """Return the pairs of areas, in metres, that have a border in common, by code, sorted."""
    codes = sorted(areas)
    shapes = np.array([shapely.make_valid(areas[code]) for code in codes])
    wider = shapely.buffer(shapes, NEAR_METRES)
    one, other = STRtree(shapes).query(wider, predicate="intersects")
    apart = one < other
    one, other = one[apart], other[apart]
    common = shapely.length(shapely.intersection(wider[one], shapely.boundary(shapes[other])))
    return sorted(
        (codes[a], codes[b])
        for a, b in zip(*(ends[common >= LEAST_BORDER_METRES] for ends in (one, other)), strict=True)
    )


def propose_neighbours(file: Path, path: Path, read_areas: ReadAreas) -> Proposal:
    """Return the rows of `neighbours` that an instance has after a map; raises InvalidInputError with every fault.

    Borders on land are those of the map: rows of others are deleted, those that are there stay with their sources, and
    new ones are added. Bridges and ferries stay as they are.
    """
    target = read_target(path, ("neighbours",))
    target.names()
    placed, _ = check_rows(TABLES["municipalities"], target.records("municipalities"))
    municipalities = {row.code: row for item in placed if isinstance(row := item.row, Municipality)}
    areas, doubts = read_areas(file, municipalities)
    borders = borders_in(areas)
    edit, kept = _edit_of(target, borders, file.name)
    lands = connected_parts(municipalities, neighbours_by_code(municipalities, borders))
    figures = {
        "file": file.name,
        "borders": len(borders),
        "municipalities": len(areas),
        "lands": len(lands),
        "alone": sum(len(land) == 1 for land in lands),
        "kept": kept,
    }
    return Proposal((Statement("import neighbours", figures),), (edit,), tuple(doubts))


def _edit_of(target: Target, borders: Sequence[Pair], name: str) -> tuple[TableEdit, int]:
    """The edit, and how many bridges and ferries stay."""
    on_map, written, deleted, kept = set(borders), set[Pair](), set[int](), 0
    for record in target.records("neighbours"):
        one, other = sorted(as_text(record.values.get(column)) for column in ("municipality", "neighbour"))
        by_land = as_text(record.values.get("kind", "land")) == "land"
        if by_land and (one, other) not in on_map and record.row is not None:
            deleted.add(record.row)
        else:
            written.add((one, other))
            kept += not by_land
    added = [
        {
            "municipality": one,
            "neighbour": other,
            "kind": "land",
            "source": f"common border in {name}",
            "assumption": False,
        }
        for one, other in borders
        if (one, other) not in written
    ]
    return TableEdit("neighbours", {}, frozenset(deleted), added), kept
