"""Filling centres with whole portfolios, each centre as close to a wanted volume as possible.

The pooled model says how much every centre of a pool should answer; portfolios are whole and do not
add up to that by themselves. Centres are filled one after the other by subset sums (a dynamic
programme over volumes in whole contacts), the small ones first while there is most to choose from;
the centre with most room to spare takes what is left.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

MOST_STEPS = 5_000_000
"""Volumes are counted in whole contacts up to this many, and in coarser steps beyond."""
TRIES = 8
"""Orders of the portfolios tried until all find room: another order reaches other sums."""

OUT_OF_REACH = -2
NOTHING_USED = -1


@dataclass(frozen=True)
class Room:
    """What a centre should take on, and the least and most it may (pooled contacts a year)."""

    wanted: float
    least: float
    most: float


def pack_portfolios(portfolios: Mapping[str, float], rooms: Mapping[str, Room], seed: int) -> Mapping[str, str]:
    """Portfolio -> centre: whole portfolios by volume into rooms; what fits nowhere is left out."""
    order = sorted(portfolios, key=lambda name: (-portfolios[name], name))
    random = np.random.default_rng(seed)
    best: Mapping[str, str] = {}
    for _ in range(TRIES):
        placed = _fill_in_order({name: portfolios[name] for name in order}, rooms)
        if len(placed) == len(portfolios):
            return placed
        best = max(best, placed, key=lambda some: sum(portfolios[name] for name in some))
        order = [order[position] for position in random.permutation(len(order))]
    return best


def _fill_in_order(left: dict[str, float], rooms: Mapping[str, Room]) -> Mapping[str, str]:
    placed: dict[str, str] = {}
    *first, last = sorted(rooms, key=lambda centre: (_spare_volume(rooms[centre]), rooms[centre].wanted, centre))
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
    step = max(1.0, room.most / MOST_STEPS)
    sizes = [ceil(volume / step) for volume in portfolios.values()]
    most = floor(room.most / step)
    wanted = min(most, floor(room.wanted / step))
    last_used = _reachable_sums(sizes, wanted, most)
    sums = np.flatnonzero(last_used != OUT_OF_REACH)
    enough = sums[sums * step >= room.least]
    allowed = enough if enough.size else sums
    total = int(allowed[np.argmin(np.abs(allowed - wanted))])
    return _members_of_sum(list(portfolios), sizes, last_used, total)


def _reachable_sums(sizes: list[int], wanted: int, most: int) -> NDArray[np.int32]:
    """For each sum up to `most`, the item that first reached it; stops when `wanted` is reached."""
    last_used = np.full(most + 1, OUT_OF_REACH, dtype=np.int32)
    last_used[0] = NOTHING_USED
    for item, size in enumerate(sizes):
        if last_used[wanted] != OUT_OF_REACH:
            break
        if 0 < size <= most:
            newly = (last_used[:-size] != OUT_OF_REACH) & (last_used[size:] == OUT_OF_REACH)
            last_used[size:][newly] = item
    return last_used


def _members_of_sum(names: list[str], sizes: list[int], last_used: NDArray[np.int32], total: int) -> list[str]:
    members = []
    while total > 0:
        item = int(last_used[total])
        members.append(names[item])
        total -= sizes[item]
    return members


def _spare_volume(room: Room) -> float:
    return room.most - room.wanted
