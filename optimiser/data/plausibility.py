"""Warnings: what is allowed in an instance, but is more often a mistake than meant."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from optimiser.data import rows
from optimiser.data.checked import Checked
from optimiser.data.checking_policy import is_allowed
from optimiser.data.columns import FORMS, HOME_FORMS, Form
from optimiser.data.findings import Finding
from optimiser.data.instance import Instance

LEAP = 10
"""How many times as dear a contact may be at the next point of the cost curve before it is taken for a slip."""
TOTAL_TOLERANCE = 0.01
"""How far contacts may add up to something else than the national figure, as a share of it."""
FORM_SOLD: dict[rows.Kind, Form] = {"local": "purchased", "virtual": "regional", "external": "external"}
"""The form in which a centre of each kind answers for others."""


def totals_unlike_the_nation(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """The contacts of a task add up to its national figure."""
    totals: Counter[str] = Counter()
    for (_, task), contacts in instance.contacts.items():
        totals[task] += contacts  # type: ignore[assignment]  # a Counter adds floats too
    for item in checked.of(rows.Task):
        national, total = item.row.national_contacts, totals[item.row.task]
        if abs(total - national) > TOTAL_TOLERANCE * national:
            rule = f"the contacts in {checked.draft.places['volumes']} add up to {total:.0f}"
            yield item.finding("national_contacts", rule, "correct one of the two", "warning")


def curve_that_leaps(checked: Checked, _instance: Instance) -> Iterator[Finding]:
    """From one point of the cost curve to the next a contact gets somewhat cheaper or dearer, not many times."""
    points = sorted(checked.of(rows.CurvePoint), key=lambda item: item.row.volume)
    for earlier, item in pairwise(points):
        before, after = earlier.row.unit_cost_kr, item.row.unit_cost_kr
        if not 1 / LEAP <= after / before <= LEAP:
            rule = f"is {before:g} kr. at {earlier.row.volume:,.0f} contacts a year and {after:g} kr. here"
            yield item.finding("unit_cost_kr", rule, "check the unit and the decimal mark of both", "warning")


def authority_tasks_without_law(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """A legal rule in force keeps each authority task from being answered in some form."""
    for item in checked.of(rows.Task):
        if item.row.authority and not any(law.forbids(form, item.row) for law in instance.laws for form in FORMS):
            rule = "no legal rule in force covers this authority task: it may be answered anywhere"
            yield item.finding("authority", rule, f"see {checked.draft.places['legal']}", "warning")


def task_costs_missing(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """A form away from home that costs extra for some tasks has a figure for all it may answer."""
    known = instance.extra_kr
    for form in FORMS:
        tasks = [task for task in instance.tasks.values() if is_allowed(instance, form, task)]
        missing = [task.task for task in tasks if (form, task.task) not in known]
        if form not in HOME_FORMS and missing and any(pair[0] == form for pair in known):
            rule = f"no extra cost of {', '.join(missing)} in the form {form}: counted as 0 kr."
            place = checked.draft.places["task_costs"]
            yield Finding(place, None, "extra_kr", form, rule, "add rows, with 0 where it is meant", "warning")


def purchases_valued_below_what_they_may_cost(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """A price at which purchases are valued under a cap in the law is no lower than what a contact may cost.

    The price is used as it is written: so a plan may pay more for a purchase than the cap allows.
    """
    price_kr = instance.settings.policy.purchase_price_kr
    forms = {form for law in instance.laws if law.cap_kr is not None for form in law.forms}
    factors = [row.cost_factor for row in instance.centres.values() if FORM_SOLD[row.kind] in forms]
    if price_kr is None or not factors:
        return
    dearest_kr = max(factors) * max(point.unit_cost_kr for point in instance.tables.cost_curve)
    if price_kr < dearest_kr:
        rule = f"a contact may cost up to {dearest_kr:g} kr. in a centre: what is paid may be above a cap in the law"
        remedy = "raise it, or leave it out to have purchases valued at the dearest that a contact can be"
        yield checked.draft.settings.finding("policy.purchase_price_kr", rule, remedy, "warning")


def centres_that_stay_closed(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """Those who may use a shared centre bring it the least volume with which it may open.

    Where policy or law keeps every task from its form, nobody has meant it to open.
    """
    for item in checked.of(rows.Centre):
        shared = item.row.kind != "local" and item.row.centre in instance.centres
        tasks = _shareable(instance, item.row) if shared else []
        volume = _volume(instance, _users(instance, item.row), tasks)
        if tasks and volume < item.row.min_volume:
            needed = f"{item.row.min_volume:.0f} contacts a year, but all who may use it have {volume:.0f}"
            remedy = "lower min_volume, or let more municipalities join"
            yield item.finding("min_volume", f"the centre stays closed: it needs {needed}", remedy, "warning")


def _shareable(instance: Instance, centre: rows.Centre) -> list[str]:
    """The tasks that policy and law let be answered in the form of a shared centre."""
    form: Form = "regional" if centre.kind == "virtual" else "external"
    return [task.task for task in instance.tasks.values() if is_allowed(instance, form, task)]


def _users(instance: Instance, centre: rows.Centre) -> list[str]:
    """The municipalities that may use a shared centre under the structure in use."""
    if centre.kind == "external":
        return list(instance.municipalities)
    return [code for code, groups in instance.groups_of.items() if centre.centre in groups]


def _volume(instance: Instance, municipalities: list[str], tasks: list[str]) -> float:
    """Pooled volume of the tasks in the municipalities (contacts/year)."""
    return sum(instance.pooled_contacts.get((code, task), 0.0) for code in municipalities for task in tasks)
