"""`optimiser share`: what each municipality pays by each rule, who would leave, and who compensates whom."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from optimiser.cli.arguments import (
    Geometry,
    LanguageOption,
    Scheduler,
    WorkersOption,
    outlines_in,
    with_csv,
    with_solver_options,
)
from optimiser.cli.sound_run import load_sound_run
from optimiser.cli.study_options import ForceSolves, MadeStudy, make_study
from optimiser.cli.terminal import say_all, say_json, say_paragraph, say_rows
from optimiser.data.cells import read_share
from optimiser.data.findings import Finding, InvalidInputError, fault_of_path
from optimiser.data.roadmap_tables import ROADMAP_FILE
from optimiser.data.settings import SolverOptions
from optimiser.report.localizer import phrase
from optimiser.report.summaries.sharing import SharingSummary
from optimiser.report.tables.table import write_lines
from optimiser.sharing.outcome import SharingOutcome
from optimiser.studies.share import EFFORT
from optimiser.studies.share import share as share_cost


@with_csv
@with_solver_options()
def share(
    run: Annotated[
        Path, typer.Argument(metavar="RUN", help="Folder of a run with a plan, as solve wrote it.", show_default=False)
    ],
    out: Annotated[
        Path,
        typer.Option(
            metavar="DIR", help="Folder for what each pays; what is already solved there is kept.", show_default=False
        ),
    ],
    rules: Annotated[
        list[str] | None,
        typer.Option(
            "--rule",
            metavar="R",
            help="Rule by which the cost is divided, as in policy.allocation; repeatable. If not given, those that "
            "need the plan alone, the least core, and the one that the instance chooses.",
        ),
    ] = None,
    at_least_less: Annotated[
        str | None,
        typer.Option(
            metavar="SHARE",
            help="How much less than today compensation makes each pay: 1% or 0.01; if not given, 0.",
        ),
    ] = None,
    without_groups: Annotated[
        bool,
        typer.Option("--without-groups", help="Do not ask what groups would pay by themselves: nothing is solved."),
    ] = False,
    objections: Annotated[
        int, typer.Option(min=1, help="Maximum number of groups that object to seek for one rule.")
    ] = EFFORT.objections,
    groups: Annotated[
        int,
        typer.Option(min=2, help="Groups whose costs the Shapley value of more than ten municipalities follows from."),
    ] = EFFORT.groups,
    decide_core: Annotated[
        bool,
        typer.Option(
            "--decide-core", help="End the search of the least core once it is known whether the core is empty."
        ),
    ] = False,
    consents: Annotated[
        bool,
        typer.Option(
            "--consents", help="Also find what the others lose if a host or a shared centre leaves: a solve each."
        ),
    ] = False,
    options: SolverOptions | None = None,
    workers: WorkersOption = None,
    scheduler: Scheduler = None,
    force: ForceSolves = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print share.json instead of sentences.")] = False,
    geometry: Geometry = None,
    lang: LanguageOption = None,
) -> None:
    """Divide the cost of a plan among municipalities by several rules, and find who would gain by leaving.

    Tells what each pays and saves, the group that would gain most by planning for itself, whether any payments keep
    all, and the least that must change hands so that nobody pays more than today. Exit codes: 0 shared, 1 the check
    found a breach, 2 invalid input, 5 the solver failed or the scheduler is gone, 130 stopped with Ctrl-C.
    """
    if (run / ROADMAP_FILE).is_file():
        rule = "is a plan over years, and only the cost of one year can be shared"
        remedy = "name the plan of one of its years: RUN/years/YEAR"
        raise InvalidInputError(str(run), [fault_of_path(run, rule, remedy)])
    result = load_sound_run(run, "solve it first", lang)
    outlines = outlines_in(geometry, result.instance.municipalities, lang or result.instance.settings.language)
    call = partial(
        share_cost,
        result,
        out,
        rules=rules or (),
        at_least_less=_read_less(at_least_less),
        ask_groups=not without_groups,
        objections=objections,
        groups=groups,
        decide_core=decide_core,
        consents=consents,
        force=force,
        options=options,
    )
    made: MadeStudy[SharingOutcome | None] = make_study(
        call, out, lang, by=(workers, scheduler), quiet=as_json, outlines=outlines
    )
    if as_json and made.found is not None:
        say_json(made.found.record)
    else:
        _tell_answer(made, out)
    made.exit_with_status(planned=made.found is not None)


def _read_less(text: str | None) -> float:
    """Raise InvalidInputError where it is no share; how large it may be is for the study to say."""
    share = 0.0 if text is None else read_share(text)
    if share is None:
        finding = Finding("--at-least-less", None, "", str(text), "must be a share", "e.g. 5% or 0.05")
        raise InvalidInputError("the options", [finding])
    return share


def _tell_answer(made: MadeStudy[SharingOutcome | None], out: Path) -> None:
    typer.echo()
    if made.found is not None:
        summary = SharingSummary(made.found, made.language)
        say_all(summary.tell_answer())
        typer.echo()
        say_rows(write_lines(summary.fill_rules(), summary.numbers))
        typer.echo()
        if summary.groups:
            say_paragraph(phrase("sharing legend", made.language))
        say_paragraph(phrase("rounded", made.language))
        say_all(summary.tell_notes())
    say_all(made.tell_failures())
    if made.found is not None:
        typer.echo()
        say_paragraph(phrase("sharing folder", made.language, folder=out))
