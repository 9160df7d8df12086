"""What must hold of wishes: whom they name, what their kind needs, and that they come to something."""

from collections.abc import Iterator

from optimiser.data import rows
from optimiser.data.checking_rows import Checked, Placed
from optimiser.data.columns import split_names
from optimiser.data.findings import Finding, did_you_mean
from optimiser.data.instance import Instance
from optimiser.data.wishes import KINDS, municipalities_of

PlacedWish = Placed[rows.Wish]
MOST_NAMED = 5
"""So many municipalities are named in one finding."""


def wishes_of_nobody(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """Whom and what a wish names is there."""
    names = {row.name: row.code for row in instance.tables.municipalities}
    tasks = list(instance.tasks)
    regions = {row.region for row in instance.tables.municipalities if row.region}
    for item in checked.rows_of(rows.Wish):
        for name in split_names(item.row.whom):
            if name not in instance.municipalities and name not in regions:
                remedy = f"write its code, {names[name]}" if name in names else ""
                remedy = remedy or did_you_mean(name, [*instance.municipalities, *sorted(regions)])
                yield item.finding_about("whom", f"{name}: no such municipality or region", remedy)
        for name in split_names(item.row.tasks):
            if name not in instance.tasks:
                yield item.finding_about(
                    "tasks", f"{name}: no such task", did_you_mean(name, tasks, f"name one of {', '.join(tasks)}")
                )


def wishes_unlike_their_kind(checked: Checked, _instance: Instance) -> Iterator[Finding]:
    """A wish has the centre, the tasks and the value that its kind asks for, and no others."""
    for item in checked.rows_of(rows.Wish):
        row, kind = item.row, KINDS[item.row.kind]
        if kind.names_centre != (row.centre is not None):
            yield _asked("centre", item, kind.names_centre, "name the centre")
        if bool(kind.unit) != (row.value is not None):
            yield _asked("value", item, bool(kind.unit), f"write it in {kind.unit}")
        if kind.unit == "municipalities" and row.value is not None and row.value % 1:
            yield item.finding_about("value", "must be a whole number of municipalities", "correct it")
        if row.tasks and row.levels:
            yield item.finding_about("levels", "must be blank where tasks are named", "name the tasks or the levels")
        elif not kind.names_tasks and (row.tasks or row.levels):
            column = "tasks" if row.tasks else "levels"
            yield item.finding_about(column, f"the kind {row.kind} is about all tasks", "leave it blank")


def _asked(column: str, item: PlacedWish, needed: bool, remedy: str) -> Finding:
    rule = f"must be filled in for the kind {item.row.kind}" if needed else f"the kind {item.row.kind} has none"
    return item.finding_about(column, rule, remedy if needed else "leave it blank, or choose another kind")


def wishes_without_grounds(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """What a wish in force compares is known of those who buy by it, and of all who may sell."""
    sellers = {
        row.code for row in instance.tables.municipalities if row.candidate_host and row.code in instance.own_centre
    }
    for item in checked.rows_of(rows.Wish):
        needs = KINDS[item.row.kind].needs
        if not needs or not item.row.active:
            continue
        about = municipalities_of(instance, item.row) | sellers
        missing = [
            row.code
            for row in instance.tables.municipalities
            if row.code in about and any(getattr(row, column) in (None, "") for column in needs)
        ]
        if missing:
            what, who = " and ".join(needs), ", ".join(missing[:MOST_NAMED])
            others = f" and {len(missing) - MOST_NAMED} more" if len(missing) > MOST_NAMED else ""
            rule = f"needs {what} of each that buys or may sell; unknown of {who}{others}"
            remedy = f"fill in {what} in {checked.draft.places['municipalities']}"
            yield item.finding_about("kind", rule, remedy)
