"""Rule `assignment`: every task goes somewhere, whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from optimiser.rules.rule import ImpossibleRule, StructuralRule

if TYPE_CHECKING:
    from optimiser.model.formulation import Formulation
    from optimiser.planning.problem import Problem

Obstacle = tuple[tuple[str, ...], str]
"""The rules that close the place that is nearest to being allowed, and that place."""
CLOSED = "minimum-volume"
"""The rule that keeps a centre closed which can never get the contacts it must have."""


class AssignmentRule(StructuralRule):
    """**assignment**: each task of each municipality goes whole to exactly one destination.

    Σ_d assign[m,t,d] = 1 for every m, t

    Law, policy, group membership, mandates and locks are not constraints: the routes they refuse
    have no variable.
    """

    name = "assignment"
    words = {"da": "alle opgaver besvares", "en": "every task is answered"}
    declared_in = ("volumes.contacts",)
    phrases = {
        "too little volume": {
            "da": "skal have {needs} henvendelser om året og kan højst få {reaches}, men {tasks} kan ikke gå andre "
            "steder hen.",
            "en": "needs {needs} contacts a year and can get at most {reaches}, but {tasks} can go nowhere else.",
        },
        "too little volume of one": {
            "da": "skal have {needs} henvendelser om året, og den ene kommune i gruppen kan højst bringe {reaches}, "
            "men {tasks} kan ikke gå andre steder hen.",
            "en": "needs {needs} contacts a year, and the one municipality in its group can bring at most {reaches}, "
            "but {tasks} can go nowhere else.",
        },
        "too little volume of many": {
            "da": "skal have {needs} henvendelser om året, og de {members} kommuner i gruppen kan højst bringe "
            "{reaches}, men {tasks} kan ikke gå andre steder hen.",
            "en": "needs {needs} contacts a year, and the {members} municipalities in its group can bring at most "
            "{reaches}, but {tasks} can go nowhere else.",
        },
        "nowhere to go": {
            "da": "ingen må besvare {tasks}; det sted, der er tættest på at være tilladt, er udelukket af {rules}.",
            "en": "nobody may answer {tasks}; the place that comes closest to being allowed is ruled out by {rules}.",
        },
    }

    checked_first = True

    def constrain(self, f: Formulation) -> None:
        def whole(*task: Any) -> Any:
            return sum(f.m.assign[choice] for choice in f.choices_by_task[task]) == 1

        f.constrain("assignment", f.choices_by_task, whole)

    def conflicts(self, problem: Problem) -> Iterable[ImpossibleRule]:
        """Return the tasks without a route, told together where the same rules close the same place to them."""
        routed = {(route.municipality, route.task) for route in problem.routes}
        stranded: dict[Obstacle, list[str]] = defaultdict(list)
        for municipality, task in problem.instance.contacts:
            if (municipality, task) not in routed:
                name = problem.instance.municipalities[municipality].name
                stranded[_nearest(problem, municipality, task)].append(f"{name} {task}")
        for (rules, centre), tasks in stranded.items():
            yield _stranded(problem, rules, centre, tasks)


def _nearest(problem: Problem, municipality: str, task: str) -> Obstacle:
    """Return what is in the way at the place where least is."""
    rules, centre = min(_ways(problem, municipality, task), key=lambda way: _distance(problem, way[0]))
    return rules, centre if CLOSED in rules else ""


def _ways(problem: Problem, municipality: str, task: str) -> Iterator[Obstacle]:
    for route in problem.candidates(municipality, task):
        shut = route.centre in problem.closed and (route.away or route.centre not in problem.reach)
        yield (*((CLOSED,) if shut else ()), *problem.refusals(route)), route.centre


def _distance(problem: Problem, rules: tuple[str, ...]) -> tuple[int, bool, bool]:
    return len(rules), not problem.sending.isdisjoint(rules), rules[0] != CLOSED


def _stranded(problem: Problem, rules: tuple[str, ...], centre: str, tasks: list[str]) -> ImpossibleRule:
    if not centre:
        return ImpossibleRule(rules[0], tasks[0], "nowhere to go", {"rules": ", ".join(rules), "tasks": tasks})
    short = problem.closed[centre]
    members = sum(1 for groups in problem.instance.groups_of.values() if centre in groups)
    figures = {"needs": short.needs, "reaches": short.reaches, "members": members, "tasks": tasks}
    return ImpossibleRule(rules[0], centre, "too little volume", figures)
