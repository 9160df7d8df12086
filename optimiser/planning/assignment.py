"""The assignment: who answers what, as a value; and the structure that is left of it without trifles."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from optimiser.data.columns import Form
from optimiser.data.findings import Finding, InvalidInputError
from optimiser.data.instance import Instance, TaskKey
from optimiser.data.run_tables import AssignmentLine
from optimiser.data.seal import seal_of
from optimiser.planning.routes import Route, form_of

if TYPE_CHECKING:
    import pandas as pd


# ---- The assignment -------------------------------------------------------------------------------

# Who answers what, as a value. All else of a plan follows from it and the instance.


COLUMNS = ("municipality", "task", "centre")


class Assignment(Mapping[TaskKey, str]):
    """The centre that answers each task of each municipality; `departments` where it stays as today.

    It cannot be changed, and two are equal where they name the same centres, in whatever order.

    Parameters
    ----------
    centre_of
        By (code of the municipality, task) the name of the centre.
    """

    __slots__ = ("_centre_of",)

    def __init__(self, centre_of: Mapping[TaskKey, str]) -> None:
        self._centre_of = dict(centre_of)

    @classmethod
    def from_routes(cls, routes: Iterable[Route]) -> "Assignment":
        """Return the assignment that routes are."""
        return cls({(route.municipality, route.task): route.centre for route in routes})

    @classmethod
    def from_frame(cls, frame: "pd.DataFrame") -> "Assignment":
        """Return the assignment that a table tells, a row a task of a municipality.

        Parameters
        ----------
        frame
            With the columns `municipality`, `task` and `centre`, as `Result.assignments` has them; others are not read.

        Raises
        ------
        InvalidInputError
            A column is missing, a cell is blank, or a task of a municipality stands there twice.
        """
        missing = [column for column in COLUMNS if column not in frame.columns]
        if missing:
            rule = f"must have the columns {', '.join(COLUMNS)}"
            raise InvalidInputError("the assignment", [Finding("assignment", None, ", ".join(missing), "", rule)])
        return cls._of_answers(frame[list(COLUMNS)].itertuples(index=False, name=None))

    @classmethod
    def from_lines(cls, lines: Iterable[AssignmentLine]) -> "Assignment":
        """Return the assignment that the lines of a run's table tell.

        Raises InvalidInputError where a cell is blank, or a task of a municipality stands there twice.
        """
        return cls._of_answers((line.municipality, line.task, line.centre) for line in lines)

    @classmethod
    def _of_answers(cls, answers: Iterable[Sequence[Any]]) -> "Assignment":
        found: dict[TaskKey, str] = {}
        findings = []
        for number, (municipality, task, centre) in enumerate(answers, start=1):
            unsaid = {
                column: str(cell)
                for column, cell in zip(COLUMNS, (municipality, task, centre), strict=True)
                if not isinstance(cell, str) or not cell
            }
            findings += [
                Finding("assignment", number, column, cell, "must be a text, and not blank")
                for column, cell in unsaid.items()
            ]
            if not unsaid and found.setdefault((municipality, task), centre) != centre:
                rule = "must be answered by one centre, but another row names another"
                findings.append(Finding("assignment", number, "centre", str(centre), rule))
        if findings:
            raise InvalidInputError("the assignment", findings)
        return cls(found)

    def to_frame(self) -> "pd.DataFrame":
        """Return a table with the columns `municipality`, `task` and `centre`; `from_frame` reads it back."""
        import pandas as pd

        return pd.DataFrame([(*key, centre) for key, centre in self.items()], columns=list(COLUMNS))

    @property
    def sha256(self) -> str:
        """The hash of who answers what, in whatever order: the same for equal assignments, in every process."""
        return seal_of({"assignment": sorted([*key, centre] for key, centre in self.items())})

    def with_answers(self, changed: Mapping[TaskKey, str]) -> "Assignment":
        """Return the assignment with some tasks answered by other centres."""
        return Assignment({**self._centre_of, **changed})

    def routes_in(self, instance: Instance) -> tuple[Route, ...]:
        """Return the routes that it is in an instance; what there are no contacts at falls away.

        Raises KeyError where contacts are not answered, or by a centre that the structure in use does not have.
        """
        return tuple(
            Route(code, task, centre := self._centre_of[code, task], form_of(instance, code, centre))
            for code, task in instance.contacts
        )

    def __getitem__(self, key: TaskKey) -> str:
        """Return the centre that answers a task of a municipality."""
        return self._centre_of[key]

    def __iter__(self) -> Iterator[TaskKey]:
        """Go through the tasks of all municipalities."""
        return iter(self._centre_of)

    def __len__(self) -> int:
        """Count the tasks of all municipalities."""
        return len(self._centre_of)

    def __hash__(self) -> int:
        """Return the same number for equal assignments."""
        return hash(frozenset(self._centre_of.items()))

    def __repr__(self) -> str:
        """Return how much is assigned, in a line."""
        municipalities, places = len({code for code, _ in self._centre_of}), len(set(self._centre_of.values()))
        return f"Assignment({len(self)} tasks of {municipalities} municipalities, answered at {places} places)"


# ---- The structure of a plan ----------------------------------------------------------------------


LEAST_SHARE = 0.05
"""Plans with the same shared centres differ when this share of the country's contacts is answered differently.

It is about what the second largest municipality has. Less is a trifle: one task here and there, at a price that no
assumption is sure of.
"""

FormAndCentre = tuple[Form, str]
"""The form, and the shared centre; blank where the form says all."""


@dataclass(frozen=True)
class Structure:
    """The structure of a plan: what is left of it when everything that does not matter is taken away.

    It is the shared centres that are open, and for each task of each municipality the form in which it is answered, and
    at which shared centre. Which host a municipality buys from is not part of it, nor which of several centres that
    differ in name only.

    `centres` are how often each kind of shared centre is open, `answers` how each task is answered. Of centres that are
    interchangeable the first stands for all.
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
        """The tasks, as (municipality, task), that the other plan has answered differently."""
        return frozenset(key for key, answer in self.answer_of.items() if other.answer_of[key] != answer)

    @staticmethod
    def least_contacts(instance: Instance) -> float:
        """Return how many contacts a year must be answered differently for plans with like centres to differ."""
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
