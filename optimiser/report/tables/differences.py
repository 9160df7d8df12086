"""What differs between two plans: the cost by term, and the municipalities whose payment changes most."""

from optimiser.comparison.plan_difference import COST_TERMS, MUNICIPALITIES, PlanDifference
from optimiser.report.localizer import Localizer
from optimiser.report.tables.cases import TERM_NAMES
from optimiser.report.tables.centres import centre_name
from optimiser.report.tables.table import (
    CHANGE,
    FINE_MILLIONS,
    TEXT,
    Bilingual,
    FigureFormat,
    FilledTable,
    OutputColumn,
    OutputTable,
)

MOST_ROWS = 12
"""Municipalities that are shown; the files have all."""
BEFORE: Bilingual = ("Før", "Before")
AFTER: Bilingual = ("Efter", "After")
CHANGED: Bilingual = ("Ændring", "Change")


def _term_column(
    name: str, title: Bilingual, form: FigureFormat = FINE_MILLIONS, *, adds_up: bool = True
) -> OutputColumn:
    return OutputColumn(name, title, COST_TERMS[name], form, adds_up=adds_up)


def _municipality_column(name: str, title: Bilingual, form: FigureFormat = TEXT) -> OutputColumn:
    return OutputColumn(name, title, MUNICIPALITIES[name], form)


TERMS = OutputTable(
    "terms of two plans",
    ("Forskellen efter art", "The difference by term"),
    ("en post i udgiften om året", "a term of the yearly cost"),
    (
        _term_column("term", ("Post", "Term"), TEXT, adds_up=False),
        _term_column("before_kr", BEFORE),
        _term_column("after_kr", AFTER),
        _term_column("change_kr", CHANGED, CHANGE),
    ),
    terminal=("term", "before_kr", "after_kr", "change_kr"),
    total_in=("terminal",),
)
PAYMENTS = OutputTable(
    "payments that change most",
    ("Kommuner, hvis betaling ændrer sig mest", "Municipalities whose payment changes most"),
    ("en kommune", "a municipality"),
    (
        _municipality_column("name", ("Kommune", "Municipality")),
        _municipality_column("centre_before", ("Center før", "Centre before")),
        _municipality_column("centre_after", ("Center efter", "Centre after")),
        _municipality_column("change_kr", CHANGED, CHANGE),
    ),
    terminal=("name", "centre_before", "centre_after", "change_kr"),
)
TABLES = (TERMS, PAYMENTS)


def fill_terms(localizer: Localizer, difference: PlanDifference) -> FilledTable:
    """Return the terms that either plan pays, with their sum."""
    rows = [
        {**row, "term": localizer.say(TERM_NAMES[row["term"]])}
        for row in difference.term_rows
        if row["before_kr"] or row["after_kr"]
    ]
    return FilledTable(TERMS, rows, {"term": localizer.say("in all"), **TERMS.sum_columns(rows)})


def fill_payments(localizer: Localizer, difference: PlanDifference) -> FilledTable:
    """Return the municipalities whose payment changes most, at most `MOST_ROWS` of them."""
    changed = [*difference.gaining, *difference.losing]
    most = sorted(changed, key=lambda row: (-abs(row["change_kr"]), row["code"]))[:MOST_ROWS]
    places = ("centre_before", "centre_after")
    return FilledTable(
        PAYMENTS, [{**row, **{place: centre_name(localizer, row[place]) for place in places}} for row in most]
    )
