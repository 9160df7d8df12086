"""How far the answer moves with each assumption, where it changes, and what it is worth that plans can move too."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import inf
from typing import Any, Literal

import pandas as pd

from optimiser.comparison.columns import GAP, STATUS
from optimiser.comparison.path_figures import PATH_FIGURES
from optimiser.comparison.side_by_side import gap_of, is_proven, sum_of_gaps
from optimiser.data.run_tables import ColumnMeaning
from optimiser.data.tolerances import SUM_ERROR
from optimiser.sensitivity.ranges import Range, Side
from optimiser.sensitivity.sweep import values_between

# ---- Where the answer changes ---------------------------------------------------------------------

# The value of an assumption at which a plan, or a structure, stops being the best.
#
# Between its value in the instance and an end of its range the value is found by halving. That finds one crossing:
# where there are several, it finds one of them; and where the end does not switch, none in between is looked for.


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
        "the last value at which the answer is not proven to be beaten; the end itself where there is no switch",
        "den sidste værdi, hvor svaret ikke er bevist slået; enden selv, hvor intet skifter",
    ),
    "switched_at": ColumnMeaning(
        "the first value at which it is proven to be beaten; blank where there is no switch within the range",
        "den første værdi, hvor svaret bevist er slået; tomt, hvor intet skifter inden for spændet",
    ),
    "tolerance": ColumnMeaning(
        "how close the two were to be brought, in the parameter's unit",
        "hvor nær de to skulle bringes hinanden, i antagelsens enhed",
    ),
    "what_before": ColumnMeaning("the structure of the base plan", "den anbefalede plans struktur"),
    "what_after": ColumnMeaning(
        "plan: dearer (it costs more), or the rules that the base plan breaks; structure: the cheapest, and those that "
        "are not proven to cost more",
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
        "contacts a year, or of all years of a plan over years, that are answered in another form there than in the "
        "base plan",
        "henvendelser om året, eller i alle år i en køreplan, der dér besvares i en anden form end i den anbefalede "
        "plan",
        "contacts",
    ),
    "proven": ColumnMeaning(
        "true when it is proven that the answer is beaten, or breaks a rule, at switched_at",
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


# ---- How far the answer moves ---------------------------------------------------------------------


EndFigures = Mapping[str, Any]
"""What one solve found: a row of a comparison's figures, and what the plan held fixed comes to."""
MovedAssumption = tuple[Range, Side, float, EndFigures]
"""An assumption at one of its ends, and what was found there."""

TORNADO: Mapping[str, ColumnMeaning] = {
    "parameter": ColumnMeaning(
        "dotted name of the assumption that is moved, alone", "punktnavn på den antagelse, der flyttes, alene"
    ),
    "side": ColumnMeaning("low or high", "low (lav) eller high (høj)"),
    "value": ColumnMeaning("its value at that end", "antagelsens værdi i den ende"),
    "base_value": ColumnMeaning(
        "its value in the instance; blank where its rows differ or where it has none",
        "antagelsens værdi i datasættet; tomt, hvor rækkerne er forskellige, eller hvor den ingen værdi har",
    ),
    "status": STATUS,
    "objective_kr": ColumnMeaning(
        "cost a year of the cheapest plan found there, by the model's straight pieces",
        "udgift om året for den billigste plan, der er fundet dér, efter modellens rette stykker",
        "kr./year",
    ),
    "bound_kr": ColumnMeaning("no plan costs less than this there", "ingen plan koster mindre dér", "kr./year"),
    "gap": GAP,
    "exact_cost_kr": ColumnMeaning(
        "cost of that plan on the cost curve itself", "den plans udgift på selve omkostningskurven", "kr./year"
    ),
    "held_kr": ColumnMeaning(
        "cost of the base plan there, with who answers what left unchanged; blank where it breaks a rule",
        "den anbefalede plans udgift dér, når det er uændret, hvem der besvarer hvad; tomt, hvor den bryder en regel",
        "kr./year",
    ),
    "adapting_kr": ColumnMeaning(
        "held_kr - objective_kr: what it is worth to adapt the plan",
        "held_kr - objective_kr: hvad det er værd at tilpasse planen",
        "kr./year",
    ),
    "breaks": ColumnMeaning("the rules that the base plan breaks there", "de regler, den anbefalede plan bryder dér"),
    "municipalities_changed": ColumnMeaning(
        "municipalities whose main form is another than in the base plan; says nothing where adapting_kr is within "
        "the gaps, as many plans then cost the same",
        "kommuner, hvis hovedform er en anden end i den anbefalede plan; siger intet, hvor adapting_kr er inden for "
        "afstandene, for så koster mange planer det samme",
        "municipalities",
    ),
    "contacts_changed": ColumnMeaning(
        "contacts a year that are answered in another form than in the base plan; as above",
        "henvendelser om året, der besvares i en anden form end i den anbefalede plan; som ovenfor",
        "contacts/year",
    ),
}
"""The columns of the tornado: a row is an assumption at one of its ends."""

