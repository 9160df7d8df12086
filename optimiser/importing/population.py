"""Inhabitants of an instance's municipalities from a table of official statistics."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from optimiser.data.cells import CellError, as_text
from optimiser.data.findings import Finding, InvalidInputError
from optimiser.importing.areas import AREA_HEADINGS, Area, SortedAreas, sort_areas
from optimiser.importing.figures import mark_of_counts, read_count
from optimiser.importing.proposal import (
    Proposal,
    Statement,
    TableEdit,
    Target,
    read_target,
    some_names,
    with_source,
)
from optimiser.importing.statbank import read_statistics
from optimiser.importing.statistics import Choices, Figure, StatisticalTable, settle_variables

MOST_ON_CHRISTIANSØ = 200
"""Inhabitants that may be missing to the national figure where a file leaves out Christiansø, which had 80 to 100."""
SOURCE = "population: "
"""What the part of a row's source begins with that an import writes."""


def propose_population(file: Path, path: Path, choices: Choices, sheet: str = "") -> Proposal:
    """Return what a file's figures would change in municipalities; raises InvalidInputError with every fault."""
    target = read_target(path, ("municipalities",))
    names = target.names()
    table = read_statistics(file, sheet)
    area = _area_variable(table, target)
    settled, chosen = settle_variables(table, area, choices, target.year)
    place = settled.variables.index(area)
    figures = _figures_by_area(settled, place)
    areas = sort_areas(list(figures), names, table.place)
    faults = [*areas.faults, *_twice(areas, table.place)]
    counts, wrong = _counts(figures, table.place, areas)
    faults += [*wrong, *_missing(areas, target, table.place), *_fractions(counts, table.place)]
    faults += [] if faults else _total_faults(counts, areas, table.place)
    if faults:
        raise InvalidInputError(str(file), faults)
    inhabitants = {code: counts[each] for each, code in areas.found.items()}
    period = ", ".join(f"{variable} {value}" for variable, value in chosen.items())
    edit = _edit(target, inhabitants, file.name + (f" ({period})" if period else ""))
    told = (*_read(table, chosen, areas), *_changed(counts, areas, inhabitants, edit, target))
    return Proposal(told, (edit,))


def _area_variable(table: StatisticalTable, target: Target) -> str:
    """Return the variable of areas: by its name, else the one with most values that are municipalities."""
    named = [each for each in table.variables if each.casefold().strip() in AREA_HEADINGS]
    if len(named) == 1:
        return named[0]
    names = target.names()

    def matches(variable: str) -> int:
        areas = [Area(value.code, value.text, None) for value in table.values_of(variable)]
        return len(sort_areas(areas, names, table.place).found)

    best = max(table.variables, key=matches)
    if not matches(best):
        shown = ", ".join(table.variables)
        raise table.refuse("", shown, "no variable of the table names municipalities", "choose them when downloading")
    return best


def _figures_by_area(table: StatisticalTable, place: int) -> dict[Area, list[Figure]]:
    """Return the figures of each area, that is of each code and name; the row is that of the first."""
    found: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in table.figures:
        value = figure.values[place]
        found[value.code, value.text].append(figure)
    return {Area(code, text, figures[0].row): figures for (code, text), figures in found.items()}


def _counts(
    figures: Mapping[Area, list[Figure]], place: str, areas: SortedAreas
) -> tuple[Mapping[Area, float], list[Finding]]:
    """Return the count of each area, and what cannot be read among those that matter."""
    try:
        mark = mark_of_counts(figure.text for each in figures.values() for figure in each)
    except CellError as error:
        return {}, [Finding(place, None, "", "", error.rule, error.remedy)]
    counts, faults = {}, []
    for area, each in figures.items():
        try:
            counts[area] = sum(read_count(figure.text, mark) for figure in each)
        except CellError as error:
            if area in areas.found:
                faults.append(Finding(place, area.row, area.shown, each[0].text, error.rule, error.remedy))
    return counts, faults


