"""The page of shadow prices: what one point more of each target costs, and how far that is proven."""

from collections.abc import Iterator, Sequence

from optimiser.comparison.shadow_prices import ShadowPrices
from optimiser.data.settings import Language
from optimiser.report.charts.drawing import TOTAL, WIDTH, Bar, bars, draw
from optimiser.report.html.elements import inline, page_table, render
from optimiser.report.html.header import Doubt, KeyFigure
from optimiser.report.html.study import study
from optimiser.report.localizer import Localizer
from optimiser.report.summaries.failures import failures
from optimiser.report.summaries.shadow_prices import PriceSummary
from optimiser.report.tables.table import RowValues

TERMS = (("price page term", "price page what it is"),)


def shadow_prices_page(prices: ShadowPrices, language: Language) -> str:
    """Return the page of shadow prices that have a record."""
    localizer, told = Localizer(language), PriceSummary(prices, language)
    priced = [row for row in told.rows if row["status"] == "priced"]
    opening, *_ = told.tell_answer()
    return render(
        "shadow_prices.html.j2",
        language,
        **study(localizer, prices.record, localizer.say("price page subject"), TERMS),
        answer=[opening, *(told.tell_price(row) for row in told.rows)],
        doubts=[Doubt(localizer.say("price page one at a time"), "prices")],
        key_figures=list(_key_figures(localizer, prices)),
        chart=inline(_price_bars(localizer, told, priced)) if priced else None,
        prices=page_table(told.fill_table(), localizer.numbers, localizer.sort_key_of),
        legend=list(told.tell_legend()),
        unpriced=[told.tell_price(row) for row in told.rows if row["status"] != "priced"],
        failed=failures(prices.record["failed"], language),
    )


def _key_figures(localizer: Localizer, prices: ShadowPrices) -> Iterator[KeyFigure]:
    """What the plan costs with the targets as they are, and how far that is proven."""
    note = localizer.say("price page gap", gap=localizer.numbers.gap(prices.record["gap"]))
    yield KeyFigure(localizer.say("price page now"), localizer.numbers.million_kr(prices.record["objective_kr"]), note)


def _price_bars(localizer: Localizer, told: PriceSummary, priced: Sequence[RowValues]) -> str:
    """A bar a target: what it costs more, and with a whisker the most that it can cost."""
    rows = [
        Bar(
            told.name_target(row["target"]),
            localizer.numbers.millions(row["cost_kr"], 2),
            0.0,
            row["cost_kr"] / 1e6,
            TOTAL,
            told.tell_price(row),
            most=max(row["cost_kr"], row["most_kr"] or 0.0) / 1e6,
        )
        for row in sorted(priced, key=lambda row: -float(row["cost_kr"]))
    ]
    spec = bars(rows, WIDTH, localizer.say("price page axis"))
    return draw(spec, localizer.language, localizer.say("price page chart"), localizer.say("price page described"))
