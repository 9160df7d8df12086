"""The page of prices: what each wish, lock and rule of policy costs the country, and how far that is proven."""

from collections.abc import Iterator, Sequence

from optimiser.comparison.requirement_prices import RequirementPrices
from optimiser.data.settings import Language
from optimiser.report.charts.drawing import TOTAL, WIDTH, Bar, bars, draw
from optimiser.report.html.elements import inline, page_table, render
from optimiser.report.html.header import Doubt, KeyFigure
from optimiser.report.html.study import study
from optimiser.report.localizer import Localizer
from optimiser.report.summaries.failures import failures
from optimiser.report.summaries.requirement_prices import RequirementPriceSummary
from optimiser.report.tables.table import RowValues


def requirement_prices_page(prices: RequirementPrices, language: Language) -> str:
    """Return the page of prices that have a record."""
    localizer, told = Localizer(language), RequirementPriceSummary(prices, language)
    priced = [row for row in told.rows if row["status"] == "priced"]
    opening, *_ = told.tell_answer()
    return render(
        "prices.html.j2",
        language,
        **study(localizer, prices.record, localizer.say("requirements page subject")),
        answer=[opening, *(told.tell_price(row) for row in told.rows)],
        doubts=[Doubt(localizer.say("requirements page one at a time"), "prices")],
        key_figures=list(_key_figures(localizer, prices)),
        chart=inline(_price_bars(localizer, told, priced)) if priced else None,
        prices=page_table(told.fill_table(), localizer.numbers, localizer.sort_key_of),
        legend=list(told.tell_legend()),
        unpriced=[told.tell_price(row) for row in told.rows if row["status"] != "priced"],
        failed=failures(prices.record["failed"], language),
    )


def _key_figures(localizer: Localizer, prices: RequirementPrices) -> Iterator[KeyFigure]:
    """What the plan costs with all that is required, and how far that is proven."""
    note = localizer.say("price page gap", gap=localizer.numbers.gap(prices.record["gap"]))
    cost = localizer.numbers.million_kr(prices.record["objective_kr"])
    yield KeyFigure(localizer.say("requirements page now"), cost, note)


def _price_bars(localizer: Localizer, told: RequirementPriceSummary, priced: Sequence[RowValues]) -> str:
    """A bar a requirement: what it costs, and with a whisker the most that it can cost."""
    rows = [
        Bar(
            str(row["parameter"]),
            localizer.numbers.millions(row["cost_kr"], 2),
            0.0,
            row["cost_kr"] / 1e6,
            TOTAL,
            told.tell_price(row),
            most=max(row["cost_kr"], row["most_kr"] or 0.0) / 1e6,
        )
        for row in priced
    ]
    spec = bars(rows, WIDTH, localizer.say("price page axis"))
    return draw(
        spec, localizer.language, localizer.say("requirements page chart"), localizer.say("requirements page described")
    )