PATH_TORNADO: Mapping[str, ColumnMeaning] = {
    **{name: TORNADO[name] for name in ("parameter", "side", "value", "base_value")},
    **{
        name: PATH_FIGURES[name]
        for name in (
            *("status", "objective_kr", "bound_kr", "gap", "today_kr", "net_gain_kr"),
            *("investment_kr", "investment_present_kr", "payback_year"),
        )
    },
    "held_kr": ColumnMeaning(
        "what all years cost there with the base plan, who answers what in each year left unchanged, in the first "
        "year's worth; blank where it breaks a rule",
        "hvad alle år koster dér med den anbefalede køreplan, når det i hvert år er uændret, hvem der besvarer hvad, i "
        "det første års værdi; tomt, hvor den bryder en regel",
        "kr.",
    ),
    "adapting_kr": ColumnMeaning(
        "held_kr - objective_kr: what it is worth over all years to adapt the plan",
        "held_kr - objective_kr: hvad det over alle år er værd at tilpasse planen",
        "kr.",
    ),
    "breaks": ColumnMeaning(
        "the rules that the base plan breaks there, in a year or between years",
        "de regler, den anbefalede køreplan bryder dér, i et år eller mellem år",
    ),
    "municipalities_changed": ColumnMeaning(
        "municipalities whose main form in some year is another than in the base plan; says nothing where adapting_kr "
        "is within the gaps, as many plans then cost the same",
        "kommuner, hvis hovedform i et af årene er en anden end i den anbefalede køreplan; siger intet, hvor "
        "adapting_kr er inden for afstandene, for så koster mange planer det samme",
        "municipalities",
    ),
    "contacts_changed": ColumnMeaning(
        "contacts of all years together that are answered in another form than in the base plan; as above",
        "alle års henvendelser tilsammen, der besvares i en anden form end i den anbefalede køreplan; som ovenfor",
        "contacts",
    ),
}
"""The columns of the tornado of plans over years: its figures are those of all years together."""


def columns_of_ends(years: Sequence[int]) -> Mapping[str, ColumnMeaning]:
    """Return the columns of ends: those of plans for one year, or of plans over years where there are such."""
    return PATH_TORNADO if years else TORNADO


SWINGS: Mapping[str, ColumnMeaning] = {
    "parameter": ColumnMeaning("dotted name of the assumption", "punktnavn på antagelsen"),
    "swing_kr": ColumnMeaning(
        "from the cheapest to the most expensive of low, base and high; blank where one of them has no plan",
        "fra den billigste til den dyreste af lav, udgangspunkt og høj; tomt, hvor en af dem ingen plan har",
        "kr./year",
    ),
    "proven": ColumnMeaning(
        "true when the swing is larger than the two gaps together, or an end is proven to have no plan",
        "sandt, når udslaget er større end de to afstande tilsammen, eller en ende bevist ingen plan har",
    ),
    "adapting_kr": ColumnMeaning(
        "the most that adapting the plan is worth at either end; blank where it is not known",
        "det meste, det er værd at tilpasse planen i en af enderne; tomt, hvor det ikke er kendt",
        "kr./year",
    ),
}


@dataclass(frozen=True)
class Tornado:
    """The figures of the base plan, and the table; the widest swing first. `switching` where it was asked for.

    `alike` are the other structures asked for that are not proven dearer than that of the base plan. `record` says how
    it was made: the entries of tornado.json. Where each end is planned over `years`, the figures are those of all.
    """

    base: EndFigures
    table: pd.DataFrame
    switching: Switching | None = None
    alike: tuple[str, ...] = ()
    record: Mapping[str, Any] = field(default_factory=dict)
    years: tuple[int, ...] = ()

    @classmethod
    def of_moved(
        cls,
        base: EndFigures,
        moved: Iterable[MovedAssumption],
        switching: Switching | None = None,
        alike: tuple[str, ...] = (),
        years: tuple[int, ...] = (),
    ) -> "Tornado":
        """The tornado of what was found at each end."""
        table = pd.DataFrame([_tornado_row(*each) for each in moved], columns=list(columns_of_ends(years)))
        swings = _tabulate_swings(base, table).set_index("parameter")["swing_kr"].fillna(inf)
        order = table["parameter"].map(swings).sort_values(ascending=False, kind="stable").index
        return cls(base, table.loc[order].reset_index(drop=True), switching, alike, years=years)

    @property
    def has_plan(self) -> bool:
        """True when there is a plan that can be held; without one nothing is moved."""
        return self.base["objective_kr"] is not None

    @cached_property
    def swings(self) -> pd.DataFrame:
        """A row is an assumption: how far the cost moves with it; the widest first."""
        return _tabulate_swings(self.base, self.table)


def _tornado_row(moved: Range, side: Side, value: float, found: EndFigures) -> dict[str, Any]:
    held_kr, objective_kr = found["held_kr"], found["objective_kr"]
    known = held_kr is not None and objective_kr is not None
    own = {"parameter": moved.parameter, "side": side, "value": value, "base_value": moved.base}
    adapting = {"adapting_kr": held_kr - objective_kr if known else None}
    return {**found, **own, **adapting}


def _tabulate_swings(base: EndFigures, table: pd.DataFrame) -> pd.DataFrame:
    rows = ({"parameter": name, **_swing_of(base, group)} for name, group in table.groupby("parameter", sort=False))
    return pd.DataFrame(rows, columns=list(SWINGS))


def _swing_of(base: EndFigures, ends: pd.DataFrame) -> dict[str, Any]:
    adapting = ends["adapting_kr"].astype(float)
    most_kr = None if adapting.isna().all() else float(adapting.max())
    if ends["objective_kr"].isna().any():
        return {"swing_kr": None, "proven": bool((ends["status"] == "infeasible").any()), "adapting_kr": most_kr}
    costs = ends[["objective_kr", "bound_kr"]].astype(object).where(ends.notna(), None)
    points: list[Mapping[Any, Any]] = [base, *costs.to_dict("records")]
    cheapest, dearest = min(points, key=_cost_kr), max(points, key=_cost_kr)
    swing_kr = _cost_kr(dearest) - _cost_kr(cheapest)
    proven = is_proven(swing_kr, sum_of_gaps(gap_of(cheapest), gap_of(dearest)))
    return {"swing_kr": swing_kr, "proven": proven, "adapting_kr": most_kr}


def _cost_kr(figures: Mapping[Any, Any]) -> float:
    return float(figures["objective_kr"])
