"""`optimiser compare`: systems side by side."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from optimiser.cli.arguments import (
    NOTHING_ASKED,
    ChangesAsked,
    Geometry,
    InstancePath,
    LanguageOption,
    Scheduler,
    WorkersOption,
    outlines_in,
    with_changes,
    with_csv,
    with_solver_options,
)
from optimiser.cli.study_options import ForceAll, MadeStudy, make_study
from optimiser.cli.sweep_command import end_sweep
from optimiser.cli.terminal import align_rows, say_all, say_json, say_paragraph
from optimiser.comparison.comparison import Comparison
from optimiser.data.findings import Finding, InvalidInputError, parameter_name
from optimiser.data.read import check, read
from optimiser.data.settings import SolverOptions
from optimiser.report.localizer import Localizer, Numbers, phrase
from optimiser.report.summaries.comparison import ComparisonSummary, name_cases
from optimiser.report.tables.cases import rank_cases
from optimiser.report.tables.from_base import fill_from_base
from optimiser.report.tables.table import write_lines
from optimiser.studies.compare import compare as compare_cases
from optimiser.studies.sweep import sweep_systems

MOST_TOLD = 4
"""Cases that are each told of in a sentence; of more, the report has them."""


@with_csv
@with_solver_options()
@with_changes
def compare(
    instance: InstancePath,
    out: Annotated[
        Path,
        typer.Option(
            metavar="DIR", help="Folder for the comparison; what is already solved there is kept.", show_default=False
        ),
    ],
    structure: Annotated[
        list[str] | None,
        typer.Option("--structure", metavar="S", help="System or structure to compare; repeatable. If not given, all."),
    ] = None,
    changes: ChangesAsked = NOTHING_ASKED,
    options: SolverOptions | None = None,
    workers: WorkersOption = None,
    scheduler: Scheduler = None,
    force: ForceAll = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print comparison.json instead of sentences.")] = False,
    geometry: Geometry = None,
    lang: LanguageOption = None,
) -> None:
    """Solve several systems and compare them: which is cheapest, by how much, and what is proven.

    Each case is saved as soon as it is solved; after Ctrl-C the same command continues from there. With scenarios,
    each system is solved without one and under each of them. Of an instance with years each system is planned over all
    of them, and told as a sweep: what they cost together, what is invested, and what opens when. Exit codes: 0
    compared, 1 a plan failed the independent check, 2 invalid input, 3 no system has a plan, 5 the solver failed or the
    scheduler is gone, 130 stopped with Ctrl-C.
    """
    found, _ = check(instance, overrides=changes["overrides"])  # what is wrong with it is told where it is solved
    if found is not None and found.is_roadmap:
        if geometry:
            raise InvalidInputError(parameter_name("geometry"), [_fault_of_maps()])
        each = partial(
            sweep_systems, instance, out, structures=structure or (), **changes, force=force, options=options
        )
        end_sweep(make_study(each, out, lang, by=(workers, scheduler), quiet=as_json), out, as_json=as_json)
        return
    outlines = None
    if geometry:
        checked = found or read(instance, overrides=changes["overrides"])
        outlines = outlines_in(geometry, checked.municipalities, lang or checked.settings.language)
    call = partial(
        compare_cases,
        instance,
        out,
        structures=structure or (),
        **changes,
        force=force,
        options=options,
    )
    made = make_study(
        call,
        out,
        lang,
        by=(workers, scheduler),
        quiet=as_json,
        header="cases header",
        outlines=outlines,
    )
    if as_json:
        say_json(made.found.record)
    else:
        _tell_comparison(made, out)
    made.exit_with_status(planned=bool(made.found.planned))


def _fault_of_maps() -> Finding:
    rule = "is for maps, but a comparison over years has none"
    return Finding(parameter_name("geometry"), None, "", "", rule, "leave it out")


def _tell_comparison(made: MadeStudy[Comparison], out: Path) -> None:
    language = made.language
    summary = ComparisonSummary(name_cases(made.found, Localizer(language)), language)
    typer.echo()
    if made.found.results:
        typer.echo("\n".join(align_rows(write_lines(rank_cases(summary), summary.numbers))))
        typer.echo()
        say_all(summary.tell_legend())
        typer.echo()
    say_all(summary.tell_answer())
    say_all(summary.not_proven())
    say_all(summary.without_plan())
    _tell_changes(summary)
    say_all(made.tell_failures())
    typer.echo()
    seconds = (made.found.record[name] for name in ("seconds", "solve_seconds"))
    wall, solves = (Numbers(language).plain(each, 1) for each in seconds)
    say_paragraph(phrase("compared", language, folder=out, wall=wall, solves=solves))


def _tell_changes(summary: ComparisonSummary) -> None:
    """What is otherwise in each case than in its base: as a table, and where they are few in a sentence each."""
    filled = fill_from_base(summary, summary.differences.values())
    if not filled.rows:
        return
    typer.echo()
    say_paragraph(summary.tell_base())
    typer.echo("\n".join(align_rows(write_lines(filled, summary.numbers))))
    if len(filled.rows) <= MOST_TOLD:
        typer.echo()
        say_all(summary.tell_changes())
