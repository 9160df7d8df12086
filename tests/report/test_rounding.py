"""What a board reads agrees with itself: parts with their totals, bound with cost, differences with what is apart."""

import re
from decimal import Decimal
from functools import cache

import pytest

from optimiser import read, solve
from optimiser.comparison.comparison import Comparison
from optimiser.comparison.plan_difference import PlanDifference, difference
from optimiser.data.settings import Language
from optimiser.report.charts.changes import cost_steps
from optimiser.report.html.difference import difference_page
from optimiser.report.html.page import result_page
from optimiser.report.localizer import Localizer, phrase
from optimiser.report.summaries.comparison import ComparisonSummary
from optimiser.report.summaries.result import Summary
from optimiser.report.tables.costs import fill_forms
from optimiser.report.tables.differences import fill_moves, fill_municipalities_of_two, fill_terms
from optimiser.report.tables.table import write_lines
from tests.report.html.pages import TOY, rows_of, toy

LANGUAGES: tuple[Language, ...] = ("da", "en")


def number(text: str, language: Language) -> Decimal:
    """What stands before the unit."""
    shown = text.split()[0].replace("−", "-")
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
    assert {"da": "Planen er den bedste", "en": "this plan is the best"}[language] in proof
    assert not re.search(r"\d\d", proof)  # no second amount
    page = " ".join(result_page(toy(), language).replace("\u00a0", " ").split())
    assert {"da": "63,9", "en": "63.9"}[language] not in page.split('id="proof"')[1].split("</section>")[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_is_said_on_rounding_where_differences_are_told(language: Language) -> None:
    summary = ComparisonSummary(Comparison.of_results({"one": toy(), "two": toy()}), language)
    assert phrase("rounded", language) in list(summary.tell_legend())
    assert phrase("rounded", language) in result_page(toy(), language)


@cache
def two_plans(*overrides: str) -> PlanDifference:
    """The toy as it is, and with other figures, whose terms are read with halves of the last digit."""
    return difference(toy(), solve(read(TOY, overrides=overrides)), ("one", "other"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "overrides", [("policy.max_hosts=0",), ("volumes.*.contacts=x0.837",), ("economy.discount_rate=0.0333",)]
)
def test_the_terms_of_two_plans_add_up_down_and_across_and_the_chart_says_the_same(
    language: Language, overrides: tuple[str, ...]
) -> None:
    """Each column adds up to its total, in each row before and change make after, in terminal, page and chart."""
    found, localizer = two_plans(*overrides), Localizer(language)
    page = difference_page(found, language)
    for _, *rows in (rows_of(page, "table-terms"), write_lines(fill_terms(localizer, found), localizer.numbers)):
        figures = [[number(cell, language) for cell in row[1:]] for row in rows]
        assert [sum(column) for column in zip(*figures[:-1], strict=True)] == figures[-1]
        assert all(before + change == after for before, after, change in figures)
    told = {row[0]: row[3] for row in rows_of(page, "table-terms")[1:]}
    drawn = dict(re.findall(r'aria-label="([^":]+): ([+−]?[\d.,]+)"', cost_steps(found, localizer)))
    assert drawn
    assert {name: told[name] for name in drawn} == drawn


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_moves_and_who_pays_add_up_to_what_is_told_of_all(language: Language) -> None:
    found = two_plans("policy.max_hosts=0")
    moves, paid = (fill(Localizer(language), found) for fill in (fill_moves, fill_municipalities_of_two))
    assert moves.total is not None
    assert paid.total is not None
    assert moves.total["contacts_after"] == sum(row["moved_contacts"] for row in found.municipality_rows)
    assert paid.total["change_kr"] == pytest.approx(found.change_kr)
    assert len(found.gaining) + len(found.losing) + 1 == len(paid.rows), "one pays what it did"
