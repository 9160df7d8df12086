"""A result or a comparison as an Excel workbook, laid out as the Danish state's business-case model."""

from collections.abc import Iterable
from pathlib import Path

from optimiser.alternatives.near_optimal import NearOptimal
from optimiser.comparison.comparison import Comparison
from optimiser.data.settings import Language
from optimiser.report.html.header import title
from optimiser.report.localizer import Localizer
from optimiser.report.workbook.sheets import comparison_sheets, meanings_sheet, near_sheet, result_sheets
from optimiser.report.workbook.writing import BookSheet, save_book
from optimiser.result.result import Result


def write_result_workbook(result: Result, path: Path, language: Language) -> None:
    """Write the workbook of one result.

    Raises ValueError when there is no plan: there is nothing to put in it.
    """
    _write_result(result, (), path, language)


def write_near_workbook(near: NearOptimal, path: Path, language: Language) -> None:
    """Write the workbook of the best plan, with a sheet on those near it."""
    _write_result(near.best, [near_sheet(near, Localizer(language))], path, language)


def _write_result(result: Result, more: Iterable[BookSheet], path: Path, language: Language) -> None:
    if not result.has_plan:
        raise ValueError(f"there is no plan to write a workbook of: {result.status}")
    localizer = Localizer(language)
    named = localizer.say(
        "book title and system", title=title(localizer, result.instance), system=result.instance.system
    )
    sheets = [*result_sheets(result, localizer), *more]
    save_book([*sheets, meanings_sheet(sheets, localizer)], path, language, named, result.run.finished)


def write_comparison_workbook(comparison: Comparison, path: Path, language: Language) -> None:
    """Write the workbook of a comparison; it has a column a case, those without a plan with their status only."""
    localizer = Localizer(language)
    named = localizer.say("book comparison of", cases=", ".join(comparison.results))
    finished = max(str(result.run.finished) for result in comparison.results.values())
    sheets = list(comparison_sheets(comparison, localizer))
    save_book([*sheets, meanings_sheet(sheets, localizer)], path, language, named, finished)
