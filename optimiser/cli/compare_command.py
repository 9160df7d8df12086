"""`optimiser compare`: systems side by side."""

import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from optimiser.cli.arguments import (
    Geometry,
    InstancePath,
    LanguageOption,
    Overrides,
    ScenarioPaths,
    Scheduler,
    Workers,
)
from optimiser.cli.case_lines import CaseLines
from optimiser.cli.geometry import outlines_in
from optimiser.cli.many_options import ending_in_words, leave, made_and_failed, told_failures, who_solves
from optimiser.cli.solver_option_group import with_solver_options
from optimiser.cli.terminal import aligned, is_watched, say, say_all, say_json
from optimiser.data.read import read
from optimiser.data.settings import SolverOptions
from optimiser.report.documents import write_documents
from optimiser.report.numbers import Numbers
from optimiser.report.phrases import phrase
from optimiser.report.summaries.comparison import ComparisonSummary
from optimiser.report.tables.cases import rank_cases
from optimiser.report.tables.table import write_lines
from optimiser.studies.compare import compare as compare_cases
from optimiser.studies.comparison_file import read_comparison
from optimiser.studies.runner.dispatch import Failure


@with_solver_options()
def compare(
    instance: InstancePath,
    out: Annotated[
        Path,
        typer.Option(
            metavar="DIR", help="Folder for the comparison; what is solved there already is kept.", show_default=False
        ),
    ],
    structure: Annotated[
        list[str] | None,
        typer.Option(
            "--structure", metavar="S", help="System or structure to compare; repeatable. All there are if not given."
        ),
    ] = None,
    scenario: ScenarioPaths = None,
    overrides: Overrides = None,
    options: SolverOptions | None = None,
    workers: Workers = None,
    scheduler: Scheduler = None,
    force: Annotated[
        bool, typer.Option("--force", help="Solve all again, and replace what DIR holds of another instance.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print comparison.json instead of sentences.")] = False,
    geometry: Geometry = None,
    lang: LanguageOption = None,
) -> None:
    """Solve several systems side by side and compare them: which is cheapest, by how much, and what is proven.

    Each is kept as soon as it is solved. After Ctrl-C the same command goes on where it stopped. With several
    scenarios each system is solved under each. Exit codes: 0 compared, 1 a plan failed the independent
    check, 2 invalid input, 3 no system has a plan, 5 the solver failed or the scheduler is gone, 130 stopped by Ctrl-C.
    """
    outlines = outlines_in(geometry, read(instance, overrides=overrides or ()).municipalities) if geometry else None
    call = partial(
        compare_cases,
        instance,
        out,
        structures=structure or (),
        scenarios=scenario or (),
        overrides=overrides or (),
        force=force,
        command=["optimiser", *sys.argv[1:]],
        options=options,
    )
    with who_solves(workers, scheduler) as (solving, count):
        lines = CaseLines(lang, count, watched=is_watched(), quiet=as_json)
        with ending_in_words(lines, out):
            comparison, failures = made_and_failed(partial(call, workers=solving, report=lines))
            if comparison.results:
                write_documents(comparison, out, lines.spoken, outlines)
    if as_json:
        say_json(read_comparison(out))
    else:
        _tell(ComparisonSummary(comparison, lines.spoken), failures, out)
    leave(failures, planned=bool(comparison.planned))


def _tell(summary: ComparisonSummary, failures: Mapping[str, Failure], out: Path) -> None:
    language, seconds = summary.language, read_comparison(out)["seconds"]
    typer.echo()
    if summary.comparison.results:
        typer.echo("\n".join(aligned(write_lines(rank_cases(summary), summary.numbers))))
        typer.echo()
        say_all(summary.legend())
        typer.echo()
    say_all(summary.answer())
    say_all(summary.not_proven())
    say_all(summary.without_plan())
    say_all(told_failures(failures, language))
    typer.echo()
    wall, solves = (Numbers(language).plain(seconds[name], 1) for name in ("wall", "solves"))
    say(phrase("compared", language, folder=out, wall=wall, solves=solves))
