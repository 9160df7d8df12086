"""What a contact costs today, how long it takes, and how many answer: as municipalities say it, else as it follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from optimiser.data.tables import from_most_specific

if TYPE_CHECKING:
    from optimiser.data.instance import Instance, TaskKey


def figures_of(instance: Instance, column: str, otherwise: Callable[[str], float]) -> Mapping[TaskKey, float]:
    """Return a column of `own_figures` by (municipality, task); by task what holds where no row says it."""
    rows_of = {key: instance.own_figure(key, column) for key in instance.contacts}
    return {key: getattr(row, column) if row else otherwise(key[1]) for key, row in rows_of.items()}


def unit_costs_today(instance: Instance) -> Mapping[TaskKey, float]:
    """Return what a contact costs as answered today by (municipality, task), in kr."""
    economy = instance.settings.economy
    known = figures_of(instance, "today_unit_cost_kr", lambda _: economy.today_unit_cost_kr)
    if not economy.cost_follows_minutes:
        return known
    rows_of = {key: instance.own_figure(key, "today_unit_cost_kr") for key in instance.contacts}
    about = {key: (row.municipality, row.task) if row else (None, None) for key, row in rows_of.items()}
    return {key: kr * instance.handling_minutes[key] / instance.mean_minutes[about[key]] for key, kr in known.items()}


def lengths_of_contacts(instance: Instance) -> Mapping[TaskKey, float]:
    """Return how much a contact counts in a volume by (municipality, task)."""
    if not instance.settings.economy.cost_follows_minutes:
        return dict.fromkeys(instance.contacts, 1.0)
    mean = instance.mean_minutes[None, None]
    return {key: minutes / mean for key, minutes in instance.handling_minutes.items()}


def mean_minutes_of_pooled(instance: Instance) -> float:
    """Return the mean handling time of a contact of a pooled volume; of any where none is pooled, in minutes."""
    if instance.settings.economy.cost_follows_minutes:
        return instance.mean_minutes[None, None]
    weights = instance.pooled_contacts if any(instance.pooled_contacts.values()) else instance.contacts
    return sum(weight * instance.handling_minutes[key] for key, weight in weights.items()) / sum(weights.values())


def mean_minutes_by_names(instance: Instance) -> Mapping[tuple[str | None, ...], float]:
    """Return the mean handling time of the contacts that a row of `own_figures` can speak of, by what it names."""
    contacts, minutes = Counter[tuple[str | None, ...]](), Counter[tuple[str | None, ...]]()
    for key, count in instance.contacts.items():
        for names in from_most_specific(*key):
            contacts[names] += count  # type: ignore[assignment]  # a Counter adds floats too
            minutes[names] += count * instance.handling_minutes[key]  # type: ignore[assignment]
    return {names: minutes[names] / count for names, count in contacts.items()}


def employees_today(instance: Instance) -> Mapping[TaskKey, float]:
    """Return the full-time employees who answer today by (municipality, task)."""
    found = {key: contacts * instance.handling_fte[key] for key, contacts in instance.contacts.items()}
    said = {
        key: row.today_fte for key, row in instance.own_figures.items() if row.today_fte is not None and None not in key
    }
    found |= {key: fte for key, fte in said.items() if key in found}
    for code, tasks in instance.tasks_of.items():
        whole = instance.own_figures.get((code, None))
        others = [(code, task) for task in tasks if (code, task) not in said]
        if others and whole and whole.today_fte is not None:
            left = max(0.0, whole.today_fte - sum(found[code, task] for task in tasks if (code, task) in said))
            work = sum(found[key] for key in others)
            found |= {key: left * found[key] / work for key in others}
    return found
