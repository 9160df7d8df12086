"""`optimiser solve` of an instance with years: the plan of its whole path, told step by step, and its folder."""

import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from optimiser.alternatives.request import AlternativesRequest, refuse_year_by_year
from optimiser.cli.arguments import outlines_in
from optimiser.cli.near_solving import near_entries, near_found, tell_near
from optimiser.cli.no_plan import diagnose_at_once
from optimiser.cli.progress import ProgressLines
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
from optimiser.data.findings import Finding, InvalidInputError
from optimiser.data.instance import Instance
from optimiser.data.roadmap_tables import ROADMAP_LINES
from optimiser.data.settings import Language, SolverOptions
from optimiser.report.documents import write_documents
from optimiser.report.localizer import phrase
from optimiser.report.summaries.result import header
from optimiser.report.summaries.roadmap import RoadmapSummary
from optimiser.report.tables.roadmap import fill_money, fill_steps
from optimiser.report.tables.table import write_lines
from optimiser.result.folder import held_folder, next_folder, save_somewhere
from optimiser.result.roadmap import RoadmapResult
from optimiser.result.roadmap_folder import write_roadmap
from optimiser.roadmap import solve_roadmap

if TYPE_CHECKING:
    from optimiser.alternatives.near_optimal import Near
    from optimiser.report.charts.outlines import Outlines


@dataclass(frozen=True)
class RoadmapRequest:
    """What is asked of the solve of a path: where it is kept, how it is told, and when the command began."""

    out: Path | None
    force: bool
    geometry: Path | None
    as_json: bool
    language: Language
    began: float
    wanted: AlternativesRequest | None = None


def refuse_beside_years(given: Mapping[str, object]) -> None:
    """Raise InvalidInputError with a finding for each option that is given and makes no sense of a plan over years."""
    rule = "is of an instance of one year, but this one has a table years"
    remedy = "leave it out, or take the rows out of the table years"
    found = [Finding(name, None, "", "", rule, remedy) for name, value in given.items() if value is not None]
    if found:
        raise InvalidInputError("the options", found)


def solve_path(instance: Instance, options: SolverOptions | None, asked: RoadmapRequest, runs: Path) -> None:
    """Plan the path of an instance with years, and write, show and tell it; its folder is in `runs` if none is asked.

    Leaves with the exit codes of `solve`.
    """
    language, name = asked.language, instance.settings.name
    if asked.wanted:
        refuse_year_by_year(instance)
    with held_folder(asked.out, asked.force) if asked.out else next_folder(runs, name) as folder:
        outlines = outlines_in(asked.geometry, instance.municipalities, language)
        say_findings(instance.remarks, language)
        if not asked.as_json:
            say_all([*header(instance, language), _tell_years(instance, language)])
        watched = is_watched() and not asked.as_json
        report = ProgressLines(language) if watched else lambda _: None
        result = solve_roadmap(instance, options, report=report)
        result = result.with_record(seconds=time.monotonic() - asked.began, command=["optimiser", *sys.argv[1:]])
        if result.has_path:
            result = result.with_record(recommendation=RoadmapSummary(result, language).tell_all())
        saved = _save_sound(result, folder, asked, name)
        if saved:
            _write_documents(result, saved, language, outlines)
        if not asked.as_json:
            _tell(RoadmapSummary(result, language), saved)
        near, entries = None, result.record.as_entries()
        if saved and asked.wanted:
            near = near_found(result, asked.wanted, saved, language if watched else None)
            _write_documents(near, saved, language, outlines)
            entries["alternatives"] = near_entries(near)
            if not asked.as_json:
                tell_near(near, language, saved)
    if asked.as_json:
        say_json(entries)
    elif result.status == "infeasible" and not instance.settings.roadmap.year_by_year:
        say_paragraph(phrase("diagnosis begun", language))
        diagnose_at_once(instance, options, language)
    codes = {"infeasible": EXIT_INFEASIBLE, "no solution found": EXIT_NOTHING_FOUND}
    sound = saved is not None and (near is None or near.ending != "breached")
    if code := codes.get(result.status, 0 if sound else EXIT_BREACHED):
        raise typer.Exit(code)


def _tell_years(instance: Instance, language: Language) -> str:
    return phrase("roadmap header", language, first=instance.years[0], last=instance.years[-1])


def _save_sound(result: RoadmapResult, folder: Path, asked: RoadmapRequest, name: str) -> Path | None:
    """Where a path that the audit found sound was saved; it is read back and audited once more."""
    if not result.has_path or result.breaches:
        return None
    write = partial(write_roadmap, result)
    saved = save_somewhere(write, folder, asked.out.name if asked.out else name, asked.force)
    refuse_breached(saved, asked.language)
    if saved != folder:
        say_paragraph(phrase("saved elsewhere", asked.language, folder=folder, saved=saved), error=True)
    return saved


def _write_documents(
    subject: "RoadmapResult | Near", saved: Path, language: Language, outlines: "Outlines | None"
) -> None:
    """Write what people read beside a path that is saved; where the disk refuses it, the path is there all the same."""
    try:
        write_documents(subject, saved, language, outlines)
    except OSError as error:
        say_paragraph(phrase("documents not written", language, folder=saved, why=error.strerror or error), error=True)


def _tell(summary: RoadmapSummary, saved: Path | None) -> None:
    result, language = summary.result, summary.language
    typer.echo()
    if not result.has_path:
        say_all(summary.tell_failure())
        return
    if saved is None:
        say_paragraph(phrase("breached", language, breaches=len(result.breaches)))
        say_all(f"  {breach.sentence}" for breach in result.breaches)
        return
    for paragraph in summary.tell_all():
        say_paragraph(paragraph)
        typer.echo()
    for filled in (fill_steps(result, summary), fill_money(result, summary)):
        typer.echo("\n".join(align_columns(write_lines(filled, summary.numbers))))
        typer.echo()
    say_paragraph(summary.say("roadmap each year's money", first=result.years[0]))
    say_paragraph(summary.say("roadmap folder", folder=saved, tables=len(ROADMAP_LINES), years=len(result.years)))
    checks = summary.numbers.plain(result.record.audit.checks if result.record.audit else 0)
    say_paragraph(phrase("checked", language, breaches=len(result.breaches), checks=checks))
