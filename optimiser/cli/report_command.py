"""`optimiser report`: the documents people read, made again from a run, a comparison or a study, without the solver."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from optimiser.alternatives.folder import load_near
from optimiser.alternatives.near_optimal import NearOptimal
from optimiser.cli.arguments import LanguageOption
from optimiser.cli.audit_command import refuse_breached
from optimiser.cli.geometry import outlines_in
from optimiser.cli.terminal import say
from optimiser.comparison.comparison import Comparison
from optimiser.data.files import fault
from optimiser.data.findings import Finding, InvalidInputError
from optimiser.data.instance import Instance
from optimiser.data.run_record import RUN_FILE
from optimiser.data.settings import Language
from optimiser.report.charts.outlines import Outlines
from optimiser.report.documents import write_documents
from optimiser.report.one_pagers import OnePagers
from optimiser.report.phrases import phrase
from optimiser.result.reading import load
from optimiser.result.result import Result
from optimiser.sensitivity.frontier import Frontier
from optimiser.sensitivity.regret import Regret
from optimiser.sensitivity.sweep import Sweep
from optimiser.sensitivity.tornado import Tornado
from optimiser.studies.cases import folder_name
from optimiser.studies.comparison_file import load_comparison, read_comparison
from optimiser.studies.frontier_file import FRONTIER_FILE, load_frontier
from optimiser.studies.regret_file import REGRET_FILE, load_regret
from optimiser.studies.run_store import COMPARISON_FILE, RunStore
from optimiser.studies.sweep_file import SWEEP_FILE, load_sweep
from optimiser.studies.tornado_file import TORNADO_FILE, load_tornado

Study = Sweep | Tornado | Frontier | Regret
STUDIES: Mapping[str, Callable[[Path], Study]] = {
    SWEEP_FILE: load_sweep,
    TORNADO_FILE: load_tornado,
    FRONTIER_FILE: load_frontier,
    REGRET_FILE: load_regret,
}
"""By the file that a study's folder holds, how to read it back."""
Written = tuple[Language, tuple[Path, ...]]
"""The language of what was written, and the files."""


def report(
    run: Annotated[
        Path,
        typer.Argument(
            metavar="RUN",
            help="Folder of a run, compare, sweep, tornado, frontier or regret.",
            show_default=False,
        ),
    ],
    lang: LanguageOption = None,
    geometry: Annotated[
        Path | None,
        typer.Option(metavar="FILE.geojson", help="Outlines of the municipalities, to draw the maps with."),
    ] = None,
) -> None:
    """Make report.html, and report.xlsx of a run or a comparison, again: in another language, with other outlines.

    Nothing is solved. Each plan that is kept is checked first; with a breach nothing is written and the exit code is 1.
    """
    reading = next((reading for name, reading in STUDIES.items() if (run / name).is_file()), None)
    language, files = _study(reading(run), run, lang, geometry) if reading else _plans(run, lang, geometry)
    say(phrase("documents written", language, files=", ".join(map(str, files))))


def _study(study: Study, folder: Path, lang: Language | None, geometry: Path | None) -> Written:
    """The page of a study, of whose plans only figures are kept: nothing can be checked, or drawn on a map."""
    if geometry:
        finding = Finding("--geometry", None, "", str(geometry), "is for maps, but there are none here", "leave it out")
        raise InvalidInputError(str(folder), [finding])
    language: Language = lang or study.record["language"]
    return language, write_documents(study, folder, language)


def _plans(run: Path, lang: Language | None, geometry: Path | None) -> Written:
    """The documents of a run or a comparison."""
    outlines = _outlines(run, geometry) if geometry else None
    subject = _comparison(run) if (run / COMPARISON_FILE).is_file() else _near(_result(run), run)
    language = lang or _instance(subject).settings.language
    if isinstance(subject, Result):
        OnePagers(subject, run).write_again(language)
    return language, write_documents(subject, run, language, outlines)


def _outlines(run: Path, geometry: Path) -> Outlines | None:
    """The outlines, read before the audit, which takes longer; None for a folder that the audit cannot read either."""
    try:
        kept = load_comparison(run) if (run / COMPARISON_FILE).is_file() else load(run)
    except InvalidInputError:
        return None
    if isinstance(kept, Comparison) and not kept.results:
        return None
    return outlines_in(geometry, _instance(kept).municipalities)


def _near(result: Result, run: Path) -> Result | NearOptimal:
    """The run with the plans near it, where there are any."""
    return load_near(result, run) or result


def _result(run: Path) -> Result:
    """A run that has a plan without a breach; a folder that cannot be read is told as the audit tells it."""
    result = _read(run)
    if result is not None and not result.has_plan:
        rule = f"holds no plan, as the solve ended with: {result.status}"
        raise InvalidInputError(str(run), [fault(run, rule, "there is nothing to report")])
    if (run / RUN_FILE).is_file():
        refuse_breached(run)
    return result or load(run)


def _read(run: Path) -> Result | None:
    try:
        return load(run)
    except InvalidInputError:
        return None


def _comparison(folder: Path) -> Comparison:
    """A comparison, each of whose runs is without a breach; one that cannot be read is told as the audit tells it."""
    places = [RunStore(folder).run_folder(folder_name(case)) for case in read_comparison(folder)["cases"]]
    if not places:
        raise InvalidInputError(str(folder), [fault(folder, "must hold a case to report, but holds none")])
    for place in places:
        if (place / RUN_FILE).is_file():
            refuse_breached(place)
    return load_comparison(folder)


def _instance(subject: Result | NearOptimal | Comparison) -> Instance:
    if isinstance(subject, NearOptimal):
        return subject.best.instance
    return subject.instance if isinstance(subject, Result) else next(iter(subject.results.values())).instance
