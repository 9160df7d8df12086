"""The tables of plans over years side by side: what each costs and opens, year by year, and against its base."""

from dataclasses import replace

from optimiser.comparison.path_figures import PATH_FIGURES
from optimiser.comparison.roadmap_comparison import PATH_FROM_BASE, RoadmapComparison
from optimiser.data.columns import FORMS
from optimiser.data.roadmap_tables import YearLine
from optimiser.data.run_tables import ColumnMeaning
from optimiser.report.html.header import outcome, system
from optimiser.report.localizer import Localizer
from optimiser.report.summaries.roadmap_comparison import RoadmapComparisonSummary
from optimiser.report.tables.cases import STAR
from optimiser.report.tables.path_sweep import PATH_SWEEP
from optimiser.report.tables.roadmap import YEAR_COLUMN, meaning_in_lines
from optimiser.report.tables.table import (
    CHANGE,
    MILLIONS,
    TEXT,
    WHOLE,
    Bilingual,
    FigureFormat,
    FilledTable,
    OutputCell,
    OutputColumn,
    OutputTable,
    RowValues,
    repeated_name,
)

CASE = OutputColumn("case", ("System", "System"), PATH_FIGURES["case"], TEXT, {"terminal": ("system", "system")})
WHAT = OutputColumn(
    "what",
    ("Hvad det er", "What it is"),
    ColumnMeaning("what the system is, as the instance says", "hvad systemet er, som datasættet siger det"),
    kind="line",
)
_figures = PATH_SWEEP.columns[1:]
ROADMAPS = OutputTable(
    "roadmaps side by side",
    ("Køreplanerne side om side", "The roadmaps side by side"),
    ("et system, det billigste først", "a case, the cheapest first"),
    (CASE, *_figures, WHAT),
    terminal=("case", "objective_kr", "net_gain_kr", "investment_kr", "payback_year", "gap"),
    page=("case", *PATH_SWEEP.page[1:], "what"),
    workbook=("case", *(column.name for column in _figures), "what"),
    caption=(
        "Side om side, det billigste først (mio. kr. og mio. henvendelser, alle år tilsammen)",
        "Side by side, the cheapest first (million kr. and million contacts, all years together)",
    ),
    sortable=True,
    kind="",
)


def _of_year(figure: str, title: Bilingual, caption: Bilingual) -> OutputTable:
    """A table of a figure of the years, with a column a case."""
    column = OutputColumn(
        figure, ("{each}", "{each}"), meaning_in_lines(YearLine, figure), MILLIONS, repeated=True, width=20
    )
    return OutputTable(
        f"{figure} of roadmaps",
        title,
        ("et år", "a year"),
        (YEAR_COLUMN, column),
        page=("year", figure),
        workbook=("year", figure),
        caption=caption,
        page_id=f"roadmaps-{figure.replace('_', '-')}",
        kind="",
    )


YEARS_OF_CASES = tuple(
    _of_year(*each)
    for each in (
        (
            "cost_kr",
            ("Udgiften år for år, kr.", "The cost year by year, kr."),
            ("Udgiften år for år (mio. kr. af hvert år)", "The cost year by year (million kr. of each year)"),
        ),
        (
            "investment_kr",
            ("Investeret år for år, kr.", "Invested year by year, kr."),
            ("Investeret år for år (mio. kr. af hvert år)", "Invested year by year (million kr. of each year)"),
        ),
        (
            "accumulated_gain_kr",
            ("Akkumuleret nettoeffekt, kr.", "Accumulated net effect, kr."),
            (
                "Akkumuleret nettoeffekt (mio. kr., nutidsværdi)",
                "Accumulated net effect (million kr., present value)",
            ),
        ),
    )
)


def _against(
    name: str, title: Bilingual, form: FigureFormat = TEXT, in_terminal: Bilingual | None = None
) -> OutputColumn:
    return OutputColumn(name, title, PATH_FROM_BASE[name], form, {"terminal": in_terminal} if in_terminal else {})


