"""The pages of prices: of stricter targets, and of what is required; each with how far it is proven."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from optimiser.comparison.requirement_prices import RequirementPrices
from optimiser.comparison.shadow_prices import ShadowPrices
from optimiser.data.settings import Language
from optimiser.report.charts.drawing import TOTAL, WIDTH, Bar, bars, draw
from optimiser.report.html.elements import inline, render
from optimiser.report.html.header import Doubt, KeyFigure
from optimiser.report.html.study import StudyDocument
from optimiser.report.localizer import Localizer
from optimiser.report.summaries.requirement_prices import RequirementPriceSummary
from optimiser.report.summaries.shadow_prices import PriceSummary
from optimiser.report.tables.table import FilledTable, RowValues

TERMS = (("price page term", "price page what it is"),)


class Prices(Protocol):
    """What the page is made of: the sentences and the table of prices."""

    @property
    def language(self) -> Language:
        """The language it is told in."""

    @property
    def rows(self) -> list[dict[Any, Any]]:
        """A row is a thing that is priced, or the reason why it is not."""

    def tell_answer(self) -> Iterable[str]:
        """Return a sentence about the plan, then one for each row."""

    def tell_price(self, row: RowValues) -> str:
        """Return what a row says."""

    def fill_table(self) -> FilledTable:
        """Return the table."""

    def tell_legend(self) -> Iterable[str]:
        """Return what its columns mean."""


@dataclass(frozen=True)
class PageTexts:
    """The phrases of a page that say what is priced; `unpriced` heads the list of what has no price, if given."""

    subject: str
    one_at_a_time: str
    now: str
    chart: str
    described: str
    note: str
    no_chart: str
    heading: str
    all_priced: str
    how_to_read: str
    unpriced: str = ""


OF_TARGETS = PageTexts(
    subject="price page subject",
    one_at_a_time="price page one at a time",
    now="price page now",
    chart="price page chart",
    described="price page described",
    note="price page note",
    no_chart="price page no chart",
    heading="price page heading prices",
    all_priced="price page all priced",
    how_to_read="price page how to read the gaps",
    unpriced="price page unpriced",
)
OF_REQUIREMENTS = PageTexts(
    subject="requirements page subject",
    one_at_a_time="requirements page one at a time",
    now="requirements page now",
    chart="requirements page chart",
    described="requirements page described",
    note="requirements page note",
    no_chart="requirements page no chart",
    heading="requirements page heading",
    all_priced="requirements page all priced",
    how_to_read="requirements page how to read the gaps",
)


def shadow_prices_page(prices: ShadowPrices, language: Language) -> str:
    """Return the page of shadow prices that have a record."""
    told = PriceSummary(prices, language)
    priced = sorted(_priced(told), key=lambda row: -float(row["cost_kr"]))
    document = shadow_prices_document(prices, language)
    return _page(told, document, OF_TARGETS, [(told.name_target(row["target"]), row) for row in priced])


def shadow_prices_document(prices: ShadowPrices, language: Language) -> StudyDocument:
    """Return what page and workbook of shadow prices say."""
    return _document(PriceSummary(prices, language), prices.record, OF_TARGETS, TERMS)


def requirement_prices_page(prices: RequirementPrices, language: Language) -> str:
    """Return the page of prices of what is required that have a record."""
    told = RequirementPriceSummary(prices, language)
    document = requirement_prices_document(prices, language)
    return _page(told, document, OF_REQUIREMENTS, [(told.words.name(row["parameter"]), row) for row in _priced(told)])


def requirement_prices_document(prices: RequirementPrices, language: Language) -> StudyDocument:
    """Return what page and workbook of prices of what is required say."""
    told = RequirementPriceSummary(prices, language)
    document = _document(told, prices.record, OF_REQUIREMENTS)
    return replace(document, named=told.words.tell_codes(str(row["parameter"]) for row in told.rows))


def _priced(told: Prices) -> list[dict[Any, Any]]:
    return [row for row in told.rows if row["status"] == "priced"]


def _document(
    told: Prices, record: Mapping[str, Any], texts: PageTexts, terms: Sequence[tuple[str, str]] = ()
) -> StudyDocument:
    localizer = Localizer(told.language)
    say, numbers = localizer.say, localizer.numbers
    opening, *_ = told.tell_answer()
    gap = say("price page gap", gap=numbers.gap(record["gap"]))
    return StudyDocument(
        localizer,
        record,
        say(texts.subject),
        [opening, *(told.tell_price(row) for row in told.rows)],
        [Doubt(say(texts.one_at_a_time), "prices")],
        [KeyFigure(say(texts.now), numbers.million_kr(record["objective_kr"]), gap)],
        {"prices": told.fill_table()},
        {},
        terms,
    )


def _page(told: Prices, document: StudyDocument, texts: PageTexts, priced: Sequence[tuple[str, RowValues]]) -> str:
    """Return a page with a bar for each of `priced`, which are named."""
    localizer = document.localizer
    return render(
        "prices.html.j2",
        told.language,
        **document.for_page(),
        texts=texts,
        chart=inline(_price_bars(told, localizer, texts, priced)) if priced else None,
        legend=list(told.tell_legend()),
        unpriced=[told.tell_price(row) for row in told.rows if row["status"] != "priced"],
    )


def _price_bars(told: Prices, localizer: Localizer, texts: PageTexts, priced: Sequence[tuple[str, RowValues]]) -> str:
    """Return a bar for each: what it costs more, and with a whisker the most that it can cost."""
    rows = [
        Bar(
            name,
            localizer.numbers.millions(row["cost_kr"], 2),
            0.0,
            row["cost_kr"] / 1e6,
            TOTAL,
            told.tell_price(row),
            most=max(row["cost_kr"], row["most_kr"] or 0.0) / 1e6,
        )
        for name, row in priced
    ]
    spec = bars(rows, WIDTH, localizer.say("price page axis"))
    return draw(spec, localizer.language, localizer.say(texts.chart), localizer.say(texts.described))
