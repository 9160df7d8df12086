"""Suspects: what the elastic model says of which rules are in conflict, and which could be changed instead."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from optimiser.diagnosis.asking import Asking
from optimiser.planning.problem import Problem
from optimiser.planning.routes import Route
from optimiser.rules.rule import Requirement
from optimiser.solver.elastic import ElasticRow, least_paid


@dataclass(frozen=True)
class Suspects:
    """Rules that take part in that there is no plan, and rules without which there may be one, as fractions see it."""

    guilty: frozenset[Requirement]
    broken: frozenset[Requirement]


def find_suspects(asking: Asking, rules: Sequence[Requirement], taken_away: Sequence[Requirement]) -> Suspects:
    """Which of `rules` the elastic model pays for; those `taken_away` ask nothing, all others must be kept."""
    if not asking.remaining:
        return Suspects(frozenset(), frozenset())
    dropped = [rule.dropped for rule in taken_away]
    wanted = asking.problem_with(dropped)
    opened = [rule for rule in rules if rule.refuses or _closes_centre(wanted, rule)]
    open_problem = asking.problem_with([*dropped, *(rule.dropped for rule in opened)])
    rows = Rows(rules)
    paid = least_paid(wanted, open_problem, lambda row: any(rows.rules_of_row(row)), asking.effort, asking.should_stop)
    return Suspects(
        frozenset([*_of_rows(rows, paid.priced_rows), *_of_routes(wanted, opened, paid.priced_routes)]),
        frozenset([*_of_rows(rows, paid.broken_rows), *_of_routes(wanted, opened, paid.broken_routes)]),
    )


def _closes_centre(problem: Problem, rule: Requirement) -> bool:
    return rule.closes and rule.about in problem.closed


class Rows:
    """The requirements that rows of the model are written for."""

    def __init__(self, requirements: Sequence[Requirement]) -> None:
        self.by_row: dict[tuple[str, str], list[Requirement]] = defaultdict(list)
        for one in requirements:
            for family in one.rows:
                self.by_row[family, one.about if one.of_centre else ""].append(one)

    def rules_of_row(self, row: ElasticRow) -> list[Requirement]:
        """Return those of a row; none where it is of the model's own making, or of a rule that must be kept."""
        family, index = row
        centre = str(index[0]) if index else ""
        return [*self.by_row.get((family, ""), ()), *self.by_row.get((family, centre), ())]


def _of_rows(rows: Rows, found: Sequence[ElasticRow]) -> Iterator[Requirement]:
    return (rule for row in found for rule in rows.rules_of_row(row))


def _of_routes(problem: Problem, opened: Sequence[Requirement], routes: Sequence[Route]) -> Iterator[Requirement]:
    """As few rules as refuse all of the routes: of several that refuse one, the one that refuses most others too.

    With a rule that closes a centre come the others that do.
    """
    refused = {rule: {route for route in routes if _refuses(problem, rule, route)} for rule in opened}
    while any(refused.values()):
        widest = max(refused, key=lambda rule: len(refused[rule]))
        yield from (rule for rule in opened if rule == widest or _close_together(rule, widest))
        covered = refused[widest]
        refused = {rule: left - covered for rule, left in refused.items()}


def _refuses(problem: Problem, rule: Requirement, route: Route) -> bool:
    return rule.refuses(problem.instance, route) if rule.refuses else route.centre == rule.about


def _close_together(one: Requirement, other: Requirement) -> bool:
    return one.about == other.about and one.closes and other.closes
