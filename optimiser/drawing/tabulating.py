"""The tables of drawings: what each costs and cuts, who is in which group, and who is always together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any

import pandas as pd

from optimiser.data.instance import Instance
from optimiser.data.regions_tables import NEAR_KINDS, REGIONS_LINES
from optimiser.drawing.measures import anchor_of, cut_borders, kept_with, moved_between, settled_in
from optimiser.drawing.rules import Group
from optimiser.drawing.structures import NamedDrawing, is_partition
from optimiser.solver.monitor import relative_gap

Row = dict[str, Any]


@dataclass(frozen=True)
class PricedDrawing:
    """A drawing with what the best plan found under it costs (kr. a year); None without a plan.

    Of the best of a number of groups: no drawing of so many costs less than `bound_kr`, and it took `solves`.
    """

    drawing: NamedDrawing
    cost_kr: float | None
    bound_kr: float | None = None
    solves: int | None = None

    @property
    def number(self) -> int:
        """How many groups there are."""
        return len(self.drawing.groups)

    @property
    def members(self) -> list[Group]:
        """The groups without their names."""
        return list(self.drawing.groups.values())


def tabulate_drawings(
    instance: Instance, priced: Sequence[PricedDrawing], binding: Iterable[Row]
) -> dict[str, pd.DataFrame]:
    """Return the tables of drawings of an instance, as `data/regions_tables.py` declares them, by name."""
    best = {one.number: one for one in priced if one.drawing.kind == "best"}
    rows: Mapping[str, Iterable[Row]] = {
        "drawings": (_drawing_row(instance, one, best.get(one.number)) for one in priced),
        "groups": (row for one in priced for row in _group_rows(instance, one.drawing)),
        "memberships": (row for one in priced for row in _membership_rows(instance, one.drawing)),
        "settled": (row for number, one in best.items() for row in _settled_rows(instance, one, _near(priced, number))),
        "binding": binding,
    }
    return {name: pd.DataFrame(rows[name], columns=list(line.model_fields)) for name, line in REGIONS_LINES.items()}


def _near(priced: Iterable[PricedDrawing], number: int) -> list[PricedDrawing]:
    return [one for one in priced if one.drawing.kind in NEAR_KINDS and one.number == number]


def _drawing_row(instance: Instance, one: PricedDrawing, best: PricedDrawing | None) -> Row:
    costs = None if best is None or best.cost_kr is None or one.cost_kr is None else one.cost_kr - best.cost_kr
    region_of = {code: row.region for code, row in instance.municipalities.items()}
    divides = one.number > 0 and is_partition(one.members)
    knows_borders = bool(instance.tables.neighbours)
    return {
        "drawing": one.drawing.name,
        "kind": one.drawing.kind,
        "number": one.number,
        "cost_kr": one.cost_kr,
        "bound_kr": one.bound_kr,
        "gap": None if one.cost_kr is None else relative_gap(one.cost_kr, one.bound_kr),
        "above_kr": costs,
        "moved": moved_between(best.members, one.members) if best and divides else None,
        "cut_borders": cut_borders(one.members, instance.neighbours_of) if divides and knows_borders else None,
        "kept": kept_with(one.members, region_of) if divides and any(region_of.values()) else None,
        "solves": one.solves,
    }


def _group_rows(instance: Instance, drawing: NamedDrawing) -> Iterator[Row]:
    contacts = instance.contacts_of
    for group, codes in drawing.groups.items():
        anchor = anchor_of(codes, instance)
        yield {
            "drawing": drawing.name,
            "group": group,
            "anchor": anchor,
            "anchor_name": instance.municipalities[anchor].name,
            "municipalities": len(codes),
            "population": sum(instance.municipalities[code].population for code in codes),
            "contacts": fsum(contacts.get(code, 0.0) for code in codes),
        }


def _membership_rows(instance: Instance, drawing: NamedDrawing) -> Iterator[Row]:
    contacts = instance.contacts_of
    for group, codes in drawing.groups.items():
        for code in sorted(codes):
            row = instance.municipalities[code]
            yield {
                "drawing": drawing.name,
                "group": group,
                "code": code,
                "name": row.name,
                "region": row.region,
                "population": row.population,
                "contacts": contacts.get(code, 0.0),
            }


def _settled_rows(instance: Instance, best: PricedDrawing, near: Sequence[PricedDrawing]) -> Iterator[Row]:
    """In how many groups each municipality is, those of drawings near the best matched with its own.

    Nothing is said where no drawing near the best was found: of one drawing everything would be settled.
    """
    if not near:
        return
    for one in settled_in(sorted(instance.municipalities), [best.members, *(one.members for one in near)]):
        yield {
            "number": best.number,
            "code": one.code,
            "name": instance.municipalities[one.code].name,
            "groups": one.groups,
            "settled": "yes" if one.groups == 1 else "no",
            "always_with": " ".join(sorted(one.with_)),
        }
