"""Rule `assignment`: every task goes somewhere, whole."""

from typing import Any

import pyomo.core as pyo

from optimiser.model.formulation import Formulation


def add_assignment(f: Formulation) -> None:
    """**assignment**: each task of each municipality goes whole to exactly one destination.

    Σ_d assign[p,m,t,d] = 1 for every p, m, t

    Law, policy, group membership, mandates and locks are not constraints: the routes they refuse
    have no variable.
    """
    f.variable("assign", f.choices, domain=pyo.Binary)

    def whole(_: Any, *task: Any) -> Any:
        return sum(f.m.assign[choice] for choice in f.choices_by_task[task]) == 1

    f.rule("assignment", f.choices_by_task, whole)
