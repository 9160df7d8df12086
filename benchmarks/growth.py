"""Measure how time and memory grow with the number of municipalities, where distances tell all hosts apart.

`python -m benchmarks.growth [--sizes 98 196 392 784 1568] [--seconds 60]`

Instances are drawn at random, with a quarter of the municipalities as hosts and a price for each pair, so that what is
read grows with the square of the municipalities. Each is solved in a process of its own. A plan is near where no bound
of the run is farther below. Printed are seconds and memory, how many times those of the smallest they are, and the
exponent with which they grow: the slope of a line through their logarithms.
"""

import argparse
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isfinite, log
from pathlib import Path
from statistics import linear_regression

from benchmarks.peers import tell_machine
from benchmarks.race import Race
from benchmarks.run import alone, peak_megabytes
from optimiser import generate, read, solve, write
from optimiser.planning.problem import build_problem
from optimiser.portfolios.building import build_portfolio_costs
from optimiser.portfolios.lagrangian import Lagrangian

SIZES = (98, 196, 392, 784, 1568)
GAPS = (1e-2, 1e-3, 1e-4)
TASKS, MUNICIPALITIES_TO_A_HOST, SEED = 9, 4, 1


@dataclass(frozen=True)
class Growing:
    """What one size took: seconds to read, to build problem and portfolios, to a plan, to each gap, in all; memory."""

    routes: int
    read_seconds: float
    build_seconds: float
    first_seconds: float
    near_seconds: tuple[float, ...]
    solve_seconds: float
    gap: float
    peak_megabytes: float


def measure_size(folder: Path, seconds: float) -> Growing:
    """Read an instance and solve it, until it is within the smallest gap or time is up."""
    began = time.monotonic()
    instance = read(folder)
    read_seconds = time.monotonic() - began
    began = time.monotonic()
    problem = build_problem(instance)
    Lagrangian(build_portfolio_costs(problem))
    routes = len(problem.routes)
    del problem
    build_seconds = time.monotonic() - began
    race = Race(GAPS)
    plans: list[tuple[float, float]] = []

    def note(plan_kr: float | None) -> None:
        if plan_kr is not None and (not plans or plan_kr < plans[-1][1]):
            plans.append((race.elapsed, plan_kr))

    result = solve(instance, gap=GAPS[-1], time_limit_seconds=seconds, report=lambda seen: note(seen.plan_kr))
    written_up = (result.run.seconds.report or 0.0) + (result.run.seconds.audit or 0.0)
    solve_seconds = race.elapsed - written_up
    bound_kr = -inf if result.bound_kr is None else result.bound_kr
    near = tuple(next((at for at, kr in plans if kr - bound_kr <= gap * kr), inf) for gap in GAPS)
    first = plans[0][0] if plans else inf
    gap = inf if result.gap is None else result.gap
    return Growing(routes, read_seconds, build_seconds, first, near, solve_seconds, gap, peak_megabytes())


def fit_exponent(sizes: Sequence[int], measured: Sequence[float]) -> float | None:
    """Return with which power of the size something grows; None where fewer than two are known."""
    known = [(log(size), log(value)) for size, value in zip(sizes, measured, strict=True) if 0 < value < inf]
    if len(known) < 2:
        return None
    return linear_regression(*zip(*known, strict=True)).slope


def tell_growth(sizes: Sequence[int], found: Sequence[Growing]) -> str:
    """Return a table in Markdown: a row for each thing measured, a column for each size, and the exponent."""
    rows = {
        "routes": [float(one.routes) for one in found],
        "reading (s)": [one.read_seconds for one in found],
        "building (s)": [one.build_seconds for one in found],
        "first plan (s)": [one.first_seconds for one in found],
        **{f"plan within {gap:.2%} (s)": [one.near_seconds[g] for one in found] for g, gap in enumerate(GAPS)},
        "solve in all (s)": [one.solve_seconds for one in found],
        "memory (MB)": [one.peak_megabytes for one in found],
    }
    lines = [f"| | {' | '.join(map(str, sizes))} | exponent |", f"|---|{'---:|' * (len(sizes) + 1)}"]
    for name, values in rows.items():
        exponent = fit_exponent(sizes, values)
        cells = [_tell(value, values[0]) for value in values]
        lines.append(f"| {name} | {' | '.join(cells)} | {'' if exponent is None else f'{exponent:.2f}'} |")
    shares = [f"{one.build_seconds / one.solve_seconds:.0%}" for one in found]
    lines.append(f"| building as a share of the solve | {' | '.join(shares)} | |")
    lines.append(f"| gap proved at the end | {' | '.join(f'{one.gap:.4%}' for one in found)} | |")
    return "\n".join(lines)


def _tell(value: float, smallest: float) -> str:
    """Return a figure, and how many times that of the smallest size it is."""
    if not isfinite(value):
        return "not reached"
    times = f" ({value / smallest:.1f} ×)" if 0 < smallest < inf else ""
    return f"{value:,.2f}{times}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES, help="numbers of municipalities")
    parser.add_argument("--seconds", type=float, default=60.0, help="time limit of each solve")
    asked = parser.parse_args(arguments)
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for size in asked.sizes:
            where, hosts = Path(folder) / str(size), max(1, size // MUNICIPALITIES_TO_A_HOST)
            write(generate(municipalities=size, tasks=TASKS, hosts=hosts, pairs="all", seed=SEED), where)
            found.append(alone(measure_size, where, asked.seconds))
    print(f"{tell_machine()}; time limit {asked.seconds:g} s\n\n{tell_growth(asked.sizes, found)}")


if __name__ == "__main__":
    main()
