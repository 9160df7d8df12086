"""`optimiser uncertainty`: between what the plan saves when all assumptions are uncertain at once."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from optimiser.cli.arguments import (
    NOTHING_ASKED,
    ChangesAsked,
    LanguageOption,
    Scheduler,
    StructureName,
    WorkersOption,
    with_changes,
    with_csv,
    with_solver_options,
)
from optimiser.cli.sound_run import load_sound_run
from optimiser.cli.study_options import MadeStudy, Yes, make_study, rows_of
from optimiser.cli.terminal import say_all, say_json, say_paragraph, say_rows
from optimiser.data.run_tables import RUN_FILE
from optimiser.data.settings import SolverOptions
from optimiser.report.localizer import Numbers, phrase
from optimiser.report.summaries.uncertainty import UncertaintySummary
from optimiser.report.tables.table import write_lines
from optimiser.sensitivity.uncertainty import Uncertainty
from optimiser.studies.uncertainty import uncertainty as draw_assumptions
from optimiser.studies.uncertainty_samples import ADAPTED, SAMPLES_ASKED


@with_csv
@with_solver_options()
@with_changes
def uncertainty(
    instance: Annotated[
        Path,
        typer.Argument(
            metavar="INSTANCE|RUN",
            help="An instance, whose best plan is held; or the folder of a run, whose plan is held.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            metavar="DIR", help="Folder for the analysis; what is already solved there is kept.", show_default=False
        ),
    ],
    structure: StructureName = None,
    changes: ChangesAsked = NOTHING_ASKED,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            metavar="NAME",
            help="Draw only this assumption; repeatable. If not given, all that have a range and must be found out.",
        ),
    ] = None,
    ranges: Annotated[
        list[str] | None,
        typer.Option(
            "--range",
            metavar="NAME=LOW:HIGH",
            help="Draw this figure too, or in another range; repeatable. NAME=x0.9:x1.1 multiplies its figures.",
        ),
    ] = None,
    samples: Annotated[int, typer.Option(metavar="N", help="Cases to draw, at least 46.")] = SAMPLES_ASKED,
    adapted: Annotated[int, typer.Option(metavar="N", help="How many of them are solved anew; 0 for none.")] = ADAPTED,
    sampling_seed: Annotated[
        int, typer.Option(metavar="N", help="Seed of the draws: the same seed draws the same cases.")
    ] = 1,
    options: SolverOptions | None = None,
    workers: WorkersOption = None,
    scheduler: Scheduler = None,
    yes: Yes = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print uncertainty.json and the tables instead of sentences.")
    ] = False,
    lang: LanguageOption = None,
) -> None:
    """Draw all assumptions at once, many times: between what does the plan save, and what does that depend on?

    In each case the plan is priced unchanged; some cases are solved anew, which tells what keeping the plan costs. More
    cases may be asked for later: those that are saved are not solved again. Exit codes: 0 solved, 1 a plan failed the
    independent check, 2 invalid input, 3 there is no plan, 5 the solver failed or the scheduler is gone, 130 stopped
    with Ctrl-C.
    """
    call = partial(
        draw_assumptions,
        load_sound_run(instance, "solve it first", lang) if (instance / RUN_FILE).is_file() else instance,
        out,
        structure=structure,
        **changes,
        only=only or (),
        ranges=ranges or (),
        samples=samples,
        adapted=adapted,
        sampling_seed=sampling_seed,
        many=yes,
        options=options,
    )
    made: MadeStudy[Uncertainty | None] = make_study(call, out, lang, by=(workers, scheduler), quiet=as_json)
    if as_json and made.found is not None:
        say_json(_list_entries(made.found))
    else:
        _tell_found(made, out)
    made.exit_with_status(planned=made.found is not None and made.found.has_plan)


def _list_entries(found: Uncertainty) -> dict[str, object]:
    """What uncertainty.json holds, and the rows of the tables; what has no value is null."""
    tables = {"cases": found.table, "quantiles": found.quantiles, "shares": found.by_assumption, "pairs": found.by_pair}
    return {**found.record, **{name: rows_of(table) for name, table in tables.items()}}


def _tell_found(made: MadeStudy[Uncertainty | None], out: Path) -> None:
    typer.echo()
    if made.found is not None:
        summary = UncertaintySummary(made.found, made.language)
        say_all(summary.tell_answer())
        for table in (summary.fill_quantiles(), summary.fill_shares()) if made.found.has_plan else ():
            typer.echo()
            say_rows(write_lines(table, summary.numbers))
        typer.echo()
        say_all(summary.tell_legend() if made.found.has_plan else ())
    say_all(made.tell_failures())
    if made.found is not None:
        seconds = Numbers(made.language).plain(float(made.found.record["seconds"]), 1)
        say_paragraph(phrase("uncertainty done", made.language, folder=out, seconds=seconds))
