"""The two pages for a board: the same figures as the report, who pays more, and what is to be decided."""

from typing import get_args

import pytest

from optimiser.data.settings import Language
from optimiser.report.html.board import board_page
from optimiser.report.html.page import result_page
from tests.report.html.pages import HARD_NAMES, QUOTED, SCRIPT, compared, parsed, rows_of, solved, toy

LANGUAGES: tuple[Language, ...] = get_args(Language)


def _texts(page: str, tag: str, above: str = "") -> list[str]:
    return [
        element.text.replace("\u00a0", " ") for element in parsed(page).all(tag) if not above or above in element.above
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_four_figures_are_those_of_the_report(language: Language) -> None:
    board = board_page(toy(), language)
    told = _texts(board, "dd")
    assert len(told) == 8, "a figure and a note each"
    assert told == _texts(result_page(toy(), language), "dd")[:8]
    assert board.count("<svg") == 1


def test_who_pays_most_more_stands_first_and_what_would_compensate_them_is_told() -> None:
    told = toy().municipalities.assign(change_kr=[5e5, 2e6, -1e6, 1e6])
    page = board_page(toy().with_tables(municipalities=told), "en")
    assert [row[3] for row in rows_of(page, "table-more")[1:]] == ["+2.00", "+1.00", "+0.50"]
    assert any("3 municipalities together pay 3.5 million kr. more a year" in text for text in _texts(page, "li", "ol"))


def test_without_anybody_who_pays_more_there_is_no_table_of_them_and_nothing_to_share() -> None:
    page = board_page(toy().with_tables(municipalities=toy().municipalities.assign(change_kr=-1e6)), "en")
    assert "table-more" not in page
    assert not any("compensated" in text for text in _texts(page, "li"))


def test_hosts_and_shared_centres_are_named_in_what_is_to_be_decided() -> None:
    decided = _texts(board_page(solved(), "da"), "li", "ol")
    assert decided[0] == "Værten: Storby skal sige ja til at besvare for andre."
    alone = board_page(solved("municipalities.*.candidate_host=false"), "en")
    assert "must agree to answer for others" not in alone


def test_names_are_text_whatever_they_say() -> None:
    page = board_page(solved(*HARD_NAMES), "en")
    assert page.count("<script>") == 1
    assert SCRIPT not in page
    assert QUOTED not in page


def test_a_result_without_a_plan_has_no_summary() -> None:
    with pytest.raises(ValueError, match="no plan"):
        board_page(compared().results[f"{SCRIPT} none"], "en")
