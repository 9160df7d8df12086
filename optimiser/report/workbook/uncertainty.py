"""The workbook of an uncertainty analysis: what its page says, a chart of it, and every case."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from optimiser.data.settings import Language
from optimiser.report.charts.uncertainty import count_cases
from optimiser.report.html.uncertainty import uncertainty_document
from optimiser.report.summaries.uncertainty import UncertaintySummary
from optimiser.report.tables.table import FilledTable
from optimiser.report.tables.uncertainty import SAVED_HISTOGRAM
from optimiser.report.workbook.charts import ChartSeries, SheetChart
from optimiser.report.workbook.studies import write_study_workbook
from optimiser.sensitivity.uncertainty import Uncertainty


def write_uncertainty_workbook(found: Uncertainty, path: Path, language: Language) -> None:
    """Write the workbook of an uncertainty analysis."""
    told = UncertaintySummary(found, language)
    document = uncertainty_document(told)
    document = replace(document, tables={**document.tables, "samples": told.fill_samples()})
    write_study_workbook(
        document, path, list(_draw_histogram(told)), {"shares": [told.say("uncertainty page about shares")]}
    )


def _draw_histogram(told: UncertaintySummary) -> Iterator[SheetChart]:
    """The chart of the page; nothing where there is nothing to draw."""
    saves_kr = told.found.known("saves_kr")
    if len(set(saves_kr)) > 1:
        counted = FilledTable(SAVED_HISTOGRAM, count_cases(saves_kr))
        axes = (told.say("uncertainty page axis"), told.say("uncertainty page cases axis"))
        title = told.say("uncertainty page chart")
        yield SheetChart(title, counted, "columns", [ChartSeries("count")], "start", axes=axes)
