"""Those who pay most more than today, for a board."""

from dataclasses import replace
from itertools import islice

from optimiser.comparison.comparison import change_kr, worse_off_kr
from optimiser.report.localizer import Localizer
from optimiser.report.tables.municipalities import MUNICIPALITY, fill_municipalities
from optimiser.report.tables.table import FilledTable, OutputTable
from optimiser.result.result import Result

PAYING_MORE = OutputTable(
    "paying more",
    ("Hvem der betaler mere end i dag", "Who pays more than today"),
    ("en kommune, der betaler mere end i dag", "a municipality that pays more than today"),
    MUNICIPALITY,
    page=("name", "today_kr", "after_kr", "change_kr", "change_share", "information_by"),
    caption=(
        "De kommuner, der betaler mere end i dag (mio. kr. om året)",
        "The municipalities that pay more than today (million kr. a year)",
    ),
    page_id="more",
    kind="",
    total_in=(),
)
TABLES = (PAYING_MORE,)


def fill_paying_more(localizer: Localizer, result: Result, most: int) -> FilledTable:
    """Return those who pay most more than today, at most so many; no rows where nobody does."""
    filled = fill_municipalities(localizer, result, PAYING_MORE)
    by_code = dict(zip((line.code for line in result.lines.municipalities), filled.rows, strict=True))
    rows = [by_code[code] for code in islice(worse_off_kr(change_kr(result)), most)]
    return replace(filled, rows=rows, total=None)
