"""What lies around a plan: plans in which tasks of one municipality go elsewhere, priced and judged without a solve.

Nothing but the centres that the municipality leaves and comes to changes, so only these are priced, before and after.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from optimiser.audit import Breach, broken_together
from optimiser.audit.audit import AUDITED
from optimiser.audit.run_files import format_amount
from optimiser.planning.charges import Charge, sum_charges
from optimiser.planning.plan import CentreCost, Plan
from optimiser.planning.problem import Problem
from optimiser.planning.routes import DEPARTMENTS, Route
from optimiser.result.tables import terms_kr
from optimiser.rules.registry import all_rules, asks_for


@dataclass(frozen=True)
class Part:
    """What a change touches of a plan: the `own` answers of who changes; `near` has others at their centres too.

    What others pay for their answers and connections stays, and is not counted.
    """

    own: Plan
    near: Plan

    @property
    def operation(self) -> Mapping[str, CentreCost]:
        """What answering costs at each of the centres."""
        return self.near.operation

    @cached_property
    def charges(self) -> Charge:
        """All that is paid besides, by term."""
        own, centres = self.own, self.near.centre_charges
        paid = (own.route_charges, own.link_charges, own.form_charges, centres)
        return sum_charges(charge for charges in paid for charge in charges.values())

    @cached_property
    def cost_kr(self) -> float:
        """Kr. a year of all that the change can touch."""
        return sum(cost.by_pieces_kr for cost in self.operation.values()) + self.charges.yearly_kr


@dataclass(frozen=True)
class LocalStep:
    """Tasks of one municipality that go elsewhere than in the plan `base`; what that touches, `before` and `after`."""

    base: Plan
    changed: tuple[Route, ...]
    before: Part
    after: Part

    @property
    def municipality(self) -> str:
        """Whose tasks they are."""
        return self.changed[0].municipality

    @cached_property
    def difference_kr(self) -> float:
        """What the plan costs more (kr. a year)."""
        return self.after.cost_kr - self.before.cost_kr

    @cached_property
    def terms_kr(self) -> dict[str, float]:
        """What each term of the cost is more (kr. a year)."""
        earlier_kr = terms_kr(self.before)
        return {term: kr - earlier_kr[term] for term, kr in terms_kr(self.after).items()}

    @cached_property
    def pays_kr(self) -> float:
        """What the municipality pays more (kr. a year)."""
        after, before = (part.near.shares_by_municipality for part in (self.after, self.before))
        return after[self.municipality].yearly_kr - before[self.municipality].yearly_kr

    @cached_property
    def breaches(self) -> tuple[Breach, ...]:
        """The rules that the plan breaks with the change.

        What rules look at is whole portfolios and whole centres: of all who are answered where something changes.
        What they find wrong with these before is not there in the whole plan. Some look at the whole plan.
        """
        if asks_for("looks_at_whole_plan", self.base.problem.instance):
            return broken_rules(self.base.problem, self.routes)
        codes = {route.municipality for part in (self.before, self.after) for route in part.near.routes}
        around = tuple(route for code in codes for route in self.base.by_municipality[code])
        found = broken_rules(self.base.problem, replace_routes(around, self.changed))
        known = set(broken_rules(self.base.problem, around)) if found else set()
        return tuple(breach for breach in found if breach not in known)

    @cached_property
    def routes(self) -> tuple[Route, ...]:
        """The whole plan after the change."""
        return replace_routes(self.base.routes, self.changed)


def step_from(base: Plan, changed: Sequence[Route]) -> LocalStep:
    """The plan with the tasks of the changed routes, all of one municipality, answered as these say."""
    code = changed[0].municipality
    own = tuple(base.by_municipality[code])
    later = replace_routes(own, changed)
    centres = dict.fromkeys(route.centre for route in (*own, *later) if route.centre != DEPARTMENTS)
    at = (route for centre in centres for route in base.by_centre.get(centre, ()))
    others = tuple(route for route in at if route.municipality != code)
    parts = (Part(Plan(base.problem, some), Plan(base.problem, (*some, *others))) for some in (own, later))
    return LocalStep(base, tuple(changed), *parts)


def broken_rules(problem: Problem, routes: Iterable[Route]) -> tuple[Breach, ...]:
    """The rules that routes, each lawful by itself, break together."""
    plan = Plan(problem, tuple(routes))
    answers = ((route.municipality, route.task, route.centre) for route in plan.routes)
    return (*broken_together(problem.instance, answers), *_broken_besides(plan))


def _broken_besides(plan: Plan) -> Iterator[Breach]:
    """Return the breaches of rules that the audit does not know."""
    for rule in all_rules():
        if rule.name not in AUDITED and rule.is_asked(plan.problem.instance):
            for slack in rule.slacks(plan) or ():
                if slack.broken:
                    found = f"is beyond its limit by {format_amount(-slack.spare)}"
                    yield Breach(rule.name, slack.about, found, "that is not allowed")


def replace_routes(routes: Iterable[Route], changed: Sequence[Route]) -> tuple[Route, ...]:
    """The routes with those of some tasks instead of what they were."""
    moved = {(route.municipality, route.task) for route in changed}
    return (*(route for route in routes if (route.municipality, route.task) not in moved), *changed)