AGAINST_BASE = OutputTable(
    "roadmaps against their base",
    ("Hvad der er anderledes end i udgangspunktet", "What is otherwise than in the base"),
    ("et system, der holdes op imod et andet", "a case that is set against another"),
    (
        _against("case", ("System", "System"), in_terminal=("system", "system")),
        _against("base", ("Udgangspunkt", "Base")),
        _against("change_kr", ("Dyrere, {unit}", "Dearer, {unit}"), CHANGE, ("dyrere", "dearer")),
        _against("least_kr", ("Bevist mindst, {unit}", "Proven at least, {unit}"), CHANGE, ("mindst", "at least")),
        _against("most_kr", ("Bevist højst, {unit}", "Proven at most, {unit}"), CHANGE, ("højst", "at most")),
        _against(
            "moves_otherwise",
            ("Kommuner, der begynder i et andet år", "Municipalities that begin in another year"),
            WHOLE,
            ("begynder andet år", "begin other year"),
        ),
        _against("pay_less", ("Betaler mindre", "Pay less"), WHOLE, ("betaler mindre", "pay less")),
        _against("pay_more", ("Betaler mere", "Pay more"), WHOLE, ("mere", "more")),
    ),
    terminal=("case", "change_kr", "least_kr", "most_kr", "moves_otherwise", "pay_less", "pay_more"),
    page=("case", "base", "change_kr", "least_kr", "most_kr", "moves_otherwise", "pay_less", "pay_more"),
    workbook=("case", "base", "change_kr", "least_kr", "most_kr", "moves_otherwise", "pay_less", "pay_more"),
    caption=(
        "Hvad der er anderledes end i udgangspunktet (mio. kr., alle år tilsammen, nutidsværdi)",
        "What is otherwise than in the base (million kr., all years together, present value)",
    ),
    page_id="from-base",
    sortable=True,
    kind="",
)
TABLES = (ROADMAPS, *YEARS_OF_CASES, AGAINST_BASE)


def fill_roadmaps(told: RoadmapComparisonSummary) -> FilledTable:
    """Return what each case costs, gains and opens; with a star it is not proven to be dearer than the one above."""
    comparison = told.comparison
    contacts = {f"contacts_{form}" for form in FORMS}
    unused = {name for name in contacts if not any(row[name] for row in comparison.figure_rows)}
    table = replace(ROADMAPS, page=[name for name in ROADMAPS.page if name not in unused])
    return FilledTable(table, [_tell_case(told, row) for row in comparison.figure_rows])


def _tell_case(told: RoadmapComparisonSummary, row: RowValues) -> RowValues:
    result = told.comparison.results[row["case"]]
    about = {
        "proof": outcome(Localizer(told.language), result.status, result.gap),
        "what": system(Localizer(told.language), result.instance),
    }
    if not result.has_path:
        return {"case": row["case"], "objective_kr": told.say("no plan"), **about}
    starred = STAR if row["case"] in told.starred else ""
    never = row["payback_year"] is None and row["investment_kr"]
    return {
        **row,
        "objective_kr": OutputCell(row["objective_kr"], mark=starred),
        "payback_year": told.say("never") if never else row["payback_year"],
        **about,
    }


def fill_years(comparison: RoadmapComparison, table: OutputTable) -> FilledTable:
    """Return a figure of each year, a column a case that has a path."""
    figure = table.page[1]
    rows = [
        {
            "year": year,
            **{
                repeated_name(figure, case): getattr(result.year_line(year), figure)
                for case, result in comparison.planned.items()
            },
        }
        for year in comparison.years
    ]
    return FilledTable(table, rows, repeats={figure: {case: (case, case) for case in comparison.planned}})


def fill_against_base(told: RoadmapComparisonSummary) -> FilledTable:
    """Return what each case costs more than the one it is set against, and how many begin in another year."""
    return FilledTable(AGAINST_BASE, told.comparison.change_rows)
