"""Contacts a year of an instance's municipalities from counts by municipality and theme."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from optimiser.data.cells import as_text
from optimiser.data.findings import Finding, InvalidInputError, parameter_name
from optimiser.data.tables import Record
from optimiser.importing.areas import Area, SortedAreas, sort_areas
from optimiser.importing.counts import CountsTable, read_counts, total_faults
from optimiser.importing.grid import read_grid
from optimiser.importing.proposal import Proposal, Statement, TableEdit, Target, read_target, some_names
from optimiser.importing.themes import ThemeMap, theme_map

WEEKS_PER_YEAR = 52


@dataclass(frozen=True)
class ContactOptions:
    """What the user said of a file of counts.

    `weeks` were counted (none: a year), `themes` names the tasks of each theme, in a file or as THEME=TASK.
    """

    where: Mapping[str, str]
    add_up: Sequence[str] = ()
    theme_file: Path | None = None
    themes: Sequence[str] = ()
    weeks: float | None = None
    sheet: str = ""


def propose_contacts(file: Path, path: Path, options: ContactOptions) -> Proposal:
    """Return what a file's counts would change in volumes; raises InvalidInputError with every fault."""
    target = read_target(path, ("volumes",))
    names = target.names()
    themes = theme_map(options.theme_file, options.themes, target)
    table = read_counts(read_grid(file, options.sheet), names, options.where, options.add_up, themes.left_out)
    areas = sort_areas(table.areas, names, table.place)
    faults = [*table.faults, *_with_rows(areas.faults, table), *_twice(areas, table), *_unknown_themes(table, themes)]
    checked = [*(areas.country if areas.is_nationwide else _all_of_file(areas))]
    if not faults:
        faults = list(total_faults(table, (*areas.found, *areas.elsewhere, *areas.outside), checked))
    if faults:
        raise InvalidInputError(str(file), faults)
    factor = WEEKS_PER_YEAR / options.weeks if options.weeks else 1.0
    volumes = _volumes(table, areas, themes, factor)
    assumed = options.weeks is not None or themes.splits()
    edit = _edit(target, volumes, themes.tasks, _source(file, options), assumed)
    told = (*_read(table, areas, options), *_mapped(table, themes), *_changed(volumes, edit, target))
    return Proposal(told, (edit,), tuple(themes.unused()))


def _all_of_file(areas: SortedAreas) -> Iterator[Area]:
    """Yield the totals that are of the rows of the file, whatever part of the country it holds: I alt, Total."""
    for area in areas.country:
        if not any(word in area.shown.casefold() for word in ("land", "danmark", "denmark", "country")):
            yield area


def _with_rows(faults: Sequence[Finding], table: CountsTable) -> Iterator[Finding]:
    rows = {area.shown: row for (area, _), (row, _) in reversed(list(table.counts.items()))}
    for fault in faults:
        yield Finding(fault.place, rows.get(fault.value), fault.column, fault.value, fault.rule, fault.remedy)


def _twice(areas: SortedAreas, table: CountsTable) -> Iterator[Finding]:
    first: dict[str, Area] = {}
    for area, code in areas.found.items():
        earlier = first.setdefault(code, area)
        if earlier is not area:
            rule = f"is the same municipality as {earlier.shown}"
            yield Finding(table.place, None, "", area.shown, rule, "write one of the two names throughout")


def _unknown_themes(table: CountsTable, themes: ThemeMap) -> Iterator[Finding]:
    for theme in table.themes:
        if not themes.parts_of(theme):
            remedy = f"say it: {parameter_name('themes', repr(theme + '=TASK'))}; - for TASK leaves it out"
            yield Finding(table.place, None, theme, "", "nothing says which task this theme is", remedy)


def _volumes(
    table: CountsTable, areas: SortedAreas, themes: ThemeMap, factor: float
) -> Mapping[tuple[str, str], float]:
    """Return contacts a year by municipality and task."""
    volumes: dict[tuple[str, str], float] = defaultdict(float)
    for (area, theme), (_, count) in table.counts.items():
        if area in areas.found:
            for part in themes.parts_of(theme):
                if part.task:
                    volumes[areas.found[area], part.task] += count * part.share * factor
    return volumes


def _source(file: Path, options: ContactOptions) -> str:
    weeks = f", {options.weeks:g} weeks counted, times {WEEKS_PER_YEAR}/{options.weeks:g}" if options.weeks else ""
    return f"counted: {file.name}{weeks}"


def _edit(
    target: Target, volumes: Mapping[tuple[str, str], float], tasks: frozenset[str], source: str, assumed: bool
) -> TableEdit:
    """Return the rows of the municipalities and tasks of the file, in place of those there are for the year."""
    codes = {code for code, _ in volumes}
    deleted = frozenset(
        record.row
        for record in target.records("volumes")
        if record.row is not None
        and as_text(record.values.get("municipality")) in codes
        and as_text(record.values.get("task")) in tasks
        and record.values.get("year") in (None, target.year)
    )
    order = [as_text(record.values.get("task")) for record in target.records("tasks")]
    added = [
        {"municipality": code, "task": task, "contacts": contacts, "source": source, "assumption": assumed}
        for (code, task), contacts in sorted(volumes.items(), key=lambda item: (item[0][0], order.index(item[0][1])))
    ]
    return TableEdit("volumes", {}, deleted, added)


def _read(table: CountsTable, areas: SortedAreas, options: ContactOptions) -> Iterator[Statement]:
    read = {"file": table.place, "counts": len(table.counts), "areas": len(table.areas), "themes": len(table.themes)}
    yield Statement("import counts wide" if table.layout == "wide" else "import counts long", read)
    if table.encoding:
        yield Statement("import encoding", {"encoding": table.encoding})
    if table.left_out:
        yield Statement("import left out rows", {"rows": ", ".join(table.left_out)})
    yield from areas.statements()
    if options.weeks:
        yield Statement("import weeks", {"weeks": f"{options.weeks:g}", "year": str(WEEKS_PER_YEAR)})


def _mapped(table: CountsTable, themes: ThemeMap) -> Iterator[Statement]:
    mapped, left = [], []
    for theme in table.themes:
        parts = [part for part in themes.parts_of(theme) if part.task]
        tasks = [f"{part.task} ({part.share:.0%})" if part.share < 1 else part.task for part in parts]
        if tasks:
            mapped.append(f"{theme} → {' + '.join(tasks)}")
        else:
            left.append(theme)
    yield Statement("import themes", {"count": len(mapped), "names": some_names(mapped)})
    if left:
        yield Statement("import themes left out", {"count": len(left), "names": some_names(left)})


def _changed(volumes: Mapping[tuple[str, str], float], edit: TableEdit, target: Target) -> Iterator[Statement]:
    records = target.records("volumes")
    replaced = [record for record in records if record.row in edit.deleted]
    figures = {
        "rows": len(edit.added),
        "municipalities": len({code for code, _ in volumes}),
        "sum": round(sum(volumes.values())),
        "replaced": len(replaced),
        "before": round(sum(float(record.values.get("contacts", 0)) for record in replaced)),
        "kept": len(records) - len(replaced),
    }
    yield Statement("import contacts sum", figures)
    if gone := [record for record in replaced if _key(record) not in volumes]:
        names = some_names([" ".join(_key(record)) for record in gone])
        contacts = round(sum(float(record.values.get("contacts", 0)) for record in gone))
        yield Statement("import contacts gone", {"names": names, "contacts": contacts})


def _key(record: Record) -> tuple[str, str]:
    return as_text(record.values.get("municipality")), as_text(record.values.get("task"))
