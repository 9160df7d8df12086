"""`optimiser validate`, `template` and `convert`: instances before they are solved."""

import re
from pathlib import Path
from typing import Annotated

import typer

from optimiser.cli.arguments import Force, InstancePath, Overrides, ScenarioPaths, StructureName
from optimiser.cli.terminal import say, say_findings
from optimiser.data.findings import InvalidInputError, errors
from optimiser.data.read import WORKBOOK_SUFFIX, check, read, write, write_template


def validate(
    instance: InstancePath,
    structure: StructureName = None,
    scenario: ScenarioPaths = None,
    overrides: Overrides = None,
) -> None:
    """Check an instance and tell every problem at once, with file, row, column and what to do."""
    checked, findings = check(instance, structure=structure, scenarios=scenario or (), overrides=overrides or ())
    if checked is None or errors(findings):
        raise InvalidInputError(str(instance), findings)
    say(f"{instance}: no problems, {len(findings)} warnings.")
    say_findings(findings)


def template(
    path: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="Workbook to write.", show_default=False)],
    force: Force = False,
) -> None:
    """Write an empty workbook to fill in, with a guide to every table and column."""
    if path.suffix.lower() != WORKBOOK_SUFFIX:
        raise typer.BadParameter(f"{path.name} must end in {WORKBOOK_SUFFIX}")
    write_template(path, force)
    say(f"Wrote {path}. Fill it in, then: optimiser validate {path}")


def convert(
    instance: InstancePath,
    path: Annotated[
        Path, typer.Argument(metavar="TARGET", help="Workbook (.xlsx) or folder to write.", show_default=False)
    ],
    force: Force = False,
) -> None:
    """Write an instance in the other format: a folder of CSV files, or a workbook."""
    if re.fullmatch(r"\.[A-Za-z]{2,5}", path.suffix) and path.suffix.lower() != WORKBOOK_SUFFIX:
        raise typer.BadParameter(f"{path.name} must be a folder, or end in {WORKBOOK_SUFFIX}")
    held = read(instance)
    say_findings(held.remarks)
    write(held, path, force)
    say(f"Wrote {path}.")
