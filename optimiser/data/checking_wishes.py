"""What must hold of wishes: whom they name, what their kind needs, and that they come to something."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from optimiser.data import rows
from optimiser.data.checking_policy import cases_by_row
from optimiser.data.checking_rows import Checked, Placed
from optimiser.data.columns import split_names
from optimiser.data.findings import Finding, did_you_mean
from optimiser.data.instance import Instance
from optimiser.data.own_rows import Existing
from optimiser.data.systems import Possible
from optimiser.data.wishes import (
    KINDS,
    bundles_of,
    centres_of,
    municipalities_of,
    refusals_of,
    refused_links,
    refuses_routes,
    tasks_of,
)

PlacedWish = Placed[rows.Wish]
CODES_AND_REGIONS = "write codes of municipalities and names of regions, with ; between them"
MOST_NAMED = 5
"""So many municipalities are named in one finding."""


def wishes_of_nobody(checked: Checked) -> Iterator[Finding]:
    """Whom and what a wish names is there, whatever is wrong with other rows."""
    codes, regions = (checked.draft.texts_in_column("municipalities", name) for name in ("code", "region"))
    tasks = checked.draft.texts_in_column("tasks", "task")
    names = {item.row.name: item.row.code for item in checked.rows_of(rows.Municipality)}
    for item in checked.rows_of(rows.Wish):
        for name in split_names(item.row.whom):
            if codes is not None and regions is not None and name not in codes | regions:
                remedy = f"write its code, {names[name]}" if name in names else ""
                near = [*sorted(codes), *sorted(regions - {""})]
                remedy = remedy or did_you_mean(name, near, CODES_AND_REGIONS)
                yield item.finding_about("whom", f"{name}: no such municipality or region", remedy)
        if tasks is not None:
            yield from unknown_tasks(item, item.row.tasks, sorted(tasks))


def unknown_tasks(item: Placed[Any], tasks: str, known: Sequence[str]) -> Iterator[Finding]:
    """What a list of tasks in a row names is among those that are known."""
    for name in split_names(tasks):
        if name not in known:
            remedy = did_you_mean(name, known, f"name one of {', '.join(known)}")
            yield item.finding_about("tasks", f"{name}: no such task", remedy)


def tasks_and_levels(item: Placed[Any]) -> Finding:
    """Return what is said of a row that names both."""
    return item.finding_about("levels", "must be blank where tasks are named", "name the tasks or the levels")


def wishes_unlike_their_kind(checked: Checked) -> Iterator[Finding]:
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
            yield tasks_and_levels(item)
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


def demands_that_wishes_rule_out(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """No wish in force rules out where a contract keeps a task, or a lock demands it to be."""
    placed, refusals = {item.row.wish: item for item in checked.rows_of(rows.Wish)}, refusals_of(instance)
    for item, cases in cases_by_row(checked, instance):
        refused = (
            (case, wish)
            for case in cases
            if case.demand == "must" and case.centre is not None
            for wish, tasks in refusals.get((case.municipality, case.centre.centre), ())
            if case.task.task in tasks
        )
        case, wish = next(refused, (None, None))
        if case is not None and wish is not None and case.centre is not None:
            name, record, centre = wish.wish, placed[wish.wish].record, case.centre.centre
            rule = (
                f"contradicts the wish {name} in {record.place}, {record.whereabouts}, by which {centre} may not "
                f"answer {case.task.task} of {case.municipality}"
            )
            column = "stays_until" if isinstance(item.row, Existing) else "demand"
            yield item.finding_about(column, rule, "change or delete one of the two")


# ---- Wishes that come to nothing ------------------------------------------------------------------


def wish_has_effect(possible: Possible, row: rows.Wish) -> bool:
    """True where a wish rules something out that is possible otherwise."""
    return _HAS_EFFECT[row.kind](possible, row)


def _refuses_something(possible: Possible, row: rows.Wish) -> bool:
    tasks, links = tasks_of(possible.instance, row), refused_links(possible.instance, row)
    return any(
        (code, centre) in links and task in tasks
        for (centre, _), pairs in possible.used.items()
        for code, task in pairs
    )


def _limits_some_host(possible: Possible, row: rows.Wish) -> bool:
    """Some host that it is about could answer more than so many."""
    own = possible.instance.own_centre
    sold = {centre: pairs for (centre, form), pairs in possible.used.items() if form == "purchased"}
    hosts = (own.get(code, "") for code in municipalities_of(possible.instance, row))
    return any(len({code for code, _ in sold.get(host, ())}) > (row.value or 0.0) for host in hosts)


def _raises_some_minimum(possible: Possible, row: rows.Wish) -> bool:
    """Some own centre that it is about could answer somebody, and its row asks no as much."""
    centres = (possible.instance.centre_rows[centre] for centre in centres_of(possible.instance, row))
    used = {centre for centre, _ in possible.used}
    return any(centre.centre in used and centre.min_volume < (row.value or 0.0) for centre in centres)


_HAS_EFFECT: Mapping[rows.WishKind, Callable[[Possible, rows.Wish], bool]] = {
    **dict.fromkeys((kind for kind in KINDS if refuses_routes(kind)), _refuses_something),
    "keep together": lambda possible, row: bool(bundles_of(possible.instance, row)),
    "own centre at least": _raises_some_minimum,
    "at most buyers": _limits_some_host,
    "pay no more than today": lambda possible, row: any(
        possible.instance.tasks_of[code] for code in municipalities_of(possible.instance, row)
    ),
}
"""By the kind of a wish, whether it can rule anything out."""
