"""Draws the README's pictures of one solve: docs/solve.svg, the terminal after `make solve`, and docs/report.png.

The second is the first screen of the report that the solve writes; it needs Chromium.
"""

import io
import os
import pty
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[1]
WIDTH = 84
COLOURS = 128
"""As many as the picture needs; with all of them its file is three times as large."""


def main() -> None:
    """Draw both."""
    with tempfile.TemporaryDirectory() as folder:
        _draw_terminal(_solve(Path(folder)))
        draw_report(next(Path(folder).rglob("report.html")))


def draw_report(path: Path) -> None:
    """Draw the top of a run's report: its answer, the map, the key figures, what the answer depends on."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1180, "height": 1400})
        page.goto(path.as_uri())
        drawn = Image.open(io.BytesIO(page.screenshot()))
        browser.close()
    drawn.convert("RGB").quantize(COLOURS).save(ROOT / "docs" / "report.png", optimize=True)


def _draw_terminal(written: str) -> None:
    console = Console(record=True, width=WIDTH, file=Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
    console.print(Text("$ make solve"))
    console.print(Text(written.replace("\r", "").rstrip()))
    console.save_svg(str(ROOT / "docs" / "solve.svg"), title="optimiser")


def _solve(folder: Path) -> str:
    """Run the command in a terminal of its own, in a folder, and return what it writes."""
    screen, terminal = pty.openpty()
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
