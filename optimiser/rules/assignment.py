"""Rules that every plan obeys by its nature: each task goes somewhere, over a connection, to an open centre."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from optimiser.data.instance import Instance
from optimiser.rules.rule import ImpossibleRule, LooksAt, RefusingRule, StructuralRule

if TYPE_CHECKING:
    from optimiser.model.formulation import Formulation
    from optimiser.planning.plan import Plan
    from optimiser.planning.problem import Problem
    from optimiser.planning.routes import Route


# ---- Rule `assignment`: every task goes somewhere, whole ------------------------------------------


Obstacle = tuple[tuple[str, ...], str]
"""The rules that close the place that is nearest to being allowed, and that place."""
CLOSED = "minimum-volume"
"""The rule that keeps a centre closed which can never get the contacts it must have."""


class AssignmentRule(StructuralRule):
    """**assignment**: each task of each municipality goes whole to exactly one destination.

    Σ_d assign[m,t,d] = 1 for every m, t; of a municipality that may stay out, 1 - out[m]

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
            return sum(f.m.assign[choice] for choice in f.choices_by_task[task]) == f.takes_part(task[0])

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


# ---- Rule `connection`: contacts leave home over connections --------------------------------------


class ConnectionRule(StructuralRule):
    """**connection**: a task goes to another centre only over a connection to an open centre.

    - assign[m,t,q] <= connect[m,q], where connect = Σ_k link[m,c,k] if q is the single centre c
    - link[m,c,k] <= piece[c,k]: a connection is to an open centre, and pays for the piece it is on

    Connections to single centres are by piece, to pools of several by number. link may be fractional between 0 and 1:
    with assign binary it is whole in every best plan. A connection to a pool of several centres is a whole number, up
    to the entry points left.
    """

    name = "connection"

    def constrain(self, f: Formulation) -> None:
        def over_connection(m: str, t: str, q: str) -> Any:
            return f.m.assign[m, t, q] <= f.count_connections((m, q))

        def to_open_centre(m: str, c: str, k: int) -> Any:
            return f.m.link[m, c, k] <= f.m.piece[c, k]

        choices = (choice for choices in f.choices_by_link.values() for choice in choices)
        f.constrain("connection", choices, over_connection)
        f.constrain("connection-open", f.m.link, to_open_centre)


# ---- Rule `open-centre` ---------------------------------------------------------------------------

# Only open centres answer, and only a candidate that answers its own may sell.


class OpenCentre(RefusingRule):
    """**open-centre**: a centre answers only when it is open; a host is a candidate and runs its own centre.

    - Σ_k piece[c,k] <= 1: a centre is closed, or open on one piece of its cost
    - assign[m,t,c] <= Σ_k piece[c,k] for the seat m of c
    - sell[c] <= Σ_k piece[c,k], and sell[c] <= Σ_t assign[m,t,c] for the seat m of c:
      a host answers at least one task of its own citizens in its centre
    - connect[m,c] <= sell[c] for every buyer m of a single host c

    There is no route for buying from a seat that is not a candidate host.
    """

    name = "open-centre"
    words = {"da": "kravene til en sælger", "en": "the requirements for a seller"}
    declared_in = ("municipalities.candidate_host",)
    looks_at: LooksAt = "place"

    def refuses(self, instance: Instance, route: Route) -> bool:
        seat = instance.centres[route.centre].seat if route.form == "purchased" else None
        return seat is not None and not instance.municipalities[seat].candidate_host

    def allows(self, plan: Plan) -> bool:
        """Return False where a host sells and answers none of its own citizens' tasks."""
        return all(any(route.form == "local" for route in plan.by_centre[centre]) for centre in plan.hosts)

    def constrain(self, f: Formulation) -> None:
        own = [choice for choices in f.own_choices.values() for choice in choices]
        links = [link for link in f.choices_by_link if link[1] in f.m.sell]
        f.constrain("open-centre", f.pieces_by_centre, lambda c: f.is_open(c) <= 1)
        f.constrain("open-centre-own", own, lambda *choice: f.m.assign[choice] <= f.is_open(choice[2]))
        f.constrain("open-centre-host", f.hosts, lambda c: f.m.sell[c] <= f.is_open(c))
        f.constrain(
            "open-centre-host-answers-own", f.hosts, lambda c: f.m.sell[c] <= f.variable_or_number(f.own_choices[c])
        )
        f.constrain("open-centre-buyer", links, lambda *link: f.count_connections(link) <= f.m.sell[link[1]])
