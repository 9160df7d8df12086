"""What can be seen to be impossible before any solver is asked, rule by rule."""

from optimiser.planning.problem import Problem
from optimiser.rules.registry import all_rules
from optimiser.rules.rule import ImpossibleRule


def find_conflicts(problem: Problem) -> list[ImpossibleRule]:
    """Return every rule that is seen to be impossible by itself; none does not mean that a plan exists.

    While a task has nowhere to go nothing else is looked at: the other rules take it that each has a route.
    """
    rules = all_rules()
    first = [found for rule in rules if rule.checked_first for found in rule.conflicts(problem)]
    return first or [found for rule in rules if not rule.checked_first for found in rule.conflicts(problem)]
