"""A drawing made better where groups meet: one municipality after the other moves, at the prices of fixed plans."""

from collections import Counter
from collections.abc import Iterator, Sequence

from optimiser.drawing.country import Country, Drawing, drawing_of
from optimiser.drawing.pricing import Priced
from optimiser.drawing.rules import Group
from optimiser.planning.assignment import Assignment
from optimiser.planning.plan import Plan
from optimiser.planning.problem import Problem
from optimiser.solver.stage import is_plan

LEAST_SAVING_KR = 1.0
"""What saves less a year is no reason to change a drawing."""


def improved(priced: Priced, problem: Problem, drawing: Drawing, assignment: Assignment) -> Drawing:
    """Return a drawing in which moves at borders save no more, from one and its plan; the same where none saves.

    `problem` is that of `of_memberships`, in which everybody may be in every group: a plan costs there what it costs in
    its drawing. Who moves is answered there as most are who use the centre of its new group.
    """
    cost_kr = Plan.of(problem, assignment).cost_kr
    names = priced.names()
    current = dict(enumerate(drawing))
    while True:
        best: tuple[float, dict[int, Group], Assignment] | None = None
        for moved, code, number in _moves(priced.country, current):
            answers = _moved(assignment, code, names, names[number])
            if answers is not None:
                plan = Plan.of(problem, answers)
                lower = min(cost_kr, best[0] if best else cost_kr) - LEAST_SAVING_KR
                if plan.cost_kr < lower and is_plan(problem, plan.routes):
                    best = plan.cost_kr, moved, answers
        if best is None:
            return drawing_of(current.values())
        cost_kr, current, assignment = best


def _moved(assignment: Assignment, code: str, shared: Sequence[str], centre: str) -> Assignment | None:
    """A plan in which a municipality uses another shared centre; None where nobody uses that, and nor does it now."""
    sent: dict[str, list[str]] = {}
    for (other, task), place in assignment.items():
        if place == centre:
            sent.setdefault(other, []).append(task)
    own = [task for (other, task), place in assignment.items() if other == code and place in shared]
    usual = Counter(map(tuple, sent.values())).most_common(1)
    tasks = {*own, *(usual[0][0] if usual else ())}
    changed = {(code, task): centre for task in tasks if (code, task) in assignment}
    return assignment.with_answers(changed) if changed else None


def _moves(country: Country, groups: dict[int, Group]) -> Iterator[tuple[dict[int, Group], str, int]]:
    """The groups after each lawful move of a municipality to a group that it borders on, with who moves where."""
    for left, group in sorted(groups.items()):
        for code in sorted(group):
            for number, other in sorted(groups.items()):
                if number != left and country.neighbours[code] & other:
                    moved = {**groups, left: group - {code}, number: other | {code}}
                    if len(group) > 1 and country.allows(drawing_of(moved.values())):
                        yield moved, code, number
