"""The structure of a plan: what is left of it when all that is a trifle is taken away.

It is the shared centres that are open, and for each task of each municipality the form in which it is answered, and
at which shared centre. Which host a municipality buys from is no part of it, nor which of several centres that nothing
but the name tells apart.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from optimiser.data.columns import Form
from optimiser.data.instance import Instance
from optimiser.planning.routes import Route

LEAST_SHARE = 0.05
"""Plans with the same shared centres differ when this share of the country's contacts is answered otherwise.

It is about what the second largest municipality has. Less is a trifle: one task here and there, at a price that no
assumption is sure of.
"""

FormAndCentre = tuple[Form, str]
"""The form, and the shared centre; blank where the form says all."""


@dataclass(frozen=True)
class Structure:
    """The structure of one plan: how often each kind of shared centre is open, and how each task is answered.

    Of centres that are interchangeable the first stands for all.
    """

    centres: frozenset[tuple[str, int]]
    answers: frozenset[tuple[str, str, FormAndCentre]]

    @cached_property
    def answer_of(self) -> Mapping[tuple[str, str], FormAndCentre]:
        """By municipality and task, how it is answered."""
        return {(municipality, task): answer for municipality, task, answer in self.answers}

    @cached_property
    def open(self) -> Counter[str]:
        """How many shared centres of each kind are open."""
        return Counter(dict(self.centres))

    def moved_tasks(self, other: "Structure") -> frozenset[tuple[str, str]]:
        """The tasks, as (municipality, task), that the other plan has answered otherwise."""
        return frozenset(key for key, answer in self.answer_of.items() if other.answer_of[key] != answer)

    @staticmethod
    def least_contacts(instance: Instance) -> float:
        """Return how many contacts a year must be answered otherwise for plans with like centres to differ."""
        return LEAST_SHARE * sum(instance.contacts.values())

    @staticmethod
    def answer_by(route: Route, same: Mapping[str, str]) -> FormAndCentre:
        """Return how a route answers; `same` has by shared centre the first of those interchangeable with it."""
        return route.form, same.get(route.centre, "")


def structure_of(routes: Iterable[Route], same: Mapping[str, str]) -> Structure:
    """The structure of a plan."""
    routes = tuple(routes)
    used = {route.centre for route in routes if route.centre in same}
    counted = Counter(same[centre] for centre in used)
    return Structure(
        frozenset(counted.items()),
        frozenset((route.municipality, route.task, Structure.answer_by(route, same)) for route in routes),
    )
