"""How far the answer moves with each assumption, and what it is worth that the plan can move too."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import inf
from typing import Any

import pandas as pd

from optimiser.comparison.columns import GAP, STATUS
from optimiser.comparison.differences import gap_of, is_proven, sum_of_gaps
from optimiser.data.run_tables import ColumnMeaning
from optimiser.sensitivity.ranges import Range, Side
from optimiser.sensitivity.switching import Switching

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
        "its value in the instance; blank where its rows differ or it has none",
        "antagelsens værdi i datasættet; tomt, hvor rækkerne er forskellige, eller den ingen har",
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
        "cost of the base plan there, with who answers what as it is; blank where it breaks a rule",
        "den anbefalede plans udgift dér, når hvem der besvarer hvad er uændret; tomt, hvor den bryder en regel",
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

SWINGS: Mapping[str, ColumnMeaning] = {
    "parameter": ColumnMeaning("dotted name of the assumption", "punktnavn på antagelsen"),
    "swing_kr": ColumnMeaning(
        "from the cheapest to the dearest of low, base and high; blank where one of them has no plan",
        "fra den billigste til den dyreste af lav, udgangspunkt og høj; tomt, hvor en af dem ingen plan har",
        "kr./year",
    ),
    "proven": ColumnMeaning(
        "true when the swing is larger than the two gaps together, or an end is proven to have no plan",
        "sandt, når udslaget er større end de to afstande til sammen, eller en ende bevist ingen plan har",
    ),
    "adapting_kr": ColumnMeaning(
        "the most that adapting the plan is worth, at either end; blank where it is not known",
        "det meste, det er værd at tilpasse planen i en af enderne; tomt, hvor det ikke er kendt",
        "kr./year",
    ),
}


@dataclass(frozen=True)
class Tornado:
    """The figures of the base plan, and the table; the widest swing first. `switching` where it was asked for.

    `alike` are the other structures asked for that are not proven dearer than that of the base plan. `record` says how
    it was made: the entries of tornado.json.
    """

    base: EndFigures
    table: pd.DataFrame
    switching: Switching | None = None
    alike: tuple[str, ...] = ()
    record: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of_moved(
        cls,
        base: EndFigures,
        moved: Iterable[MovedAssumption],
        switching: Switching | None = None,
        alike: tuple[str, ...] = (),
    ) -> "Tornado":
        """The tornado of what was found at each end."""
        table = pd.DataFrame([_tornado_row(*each) for each in moved], columns=list(TORNADO))
        swings = _tabulate_swings(base, table).set_index("parameter")["swing_kr"].fillna(inf)
        order = table["parameter"].map(swings).sort_values(ascending=False, kind="stable").index
        return cls(base, table.loc[order].reset_index(drop=True), switching, alike)

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
    return {**{name: found.get(name) for name in TORNADO}, **own, **adapting}


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
