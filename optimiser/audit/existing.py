"""What contact centres that exist have paid already, and what contracts hold: from the rows of the instance alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from optimiser.audit.wishes import tasks_named
from optimiser.data import rows
from optimiser.data.columns import Form
from optimiser.data.instance import Instance
from optimiser.data.own_rows import Existing


@dataclass(frozen=True)
class Standing:
    """The rows of existing, each a municipality that is answered at a centre today.

    Shares are of what is still to be paid (0-1), by what is paid once: 1 where nothing is there yet.
    """

    instance: Instance

    @cached_property
    def said(self) -> tuple[Existing, ...]:
        """The rows that are about some contacts."""
        return tuple(row for row in self.instance.tables.existing if self._tasks(row))

    def _tasks(self, row: Existing) -> list[str]:
        named = tasks_named(self.instance, row.tasks, row.levels)
        return [task for code, task in self.instance.contacts if code == row.municipality and task in named]

    @cached_property
    def by_task(self) -> Mapping[tuple[str, str], Existing]:
        """Where each task of a municipality is answered today, as far as that is said."""
        return {(row.municipality, task): row for row in self.said for task in self._tasks(row)}

    def is_at(self, code: str, place: str) -> bool:
        """Whether a municipality is answered at a place today."""
        return any((row.municipality, row.centre) == (code, place) for row in self.said)

    def left_of_task(self, code: str, task: str, place: str) -> float:
        """Of moving a task, and its staff, to a place."""
        row = self.by_task.get((code, task))
        return 1.0 - row.invested_share if row is not None and row.centre == place else 1.0

    def left_of_link(self, code: str, centre: str) -> float:
        """Of a connection."""
        return _least_left(row for row in self.said if (row.municipality, row.centre) == (code, centre))

    def left_of_form(self, code: str, form: Form) -> float:
        """Of a municipality's using a form."""
        return _least_left(row for row in self._rows_of(code) if self._form(row) == form)

    def left_of_centre(self, centre: rows.Centre) -> float:
        """Of opening a centre."""
        some = [row for row in self.said if row.centre == centre.centre]
        of_seat = [row for row in some if row.municipality == centre.seat]
        return _least_left(of_seat or some)

    def left_of_host(self, centre: rows.Centre) -> float:
        """Of a centre's selling to others."""
        return _least_left(row for row in self.said if row.centre == centre.centre and self._form(row) == "purchased")

    def ending_kr(self, code: str, task: str, place: str) -> float:
        """What a task's being answered at a place costs once, where it is at another today: its part by contacts."""
        row = self.by_task.get((code, task))
        if row is None or row.centre == place:
            return 0.0
        contacts = self.instance.contacts
        return row.exit_kr * contacts[code, task] / sum(contacts[code, name] for name in self._tasks(row))

    def kept_at(self, code: str, task: str) -> Existing | None:
        """The contract that keeps a task where it is; None without one, or from the year on in which it ends."""
        row, year = self.by_task.get((code, task)), self.instance.settings.year
        return row if row is not None and row.stays_until is not None and row.stays_until > year else None

    def _rows_of(self, code: str) -> list[Existing]:
        return [row for row in self.said if row.municipality == code]

    def _form(self, row: Existing) -> Form:
        centre = next(one for one in self.instance.tables.centres if one.centre == row.centre)
        if centre.kind == "local":
            return "local" if centre.seat == row.municipality else "purchased"
        return "regional" if centre.kind == "virtual" else "external"


def _least_left(some: Iterable[Existing]) -> float:
    return 1.0 - max((row.invested_share for row in some), default=0.0)
