"""Whether there is a plan without some rules, and which rules are in conflict: elastic filter and deletion filter."""

import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from typing import Any, Literal, NamedTuple

from optimiser.api import finish_result
from optimiser.data.findings import InvalidInputError
from optimiser.data.instance import Instance
from optimiser.data.settings import SolverOptions
from optimiser.planning.pools import alike_pools
from optimiser.planning.problem import Problem, build_problem
from optimiser.planning.routes import Route
from optimiser.rules.registry import find_conflicts, requirements_of
from optimiser.rules.rule import TIERS, ImpossibleRule, Requirement
from optimiser.solver.elastic import (
    Decided,
    ElasticRow,
    Excess,
    YearRoute,
    least_excess,
    least_paid,
    problems_by_year,
)
from optimiser.solver.highs import SolverLimits
from optimiser.solver.memory import estimate_memory_gb
from optimiser.solver.monitor import ProgressMonitor
from optimiser.solver.solve import Solve, WarmStart

# ---- Asking whether there is a plan ---------------------------------------------------------------

# Of the instance with some rules taken away or moved, within one time limit.


Feasibility = Literal["a plan", "no plan", "not known", "refused"]
"""Proven both ways; or not known as time was up; or the changes contradict each other, so that nothing was asked."""
ChangeInstance = Callable[[Sequence[str]], Instance]
"""The instance with more changes, each as after `--set`, and checked as any instance is."""
NEAR = 1e-3
"""The relative gap of hints."""
PATIENCE = 3.0
"""How many times the longest question so far one may take whose answer only makes a repair smaller."""
ANY_PLAN = 0.99
"""A relative gap so wide that the first plan found ends a solve."""
REPAIR_GAP = 0.01
"""The relative gap to which the plan of a repair is solved: near enough to tell repairs apart by cost."""


class CheapestFound(NamedTuple):
    """What the best plan found costs, and what none costs less than; a year, or over all years."""

    objective_kr: float
    bound_kr: float | None


@dataclass
class Asking:
    """Answers each question once, by the `options` of a solve; their time limit is for all of them together.

    Once `interrupted` nothing more is asked, and what runs is stopped. `slowest` are the seconds of the question that
    took longest to answer.
    """

    changed: ChangeInstance
    options: SolverOptions
    interrupted: bool = False
    slowest: float = 1.0
    started: float = field(default_factory=time.monotonic)
    known: dict[frozenset[str], Feasibility] = field(default_factory=dict)
    plans: dict[frozenset[str], tuple[Route, ...]] = field(default_factory=dict)

    @property
    def asked(self) -> int:
        """How many questions were answered by a check or a solve."""
        return sum(answer != "not known" for answer in self.known.values())

    @property
    def remaining(self) -> float:
        """Seconds left, not below 0; none once interrupted."""
        left = self.options.time_limit_seconds - (time.monotonic() - self.started)
        return 0.0 if self.interrupted else max(0.0, left)

    def plan_with(self, changes: Sequence[str], *, patiently: bool = True) -> Feasibility:
        """Whether there is a plan with the changes; not asked much longer than any question before if impatient."""
        key = frozenset(changes)
        if (follows := self._known_answer(key)) is not None:
            return follows
        began = time.monotonic()
        answer = self._find_answer(key, self.remaining if patiently else self.patience)
        if answer != "not known":
            self.slowest = max(self.slowest, time.monotonic() - began)
        if answer != "not known" or patiently:
            self.known[key] = answer
        return answer

    @property
    def patience(self) -> float:
        """Seconds for what is not worth much more than what was asked before: near what is possible some are hard."""
        return min(self.remaining, PATIENCE * self.slowest)

    @property
    def all_known(self) -> bool:
        """True when nothing that was asked patiently is left open."""
        return "not known" not in self.known.values()

    def problem_with(self, changes: Sequence[str]) -> Decided:
        """The problem with the changes."""
        return build_problem(self.changed(sorted(changes)))

    def requirements(self, instance: Instance) -> tuple[Requirement, ...]:
        """All that rules require in the instance and a change can take away."""
        return requirements_of(instance)

    def write_changes(self, changes: Iterable[str]) -> tuple[str, ...]:
        """The changes as they stand after `--set`, to be pasted."""
        return tuple(changes)

    def cheapest_with(self, changes: Sequence[str]) -> CheapestFound | None:
        """What the best plan found with the changes costs, which is audited; None where there is none that is sound.

        What is known of them is begun from.
        """
        began = time.monotonic()
        problem = build_problem(self.changed(sorted(changes)))
        prepared = time.monotonic() - began
        work = self.stoppable_solve(problem, REPAIR_GAP, self.remaining)
        work.start_from(WarmStart(self.plans.get(frozenset(changes), ())))
        work.run_stages()
        result = finish_result(work, (), began=began, prepared=prepared)
        if not result.has_plan or result.breaches:
            return None
        return CheapestFound(result.figures.objective_kr, result.run.bound_kr)

    @property
    def effort(self) -> SolverLimits:
        """How hard to try with a model that only gives hints."""
        return SolverLimits(NEAR, self.patience, self.options.threads, self.options.seed)

    def has_room(self, problem: Decided) -> bool:
        """Whether a model of the problem that only gives hints fits in the memory allowed."""
        allowed_gb = self.options.memory_gb
        needed_gb = sum(estimate_memory_gb(one, alike_pools(one)) for one in problems_by_year(problem).values())
        return allowed_gb is None or needed_gb <= allowed_gb

    def should_stop(self, _objective: float, _bound: float) -> bool:
        """Whether to stop what runs."""
        return self.interrupted

    def _known_answer(self, key: frozenset[str]) -> Feasibility | None:
        """What is known already: every change takes away from what is asked, so more changes allow no less."""
        if self.known.get(key) == "refused":
            return "refused"
        if any(known == "a plan" and key >= fewer for fewer, known in self.known.items()):
            return "a plan"
        if any(known == "no plan" and key <= more for more, known in self.known.items()):
            return "no plan"
        return None

    def _find_answer(self, key: frozenset[str], seconds: float) -> Feasibility:
        if not seconds:
            return "not known"
        try:
            problem = self.problem_with(tuple(key))
        except InvalidInputError:
            return "refused"
        if conflicts_in(problem):
            return "no plan"
        try:
            return self._search_plan(problem, key, seconds)
        except InvalidInputError:  # too little memory: to be told where the instance itself does not fit
            if not key:
                raise
            return "not known"

    def _search_plan(self, problem: Any, key: frozenset[str], seconds: float) -> Feasibility:
        work = self.stoppable_solve(problem, ANY_PLAN, seconds)
        work.run_stages()
        if work.plan is not None:
            self.plans[key] = work.plan.routes
            return "a plan"
        return "no plan" if work.infeasible else "not known"

    def stoppable_solve(self, problem: Problem, gap: float, seconds: float) -> Solve:
        """A solve that is stopped with all else."""
        return Solve(problem, SolverOptions(gap=gap).laid_over(self.options), self.stoppable_monitor(seconds))

    def stoppable_monitor(self, seconds: float) -> ProgressMonitor:
        """A monitor of what is stopped with all else."""
        monitor = ProgressMonitor(seconds, lambda _: self._pass_on(monitor))
        return monitor

    def _pass_on(self, monitor: ProgressMonitor) -> None:
        monitor.interrupted = self.interrupted


