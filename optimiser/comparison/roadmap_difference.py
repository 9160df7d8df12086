"""Two plans over the same years: what each year costs more or less, and who moves in another year.

Money in kr., over the years in the worth of the first. `before` and `after` are only an order: either may be cheaper.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from optimiser.comparison.inputs import differing_inputs
from optimiser.data.findings import Finding, InvalidInputError
from optimiser.result.roadmap import RoadmapResult

YEAR_FIGURES = ("cost_kr", "investment_kr", "moved_tasks")
"""What is told of each year in both plans."""


@dataclass(frozen=True)
class RoadmapDifference:
    """What is otherwise in the plan `after` than in the plan `before`, which are over the same years.

    `names` are what the two are called, the first and the second.
    """

    before: RoadmapResult
    after: RoadmapResult
    names: tuple[str, str]

    @property
    def change_kr(self) -> float:
        """What the second costs more over the years; below 0, less."""
        return (self.after.objective_kr or 0.0) - (self.before.objective_kr or 0.0)

    @property
    def by_year(self) -> tuple[bool, bool]:
        """Which of the two was decided year by year: its cost is as it was decided, and not a best that was sought."""
        return bool(self.before.record.decided_years), bool(self.after.record.decided_years)

    @property
    def is_same_question(self) -> bool:
        """True where the best plans of the same data were sought, so that these are the same whatever was found."""
        return not any(self.by_year) and self.before.record.input_sha256 == self.after.record.input_sha256

    @property
    def least_kr(self) -> float | None:
        """The best plan of the second costs at least so much more than the best of the first; None where unknown.

        One that was decided year by year stands for itself.
        """
        if self.is_same_question:
            return 0.0
        bound_kr = _least_kr(self.after)
        return None if bound_kr is None else bound_kr - (self.before.objective_kr or 0.0)

    @property
    def most_kr(self) -> float | None:
        """The same at most."""
        if self.is_same_question:
            return 0.0
        bound_kr = _least_kr(self.before)
        return None if bound_kr is None else (self.after.objective_kr or 0.0) - bound_kr

    @cached_property
    def inputs(self) -> Sequence[dict[str, Any]]:
        """A row is a parameter in `before` or `after`, of those in which the two instances differ."""
        return list(differing_inputs({"before": self.before.instance, "after": self.after.instance}))

    @cached_property
    def year_rows(self) -> Sequence[dict[str, Any]]:
        """A row is a year: its cost, what is invested, and how many tasks move, in both plans."""
        return [
            {
                "year": one.year,
                **{f"{name}_before": getattr(one, name) for name in YEAR_FIGURES},
                **{f"{name}_after": getattr(other, name) for name in YEAR_FIGURES},
                "change_kr": other.cost_kr - one.cost_kr,
            }
            for one, other in zip(self.before.lines.years, self.after.lines.years, strict=True)
        ]

    @cached_property
    def municipality_rows(self) -> Sequence[dict[str, Any]]:
        """A row is a municipality: the first year it moves any task in both plans, and what it pays more."""
        firsts = [_first_years(one) for one in (self.before, self.after)]
        paid = [_paid_kr(one) for one in (self.before, self.after)]
        names = self.after.instance.municipalities
        return [
            {
                "code": code,
                "name": names[code].name,
                "first_before": firsts[0].get(code),
                "first_after": firsts[1].get(code),
                "change_kr": kr - paid[0].get(code, 0.0),
            }
            for code, kr in paid[1].items()
        ]

    @property
    def moves_otherwise(self) -> int:
        """How many municipalities move their first task in another year, or only in one of the two."""
        return sum(row["first_before"] != row["first_after"] for row in self.municipality_rows)

    def as_record(self) -> dict[str, Any]:
        """Return all of it as entries of JSON."""
        figures = ("change_kr", "least_kr", "most_kr", "inputs")
        return {
            "before": self.names[0],
            "after": self.names[1],
            "objective_kr": [self.before.objective_kr, self.after.objective_kr],
            **{name: getattr(self, name) for name in figures},
            "years": self.year_rows,
            "municipalities": self.municipality_rows,
        }


def difference_of_roadmaps(before: RoadmapResult, after: RoadmapResult, names: tuple[str, str]) -> RoadmapDifference:
    """Set two plans over the same years and municipalities against each other.

    Raises InvalidInputError where they are not, or one has no path.
    """
    faults = list(_faults(before, after))
    if faults:
        raise InvalidInputError("the two plans", faults)
    return RoadmapDifference(before, after, names)


def _least_kr(result: RoadmapResult) -> float | None:
    """Return what the best plan costs at least; what one that was decided year by year costs."""
    return result.objective_kr if result.record.decided_years else result.bound_kr


def can_be_set_against(before: RoadmapResult, after: RoadmapResult) -> bool:
    """True for plans over the same years and municipalities."""
    return not list(_faults(before, after))


def _faults(before: RoadmapResult, after: RoadmapResult) -> Iterator[Finding]:
    if before.years != after.years:
        found = " / ".join(f"{one.years[0]}-{one.years[-1]}" for one in (before, after))
        yield Finding("years", None, "", found, "must be the same in both plans", "solve both for the same years")
    if before.instance.municipalities.keys() != after.instance.municipalities.keys():
        yield Finding("municipalities", None, "", "", "must be the same in both plans", "name two of the same instance")


def _first_years(result: RoadmapResult) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for move in result.lines.year_moves:
        found.setdefault(move.municipality, move.year)
    return found


def _paid_kr(result: RoadmapResult) -> Mapping[str, float]:
    """What each municipality pays over the years, in the first year's worth."""
    weights, found = {line.year: line.weight for line in result.lines.years}, dict[str, float]()
    for line in result.lines.municipality_years:
        found[line.code] = found.get(line.code, 0.0) + weights[line.year] * line.after_kr
    return found
