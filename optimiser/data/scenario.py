"""Scenarios: named changes to an instance, from a TOML file or from `--set`.

A parameter has a dotted name. In the settings it is the entry's: `policy.max_entry_points`. In a table
it is `table.selector.column`, where the selector is `*` (all rows), a key (`municipalities.791.population`;
several key columns are joined by `/`, each may be `*`), a municipality's name, or a value of the column
that groups the table's rows (`centres.virtual.cost_factor`).

Changes are made source by source: scenario files in their order, then the system that is chosen, then each `--set`; the
last counts. Within one file a change of many values is made before one of few: what is said of one row holds against
what is said of all.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from optimiser.data.cells import read_toml
from optimiser.data.checking_rows import rule_of, translate_faults
from optimiser.data.findings import AnyPath, Finding, InvalidInputError, as_on_disk, did_you_mean, parameter_name
from optimiser.data.settings import Section, nested_leaves
from optimiser.data.tables import Record


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


@dataclass(frozen=True)
class Addition:
    """A table is to have a row more: the `number`th that `place` adds to it."""

    place: str
    table: str
    number: int
    cells: dict[str, Any]


class Scenario(Section):
    """What a scenario file holds: values to set, by dotted name or nested, and rows to add, by table."""

    name: str = Field(min_length=1)
    description_da: str = ""
    description_en: str = ""
    structure: str | None = None
    set: dict[str, Any] = Field(default_factory=dict)
    add: dict[str, list[dict[str, Any]]] = Field(default_factory=dict)

    def changes_at(self, place: str, source: int = 0) -> Iterator[Change | Addition]:
        """Everything the scenario changes, as it is written; `place` names its file."""
        if self.structure is not None:
            yield Change(place, "structure", self.structure, source=source)
        for parameter, value in nested_leaves(self.set):
            yield Change(place, parameter, value, source=source)
        for table, rows in self.add.items():
            for number, cells in enumerate(rows, start=1):
                yield Addition(place, table, number, cells)


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
            remedy = did_you_mean(
                name, Scenario.model_fields, "write changes under [set], and new rows under [[add.TABLE]]"
            )
            yield record.finding_about(name, rule_of(detail), remedy)
        else:
            yield from translate_faults(record, [(name, detail)], lambda _: None)


def read_override(text: str, source: int = 0) -> tuple[Change | None, list[Finding]]:
    """The change that `--set parameter=value` asks for."""
    parameter, equals, value = text.partition("=")
    if not equals:
        return None, [Finding(parameter_name("overrides"), None, text, "", "must be written parameter=value")]
    return Change(parameter_name("overrides"), parameter.strip(), value.strip(), source=source), []


def gather_changes(
    scenarios: Sequence[AnyPath], structure: str | None, overrides: Sequence[str]
) -> tuple[list[Change | Addition], list[Finding]]:
    """All changes asked for, source by source: scenarios, then the structure, then each `--set`."""
    changes, findings = _chosen_changes(scenarios, structure)
    for source, text in enumerate(overrides, start=len(scenarios) + 1):
        change, faults = read_override(text, source)
        findings.extend(faults)
        changes.extend([change] if change else [])
    return changes, findings


def list_changes(
    scenarios: Sequence[AnyPath], structure: str | None, values: Mapping[str, object]
) -> list[Change | Addition]:
    """Return all changes as `gather_changes` does, of values by dotted name instead of text.

    Raises InvalidInputError where a scenario cannot be used.
    """
    changes, findings = _chosen_changes(scenarios, structure)
    if findings:
        raise InvalidInputError("the scenarios", findings)
    given = enumerate(values.items(), start=len(scenarios) + 1)
    return [
        *changes,
        *(
            Change(parameter_name("changes"), name, _plain_value(value), source=source)
            for source, (name, value) in given
        ),
    ]


def _plain_value(value: Any) -> Any:
    """Return a Python value as a scenario file would give it: None as `none`, a tuple as a list, no array's number."""
    if value is None:
        return "none"
    if isinstance(value, list | tuple):
        return list(map(_plain_value, value))
    return value.item() if hasattr(value, "dtype") else value


def _chosen_changes(
    scenarios: Sequence[AnyPath], structure: str | None
) -> tuple[list[Change | Addition], list[Finding]]:
    """Return the changes of scenarios, then the structure."""
    changes: list[Change | Addition] = []
    findings: list[Finding] = []
    for source, path in enumerate(map(as_on_disk, scenarios)):
        scenario, faults = read_scenario(path)
        findings.extend(faults)
        changes.extend(scenario.changes_at(path.name, source) if scenario else ())
    if structure is not None:
        changes.append(Change(parameter_name("structure"), "structure", structure, source=len(scenarios)))
    return changes, findings
