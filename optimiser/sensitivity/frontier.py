"""Cost against a measure: the plans of which none can be had cheaper without being worse in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from math import floor, log10
from typing import Any

import pandas as pd

from optimiser.comparison.columns import FIGURES, GAP, STATUS
from optimiser.comparison.measure import Measure
from optimiser.comparison.side_by_side import gap_of, is_proven, sum_of_gaps
from optimiser.data.run_tables import ColumnMeaning
from optimiser.data.tolerances import SUM_ERROR

# ---- What stands in each column of a frontier's table, in the order they are written --------------

# Money in kr. a year.


FRONTIER: Mapping[str, ColumnMeaning] = {
    "kpi": ColumnMeaning("short name of the measure", "målets korte navn"),
    "target": ColumnMeaning(
        "what it had to reach at least or at most; blank for the cheapest plan without a target",
        "hvad det mindst eller højst skulle nå; tomt for planen uden mål",
    ),
    "value": ColumnMeaning(
        "what the plan reaches, at the worst place in its scope; blank without a plan",
        "hvad der nås i planen på det dårligste sted, hvor målet gælder; tomt uden plan",
    ),
    "status": STATUS,
    "objective_kr": FIGURES["objective_kr"],
    "bound_kr": ColumnMeaning(
        "no plan with that target costs less than this", "ingen plan med det mål koster mindre", "kr./year"
    ),
    "gap": GAP,
    "exact_cost_kr": FIGURES["exact_cost_kr"],
    "more_kr": ColumnMeaning(
        "what it costs more than the plan without a target", "hvad det koster mere end planen uden mål", "kr./year"
    ),
    "proven": ColumnMeaning(
        "true when that is more than the two gaps together", "sandt, når det er mere end de to afstande tilsammen"
    ),
    "dominated": ColumnMeaning(
        "true when another plan is proven to cost less, and is no worse in the measure",
        "sandt, når en anden plan bevist koster mindre og når mindst lige så langt",
    ),
    "free": ColumnMeaning(
        "true for the cheapest plan, which has no target", "sandt for den billigste plan, som intet mål har"
    ),
}


# ---- The frontier ---------------------------------------------------------------------------------


DIGITS = 4
"""A target is written with so many digits of the stretch from the free optimum to the best there is."""
TargetFigures = Mapping[str, Any]
"""What was found with one target: status, objective_kr, bound_kr, gap, exact_cost_kr, and `measured` by measure."""
TriedTarget = tuple[float | None, TargetFigures]
"""A target, none for the free optimum, and what was found with it."""


def targets(measure: Measure, free: float, best: float, count: int) -> list[float]:
    """`count` targets evenly from the free optimum's value, which is none of them, to the best, which is the last.

    Each is rounded towards what is easier to meet; those that come to the same, or to nothing, are left out.
    """
    steps = (free + (best - free) * step / count for step in range(1, count + 1))
    rounded = (easier(measure, value, abs(best - free)) for value in steps)
    return [value for value in dict.fromkeys(rounded) if measure.is_better(value, free)]


def easier(measure: Measure, value: float, stretch: float) -> float:
    """The value rounded to the side that is easier to meet: to whole numbers, or to digits of a stretch of values."""
    decimals = 0 if measure.whole else DIGITS - floor(log10(stretch))
    nearest = round(value, decimals)
    if not measure.is_better(nearest, value):
        return nearest
    return round(nearest - measure.sign * 10.0**-decimals, decimals)


@dataclass(frozen=True)
class FrontierStep:
    """From one value of the measure to the next: what that costs more (kr. a year), and whether it is proven.

    `gaps_kr` is what it may be off, by the gaps of both plans; None where one of them is not known.
    """

    before: float
    after: float
    more_kr: float
    proven: bool
    gaps_kr: float | None = 0.0

    @property
    def better(self) -> float:
        """How much better the measure gets."""
        return abs(self.after - self.before)


@dataclass(frozen=True)
class Frontier:
    """A measure, and the table of plans: the free optimum, then the targets from the easiest to the hardest.

    `record` says how it was made: the entries of frontier.json.
    """

    measure: Measure
    table: pd.DataFrame
    record: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of_tried(cls, measure: Measure, tried: Sequence[TriedTarget]) -> "Frontier":
        """The table of what was found, whether the free optimum is in it or not."""
        free = next((figures for target, figures in tried if target is None), None)
        ordered = sorted(tried, key=lambda each: (each[0] is not None, measure.sign * (each[0] or 0.0)))
        rows = [_frontier_row(measure, target, figures, free) for target, figures in ordered]
        for row in rows:
            row["dominated"] = any(_is_dominated_by(measure, other, row) for other in rows)
        return cls(measure, pd.DataFrame(rows, columns=list(FRONTIER)))

    @property
    def planned(self) -> pd.DataFrame:
        """The rows that have a plan."""
        return self.table[self.table["objective_kr"].notna()]

    @cached_property
    def points(self) -> list[dict[Any, Any]]:
        """The frontier: plans that are not dominated and have a value, the easiest first; the same plan once."""
        rows = self.planned[~self.planned["dominated"].astype(bool) & self.planned["value"].notna()]
        once = rows.drop_duplicates(["value", "objective_kr"]).to_dict("records")
        return sorted(once, key=lambda row: (self.measure.sign * row["value"], row["objective_kr"]))

    @property
    def free(self) -> Mapping[Any, Any] | None:
        """The row of the free optimum; nothing where there is no such plan."""
        rows = self.planned[self.planned["free"].astype(bool)].to_dict("records")
        return rows[0] if rows else None

    def steps_along(self) -> Iterator[FrontierStep]:
        """From each plan on the frontier to the next that is better in the measure."""
        for before, after in pairwise(self.points):
            if not _are_alike(before["value"], after["value"]):
                more_kr = after["objective_kr"] - before["objective_kr"]
                yield FrontierStep(
                    before["value"], after["value"], more_kr, _is_proven(before, after), _gaps_kr(before, after)
                )


def _frontier_row(
    measure: Measure, target: float | None, figures: TargetFigures, free: TargetFigures | None
) -> dict[str, Any]:
    same = ("status", "objective_kr", "bound_kr", "gap", "exact_cost_kr")
    row = {"kpi": measure.name, "target": target, **{name: figures[name] for name in same}}
    row |= {"value": figures["measured"].get(measure.name), "free": target is None, "more_kr": None, "proven": None}
    if free and row["objective_kr"] is not None and free["objective_kr"] is not None:
        row["more_kr"] = row["objective_kr"] - free["objective_kr"]
        row["proven"] = _is_proven(free, row)
    return row


def _is_proven(cheaper: TargetFigures, dearer: TargetFigures) -> bool:
    """True when the second costs more than the first by more than the two gaps."""
    return is_proven(dearer["objective_kr"] - cheaper["objective_kr"], _gaps_kr(cheaper, dearer))


def _gaps_kr(*rows: TargetFigures) -> float | None:
    """The gaps of plans together; None where one of them is not known."""
    known = ({**row, "bound_kr": None if pd.isna(row["bound_kr"]) else row["bound_kr"]} for row in rows)
    return sum_of_gaps(*map(gap_of, known))


def _is_dominated_by(measure: Measure, one: TargetFigures, other: TargetFigures) -> bool:
    """True when one plan is proven to cost less than the other, and is no worse in the measure."""
    if None in (one["objective_kr"], one["value"], other["objective_kr"], other["value"]):
        return False
    no_worse = _are_alike(one["value"], other["value"]) or measure.is_better(one["value"], other["value"])
    return no_worse and _is_proven(one, other)


def _are_alike(one: float, other: float) -> bool:
    return abs(one - other) <= SUM_ERROR * max(1.0, abs(one), abs(other))
