"""`optimiser explain`: why a municipality's task is answered where it is."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer

from optimiser.cli.arguments import LanguageOption
from optimiser.cli.audit_command import load_sound_run
from optimiser.cli.exits import EXIT_INTERRUPTED
from optimiser.cli.explain_all import explain_all
from optimiser.cli.explain_centres import explain_centres
from optimiser.cli.progress import StepLines
from optimiser.cli.solver_option_group import with_solver_options
from optimiser.cli.terminal import align_rows, is_watched, say_all, say_json, say_paragraph
from optimiser.data.findings import Finding, InvalidInputError
from optimiser.data.settings import SolverOptions
from optimiser.explanation.explanation import TaskExplanation
from optimiser.explanation.explanation import explain as explain_tasks
from optimiser.report.phrases import phrase
from optimiser.report.summaries.explanation import ExplanationSummary
from optimiser.report.summaries.result import today_changed
from optimiser.report.tables.table import write_lines


@with_solver_options("time_limit_seconds")
def explain(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="Run folder that solve wrote.", show_default=False)],
    municipality: Annotated[
        str | None, typer.Argument(metavar="MUNICIPALITY", help="Name or code of a municipality.", show_default=False)
    ] = None,
    task: Annotated[
        str | None, typer.Argument(metavar="TASK", help="One of its tasks; if not given, all of them.")
    ] = None,
    centres: Annotated[
        list[str] | None,
        typer.Option(
            "--centre", metavar="NAME", help="Explain a centre, not a municipality: why it is closed; repeatable."
        ),
    ] = None,
    everyone: Annotated[
        bool,
        typer.Option(
            "--all", help="Write a page about each municipality in RUN/municipalities, linked from the report."
        ),
    ] = False,
    options: SolverOptions | None = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print all figures as JSON instead of sentences.")] = False,
    lang: LanguageOption = None,
) -> None:
    """Show why a task is answered where it is: what every other place would cost, or which rule forbids it.

    Each lawful alternative is priced with everything else as it is, and by a new solve that requires it, with the
    options of the run. With TASK, also how far an assumption must move before the nearest alternative becomes cheaper.
    With --all, each form is priced instead of each place, mostly without a search; the command continues where it was
    stopped. With --centre, the volume that a closed centre lacks, or the subsidy at which it would open and who would
    move there; for an open centre, what closing it would cost. The plan is checked first.

    Exit codes: 0 explained, 1 the check found a breach, 2 invalid input, 5 the solver failed, 130 stopped with Ctrl-C.
    """
    asked = options and options.model_fields_set
    beside_all = {"--time-limit": asked, "--json": as_json} if everyone else {}
    if faults := [
        *_faults_of_request({"MUNICIPALITY": municipality, "--centre": centres, "--all": everyone}, beside_all)
    ]:
        raise InvalidInputError("the options", faults)
    result = load_sound_run(run, "there is nothing to explain")
    language = lang or result.instance.settings.language
    lines = StepLines(language, "explain progress", is_watched() and not as_json)
    if everyone:
        raise typer.Exit(explain_all(result, run, language, lines))
    if municipality is None:
        explain_centres(result, centres or (), lines, options, language if not as_json else None)
        return
    explanation = explain_tasks(result, municipality, task, options, report=lines)
    if as_json:
        say_json(explanation.as_record())
    else:
        _tell_explanation(ExplanationSummary(explanation, language))
    if explanation.interrupted:
        raise typer.Exit(EXIT_INTERRUPTED)


def _faults_of_request(subjects: Mapping[str, object], beside_all: Mapping[str, object]) -> Iterator[Finding]:
    """What is wrong with what is asked about: one subject it must be, and beside --all there is no more to say."""
    given = [name for name, value in subjects.items() if value]
    if not given:
        yield Finding("MUNICIPALITY", None, "", "", "is missing", "name one, or give --all or --centre NAME")
    if len(given) > 1:
        yield Finding(given[0], None, "", ", ".join(given), "must be given one at a time", "leave out all but one")
    for name in (name for name, value in beside_all.items() if value):
        yield Finding(name, None, "", "", "has no effect with --all", "leave out one of the two")


def _tell_explanation(summary: ExplanationSummary) -> None:
    say_paragraph(summary.tell_payments())
    say_all(today_changed(summary, summary.explanation.result.instance))
    for answer in summary.explanation.answers:
        _tell_task(summary, answer)
    if any(answer.lawful for answer in summary.explanation.answers):
        typer.echo()
        say_paragraph(summary.tell_legend())
        say_paragraph(phrase("rounded", summary.language))
    if summary.explanation.interrupted:
        say_paragraph(phrase("explain stopped", summary.language), error=True)


def _tell_task(summary: ExplanationSummary, answer: TaskExplanation) -> None:
    typer.echo()
    say_all(summary.tell_answer(answer))
    tables = (filled for filled in (summary.fill_places(answer), summary.fill_terms(answer)) if filled is not None)
    for rows in filter(None, (write_lines(filled, summary.numbers) for filled in tables)):
        typer.echo()
        typer.echo("\n".join(align_rows(rows)))
    typer.echo()
    say_all(summary.tell_notes(answer))
    say_all(summary.tell_turns(answer))
