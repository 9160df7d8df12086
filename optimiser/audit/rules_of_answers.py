"""Rules that look at one task of one municipality at a time."""

from collections import Counter
from collections.abc import Iterator

from optimiser.audit.breach import Verdict, format_amount, give_verdict, same_number, same_text
from optimiser.audit.evidence import Answer, Evidence, law_covers
from optimiser.data import rows


def check_assignment(e: Evidence) -> Iterator[Verdict]:
    """**assignment**: every task with contacts goes whole to one place, and its line says so rightly."""
    lines = Counter((line.municipality, line.task) for line in e.files.lines.assignments)
    for (code, task), contacts in e.instance.contacts.items():
        about = f"{task} of {e.instance.municipalities[code].name} ({format_amount(contacts)} contacts)"
        found = f"stands in {lines[code, task]} lines of assignments.csv"
        yield give_verdict(lines[code, task] == 1, about, found, "must stand in exactly one")
    for code, task in lines:
        known = (code, task) in e.instance.contacts
        yield give_verdict(known, f"{task} of {code}", "is assigned", "the instance has no such contacts")
    for answer in e.answers:
        yield from _check_line(e, answer)


def _check_line(e: Evidence, answer: Answer) -> Iterator[Verdict]:
    line, about = answer.line, f"assignments.csv, {answer.about}"
    yield same_text(f"{about}, form", line.form, answer.form)
    yield same_text(f"{about}, name", line.name, answer.municipality.name)
    yield same_number(f"{about}, level", line.level, answer.task.level)
    yield same_number(f"{about}, contacts", line.contacts, answer.contacts)
    yield same_number(f"{about}, pooled_volume", line.pooled_volume, answer.pooled)
    yield same_number(f"{about}, fte", line.fte, e.busy_fte([answer]))


def eligible_levels(e: Evidence) -> Iterator[Verdict]:
    """**eligible-levels**: a form answers only the levels the policy gives it."""
    for answer in e.answers:
        levels = e.policy.levels.levels_of(answer.form)
        allowed = ", ".join(map(str, levels)) or "none"
        found = f"(level {answer.task.level}) is answered in the form {answer.form}"
        yield give_verdict(answer.task.level in levels, answer.about, found, f"that form may answer levels {allowed}")


def authority_stays_home(e: Evidence) -> Iterator[Verdict]:
    """**authority-stays-home**: no task is answered in a form that a legal rule in force forbids."""
    bans = [law for law in e.laws if law.cap_kr is None]
    for answer in e.answers:
        for law in bans:
            holds = not (answer.form in law.forms and law_covers(law, answer.task))
            found = f"is answered in the form {answer.form} by {answer.place}"
            yield give_verdict(holds, answer.about, found, f"the legal rule {law.rule} forbids that ({law.citation})")


def group_membership(e: Evidence) -> Iterator[Verdict]:
    """**group-membership**: a virtual centre answers only the members of its group, in the structure in use."""
    structure = e.instance.settings.structure
    members = {(row.municipality, row.group) for row in e.instance.tables.structures if row.structure == structure}
    for (code, centre), answers in e.by_link.items():
        if answers[0].form == "regional":
            about, found = answers[0].municipality.name, f"is answered by {centre}"
            wanted = f"the structure {structure} does not put it in that group"
            yield give_verdict((code, centre) in members, about, found, wanted)


def check_mandates(e: Evidence) -> Iterator[Verdict]:
    """**mandatory**: the levels of a mandate are answered in one of its forms."""
    for mandate in e.policy.mandatory:
        for answer in e.answers:
            if answer.task.level in mandate.levels:
                found = f"(level {answer.task.level}) is answered in the form {answer.form}"
                wanted = f"must be answered in one of {', '.join(mandate.forms)}"
                yield give_verdict(answer.form in mandate.forms, answer.about, found, wanted)


def check_locks(e: Evidence) -> Iterator[Verdict]:
    """**locks**: what the user fixes is so, and what the user forbids is not."""
    for lock in e.instance.tables.locks:
        for answer in e.answers:
            if lock.active and _lock_concerns(lock, answer):
                holds = _lock_names(lock, answer) == (lock.demand == "must")
                found = f"is answered by {answer.place} in the form {answer.form}"
                where = lock.centre or f"the form {lock.form}"
                yield give_verdict(holds, answer.about, found, f"a lock says it {lock.demand} be {where}")


def _lock_concerns(lock: rows.Lock, answer: Answer) -> bool:
    return (
        lock.municipality in (None, answer.municipality.code)
        and lock.task in (None, answer.task.task)
        and lock.level in (None, answer.task.level)
    )


def _lock_names(lock: rows.Lock, answer: Answer) -> bool:
    return lock.centre in (None, answer.place) and lock.form in (None, answer.form)
