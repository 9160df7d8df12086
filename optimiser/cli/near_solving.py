"""Plans near the best, for `optimiser solve --alternatives`: found, kept and told.

What they take is imported where they are asked for: a solve alone needs none of it.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from optimiser.alternatives.request import AlternativesRequest
from optimiser.cli.progress import ProgressLines
from optimiser.cli.terminal import align_columns, say_all, say_paragraph
from optimiser.data.run_tables import ALTERNATIVES_FOLDER
from optimiser.data.settings import Language
from optimiser.report.localizer import phrase
from optimiser.report.tables.table import write_lines
from optimiser.result.result import Result
from optimiser.result.roadmap import RoadmapResult
from optimiser.solver.monitor import Progress

if TYPE_CHECKING:
    from optimiser.alternatives.near_optimal import Near


def near_found(
    best: Result | RoadmapResult, wanted: AlternativesRequest, folder: Path, watcher: Language | None
) -> "Near":
    """The plans asked for, kept in the run folder of the best; progress is told in a language where one watches."""
    from optimiser.alternatives.near_optimal import near_optimal
    from optimiser.alternatives.near_paths import near_paths
    from optimiser.studies.alternatives_folder import save_alternatives

    lines: dict[int, ProgressLines] = {}

    def report(number: int, progress: Progress) -> None:
        if watcher is not None:
            if number not in lines:
                say_paragraph(phrase("near searching", watcher, number=number, count=wanted.count), error=True)
                lines[number] = ProgressLines(watcher)
            lines[number](progress)

    near: Near
    if isinstance(best, Result):
        near = near_optimal(best, wanted.count, within=wanted.within, report=report)
    else:
        near = near_paths(best, wanted.count, within=wanted.within, report=report)
    save_alternatives(near, folder)
    return near


def near_entries(near: "Near") -> dict[str, Any]:
    """The record of the plans near the best, as it stands in its file."""
    from optimiser.studies.alternatives_folder import record_alternatives

    return record_alternatives(near)


def tell_near(near: "Near", language: Language, folder: Path) -> None:
    """How many plans there are, side by side; why the search ended; what is settled and what is not."""
    from optimiser.report.summaries.alternatives import NearSummary, fill_plans

    summary = NearSummary(near, language)
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
