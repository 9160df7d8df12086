"""Results side by side: frozen, derived from the results alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import inf
from types import MappingProxyType
from typing import Any

import pandas as pd

from optimiser.comparison.columns import DIFFERENCES, FIGURES, INPUTS, KPI
from optimiser.comparison.differences import tabulate_differences
from optimiser.comparison.figures import figures_of, measures_of_results
from optimiser.comparison.inputs import differing_inputs
from optimiser.data.rows import Kpi
from optimiser.result.result import Result


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
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Every table of the comparison, by the name of its file."""
        return {"figures": self.figures, "differences": self.differences, "inputs": self.inputs}

    @cached_property
    def measures(self) -> Mapping[str, Kpi]:
        """The KPIs by short name that are a design criterion in no case."""
        return measures_of_results(self.results.values())

    @cached_property
    def figures(self) -> pd.DataFrame:
        """A row is a case: cost, gain, investment, forms, municipalities better and worse off, staff, service, KPIs."""
        rows = [figures_of(case, result) for case, result in self.results.items()]
        return pd.DataFrame(rows, columns=[*FIGURES, *(KPI.format(kpi=kpi) for kpi in self.measures)])

    @cached_property
    def differences(self) -> pd.DataFrame:
        """A row is a pair of cases: the difference of their costs, and whether it is proven."""
        return pd.DataFrame(tabulate_differences(self.results), columns=list(DIFFERENCES))

    @cached_property
    def inputs(self) -> pd.DataFrame:
        """A row is a parameter in one case, of those in which the cases differ."""
        instances = {case: result.instance for case, result in self.results.items()}
        return pd.DataFrame(differing_inputs(instances), columns=list(INPUTS))


def _cost_kr(result: Result) -> float:
    cost_kr = result.objective_kr
    return inf if cost_kr is None else cost_kr
