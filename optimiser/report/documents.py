"""The documents people read, made from a result or a comparison: report.html and report.xlsx."""

from pathlib import Path

from optimiser.comparison.comparison import Comparison
from optimiser.data.files import write_whole
from optimiser.data.settings import Language
from optimiser.report.charts.outlines import Outlines
from optimiser.report.html.page import comparison_page, result_page
from optimiser.report.workbook import write_comparison_workbook, write_result_workbook
from optimiser.result.folder import DOCUMENTS
from optimiser.result.result import Result

PAGE, WORKBOOK = DOCUMENTS


def write_documents(
    subject: Result | Comparison, folder: Path, language: Language, outlines: Outlines | None = None
) -> None:
    """Write every document into a folder, each whole or not at all; those that are there are replaced.

    Raises:
        ValueError: a result without a plan.
        OSError: the disk does not let it be written.
    """
    text = _page(subject, language, outlines)
    write_whole(folder / PAGE, lambda made: _write(made, text))
    write_whole(folder / WORKBOOK, lambda made: _write_workbook(subject, made, language))


def _page(subject: Result | Comparison, language: Language, outlines: Outlines | None) -> str:
    if isinstance(subject, Comparison):
        return comparison_page(subject, language, outlines)
    return result_page(subject, language, outlines)


def _write(path: Path, text: str) -> None:
    """The lines end as they do in the script that the page names by its hash."""
    path.write_text(text, encoding="utf-8", newline="\n")


def _write_workbook(subject: Result | Comparison, path: Path, language: Language) -> None:
    if isinstance(subject, Comparison):
        write_comparison_workbook(subject, path, language)
    else:
        write_result_workbook(subject, path, language)
