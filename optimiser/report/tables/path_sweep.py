"""The table of points of a sweep over years, each with its own path: sums over the years."""

from dataclasses import replace

from optimiser.comparison.path_figures import PATH_FIGURES
from optimiser.data.columns import FORMS
from optimiser.report.localizer import bilingual
from optimiser.report.tables.roadmap import CALENDAR
from optimiser.report.tables.studies import PROOF, SWEEP
from optimiser.report.tables.table import FINE_MILLIONS, MILLIONS, TEXT, Bilingual, FigureFormat, OutputColumn

POINT = SWEEP.columns[0]
GAP = next(column.format for column in SWEEP.columns if column.name == "gap")


def _path(name: str, title: Bilingual, form: FigureFormat, in_terminal: Bilingual | None = None) -> OutputColumn:
    return OutputColumn(name, title, PATH_FIGURES[name], form, {"terminal": in_terminal} if in_terminal else {})


PATH_SWEEP = replace(
    SWEEP,
    name="points of a sweep over years",
    title=("Hvert punkt med sin køreplan", "Each point with its own path"),
    columns=(
        POINT,
        _path("objective_kr", ("Udgift, alle år", "Cost, all years"), MILLIONS, ("koster", "cost")),
        _path("net_gain_kr", ("Nettogevinst, alle år", "Net gain, all years"), MILLIONS, ("gevinst", "gain")),
        _path("investment_kr", ("Investeres, alle år", "Invested, all years"), MILLIONS, ("invest.", "invested")),
        _path("investment_present_kr", ("Investeres, nutidsværdi", "Invested, present value"), MILLIONS),
        _path("payback_year", ("Tjent hjem i", "Paid back in"), CALENDAR),
        replace(_path("opens", ("Åbner", "Opens"), TEXT), wide=True, kind="quiet"),
        *(_path(f"contacts_{form}", bilingual(form), FINE_MILLIONS) for form in FORMS),
        _path("gap", ("Afstand", "Gap"), GAP, ("afstand", "gap")),
        PROOF,
    ),
    terminal=("point", "objective_kr", "net_gain_kr", "investment_kr", "payback_year", "gap"),
    page=(
        *("point", "objective_kr", "net_gain_kr", "investment_kr", "investment_present_kr", "payback_year", "opens"),
        *(f"contacts_{form}" for form in FORMS),
        "proof",
    ),
    caption=(
        "Hvert punkt med sin egen køreplan (mio. kr. og mio. henvendelser, alle år tilsammen)",
        "Each point with its own path (million kr. and million contacts, all years together)",
    ),
)
TABLES = (PATH_SWEEP,)
