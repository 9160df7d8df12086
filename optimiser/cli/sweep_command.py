"""`optimiser sweep`: one instance at many points."""

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
from optimiser.report.summaries.sweep import SweepSummary
from optimiser.report.tables.table import write_lines
from optimiser.sensitivity.sweep import Sweep
from optimiser.studies.sweep import sweep as sweep_points


@with_csv
@with_solver_options()
@with_changes
def sweep(
    instance: InstancePath,
    vary: Annotated[
        list[str],
        typer.Option(
            "--vary",
            metavar="NAME=LOW:HIGH:N",
            help="Parameter to vary: N values from LOW to HIGH, or a list: NAME=1,1.5,2, structure=five-regions,none,"
            " scenario=a.toml,b.toml. Repeatable; every combination is solved.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            metavar="DIR", help="Folder for the sweep; what is already solved there is kept.", show_default=False
        ),
    ],
    structure: StructureName = None,
    changes: ChangesAsked = NOTHING_ASKED,
    options: SolverOptions | None = None,
    workers: WorkersOption = None,
    scheduler: Scheduler = None,
    yes: Yes = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print sweep.json and the table instead of sentences.")
    ] = False,
    lang: LanguageOption = None,
) -> None:
    """Solve an instance for every combination of values, and tabulate cost, gain and forms: what changes the answer?

    Each solve is saved as soon as it ends; after Ctrl-C the same command continues from there. Exit codes: 0 solved, 1
    a plan failed the independent check, 2 invalid input, 3 no point has a plan, 5 the solver failed or the scheduler is
    gone, 130 stopped with Ctrl-C.
    """
    call = partial(
        sweep_points,
        instance,
        out,
        vary,
        structure=structure,
        **changes,
        many=yes,
        options=options,
    )
    made = make_study(call, out, lang, by=(workers, scheduler), quiet=as_json)
    if as_json:
        say_json({**made.found.record, "points": rows_of(made.found.table)})
    else:
        _tell_sweep(made, out)
    made.exit_with_status(planned=not made.found.planned.empty)


def _tell_sweep(made: MadeStudy[Sweep], out: Path) -> None:
    language, summary = made.language, SweepSummary(made.found, made.language)
    typer.echo()
    say_all(summary.tell_answer())
    say_all(made.tell_failures())
    typer.echo()
    if len(summary.sweep.planned):
        say_rows(write_lines(summary.fill_table(), summary.numbers))
        typer.echo()
        say_paragraph(summary.tell_legend())
        say_paragraph(phrase("rounded", language))
    seconds = Numbers(language).plain(made.found.record["seconds"], 1)
    say_paragraph(phrase("sweep done", language, folder=out, seconds=seconds))
