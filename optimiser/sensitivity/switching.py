"""Where the answer changes: the value of an assumption at which a plan, or a structure, stops being the best.

Between its value in the instance and an end of its range the value is found by halving. That finds one crossing:
where there are several, it finds one of them; and where the end does not switch, none in between is looked for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import pandas as pd

from optimiser.comparison.differences import gap_of, is_proven, sum_of_gaps
from optimiser.data.run_tables import ColumnMeaning
from optimiser.data.tolerances import SUM_ERROR
from optimiser.sensitivity.ranges import Range, Side
from optimiser.sensitivity.vary import values_between

SwitchKind = Literal["plan", "structure"]
DEARER = "dearer"
"""Says that the base plan keeps all rules, but costs provably more than another."""

SWITCHES: Mapping[str, ColumnMeaning] = {
    "parameter": ColumnMeaning(
        "dotted name of the assumption that is moved, alone", "punktnavn på den antagelse, der flyttes, alene"
    ),
    "side": ColumnMeaning(
        "the end towards which it is moved: low or high", "den ende, den flyttes imod: low (lav) eller high (høj)"
    ),
    "kind": ColumnMeaning(
        "plan: the base plan stops being the best of its structure; structure: another structure becomes cheaper",
        "plan: den anbefalede plan er ikke længere den bedste i sin struktur; structure: en anden struktur bliver "
        "billigere",
    ),
    "held_at": ColumnMeaning(
        "the last value at which the answer is not proven beaten; the end itself where there is no switch",
        "den sidste værdi, hvor svaret ikke er bevist slået; enden selv, hvor intet skifter",
    ),
    "switched_at": ColumnMeaning(
        "the first value at which it provably is; blank where there is no switch within the range",
        "den første værdi, hvor svaret bevist er slået; tomt, hvor intet skifter inden for spændet",
    ),
    "tolerance": ColumnMeaning(
        "how near the two were to be brought, in the parameter's unit",
        "hvor nær de to skulle bringes hinanden, i antagelsens enhed",
    ),
    "what_before": ColumnMeaning("the structure of the base plan", "den anbefalede plans struktur"),
    "what_after": ColumnMeaning(
        "plan: dearer, or the rules that the base plan breaks; structure: the cheapest, and those with it that are "
        "not proven dearer",
        "plan: dearer (dyrere) eller de regler, den anbefalede plan bryder; structure: den billigste og dem, der ikke "
        "er bevist dyrere",
    ),
    "municipalities": ColumnMeaning(
        "municipalities whose main form at switched_at is another than in the base plan",
        "kommuner, hvis hovedform ved switched_at er en anden end i den anbefalede plan",
        "municipalities",
    ),
    "names": ColumnMeaning("the first of them", "de første af dem"),
    "contacts_changed": ColumnMeaning(
        "contacts a year that are answered in another form there than in the base plan",
        "henvendelser om året, der dér besvares i en anden form end i den anbefalede plan",
        "contacts/year",
    ),
    "proven": ColumnMeaning(
        "true when it is proven that the answer is beaten at switched_at, or breaks a rule there",
        "sandt, når det er bevist, at svaret er slået ved switched_at eller bryder en regel dér",
    ),
}
"""The columns of the switch values: a row is an assumption, a side and a kind."""


@dataclass(frozen=True)
class After:
    """What is found where the answer does not hold any more."""

    what: str
    municipalities: int | None
    names: str
    contacts_changed: float | None


@dataclass(frozen=True)
class Bracket:
    """Between which two values of an assumption the answer changes, as far as is known by now.

    `tolerance` is in the parameter's unit; `after` is what was found at `switched_at`, None while nothing switches.
    """

    moved: Range
    side: Side
    kind: SwitchKind
    held_at: float
    switched_at: float
    tolerance: float
    after: After | None = None

    @property
    def middle(self) -> float | None:
        """The value to look at next; None where the two are near enough, or nothing switches."""
        low, high = sorted((self.held_at, self.switched_at))
        if self.after is None or high - low <= self.tolerance * (1 + SUM_ERROR):
            return None
        middle = float(round((low + high) / 2)) if self.moved.whole else next(values_between(low, high, 2))
        return middle if low < middle < high else None

    def narrow_by(self, value: float, after: After | None) -> "Bracket":
        """The bracket once a value is judged: `after` is None where the answer holds there."""
        if after is None:
            return replace(self, held_at=value)
        return replace(self, switched_at=value, after=after)


@dataclass(frozen=True)
class Switching:
    """The switch values as a table, the `tolerance` asked for as a share of each range, and what could not be moved.

    `skipped` are the parameters between whose values nothing can be looked for, as they are no one number.
    """

    table: pd.DataFrame
    tolerance: float
    skipped: tuple[str, ...] = ()

    @classmethod
    def of_brackets(
        cls, brackets: Iterable[Bracket], system: str, tolerance: float, skipped: Iterable[str]
    ) -> "Switching":
        """The table of brackets that are as narrow as was asked for."""
        rows = [_switch_row(each, system) for each in brackets]
        return cls(pd.DataFrame(rows, columns=list(SWITCHES)), tolerance, tuple(skipped))


def _switch_row(found: Bracket, system: str) -> dict[str, Any]:
    after = found.after
    return {
        "parameter": found.moved.parameter,
        "side": found.side,
        "kind": found.kind,
        "held_at": found.held_at if after else found.switched_at,
        "switched_at": found.switched_at if after else None,
        "tolerance": found.tolerance,
        "what_before": system,
        "what_after": after.what if after else "",
        "municipalities": after.municipalities if after else None,
        "names": after.names if after else "",
        "contacts_changed": after.contacts_changed if after else None,
        "proven": after is not None,
    }


def plan_after(base: Mapping[str, Any], there: Mapping[str, Any]) -> After | None:
    """What is there instead of the base plan; None where it is not proven to be beaten.

    It is beaten where it breaks a rule, or costs more than another by more than the two gaps: it was itself only
    known to be that near the best. `there` is what was found with the plan held.
    """
    if there["breaks"]:
        return _answer_after(there["breaks"], there)
    if there["objective_kr"] is None or there["held_kr"] is None:
        return None
    return _answer_after(DEARER, there) if _is_proven_dearer(there, there["held_kr"], gap_of(base)) else None


def structure_after(there: Mapping[str, Mapping[str, Any]], structure: str) -> After | None:
    """What is there instead of a structure: the cheapest, with those not proven dearer; None where it is not beaten.

    `there` is what was found of each structure.
    """
    ours = there[structure]
    others = {name: found for name, found in there.items() if name != structure and found["objective_kr"] is not None}
    if ours["objective_kr"] is None:
        better = others if ours["status"] == "infeasible" else {}
    else:
        better = {
            name: found
            for name, found in others.items()
            if _is_proven_dearer(found, ours["objective_kr"], gap_of(ours))
        }
    if not better:
        return None
    ordered = sorted(better, key=lambda name: float(better[name]["objective_kr"]))
    cheapest = better[ordered[0]]
    alike = (
        name for name in ordered if not _is_proven_dearer(cheapest, better[name]["objective_kr"], gap_of(better[name]))
    )
    return _answer_after(" / ".join(alike), cheapest)


def not_proven_dearer(there: Mapping[str, Mapping[str, Any]], structure: str) -> tuple[str, ...]:
    """The other structures that have a plan and are not proven dearer than a structure that has one."""
    ours, planned = (
        there[structure],
        {name: found for name, found in there.items() if found["objective_kr"] is not None},
    )
    dearer = {name for name, found in planned.items() if _is_proven_dearer(ours, found["objective_kr"], gap_of(found))}
    return tuple(name for name in planned if name != structure and name not in dearer)


def _is_proven_dearer(cheaper: Mapping[str, Any], dearer_kr: float, dearer_gap_kr: float | None) -> bool:
    """True when what is dearer is proven to be: by more than the two gaps."""
    return is_proven(dearer_kr - cheaper["objective_kr"], sum_of_gaps(gap_of(cheaper), dearer_gap_kr))


def _answer_after(what: str, found: Mapping[str, Any]) -> After:
    changed = found["municipalities_changed"]
    return After(what, changed, found["names"] or "", found["contacts_changed"])
