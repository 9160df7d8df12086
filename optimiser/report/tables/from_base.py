"""What is otherwise in each case of a comparison than in the one it is set against."""

from collections.abc import Iterable
from decimal import Decimal

from optimiser.comparison.base import FROM_BASE, row_from_base
from optimiser.comparison.columns import TERMS
from optimiser.comparison.plan_difference import PlanDifference
from optimiser.report.localizer import TERM_NAMES, Localizer, bilingual
from optimiser.report.tables.differences import shown_terms
from optimiser.report.tables.table import (
    CHANGE,
    FINE_MILLIONS,
    TEXT,
    WHOLE,
    Bilingual,
    FigureFormat,
    FilledTable,
    OutputCell,
    OutputColumn,
    OutputTable,
    Rendering,
    RowValues,
)


def _column(
    name: str,
    title: Bilingual,
    form: FigureFormat = TEXT,
    in_terminal: Bilingual | None = None,
    *,
    width: float = 18,
    wide: bool = False,
) -> OutputColumn:
    titles: dict[Rendering, Bilingual] = {"terminal": in_terminal} if in_terminal else {}
    return OutputColumn(name, title, FROM_BASE[name], form, titles, width=width, wide=wide)


MOST_NAMED = 5
"""Centres that are named on a page; the workbook and changes.csv have all."""
CENTRES = ("opens", "closes", "begins", "stops")
CHANGES = tuple(f"{term}_change_kr" for term in TERMS)
FROM_BASE_OF_CASES = OutputTable(
    "cases against their base",
    ("Hvad der er anderledes end i udgangspunktet", "What is otherwise than in the base"),
    ("et system, der holdes op imod et andet", "a case that is set against another"),
    (
        _column("case", ("System", "System"), in_terminal=("system", "system"), width=30),
        _column("base", ("Udgangspunkt", "Base"), width=24),
        _column("change_kr", ("Dyrere, {unit} om året", "Dearer, {unit} a year"), CHANGE, ("dyrere", "dearer")),
        _column("proven", ("Bevist?", "Proven?"), in_terminal=("bevist", "proven")),
        _column(
            "moved_municipalities",
            ("Kommuner, der besvares anderledes", "Municipalities answered differently"),
            WHOLE,
            ("flytter", "move"),
        ),
        _column(
            "moved_contacts",
            ("Henvendelser, der besvares anderledes", "Contacts answered differently"),
            FINE_MILLIONS,
            ("henvendelser", "contacts"),
        ),
        _column("opens", ("Åbner", "Opens"), wide=True, width=40),
        _column("closes", ("Lukker", "Closes"), wide=True, width=40),
        _column("begins", ("Begynder at besvare for andre", "Begins to answer for others"), wide=True, width=40),
        _column("stops", ("Besvarer ikke længere for andre", "No longer answers for others"), wide=True, width=40),
        _column("pay_less", ("Betaler mindre", "Pay less"), WHOLE, ("betaler mindre", "pay less")),
        _column("pay_more", ("Betaler mere", "Pay more"), WHOLE, ("mere", "more")),
        *(_column(f"{term}_change_kr", bilingual(TERM_NAMES[term]), CHANGE) for term in TERMS),
    ),
    terminal=("case", "change_kr", "proven", "moved_municipalities", "moved_contacts", "pay_less", "pay_more"),
    page=(
        *("case", "base", "change_kr", "proven", "moved_municipalities", "moved_contacts", "pay_less", "pay_more"),
        *CENTRES,
    ),
    workbook=(
        *("case", "base", "change_kr", "proven", "moved_municipalities", "moved_contacts", "pay_less", "pay_more"),
        *(*CENTRES, *CHANGES),
    ),
    caption=(
        "Hvad der er anderledes end i udgangspunktet (mio. kr. og mio. henvendelser om året)",
        "What is otherwise than in the base (million kr. and million contacts a year)",
    ),
    page_id="from-base",
    sortable=True,
    kind="",
)
TERMS_FROM_BASE = OutputTable(
    "cost terms of cases against their base",
    ("Forskellen fra udgangspunktet efter art", "The difference from the base by term"),
    ("et system, der holdes op imod et andet", "a case that is set against another"),
    FROM_BASE_OF_CASES.columns,
    page=("case", *CHANGES, "change_kr"),
    caption=(
        "Forskellen fra udgangspunktet efter art (mio. kr. om året)",
        "The difference from the base by term (million kr. a year)",
    ),
    page_id="terms-from-base",
    sortable=True,
    kind="",
)
TABLES = (FROM_BASE_OF_CASES, TERMS_FROM_BASE)


def fill_from_base(
    localizer: Localizer, differences: Iterable[PlanDifference], table: OutputTable = FROM_BASE_OF_CASES
) -> FilledTable:
    """Return a row for each case that is set against another; its terms add up to its difference as they are read."""
    rows: list[RowValues] = []
    for found in differences:
        row, shown = row_from_base(found), shown_terms(found)
        changes = {f"{one.row['term']}_change_kr": one.change for one in shown}
        total = sum(changes.values(), Decimal())
        money = {
            name: OutputCell(row[name], CHANGE.write_figure(localizer.numbers, change * 1_000_000))
            for name, change in {**changes, "change_kr": total}.items()
        }
        proven = localizer.say("book is proven" if row["proven"] else "book is not proven")
        centres = {
            name: OutputCell(row[name], localizer.join_some([one["centre"] for one in changed], MOST_NAMED))
            for name, changed in found.centres_by_change.items()
        }
        rows.append({**row, **money, **centres, "proven": proven})
    return FilledTable(table, rows)
