"""The key figures of a plan over years, as a row of a study's table: sums over the years it plans."""

from collections import defaultdict
from collections.abc import Mapping
from math import fsum
from typing import Any

from optimiser.comparison.columns import FIGURES, FORMS_IN_DANISH
from optimiser.data.columns import FORMS
from optimiser.data.roadmap_tables import RoadmapLines
from optimiser.data.run_tables import ColumnMeaning
from optimiser.result.roadmap import RoadmapResult

PATH_FIGURES: Mapping[str, ColumnMeaning] = {
    **{name: FIGURES[name] for name in ("case", "system", "status")},
    "objective_kr": ColumnMeaning(
        "what all years cost, in the first year's worth", "hvad alle år koster, i det første års værdi", "kr."
    ),
    "bound_kr": ColumnMeaning("no path costs less than this", "nedre grænse: ingen køreplan koster mindre", "kr."),
    "gap": FIGURES["gap"],
    "today_kr": ColumnMeaning(
        "what all years cost, answered as today, in the first year's worth",
        "hvad alle år koster, besvaret som i dag, i det første års værdi",
        "kr.",
    ),
    "net_gain_kr": ColumnMeaning(
        "today_kr less objective_kr: the years' annuities are paid",
        "today_kr minus objective_kr: årenes annuiteter er betalt",
        "kr.",
    ),
    "investment_kr": ColumnMeaning(
        "all that is invested over the years, once, each in its own year's worth",
        "alt, der investeres over årene, én gang, hvert beløb i sit eget års værdi",
        "kr.",
    ),
    "investment_present_kr": ColumnMeaning(
        "the same in the first year's worth", "det samme i det første års værdi", "kr."
    ),
    "payback_year": ColumnMeaning(
        "first year, from the first investment on, from which on the accumulated cash is 0 or more; blank where it is "
        "not within the years",
        "det første år, fra den første investering på, hvorfra de akkumulerede betalinger er 0 eller mere; tomt, hvor "
        "det ikke sker inden for årene",
    ),
    "opens": ColumnMeaning(
        "the centres that open, each year with its own: 2015: København; 2016: Aalborg",
        "de centre, der åbner, hvert år med sine: 2015: København; 2016: Aalborg",
    ),
    **{
        f"contacts_{form}": ColumnMeaning(
            f"contacts of all years together that are answered in the form {form}",
            f"alle års henvendelser tilsammen, besvaret i formen {name}",
            "contacts",
        )
        for form, name in FORMS_IN_DANISH.items()
    },
    "seconds": FIGURES["seconds"],
}
"""The columns of a plan over years; those of one year whose meaning is no sum over the years are left out."""


PATH_TEXT = frozenset(("opens",))
"""The columns of a plan over years alone that are text."""


def centres_opening(lines: RoadmapLines) -> Mapping[int, list[str]]:
    """Return the centres that open in each year, in order; only years in which some do."""
    found: dict[int, list[str]] = defaultdict(list)
    for line in lines.centre_years:
        if line.opened:
            found[line.year].append(line.centre)
    return dict(sorted(found.items()))


def figures_of_path(result: RoadmapResult) -> dict[str, Any]:
    """Return the row of a plan over years; without a path only what was asked, its status, and the bound."""
    record, plans = result.record, result.plans.values()
    told = {name: getattr(record, name) for name in ("system", "status", "bound_kr", "seconds")}
    same = ("objective_kr", "gap", "today_kr", "investment_kr", "payback_year")
    found = {
        **{name: getattr(record, name) for name in same},
        "net_gain_kr": record.gain_kr,
        "investment_present_kr": fsum(line.weight * line.investment_kr for line in result.lines.years),
        "opens": "; ".join(f"{year}: {', '.join(some)}" for year, some in centres_opening(result.lines).items()),
        **{f"contacts_{form}": fsum(plan.figures.contacts_by_form[form] for plan in plans) for form in FORMS},
    }
    return {**dict.fromkeys(PATH_FIGURES), "case": "", **told, **(found if result.has_path else {})}
