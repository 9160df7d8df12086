"""Joining: municipalities of neighbouring groups that would bring a shared centre to its minimum volume."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import cos, hypot, inf, radians

from optimiser.data.instance import Instance
from optimiser.data.rows import Membership, Municipality
from optimiser.planning.problem import Problem
from optimiser.rules.rule import Requirement

MOST_JOINING = 3
"""More municipalities than these are no neighbours who join but another structure."""


@dataclass(frozen=True)
class Join:
    """Members of other groups that leave them for the centre a rule asks a minimum of; together they bring `contacts`.

    A year, as far as they may be shared.
    """

    rule: Requirement
    members: tuple[Membership, ...]
    contacts: float

    @property
    def changes(self) -> tuple[str, ...]:
        """As after `--set`."""
        return tuple(
            f"structures.{row.structure}/{row.municipality}/{row.group}.group={self.rule.about}" for row in self.members
        )


def nearest_joiners(problem: Problem, rule: Requirement) -> Join | None:
    """The nearest municipalities that bring what a shared centre lacks, each needed; None where there are no few.

    The problem is one in which the rule closes the centre.
    """
    short, near = problem.closed.get(rule.about), list(_nearest_first(problem.instance, rule.about))
    if short is None or not rule.may_be_joined or not near:
        return None
    lacks, brings = short.needs - short.reaches, {row: _volume_brought(problem, row) for row in near}
    chosen: list[Membership] = []
    for row in near[:MOST_JOINING]:
        if sum(brings[one] for one in chosen) < lacks:
            chosen.append(row)
    needed = _needed_memberships(chosen, brings, lacks)
    contacts = sum(brings[row] for row in needed)
    return Join(rule, needed, contacts) if contacts >= lacks else None


def _needed_memberships(
    chosen: list[Membership], brings: Mapping[Membership, float], lacks: float
) -> tuple[Membership, ...]:
    """Without those whose leaving still lets the others bring enough, the nearest tried first."""
    for row in tuple(chosen):
        others = [other for other in chosen if other != row]
        if sum(brings[other] for other in others) >= lacks:
            chosen = others
    return tuple(chosen)


def _volume_brought(problem: Problem, row: Membership) -> float:
    """What the municipality may share in the group it is in."""
    routes = (route for route in problem.routes if route.municipality == row.municipality)
    return sum(problem.pooled_volume(route) for route in routes if route.centre == row.group)


def _nearest_first(instance: Instance, centre: str) -> Iterator[Membership]:
    """The members of other groups by their distance from the nearest of the centre's own."""
    rows = [row for row in instance.tables.structures if row.structure == instance.settings.structure]
    inside = {row.municipality for row in rows if row.group == centre}
    places = [instance.municipalities[code] for code in inside]
    others = (row for row in rows if row.municipality not in inside)
    return iter(sorted(others, key=lambda row: _distance_to_nearest(instance.municipalities[row.municipality], places)))


def _distance_to_nearest(one: Municipality, others: Iterable[Municipality]) -> float:
    """Degrees of latitude to the nearest of the others; infinite where it is not known where they lie."""
    return min((_distance_between(one, other) for other in others), default=inf)


def _distance_between(one: Municipality, other: Municipality) -> float:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return inf
    return hypot(one.lat - other.lat, (one.lon - other.lon) * cos(radians(one.lat)))
