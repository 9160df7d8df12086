"""Runs in a worker: solve an instance in which an assumption is moved, and hold the base plan there."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from optimiser.data.instance import Instance
from optimiser.data.run_tables import AssignmentLine
from optimiser.data.settings import SolverOptions
from optimiser.result.any_folder import AnyResult
from optimiser.solver.warm_start_cache import WarmStartCache
from optimiser.studies.any_solve import (
    THE_YEAR,
    Answers,
    answers_of,
    answers_of_rows,
    changes_of,
    figures_of_any,
    hold_plan,
    routes_of,
    rows_of_answers,
    solve_any,
)
from optimiser.studies.runner.dispatch import Failure, failed_audit
from optimiser.studies.solve_log import SolveFigures

ANSWERS = "answers"
"""The entry of a base solve that holds its plan: who answers what, as `rows_of_answers`."""
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

    @cached_property
    def lines(self) -> Answers:
        """Who answers what, and in which form."""
        return answers_of_rows(self.answers)

    @property
    def assignments(self) -> Sequence[AssignmentLine]:
        """Who answers what in a plan for one year."""
        return self.lines.get(THE_YEAR, ())


def solve_base(instance: Instance, options: SolverOptions, cache: WarmStartCache) -> SolveFigures | Failure:
    """The figures of an instance, and its plan."""
    result = solve_any(instance, options, cache)
    return failed_audit(result) or {**figures_of_any(result), ANSWERS: rows_of_answers(answers_of(result))}


def solve_moved(
    instance: Instance, options: SolverOptions, cache: WarmStartCache, base: BasePlan
) -> SolveFigures | Failure:
    """The figures of an instance, what changes against the base plan, and in its structure what the plan held costs.

    A plan that is held is a plan of the instance too: where the solver finds none as cheap, it is the cheapest found.
    """
    if instance.is_roadmap:
        cache.paths.routes = routes_of(base.lines)
    result = solve_any(instance, options, cache)
    failure = failed_audit(result)
    if failure:
        return failure
    if instance.system != base.system:
        return {**figures_of_any(result), **figures_unheld(), **_changes_against(base, result)}
    held = hold_plan(base.lines, instance, result)
    if held.miscounted:
        return Failure("audit", held.miscounted)
    found = {"held_kr": held.cost_kr, "breaks": ", ".join(held.broken_rules)}
    return {**figures_of_any(held.result), **found, **_changes_against(base, held.result)}


def figures_unheld() -> dict[str, Any]:
    """What is said of the base plan where it is not held."""
    return {"held_kr": None, "breaks": ""}


def figures_unmoved(base: SolveFigures) -> dict[str, Any]:
    """What is found where nothing is moved: the base plan itself."""
    same = {
        "held_kr": base["objective_kr"],
        "breaks": "",
        "municipalities_changed": 0,
        "names": "",
        "contacts_changed": 0.0,
    }
    return {**{name: value for name, value in base.items() if name != ANSWERS}, **same}


def _changes_against(base: BasePlan, result: AnyResult) -> Mapping[str, Any]:
    if not answers_of(result):
        return {"municipalities_changed": None, "names": "", "contacts_changed": None}
    change = changes_of(base.lines, result)
    named = "; ".join(change.municipalities[:NAMED])
    return {"municipalities_changed": len(change.municipalities), "names": named, "contacts_changed": change.contacts}
