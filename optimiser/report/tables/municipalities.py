"""The municipalities: what each pays and gets before and after, in a plan and in cases."""

from collections.abc import Mapping
from typing import Any

from optimiser.comparison.comparison import Comparison
from optimiser.data.columns import HOME_FORMS
from optimiser.data.run_tables import ColumnMeaning, MunicipalityLine, meaning_of
from optimiser.report.localizer import Localizer
from optimiser.report.tables.centres import centre_name
from optimiser.report.tables.table import (
    CHANGE,
    CHANGE_SHARE,
    FINE_MILLIONS,
    MILLIONS,
    ONE_DECIMAL,
    PERCENT,
    TEXT,
    TWO_DECIMALS,
    WHOLE,
    WHOLE_PERCENT,
    Bilingual,
    FigureFormat,
    FilledTable,
    OutputColumn,
    OutputTable,
    RowValues,
    list_names,
    repeated_name,
)
from optimiser.result.result import Result, information_centre

MINUTES_PER_HOUR = 60
SEARCH: Bilingual = ("Søg efter kommune eller center", "Search for a municipality or centre")
SEARCH_NAMES: Bilingual = ("Søg efter kommune", "Search for a municipality")


def municipality_column(name: str, title: Bilingual, form: FigureFormat = WHOLE, **more: Any) -> OutputColumn:
    """Return a column of what a run folder tells of a municipality, with its meaning there."""
    return OutputColumn(name, title, meaning_of(MunicipalityLine.model_fields[name]), form, **more)


