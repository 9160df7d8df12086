"""The assignment: who answers what, as a value. All else of a plan follows from it and the instance."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from optimiser.data.findings import Finding, InvalidInputError
from optimiser.data.instance import Instance
from optimiser.planning.routes import Route, form_of

if TYPE_CHECKING:
    import pandas as pd

TaskKey = tuple[str, str]
"""(code of the municipality, task)."""
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
        rows = list(frame[list(COLUMNS)].itertuples(index=False, name=None))
        found: dict[TaskKey, str] = {}
        findings = []
        for number, (municipality, task, centre) in enumerate(rows, start=1):
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
