"""Systems and futures: names one can choose, each with changes of its own; and what is possible under them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import cast

from pydantic import ValidationError

from optimiser.data import rows
from optimiser.data.cells import TRUTHS, as_text
from optimiser.data.changes import CLEAR, FUTURE, ChangeStep, steps_of_change, target_of_change
from optimiser.data.checking_rows import Checked
from optimiser.data.choice_rows import FutureChange, SystemChange
from optimiser.data.columns import FORMS, HOME_FORMS, Form
from optimiser.data.findings import Finding, as_name
from optimiser.data.instance import Instance
from optimiser.data.scenario import Addition, Change
from optimiser.data.settings import EligibleLevels, Mandate
from optimiser.data.tables import TABLES, Draft, Record, from_most_specific, full_name

# ---- Who may be answered what where ---------------------------------------------------------------

# As chosen, or under any structure, system and future; which connections fit.


LinkKey = tuple[Form | None, str | None, str | None]
"""Form, municipality and centre of a row; None where it is blank."""


def link_keys(form: Form, municipality: str, centre: str) -> Iterator[LinkKey]:
    """The keys of the rows of `connections` that fit a link, the most specific first."""
    for who, where, how in from_most_specific(municipality, centre, form):
        yield form if how else None, who, where


@dataclass(frozen=True)
class Without:
    """Why a row has no effect: the column to look at, the reason, and what to do."""

    column: str
    rule: str
    remedy: str = "correct it, or delete the row"


DEPARTMENTS = "departments"
PlaceOption = tuple[str, Form]
"""A centre, or the departments, and the form in which it answers a municipality."""


@dataclass(frozen=True)
class Possible:
    """What policy, law, mandates, groups and hosts allow; locks aside.

    `chosen` is False where all that any structure, system or future could allow is taken together.
    """

    instance: Instance
    chosen: bool
    levels: Mapping[Form, frozenset[int]]
    laws: tuple[rows.LegalRule, ...]
    mandates: tuple[Mandate, ...]
    hosts: frozenset[str]
    groups: Mapping[str, frozenset[str]]

    def why_not(self, form: Form, task: rows.Task) -> str | None:
        """Why a form may not answer a task; None when it may."""
        if task.level not in self.levels[form]:
            return f"policy.levels.{form} does not hold level {task.level} of {task.task}"
        law = next((law for law in self.laws if law.forbids_form(form, task)), None)
        if law:
            return f"the legal rule {law.rule} forbids {form} for {task.task}"
        if self.chosen and form != "unchanged" and not self.instance.has_begun:
            return f"nothing moves before {self.instance.settings.roadmap.start_year}"
        if self.chosen and self.instance.is_too_early(form, task.task):
            first = self.instance.first_years[form, task.task]
            return f"{task.task} may be answered in the form {form} from {first} only"
        if any(task.level in mandate.levels and form not in mandate.forms for mandate in self.mandates):
            return f"policy.mandatory demands other forms than {form} for {task.task}"
        return None

    @cached_property
    def tasks_of_form(self) -> Mapping[Form, frozenset[str]]:
        """The tasks that each form may answer."""
        tasks = self.instance.tasks.values()
        return {form: frozenset(task.task for task in tasks if self.why_not(form, task) is None) for form in FORMS}

    def options_of(self, municipality: str) -> Iterator[PlaceOption]:
        """The places that may answer a municipality, whatever the task."""
        yield DEPARTMENTS, "unchanged"
        for centre, row in self.instance.centre_rows.items():
            form = row.form_for(municipality)
            if form == "purchased" and row.seat not in self.hosts:
                continue
            if form == "regional" and centre not in self.groups.get(municipality, ()):
                continue
            yield centre, form

    @cached_property
    def used(self) -> Mapping[PlaceOption, frozenset[tuple[str, str]]]:
        """By place and form, who may be answered what there: (municipality, task) with contacts."""
        found: dict[PlaceOption, set[tuple[str, str]]] = defaultdict(set)
        for municipality, tasks in self.instance.tasks_of.items():
            pairs = {
                form: {(municipality, task) for task in tasks if task in allowed}
                for form, allowed in self.tasks_of_form.items()
            }
            for option in self.options_of(municipality) if tasks else ():
                found[option] |= pairs[option[1]]
        return {option: frozenset(pairs) for option, pairs in found.items() if pairs}

    @cached_property
    def answered(self) -> Mapping[Form, frozenset[str]]:
        """By form, the tasks that somebody may be answered in it."""
        found: dict[Form, set[str]] = {form: set() for form in FORMS}
        for (_, form), pairs in self.used.items():
            found[form].update(task for _, task in pairs)
        return {form: frozenset(tasks) for form, tasks in found.items()}

    def links(self) -> Iterator[tuple[str, str, Form]]:
        """Every municipality, and every centre away from home that may answer it something, with the form."""
        for (centre, form), pairs in self.used.items():
            if form not in HOME_FORMS:
                yield from ((municipality, centre, form) for municipality in sorted({pair[0] for pair in pairs}))

    @cached_property
    def fitting(self) -> frozenset[LinkKey]:
        """The keys of all rows of `connections` that would fit some link."""
        return frozenset(
            key for municipality, centre, form in self.links() for key in link_keys(form, municipality, centre)
        )

    @cached_property
    def localizer(self) -> frozenset[LinkKey]:
        """The keys of the rows of `connections` that give a link a figure which no more specific row gives it."""
        columns = TABLES["connections"].inherited
        said = {
            (row.form, row.municipality, row.centre): {name for name in columns if getattr(row, name) is not None}
            for row in self.instance.tables.connections
        }
        found: set[LinkKey] = set()
        for municipality, centre, form in self.links() if said else ():
            unsaid = set(columns)
            for key in link_keys(form, municipality, centre):
                if unsaid & said.get(key, set()):
                    found.add(key)
                    unsaid -= said[key]
            if len(found) == len(said):
                break
        return frozenset(found)


def as_chosen(instance: Instance) -> Possible:
    """What is possible under the structure, the system and the future in use."""
    policy = instance.settings.policy
    return Possible(
        instance,
        True,
        {form: frozenset(policy.levels.levels_of(form)) for form in FORMS},
        instance.laws,
        policy.mandatory,
        frozenset(row.code for row in instance.tables.municipalities if row.candidate_host),
        {code: frozenset(groups) for code, groups in instance.groups_of.items()},
    )


def under_any(checked: Checked, instance: Instance) -> Possible:
    """What is possible before or after the changes that were made, in any structure, and with any system or future.

    Where a change is not looked into it is taken to allow: nothing is called impossible that is not.
    """
    groups: dict[str, set[str]] = defaultdict(set)
    for row in instance.tables.structures:
        groups[row.municipality].add(row.group)
    return Possible(
        instance,
        False,
        {form: _possible_levels(checked, instance, form) for form in FORMS},
        _lasting_laws(checked, instance),
        (),
        _possible_hosts(checked, instance),
        {code: frozenset(names) for code, names in groups.items()},
    )


def _changes_of_systems(checked: Checked) -> Iterator[tuple[str, str]]:
    """What systems and futures change: parameter and value."""
    for change in (*checked.rows_of(SystemChange), *checked.rows_of(FutureChange)):
        row = cast("SystemChange | FutureChange", change.row)
        yield row.parameter, row.value


def _possible_levels(checked: Checked, instance: Instance, form: Form) -> frozenset[int]:
    name = f"policy.levels.{form}"
    found = {*instance.settings.policy.levels.levels_of(form)}
    before = checked.draft.settings.before
    written = [before[name]] if name in before else []
    for value in [*written, *(value for parameter, value in _changes_of_systems(checked) if parameter == name)]:
        text = value.strip().casefold() if isinstance(value, str) else value
        try:
            levels = {} if value is None else {form: () if text in CLEAR else value}
            found.update(EligibleLevels.model_validate(levels).levels_of(form))
        except ValidationError:
            continue
    return frozenset(found)


def _lasting_laws(checked: Checked, instance: Instance) -> tuple[rows.LegalRule, ...]:
    """The laws in force that nothing changes."""
    if "year" in checked.draft.settings.before or any(
        name.startswith("legal.") for name, _ in _changes_of_systems(checked)
    ):
        return ()
    touched = {item.row.rule for item in checked.rows_of(rows.LegalRule) if item.record.before}
    return tuple(law for law in instance.laws if law.rule not in touched)


def _possible_hosts(checked: Checked, instance: Instance) -> frozenset[str]:
    changed = any(
        name.endswith(".candidate_host") and TRUTHS.get(as_text(value).strip().casefold(), True)
        for name, value in _changes_of_systems(checked)
    )
    if changed:
        return frozenset(instance.own_centre)
    placed = checked.rows_of(rows.Municipality)
    return frozenset(
        item.row.code
        for item in placed
        if item.row.candidate_host or cast("bool | None", item.record.before.get("candidate_host"))
    )


# ---- Systems and futures --------------------------------------------------------------------------

# Names one can choose, each with changes of its own, made by the one mechanism of changes.
#
# A system is a structure and changes to it; a future is what the world may turn out to be, whatever the structure.


STRUCTURE = "structure"
"""The parameter by which a structure or a system is chosen."""
NOT_TO_CHANGE = frozenset({STRUCTURE, "systems", "system_changes", FUTURE, "futures", "future_changes"})
"""Parameters that no system or future may change: what is chosen, and what there is to choose from."""


def with_choices(draft: Draft, changes: Sequence[Change | Addition]) -> Iterator[Change | Addition]:
    """The changes in the order in which they are made, with those of the system and the future where these are chosen.

    Sources follow each other, and the last word counts. Within one (a scenario file, a system, a future) a change of
    many values is made before one of few, so that what is said of one row holds against what is said of all; changes
    of equally many are made as they are written. Of several choices of the same kind the last counts. To be applied one
    by one: a choice is looked up in `draft` when its turn comes, as the changes before left it.
    """
    last = _last_choices(changes)
    for (_, is_choice, _), group in groupby(changes, key=_order_of_change):
        if not is_choice:
            yield from _broad_first(draft, [change for change in group if isinstance(change, Change)])
            continue
        for change in group:
            if isinstance(change, Addition):
                yield change
            elif change is last[change.parameter]:
                yield from _with_future(draft, change) if change.parameter == FUTURE else _with_system(draft, change)


def choices_not_made(changes: Sequence[Change | Addition]) -> Iterator[Finding]:
    """Remarks on choices of a structure, a system or a future that another choice follows."""
    last = _last_choices(changes)
    for change in changes:
        if isinstance(change, Change) and change.parameter in last:
            made = last[change.parameter]
            if made.value != change.value:
                rule = f"is overridden: {as_text(made.value)} is chosen after it ({made.place})"
                remedy = "leave one of the two out"
                yield Finding(
                    change.place, change.row, change.parameter, as_text(change.value), rule, remedy, "warning"
                )


def _last_choices(changes: Sequence[Change | Addition]) -> dict[str, Change]:
    """The choice that counts, of a structure or system and of a future."""
    return {
        change.parameter: change
        for change in changes
        if isinstance(change, Change) and change.parameter in (STRUCTURE, FUTURE)
    }


def _order_of_change(change: Change | Addition) -> tuple[int, bool, str]:
    """Changes of one source are ordered among themselves; a choice and an addition keep their place between them."""
    if isinstance(change, Addition):
        return -1, True, ""
    is_choice = change.parameter in (STRUCTURE, FUTURE)
    return change.source, is_choice, change.parameter if is_choice else ""


def _broad_first(draft: Draft, changes: list[Change]) -> Iterator[Change]:
    """Of the changes of one column or entry, those of many values before those of few; all others where they stand."""

    def breadth(change: Change) -> int:
        return sum(isinstance(step, ChangeStep) for step in steps_of_change(draft, change))

    alike: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        alike[target_of_change(change)].append(change)
    ordered = {
        name: iter(sorted(some, key=breadth, reverse=True) if len(some) > 1 else some) for name, some in alike.items()
    }
    return (next(ordered[target_of_change(change)]) for change in changes)


def _with_system(draft: Draft, choice: Change) -> Iterator[Change]:
    """A plain structure as it was asked for, or a system's structure and changes."""
    draft.chosen = as_name(as_text(choice.value))
    found = (record for record in draft.tables.get("systems", ()) if _is_row_of(record, "system", draft.chosen))
    system = next(found, None)
    if system is None or system.values.get("structure") == draft.chosen:
        yield choice
    elif "structure" in system.values:
        yield Change(system.place, STRUCTURE, system.values["structure"], system.row)
    yield from _changes_of(draft, "system", draft.chosen)


