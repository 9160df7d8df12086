"""The page: whole in itself, safe whatever names say, in order for those who hear it, in both languages."""

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from itertools import pairwise

import pytest

from optimiser.comparison.comparison import Comparison
from optimiser.data.settings import Language
from optimiser.report.html.elements import ASSETS, SCRIPTS, STYLES
from optimiser.report.html.page import comparison_page, result_page
from tests.report.html.pages import (
    QUOTED,
    SCRIPT,
    Parsed,
    compared,
    comparison_text,
    parsed,
    run_text,
    solved,
    toy_text,
)

LANGUAGES: tuple[Language, ...] = ("da", "en")


TEXTS: dict[str, Callable[[], str]] = {
    "run-da": lambda: run_text("da"),
    "run-en": lambda: run_text("en"),
    "comparison-da": lambda: comparison_text("da"),
    "comparison-en": lambda: comparison_text("en"),
    "toy": toy_text,
}


@pytest.fixture(params=TEXTS, name="text")
def a_text(request: pytest.FixtureRequest) -> str:
    return TEXTS[request.param]()


@pytest.fixture
def page(text: str) -> Parsed:
    """A page that parses: every tag that is opened is closed, in order."""
    return parsed(text)


def test_the_page_begins_as_a_page_in_its_language(page: Parsed, text: str) -> None:
    assert text.startswith("<!DOCTYPE html>")
    assert page.all("html")[0].attributes["lang"] in LANGUAGES
    assert page.all("meta")[0].attributes == {"charset": "utf-8"}
    assert page.all("title")[0].text.strip()


def test_nothing_is_fetched(page: Parsed, text: str) -> None:
    assert not page.all("link", "img", "iframe", "object", "embed", "base", "form")
    for element in page.elements:
        assert not {"src", "srcset", "action", "xlink:href"} & element.attributes.keys()
        assert element.attributes.get("href", "#").startswith("#")
    bare = text.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"https?://|url\(|@import", bare)


def test_links_within_the_page_lead_somewhere(page: Parsed) -> None:
    ids = {element.attributes.get("id") for element in page.elements}
    assert {link.attributes["href"].removeprefix("#") for link in page.all("a")} <= ids


def test_the_policy_names_the_one_script_by_its_hash(page: Parsed, text: str) -> None:
    policies = [meta.attributes["content"] for meta in page.all("meta") if "http-equiv" in meta.attributes]
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert len(policies) == 1
    assert "default-src 'none'" in policies[0]
    assert f"script-src 'sha256-{digest}'" in policies[0]
    assert "unsafe-eval" not in policies[0]


def test_no_element_has_a_handler(page: Parsed) -> None:
    assert not [name for element in page.elements for name in element.attributes if name.startswith("on")]


@pytest.mark.parametrize("name", [*STYLES, *SCRIPTS])
def test_an_asset_cannot_end_its_own_element(name: str) -> None:
    text = (ASSETS / name).read_text(encoding="utf-8")
    assert "</" not in text
    assert "<!--" not in text
    assert len(text.splitlines()) < 400


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [SCRIPT, QUOTED])
def test_names_are_text_wherever_they_stand(language: Language, name: str) -> None:
    for text in (run_text(language), comparison_text(language)):
        page = parsed(text)
        assert len(page.all("script")) == 1
        headings = [cell.text for cell in page.all("th") if cell.attributes.get("scope") == "row"]
        assert name in headings
        labels = [element.attributes.get("aria-label", "") for element in page.elements]
        assert any(label.startswith(name) for label in labels)


def test_the_name_of_a_centre_is_text_in_a_tooltip() -> None:
    page = parsed(result_page(solved(f"municipalities.1.name={SCRIPT}"), "en"))
    assert len(page.all("script")) == 1
    assert "purchased: Storby" in {cell.attributes.get("title") for cell in page.all("td")}


def test_a_hard_title_and_system_are_text() -> None:
    result = solved(f"title_en={QUOTED}{SCRIPT}")
    page = parsed(result_page(result, "en"))
    assert page.all("h1")[0].text == f"{QUOTED}{SCRIPT}"
    assert page.all("title")[0].text.startswith(f"{QUOTED}{SCRIPT}")


def test_every_id_stands_once(page: Parsed) -> None:
    ids = Counter(element.attributes["id"] for element in page.elements if "id" in element.attributes)
    assert [name for name, count in ids.items() if count > 1] == []


@pytest.mark.parametrize("attribute", ["aria-labelledby", "aria-describedby", "aria-controls"])
def test_what_is_referred_to_is_there(page: Parsed, attribute: str) -> None:
    ids = {element.attributes.get("id") for element in page.elements}
    assert {element.attributes[attribute] for element in page.elements if attribute in element.attributes} <= ids


def test_headings_come_in_order(page: Parsed) -> None:
    levels = [int(heading.tag[1]) for heading in page.all("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_there_is_one_of_each_landmark(page: Parsed) -> None:
    assert [len(page.all(tag)) for tag in ("header", "main", "footer", "nav")] == [1, 1, 1, 1]
    assert page.all("a")[0].attributes == {"class": "skip", "href": "#content"}


def test_every_table_has_a_caption_and_every_heading_its_scope(page: Parsed, text: str) -> None:
    tables = re.findall(r"<table.*?</table>", text, re.DOTALL)
    assert len(tables) == len(page.all("table")) > 5
    assert all(len(re.findall("<caption", table)) == 1 for table in tables)
    assert {heading.attributes.get("scope") for heading in page.all("th")} == {"row", "col"}


def test_every_row_has_as_many_cells_as_its_table_has_heads(text: str) -> None:
    for table in re.findall(r"<table.*?</table>", text, re.DOTALL):
        rows = [len(re.findall(r"<t[hd]\b", row)) for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL)]
        assert len(set(rows)) == 1, table[:200]


def test_wide_things_stand_in_a_box_that_the_keyboard_can_scroll(page: Parsed) -> None:
    boxes = [box for box in page.all("div") if box.attributes.get("class") == "scroll"]
    assert len(boxes) == len(page.all("table"))
    assert all(box.attributes["tabindex"] == "0" and box.attributes["role"] == "group" for box in boxes)


def test_inputs_have_labels(page: Parsed) -> None:
    assert page.all("input")
    assert all("label" in box.above for box in page.all("input"))


def test_a_page_is_the_same_every_time() -> None:
    assert result_page(solved(), "en") == result_page(solved(), "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_left_unfilled(language: Language) -> None:
    for text in (run_text(language), comparison_text(language)):
        body = re.sub(r"<(script|style)>.*?</\1>|data-(count|aside|below)=\"[^\"]*\"", "", text, flags=re.DOTALL)
        assert not re.search(r"[{}]|\bnan\b|\bNone\b|Undefined", body)


def test_a_result_without_a_plan_has_no_page() -> None:
    with pytest.raises(ValueError, match="no plan"):
        result_page(compared().results[f"{SCRIPT} none"], "en")


def test_an_empty_comparison_has_no_page() -> None:
    with pytest.raises(ValueError, match="no case"):
        comparison_page(Comparison.of_results({}), "en")


def test_a_comparison_in_which_nothing_has_a_plan_says_why() -> None:
    case = f"{SCRIPT} none"
    page = parsed(comparison_page(Comparison.of_results({case: compared().results[case]}), "en"))
    warnings = [told.text for told in page.all("p") if told.attributes.get("class") == "warning"]
    assert warnings[0].startswith(f"{case} has no plan.")
    assert not page.all("svg")
