"""Measure `optimiser explain RUN --all` against one solve of the same instance, in one run on one machine.

Both are timed as whole commands, processes started and files written. Times depend on the machine; the ratio is what
to look at.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.compare_speed import DENMARK, run, timed
from optimiser.data.run_tables import ONE_PAGERS

LARGEST_RATIO = 20.0


def main() -> None:
    """Time both and print them with their ratio, and how the alternatives were settled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("instance", nargs="?", type=Path, default=DENMARK)
    asked = parser.parse_args()
    with TemporaryDirectory() as scratch:
        folder = Path(scratch) / "run"
        with timed() as solving:
            run("solve", asked.instance, "--out", folder)
        with timed() as explaining:
            run("explain", folder, "--all")
        tell(folder / ONE_PAGERS, solving.seconds, explaining.seconds)


def tell(pages: Path, solving: float, explaining: float) -> None:
    """Print what was measured."""
    told = [json.loads(path.read_text(encoding="utf-8"))["count"] for path in sorted(pages.glob("*.json"))]
    count: Counter[str] = sum(map(Counter, told), Counter())
    print(f"one solve                    {solving:7.1f} s")
    print(f"explaining {len(told):3} municipalities {explaining:6.1f} s")
    print(f"ratio                        {explaining / solving:7.2f}   (expected: {LARGEST_RATIO:.0f} at most)")
    for name in ("alternatives", "proven", "settled", "between", "without_plan", "searched"):
        print(f"{name:28} {count[name]:7.0f}")


if __name__ == "__main__":
    main()
