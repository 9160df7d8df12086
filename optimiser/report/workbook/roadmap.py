"""A plan over years as an Excel workbook: its years across as budgets have them, with formulas and native charts."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from optimiser.alternatives.near_paths import NearPaths
from optimiser.comparison.roadmap_comparison import RoadmapComparison
from optimiser.data.roadmap_tables import RUNNING_TERMS
from optimiser.data.settings import Language
from optimiser.report.html.stamps import stamp_of_path
from optimiser.report.localizer import Localizer, bilingual
from optimiser.report.summaries.comparison import name_cases
from optimiser.report.summaries.roadmap import RoadmapSummary
from optimiser.report.summaries.roadmap_comparison import RoadmapComparisonSummary
from optimiser.report.tables.grounds import compare_inputs
from optimiser.report.tables.roadmap import fill_moves, fill_municipalities, fill_steps
from optimiser.report.tables.roadmap_budget import fill_budget
from optimiser.report.tables.roadmap_comparison import YEARS_OF_CASES, fill_against_base, fill_roadmaps, fill_years
from optimiser.report.tables.roadmap_each_year import fill_moved, fill_service, fill_staff, fill_volumes
from optimiser.report.tables.table import FilledTable, repeated_name
from optimiser.report.workbook.charts import ChartSeries, SheetChart
from optimiser.report.workbook.shared_sheets import (
    CENTRES,
    CHANGES,
    COSTS,
    GAINS,
    INPUTS,
    MASTER_DATA,
    STAFFING,
    SUMMARY,
    TASKS,
    charts_sheet,
    meanings_sheet,
)
from optimiser.report.workbook.sheets import assumptions_sheet, near_sheet
from optimiser.report.workbook.studies import PARTICULARS
from optimiser.report.workbook.writing import BookSheet, Notes, SheetPart, SheetTable, save_book
from optimiser.result.roadmap import RoadmapResult


def write_roadmap_workbook(
    result: RoadmapResult, path: Path, language: Language, more: Sequence[BookSheet] = ()
) -> None:
    """Write the workbook of a plan over years, with more sheets where there are some.

    Raises ValueError when there is no path: there is nothing to put in it.
    """
    if not result.has_path:
        raise ValueError(f"there is no path to write a workbook of: {result.status}")
    localizer, told = Localizer(language), RoadmapSummary(result, language)
    sheets = [*_list_sheets(result, told, localizer), *more]
    named = f"{told.title}: {told.subject}"
    save_book([*sheets, meanings_sheet(sheets, localizer)], path, language, named, result.record.finished)


def write_near_paths_workbook(near: NearPaths, path: Path, language: Language) -> None:
    """Write the workbook of the best plan over years, with a sheet on those near it."""
    write_roadmap_workbook(near.best, path, language, [near_sheet(near, Localizer(language))])


def write_roadmap_comparison_workbook(comparison: RoadmapComparison, path: Path, language: Language) -> None:
    """Write the workbook of plans over years side by side; those without a path have their status only."""
    localizer = Localizer(language)
    comparison = name_cases(comparison, localizer)
    named = localizer.say("book comparison of", cases=", ".join(comparison.results))
    finished = max(str(result.record.finished) for result in comparison.results.values())
    sheets = list(_sheets_of_cases(comparison, RoadmapComparisonSummary(comparison, language), localizer))
    save_book([*sheets, meanings_sheet(sheets, localizer)], path, language, named, finished)


def _sheets_of_cases(
    comparison: RoadmapComparison, told: RoadmapComparisonSummary, localizer: Localizer
) -> Iterator[BookSheet]:
    said = [*told.tell_answer(), *told.not_proven(), *told.without_plan(), *told.tell_legend()]
    yield BookSheet(SUMMARY, bilingual("book summary"), [Notes(said), SheetTable(fill_roadmaps(told))])
    if comparison.planned:
        years = [SheetTable(fill_years(comparison, table), titled=True) for table in YEARS_OF_CASES]
        yield BookSheet(COSTS, bilingual("roadmaps heading years"), years)
    against = fill_against_base(told)
    if against.rows:
        notes = Notes([told.tell_base(), told.say("roadmaps proven range")])
        yield BookSheet(CHANGES, bilingual("heading from base"), [notes, SheetTable(against)])
    first, result = next(iter(comparison.results.items()))
    inputs = compare_inputs(localizer, comparison)
    explained = localizer.say("book inputs explained" if inputs.rows else "book inputs the same")
    yield BookSheet(INPUTS, bilingual("book inputs"), [Notes([explained]), SheetTable(inputs, long=True)])
    yield assumptions_sheet(result.instance, localizer, [localizer.say("book assumptions of", case=first)])
    stamps: list[SheetPart] = []
    for case, one in comparison.results.items():
        particulars = [{"label": name, "value": value} for name, value in stamp_of_path(localizer, one)]
        stamps += [Notes([case]), SheetTable(FilledTable(PARTICULARS, particulars))]
    yield BookSheet(MASTER_DATA, PARTICULARS.title, stamps)


def _list_sheets(result: RoadmapResult, told: RoadmapSummary, localizer: Localizer) -> Iterator[BookSheet]:
    budget = fill_budget(result, localizer)
    notes = Notes([told.title, told.subject, *told.tell_all(), localizer.say("book rounded")])
    steps: list[SheetPart] = [notes, SheetTable(fill_steps(result, localizer), titled=True)]
    yield BookSheet(SUMMARY, bilingual("book summary"), steps)
    yield charts_sheet(list(_charts(result, budget, localizer)), [budget])
    explained = Notes([localizer.say("roadmap how"), localizer.say("roadmap book calculated")])
    yield BookSheet(COSTS, bilingual("roadmap heading budgets"), [explained, SheetTable(budget)], frozen_columns=2)
    shares = Notes([localizer.say("about the shares")])
    paid = SheetTable(fill_municipalities(result, localizer), long=True)
    yield BookSheet(GAINS, bilingual("roadmap heading municipalities"), [shares, paid], frozen_columns=2)
    of_centres = (fill_volumes(result), fill_service(result), fill_staff(result))
    yield BookSheet(
        CENTRES, bilingual("roadmap heading centres"), [SheetTable(each, titled=True) for each in of_centres]
    )
    moved = SheetTable(fill_moved(result, localizer), long=True)
    yield BookSheet(STAFFING, moved.filled.table.title, [moved], frozen_columns=1)
    moves = SheetTable(fill_moves(result, localizer), long=True)
    yield BookSheet(TASKS, bilingual("roadmap heading moves"), [moves], frozen_columns=2)
    yield assumptions_sheet(result.instance, localizer)
    particulars = [{"label": name, "value": value} for name, value in stamp_of_path(localizer, result)]
    yield BookSheet(MASTER_DATA, PARTICULARS.title, [SheetTable(FilledTable(PARTICULARS, particulars))])


def _charts(result: RoadmapResult, budget: FilledTable, localizer: Localizer) -> Iterator[SheetChart]:
    """The cost of each year by term, stacked; and the net cash of each year with what has accumulated."""
    years = [repeated_name("case", str(year)) for year in result.years]
    parts = [*(f"{term}_kr" for term in RUNNING_TERMS), "transition_kr", "undoing_kr", "annuities_kr"]
    drawn = [name for name in parts if any(getattr(line, name) for line in result.lines.years)]
    axes = ("", localizer.say("roadmap cost axis"))
    title = localizer.say("roadmap cost title")
    yield SheetChart(title, budget, "stacked", [ChartSeries(name) for name in drawn], cases=years, axes=axes)
    cash = [ChartSeries("net_cash_kr"), ChartSeries("accumulated_gain_kr")]
    axes = ("", localizer.say("roadmap cash axis"))
    yield SheetChart(localizer.say("roadmap cash title"), budget, "columns", cash, cases=years, axes=axes)
