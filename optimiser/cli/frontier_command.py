"""`optimiser frontier`: what a better value of a measure costs, at every level of it."""

import sys
from collections.abc import Mapping
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
from optimiser.cli.many_options import ending_in_words, leave, made_and_failed, rows_of, told_failures, who_solves
from optimiser.cli.solve_lines import SolveLines
from optimiser.cli.solver_option_group import with_solver_options
from optimiser.cli.terminal import aligned, is_watched, say, say_all, say_json
from optimiser.data.settings import SolverOptions
from optimiser.report.documents import write_documents
from optimiser.report.numbers import Numbers
from optimiser.report.phrases import phrase
from optimiser.report.summaries.frontier import FrontierSummary
from optimiser.report.tables.table import write_lines
from optimiser.studies.frontier import frontier as solve_frontier
from optimiser.studies.runner.dispatch import Failure


@with_solver_options()
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
            metavar="DIR", help="Folder for the frontier; what is solved there already is kept.", show_default=False
        ),
    ],
    points: Annotated[
        int, typer.Option("--points", help="Points in all: the plan without a target, the best, and between.")
    ] = 8,
    structure: StructureName = None,
    scenario: ScenarioPaths = None,
    overrides: Overrides = None,
    options: SolverOptions | None = None,
    workers: Workers = None,
    scheduler: Scheduler = None,
    yes: Annotated[bool, typer.Option("--yes", help="Solve also where it is more than 1,000 solves.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print frontier.json and the table instead of sentences.")
    ] = False,
    lang: LanguageOption = None,
) -> None:
    """Solve with one target after the other on a KPI, or on a limit, and tabulate what each costs.

    Each solve is kept as soon as it ends. After Ctrl-C the same command goes on where it stopped. Exit codes:
    0 solved, 1 a plan failed the independent check, 2 invalid input, 3 there is no plan even without a target,
    5 the solver failed or the scheduler is gone, 130 stopped by Ctrl-C.
    """
    call = partial(
        solve_frontier,
        instance,
        out,
        kpi=kpi,
        points=points,
        structure=structure,
        scenarios=scenario or (),
        overrides=overrides or (),
        many=yes,
        command=["optimiser", *sys.argv[1:]],
        options=options,
    )
    with who_solves(workers, scheduler) as (solving, count):
        lines = SolveLines(lang, count, watched=is_watched(), quiet=as_json)
        with ending_in_words(lines, out):
            found, failures = made_and_failed(partial(call, workers=solving, report=lines))
            write_documents(found, out, lines.spoken)
    if as_json:
        rows = rows_of(found.table)
        say_json({**found.record, "table": rows})
    else:
        _tell(FrontierSummary(found, lines.spoken), failures, out)
    leave(failures, planned=not found.planned.empty)


def _tell(summary: FrontierSummary, failures: Mapping[str, Failure], out: Path) -> None:
    language = summary.language
    typer.echo()
    say_all(summary.answer())
    say_all(told_failures(failures, language))
    typer.echo()
    if summary.frontier.free is not None:
        typer.echo("\n".join(aligned(write_lines(summary.fill_table(starred=True), summary.numbers))))
        typer.echo()
        say_all(summary.legend())
    seconds = Numbers(language).plain(summary.frontier.record["seconds"], 1)
    say(phrase("frontier done", language, folder=out, seconds=seconds))
