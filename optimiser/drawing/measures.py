"""Measures of drawings: who changes group, who stays with today's region, borders cut, where a centre would lie."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from math import fsum, inf

from optimiser.data.adjacency import Neighbours
from optimiser.data.distance import distance_km
from optimiser.data.instance import Instance
from optimiser.drawing.rules import Group

Groups = Sequence[Collection[str]]
"""The municipalities of each group, by its place."""


def matching(common: Sequence[Sequence[float]]) -> list[int]:
    """Return for each row a column of its own, so that what they have in common is most in all.

    There are as many columns as rows, or more. Each row in turn is put in by the shortest way of exchanges, at prices
    under which no exchange saves (the Hungarian method); of equals the first is taken.
    """
    rows, columns = len(common), len(common[0]) if common else 0
    row_of = [-1] * (columns + 1)  # the last stands for the row that is being put in
    paid_by_row, price = [0.0] * rows, [0.0] * (columns + 1)
    for row in range(rows):
        row_of[columns], at = row, columns
        least, before, seen = [inf] * columns, [columns] * columns, [False] * (columns + 1)
        while row_of[at] >= 0:
            seen[at], here, step, nearest = True, row_of[at], inf, columns
            for column in range(columns):
                if not seen[column]:
                    reduced = -common[here][column] - paid_by_row[here] - price[column]
                    if reduced < least[column]:
                        least[column], before[column] = reduced, at
                    if least[column] < step:
                        step, nearest = least[column], column
            for column in range(columns + 1):
                if seen[column]:
                    paid_by_row[row_of[column]] += step
                    price[column] -= step
                elif column < columns:
                    least[column] -= step
            at = nearest
        while at != columns:
            row_of[at], at = row_of[before[at]], before[at]
    column_of = [0] * rows
    for column, row in enumerate(row_of[:columns]):
        if row >= 0:
            column_of[row] = column
    return column_of


def match_groups(one: Groups, other: Groups) -> list[int | None]:
    """Return for each group of one drawing the place of the group it is matched with in another; None without one.

    Groups are matched so that most municipalities are in groups that are.
    """
    width = max(len(one), len(other))
    common = [[len(set(group) & set(each)) for each in other] + [0] * (width - len(other)) for group in one]
    return [column if column < len(other) else None for column in matching(common)]


def matched_members(one: Groups, other: Groups) -> int:
    """Return how many municipalities are in groups that are matched."""
    pairs = zip(one, match_groups(one, other), strict=True)
    return sum(len(set(group) & set(other[place])) for group, place in pairs if place is not None)


def moved_between(one: Groups, other: Groups) -> int:
    """Return how many municipalities are in another group, groups matched as well as can be; in none is another."""
    return len(set[str]().union(*one, *other)) - matched_members(one, other)


def kept_with(drawing: Groups, region_of: Mapping[str, str]) -> int:
    """Return how many municipalities stay with their region, groups and regions matched as well as can be."""
    return matched_members(drawing, groups_by(region_of))


def groups_by(name_of: Mapping[str, str]) -> list[Group]:
    """Return the municipalities by what they are in, such as their region, in order of its name; blank is nowhere."""
    found: dict[str, set[str]] = {}
    for code, name in name_of.items():
        found.setdefault(name, set()).add(code)
    return [frozenset(found[name]) for name in sorted(found) if name]


def cut_borders(drawing: Groups, neighbours: Neighbours) -> int:
    """Return how many pairs of neighbours are in different groups, or of which one is in none."""
    group_of = {code: place for place, group in enumerate(drawing) for code in group}
    return sum(
        code < other and group_of.get(code) != group_of.get(other)
        for code, near in neighbours.items()
        for other in near
    )


def anchor_of(group: Collection[str], instance: Instance) -> str:
    """Return the member to whom the others have least far, contacts × km; the one with most contacts without points.

    It is where a group's centre would lie. No cost of the model depends on it.
    """
    contacts, points = instance.contacts_of, instance.points

    def away(seat: str) -> float:
        if not points.keys() >= set(group):
            return -contacts.get(seat, 0.0)
        return fsum(contacts.get(code, 0.0) * distance_km(points[code], points[seat]) for code in sorted(group))

    return min(sorted(group), key=away)


def always_together(drawings: Sequence[Groups]) -> list[Group]:
    """Return the largest lots of municipalities that are in one group with each other in every drawing."""
    places = [{code: place for place, group in enumerate(drawing) for code in group} for drawing in drawings]
    lots: dict[tuple[int, ...], set[str]] = {}
    for code in set[str].intersection(*map(set, places)):
        lots.setdefault(tuple(place[code] for place in places), set()).add(code)
    return sorted((frozenset(lot) for lot in lots.values()), key=min)


@dataclass(frozen=True)
class Settled:
    """A municipality in several drawings.

    It is in so many different groups, which are matched to those of the first drawing; to be in none is one more. Those
    `with_` it are in one group with it in all of them.
    """

    code: str
    groups: int
    with_: Group


def settled_in(codes: Iterable[str], drawings: Sequence[Groups]) -> list[Settled]:
    """Return of each municipality in how many groups of some drawings it is, and with whom it is in all of them."""
    group_of = [_matched_group_of(drawing, drawings[0]) for drawing in drawings]
    lot_of = {code: lot for lot in always_together(drawings) for code in lot}
    return [
        Settled(code, len({each.get(code) for each in group_of}), lot_of.get(code, frozenset()) - {code})
        for code in codes
    ]


def _matched_group_of(drawing: Groups, best: Groups) -> dict[str, int]:
    """By municipality the place of the group of the best that its own is matched with, or a place behind those."""
    behind = count(len(best))
    places = [next(behind) if place is None else place for place in match_groups(drawing, best)]
    return {code: place for place, group in zip(places, drawing, strict=True) for code in group}