CODE = municipality_column("code", ("Kode", "Code"), TEXT, width=8)
NAME = municipality_column("name", ("Kommune", "Municipality"), TEXT, width=20)
REGION = municipality_column("region", ("Region", "Region"), TEXT, kind="quiet")
MUNICIPALITY = (
    CODE,
    NAME,
    REGION,
    municipality_column("contacts", ("Henvendelser om året", "Contacts a year"), adds_up=True, width=15),
    municipality_column(
        "forms",
        ("Leveringsformer", "Forms"),
        TEXT,
        gloss=("måder, henvendelserne besvares på", "how the contacts are answered"),
        width=30,
        kind="quiet",
    ),
    municipality_column(
        "entry_points", ("Indgange", "Entry points"), gloss=("steder, der svarer", "places that answer"), width=11
    ),
    municipality_column("local_share", ("Besvaret hjemme", "Answered at home"), WHOLE_PERCENT, width=11),
    municipality_column(
        "today_kr",
        ("I dag, {unit}", "Today, {unit}"),
        FINE_MILLIONS,
        gloss=("om året", "a year"),
        adds_up=True,
        width=15,
    ),
    municipality_column(
        "after_kr",
        ("Efter, {unit}", "After, {unit}"),
        FINE_MILLIONS,
        gloss=("om året; centres udgift delt efter volumen", "a year; centres' cost shared by volume"),
        adds_up=True,
        width=15,
    ),
    municipality_column(
        "purchases_kr", ("Heraf køb, {unit}", "Of this, bought, {unit}"), FINE_MILLIONS, adds_up=True, width=15
    ),
    municipality_column("sales_kr", ("Fra salg, {unit}", "From sales, {unit}"), FINE_MILLIONS, adds_up=True, width=15),
    municipality_column(
        "change_kr",
        ("Ændring, {unit}", "Change, {unit}"),
        CHANGE,
        gloss=("under 0: kommunen sparer", "below 0: a saving"),
        adds_up=True,
        width=15,
        formula="{after_kr}-{today_kr}",
    ),
    OutputColumn(
        "change_share",
        ("Ændring", "Change"),
        ColumnMeaning(
            "the change as a share of what it pays today", "ændringen som andel af det, den betaler i dag", "share"
        ),
        CHANGE_SHARE,
        titles={"workbook": ("Ændring, %", "Change, %")},
        width=12,
        formula="IF({today_kr}=0,0,{change_kr}/{today_kr})",
    ),
    municipality_column(
        "investment_kr",
        ("Investering, {unit}", "Invested, {unit}"),
        MILLIONS,
        titles={"workbook": ("Andel af investering, kr.", "Share of investment, kr.")},
        gloss=("én gang; årlig andel er med i Efter", "once; yearly share is in After"),
        adds_up=True,
        width=17,
    ),
    municipality_column("centre_share", ("Besvaret i centre", "Answered at centres"), WHOLE_PERCENT, width=13),
    municipality_column(
        "answered_share",
        ("Besvaret i tide", "Answered in time"),
        PERCENT,
        gloss=("efter centrets løfte", "by the centre's promise"),
        width=13,
    ),
    municipality_column("opening_hours", ("Åbent, timer om ugen", "Open, hours a week"), ONE_DECIMAL, width=13),
    municipality_column(
        "mean_wait_seconds",
        ("Ventetid, s", "Mean wait, s"),
        ONE_DECIMAL,
        gloss=("sekunder, gennemsnit", "seconds"),
        width=12,
    ),
    municipality_column(
        "alone_occupancy",
        ("Udnyttelses\u00adgrad alene", "Occupancy alone"),
        PERCENT,
        gloss=("beregnet, ikke optalt; information", "computed, not counted; information"),
        width=18,
    ),
    municipality_column(
        "occupancy",
        ("Udnyttelses\u00adgrad i planen", "Occupancy in the plan"),
        PERCENT,
        gloss=("information, i planens centre", "information, at the plan's centres"),
        width=18,
    ),
    OutputColumn(
        "alone_minutes",
        ("Minutter pr. henvendelse alene", "Minutes per contact alone"),
        ColumnMeaning(
            "computed, not counted: agent minutes an information contact would take alone",
            "beregnet, ikke optalt: minutter ved telefonerne, en informationshenvendelse ville tage alene",
            "minutes",
        ),
        TWO_DECIMALS,
        gloss=("beregnet, ikke optalt; information", "computed, not counted; information"),
        width=18,
    ),
    OutputColumn(
        "minutes",
        ("Minutter pr. henvendelse i planen", "Minutes per contact in the plan"),
        ColumnMeaning(
            "agent minutes an information contact takes in the plan's centres",
            "minutter ved telefonerne, en informationshenvendelse tager i planens centre",
            "minutes",
        ),
        TWO_DECIMALS,
        gloss=("information, i planens centre", "information, at the plan's centres"),
        width=18,
    ),
    OutputColumn(
        "information_by",
        ("Information besvares af", "Information answered by"),
        ColumnMeaning(
            "the centre that answers most of its information contacts",
            "det center, der besvarer de fleste af dens informationshenvendelser",
        ),
    ),
)
"""Everything told of a municipality, each once."""
MUNICIPALITIES = OutputTable(
    "municipalities",
    ("Hvad hver kommune betaler i dag og efter", "What each municipality pays today and after"),
    ("en kommune", "a municipality"),
    MUNICIPALITY,
    page=(
        *("name", "change_kr", "change_share", "today_kr", "after_kr", "purchases_kr", "sales_kr", "information_by"),
        *("forms", "entry_points", "local_share", "contacts", "investment_kr", "region"),
    ),
    workbook=[column.name for column in MUNICIPALITY if column.name != "information_by"],
    caption=(
        "Hvad hver kommune betaler i dag og efter (mio. kr. om året); + er mere end i dag",
        "What each municipality pays today and after (million kr. a year); + is more than today",
    ),
    sortable=True,
    sorted_by=("change_kr",),
    search=SEARCH,
    kind="long",
    total_in=("workbook",),
)
MUNICIPALITY_SERVICE = OutputTable(
    "municipality service",
    ("Hver kommunes service og bemanding", "Each municipality's service and staffing"),
    ("en kommune", "a municipality"),
    MUNICIPALITY,
    page=(
        *("name", "centre_share", "answered_share", "opening_hours", "mean_wait_seconds", "alone_occupancy"),
        *("occupancy", "alone_minutes", "minutes"),
    ),
    caption=(
        "Hver kommunes service, og dens bemanding alene (beregnet) og i planen",
        "Each municipality's service, and its staffing alone (computed) and in the plan",
    ),
    page_id="alone",
    sortable=True,
    sorted_by=("name",),
    search=SEARCH_NAMES,
    kind="long",
    total_in=(),
)
CHANGES_OF_CASES = OutputTable(
    "municipalities of cases",
    ("Hvad hver kommune betaler mere eller mindre end i dag", "What each municipality pays more or less than today"),
    ("en kommune", "a municipality"),
    (
        CODE,
        NAME,
        REGION,
        municipality_column(
            "change_kr",
            ("{each}: ændring, kr.", "{each}: change, kr."),
            CHANGE,
            titles={"page": ("{each}", "{each}")},
            adds_up=True,
            repeated=True,
            width=18,
            formula="{after_kr}-{today_kr}",
        ),
        OutputColumn(
            "change_share",
            ("{each}: ændring, %", "{each}: change, %"),
            ColumnMeaning(
                "the change as a share of what it pays today", "ændringen som andel af det, den betaler i dag", "share"
            ),
            CHANGE_SHARE,
            repeated=True,
            width=18,
            formula="IF({today_kr}=0,0,{change_kr}/{today_kr})",
        ),
        municipality_column(
            "today_kr", ("{each}: i dag, kr.", "{each}: today, kr."), MILLIONS, adds_up=True, repeated=True, width=18
        ),
        municipality_column(
            "after_kr", ("{each}: efter, kr.", "{each}: after, kr."), MILLIONS, adds_up=True, repeated=True, width=18
        ),
    ),
    page=("name", "change_kr"),
    workbook=("code", "name", "region", "change_kr", "change_share", "today_kr", "after_kr"),
    caption=(
        "Hvad hver kommune betaler mere (+) eller mindre (−) end i dag, mio. kr. om året",
        "What each municipality pays more (+) or less (−) than today, million kr. a year",
    ),
    page_id="municipalities",
    sortable=True,
    sorted_by=("name",),
    search=SEARCH_NAMES,
    kind="long",
    total_in=("workbook",),
)


