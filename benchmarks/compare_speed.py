"""Measure `optimiser compare` against the same systems solved one after another by `optimiser solve`.

Both are timed as whole commands, processes started and folders written, in one run on one machine. Times
depend on the machine; the ratio is what to look at.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from optimiser.data.read import read
from optimiser.data.run_tables import DOCUMENTS
from optimiser.studies.compare import CompareStudy

DENMARK = Path(__file__).parents[1] / "instances" / "denmark-2014"
COMMAND = (sys.executable, "-m", "optimiser")
SYSTEMS = 12
LARGEST_RATIO = 0.6
"""Two processes halve the work at best; what is lost to starting them and to the last solve should be no more."""


@dataclass
class Clock:
    """Seconds that went by inside a `with`."""

    seconds: float = 0.0


@contextmanager
def timed() -> Iterator[Clock]:
    """Time what is done inside."""
    clock, began = Clock(), time.monotonic()
    yield clock
    clock.seconds = time.monotonic() - began


def run(*arguments: object) -> None:
    """Run `optimiser ARGUMENTS` in a process of its own; raises CalledProcessError when it fails."""
    subprocess.run([*COMMAND, *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)  # noqa: S603


def one_by_one(instance: Path, systems: Sequence[str], folder: Path) -> float:
    """Seconds that all systems take, each solved by a command of its own."""
    total = 0.0
    for system in systems:
        with timed() as clock:
            run("solve", instance, "--structure", system, "--out", folder / system)
        print(f"  {system:22} {clock.seconds:6.1f} s", flush=True)
        total += clock.seconds
    return total


def side_by_side(instance: Path, systems: Sequence[str], workers: int, out: Path) -> float:
    """Seconds that one command takes which compares all systems."""
    chosen = [argument for system in systems for argument in ("--structure", system)]
    with timed() as clock:
        run("compare", instance, *chosen, "--workers", workers, "--out", out)
    return clock.seconds


def main() -> None:
    """Time both and print them with their ratio, and what the documents add."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("instance", nargs="?", type=Path, default=DENMARK)
    parser.add_argument("--systems", type=int, default=SYSTEMS, help="how many of the instance's systems")
    parser.add_argument("--workers", type=int, default=2, help="processes that solve side by side")
    asked = parser.parse_args()
    systems = read(asked.instance).structures[: asked.systems]
    with TemporaryDirectory() as scratch:
        out = Path(scratch) / "comparison"
        single = one_by_one(asked.instance, systems, Path(scratch) / "runs")
        together = side_by_side(asked.instance, systems, asked.workers, out)
        tell(len(systems), single, together, asked.workers, out)


def tell(systems: int, single: float, together: float, workers: int, out: Path) -> None:
    """Print what was measured."""
    solved = CompareStudy.read_entries(out)["seconds"]
    print(f"{systems} systems one by one       {single:6.1f} s")
    print(
        f"{systems} systems, {workers} at a time      {together:6.1f} s, of which the report {together - solved:.1f} s"
    )
    print(f"ratio                        {together / single:6.2f}   (expected: {LARGEST_RATIO} at most with 2)")
    for name in DOCUMENTS:
        if (out / name).exists():
            print(f"{name:28} {(out / name).stat().st_size / 1e6:6.2f} MB")


if __name__ == "__main__":
    main()
