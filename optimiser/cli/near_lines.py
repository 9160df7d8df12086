"""Plans near the best, for `optimiser solve --alternatives`: found, kept and told."""

from pathlib import Path

import typer

from optimiser.alternatives.asking import AlternativesRequest
from optimiser.alternatives.near_optimal import NearOptimal, near_optimal
from optimiser.cli.progress import ProgressLines
from optimiser.cli.terminal import align_columns, say_all, say_paragraph
from optimiser.data.run_tables import ALTERNATIVES_FOLDER
from optimiser.data.settings import Language
from optimiser.report.phrases import phrase
from optimiser.report.summaries.alternatives import NearSummary
from optimiser.report.tables.alternatives import fill_plans
from optimiser.report.tables.table import write_lines
from optimiser.result.result import Result
from optimiser.solver.monitor import Progress
from optimiser.studies.alternatives_folder import save_alternatives


def near_found(best: Result, wanted: AlternativesRequest, folder: Path, watcher: Language | None) -> NearOptimal:
    """The plans asked for, kept in the run folder of the best; progress is told in a language where one watches."""
    lines: dict[int, ProgressLines] = {}

    def report(number: int, progress: Progress) -> None:
        if watcher is not None:
            if number not in lines:
                say_paragraph(phrase("near searching", watcher, number=number, count=wanted.count), error=True)
                lines[number] = ProgressLines(watcher)
            lines[number](progress)

    near = near_optimal(best, wanted.count, within=wanted.within, report=report)
    save_alternatives(near, folder)
    return near


def tell_near(summary: NearSummary, folder: Path) -> None:
    """How many plans there are, side by side; why the search ended; what is settled and what is not."""
    typer.echo()
    say_paragraph(summary.tell_found())
    rows = write_lines(fill_plans(summary), summary.numbers)
    if rows:
        typer.echo()
        typer.echo("\n".join(align_columns(rows)))
        typer.echo()
        say_all(summary.tell_notes())
    say_paragraph(summary.tell_ending())
    say_all(summary.tell_settled())
    say_paragraph(summary.tell_definition())
    if rows:
        say_paragraph(phrase("near folder", summary.language, folder=folder / ALTERNATIVES_FOLDER))
