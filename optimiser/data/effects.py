"""Which rows of an instance take effect, and why others take none: one rule a table, and the warnings that follow."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from optimiser.data import effects_of_years, rows
from optimiser.data.changes import steps_of_change, words_of
from optimiser.data.checking_rows import Checked, Placed
from optimiser.data.checking_wishes import wish_has_effect
from optimiser.data.choice_rows import Future, FutureChange, System, SystemChange
from optimiser.data.columns import HOME_FORMS, Form, Row
from optimiser.data.each_year import OF_PATH
from optimiser.data.existing import tasks_there
from optimiser.data.findings import Finding
from optimiser.data.instance import Instance
from optimiser.data.neighbour_rows import Neighbour
from optimiser.data.own_rows import Existing, OwnFigure
from optimiser.data.scenario import Change
from optimiser.data.systems import Possible, Without, under_any
from optimiser.data.tables import TABLES
from optimiser.staffing.workload import WeekProfile

FORM_OF_CENTRE: Mapping[rows.CentreKind, Form] = {"local": "purchased", "virtual": "regional", "external": "external"}
"""The form of a link to a centre of each kind: a link leads away from home."""


def _effect_of_municipality(possible: Possible, row: rows.Municipality) -> Without | None:
    if possible.instance.tasks_of[row.code]:
        return None
    return Without("code", "has no contacts, so it takes no part in any plan", "add it to the table volumes")


def _effect_of_task(possible: Possible, row: rows.Task) -> Without | None:
    if any(task == row.task for _, task in possible.instance.contacts):
        return None
    return Without(
        "task", "nobody has contacts about it, so it takes no part in any plan", "add it to the table volumes"
    )


def _effect_of_volume(possible: Possible, row: rows.Volume) -> Without | None:
    """No contacts are a figure too, but one that has no effect."""
    return Without("contacts", "no contacts") if possible.chosen and not row.contacts else None


def _effect_of_own_figure(possible: Possible, row: OwnFigure) -> Without | None:
    """A row counts where it says something of a contact that no more specific row says."""
    said = [column for column in (*TABLES["own_figures"].inherited, "today_fte") if getattr(row, column) is not None]
    if not said:
        rule = "has no effect: all its figures are blank"
        return Without("today_unit_cost_kr", rule, "fill one in, or delete the row")
    who = possible.instance.tasks_of if row.municipality is None else {row.municipality: ()}
    keys = [(code, task) for code in who for task in possible.instance.tasks_of[code] if row.task in (None, task)]
    if not keys:
        return Without("municipality" if row.municipality else "task", "has no effect: nobody has such contacts")
    if any(possible.instance.own_figure(key, column) is row for column in said for key in keys):
        return None
    return Without(said[0], "has no effect: more specific rows say it of every contact that it could apply to")


def _effect_of_centre(possible: Possible, row: rows.Centre) -> Without | None:
    answers = any(possible.used.get((row.centre, form)) for form in ("local", "purchased", "regional", "external"))
    if answers or (row.kind == "local" and not possible.instance.tasks_of.get(row.seat or "")):
        return None if answers or not possible.chosen else Without("seat", "its seat has no contacts")
    if row.kind == "virtual" and not any(row.centre in groups for groups in possible.groups.values()):
        return Without(
            "centre", "no structure has it as a group, so nobody may use it", "add it to the table structures"
        )
    form = "local" if row.kind == "local" else FORM_OF_CENTRE[row.kind]
    rule = f"nobody may use it: {_why_no_task(possible, form)}"
    return Without("centre", rule, f"see policy.levels.{form} and the table legal, or delete the row")


def _why_no_task(possible: Possible, form: Form) -> str:
    """Why nobody may be answered anything in a form."""
    if not possible.tasks_of_form[form]:
        return f"policy and law let no task be answered in the form {form}"
    return f"nobody has a centre that answers in the form {form}"


def _effect_of_existing(possible: Possible, row: Existing) -> Without | None:
    """What exists counts where it goes on, or ends at a price; it can go on where the centre may answer the tasks."""
    instance = possible.instance
    tasks = tasks_there(instance, row)
    if not tasks:
        column = "tasks" if row.tasks else "levels" if row.levels else "municipality"
        return Without(column, "has no effect: the municipality has no such contacts")
    if not (row.invested_share or row.exit_kr or row.stays_until is not None):
        rule = "has no effect: nothing is paid already, no contract binds, and ending it costs nothing"
        return Without("invested_share", rule)
    form = instance.centre_rows[row.centre].form_for(row.municipality)
    may = possible.used.get((row.centre, form), frozenset())
    if any((row.municipality, task) in may for task in tasks):
        return None
    why = possible.why_not(form, instance.tasks[tasks[0]]) or f"{row.centre} may not answer {row.municipality}"
    rule = f"every plan ends it: {why}" if row.exit_kr else f"has no effect: {why}"
    return None if row.exit_kr and possible.chosen else Without("centre", rule, "correct it, or delete the row")


def _effect_of_membership(possible: Possible, row: rows.Membership) -> Without | None:
    return _unless_chosen(possible, row.structure == possible.instance.settings.structure, "structure")


def _effect_of_neighbour(_: Possible, __: Neighbour) -> None:
    """A fact of geography, which counts when groups are drawn."""
    return


def _effect_of_system(possible: Possible, row: System) -> Without | None:
    return _unless_chosen(possible, row.system == possible.instance.system, "system")


def _system_change(possible: Possible, row: SystemChange) -> Without | None:
    made = words_of(row.parameter, row.value) in possible.instance.changes
    return _unless_chosen(possible, made and row.system == possible.instance.system, "system")


def _effect_of_future(possible: Possible, row: Future) -> Without | None:
    return _unless_chosen(possible, words_of("future", row.future) in possible.instance.changes, "future")


def _future_change(possible: Possible, row: FutureChange) -> Without | None:
    chosen = words_of("future", row.future) in possible.instance.changes
    made = words_of(row.parameter, row.value) in possible.instance.changes
    return _unless_chosen(possible, chosen and made, "future")


def _unless_chosen(possible: Possible, chosen: bool, column: str) -> Without | None:
    """Of what one can choose among, the others have no effect as chosen; that is nothing to remark on."""
    return None if chosen or not possible.chosen else Without(column, "not chosen")


def _curve_point(possible: Possible, row: rows.CurvePoint) -> Without | None:
    """A point counts where a volume may lie beyond the point before it."""
    smaller = [point.volume for point in possible.instance.tables.cost_curve if point.volume < row.volume]
    reached = max(smaller, default=0.0) < sum(possible.instance.pooled_contacts.values())
    return None if reached or not possible.chosen else Without("volume", "no centre gets so large")


def _effect_of_arrival(possible: Possible, row: rows.ArrivalShare) -> Without | None:
    """As chosen; a share outside the opening hours is told of where these are checked."""
    if not possible.chosen:
        return None
    hours = [centre.opening_hours for centre in possible.instance.centres.values() if centre.opening_hours]
    longest = max([possible.instance.settings.service.reference_opening_hours, *hours])
    is_open = row.slot in WeekProfile.of_arrivals(possible.instance.arrivals, longest).open_slots
    return None if is_open else Without("share", "nobody calls while a centre is open")


def _task_cost(possible: Possible, row: rows.TaskCost) -> Without | None:
    if row.task in possible.answered[row.form] or not (row.extra_kr or possible.chosen):
        return None
    if all(task != row.task for _, task in possible.instance.contacts):
        return Without("task", "has no effect: nobody has such contacts")
    reason = possible.why_not(row.form, possible.instance.tasks[row.task]) or _why_no_task(possible, row.form)
    return Without("form", f"has no effect: nobody may be answered {row.task} in it: {reason}")


def _effect_of_connection(possible: Possible, row: rows.Connection) -> Without | None:
    if never := impossible_connection(possible.instance, row):
        return never
    if (row.form, row.municipality, row.centre) in possible.localizer:
        return None
    figures = [getattr(row, column) for column in TABLES["connections"].inherited]
    if not any(figure is not None for figure in figures):
        return Without("yearly_kr", "has no effect: all its figures are blank", "fill one in, or delete the row")
    if (row.form, row.municipality, row.centre) in possible.fitting:
        rule = "has no effect: more specific rows cover every link that it could apply to"
        return Without("form", rule)
    return _no_link(possible, row, possible.instance.centre_rows.get(row.centre or ""))


def impossible_connection(instance: Instance, row: rows.Connection) -> Without | None:
    """Why there can be no link of a form to a centre, whatever is chosen; None where there may be."""
    centre = instance.centre_rows.get(row.centre or "")
    if row.form in HOME_FORMS:
        return Without("form", f"has no effect: the form {row.form} needs no link, as it is at home")
    if centre and row.form not in (None, FORM_OF_CENTRE[centre.kind]):
        form = FORM_OF_CENTRE[centre.kind]
        rule = f"has no effect: a link to {centre.centre}, a {centre.kind} centre, has the form {form}"
        return Without("form", rule, f"write {form}, or leave it blank")
    if centre and row.municipality and centre.seat == row.municipality:
        rule = f"has no effect: {centre.centre} is the own centre of {row.municipality}, which needs no link"
        return Without("centre", rule)
    return None


def _no_link(possible: Possible, row: rows.Connection, centre: rows.Centre | None) -> Without:
    """Why a link that could be is not, for structure, policy, law or hosts."""
    form = FORM_OF_CENTRE[centre.kind] if centre else row.form
    if form and not possible.tasks_of_form[form]:
        rule = f"has no effect: {_why_no_task(possible, form)}"
        return Without("centre" if centre else "form", rule, f"see policy.levels.{form} and the table legal")
    if centre and centre.kind == "local" and centre.seat not in possible.hosts:
        rule = f"has no effect: {centre.centre} may not sell, because its seat is not a candidate_host"
        return Without("centre", rule)
    if centre and centre.kind == "virtual":
        who = f"{row.municipality} is not" if row.municipality else "nobody is"
        return Without("centre", f"has no effect: {who} in the group {centre.centre} with a task that it may answer")
    what = f"the form {form}" if form else "any form away from home"
    return Without(
        "form" if row.form else "municipality", f"has no effect: there is no link of {what} that it applies to"
    )


def impossible_investment(row: rows.Investment) -> Without | None:
    """Why a form cannot bring a cost of a basis, whatever is chosen; None where it may."""
    at_home = row.form in HOME_FORMS
    if row.amount_kr and ((row.basis == "connection" and at_home) or (row.basis, row.form) == ("centre", "unchanged")):
        rule = f"has no effect: the form {row.form} has no {row.basis} to invest in"
        return Without("basis", rule, "name another basis or form, or delete the row")
    return None


def _effect_of_investment(possible: Possible, row: rows.Investment) -> Without | None:
    if never := impossible_investment(row):
        return never
    if possible.answered[row.form] or not (row.amount_kr or possible.chosen):
        return None
    return Without("form", f"has no effect: {_why_no_task(possible, row.form)}")


def _effect_of_law(possible: Possible, row: rows.LegalRule) -> Without | None:
    if possible.chosen and row not in possible.instance.laws:
        return Without("active", f"not in force in {possible.instance.settings.year}")
    return _empty_law(possible, row) if row.active else None


def _empty_law(possible: Possible, row: rows.LegalRule) -> Without | None:
    """Why a rule that is switched on forbids and caps nothing."""
    if not row.forms:
        return Without("forms", "forbids nothing: it names no form", "name the forms, or switch the rule off")
    if not any(row.covers_task(task) for task in possible.instance.tasks.values()):
        if row.levels:
            return Without("levels", "forbids nothing: no task has one of its levels", "correct them, or switch it off")
        return Without("levels", "no task is an authority task") if possible.chosen else None
    if row.cap_kr is not None and not set(row.forms) - HOME_FORMS:
        return Without("forms", "caps nothing: only what is answered away from home is bought", "name purchased")
    return None


def _effect_of_kpi(possible: Possible, row: rows.Kpi) -> Without | None:
    if any(value.kpi == row.kpi for value in possible.instance.tables.kpi_values):
        return None
    return Without("kpi", "is measured nowhere: it has no values", "add them to the table kpi_values")


def _kpi_value(possible: Possible, row: rows.KpiValue) -> Without | None:
    """Values for all forms and tasks are often written where some are not possible: told of where all of a form are."""
    alike = [value for value in possible.instance.tables.kpi_values if (value.kpi, value.form) == (row.kpi, row.form)]
    own = {value.task for value in alike if value.task}
    if row.task is None and possible.instance.tasks.keys() <= own:
        return Without("task", "is used nowhere: every task has a row of its own")
    counted = [value for value in alike if _tasks_of_value(possible, value, own) & possible.answered[row.form]]
    if row in counted or (counted and not possible.chosen):
        return None
    reason = row.task and possible.why_not(row.form, possible.instance.tasks[row.task])
    return Without("form", f"is used nowhere: {reason or _why_no_task(possible, row.form)}")


def _tasks_of_value(possible: Possible, value: rows.KpiValue, own: set[str]) -> set[str]:
    """The tasks that a row is about: its own, or those that have no row of their own."""
    return {value.task} if value.task else possible.instance.tasks.keys() - own


def _effect_of_lock(possible: Possible, row: rows.Lock) -> Without | None:
    """A lock has an effect where it rules something out that is possible otherwise."""
    if not row.active:
        return Without("active", "switched off") if possible.chosen else None
    matched = False
    for (place, form), pairs in possible.used.items():
        names = row.centre in (None, place) and row.form in (None, form)
        for municipality, task in pairs:
            if row.municipality in (None, municipality) and _speaks_of(possible, row, task):
                matched = True
                if names == (row.demand == "must not"):
                    return None
    column = "centre" if row.centre else "form"
    if not matched:
        about = "task" if row.task else "level" if row.level else "municipality"
        return Without(about, "locks nothing: nobody has contacts that it applies to")
    always = "what it forbids is not possible anyway" if row.demand == "must not" else "nothing else is possible anyway"
    return Without(column, f"locks nothing: {always}")


def _speaks_of(possible: Possible, lock: rows.Lock, task: str) -> bool:
    return lock.task in (None, task) and lock.level in (None, possible.instance.tasks[task].level)


def _effect_of_wish(possible: Possible, row: rows.Wish) -> Without | None:
    """A wish has an effect where it rules something out that is possible otherwise."""
    if not row.active:
        return Without("active", "switched off") if possible.chosen else None
    if wish_has_effect(possible, row):
        return None
    return Without("kind", "has no effect: what it rules out is not possible anyway", "correct it, or switch it off")


def _effect_of_assumption(_: Possible, __: rows.Assumption) -> None:
    """A note on where a figure is from; whether there is that figure is checked with the tables."""
    return


RULES: Mapping[str, Callable[[Possible, Any], Without | None]] = {
    "municipalities": _effect_of_municipality,
    "tasks": _effect_of_task,
    "volumes": _effect_of_volume,
    "own_figures": _effect_of_own_figure,
    "centres": _effect_of_centre,
    "existing": _effect_of_existing,
    "structures": _effect_of_membership,
    "neighbours": _effect_of_neighbour,
    "systems": _effect_of_system,
    "system_changes": _system_change,
    "futures": _effect_of_future,
    "future_changes": _future_change,
    "cost_curve": _curve_point,
    "arrival_profile": _effect_of_arrival,
    "task_costs": _task_cost,
    "connections": _effect_of_connection,
    "investments": _effect_of_investment,
    "legal": _effect_of_law,
    "kpis": _effect_of_kpi,
    "kpi_values": _kpi_value,
    "locks": _effect_of_lock,
    "wishes": _effect_of_wish,
    "years": effects_of_years.effect_of_path,
    "municipal_budgets": effects_of_years.effect_of_budget,
    "volume_factors": effects_of_years.effect_of_factor,
    "volume_moves": effects_of_years.effect_of_move,
    "first_years": effects_of_years.effect_of_first_year,
    "yearly_changes": effects_of_years.effect_of_path,
    "assumptions": _effect_of_assumption,
}
"""For every table, what gives a row of it an effect: None, or why it has none."""
OF_YEARS = frozenset({*OF_PATH, "first_years"})
"""The tables whose rows have an effect, or none, over all years together."""


def rows_without_effect(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """Every row can match something, under some structure and with some system or future."""
    yield from _idle_rows(checked, instance, RULES.keys() - OF_YEARS)


def rows_of_path_without_effect(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """Every row that is of a path rather than of its years can match something in one of them."""
    yield from _idle_rows(checked, instance, OF_YEARS)


def _idle_rows(checked: Checked, instance: Instance, tables: Collection[str]) -> Iterator[Finding]:
    possible = under_any(checked, instance)
    for name in filter(tables.__contains__, RULES):
        found = [(item, RULES[name](possible, item.row)) for item in checked.rows[name]]
        taken = {item.record.written_as for item, reason in found if reason is None}
        for item, reason in found:
            if reason is not None:
                told = _of_the_rest(reason) if item.record.written_as in taken else reason
                yield item.finding_about(told.column, told.rule, told.remedy, "warning")


def _of_the_rest(reason: Without) -> Without:
    """Why a part of what somebody wrote in one change has no effect, where the rest has."""
    return Without(reason.column, f"the rest takes effect, but this {reason.rule}", "leave that part out")


def rows_said_twice(checked: Checked, _instance: Instance) -> Iterator[Finding]:
    """In a table without a key, no two rows say the same; where there is a key, that is an error."""
    for table in TABLES.values():
        first: dict[tuple[Any, ...], Placed[Row]] = {}
        for item in checked.rows[table.name] if not table.key else ():
            said = tuple(getattr(item.row, column) for column in table.identity)
            earlier = first.setdefault(said, item)
            if earlier is not item:
                rule = f"says the same as {earlier.record.whereabouts}"
                yield item.finding_about(table.identity[-1], rule, "delete one of the two", "warning")


def columns_without_effect(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """What is said of a centre is of a kind that it can obey; wages are those of a municipality that has one."""
    for who in checked.rows_of(rows.Municipality):
        if who.row.wage_level != 1 and who.row.code not in instance.own_centre:
            rule = "has no effect: the municipality is the seat of no centre"
            yield who.finding_about("wage_level", rule, "add its centre, or leave the cell blank", "warning")
    for item in checked.rows_of(rows.Centre):
        row = item.row
        if row.kind != "local" and row.min_sold:
            rule = f"has no effect: a {row.kind} centre does not sell"
            yield item.finding_about("min_sold", rule, "write it in min_volume, or leave it blank", "warning")
        if row.kind != "local" and row.max_sold_share is not None:
            rule = f"has no effect: a {row.kind} centre does not sell"
            yield item.finding_about("max_sold_share", rule, "write max_volume, or leave it blank", "warning")
        if row.kind == "local" and row.max_volume is not None and row.min_sold > row.max_volume:
            rule = f"above max_volume ({row.max_volume:,.0f}) of the same row: the centre can never sell"
            yield item.finding_about("min_sold", rule, "lower it or raise max_volume", "warning")


def settings_without_effect(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """A setting that somebody wrote has something to act on."""
    policy, settings = instance.settings.policy, checked.draft.settings
    if policy.purchase_price_kr is not None and all(law.cap_kr is None for law in instance.tables.legal):
        rule = "has no effect: no legal rule has a cap on purchases"
        remedy = "leave it out, or write a cap_kr in the table legal"
        yield settings.finding_about("policy.purchase_price_kr", rule, remedy, "warning")
    levels = {task.level for task in instance.tasks.values()}
    for number, mandate in enumerate(policy.mandatory, start=1):
        if not levels & set(mandate.levels):
            rule = "has no effect: no task has one of these levels"
            yield settings.finding_about(f"policy.mandatory.{number}.levels", rule, "correct the levels", "warning")


def laws_emptied(checked: Checked, _instance: Instance) -> Iterator[Finding]:
    """Nobody takes the levels of a law away to have it cover none: blank stands for the authority tasks."""
    for item in checked.rows_of(rows.LegalRule):
        if item.row.active and not item.row.levels and "levels" in item.record.before:
            rule = "blank levels mean the authority tasks here; the rule still applies to them"
            remedy = f"to switch the rule off: legal.{item.row.rule}.active=false"
            yield item.finding_about("levels", rule, remedy, "warning")


def assumptions_about_nothing(checked: Checked, _instance: Instance) -> Iterator[Finding]:
    """What an assumption is about is in the instance; a table may have no rows for `*` to stand for."""
    for item in checked.rows_of(rows.Assumption):
        faults = steps_of_change(checked.draft, Change(item.record.place, item.row.parameter, "", item.record.row))
        fault = next((step for step in faults if isinstance(step, Finding)), None)
        if fault and fault.rule.startswith("no ") and ".*." not in item.row.parameter:
            yield item.finding_about("parameter", f"applies to nothing: {fault.rule}", fault.remedy, "warning")
