"""What a board reads agrees with itself: parts with their totals, bound with cost, differences with what is apart."""

import re
from decimal import Decimal

import pytest

from optimiser.comparison.comparison import Comparison
from optimiser.data.settings import Language
from optimiser.report.html.page import result_page
from optimiser.report.localizer import phrase
from optimiser.report.summaries.comparison import ComparisonSummary
from optimiser.report.summaries.result import Summary
from optimiser.report.tables.costs import fill_forms
from optimiser.report.tables.table import write_lines
from tests.report.html.pages import rows_of, toy

LANGUAGES: tuple[Language, ...] = ("da", "en")


def number(text: str, language: Language) -> Decimal:
    """What stands before the unit."""
    shown = text.split()[0]
    return Decimal(shown.replace(".", "").replace(",", ".") if language == "da" else shown.replace(",", ""))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", ["table-terms", "table-forms"])
def test_the_columns_of_a_page_add_up_to_their_total(language: Language, table: str) -> None:
    """Forms of 20.0, 35.5 and 8.4 stood above "In all 64.0"; so did the terms."""
    _, *rows, total = rows_of(result_page(toy(), language), table)
    checked = 0
    for at in range(1, len(total)):
        if total[at] != "–":
            assert sum(number(row[at], language) for row in rows) == number(total[at], language)
            checked += 1
    assert checked > 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_forms_in_a_terminal_add_up_to_the_costs_above_them(language: Language) -> None:
    summary = Summary(toy(), language)
    _, *rows = write_lines(fill_forms(summary, toy()), summary.numbers)
    today, after = (sum(number(row[at], language) for row in rows) for at in (3, 4))
    answer = next(summary.tell_answer())
    assert [number(found, language) for found in re.findall(r"\d[\d.,]*(?= mio\.| million)", answer)][:3] == [
        today,
        after,
        today - after,
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_plan_costs_less_than_what_the_plan_is_told_to_cost(language: Language) -> None:
    """Told was: the plan costs 64.0, no plan costs less than 63.9, and the gap is 0 kr."""
    answer, proof = Summary(toy(), language).tell_answer()
    cost = {"da": "64,0 mio. kr.", "en": "64.0 million kr."}[language]
    assert cost in answer
    assert cost in proof
    assert "(0 kr.)" in proof
    page = " ".join(result_page(toy(), language).replace("\u00a0", " ").split())
    assert {"da": "63,9", "en": "63.9"}[language] not in page.split('id="proof"')[1].split("</section>")[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_is_said_on_rounding_where_differences_are_told(language: Language) -> None:
    summary = ComparisonSummary(Comparison.of_results({"one": toy(), "two": toy()}), language)
    assert phrase("rounded", language) in list(summary.tell_legend())
    assert phrase("rounded", language) in result_page(toy(), language)
