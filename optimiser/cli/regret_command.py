"""`optimiser regret`: structures decided today, tried in every future."""

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
from optimiser.report.summaries.regret import RegretSummary
from optimiser.report.tables.table import write_lines
from optimiser.sensitivity.regret import Regret
from optimiser.studies.regret import regret as try_structures
from optimiser.studies.runner.dispatch import Failure


@with_solver_options()
def regret(
    instance: InstancePath,
    structure: Annotated[
        list[str],
        typer.Option(
            "--structure", metavar="S", help="System or structure to decide on; at least two.", show_default=False
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            metavar="DIR", help="Folder for the regrets; what is solved there already is kept.", show_default=False
        ),
    ],
    future: Annotated[
        list[str] | None,
        typer.Option(
            "--future", metavar="F", help="Future to try them in; repeatable. All of the instance if not given."
        ),
    ] = None,
    scenario: ScenarioPaths = None,
    overrides: Overrides = None,
    options: SolverOptions | None = None,
    workers: Workers = None,
    scheduler: Scheduler = None,
    yes: Annotated[bool, typer.Option("--yes", help="Solve also where it is more than 1,000 solves.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print regret.json and the tables instead of sentences.")
    ] = False,
    lang: LanguageOption = None,
) -> None:
    """Decide each structure as of today, and see what it costs in every future: which is regretted least?

    Each solve is kept as soon as it ends. After Ctrl-C the same command goes on where it stopped. Exit codes:
    0 solved, 1 a plan failed the independent check, 2 invalid input, 3 no structure has a plan, 5 the solver failed
    or the scheduler is gone, 130 stopped by Ctrl-C.
    """
    call = partial(
        try_structures,
        instance,
        out,
        structures=structure,
        futures=future or (),
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
        say_json(_as_json(found))
    else:
        _tell(RegretSummary(found, lines.spoken), failures, out)
    leave(failures, planned=bool(found.costs["cost_kr"].notna().any()))


def _as_json(found: Regret) -> dict[str, object]:
    """What regret.json holds, and the rows of the tables; what has no value is null."""
    frames = {"table": found.table, "costs": found.costs}
    rows = {name: rows_of(frame) for name, frame in frames.items()}
    return {**found.record, **rows}


def _tell(summary: RegretSummary, failures: Mapping[str, Failure], out: Path) -> None:
    language = summary.language
    typer.echo()
    say_all(summary.answer())
    say_all(told_failures(failures, language))
    for table in summary.fill_tables():
        typer.echo()
        typer.echo("\n".join(aligned(write_lines(table, summary.numbers))))
    typer.echo()
    say_all(summary.futures())
    typer.echo()
    say(phrase("regret legend", language))
    say(phrase("rounded", language))
    seconds = Numbers(language).plain(summary.regret.record["seconds"], 1)
    say(phrase("regret done", language, folder=out, seconds=seconds))
