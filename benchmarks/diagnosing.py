"""Measure a diagnosis against one solve: of the same instance without what is planted in it, to a gap of 0.01 %.

Each known cause is planted in denmark-2014 and in the toy, alone; the solve is taken right before its diagnosis, in
the same process. Times depend on the machine and on what else it does; the ratio is what to look at.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from optimiser import read, solve
from optimiser.diagnosis.diagnose import Diagnosis, diagnose
from tests.diagnosis import planted, planted_denmark
from tests.diagnosis.planted import Planted

GAP = 1e-4
LARGEST_RATIO = 5
CAUSES = {planted_denmark.DENMARK: planted_denmark.CAUSES, planted.TOY: planted.CAUSES}


@dataclass(frozen=True)
class Measured:
    """Seconds of a solve without the cause, and of the diagnosis of it."""

    instance: str
    cause: Planted
    solve_seconds: float
    seconds: float
    found: Diagnosis

    @property
    def ratio(self) -> float:
        """The diagnosis in solves."""
        return self.seconds / self.solve_seconds

    @property
    def exact(self) -> bool:
        """True where the rules that are named are those planted, each conflict proven to be a smallest."""
        named = {rule.parameter for one in self.found.found for rule in one.conflict.changeable}
        return named == self.cause.blamed and all(one.conflict.proven for one in self.found.found)

    @property
    def row(self) -> str:
        """A line of the table."""
        verdict = "exactly" if self.exact else "otherwise"
        sizes = f"{self.found.asked:6} {len(self.found.repairs):8}"
        times = f"{self.solve_seconds:8.2f} {self.seconds:10.2f} {self.ratio:6.1f}"
        return f"{self.instance:14} {self.cause.name:10} {times} {sizes} {verdict:>10}"


def measure(path: Path, cause: Planted, scratch: Path) -> Measured:
    """Solve without the cause, then diagnose with it."""
    began = time.monotonic()
    solve(read(path), gap=GAP)
    solved = time.monotonic()
    found = diagnose(read(path, scenarios=cause.scenario(scratch), overrides=cause.overrides))
    return Measured(path.name, cause, solved - began, time.monotonic() - solved, found)


def tell(measured: Sequence[Measured]) -> None:
    """What holds for all of an instance."""
    for instance in dict.fromkeys(one.instance for one in measured):
        ratios = [one.ratio for one in measured if one.instance == instance]
        print(f"{instance}: {median(ratios):.1f} in the middle, {max(ratios):.1f} at most (expected: {LARGEST_RATIO})")
    print(f"named otherwise than planted: {sum(not one.exact for one in measured)} of {len(measured)}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("causes", nargs="*", help="names of causes; all where none is given")
    wanted = parser.parse_args().causes
    head = f"{'instance':14} {'cause':10} {'solve, s':>8} {'diagnose, s':>10} {'ratio':>6} {'asked':>5} {'repairs':>8}"
    print(f"{head} {'named':>9}")
    found = []
    with TemporaryDirectory() as scratch:
        for path, causes in CAUSES.items():
            for cause in causes:
                if not wanted or cause.name in wanted:
                    found.append(measure(path, cause, Path(scratch)))
                    print(found[-1].row, flush=True)
    tell(found)
    sys.exit(any(not one.found.complete for one in found))


if __name__ == "__main__":
    main()
