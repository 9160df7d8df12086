"""`optimiser shadow-prices`: what one point more of each target costs."""

import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from optimiser.cli.arguments import (
    InstancePath,
    LanguageOption,
    Overrides,
    ScenarioPaths,
    Scheduler,
    StructureName,
    Workers,
)
from optimiser.cli.case_lines import CaseLines
from optimiser.cli.exits import EXIT_INFEASIBLE, EXIT_NOTHING_FOUND
from optimiser.cli.many_options import ending_in_words, leave, told_failures, who_solves
from optimiser.cli.solver_option_group import with_solver_options
from optimiser.cli.terminal import aligned, is_watched, say, say_all
from optimiser.data.settings import SolverOptions
from optimiser.report.phrases import phrase
from optimiser.report.summaries.result import Summary
from optimiser.report.summaries.shadow_prices import PriceSummary
from optimiser.report.tables.table import write_lines
from optimiser.studies.run_store import PRICE_FILES
from optimiser.studies.shadow_prices import Priced, Question
from optimiser.studies.shadow_prices import shadow_prices as price_targets


@with_solver_options()
def shadow_prices(
    instance: InstancePath,
    out: Annotated[
        Path,
        typer.Option(
            metavar="DIR", help="Folder for the prices; what is solved there already is kept.", show_default=False
        ),
    ],
    structure: StructureName = None,
    scenario: ScenarioPaths = None,
    overrides: Overrides = None,
    points: Annotated[
        float,
        typer.Option(min=1e-6, max=0.5, help="How much stricter: added to a share, e.g. 0.01; of other targets 1 %."),
    ] = 0.01,
    options: SolverOptions | None = None,
    workers: Workers = None,
    scheduler: Scheduler = None,
    force: Annotated[
        bool, typer.Option("--force", help="Solve all again, and replace what DIR holds of another instance.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print shadow_prices.json instead of sentences.")] = False,
    lang: LanguageOption = None,
) -> None:
    """Find what one point more of each target costs, by solving again with one target at a time made stricter.

    Targets are those of KPIs, and the share of contacts that centres answer in time. Exit codes: 0 priced, 1 a plan
    failed the independent check, 2 invalid input or no target, 3 no plan meets the targets as they are, 4 none
    was found in time, 5 the solver failed or the scheduler is gone, 130 stopped by Ctrl-C.
    """
    question = Question(instance, structure, scenario or (), overrides or (), points)
    call = partial(
        price_targets,
        question,
        out,
        force=force,
        command=["optimiser", *sys.argv[1:]],
        options=options,
    )
    with who_solves(workers, scheduler) as (solving, count):
        lines = CaseLines(lang, count, watched=is_watched(), quiet=as_json, header="prices header")
        with ending_in_words(lines, out):
            priced = call(workers=solving, report=lines)
    if as_json and priced.prices:
        typer.echo((out / PRICE_FILES[0]).read_text(encoding="utf-8"), nl=False)
    else:
        _tell(priced, lines, points, out)
    _leave(priced)


def _tell(priced: Priced, lines: CaseLines, points: float, out: Path) -> None:
    typer.echo()
    if priced.prices:
        _tell_prices(PriceSummary(priced.prices, points, lines.spoken))
    elif priced.now:
        say_all(Summary(priced.now, lines.spoken).failure())
    say_all(told_failures(priced.failures, lines.spoken))
    if priced.prices:
        typer.echo()
        say(phrase("prices folder", lines.spoken, folder=out))


def _tell_prices(summary: PriceSummary) -> None:
    say_all(summary.answer())
    typer.echo()
    typer.echo("\n".join(aligned(write_lines(summary.fill_table(), summary.numbers))))
    typer.echo()
    say_all(summary.legend())


def _leave(priced: Priced) -> None:
    infeasible = priced.now is not None and priced.now.status == "infeasible"
    unplanned = EXIT_INFEASIBLE if infeasible else EXIT_NOTHING_FOUND
    leave(priced.failures, planned=priced.prices is not None, unplanned=unplanned)
