"""A year of a roadmap as an instance by itself: what it would be read from, and the changes of the years up to it."""

from collections import defaultdict
from collections.abc import Mapping
from math import fsum

from optimiser.data.cells import as_text
from optimiser.data.instance import Instance, TaskKey
from optimiser.data.overrides import split_year
from optimiser.data.scenario import Change
from optimiser.data.tables import Draft, Origin, Record, full_name
from optimiser.data.years import contacts_in

ROADMAP = "roadmap"
"""The section of the settings that holds for a path over years."""
START_YEAR = f"{ROADMAP}.start_year"
"""The one entry of it that says something of a year by itself: before it nothing moves."""
YEAR_BY_YEAR = f"{ROADMAP}.year_by_year"
"""The entry of it that says how a path is decided."""
OF_PATH = ("years", "municipal_budgets", "volume_factors", "volume_moves", "yearly_changes")
"""The tables that an instance of one year has nothing in."""
NAMING_PARAMETERS = ("system_changes", "future_changes", "assumptions")
"""The tables whose rows are about a parameter."""
OF_COUNTRY = "national_contacts"
"""The column of the table tasks that follows the contacts of a task."""


def draft_in_year(draft: Draft, instance: Instance, year: int) -> Draft:
    """Return what an instance of one year of a roadmap would be read from, before the changes of its years.

    `instance` is what was read from `draft`. Records keep where they were written.
    """
    made = draft.copy()
    settings = made.settings
    start = instance.settings.roadmap.start_year
    kept = {START_YEAR} if start is not None and year < start else set()
    for name in [name for name in settings.values if name.startswith(f"{ROADMAP}.") and name not in kept]:
        del settings.values[name]
    settings.values["year"] = year
    contacts = contacts_in(instance, year)
    made.tables["volumes"] = _volume_records(made, instance, contacts)
    _scale_national(made, instance, contacts)
    for name in OF_PATH:
        made.tables[name] = []
    for name in NAMING_PARAMETERS:
        made.tables[name] = [record for record in made.tables[name] if not is_of_path(_text(record, "parameter"))]
    return made


def _volume_records(draft: Draft, instance: Instance, contacts: Mapping[TaskKey, float]) -> list[Record]:
    """The contacts as records: those that there are with their new figure, and new ones."""
    written = {
        (_text(record, "municipality"), _text(record, "task")): record
        for record in draft.tables["volumes"]
        if _text(record, "year") in ("", str(instance.settings.year))
    }
    made = []
    for (municipality, task), count in contacts.items():
        record = written.get((municipality, task)) or Record(draft.places["volumes"])
        record.values |= {"municipality": municipality, "task": task, "contacts": count}
        record.values.pop("year", None)
        made.append(record)
    return made


def _scale_national(draft: Draft, instance: Instance, contacts: Mapping[TaskKey, float]) -> None:
    """Let the national figure of a task follow its contacts; where nobody had any, it is what they are now."""
    now: dict[str, list[float]] = defaultdict(list)
    for (_, task), count in contacts.items():
        now[task].append(count)
    before: dict[str, list[float]] = defaultdict(list)
    for (_, task), count in instance.contacts.items():
        before[task].append(count)
    for record in draft.tables["tasks"]:
        total, today = fsum(now[_text(record, "task")]), fsum(before[_text(record, "task")])
        record.values[OF_COUNTRY] = record.values[OF_COUNTRY] * total / today if today else total


def _text(record: Record, column: str) -> str:
    return as_text(record.values.get(column))


def is_of_path(parameter: str) -> bool:
    """True for a parameter that holds for the path rather than for any of its years by itself."""
    name, year = split_year(full_name(parameter))
    return year is not None or name.partition(".")[0] in (*OF_PATH, ROADMAP)


def changes_until(draft: Draft, year: int) -> list[Change]:
    """Return what is changed from a year on or from one before it, those of each year as one source, in order."""
    found = [change for record in draft.tables["yearly_changes"] if (change := yearly_change(record)).source <= year]
    return sorted(found, key=lambda change: (change.source, change.parameter))


def yearly_change(record: Record) -> Change:
    """Return the change that a row of `yearly_changes` stands for, with its year as source and where it stands."""
    parameter, year = _text(record, "parameter"), int(float(_text(record, "year")))
    at = record.origins.get("value") or Origin(record.place, record.row, parameter)
    return Change(at.place, parameter, _text(record, "value"), at.row, source=year, named=at.column)
