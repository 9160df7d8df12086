"""Measure solving along a line, each solve going on from what those before proved, against solving each afresh.

Every structure is solved at every value, once by itself and once as `optimiser sweep` does with one worker, in
this process and in one run. The answers are held against each other: they may differ by the two gaps at most.
Times depend on the machine; the ratio is what to look at. With `--rate` the sweep is then timed as a whole,
with one worker and with two.
"""

import argparse
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from optimiser import Result, solve
from optimiser.solver.warm_start_cache import WarmStartCache
from optimiser.studies.question import Question, Source, in_lines, plan_points
from optimiser.studies.sweep import find_figures, read_varied, sweep

DENMARK = Path(__file__).parents[1] / "instances" / "denmark-2014"
STRUCTURES = "five-regions,eleven-provinces,three-centres,national,free"
VARY = "centres.virtual.cost_factor=0.9:1.1:21"
SMALLEST_RATIO = 4
KRONE = 1.0
KIB_PER_MB = 1024


@dataclass
class Measured:
    """Seconds of all solves of one structure, with and without memory; and how many needed the solver with it."""

    structure: str
    cold: list[float] = field(default_factory=list)
    carried: list[float] = field(default_factory=list)
    searched: int = 0
    differing: int = 0

    @property
    def row(self) -> str:
        """A line of the table."""
        count = len(self.cold)
        cold, carried = sum(self.cold) / count, sum(self.carried) / count
        searched = f"{self.searched} of {count}"
        return f"{self.structure:18} {cold:9.2f} {carried:9.2f} {cold / carried:6.1f} {searched:>10}"


def measure(question: Question, structure: str) -> Measured:
    """Solve every point of a line with memory, and each again without."""
    measured = Measured(structure)
    for line in in_lines(question, plan_points(question), find_figures):
        cache = WarmStartCache()
        for case in line:
            began = time.monotonic()
            result = solve(case.instance, cache=cache)
            carried = time.monotonic()
            afresh = solve(case.instance)
            measured.carried.append(carried - began)
            measured.cold.append(time.monotonic() - carried)
            measured.searched += any(stage.name != "carried" for stage in result.run.stages)
            measured.differing += not agree(result, afresh)
    return measured


def agree(one: Result, other: Result) -> bool:
    """True where neither answer contradicts what the other proved."""
    if one.objective_kr is None or other.objective_kr is None:
        return one.status == other.status
    bounds = (one.bound_kr or 0.0) <= other.objective_kr + KRONE, (other.bound_kr or 0.0) <= one.objective_kr + KRONE
    return all(bounds) and not one.breaches


def rates(path: Path, vary: Sequence[str]) -> Iterator[float]:
    """Seconds of the whole sweep with one worker, and with two."""
    with TemporaryDirectory() as scratch:
        for workers in (1, 2):
            began = time.monotonic()
            sweep(path, Path(scratch) / str(workers), vary, workers=workers)
            yield time.monotonic() - began


def memory_mb() -> float:
    """The most memory this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_PER_MB


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("instance", nargs="?", type=Path, default=DENMARK)
    parser.add_argument("--structures", default=STRUCTURES)
    parser.add_argument("--vary", default=VARY)
    parser.add_argument("--rate", action="store_true", help="time the sweep with one worker and with two as well")
    asked = parser.parse_args()
    print(f"{'seconds a solve':18} {'afresh':>9} {'carried':>9} {'ratio':>6} {'searched':>10}")
    found = []
    for structure in asked.structures.split(","):
        question = read_varied(Source(asked.instance, structure), [asked.vary])
        found.append(measure(question, structure))
        print(f"{found[-1].row}   {memory_mb():.0f} MB", flush=True)
    tell(found)
    if asked.rate:
        one, two = rates(asked.instance, [f"structure={asked.structures}", asked.vary])
        print(f"whole sweep: one worker {one:.0f} s, two {two:.0f} s, {one / two:.2f} times the rate")
    sys.exit(any(each.differing for each in found))


def tell(found: Sequence[Measured]) -> None:
    """Print what holds for all structures together."""
    solves = sum(len(each.cold) for each in found)
    cold, carried = (sum(map(sum, (getattr(each, name) for each in found))) for name in ("cold", "carried"))
    print(f"{solves} solves: {cold:.0f} s afresh, {carried:.0f} s carried")
    print(f"ratio {cold / carried:.1f}   (expected: {SMALLEST_RATIO} at least)")
    print(f"answers that contradict each other beyond their gaps: {sum(each.differing for each in found)}")


if __name__ == "__main__":
    main()
