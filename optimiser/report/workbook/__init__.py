"""A result or a comparison as an Excel workbook, laid out as the Danish state's business-case model."""

from collections.abc import Iterable
from pathlib import Path

from optimiser.alternatives.near_optimal import NearOptimal
from optimiser.comparison.comparison import Comparison
from optimiser.data.settings import Language
from optimiser.report.workbook.book import save_book
from optimiser.report.workbook.comparison_sheets import comparison_sheets
from optimiser.report.workbook.near_sheet import near_sheet
from optimiser.report.workbook.result_sheets import result_sheets
from optimiser.report.workbook.sheet import Sheet
from optimiser.report.workbook.words import Words
from optimiser.result.result import Result


def write_result_workbook(result: Result, path: Path, language: Language) -> None:
    """Write the workbook of one result.

    Raises ValueError when there is no plan: there is nothing to put in it.
    """
    _write(result, (), path, language)


def write_near_workbook(near: NearOptimal, path: Path, language: Language) -> None:
    """Write the workbook of the best plan, with a sheet on those near it."""
    _write(near.best, [near_sheet(near, Words(language))], path, language)


def _write(result: Result, more: Iterable[Sheet], path: Path, language: Language) -> None:
    if not result.has_plan:
        raise ValueError(f"there is no plan to write a workbook of: {result.status}")
    words = Words(language)
    title = words.say("book title and system", title=words.title(result.instance), system=result.instance.system)
    save_book([*result_sheets(result, words), *more], path, words, title, result.run.finished)


def write_comparison_workbook(comparison: Comparison, path: Path, language: Language) -> None:
    """Write the workbook of a comparison; it has a column a case, those without a plan with their status only."""
    words = Words(language)
    title = words.say("book comparison of", cases=", ".join(comparison.results))
    finished = max(str(result.run.finished) for result in comparison.results.values())
    save_book(comparison_sheets(comparison, words), path, words, title, finished)
