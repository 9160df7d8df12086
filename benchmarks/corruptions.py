"""Change single things in a run folder of the toy, and count what is noticed: by the seal, and without it.

`python -m benchmarks.corruptions`; with `--every N` only every Nth change is tried.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.audit.corruptions import Corruption, sample
from tests.audit.folders import full_run

FORMAT = "{:24} {:>8} {:>10} {:>26}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; 1 where anything is not noticed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="try every Nth change")
    every = parser.parse_args(arguments).every
    with TemporaryDirectory() as scratch:
        folder = full_run(Path(scratch) / "run")
        tried, noticed, recomputed = Counter[str](), Counter[str](), Counter[str]()
        for corruption in sample(folder, every):
            place = corruption.path.split("/")[0]
            tried[place] += 1
            noticed[place] += _noticed(corruption, folder, sealed_again=False)
            recomputed[place] += _noticed(corruption, folder, sealed_again=True)
    print(FORMAT.format("file or folder", "tried", "noticed", "though the seal was made to fit"))
    for place in sorted(tried):
        print(FORMAT.format(place, tried[place], noticed[place], recomputed[place]))
    print(FORMAT.format("all", tried.total(), noticed.total(), recomputed.total()))
    return int(noticed.total() < tried.total())


def _noticed(corruption: Corruption, folder: Path, sealed_again: bool) -> bool:
    with corruption.applied(folder, sealed_again):
        return corruption.is_noticed(folder)


if __name__ == "__main__":
    sys.exit(main())
