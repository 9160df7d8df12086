"""What a plan costs: by term and by form, and the investment by centre."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import fsum
from typing import Any

from optimiser.comparison.columns import TERM_MEANINGS, TERMS
from optimiser.data.columns import FORMS
from optimiser.data.run_tables import AssignmentLine, ColumnMeaning
from optimiser.data.tolerances import A_KRONE
from optimiser.planning.routes import DEPARTMENTS
from optimiser.report.localizer import TERM_NAMES, Localizer
from optimiser.report.tables.table import (
    MILLIONS,
    PERCENT,
    WHOLE,
    FilledTable,
    OutputCell,
    OutputColumn,
    OutputTable,
    RowValues,
)
from optimiser.result.result import Result

ANNUITY = TERMS[-1]
"""The term that follows from what is invested."""


COST_TERMS = OutputTable(
    "cost terms",
    ("Årlige udgifter efter art, kr.", "Yearly cost by term, kr."),
    ("en post i udgiften om året", "a term of the yearly cost"),
    (
        OutputColumn("term", ("Post", "Term"), ColumnMeaning("what is paid for", "hvad der betales for"), width=52),
        OutputColumn(
            "today",
            ("I dag, {unit}", "Today, {unit}"),
            ColumnMeaning("what it costs today", "hvad det koster i dag", "kr./year"),
            MILLIONS,
            adds_up=True,
            width=18,
        ),
        OutputColumn(
            "after",
            ("Efter, {unit}", "After, {unit}"),
            ColumnMeaning("what it costs in the plan", "hvad det koster i planen", "kr./year"),
            MILLIONS,
            titles={"page": ("Mio. kr. om året", "Million kr. a year")},
            adds_up=True,
            width=18,
        ),
        OutputColumn(
            "difference",
            ("Forskel, {unit}", "Difference, {unit}"),
            ColumnMeaning(
                "after minus today; below 0 is a saving", "efter minus i dag; under 0 er en besparelse", "kr./year"
            ),
            MILLIONS,
            adds_up=True,
            width=18,
            formula="{after}-{today}",
        ),
        OutputColumn(
            "share",
            ("Andel", "Share"),
            ColumnMeaning("its part of the plan's cost", "dens del af planens udgift", "share"),
            PERCENT,
            adds_up=True,
        ),
    ),
    page=("term", "after", "share"),
    workbook=("term", "today", "after", "difference"),
    caption=("Planens udgift om året, post for post", "The plan's yearly cost, term by term"),
    page_id="terms",
)
FORMS_OF_PLAN = OutputTable(
    "forms",
    ("Leveringsformer", "Forms"),
    ("en leveringsform, der er i brug", "a form that is used"),
    (
        OutputColumn(
            "form",
            ("Leveringsform", "Form"),
            ColumnMeaning("how contacts are answered", "hvordan henvendelser besvares"),
            titles={"terminal": ("form", "form")},
            width=52,
        ),
        OutputColumn(
            "municipalities",
            ("Kommuner", "Municipalities"),
            ColumnMeaning(
                "municipalities that use it; one may count in several forms",
                "kommuner, der bruger den; en kommune kan tælle med i flere former",
                "municipalities",
            ),
            WHOLE,
            titles={"terminal": ("kommuner", "municipalities")},
            gloss=("en kommune kan tælle med i flere former", "a municipality may count in several forms"),
            width=15,
        ),
        OutputColumn(
            "contacts",
            ("Mio. henvendelser", "Million contacts"),
            ColumnMeaning("contacts answered in it", "henvendelser, der besvares i den", "contacts/year"),
            MILLIONS,
            titles={"terminal": ("henvendelser", "contacts"), "workbook": ("Henvendelser", "Contacts")},
            adds_up=True,
            width=18,
        ),
        OutputColumn(
            "share",
            ("Andel af henvendelserne", "Share of contacts"),
            ColumnMeaning("its part of all contacts", "dens del af alle henvendelser", "share"),
            PERCENT,
            adds_up=True,
        ),
        OutputColumn(
            "today",
            ("I dag, {unit}", "Today, {unit}"),
            ColumnMeaning("what these contacts cost today", "hvad disse henvendelser koster i dag", "kr./year"),
            MILLIONS,
            titles={"terminal": ("i dag", "cost today")},
            adds_up=True,
            width=18,
        ),
        OutputColumn(
            "after",
            ("Efter, {unit}", "After, {unit}"),
            ColumnMeaning(
                "what they cost in the plan, the yearly share of the investment included",
                "hvad de koster i planen, årets del af investeringen medregnet",
                "kr./year",
            ),
            MILLIONS,
            titles={"terminal": ("efter", "after")},
            gloss=("inkl. årlig andel af investering", "yearly share of investment included"),
            adds_up=True,
            width=18,
        ),
    ),
    terminal=("form", "municipalities", "contacts", "today", "after"),
    page=("form", "municipalities", "contacts", "share", "today", "after"),
    workbook=("form", "municipalities", "contacts", "today", "after"),
    caption=("Leveringsformer; en kommune kan bruge flere", "Forms; a municipality can use several"),
    units_in_cells=True,
)
INVESTMENT = OutputTable(
    "investment",
    ("Investering pr. center, kr.", "Investment by centre, kr."),
    (
        "et center; til sidst tilslutningerne, som ikke er fordelt",
        "a centre; the connections last, which are not split",
    ),
    (
        OutputColumn("centre", ("Center", "Centre"), ColumnMeaning("who invests", "hvem der investerer"), width=52),
        OutputColumn(
            "own",
            ("Centret selv, én gang", "The centre itself, once"),
            ColumnMeaning("in the centre, and in becoming a host", "i centret og i at blive vært", "kr."),
            MILLIONS,
            adds_up=True,
            width=18,
        ),
        OutputColumn(
            "staff",
            ("Personale og opgaver, én gang", "Staff and tasks, once"),
            ColumnMeaning(
                "in staff and tasks, and to end what exists elsewhere",
                "i personale og opgaver, og til at bringe det til ophør, der findes andetsteds",
                "kr.",
            ),
            MILLIONS,
            adds_up=True,
            width=18,
        ),
        OutputColumn(
            "once",
            ("I alt, én gang", "In total, once"),
            ColumnMeaning("both together", "begge dele tilsammen", "kr."),
            MILLIONS,
            adds_up=True,
            width=18,
            formula="{own}+{staff}",
        ),
        OutputColumn(
            "annual",
            ("Årlig andel (annuitet)", "Yearly share (annuity)"),
            TERM_MEANINGS["investment_annual_kr"],
            MILLIONS,
            adds_up=True,
            width=18,
        ),
    ),
    workbook=("centre", "own", "staff", "once", "annual"),
)
TABLES = (COST_TERMS, FORMS_OF_PLAN, INVESTMENT)


def fill_terms(localizer: Localizer, result: Result) -> FilledTable:
    """Return the yearly cost by term; today everything is answered in the departments."""
    figures = result.figures
    total_kr = figures.objective_kr
    rows = [
        _tell_term(
            localizer.say(TERM_NAMES[term]),
            figures.today_kr if term == "unchanged" else 0.0,
            figures.terms_kr[term],
            total_kr,
        )
        for term in TERMS
    ]
    for term, row in zip(TERMS, rows, strict=True):
        row["after"] = OutputCell(row["after"], anchor="" if term == ANNUITY else f"{term}_kr")
    if figures.investments:
        rows[-1]["after"] = OutputCell(rows[-1]["after"].value, formula=f"{ANNUITY}_kr")
    total = _tell_term(localizer.say("in all"), figures.today_kr, total_kr, total_kr)
    for name, anchor in (("today", "today_kr"), ("after", "objective_kr")):
        total[name] = OutputCell(total[name], anchor=anchor)
    return FilledTable(COST_TERMS, rows, total)


def _tell_term(name: str, today_kr: float, after_kr: float, total_kr: float) -> dict[str, Any]:
    share = after_kr / total_kr if total_kr else None
    return {"term": name, "today": today_kr, "after": after_kr, "difference": after_kr - today_kr, "share": share}


def fill_forms(localizer: Localizer, result: Result) -> FilledTable:
    """Return the forms that are used; costs and contacts add up, municipalities do not."""
    figures, unit_kr, today_kr = result.figures, result.instance.today_unit_kr, defaultdict[str, float](float)
    for line in result.lines.assignments:
        today_kr[line.form] += line.contacts * unit_kr[line.municipality, line.task]
    contacts = sum(figures.contacts_by_form.values())
    rows = [
        {
            "form": localizer.say(form),
            "municipalities": figures.municipalities_by_form[form],
            "contacts": figures.contacts_by_form[form],
            "share": figures.contacts_by_form[form] / contacts,
            "today": today_kr[form],
            "after": figures.cost_by_form_kr[form],
        }
        for form in FORMS
        if figures.contacts_by_form[form]
    ]
    total = {"contacts": contacts, "share": 1.0, "today": figures.today_kr, "after": figures.objective_kr}
    return FilledTable(FORMS_OF_PLAN, rows, {"form": localizer.say("in all"), **total})


def fill_investment(localizer: Localizer, result: Result) -> FilledTable:
    """Return the investment by centre; what no centre bears alone is the connections, told in a row of its own."""
    rows = [*_invest_by_centre(localizer, result)]
    figures = result.figures
    total = {"once": figures.investment_kr, "annual": figures.investment_annual_kr}
    rest = {name: _rest_of_total(total[name], rows, name) for name in total}
    rows.append({"centre": localizer.say("book investment in connections"), **rest})
    return FilledTable(INVESTMENT, rows, {"centre": localizer.say("in all"), **INVESTMENT.sum_columns(rows), **total})


def _invest_by_centre(localizer: Localizer, result: Result) -> Iterator[dict[str, Any]]:
    """Open centres in the order of the result, then the departments if their form brings an investment."""
    staff: dict[str, list[AssignmentLine]] = defaultdict(list)
    for line in result.lines.assignments:
        staff[line.centre].append(line)
    for centre in result.lines.centres:
        yield _investment_row(centre.centre, staff[centre.centre], centre.investment_kr, centre.investment_annual_kr)
    departments = _investment_row(localizer.say("book departments"), staff[DEPARTMENTS])
    if departments["staff"]:
        yield departments


def _investment_row(
    name: str, staff: Sequence[AssignmentLine], own_kr: float = 0.0, own_a_year: float = 0.0
) -> dict[str, Any]:
    """The investment in a centre itself, and in the staff and tasks that it answers."""
    staff_kr, staff_a_year = (
        fsum(getattr(line, amount) for line in staff) for amount in ("investment_kr", "investment_annual_kr")
    )
    return {
        "centre": name,
        "own": own_kr,
        "staff": staff_kr,
        "once": own_kr + staff_kr,
        "annual": own_a_year + staff_a_year,
    }


def _rest_of_total(total: float, rows: Sequence[RowValues], name: str) -> float:
    """What is left of a total; the last digits of a sum are nothing."""
    rest = float(total - sum(row[name] for row in rows))
    return rest if abs(rest) >= A_KRONE else 0.0
