"""`optimiser solve`: the main job."""

import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from optimiser.alternatives.asking import read_request
from optimiser.alternatives.near_optimal import NearOptimal
from optimiser.api import solve as solve_instance
from optimiser.cli.arguments import (
    Force,
    Geometry,
    InstancePath,
    LanguageOption,
    Overrides,
    ScenarioPaths,
    StructureName,
)
from optimiser.cli.audit_command import refuse_breached
from optimiser.cli.exits import EXIT_BREACHED, EXIT_INFEASIBLE, EXIT_INTERRUPTED, EXIT_NOTHING_FOUND
from optimiser.cli.geometry import outlines_in
from optimiser.cli.model_files import ModelFiles, ModelPath
from optimiser.cli.near_lines import near_found, tell_near
from optimiser.cli.progress import ProgressLines
from optimiser.cli.solver_option_group import with_solver_options
from optimiser.cli.terminal import align_columns, is_watched, say_all, say_findings, say_json, say_paragraph
from optimiser.data.instance import Instance
from optimiser.data.read import read
from optimiser.data.settings import Language, SolverOptions
from optimiser.report.charts.outlines import Outlines
from optimiser.report.documents import write_documents
from optimiser.report.phrases import phrase
from optimiser.report.summaries.alternatives import NearSummary
from optimiser.report.summaries.result import Summary, header
from optimiser.report.tables.costs import fill_forms
from optimiser.report.tables.table import write_lines
from optimiser.result.folder import held_folder, next_folder, save_somewhere
from optimiser.result.result import Result
from optimiser.result.tables import TABLE_NAMES
from optimiser.solver.monitor import Progress
from optimiser.studies.alternatives_folder import record_alternatives

RUNS = Path("runs")


@with_solver_options()
def solve(
    instance: InstancePath,
    structure: StructureName = None,
    scenario: ScenarioPaths = None,
    overrides: Overrides = None,
    options: SolverOptions | None = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Run folder to write; if not given, runs/NAME-0001 and so on.")
    ] = None,
    force: Force = False,
    write_model_to: ModelPath = None,
    alternatives: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            help="Also find up to N other plans near the best that differ in structure. "
            "Each takes a solve of its own, often a longer one, and --time-limit applies to each.",
            show_default=False,
        ),
    ] = None,
    within: Annotated[
        str | None,
        typer.Option(metavar="SHARE", help="How much more these may cost: 1% or 0.01; if not given, 1%."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print run.json instead of sentences.")] = False,
    geometry: Geometry = None,
    lang: LanguageOption = None,
) -> None:
    """Find the cheapest plan for an instance, prove how good it is, and write a run folder.

    Ctrl-C or the time limit gives the best plan so far with its gap. Exit codes: 0 a plan (with a
    warning if not proven), 2 invalid input, 3 no plan meets all rules, 4 no plan found in time.
    """
    began, wanted = time.monotonic(), read_request(alternatives, within)
    checked = read(instance, structure=structure, scenarios=scenario or (), overrides=overrides or ())
    read_seconds = time.monotonic() - began
    language, name = lang or checked.settings.language, checked.settings.name
    with held_folder(out, force) if out else next_folder(RUNS, name) as folder:
        outlines = outlines_in(geometry, checked.municipalities)
        say_findings(checked.remarks)
        if not as_json:
            say_all(header(checked, language))
        files = ModelFiles(checked, write_model_to, folder) if write_model_to is not None else None
        watched = is_watched() and not as_json
        lines = ProgressLines(language) if watched else _report_nothing
        result = solve_instance(checked, options, report=lines)
        result = result.with_seconds(read=read_seconds, total=time.monotonic() - began)
        result = result.with_run(command=["optimiser", *sys.argv[1:]])
        saved = _save_sound_plan(result, folder, out.name if out else name, language, force)
        if saved:
            _write_documents(result, saved, language, outlines)
        if not as_json:
            _tell_result(Summary(result, language), saved)
        if files:
            files.finish_files(result, handed_out=saved is not None)
            if not as_json:
                files.tell_files(saved is not None, language)
        near = near_found(result, wanted, saved, language if watched else None) if saved and wanted else None
        if near and saved:
            _write_documents(near, saved, language, outlines)
            if not as_json:
                tell_near(NearSummary(near, language), saved)
    if as_json:
        say_json({**result.run.as_entries(), **({"alternatives": record_alternatives(near)} if near else {})})
    elif result.status == "infeasible":
        _diagnose(checked, options, language)
    _exit_with_status(result, saved is not None and (near is None or near.ending != "breached"))


def _diagnose(instance: Instance, options: SolverOptions | None, language: Language) -> None:
    """Tell why there is no plan; what that takes is imported where there is none."""
    from optimiser.cli.diagnose_command import tell_diagnosis
    from optimiser.diagnosis.diagnose import diagnose
    from optimiser.report.summaries.diagnosis import DiagnosisSummary

    found = diagnose(instance, options)
    tell_diagnosis(DiagnosisSummary(found, language))
    if found.interrupted:
        raise typer.Exit(EXIT_INTERRUPTED)


def _report_nothing(_: Progress) -> None:
    """Nobody is looking."""


def _save_sound_plan(result: Result, folder: Path, name: str, language: Language, force: bool) -> Path | None:
    """Where a plan that the audit found sound was saved; nothing else is worth a folder.

    What lies there is read back and audited once more, as anybody would find it.
    """
    if not result.has_plan or result.breaches:
        return None
    saved = save_somewhere(result, folder, name, force)
    refuse_breached(saved)
    if saved != folder:
        say_paragraph(phrase("saved elsewhere", language, folder=folder, saved=saved), error=True)
    return saved


def _write_documents(subject: Result | NearOptimal, saved: Path, language: Language, outlines: Outlines | None) -> None:
    """Write what people read beside a run that is saved; where the disk refuses it, the run is there all the same."""
    try:
        write_documents(subject, saved, language, outlines)
    except OSError as error:
        say_paragraph(phrase("documents not written", language, folder=saved, why=error.strerror or error), error=True)


def _tell_result(summary: Summary, folder: Path | None) -> None:
    language, breaches = summary.language, summary.result.breaches
    typer.echo()
    if summary.result.status == "infeasible":
        say_paragraph(phrase("diagnosis begun", language))
    elif not summary.result.has_plan:
        say_all(summary.tell_failure())
    elif folder is None:
        say_paragraph(phrase("breached", language, breaches=len(breaches)))
        say_all(f"  {breach.sentence}" for breach in breaches)
    else:
        _tell_plan(summary, folder)


def _tell_plan(summary: Summary, folder: Path) -> None:
    audit = summary.result.figures.audit
    say_all(summary.tell_answer())
    typer.echo()
    typer.echo("\n".join(align_columns(write_lines(fill_forms(summary, summary.result), summary.numbers))))
    typer.echo()
    say_all(summary.tell_details())
    typer.echo()
    say_paragraph(phrase("folder", summary.language, folder=folder, tables=len(TABLE_NAMES)))
    say_paragraph(phrase("checked", summary.language, breaches=len(audit.breaches), checks=audit.checks))


def _exit_with_status(result: Result, saved: bool) -> None:
    codes = {"infeasible": EXIT_INFEASIBLE, "no solution found": EXIT_NOTHING_FOUND}
    code = codes.get(result.status, 0 if saved else EXIT_BREACHED)
    if code:
        raise typer.Exit(code)
