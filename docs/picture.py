"""Draws docs/solve.svg: the terminal as it looks after `make solve`. Run by `make picture`."""

import os
import pty
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[1]
WIDTH = 84


def main() -> None:
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
