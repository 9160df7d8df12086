"""Routes: the (municipality, task, centre) triples that law, policy, groups and locks allow.

Every rule that can rule a route out stands here once, under the name people see, so that the same
code builds the model's index sets and answers "why not there?".
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

from optimiser.data.columns import FORMS, HOME_FORMS, Form
from optimiser.data.instance import Instance
from optimiser.data.rows import Lock

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


def candidates(instance: Instance, municipality: str, task: str) -> Iterator[Route]:
    """Every triple there could be, lawful or not."""
    for centre, form in _forms(instance, municipality):
        yield Route(municipality, task, centre, form)


def _forms(instance: Instance, municipality: str) -> list[tuple[str, Form]]:
    """Every centre, the departments among them, and the form in which it would answer the municipality."""
    return [(centre, form_of(instance, municipality, centre)) for centre in (DEPARTMENTS, *instance.centres)]


def eligible_routes(instance: Instance) -> tuple[Route, ...]:
    """Every route no rule refuses; volumes that no centre can reach are the next step's matter.

    Each rule is asked of as little as it looks at: of forms and tasks, of places, and of routes only the locks.
    """
    possible = {
        (form, task) for form in FORMS for task in instance.tasks if not _refused(instance, OF_FORMS, form, task)
    }
    places = {municipality: _places(instance, municipality) for municipality in instance.tasks_of}
    lawful = (
        Route(municipality, task, centre, form)
        for municipality, tasks in instance.tasks_of.items()
        for task, (centre, form) in product(tasks, places[municipality])
        if (form, task) in possible
    )
    locked = bool(instance.tables.locks)
    return tuple(route for route in lawful if not (locked and _locked_out(instance, route)))


def _places(instance: Instance, municipality: str) -> list[tuple[str, Form]]:
    """The centres that may answer a municipality anything at all, the departments among them, and in which form."""
    return [
        (centre, form)
        for centre, form in _forms(instance, municipality)
        if not _refused(instance, OF_PLACES, form, municipality=municipality, centre=centre)
    ]


def _refused(
    instance: Instance, rules: "Rules", form: Form, task: str = "", municipality: str = "", centre: str = ""
) -> bool:
    """True when one of the rules refuses whatever has this form, and what else the rules look at."""
    route = Route(municipality, task, centre, form)
    return any(refuses(instance, route) for _, refuses in rules)


def refusal(instance: Instance, route: Route) -> str | None:
    """Name of the first rule that refuses the route, or None when it is allowed."""
    return next(refusals(instance, route), None)


def refusals(instance: Instance, route: Route) -> Iterator[str]:
    """Names of all rules that refuse the route."""
    return (rule for rule, refuses in REFUSALS if refuses(instance, route))


def lock_concerns(lock: Lock, route: Route, level: int) -> bool:
    """True when the lock speaks of the route's municipality and task."""
    return (
        lock.municipality in (None, route.municipality)
        and lock.task in (None, route.task)
        and lock.level in (None, level)
    )


def lock_names(lock: Lock, route: Route) -> bool:
    """True when the lock names the route's centre or form; a lock that names neither names all."""
    return lock.centre in (None, route.centre) and lock.form in (None, route.form)


def _not_in_policy(instance: Instance, route: Route) -> bool:
    return instance.tasks[route.task].level not in instance.settings.policy.levels.of(route.form)


def _forbidden_by_law(instance: Instance, route: Route) -> bool:
    task = instance.tasks[route.task]
    return any(law.forbids(route.form, task) for law in instance.laws)


def _not_in_group(instance: Instance, route: Route) -> bool:
    return route.form == "regional" and route.centre not in instance.groups_of.get(route.municipality, ())


def _not_a_host(instance: Instance, route: Route) -> bool:
    seat = instance.centres[route.centre].seat if route.form == "purchased" else None
    return seat is not None and not instance.municipalities[seat].candidate_host


def _not_mandated(instance: Instance, route: Route) -> bool:
    level = instance.tasks[route.task].level
    return any(
        level in mandate.levels and route.form not in mandate.forms for mandate in instance.settings.policy.mandatory
    )


def _locked_out(instance: Instance, route: Route) -> bool:
    level = instance.tasks[route.task].level
    return any(
        lock_names(lock, route) == (lock.demand == "must not")
        for lock in instance.locks_of[route.municipality]
        if lock_concerns(lock, route, level)
    )


Rules = tuple[tuple[str, Callable[[Instance, Route], bool]], ...]

OF_FORMS: Rules = (
    ("eligible-levels", _not_in_policy),
    ("authority-stays-home", _forbidden_by_law),
    ("mandatory", _not_mandated),
)
"""Rules that look at a route's form and task alone."""
OF_PLACES: Rules = (("group-membership", _not_in_group), ("open-centre", _not_a_host))
"""Rules that look at its form, municipality and centre."""
OF_ROUTES: Rules = (("locks", _locked_out),)
"""Rules that look at all of it."""
NAMED_FIRST = ("eligible-levels", "authority-stays-home", "group-membership", "open-centre", "mandatory", "locks")
REFUSALS: Rules = tuple(sorted((*OF_FORMS, *OF_PLACES, *OF_ROUTES), key=lambda rule: NAMED_FIRST.index(rule[0])))
"""The rules that refuse routes one by one, in the order in which they are named to people."""
