"""`optimiser solve`: the main job, with `--write-model` and `--alternatives`."""

import sys
import time
from functools import partial
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from optimiser.alternatives.request import read_request
from optimiser.api import options_of
from optimiser.api import solve as solve_instance
from optimiser.cli.arguments import (
    NOTHING_ASKED,
    ChangesAsked,
    Force,
    Geometry,
    InstancePath,
    LanguageOption,
    StructureName,
    outlines_in,
    with_changes,
    with_csv,
    with_solver_options,
)
from optimiser.cli.near_solving import near_entries, near_found, tell_near
from optimiser.cli.no_plan import diagnose_at_once
from optimiser.cli.progress import ProgressLines
from optimiser.cli.roadmap_solving import RoadmapRequest, refuse_beside_years, solve_path
from optimiser.cli.sound_run import refuse_breached
from optimiser.cli.terminal import (
    EXIT_BREACHED,
    EXIT_INFEASIBLE,
    EXIT_NOTHING_FOUND,
    align_columns,
    is_watched,
    say_all,
    say_findings,
    say_json,
    say_paragraph,
)
from optimiser.data.checking_rows import solver_options
from optimiser.data.checking_staffing import centres_below_their_staffing
from optimiser.data.each_year import YEAR_BY_YEAR
from optimiser.data.findings import InvalidInputError, refuse_unwritable
from optimiser.data.instance import Instance
from optimiser.data.read import read
from optimiser.data.settings import Language, SolverOptions
from optimiser.data.translation import translate_breach
from optimiser.data.years import fault_without_years
from optimiser.exchange.files import FORMATS, ModelFile, start_paths
from optimiser.exchange.plain import Known, write_notes
from optimiser.model.build import build
from optimiser.model.compiled import compile_formulation, starting_point
from optimiser.planning.plan import Plan
from optimiser.planning.pools import single_pools
from optimiser.planning.problem import build_problem
from optimiser.report.documents import write_documents
from optimiser.report.localizer import phrase
from optimiser.report.summaries.recommendation import Recommendation
from optimiser.report.summaries.result import Summary, header
from optimiser.report.tables.costs import fill_forms
from optimiser.report.tables.table import write_lines
from optimiser.result.folder import held_folder, next_folder, save_somewhere, write_run
from optimiser.result.result import Result
from optimiser.result.tables import TABLE_NAMES
from optimiser.solver.completing import complete_point
from optimiser.solver.highs import SolverLimits
from optimiser.solver.memory import estimate_memory_gb, refuse_too_little_memory
from optimiser.solver.monitor import Progress

if TYPE_CHECKING:
    from optimiser.alternatives.near_optimal import Near
    from optimiser.report.charts.outlines import Outlines

# ---- The exact model as a file for other solvers, and the plan beside it to start from ------------


SECONDS_FOR_A_START = 60.0
HELP = (
    "Write the exact model for other solvers, and after the solve the plan beside it as a starting point. "
    "FILE.mps (free MPS) is read by all of them; FILE.lp by those that know the LP format of CPLEX, "
    "which lp_solve and OR-Tools do not. FILE.start.sol is for SCIP and HiGHS, FILE.start.cbc for CBC."
)


def _model_path(path: Path | None) -> Path | None:
    if path is None:
        return None
    if path.suffix.lower() not in FORMATS:
        raise typer.BadParameter(f"{path.name} must end in {' or '.join(FORMATS)}")
    folders = [one.name for one in (path, *start_paths(path)) if one.is_dir()]
    if folders:
        raise typer.BadParameter(f"{folders[0]} is a folder; choose another name")
    return path


ModelPath = Annotated[
    Path | None, typer.Option("--write-model", metavar="FILE", callback=_model_path, help=HELP, show_default=False)
]


class ModelFiles:
    """The model of an instance in a file, and starts beside it.

    It is written before the solve, so that it is there whatever becomes of that, and again after it, with what is
    then known of its optimum.
    """

    def __init__(self, instance: Instance, path: Path, out: Path, options: SolverOptions | None) -> None:
        """Write the model; refuse where it cannot be, where the run folder `out` will be, or where it will not fit."""
        refuse_unwritable(path)
        if out.absolute() in path.absolute().parents:
            raise typer.BadParameter(f"{path} must not be in the run folder, which is made after it")
        self._instance, self._problem = instance, build_problem(instance)
        pools = single_pools(self._problem)
        allowed_gb = solver_options(options).laid_over(instance.settings.solver).memory_gb
        refuse_too_little_memory(allowed_gb, estimate_memory_gb(self._problem, pools), "the exact model")
        self._formulation = build(self._problem, pools)
        self._compiled = compile_formulation(self._formulation)
        self._file = ModelFile(self._compiled.linear, path)
        self._file.remove_starts()
        self._write_files(None)

    def finish_files(self, result: Result, handed_out: bool) -> None:
        """Write the model with what is known of its optimum, and the plan as a start if it is handed out."""
        self._write_files(Known(result.status, result.objective_kr if handed_out else None, result.bound_kr))
        if handed_out:
            chosen = self._compiled.starting_point(
                starting_point(self._formulation, Plan.of(self._problem, result.assignment))
            )
            options = options_of(result)
            limits = SolverLimits(0.0, SECONDS_FOR_A_START, options.threads, options.seed)
            self._file.write_starts(*complete_point(self._compiled.linear, chosen, limits))

    def tell_files(self, started: bool, language: Language) -> None:
        """Say which files there are."""
        sol, cbc = self._file.starts
        told = "model and starts" if started else "model alone"
        say_paragraph(phrase(told, language, model=self._file.path, sol=sol, cbc=cbc))

    def _write_files(self, known: Known | None) -> None:
        self._file.write_model(write_notes(self._instance, version("optimiser"), known, self._file.plain.meant))


