"""Measure what models of instances take of memory, beside what is estimated before they are built.

`python -m benchmarks.memory FOLDER... --seconds 60` builds each model of each instance, searches it so long, and prints
the peak of a process of its own. The estimate counts the report too, which a command writes at the end.
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.run import INSTANCES, alone, peak_megabytes
from optimiser import read
from optimiser.model.build import build
from optimiser.model.compiled import compile_formulation
from optimiser.planning.pools import Pool, alike_pools, single_pools
from optimiser.planning.problem import Problem, build_problem
from optimiser.solver import highs
from optimiser.solver.highs import SolverLimits
from optimiser.solver.memory import BYTES_IN_A_GB, estimate_memory_gb

POOLS: Mapping[str, Callable[[Problem], tuple[Pool, ...]]] = {"pooled": alike_pools, "exact": single_pools}
SECONDS = 25.0
GAP = 1e-4


@dataclass(frozen=True)
class Peaks:
    """The peak of a process (GB) when the problem was there, when the model was built, and after so long a search."""

    entries: int
    problem_gb: float
    built_gb: float
    searched_gb: float
    estimated_gb: float


def measure_peaks(folder: Path, overrides: tuple[str, ...], model: str, seconds: float) -> Peaks:
    """Build a model, search it for `seconds`, and note the peaks."""
    problem = build_problem(read(folder, overrides=overrides))
    pools = POOLS[model](problem)
    problem_gb = _peak_gb()
    formulation = build(problem, pools)
    linear = compile_formulation(formulation).linear
    built_gb = _peak_gb()
    highs.solve(linear, SolverLimits(GAP, seconds, 1, 1), lambda _objective, _bound: False)
    return Peaks(linear.entries, problem_gb, built_gb, _peak_gb(), estimate_memory_gb(problem, pools))


def _peak_gb() -> float:
    return peak_megabytes() * 1e6 / BYTES_IN_A_GB


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, default=[INSTANCES / "denmark-2014"])
    parser.add_argument("--set", action="append", default=[], dest="overrides", metavar="NAME=VALUE")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long each model is searched")
    asked = parser.parse_args(arguments)
    print(f"{'':<30}{'entries':>11}{'problem':>9}{'built':>9}{'searched':>10}{'estimated':>11}   GB")
    for folder in asked.folders:
        for model in POOLS:
            one = alone(measure_peaks, folder, tuple(asked.overrides), model, asked.seconds)
            peaks = f"{one.problem_gb:9.2f}{one.built_gb:9.2f}{one.searched_gb:10.2f}{one.estimated_gb:11.2f}"
            print(f"{f'{folder.name}, {model}':<30}{one.entries:11,}{peaks}", flush=True)


if __name__ == "__main__":
    main()
