"""Routes: the (municipality, task, centre) triples that law, policy, groups and locks allow.

The rules themselves say which routes they exclude, so that the same code builds the model's index sets and
answers "why not there?".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from optimiser.data.columns import FORMS, HOME_FORMS, Form
from optimiser.data.instance import Instance
from optimiser.rules.registry import refusing_rules, rules_refusing
from optimiser.rules.rule import Rule

HOME = "home"
"""Stands for the own centre and the departments together: one place to a municipality's citizens."""
DEPARTMENTS = "departments"
"""Stands for the municipality's own departments, which answer the form `unchanged`."""


@dataclass(frozen=True, order=True)
class Route:
    """One lawful way to answer a municipality's task: at `centre`, in the form that follows."""

    municipality: str
    task: str
    centre: str
    form: Form

    @property
    def away(self) -> bool:
        """True when the contact leaves the municipality."""
        return self.form not in HOME_FORMS

    @property
    def place(self) -> str:
        """The entry point that answers: another centre, or home."""
        return self.centre if self.away else HOME


def form_of(instance: Instance, municipality: str, centre: str) -> Form:
    """The form that follows from a municipality being answered at a centre."""
    return "unchanged" if centre == DEPARTMENTS else instance.centres[centre].form_for(municipality)


def candidate_routes(instance: Instance, municipality: str, task: str) -> Iterator[Route]:
    """Every triple there could be, lawful or not."""
    for centre, form in _forms_by_centre(instance, municipality):
        yield Route(municipality, task, centre, form)


def _forms_by_centre(instance: Instance, municipality: str) -> list[tuple[str, Form]]:
    """Every centre, the departments among them, and the form in which it would answer the municipality."""
    return [(centre, form_of(instance, municipality, centre)) for centre in (DEPARTMENTS, *instance.centres)]


def eligible_routes(instance: Instance) -> tuple[Route, ...]:
    """Every route no rule refuses; volumes that no centre can reach are the next step's matter.

    Each rule is asked of as little as it looks at: of forms and tasks, of places, or of routes.
    """
    possible = {(form, task) for form in FORMS for task in tasks_in_form(instance, form)}
    places = {municipality: _possible_places(instance, municipality) for municipality in instance.tasks_of}
    lawful = (
        Route(municipality, task, centre, form)
        for municipality, tasks in instance.tasks_of.items()
        for task, (centre, form) in product(tasks, places[municipality])
        if (form, task) in possible
    )
    of_routes = refusing_rules(instance, "route")
    return tuple(route for route in lawful if not any(rule.refuses(instance, route) for rule in of_routes))


def tasks_in_form(instance: Instance, form: Form) -> tuple[str, ...]:
    """The tasks that no rule which looks at forms and tasks alone refuses in a form, whoever has them."""
    rules = refusing_rules(instance, "form and task")
    return tuple(task for task in instance.tasks if not _is_refused(instance, rules, form, task))


def _possible_places(instance: Instance, municipality: str) -> list[tuple[str, Form]]:
    """The centres that may answer a municipality anything at all, the departments among them, and in which form."""
    rules = refusing_rules(instance, "place")
    return [
        (centre, form)
        for centre, form in _forms_by_centre(instance, municipality)
        if not _is_refused(instance, rules, form, municipality=municipality, centre=centre)
    ]


def _is_refused(
    instance: Instance, rules: tuple[Rule, ...], form: Form, task: str = "", municipality: str = "", centre: str = ""
) -> bool:
    """True when one of the rules refuses whatever has this form, and what else the rules look at."""
    route = Route(municipality, task, centre, form)
    return any(rule.refuses(instance, route) for rule in rules)


def list_refusals(instance: Instance, route: Route) -> Iterator[str]:
    """Names of all rules that refuse the route."""
    return (rule.name for rule in rules_refusing(instance, route))


def rules_against_home(instance: Instance) -> tuple[str, ...]:
    """Return the names of the rules by which some task of a municipality has no way to be answered at home."""
    found: dict[str, None] = {}
    for municipality, tasks in instance.tasks_of.items():
        for task in tasks:
            ways = [route for route in candidate_routes(instance, municipality, task) if not route.away]
            refusals = [tuple(list_refusals(instance, route)) for route in ways]
            if all(refusals):
                found |= dict.fromkeys(rule for some in refusals for rule in some)
    return tuple(found)
