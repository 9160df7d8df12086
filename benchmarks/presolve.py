"""Measure what HiGHS's two presolve rules that we distrust would save or cost, old and new side by side in one run.

Three things are solved on denmark-2014: the national plan, the plan with targets on all five KPIs, and five plans near
the best with `--structure free`. Each is solved in a process of its own, in turn with all of presolve and with the two
rules switched off, and so on in rounds; a round has a seed of its own, as one search says little. With `--old PYTHON`,
an interpreter whose highspy is older, also by that with the two rules off, which is how it was used until 1.16.0.
What is told is the median of the seconds of processor time, and that of each round's ratio: they hold on a busy machine
too, if not as well as on an idle one.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median

from optimiser import near_optimal, read, solve
from optimiser.solver import highs

DENMARK = Path("instances/denmark-2014")
GAP = 1e-4
NEAR = 5
ROUNDS = 5


def national(seed: int) -> str:
    """Solve the national instance."""
    return _told(solve(read(DENMARK), gap=GAP, seed=seed).gap)


def five_kpis(seed: int) -> str:
    """Solve it with targets on all five KPIs."""
    return _told(solve(read(DENMARK, scenarios=[DENMARK / "scenarios" / "five-kpis.toml"]), gap=GAP, seed=seed).gap)


def near(seed: int) -> str:
    """Find plans near the best where any municipality may join any shared centre."""
    found = near_optimal(solve(read(DENMARK, structure="free"), gap=GAP, seed=seed), NEAR)
    return f"{len(found.alternatives)} found"


SOLVED: dict[str, Callable[[int], str]] = {"national": national, "five-kpis": five_kpis, "near-optimal": near}


@dataclass(frozen=True)
class Variant:
    """A version of HiGHS, by the interpreter that has it, with presolve rules switched off."""

    python: str
    off: int

    def measure(self, what: str, seed: int) -> tuple[float, str, str]:
        """Processor seconds of one solve in a process of its own, the version of highspy, and what was found."""
        call = [self.python, "-m", "benchmarks.presolve", "--one", what, "--off", str(self.off), "--seed", str(seed)]
        environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
        done = subprocess.run(call, env=environment, capture_output=True, text=True, check=True)  # noqa: S603
        seconds, told, found = done.stdout.splitlines()[-1].split("\t")
        return float(seconds), told, found


def rounds(what: str, variants: Sequence[Variant], count: int) -> Iterator[list[tuple[float, str, str]]]:
    """Each round's measures, of every variant; every second round goes the other way round."""
    for seed in range(1, count + 1):
        order = range(len(variants)) if seed % 2 else reversed(range(len(variants)))
        found = {number: variants[number].measure(what, seed) for number in order}
        yield [found[number] for number in range(len(variants))]


def tell(what: str, measured: Sequence[Sequence[tuple[float, str, str]]], names: Sequence[str]) -> None:
    """Print a line for each variant: the median, its ratio to the first, and every round."""
    for number, name in enumerate(names):
        mine = [each[number] for each in measured]
        ratio = median(each[number][0] / each[0][0] for each in measured)
        every = ", ".join(f"{seconds:.1f} ({found})" for seconds, _version, found in mine)
        seconds = median(one[0] for one in mine)
        print(f"{what:13} {mine[0][1]:7} {name:13} {seconds:7.1f} s {ratio:6.2f}   {every}", flush=True)


def _told(gap: float | None) -> str:
    return "no plan" if gap is None else f"{gap:.4%}"


def _one(what: str, off: int, seed: int) -> None:
    highs.REQUIRED_OPTIONS["presolve_rule_off"] = off
    began = time.process_time()
    found = SOLVED[what](seed)
    print(time.process_time() - began, version("highspy"), found, sep="\t")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--old", help="an interpreter with an older highspy")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--what", nargs="*", choices=SOLVED, default=list(SOLVED))
    parser.add_argument("--one", choices=SOLVED, help=argparse.SUPPRESS)
    parser.add_argument("--off", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--seed", type=int, default=1, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        _one(asked.one, asked.off, asked.seed)
        return
    variants = [Variant(sys.executable, 0), Variant(sys.executable, highs.DISTRUSTED_PRESOLVE_RULES)]
    names = ["all presolve", "two rules off"]
    if asked.old:
        variants.append(Variant(asked.old, highs.DISTRUSTED_PRESOLVE_RULES))
        names.append("two rules off")
    print(f"{'processor time':13} {'highspy':7} {'presolve':13} {'median':>9} {'ratio':>6}   each round")
    for what in asked.what:
        tell(what, list(rounds(what, variants, asked.rounds)), names)


if __name__ == "__main__":
    main()
