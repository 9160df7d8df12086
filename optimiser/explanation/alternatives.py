"""What else there is for a task of a municipality: every other place, and the rules that rule it out."""

from collections.abc import Iterator
from dataclasses import dataclass

from optimiser.planning.problem import Problem, Shortfall
from optimiser.planning.routes import Route, candidate_routes
from optimiser.rules.registry import rules_refusing

REACH = "minimum-volume"
"""The rule that keeps a centre closed which can never get the contacts it must have."""


@dataclass(frozen=True)
class Refusal:
    """A rule that rules a place out; where the law says so, `citations` of it; where it is too small, by how much."""

    rule: str
    citations: tuple[str, ...] = ()
    short: Shortfall | None = None


@dataclass(frozen=True)
class Alternative:
    """Another place for the task, and the rules that rule it out: it is lawful where there are none."""

    route: Route
    refused_by: tuple[Refusal, ...]

    @property
    def lawful(self) -> bool:
        """True when no rule refuses this place by itself; others may once all else is as it is."""
        return not self.refused_by


def list_alternatives(problem: Problem, taken: Route) -> tuple[Alternative, ...]:
    """Every place but the one taken: the departments, each centre of the structure; in the order of the tables."""
    others = (
        route
        for route in candidate_routes(problem.instance, taken.municipality, taken.task)
        if route.centre != taken.centre
    )
    return tuple(Alternative(route, tuple(_refused_by(problem, route))) for route in others)


def _refused_by(problem: Problem, route: Route) -> Iterator[Refusal]:
    for rule in rules_refusing(problem.instance, route):
        yield Refusal(rule.name, rule.citations(problem.instance, route))
    short = problem.closed.get(route.centre)
    if short is not None and route not in problem.lawful:
        yield Refusal(REACH, short=short)
