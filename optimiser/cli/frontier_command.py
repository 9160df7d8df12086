"""`optimiser frontier`: what a better value of a measure costs, at every level of it."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from optimiser.cli.arguments import (
    NOTHING_ASKED,
    ChangesAsked,
    InstancePath,
    LanguageOption,
    Scheduler,
    StructureName,
    WorkersOption,
    with_changes,
    with_csv,
    with_solver_options,
)
from optimiser.cli.study_options import MadeStudy, Yes, make_study, rows_of
from optimiser.cli.terminal import say_all, say_json, say_paragraph, say_rows
from optimiser.data.settings import SolverOptions
from optimiser.report.localizer import Numbers, phrase
from optimiser.report.summaries.frontier import FrontierSummary
from optimiser.report.tables.table import write_lines
from optimiser.sensitivity.frontier import Frontier
from optimiser.studies.frontier import frontier as solve_frontier


@with_csv
@with_solver_options()
@with_changes
def frontier(
    instance: InstancePath,
    kpi: Annotated[
        str,
        typer.Option(
            "--kpi",
            metavar="K",
            help="A KPI of the instance, e.g. resolution; or entry-points, hosts or virtual-centres.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            metavar="DIR", help="Folder for the frontier; what is already solved there is kept.", show_default=False
        ),
    ],
    points: Annotated[
        int,
        typer.Option(
            "--points", help="Number of points: the plan without a target, the best value, and points between."
        ),
    ] = 8,
    structure: StructureName = None,
    changes: ChangesAsked = NOTHING_ASKED,
    options: SolverOptions | None = None,
    workers: WorkersOption = None,
    scheduler: Scheduler = None,
    yes: Yes = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print frontier.json and the table instead of sentences.")
    ] = False,
    lang: LanguageOption = None,
) -> None:
    """Solve with one target after another for a KPI, or for a limit, and tabulate what each costs.

    Each solve is saved as soon as it ends; after Ctrl-C the same command continues from there. Exit codes: 0 solved, 1
    a plan failed the independent check, 2 invalid input, 3 there is no plan even without a target, 5 the solver failed
    or the scheduler is gone, 130 stopped with Ctrl-C.
    """
    call = partial(
        solve_frontier,
        instance,
        out,
        kpi=kpi,
        points=points,
        structure=structure,
        **changes,
        many=yes,
        options=options,
    )
    made = make_study(call, out, lang, by=(workers, scheduler), quiet=as_json)
    if as_json:
        say_json({**made.found.record, "table": rows_of(made.found.table)})
    else:
        _tell_frontier(made, out)
    made.exit_with_status(planned=not made.found.planned.empty)


def _tell_frontier(made: MadeStudy[Frontier], out: Path) -> None:
    language, summary = made.language, FrontierSummary(made.found, made.language)
    typer.echo()
    say_all(summary.tell_answer())
    say_all(made.tell_failures())
    typer.echo()
    if made.found.free is not None:
        say_rows(write_lines(summary.fill_table(starred=True), summary.numbers))
        typer.echo()
        say_all(summary.tell_legend())
    seconds = Numbers(language).plain(made.found.record["seconds"], 1)
    say_paragraph(phrase("frontier done", language, folder=out, seconds=seconds))
