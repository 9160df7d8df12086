"""How far a rule can be met: the first value to try, and one beyond which it is proven that no plan meets it."""

from collections.abc import Callable, Iterator, Mapping
from math import floor

from optimiser.data.instance import Instance
from optimiser.diagnosis.asking import Asking
from optimiser.diagnosis.rules import Kind, Rule
from optimiser.diagnosis.suspects import Rows
from optimiser.planning.precheck import conflicts
from optimiser.planning.problem import Problem
from optimiser.solver.elastic import Excess, Row, least_excess

DECIMALS = 6
"""Digits after the mark of a target that is just met."""
THOUSAND, MILLION = 1e3, 1e6


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


def excess(asking: Asking, problem: Problem, rule: Rule) -> Excess | None:
    """How far the rule must give way from its value in the problem, in its own unit; None where that is not told.

    Entry points limit more in the model than their rows, so that these tell nothing: the next number may do.
    """
    if rule.kind == "entry points":
        return Excess(0.0, 1.0)
    unit, rows = UNITS.get(rule.kind), Rows([rule])
    if unit is None or conflicts(problem) or rule.about in problem.closed:
        return None

    def a_unit(row: Row) -> float:
        return unit(problem.instance, rule, row) if any(rows.of(row)) else 0.0

    return least_excess(problem, a_unit, asking.effort, asking.stop)


def _one(_instance: Instance, _rule: Rule, _row: Row) -> float:
    return 1.0


def _millionth(_instance: Instance, _rule: Rule, _row: Row) -> float:
    return 1.0 / MILLION


def _thousands_of_contacts(instance: Instance, _: Rule, row: Row) -> float:
    return instance.contacts_of[row[1][1]] / THOUSAND


def _millions_of_contacts(instance: Instance, rule: Rule, row: Row) -> float:
    """A centre's contacts are not known beforehand."""
    if rule.figures["scope"] == "centre":
        return 0.0
    all_of_them = sum(instance.contacts.values())
    return (all_of_them if rule.figures["scope"] == "national" else instance.contacts_of[row[1][1]]) / MILLION


UNITS: Mapping[Kind, Callable[[Instance, Rule, Row], float]] = {
    "minimum volume": _millionth,
    "minimum sold": _millionth,
    "budget": _millionth,
    "most hosts": _one,
    "most virtual centres": _one,
    "local share": _thousands_of_contacts,
    "kpi": _millions_of_contacts,
}
"""What a unit more of a rule's value is in the rows of the model that are written for it."""
