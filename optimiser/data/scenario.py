"""Parameters: what each is in an instance, what a result rests on, and named changes to them.

A parameter has a dotted name. In the settings it is the entry's: `policy.max_entry_points`. In a table
it is `table.selector.column`, where the selector is `*` (all rows), a key (`municipalities.791.population`;
several key columns are joined by `/`, each may be `*`), a municipality's name, or a value of the column
that groups the table's rows (`centres.virtual.cost_factor`).

Changes are made source by source: scenario files in their order, then the system that is chosen, then each `--set`; the
last counts. Within one file a change of many values is made before one of few: what is said of one row holds against
what is said of all.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from optimiser.data.cells import as_text, read_toml
from optimiser.data.checking_rows import rule_of, translate_faults
from optimiser.data.columns import Row
from optimiser.data.findings import AnyPath, Finding, InvalidInputError, as_on_disk, did_you_mean, parameter_name
from optimiser.data.instance import Instance
from optimiser.data.overrides import Override, PlainChange, split_year
from optimiser.data.rows import Centre
from optimiser.data.settings import Section, nested_leaves
from optimiser.data.tables import TABLES, Record, Table, full_name, select_records

# ---- Scenarios: named changes to an instance, from a TOML file or from `--set` --------------------


@dataclass(frozen=True)
class PlainWords:
    """A change in plain words as it was written, and as a sentence."""

    written: str
    sentence: str


@dataclass(frozen=True)
class Change:
    """A parameter is to have a value; `place` is the scenario file, option or table (and its `row`) that says so.

    Changes of one `source` are made together, one of many values before one of few; sources one after the other.
    """

    place: str
    parameter: str
    value: Any
    row: int | None = None
    source: int = 0
    plain: PlainWords | None = None
    named: str = ""

    @property
    def called(self) -> str:
        """What it is called where it was written: as it is `named` there, where that is not its parameter."""
        return self.plain.written if self.plain else self.named or self.parameter


@dataclass(frozen=True)
class Addition:
    """A table is to have a row more: the `number`th that `place` adds to it."""

    place: str
    table: str
    number: int
    cells: dict[str, Any]
    plain: PlainWords | None = None

    @property
    def called(self) -> str:
        """What it is called where it was written."""
        return self.plain.written if self.plain else f"add.{self.table}.{self.number}"


AnyChange = Change | Addition | PlainChange


class Scenario(Section):
    """What a scenario file holds: values to set, by dotted name or nested; rows to add, by table; plain words."""

    name: str = Field(min_length=1)
    description_da: str = ""
    description_en: str = ""
    structure: str | None = None
    set: dict[str, Any] = Field(default_factory=dict)
    add: dict[str, list[dict[str, Any]]] = Field(default_factory=dict)
    without: list[str] = Field(default_factory=list)
    lock: list[str] = Field(default_factory=list)

    def changes_at(self, place: str, source: int = 0) -> Iterator[AnyChange]:
        """Everything the scenario changes, as it is written; `place` names its file."""
        if self.structure is not None:
            yield Change(place, "structure", self.structure, source=source)
        for parameter, value in nested_leaves(self.set):
            yield Change(place, parameter, value, source=source)
        for table, rows in self.add.items():
            for number, cells in enumerate(rows, start=1):
                yield Addition(place, table, number, cells)
        yield from (PlainChange("without", text, place, source) for text in self.without)
        yield from (PlainChange("lock", text, place, source) for text in self.lock)


def read_scenario(path: Path) -> tuple[Scenario | None, list[Finding]]:
    """The scenario in a TOML file; None with findings when it cannot be used."""
    nested, findings = read_toml(path)
    if nested is None:
        return None, findings
    try:
        return Scenario.model_validate(nested), []
    except ValidationError as error:
        return None, list(_scenario_faults(Record(path.name), error))


def _scenario_faults(record: Record, error: ValidationError) -> Iterator[Finding]:
    """What is wrong with a scenario file; what stands outside its sections is perhaps a change."""
    for detail in error.errors(include_url=False):
        name = ".".join(map(str, detail["loc"]))
        if detail["type"] == "extra_forbidden":
            where = "write changes under [set], and new rows under [[add.TABLE]]"
            remedy = where if name in TABLES else did_you_mean(name, Scenario.model_fields, where)
            yield record.finding_about(name, rule_of(detail), remedy)
        else:
            yield from translate_faults(record, [(name, detail)], lambda _: None)


def read_override(text: str, source: int = 0) -> tuple[Change | None, list[Finding]]:
    """The change that `--set parameter=value` asks for."""
    parameter, equals, value = text.partition("=")
    if not equals:
        return None, [Finding(parameter_name("overrides"), None, text, "", "must be written parameter=value")]
    return Change(parameter_name("overrides"), parameter.strip(), value.strip(), source=source), []


def named_overrides(overrides: Sequence[Override]) -> Iterator[Change]:
    """Yield the single changes that name a parameter: not those in plain words, which an instance has to spell out."""
    for each in overrides:
        change = None if isinstance(each, PlainChange) else read_override(each)[0]
        if change is not None:
            yield change


def gather_changes(
    scenarios: Sequence[AnyPath], structure: str | None, overrides: Sequence[Override]
) -> tuple[list[AnyChange], list[Finding]]:
    """All changes asked for, source by source: scenarios, then the structure, then each `--set` and those in words."""
    changes, findings = _chosen_changes(scenarios, structure)
    more, faults = _read_overrides(overrides, len(scenarios) + 1)
    return [*changes, *more], [*findings, *faults]


def _read_overrides(overrides: Sequence[Override], first: int) -> tuple[list[AnyChange], list[Finding]]:
    """Return single changes, the sources of which are numbered from the first."""
    changes: list[AnyChange] = []
    findings: list[Finding] = []
    for source, each in enumerate(overrides, start=first):
        if isinstance(each, PlainChange):
            changes.append(replace(each, place=parameter_name(each.kind), source=source))
            continue
        change, faults = read_override(each, source)
        findings.extend(faults)
        changes.extend([change] if change else [])
    return changes, findings


def list_changes(
    scenarios: Sequence[AnyPath], structure: str | None, values: Mapping[str, object], overrides: Sequence[Override]
) -> list[AnyChange]:
    """Return all changes as `gather_changes` does, with values by dotted name before the overrides.

    Raises InvalidInputError where a scenario or an override cannot be used.
    """
    changes, findings = _chosen_changes(scenarios, structure)
    first = len(scenarios) + 1
    for source, (name, value) in enumerate(values.items(), start=first):
        changes.append(Change(parameter_name("changes"), name, _plain_value(value), source=source))
    more, faults = _read_overrides(overrides, first + len(values))
    if findings or faults:
        raise InvalidInputError("the changes", [*findings, *faults])
    return [*changes, *more]


def _plain_value(value: Any) -> Any:
    """Return a Python value as a scenario file would give it: None as `none`, a tuple as a list, no array's number."""
    if value is None:
        return "none"
    if isinstance(value, list | tuple):
        return list(map(_plain_value, value))
    return value.item() if hasattr(value, "dtype") else value


