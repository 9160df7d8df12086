"""The report in a real browser: Chromium, driven by Playwright, without network."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Route, sync_playwright

from tests.browser.reports import write_reports

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NEEDED = "OPTIMISER_NEEDS_BROWSER"
"""Set where a missing browser must not pass unseen, as in CI."""
QUIET = (
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"),
    *("--no-first-run", "--disable-gpu", "--no-sandbox"),
)
LAYOUT = (Path(__file__).parent / "layout.js").read_text(encoding="utf-8")
MOST = 8
"""Faults of a kind that are told."""
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@dataclass
class Opened:
    """A page, and what went wrong while it was open."""

    page: Page
    faults: list[str] = field(default_factory=list)

    def heard(self, message: ConsoleMessage) -> None:
        """Keep what the page writes as a warning or an error."""
        if message.type in ("error", "warning"):
            self.faults.append(message.text)

    def failed(self, error: Error) -> None:
        """Keep an exception of the page's script."""
        self.faults.append(str(error))

    def asked(self, route: Route) -> None:
        """Keep and refuse whatever is not the file itself."""
        if route.request.url.startswith(("file:", "data:")):
            route.continue_()
        else:
            self.faults.append(f"asked the network for {route.request.url}")
            route.abort()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; without one they are skipped with a line that says so."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        told = "no Chromium on this machine, so the report was not tried in a browser (apt install chromium)"
        pytest.fail(told) if os.environ.get(NEEDED) else pytest.skip(told)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Path:
    """Folders of reports by language; only where there is a browser to open them."""
    assert browser.is_connected()
    folder = tmp_path_factory.mktemp("reports")
    write_reports(folder / "da", "da")
    write_reports(folder / "en", "en")
    return folder


def open_page(browser: Browser, path: Path, size: dict[str, int]) -> Opened:
    """A report opened from disk in a window of a size (pixels)."""
    page = browser.new_page(viewport={"width": size["width"], "height": size["height"]})
    opened = Opened(page)
    page.on("console", opened.heard)
    page.on("pageerror", opened.failed)
    page.route("**/*", opened.asked)
    page.goto(path.as_uri())
    return opened


def faults_of(page: Page) -> list[str]:
    """What is wrong with how a page is laid out: text that runs out of its box, is cut off, or lies on other text."""
    found: list[str] = page.evaluate(LAYOUT, MOST)
    return found
