"""What each requirement costs the country: derived from a plan, and from the plans found without one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from optimiser.comparison.columns import REQUIREMENT_PRICES
from optimiser.comparison.comparison import change_kr, worse_off_kr
from optimiser.comparison.side_by_side import gap_kr
from optimiser.data.instance import Instance
from optimiser.result.result import Result
from optimiser.rules.registry import families_of, requirements_of
from optimiser.rules.rule import Requirement

PricedStatus = Literal["priced", "not found"]


def requirements_to_price(instance: Instance, *, everything: bool = False) -> tuple[Requirement, ...]:
    """Return what rules require that a change takes away: wishes, locks, policy, limits of all centres together.

    Of these each column is one. With `everything` the law and the limits of single centres are there too.
    """
    asked = requirements_of(instance)
    single = tuple(one for one in asked if everything or (one.tier != "law" and not one.of_centre))
    return (*single, *families_of(asked))


@dataclass(frozen=True)
class RequirementPrices:
    """The plan of an instance, and in `prices` for each requirement what it costs; none without a plan.

    `record` says how it was made: the entries of prices.json.
    """

    now: Result
    prices: pd.DataFrame
    record: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, now: Result, asked: Sequence[Requirement], without: Mapping[str, Result]) -> "RequirementPrices":
        """Return a row for each requirement, the dearest first; `without` has the results, by the parameter."""
        rows = [_price_row(now, each, without.get(each.parameter)) for each in asked] if now.has_plan else []
        rows.sort(key=lambda row: (row["cost_kr"] is None, -(row["cost_kr"] or 0.0), row["parameter"]))
        return cls(now, pd.DataFrame(rows, columns=list(REQUIREMENT_PRICES)))


def _price_row(now: Result, each: Requirement, without: Result | None) -> dict[str, Any]:
    status: PricedStatus = "priced" if without is not None and without.has_plan else "not found"
    found = _price(now, without) if without is not None and without.has_plan else {}
    return {
        **dict.fromkeys(REQUIREMENT_PRICES),
        "parameter": each.parameter,
        "rule": each.name,
        "about": each.about,
        "without": each.off,
        "status": status,
        **found,
    }


def _price(now: Result, without: Result) -> dict[str, Any]:
    """The cheapest plans cost something between bound and plan: so their difference lies between two differences."""
    cost_kr = now.figures.objective_kr - without.figures.objective_kr
    gaps = gap_kr(now), gap_kr(without)
    least_kr = None if gaps[0] is None else max(0.0, cost_kr - gaps[0])
    return {
        "cost_kr": cost_kr,
        "gap_now_kr": gaps[0],
        "gap_without_kr": gaps[1],
        "least_kr": least_kr,
        "most_kr": None if gaps[1] is None else max(0.0, cost_kr + gaps[1]),
        "pay_more": len(worse_off_kr(change_kr(now))),
        "pay_more_without": len(worse_off_kr(change_kr(without))),
        "proven": least_kr is not None and least_kr > 0.0,
    }
