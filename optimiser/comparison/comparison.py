"""Results side by side: frozen, derived from the results alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import inf
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from optimiser.comparison.columns import DIFFERENCES, FIGURES, INPUTS, KPI
from optimiser.comparison.differences import tabulate_differences
from optimiser.comparison.figures import figures_of, measures_of_results
from optimiser.comparison.inputs import differing_inputs
from optimiser.data.frames import frame_of_rows
from optimiser.data.rows import Kpi
from optimiser.result.result import Result

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Comparison:
    """Results by the name of their case, the cheapest plan first and cases without a plan last.

    `record` says how it was made: the entries of comparison.json.
    """

    results: Mapping[str, Result]
    record: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of_results(cls, results: Mapping[str, Result]) -> "Comparison":
        """The results in order of cost; what costs the same stays in the order given."""
        ordered = sorted(results.items(), key=lambda item: _cost_kr(item[1]))
        return cls(MappingProxyType(dict(ordered)))

    @property
    def planned(self) -> Mapping[str, Result]:
        """The cases that have a plan."""
        return {case: result for case, result in self.results.items() if result.has_plan}

    @property
    def tables(self) -> Mapping[str, "pd.DataFrame"]:
        """Every table of the comparison as a data frame, by the name of its file."""
        return {"figures": self.figures, "differences": self.differences, "inputs": self.inputs}

    @cached_property
    def measures(self) -> Mapping[str, Kpi]:
        """The KPIs by short name that are a design criterion in no case."""
        return measures_of_results(self.results.values())

    @cached_property
    def figure_rows(self) -> Sequence[dict[str, Any]]:
        """A row is a case: cost, gain, investment, forms, municipalities better and worse off, staff, service, KPIs."""
        found = (figures_of(case, result) for case, result in self.results.items())
        return [{name: row.get(name) for name in self._columns} for row in found]

    @cached_property
    def difference_rows(self) -> Sequence[dict[str, Any]]:
        """A row is a pair of cases: the difference of their costs, and whether it is proven."""
        return list(tabulate_differences(self.results))

    @cached_property
    def input_rows(self) -> Sequence[dict[str, Any]]:
        """A row is a parameter in one case, of those in which the cases differ."""
        return list(differing_inputs({case: result.instance for case, result in self.results.items()}))

    @cached_property
    def figures(self) -> "pd.DataFrame":
        """The `figure_rows` as a data frame."""
        return frame_of_rows(self.figure_rows, self._columns)

    @cached_property
    def differences(self) -> "pd.DataFrame":
        """The `difference_rows` as a data frame."""
        return frame_of_rows(self.difference_rows, list(DIFFERENCES))

    @cached_property
    def inputs(self) -> "pd.DataFrame":
        """The `input_rows` as a data frame."""
        return frame_of_rows(self.input_rows, list(INPUTS))

    @property
    def _columns(self) -> Sequence[str]:
        return [*FIGURES, *(KPI.format(kpi=kpi) for kpi in self.measures)]


def _cost_kr(result: Result) -> float:
    cost_kr = result.objective_kr
    return inf if cost_kr is None else cost_kr
