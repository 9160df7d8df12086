"""Runs in a worker: solve an instance in which an assumption is moved, and hold the base plan there."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from optimiser.api import solve
from optimiser.comparison.comparison import change_of, figures_of
from optimiser.data.instance import Instance
from optimiser.data.run_record import AuditRecord, PlanFigures
from optimiser.data.run_tables import AssignmentLine
from optimiser.data.settings import SolverOptions
from optimiser.data.tolerances import BOUND_ERROR
from optimiser.fixed_plan import FixedPlanEvaluation, evaluate_fixed_plan
from optimiser.planning.assignment import Assignment
from optimiser.result.result import Result
from optimiser.solver.monitor import relative_gap
from optimiser.solver.warm_start_cache import WarmStartCache
from optimiser.studies.runner.dispatch import Failure, failed_audit
from optimiser.studies.solve_log import SolveFigures

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

    @cached_property
    def assignments(self) -> tuple[AssignmentLine, ...]:
        """Who answers what, and in which form, as lines that tell no more than that."""
        rows = (dict(zip(COLUMNS, answer, strict=True)) for answer in self.answers)
        return tuple(AssignmentLine.model_construct(**row) for row in rows)


def solve_base(instance: Instance, options: SolverOptions, cache: WarmStartCache) -> SolveFigures | Failure:
    """The figures of an instance, and its plan."""
    result = solve(instance, options, cache=cache)
    return failed_audit(result) or {**figures_of("", result), ANSWERS: answers_of(result)}


def answers_of(result: Result) -> list[list[Any]]:
    """Return the plan of a result as rows of `COLUMNS`, as JSON holds them; none without a plan."""
    return [[getattr(line, column) for column in COLUMNS] for line in result.lines.assignments]


def solve_moved(
    instance: Instance, options: SolverOptions, cache: WarmStartCache, base: BasePlan
) -> SolveFigures | Failure:
    """The figures of an instance, what changes against the base plan, and in its structure what the plan held costs.

    A plan that is held is a plan of the instance too: where the solver finds none as cheap, it is the cheapest found.
    """
    result = solve(instance, options, cache=cache)
    failure = failed_audit(result)
    if failure:
        return failure
    if instance.system != base.system:
        return {**figures_of("", result), **figures_unheld(), **_changes_against(base, result)}
    held = evaluate_fixed_plan(Assignment.from_lines(base.assignments), instance)
    if held.miscounted:
        return Failure("audit", held.miscounted)
    lawful, known_kr = held.lawful_figures, result.objective_kr
    if lawful and (known_kr is None or lawful.objective_kr < known_kr):
        result = with_cheaper_plan(result, held, lawful)
    found = {"held_kr": lawful.objective_kr if lawful else None, "breaks": ", ".join(held.broken_rules)}
    return {**figures_of("", result), **found, **_changes_against(base, result)}


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


def with_cheaper_plan(solved: Result, held: FixedPlanEvaluation, figures: PlanFigures) -> Result:
    """A solve with a lawful plan that it did not find; what it proved holds of that too, unless the plan costs less."""
    cost_kr, bound_kr = figures.objective_kr, solved.bound_kr
    if bound_kr is not None:
        bound_kr = min(bound_kr, cost_kr) if bound_kr <= cost_kr * (1 + BOUND_ERROR) else None
    gap = relative_gap(cost_kr, bound_kr)
    status = "optimal" if gap is not None and gap <= solved.run.options.gap else "feasible"
    audit = AuditRecord(checks=held.checks, breaches=[])
    proved = {"status": status, "bound_kr": bound_kr, "gap": gap, "audit": audit}
    return Result(solved.instance, solved.run.with_entries(**figures.as_entries(), **proved), held.lines)


def _changes_against(base: BasePlan, result: Result) -> Mapping[str, Any]:
    if not result.has_plan:
        return {"municipalities_changed": None, "names": "", "contacts_changed": None}
    change = change_of(base.assignments, result.lines.assignments, result.instance)
    named = "; ".join(change.municipalities[:NAMED])
    return {"municipalities_changed": len(change.municipalities), "names": named, "contacts_changed": change.contacts}
