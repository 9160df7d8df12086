"""`optimiser explain`: why a plan, a municipality, a task or a centre is as it is; a page about each municipality."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from optimiser.cli.arguments import Force, LanguageOption, flag_of, with_solver_options
from optimiser.cli.progress import StepLines
from optimiser.cli.roadmap_explaining import explain_path
from optimiser.cli.sound_run import load_sound_run
from optimiser.cli.terminal import EXIT_INTERRUPTED, is_watched, say_all, say_json, say_paragraph, say_rows
from optimiser.data.allocation_names import BY_LOAD
from optimiser.data.findings import Finding, InvalidInputError, refuse_existing, refuse_unwritable, write_whole
from optimiser.data.read import WORKBOOK_SUFFIX
from optimiser.data.roadmap_tables import ROADMAP_FILE
from optimiser.data.settings import Language, SolverOptions
from optimiser.explanation.closed import CentreStatus, CentreStep, Closing, why_closed
from optimiser.explanation.everyone import Everyone
from optimiser.explanation.explanation import Explanation, TaskExplanation
from optimiser.explanation.explanation import explain as explain_tasks
from optimiser.explanation.finding import find_centres
from optimiser.explanation.membership import GroupExplanation, explain_membership, rules_for
from optimiser.explanation.whole import Whole, explain_whole
from optimiser.planning.plan import Plan
from optimiser.planning.problem import build_problem
from optimiser.report.documents import write_documents, write_workbook
from optimiser.report.localizer import Localizer, counted, phrase
from optimiser.report.one_pagers import OnePagers
from optimiser.report.summaries.closed_centres import ClosingSummary
from optimiser.report.summaries.explanation import ExplanationSummary
from optimiser.report.summaries.membership import GroupSummary
from optimiser.report.summaries.result import today_changed
from optimiser.report.summaries.sharing import SharingSummary, tell_payment
from optimiser.report.summaries.whole import WholeSummary
from optimiser.report.tables.table import write_lines
from optimiser.result.result import Result
from optimiser.sharing.allocation_rules import BY_NAME
from optimiser.studies.runner.interrupt import noticed_interrupt
from optimiser.studies.share import find_shared

Told = Whole | Explanation | Closing | GroupExplanation
"""What can be asked about without --all."""

# ---- `optimiser explain RUN --all`: a page about each municipality, in the run's folder -----------


def explain_all(result: Result, run: Path, language: Language, report: Callable[[int, int, str], None]) -> int:
    """Explain every municipality that is not explained yet, write the pages, and say so; the exit code.

    After Ctrl-C what is explained is kept. Raises SolverError, OSError.
    """
    began, pages = time.monotonic(), OnePagers(result, run)
    codes = list(result.plan.by_municipality)
    told = {code: kept for code in codes if (kept := pages.kept(code))}
    before = len(told)
    try:
        with noticed_interrupt() as interrupt:
            everyone = Everyone(result)
            for code in codes:
                if code not in told:
                    report(len(told), len(codes), result.instance.municipalities[code].name)
                    told[code] = pages.keep(everyone.explain_municipality(code))
                    interrupt.raise_if_wanted()
            pages.write({code: told[code] for code in codes}, language)
            write_documents(result, run, language)
    except KeyboardInterrupt:
        localizer = Localizer(language)
        say_paragraph(
            localizer.say("explained stopped", municipalities=_count_municipalities(localizer, len(told))), error=True
        )
        return EXIT_INTERRUPTED
    _tell_pages(Localizer(language), told, before, time.monotonic() - began, pages.index)
    return 0


def _tell_pages(localizer: Localizer, told: Mapping[str, Any], before: int, seconds: float, index: Path) -> None:
    if before:
        say_paragraph(localizer.say("explained kept", municipalities=_count_municipalities(localizer, before)))
    some, lasted = _count_municipalities(localizer, len(told)), localizer.numbers.plain(seconds, 1)
    say_paragraph(localizer.say("explained all", municipalities=some, seconds=lasted, file=index))
    count: Counter[str] = sum((Counter(one["count"]) for one in told.values()), Counter())
    names = {"ways": "alternatives", "without": "without_plan"}
    parts = ("ways", "settled", "between", "without", "searched")
    told_parts = {part: localizer.numbers.plain(count[names.get(part, part)]) for part in parts}
    say_paragraph(localizer.say("explained how", **told_parts))


def _count_municipalities(localizer: Localizer, number: int) -> str:
    return counted(localizer, "municipalities", number)


# ---- `optimiser explain --centre`: why a centre is closed, and the subsidy at which it would open --


def _tell_centres(summary: ClosingSummary) -> None:
    for centre in summary.closing.centres:
        say_paragraph(summary.tell_opening(centre))
        for step in centre.steps:
            _tell_step(summary, centre, step)
    if any(step.asked != "close" for centre in summary.closing.centres for step in centre.steps):
        say_paragraph(phrase("closing legend", summary.language))
        say_paragraph(phrase("rounded", summary.language))
    if summary.closing.interrupted:
        say_paragraph(phrase("explain stopped", summary.language), error=True)


def _tell_step(summary: ClosingSummary, centre: CentreStatus, step: CentreStep) -> None:
    say_all(summary.tell_answer(centre, step))
    for filled in filter(None, (summary.fill_terms(step), summary.fill_movers(step))):
        typer.echo()
        say_rows(write_lines(filled, summary.numbers))
    typer.echo()


# ---- `optimiser explain`: why a municipality's task is answered where it is -----------------------


@with_solver_options("time_limit_seconds", "threads", "memory_gb")
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
    group: Annotated[
        bool,
        typer.Option("--group", help="With MUNICIPALITY: explain its group, and what each other group would cost."),
    ] = False,
    everyone: Annotated[
        bool,
        typer.Option(
            "--all", help="Write a page about each municipality in RUN/municipalities, linked from the report."
        ),
    ] = False,
    options: SolverOptions | None = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE.xlsx", help="Also write a workbook with the same tables.", show_default=False),
    ] = None,
    force: Force = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print all figures as JSON instead of sentences.")] = False,
    lang: LanguageOption = None,
) -> None:
    """Show why a plan is as it is: the whole, a municipality, one of its tasks, or a centre.

    RUN alone tells what each centre that serves others saves at most, and what is settled; nothing is solved. With
    MUNICIPALITY, its tasks together at home, at each near host and at each shared centre, then each task alone: priced
    with everything else as it is, and with everything else planned again, by a new solve that requires it or, in a
    large instance, a plan near one that is known, and a bound. With TASK, every lawful place, which rule forbids the
    others, and how far an assumption must move before the nearest becomes cheaper. With --all, each form is priced
    instead of each place, mostly without a search; the command continues where it was stopped. With --centre, the
    volume that a closed centre lacks, or the subsidy at which it would open and who would move there; for an open
    centre, what closing it would cost. With MUNICIPALITY and --group, each other group of the structure: what it costs
    to be there, all else planned again, or what rules it out (who would be cut off, no border, size). The rules are
    those by which regions drew, or what the groups obey as they are. The plan is checked first.

    Exit codes: 0 explained, 1 the check found a breach, 2 invalid input, 5 the solver failed, 130 stopped with Ctrl-C.
    """
    asked = {flag_of(name): True for name in options.model_fields_set} if options else {}
    beside_all = {**asked, "--out": out, "--json": as_json} if everyone else {}
    beside_group = {"TASK": task} if group else {}
    subjects = {"MUNICIPALITY": municipality, "--centre": centres, "--all": everyone}
    needed = {"--group": group and municipality is None}
    if faults := [*_faults_of_request(subjects, needed, {"--all": beside_all, "--group": beside_group})]:
        raise InvalidInputError("the options", faults)
    if (run / ROADMAP_FILE).is_file():
        beside = {"TASK": task, "--centre": centres, "--group": group, "--all": everyone, "--out": out, **asked}
        explain_path(run, municipality, beside, lang, as_json=as_json)
        return
    if out is not None:
        _refuse_workbook(out, force)
    result = load_sound_run(run, "there is nothing to explain", lang)
    language = lang or result.instance.settings.language
    lines = StepLines(language, "explain progress", is_watched() and not as_json)
    if everyone:
        raise typer.Exit(explain_all(result, run, language, lines))
    told = _explain_subject(result, run, municipality, task, centres, options, lines, group=group)
    if out is not None:
        write_whole(out, partial(write_workbook, told, language=language), replace=force)
    if as_json:
        say_json(told.as_record())
    else:
        _tell(told, run, language)
        if out is not None:
            say_paragraph(phrase("explanation written", language, file=out))
    if not isinstance(told, Whole) and told.interrupted:
        raise typer.Exit(EXIT_INTERRUPTED)


def _explain_subject(
    result: Result,
    run: Path,
    municipality: str | None,
    task: str | None,
    centres: list[str] | None,
    options: SolverOptions | None,
    lines: StepLines,
    *,
    group: bool,
) -> Told:
    if municipality is not None and group:
        return explain_membership(result, municipality, rules_for(run, result.instance), options, report=lines)
    if municipality is not None:
        return explain_tasks(result, municipality, task, options, report=lines)
    if centres:
        return why_closed(result, find_centres(result.instance, centres), lines, options)
    return explain_whole(result)


def _refuse_workbook(path: Path, force: bool) -> None:
    """Raise InvalidInputError where a workbook cannot be written; worth knowing before a solve."""
    if path.suffix.lower() != WORKBOOK_SUFFIX:
        raise InvalidInputError(str(path), [Finding("--out", None, "", str(path), "must end in .xlsx")])
    refuse_existing(path, force, ())
    refuse_unwritable(path)


def _faults_of_request(
    subjects: Mapping[str, object], needed: Mapping[str, bool], without_effect: Mapping[str, Mapping[str, object]]
) -> Iterator[Finding]:
    """What is wrong with what is asked about: one subject it must be, and beside some options others say nothing.

    A municipality is `needed` for some options that lack one.
    """
    for name in (name for name, lacks in needed.items() if lacks):
        yield Finding(name, None, "", "", "must have a municipality", "name one: optimiser explain RUN MUNICIPALITY")
    given = [name for name, value in subjects.items() if value]
    if len(given) > 1:
        yield Finding(given[0], None, "", ", ".join(given), "must be given one at a time", "leave out all but one")
    for option, others in without_effect.items():
        for name in (name for name, value in others.items() if value):
            yield Finding(name, None, "", "", f"has no effect with {option}", "leave out one of the two")


def _tell(told: Told, run: Path, language: Language) -> None:
    """Tell what was asked about of a run in sentences of a language."""
    if isinstance(told, Whole):
        _tell_plan(WholeSummary(told, language))
    elif isinstance(told, Closing):
        _tell_centres(ClosingSummary(told, language))
    elif isinstance(told, GroupExplanation):
        _tell_group(GroupSummary(told, language))
    else:
        _tell_explanation(ExplanationSummary(told, language))
        say_all(_tell_shares(told, run, language))


def _tell_group(summary: GroupSummary) -> None:
    """Why a municipality is in its group: what others would cost, in which terms, and what rules the rest out."""
    say_all(summary.tell_group())
    for filled in filter(None, (summary.fill_others(), summary.fill_terms())):
        typer.echo()
        say_rows(write_lines(filled, summary.numbers))
    typer.echo()
    say_all(summary.tell_ruled_out())
    if any(one.moving for one in summary.explanation.others):
        say_paragraph(phrase("member legend", summary.language))
        say_paragraph(phrase("rounded", summary.language))
    if summary.explanation.interrupted:
        say_paragraph(phrase("explain stopped", summary.language), error=True)


def _tell_explanation(summary: ExplanationSummary) -> None:
    say_paragraph(summary.tell_payments())
    say_all(today_changed(summary, summary.explanation.result.instance))
    if summary.explanation.task is None:
        _tell_municipality(summary)
        return
    for answer in summary.explanation.answers:
        _tell_task(summary, answer)
    if any(answer.lawful for answer in summary.explanation.answers):
        typer.echo()
        say_paragraph(summary.tell_legend())
        say_paragraph(phrase("rounded", summary.language))
    if summary.explanation.interrupted:
        say_paragraph(phrase("explain stopped", summary.language), error=True)


def _tell_shares(told: Explanation, run: Path, language: Language) -> Iterator[str]:
    """What the municipality pays by the rule that is chosen, and alone, as far as that was asked of the run."""
    code, found = told.municipality, find_shared(run, told.result)
    if found is not None:
        outcome, folder = found
        yield from SharingSummary(outcome, language).tell_municipality(code, folder.name)
        return
    rule, localizer = told.result.instance.settings.policy.allocation, Localizer(language)
    pay = BY_NAME[rule].pay
    if rule != BY_LOAD and pay is not None:
        plan = Plan.of(build_problem(told.result.instance), told.result.assignment)
        yield tell_payment(localizer, rule, pay(plan)[code], told.result.instance.today_of_kr(code))
    elif rule != BY_LOAD:
        yield localizer.say("explain share missing", rule=BY_NAME[rule].words[language])


def _tell_plan(summary: WholeSummary) -> None:
    """The plan as a whole."""
    for paragraph in summary.tell_plan():
        say_paragraph(paragraph)
        typer.echo()
    if filled := summary.fill_centres():
        say_rows(write_lines(filled, summary.numbers))
        typer.echo()
    say_all(summary.tell_notes())


def _tell_municipality(summary: ExplanationSummary) -> None:
    """All of a municipality, on one screen: its tasks together, then each alone."""
    say_all(summary.tell_portfolio())
    for filled in filter(None, (summary.fill_portfolios(), summary.fill_tasks())):
        typer.echo()
        say_rows(write_lines(filled, summary.numbers))
    typer.echo()
    say_all(summary.tell_portfolio_notes())
    if summary.explanation.interrupted:
        say_paragraph(phrase("explain stopped", summary.language), error=True)


def _tell_task(summary: ExplanationSummary, answer: TaskExplanation) -> None:
    typer.echo()
    say_all(summary.tell_answer(answer))
    tables = (filled for filled in (summary.fill_places(answer), summary.fill_terms(answer)) if filled is not None)
    for rows in filter(None, (write_lines(filled, summary.numbers) for filled in tables)):
        typer.echo()
        say_rows(rows)
    typer.echo()
    say_all(summary.tell_notes(answer))
    say_all(summary.tell_turns(answer))
