"""Checks of the settings against the tables, of locks, and of systems and futures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isclose

from optimiser.data import rows
from optimiser.data.changes import steps_of_change
from optimiser.data.checking_rows import Checked, Placed
from optimiser.data.choice_rows import Future, FutureChange, System, SystemChange
from optimiser.data.columns import FORMS, Form
from optimiser.data.existing import locks_of_contract
from optimiser.data.findings import Finding, did_you_mean, parameter_name
from optimiser.data.instance import NO_STRUCTURE, Instance
from optimiser.data.own_rows import Existing
from optimiser.data.systems import NOT_TO_CHANGE, change_of, may_change
from optimiser.data.tolerances import PROBABILITY_ERROR


def unknown_structure(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """The structure in use is one of the table structures, or none; that of a system is told of in its row."""
    known = checked.draft.texts_in_column("structures", "structure")
    systems = checked.draft.texts_in_column("systems", "system")
    structure = instance.settings.structure
    if known is None or systems is None or structure in known | {NO_STRUCTURE} or checked.draft.chosen in systems:
        return
    if structure in systems:
        rule, remedy = (
            "a system, not a structure",
            f"choose it with {parameter_name('structure', structure)}, or name one",
        )
    else:
        names = ", ".join(instance.structures)
        rule, remedy = "no such structure", did_you_mean(structure, instance.structures, f"choose among {names}")
    yield checked.draft.settings.finding_about("structure", rule, remedy)


def volumes_of_another_year(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """All volumes are of the instance's year, or of one that is planned."""
    year = instance.settings.year
    rule, remedy = f"must be {year}, the year of the instance", "keep the rows of that year only"
    if instance.is_roadmap:
        rule = f"must be {year}, the year of the instance, or a year that is planned"
        remedy = "add it to the table years, or delete the row"
    for item in checked.rows_of(rows.Volume):
        if item.row.year not in (None, *instance.years, year):
            yield item.finding_about("year", rule, remedy)


def is_allowed(instance: Instance, form: Form, task: rows.Task) -> bool:
    """True when policy and law in force let `task` be answered in `form`, and the form is there by the year."""
    in_policy = task.level in instance.settings.policy.levels.levels_of(form)
    in_time = (form == "unchanged" or instance.has_begun) and not instance.is_too_early(form, task.task)
    return in_policy and in_time and not any(law.forbids_form(form, task) for law in instance.laws)


