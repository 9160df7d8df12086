"""`optimiser import` and `optimiser spread`: figures as others hold them, into the tables of an instance."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from optimiser.cli.terminal import naming_with, say_findings, say_paragraph
from optimiser.data.cells import as_text
from optimiser.data.findings import Finding, InvalidInputError, speaking_of_parameters
from optimiser.data.settings import Language
from optimiser.importing.call_import import CallImport, propose_calls
from optimiser.importing.calls import CallOptions
from optimiser.importing.contacts import ContactOptions, propose_contacts
from optimiser.importing.placing import put_in_place, refuse_bundled, tried
from optimiser.importing.population import propose_population
from optimiser.importing.proposal import Proposal, Statement, TableEdit
from optimiser.importing.spreading import propose_spread
from optimiser.importing.statistics import Choices
from optimiser.report.localizer import Localizer

SHOWN_ROWS = 5
"""Rows that are shown of those that would be written."""

FilePath = Annotated[Path, typer.Argument(metavar="FILE", help="File to import.", show_default=False)]
TargetPath = Annotated[
    Path,
    typer.Argument(metavar="INSTANCE", help="Folder or workbook (.xlsx) to import into.", show_default=False),
]
Where = Annotated[
    list[str] | None,
    typer.Option("--where", metavar="COLUMN=VALUE", help="Use only what has this value in a column; repeatable."),
]
AddUp = Annotated[
    list[str] | None,
    typer.Option("--add-up", metavar="COLUMN", help="Add up over the values of a column; repeatable."),
]
SheetName = Annotated[str, typer.Option("--sheet", metavar="NAME", help="Sheet of a workbook.", show_default=False)]
Write = Annotated[bool, typer.Option("--write", help="Write it; without this, only what would be written is told.")]
Lang = Annotated[Language, typer.Option("--lang", help="Language of the output.")]


def import_figures() -> None:
    """Read figures as others hold them into an instance: tables of statistics, counts, exports of phone systems.

    Each tells what it read, left out and added up, and what it would write; with --write it writes that, whole or not
    at all. What is not clear is refused, with the row and what to do.
    """


def import_population(
    file: FilePath,
    instance: TargetPath,
    period: Annotated[
        str, typer.Option("--period", metavar="PERIOD", help="Period to use, e.g. 2014K1.", show_default=False)
    ] = "",
    where: Where = None,
    add_up: AddUp = None,
    sheet: SheetName = "",
    write: Write = False,
    lang: Lang = "en",
) -> None:
    """Import inhabitants into municipalities, from a table of StatBank Denmark: CSV, Excel or .px."""
    choices = Choices(_pairs("--where", where), add_up or (), period)
    _propose(instance, propose_population(file, instance, choices, sheet), write, lang)


def import_contacts(
    file: FilePath,
    instance: TargetPath,
    themes: Annotated[
        Path | None,
        typer.Option("--themes", metavar="FILE.csv", help="The task of each theme: theme,task,share."),
    ] = None,
    theme: Annotated[
        list[str] | None,
        typer.Option("--theme", metavar="THEME=TASK", help="The task of a theme; - leaves it out; repeatable."),
    ] = None,
    weeks: Annotated[
        float | None, typer.Option("--weeks", metavar="N", help="Weeks that were counted, if not a year.")
    ] = None,
    where: Where = None,
    add_up: AddUp = None,
    sheet: SheetName = "",
    write: Write = False,
    lang: Lang = "en",
) -> None:
    """Import contacts into volumes, from counts by municipality and theme: a column a theme, or a row a count."""
    if weeks is not None and not 0 < weeks <= 53:
        raise InvalidInputError(
            "--weeks", [Finding("--weeks", None, "", f"{weeks:g}", "must be above 0, up to 53", "")]
        )
    options = ContactOptions(_pairs("--where", where), add_up or (), themes, theme or (), weeks, sheet)
    _propose(instance, propose_contacts(file, instance, options), write, lang)


def import_calls(
    file: FilePath,
    instance: TargetPath,
    column: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="WHAT=NAME", help="What a column holds, e.g. offered=NAME; repeatable."),
    ] = None,
    task: Annotated[
        list[str] | None,
        typer.Option("--task", metavar="TASK", help="Task whose handling time this is; repeatable."),
    ] = None,
    municipality: Annotated[
        str,
        typer.Option("--municipality", metavar="M", help="Municipality whose figures these are.", show_default=False),
    ] = "",
    where: Where = None,
    dates: Annotated[
        Literal["day-first", "month-first"] | None,
        typer.Option("--dates", help="Order of day and month where dates do not show it."),
    ] = None,
    unit: Annotated[
        Literal["seconds", "minutes"] | None,
        typer.Option("--unit", help="Unit of durations where the file does not show it."),
    ] = None,
    sheet: SheetName = "",
    write: Write = False,
    lang: Lang = "en",
) -> None:
    """Import arrivals and handling time from an export of a contact centre's system; tell patience and service.

    Quarter hours, half hours, hours or days: offered, answered, abandoned, talk or handling time, service level.
    """
    reading = CallOptions(_pairs("--column", column), _pairs("--where", where), dates or "", unit or "")
    with speaking_of_parameters(naming_with({"municipalities": "--municipality", "tasks": "--task"})):
        asked = CallImport(reading, task or (), municipality, sheet)
        _propose(instance, propose_calls(file, instance, asked), write, lang)


def import_neighbours(file: FilePath, instance: TargetPath, write: Write = False, lang: Lang = "en") -> None:
    """Import who has a border on land in common into neighbours, from outlines: GeoJSON or TopoJSON.

    Bridges and ferries are written there by hand, and stay.
    """
    # imported here: no other import reads maps, and what does takes long to load
    from optimiser.importing.neighbours import propose_neighbours
    from optimiser.report.charts.geometry import read_areas

    _propose(instance, propose_neighbours(file, instance, read_areas), write, lang)


def spread(instance: TargetPath, write: Write = False, lang: Lang = "en") -> None:
    """Spread each task's national contacts over municipalities by population: volumes for a start, not counts.

    Contacts are whole numbers, and each task's sum is its national figure. Without --write it only tells what it would
    write.
    """
    _propose(instance, propose_spread(instance), write, lang)


def _pairs(option: str, given: Sequence[str] | None) -> Mapping[str, str]:
    """Return options NAME=VALUE by name; raises InvalidInputError for what is not written so."""
    pairs = [text.partition("=") for text in given or ()]
    faults = [
        Finding(option, None, "", name + equals + value, "must be NAME=VALUE", "")
        for name, equals, value in pairs
        if not (name.strip() and equals)
    ]
    if faults:
        raise InvalidInputError(option, faults)
    return {name.strip(): value.strip() for name, _, value in pairs}


# ---- What is told, and written --------------------------------------------------------------------


def _propose(path: Path, proposal: Proposal, write: bool, lang: Language) -> None:
    """Tell what an import found; write it where that is asked for."""
    localizer = Localizer(lang)
    if write:
        refuse_bundled(path)
    with tried(path, proposal) as made:
        for statement in proposal.statements:
            say_paragraph(_said(localizer, statement))
        say_findings([*proposal.remarks, *made.remarks], lang)
        if not made.files:
            say_paragraph(localizer.say("import nothing to write"))
            return
        for edit in proposal.edits:
            _say_edit(localizer, edit)
        if made.problems:
            say_paragraph(
                localizer.say("import problems left", count=localizer.numbers.plain(made.problems), path=path)
            )
        names = ", ".join(target.name for target in made.files)
        if write:
            put_in_place(made)
            say_paragraph(localizer.say("import written", names=names, path=path))
        else:
            say_paragraph(localizer.say("import dry run", names=names))


def _said(localizer: Localizer, statement: Statement) -> str:
    """Return a statement in words: whole numbers with their thousands apart, others with two decimals."""
    figures = {
        name: localizer.numbers.plain(value, 0 if isinstance(value, int) else 2)
        if isinstance(value, int | float)
        else value
        for name, value in statement.figures.items()
    }
    return localizer.say(statement.name, **figures)


def _say_edit(localizer: Localizer, edit: TableEdit) -> None:
    """Tell what would be changed in a table, with the first of its rows."""
    figures = {"added": len(edit.added), "deleted": len(edit.deleted), "cells": len(edit.cells)}
    said = {name: localizer.numbers.plain(count) for name, count in figures.items()}
    if edit.changes_anything:
        say_paragraph(localizer.say("import edit", table=edit.table, **said))
    rows = [", ".join(f"{name} {as_text(value)}" for name, value in row.items() if value != "") for row in edit.added]
    cells = [f"{row}: {column} {as_text(value)}" for (row, column), value in edit.cells.items()]
    for line in [*cells, *rows][:SHOWN_ROWS]:
        say_paragraph(f"  {line}")
