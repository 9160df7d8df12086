"""Drawn regions as a study would find them, of a made-up country at costs made up: nothing is solved."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from optimiser.data.instance import Instance
from optimiser.data.regions_tables import REGIONS_LINES
from optimiser.drawing.measures import (
    always_together,
    anchor_of,
    cut_borders,
    kept_with,
    match_groups,
    moved_between,
)
from optimiser.drawing.outcome import RegionsOutcome
from optimiser.result.frames import frame_of_rows
from tests.drawing.countries import small_country
from tests.report.studies import RECORD

Groups = Mapping[str, Collection[str]]
WITHIN = 0.001


@dataclass(frozen=True)
class MadeUp:
    """A drawing or structure at a cost made up; `own_kr` is what its own run proved."""

    name: str
    kind: str
    groups: Groups
    cost_kr: float
    bound_kr: float | None = None
    own_kr: float | None = None


def outcome_of(
    instance: Instance, drawings: Sequence[MadeUp], binding: Sequence[Mapping[str, Any]] = (), **record: Any
) -> RegionsOutcome:
    """Return the tables and the record of drawings."""
    best = {len(each.groups): each for each in drawings if each.kind == "best"}
    filled: dict[str, list[Mapping[str, Any]]] = {
        "drawings": [_drawing_row(instance, each, best.get(len(each.groups))) for each in drawings],
        "groups": [_group_row(instance, each, group) for each in drawings for group in each.groups],
        "memberships": [row for each in drawings for row in _membership_rows(instance, each)],
        "settled": [row for each in best.values() for row in _settled_rows(instance, each, drawings)],
        "binding": list(binding),
    }
    frames = {name: frame_of_rows(rows, list(REGIONS_LINES[name].model_fields)) for name, rows in filled.items()}
    aims = {(len(each.groups), each.kind): each.name for each in drawings}
    numbers = {
        str(number): {
            **{"answer": "drawn", "drawing": each.name, "bound_kr": each.bound_kr, "near_limit_kr": 1.0},
            "compact": aims.get((number, "compact"), each.name),
            "todays_regions": aims.get((number, "todays-regions"), each.name),
        }
        for number, each in best.items()
    }
    asked = {"contiguous": True, "everyone": True, "together": [], "apart": []}
    told = {
        **RECORD,
        "asked": {**asked, "population": [None, None], "contacts": [None, None]},
        "numbers": numbers,
        "runs": {each.name: {"bound_kr": each.own_kr} for each in drawings},
        "near": 3,
        "within": WITHIN,
        **record,
    }
    return RegionsOutcome(instance, {}, **frames, record=told)


def _drawing_row(instance: Instance, drawn: MadeUp, best: MadeUp | None) -> Mapping[str, Any]:
    sets, regions = list(drawn.groups.values()), {row.code: row.region for row in instance.tables.municipalities}
    gap = None if drawn.bound_kr is None else 1 - drawn.bound_kr / drawn.cost_kr
    beside = {} if best is None else {"above_kr": drawn.cost_kr - best.cost_kr}
    if best is not None and drawn.kind not in ("named", "none"):
        beside["moved"] = moved_between(sets, list(best.groups.values()))
    return {
        **{"drawing": drawn.name, "kind": drawn.kind, "number": len(sets)},
        **{"cost_kr": drawn.cost_kr, "bound_kr": drawn.bound_kr, "gap": gap, **beside},
        **{"cut_borders": cut_borders(sets, instance.neighbours_of), "kept": kept_with(sets, regions), "solves": 4},
    }


def _group_row(instance: Instance, drawn: MadeUp, group: str) -> Mapping[str, Any]:
    codes = drawn.groups[group]
    anchor, known = anchor_of(codes, instance), instance.municipalities
    return {
        **{"drawing": drawn.name, "group": group, "anchor": anchor, "anchor_name": known[anchor].name},
        **{"municipalities": len(codes), "population": sum(known[code].population for code in codes)},
        "contacts": sum(instance.contacts_of[code] for code in codes),
    }


def _membership_rows(instance: Instance, drawn: MadeUp) -> Sequence[Mapping[str, Any]]:
    return [
        {
            **{"drawing": drawn.name, "group": group, "code": code, "contacts": instance.contacts_of[code]},
            **{name: getattr(instance.municipalities[code], name) for name in ("name", "region", "population")},
        }
        for group, codes in drawn.groups.items()
        for code in sorted(codes)
    ]


def _settled_rows(instance: Instance, best: MadeUp, drawings: Sequence[MadeUp]) -> Sequence[Mapping[str, Any]]:
    those = [each for each in drawings if len(each.groups) == len(best.groups) and each.kind not in ("named", "none")]
    if len(those) == 1:
        return []
    every = [list(each.groups.values()) for each in those]
    lot_of = {code: lot for lot in always_together(every) for code in lot}
    matched = [match_groups(sets, list(best.groups.values())) for sets in every]
    rows = []
    for code, lot in sorted(lot_of.items()):
        places = {
            place[at]
            for sets, place in zip(every, matched, strict=True)
            for at, codes in enumerate(sets)
            if code in codes
        }
        told = {"groups": len(places), "settled": "yes" if len(places) == 1 else "no"}
        others = {"always_with": " ".join(sorted(lot - {code}))}
        rows.append(
            {"number": len(best.groups), "code": code, "name": instance.municipalities[code].name, **told, **others}
        )
    return rows


def made_up() -> RegionsOutcome:
    """Return drawings of a country of nine in two and three groups, with structures beside them, and demands."""
    instance = small_country(3, 9)
    codes = sorted(instance.municipalities)
    two = {"drawn 1": codes[:5], "drawn 2": codes[5:]}
    moved = {"drawn 1": codes[:6], "drawn 2": codes[6:]}
    kept = {"drawn 1": [*codes[:4], codes[8]], "drawn 2": codes[4:8]}
    three = {"drawn 1": codes[5:], "drawn 2": codes[:3], "drawn 3": codes[3:5]}
    drawings = [
        MadeUp("drawn-2", "best", two, 100e6, 99.8e6, 100e6),
        MadeUp("drawn-2-1", "near", moved, 100.02e6),
        MadeUp("drawn-2-2", "compact", moved, 100.03e6),
        MadeUp("drawn-2-3", "todays-regions", kept, 100.04e6),
        MadeUp("drawn-3", "best", three, 101e6, 100.5e6, 101e6),
        MadeUp("two-regions", "named", kept, 103e6, None, 102.9e6),
        MadeUp("five-parts", "named", {str(at): [code] for at, code in enumerate(codes)}, 100.1e6, None, 99e6),
        MadeUp("none", "none", {}, 120e6, None, 120e6),
    ]
    binding = [
        _demand("population", "100000:", None, 0.15e6),
        _demand("contiguous", "", 0.05e6, 0.3e6),
        _demand("groups", "3", None, -0.5e6),
        _demand("together", f"{codes[0]} {codes[1]}", 0.0, 0.0),
    ]
    return outcome_of(instance, drawings, binding)


def _demand(rule: str, about: str, saves_kr: float | None, most_kr: float | None) -> Mapping[str, Any]:
    found = {"cost_kr": 99.9e6, "bound_kr": 99.7e6, "saves_kr": saves_kr, "saves_at_most_kr": most_kr}
    return {"number": 2, "rule": rule, "about": about, **found}
