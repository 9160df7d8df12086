"""What existing centres and cooperations have paid already of what choices cost once, as shares (0-1) of it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from optimiser.data.columns import Form
from optimiser.data.existing import tasks_there
from optimiser.data.instance import Instance
from optimiser.data.own_rows import Existing

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class AlreadyInvested:
    """The table existing of an instance, by what is paid once."""

    instance: Instance

    def row_at(self, municipality: str, centre: str) -> Existing | None:
        """Return what is said of a municipality at a centre; None where it is not answered there yet."""
        return self._rows.get((municipality, centre))

    def share_of_task(self, municipality: str, task: str, centre: str) -> float:
        """Return the share that is paid of moving a task and its staff to a centre."""
        row = self.instance.answered_already.get((municipality, task))
        return row.invested_share if row is not None and row.centre == centre else 0.0

    def share_of_link(self, municipality: str, centre: str) -> float:
        """Return the share that is paid of a connection."""
        row = self.row_at(municipality, centre)
        return row.invested_share if row is not None else 0.0

    def share_of_form(self, municipality: str, form: Form) -> float:
        """Return the share that is paid of a municipality's starting to use a form: the largest of its rows."""
        return self._forms.get((municipality, form), 0.0)

    def share_of_centre(self, centre: str) -> float:
        """Return the share that is paid of opening a centre: its seat's, or the largest of those it answers."""
        return self._centres.get(centre, 0.0)

    def share_of_host(self, centre: str) -> float:
        """Return the share that is paid of a centre's beginning to sell: the largest of those that buy there."""
        return self._hosts.get(centre, 0.0)

    def ending_kr(self, municipality: str, task: str, centre: str) -> float:
        """Return what a task's going to a centre, or to the departments, costs once, as it is answered elsewhere now.

        The price of ending it is shared by the contacts of the tasks that it is about.
        """
        row = self.instance.answered_already.get((municipality, task))
        if row is None or row.centre == centre or not row.exit_kr:
            return 0.0
        return row.exit_kr * self.instance.contacts[municipality, task] / self._contacts[municipality, row.centre]

    @cached_property
    def _rows(self) -> Mapping[tuple[str, str], Existing]:
        return {(row.municipality, row.centre): row for row in self.instance.existing}

    @cached_property
    def _contacts(self) -> Mapping[tuple[str, str], float]:
        contacts = self.instance.contacts
        return {
            (code, centre): sum(contacts[code, task] for task in tasks_there(self.instance, row))
            for (code, centre), row in self._rows.items()
        }

    @cached_property
    def _forms(self) -> Mapping[tuple[str, Form], float]:
        return _largest(((code, self._form(code, centre)), row) for (code, centre), row in self._rows.items())

    @cached_property
    def _centres(self) -> Mapping[str, float]:
        of_seats = {
            centre: row.invested_share
            for (code, centre), row in self._rows.items()
            if self.instance.centre_rows[centre].seat == code
        }
        return {**_largest((centre, row) for (_, centre), row in self._rows.items()), **of_seats}

    @cached_property
    def _hosts(self) -> Mapping[str, float]:
        return _largest(
            (centre, row) for (code, centre), row in self._rows.items() if self._form(code, centre) == "purchased"
        )

    def _form(self, municipality: str, centre: str) -> Form:
        return self.instance.centre_rows[centre].form_for(municipality)


def _largest(rows: Iterable[tuple[Key, Existing]]) -> Mapping[Key, float]:
    """The largest share that is paid, of the rows of each key."""
    found: dict[Key, float] = {}
    for key, row in rows:
        found[key] = max(found.get(key, 0.0), row.invested_share)
    return found
