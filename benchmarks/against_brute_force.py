"""Solve random models, and hold each answer against brute force: the figure by which a version of HiGHS is trusted.

The models and the second opinion are those of the nightly tests, of three kinds: without and with centres that must be
open, and with services. Of every ten models six, three and one are of these kinds; of each kind the seeds count from 0.
With `--all-of-presolve` the two rules that we switch off are on too. A guard "stepped in" where HiGHS after presolve
was wrong and the answer came right by solving without it. With `--kept FILE` what is tried is taken down, and the same
command goes on where it was stopped.
"""

import argparse
import sys
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import highspy

from optimiser.solver import highs
from tests.random_instances import random_instance_with_demands
from tests.solver.test_against_brute_force import assert_right, assert_right_with_services

MODELS = 10_000
TOLD_EVERY = 250
KINDS: dict[str, tuple[int, Callable[[int], None]]] = {
    "plain": (6, assert_right),
    "demands": (3, partial(assert_right, draw=random_instance_with_demands)),
    "services": (1, assert_right_with_services),
}
"""For each kind, how many of ten models are of it, and what tries one."""


class Runs:
    """Notes how each run of HiGHS ended, to tell where a run without presolve overturned one with it."""

    def __init__(self) -> None:
        self.overturned = False
        self._run = highs._run_checked
        vars(highs)["_run"] = self._noted

    def _noted(self, model: Any, effort: Any, *others: Any) -> Any:
        ended = self._run(model, effort, *others)
        infeasible = ended.getModelStatus() == highspy.HighsModelStatus.kInfeasible
        self.overturned |= not effort.presolve and not infeasible
        return ended


def models(count: int) -> Iterator[tuple[str, int]]:
    """The kind and the seed of each of the first `count` models."""
    pattern = [kind for kind, (of_ten, _try) in KINDS.items() for _ in range(of_ten)]
    seeds = dict.fromkeys(KINDS, 0)
    for number in range(count):
        kind = pattern[number % len(pattern)]
        yield kind, seeds[kind]
        seeds[kind] += 1


def verdict(kind: str, seed: int, runs: Runs) -> str:
    """What became of one model: "right", "right by a guard", or what was wrong with it."""
    runs.overturned = False
    try:
        KINDS[kind][1](seed)
    except Exception as error:  # whatever goes wrong is told with its seed, and the next is tried
        frame = traceback.extract_tb(error.__traceback__)[-1]
        return f"wrong: {type(error).__name__} {error} at {frame.line}".replace("\n", " ")
    return "right by a guard" if runs.overturned else "right"


def kept_before(path: Path | None) -> dict[tuple[str, int], str]:
    """The verdicts of an earlier run."""
    if path is None or not path.exists():
        return {}
    lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {(kind, int(seed)): told for kind, seed, told in lines}


def tell(verdicts: dict[tuple[str, int], str]) -> int:
    """Print how many models were right, and those that were not; the number of these."""
    wrong = {model: told for model, told in verdicts.items() if told.startswith("wrong")}
    guarded = [model for model, told in verdicts.items() if told == "right by a guard"]
    print(f"{len(verdicts)} models, highspy {version('highspy')}: {len(wrong)} wrong, {len(guarded)} right by a guard")
    for (kind, seed), told in wrong.items():
        print(f"  {kind} {seed}: {told}")
    for kind, seed in guarded:
        print(f"  {kind} {seed}: a guard stepped in")
    return len(wrong)


def main() -> None:
    """Try the models and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=int, default=MODELS)
    parser.add_argument("--kept", type=Path, help="a file of what was tried, to go on from")
    parser.add_argument("--all-of-presolve", action="store_true", help="with the two rules that we switch off")
    asked = parser.parse_args()
    if asked.all_of_presolve:
        highs.REQUIRED_OPTIONS["presolve_rule_off"] = 0
    verdicts, runs = kept_before(asked.kept), Runs()
    for kind, seed in models(asked.models):
        if (kind, seed) not in verdicts:
            verdicts[kind, seed] = verdict(kind, seed, runs)
            if asked.kept:
                with asked.kept.open("a", encoding="utf-8") as kept:
                    kept.write(f"{kind}\t{seed}\t{verdicts[kind, seed]}\n")
            if len(verdicts) % TOLD_EVERY == 0:
                print(f"{len(verdicts)} tried", flush=True)
    sys.exit(tell(verdicts) > 0)


if __name__ == "__main__":
    main()
