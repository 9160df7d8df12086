"""Paths over years near the best that differ in structure, found one after the other by solving again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from optimiser.alternatives.near_optimal import (
    PLANS,
    SETTLED,
    AnswerKey,
    Near,
    ReportAlternatives,
    refuse_nothing_to_differ_from,
    search_alternatives,
)
from optimiser.alternatives.request import WITHIN_SHARE, refuse_year_by_year
from optimiser.data.run_tables import ColumnMeaning
from optimiser.data.settings import SolverOptions
from optimiser.planning.assignment import FormAndCentre
from optimiser.planning.path_structure import PathStructure
from optimiser.result.roadmap import RoadmapResult
from optimiser.roadmap import solve_roadmap
from optimiser.solver.monitor import Progress

NEVER = "-"
"""Stands where a municipality moves nothing in any year."""


@dataclass(frozen=True)
class NearPaths(Near):
    """The best path over years and others near it, each a `RoadmapResult`."""

    @cached_property
    def same(self) -> Mapping[str, str]:
        """By shared centre the first of those that nothing but the name tells from it in any year."""
        same: Mapping[str, str] = self.best.path.problem.interchangeable
        return same

    @cached_property
    def structures(self) -> tuple[PathStructure, ...]:
        """The structure of each of the paths."""
        return tuple(one.path.structure_by(self.same) for one in self.plans)

    @cached_property
    def contacts(self) -> Mapping[AnswerKey, float]:
        """The contacts by (municipality, task, year)."""
        contacts = self.best.path.problem.contacts
        return {(code, task, str(year)): count for (year, code, task), count in contacts.items()}

    @cached_property
    def answers(self) -> tuple[Mapping[AnswerKey, FormAndCentre], ...]:
        """How each task is answered in each year in each of the paths."""
        return tuple(
            {(code, task, str(year)): answer for (year, code, task), answer in one.answer_of.items()}
            for one in self.structures
        )

    def centres(self, number: int) -> list[str]:
        """The shared centres that answer in any year of a path, each with the years from and to."""
        open_in: dict[str, list[int]] = {}
        for year, structure in self.structures[number].of_year.items():
            for centre, count in structure.centres:
                open_in.setdefault(centre if count == 1 else f"{centre} × {count}", []).append(year)
        return [f"{centre} {_span(years)}" for centre, years in sorted(open_in.items())]

    def more_of(self, municipality: str) -> Mapping[str, Any]:
        """Return in which year a municipality first moves anything in each path, the best first."""
        return {"first_moves": "; ".join(str(first.get(municipality, "")) or NEVER for first in self._first_moves)}

    @cached_property
    def _first_moves(self) -> tuple[Mapping[str, int], ...]:
        found = []
        for one in self.plans:
            first: dict[str, int] = {}
            for year, routes in one.path.moved.items():
                for route in routes:
                    first.setdefault(route.municipality, year)
            found.append(first)
        return tuple(found)

    def search_another(self, report: Callable[[Progress], None]) -> RoadmapResult:
        """Return the cheapest path that differs from those there are."""
        options = SolverOptions.model_validate(self.best.record.options.model_dump())
        return solve_roadmap(self.instance, options, report=report, differs_from=self.structures)

    def told(self, another: Any, entries: Mapping[str, Any]) -> Any:
        """Return the result of that search with entries of its record replaced."""
        return another.with_record(**entries)

    def record_of(self, plan: Any) -> Any:
        """Return the record of a path."""
        return plan.record


def _span(years: list[int]) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def near_paths(
    best: RoadmapResult, count: int, *, within: float = WITHIN_SHARE, report: ReportAlternatives = lambda *_: None
) -> NearPaths:
    """Find paths over years near the best that differ from it, and from each other, in structure.

    Another path has another set of shared centres open in the last year, or answers at least 5 % of the contacts of all
    years otherwise: one that opens a centre a year later is another only above that. Each is solved for with the
    options of the solved path, its time limit included. After Ctrl-C what is found is kept.

    Parameters
    ----------
    best
        A result with a path.
    count
        How many paths to find at most.
    within
        How much dearer each may be at most, as a share of the best path's cost over all years.
    report
        Called with the number of the path that is sought, and how far its solve has come.

    Returns
    -------
    NearPaths
        The paths, the cheapest first, and why no more was sought.

    Raises
    ------
    InvalidInputError
        The count or the share is out of range, there is no path to differ from, or it was decided year by year.
    SolverError
        The solver failed in a way that proves nothing.
    """
    refuse_nothing_to_differ_from(best, count, within)
    refuse_year_by_year(best.instance)
    return search_alternatives(NearPaths(best, count, within, (), "found", best.bound_kr), report)


PATHS: Mapping[str, ColumnMeaning] = {
    **PLANS,
    "cost_kr": ColumnMeaning(
        "cost over all years, in the worth of the first", "udgift over alle år i det førstes værdi", "kr."
    ),
    "bound_kr": replace(PLANS["bound_kr"], unit="kr."),
    "difference_kr": replace(PLANS["difference_kr"], unit="kr."),
    "gaps_kr": replace(PLANS["gaps_kr"], unit="kr."),
    "shared_centres": ColumnMeaning(
        "shared centres that answer in any year, each with its first year and its last, separated by semicolons",
        "fælles centre, der besvarer i noget år, hvert med sit første år og sit sidste, adskilt af semikolon",
    ),
    **{name: replace(meaning, unit="contacts") for name, meaning in PLANS.items() if name.startswith("contacts_")},
}
"""The columns of alternatives.csv of a plan over years; contacts are those of all years."""
PATHS_SETTLED: Mapping[str, ColumnMeaning] = {
    **SETTLED,
    **{name: replace(SETTLED[name], unit="contacts") for name in ("contacts", "contacts_open")},
    "first_moves": ColumnMeaning(
        "year in which it first moves anything in each of the paths, the best first, separated by semicolons; - where "
        "it never does",
        "det år, hvor den først flytter noget i hver af køreplanerne, den bedste først, adskilt af semikolon; - hvor "
        "den aldrig gør det",
    ),
}
"""The columns of settled.csv of a plan over years: what is the same in all paths is so in all years."""