def _chosen_changes(scenarios: Sequence[AnyPath], structure: str | None) -> tuple[list[AnyChange], list[Finding]]:
    """Return the changes of scenarios, then the structure."""
    changes: list[AnyChange] = []
    findings: list[Finding] = []
    for source, path in enumerate(map(as_on_disk, scenarios)):
        scenario, faults = read_scenario(path)
        findings.extend(faults)
        changes.extend(scenario.changes_at(path.name, source) if scenario else ())
    if structure is not None:
        changes.append(Change(parameter_name("structure"), "structure", structure, source=len(scenarios)))
    return changes, findings


# ---- What a parameter is in an instance -----------------------------------------------------------


# ---- Parameters -----------------------------------------------------------------------------------


def value_of(instance: Instance, parameter: str) -> object:
    """The value of a parameter; as text all there are where its rows differ, and blank where there is none.

    Centres that the structure in use has no part for do not count, unless the parameter is of such alone.
    """
    named, year = split_year(parameter)
    if year is not None:
        return value_of(instance.in_year(year), named) if year in instance.years else ""
    name, _, rest = full_name(parameter).partition(".")
    return _cell_values(instance, TABLES[name], rest) if name in TABLES else _setting_value(instance, parameter)


def _cell_values(instance: Instance, table: Table, rest: str) -> object:
    """What the rows that `selector.column` stands for have in a column: one value, or all there are."""
    selector, _, column = rest.rpartition(".")
    if column not in table.columns:
        return ""
    rows: tuple[Row, ...] = getattr(instance.tables, table.name)
    records = select_records(table, [Record(table.name, values=row.model_dump()) for row in rows], selector)
    used = [record for record in records if table.row is not Centre or record.values["centre"] in instance.centres]
    found = {record.values[column] for record in used or records}
    return found.pop() if len(found) == 1 else " / ".join(sorted(map(as_text, found)))


