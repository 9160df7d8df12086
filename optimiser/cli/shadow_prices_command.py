"""`optimiser shadow-prices`: what one point more of each target costs."""

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
from optimiser.cli.study_options import ForceAll, MadeStudy, make_study
from optimiser.cli.terminal import EXIT_INFEASIBLE, EXIT_NOTHING_FOUND, say_all, say_json, say_paragraph, say_rows
from optimiser.comparison.shadow_prices import ShadowPrices
from optimiser.data.settings import SolverOptions
from optimiser.report.localizer import phrase
from optimiser.report.summaries.result import Summary
from optimiser.report.summaries.shadow_prices import PriceSummary
from optimiser.report.tables.table import write_lines
from optimiser.studies.shadow_prices import shadow_prices as price_targets


@with_csv
@with_solver_options()
@with_changes
def shadow_prices(
    instance: InstancePath,
    out: Annotated[
        Path,
        typer.Option(
            metavar="DIR", help="Folder for the prices; what is already solved there is kept.", show_default=False
        ),
    ],
    structure: StructureName = None,
    changes: ChangesAsked = NOTHING_ASKED,
    points: Annotated[
        float,
        typer.Option(
            min=1e-6,
            max=0.5,
            help="How much stricter: added to a share, e.g. 0.01; other targets by that part of their size.",
        ),
    ] = 0.01,
    options: SolverOptions | None = None,
    workers: WorkersOption = None,
    scheduler: Scheduler = None,
    force: ForceAll = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print shadow_prices.json instead of sentences.")] = False,
    lang: LanguageOption = None,
) -> None:
    """Find what one point more of each target costs, by solving again with one target at a time made stricter.

    The targets are those of the KPIs, and the share of contacts that centres answer in time. Exit codes: 0 priced, 1 a
    plan failed the independent check, 2 invalid input or no target, 3 no plan meets the targets as they are, 4 no plan
    was found in time, 5 the solver failed or the scheduler is gone, 130 stopped with Ctrl-C.
    """
    call = partial(
        price_targets,
        instance,
        out,
        points=points,
        structure=structure,
        **changes,
        force=force,
        options=options,
    )
    made: MadeStudy[ShadowPrices | None] = make_study(
        call, out, lang, by=(workers, scheduler), quiet=as_json, header="prices header"
    )
    priced = made.found is not None and made.found.now.has_plan
    if as_json and made.found is not None and priced:
        say_json(made.found.record)
    else:
        _tell_answer(made, out)
    infeasible = made.found is not None and made.found.now.status == "infeasible"
    made.exit_with_status(planned=priced, unplanned=EXIT_INFEASIBLE if infeasible else EXIT_NOTHING_FOUND)


def _tell_answer(made: MadeStudy[ShadowPrices | None], out: Path) -> None:
    typer.echo()
    if made.found is not None and made.found.now.has_plan:
        summary = PriceSummary(made.found, made.language)
        say_all(summary.tell_answer())
        typer.echo()
        say_rows(write_lines(summary.fill_table(), summary.numbers))
        typer.echo()
        say_all(summary.tell_legend())
        say_all(made.tell_failures())
        typer.echo()
        say_paragraph(phrase("prices folder", made.language, folder=out))
        return
    if made.found is not None:
        say_all(Summary(made.found.now, made.language).tell_failure())
    say_all(made.tell_failures())
