"""The documentation of output tables, from their declarations; `make pages` renews it."""

from collections.abc import Iterator, Mapping, Sequence

from optimiser.alternatives.near_optimal import PLANS, SETTLED
from optimiser.alternatives.near_paths import PATHS_SETTLED
from optimiser.comparison.base import FROM_BASE
from optimiser.comparison.columns import DIFFERENCES, FIGURES, INPUTS, PRICES, REQUIREMENT_PRICES
from optimiser.comparison.path_figures import PATH_FIGURES
from optimiser.comparison.plan_difference import FILES as DIFFERENCE_FILES
from optimiser.comparison.roadmap_comparison import PATH_DIFFERENCES, PATH_FROM_BASE
from optimiser.data.documentation import markdown_lines
from optimiser.data.regions_tables import REGIONS_LINES
from optimiser.data.roadmap_tables import ROADMAP_LINES
from optimiser.data.run_tables import ColumnMeaning, meanings_of
from optimiser.data.sharing_tables import SHARING_LINES
from optimiser.report.summaries import alternatives
from optimiser.report.tables import (
    answers,
    cases,
    centres,
    costs,
    differences,
    explanations,
    from_base,
    grounds,
    key_figures,
    measures,
    municipalities,
    one_pager,
    path_sweep,
    path_tornado,
    paying_more,
    present_value,
    regions,
    regret,
    roadmap,
    roadmap_budget,
    roadmap_comparison,
    roadmap_difference,
    roadmap_each_year,
    sales,
    sharing,
    simulation,
    staff,
    studies,
    uncertainty,
    waterfall,
    wishes,
)
from optimiser.report.tables.table import OutputColumn, OutputTable, Rendering
from optimiser.report.workbook import plan_charts
from optimiser.report.workbook import studies as study_books
from optimiser.report.workbook.shared_sheets import MEANINGS
from optimiser.sensitivity.frontier import FRONTIER
from optimiser.sensitivity.regret import COSTS, PATH_COSTS, PATH_REGRETS, REGRETS
from optimiser.sensitivity.tornado import PATH_TORNADO, SWITCHES, TORNADO
from optimiser.sensitivity.uncertainty import PAIRS, QUANTILE_COLUMNS, SAMPLES, SHARES
from optimiser.simulation.tables import COLUMNS as SIMULATION

# ---- Every table that people read, for the documentation and for the tests that hold the declarations ----


EVERY_TABLE: Sequence[OutputTable] = (
    *key_figures.TABLES,
    *cases.TABLES,
    *costs.TABLES,
    *present_value.TABLES,
    *centres.TABLES,
    *municipalities.TABLES,
    *answers.TABLES,
    *paying_more.TABLES,
    *roadmap.TABLES,
    *roadmap_each_year.TABLES,
    roadmap_budget.BUDGET,
    *roadmap_difference.TABLES,
    *roadmap_comparison.TABLES,
    *sales.TABLES,
    *sharing.TABLES,
    *regions.TABLES,
    *staff.TABLES,
    *measures.TABLES,
    *grounds.TABLES,
    wishes.WISHES,
    *alternatives.TABLES,
    *studies.TABLES,
    *regret.TABLES,
    *path_sweep.TABLES,
    *path_tornado.TABLES,
    *uncertainty.TABLES,
    *waterfall.TABLES,
    *plan_charts.TABLES,
    *study_books.TABLES,
    *one_pager.TABLES,
    *explanations.TABLES,
    *differences.TABLES,
    *from_base.TABLES,
    *simulation.TABLES,
    MEANINGS,
)


# ---- The page -------------------------------------------------------------------------------------


INTRODUCTION = """\
# Output tables

This page is made from the declarations of the tables by `make pages`. What a run folder holds is on
[its own page](run-folder.md). Money is in kr., volumes in contacts a year; a table without rows has these columns too.
The workbook `report.xlsx` has the same meanings in a sheet of its own in the language of the report, `Betydninger` or
`Meanings`.
"""
RENDERINGS: Mapping[Rendering, str] = {"terminal": "terminal", "page": "report.html", "workbook": "report.xlsx"}