def _setting_value(instance: Instance, parameter: str) -> object:
    """The value of a setting; blank where there is none of that name."""
    found: Any = instance.settings
    for part in parameter.split("."):
        found = getattr(found, part, None)
    if isinstance(found, tuple):
        return " ".join(map(as_text, found)) or "none"
    return "" if found is None else found


# ---- Every figure of the instance, with its source and whether it is assumed ----------------------


MANY = 40
"""Figures of one column are told one by one up to this number, and as one line beyond it."""
IN_INSTANCE = "see the instance"
"""The value of such a line."""

Group = tuple[Any, str, bool]
"""(value, source, assumption): rows that say the same are told together."""


def list_assumptions(instance: Instance) -> Iterator[dict[str, Any]]:
    """A row is a figure the result rests on: the settings first, then the tables, column by column."""
    for row in instance.tables.assumptions:
        yield {
            "parameter": row.parameter,
            "value": value_of(instance, row.parameter),
            "unit": "",
            "low": row.low,
            "high": row.high,
            "source": row.source,
            "assumption": row.assumption,
            "note": row.note,
        }
    noted = {row.parameter for row in instance.tables.assumptions}
    for table in TABLES.values():
        for line in _table_assumptions(instance, table):
            if not any(fnmatchcase(line["parameter"], parameter) for parameter in noted):
                yield line


def _row_key(table: Table, row: Row) -> str:
    return "/".join(str(getattr(row, name)) for name in table.key if getattr(row, name) is not None)


def _table_assumptions(instance: Instance, table: Table) -> Iterator[dict[str, Any]]:
    rows: tuple[Row, ...] = getattr(instance.tables, table.name)
    for column, unit in _figure_columns(table).items():
        groups = _group_by_value(table, rows, column)
        if len(groups) > MANY:
            groups = _without_values(groups)
        for (value, source, assumption), keys in groups.items():
            named = keys[0] if len(keys) == 1 else "*"
            line = {"parameter": f"{table.name}.{named}.{column}", "value": value, "unit": unit}
            note = "" if len(keys) == 1 else f"{len(keys)} rows, from {keys[0]} to {keys[-1]}"
            yield {**line, "low": None, "high": None, "source": source, "assumption": assumption, "note": note}


def _figure_columns(table: Table) -> dict[str, str]:
    """The columns that hold figures, those with a unit, and their units."""
    fields = table.row.model_fields
    extras = {name: field.json_schema_extra for name, field in fields.items() if name not in table.key}
    return {name: str(extra["unit"]) for name, extra in extras.items() if isinstance(extra, Mapping) and extra["unit"]}


def _group_by_value(table: Table, rows: tuple[Row, ...], column: str) -> dict[Group, list[str]]:
    """Keys of the rows by what they say in the column; what is left at its default says nothing."""
    default = table.row.model_fields[column].default
    groups: dict[Group, list[str]] = defaultdict(list)
    for row in rows:
        value = getattr(row, column)
        if value is not None and value != default:
            groups[value, row.source, row.assumption].append(_row_key(table, row))
    return groups


def _without_values(groups: Mapping[Group, list[str]]) -> dict[Group, list[str]]:
    merged: dict[Group, list[str]] = defaultdict(list)
    for (_, source, assumption), keys in groups.items():
        merged[IN_INSTANCE, source, assumption].extend(keys)
    return {group: sorted(keys) for group, keys in merged.items()}
