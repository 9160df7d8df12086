"""The report as a reader uses it: opened from disk, sorted, searched, hovered, by mouse and by keyboard, printed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Locator, Page, expect

from tests.browser.conftest import NARROW, WIDE, Opened, faults_of, open_page
from tests.browser.reports import QUOTED, SCRIPT

SIZES = {"1280": WIDE, "390": NARROW}
LANGUAGES = {"da": "Kommunerne før og efter", "en": "Municipalities before and after"}
Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, reports: Path) -> Iterator[Open]:
    """Open a report; what its script complained of, or asked the network for, fails the test."""
    pages: list[Opened] = []

    def opening(name: str = "run", language: str = "en", size: dict[str, int] = WIDE) -> Page:
        pages.append(open_page(browser, reports / language / name / "report.html", size))
        return pages[-1].page

    yield opening
    faults = [fault for page in pages for fault in page.faults]
    for page in pages:
        page.page.close()
    assert faults == []


def rows(page: Page) -> Locator:
    """The rows of the table of municipalities that can be seen."""
    return page.locator("#table-municipalities tbody tr:visible")


def first_cells(page: Page, column: int) -> list[str]:
    """The first ten cells of a column, as they stand."""
    cells = page.locator(f"#table-municipalities tbody tr > :nth-child({column})")
    return cells.all_inner_texts()[:10]


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["run", "comparison"])
def test_a_report_opens_without_a_complaint_and_without_the_network(
    opened: Open, name: str, language: str, size: dict[str, int]
) -> None:
    page = opened(name, language, size)
    assert page.locator("html").get_attribute("lang") == language
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("#municipalities h2")).to_have_text(LANGUAGES[language])
    assert page.locator("svg.chart").count() >= 2


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize(
    ("name", "tables"), [("run", ("service", "alone", "kpis")), ("comparison", ("service", "kpis"))]
)
def test_service_has_its_own_section_with_its_tables(
    opened: Open, name: str, tables: tuple[str, ...], size: dict[str, int]
) -> None:
    page = opened(name, "da", size)
    page.get_by_role("navigation").get_by_role("link", name="Service og bemanding").click()
    expect(page.locator("#service h2")).to_be_in_viewport()
    for table in tables:
        box = page.locator(f"#service .scroll:has(#table-{table})").bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= size["width"]
        assert page.locator(f"#table-{table} tbody tr").count() >= 2


def test_staffing_alone_and_in_the_plan_is_sorted_and_searched(opened: Open) -> None:
    page = opened()
    page.locator("#table-alone thead th").nth(7).get_by_role("button").click()
    values = page.locator("#table-alone tbody tr > :nth-child(8)")
    minutes = [float(value) for value in values.evaluate_all("cells => cells.map(cell => cell.dataset.value)")]
    assert minutes == sorted(minutes, reverse=True)
    table = page.locator(".table:has(#table-alone)")
    table.locator("input[type=search]").fill("Aalborg")
    expect(table.locator("output")).to_have_text("1 of 98")


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("name", ["run", "comparison"])
def test_the_page_is_never_wider_than_its_window(opened: Open, name: str, size: dict[str, int]) -> None:
    page = opened(name, "da", size)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("name", ["run", "comparison"])
def test_no_text_of_the_country_runs_out_is_cut_off_or_lies_on_other_text(
    opened: Open, name: str, size: dict[str, int]
) -> None:
    assert faults_of(opened(name, "da", size)) == []


def test_a_column_is_sorted_by_its_numbers_and_back(opened: Open) -> None:
    page = opened()
    head = page.locator("#table-municipalities thead th").nth(1)
    values = page.locator("#table-municipalities tbody tr > :nth-child(2)")

    def numbers() -> list[float]:
        return [float(value) for value in values.evaluate_all("cells => cells.map(cell => cell.dataset.value)")]

    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert numbers() == sorted(numbers())
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert numbers() == sorted(numbers(), reverse=True)


def test_danish_names_are_sorted_as_danes_do_also_by_keyboard(opened: Open) -> None:
    page = opened(language="da")
    button = page.locator("#table-municipalities thead th").first.get_by_role("button")
    button.focus()
    page.keyboard.press("Enter")
    names = page.locator("#table-municipalities tbody tr > :nth-child(1)").all_inner_texts()
    assert names.index("Rudersdal") < names.index("Ærø") < names.index("Aabenraa")
    assert names[-1] == "Aarhus"


def test_a_search_leaves_only_what_matches_and_counts_it(opened: Open) -> None:
    page = opened()
    search = page.locator("#municipalities input[type=search]")
    count = page.locator("#municipalities output")
    expect(count).to_have_text("98 of 98")
    search.fill("nordjylland")
    expect(count).to_have_text("11 of 98")
    assert rows(page).count() == 11
    search.fill("no such place")
    expect(count).to_have_text("0 of 98")
    search.fill("")
    assert rows(page).count() == 98


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_a_circle_tells_its_portfolio_when_pointed_at(opened: Open, size: dict[str, int]) -> None:
    page = opened(size=size)
    circle = page.locator("svg.chart .mark[aria-label^='Aalborg']").first
    circle.scroll_into_view_if_needed()
    circle.hover()
    tip = page.locator(".tip")
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("Aalborg")
    box = tip.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size["width"]


def test_charts_are_walked_with_the_arrow_keys_and_left_with_escape(opened: Open) -> None:
    page = opened()
    chart = page.locator("svg.chart").first
    assert chart.locator(".mark[tabindex='0']").count() == 1
    chart.locator(".mark[tabindex='0']").focus()
    tip = page.locator(".tip")
    first = tip.inner_text()
    page.keyboard.press("ArrowRight")
    expect(tip).not_to_have_text(first)
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


@pytest.mark.parametrize("name", ["run", "comparison"])
def test_names_are_text_whatever_they_say(opened: Open, name: str) -> None:
    page = opened(name)
    dialogs: list[str] = []

    def noticed(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", noticed)
    page.reload()
    assert dialogs == []
    assert page.locator("script").count() == 1
    for written in (SCRIPT, QUOTED):
        row = page.locator("#table-municipalities tbody tr", has_text=written)
        assert row.locator("th").inner_text() == written
    marks = page.locator("svg.chart .mark").evaluate_all("marks => marks.map(mark => mark.getAttribute('aria-label'))")
    assert any(label.startswith(SCRIPT) for label in marks)
    assert any(label.startswith(QUOTED) for label in marks)


def test_a_tip_shows_a_hard_name_as_text(opened: Open) -> None:
    page = opened()
    labels = page.locator("svg.chart .mark")
    index = labels.evaluate_all(
        f"marks => marks.findIndex(mark => mark.getAttribute('aria-label').startsWith({SCRIPT!r}))"
    )
    labels.nth(index).hover()
    expect(page.locator(".tip")).to_contain_text(SCRIPT)


def test_on_paper_everything_is_there(opened: Open) -> None:
    """What is folded is open, what a search left out is back, and nothing is wider than A4."""
    page = opened("comparison")
    page.locator("#municipalities input[type=search]").fill("Aalborg")
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    assert page.locator("#table-municipalities tbody tr:not([hidden])").count() == 98
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("#table-municipalities tbody tr:not([hidden])").count() == 1


def test_without_its_script_the_page_is_complete(browser: Browser, reports: Path) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto((reports / "en" / "run" / "report.html").as_uri())
    assert page.locator("#table-municipalities tbody tr").count() == 98
    assert page.locator("#municipalities .tools").is_hidden()
    page.close()
