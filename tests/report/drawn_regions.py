"""Drawn regions as a study would find them, of a made-up country at costs made up: nothing is solved."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from optimiser.data.instance import Instance
from optimiser.data.regions_tables import DrawingKind
from optimiser.drawing.outcome import RegionsOutcome
from optimiser.drawing.structures import NamedDrawing
from optimiser.drawing.tabulating import PricedDrawing, tabulate_drawings
from tests.drawing.countries import small_country
from tests.report.studies import RECORD

Groups = Mapping[str, Collection[str]]
WITHIN = 0.001


@dataclass(frozen=True)
class MadeUp:
    """A drawing or structure at a cost made up; `own_kr` is what its own run proved."""

    name: str
    kind: DrawingKind
    groups: Groups
    cost_kr: float
    bound_kr: float | None = None
    own_kr: float | None = None

    @property
    def priced(self) -> PricedDrawing:
        """It as a study has it."""
        groups = {group: frozenset(codes) for group, codes in self.groups.items()}
        return PricedDrawing(NamedDrawing(self.name, self.kind, groups), self.cost_kr, self.bound_kr, solves=4)


def outcome_of(
    instance: Instance, drawings: Sequence[MadeUp], binding: Sequence[Mapping[str, Any]] = (), **record: Any
) -> RegionsOutcome:
    """Return the tables and the record of drawings."""
    best = {len(each.groups): each for each in drawings if each.kind == "best"}
    aims = {(len(each.groups), each.kind): each.name for each in drawings}
    numbers = {
        str(number): {
            **{"answer": "drawn", "drawing": each.name, "bound_kr": each.bound_kr, "near_limit_kr": 1.0},
            "compact": aims.get((number, "compact"), each.name),
            "todays_regions": aims.get((number, "todays-regions"), each.name),
            **{"compact_proven": False, "todays_regions_proven": False},
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
    tables = tabulate_drawings(instance, [each.priced for each in drawings], map(dict, binding))
    return RegionsOutcome(instance, {}, **tables, record=told)


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
        _demand("together", f"{codes[0]};{codes[1]}", 0.0, 0.0),
    ]
    return outcome_of(instance, drawings, binding)


def _demand(rule: str, about: str, saves_kr: float | None, most_kr: float | None) -> Mapping[str, Any]:
    found = {"cost_kr": 99.9e6, "bound_kr": 99.7e6, "saves_kr": saves_kr, "saves_at_most_kr": most_kr}
    return {"number": 2, "rule": rule, "about": about, "answer": "drawn", **found}
