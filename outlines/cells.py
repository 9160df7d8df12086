"""A land in square cells, each of which a municipality has; at first those nearest to its middle."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

SEA = -1
"""Stands for who has a cell without land."""
Pair = tuple[str, str]


@dataclass
class Share:
    """What a municipality is to have of a land: so much, in km2, around a middle in km."""

    code: str
    area: float
    middle: tuple[float, float]


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
