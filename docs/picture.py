"""Draws the README's pictures: docs/solve.svg, the terminal after `make solve`, and docs/report.png.

The second is the first screen of runs/comparison/report.html, which `make compare` writes; it needs Chromium.
"""

import os
import pty
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[1]
WIDTH = 84


def main() -> None:
    """Draw both."""
    _terminal()
    _report(ROOT / "runs" / "comparison" / "report.html")


def _report(path: Path) -> None:
    """The top of a comparison: its answer, the table, and the first maps."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1180, "height": 1500})
        page.goto(path.as_uri())
        page.screenshot(path=ROOT / "docs" / "report.png")
        browser.close()


def _terminal() -> None:
    """Run the command in a terminal of its own and draw what it writes."""
    console = Console(record=True, width=WIDTH, file=Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
    console.print(Text("$ make solve"))
    console.print(Text(_written().replace("\r", "").rstrip()))
    console.save_svg(str(ROOT / "docs" / "solve.svg"), title="optimiser")


def _written() -> str:
    screen, terminal = pty.openpty()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "optimiser", "solve", str(ROOT / "instances" / "denmark-2014")]
        environment = {**os.environ, "COLUMNS": str(WIDTH)}
        process = subprocess.Popen(  # noqa: S603
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=terminal, stderr=terminal
        )
        os.close(terminal)
        written = b"".join(iter(lambda: _part(screen), b""))
        process.wait()
    return written.decode()


def _part(screen: int) -> bytes:
    """What came next; nothing when the terminal was closed."""
    try:
        return os.read(screen, 4096)
    except OSError:
        return b""


if __name__ == "__main__":
    main()
