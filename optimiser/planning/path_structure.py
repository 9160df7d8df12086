"""The structure of a path over years: what is left of it without trifles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from optimiser.planning.assignment import LEAST_SHARE, FormAndCentre, Structure, structure_of
from optimiser.planning.routes import Route

YearTask = tuple[int, str, str]
"""(year, municipality, task)."""


@dataclass(frozen=True)
class PathStructure:
    """The structure of each year of a path: which shared centres are open, and how each task is answered.

    `same` has by shared centre the first of those that nothing but the name tells from it in any year.
    """

    of_year: Mapping[int, Structure]
    same: Mapping[str, str]

    @classmethod
    def of_routes(cls, routes: Mapping[int, Iterable[Route]], same: Mapping[str, str]) -> "PathStructure":
        """Return the structure of a path that takes these routes in each year."""
        return cls({year: structure_of(some, same) for year, some in routes.items()}, same)

    @property
    def last(self) -> Structure:
        """The structure of the last year."""
        return self.of_year[max(self.of_year)]

    @property
    def answer_of(self) -> Mapping[YearTask, FormAndCentre]:
        """How each task is answered in each year."""
        years = self.of_year.items()
        return {(year, *key): answer for year, one in years for key, answer in one.answer_of.items()}

    def moved_tasks(self, other: "PathStructure") -> frozenset[YearTask]:
        """The tasks of years that the other path has answered differently."""
        years = self.of_year.items()
        return frozenset((year, *key) for year, one in years for key in one.moved_tasks(other.of_year[year]))

    @staticmethod
    def least_contacts(contacts: Mapping[YearTask, float]) -> float:
        """Return how many contacts of all years must be answered differently for paths with like centres to differ."""
        return LEAST_SHARE * sum(contacts.values())
