"""Checks of what would be passed over: rows, columns and settings that can match nothing, whatever is chosen."""

from collections.abc import Iterator
from typing import Any

from optimiser.data import rows
from optimiser.data.changes import steps
from optimiser.data.checked import Checked, Placed
from optimiser.data.columns import Row
from optimiser.data.effects import RULES, Without
from optimiser.data.findings import Finding
from optimiser.data.instance import Instance
from optimiser.data.possible import Possible, under_any
from optimiser.data.scenario import Change
from optimiser.data.tables import TABLES


def rows_without_effect(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """Every row can match something, under some structure and with some system or future."""
    possible = under_any(checked, instance)
    for name in RULES:
        for item, reason in _without(possible, checked, name):
            yield item.finding(reason.column, reason.rule, reason.remedy, "warning")


def _without(possible: Possible, checked: Checked, table: str) -> Iterator[tuple[Placed[Row], Without]]:
    """The rows of a table that have no effect, and why."""
    for item in checked.rows[table]:
        reason = RULES[table](possible, item.row)
        if reason is not None:
            yield item, reason


def rows_said_twice(checked: Checked, _instance: Instance) -> Iterator[Finding]:
    """In a table without a key, no two rows say the same; where there is a key, that is an error."""
    for table in TABLES.values():
        first: dict[tuple[Any, ...], Placed[Row]] = {}
        for item in checked.rows[table.name] if not table.key else ():
            said = tuple(getattr(item.row, column) for column in table.identity)
            earlier = first.setdefault(said, item)
            if earlier is not item:
                rule = f"says the same as {earlier.record.whereabouts}"
                yield item.finding(table.identity[-1], rule, "delete one of the two", "warning")


def columns_without_effect(checked: Checked, _instance: Instance) -> Iterator[Finding]:
    """What is said of a centre is of a kind that it can obey."""
    for item in checked.of(rows.Centre):
        row = item.row
        if row.kind != "local" and row.min_sold:
            rule = f"has no effect: a {row.kind} centre does not sell"
            yield item.finding("min_sold", rule, "write it in min_volume, or leave it blank", "warning")
        if row.kind != "local" and row.max_sold_share is not None:
            rule = f"has no effect: a {row.kind} centre does not sell"
            yield item.finding("max_sold_share", rule, "write max_volume, or leave it blank", "warning")
        if row.kind == "local" and row.max_volume is not None and row.min_sold > row.max_volume:
            rule = f"above max_volume ({row.max_volume:,.0f}) of the same row: the centre can never sell"
            yield item.finding("min_sold", rule, "lower it or raise max_volume", "warning")


def settings_without_effect(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """A setting that somebody wrote has something to act on."""
    policy, settings = instance.settings.policy, checked.draft.settings
    if policy.purchase_price_kr is not None and all(law.cap_kr is None for law in instance.tables.legal):
        rule = "has no effect: no legal rule has a cap on purchases"
        remedy = "leave it out, or write a cap_kr in the table legal"
        yield settings.finding("policy.purchase_price_kr", rule, remedy, "warning")
    levels = {task.level for task in instance.tasks.values()}
    for number, mandate in enumerate(policy.mandatory, start=1):
        if not levels & set(mandate.levels):
            rule = "has no effect: no task has one of these levels"
            yield settings.finding(f"policy.mandatory.{number}.levels", rule, "correct the levels", "warning")


def laws_emptied(checked: Checked, _instance: Instance) -> Iterator[Finding]:
    """Nobody takes the levels of a law away to have it cover none: blank stands for the authority tasks."""
    for item in checked.of(rows.LegalRule):
        if item.row.active and not item.row.levels and "levels" in item.record.before:
            rule = "means the authority tasks here, not no tasks"
            remedy = f"to switch the rule off: legal.{item.row.rule}.active=false"
            yield item.finding("levels", rule, remedy, "warning")


def assumptions_about_nothing(checked: Checked, _instance: Instance) -> Iterator[Finding]:
    """What an assumption is about is in the instance; a table may have no rows for `*` to stand for."""
    for item in checked.of(rows.Assumption):
        faults = steps(checked.draft, Change(item.record.place, item.row.parameter, "", item.record.row))
        fault = next((step for step in faults if isinstance(step, Finding)), None)
        if fault and fault.rule.startswith("no ") and ".*." not in item.row.parameter:
            yield item.finding("parameter", f"is about nothing: {fault.rule}", fault.remedy, "warning")
