"""Checks across rows and tables: keys, references, centres, structures and the cost curve."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from optimiser.data import rows
from optimiser.data.cells import legible
from optimiser.data.checked import Checked, Placed
from optimiser.data.checking_totals import is_total
from optimiser.data.columns import MOST, Row, note
from optimiser.data.findings import Finding
from optimiser.data.instance import FREE_STRUCTURE, NO_STRUCTURE
from optimiser.data.nearest import did_you_mean
from optimiser.data.tables import TABLES, Table

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
            yield from _duplicates(table, checked.rows[table.name], year)


def _duplicates(table: Table, placed: Sequence[Placed[Row]], year: int | None) -> Iterator[Finding]:
    first: dict[tuple[Any, ...], Placed[Row]] = {}
    for item in placed:
        earlier = first.setdefault(_key(table, item.row, year), item)
        if earlier is not item:
            rule = f"the same {', '.join(table.key)} as {earlier.record.whereabouts}"
            yield item.finding(table.key[0], rule, "delete one of the two")


def _key(table: Table, row: Row, year: int | None) -> tuple[Any, ...]:
    """The key of a row; a volume without year is of the instance's."""
    values = {name: getattr(row, name) for name in table.key}
    if "year" in values and values["year"] is None:
        values["year"] = year
    return tuple(values.values())


def unknown_references(checked: Checked) -> Iterator[Finding]:
    """Every municipality, task, centre, KPI and system that a row names has a row of its own."""
    for table in TABLES.values():
        for column, target in _references(table):
            yield from _unknown(checked, checked.rows[table.name], column, target)


def _references(table: Table) -> Iterator[tuple[str, str]]:
    for name, field in table.columns.items():
        if target := note(field, "refers_to"):
            yield name, target


def _unknown(checked: Checked, placed: Sequence[Placed[Row]], column: str, target: str) -> Iterator[Finding]:
    known = checked.draft.texts(target, TABLES[target].key[0])
    if known is None:
        return
    accepted = {None, *known}
    unknown = [item for item in placed if getattr(item.row, column) not in accepted]
    names = {str(getattr(item.row, column)) for item in unknown}
    remedies = {name: _suggestion(checked, name, known, target) for name in names}
    for item in unknown:
        yield item.finding(column, f"no such {NOUNS[target]}", remedies[getattr(item.row, column)])


def _suggestion(checked: Checked, name: str, known: set[str], target: str) -> str:
    if target == "municipalities":
        for item in checked.of(rows.Municipality):
            if item.row.name.casefold() == name.casefold():
                return f"did you mean its code, {item.row.code}?"
    if is_total(name):
        return f"it looks like a total: delete the row, or add it to {checked.draft.places[target]}"
    return did_you_mean(name, sorted(known), f"add it to {checked.draft.places[target]} or correct it")


def centres_without_or_with_wrong_seat(checked: Checked) -> Iterator[Finding]:
    """A local centre has the municipality it belongs to as its seat; no other centre has a seat."""
    for item in checked.of(rows.Centre):
        local = item.row.kind == "local"
        if local and item.row.seat is None:
            yield item.finding("seat", "a local centre must have a seat", "name the municipality it belongs to")
        if not local and item.row.seat is not None:
            yield item.finding("seat", f"only a local centre has a seat, not a {item.row.kind} one", "leave it blank")


def seats_with_two_centres(checked: Checked) -> Iterator[Finding]:
    """A municipality is the seat of at most one local centre."""
    first: dict[str, Placed[rows.Centre]] = {}
    for item in checked.of(rows.Centre):
        if item.row.kind == "local" and item.row.seat is not None:
            earlier = first.setdefault(item.row.seat, item)
            if earlier is not item:
                rule = f"must be the seat of one local centre only, but is that of {earlier.row.centre} too"
                yield item.finding("seat", rule, "delete one of the two centres")


def shared_centres_that_must_sell(checked: Checked) -> Iterator[Finding]:
    """Only a local centre sells."""
    for item in checked.of(rows.Centre):
        if item.row.must_sell and item.row.kind != "local":
            rule = f"only a local centre sells, not a {item.row.kind} one"
            yield item.finding("must_sell", rule, "set must_open instead")