# ---- The command ----------------------------------------------------------------------------------


RUNS = Path("runs")


@with_csv
@with_solver_options()
@with_changes
def solve(
    instance: InstancePath,
    structure: StructureName = None,
    changes: ChangesAsked = NOTHING_ASKED,
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
    year_by_year: Annotated[
        bool,
        typer.Option(
            "--year-by-year",
            help="Of an instance with years: decide each year as if it stayed, without looking ahead. "
            "The same as --set roadmap.year_by_year=true.",
        ),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print run.json instead of sentences.")] = False,
    geometry: Geometry = None,
    lang: LanguageOption = None,
) -> None:
    """Find the cheapest plan for an instance, prove how good it is, and write a run folder.

    Where the instance has a table of years, the plan is over all of them. Ctrl-C or the time limit gives the best plan
    so far with its gap. Exit codes: 0 a plan (with a warning if not proven), 2 invalid input, 3 no plan meets all
    rules, 4 no plan found in time.
    """
    began = time.monotonic()
    wanted = read_request(alternatives, within) if (alternatives, within) != (None, None) else None
    checked = _read_to_solve(instance, structure, changes, year_by_year)
    read_seconds = time.monotonic() - began
    language, name = lang or checked.settings.language, checked.settings.name
    if checked.is_roadmap:
        refuse_beside_years({"--write-model": write_model_to})
        solve_path(checked, options, RoadmapRequest(out, force, geometry, as_json, language, began, wanted), RUNS)
        return
    with held_folder(out, force) if out else next_folder(RUNS, name) as folder:
        outlines = outlines_in(geometry, checked.municipalities, language)
        say_findings([*checked.remarks, *centres_below_their_staffing(checked)], language)
        if not as_json:
            say_all(header(checked, language))
        files = ModelFiles(checked, write_model_to, folder, options) if write_model_to is not None else None
        watched = is_watched() and not as_json
        lines = ProgressLines(language) if watched else _report_nothing
        result = solve_instance(checked, options, report=lines, every_plan=True)
        result = result.with_seconds(read=read_seconds, total=time.monotonic() - began)
        result = result.with_run(command=["optimiser", *sys.argv[1:]])
        if result.has_plan:
            result = result.with_run(recommendation=Recommendation(result, language).tell_all())
        saved = _save_sound_plan(result, folder, out.name if out else name, language, force)
        if saved:
            _write_documents(result, saved, language, outlines)
        if not as_json:
            _tell_result(Summary(result, language), saved)
        if files:
            files.finish_files(result, handed_out=saved is not None)
            if not as_json:
                files.tell_files(saved is not None, language)
        near, entries = None, result.run.as_entries()
        if saved and wanted:
            near = near_found(result, wanted, saved, language if watched else None)
            _write_documents(near, saved, language, outlines)
            entries["alternatives"] = near_entries(near)
            if not as_json:
                tell_near(near, language, saved)
    if as_json:
        say_json(entries)
    elif result.status == "infeasible":
        diagnose_at_once(checked, options, language)
    _exit_with_status(result, saved is not None and (near is None or near.ending != "breached"))


def _read_to_solve(path: Path, structure: str | None, changes: ChangesAsked, year_by_year: bool) -> Instance:
    """Return the instance as it is asked to be solved; refuse what plans over years decide where there are none."""
    by_year = (f"{YEAR_BY_YEAR}=true",) if year_by_year else ()
    overrides = (*changes["overrides"], *by_year)
    instance = read(path, structure=structure, scenarios=changes["scenarios"], overrides=overrides)
    if year_by_year and not instance.is_roadmap:
        raise InvalidInputError("the options", [fault_without_years("--year-by-year")])
    return instance


def _report_nothing(_: Progress) -> None:
    """Nobody is looking."""


def _save_sound_plan(result: Result, folder: Path, name: str, language: Language, force: bool) -> Path | None:
    """Where a plan that the audit found sound was saved; nothing else is worth a folder.

    What lies there is read back and audited once more, as anybody would find it.
    """
    if not result.has_plan or result.breaches:
        return None
    saved = save_somewhere(partial(write_run, result), folder, name, force)
    refuse_breached(saved, language)
    if saved != folder:
        say_paragraph(phrase("saved elsewhere", language, folder=folder, saved=saved), error=True)
    return saved


def _write_documents(subject: "Result | Near", saved: Path, language: Language, outlines: "Outlines | None") -> None:
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
        for breach in breaches:
            told = translate_breach(breach.about, breach.found, breach.wanted, language)
            say_paragraph(f"  {breach.rule}: {told}")
    else:
        _tell_plan(summary, folder)


def _tell_plan(summary: Summary, folder: Path) -> None:
    audit = summary.result.figures.audit
    for paragraph in summary.result.run.recommendation:
        say_paragraph(paragraph)
        typer.echo()
    say_all(islice(summary.tell_answer(), 1, None))
    typer.echo()
    typer.echo("\n".join(align_columns(write_lines(fill_forms(summary, summary.result), summary.numbers))))
    typer.echo()
    say_all(summary.tell_details())
    typer.echo()
    say_paragraph(phrase("folder", summary.language, folder=folder, tables=len(TABLE_NAMES)))
    checks = summary.numbers.plain(audit.checks)
    say_paragraph(phrase("checked", summary.language, breaches=len(audit.breaches), checks=checks))


def _exit_with_status(result: Result, saved: bool) -> None:
    codes = {"infeasible": EXIT_INFEASIBLE, "no solution found": EXIT_NOTHING_FOUND}
    code = codes.get(result.status, 0 if saved else EXIT_BREACHED)
    if code:
        raise typer.Exit(code)
