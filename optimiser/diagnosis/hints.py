"""How far a rule can be met: the first value to try, and one beyond which it is proven that no plan meets it."""

from collections.abc import Iterable
from functools import partial

from optimiser.diagnosis.asking import Asking
from optimiser.diagnosis.suspects import Rows
from optimiser.planning.problem import Problem
from optimiser.rules.registry import find_conflicts
from optimiser.rules.rule import Requirement
from optimiser.solver.elastic import ElasticRow, Excess, least_excess


def reachable_values(problem: Problem, rule: Requirement) -> Iterable[float]:
    """Return the value beyond which a rule is seen to be out of reach, in a problem that asks too much of it."""
    return rule.reachable(problem, partial(find_conflicts, problem)) if rule.reachable else ()


def least_relaxation(asking: Asking, problem: Problem, rule: Requirement) -> Excess | None:
    """Return how far the rule must give way from its value in the problem, in its own unit; None where not told."""
    if rule.next_step is not None:
        return Excess(0.0, rule.next_step)
    unit, rows = rule.row_unit, Rows([rule])
    if unit is None or find_conflicts(problem) or rule.about in problem.closed:
        return None

    def a_unit(row: ElasticRow) -> float:
        return unit(problem.instance, row[1]) if rows.rules_of_row(row) else 0.0

    return least_excess(problem, a_unit, asking.effort, asking.should_stop)
