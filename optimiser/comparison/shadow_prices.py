"""What one point more of each target costs: derived from a plan, and from the plans with one target made stricter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from optimiser.comparison.columns import PRICES
from optimiser.comparison.side_by_side import gap_kr
from optimiser.data.instance import Instance
from optimiser.data.rows import Kpi, Scope
from optimiser.data.tables import written_value
from optimiser.planning.problem import Problem
from optimiser.result.result import Result
from optimiser.rules.best_means import misses
from optimiser.rules.kpi_target import unreachable

PriceStatus = Literal["priced", "out of reach", "impossible together", "not found"]
SERVICE = "service-level"
"""Stands for the target of centres: the share of contacts they answer in time."""
STRICTEST_SERVICE = 0.99
"""A share answered in time from which no stricter one is asked."""
SHARE = "share"
"""The unit of measures of which a point is a hundredth; of others a point is 1 % of the target."""
DIGITS = 12
"""Digits of a stricter target: those that are left when a decimal fraction is added to another."""


@dataclass(frozen=True)
class Reach:
    """The best there is of a measure, and where: a municipality, a centre or the country."""

    best: float | None
    about: str


@dataclass(frozen=True)
class Tightening:
    """A target of the instance, and the same target made stricter.

    `changes` make it so, as after `--set`; `short` is the best there is where the stricter target is beyond it.
    """

    target: str
    kpi: Kpi | None
    now: float
    then: float
    changes: tuple[str, ...]
    short: Reach | None = None

    @property
    def unit(self) -> str:
        """Unit of the target."""
        return self.kpi.unit if self.kpi else SHARE

    @property
    def scope(self) -> Scope:
        """Where the target is to be met."""
        return self.kpi.scope if self.kpi else "centre"


def tighten_targets(problem: Problem, points: float) -> tuple[Tightening, ...]:
    """Each target of an instance made stricter by `points`: of a share so much, of others that part of the target."""
    kpis = (_stricter_target(problem, kpi, points) for kpi in problem.instance.tables.kpis if kpi.target is not None)
    service = _stricter_service(problem.instance, points)
    return (*kpis, *([service] if service else []))


def _stricter_target(problem: Problem, kpi: Kpi, points: float) -> Tightening:
    now = kpi.target or 0.0
    step = points if kpi.unit == SHARE or not now else points * abs(now)
    then = _rounded_target(now + step if kpi.sense == "at least" else now - step)
    parameter = f"kpis.{kpi.kpi}.target"
    changes = (f"{parameter}={written_value(parameter, then)}",)
    return Tightening(
        kpi.kpi, kpi, now, then, changes, _shortfall_of_target(problem, kpi.model_copy(update={"target": then}))
    )


def _shortfall_of_target(problem: Problem, kpi: Kpi) -> Reach | None:
    """The best there is where the KPI's target is beyond it, also where nothing but the departments could meet it."""
    for conflict in unreachable(problem, kpi):
        return Reach(float(str(conflict.figures["best"])), conflict.about)
    values = [value for (name, *_), value in problem.instance.kpi_values.items() if name == kpi.kpi]
    best = max(values) if kpi.sense == "at least" else min(values)
    return Reach(best, "") if misses(kpi, best) else None


def _stricter_service(instance: Instance, points: float) -> Tightening | None:
    """The share answered in time of every centre; nothing where no centre states one, or all are strict enough."""
    if all(row.answered_share is None for row in instance.centres.values()):
        return None
    reference = instance.settings.service.reference_answered_share
    stated = {row.centre: row.answered_share or reference for row in instance.tables.centres}
    loose = {centre: share for centre, share in stated.items() if share < STRICTEST_SERVICE}
    if not loose:
        return None
    then = {centre: min(_rounded_target(share + points), STRICTEST_SERVICE) for centre, share in loose.items()}
    least = min(loose, key=lambda centre: loose[centre])
    alike = len(set(stated.values())) == 1
    changes = [("*", then[least])] if alike else list(then.items())
    told = tuple(f"centres.{centre}.answered_share={share!r}" for centre, share in changes)
    return Tightening(SERVICE, None, loose[least], then[least], told)


def _rounded_target(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")


@dataclass(frozen=True)
class ShadowPrices:
    """The plan of an instance, and in `prices` for each target what a stricter one costs; none without a plan.

    `points` were added to a share; of other units it is the part of the target by which it got stricter. `record` says
    how it was made: the entries of shadow_prices.json.
    """

    now: Result
    prices: pd.DataFrame
    points: float
    record: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(
        cls, now: Result, tightened: Sequence[Tightening], results: Mapping[str, Result], points: float
    ) -> "ShadowPrices":
        """Return a row for each target: its value in the plan, it now and then, what that costs, and what is proven.

        `results` are those with the stricter target, by the target's name.
        """
        rows = [_price_row(now, each, results.get(each.target)) for each in tightened] if now.has_plan else []
        return cls(now, pd.DataFrame(rows, columns=list(PRICES)), points)


def _price_row(now: Result, each: Tightening, result: Result | None) -> dict[str, Any]:
    found = _price(now, result) if result and result.has_plan else {}
    short = each.short or Reach(None, "")
    return {
        **dict.fromkeys(PRICES),
        "target": each.target,
        "unit": each.unit,
        "scope": each.scope,
        "value": _value_in_plan(now, each.kpi) if each.kpi else None,
        "target_now": each.now,
        "target_then": each.then,
        "status": _status_of_price(each, result),
        "best": short.best,
        "best_at": short.about,
        **found,
    }


def _value_in_plan(now: Result, kpi: Kpi) -> float | None:
    """What the measure comes to in the plan, where the target is to be met: in the worst place of its scope."""
    measured = now.kpis.set_index("kpi").loc[kpi.kpi]
    value = measured["value" if kpi.scope == "national" else "worst"]
    return None if pd.isna(value) else float(value)


def _price(now: Result, then: Result) -> dict[str, Any]:
    """A plan may be as much above the best as its gap: what is within the two gaps is not proven."""
    cost_kr = then.figures.objective_kr - now.figures.objective_kr
    gaps = gap_kr(now), gap_kr(then)
    known = [gap for gap in gaps if gap is not None]
    return {
        "cost_kr": cost_kr,
        "gap_now_kr": gaps[0],
        "gap_then_kr": gaps[1],
        "least_kr": None if gaps[1] is None else max(0.0, cost_kr - gaps[1]),
        "most_kr": None if gaps[0] is None else max(0.0, cost_kr + gaps[0]),
        "proven": len(known) == len(gaps) and cost_kr > sum(known),
    }


def _status_of_price(each: Tightening, result: Result | None) -> PriceStatus:
    if each.short:
        return "out of reach"
    if result is None or result.status == "no solution found":
        return "not found"
    return "priced" if result.has_plan else "impossible together"
