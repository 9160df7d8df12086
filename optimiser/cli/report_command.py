"""`optimiser report`: the documents people read, made again from a run or a study, without the solver."""

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated, Any

import typer

from optimiser.alternatives.near_optimal import Near
from optimiser.cli.arguments import LanguageOption, outlines_in
from optimiser.cli.sound_run import refuse_breached
from optimiser.cli.terminal import say_paragraph
from optimiser.data.findings import Finding, InvalidInputError, fault_of_path
from optimiser.data.other_edition import OtherEditionError
from optimiser.data.roadmap_tables import ROADMAP_FILE
from optimiser.data.run_tables import ALTERNATIVES_FILE, RUN_FILE
from optimiser.data.seal import held_inside
from optimiser.data.settings import Language
from optimiser.report.charts.outlines import Outlines
from optimiser.report.documents import write_documents
from optimiser.report.localizer import phrase
from optimiser.report.one_pagers import OnePagers
from optimiser.result.any_folder import load_any
from optimiser.result.folder import load
from optimiser.result.result import Result
from optimiser.studies.alternatives_folder import AlternativesStudy
from optimiser.studies.catalogue import study_in
from optimiser.studies.compare import CompareStudy
from optimiser.studies.roadmap_folder import RoadmapStudy
from optimiser.studies.study import RecordedStudy

WrittenFiles = tuple[Language, tuple[Path, ...]]
"""The language of what was written, and the files."""


def report(
    run: Annotated[
        Path,
        typer.Argument(
            metavar="RUN",
            help="Folder of a run, or of a study: compare, difference, sweep, tornado, frontier, regret and so on.",
            show_default=False,
        ),
    ],
    lang: LanguageOption = None,
    geometry: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Outlines of the municipalities for the maps: GeoJSON or TopoJSON."),
    ] = None,
    summary: Annotated[
        bool, typer.Option("--summary", help="Of a run also summary.html: two pages for a board, to print on A4.")
    ] = False,
) -> None:
    """Make the report of a run or a study again: in another language, or with other outlines.

    This writes report.html and report.xlsx. Nothing is solved. Each saved plan is checked first; if one has a breach,
    nothing is written and the exit code is 1.
    """
    study = None if (run / RUN_FILE).is_file() else study_in(run)
    with nullcontext() if study is None else held_inside(run):
        language, files = _show(study, run, lang, geometry, summary=summary)
    say_paragraph(phrase("documents written", language, files=", ".join(map(str, files))))


def _show(
    study: type[RecordedStudy[Any]] | None, run: Path, lang: Language | None, geometry: Path | None, *, summary: bool
) -> WrittenFiles:
    if study is None:
        return _show_run(run, lang, geometry, summary=summary)
    if summary and not study.has_board:
        finding = Finding("--summary", None, "", str(run), "is of a run, but this is a study", "leave it out")
        raise InvalidInputError(str(run), [finding])
    return _show_study(study, run, lang, geometry, summary=summary)


def _show_study(
    study: type[RecordedStudy[Any]], folder: Path, lang: Language | None, geometry: Path | None, *, summary: bool
) -> WrittenFiles:
    """Write the documents of a study; each plan that they are made from is without a breach.

    Of the plans of studies that keep figures nothing can be checked.
    """
    if geometry and not study.has_maps:
        finding = Finding("--geometry", None, "", str(geometry), "is for maps, but there are none here", "leave it out")
        raise InvalidInputError(str(folder), [finding])
    runs = study.list_runs(folder)
    if study is CompareStudy and not runs:
        raise InvalidInputError(str(folder), [fault_of_path(folder, "must hold a case to report, but has none")])
    outlines = _read_outlines(runs[0], geometry, lang) if geometry else None
    for place in [folder] if study is RoadmapStudy else runs:
        if any((place / name).is_file() for name in (RUN_FILE, ROADMAP_FILE)):
            refuse_breached(place, lang)
    found = study.load_found(folder)
    if study is RoadmapStudy and (folder / ALTERNATIVES_FILE).is_file():
        found = AlternativesStudy.load_beside(found, folder)
    language: Language = lang or study.read_entries(folder)["language"]
    return language, write_documents(found, folder, language, outlines, board=summary)


def _show_run(run: Path, lang: Language | None, geometry: Path | None, *, summary: bool) -> WrittenFiles:
    """Write the documents of a run, with the plans near it where there are any."""
    outlines = _read_outlines(run, geometry, lang) if geometry else None
    result = _read_sound(run, lang)
    subject: Result | Near = result
    if (run / ALTERNATIVES_FILE).is_file():
        subject = AlternativesStudy.load_beside(result, run)
    language = lang or result.instance.settings.language
    if isinstance(subject, Result):
        OnePagers(result, run).write_again(language)
    return language, write_documents(subject, run, language, outlines, board=summary)


def _read_outlines(run: Path, geometry: Path, lang: Language | None) -> Outlines | None:
    """The outlines, read before the audit, which takes longer; None for a folder that cannot be read."""
    try:
        kept = load_any(run)
    except OtherEditionError:
        raise
    except InvalidInputError:
        return None
    return outlines_in(geometry, kept.instance.municipalities, lang or kept.instance.settings.language)


def _read_sound(run: Path, lang: Language | None) -> Result:
    """A run that has a plan without a breach; a folder that cannot be read is told as the audit tells it."""
    result = _read_run(run)
    if result is not None and not result.has_plan:
        rule = f"holds no plan, because the solve ended with: {result.status}"
        raise InvalidInputError(str(run), [fault_of_path(run, rule, "there is nothing to report")])
    if (run / RUN_FILE).is_file():
        refuse_breached(run, lang)
    return result or load(run)


def _read_run(run: Path) -> Result | None:
    try:
        return load(run)
    except OtherEditionError:
        raise
    except InvalidInputError:
        return None
