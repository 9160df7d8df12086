"""What is counted of groups of municipalities: their parts, borders cut, who stays, and where a centre would lie.

Written again for the audit, from the tables of an instance alone.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations
from math import fsum, inf

from optimiser.data.distance import distance_km
from optimiser.data.instance import Instance

Groups = Mapping[str, frozenset[str]]
"""The codes of the municipalities of each group, by its name."""
Pairs = frozenset[frozenset[str]]
"""Pairs of municipalities that are adjacent."""
MOST_MATCHED = 12
"""Groups beyond which those of two drawings are not matched one by one: of what that gives only limits are known."""


def adjacent_pairs(instance: Instance) -> Pairs:
    """The pairs of neighbours of an instance."""
    return frozenset(frozenset((row.municipality, row.neighbour)) for row in instance.tables.neighbours)


def parts_of(group: Collection[str], pairs: Pairs) -> int:
    """In how many parts a group is: municipalities hang together that are adjacent, or over others of the group."""
    part = {code: {code} for code in group}
    for pair in pairs:
        if pair <= part.keys() and len(pair) > 1:
            one, other = (part[code] for code in pair)
            if one is not other:
                one |= other
                part |= dict.fromkeys(other, one)
    return len({id(some) for some in part.values()})


def borders_cut(groups: Groups, pairs: Pairs) -> int:
    """How many pairs of neighbours are in different groups, or of which just one is in any."""
    sides = ([len(pair & group) for group in groups.values()] for pair in pairs)
    return sum(1 in counts for counts in sides)


def limits_of_matched(one: Sequence[Collection[str]], other: Sequence[Collection[str]]) -> tuple[int, int]:
    """How many municipalities at least and at most are in groups that are matched in pairs as well as can be.

    The two are the same where one of the drawings has few groups: then every way to match is gone through, by the
    groups of it that have one already.
    """
    few, many = sorted(([*map(frozenset, one)], [*map(frozenset, other)]), key=len)
    common = [[len(group & each) for each in few] for group in many]
    if len(few) > MOST_MATCHED:
        return max((max(row) for row in common), default=0), sum(max(row) for row in common)
    best = {0: 0}
    for row in common:
        further = dict(best)
        for taken, count in best.items():
            for place, shared in enumerate(row):
                if shared and not taken & 1 << place:
                    now = taken | 1 << place
                    further[now] = max(further.get(now, 0), count + shared)
        best = further
    most = max(best.values())
    return most, most


def away_km(seat: str, group: Collection[str], instance: Instance) -> float:
    """How far the members of a group have to a seat in it, each counted with its contacts; inf where points lack."""
    points, contacts = instance.points, instance.contacts_of
    if not points.keys() >= set(group):
        return inf
    return fsum(contacts.get(code, 0.0) * distance_km(points[code], points[seat]) for code in group)


def together_in_all(drawings: Sequence[Groups]) -> Mapping[str, frozenset[str]]:
    """By code, who else is in one group with it in every drawing."""
    found: dict[str, set[str]] = {}
    for one, other in _pairs_in(drawings[0]) if drawings else ():
        if all(any({one, other} <= group for group in groups.values()) for groups in drawings[1:]):
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return {code: frozenset(others) for code, others in found.items()}


def _pairs_in(groups: Groups) -> Iterator[tuple[str, str]]:
    for group in groups.values():
        yield from combinations(sorted(group), 2)
