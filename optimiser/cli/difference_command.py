"""`optimiser difference`: what is otherwise in one plan than in another."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from optimiser.cli.arguments import Force, Geometry, LanguageOption, outlines_in, with_csv
from optimiser.cli.roadmap_difference import tell_roadmaps
from optimiser.cli.sound_run import load_sound_run
from optimiser.cli.terminal import say_all, say_json, say_paragraph, say_rows
from optimiser.comparison.plan_difference import PlanDifference
from optimiser.comparison.plan_difference import difference as set_against
from optimiser.data.findings import Finding, InvalidInputError, refuse_existing, write_whole
from optimiser.data.roadmap_tables import ROADMAP_FILE
from optimiser.data.settings import Language
from optimiser.report.charts.outlines import Outlines
from optimiser.report.documents import write_documents
from optimiser.report.localizer import phrase
from optimiser.report.summaries.difference import DifferenceSummary
from optimiser.report.tables.differences import fill_payments, fill_terms
from optimiser.report.tables.table import FilledTable, write_lines
from optimiser.studies.difference_folder import WRITTEN, record_difference, save_difference

REMEDY = "there is nothing to compare"


@with_csv
def difference(
    before: Annotated[Path, typer.Argument(metavar="RUN_A", help="Run folder of the first plan.", show_default=False)],
    after: Annotated[Path, typer.Argument(metavar="RUN_B", help="Run folder of the second plan.", show_default=False)],
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="New folder for the report, the tables as CSV, and both runs.", show_default=False
        ),
    ] = None,
    force: Force = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print difference.json instead of sentences.")] = False,
    geometry: Geometry = None,
    lang: LanguageOption = None,
) -> None:
    """Tell what is otherwise in one plan than in another: cost, centres, who is answered where, and who pays what.

    Both plans are checked first; nothing is solved. Exit codes: 0 told, 1 the check found a breach, 2 invalid input.
    """
    if all((run / ROADMAP_FILE).is_file() for run in (before, after)):
        beside = {"--out": out, "--geometry": geometry}
        tell_roadmaps((before, after), _names(before, after), beside, lang, as_json=as_json)
        return
    if out is not None:
        refuse_existing(out, force, WRITTEN)
    elif geometry is not None:
        finding = Finding("--geometry", None, "", str(geometry), "is for the map of the report", "add --out DIR")
        raise InvalidInputError("the options", [finding])
    one, other = (load_sound_run(run, REMEDY, lang) for run in (before, after))
    found = set_against(one, other, _names(before, after))
    language = lang or found.after.instance.settings.language
    if out is not None:
        outlines = outlines_in(geometry, found.after.instance.municipalities, language)
        write_whole(out, partial(_write_difference, found, language, outlines), replace=force)
    if as_json:
        say_json(record_difference(found))
        return
    _tell_difference(DifferenceSummary(found, language))
    if out is not None:
        typer.echo()
        say_paragraph(phrase("difference written", language, folder=out))


def _names(before: Path, after: Path) -> tuple[str, str]:
    """Return what the runs are called: by their folders, or by their whole paths where these are called alike."""
    one, other = before.resolve().name, after.resolve().name
    return (one, other) if one != other else (str(before), str(after))


def _tell_difference(summary: DifferenceSummary) -> None:
    say_all([*summary.tell_answer(), *summary.tell_changes()])
    _show_table(summary, summary.tell_terms(), fill_terms(summary, summary.difference))
    _show_table(summary, summary.say("difference by municipality"), fill_payments(summary, summary.difference))


def _show_table(summary: DifferenceSummary, told: str, filled: FilledTable) -> None:
    """Show a table under what is told of it; nothing where there are no rows."""
    if filled.rows:
        typer.echo()
        say_paragraph(told)
        say_rows(write_lines(filled, summary.numbers))


def _write_difference(found: PlanDifference, language: Language, outlines: Outlines | None, folder: Path) -> None:
    save_difference(found, folder)
    write_documents(found, folder, language, outlines)