def _with_future(draft: Draft, choice: Change) -> Iterator[Change]:
    """The choice, which tells if there is no such future, and the future's changes."""
    draft.future = as_name(as_text(choice.value))
    yield choice
    yield from _changes_of(draft, FUTURE, draft.future)


def _changes_of(draft: Draft, kind: str, name: str) -> list[Change]:
    """What a system or a future changes; rows have no order, so those of equally many values go by their names."""
    changes = map(
        change_of, (record for record in draft.tables.get(f"{kind}_changes", ()) if _is_row_of(record, kind, name))
    )
    allowed = [change for change in changes if may_change(change.parameter)]
    return list(_broad_first(draft, sorted(allowed, key=lambda change: change.parameter)))


OF_TODAY = ("volumes", "economy.today_unit_cost_kr", "own_figures")
"""How the names of those tables and figures begin that today's cost follows from."""


def may_change_today(draft: Draft, changes: Sequence[Change | Addition]) -> bool:
    """True where changes are of what today's cost follows from; those of a system or a future too, if one is chosen."""
    asked = {full_name(change.table if isinstance(change, Addition) else change.parameter) for change in changes}
    if asked & {STRUCTURE, FUTURE}:
        rows = [record for name in ("system_changes", "future_changes") for record in draft.tables.get(name, ())]
        asked |= {full_name(as_text(record.values.get("parameter"))) for record in rows}
    return any(name.startswith(OF_TODAY) for name in asked)


def change_of(record: Record) -> Change:
    """The change that a row of `system_changes` or `future_changes` stands for."""
    values = record.values
    return Change(record.place, as_text(values.get("parameter")), as_text(values.get("value")), record.row)


def may_change(parameter: str) -> bool:
    """True when a system or future may change the parameter; a row without one has been told of."""
    return bool(parameter) and parameter.partition(".")[0] not in NOT_TO_CHANGE


def _is_row_of(record: Record, kind: str, name: str) -> bool:
    return as_text(record.values.get(kind)) == name
