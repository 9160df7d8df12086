"""What a sweep found, as a tidy table: a row is a point."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

import pandas as pd

from optimiser.comparison.columns import FIGURES
from optimiser.data.cells import read_number
from optimiser.data.columns import FORMS
from optimiser.sensitivity.points import Point
from optimiser.sensitivity.vary import Axis

PointFigures = Mapping[str, Any]
"""A row of a comparison: what one solve found."""


@dataclass(frozen=True)
class Sweep:
    """The axes, and the table: the varied parameters, then the columns of a comparison's figures.

    `record` says how it was made: the entries of sweep.json, as `Result.run` are those of run.json.
    """

    axes: tuple[Axis, ...]
    table: pd.DataFrame
    record: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of_points(cls, axes: Sequence[Axis], found: Mapping[Point, PointFigures]) -> "Sweep":
        """The figures of the points, in the order of the points."""
        names = [axis.parameter for axis in axes]
        rows = [{**figures, "case": point.name, **_typed_settings(axes, point)} for point, figures in found.items()]
        return cls(tuple(axes), pd.DataFrame(rows, columns=[*names, *FIGURES]))

    @cached_property
    def planned(self) -> pd.DataFrame:
        """The rows that have a plan."""
        return self.table[self.table["objective_kr"].notna()]

    @property
    def cheapest(self) -> Mapping[Any, Any]:
        """The row with the cheapest plan."""
        return self._sweep_row(self.planned["objective_kr"].astype(float).idxmin())

    @property
    def dearest(self) -> Mapping[Any, Any]:
        """The row whose plan costs most."""
        return self._sweep_row(self.planned["objective_kr"].astype(float).idxmax())

    def shifts_along(self) -> Iterator[tuple[Mapping[Any, Any], Mapping[Any, Any], float]]:
        """Neighbours along the one axis there is, and the contacts that are answered in another form at the second."""
        rows = self.planned.to_dict("records")
        for before, after in pairwise(rows):
            more = (float(after[f"contacts_{form}"] or 0) - float(before[f"contacts_{form}"] or 0) for form in FORMS)
            yield before, after, sum(max(0.0, each) for each in more)

    def _sweep_row(self, label: Any) -> Mapping[Any, Any]:
        row: Mapping[Any, Any] = self.planned.loc[label].to_dict()
        return row


def _typed_settings(axes: Sequence[Axis], point: Point) -> dict[str, Any]:
    """The settings of a point: numbers where all values of a parameter are numbers."""
    settings = dict(point.settings)
    numeric = {axis.parameter for axis in axes if axis.is_numeric}
    return {name: read_number(value, ".") if name in numeric else value for name, value in settings.items()}