# ---- What is decided over, in one year or in several ---------------------------------------------


def problems_of_rule(problem: Decided, rule: Requirement) -> tuple[Problem, ...]:
    """Return the problem of the year that a rule is of, or of each year where it is of all."""
    by_year = problems_by_year(problem)
    return tuple(one for year, one in by_year.items() if rule.is_of(year))


def conflicts_in(problem: Decided) -> list[ImpossibleRule]:
    """Return every rule that is seen to be impossible by itself in some year."""
    return [found for one in problems_by_year(problem).values() for found in find_conflicts(one)]


def closes_in(problem: Decided, rule: Requirement) -> bool:
    """Return whether the centre that a rule is about is closed in a year of the rule's."""
    return any(rule.about in one.closed for one in problems_of_rule(problem, rule))


# ---- Suspects -------------------------------------------------------------------------------------

# What the elastic model says of which rules are in conflict, and which could be changed instead.


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
    if not asking.has_room(open_problem):
        return Suspects(frozenset(), frozenset())
    rows = Rows(rules)
    paid = least_paid(wanted, open_problem, lambda row: any(rows.rules_of_row(row)), asking.effort, asking.should_stop)
    return Suspects(
        frozenset([*_of_rows(rows, paid.priced_rows), *_of_routes(wanted, opened, paid.priced_routes)]),
        frozenset([*_of_rows(rows, paid.broken_rows), *_of_routes(wanted, opened, paid.broken_routes)]),
    )


def _closes_centre(problem: Decided, rule: Requirement) -> bool:
    return rule.closes and closes_in(problem, rule)


class Rows:
    """The requirements that rows of the model are written for."""

    def __init__(self, requirements: Sequence[Requirement]) -> None:
        self.by_row: dict[tuple[str, str], list[Requirement]] = defaultdict(list)
        for one in requirements:
            for family in one.rows:
                self.by_row[family, one.about if one.of_centre else ""].append(one)

    def rules_of_row(self, row: ElasticRow) -> list[Requirement]:
        """Return those of a row; none where it is of the model's own making, or of a rule that must be kept."""
        whom = dict.fromkeys(("", *map(str, row.about)))
        found = (rule for about in whom for rule in self.by_row.get((row.family, about), ()))
        return [rule for rule in found if rule.is_of(row.year)]


def _of_rows(rows: Rows, found: Sequence[ElasticRow]) -> Iterator[Requirement]:
    return (rule for row in found for rule in rows.rules_of_row(row))


