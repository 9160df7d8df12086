"""Why a whole plan is as it is: what each centre that serves others does, and what it saves against answers at home."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from optimiser.explanation.explanation import RUN_ENTRIES
from optimiser.explanation.local_moves import broken_rules, replace_routes
from optimiser.planning.plan import Plan
from optimiser.planning.routes import DEPARTMENTS, Route
from optimiser.result.result import Result
from optimiser.rules.registry import measured_at

SCHEMA_VERSION = 1
"""Version of what `explain RUN --json` prints; raised when an entry changes its meaning."""


@dataclass(frozen=True)
class ServingCentre:
    """A centre that serves others, and what the country pays more where these answer at home instead (kr. a year).

    `saves_kr` is None where one of them may not; where the plan breaks rules then, `obeys` is False. `settled` where it
    serves others in every plan as cheap; None where that was not asked. `binding` are the rules whose limit it is at.
    """

    centre: str
    municipalities: int
    contacts: float
    unit_kr: float
    saves_kr: float | None
    obeys: bool
    settled: bool | None
    binding: tuple[str, ...]


@dataclass(frozen=True)
class Whole:
    """The centres of a plan that serve others, the one that saves most first."""

    result: Result
    centres: tuple[ServingCentre, ...]

    def as_record(self) -> dict[str, Any]:
        """All of it as entries of JSON; money in kr. a year, contacts a year."""
        run = self.result.run.model_dump(include=set(RUN_ENTRIES))
        return {"schema_version": SCHEMA_VERSION, **run, "centres": [asdict(centre) for centre in self.centres]}


def explain_whole(result: Result) -> Whole:
    """What each centre that serves others does in the plan of a result. Nothing is solved."""
    found = sorted(_serving_centres(result), key=lambda one: (one.saves_kr is None, -(one.saves_kr or 0.0)))
    return Whole(result, tuple(found))


def _serving_centres(result: Result) -> Iterator[ServingCentre]:
    plan, told = result.plan, result.run.every_plan
    unit_kr = {line.centre: line.unit_cost_kr for line in result.lines.centres}
    rules = {rule: about for rule, about in result.figures.rules_that_bind.items() if "centre" in measured_at(rule)}
    for centre, routes in plan.by_centre.items():
        sent = [route for route in routes if route.away]
        if not sent:
            continue
        without = _answered_at_home(plan, sent)
        yield ServingCentre(
            centre,
            len({route.municipality for route in sent}),
            sum(result.instance.contacts[route.municipality, route.task] for route in sent),
            unit_kr[centre],
            without.cost_kr - plan.cost_kr if without else None,
            without is not None and not broken_rules(plan.problem, without.routes),
            None if told is None else centre in told.serving,
            tuple(rule for rule, about in rules.items() if centre in about),
        )


def _answered_at_home(plan: Plan, sent: list[Route]) -> Plan | None:
    """The plan with tasks that are sent answered at home, in an own centre if that may be; None where one may not."""
    home = []
    for route in sent:
        own = plan.problem.instance.own_centre.get(route.municipality, DEPARTMENTS)
        found = plan.problem.first_lawful(route.municipality, route.task, (own, DEPARTMENTS))
        if found is None:
            return None
        home.append(found)
    return Plan(plan.problem, replace_routes(plan.routes, home))
