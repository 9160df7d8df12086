"""Suspects: what the elastic model says of which rules are in conflict, and which could be changed instead."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from optimiser.diagnosis.asking import Asking
from optimiser.diagnosis.rules import Kind, Rule
from optimiser.planning.problem import Problem
from optimiser.planning.routes import Route, lock_concerns, lock_names
from optimiser.solver.elastic import Row, least_paid

OF_CENTRES: Mapping[str, tuple[Kind, ...]] = {
    "minimum-volume": ("minimum sold",),
    "maximum-volume": ("maximum volume", "sold share"),
    "maximum-volume-share": ("sold share",),
    "volume-piece-low": ("minimum volume",),
    "volume-piece-high": ("maximum volume",),
    "must-open": ("must open",),
    "must-open-own": ("must open",),
    "must-open-host": ("must sell",),
    "must-open-others": ("must open", "must sell"),
}
"""Rows of the model about a centre, with the kinds of rules that they are written for."""
OF_COUNTRY: Mapping[str, Kind] = {
    "entry-points": "entry points",
    "local-sustainability": "local share",
    "investment-budget": "budget",
    "max-centres-hosts": "most hosts",
    "max-centres-virtual": "most virtual centres",
    "nested-depth": "nested depth",
    "no-municipality-worse-off": "worse off",
}
"""Rows about all, or about each municipality alike, with the kind of the one rule that they are written for."""
KPI = "kpi-target-"
OF_ROUTES: tuple[Kind, ...] = ("lock", "mandate")
OF_CLOSED: tuple[Kind, ...] = ("minimum volume", "minimum sold", "maximum volume", "sold share")
"""Rules that together close a centre to which no lawful plan brings its minimum."""


@dataclass(frozen=True)
class Suspects:
    """Rules that take part in that there is no plan, and rules without which there may be one, as fractions see it."""

    guilty: frozenset[Rule]
    broken: frozenset[Rule]


def suspects(asking: Asking, rules: Sequence[Rule], taken_away: Sequence[Rule]) -> Suspects:
    """Which of `rules` the elastic model pays for; those `taken_away` ask nothing, all others must be kept."""
    if not asking.remaining:
        return Suspects(frozenset(), frozenset())
    dropped = [rule.dropped for rule in taken_away]
    wanted = asking.problem_with(dropped)
    opened = [rule for rule in rules if rule.kind in OF_ROUTES or _closes(wanted, rule)]
    open_problem = asking.problem_with([*dropped, *(rule.dropped for rule in opened)])
    rows = Rows(rules)
    paid = least_paid(wanted, open_problem, lambda row: any(rows.of(row)), asking.effort, asking.stop)
    return Suspects(
        frozenset([*_of_rows(rows, paid.priced_rows), *_of_routes(wanted, opened, paid.priced_routes)]),
        frozenset([*_of_rows(rows, paid.broken_rows), *_of_routes(wanted, opened, paid.broken_routes)]),
    )


def _closes(problem: Problem, rule: Rule) -> bool:
    return rule.kind in OF_CLOSED and rule.about in problem.closed


class Rows:
    """The rules that rows of the model are written for."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.by_kind = {(rule.kind, rule.about): rule for rule in rules}

    def of(self, row: Row) -> Iterator[Rule]:
        """The rules of a row; none where it is of the model's own making, or of a rule that must be kept."""
        family, index = row
        keys: list[tuple[Kind, str]] = []
        if family in OF_CENTRES:
            keys = [(kind, index[1]) for kind in OF_CENTRES[family]]
        elif family in OF_COUNTRY:
            keys = [(OF_COUNTRY[family], "")]
        elif family.startswith(KPI):
            keys = [("kpi", family.removeprefix(KPI))]
        return (self.by_kind[key] for key in keys if key in self.by_kind)


def _of_rows(rows: Rows, found: Sequence[Row]) -> Iterator[Rule]:
    return (rule for row in found for rule in rows.of(row))


def _of_routes(problem: Problem, opened: Sequence[Rule], routes: Sequence[Route]) -> Iterator[Rule]:
    """As few rules as refuse all of the routes: of several that refuse one, the one that refuses most others too.

    With a rule that closes a centre come the others that do.
    """
    refused = {rule: {route for route in routes if REFUSES[rule.kind](problem, rule, route)} for rule in opened}
    while any(refused.values()):
        widest = max(refused, key=lambda rule: len(refused[rule]))
        yield from (rule for rule in opened if rule == widest or _close_together(rule, widest))
        covered = refused[widest]
        refused = {rule: left - covered for rule, left in refused.items()}


def _close_together(one: Rule, other: Rule) -> bool:
    return one.about == other.about and one.kind in OF_CLOSED and other.kind in OF_CLOSED


def _closed_to(_: Problem, rule: Rule, route: Route) -> bool:
    return route.centre == rule.about


def _not_mandated(problem: Problem, rule: Rule, route: Route) -> bool:
    levels, forms = rule.figures["levels"], rule.figures["forms"]
    return problem.instance.tasks[route.task].level in levels and route.form not in forms  # type: ignore[operator]


def _locked_out(problem: Problem, rule: Rule, route: Route) -> bool:
    level, said = problem.instance.tasks[route.task].level, rule.figures
    return any(
        lock_concerns(lock, route, level) and lock_names(lock, route) == (lock.demand == "must not")
        for lock in problem.instance.tables.locks
        if lock.active and all(getattr(lock, column) == value for column, value in said.items())
    )


REFUSES: Mapping[Kind, Callable[[Problem, Rule, Route], bool]] = {
    "lock": _locked_out,
    "mandate": _not_mandated,
    "minimum volume": _closed_to,
    "minimum sold": _closed_to,
    "maximum volume": _closed_to,
    "sold share": _closed_to,
}
"""How the rules whose routes are opened refuse a route."""
