"""Measure our model against the textbook formulation, 98 candidate hosts against 24, and services against none.

Each solve runs in a process of its own, so that its peak memory is its own. Times depend on the
machine; the ratios are what to look at.
"""

import argparse
import os
import platform
import resource
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from math import inf
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

from benchmarks.race import Race
from benchmarks.textbook import solve_textbook
from optimiser import read, solve
from optimiser.data.instance import Instance
from optimiser.model.build import build
from optimiser.model.compiled import compile_formulation
from optimiser.planning.pools import alike_pools
from optimiser.planning.problem import build_problem

INSTANCES = Path(__file__).parents[1] / "instances"
GAP, COARSE_GAP = 1e-4, 1e-2
TIMES_OURS = 30
"""How many times our seconds the textbook formulation is given."""
ALL_HOSTS = ("municipalities.*.candidate_host=true",)
SERVICES = {"80 % in 20 s": ("centres.*.within_seconds=20",), "60 hours": ("centres.*.opening_hours=60",)}
"""What every centre is to promise instead of the reference, as in the scenarios service-80-20 and evening-60h."""

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Measured:
    """A solve: what it proved, how long each part took, how large its largest model was."""

    plan_kr: float | None
    bound_kr: float | None
    seconds: float
    build_seconds: float
    hand_over_seconds: float
    solve_seconds: float
    seconds_to: Mapping[float, float]
    rows: int
    columns: int
    entries: int
    stages: tuple[str, ...]
    peak_megabytes: float

    @property
    def gap(self) -> float:
        """(plan - bound) / plan; infinite without both."""
        if not self.plan_kr or self.bound_kr is None:
            return inf
        return max(0.0, (self.plan_kr - self.bound_kr) / self.plan_kr)


# ---- measuring ----------------------------------------------------------------------------------


