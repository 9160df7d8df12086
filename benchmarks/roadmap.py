"""Measure how soon a path over years comes and is proven, beside one steady-state solve and the whole model alone.

`python -m benchmarks.roadmap [INSTANCE] [--seconds 150] [--parts steady search whole]`

The steady-state solve is of denmark-2014 with the options of the instance; the search is that of `solve_roadmap`; the
whole model of all years, given to HiGHS as it is, is what the search is held against. Each runs in a process of its
own, one after the other, on one core. Printed are seconds, how many steady-state solves they are, and the peak memory.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.peers import tell_machine
from benchmarks.same_answers import HERE
from optimiser import Progress, read, solve
from optimiser.planning.roadmap import RoadmapProblem
from optimiser.solver.highs import SolverLimits
from optimiser.solver.monitor import ProgressMonitor
from optimiser.solver.roadmap_exact import find_path
from optimiser.solver.roadmap_search import RoadmapSearch
from optimiser.solver.roadmap_stages import run_path_stages

STEADY = HERE / "instances" / "denmark-2014"
ROADMAP = HERE / "instances" / "denmark-2014-roadmap"
GAPS = (0.05, 0.01, 0.005, 0.001, 0.0001)
PARTS = ("steady", "search", "whole")
KB_IN_A_GB = 1e6


class Watcher:
    """Notes when each gap was proven, and what each part of a search took."""

    def __init__(self) -> None:
        self.proven: dict[str, float] = {}
        self.gap: float | None = None

    def __call__(self, progress: Progress) -> None:
        """Note what is new."""
        self.gap = progress.gap
        for gap in GAPS:
            if progress.gap is not None and progress.gap <= gap:
                self.proven.setdefault(str(gap), progress.seconds)


def measure(part: str, instance: Path, seconds: float) -> dict[str, Any]:
    """Run one part in this process, and return what is measured."""
    watcher, began = Watcher(), time.monotonic()
    stages: list[tuple[str, float]] = []
    if part == "steady":
        result = solve(read(STEADY), report=watcher)
        watcher.gap = result.gap
    else:
        options = read(instance).settings.solver.model_copy(update={"time_limit_seconds": seconds})
        problem, monitor = RoadmapProblem.of_instance(read(instance)), ProgressMonitor(seconds, watcher)
        if part == "search":
            search = RoadmapSearch(problem, options, monitor)
            run_path_stages(search)
            stages = [(one.name, one.build_seconds + one.solve_seconds) for one in search.records]
            watcher.gap = search.gap
        else:
            limits = SolverLimits(options.gap, seconds, options.threads, options.seed)
            find_path(problem, limits, monitor.watch_search("whole"))
    peak_gb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KB_IN_A_GB
    took = time.monotonic() - began
    return {"seconds": took, "proven": watcher.proven, "gap": watcher.gap, "stages": stages, "peak_gb": peak_gb}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the parts asked for, and print them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("instance", nargs="?", type=Path, default=ROADMAP)
    parser.add_argument("--seconds", type=float, default=150.0, help="the time limit of the search, and of the model")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--measure", choices=PARTS, help="measure one part in this process, and print it as JSON")
    asked = parser.parse_args(arguments)
    if asked.measure:
        print(json.dumps(measure(asked.measure, asked.instance, asked.seconds)))
        return
    print(f"{asked.instance.name}, {tell_machine()}\n")
    steady = _measured("steady", asked.instance, asked.seconds)
    steady_seconds = float(steady["seconds"])
    print(f"steady-state solve  {steady_seconds:6.1f} s, peak {steady['peak_gb']:.2f} GB")
    for part in asked.parts:
        if part == "steady":
            continue
        found = _measured(part, asked.instance, asked.seconds)
        gap = "no proof" if found["gap"] is None else f"gap {found['gap']:.4%}"
        times = found["seconds"] / steady_seconds
        print(f"{part:18}  {found['seconds']:6.1f} s ({times:.1f} solves), {gap}, peak {found['peak_gb']:.2f} GB")
        for name, seconds in found["proven"].items():
            print(f"    within {float(name):.2%}: {seconds:6.1f} s ({seconds / steady_seconds:.1f} solves)")
        for name, seconds in found["stages"]:
            print(f"    {name:16} {seconds:6.1f} s")


def _measured(part: str, instance: Path, seconds: float) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.roadmap", str(instance), "--seconds", str(seconds), "--measure", part]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=HERE)  # noqa: S603 - our own words
    return dict(json.loads(done.stdout.splitlines()[-1]))


if __name__ == "__main__":
    main()
