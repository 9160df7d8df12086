"""Rules that say who may answer what at all: law, policy, groups, mandates and locks. They refuse routes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from optimiser.data.cells import as_text
from optimiser.data.columns import FORMS
from optimiser.data.existing import locks_of_contract
from optimiser.data.instance import Instance
from optimiser.data.own_rows import Existing
from optimiser.data.rows import Lock
from optimiser.data.settings import ALL_LEVELS, Mandate
from optimiser.data.tables import TABLES
from optimiser.rules.rule import NONE, LooksAt, RefusingRule, Requirement, Slack

if TYPE_CHECKING:
    from optimiser.planning.plan import Plan
    from optimiser.planning.routes import Route


# ---- Rule `authority-stays-home`: what the law lets nobody else answer ----------------------------


class AuthorityStaysHome(RefusingRule):
    """**authority-stays-home**: a task that an active legal rule forbids in a form is answered in another.

    A route is refused where form and level = those of a row of the table legal without a cap.
    """

    name = "authority-stays-home"
    words = {"da": "loven", "en": "the law"}
    declared_in = ("legal.forms", "legal.levels")
    phrases = {
        "asks law": {"da": "loven: {citation}", "en": "the law: {citation}"},
        "drop law": {
            "da": "Sæt lovreglen {name} ud af kraft, hvis den kan ændres",
            "en": "Switch the legal rule {name} off, if it can be changed",
        },
    }
    looks_at: LooksAt = "form and task"

    def is_asked(self, instance: Instance) -> bool:
        return any(law.cap_kr is None for law in instance.laws)

    def refuses(self, instance: Instance, route: Route) -> bool:
        task = instance.tasks[route.task]
        return any(law.forbids_form(route.form, task) for law in instance.laws)

    def citations(self, instance: Instance, route: Route) -> tuple[str, ...]:
        task = instance.tasks[route.task]
        return tuple(law.citation for law in instance.laws if law.forbids_form(route.form, task))

    def requirements(self, instance: Instance) -> Iterator[Requirement]:
        """Return every legal rule in force, those with a cap on purchases too."""
        for law in instance.laws:
            figures, parameter = {"citation": law.citation}, f"legal.{law.rule}.active"
            yield Requirement(law.rule, "", "law", parameter, True, "false", tier="law", figures=figures)


# ---- Rule `eligible-levels`: which levels a form may answer, as a choice of policy ----------------


class EligibleLevelsRule(RefusingRule):
    """**eligible-levels**: a form answers only tasks of the levels in `policy.levels`.

    A route of form f and task t is refused unless level(t) = one of the levels of f.
    """

    name = "eligible-levels"
    words = {"da": "formens tilladte niveauer", "en": "the levels a form may answer"}
    declared_in = tuple(f"policy.levels.{form}" for form in FORMS)
    phrases = {
        "asks levels": {
            "da": "formen {form} må kun besvare {value}",
            "en": "the form {form} may only answer {value}",
        },
        "asks levels unchanged": {
            "da": "{others} må ikke blive, som de er i dag",
            "en": "{others} may not stay as they are today",
        },
        "asks no levels": {
            "da": "formen {form} må ikke bruges",
            "en": "the form {form} may not be used",
        },
        "drop levels": {
            "da": "Lad formen {form} besvare alle niveauer, som loven tillader",
            "en": "Let the form {form} answer all levels that the law allows",
        },
    }
    looks_at: LooksAt = "form and task"

    def refuses(self, instance: Instance, route: Route) -> bool:
        return instance.tasks[route.task].level not in instance.settings.policy.levels.levels_of(route.form)

    def requirements(self, instance: Instance) -> Iterator[Requirement]:
        off = f"{ALL_LEVELS[0]}-{ALL_LEVELS[-1]}"
        for form in FORMS:
            levels = instance.settings.policy.levels.levels_of(form)
            if set(levels) != set(ALL_LEVELS):
                asks = "asks levels unchanged" if form == "unchanged" else "asks levels" if levels else "asks no levels"
                figures = {"form": form, "others": tuple(level for level in ALL_LEVELS if level not in levels)}
                parameter = f"policy.levels.{form}"
                yield Requirement(
                    self.name,
                    form,
                    "levels",
                    parameter,
                    levels,
                    off,
                    tier="levels",
                    figures=figures,
                    asks=asks,
                )


# ---- Rule `group-membership`: a virtual centre serves its group -----------------------------------


class GroupMembership(RefusingRule):
    """**group-membership**: a virtual centre answers only the members of its group in the structure.

    A regional route of municipality m to centre c is refused unless c = a group of m.
    """

    name = "group-membership"
    words = {"da": "medlemskab af gruppen", "en": "membership of the group"}
    declared_in = ("structures.group",)
    looks_at: LooksAt = "place"

    def refuses(self, instance: Instance, route: Route) -> bool:
        return route.form == "regional" and route.centre not in instance.groups_of.get(route.municipality, ())


# ---- Rule `mandatory`: levels that must be answered in certain forms ------------------------------


class Mandatory(RefusingRule):
    """**mandatory**: tasks of the levels of a mandate are answered in one of its forms.

    A route of task t is refused where level(t) = a level of a mandate in `policy.mandatory` and its form is not one of
    the mandate's.
    """

    name = "mandatory"
    words = {"da": "krævet leveringsform", "en": "required form"}
    declared_in = ("policy.mandatory.levels", "policy.mandatory.forms")
    phrases = {
        "asks mandate": {
            "da": "{value} skal besvares i formen {forms}",
            "en": "{value} must be answered in the form {forms}",
        },
        "drop mandate": {
            "da": "Ophæv kravet til {value} (policy.mandatory.{about})",
            "en": "Drop the requirement for {value} (policy.mandatory.{about})",
        },
    }
    demands_place = True
    looks_at: LooksAt = "form and task"

    def is_asked(self, instance: Instance) -> bool:
        return bool(instance.settings.policy.mandatory)

    def refuses(self, instance: Instance, route: Route) -> bool:
        return any(_outside(mandate, instance, route) for mandate in instance.settings.policy.mandatory)

    def slacks(self, plan: Plan) -> Iterator[Slack]:
        """Return a limit without anything to spare for each municipality with a task that a mandate speaks of."""
        instance = plan.problem.instance
        levels = {level for mandate in instance.settings.policy.mandatory for level in mandate.levels}
        for code, routes in plan.by_municipality.items():
            if any(instance.tasks[route.task].level in levels for route in routes):
                yield Slack(instance.municipalities[code].name, 0.0)

    def requirements(self, instance: Instance) -> Iterator[Requirement]:
        for number, mandate in enumerate(instance.settings.policy.mandatory, start=1):
            yield Requirement(
                self.name,
                str(number),
                "mandate",
                f"policy.mandatory.{number}.levels",
                mandate.levels,
                NONE,
                figures={"levels": mandate.levels, "forms": mandate.forms},
                refuses=partial(_outside, mandate),
            )


def _outside(mandate: Mandate, instance: Instance, route: Route) -> bool:
    return instance.tasks[route.task].level in mandate.levels and route.form not in mandate.forms


# ---- Rule `locks`: what the user fixes or forbids, and what contracts keep ------------------------


class Locks(RefusingRule):
    """**locks**: a task goes where a lock says it must, and not where a lock says it must not.

    Of the routes a lock applies to, those at its centre or in its form are refused where the demand = must not, and
    all others where it = must. A row of the table existing with the year of the instance < stays_until is a lock of
    each of its tasks on its centre, with the demand must.
    """

    name = "locks"
    words = {"da": "låst på forhånd", "en": "locked in advance"}
    declared_in = ("locks.demand", "existing.stays_until")
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
        "asks contract": {
            "da": "aftale til {year}: {sentence}",
            "en": "contract to {year}: {sentence}",
        },
        "drop contract": {
            "da": "Lad aftalen ophøre ({sentence})",
            "en": "Let the contract end ({sentence})",
        },
    }
    demands_place = True

    def is_asked(self, instance: Instance) -> bool:
        return bool(instance.tables.locks or instance.contracts)

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
        """Return the contracts, and the locks: those that say the same are one, as a change names them by that."""
        for row in instance.contracts:
            about = f"{row.municipality}/{row.centre}"
            yield Requirement(
                self.name,
                about,
                "contract",
                f"existing.{about}.stays_until",
                row.stays_until,
                NONE,
                figures={"existing": row},
                refuses=partial(_contract_shuts_out, row),
            )
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


def _contract_shuts_out(row: Existing, instance: Instance, route: Route) -> bool:
    level = instance.tasks[route.task].level
    return any(_shuts_out(lock, route, level) for lock in locks_of_contract(instance, row))
