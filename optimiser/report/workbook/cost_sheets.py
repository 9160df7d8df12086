"""The sheet Udgifter of a result: the cost by term, the investment by centre, the cash flow by year."""

from collections.abc import Iterator
from typing import Any

from optimiser.comparison.columns import TERMS
from optimiser.report.numbers import Numbers
from optimiser.report.workbook.sheet import FACTOR, WHOLE, Column, Notes, Part, Sheet, Table
from optimiser.report.workbook.words import Words
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
    Column("book cash flow", "flow", WHOLE, 18),
    Column("book discount factor", "factor", FACTOR, 21),
    Column("book present value", "present", WHOLE, 18),
    Column("book present value summed", "summed", WHOLE, 20),
)
A_KRONE = 1.0
"""Amounts nearer to each other than this are told to be the same."""


def cost_sheet(result: Result, words: Words) -> Sheet:
    """What the plan costs a year and once, and what that is worth today."""
    flows = list(cash_flow(result))
    parts: list[Part] = [
        Notes([words.say("book costs explained", price_level=result.instance.settings.price_level)]),
        Table(COST_COLUMNS, list(_terms(result, words)), _terms_total(result, words), "book cost by term"),
        _investment(result, words),
        Table(CASH_COLUMNS, flows, heading="book cash flow by year"),
        Notes([_agreement(result, flows[-1]["summed"], words)]),
    ]
    return Sheet("Udgifter", "book costs", parts)


def _terms(result: Result, words: Words) -> Iterator[dict[str, Any]]:
    """Today everything is answered in the departments."""
    for term in TERMS:
        today = result.run["today_kr"] if term == "unchanged" else 0.0
        yield _difference(words.say(TERM_NAMES[term]), today, result.run["terms_kr"][term])


def _terms_total(result: Result, words: Words) -> dict[str, Any]:
    return _difference(words.say("book total"), result.run["today_kr"], result.run["objective_kr"])


def _difference(term: str, today: float, after: float) -> dict[str, Any]:
    return {"term": term, "today": today, "after": after, "difference": after - today}


def _investment(result: Result, words: Words) -> Table:
    """The investment by centre; what no centre bears alone is the connections, told in a row of its own."""
    rows = [*_by_centre(result, words)]
    run = result.run
    total = {"centre": words.say("book total"), "once": run["investment_kr"], "annual": run["investment_annual_kr"]}
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


def cash_flow(result: Result) -> Iterator[dict[str, Any]]:
    """A row is a year: all investment in year 0, the gross gain every year after."""
    economy, run, summed = result.instance.settings.economy, result.run, 0.0
    for year in range(economy.horizon_years + 1):
        investment = -run["investment_kr"] if year == 0 else 0.0
        gain = run["gross_gain_kr"] if year else 0.0
        factor = (1 + economy.discount_rate) ** -year
        present = (investment + gain) * factor
        summed += present
        flow = {"year": year, "investment": investment, "gain": gain, "flow": investment + gain}
        yield {**flow, "factor": factor, "present": present, "summed": summed}


def _agreement(result: Result, summed_kr: float, words: Words) -> str:
    """That the table gives the run's net present value, or why it does not."""
    npv_kr, numbers = result.run["npv_kr"], Numbers(words.language)
    if abs(npv_kr - summed_kr) < A_KRONE:
        return words.say("book npv agrees", npv=numbers.million_kr(npv_kr))
    return words.say(
        "book npv differs",
        npv=numbers.million_kr(npv_kr),
        table=numbers.million_kr(summed_kr),
        horizon=result.instance.settings.economy.horizon_years,
    )
