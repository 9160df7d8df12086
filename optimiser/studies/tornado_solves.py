"""Runs in a worker: solve an instance in which an assumption is moved, and hold the base plan there."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from optimiser.api import solve
from optimiser.comparison.changes import change_of
from optimiser.comparison.figures import figures_of
from optimiser.data.instance import Instance
from optimiser.data.run_record import Run
from optimiser.data.settings import SolverOptions
from optimiser.data.tolerances import BOUND_ERROR
from optimiser.fixed_plan import hold
from optimiser.result.result import Result
from optimiser.solver.monitor import relative_gap
from optimiser.solver.warm_start_cache import WarmStartCache
from optimiser.studies.runner.dispatch import Failure, failed_audit
from optimiser.studies.solve_log import Found

ANSWERS = "answers"
"""The entry of a base solve that holds its plan: who answers what, as rows of these columns."""
COLUMNS = ("municipality", "task", "form", "centre", "contacts")
NAMED = 5
"""So many of the municipalities whose main form changes are named."""


@dataclass(frozen=True)
class BasePlan:
    """The plan that is held: of which structure or system, and who answers what in it."""

    system: str
    answers: Sequence[Sequence[Any]]

    @property
    def sha256(self) -> str:
        """What tells it from another plan."""
        return hashlib.sha256(json.dumps([self.system, self.answers]).encode()).hexdigest()

    def on(self, instance: Instance) -> Result:
        """The plan as a result of an instance, of which nothing is known but who answers what."""
        return Result(
            instance, Run.model_construct(), {"assignments": pd.DataFrame(self.answers, columns=list(COLUMNS))}
        )


def solve_base(instance: Instance, options: SolverOptions, cache: WarmStartCache) -> Found | Failure:
    """The figures of an instance, and its plan."""
    result = solve(instance, options, cache=cache)
    answers = result.assignments[list(COLUMNS)].to_numpy().tolist() if result.has_plan else []
    return failed_audit(result) or {**figures_of("", result), ANSWERS: answers}


def solve_moved(instance: Instance, options: SolverOptions, cache: WarmStartCache, base: BasePlan) -> Found | Failure:
    """The figures of an instance, what changes against the base plan, and in its structure what the plan held costs.

    A plan that is held is a plan of the instance too: where the solver finds none as cheap, it is the cheapest found.
    """
    result, plan = solve(instance, options, cache=cache), base.on(instance)
    failure = failed_audit(result)
    if failure:
        return failure
    if instance.system != base.system:
        return {**figures_of("", result), **unheld(), **_changes(plan, result)}
    held = hold(plan, instance)
    if held.miscounted:
        return Failure("audit", held.miscounted)
    lawful_kr = held.lawful.objective_kr if held.lawful else None
    if held.lawful and lawful_kr is not None and (result.objective_kr is None or lawful_kr < result.objective_kr):
        result = _proved(held.lawful, result)
    found = {"held_kr": lawful_kr, "breaks": ", ".join(held.breaks)}
    return {**figures_of("", result), **found, **_changes(plan, result)}


def unheld() -> dict[str, Any]:
    """What is said of the base plan where it is not held."""
    return {"held_kr": None, "breaks": ""}


def unmoved(base: Found) -> dict[str, Any]:
    """What is found where nothing is moved: the base plan itself."""
    same = {
        "held_kr": base["objective_kr"],
        "breaks": "",
        "municipalities_changed": 0,
        "names": "",
        "contacts_changed": 0.0,
    }
    return {**{name: value for name, value in base.items() if name != ANSWERS}, **same}


def _proved(held: Result, solved: Result) -> Result:
    """The held plan with what the solve proved of all plans; nothing, where a lawful plan says otherwise."""
    cost_kr, bound_kr = float(held.figures.objective_kr), solved.bound_kr
    if bound_kr is not None:
        bound_kr = min(bound_kr, cost_kr) if bound_kr <= cost_kr * (1 + BOUND_ERROR) else None
    gap = relative_gap(cost_kr, bound_kr)
    status = "optimal" if gap is not None and gap <= solved.run.options.gap else "feasible"
    return held.with_run(bound_kr=bound_kr, gap=gap, status=status, seconds=solved.run.seconds)


def _changes(plan: Result, result: Result) -> Mapping[str, Any]:
    if not result.has_plan:
        return {"municipalities_changed": None, "names": "", "contacts_changed": None}
    change = change_of(plan, result)
    named = "; ".join(change.municipalities[:NAMED])
    return {"municipalities_changed": len(change.municipalities), "names": named, "contacts_changed": change.contacts}
