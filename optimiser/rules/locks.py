"""Rule `locks`: what the user fixes or forbids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from optimiser.data.cells import as_text
from optimiser.data.instance import Instance
from optimiser.data.rows import Lock
from optimiser.data.tables import TABLES
from optimiser.rules.rule import RefusingRule, Requirement, Slack

if TYPE_CHECKING:
    from optimiser.planning.plan import Plan
    from optimiser.planning.routes import Route


class Locks(RefusingRule):
    """**locks**: a task goes where a lock says it must, and not where a lock says it must not.

    Of the routes a lock speaks of, those at its centre or in its form are refused where the demand = must not, and
    all others where it = must.
    """

    name = "locks"
    words = {"da": "låst på forhånd", "en": "locked in advance"}
    declared_in = ("locks.demand",)
    phrases = {
        "asks lock must": {
            "da": "fastlåst: {whom}, {what} skal besvares {where}",
            "en": "locked: {whom}, {what} must be answered {where}",
        },
        "asks lock must not": {
            "da": "fastlåst: {whom}, {what} må ikke besvares {where}",
            "en": "locked: {whom}, {what} must not be answered {where}",
        },
        "drop lock": {
            "da": "Ophæv fastlåsningen ({whom}, {what}, {where})",
            "en": "Drop the lock ({whom}, {what}, {where})",
        },
    }
    demands_place = True

    def is_asked(self, instance: Instance) -> bool:
        return bool(instance.tables.locks)

    def refuses(self, instance: Instance, route: Route) -> bool:
        level = instance.tasks[route.task].level
        return any(_shuts_out(lock, route, level) for lock in instance.locks_of[route.municipality])

    def slacks(self, plan: Plan) -> Iterator[Slack]:
        """Return a limit without anything to spare for each municipality with a task that a lock speaks of."""
        instance = plan.problem.instance
        for code, routes in plan.by_municipality.items():
            locks = instance.locks_of[code]
            tasks = (instance.tasks[route.task] for route in routes) if locks else ()
            if any(_concerns(lock, code, task.task, task.level) for task in tasks for lock in locks):
                yield Slack(instance.municipalities[code].name, 0.0)

    def requirements(self, instance: Instance) -> Iterator[Requirement]:
        """Return the locks; those that say the same are one, as a change names them by what they say."""
        for lock in instance.tables.locks:
            if lock.active:
                said = {column: getattr(lock, column) for column in TABLES["locks"].named_by}
                about = "/".join(map(as_text, said.values()))
                yield Requirement(
                    self.name,
                    about,
                    "lock",
                    f"locks.{about}.active",
                    True,
                    "false",
                    figures=said,
                    asks=f"asks lock {lock.demand}",
                    refuses=partial(_lock_of_these_shuts_out, said),
                )


def _shuts_out(lock: Lock, route: Route, level: int) -> bool:
    named = lock.centre in (None, route.centre) and lock.form in (None, route.form)
    return named == (lock.demand == "must not") and _concerns(lock, route.municipality, route.task, level)


def _concerns(lock: Lock, municipality: str, task: str, level: int) -> bool:
    """Return True where the lock speaks of the municipality and the task."""
    return lock.municipality in (None, municipality) and lock.task in (None, task) and lock.level in (None, level)


def _lock_of_these_shuts_out(said: Mapping[str, object], instance: Instance, route: Route) -> bool:
    level = instance.tasks[route.task].level
    return any(
        _shuts_out(lock, route, level)
        for lock in instance.tables.locks
        if lock.active and all(getattr(lock, column) == value for column, value in said.items())
    )
