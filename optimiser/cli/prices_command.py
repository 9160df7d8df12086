"""`optimiser prices`: what each wish, lock and rule of policy costs the country."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from optimiser.cli.arguments import LanguageOption, Scheduler, WorkersOption, with_csv, with_solver_options
from optimiser.cli.sound_run import load_sound_run
from optimiser.cli.study_options import ForceAll, MadeStudy, make_study
from optimiser.cli.terminal import say_all, say_json, say_paragraph, say_rows
from optimiser.comparison.requirement_prices import RequirementPrices
from optimiser.data.settings import SolverOptions
from optimiser.report.localizer import phrase
from optimiser.report.summaries.requirement_prices import RequirementPriceSummary
from optimiser.report.tables.table import write_lines
from optimiser.studies.prices import prices as price_requirements


@with_csv
@with_solver_options()
def prices(
    run: Annotated[
        Path, typer.Argument(metavar="RUN", help="Folder of a run with a plan, as solve wrote it.", show_default=False)
    ],
    out: Annotated[
        Path,
        typer.Option(
            metavar="DIR", help="Folder for the prices; what is already solved there is kept.", show_default=False
        ),
    ],
    everything: Annotated[
        bool, typer.Option("--all", help="Price the law and the limits of single centres too: many more solves.")
    ] = False,
    options: SolverOptions | None = None,
    workers: WorkersOption = None,
    scheduler: Scheduler = None,
    force: ForceAll = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print prices.json instead of sentences.")] = False,
    lang: LanguageOption = None,
) -> None:
    """Find what each wish, lock and rule of policy costs the country, by solving again without it.

    Each solve begins from the plan of the run. Exit codes: 0 priced, 1 a plan failed the independent check, 2 invalid
    input, or nothing is required that can be taken away, 5 the solver failed or the scheduler is gone, 130 stopped with
    Ctrl-C.
    """
    result = load_sound_run(run, "solve it first", lang)
    call = partial(price_requirements, result, out, everything=everything, force=force, options=options)
    made: MadeStudy[RequirementPrices | None] = make_study(
        call, out, lang, by=(workers, scheduler), quiet=as_json, header="requirements header"
    )
    if as_json and made.found is not None:
        say_json(made.found.record)
    else:
        _tell_answer(made, out)
    made.exit_with_status(planned=made.found is not None)


def _tell_answer(made: MadeStudy[RequirementPrices | None], out: Path) -> None:
    typer.echo()
    if made.found is not None:
        summary = RequirementPriceSummary(made.found, made.language)
        say_all(summary.tell_answer())
        typer.echo()
        say_rows(write_lines(summary.fill_table(), summary.numbers))
        typer.echo()
        say_all(summary.tell_legend())
    say_all(made.tell_failures())
    if made.found is not None:
        typer.echo()
        say_paragraph(phrase("requirements folder", made.language, folder=out))
