"""Why a municipality moves when it does: what the path would cost, and break, if it moved a year later or earlier.

Everything else stays as the path has it; nothing is solved. So it is told what a change by itself would cost, and not
what others would do then.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from optimiser.audit import broken_over_years
from optimiser.data.instance import TaskKey
from optimiser.data.roadmap_tables import MoveLine, MunicipalityYearLine
from optimiser.explanation.finding import find_municipality
from optimiser.planning.assignment import Assignment
from optimiser.planning.plan import Plan
from optimiser.planning.roadmap import RoadmapPlan
from optimiser.planning.routes import DEPARTMENTS, Route, form_of
from optimiser.result.roadmap import RoadmapResult

Places = Mapping[TaskKey, str]
"""The centre that answers each task of each municipality, or the departments."""


@dataclass(frozen=True)
class ShiftedMove:
    """What it would come to if the tasks that move in a year moved in another one.

    `year` is that one, None where they would not move within the years. `change_kr` is what the path would cost more,
    in the first year's worth; None where some `unanswerable` tasks cannot be answered so in that year at all. `broken`
    are the rules that it would break.
    """

    year: int | None
    change_kr: float | None
    broken: tuple[str, ...] = ()
    unanswerable: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExplainedMove:
    """The tasks that a municipality moves in a year, and what waiting or moving before would come to."""

    year: int
    lines: tuple[MoveLine, ...]
    later: ShiftedMove
    earlier: ShiftedMove | None


@dataclass(frozen=True)
class RoadmapExplanation:
    """When a municipality moves what, and what it would come to a year later or earlier."""

    result: RoadmapResult
    code: str
    moves: tuple[ExplainedMove, ...]

    @property
    def name(self) -> str:
        """Name of the municipality."""
        return self.result.instance.municipalities[self.code].name

    @property
    def years(self) -> Sequence[MunicipalityYearLine]:
        """What it pays in each year."""
        return [line for line in self.result.lines.municipality_years if line.code == self.code]

    def as_record(self) -> dict[str, Any]:
        """Return all of it as entries of JSON; money in kr."""
        return {
            "municipality": self.code,
            "name": self.name,
            "moves": [
                {
                    "year": move.year,
                    "tasks": [dict(line) for line in move.lines],
                    "later": asdict(move.later),
                    "earlier": None if move.earlier is None else asdict(move.earlier),
                }
                for move in self.moves
            ],
            "years": [dict(line) for line in self.years],
            "objective_kr": self.result.objective_kr,
            "bound_kr": self.result.bound_kr,
            "gap": self.result.gap,
        }


def explain_roadmap(result: RoadmapResult, municipality: str) -> RoadmapExplanation:
    """Explain when a municipality moves, and what it would come to if it did a year later or earlier.

    Parameters
    ----------
    result
        A result with a path.
    municipality
        Its name or code.

    Returns
    -------
    RoadmapExplanation
        Its moves by year, in order.

    Raises
    ------
    InvalidInputError
        There is no such municipality.
    """
    code, _ = find_municipality(result.instance, municipality, None)
    shifting = _Shifting(result.path)
    by_year: dict[int, list[MoveLine]] = defaultdict(list)
    for line in result.lines.year_moves:
        if line.municipality == code:
            by_year[line.year].append(line)
    moves = [
        ExplainedMove(year, tuple(lines), shifting.wait(year, lines), shifting.hurry(year, lines))
        for year, lines in by_year.items()
    ]
    return RoadmapExplanation(result, code, tuple(moves))


@dataclass(frozen=True)
class _Shifting:
    """A path with some moves at another time."""

    path: RoadmapPlan

    @cached_property
    def places(self) -> Mapping[int, Places]:
        """Who answers what in each year."""
        return {
            year: {(route.municipality, route.task): route.centre for route in plan.routes}
            for year, plan in self.path.plans.items()
        }

    def wait(self, year: int, lines: Sequence[MoveLine]) -> ShiftedMove:
        """Leave tasks where they were for the year in which they move."""
        before = {(line.municipality, line.task): line.from_centre for line in lines}
        following = next((one for one in self.places if one > year), None)
        return self._shift(year, before, following)

    def hurry(self, year: int, lines: Sequence[MoveLine]) -> ShiftedMove | None:
        """Move tasks in the year before they do; None where the path begins with that."""
        previous = self.path.problem.year_before(year)
        if previous is None:
            return None
        after = {(line.municipality, line.task): line.to_centre for line in lines}
        return self._shift(previous, after, previous)

    def _shift(self, changed: int, places: Places, told: int | None) -> ShiftedMove:
        """Return what it comes to if some tasks are elsewhere in a year; it is told of another."""
        problem = self.path.problem.problems[changed]
        known = {key: place for key, place in places.items() if key in problem.instance.contacts}
        lost = tuple(task for (code, task), place in known.items() if not self._has_route(changed, code, task, place))
        if lost:
            return ShiftedMove(told, None, unanswerable=lost)
        plans = dict(self.path.plans)
        plans[changed] = Plan.of(problem, Assignment({**self.places[changed], **known}))
        shifted = RoadmapPlan(self.path.problem, plans)
        answers = {
            year: [(route.municipality, route.task, route.centre) for route in plan.routes]
            for year, plan in plans.items()
        }
        broken = dict.fromkeys(breach.rule for breach in broken_over_years(self.path.problem.instance, answers))
        return ShiftedMove(told, shifted.cost_kr - self.path.cost_kr, tuple(broken))

    def _has_route(self, year: int, code: str, task: str, place: str) -> bool:
        problem = self.path.problem.problems[year]
        if place != DEPARTMENTS and place not in problem.instance.centres:
            return False
        return Route(code, task, place, form_of(problem.instance, code, place)) in problem.lawful
