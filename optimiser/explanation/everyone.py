"""Every form of every task of every municipality against the plan, from one model and a few solves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from optimiser.data.columns import FORMS
from optimiser.explanation.explanation import (
    Alternative,
    Explanation,
    PricedAlternative,
    TaskExplanation,
    explain_answer,
    list_alternatives,
)
from optimiser.explanation.local_moves import LocalDifference, step_from
from optimiser.explanation.settling import Settling
from optimiser.planning.plan import Plan
from optimiser.planning.routes import Route
from optimiser.result.result import Result


@dataclass(frozen=True)
class Everyone:
    """Explains municipalities of one run, one after another; what is solved for one is not solved for the next."""

    result: Result

    @cached_property
    def _settling(self) -> Settling:
        return Settling(self.result)

    def explain_municipality(self, municipality: str) -> Explanation:
        """Each form that may answer a task instead of the one that does, at the place that is cheapest by itself.

        Raises KeyboardInterrupt on Ctrl-C, SolverError.
        """
        base = self._settling.base
        answers = (self._explain_answer(base, route) for route in base.by_municipality[municipality])
        return Explanation(self.result, municipality, tuple(answers), interrupted=False)

    def _explain_answer(self, base: Plan, taken: Route) -> TaskExplanation:
        found = list_alternatives(base.problem, taken)
        refused = (PricedAlternative(one) for one in found if not one.lawful)
        return explain_answer(self.result, taken, [*self._price_forms(base, taken, found), *refused])

    def _price_forms(self, base: Plan, taken: Route, found: Sequence[Alternative]) -> Iterator[PricedAlternative]:
        for form in FORMS:
            places = [one for one in found if one.lawful and one.route.form == form]
            if places and form != taken.form:
                nearest, move = _nearest_place(base, places)
                yield PricedAlternative(nearest, move, self._settling.bound_difference([one.route for one in places]))


def _nearest_place(base: Plan, places: Sequence[Alternative]) -> tuple[Alternative, LocalDifference]:
    """The place that is cheapest with all else as it is; one where that breaks no rule, if there is one."""
    moves = [(step_from(base, (one.route,)), one) for one in places]
    moves.sort(key=lambda move: move[0].difference_kr)
    chosen, nearest = next((move for move in moves if not move[0].breaches), moves[0])
    return nearest, LocalDifference.by_step(chosen)
