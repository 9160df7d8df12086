"""What a solve comes to: the key figures of a plan by themselves, and a row for each case of a comparison."""

from dataclasses import replace

from optimiser.comparison.columns import FIGURES, TERMS
from optimiser.comparison.comparison import Comparison
from optimiser.data.columns import FORMS
from optimiser.data.run_tables import ColumnMeaning
from optimiser.report.html.header import status, system
from optimiser.report.localizer import TERM_NAMES, Localizer, bilingual, gain_kr
from optimiser.report.summaries.comparison import ComparisonSummary
from optimiser.report.tables.table import (
    ANY,
    FINE_MILLIONS,
    FINE_PERCENT,
    MILLIONS,
    ONE_DECIMAL,
    PERCENT,
    STAFF,
    TEXT,
    TWO_DECIMALS,
    WHOLE,
    Bilingual,
    FigureFormat,
    FilledTable,
    OutputCell,
    OutputColumn,
    OutputTable,
    Rendering,
    RowValues,
    join_titles,
)

STAR = "*"
IN_ALL = ("I alt", "In total")


def _figure_column(
    name: str,
    title: Bilingual,
    form: FigureFormat = WHOLE,
    short: Bilingual | None = None,
    in_terminal: Bilingual | None = None,
) -> OutputColumn:
    """A figure of a case; `short` heads its column on a page, where a row is a case."""
    titles: dict[Rendering, Bilingual] = {}
    titles |= {"page": short} if short else {}
    titles |= {"terminal": in_terminal} if in_terminal else {}
    return OutputColumn(name, title, FIGURES[name], form, titles)


CASE = (
    _figure_column("case", ("System", "System"), TEXT, in_terminal=("system", "system")),
    _figure_column("today_kr", ("Udgift i dag", "Cost today"), MILLIONS),
    _figure_column(
        "objective_kr",
        ("Udgift efter", "Cost after"),
        MILLIONS,
        ("Planens udgift", "Cost of the plan"),
        ("udgift", "cost"),
    ),
    _figure_column(
        "exact_cost_kr",
        ("Udgift efter på selve omkostningskurven", "Cost after, on the cost curve itself"),
        MILLIONS,
        ("På selve kurven", "On the curve itself"),
    ),
    _figure_column("gross_gain_kr", ("Bruttogevinst", "Gross gain"), MILLIONS),
    _figure_column("investment_annual_kr", bilingual("cost investment"), MILLIONS),
    _figure_column(
        "net_gain_kr", ("Nettogevinst", "Net gain"), MILLIONS, ("Netto\u00adgevinst", "Net gain"), ("gevinst", "gain")
    ),
    _figure_column(
        "investment_kr",
        ("Investering, én gang", "Investment, once"),
        MILLIONS,
        ("Investering", "Investment"),
        ("investering", "invested"),
    ),
    _figure_column("npv_kr", ("Nettonutidsværdi", "Net present value"), MILLIONS),
    _figure_column(
        "payback_years",
        ("Tilbagebetalingstid", "Payback time"),
        ONE_DECIMAL,
        ("Tjent hjem, år", "Paid back, years"),
        ("år", "years"),
    ),
    _figure_column("status", ("Status", "Status"), TEXT),
    _figure_column("bound_kr", ("Nedre grænse", "Bound"), MILLIONS),
    _figure_column(
        "gap",
        ("Afstand mellem plan og nedre grænse", "Gap between plan and bound"),
        FINE_PERCENT,
        in_terminal=("afstand", "gap"),
    ),
    _figure_column("better_off", ("Kommuner, der betaler mindre end i dag", "Municipalities that pay less than today")),
    _figure_column("better_off_kr", ("De sparer tilsammen", "What they save together"), MILLIONS),
    _figure_column(
        "worse_off",
        ("Kommuner, der betaler mere end i dag", "Municipalities that pay more than today"),
        short=("Kommuner, der betaler mere", "Municipalities that pay more"),
        in_terminal=("dyrere for", "worse off"),
    ),
    _figure_column("worse_off_kr", ("De betaler tilsammen mere", "What they pay more together"), MILLIONS),
    _figure_column(
        "worst", ("Kommunen, der får den største merudgift", "The municipality with the largest extra cost"), TEXT
    ),
    _figure_column(
        "worst_kr",
        ("Dens merudgift", "Its extra cost"),
        FINE_MILLIONS,
        ("Største mer\u00adudgift", "Largest extra cost"),
    ),
    _figure_column("centres", ("Åbne centre", "Open centres")),
    _figure_column("centres_shared", ("Heraf med flere kommuner", "Of these, with several municipalities")),
    _figure_column(
        "entry_points_mean",
        ("Indgange pr. kommune, gennemsnit", "Entry points per municipality, mean"),
        TWO_DECIMALS,
        ("Indgange pr. kommune", "Entry points per municipality"),
    ),
    _figure_column(
        "entry_points_several", ("Kommuner med mere end én indgang", "Municipalities with more than one entry point")
    ),
    _figure_column(
        "criteria_score",
        ("Designkriterier, vægtet gennemsnit", "Design criteria, weighted mean"),
        TWO_DECIMALS,
        ("Score på design\u00adkriterier", "Design-criteria score"),
    ),
    _figure_column(
        "criteria_rated_share",
        ("Andel af henvendelserne, der er vurderet", "Share of the contacts that is rated"),
        PERCENT,
        ("Andel vurderet", "Share rated"),
    ),
    _figure_column("seconds", ("Beregningstid", "Time of the solve"), ONE_DECIMAL),
    _figure_column("staffed_fte", ("Årsværk i centrene", "Full-time staff at centres"), STAFF),
    _figure_column("fte", ("Årsværk, betjeningstid alene", "Full-time staff, handling time alone"), STAFF),
    _figure_column("agent_hours", ("Timer ved telefonerne om året", "Agent hours a year")),
    _figure_column("answered_share", ("Besvaret i tide", "Answered in time"), PERCENT),
    _figure_column(
        "least_answered_share",
        ("Lavest besvaret i tide", "Lowest in time"),
        PERCENT,
    ),
    _figure_column(
        "least_centre", ("Centret, der svarer færrest i tide", "The centre that answers fewest in time"), TEXT
    ),
    _figure_column("mean_wait_seconds", ("Ventetid, s", "Mean wait, s"), ONE_DECIMAL),
    _figure_column(
        "opening_hours",
        ("Åbningstid, gennemsnit over centrenes henvendelser", "Opening hours, mean over the centres' contacts"),
        ANY,
        ("Åbent, timer om ugen", "Open, hours a week"),
    ),
    *(
        _figure_column(
            f"contacts_{form}",
            join_titles(("Henvendelser", "Contacts"), bilingual(form)),
            MILLIONS,
            bilingual(form),
        )
        for form in FORMS
    ),
    *(
        _figure_column(
            f"municipalities_{form}",
            join_titles(("Kommuner", "Municipalities"), bilingual(form)),
        )
        for form in FORMS
    ),
    *(_figure_column(f"{term}_kr", bilingual(TERM_NAMES[term]), MILLIONS) for term in TERMS[:-1]),
    OutputColumn(
        "proof",
        ("Bevis", "Proof"),
        ColumnMeaning(
            "how far the plan is proven, or why there is none",
            "hvor langt planen er bevist, eller hvorfor der ingen er",
        ),
        kind="line",
    ),
    OutputColumn(
        "what",
        ("Hvad det er", "What it is"),
        ColumnMeaning("what the system is, as the instance says", "hvad systemet er, som datasættet siger det"),
        kind="line",
    ),
)
"""Everything told of a case, each once."""