def municipal_code(text: str) -> int | str:
    """Return a municipal code as a number, as other sheets look it up; as text where a number would say less."""
    return int(text) if text.isascii() and text.isdigit() and not text.startswith("0") else text


def fill_municipalities(localizer: Localizer, result: Result, table: OutputTable = MUNICIPALITIES) -> FilledTable:
    """Return what each municipality pays and gets, and what they do together."""
    answering = information_centre(result.lines.assignments, result.instance)
    rows = [
        {
            **dict(line),
            "code": municipal_code(line.code),
            "forms": ", ".join(localizer.say(form) for form in line.forms.split()),
            "change_share": _share_of(line.change_kr, line.today_kr),
            "alone_minutes": _in_minutes(line.alone_hours_per_contact),
            "minutes": _in_minutes(line.hours_per_contact),
            "information_by": centre_name(localizer, answering[line.code]),
        }
        for line in result.lines.municipalities
    ]
    return FilledTable(table, rows, _total_row(localizer, result, table.sum_columns(rows)))


def _total_row(localizer: Localizer, result: Result, sums: Mapping[str, Any]) -> RowValues:
    """Sums; the change is what the net gain is, seen from the municipalities."""
    by_form = result.figures.contacts_by_form
    home = sum(by_form[form] for form in HOME_FORMS)
    shares = {
        "local_share": _share_of(home, sums["contacts"]),
        "change_share": _share_of(sums["change_kr"], sums["today_kr"]),
    }
    return {"name": localizer.say("in all"), **sums, **shares}


def _share_of(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _in_minutes(hours: float | None) -> float | None:
    return None if hours is None else MINUTES_PER_HOUR * hours


# ---- several cases ------------------------------------------------------------------------------------------------


def compare_municipalities(localizer: Localizer, comparison: Comparison) -> FilledTable:
    """Return for each case what a municipality pays more than today, in kr. and as a share, and its cost after."""
    rows: dict[str, dict[str, Any]] = {}
    total: dict[str, Any] = {"name": localizer.say("in all")}
    for case, result in comparison.planned.items():
        lines = result.lines.municipalities
        for line in lines:
            who = {"code": municipal_code(line.code), "name": line.name, "region": line.region}
            rows.setdefault(line.code, who).update(_change_in(case, line.today_kr, line.after_kr, line.change_kr))
        sums = zip(*((line.today_kr, line.after_kr, line.change_kr) for line in lines), strict=True)
        total.update(_change_in(case, *map(sum, sums)))
    cases = list_names(list(comparison.planned))
    repeats = dict.fromkeys(("change_kr", "change_share", "today_kr", "after_kr"), cases)
    return FilledTable(CHANGES_OF_CASES, list(rows.values()), total, repeats)


def _change_in(case: str, today_kr: float, after_kr: float, change_kr: float) -> dict[str, Any]:
    return {
        repeated_name("change_kr", case): change_kr,
        repeated_name("change_share", case): _share_of(change_kr, today_kr),
        repeated_name("today_kr", case): today_kr,
        repeated_name("after_kr", case): after_kr,
    }


TABLES = (MUNICIPALITIES, MUNICIPALITY_SERVICE, CHANGES_OF_CASES)
