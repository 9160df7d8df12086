"""Measure `optimiser explain` against one solve of the same instance, in one run on one machine.

With --municipality it explains some of them, one command each; else all together, `optimiser explain RUN --all`. Each
is measured as a whole command in processor time, process started and files written. Times depend on the machine; the
ratio is what to look at.
"""

import argparse
import json
import resource
import subprocess
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.compare_speed import COMMAND, DENMARK
from optimiser.data.run_tables import ONE_PAGERS

LARGEST_RATIO = 20.0
LARGEST_OF_ONE = 4.0
COUNTED = ("alternatives", "proven", "settled", "between", "without_plan", "searched")


def run(*arguments: object) -> tuple[float, str]:
    """Run `optimiser ARGUMENTS`; the seconds of processor time it took, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ran = subprocess.run([*COMMAND, *map(str, arguments)], check=True, capture_output=True, text=True)  # noqa: S603
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, ran.stdout


def main() -> None:
    """Measure and print the seconds with their ratio, and how the alternatives were settled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("instance", nargs="?", type=Path, default=DENMARK)
    parser.add_argument("--municipality", action="append", default=[], help="its name or code; repeatable")
    asked = parser.parse_args()
    with TemporaryDirectory() as scratch:
        folder = Path(scratch) / "run"
        solving, _ = run("solve", asked.instance, "--out", folder, "--threads", 1)
        print(f"one solve                    {solving:7.1f} s of processor time")
        for name in asked.municipality:
            seconds, told = run("explain", folder, name, "--json")
            tell(name, json.loads(told)["count"], solving, seconds, LARGEST_OF_ONE)
        if not asked.municipality:
            seconds, _ = run("explain", folder, "--all")
            pages = sorted((folder / ONE_PAGERS).glob("*.json"))
            told_of = [json.loads(path.read_text(encoding="utf-8"))["count"] for path in pages]
            tell(f"{len(pages)} municipalities", sum(map(Counter, told_of), Counter()), solving, seconds, LARGEST_RATIO)


def tell(name: str, count: Mapping[str, float], solving: float, explaining: float, largest: float) -> None:
    """Print what was measured."""
    print(f"explaining {name:17} {explaining:7.1f} s of processor time")
    print(f"ratio                        {explaining / solving:7.2f}   (expected: {largest:.0f} at most)")
    for entry in COUNTED:
        print(f"  {entry:26} {count.get(entry, 0):7.0f}")


if __name__ == "__main__":
    main()
