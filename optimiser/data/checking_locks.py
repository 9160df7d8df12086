"""Checks of what the user fixes or forbids: against the law, the policy, the centres and each other."""

from collections.abc import Iterator
from dataclasses import dataclass

from optimiser.data import rows
from optimiser.data.checked import Checked, Placed
from optimiser.data.checking_policy import forms_with_a_centre
from optimiser.data.columns import Form
from optimiser.data.findings import Finding
from optimiser.data.instance import Instance

PlacedLock = Placed[rows.Lock]


@dataclass(frozen=True)
class Case:
    """What a lock demands of one municipality at one task: a form and, where it names one, a centre."""

    demand: rows.Demand
    municipality: str
    task: rows.Task
    form: Form
    centre: rows.Centre | None


def unclear_locks(checked: Checked, _instance: Instance) -> Iterator[Finding]:
    """A lock names a centre or a form, and not both a task and a level."""
    for item in checked.of(rows.Lock):
        lock = item.row
        if lock.task is not None and lock.level is not None:
            yield item.finding("level", "must be blank where a task is named", "name the task or the level")
        if lock.centre is not None and lock.form is not None:
            yield item.finding("form", "must be blank where a centre is named", "name the centre or the form")
        if lock.centre is None and lock.form is None:
            yield item.finding("form", "a lock must name a centre or a form", "fill in one of the two")


def cases(instance: Instance, lock: rows.Lock) -> Iterator[Case]:
    """What a lock in force demands, one case for each municipality and task with contacts that it covers."""
    if not lock.active:
        return
    centre = next((row for row in instance.tables.centres if row.centre == lock.centre), None)
    for municipality in [lock.municipality] if lock.municipality else instance.municipalities:
        form = centre.form_for(municipality) if centre else lock.form
        for name in instance.tasks_of.get(municipality, ()):
            task = instance.tasks[name]
            if form and lock.task in (None, name) and lock.level in (None, task.level):
                yield Case(lock.demand, municipality, task, form, centre)


def impossible_locks(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """What a lock demands is lawful, within the policy, and at a centre open to the municipality."""
    for item in checked.of(rows.Lock):
        if item.row.demand == "must":
            objections = (_objection(instance, case) for case in cases(instance, item.row))
            objection = next(filter(None, objections), None)
            if objection:
                column = "centre" if item.row.centre else "form"
                yield item.finding(column, objection, "change or delete the lock")


def _objection(instance: Instance, case: Case) -> str | None:
    """The first reason why a case cannot be; None when it can."""
    return (
        _against_the_law(instance, case)
        or _against_the_policy(instance, case)
        or _against_a_mandate(instance, case)
        or _without_a_centre(instance, case)
    )


def _against_the_law(instance: Instance, case: Case) -> str | None:
    law = next((law for law in instance.laws if law.forbids(case.form, case.task)), None)
    return f"the legal rule {law.rule} forbids {case.form} for {case.task.task}" if law else None


def _against_the_policy(instance: Instance, case: Case) -> str | None:
    if case.task.level in instance.settings.policy.levels.of(case.form):
        return None
    return f"policy.levels.{case.form} does not hold level {case.task.level} of {case.task.task}"


def _against_a_mandate(instance: Instance, case: Case) -> str | None:
    for number, mandate in enumerate(instance.settings.policy.mandatory, start=1):
        if case.task.level in mandate.levels and case.form not in mandate.forms:
            return f"policy.mandatory.{number} demands other forms than {case.form} for {case.task.task}"
    return None


def _without_a_centre(instance: Instance, case: Case) -> str | None:
    groups = instance.groups_of.get(case.municipality, ())
    if case.form == "regional" and (case.centre.centre not in groups if case.centre else not groups):
        return f"{case.municipality} is in no such group of the structure {instance.settings.structure}"
    if case.form == "local" and case.municipality not in instance.own_centre:
        return f"{case.municipality} has no local centre"
    if case.form == "purchased" and case.centre and not _is_host(instance, case.centre):
        return f"{case.centre.centre} is no candidate host"
    return None if case.form in forms_with_a_centre(instance) else f"no centre answers in the form {case.form}"


def _is_host(instance: Instance, centre: rows.Centre) -> bool:
    seat = instance.municipalities.get(centre.seat or "")
    return seat is None or seat.candidate_host


def contradicting_locks(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """No lock demands what another rules out for the same municipality and task."""
    seen: dict[tuple[str, str], dict[Case, PlacedLock]] = {}
    for item in checked.of(rows.Lock):
        demanded = list(cases(instance, item.row))
        earlier = next(filter(None, (_contradicted(seen, case) for case in demanded)), None)
        if earlier:
            rule = f"contradicts the lock in {earlier.record.whereabouts}"
            yield item.finding("demand", rule, "change or delete one of the two")
        for case in demanded:
            seen.setdefault((case.municipality, case.task.task), {}).setdefault(case, item)


def _contradicted(seen: dict[tuple[str, str], dict[Case, PlacedLock]], case: Case) -> PlacedLock | None:
    earlier = seen.get((case.municipality, case.task.task), {})
    return next((item for other, item in earlier.items() if contradict(case, other)), None)


def contradict(one: Case, other: Case) -> bool:
    """True when two cases of the same municipality and task cannot both be met."""
    same_centre = one.centre == other.centre
    if one.demand == other.demand == "must":
        return one.form != other.form or not (same_centre or one.centre is None or other.centre is None)
    if one.demand == other.demand:
        return False
    forbidden, demanded = (one, other) if one.demand == "must not" else (other, one)
    return demanded.form == forbidden.form and (same_centre or forbidden.centre is None)
