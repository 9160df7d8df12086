"""What the table existing says: which tasks a centre answers already, and which of them a contract keeps there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from optimiser.data.own_rows import Existing
from optimiser.data.rows import Lock
from optimiser.data.wishes import tasks_of

if TYPE_CHECKING:
    from optimiser.data.instance import Instance


def tasks_there(instance: Instance, row: Existing) -> tuple[str, ...]:
    """Return the tasks of its municipality that a row is about, as far as there are contacts."""
    about = tasks_of(instance, row)
    return tuple(task for task in instance.tasks_of.get(row.municipality, ()) if task in about)


def is_bound(instance: Instance, row: Existing) -> bool:
    """Return True where a contract binds a plan for the instance's year."""
    return row.stays_until is not None and instance.settings.year < row.stays_until


def locks_of_contract(instance: Instance, row: Existing) -> Iterator[Lock]:
    """Return what a contract comes to as locks: a task each that must stay where it is; none once it has ended."""
    for task in tasks_there(instance, row) if is_bound(instance, row) else ():
        yield Lock(municipality=row.municipality, task=task, centre=row.centre, demand="must", note=row.note)


def locks_by_municipality(instance: Instance) -> Mapping[str, tuple[Lock, ...]]:
    """Return the locks in force that speak of each municipality, by its code: also those that name none."""
    locks = [row for row in instance.tables.locks if row.active]
    locks += [lock for row in instance.contracts for lock in locks_of_contract(instance, row)]
    return {code: tuple(row for row in locks if row.municipality in (None, code)) for code in instance.municipalities}
