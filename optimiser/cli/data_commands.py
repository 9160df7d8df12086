"""`optimiser validate`, `template` and `convert`: instances before they are solved."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from optimiser.cli.arguments import (
    NOTHING_ASKED,
    ChangesAsked,
    Force,
    InstancePath,
    LanguageOption,
    StructureName,
    with_changes,
    with_csv,
)
from optimiser.cli.terminal import EXIT_INVALID, say_all, say_findings, say_json, say_paragraph
from optimiser.data.checking_staffing import centres_below_their_staffing
from optimiser.data.finding_groups import FIRST, FindingGroup, group_findings
from optimiser.data.findings import Finding, InvalidInputError
from optimiser.data.instance import Instance
from optimiser.data.read import WORKBOOK_SUFFIX, check, read, write, write_template
from optimiser.data.rows_in_effect import row_counts
from optimiser.data.settings import Language
from optimiser.data.translation import translate
from optimiser.report.localizer import Localizer, phrase
from optimiser.report.parameters import tell_changes


@with_changes
def validate(
    instance: InstancePath,
    structure: StructureName = None,
    changes: ChangesAsked = NOTHING_ASKED,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was found as JSON.")] = False,
    lang: LanguageOption = None,
) -> None:
    """Check an instance: every problem at once, with file, row, column and what to do, and how many rows take effect.

    A row takes effect if the structure, system and future in use, the policy and the law let it apply to something.
    """
    checked, findings = check(instance, structure=structure, **changes)
    if checked is not None:
        findings += centres_below_their_staffing(checked)
    language = lang or (checked.settings.language if checked else "en")
    if as_json:
        say_json(_in_json(instance, checked, findings, language))
        if checked is None:
            raise typer.Exit(EXIT_INVALID)
        return
    if checked is None:
        raise InvalidInputError(str(instance), findings)
    validated = "validated with one" if len(findings) == 1 else "validated"
    say_paragraph(phrase(validated, language, path=instance, warnings=len(findings)))
    say_findings(findings, language)
    changed = tell_changes(language, checked, checked.changes)
    say_all(phrase("changed", language, change=change) for change in changed)
    tables = ", ".join(_tables_with_counts(checked, language))
    system = Localizer(language).call_system(checked.system)
    say_paragraph(phrase("validated rows", language, system=system, tables=tables))


def _tables_with_counts(instance: Instance, language: Language) -> Iterator[str]:
    """Every table that has rows, with how many of them take effect."""
    for name, taken in row_counts(instance).items():
        if taken.rows:
            yield phrase("validated table", language, table=name, taken=taken.in_effect, rows=taken.rows)


def _in_json(path: Path, instance: Instance | None, findings: list[Finding], language: Language) -> dict[str, Any]:
    """What was found, those of one cause together; and the instance, where it has no problem."""
    groups = group_findings(findings)
    found: dict[str, Any] = {
        "instance": str(path),
        "problems": [_group_in_json(group, language) for group in groups if group.severity == "error"],
        "warnings": [_group_in_json(group, language) for group in groups if group.severity == "warning"],
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


def _group_in_json(group: FindingGroup, language: Language) -> dict[str, Any]:
    """A group with the first of its rows and values; where rules or remedies differ, those of the first."""
    first = group.first
    return {
        "place": first.place,
        "column": first.column,
        "rule": translate(first.rule, language),
        "remedy": translate(first.remedy, language),
        "count": group.count,
        "rows": list(group.rows[:FIRST]),
        "values": list(group.values[:FIRST]),
    }


def template(
    path: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="Workbook to write.", show_default=False)],
    force: Force = False,
    lang: Annotated[Language, typer.Option("--lang", help="Language of the guide and of the output.")] = "en",
) -> None:
    """Write a workbook to fill in: a guide, law, cost curve and tasks filled in with sources, examples to replace."""
    if path.suffix.lower() != WORKBOOK_SUFFIX:
        raise typer.BadParameter(f"{path.name} must end in {WORKBOOK_SUFFIX}")
    write_template(path, force, lang)
    say_paragraph(phrase("template written", lang, path=path))


@with_csv
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
