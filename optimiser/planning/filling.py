"""Filling centres with whole portfolios, each centre as close to a wanted volume as can be.

The pooled model says how much every centre of a pool should answer; portfolios are whole and do not
add up to that by themselves. Centres are filled one after the other by subset sums (a dynamic
programme over volumes in small steps), the small ones first while there is most to choose from;
the centre with most room to spare takes what is left.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

STEPS = 200_000
"""Steps the largest volume is divided into; a portfolio is rounded up to whole steps."""


@dataclass(frozen=True)
class Room:
    """What a centre should take on, and the least and most it may (pooled contacts a year)."""

    wanted: float
    least: float
    most: float


def fill(portfolios: Mapping[str, float], rooms: Mapping[str, Room]) -> Mapping[str, str]:
    """Portfolio -> centre: whole portfolios by volume into rooms; what fits nowhere is left out."""
    left = dict(sorted(portfolios.items(), key=lambda item: (-item[1], item[0])))
    placed: dict[str, str] = {}
    *first, last = sorted(rooms, key=lambda centre: (_spare(rooms[centre]), rooms[centre].wanted, centre))
    for centre in sorted(first, key=lambda centre: (rooms[centre].wanted, centre)):
        for name in best_subset(left, rooms[centre]):
            placed[name] = centre
            del left[name]
    room = rooms[last].most
    for name, volume in left.items():
        if volume <= room:
            placed[name] = last
            room -= volume
    return placed


def best_subset(portfolios: Mapping[str, float], room: Room) -> list[str]:
    """Portfolios whose volumes add up to as near the wanted volume as the room allows."""
    if room.wanted <= 0 or not portfolios:
        return []
    step = room.most / STEPS if room.most > 0 else 1.0
    sizes = [ceil(volume / step) for volume in portfolios.values()]
    last_used = _reachable_sums(sizes, STEPS)
    sums = np.flatnonzero(last_used >= -1)
    allowed = sums[sums * step >= room.least] if (sums * step >= room.least).any() else sums
    total = int(allowed[np.argmin(np.abs(allowed * step - room.wanted))])
    return _members(list(portfolios), sizes, last_used, total)


def _reachable_sums(sizes: list[int], most: int) -> NDArray[np.int32]:
    """For each sum up to `most`, the last item that first reached it; -1 at 0, -2 where out of reach."""
    last_used = np.full(most + 1, -2, dtype=np.int32)
    last_used[0] = -1
    for item, size in enumerate(sizes):
        if 0 < size <= most:
            newly = (last_used[:-size] > -2) & (last_used[size:] == -2)
            last_used[size:][newly] = item
    return last_used


def _members(names: list[str], sizes: list[int], last_used: NDArray[np.int32], total: int) -> list[str]:
    members = []
    while total > 0:
        item = int(last_used[total])
        members.append(names[item])
        total -= sizes[item]
    return members


def _spare(room: Room) -> float:
    return room.most - room.wanted