STATUSES = {
    "optimal": "book optimal",
    "feasible": "book feasible",
    "infeasible": "book infeasible",
    "no solution found": "book no solution found",
}
"""The phrase for each status of a solve."""
CASES = OutputTable(
    "cases",
    ("Side om side", "Side by side"),
    ("et system, det billigste først", "a case, the cheapest first"),
    CASE,
    terminal=("case", "objective_kr", "net_gain_kr", "investment_kr", "payback_years", "worse_off", "gap"),
    page=(
        *("case", "net_gain_kr", "objective_kr", "exact_cost_kr", "investment_kr", "payback_years", "centres"),
        *("worse_off", "worst_kr", "entry_points_mean", "staffed_fte", "criteria_score", "proof", "what"),
    ),
    caption=(
        "Side om side, det billigste først (mio. kr. om året; investering én gang)",
        "Side by side, the cheapest first (million kr. a year; investment once)",
    ),
    sortable=True,
    kind="",
)
TERMS_OF_CASES = OutputTable(
    "cost terms of cases",
    ("Udgiften om året, post for post", "Yearly cost, term by term"),
    ("et system med en plan", "a case with a plan"),
    [replace(column, titles={"page": IN_ALL}) if column.name == "objective_kr" else column for column in CASE],
    page=("case", *(f"{term}_kr" for term in TERMS), "objective_kr"),
    caption=("Udgiften om året, post for post (mio. kr.)", "Yearly cost, term by term (million kr.)"),
    page_id="terms",
    sortable=True,
    kind="",
)
FORMS_OF_CASES = OutputTable(
    "forms of cases",
    ("Henvendelser efter leveringsform", "Contacts by form"),
    ("et system med en plan", "a case with a plan"),
    CASE,
    page=("case", *(f"contacts_{form}" for form in FORMS)),
    caption=(
        "Mio. henvendelser efter leveringsform, og i parentes de kommuner, der bruger den",
        "Million contacts by form, and in brackets the municipalities that use it",
    ),
    page_id="forms",
    sortable=True,
    kind="",
)
SERVICE_OF_CASES = OutputTable(
    "service of cases",
    ("Service og bemanding i centrene", "Service and staffing at the centres"),
    ("et system med en plan", "a case with a plan"),
    [replace(column, format=WHOLE) if column.name in ("staffed_fte", "fte") else column for column in CASE],
    page=(
        *("case", "staffed_fte", "fte", "agent_hours", "answered_share", "least_answered_share"),
        *("mean_wait_seconds", "opening_hours"),
    ),
    page_id="service",
    sortable=True,
    kind="",
)