def _of_routes(problem: Decided, opened: Sequence[Requirement], routes: Sequence[YearRoute]) -> Iterator[Requirement]:
    """As few rules as refuse all of the routes: of several that refuse one, the one that refuses most others too.

    With a rule that closes a centre come the others that do.
    """
    refused = {rule: {route for route in routes if _refuses(problem, rule, route)} for rule in opened}
    while any(refused.values()):
        widest = max(refused, key=lambda rule: len(refused[rule]))
        yield from (rule for rule in opened if rule == widest or _close_together(rule, widest))
        covered = refused[widest]
        refused = {rule: left - covered for rule, left in refused.items()}


def _refuses(problem: Decided, rule: Requirement, at: YearRoute) -> bool:
    if not rule.is_of(at.year):
        return False
    instance = problems_by_year(problem)[at.year].instance
    return rule.refuses(instance, at.route) if rule.refuses else at.route.centre == rule.about


def _close_together(one: Requirement, other: Requirement) -> bool:
    return (one.about, one.year) == (other.about, other.year) and one.closes and other.closes


# ---- How far a rule can be met --------------------------------------------------------------------

# The first value to try, and one beyond which it is proven that no plan meets it.


def reachable_values(problem: Decided, rule: Requirement) -> Iterator[float]:
    """Return the value beyond which a rule is seen to be out of reach, in a problem that asks too much of it."""
    for one in problems_of_rule(problem, rule) if rule.reachable else ():
        yield from rule.reachable(one, partial(find_conflicts, one)) if rule.reachable else ()


def least_relaxation(asking: Asking, problem: Decided, rule: Requirement) -> Excess | None:
    """Return how far the rule must give way from its value in the problem, in its own unit; None where not told."""
    if rule.next_step is not None:
        return Excess(0.0, rule.next_step)
    unit, rows, by_year = rule.row_unit, Rows([rule]), problems_by_year(problem)
    if unit is None or conflicts_in(problem) or closes_in(problem, rule) or not asking.has_room(problem):
        return None

    def a_unit(row: ElasticRow) -> float:
        return unit(by_year[row.year].instance, row.about) if rows.rules_of_row(row) else 0.0

    return least_excess(problem, a_unit, asking.effort, asking.should_stop)


# ---- Deletion filter: the smallest sets of rules that no plan can meet together -------------------


FEW = 6
"""So many rules, most of them needed, are sooner tried one by one than in halves."""


@dataclass(frozen=True)
class Conflict:
    """Rules that no plan meets together, while without any one of them there is a plan.

    Not `proven` where time was up before each of them was seen to be needed: then one too many may be named.
    """

    rules: tuple[Requirement, ...]
    proven: bool

    @property
    def changeable(self) -> tuple[Requirement, ...]:
        """The rules that are changed first: wishes before the levels of forms, and these before the law."""
        first = min((TIERS.index(rule.tier) for rule in self.rules), default=0)
        return tuple(rule for rule in self.rules if TIERS.index(rule.tier) == first)


def deletion_filter(
    asking: Asking, rules: Sequence[Requirement], suspects: Suspects, taken_away: Collection[Requirement]
) -> Conflict:
    """A smallest conflict among `rules`, which together are known to allow no plan.

    Wishes are dropped first: those that are not suspected at once, then those that are, and last those that are
    broken where least is; in halves where one of them has a part in it all the same. Each rule that stays was seen
    alone to be needed. The rules `taken_away` ask nothing meanwhile.
    """
    found = _Filter(asking, dict.fromkeys(rules), list(taken_away))
    for tier in TIERS:
        for chunk in _chunks_to_drop([rule for rule in rules if rule.tier == tier], suspects):
            found.drop_chunk(chunk)
    return Conflict(tuple(found.kept), found.proven)


def _chunks_to_drop(rules: Sequence[Requirement], suspects: Suspects) -> Iterator[Sequence[Requirement]]:
    """What is dropped together; suspects by kind, and few that are broken one by one, as most of them are needed."""
    alike = sorted(rules, key=lambda rule: rule.kind)
    yield [rule for rule in alike if rule not in suspects.guilty | suspects.broken]
    guilty = [rule for rule in alike if rule in suspects.guilty - suspects.broken]
    yield from sorted((list(some) for _, some in groupby(guilty, key=lambda rule: rule.kind)), key=len, reverse=True)
    broken = [rule for rule in alike if rule in suspects.broken]
    yield from ([rule] for rule in broken) if len(broken) <= FEW else [broken]


@dataclass
class _Filter:
    """What is kept so far, in order; together it allows no plan."""

    asking: Asking
    kept: dict[Requirement, None]
    dropped: list[Requirement]
    proven: bool = True

    def drop_chunk(self, chunk: Sequence[Requirement]) -> None:
        """Drop what of a chunk of rules is not needed."""
        if not chunk:
            return
        answer = self.asking.plan_with([rule.dropped for rule in (*self.dropped, *chunk)])
        if answer == "no plan":
            self.dropped += chunk
            self.kept = {rule: None for rule in self.kept if rule not in chunk}
        elif len(chunk) == 1:
            self.proven &= answer == "a plan"
        else:
            half = len(chunk) // 2
            self.drop_chunk(chunk[:half])
            self.drop_chunk(chunk[half:])
