"""`optimiser validate`, `template` and `convert`: instances before they are solved."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from optimiser.cli.arguments import Force, InstancePath, Overrides, ScenarioPaths, StructureName
from optimiser.cli.terminal import EXIT_INVALID, say_all, say_findings, say_json, say_paragraph
from optimiser.data.effects import row_counts
from optimiser.data.finding_groups import FIRST, FindingGroup, group_findings
from optimiser.data.findings import Finding, InvalidInputError
from optimiser.data.instance import Instance
from optimiser.data.read import WORKBOOK_SUFFIX, check, read, write, write_template


def validate(
    instance: InstancePath,
    structure: StructureName = None,
    scenario: ScenarioPaths = None,
    overrides: Overrides = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was found as JSON.")] = False,
) -> None:
    """Check an instance: every problem at once, with file, row, column and what to do, and how many rows take effect.

    A row takes effect if the structure, system and future in use, the policy and the law let it apply to something.
    """
    checked, findings = check(instance, structure=structure, scenarios=scenario or (), overrides=overrides or ())
    if as_json:
        say_json(_in_json(instance, checked, findings))
        if checked is None:
            raise typer.Exit(EXIT_INVALID)
        return
    if checked is None:
        raise InvalidInputError(str(instance), findings)
    say_paragraph(f"{instance}: no problems, {len(findings)} warnings.")
    say_findings(findings)
    say_all(f"Changed: {change}" for change in checked.changes)
    say_paragraph(f"Rows that take effect in {checked.system}: {', '.join(_tables_with_counts(checked))}.")


def _tables_with_counts(instance: Instance) -> Iterator[str]:
    """Every table that has rows, with how many of them take effect."""
    for name, taken in row_counts(instance).items():
        if taken.rows:
            yield f"{name} {taken.in_effect} of {taken.rows}"


def _in_json(path: Path, instance: Instance | None, findings: list[Finding]) -> dict[str, Any]:
    """What was found, those of one cause together; and the instance, where it has no problem."""
    groups = group_findings(findings)
    found: dict[str, Any] = {
        "instance": str(path),
        "problems": [_group_in_json(group) for group in groups if group.severity == "error"],
        "warnings": [_group_in_json(group) for group in groups if group.severity == "warning"],
    }
    if instance is None:
        return found
    return found | {
        "name": instance.settings.name,
        "system": instance.system,
        "changes": list(instance.changes),
        "input_sha256": instance.sha256,
        "tables": {name: asdict(taken) for name, taken in row_counts(instance).items()},
    }


def _group_in_json(group: FindingGroup) -> dict[str, Any]:
    """A group with the first of its rows and values; where rules or remedies differ, those of the first."""
    first = group.first
    return {
        "place": first.place,
        "column": first.column,
        "rule": first.rule,
        "remedy": first.remedy,
        "count": group.count,
        "rows": list(group.rows[:FIRST]),
        "values": list(group.values[:FIRST]),
    }


def template(
    path: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="Workbook to write.", show_default=False)],
    force: Force = False,
) -> None:
    """Write an empty workbook to fill in, with a guide to every table and column."""
    if path.suffix.lower() != WORKBOOK_SUFFIX:
        raise typer.BadParameter(f"{path.name} must end in {WORKBOOK_SUFFIX}")
    write_template(path, force)
    say_paragraph(f"Wrote {path}. Fill it in, then: optimiser validate {path}")


def convert(
    instance: InstancePath,
    path: Annotated[
        Path, typer.Argument(metavar="TARGET", help="Workbook (.xlsx) or folder to write.", show_default=False)
    ],
    force: Force = False,
) -> None:
    """Write an instance in the other format: a folder of CSV files, or a workbook."""
    refuse_other_format(path)
    held = read(instance)
    say_findings(held.remarks)
    write(held, path, force)
    say_paragraph(f"Wrote {path}.")


def refuse_other_format(path: Path) -> None:
    """Raise BadParameter for a path that ends as a file of another kind than a workbook does."""
    if re.fullmatch(r"\.[A-Za-z]{2,5}", path.suffix) and path.suffix.lower() != WORKBOOK_SUFFIX:
        raise typer.BadParameter(f"{path.name} must be a folder, or end in {WORKBOOK_SUFFIX}")
