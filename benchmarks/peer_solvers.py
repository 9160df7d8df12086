"""Other solvers, and ours, on one problem: how plan and bound moved while each solved it, on one thread.

The others read the same file of free MPS. Each function is to run in a process of its own: what a library prints
there is held back. All plans and bounds are in million kr. a year. All seconds count from before the file is read; ours
reads none, and counts from when the instance is read, and so with the building of its models.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from math import inf, isfinite
from pathlib import Path
from threading import Timer
from typing import Any

import highspy

from optimiser import read, solve
from optimiser.rules.rule import scaled_kr

GRACE_SECONDS = 60.0
"""How much longer than asked a program may take to stop before it is ended."""
NOTHING = 1e19
"""Where solvers have no plan or bound they say a number beyond this."""
CP_SAT_GRID = 1_000_000
"""Steps into which CP-SAT, which knows whole numbers alone, divides a unit of a fractional variable: one contact."""

Point = tuple[float, float, float]
"""Seconds, the best plan, the best bound; infinite where there is none yet."""


@dataclass
class Trace:
    """How plan and bound of a solve moved, from the start on."""

    started: float = field(default_factory=time.monotonic)
    points: list[Point] = field(default_factory=list)

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.started

    def note(self, plan: float = inf, bound: float = -inf, seconds: float | None = None) -> None:
        """Take down a plan and a bound, now or at some seconds, as far as they are better than those before.

        What is left to search may be dearer than the plan; then the plan is the bound.
        """
        _, plan_before, bound_before = self.points[-1] if self.points else (0.0, inf, -inf)
        plan = plan_before if not abs(plan) < NOTHING else min(plan, plan_before)
        bound = bound_before if not abs(bound) < NOTHING else max(min(bound, plan), bound_before)
        if (plan, bound) != (plan_before, bound_before):
            self.points.append((self.elapsed if seconds is None else seconds, plan, bound))


@dataclass(frozen=True)
class Outcome:
    """What a solver came to: how plan and bound moved, what it said at the end, after how long."""

    points: tuple[Point, ...]
    said: str
    seconds: float

    @property
    def plan(self) -> float:
        """The best plan; infinite without one."""
        return self.points[-1][1] if self.points else inf

    @property
    def bound(self) -> float:
        """The best bound; minus infinite without one."""
        return self.points[-1][2] if self.points else -inf

    def seconds_to_gap(self, gap: float) -> float:
        """When its own plan and bound were within a relative gap; infinite where they never were."""
        return next((at for at, plan, bound in self.points if relative_gap(plan, bound) <= gap), inf)

    def seconds_to_plan(self, gap: float, bound: float) -> float:
        """When its plan was within a relative gap of a bound known from anywhere; infinite where it never was."""
        return next((at for at, plan, _ in self.points if relative_gap(plan, bound) <= gap), inf)


def relative_gap(plan: float, bound: float) -> float:
    """(plan - bound) / plan, not below 0; infinite without both."""
    return max(0.0, (plan - bound) / plan) if isfinite(plan) and isfinite(bound) and plan > 0 else inf


# ---- ours -----------------------------------------------------------------------------------------


def solve_ours(folder: Path, seconds: float, gap: float) -> Outcome:
    """Our own solve of the instance in a folder, without writing and auditing its tables."""
    instance = read(folder)
    trace = Trace()
    result = solve(
        instance,
        gap=gap,
        time_limit_seconds=seconds,
        threads=1,
        report=lambda seen: trace.note(_millions(seen.plan_kr, inf), _millions(seen.bound_kr, -inf)),
    )
    ended = trace.elapsed - (result.run.seconds.report or 0.0) - (result.run.seconds.audit or 0.0)
    trace.note(_millions(result.objective_kr, inf), _millions(result.bound_kr, -inf), ended)
    return Outcome(tuple(trace.points), result.status, ended)


def _millions(kr: float | None, otherwise: float) -> float:
    return otherwise if kr is None else scaled_kr(kr)


# ---- the others -----------------------------------------------------------------------------------


def solve_with_highs(path: Path, seconds: float, gap: float) -> Outcome:
    """HiGHS as it comes, all of its presolve on."""
    trace = Trace()
    with held_back_output():
        highs = highspy.Highs()
        highs.readModel(str(path))
        options = {"threads": 1, "mip_rel_gap": gap, "mip_abs_gap": 0.0, "time_limit": seconds - trace.elapsed}
        for name, value in options.items():
            highs.setOptionValue(name, value)
        highs.cbMipInterrupt += lambda event: trace.note(event.data_out.mip_primal_bound, event.data_out.mip_dual_bound)
        highs.run()
        info, said = highs.getInfo(), highs.modelStatusToString(highs.getModelStatus())
    planned = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    trace.note(float(info.objective_function_value) if planned else inf, float(info.mip_dual_bound))
    return Outcome(tuple(trace.points), str(said), trace.elapsed)


def solve_with_scip(path: Path, seconds: float, gap: float) -> Outcome:
    """SCIP with its defaults, its LPs by SoPlex on one thread."""
    import pyscipopt

    class Noting(pyscipopt.Eventhdlr):  # type: ignore[misc]  # pyscipopt has no types
        """Notes plan and bound at each of the events."""

        def eventinit(self) -> None:
            self.model.catchEvent(pyscipopt.SCIP_EVENTTYPE.BESTSOLFOUND | pyscipopt.SCIP_EVENTTYPE.NODESOLVED, self)
            self.model.catchEvent(pyscipopt.SCIP_EVENTTYPE.DUALBOUNDIMPROVED, self)

        def eventexec(self, event: Any) -> None:  # noqa: ARG002  # as SCIP calls it
            trace.note(self.model.getPrimalbound(), self.model.getDualbound())

    trace = Trace()
    with held_back_output():
        model = pyscipopt.Model()
        model.hideOutput()
        model.readProblem(str(path))
        model.includeEventhdlr(Noting(), "noting", "notes plan and bound")
        model.setParams({"limits/gap": gap, "limits/time": max(0.0, seconds - trace.elapsed)})
        model.optimize()
        trace.note(model.getPrimalbound() if model.getNSols() else inf, model.getDualbound())
        said = model.getStatus()
    return Outcome(tuple(trace.points), said, trace.elapsed)


CBC_PLANS = (
    r"Integer solution of (\S+) found",
    r"Solution found of (\S+)",
    r"improved solution from \S+ to (\S+)",
    r"(\S+) best solution",
    r"best objective (\S+)",
    r"^Objective value: +(\S+)",
)
CBC_BOUNDS = (
    r"Continuous objective value is (\S+)",
    r"changed objective from \S+ to (\S+)",
    r"best possible ([^ )]+)",
    r"^Lower bound: +(\S+)",
)
"""Where CBC tells a plan or a bound in what it prints."""


def solve_with_cbc(path: Path, seconds: float, gap: float) -> Outcome:
    """CBC with its defaults, noted from what it prints as it prints it.

    Raises:
        RuntimeError: there is no CBC on this machine.
    """
    program, trace, said = cbc_program(), Trace(), ""
    if program is None:
        raise RuntimeError("there is no CBC on this machine")
    asked = ("-sec", f"{seconds:g}", "-timeMode", "elapsed", "-ratio", f"{gap:g}", "-solve", "-quit")
    for line in lines_as_printed([program, str(path), *asked], seconds + GRACE_SECONDS):
        for pattern in CBC_PLANS:
            for told in re.findall(pattern, line):
                trace.note(plan=_number(told, inf))
        for pattern in CBC_BOUNDS:
            for told in re.findall(pattern, line):
                trace.note(bound=_number(told, -inf))
        said = line.removeprefix("Result - ").strip() if line.startswith("Result - ") else said
    return Outcome(tuple(trace.points), said, trace.elapsed)


def lines_as_printed(command: Sequence[str], seconds: float) -> Iterator[str]:
    """Run a program and return each line when it prints it, as to a terminal: to a pipe it would print late.

    It is ended after so many seconds.
    """
    ours, its = os.openpty()
    with subprocess.Popen(command, stdout=its) as running, os.fdopen(ours, errors="replace") as printed:  # noqa: S603
        os.close(its)
        watchdog = Timer(seconds, running.terminate)
        watchdog.start()
        with suppress(OSError):  # so a terminal ends whose program has ended
            for line in printed:
                yield line.rstrip()
        watchdog.cancel()


def cbc_program() -> str | None:
    """CBC on the path, or the one that PuLP brings; None without either."""
    if (found := shutil.which("cbc")) is not None:
        return found
    try:
        import pulp
    except ImportError:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # PuLP will bring CBC in another way some day, and says so each time
        brought = pulp.PULP_CBC_CMD(msg=False)
    return str(brought.path) if brought.available() else None


CP_SAT_LINE = re.compile(r"^#\S+\s+([\d.]+)s best:(\S+)\s+next:\[([^,\]]+),", re.MULTILINE)
"""What CP-SAT logs of its progress: seconds, the best plan, and the range in which a better one may be."""


def solve_with_cp_sat(path: Path, seconds: float, gap: float) -> Outcome:
    """CP-SAT on the model scaled to whole numbers, as OR-Tools does it: what it proves is of the scaled model."""
    from ortools.linear_solver.python import model_builder

    trace = Trace()
    with held_back_output() as printed:
        model, solver = model_builder.Model(), model_builder.Solver("sat")
        model.import_from_mps_file(str(path))
        wanted = {"num_workers": 1, "relative_gap_limit": gap, "mip_var_scaling": CP_SAT_GRID}
        told = " ".join(f"{name}:{value}" for name, value in {**wanted, "log_search_progress": "true"}.items())
        solver.set_solver_specific_parameters(told)
        solver.enable_output(True)
        solver.set_time_limit_in_seconds(max(1e-3, seconds - trace.elapsed))
        before = trace.elapsed
        status = solver.solve(model).name
    for at, plan, bound in CP_SAT_LINE.findall(printed.text):
        trace.note(_number(plan, inf), _number(bound, -inf), before + float(at))
    if status in ("OPTIMAL", "FEASIBLE"):
        trace.note(solver.objective_value, solver.best_objective_bound)
    return Outcome(tuple(trace.points), status.lower(), trace.elapsed)


def _number(told: str, otherwise: float) -> float:
    try:
        return float(told)
    except ValueError:
        return otherwise


SOLVERS: Mapping[str, Callable[[Path, float, float], Outcome]] = {
    "HiGHS": solve_with_highs,
    "SCIP": solve_with_scip,
    "CBC": solve_with_cbc,
    "CP-SAT": solve_with_cp_sat,
}
"""By its name, what solves the model in a file in so many seconds to a relative gap."""


def missing_solvers() -> dict[str, str]:
    """The solvers that are not on this machine, each with what brings it."""
    packages = {"SCIP": "pyscipopt", "CP-SAT": "ortools"}
    missing = {name: f"pip install {package}" for name, package in packages.items() if not _installed(package)}
    return missing if cbc_program() else {**missing, "CBC": "the package coinor-cbc, or pip install pulp"}


def solver_versions() -> str:
    """The versions of all solvers there are."""
    packages = {"HiGHS": "highspy", "SCIP, by pyscipopt": "pyscipopt", "CP-SAT, by OR-Tools": "ortools"}
    told = [f"{name} {version(package)}" for name, package in packages.items() if _installed(package)]
    return ", ".join([*told, *_cbc_version()])


def _cbc_version() -> Iterator[str]:
    program = cbc_program()
    if program is not None:
        said = subprocess.run([program, "-quit"], capture_output=True, text=True, check=False).stdout  # noqa: S603
        yield f"CBC {found[1]}" if (found := re.search(r"Version: (\S+)", said)) else "CBC"


def _installed(package: str) -> bool:
    try:
        return bool(version(package))
    except PackageNotFoundError:
        return False


# ---- what libraries print -------------------------------------------------------------------------


@dataclass
class Printed:
    """What was printed meanwhile, once that is over."""

    text: str = ""


@contextmanager
def held_back_output() -> Iterator[Printed]:
    """Keep what this process prints, by libraries in C too, from where it would go."""
    printed = Printed()
    sys.stdout.flush()
    before = os.dup(1)
    with tempfile.TemporaryFile() as held:
        os.dup2(held.fileno(), 1)
        try:
            yield printed
        finally:
            sys.stdout.flush()
            os.dup2(before, 1)
            os.close(before)
            held.seek(0)
            printed.text = held.read().decode(errors="replace")
