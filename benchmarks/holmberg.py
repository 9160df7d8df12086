"""The public facility-location instances of Holmberg, Rönnqvist and Yuan, to their published optima, beside SCIP.

Ours is the public call, `solve`, with all that it does, the audit among it; SCIP reads the exact model that we build.
"""

import tempfile
import time
from dataclasses import dataclass
from math import isclose, nan
from pathlib import Path

from benchmarks.peer_solvers import missing_solvers, solve_with_scip
from benchmarks.run import alone
from optimiser import solve
from optimiser.data.instance import Instance
from optimiser.exchange.files import ModelFile
from optimiser.model.build import build
from optimiser.model.compiled import compile_formulation
from optimiser.planning.pools import single_pools
from optimiser.planning.problem import build_problem
from optimiser.rules.rule import unscaled_kr
from tests.solver.test_public_instances import HOLMBERG as HOLMBERG
from tests.solver.test_public_instances import HOLMBERG_OPTIMA, UNIT, UNIT_COST_KR, as_instance, read_holmberg


@dataclass(frozen=True)
class Proven:
    """What was found and proved of an instance, in its own units, and after how many seconds."""

    plan: float
    bound: float
    seconds: float

    def is_optimal(self, optimum: float) -> bool:
        """Return whether both are the published optimum."""
        return all(isclose(value, optimum, rel_tol=1e-6) for value in (self.plan, self.bound))


def solve_ours_to_the_end(path: Path, seconds: float) -> Proven:
    """Solve an instance by the public call, to no gap."""
    instance = as_instance(read_holmberg(path))
    began = time.monotonic()
    result = solve(instance, gap=0.0, time_limit_seconds=seconds, threads=1)
    lasted = time.monotonic() - began
    plan_kr, bound_kr = (nan if kr is None else kr for kr in (result.objective_kr, result.bound_kr))
    return Proven(_in_their_units(instance, plan_kr), _in_their_units(instance, bound_kr), lasted)


def solve_by_scip_to_the_end(path: Path, seconds: float) -> Proven:
    """Solve the exact model of an instance by SCIP, to no gap."""
    instance = as_instance(read_holmberg(path))
    problem = build_problem(instance)
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "exact.mps"
        ModelFile(compile_formulation(build(problem, single_pools(problem))).linear, file).write_model(())
        outcome = solve_with_scip(file, seconds, 0.0)
    plan_kr, bound_kr = unscaled_kr(outcome.plan), unscaled_kr(outcome.bound)
    return Proven(_in_their_units(instance, plan_kr), _in_their_units(instance, bound_kr), outcome.seconds)


def _in_their_units(instance: Instance, cost_kr: float) -> float:
    """Return a cost without that of answering, which is the same in every plan, in the units of the public instance."""
    return (cost_kr - UNIT_COST_KR * sum(instance.contacts.values())) / UNIT


def tabulate_holmberg(folder: Path, seconds: float) -> str:
    """Return a Markdown table of p1 to p12, as far as they are in the folder."""
    solvers = {"ours": solve_ours_to_the_end}
    if "SCIP" not in missing_solvers():
        solvers["SCIP"] = solve_by_scip_to_the_end
    rows = [["instance", "published optimum", *(f"{name}, {part}" for name in solvers for part in ("proven", "s"))]]
    rows.append(["---"] * len(rows[0]))
    for name, optimum in HOLMBERG_OPTIMA.items():
        if (folder / name).is_file():
            found = [alone(solver, folder / name, seconds) for solver in solvers.values()]
            told = [part for one in found for part in (_told(one, optimum), f"{one.seconds:.2f}")]
            rows.append([name, f"{optimum:,}", *told])
    return "### Holmberg p1–p12, to no gap\n\n" + "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _told(one: Proven, optimum: float) -> str:
    return "yes" if one.is_optimal(optimum) else f"{one.plan:,.1f}, bound {one.bound:,.1f}"
