"""A year of a path as somebody sees it who decides it without looking ahead: as if it stayed.

Who decides a year y knows what has been decided before it, and plans as if all years that are left were like it: with
its contacts, prices and rules. Nothing is foreseen to move later. So the year is chosen by what a path costs that ends
with it and goes on like it:

    Σ_{y' < y} d_y' year_y' + D_y (running_y + annuities_y) + d_y (transition_y + undoing_y)

with d and D as in `planning/roadmap.py` and `model/roadmap.py`. That is what a path over the years up to y costs, if a
kr. of y is worth what a kr. in every year from it on is, and what is lost by moving in y, or paid for what is undone
in it, is spread over these. What
stays must keep the rules to the end: a new centre that does not grow needs at once what is asked of it at last, and a
host sells no more than it may in any later year (`solver/roadmap_by_year.py`).
"""

from dataclasses import dataclass, replace

from optimiser.planning.problem import Problem, restrict_problem
from optimiser.planning.roadmap import RoadmapProblem


@dataclass(frozen=True)
class AsIfItStayed(RoadmapProblem):
    """The years of a path up to one, which stands for all that are left.

    `left` is what a kr. in every year from the last one on is worth in the first, over all years of the whole path.
    """

    left: float

    @classmethod
    def until(cls, whole: RoadmapProblem, year: int) -> "AsIfItStayed":
        """Return the years of a whole path up to a year, as if that stayed."""
        problems = {earlier: problem for earlier, problem in whole.problems.items() if earlier <= year}
        return cls(whole.instance, problems, whole.weight_from(year))

    def with_last(self, problem: Problem) -> "AsIfItStayed":
        """Return the same years with another problem in the last, of which the routes that this has are kept."""
        last = self.years[-1]
        kept = restrict_problem(problem, self.problems[last].routes)
        return replace(self, problems={**self.problems, last: kept})

    def weight(self, year: int) -> float:
        """Return what a kr. of a year is worth in the first; the last counts for all that are left."""
        return self.left if year == self.years[-1] else super().weight(year)

    def share_while_new(self, year: int, since: int) -> float:
        """Return the share of its minimum that a centre must have in a year; in the last, what is asked at last."""
        return super().share_while_new(self.instance.years[-1] if year == self.years[-1] else year, since)

    def transition_kr(self, year: int, municipality: str, task: str) -> float:
        """Return what is lost in a year in which a task moves (kr.); in the last, each year's part of it."""
        return self._paid_in_once(year, super().transition_kr(year, municipality, task))

    def undoing_kr(self, year: int, municipality: str, task: str) -> float:
        """Return what is paid in a year in which a task is undone (kr.); in the last, each year's part of it."""
        return self._paid_in_once(year, super().undoing_kr(year, municipality, task))

    def _paid_in_once(self, year: int, kr: float) -> float:
        """Return what is paid once in a year; in the last, each year's part of it (kr.)."""
        return kr * super().weight(year) / self.left if year == self.years[-1] else kr
