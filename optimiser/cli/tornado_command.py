"""`optimiser tornado`: which assumptions carry the answer, and where it switches."""

import json
from collections.abc import Mapping
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
from optimiser.cli.study_options import MadeStudy, make_study, rows_of
from optimiser.cli.terminal import say_all, say_json, say_paragraph, say_rows
from optimiser.data.settings import SolverOptions
from optimiser.report.localizer import Numbers, phrase
from optimiser.report.summaries.tornado import TornadoSummary
from optimiser.report.tables.table import write_lines
from optimiser.sensitivity.tornado import Tornado
from optimiser.studies.tornado import TOLERANCE, TornadoStudy
from optimiser.studies.tornado import tornado as move_assumptions


@with_csv
@with_solver_options()
@with_changes
def tornado(
    instance: InstancePath,
    out: Annotated[
        Path,
        typer.Option(
            metavar="DIR", help="Folder for the tornado; what is already solved there is kept.", show_default=False
        ),
    ],
    structure: Annotated[
        list[str] | None,
        typer.Option(
            "--structure",
            metavar="S",
            help="System or structure to use; repeatable. The cheapest is then recommended, and --switch shows"
            " where another becomes cheaper.",
        ),
    ] = None,
    changes: ChangesAsked = NOTHING_ASKED,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only", metavar="NAME", help="Move only this assumption; repeatable. If not given, all that have a range."
        ),
    ] = None,
    switch: Annotated[
        bool, typer.Option("--switch", help="Also find the value at which the recommended plan stops being the best.")
    ] = False,
    tolerance: Annotated[
        float,
        typer.Option(metavar="SHARE", help="How close to bring the two sides of a switch, as a share of the range."),
    ] = TOLERANCE,
    options: SolverOptions | None = None,
    workers: WorkersOption = None,
    scheduler: Scheduler = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print tornado.json and the tables instead of sentences.")
    ] = False,
    lang: LanguageOption = None,
) -> None:
    """Move each assumption to the low and the high end of its range, one at a time: which ones does the cost depend on?

    At each end the best plan is found again, and the recommended plan is priced unchanged: the difference is what
    adapting is worth. Each solve is saved as soon as it ends; after Ctrl-C the same command continues from there. Exit
    codes: 0 solved, 1 a plan failed the independent check, 2 invalid input, 3 there is no plan, 5 the solver failed or
    the scheduler is gone, 130 stopped with Ctrl-C.
    """
    call = partial(
        move_assumptions,
        instance,
        out,
        structure=structure or (),
        **changes,
        only=only or (),
        switch=switch,
        tolerance=tolerance,
        options=options,
    )
    made: MadeStudy[Tornado | None] = make_study(call, out, lang, by=(workers, scheduler), quiet=as_json)
    if as_json:
        say_json(_list_entries(made.found, out))
    else:
        if made.found is not None:
            _tell_tornado(TornadoSummary(made.found, made.language))
        say_all(made.tell_failures())
        typer.echo()
        seconds = Numbers(made.language).plain(float(str(_read_record(made.found, out)["seconds"])), 1)
        say_paragraph(phrase("tornado done", made.language, folder=out, seconds=seconds))
    made.exit_with_status(planned=made.found is not None and made.found.has_plan)


def _read_record(found: Tornado | None, out: Path) -> Mapping[str, object]:
    """What tornado.json holds; also where no base plan was found, as all solves failed."""
    if found is not None:
        return found.record
    record: dict[str, object] = json.loads((out / TornadoStudy.record_name()).read_text(encoding="utf-8"))
    return record


def _list_entries(found: Tornado | None, out: Path) -> dict[str, object]:
    """What tornado.json holds, and the rows of the tables; what has no value is null."""
    switching = found.switching if found else None
    tables = {"table": found.table if found else None, "switch_values": switching.table if switching else None}
    rows = {name: None if table is None else rows_of(table) for name, table in tables.items()}
    return {**_read_record(found, out), **rows}


def _tell_tornado(summary: TornadoSummary) -> None:
    typer.echo()
    say_all(summary.tell_answer())
    if summary.tornado.has_plan:
        typer.echo()
        say_rows(write_lines(summary.fill_table(), summary.numbers))
        typer.echo()
        say_all(summary.tell_legend())
    if summary.tornado.switching is not None:
        typer.echo()
        say_all(summary.tell_switches())
