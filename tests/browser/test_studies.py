"""The pages of studies as a reader uses them: opened from disk, narrow and wide, sorted, pointed at, never run."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from optimiser.report.html.difference import difference_page
from optimiser.report.html.frontier import frontier_page
from optimiser.report.html.regions import regions_page
from optimiser.report.html.regret import regret_page
from optimiser.report.html.sweep import sweep_page
from optimiser.report.html.tornado import tornado_page
from optimiser.report.html.uncertainty import uncertainty_page
from tests.browser.conftest import NARROW, WIDE, Opened, open_page
from tests.report.drawn_regions import made_up
from tests.report.studies import (
    SCRIPT,
    factor,
    frontier,
    regret,
    structures,
    swept,
    tornado,
    two_plans,
    uncertain,
)

PAGES: dict[str, Callable[[], str]] = {
    "sweep": lambda: sweep_page(swept(structures(), factor(), costs_kr={2: None}), "da"),
    "tornado": lambda: tornado_page(tornado(), "en"),
    "uncertainty": lambda: uncertainty_page(uncertain(), "da"),
    "frontier": lambda: frontier_page(frontier(), "en"),
    "regret": lambda: regret_page(regret(), "da"),
    "difference": lambda: difference_page(two_plans(), "en"),
    "regions": lambda: regions_page(made_up(), "da"),
}
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Path:
    """The pages; only where there is a browser to open them."""
    assert browser.is_connected()
    made = tmp_path_factory.mktemp("studies")
    for name, page in PAGES.items():
        (made / f"{name}.html").write_text(page(), encoding="utf-8", newline="\n")
    return made


@pytest.fixture
def opened(browser: Browser, folder: Path) -> Iterator[Open]:
    """Open a page; what its script complained of, or asked the network for, or any dialog fails the test."""
    pages: list[Opened] = []

    def opening(name: str, size: dict[str, int] = WIDE) -> Page:
        pages.append(open_page(browser, folder / f"{name}.html", size))
        return pages[-1].page

    yield opening
    faults = [fault for page in pages for fault in page.faults]
    for page in pages:
        page.page.close()
    assert faults == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_never_wider_than_its_window_and_says_nothing_to_the_console(opened: Open, name: str) -> None:
    for size in (WIDE, NARROW):
        page = opened(name, size)
        expect(page.locator("h1")).to_be_visible()
        assert page.locator("svg.chart").count() >= 1
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.parametrize("name", PAGES)
def test_names_are_never_run(opened: Open, name: str) -> None:
    page, dialogs = opened(name), []

    def noticed(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", noticed)
    page.reload()
    assert dialogs == []
    assert page.locator("script").count() == 1
    assert SCRIPT in page.locator("main").inner_text()


@pytest.mark.parametrize(
    ("name", "table", "column"),
    [
        ("sweep", "points", 2),
        ("tornado", "sides", 5),
        ("frontier", "points", 3),
        ("regret", "regrets", 2),
        ("difference", "municipalities", 3),
    ],
)
def test_a_column_is_sorted_by_its_numbers_with_blanks_last(opened: Open, name: str, table: str, column: int) -> None:
    page = opened(name)
    page.locator(f"#table-{table} thead th").nth(column).get_by_role("button").click()
    cells = page.locator(f"#table-{table} tbody tr > :nth-child({column + 1})")
    values = cells.evaluate_all("cells => cells.map(cell => cell.dataset.value)")
    numbers = [float(value) for value in values if value]
    assert len(numbers) >= 2
    assert numbers == sorted(numbers, reverse=True)
    assert not any(values[len(numbers) :])


def test_the_heading_of_a_row_is_sorted_as_a_number_too(opened: Open, folder: Path) -> None:
    (folder / "one.html").write_text(sweep_page(swept(factor("0.9", "1.04", "1.1")), "da"), "utf-8", newline="\n")
    page = opened("one")
    head = page.locator("#table-points thead th").first.get_by_role("button")
    head.click()
    head.click()
    assert page.locator("#table-points tbody th").all_inner_texts() == ["×\xa01,1", "×\xa01,04", "×\xa00,9"]


def test_a_bar_tells_what_it_is_when_pointed_at(opened: Open) -> None:
    page = opened("tornado", NARROW)
    bar = page.locator("svg.chart .mark[aria-label^='cost factor of virtual centres = ×\xa00.96']")
    bar.scroll_into_view_if_needed()
    bar.hover()
    expect(page.locator(".tip")).to_contain_text("kept plan")


def test_a_municipality_on_the_map_of_changes_tells_who_answered_it_before_and_what_it_pays(opened: Open) -> None:
    page = opened("difference", NARROW)
    town = page.locator("svg.chart .mark[aria-label*='7.20']")
    town.scroll_into_view_if_needed()
    town.hover()
    tip = page.locator(".tip")
    expect(tip).to_contain_text("bought from Storby")
    expect(tip).to_contain_text("pays 7.20 → 9.00 million kr. a year (+1.80)")


def test_the_table_of_municipalities_can_be_cut_to_those_answered_differently(opened: Open) -> None:
    page = opened("difference")
    page.get_by_label("Only those answered differently").check()
    assert page.locator("#table-municipalities tbody tr:visible").count() == 1


@pytest.mark.parametrize("name", PAGES)
def test_on_paper_no_table_is_cut_off(opened: Open, name: str) -> None:
    page = opened(name)
    page.emulate_media(media="print")
    overflow = page.locator(".scroll").evaluate_all("boxes => boxes.map(box => getComputedStyle(box).overflow)")
    assert set(overflow) == {"visible"}
