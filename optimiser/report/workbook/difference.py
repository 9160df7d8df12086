"""A difference between two plans as an Excel workbook."""

from collections.abc import Iterator
from pathlib import Path

from optimiser.comparison.plan_difference import PlanDifference
from optimiser.data.settings import Language
from optimiser.report.localizer import Localizer, bilingual
from optimiser.report.summaries.difference import DifferenceSummary
from optimiser.report.tables.differences import (
    fill_centres_of_two,
    fill_moves,
    fill_municipalities_of_two,
    fill_terms,
)
from optimiser.report.tables.grounds import tabulate_inputs
from optimiser.report.workbook.plan_charts import difference_charts
from optimiser.report.workbook.shared_sheets import (
    CENTRES,
    GAINS,
    INPUTS,
    SUMMARY,
    TASKS,
    charts_sheet,
    meanings_sheet,
)
from optimiser.report.workbook.sheets import assumptions_sheet, master_data_sheet
from optimiser.report.workbook.writing import BookSheet, Notes, SheetPart, SheetTable, save_book


def write_difference_workbook(difference: PlanDifference, path: Path, language: Language) -> None:
    """Write the workbook of a difference between two plans."""
    localizer, (before, after) = Localizer(language), difference.names
    finished = max(str(result.run.finished) for result in (difference.before, difference.after))
    sheets = list(_list_sheets(difference, localizer))
    named = localizer.say("difference page subject", before=before, after=after)
    save_book([*sheets, meanings_sheet(sheets, localizer)], path, language, named, finished)


def _list_sheets(difference: PlanDifference, localizer: Localizer) -> Iterator[BookSheet]:
    told = DifferenceSummary(difference, localizer.language)
    results = dict(zip(difference.names, (difference.before, difference.after), strict=True))
    notes = [localizer.say("difference page subject", before=told.before, after=told.after)]
    notes += [*told.tell_answer(), *told.tell_changes(), localizer.say("book rounded")]
    summary: list[SheetPart] = [Notes(notes), SheetTable(fill_terms(localizer, difference), titled=True)]
    yield BookSheet(SUMMARY, bilingual("book difference"), summary)
    if charts := list(difference_charts(difference, localizer)):
        yield charts_sheet(charts, [])
    yield master_data_sheet(results, localizer)
    paid = SheetTable(fill_municipalities_of_two(localizer, difference), long=True)
    shares = Notes([localizer.say("about the shares")])
    yield BookSheet(GAINS, bilingual("heading municipalities of two"), [shares, paid], frozen_columns=2)
    centres = SheetTable(fill_centres_of_two(localizer, difference), long=True)
    yield BookSheet(CENTRES, bilingual("heading centres"), [centres])
    moves = SheetTable(fill_moves(localizer, difference), long=True)
    yield BookSheet(TASKS, bilingual("heading moves"), [moves])
    names = dict(zip(("before", "after"), difference.names, strict=True))
    inputs = tabulate_inputs(told.words, difference.value_rows, names)
    parts: list[SheetPart] = [Notes([told.tell_inputs()]), SheetTable(inputs, long=True)]
    yield BookSheet(INPUTS, bilingual("book inputs"), parts)
    yield assumptions_sheet(
        difference.after.instance, localizer, [localizer.say("book assumptions of", case=told.after)]
    )