def mandates_without_allowed_form(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """What a mandate demands at a level is allowed by policy, law, and the mandates before it."""
    for number in range(1, len(instance.settings.policy.mandatory) + 1):
        task = next((task for task in instance.tasks.values() if not _has_form(instance, task, number)), None)
        if task:
            rule = f"must hold a form in which policy, law and other mandates let {task.task} be answered"
            column = f"policy.mandatory.{number}.forms"
            yield checked.draft.settings.finding_about(column, rule, f"add a form, or leave out level {task.level}")


def _has_form(instance: Instance, task: rows.Task, number: int) -> bool:
    """True when the `number`th mandate is not about `task`, or leaves it a form."""
    mandates = [mandate for mandate in instance.settings.policy.mandatory[:number] if task.level in mandate.levels]
    if task.level not in instance.settings.policy.mandatory[number - 1].levels:
        return True
    return any(is_allowed(instance, form, task) for form in FORMS if all(form in mandate.forms for mandate in mandates))


def kpi_targets_out_of_reach(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """The target of a KPI is not better than its best value."""
    for item in checked.rows_of(rows.Kpi):
        values = [value for (kpi, *_), value in instance.kpi_values.items() if kpi == item.row.kpi]
        if item.row.target is None or not values:
            continue
        floor = item.row.sense == "at least"
        best = max(values) if floor else min(values)
        if (item.row.target > best) if floor else (item.row.target < best):
            rule = f"better than the best value of any form and task ({best:g}): no plan can meet it"
            yield item.finding_about("target", rule, "set a target that can be met, or leave it blank")


def kpi_values_missing(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """A KPI with a target has a value for each task in each form it may be answered in."""
    if "kpi_values" not in checked.draft.tables:
        return
    forms = forms_with_a_centre(instance)
    needed = [
        (form, task.task) for task in instance.tasks.values() for form in forms if is_allowed(instance, form, task)
    ]
    for item in checked.rows_of(rows.Kpi):
        missing = [pair for pair in needed if (item.row.kpi, *pair) not in instance.kpi_values]
        if item.row.target is not None and missing:
            rule = f"a KPI with a target must have a value for {' × '.join(missing[0])}"
            others = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
            yield item.finding_about("target", rule + others, f"fill in {checked.draft.places['kpi_values']}")


def forms_with_a_centre(instance: Instance) -> list[Form]:
    """The forms in which anybody could be answered under the structure in use."""
    kinds = {centre.kind for centre in instance.centres.values()}
    hosts = any(row.candidate_host and row.code in instance.own_centre for row in instance.tables.municipalities)
    exists: dict[Form, bool] = {
        "unchanged": True,
        "local": "local" in kinds,
        "purchased": hosts,
        "regional": "virtual" in kinds,
        "external": "external" in kinds,
    }
    return [form for form in FORMS if exists[form]]


PlacedLock = Placed[rows.Lock] | Placed[Existing]


@dataclass(frozen=True)
class LockCase:
    """What a lock demands of one municipality at one task: a form and a centre, where it names one or is at home."""

    demand: rows.Demand
    municipality: str
    task: rows.Task
    form: Form
    centre: rows.Centre | None


def cases_by_row(checked: Checked, instance: Instance) -> Iterator[tuple[PlacedLock, list[LockCase]]]:
    """What each contract and lock demands; of two that contradict each other, the lock is the later."""
    for contract in checked.rows_of(Existing):
        locks = locks_of_contract(instance, contract.row)
        yield contract, [case for lock in locks for case in cases_of_lock(instance, lock)]
    for item in checked.rows_of(rows.Lock):
        yield item, list(cases_of_lock(instance, item.row))


def unclear_locks(checked: Checked, _instance: Instance) -> Iterator[Finding]:
    """A lock names a centre or a form, and not both a task and a level."""
    for item in checked.rows_of(rows.Lock):
        lock = item.row
        if lock.task is not None and lock.level is not None:
            yield item.finding_about("level", "must be blank where a task is named", "name the task or the level")
        if lock.centre is not None and lock.form is not None:
            yield item.finding_about("form", "must be blank where a centre is named", "name the centre or the form")
        if lock.centre is None and lock.form is None:
            yield item.finding_about("form", "a lock must name a centre or a form", "fill in one of the two")


def cases_of_lock(instance: Instance, lock: rows.Lock) -> Iterator[LockCase]:
    """What a lock in force demands, one case for each municipality and task with contacts that it covers."""
    if not lock.active:
        return
    centre = next((row for row in instance.tables.centres if row.centre == lock.centre), None)
    for municipality in [lock.municipality] if lock.municipality else instance.municipalities:
        form = centre.form_for(municipality) if centre else lock.form
        where = instance.centre_rows.get(instance.own_centre.get(municipality, "")) if form == "local" else centre
        for name in instance.tasks_of.get(municipality, ()):
            task = instance.tasks[name]
            if form and lock.task in (None, name) and lock.level in (None, task.level):
                yield LockCase(lock.demand, municipality, task, form, where)


def impossible_locks(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """What a lock demands is lawful, within the policy, and at a centre open to the municipality."""
    for item, cases in cases_by_row(checked, instance):
        objections = (_first_objection(instance, case) for case in cases if case.demand == "must")
        objection = next(filter(None, objections), None)
        if objection:
            column, remedy = "centre" if item.row.centre else "form", "change or delete the lock"
            if isinstance(item.row, Existing):
                remedy = "name only what it may answer, or leave stays_until blank"
            yield item.finding_about(column, objection, remedy)


def _first_objection(instance: Instance, case: LockCase) -> str | None:
    """The first reason why a case cannot be; None when it can."""
    return (
        _against_the_law(instance, case)
        or _against_the_policy(instance, case)
        or _before_its_first_year(instance, case)
        or _against_a_mandate(instance, case)
        or _without_a_centre(instance, case)
    )


def _against_the_law(instance: Instance, case: LockCase) -> str | None:
    law = next((law for law in instance.laws if law.forbids_form(case.form, case.task)), None)
    return f"the legal rule {law.rule} forbids {case.form} for {case.task.task}" if law else None


def _against_the_policy(instance: Instance, case: LockCase) -> str | None:
    if case.task.level in instance.settings.policy.levels.levels_of(case.form):
        return None
    return f"policy.levels.{case.form} does not hold level {case.task.level} of {case.task.task}"


def _before_its_first_year(instance: Instance, case: LockCase) -> str | None:
    if not instance.is_too_early(case.form, case.task.task):
        return None
    first = instance.first_years[case.form, case.task.task]
    return f"{case.task.task} may be answered in the form {case.form} from {first} only"


def _against_a_mandate(instance: Instance, case: LockCase) -> str | None:
    for number, mandate in enumerate(instance.settings.policy.mandatory, start=1):
        if case.task.level in mandate.levels and case.form not in mandate.forms:
            return f"policy.mandatory.{number} demands other forms than {case.form} for {case.task.task}"
    return None


def _without_a_centre(instance: Instance, case: LockCase) -> str | None:
    groups = instance.groups_of.get(case.municipality, ())
    if case.form == "regional" and (case.centre.centre not in groups if case.centre else not groups):
        return f"{case.municipality} is in no such group of the structure {instance.settings.structure}"
    if case.form == "local" and case.municipality not in instance.own_centre:
        return f"{case.municipality} has no local centre"
    if case.form == "purchased" and case.centre and not _is_host(instance, case.centre):
        return f"{case.centre.centre} is not a candidate host"
    return None if case.form in forms_with_a_centre(instance) else f"no centre answers in the form {case.form}"


def _is_host(instance: Instance, centre: rows.Centre) -> bool:
    seat = instance.municipalities.get(centre.seat or "")
    return seat is None or seat.candidate_host


def contradicting_locks(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """No lock demands what another rules out for the same municipality and task."""
    seen: dict[tuple[str, str], dict[LockCase, PlacedLock]] = {}
    for item, demanded in cases_by_row(checked, instance):
        earlier = next(filter(None, (_contradicted_lock(seen, case) for case in demanded)), None)
        if earlier:
            rule = f"contradicts the lock in {earlier.record.whereabouts}"
            if isinstance(earlier.row, Existing):
                rule = f"contradicts the contract in {earlier.record.place}, {earlier.record.whereabouts}"
            column = "stays_until" if isinstance(item.row, Existing) else "demand"
            yield item.finding_about(column, rule, "change or delete one of the two")
        for case in demanded:
            seen.setdefault((case.municipality, case.task.task), {}).setdefault(case, item)


def _contradicted_lock(seen: dict[tuple[str, str], dict[LockCase, PlacedLock]], case: LockCase) -> PlacedLock | None:
    earlier = seen.get((case.municipality, case.task.task), {})
    return next((item for other, item in earlier.items() if cases_contradict(case, other)), None)


def cases_contradict(one: LockCase, other: LockCase) -> bool:
    """True when two cases of the same municipality and task cannot both be met."""
    same_centre = one.centre == other.centre
    if one.demand == other.demand == "must":
        return one.form != other.form or not (same_centre or one.centre is None or other.centre is None)
    if one.demand == other.demand:
        return False
    forbidden, demanded = (one, other) if one.demand == "must not" else (other, one)
    return demanded.form == forbidden.form and (same_centre or forbidden.centre is None)


NOT_IN_SYSTEM = "the structure of a system is given in its row of the table systems"
NOT_IN_FUTURE = "a future changes figures and rules; each structure is tried in it"


def systems_without_structure(checked: Checked) -> Iterator[Finding]:
    """The structure of a system is one of the table structures, or none."""
    known = _structure_names(checked)
    for item in checked.rows_of(System):
        if known and item.row.structure not in known:
            names = sorted(known)
            remedy = did_you_mean(item.row.structure, names, f"choose among {', '.join(names)}")
            yield item.finding_about("structure", "no such structure", remedy)


def _structure_names(checked: Checked) -> set[str]:
    """Names of the structures and none; empty where the table could not be read."""
    known = checked.draft.texts_in_column("structures", "structure")
    return set() if known is None else known | {NO_STRUCTURE}


def systems_named_as_structures(checked: Checked) -> Iterator[Finding]:
    """A system that is called as a structure is that structure and nothing more: the name stands for both."""
    changing = {item.row.system for item in checked.rows_of(SystemChange)}
    for item in checked.rows_of(System):
        name, structure = item.row.system, item.row.structure
        if name in _structure_names(checked) and (structure != name or name in changing):
            rule = f"must be the structure {name} without changes, as it has that name"
            yield item.finding_about("system", rule, "give the system another name")


def changes_not_for_names(checked: Checked) -> Iterator[Finding]:
    """Neither a system nor a future changes which structure is in use, nor what systems and futures there are."""
    for item in _placed_changes(checked):
        if not may_change(item.row.parameter):
            rule = f"must not change {', '.join(sorted(NOT_TO_CHANGE))}"
            of_system = isinstance(item.row, SystemChange)
            yield item.finding_about("parameter", rule, NOT_IN_SYSTEM if of_system else NOT_IN_FUTURE)


def impossible_changes(checked: Checked) -> Iterator[Finding]:
    """What is changed exists and can have the value; faults of the system or future in use show when it is chosen."""
    for item in _placed_changes(checked):
        row, draft = item.row, checked.draft
        in_use = row.system == draft.chosen if isinstance(row, SystemChange) else row.future == draft.future
        if not in_use and may_change(row.parameter):
            for step in steps_of_change(draft, change_of(item.record)):
                if isinstance(step, Finding):
                    yield step


def _placed_changes(checked: Checked) -> Sequence[Placed[SystemChange | FutureChange]]:
    return [*checked.rows_of(SystemChange), *checked.rows_of(FutureChange)]


def probabilities_not_of_all_futures(checked: Checked) -> Iterator[Finding]:
    """Futures have probabilities that add up to 1, or none has one."""
    futures = checked.rows_of(Future)
    given = [item.row.probability for item in futures if item.row.probability is not None]
    if given and len(given) < len(futures):
        for item in futures:
            if item.row.probability is None:
                yield item.finding_about(
                    "probability", "must be filled in where other futures have one", "0 is allowed"
                )
    elif given and not isclose(sum(given), 1, abs_tol=PROBABILITY_ERROR):
        rule = f"the probabilities of all futures must add up to 1, but add up to {sum(given):g}"
        yield futures[-1].finding_about("probability", rule, "correct them, or leave all blank")