def _twice(areas: SortedAreas, place: str) -> Iterator[Finding]:
    """Yield a fault for each municipality that two areas of the file are."""
    first: dict[str, Area] = {}
    for area, code in areas.found.items():
        earlier = first.setdefault(code, area)
        if earlier is not area:
            rule = f"is the same municipality as {earlier.shown} (row {earlier.row})"
            yield Finding(place, area.row, "", area.shown, rule, "leave one out, or download the table with codes")


def _missing(areas: SortedAreas, target: Target, place: str) -> Iterator[Finding]:
    """Yield one fault of all municipalities without a figure, with the first of them."""
    known, all_codes = set(areas.found.values()), 0
    missing: list[str] = []
    for record in target.records("municipalities"):
        code, name = as_text(record.values.get("code")), as_text(record.values.get("name"))
        all_codes += bool(code)
        if code and code not in known:
            missing.append(f"{code} {name}")
    if missing:
        rule = f"must have a figure for every municipality of the instance: {len(missing)} of {all_codes} have none"
        yield Finding(place, None, "", some_names(missing), rule, "download the table with all municipalities")


def _fractions(counts: Mapping[Area, float], place: str) -> Iterator[Finding]:
    for area, count in counts.items():
        if not count.is_integer():
            yield Finding(place, area.row, area.shown, as_text(count), "must be a whole number of people", "correct it")


def _total_faults(counts: Mapping[Area, float], areas: SortedAreas, place: str) -> Iterator[Finding]:
    """Yield a fault where the file has the country and all its municipalities, and these do not add up to it."""
    if not areas.is_nationwide:
        return
    outside = sum(counts.get(area, 0.0) for area in areas.outside)
    total = sum(counts.get(area, 0.0) for area in (*areas.found, *areas.elsewhere)) + outside
    most = 0 if areas.outside else MOST_ON_CHRISTIANSØ
    for area in areas.country:
        if area in counts and not 0 <= counts[area] - total <= most:
            rule = f"must be the sum of the municipalities, which is {total:,.0f}"
            yield Finding(place, area.row, "", f"{area.shown} {counts[area]:,.0f}", rule, "download the table again")


def _edit(target: Target, inhabitants: Mapping[str, float], source: str) -> TableEdit:
    cells: dict[tuple[int, str], object] = {}
    for record in target.records("municipalities"):
        count = int(inhabitants[as_text(record.values["code"])])
        if record.row is not None and record.values.get("population") != count:
            cells[record.row, "population"] = count
            cells[record.row, "source"] = with_source(as_text(record.values.get("source")), SOURCE, source)
    return TableEdit("municipalities", cells)


def _read(table: StatisticalTable, chosen: Mapping[str, str], areas: SortedAreas) -> Iterator[Statement]:
    variables = ", ".join(f"{variable} = {value}" for variable, value in chosen.items()) or "–"
    yield Statement("import statistics read", {"file": table.place, "figures": len(table.figures), "chosen": variables})
    if table.encoding:
        yield Statement("import encoding", {"encoding": table.encoding})
    yield from areas.statements()


def _changed(
    counts: Mapping[Area, float], areas: SortedAreas, inhabitants: Mapping[str, float], edit: TableEdit, target: Target
) -> Iterator[Statement]:
    populations = (record.values.get("population") for record in target.records("municipalities"))
    before = sum(value for value in populations if isinstance(value, int | float))
    figures = {"count": len(inhabitants), "sum": int(sum(inhabitants.values())), "before": int(before)}
    yield Statement("import population sum", figures)
    total = next((counts[area] for area in areas.country if area in counts), None)
    if areas.is_nationwide and total is not None:
        yield Statement("import population total", {"total": int(total)})
    changed = sum(1 for _, column in edit.cells if column == "population")
    yield Statement("import population changes", {"changed": changed, "same": len(inhabitants) - changed})
