"""Cases side by side, whether plans of one year or over years: in order of cost, with what is proven of each pair."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from math import inf
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from optimiser.comparison.columns import INPUTS
from optimiser.comparison.inputs import differing_inputs
from optimiser.data.instance import Instance
from optimiser.result.any_folder import AnyResult
from optimiser.result.frames import frame_of_rows
from optimiser.result.result import Result
from optimiser.result.roadmap import RoadmapResult

if TYPE_CHECKING:
    import pandas as pd

Compared = TypeVar("Compared", Result, RoadmapResult)
"""What a case was solved to: of one year, or over years."""
WITH_SCENARIO = " + "
"""Stands between system and scenario in the name of a case."""


@dataclass(frozen=True)
class SideBySide(ABC, Generic[Compared]):
    """Results by the name of their case, the cheapest plan first and cases without a plan last.

    `record` says how it was made: the entries of comparison.json. `base` is the case that the others are set against;
    blank for the cheapest.
    """

    results: Mapping[str, Compared]
    record: Mapping[str, Any] = field(default_factory=dict)
    base: str = ""

    @classmethod
    def of_results(cls, results: Mapping[str, Compared], base: str = "") -> Self:
        """The results in order of cost; what costs the same stays in the order given."""
        ordered = sorted(results.items(), key=lambda item: _cost_kr(item[1]))
        return cls(MappingProxyType(dict(ordered)), base=base)

    @property
    def planned(self) -> Mapping[str, Compared]:
        """The cases that have a plan."""
        return {case: result for case, result in self.results.items() if result.objective_kr is not None}

    @property
    def instance(self) -> Instance:
        """The instance of the first case."""
        return next(iter(self.results.values())).instance

    @property
    def tables(self) -> Mapping[str, "pd.DataFrame"]:
        """Every table of the comparison as a data frame, by the name of its file."""
        return {"figures": self.figures, "differences": self.differences, "inputs": self.inputs}

    @property
    @abstractmethod
    def figure_rows(self) -> Sequence[dict[str, Any]]:
        """A row is a case: what it costs, gains and takes."""

    @property
    @abstractmethod
    def figure_columns(self) -> Sequence[str]:
        """The columns of the figures."""

    @cached_property
    def difference_rows(self) -> Sequence[dict[str, Any]]:
        """A row is a pair of cases with plans: how much cheaper the first is, and whether that is proven."""
        planned = sorted(self.planned.items(), key=lambda item: _cost_kr(item[1]))
        return [
            {"cheaper": cheaper, "dearer": dearer, **self.tell_difference(one, other)}
            for (cheaper, one), (dearer, other) in combinations(planned, 2)
        ]

    def tell_difference(self, cheaper: Compared, dearer: Compared) -> dict[str, Any]:
        """How much cheaper the first is, and whether that is proven.

        Each plan may be as much above its best as its gap: a difference within the two gaps proves nothing.
        """
        difference_kr, gaps_kr = _cost_kr(dearer) - _cost_kr(cheaper), sum_of_gaps(gap_kr(cheaper), gap_kr(dearer))
        return {"difference_kr": difference_kr, "gaps_kr": gaps_kr, "proven": is_proven(difference_kr, gaps_kr)}

    @property
    @abstractmethod
    def difference_columns(self) -> Sequence[str]:
        """The columns of the differences."""

    @cached_property
    def input_rows(self) -> Sequence[dict[str, Any]]:
        """A row is a parameter in one case, of those in which the cases differ."""
        return list(differing_inputs({case: result.instance for case, result in self.results.items()}))

    @cached_property
    def figures(self) -> "pd.DataFrame":
        """The `figure_rows` as a data frame."""
        return frame_of_rows(self.figure_rows, self.figure_columns)

    @cached_property
    def differences(self) -> "pd.DataFrame":
        """The `difference_rows` as a data frame."""
        return frame_of_rows(self.difference_rows, self.difference_columns)

    @cached_property
    def inputs(self) -> "pd.DataFrame":
        """The `input_rows` as a data frame."""
        return frame_of_rows(self.input_rows, list(INPUTS))


def scenario_of(case: str) -> str:
    """Return the scenario in the name of a case; blank without one."""
    return case.partition(WITH_SCENARIO)[2]


def base_of(comparison: SideBySide[Any], case: str) -> str | None:
    """Return the case that a case is set against; None for the base itself, or where there is nothing to set against.

    Under a scenario that is the same system without one; else the comparison's base, or the cheapest where that has no
    plan.
    """
    planned = comparison.planned
    system, plus, scenario = case.partition(WITH_SCENARIO)
    if plus and system in planned:
        return system
    among = [other for other in planned if scenario_of(other) == scenario]
    wanted = f"{comparison.base}{plus}{scenario}"
    base = wanted if wanted in among else next(iter(among), None)
    return None if base == case else base


def _cost_kr(result: AnyResult) -> float:
    return inf if result.objective_kr is None else result.objective_kr


# ---- What is proven of the difference between two plans -------------------------------------------


def gap_kr(result: AnyResult) -> float | None:
    """How far a plan may be above the best, in kr. a year, or over all years; None where nothing is proved."""
    return _apart_kr(_cost_kr(result), result.bound_kr)


def gap_of(row: Mapping[str, Any]) -> float | None:
    """As `gap_kr`, of a row that tells a plan's cost and bound."""
    return _apart_kr(row["objective_kr"], row["bound_kr"])


def _apart_kr(objective_kr: float, bound_kr: float | None) -> float | None:
    return None if bound_kr is None else max(0.0, float(objective_kr) - float(bound_kr))


def sum_of_gaps(*gaps_kr: float | None) -> float | None:
    """Gaps added up; None where one of them is not known."""
    known = [gap for gap in gaps_kr if gap is not None]
    return sum(known) if len(known) == len(gaps_kr) else None


def is_proven(difference_kr: float, gaps_kr: float | None) -> bool:
    """True when plans differ by more than their gaps together, and these are known."""
    return gaps_kr is not None and difference_kr > gaps_kr
