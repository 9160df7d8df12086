"""How every page lies in its window, narrow and wide, in both languages, and whether all can use it."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import pytest
from playwright.sync_api import Browser, expect

from optimiser.data.run_tables import BOARD
from optimiser.data.settings import Language
from tests.browser.conftest import NARROW, NEEDED, WIDE, faults_of, open_page
from tests.browser.pages import PAGES

SIZES = {"1280": WIDE, "390": NARROW}
LANGUAGES: tuple[Language, ...] = get_args(Language)
A4_POINTS = (595, 842)
SERIOUS = ("serious", "critical")
FAULTY = """<!DOCTYPE html><title>x</title><style>
body { margin: 0; font: 16px/20px sans-serif } .a { position: absolute; top: 50px; left: 0 } .b { white-space: nowrap }
table { table-layout: fixed; width: 60px; border-collapse: collapse } .c { overflow: hidden; height: 10px; width: 90px }
</style><main><p class="a">One sentence.</p><p class="a">Another sentence.</p>
<table style="margin-top:90px"><tr><td class="b">A word too long for it</td></tr></table>
<p class="c">Cut in the middle</p><p class="b" style="margin-left:85vw">A line that leaves the window</p>
<svg width="90" height="20"><text x="60" y="15">Cut off too</text></svg>
<svg width="200" height="20"><text x="2" y="15">Short…</text></svg></main>"""


def _file(folder: Path, text: str, name: str = "page.html") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def test_each_kind_of_fault_is_found(browser: Browser, tmp_path: Path) -> None:
    page = open_page(browser, _file(tmp_path, FAULTY), NARROW).page
    found = faults_of(page)
    page.close()
    assert "the page is wider than its window" in found
    assert "lies on other text: One sentence. / Another sentence." in found
    assert {"runs out of its box: A word too long for it", "runs out of its box: Cut off too"} <= set(found)
    assert "is cut off: Cut in the middle" in found
    assert "beyond the window: A line that leaves the window" in found
    assert "has no room in its chart: Short…" in found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_no_text_runs_out_is_cut_off_or_lies_on_other_text(
    browser: Browser, tmp_path: Path, name: str, language: Language
) -> None:
    path = _file(tmp_path, PAGES[name](language))
    found = {}
    for size, window in SIZES.items():
        opened = open_page(browser, path, window)
        found[size] = [*faults_of(opened.page), *opened.faults]
        opened.page.close()
    assert found == {"1280": [], "390": []}


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(browser: Browser, tmp_path: Path, name: str) -> None:
    axe = _axe()
    page = open_page(browser, _file(tmp_path, PAGES[name]("da")), WIDE).page
    found = axe.Axe().run(page).response["violations"]
    page.close()
    told = [f"{each['id']}: {each['help']}, at {each['nodes'][0]['target']}" for each in found if _is_serious(each)]
    assert told == []


def _axe() -> Any:
    """The library that brings axe-core; where it is not installed the tests are skipped with a line that says so."""
    try:
        from axe_playwright_python import sync_playwright
    except ImportError:
        told = "axe-playwright-python is not installed, so pages were not tried with axe-core (pip install -e .[dev])"
        pytest.fail(told) if os.environ.get(NEEDED) else pytest.skip(told)
    return sync_playwright


def test_axe_finds_what_is_wrong(browser: Browser, tmp_path: Path) -> None:
    page = open_page(browser, _file(tmp_path, '<!DOCTYPE html><title>x</title><img src="data:,"><p>y'), WIDE).page
    found = _axe().Axe().run(page).response["violations"]
    page.close()
    assert {"html-has-lang", "image-alt"} <= {each["id"] for each in found if _is_serious(each)}


def _is_serious(violation: Mapping[str, Any]) -> bool:
    return violation["impact"] in SERIOUS


def test_a_table_larger_than_its_box_says_how_much_more_there_is(browser: Browser, tmp_path: Path) -> None:
    page = open_page(browser, _file(tmp_path, PAGES["result"]("en")), NARROW).page
    told = page.locator(".table:has(#table-municipalities) .more")
    box = page.locator(".scroll:has(#table-municipalities)")
    expect(told).to_contain_text("more columns: scroll sideways →")
    count = page.locator("#table-municipalities thead th").count()
    hidden = int(told.inner_text().split()[0])
    assert 1 <= hidden < count
    box.evaluate("box => box.scrollTo(box.scrollWidth, 0)")
    expect(told).to_have_text("")
    narrow = page.locator(".table:has(#table-figures) .more")
    expect(narrow).to_contain_text("more rows: scroll down ↓")
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.locator(".table:has(#table-forms) .more")).to_have_text("")
    page.emulate_media(media="print")
    expect(narrow).to_be_hidden()
    page.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_for_a_board_prints_on_two_pages_of_a4(
    browser: Browser, tmp_path: Path, reports: Path, language: Language
) -> None:
    paths = [_file(tmp_path, PAGES["summary"](language), "one.html")]
    paths += [_file(tmp_path, PAGES[f"{name}-summary"](language), f"{name}.html") for name in ("roadmap", "six-years")]
    paths.append(reports / language / "run" / BOARD)
    for path in paths:
        page = open_page(browser, path, WIDE).page
        printed = page.pdf(prefer_css_page_size=True, print_background=True)
        page.close()
        boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
        assert [(round(float(wide)), round(float(high))) for wide, high in boxes] == [A4_POINTS] * 2, path
