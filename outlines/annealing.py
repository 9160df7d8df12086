"""Cells of land change hands until those touch that share a border, and no others, and each has its area and middle."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from heapq import heappop, heappush
from math import exp
from random import Random

import numpy as np
from shapely.geometry.base import BaseGeometry

from outlines.cells import SEA, Cells, Pair, Share

SEED, TURNS = 1, 14
TOUCHING, NOTHING = 2.0, 0.05
"""Cells of common border from which two touch, and up to which they do not."""
LENGTH, AREA, MIDDLE = 1.0, 8.0, 1.0
"""What a cell of border costs, and the square of a wrong area (of the area) and of a middle out of place (in cells)."""
MISSING, WRONG, LEAST = 12.0, 6.0, 4.0
"""What each cell costs that a border is shorter than the least, and each cell where two touch that share none."""


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


def divide(land: BaseGeometry, shares: Sequence[Share], side_km: float, borders: set[Pair]) -> Annealing:
    """Divide a land in cells of a size among shares, until those touch that have a border and no others.

    Raises RuntimeError where that does not come about.
    """
    work = Annealing(Cells(land, shares, side_km, borders), SEED)
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
        raise RuntimeError(f"these touch and should not, or should and do not: {codes}")
    return work
