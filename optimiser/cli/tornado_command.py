"""`optimiser tornado`: which assumptions carry the answer, and where it switches."""

import json
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
from optimiser.data.settings import Language, SolverOptions
from optimiser.report.documents import write_documents
from optimiser.report.numbers import Numbers
from optimiser.report.phrases import phrase
from optimiser.report.summaries.tornado import TornadoSummary
from optimiser.report.tables.table import write_lines
from optimiser.sensitivity.tornado import Tornado
from optimiser.studies.runner.dispatch import Failure
from optimiser.studies.tornado import KIND, TOLERANCE
from optimiser.studies.tornado import tornado as move_assumptions


@with_solver_options()
def tornado(
    instance: InstancePath,
    out: Annotated[
        Path,
        typer.Option(
            metavar="DIR", help="Folder for the tornado; what is solved there already is kept.", show_default=False
        ),
    ],
    structure: Annotated[
        list[str] | None,
        typer.Option(
            "--structure",
            metavar="S",
            help="System or structure to use; repeatable: the cheapest is recommended, and --switch tells where"
            " another gets cheaper.",
        ),
    ] = None,
    scenario: ScenarioPaths = None,
    overrides: Overrides = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only", metavar="NAME", help="Move only this assumption; repeatable. All with a range if not given."
        ),
    ] = None,
    switch: Annotated[
        bool, typer.Option("--switch", help="Find also the value at which the recommended plan stops being the best.")
    ] = False,
    tolerance: Annotated[
        float,
        typer.Option(metavar="SHARE", help="How near to bring the two sides of a switch, as a share of the range."),
    ] = TOLERANCE,
    options: SolverOptions | None = None,
    workers: Workers = None,
    scheduler: Scheduler = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print tornado.json and the tables instead of sentences.")
    ] = False,
    lang: LanguageOption = None,
) -> None:
    """Move each assumption to the low and the high end of its range, one at a time: which does the cost rest on?

    At each end the best plan is found anew, and the recommended plan is priced as it is: the difference is what it
    is worth to adapt. Each solve is kept as soon as it ends. After Ctrl-C the same command goes on where it stopped.
    Exit codes: 0 solved, 1 a plan failed the independent check, 2 invalid input, 3 there is no plan, 5 the solver
    failed or the scheduler is gone, 130 stopped by Ctrl-C.
    """
    call = partial(
        move_assumptions,
        instance,
        out,
        structure=structure or (),
        scenarios=scenario or (),
        overrides=overrides or (),
        only=only or (),
        switch=switch,
        tolerance=tolerance,
        command=["optimiser", *sys.argv[1:]],
        options=options,
    )
    found: Tornado | None  # none where no base plan was found, as all failed
    with who_solves(workers, scheduler) as (solving, count):
        lines = SolveLines(lang, count, watched=is_watched(), quiet=as_json)
        with ending_in_words(lines, out):
            found, failures = made_and_failed(partial(call, workers=solving, report=lines))
            if found:
                write_documents(found, out, lines.spoken)
    if as_json:
        say_json(_as_json(found, out))
    else:
        if found:
            _tell(TornadoSummary(found, lines.spoken))
        _tell_end(failures, lines.spoken, out)
    leave(failures, planned=found is not None and found.has_plan)


def _record(out: Path) -> dict[str, object]:
    record: dict[str, object] = json.loads((out / f"{KIND}.json").read_text(encoding="utf-8"))
    return record


def _as_json(found: Tornado | None, out: Path) -> dict[str, object]:
    """What tornado.json holds, and the rows of the tables; what has no value is null."""
    switching = found.switching if found else None
    tables = {"table": found.table if found else None, "switch_values": switching.table if switching else None}
    return {**_record(out), **{name: None if table is None else rows_of(table) for name, table in tables.items()}}


def _tell(summary: TornadoSummary) -> None:
    typer.echo()
    say_all(summary.answer())
    if summary.tornado.has_plan:
        typer.echo()
        typer.echo("\n".join(aligned(write_lines(summary.fill_table(), summary.numbers))))
        typer.echo()
        say_all(summary.legend())
    if summary.tornado.switching is not None:
        typer.echo()
        say_all(summary.switches())


def _tell_end(failures: Mapping[str, Failure], language: Language, out: Path) -> None:
    say_all(told_failures(failures, language))
    typer.echo()
    seconds = Numbers(language).plain(float(str(_record(out)["seconds"])), 1)
    say(phrase("tornado done", language, folder=out, seconds=seconds))
