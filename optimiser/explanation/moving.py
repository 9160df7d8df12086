"""The local difference: one task moved to another place, and all else left as it is. Nothing is solved."""

from collections.abc import Mapping
from dataclasses import dataclass

from optimiser.audit import Breach
from optimiser.explanation.around import LocalStep, step_from
from optimiser.planning.plan import Plan
from optimiser.planning.routes import Route, form_of
from optimiser.result.result import Result


@dataclass(frozen=True)
class LocalDifference:
    """A plan with one task moved, against the plan as it was (kr. a year).

    `pays_kr` is what the municipality pays more than in the plan. Where `breaches` are there the move breaks rules,
    and the difference is what it would cost if it did not.
    """

    difference_kr: float
    terms_kr: Mapping[str, float]
    pays_kr: float
    breaches: tuple[Breach, ...]

    @classmethod
    def by_step(cls, one: LocalStep) -> "LocalDifference":
        """What a step changes."""
        return cls(one.difference_kr, one.terms_kr, one.pays_kr, one.breaches)

    @property
    def obeys(self) -> bool:
        """True when the moved plan breaks no rule, and so is a plan."""
        return not self.breaches


def move_task(base: Plan, route: Route) -> LocalDifference:
    """A plan with one task answered as `route` says: a place that no rule refuses by itself."""
    return LocalDifference.by_step(step_from(base, (route,)))


def route_of(result: Result, municipality: str, task: str) -> Route:
    """Where a result's plan answers a task of a municipality."""
    centre = result.assignment[municipality, task]
    return Route(municipality, task, centre, form_of(result.instance, municipality, centre))


def more_by_term_kr(before: Result, after: Result) -> dict[str, float]:
    """What each term of the cost is more in the second plan, in kr. a year; below 0, less."""
    earlier_kr = before.figures.terms_kr
    return {term: float(kr - earlier_kr[term]) for term, kr in after.figures.terms_kr.items()}


def paid_kr(result: Result, municipality: str) -> float:
    """What a municipality pays in a plan, in kr. a year."""
    return next(line.after_kr for line in result.lines.municipalities if line.code == municipality)