def ranges_the_wrong_way(checked: Checked) -> Iterator[Finding]:
    """Where two columns of a table are the ends of a range, the low end of no row is above its high end."""
    for table in TABLES.values():
        for column, field in table.columns.items():
            if other := note(field, "not_above"):
                yield from _the_wrong_way(checked.rows[table.name], column, other)


def _the_wrong_way(placed: Sequence[Placed[Row]], column: str, other: str) -> Iterator[Finding]:
    for item in placed:
        low, high = getattr(item.row, column), getattr(item.row, other)
        if low is not None and high is not None and low > high:
            rule = f"must not be above {other} ({legible(high)}) of the same row"
            yield item.finding(column, rule, "exchange the two, or correct one")


def groups_without_virtual_centre(checked: Checked) -> Iterator[Finding]:
    """The group of a structure is a centre of kind virtual."""
    kinds = {item.row.centre: item.row.kind for item in checked.of(rows.Centre)}
    for item in checked.of(rows.Membership):
        if kinds.get(item.row.group, "virtual") != "virtual":
            rule = f"must be a virtual centre, but {item.row.group} is {kinds[item.row.group]}"
            yield item.finding("group", rule, "name the virtual centre of the group")


def structures_called_none(checked: Checked) -> Iterator[Finding]:
    """No structure has the name that stands for no structure at all."""
    for item in checked.of(rows.Membership):
        if item.row.structure == NO_STRUCTURE:
            rule = f"{NO_STRUCTURE} stands for no virtual centres, so no structure may be called so"
            yield item.finding("structure", rule, "give the structure another name")


def municipalities_in_two_groups(checked: Checked) -> Iterator[Finding]:
    """A municipality has one group in a structure, except in the structure free."""
    first: dict[tuple[str, str], Placed[rows.Membership]] = {}
    for item in checked.of(rows.Membership):
        earlier = first.setdefault((item.row.structure, item.row.municipality), item)
        if item.row.structure != FREE_STRUCTURE and item.row.group != earlier.row.group:
            rule = f"must be in one group of {item.row.structure}, but is in {earlier.row.group} too"
            yield item.finding("municipality", rule, f"keep one, or call the structure {FREE_STRUCTURE}")


def curve_not_in_order(checked: Checked) -> Iterator[Finding]:
    """The points of the cost curve stand in order of volume; points that a scenario adds may follow."""
    written = [item for item in checked.of(rows.CurvePoint) if item.record.row is not None]
    for earlier, item in pairwise(written):
        if item.row.volume < earlier.row.volume:
            rule = f"must be above the volume of the point before it ({earlier.row.volume:.0f})"
            yield item.finding("volume", rule, "list the points in order of volume")


def curve_cost_not_increasing(checked: Checked) -> Iterator[Finding]:
    """A larger centre costs more in all, though less per contact."""
    points = sorted(checked.of(rows.CurvePoint), key=lambda item: item.row.volume)
    for smaller, larger in pairwise(points):
        least = smaller.row.volume * smaller.row.unit_cost_kr / larger.row.volume
        if larger.row.volume > smaller.row.volume and larger.row.unit_cost_kr <= least:
            rule = f"must be above {least:.2f}: a centre must cost more in all than one of {smaller.row.volume:.0f}"
            yield larger.finding("unit_cost_kr", rule, "raise it, or correct the volumes")


def more_contacts_than_any_country(checked: Checked) -> Iterator[Finding]:
    """All contacts together are not more than a country can have."""
    volumes = checked.of(rows.Volume)
    contacts = sum(item.row.contacts for item in volumes)
    if contacts > MOST["contacts/year"]:
        largest = max(volumes, key=lambda item: item.row.contacts)
        rule = f"all rows together have {legible(round(contacts))} contacts a year"
        remedy = f"no country has more than {legible(MOST['contacts/year'])}: check their unit and the decimal mark"
        yield largest.finding("contacts", rule, remedy)


def nothing_to_answer(checked: Checked) -> Iterator[Finding]:
    """Somebody is contacted about something."""
    volumes = checked.of(rows.Volume)
    if volumes and not any(item.row.contacts for item in volumes):
        rule = "must be above 0 in some row: without contacts there is nothing to plan"
        yield volumes[0].finding("contacts", rule, "fill in contacts a year")
