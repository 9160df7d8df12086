"""What hosts ask of those who buy of them, what they get for it, and what it costs them."""

from optimiser.data.run_tables import ColumnMeaning
from optimiser.report.localizer import Localizer
from optimiser.report.tables.table import FINE_MILLIONS, TWO_DECIMALS, WHOLE, FilledTable, OutputColumn, OutputTable
from optimiser.result.host_sales import HostSale, asks_own_prices, host_sales
from optimiser.result.result import Result

SALES = OutputTable(
    "sales",
    ("Hvad værtskommuner får for det, de sælger", "What hosts get for what they sell"),
    ("en værtskommunes center, det største først", "the centre of a host, the largest first"),
    (
        OutputColumn("centre", ("Center", "Centre"), ColumnMeaning("its name", "dets navn"), width=24),
        OutputColumn(
            "asks",
            ("Køberne betaler", "Buyers pay"),
            ColumnMeaning("what it asks of those who buy of it", "hvad det forlanger af dem, der køber hos det"),
            width=36,
        ),
        OutputColumn(
            "contacts",
            ("Henvendelser solgt", "Contacts sold"),
            ColumnMeaning(
                "contacts it answers for other municipalities",
                "henvendelser, det besvarer for andre kommuner",
                "contacts/year",
            ),
            WHOLE,
            adds_up=True,
            width=16,
        ),
        OutputColumn(
            "paid_kr",
            ("Betalt, {unit}", "Paid, {unit}"),
            ColumnMeaning("what they pay for them", "hvad de betaler for dem", "kr./year"),
            FINE_MILLIONS,
            adds_up=True,
            width=13,
        ),
        OutputColumn(
            "cost_kr",
            ("Udgift, {unit}", "Cost, {unit}"),
            ColumnMeaning(
                "what they cost: their part of the centre by pooled volume, and what of them is not pooled",
                "hvad de koster: deres del af centret efter samlet volumen, og det af dem, der ikke samles",
                "kr./year",
            ),
            FINE_MILLIONS,
            adds_up=True,
            width=13,
        ),
        OutputColumn(
            "surplus_kr",
            ("Overskud, {unit}", "Surplus, {unit}"),
            ColumnMeaning(
                "what the host has left; below 0, what the sale costs it",
                "hvad værtskommunen har tilbage; under 0: hvad salget koster den",
                "kr./year",
            ),
            FINE_MILLIONS,
            adds_up=True,
            width=13,
        ),
        OutputColumn(
            "unit_cost_kr",
            ("Udgift pr. henvendelse, kr.", "Cost per contact, kr."),
            ColumnMeaning("what one of them costs", "hvad en af dem koster", "kr./contact"),
            TWO_DECIMALS,
            width=16,
        ),
    ),
    page=("centre", "asks", "contacts", "unit_cost_kr", "paid_kr", "cost_kr", "surplus_kr"),
    workbook=("centre", "asks", "contacts", "unit_cost_kr", "paid_kr", "cost_kr", "surplus_kr"),
    caption=(
        "Hvad værtskommuner får for det, de sælger (om året); landets udgift er den samme, hvad de end forlanger",
        "What hosts get for what they sell (a year); the country pays the same whatever they ask",
    ),
    page_id="sales",
    sortable=True,
    total_in=("workbook",),
)
TABLES = (SALES,)


def fill_sales(localizer: Localizer, result: Result) -> FilledTable:
    """Return the hosts that sell; none where all ask their buyers' part of the cost, so that nothing is left."""
    rows = [
        {
            **{"centre": sale.centre, "asks": tell_terms(localizer, sale), "contacts": sale.contacts},
            **{"paid_kr": sale.paid_kr, "cost_kr": sale.cost_kr, "surplus_kr": sale.surplus_kr},
            "unit_cost_kr": sale.cost_kr / sale.contacts,
        }
        for sale in (host_sales(result) if asks_own_prices(result) else ())
    ]
    return FilledTable(SALES, rows, {"centre": localizer.say("in all"), **SALES.sum_columns(rows)})


def tell_terms(localizer: Localizer, sale: HostSale) -> str:
    """Return what a host asks, in words."""
    terms, numbers = sale.terms, localizer.numbers
    if terms.price_kr is not None:
        return localizer.say("asks a price", kr=numbers.plain(terms.price_kr, 2))
    if terms.markup:
        return localizer.say("asks a mark-up", share=numbers.percent(terms.markup))
    return localizer.say("asks its cost")
