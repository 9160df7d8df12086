"""Checks of the settings against the tables: structure, year, mandates and KPIs."""

from collections.abc import Iterator

from optimiser.data import rows
from optimiser.data.checked import Checked
from optimiser.data.columns import FORMS, Form
from optimiser.data.findings import Finding
from optimiser.data.instance import NO_STRUCTURE, Instance
from optimiser.data.nearest import did_you_mean


def unknown_structure(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """The structure in use is one of the table structures, or none; that of a system is told of in its row."""
    known = checked.draft.texts("structures", "structure")
    systems = checked.draft.texts("systems", "system")
    structure = instance.settings.structure
    if known is None or systems is None or structure in known | {NO_STRUCTURE} or checked.draft.chosen in systems:
        return
    if structure in systems:
        rule, remedy = "a system, not a structure", f"choose it with --structure {structure}, or name a structure"
    else:
        names = ", ".join(instance.structures)
        rule, remedy = "no such structure", did_you_mean(structure, instance.structures, f"choose among {names}")
    yield checked.draft.settings.finding("structure", rule, remedy)


def volumes_of_another_year(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """All volumes are of the instance's year."""
    year = instance.settings.year
    for item in checked.of(rows.Volume):
        if item.row.year not in (None, year):
            yield item.finding("year", f"must be {year}, the year of the instance", "keep the rows of that year only")


def is_allowed(instance: Instance, form: Form, task: rows.Task) -> bool:
    """True when both the policy and the law in force let `task` be answered in `form`."""
    in_policy = task.level in instance.settings.policy.levels.of(form)
    return in_policy and not any(law.forbids(form, task) for law in instance.laws)


def mandates_without_allowed_form(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """What a mandate demands at a level is allowed by policy, law, and the mandates before it."""
    for number in range(1, len(instance.settings.policy.mandatory) + 1):
        task = next((task for task in instance.tasks.values() if not _has_form(instance, task, number)), None)
        if task:
            rule = f"must hold a form in which policy, law and other mandates let {task.task} be answered"
            column = f"policy.mandatory.{number}.forms"
            yield checked.draft.settings.finding(column, rule, f"add a form, or leave out level {task.level}")


def _has_form(instance: Instance, task: rows.Task, number: int) -> bool:
    """True when the `number`th mandate is not about `task`, or leaves it a form."""
    mandates = [mandate for mandate in instance.settings.policy.mandatory[:number] if task.level in mandate.levels]
    if task.level not in instance.settings.policy.mandatory[number - 1].levels:
        return True
    return any(is_allowed(instance, form, task) for form in FORMS if all(form in mandate.forms for mandate in mandates))


def kpi_targets_out_of_reach(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """The target of a KPI is not better than its best value."""
    for item in checked.of(rows.Kpi):
        values = [value for (kpi, *_), value in instance.kpi_values.items() if kpi == item.row.kpi]
        if item.row.target is None or not values:
            continue
        floor = item.row.sense == "at least"
        best = max(values) if floor else min(values)
        if (item.row.target > best) if floor else (item.row.target < best):
            rule = f"better than the best value of any form and task ({best:g}): no plan can meet it"
            yield item.finding("target", rule, "set a target that can be met, or leave it blank")


def kpi_values_missing(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """A KPI with a target has a value for each task in each form it may be answered in."""
    if "kpi_values" not in checked.draft.tables:
        return
    forms = forms_with_a_centre(instance)
    needed = [
        (form, task.task) for task in instance.tasks.values() for form in forms if is_allowed(instance, form, task)
    ]
    for item in checked.of(rows.Kpi):
        missing = [pair for pair in needed if (item.row.kpi, *pair) not in instance.kpi_values]
        if item.row.target is not None and missing:
            rule = f"a KPI with a target must have a value for {' × '.join(missing[0])}"
            others = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
            yield item.finding("target", rule + others, f"fill in {checked.draft.places['kpi_values']}")


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
