"""Plans over years side by side: the key figures of each over its years, and what is otherwise in it than in its base.

Money in kr., over the years in the worth of the first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from optimiser.comparison.columns import DIFFERENCES
from optimiser.comparison.path_figures import PATH_FIGURES, figures_of_path
from optimiser.comparison.roadmap_difference import RoadmapDifference, can_be_set_against
from optimiser.comparison.side_by_side import SideBySide, base_of
from optimiser.data.run_tables import ColumnMeaning
from optimiser.data.tolerances import A_KRONE
from optimiser.result.roadmap import RoadmapResult

PATH_DIFFERENCES: Mapping[str, ColumnMeaning] = {
    name: DIFFERENCES[name] for name in ("cheaper", "dearer", "difference_kr", "gaps_kr", "proven")
}
"""The columns of differences.csv over years, whose money is of all years."""
PATH_FROM_BASE: Mapping[str, ColumnMeaning] = {
    "case": ColumnMeaning("name of the roadmap in the comparison", "det navn, køreplanen har i sammenligningen"),
    "base": ColumnMeaning("the case it is set against", "det system, den holdes op imod"),
    "change_kr": ColumnMeaning(
        "what it costs more over the years, in the first year's worth; below 0, less",
        "hvad den koster mere over årene, i det første års værdi; under 0 er mindre",
        "kr.",
    ),
    "least_kr": ColumnMeaning(
        "the best roadmap of the case costs at least so much more than the best of its base; blank where unknown",
        "den bedste køreplan koster mindst så meget mere end udgangspunktets bedste; tomt, hvor det ikke vides",
        "kr.",
    ),
    "most_kr": ColumnMeaning(
        "the same at most; blank where unknown", "det samme, højst; tomt, hvor det ikke vides", "kr."
    ),
    "moves_otherwise": ColumnMeaning(
        "municipalities that move their first task in another year, or only in one of the two",
        "kommuner, der flytter deres første opgave i et andet år, eller kun i den ene",
        "municipalities",
    ),
    "pay_less": ColumnMeaning(
        "municipalities that pay less over the years", "kommuner, der betaler mindre over årene", "municipalities"
    ),
    "pay_more": ColumnMeaning(
        "municipalities that pay more over the years", "kommuner, der betaler mere over årene", "municipalities"
    ),
}
"""The columns of changes.csv over years: a row is a case that is set against another."""


@dataclass(frozen=True)
class RoadmapComparison(SideBySide[RoadmapResult]):
    """Plans over the same years by the name of their case, the cheapest first and cases without a path last."""

    @property
    def years(self) -> tuple[int, ...]:
        """The years that all of them are planned over."""
        return next(iter(self.results.values())).years

    @cached_property
    def figure_rows(self) -> Sequence[dict[str, Any]]:
        """A row is a case: what its years cost, gain and take together, and what opens when."""
        return [{**figures_of_path(result), "case": case} for case, result in self.results.items()]

    @property
    def figure_columns(self) -> Sequence[str]:
        """The columns of the figures."""
        return list(PATH_FIGURES)

    @property
    def difference_columns(self) -> Sequence[str]:
        """The columns of the differences."""
        return list(PATH_DIFFERENCES)

    @cached_property
    def from_base(self) -> Mapping[str, RoadmapDifference]:
        """By case with a path, what is otherwise in it than in its base; those that have none are left out."""
        planned = self.planned
        pairs = {case: base for case in planned if (base := base_of(self, case)) is not None}
        return {
            case: RoadmapDifference(planned[base], planned[case], (base, case))
            for case, base in pairs.items()
            if can_be_set_against(planned[base], planned[case])
        }

    @property
    def change_rows(self) -> Sequence[dict[str, Any]]:
        """A row is a case that is set against another: see `PATH_FROM_BASE`."""
        return [_row_from_base(found) for found in self.from_base.values()]


def _row_from_base(found: RoadmapDifference) -> dict[str, Any]:
    base, case = found.names
    changes_kr = [row["change_kr"] for row in found.municipality_rows]
    return {
        "case": case,
        "base": base,
        **{name: getattr(found, name) for name in ("change_kr", "least_kr", "most_kr")},
        "moves_otherwise": found.moves_otherwise,
        "pay_less": sum(kr < -A_KRONE for kr in changes_kr),
        "pay_more": sum(kr > A_KRONE for kr in changes_kr),
    }
