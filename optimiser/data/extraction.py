"""Cut an instance to some of its municipalities: every table, by what each declares of its columns.

Nothing here knows a table by name but that of the municipalities, and the groups of shared centres: which rows go, and
which figures are scaled, follows from the declarations (`refers_to` and `Part` in `optimiser/data/columns.py`).
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from optimiser.data import rows
from optimiser.data.cells import CellError, as_text, legible_value, parse_alone
from optimiser.data.changes import DIGITS, FACTOR
from optimiser.data.checking_policy import is_allowed
from optimiser.data.checking_tables import REGION
from optimiser.data.columns import Row, part_of
from optimiser.data.findings import Finding, InvalidInputError, did_you_mean, folded_name, parameter_name
from optimiser.data.instance import Instance
from optimiser.data.listed_rows import RowsByTable, cut_lists, drop_emptied_lists
from optimiser.data.municipality_names import MunicipalityNameError, MunicipalityNames
from optimiser.data.overrides import split_year
from optimiser.data.read import draft_of, remake_instance
from optimiser.data.settings import Language, Settings, declared_entries, flatten_entries, nest_entries
from optimiser.data.tables import TABLES, Draft, Table, full_name, reference_columns, select_records

MUNICIPALITIES = "municipalities"
NAMED = 3
"""Municipalities by whose names an extract is called; of more than these, their number."""
MANY: Mapping[Language, str] = {"da": "{} kommuner", "en": "{} municipalities"}
CUT: Mapping[Language, str] = {
    "da": "skåret ned til {kept} af {all} kommuner, {before} × {factor:.6g}",
    "en": "cut to {kept} of {all} municipalities, {before} × {factor:.6g}",
}
"""What the source of a row says of a total that was scaled, in the language of the instance."""

Column = tuple[str, str]
"""A table and a column of it."""


@dataclass(frozen=True)
class ScaledTotal:
    """A total that was scaled to what remains: the dotted name of its cell, and its figure before and after."""

    parameter: str
    before: float
    after: float


@dataclass(frozen=True)
class NarrowedCentre:
    """A shared centre that some of its members have left: who remains, and the most volume that they can bring it.

    `min_volume` and `reachable_volume` are pooled contacts a year; a centre whose minimum is above what its members
    can bring stays closed.
    """

    centre: str
    members_before: int
    members: int
    min_volume: float
    reachable_volume: float

    @property
    def is_out_of_reach(self) -> bool:
        """True when it can never open."""
        return self.reachable_volume < self.min_volume


@dataclass(frozen=True)
class Extraction:
    """An instance cut to some municipalities, checked, and what was done to make it.

    `rows` has, by table, the rows before and after. `scaled` are the totals that were scaled, `narrowed` the shared
    centres that lost members, `gone` what names a parameter that nothing is left of (a change of a system or future, an
    assumption), by its dotted name. `structure_before` is the structure in use where that has no row left, else blank.
    `limits` are the entries of the settings that hold for all municipalities together, and were left as they are.
    """

    instance: Instance
    rows: Mapping[str, tuple[int, int]]
    scaled: tuple[ScaledTotal, ...]
    narrowed: tuple[NarrowedCentre, ...]
    gone: tuple[str, ...]
    structure_before: str
    limits: Mapping[str, object]


def extract(
    instance: Instance,
    regions: Sequence[str] = (),
    provinces: Sequence[str] = (),
    municipalities: Sequence[str] = (),
) -> Extraction:
    """Cut an instance to the municipalities of regions, of provinces, and those named: to a valid instance of its own.

    What names a municipality that is gone goes too, and what names that. National totals are scaled to what remains,
    and their source says so. A shared centre that loses members stays with the others, with its minimum as it is.

    Parameters
    ----------
    instance
        What to cut; it stays as it is.
    regions
        Names in the column `region`, with or without the word before them.
    provinces
        Names in the column `province`.
    municipalities
        Codes or names.

    Returns
    -------
    Extraction
        The instance, checked, and what was cut, scaled and narrowed.

    Raises
    ------
    InvalidInputError
        A name is not known, none is given, or what is left breaks a rule (a lock demands a centre that is gone).
    """
    codes, areas = _choose(instance.tables.municipalities, regions, provinces, municipalities)
    before: RowsByTable = {name: list(getattr(instance.tables, name)) for name in TABLES}
    after, gone = _cut_rows(instance, before, codes)
    factors, scaled = _scale_totals(instance, before, after)
    _scale_values(instance, after, factors)
    titles = {each: _title_of(instance, areas, codes, each) for each in MANY}
    settings, structure_before = _cut_settings(instance.settings, before, after, titles)
    made = remake_instance(instance, settings, **after)
    known = {*made.structures, made.settings.structure}
    system = instance.system if instance.system in known else settings.structure
    made = replace(made, system=system, remarks=()).with_changes()
    return Extraction(
        made,
        {name: (len(before[name]), len(after[name])) for name in TABLES if before[name]},
        scaled,
        tuple(_narrowed_centres(instance, made)),
        gone,
        structure_before,
        {name: value for name, value in _limits_of_all(made.settings) if value is not None},
    )


# ---- Which municipalities stay --------------------------------------------------------------------


def _choose(
    placed: Sequence[rows.Municipality],
    regions: Sequence[str],
    provinces: Sequence[str],
    municipalities: Sequence[str],
) -> tuple[frozenset[str], list[str]]:
    """The codes of all municipalities that are asked for, and the names of the regions and provinces among it.

    Raises InvalidInputError with every name that is not known.
    """
    findings: list[Finding] = []
    codes: set[str] = set()
    areas: list[str] = []
    for parameter, column, names in (("regions", "region", regions), ("provinces", "province", provinces)):
        labels = {_plain_name(getattr(row, column)): getattr(row, column) for row in placed if getattr(row, column)}
        for name in names:
            if area := labels.get(_plain_name(name)):
                codes |= {row.code for row in placed if getattr(row, column) == area}
                areas.append(area)
            else:
                remedy = did_you_mean(name, labels.values(), f"there are {', '.join(labels.values())}")
                findings.append(_unknown(parameter, name, f"no municipality has this {column}", remedy))
    known = MunicipalityNames({row.code: row.name for row in placed})
    for name in municipalities:
        try:
            codes.add(known.find(name).code)
        except MunicipalityNameError as error:
            findings.append(
                _unknown(MUNICIPALITIES, name, error.rule, did_you_mean(name, [row.name for row in placed]))
            )
    if not findings and not codes:
        rule = "must be given, or a province, or municipalities"
        findings.append(_unknown("regions", "", rule, "say which part of the instance is wanted"))
    if findings:
        raise InvalidInputError("the options", findings)
    return frozenset(codes), areas


def _unknown(parameter: str, name: str, rule: str, remedy: str) -> Finding:
    return Finding(parameter_name(parameter), None, "", name, rule, remedy)


def _plain_name(area: str) -> str:
    """A name of a region without what people hardly see, and without the word region before it."""
    within = REGION.fullmatch(area.strip())
    return folded_name(within["name"] if within else area)


# ---- Which rows stay ------------------------------------------------------------------------------


def _cut_rows(instance: Instance, before: RowsByTable, codes: Collection[str]) -> tuple[RowsByTable, tuple[str, ...]]:
    """The rows that stay, by table, and the dotted names of what was about nothing that is left.

    A row goes with what it names, and with that what names the row, until nothing more goes.
    """
    after = {name: list(each) for name, each in before.items()}
    after[MUNICIPALITIES] = [
        row for row in before[MUNICIPALITIES] if getattr(row, TABLES[MUNICIPALITIES].key[0]) in codes
    ]
    spoken_of = _rows_spoken_of(instance, before)
    gone: list[str] = []
    count = -1
    while count != (count := sum(map(len, after.values()))):
        for column, target in _references().items():
            _drop_rows(after, column, _values_of(before, target) - _values_of(after, target))
        for column, target in _upheld().items():
            _drop_rows(after, target, _values_of(before, column) - _values_of(after, column))
        staying = {id(row) for each in after.values() for row in each}
        for name, each in after.items():
            idle = [row for row in each if (about := spoken_of.get(id(row))) and staying.isdisjoint(about)]
            gone += (_parameter_of(TABLES[name], row) for row in idle)
            after[name] = [row for row in each if row not in idle] if idle else each
        drop_emptied_lists(before, after)
    cut_lists(before, after)
    return after, tuple(gone)


def _drop_rows(tables: RowsByTable, column: Column, lost: Collection[object]) -> None:
    """Take away the rows that have one of the lost values in a column."""
    name, column_name = column
    if lost:
        tables[name] = [row for row in tables[name] if getattr(row, column_name) not in lost]


def _references() -> Mapping[Column, Column]:
    """Every column that names a row or a value of another table, and the column where what it names stands."""
    found: dict[Column, Column] = {}
    for table in TABLES.values():
        for column, target in reference_columns(table):
            found[table.name, column] = (target, TABLES[target].key[0])
        for column, field in table.columns.items():
            other, _, value = part_of(field).chosen_from.partition(".")
            if other:
                found[table.name, column] = (other, value)
    return found


def _upheld() -> Mapping[Column, Column]:
    """The columns without which the rows that they name would not be, and the key of these."""
    references = _references()
    return {
        (table.name, column): references[table.name, column]
        for table in TABLES.values()
        for column, field in table.columns.items()
        if part_of(field).upholds
    }


def _values_of(tables: RowsByTable, column: Column) -> set[Any]:
    return {getattr(row, column[1]) for row in tables[column[0]]} - {None}


def _rows_spoken_of(instance: Instance, before: RowsByTable) -> Mapping[int, frozenset[int]]:
    """By the identity of each row that names a parameter of a table, the identities of the rows that this is about."""
    draft, found = draft_of(instance), dict[int, frozenset[int]]()
    for table, column in _dotted_columns():
        for row in before[table.name]:
            head, _, rest = full_name(getattr(row, column)).partition(".")
            if head in TABLES:
                selector = rest.rpartition(".")[0]
                chosen = select_records(TABLES[head], draft.tables[head], selector)
                # records are numbered as a file of the rows would be, below its header
                found[id(row)] = frozenset(id(before[head][(record.row or 0) - 2]) for record in chosen)
    return found


def _dotted_columns() -> Iterator[tuple[Table, str]]:
    for table in TABLES.values():
        for column, field in table.columns.items():
            if part_of(field).dotted:
                yield table, column


def _parameter_of(table: Table, row: Row) -> str:
    """The dotted name of a row: its table, and what identifies it there."""
    return f"{table.name}.{'/'.join(as_text(getattr(row, column)) for column in table.identity)}"


# ---- Which figures are scaled ---------------------------------------------------------------------


def _scale_totals(
    instance: Instance, before: RowsByTable, after: RowsByTable
) -> tuple[Mapping[str, float], tuple[ScaledTotal, ...]]:
    """Scale every total in place as what it is the total of; the factor of each by the dotted name of its cell."""
    factors: dict[str, float] = {}
    scaled: list[ScaledTotal] = []
    kept, everybody = len(after[MUNICIPALITIES]), len(before[MUNICIPALITIES])
    for table in TABLES.values():
        for column, field in table.columns.items():
            if not part_of(field).total_of:
                continue
            year = instance.settings.year
            sums = [_sums_by_key(tables, table, part_of(field).total_of, year) for tables in (before, after)]
            for position, row in enumerate(after[table.name]):
                key, figure = getattr(row, table.key[0]), getattr(row, column)
                if kept == everybody or not sums[0][key]:
                    continue
                factor = sums[1][key] / sums[0][key]
                told = CUT[instance.settings.language].format(
                    kept=kept, all=everybody, before=legible_value(figure), factor=factor
                )
                now = {column: _product(figure, factor), "source": "; ".join(filter(None, (row.source, told)))}
                after[table.name][position] = row.model_copy(update=now)
                name = f"{_parameter_of(table, row)}.{column}"
                factors[name] = factor
                scaled.append(ScaledTotal(name, figure, now[column]))  # type: ignore[arg-type]
    return factors, tuple(scaled)


def _product(figure: float, factor: float) -> float:
    return float(f"{figure * factor:.{DIGITS}g}")


def _sums_by_key(tables: RowsByTable, table: Table, parts: str, year: int) -> Counter[Any]:
    """The sum of a column of another table by the row of `table` that its rows name; rows of other years aside."""
    other, _, column = parts.partition(".")
    by = next(name for (of, name), (target, _) in _references().items() if of == other and target == table.name)
    sums: Counter[Any] = Counter()
    for row in tables[other]:
        if getattr(row, "year", None) in (None, year):
            sums[getattr(row, by)] += getattr(row, column)
    return sums


def _scale_values(instance: Instance, after: RowsByTable, factors: Mapping[str, float]) -> None:
    """Scale in place what is said of totals elsewhere, such as the range of one; a value that multiplies stays."""
    draft = draft_of(instance)
    for table in TABLES.values():
        for column, field in table.columns.items():
            dotted = part_of(field).value_of
            for position, row in enumerate(after[table.name]) if dotted else ():
                figure = _figure_in(getattr(row, column))
                factor = _factor_of_totals(draft, getattr(row, dotted), factors)
                if figure is not None and factor is not None:
                    scaled: object = _product(figure, factor)
                    written = as_text(scaled) if isinstance(getattr(row, column), str) else scaled
                    after[table.name][position] = row.model_copy(update={column: written})


def _factor_of_totals(draft: Draft, parameter: str, factors: Mapping[str, float]) -> float | None:
    """By how much the totals that a dotted name stands for are scaled together; None where it stands for none."""
    head, _, rest = split_year(full_name(parameter))[0].partition(".")
    selector, _, column = rest.rpartition(".")
    table = TABLES.get(head)
    if table is None or not part_of(table.columns[column]).total_of:
        return None
    totals = [
        (record.values[column], factors.get(f"{head}.{as_text(record.values[table.key[0]])}.{column}", 1.0))
        for record in select_records(table, draft.tables[head], selector)
    ]
    whole = sum(total for total, _ in totals)
    return sum(total * factor for total, factor in totals) / whole if whole else None


def _figure_in(value: object) -> float | None:
    """The number that is written; None where none is, or one that multiplies what is there."""
    text = as_text(value).strip()
    if not text or FACTOR.fullmatch(text):
        return None
    try:
        return float(parse_alone(value if isinstance(value, float) else text, "number", dot_is_standard=True))
    except CellError:
        return None


# ---- The settings, and shared centres -------------------------------------------------------------


def _cut_settings(
    settings: Settings, before: RowsByTable, after: RowsByTable, titles: Mapping[Language, str]
) -> tuple[Settings, str]:
    """The settings under a name of their own; and the structure in use where none of it is left, else blank."""
    entries = flatten_entries(settings.model_dump(exclude_none=True))
    lost = ""
    for name, field in declared_entries().items():
        other, _, column = part_of(field).chosen_from.partition(".")
        if other and entries[name] in _values_of(before, (other, column)) - _values_of(after, (other, column)):
            lost, entries[name] = entries[name], field.default
    entries["name"] = f"{settings.name}-{folded_name(titles[settings.language].replace(',', ''))}"
    for language, title in titles.items():
        written = entries[f"title_{language}"]
        entries[f"title_{language}"] = f"{written}: {title}" if written else ""
    return Settings.model_validate(nest_entries(entries)), lost


def _title_of(instance: Instance, areas: Sequence[str], codes: Collection[str], language: Language) -> str:
    """What an extract is called: by its regions and provinces where those are all of it, else by its municipalities."""
    rows_left = [row for row in instance.tables.municipalities if row.code in codes]
    if all({row.region, row.province} & {*areas} for row in rows_left):
        return ", ".join(areas)
    names = [row.name for row in rows_left]
    return ", ".join(names) if len(names) <= NAMED else MANY[language].format(len(names))


def _limits_of_all(settings: Settings) -> Iterator[tuple[str, object]]:
    entries = flatten_entries(settings.model_dump())
    for name, field in declared_entries().items():
        if part_of(field).of_all:
            yield name, entries[name]


def _narrowed_centres(whole: Instance, part: Instance) -> Iterator[NarrowedCentre]:
    """The shared centres that fewer municipalities may use, in any structure, than before."""
    members_before, members = (_members_by_centre(each) for each in (whole, part))
    for row in part.tables.centres:
        users = members.get(row.centre, set())
        if row.kind != "local" and len(users) < len(members_before.get(row.centre, ())):
            form = row.form_for("")
            tasks = [task.task for task in part.tasks.values() if is_allowed(part, form, task)]
            volume = sum(part.pooled_contacts.get((code, task), 0.0) for code in users for task in tasks)
            yield NarrowedCentre(row.centre, len(members_before[row.centre]), len(users), row.min_volume, volume)


def _members_by_centre(instance: Instance) -> Mapping[str, set[str]]:
    """Who may use each shared centre: the members of its group, in any structure; all, where it is external."""
    found: dict[str, set[str]] = {
        row.centre: set(instance.municipalities) for row in instance.tables.centres if row.kind == "external"
    }
    for row in instance.tables.structures:
        found.setdefault(row.group, set()).add(row.municipality)
    return found
