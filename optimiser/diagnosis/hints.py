"""What the checks that need no solver say of how far a rule can be met: the first value to try."""

from collections.abc import Iterator
from math import floor

from optimiser.diagnosis.rules import Rule
from optimiser.planning.precheck import conflicts
from optimiser.planning.problem import Problem

DECIMALS = 6
"""Digits after the mark of a target that is just met."""


def reachable(problem: Problem, rule: Rule) -> Iterator[float]:
    """The value of the rule beyond which it is seen to be out of reach, in a problem that asks too much of it."""
    short = problem.closed.get(rule.about)
    if rule.kind in ("minimum volume", "minimum sold") and short and short.needs == rule.value:
        yield float(floor(short.reaches))
    if rule.kind == "kpi":
        yield from _best(problem, rule)


def _best(problem: Problem, rule: Rule) -> Iterator[float]:
    """The best a KPI can come to, rounded to the side that is easier to meet."""
    for found in conflicts(problem):
        if found.rule == "kpi-target" and found.figures["kpi"] == rule.about:
            best, unit = float(str(found.figures["best"])), 10.0**-DECIMALS
            sign, nearest = (1 if rule.figures["sense"] == "at least" else -1), round(best, DECIMALS)
            yield round(nearest - sign * unit, DECIMALS) if sign * nearest > sign * best else nearest
