"""The diagnosis: conflict after conflict until what is left allows a plan, then what would repair them all."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from optimiser.data.checking_rows import solver_options
from optimiser.data.instance import Instance
from optimiser.data.settings import SolverOptions
from optimiser.diagnosis.feasibility import Asking, Conflict, Feasibility, deletion_filter, find_suspects
from optimiser.diagnosis.over_years import AskingOverYears
from optimiser.diagnosis.repair import Join, Move, find_repairs, nearest_joiners
from optimiser.planning.problem import Problem
from optimiser.rules.registry import find_conflicts as seen_in
from optimiser.rules.rule import TIERS, Requirement
from optimiser.rules.rule import ImpossibleRule as Seen
from optimiser.solver.elastic import problems_by_year
from optimiser.solver.monitor import relative_gap, stop_on_interrupt


@dataclass(frozen=True)
class FoundConflict:
    """A conflict, and what the checks that need no solver say of it alone; nothing where they see nothing."""

    conflict: Conflict
    seen: tuple[Seen, ...]


@dataclass(frozen=True)
class Repair:
    """Changes that together allow a plan: one was found with them, and it passed the independent check.

    `changes` are they as after `--set`. It costs `objective_kr` a year, or over all years of a path, and with these
    changes no plan costs less than `bound_kr`.
    """

    moves: tuple[Move | Join, ...]
    changes: tuple[str, ...]
    objective_kr: float
    bound_kr: float | None

    @property
    def gap(self) -> float | None:
        """(cost - bound) / cost."""
        return relative_gap(self.objective_kr, self.bound_kr)


@dataclass(frozen=True)
class Diagnosis:
    """Whether the instance has a plan; if it is proven to have none, the conflicts and the repairs, the cheapest first.

    `complete` where all that was looked for was found or ruled out in time, `interrupted` where Ctrl-C ended it before;
    `asked` counts the checks and solves.
    """

    instance: Instance
    answer: Feasibility
    found: tuple[FoundConflict, ...]
    repairs: tuple[Repair, ...]
    complete: bool
    interrupted: bool
    asked: int
    seconds: float
    limit_seconds: float


def diagnose(instance: Instance, options: SolverOptions | None = None, **asked: float | None) -> Diagnosis:
    """Find out why an instance has no plan, and what would give it one.

    Ctrl-C ends it with what is proven so far.

    Parameters
    ----------
    instance
        The instance, which is left as it is. One with the table years is diagnosed over all its years together.
    options
        Of these all but the gap, which is the diagnosis's own, as it asks only whether there is a plan; the instance's
        own where they are not set. The time limit is for all of it.
    **asked
        Single options by their names in `SolverOptions`, instead of those of `options`: `time_limit_seconds=60`.

    Returns
    -------
    Diagnosis
        Irreducible conflicts of rules, and repairs, the cheapest first; none of either where there is a plan.

    Raises
    ------
    SolverError
        The solver failed in a way that proves nothing.
    InvalidInputError
        An option is out of range, there is none of its name, or the memory allowed is too little for any model.
    """

    def changed(more: Sequence[str]) -> Instance:
        return instance.with_changes(dict(change.split("=", 1) for change in more))

    chosen = solver_options(options, **asked).laid_over(instance.settings.solver)
    asking = AskingOverYears(changed, chosen, instance) if instance.is_roadmap else Asking(changed, chosen)
    with stop_on_interrupt(asking):
        answer, found, repaired, complete = _diagnose_instance(asking, instance)
    return Diagnosis(
        instance,
        answer,
        found,
        repaired,
        complete,
        interrupted=asking.interrupted,
        asked=asking.asked,
        seconds=time.monotonic() - asking.started,
        limit_seconds=chosen.time_limit_seconds,
    )


def _diagnose_instance(
    asking: Asking, instance: Instance
) -> tuple[Feasibility, tuple[FoundConflict, ...], tuple[Repair, ...], bool]:
    answer = asking.plan_with(())
    if answer != "no plan":
        return answer, (), (), answer == "a plan"
    rules = asking.requirements(instance)
    found = tuple(FoundConflict(one, _seen_of_conflict(asking, rules, one)) for one in _list_conflicts(asking, rules))
    return answer, found, *_verified_repairs(asking, rules, [one.conflict for one in found])


def _list_conflicts(asking: Asking, rules: Sequence[Requirement]) -> list[Conflict]:
    """Conflicts, each with what can be changed in those before it taken away, until there is a plan or no time."""
    found: list[Conflict] = []
    taken: list[Requirement] = []
    while asking.plan_with([rule.dropped for rule in taken]) == "no plan":
        left = [rule for rule in rules if rule not in taken]
        wishes = [rule for rule in left if rule.tier == TIERS[0]]
        conflict = deletion_filter(asking, left, find_suspects(asking, wishes, taken), taken)
        found.append(conflict)
        taken += conflict.changeable
        if not conflict.rules:
            break
    return found


def _seen_of_conflict(asking: Asking, rules: Sequence[Requirement], conflict: Conflict) -> tuple[Seen, ...]:
    """What is seen of a conflict when no other rule that could be changed as well stands in the way."""
    deepest = max((TIERS.index(rule.tier) for rule in conflict.changeable), default=0)
    others = [rule.dropped for rule in rules if rule not in conflict.rules and TIERS.index(rule.tier) <= deepest]
    problem, years = asking.problem_with(others), {rule.year for rule in conflict.rules}
    told_of = problems_by_year(problem).items()  # of several years it would not be told in which it is seen
    return tuple(seen for year, one in told_of if len(told_of) == 1 or years == {year} for seen in seen_in(one))


def _verified_repairs(
    asking: Asking, rules: Sequence[Requirement], conflicts: Sequence[Conflict]
) -> tuple[tuple[Repair, ...], bool]:
    """The repairs that were verified, the cheapest first; and whether nothing was left open."""
    changeable = list(dict.fromkeys(rule for conflict in conflicts for rule in conflict.changeable))
    known = asking.plan_with([rule.dropped for rule in changeable])
    if known != "a plan" or not changeable:
        return (), asking.all_known
    others = [rule for rule in rules if rule.tier == TIERS[0] and rule not in changeable]
    tried = [_verify_repair(asking, moves) for moves in _with_joins(asking, find_repairs(asking, changeable, others))]
    verified = sorted((one for one in tried if one is not None), key=lambda one: one.objective_kr)
    return tuple(verified), asking.remaining > 0 and asking.all_known


def _with_joins(asking: Asking, found: Iterable[tuple[Move, ...]]) -> Iterator[tuple[Move | Join, ...]]:
    """The repairs, and each in which a minimum volume is lowered also with neighbours that join instead."""
    for moves in found:
        yield moves
        for move in moves:
            if move.rule.may_be_joined and asking.remaining:
                others = [other for other in moves if other != move]
                problem = asking.problem_with(_changes_of_moves(others))
                join = nearest_joiners(problem, move.rule) if isinstance(problem, Problem) else None
                if join is not None:
                    yield (*others, join)


def _changes_of_moves(moves: Iterable[Move | Join]) -> tuple[str, ...]:
    return tuple(change for move in moves for change in move.changes)


def _verify_repair(asking: Asking, moves: tuple[Move | Join, ...]) -> Repair | None:
    """The repair with the cost of a plan, which the independent check found sound; None where there is none."""
    if not asking.remaining:
        return None
    changes = _changes_of_moves(moves)
    found = asking.cheapest_with(changes)
    return None if found is None else Repair(moves, asking.write_changes(changes), found.objective_kr, found.bound_kr)


TOLD = ("name", "about", "kind", "parameter", "value", "off", "tier", "year", "figures")
"""What is recorded of a rule; the rest is for the search for a repair alone."""


def _rule_record(rule: Requirement) -> dict[str, object]:
    return {name: getattr(rule, name) for name in TOLD}


def _move_record(move: Move | Join) -> dict[str, object]:
    if isinstance(move, Join):
        members = [row.municipality for row in move.members]
        return {"parameter": move.rule.parameter, "joining": members, "contacts": move.contacts}
    figures = {"from": move.rule.value, "to": move.value, "short": move.short, "nearest": move.nearest}
    return {"parameter": move.rule.parameter, "year": move.rule.year, **figures}


def as_record(diagnosis: Diagnosis) -> dict[str, object]:
    """All of a diagnosis as plain values, as `--json` prints it."""
    return {
        "instance": diagnosis.instance.settings.name,
        "system": diagnosis.instance.system,
        "sha256": diagnosis.instance.sha256,
        "changes": list(diagnosis.instance.changes),
        "years": list(diagnosis.instance.years) if diagnosis.instance.is_roadmap else None,
        "answer": diagnosis.answer,
        "complete": diagnosis.complete,
        "interrupted": diagnosis.interrupted,
        "conflicts": [
            {
                "proven": one.conflict.proven,
                "rules": [_rule_record(rule) for rule in one.conflict.rules],
                "seen": [asdict(seen) for seen in one.seen],
            }
            for one in diagnosis.found
        ],
        "repairs": [
            {
                "changes": list(repair.changes),
                "moves": [_move_record(move) for move in repair.moves],
                "objective_kr": repair.objective_kr,
                "bound_kr": repair.bound_kr,
                "gap": repair.gap,
            }
            for repair in diagnosis.repairs
        ],
        "asked": diagnosis.asked,
        "seconds": diagnosis.seconds,
        "limit_seconds": diagnosis.limit_seconds,
    }
