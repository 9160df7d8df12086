"""Checks across rows and tables: keys, names, references, centres, structures, the cost curve, sums of others."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import Any

from optimiser.data import rows
from optimiser.data.cells import as_text, column_type, legible_value
from optimiser.data.checking_rows import Checked, Placed
from optimiser.data.columns import MOST, Row, note_of_column
from optimiser.data.findings import Finding, did_you_mean, difference_in_words, pairs_alike
from optimiser.data.instance import FREE_STRUCTURE, NO_STRUCTURE, Instance
from optimiser.data.own_rows import OwnFigure
from optimiser.data.tables import TABLES, Record, Table, reference_columns


def names_that_look_alike(checked: Checked) -> Iterator[Finding]:
    """No two names of a column look alike, but for capitals or a dash: people would take them for one."""
    for table in TABLES.values():
        for column, field in table.columns.items():
            if column_type(field).kind == "name" and not note_of_column(field, "refers_to"):
                yield from _names_alike(column, checked.rows[table.name])


def _names_alike(column: str, placed: Sequence[Placed[Row]]) -> Iterator[Finding]:
    first: dict[str, Placed[Row]] = {}
    for item in placed:
        first.setdefault(getattr(item.row, column), item)
    for name, other in pairs_alike(first):
        where = first[other].record.whereabouts
        rule = f"looks like {other} ({where}) but is a different name, {difference_in_words(other, name)}"
        yield first[name].finding_about(
            column, rule, "write both in the same way if they are meant to be the same", "warning"
        )


TOTAL = re.compile(
    r"(?:\d+\W+)?(?:hele (?:landet|danmark)|danmark|denmark|(?:the )?whole country|sum|uoplyst|ukendt|unknown"
    r"|alle?(?: (?:kommuner|municipalities|niveauer|levels|opgaver|tasks|i alt|together))?"
    r"|(?:.*\W)?i alt|ialt|(?:grand )?total(?:t|s)?(?:\W.*)?|(?:.*\W)total)",
    re.IGNORECASE,
)
"""What statistical tables call the row or column of all, or of those not known."""
REGION = re.compile(r"(?:\d+\W+)?(?:region|landsdel)\W+(?P<name>.*)", re.IGNORECASE)
REGIONS = re.compile(r"0|00|000|1?08[1-5]")
"""Codes of the country and of the Danish regions in statistical tables."""
NEARLY = 0.001
"""How near a figure must be to the sum of others, as a share of it, for it to be taken for that sum."""
FEWEST = 3
"""The fewest others that a sum is looked for among: of two, one is soon the sum of the other."""
UNLIKE = 50
"""How many times as many contacts per inhabitant as the middle municipality has are taken for a slip of the unit."""
DELETE = "delete the row: its contacts are in the other rows too"


def is_total(text: str) -> bool:
    """True for what statistical tables call all rows together, or a part of the country."""
    text = text.strip()
    return bool(TOTAL.fullmatch(text) or REGION.fullmatch(text) or REGIONS.fullmatch(text))


def totals_by_name(checked: Checked) -> Iterator[Finding]:
    """No municipality or task is called as a total is; a region is none of the municipalities that lie in it."""
    municipalities = checked.rows_of(rows.Municipality)
    for item in municipalities if len(municipalities) > 1 else ():
        region = REGION.fullmatch(item.row.name)
        others = (other.row for other in municipalities if other is not item)
        if TOTAL.fullmatch(item.row.name):
            yield item.finding_about("name", "a total of a statistical table, not a municipality", DELETE)
        elif region and any({row.region, row.province} & {item.row.name, region["name"]} for row in others):
            yield item.finding_about("name", "a region in which other rows lie, not a municipality", DELETE)
    tasks = checked.rows_of(rows.Task)
    for task in tasks if len(tasks) > 1 else ():
        for column in ("task", "name_da", "name_en"):
            if TOTAL.fullmatch(getattr(task.row, column)):
                yield task.finding_about(column, "a total of a statistical table, not a task", DELETE)
                break


def perhaps_totals(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """No row looks like the sum of others: by its name or code, its population or its contacts."""
    ordinary: list[Placed[rows.Municipality]] = []
    for item in checked.rows_of(rows.Municipality):
        if REGION.fullmatch(item.row.name) or REGIONS.fullmatch(item.row.code):
            rule = "looks like a total: statistical tables use this name for the country or a region"
            yield item.finding_about("name", rule, DELETE, "warning")
        else:
            ordinary.append(item)
    yield from _sums_of_others(ordinary, "population", "inhabitants", lambda row: row.population)
    yield from _sums_of_others(ordinary, "code", "contacts", lambda row: instance.contacts_of[row.code])
    yield from _tasks_that_are_sums(checked, instance)


def _sums_of_others(
    municipalities: Sequence[Placed[rows.Municipality]],
    column: str,
    what: str,
    figure: Callable[[rows.Municipality], float],
) -> Iterator[Finding]:
    """Whether a municipality's figure is that of all others, or of all others in its region."""
    figures = [(item, figure(item.row)) for item in municipalities]
    of_all = [count for _, count in figures]
    of_region: dict[str, list[float]] = defaultdict(list)
    for item, count in figures:
        of_region[item.row.region].append(count)
    for item, count in figures:
        parts = {"all other rows": of_all, "the other rows of its region": of_region[item.row.region]}
        for name, part in parts.items():
            if len(part) > FEWEST and _nearly_equal(count, sum(part) - count):
                rule = f"has as many {what} as {name} together: is it their total?"
                yield item.finding_about(column, rule, DELETE, "warning")
                break


