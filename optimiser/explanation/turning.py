"""How far an assumption must move for an alternative to be cheaper than the plan: both held as they are.

At the value found the plan is not the best any more, at the latest: another plan may overtake it earlier.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from optimiser.data.findings import InvalidInputError
from optimiser.data.instance import Instance
from optimiser.fixed_plan import evaluate_fixed_plan
from optimiser.planning.assignment import Assignment
from optimiser.planning.plan import Plan
from optimiser.planning.problem import build_problem
from optimiser.result.result import Result
from optimiser.sensitivity.ranges import Range, Side, read_ranges
from optimiser.sensitivity.tornado import DEARER, After, Bracket

TOLERANCE = 1 / 256
"""How near the two values are brought between which the plans change places, as a share of the range."""
OVERTAKEN = After(DEARER, None, "", None)

At = Callable[[str, float], Instance]
"""The instance with a parameter, by its dotted name, at a value; raises InvalidInputError where it has none there."""


@dataclass(frozen=True)
class Turn:
    """Where an alternative gets cheaper than the plan, between the value of a parameter and an end of its range.

    At `holds_at` the plan costs less by `holds_by_kr` a year, at `turns_at` more by `turns_by_kr`; both None where
    it costs less up to the end, `holds_at`.
    """

    parameter: str
    base: float
    side: Side
    holds_at: float
    holds_by_kr: float
    turns_at: float | None = None
    turns_by_kr: float | None = None


@dataclass(frozen=True)
class Duel:
    """A plan and an alternative, both held with who answers what as it is, wherever a parameter is moved."""

    result: Result
    alternative: Assignment
    at: At

    def find_turns(self) -> Iterator[Turn]:
        """Each parameter with a range, towards each end; none for one that is no number or cannot be held there."""
        ranges, _ = read_ranges(self.result.instance)
        for each in ranges:
            for side, end in each.ends:
                if each.base is not None and end != each.base:
                    turn = self._turn_towards(each, each.base, side, end)
                    if turn:
                        yield turn

    def _turn_towards(self, moved: Range, base: float, side: Side, end: float) -> Turn | None:
        there_kr = self._ahead_kr(moved, end)
        if there_kr is None:
            return None
        if there_kr >= 0:
            return Turn(moved.parameter, base, side, end, there_kr)
        found = self._narrow_bracket(
            Bracket(moved, side, "plan", base, end, moved.share_of_range(TOLERANCE), OVERTAKEN)
        )
        held_kr, turned_kr = (self._audited_kr(moved, value) for value in (found.held_at, found.switched_at))
        if held_kr is None or turned_kr is None or held_kr < 0 or turned_kr > 0:
            return None
        return Turn(moved.parameter, base, side, found.held_at, held_kr, found.switched_at, -turned_kr)

    def _narrow_bracket(self, bracket: Bracket) -> Bracket:
        """Halve until the two values are near enough; where the plans cannot be held, the plan does not hold."""
        while (middle := bracket.middle) is not None:
            ahead_kr = self._ahead_kr(bracket.moved, middle)
            bracket = bracket.narrow_by(middle, OVERTAKEN if ahead_kr is None or ahead_kr < 0 else None)
        return bracket

    def _ahead_kr(self, moved: Range, value: float) -> float | None:
        """By how much the plan is cheaper there (kr. a year); None where one of the two is not lawful."""
        try:
            problem = build_problem(self.at(moved.parameter, value))
        except InvalidInputError:
            return None
        plans = [Plan.of(problem, assignment) for assignment in (self.result.assignment, self.alternative)]
        if any(route not in problem.lawful for plan in plans for route in plan.routes):
            return None
        return plans[1].cost_kr - plans[0].cost_kr

    def _audited_kr(self, moved: Range, value: float) -> float | None:
        """As `_ahead_kr`, with both plans held and audited there."""
        instance = self.at(moved.parameter, value)
        assignments = (self.result.assignment, self.alternative)
        plan, alternative = (evaluate_fixed_plan(each, instance).lawful_figures for each in assignments)
        if plan is None or alternative is None:
            return None
        return alternative.objective_kr - plan.objective_kr


def break_even_values(result: Result, alternative: Assignment, at: At) -> tuple[Turn, ...] | None:
    """Where an alternative plan gets cheaper than the plan of a run; None where it costs no more as it is."""
    cost_kr = Plan.of(result.plan.problem, alternative).cost_kr
    if cost_kr <= result.figures.objective_kr:
        return None
    return tuple(Duel(result, alternative, at).find_turns())
