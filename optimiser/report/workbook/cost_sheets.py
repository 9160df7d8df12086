"""The sheet Udgifter of a result: the cost by term, the investment by centre, the cash flow by year."""

from collections.abc import Iterator
from typing import Any

from optimiser.comparison.columns import TERMS
from optimiser.report.numbers import Numbers
from optimiser.report.workbook.sheet import FACTOR, WHOLE, Column, Notes, Part, Sheet, Table
from optimiser.report.workbook.words import Words
from optimiser.result.cash_flow import cash_flow
from optimiser.result.result import Result

TERM_NAMES = {
    "unchanged": "book term unchanged",
    "unpooled": "book term unpooled",
    "operation": "book term operation",
    "extra": "book term extra",
    "connections": "book term connections",
    "fixed": "book term fixed",
    "investment_annual": "book term investment",
}
COST_COLUMNS = (
    Column("book term", "term", width=52),
    Column("book today kr.", "today", WHOLE, 18),
    Column("book after kr.", "after", WHOLE, 18),
    Column("book difference kr.", "difference", WHOLE, 18),
)
INVESTMENT_COLUMNS = (
    Column("book centre", "centre", width=52),
    Column("book investment in centre", "own", WHOLE, 18),
    Column("book investment in staff", "staff", WHOLE, 18),
    Column("book investment in all", "once", WHOLE, 18),
    Column("book investment a year", "annual", WHOLE, 18),
)
CASH_COLUMNS = (
    Column("book year of horizon", "year", width=52),
    Column("book cash investment", "investment", WHOLE, 18),
    Column("book cash gain", "gain", WHOLE, 18),
    Column("book cash remaining", "remaining", WHOLE, 18),
    Column("book cash flow", "flow", WHOLE, 18),
    Column("book discount factor", "factor", FACTOR, 21),
    Column("book present value", "present", WHOLE, 18),
    Column("book present value summed", "summed", WHOLE, 20),
)
A_KRONE = 1.0
"""Amounts nearer to each other than this are told to be the same."""


def cost_sheet(result: Result, words: Words) -> Sheet:
    """What the plan costs a year and once, and what that is worth today."""
    flows = list(cash_rows(result))
    parts: list[Part] = [
        Notes([words.say("book costs explained", price_level=result.instance.settings.price_level)]),
        Table(COST_COLUMNS, list(_terms(result, words)), _terms_total(result, words), "book cost by term"),
        _investment(result, words),
        Table(CASH_COLUMNS, flows, heading="book cash flow by year"),
        Notes([_ending(result, words)]),
    ]
    return Sheet("Udgifter", "book costs", parts)


def _terms(result: Result, words: Words) -> Iterator[dict[str, Any]]:
    """Today everything is answered in the departments."""
    for term in TERMS:
        today = result.figures.today_kr if term == "unchanged" else 0.0
        yield _difference(words.say(TERM_NAMES[term]), today, result.figures.terms_kr[term])


def _terms_total(result: Result, words: Words) -> dict[str, Any]:
    return _difference(words.say("book total"), result.figures.today_kr, result.figures.objective_kr)


def _difference(term: str, today: float, after: float) -> dict[str, Any]:
    return {"term": term, "today": today, "after": after, "difference": after - today}


def _investment(result: Result, words: Words) -> Table:
    """The investment by centre; what no centre bears alone is the connections, told in a row of its own."""
    rows = [*_by_centre(result, words)]
    figures = result.figures
    total: dict[str, Any] = {
        "centre": words.say("book total"),
        "once": figures.investment_kr,
        "annual": figures.investment_annual_kr,
    }
    rest = {name: _rest(total[name], rows, name) for name in ("once", "annual")}
    rows.append({"centre": words.say("book investment in connections"), **rest})
    summed = {name: sum(row.get(name, 0.0) for row in rows) for name in ("own", "staff")}
    return Table(INVESTMENT_COLUMNS, rows, {**summed, **total}, "book investment by centre")


def _by_centre(result: Result, words: Words) -> Iterator[dict[str, Any]]:
    """Open centres in the order of the result, then the departments if their form brings an investment."""
    amounts = ["investment_kr", "investment_annual_kr"]
    own = result.centres.set_index("centre")[amounts]
    staff = result.assignments.groupby("centre")[amounts].sum()
    for centre in [*own.index, *(name for name in staff.index if name not in own.index)]:
        own_kr, own_a_year = own.loc[centre] if centre in own.index else (0.0, 0.0)
        staff_kr, staff_a_year = staff.loc[centre] if centre in staff.index else (0.0, 0.0)
        if own_kr or staff_kr or centre in own.index:
            sums = {"once": own_kr + staff_kr, "annual": own_a_year + staff_a_year}
            yield {"centre": words.place(centre), "own": own_kr, "staff": staff_kr, **sums}


def _rest(total: float, rows: list[dict[str, Any]], name: str) -> float:
    """What is left of a total; the last digits of a sum are nothing."""
    rest = float(total - sum(row[name] for row in rows))
    return rest if abs(rest) >= A_KRONE else 0.0


def cash_rows(result: Result) -> Iterator[dict[str, Any]]:
    """A row is a time at which something is paid, at least every year: see `result.cash_flow`."""
    figures, summed = result.figures, 0.0
    invested = {one.lifetime_years: one.investment_kr for one in figures.investments}
    for payment in cash_flow(invested, figures.gross_gain_kr, result.instance.settings.economy):
        summed += payment.present_kr
        yield {
            "year": payment.year,
            "investment": -payment.invested_kr,
            "gain": payment.gain_kr,
            "remaining": payment.remaining_kr,
            "flow": payment.flow_kr,
            "factor": payment.factor,
            "present": payment.present_kr,
            "summed": summed,
        }


def _ending(result: Result, words: Words) -> str:
    """What the table ends with, and how it counts an investment."""
    return words.say("book npv of the table", npv=Numbers(words.language).million_kr(result.figures.npv_kr))
