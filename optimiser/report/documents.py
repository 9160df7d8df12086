"""The documents people read, made from what was found: report.html, and for some report.xlsx."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from optimiser.alternatives.near_optimal import NearOptimal
from optimiser.comparison.comparison import Comparison
from optimiser.data.run_folder import INDEX, ONE_PAGERS, PAGE, WORKBOOK
from optimiser.data.seal import Write, write_sealed
from optimiser.data.settings import Language
from optimiser.report.charts.outlines import Outlines
from optimiser.report.html.environment import write_page
from optimiser.report.html.frontier import frontier_page
from optimiser.report.html.page import comparison_page, near_page, result_page
from optimiser.report.html.regret import regret_page
from optimiser.report.html.sweep import sweep_page
from optimiser.report.html.tornado import tornado_page
from optimiser.report.workbook import write_comparison_workbook, write_near_workbook, write_result_workbook
from optimiser.result.result import Result
from optimiser.sensitivity.frontier import Frontier
from optimiser.sensitivity.regret import Regret
from optimiser.sensitivity.sweep import Sweep
from optimiser.sensitivity.tornado import Tornado

Subject = Result | NearOptimal | Comparison | Sweep | Tornado | Frontier | Regret


@dataclass(frozen=True)
class Documents:
    """How one kind of subject is told: its page, and its workbook if it has one.

    The page is told whether pages about each municipality lie beside it.
    """

    page: Callable[[Any, Language, Outlines | None, bool], str]
    workbook: Callable[..., None] | None = None


def _study_documents(page: Callable[[Any, Language], str]) -> Documents:
    """A study has no maps; nor a workbook, as its tables lie beside the page as CSV, which spreadsheets open."""
    return Documents(lambda subject, language, *_: page(subject, language))


DOCUMENTS_OF: Mapping[type, Documents] = {
    Result: Documents(result_page, write_result_workbook),
    NearOptimal: Documents(near_page, write_near_workbook),
    Comparison: Documents(
        lambda subject, language, outlines, _: comparison_page(subject, language, outlines), write_comparison_workbook
    ),
    Sweep: _study_documents(sweep_page),
    Tornado: _study_documents(tornado_page),
    Frontier: _study_documents(frontier_page),
    Regret: _study_documents(regret_page),
}


def write_documents(
    subject: Subject, folder: Path, language: Language, outlines: Outlines | None = None
) -> tuple[Path, ...]:
    """Write every document into a folder, each whole or not at all; those that are there are replaced.

    Where the folder has a seal they are sealed.

    Raises:
        ValueError: a result without a plan.
        InvalidInputError: the seal of the folder is damaged.
        OSError: the disk does not let it be written.
    """
    documents = DOCUMENTS_OF[type(subject)]
    text = documents.page(subject, language, outlines, (folder / ONE_PAGERS / INDEX).is_file())
    writes: dict[str, Write] = {PAGE: partial(write_page, text)}
    if documents.workbook is not None:
        writes[WORKBOOK] = partial(documents.workbook, subject, language=language)
    write_sealed(folder, writes)
    return tuple(folder / name for name in writes)
