"""What wishes in force rule out, read from their rows and from those of municipalities and centres alone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import asin, cos, pi, sin, sqrt

from optimiser.audit.run_files import RELATIVE, format_amount
from optimiser.data import rows
from optimiser.data.findings import as_name
from optimiser.data.instance import Instance

EARTH_RADIUS_KM = 6_371.0


def tasks_named(instance: Instance, tasks: str, levels: tuple[int, ...]) -> frozenset[str]:
    """The tasks that a row is about: those it names, or those of its levels, or every one."""
    named, every = _parts(tasks), instance.tables.tasks
    by_name = frozenset(task.task for task in every if not named or task.task in named)
    by_level = frozenset(task.task for task in every if not levels or task.level in levels)
    return by_name & by_level


@dataclass(frozen=True)
class WishInForce:
    """A wish that is switched on, and whom and what it is about."""

    row: rows.Wish
    instance: Instance

    @cached_property
    def whom(self) -> frozenset[str]:
        """Codes of municipalities."""
        named = _parts(self.row.whom)
        some = self.instance.tables.municipalities
        return frozenset(one.code for one in some if not named or one.code in named or one.region in named)

    @cached_property
    def tasks(self) -> frozenset[str]:
        """Tasks by name."""
        return tasks_named(self.instance, self.row.tasks, self.row.levels)

    def why_not(self, code: str, centre: rows.Centre) -> str | None:
        """Say why a centre may not answer a municipality at the tasks; None where it may, as at home."""
        seat = centre.seat if centre.kind == "local" else None
        if seat == code:
            return None
        kind, sells = self.row.kind, seat is not None and seat in self.whom
        if kind == "do not sell":
            return "shall not sell" if sells else None
        if kind == "stay alone":
            return "one of the two stays alone" if sells or code in self.whom else None
        if code not in self.whom:
            return None
        if kind == "not from":
            return "not from there" if centre.centre == self.row.centre else None
        return None if seat is None else self._why_not_buy(code, seat)

    def _why_not_buy(self, code: str, seat: str) -> str | None:
        buyer, seller = (self._municipality[one] for one in (code, seat))
        if self.row.kind == "buy within region":
            return None if buyer.region and buyer.region == seller.region else "another region"
        if self.row.kind == "buy on same it system":
            return None if buyer.it_system and buyer.it_system == seller.it_system else "another IT system"
        if self.row.kind == "buy within km":
            km, most = km_between(buyer, seller), self.row.value or 0.0
            return None if km is not None and km <= most * (1 + RELATIVE) else f"{format_amount(km or 0.0)} km away"
        return None

    @cached_property
    def _municipality(self) -> Mapping[str, rows.Municipality]:
        return {one.code: one for one in self.instance.tables.municipalities}


def _parts(text: str) -> frozenset[str]:
    return frozenset(as_name(part) for part in re.split("[;,|]", text) if as_name(part))


def km_between(one: rows.Municipality, other: rows.Municipality) -> float | None:
    """Along the earth, from the straight line through it between the two points; None where a point is unknown."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    here, there = _direction(one.lat, one.lon), _direction(other.lat, other.lon)
    chord = sqrt(sum((a - b) ** 2 for a, b in zip(here, there, strict=True)))
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, chord / 2))


def _direction(lat: float, lon: float) -> tuple[float, float, float]:
    north, east = lat * pi / 180, lon * pi / 180
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)


def wishes_in_force(instance: Instance) -> tuple[WishInForce, ...]:
    """Return the wishes that are switched on."""
    return tuple(WishInForce(row, instance) for row in instance.tables.wishes if row.active)


def centres_as_wished(instance: Instance) -> dict[str, rows.Centre]:
    """Return every centre by name; an own centre with the minimum that a wish asks of it, where that is more."""
    wishes = [wish for wish in wishes_in_force(instance) if wish.row.kind == "own centre at least"]
    return {row.centre: _as_wished(row, wishes) for row in instance.tables.centres}


def _as_wished(row: rows.Centre, wishes: list[WishInForce]) -> rows.Centre:
    asked = [wish.row.value or 0.0 for wish in wishes if row.kind == "local" and row.seat in wish.whom]
    return row.model_copy(update={"min_volume": max([row.min_volume, *asked])}) if asked else row


def most_buyers_as_wished(instance: Instance) -> dict[str, float]:
    """Return how many others each own centre may answer, where a wish limits it."""
    wishes, found = [wish for wish in wishes_in_force(instance) if wish.row.kind == "at most buyers"], {}
    for row in instance.tables.centres:
        asked = [wish.row.value or 0.0 for wish in wishes if row.kind == "local" and row.seat in wish.whom]
        if asked:
            found[row.centre] = min(asked)
    return found
