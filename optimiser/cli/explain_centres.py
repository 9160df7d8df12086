"""`optimiser explain --centre`: why a centre is closed, and the subsidy at which it would open."""

from collections.abc import Sequence

import typer

from optimiser.cli.exits import EXIT_INTERRUPTED
from optimiser.cli.terminal import align_rows, say_all, say_json, say_paragraph
from optimiser.data.settings import Language, SolverOptions
from optimiser.explanation.again import ReportPriced
from optimiser.explanation.closed import CentreStatus, CentreStep, why_closed
from optimiser.explanation.finding import find_centres
from optimiser.report.phrases import phrase
from optimiser.report.summaries.closed_centres import ClosingSummary
from optimiser.report.tables.table import write_lines
from optimiser.result.result import Result


def explain_centres(
    result: Result, names: Sequence[str], report: ReportPriced, options: SolverOptions | None, language: Language | None
) -> None:
    """Explain centres of a run in sentences of a language, or as JSON where none is given."""
    closing = why_closed(result, find_centres(result.instance, names), report, options)
    if language is None:
        say_json(closing.as_record())
    else:
        _tell_centres(ClosingSummary(closing, language))
    if closing.interrupted:
        raise typer.Exit(EXIT_INTERRUPTED)


def _tell_centres(summary: ClosingSummary) -> None:
    for centre in summary.closing.centres:
        say_paragraph(summary.tell_opening(centre))
        for step in centre.steps:
            _tell_step(summary, centre, step)
    if any(step.asked != "close" for centre in summary.closing.centres for step in centre.steps):
        say_paragraph(phrase("closing legend", summary.language))
        say_paragraph(phrase("rounded", summary.language))
    if summary.closing.interrupted:
        say_paragraph(phrase("explain stopped", summary.language), error=True)


def _tell_step(summary: ClosingSummary, centre: CentreStatus, step: CentreStep) -> None:
    say_all(summary.tell_answer(centre, step))
    for filled in filter(None, (summary.fill_terms(step), summary.fill_movers(step))):
        typer.echo()
        typer.echo("\n".join(align_rows(write_lines(filled, summary.numbers))))
    typer.echo()
