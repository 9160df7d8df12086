"""The documentation of output tables, from their declarations: `python -m optimiser.report.output_documentation`."""

import sys
from collections.abc import Iterator, Mapping

from optimiser.alternatives.tables import PLANS, SETTLED
from optimiser.comparison.columns import DIFFERENCES, FIGURES, INPUTS, PRICES
from optimiser.data.column_meaning import ColumnMeaning
from optimiser.data.documentation import markdown
from optimiser.sensitivity.columns import COSTS, FRONTIER, REGRETS
from optimiser.sensitivity.switching import SWITCHES
from optimiser.sensitivity.tornado import TORNADO
from optimiser.simulation.tables import COLUMNS as SIMULATION

INTRODUCTION = """\
# Output tables

This page is made from the declarations of the tables by
`python -m optimiser.report.output_documentation > docs/output-tables.md`. What a run folder holds is on
[its own page](run-folder.md). Money is in kr., volumes in contacts a year; a table without rows has these columns too.
"""
FILES: Mapping[str, tuple[str, Mapping[str, ColumnMeaning]]] = {
    "figures.csv": (
        "`compare`: a row is a case, the cheapest first; a KPI that is no design criterion has a column `kpi_…`",
        FIGURES,
    ),
    "differences.csv": ("`compare`: a row is two cases with a plan", DIFFERENCES),
    "inputs.csv": ("`compare`: a row is a figure that is not the same in all cases, in one of them", INPUTS),
    "sweep.csv": ("`sweep`: a row is a point; the varied parameters, then these", FIGURES),
    "tornado.csv": ("`tornado`: a row is an assumption at one of its ends, the widest swing first", TORNADO),
    "switch_values.csv": ("`tornado --switch`: a row is an assumption, an end, and what may switch there", SWITCHES),
    "frontier.csv": ("`frontier`: a row is a target", FRONTIER),
    "regret.csv": ("`regret`: a row is a structure", REGRETS),
    "regret_costs.csv": ("`regret`: a row is a structure in a future", COSTS),
    "shadow_prices.csv": ("`shadow-prices`: a row is a target", PRICES),
    "alternatives.csv": ("`solve --alternatives`: a row is a plan, the best first", PLANS),
    "settled.csv": ("`solve --alternatives`: a row is a municipality", SETTLED),
    "simulation.csv": ("`simulate`: a row is a centre in a case", SIMULATION),
}
"""Every CSV file that is no table of a run folder: what writes it, what a row is, its columns."""


def render_page() -> str:
    """Return the whole page, in Markdown."""
    return "\n".join([INTRODUCTION, "## Files\n", *_describe_files()])


def _describe_files() -> Iterator[str]:
    for name, (told, columns) in FILES.items():
        yield f"### {name}\n\n{told}.\n"
        rows = ((f"`{column}`", meaning.unit, meaning.en, meaning.da) for column, meaning in columns.items())
        yield from markdown(("column", "unit", "meaning", "in Danish"), rows)
        yield ""


if __name__ == "__main__":
    sys.stdout.write(render_page())