FILES: Mapping[str, tuple[str, Mapping[str, ColumnMeaning]]] = {
    "figures.csv": (
        "`compare`: a row is a case, the cheapest first; a KPI that is not a design criterion has a column `kpi_…`",
        FIGURES,
    ),
    "differences.csv": ("`compare`: a row is two cases with a plan", DIFFERENCES),
    "changes.csv": ("`compare`: a row is a case that is set against another", FROM_BASE),
    "figures.csv, over years": (
        "`compare` of an instance with years: a row is a case, the cheapest first",
        PATH_FIGURES,
    ),
    "differences.csv, over years": (
        "`compare` of an instance with years: a row is two cases with a path",
        PATH_DIFFERENCES,
    ),
    "changes.csv, over years": (
        "`compare` of an instance with years: a row is a case that is set against another",
        PATH_FROM_BASE,
    ),
    "inputs.csv": ("`compare`: a row is a figure that is not the same in all cases, in one of them", INPUTS),
    "sweep.csv": ("`sweep`: a row is a point; the varied parameters, then these", FIGURES),
    "sweep.csv, over years": (
        "`sweep` of an instance with years: a row is a point; the varied parameters, then these",
        PATH_FIGURES,
    ),
    "tornado.csv": ("`tornado`: a row is an assumption at one of its ends, the widest swing first", TORNADO),
    "tornado.csv, over years": (
        "`tornado` of an instance with years: a row is an assumption at one of its ends, the widest swing first",
        PATH_TORNADO,
    ),
    "switch_values.csv": ("`tornado --switch`: a row is an assumption, an end, and what may switch there", SWITCHES),
    "uncertainty.csv": (
        "`uncertainty`: a row is a sample; with a column more for each assumption drawn",
        SAMPLES,
    ),
    "uncertainty_quantiles.csv": ("`uncertainty`: a row is a quantile", QUANTILE_COLUMNS),
    "uncertainty_shares.csv": ("`uncertainty`: a row is an assumption, the largest share first", SHARES),
    "uncertainty_pairs.csv": ("`uncertainty`: a row is two assumptions, those that matter most together first", PAIRS),
    "frontier.csv": ("`frontier`: a row is a target", FRONTIER),
    "regret.csv": ("`regret`: a row is a structure", REGRETS),
    "regret_costs.csv": ("`regret`: a row is a structure in a future", COSTS),
    "regret.csv, over years": ("`regret` of an instance with years: a row is a structure", PATH_REGRETS),
    "regret_costs.csv, over years": (
        "`regret` of an instance with years: a row is the first step of a structure in a future",
        PATH_COSTS,
    ),
    "shadow_prices.csv": ("`shadow-prices`: a row is a target", PRICES),
    "prices.csv": ("`prices`: a row is a requirement, the dearest first", REQUIREMENT_PRICES),
    **{
        f"{name}.csv": (f"`share`: {row}", meanings_of(SHARING_LINES[name]))
        for name, row in {
            "allocations": "a row is a municipality by a rule",
            "groups": "a row is a rule",
            "consents": "a row is a host or a virtual centre",
            "compensation": "a row is what one municipality gives another",
        }.items()
    },
    **{
        f"{name}.csv{of}": (f"`regions`: {row}", meanings_of(REGIONS_LINES[name]))
        for name, of, row in (
            ("drawings", "", "a row is a drawing, or a structure beside them"),
            ("groups", ", of regions", "a row is a group"),
            ("memberships", "", "a row is a municipality in a group"),
            ("settled", ", of regions", "a row is a municipality, by number of groups"),
            ("binding", "", "a row is a demand that is left out, by number of groups"),
        )
    },
    "alternatives.csv": (
        "`solve --alternatives`: a row is a plan, the best first; over years, a path, with money and contacts of all",
        PLANS,
    ),
    "settled.csv": (
        "`solve --alternatives`: a row is a municipality; over years with its contacts of all, and `first_moves`",
        {**PATHS_SETTLED, **SETTLED},
    ),
    **{
        f"{name}.csv": (f"`difference`: {row}", DIFFERENCE_FILES[name])
        for name, row in {
            "difference_terms": "a row is a term of the cost",
            "difference_centres": "a row is a centre that is open in either plan",
            "difference_municipalities": "a row is a municipality",
            "moves": "a row is a task of a municipality that is answered elsewhere, or in another form",
        }.items()
    },
    **{
        f"{name}.csv": (f"`solve` of an instance with years: {row}", meanings_of(ROADMAP_LINES[name]))
        for name, row in {
            "years": "a row is a year",
            "year_moves": "a row is a task of a municipality that goes to another place in a year",
            "centre_years": "a row is a centre in a year in which it is open",
            "municipality_years": "a row is a municipality in a year",
        }.items()
    },
    "simulation.csv": ("`simulate`: a row is a centre in a case", SIMULATION),
}
"""Every CSV file that is no table of a run folder: what writes it, what a row is, its columns."""


def render_output_tables_page() -> str:
    """Return the whole page, in Markdown."""
    tables = [line for table in EVERY_TABLE for line in _describe_table(table)]
    return "\n".join([INTRODUCTION, "## Files\n", *_describe_files(), "## Tables that people read\n", *tables])


def _describe_files() -> Iterator[str]:
    for name, (told, columns) in FILES.items():
        yield f"### {name}\n\n{told}.\n"
        rows = ((f"`{column}`", meaning.unit, meaning.en, meaning.da) for column, meaning in columns.items())
        yield from markdown_lines(("column", "unit", "meaning", "in Danish"), rows)
        yield ""


def _describe_table(table: OutputTable) -> Iterator[str]:
    shown = ", ".join(name for rendering, name in RENDERINGS.items() if table.shown_in(rendering))
    yield f"### {table.title[1]} ({table.name})\n\nA row is {table.row[1]}. In {shown}.\n"
    used = {name for rendering in RENDERINGS for name in getattr(table, rendering)}
    rows = (_describe_column(column) for column in table.columns if column.name in used)
    yield from markdown_lines(("title", "in Danish", "unit", "meaning", "in Danish"), rows)
    yield ""


def _describe_column(column: OutputColumn) -> tuple[str, ...]:
    """The title as a workbook has it; a column that is repeated for cases, forms or futures stands once."""
    titles = [column.title_in("workbook", language) for language in ("en", "da")]
    each = ("(for each)", "(for hver)")
    english, danish = (
        title.replace("{each}", name).replace("{told}", name) for title, name in zip(titles, each, strict=True)
    )
    return english, danish, column.meaning.unit, column.meaning.en, column.meaning.da
