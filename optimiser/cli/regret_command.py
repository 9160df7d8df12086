"""`optimiser regret`: structures decided today, tried in every future."""

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
    WorkersOption,
    with_changes,
    with_csv,
    with_solver_options,
)
from optimiser.cli.study_options import MadeStudy, Yes, make_study, rows_of
from optimiser.cli.terminal import say_all, say_json, say_paragraph, say_rows
from optimiser.data.settings import SolverOptions
from optimiser.report.localizer import Localizer, Numbers, phrase
from optimiser.report.summaries.regret import RegretSummary, name_structures
from optimiser.report.tables.table import write_lines
from optimiser.sensitivity.regret import Regret
from optimiser.studies.regret import regret as try_structures


@with_csv
@with_solver_options()
@with_changes
def regret(
    instance: InstancePath,
    structure: Annotated[
        list[str],
        typer.Option(
            "--structure", metavar="S", help="System or structure to decide on; give at least two.", show_default=False
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            metavar="DIR", help="Folder for the regrets; what is already solved there is kept.", show_default=False
        ),
    ],
    future: Annotated[
        list[str] | None,
        typer.Option(
            "--future",
            metavar="F",
            help="Future to try them in; repeatable. If not given, all futures of the instance.",
        ),
    ] = None,
    first_step: Annotated[
        int | None,
        typer.Option(
            "--first-step",
            metavar="YEARS",
            min=1,
            help="Of an instance with years: how many the first step takes, which is decided on today's figures and "
            "held in every future. If not given, the first year.",
            show_default=False,
        ),
    ] = None,
    changes: ChangesAsked = NOTHING_ASKED,
    options: SolverOptions | None = None,
    workers: WorkersOption = None,
    scheduler: Scheduler = None,
    yes: Yes = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print regret.json and the tables instead of sentences.")
    ] = False,
    lang: LanguageOption = None,
) -> None:
    """Decide each structure on today's figures, and see what it costs in every future: which is regretted least?

    Of an instance with years the first step alone is decided, and the later years are planned anew in each future.
    Each solve is saved as soon as it ends; after Ctrl-C the same command continues from there. Exit codes: 0 solved, 1
    a plan failed the independent check, 2 invalid input, 3 no structure has a plan, 5 the solver failed or the
    scheduler is gone, 130 stopped with Ctrl-C.
    """
    call = partial(
        try_structures,
        instance,
        out,
        structures=structure,
        futures=future or (),
        first_step=first_step,
        **changes,
        many=yes,
        options=options,
    )
    made = make_study(call, out, lang, by=(workers, scheduler), quiet=as_json)
    if as_json:
        tables = {"table": made.found.table, "costs": made.found.costs}
        say_json({**made.found.record, **{name: rows_of(table) for name, table in tables.items()}})
    else:
        _tell_regret(made, out)
    made.exit_with_status(planned=bool(made.found.costs["cost_kr"].notna().any()))


def _tell_regret(made: MadeStudy[Regret], out: Path) -> None:
    language = made.language
    summary = RegretSummary(name_structures(made.found, Localizer(language)), language)
    typer.echo()
    say_all(summary.tell_answer())
    say_all(made.tell_failures())
    for table in summary.fill_tables():
        typer.echo()
        say_rows(write_lines(table, summary.numbers))
    typer.echo()
    say_all(summary.tell_futures())
    typer.echo()
    say_paragraph(summary.tell_legend())
    say_paragraph(phrase("rounded", language))
    seconds = Numbers(language).plain(made.found.record["seconds"], 1)
    say_paragraph(phrase("regret done", language, folder=out, seconds=seconds))
