"""`optimiser compare`: systems side by side."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from optimiser.cli.arguments import (
    NOTHING_ASKED,
    ChangesAsked,
    Geometry,
    InstancePath,
    LanguageOption,
    Scheduler,
    WorkersOption,
    outlines_in,
    with_changes,
    with_csv,
    with_solver_options,
)
from optimiser.cli.study_options import ForceAll, MadeStudy, make_study
from optimiser.cli.terminal import say_all, say_json, say_paragraph, say_rows
from optimiser.comparison.roadmap_comparison import RoadmapComparison
from optimiser.data.read import read
from optimiser.data.settings import SolverOptions
from optimiser.report.localizer import Localizer, Numbers, phrase
from optimiser.report.summaries.comparison import ComparisonSummary, name_cases
from optimiser.report.summaries.roadmap_comparison import RoadmapComparisonSummary
from optimiser.report.tables.cases import rank_cases
from optimiser.report.tables.from_base import fill_from_base
from optimiser.report.tables.roadmap_comparison import fill_against_base, fill_roadmaps
from optimiser.report.tables.table import FilledTable, write_lines
from optimiser.studies.compare import AnyComparison
from optimiser.studies.compare import compare as compare_cases

AnySummary = ComparisonSummary | RoadmapComparisonSummary
MOST_TOLD = 4
"""Cases that are each told of in a sentence; of more, the report has them."""


@with_csv
@with_solver_options()
@with_changes
def compare(
    instance: InstancePath,
    out: Annotated[
        Path,
        typer.Option(
            metavar="DIR", help="Folder for the comparison; what is already solved there is kept.", show_default=False
        ),
    ],
    structure: Annotated[
        list[str] | None,
        typer.Option("--structure", metavar="S", help="System or structure to compare; repeatable. If not given, all."),
    ] = None,
    changes: ChangesAsked = NOTHING_ASKED,
    options: SolverOptions | None = None,
    workers: WorkersOption = None,
    scheduler: Scheduler = None,
    force: ForceAll = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print comparison.json instead of sentences.")] = False,
    geometry: Geometry = None,
    lang: LanguageOption = None,
) -> None:
    """Solve several systems and compare them: which is cheapest, by how much, and what is proven.

    Each case is saved as soon as it is solved; after Ctrl-C the same command continues from there. With scenarios,
    each system is solved without one and under each of them. Of an instance with years each system is planned over all
    of them: what they cost together, what is invested, and what opens when. Exit codes: 0 compared, 1 a plan failed the
    independent check, 2 invalid input, 3 no system has a plan, 5 the solver failed or the scheduler is gone, 130
    stopped with Ctrl-C.
    """
    outlines = None
    if geometry:
        checked = read(instance, overrides=changes["overrides"])
        outlines = outlines_in(geometry, checked.municipalities, lang or checked.settings.language)
    call = partial(
        compare_cases,
        instance,
        out,
        structures=structure or (),
        **changes,
        force=force,
        options=options,
    )
    made = make_study(
        call,
        out,
        lang,
        by=(workers, scheduler),
        quiet=as_json,
        header="cases header",
        outlines=outlines,
    )
    if as_json:
        say_json(made.found.record)
    else:
        _tell_comparison(made, out)
    made.exit_with_status(planned=bool(made.found.planned))


def _tell_comparison(made: MadeStudy[AnyComparison], out: Path) -> None:
    language, found = made.language, made.found
    typer.echo()
    if isinstance(found, RoadmapComparison):
        roadmaps = RoadmapComparisonSummary(name_cases(found, Localizer(language)), language)
        _tell_order(roadmaps, fill_roadmaps(roadmaps))
        _tell_table(roadmaps, fill_against_base(roadmaps))
        ending = "roadmaps compared"
    else:
        summary = ComparisonSummary(name_cases(found, Localizer(language)), language)
        _tell_order(summary, rank_cases(summary) if found.results else None)
        filled = fill_from_base(summary, summary.differences.values())
        _tell_table(summary, filled)
        if 0 < len(filled.rows) <= MOST_TOLD:
            typer.echo()
            say_all(summary.tell_changes())
        ending = "compared"
    say_all(made.tell_failures())
    typer.echo()
    seconds = (found.record[name] for name in ("seconds", "solve_seconds"))
    wall, solves = (Numbers(language).plain(each, 1) for each in seconds)
    say_paragraph(phrase(ending, language, folder=out, wall=wall, solves=solves))


def _tell_order(summary: AnySummary, table: FilledTable | None) -> None:
    """The cases as a table, the cheapest first, and what is said of their order."""
    if table is not None:
        say_rows(write_lines(table, summary.numbers))
        typer.echo()
        say_all(summary.tell_legend())
        typer.echo()
    say_all(summary.tell_answer())
    say_all(summary.not_proven())
    say_all(summary.without_plan())


def _tell_table(summary: AnySummary, against_base: FilledTable) -> None:
    """What is otherwise in each case than in its base, as a table."""
    if against_base.rows:
        typer.echo()
        say_paragraph(summary.tell_base())
        say_rows(write_lines(against_base, summary.numbers))