def _nearly_equal(figure: float, total: float) -> bool:
    return total > 0 and abs(figure - total) <= NEARLY * total


def _tasks_that_are_sums(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """Whether the contacts of a task are, for all municipalities, those of its other tasks together."""
    totals: Mapping[str, float] = {
        task: sum(instance.contacts.get((code, task), 0.0) for code in instance.municipalities)
        for task in instance.tasks
    }
    for item in checked.rows_of(rows.Task):
        if len(totals) > FEWEST and _nearly_equal(totals[item.row.task], sum(totals.values()) - totals[item.row.task]):
            rule = "has as many contacts as all other tasks together: is it their total?"
            yield item.finding_about("task", rule, DELETE, "warning")


def contacts_unlike_the_population(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """A municipality has about as many contacts per inhabitant as others: both are counted in the same unit."""
    each = {
        row.code: instance.contacts_of[row.code] / row.population
        for row in instance.tables.municipalities
        if row.population and instance.contacts_of[row.code]
    }
    if len(each) < FEWEST:
        return
    middle = median(each.values())
    for item in checked.rows_of(rows.Municipality):
        contacts = each.get(item.row.code, middle)
        if not middle / UNLIKE <= contacts <= middle * UNLIKE:
            rule = f"has {contacts:,.1f} contacts per inhabitant; the middle municipality has {middle:,.1f}"
            yield item.finding_about("population", rule, "check the unit of both", "warning")


NOUNS: Mapping[str, str] = {
    "municipalities": "municipality",
    "tasks": "task",
    "centres": "centre",
    "kpis": "KPI",
    "systems": "system",
    "futures": "future",
}
"""What one row of a table that others refer to is called."""


def duplicate_keys(checked: Checked) -> Iterator[Finding]:
    """No two rows of a table have the same key."""
    year = checked.instance.settings.year if checked.instance else None
    for table in TABLES.values():
        if table.key:
            yield from _duplicate_rows(table, checked.rows[table.name], year)


def _duplicate_rows(table: Table, placed: Sequence[Placed[Row]], year: int | None) -> Iterator[Finding]:
    first: dict[tuple[Any, ...], Placed[Row]] = {}
    for item in placed:
        earlier = first.setdefault(_key_of_row(table, item.row, year), item)
        if earlier is not item:
            rule = f"the same {', '.join(table.key)} as {earlier.record.whereabouts}"
            yield item.finding_about(table.key[0], rule, "delete one of the two")


def _key_of_row(table: Table, row: Row, year: int | None) -> tuple[Any, ...]:
    """The key of a row; a volume without year is of the instance's."""
    values = {name: getattr(row, name) for name in table.key}
    if "year" in values and values["year"] is None:
        values["year"] = year
    return tuple(values.values())


def unknown_references(checked: Checked) -> Iterator[Finding]:
    """Every municipality, task, centre, KPI and system that a row names has a row, whatever else is wrong with it."""
    for table in TABLES.values():
        for column, target in reference_columns(table):
            yield from _unknown_reference(checked, checked.draft.tables.get(table.name, ()), column, target)


def _unknown_reference(checked: Checked, records: Sequence[Record], column: str, target: str) -> Iterator[Finding]:
    known = checked.draft.texts_in_column(target, TABLES[target].key[0])
    if known is None:
        return
    named = [record for record in records if column in record.values and column not in record.faulty]
    unknown = [(record, name) for record in named if (name := as_text(record.values[column])) not in known]
    remedies = {name: _suggest_name(checked, name, known, target) for name in {name for _, name in unknown}}
    for record, name in unknown:
        yield record.finding_about(column, f"no such {NOUNS[target]}", remedies[name])


def _suggest_name(checked: Checked, name: str, known: set[str], target: str) -> str:
    if target == "municipalities":
        for item in checked.rows_of(rows.Municipality):
            if item.row.name.casefold() == name.casefold():
                return f"did you mean its code, {item.row.code}?"
    if is_total(name):
        return f"it looks like a total: delete the row, or add it to {checked.draft.places[target]}"
    return did_you_mean(name, sorted(known), f"add it to {checked.draft.places[target]} or correct it")


def centres_without_or_with_wrong_seat(checked: Checked) -> Iterator[Finding]:
    """A local centre has the municipality it belongs to as its seat; no other centre has a seat."""
    for item in checked.rows_of(rows.Centre):
        local = item.row.kind == "local"
        if local and item.row.seat is None:
            yield item.finding_about("seat", "a local centre must have a seat", "name the municipality it belongs to")
        if not local and item.row.seat is not None:
            yield item.finding_about(
                "seat", f"only a local centre has a seat, not a {item.row.kind} one", "leave it blank"
            )


def seats_with_two_centres(checked: Checked) -> Iterator[Finding]:
    """A municipality is the seat of at most one local centre."""
    first: dict[str, Placed[rows.Centre]] = {}
    for item in checked.rows_of(rows.Centre):
        if item.row.kind == "local" and item.row.seat is not None:
            earlier = first.setdefault(item.row.seat, item)
            if earlier is not item:
                rule = f"must be the seat of one local centre only, but is that of {earlier.row.centre} too"
                yield item.finding_about("seat", rule, "delete one of the two centres")


def shared_centres_that_must_sell(checked: Checked) -> Iterator[Finding]:
    """Only a local centre sells."""
    for item in checked.rows_of(rows.Centre):
        if item.row.must_sell and item.row.kind != "local":
            rule = f"only a local centre sells, not a {item.row.kind} one"
            yield item.finding_about("must_sell", rule, "set must_open instead")


def ranges_the_wrong_way(checked: Checked) -> Iterator[Finding]:
    """Where two columns of a table are the ends of a range, the low end of no row is above its high end."""
    for table in TABLES.values():
        for column, field in table.columns.items():
            if other := note_of_column(field, "not_above"):
                yield from _the_wrong_way(checked.rows[table.name], column, other)


def _the_wrong_way(placed: Sequence[Placed[Row]], column: str, other: str) -> Iterator[Finding]:
    for item in placed:
        low, high = getattr(item.row, column), getattr(item.row, other)
        if low is not None and high is not None and low > high:
            rule = f"must not be above {other} ({legible_value(high)}) of the same row"
            yield item.finding_about(column, rule, "swap the two, or correct one")


def own_figures_of_nobody(checked: Checked) -> Iterator[Finding]:
    """A row of own figures names a municipality, or gives what a task costs today."""
    for item in checked.rows_of(OwnFigure):
        row = item.row
        if row.municipality is None and row.handling_minutes is not None:
            rule = "the handling time of all municipalities stands in the table tasks"
            yield item.finding_about("handling_minutes", rule, "name the municipality, or write it there")
        if row.municipality is None and row.today_fte is not None:
            rule = "the employees of all municipalities are not known by their sum"
            yield item.finding_about("today_fte", rule, "name the municipality, a row for each")
        if row.municipality is None and row.task is None and row.today_unit_cost_kr is not None:
            rule = "what a contact costs today everywhere is economy.today_unit_cost_kr"
            yield item.finding_about("today_unit_cost_kr", rule, "name a municipality or a task, or write it there")


def groups_without_virtual_centre(checked: Checked) -> Iterator[Finding]:
    """The group of a structure is a centre of kind virtual."""
    kinds = {item.row.centre: item.row.kind for item in checked.rows_of(rows.Centre)}
    for item in checked.rows_of(rows.Membership):
        if kinds.get(item.row.group, "virtual") != "virtual":
            rule = f"must be a virtual centre, but {item.row.group} is {kinds[item.row.group]}"
            yield item.finding_about("group", rule, "name the virtual centre of the group")


def structures_called_none(checked: Checked) -> Iterator[Finding]:
    """No structure has the name that stands for no structure at all."""
    for item in checked.rows_of(rows.Membership):
        if item.row.structure == NO_STRUCTURE:
            rule = f"{NO_STRUCTURE} stands for no virtual centres, so no structure may have that name"
            yield item.finding_about("structure", rule, "give the structure another name")


def municipalities_in_two_groups(checked: Checked) -> Iterator[Finding]:
    """A municipality has one group in a structure, except in the structure free."""
    first: dict[tuple[str, str], Placed[rows.Membership]] = {}
    for item in checked.rows_of(rows.Membership):
        earlier = first.setdefault((item.row.structure, item.row.municipality), item)
        if item.row.structure != FREE_STRUCTURE and item.row.group != earlier.row.group:
            rule = f"must be in one group of {item.row.structure}, but is in {earlier.row.group} too"
            yield item.finding_about("municipality", rule, f"keep one, or call the structure {FREE_STRUCTURE}")


def curve_not_in_order(checked: Checked) -> Iterator[Finding]:
    """The points of the cost curve stand in order of volume; points that a scenario adds may follow."""
    written = [item for item in checked.rows_of(rows.CurvePoint) if item.record.row is not None]
    for earlier, item in pairwise(written):
        if item.row.volume < earlier.row.volume:
            rule = f"must be above the volume of the point before it ({earlier.row.volume:,.0f})"
            yield item.finding_about("volume", rule, "list the points in order of volume")


def curve_cost_not_increasing(checked: Checked) -> Iterator[Finding]:
    """A larger centre costs more in all, though less per contact."""
    points = sorted(checked.rows_of(rows.CurvePoint), key=lambda item: item.row.volume)
    for smaller, larger in pairwise(points):
        least = smaller.row.volume * smaller.row.unit_cost_kr / larger.row.volume
        if larger.row.volume > smaller.row.volume and larger.row.unit_cost_kr <= least:
            rule = f"must be above {least:,.2f}: a centre must cost more in total than one of {smaller.row.volume:,.0f}"
            yield larger.finding_about("unit_cost_kr", rule, "raise it, or correct the volumes")


def more_contacts_than_any_country(checked: Checked) -> Iterator[Finding]:
    """All contacts together are not more than a country can have."""
    volumes = checked.rows_of(rows.Volume)
    contacts = sum(item.row.contacts for item in volumes)
    if contacts > MOST["contacts/year"]:
        largest = max(volumes, key=lambda item: item.row.contacts)
        rule = f"all rows together have {legible_value(round(contacts))} contacts a year"
        remedy = (
            f"no country has more than {legible_value(MOST['contacts/year'])}: check their unit and the decimal mark"
        )
        yield largest.finding_about("contacts", rule, remedy)


def nothing_to_answer(checked: Checked) -> Iterator[Finding]:
    """Somebody is contacted about something."""
    volumes = checked.rows_of(rows.Volume)
    if volumes and not any(item.row.contacts for item in volumes):
        rule = "must be above 0 in some row: without contacts there is nothing to plan"
        yield volumes[0].finding_about("contacts", rule, "fill in contacts a year")
