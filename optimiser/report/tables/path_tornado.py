"""The tables of a tornado over years: at each end a path of its own, and all figures of all years together."""

from dataclasses import replace

from optimiser.report.tables.roadmap import CALENDAR
from optimiser.report.tables.studies import TORNADO_ENDS, TORNADO_SWINGS
from optimiser.report.tables.table import MILLIONS, Bilingual, FigureFormat, OutputColumn, OutputTable
from optimiser.sensitivity.tornado import PATH_TORNADO

ON_CURVE = "exact_cost_kr"
"""A figure of plans for one year alone."""


def _of_all_years(column: OutputColumn) -> OutputColumn:
    """Return a column with what it means over years: as the file has it, or the same without a year in its unit."""
    meaning = column.meaning
    unit = meaning.unit.removesuffix("/year")
    return replace(column, meaning=PATH_TORNADO.get(column.name, replace(meaning, unit=unit)))


def _over_years(table: OutputTable) -> tuple[OutputColumn, ...]:
    return tuple(_of_all_years(column) for column in table.columns if column.name != ON_CURVE)


def _path(name: str, title: Bilingual, form: FigureFormat) -> OutputColumn:
    return OutputColumn(name, title, PATH_TORNADO[name], form)


PATH_ENDS = replace(
    TORNADO_ENDS,
    name="ends of a tornado over years",
    columns=(
        *_over_years(TORNADO_ENDS),
        _path("net_gain_kr", ("Nettogevinst, alle år", "Net gain, all years"), MILLIONS),
        _path("investment_kr", ("Investeres, alle år", "Invested, all years"), MILLIONS),
        _path("payback_year", ("Tjent hjem i", "Paid back in"), CALENDAR),
    ),
    page=(
        *(name for name in TORNADO_ENDS.page if name not in (ON_CURVE, "breaks", "differs", "proof")),
        *("net_gain_kr", "investment_kr", "payback_year", "breaks", "differs", "proof"),
    ),
    caption=(
        "Den lave og den høje ende, det største udslag først (mio. kr. og mio. henvendelser, alle år tilsammen, i det "
        "første års værdi)",
        "The low and the high end, the widest swing first (million kr. and million contacts, all years together, in "
        "the worth of the first)",
    ),
)
PATH_SWINGS = replace(TORNADO_SWINGS, name="swings of a tornado over years", columns=_over_years(TORNADO_SWINGS))
TABLES = (PATH_ENDS, PATH_SWINGS)