TABLES = (CASES, TERMS_OF_CASES, FORMS_OF_CASES, SERVICE_OF_CASES)


def compare_cases(localizer: Localizer, comparison: Comparison) -> FilledTable:
    """Return what a board asks of each case."""
    return FilledTable(CASES, [_tell_case(localizer, comparison, row) for row in comparison.figure_rows])


def _tell_case(localizer: Localizer, comparison: Comparison, row: RowValues) -> RowValues:
    result = comparison.results[row["case"]]
    never = row["payback_years"] is None and result.has_plan
    return {
        **row,
        "net_gain_kr": OutputCell(row["net_gain_kr"], localizer.numbers.millions(gain_kr(row))),
        "payback_years": localizer.say("never") if never else row["payback_years"],
        "proof": status(localizer, result),
        "what": system(localizer, result.instance),
    }


def planned_rows(comparison: Comparison) -> list[RowValues]:
    """Return the figures of the cases that have a plan."""
    return [row for row in comparison.figure_rows if comparison.results[row["case"]].has_plan]


def compare_terms(localizer: Localizer, comparison: Comparison) -> FilledTable:
    """Return the yearly cost of each case by term; the terms add up to the cost as they are shown."""
    names = [f"{term}_kr" for term in TERMS]
    rows = []
    for row in planned_rows(comparison):
        values = [row[name] for name in names]
        texts = localizer.numbers.millions_of(row["objective_kr"], values)
        rows.append({**row, **{name: OutputCell(*told) for name, *told in zip(names, values, texts, strict=True)}})
    return FilledTable(TERMS_OF_CASES, rows)


def compare_forms(localizer: Localizer, comparison: Comparison) -> FilledTable:
    """Return the contacts of each case by form, and the municipalities that use it."""
    rows = [
        {**row, **{f"contacts_{form}": _form_cell(localizer, row, form) for form in FORMS}}
        for row in planned_rows(comparison)
    ]
    return FilledTable(FORMS_OF_CASES, rows)


def _form_cell(localizer: Localizer, row: RowValues, form: str) -> OutputCell:
    contacts, count = row[f"contacts_{form}"], row[f"municipalities_{form}"]
    told = localizer.say("contacts of so many", contacts=localizer.numbers.millions(contacts), count=int(count))
    return OutputCell(contacts, told if contacts else localizer.numbers.plain(None))


def compare_service(localizer: Localizer, comparison: Comparison) -> FilledTable:
    """Return the staff of each case, and what its centres keep."""
    rows = [{**row, "least_answered_share": _least_cell(localizer, row)} for row in planned_rows(comparison)]
    return FilledTable(SERVICE_OF_CASES, rows)


def _least_cell(localizer: Localizer, row: RowValues) -> OutputCell:
    share = row["least_answered_share"]
    if share is None:
        return OutputCell()
    told = localizer.say("at the centre", share=localizer.numbers.percent(share), centre=row["least_centre"])
    return OutputCell(share, told)


def rank_cases(summary: ComparisonSummary) -> FilledTable:
    """Return the cases for a terminal; a star says that a case is not proven to be dearer than the one above."""
    rows = []
    for row in summary.shown.figure_rows:
        if not summary.shown.results[row["case"]].has_plan:
            rows.append({"case": row["case"], "objective_kr": summary.say("no plan")})
            continue
        rows.append(
            {
                **row,
                "objective_kr": OutputCell(row["objective_kr"], mark=STAR if row["case"] in summary.starred else ""),
                "net_gain_kr": OutputCell(row["net_gain_kr"], summary.numbers.millions(gain_kr(row))),
                "payback_years": summary.say("never") if row["payback_years"] is None else row["payback_years"],
            }
        )
    return FilledTable(CASES, rows)