def alone(measure: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The result of a function that runs in a fresh process."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as process:
        return process.submit(measure, *args, **kwargs).result()


def measure_ours(folder: Path, overrides: tuple[str, ...] = ()) -> Measured:
    """Our solve to the gap, without writing and auditing its tables."""
    instance = read(folder, overrides=overrides)
    build_seconds, hand_over_seconds = _building(instance)
    race = Race((COARSE_GAP, GAP))
    result = solve(instance, gap=GAP, report=lambda seen: race.note(seen.plan_kr or inf, seen.bound_kr or -inf))
    seconds = race.elapsed - (result.run.seconds.report or 0.0) - (result.run.seconds.audit or 0.0)
    race.started += race.elapsed - seconds
    race.note(result.objective_kr or inf, result.bound_kr or -inf)
    stages = result.run.stages
    largest = max(stages, key=lambda stage: stage.entries)
    return Measured(
        plan_kr=result.objective_kr,
        bound_kr=result.bound_kr,
        seconds=seconds,
        build_seconds=build_seconds,
        hand_over_seconds=hand_over_seconds,
        solve_seconds=sum(stage.solve_seconds for stage in stages),
        seconds_to=race.seconds_to,
        rows=largest.rows,
        columns=largest.columns,
        entries=largest.entries,
        stages=tuple(_stage(stage.name, stage.rows, stage.columns, stage.solve_seconds) for stage in stages),
        peak_megabytes=peak_megabytes(),
    )


def _building(instance: Instance) -> tuple[float, float]:
    """Seconds to build our first model in Pyomo, and to turn it into the arrays HiGHS is handed."""
    clock = Race(())
    problem = build_problem(instance)
    formulation = build(problem, alike_pools(problem))
    built = clock.elapsed
    compile_formulation(formulation)
    return built, clock.elapsed - built


def measure_textbook(folder: Path, seconds: float) -> Measured:
    """The textbook formulation, given `seconds` in all."""
    outcome = solve_textbook(read(folder), gap=GAP, seconds=seconds, milestones=(COARSE_GAP, GAP))
    return Measured(
        plan_kr=outcome.cost_kr,
        bound_kr=outcome.bound_kr,
        seconds=outcome.seconds,
        build_seconds=outcome.build_seconds,
        hand_over_seconds=outcome.hand_over_seconds,
        solve_seconds=outcome.solve_seconds,
        seconds_to=outcome.seconds_to,
        rows=outcome.rows,
        columns=outcome.columns,
        entries=outcome.entries,
        stages=(_stage("textbook", outcome.rows, outcome.columns, outcome.solve_seconds),),
        peak_megabytes=peak_megabytes(),
    )


def _stage(name: str, rows: int, columns: int, seconds: float) -> str:
    return f"{name} {rows:,} × {columns:,} in {seconds:.1f} s"


def peak_megabytes() -> float:
    """The most memory that this process has had (MB).

    What the system counts of a process that was started by a larger one begins with that one's memory, so where Linux
    tells of this program's own that is taken.
    """
    status = Path("/proc/self/status")
    if status.exists():
        (told,) = (line for line in status.read_text(errors="replace").splitlines() if line.startswith("VmHWM:"))
        return float(told.split()[1]) * 1024 / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


# ---- printing -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """A line of the table: a figure of each solve, how it is written, and whether its ratio tells anything."""

    what: str
    figure: Callable[[Measured], float]
    write: Callable[[float], str]
    compared: bool = True


def _seconds(value: float) -> str:
    return f"{value:,.2f}" if value < inf else "not reached"


def _whole(value: float) -> str:
    return f"{value:,.0f}"


def _millions(value: float) -> str:
    return f"{value / 1e6:,.2f}" if abs(value) < inf else "none"


def _percent(value: float) -> str:
    return f"{100 * value:.4f} %" if value < inf else "none"


LINES = (
    Line("build, s", lambda one: one.build_seconds, _seconds),
    Line("hand over, s", lambda one: one.hand_over_seconds, _seconds),
    Line("solve, s", lambda one: one.solve_seconds, _seconds),
    Line("total, s", lambda one: one.seconds, _seconds),
    Line("to a gap of 1 %, s", lambda one: one.seconds_to.get(COARSE_GAP, inf), _seconds),
    Line("to a gap of 0.01 %, s", lambda one: one.seconds_to.get(GAP, inf), _seconds),
    Line("rows", lambda one: one.rows, _whole),
    Line("columns", lambda one: one.columns, _whole),
    Line("entries", lambda one: one.entries, _whole),
    Line("peak memory, MB", lambda one: one.peak_megabytes, _whole),
    Line("plan, million kr.", lambda one: one.plan_kr or inf, _millions, compared=False),
    Line("bound, million kr.", lambda one: one.bound_kr or -inf, _millions, compared=False),
    Line("gap reached", lambda one: one.gap, _percent, compared=False),
)


def report(name: str, ours: Measured, all_hosts: Measured, textbook: Measured, limit: float) -> Iterator[str]:
    """The table and what stands under it, line by line."""
    yield f"{name} to a gap of 0.01 %; the textbook formulation is given {limit:,.0f} s"
    yield ""
    yield f"{'':<22}{'ours':>12}{'textbook':>14}{'ratio':>8}{'all hosts':>13}{'ratio':>8}"
    for line in LINES:
        yield _written(line, ours, textbook, all_hosts)
    yield ""
    yield from _footnotes(ours, textbook, all_hosts)
    yield _machine()


def _written(line: Line, ours: Measured, textbook: Measured, all_hosts: Measured) -> str:
    base, *others = (line.figure(one) for one in (ours, textbook, all_hosts))
    ratios = [_ratio(other, base) if line.compared else "" for other in others]
    first, second = map(line.write, others)
    return f"{line.what:<22}{line.write(base):>12}{first:>14}{ratios[0]:>8}{second:>13}{ratios[1]:>8}".rstrip()


def _ratio(other: float, base: float) -> str:
    return f"{other / base:,.1f}" if 0 < base < inf and other < inf else ""


def _footnotes(ours: Measured, textbook: Measured, all_hosts: Measured) -> Iterator[str]:
    share = (ours.build_seconds + ours.hand_over_seconds) / ours.seconds
    yield f"ours: {'; '.join(ours.stages)}"
    yield f"all hosts: {'; '.join(all_hosts.stages)}"
    yield f"Building and handing over our first model is {100 * share:.0f} % of our total."
    yield "Rows, columns and entries are those of the largest model of a solve."
    yield _agreement(ours, textbook)


def of_services(ours: Measured, services: Mapping[str, Measured]) -> Iterator[str]:
    """A line for each service that every centre is to give, held against our solve at the reference."""
    for name, one in services.items():
        times = f"total {one.seconds:,.2f} s, {_ratio(one.seconds, ours.seconds)} times ours"
        yield f"{name}: {times}; {one.rows:,} × {one.columns:,}; gap {_percent(one.gap)}"


def _agreement(ours: Measured, textbook: Measured) -> str:
    """Whether two models of one problem can both be right: no bound of one is above a plan of the other."""
    pairs = ((ours, textbook), (textbook, ours))
    contradicted = any((one.bound_kr or -inf) > (other.plan_kr or inf) * (1 + 1e-7) for one, other in pairs)
    return "The two DISAGREE: one's bound is above the other's plan." if contradicted else "The two agree."


def _machine() -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in ("pyomo", "highspy", "numpy"))
    return f"Python {platform.python_version()}, {versions}; {os.cpu_count()} × {platform.machine()}"


# ---- running ------------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    wanted = _parsed(arguments)
    folder = INSTANCES / ("toy" if wanted.quick else "denmark-2014")
    ours = alone(measure_ours, folder)
    limit = wanted.textbook_seconds or TIMES_OURS * ours.seconds
    all_hosts = alone(measure_ours, folder, ALL_HOSTS)
    services = {name: alone(measure_ours, folder, changes) for name, changes in SERVICES.items()}
    textbook = alone(measure_textbook, folder, limit)
    print("\n".join([*report(folder.name, ours, all_hosts, textbook, limit), *of_services(ours, services)]))


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="measure the toy instance only")
    parser.add_argument(
        "--textbook-seconds", type=float, help=f"give the textbook so long instead of {TIMES_OURS} times ours"
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
