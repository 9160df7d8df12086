"""What would repair a conflict: the fewest rules to change, each by the least that is enough, or who joins."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, cos, floor, hypot, inf, isfinite, log10, radians

from optimiser.data.instance import Instance
from optimiser.data.rows import Membership, Municipality
from optimiser.diagnosis.feasibility import Asking, Feasibility, find_suspects, least_relaxation, reachable_values
from optimiser.planning.problem import Problem
from optimiser.rules.rule import Requirement
from optimiser.solver.elastic import Excess

# ---- Joining --------------------------------------------------------------------------------------

# Municipalities of neighbouring groups that would bring a shared centre to its minimum volume.


MOST_JOINING = 3
"""More municipalities than these are no neighbours who join but another structure."""


@dataclass(frozen=True)
class Join:
    """Members of other groups that leave them for the centre a rule asks a minimum of; together they bring `contacts`.

    A year, as far as they may be shared.
    """

    rule: Requirement
    members: tuple[Membership, ...]
    contacts: float

    @property
    def changes(self) -> tuple[str, ...]:
        """As after `--set`."""
        return tuple(
            f"structures.{row.structure}/{row.municipality}/{row.group}.group={self.rule.about}" for row in self.members
        )


def nearest_joiners(problem: Problem, rule: Requirement) -> Join | None:
    """The nearest municipalities that bring what a shared centre lacks, each needed; None where there are no few.

    The problem is one in which the rule closes the centre.
    """
    short, near = problem.closed.get(rule.about), list(_nearest_first(problem.instance, rule.about))
    if short is None or not rule.may_be_joined or not near:
        return None
    lacks, brings = short.needs - short.reaches, {row: _volume_brought(problem, row) for row in near}
    chosen: list[Membership] = []
    for row in near[:MOST_JOINING]:
        if sum(brings[one] for one in chosen) < lacks:
            chosen.append(row)
    needed = _needed_memberships(chosen, brings, lacks)
    contacts = sum(brings[row] for row in needed)
    return Join(rule, needed, contacts) if contacts >= lacks else None


def _needed_memberships(
    chosen: list[Membership], brings: Mapping[Membership, float], lacks: float
) -> tuple[Membership, ...]:
    """Without those whose leaving still lets the others bring enough, the nearest tried first."""
    for row in tuple(chosen):
        others = [other for other in chosen if other != row]
        if sum(brings[other] for other in others) >= lacks:
            chosen = others
    return tuple(chosen)


def _volume_brought(problem: Problem, row: Membership) -> float:
    """What the municipality may share in the group it is in."""
    routes = (route for route in problem.routes if route.municipality == row.municipality)
    return sum(problem.pooled_volume(route) for route in routes if route.centre == row.group)


def _nearest_first(instance: Instance, centre: str) -> Iterator[Membership]:
    """The members of other groups by their distance from the nearest of the centre's own."""
    rows = [row for row in instance.tables.structures if row.structure == instance.settings.structure]
    inside = {row.municipality for row in rows if row.group == centre}
    places = [instance.municipalities[code] for code in inside]
    others = (row for row in rows if row.municipality not in inside)
    return iter(sorted(others, key=lambda row: _distance_to_nearest(instance.municipalities[row.municipality], places)))


def _distance_to_nearest(one: Municipality, others: Iterable[Municipality]) -> float:
    """Degrees of latitude to the nearest of the others; infinite where it is not known where they lie."""
    return min((_distance_between(one, other) for other in others), default=inf)


def _distance_between(one: Municipality, other: Municipality) -> float:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return inf
    return hypot(one.lat - other.lat, (one.lon - other.lon) * cos(radians(one.lat)))


# ---- Repairs --------------------------------------------------------------------------------------

# The fewest rules to change, each by the least that is enough, and a plan that shows it.


STEPS = 2
"""A value is found to so many digits of the stretch in which it lies."""
TRIFLE = 1e-4
"""A part of a step that does not count."""
FURTHER = (0.0, 0.25, 1.0, 4.0)
"""How far beyond what the model shows a value is tried, as parts of that stretch: right beyond it some are hard."""
DOUBLINGS = 60
"""How often a value is doubled in search of one that is high enough."""


@dataclass(frozen=True)
class Move:
    """A rule given another value, or taken away where `value` is None.

    `short` is the value nearest to it that is proven not to be enough; None where nothing nearer to what is asked
    can be. Not `nearest` where time was up before that was known.
    """

    rule: Requirement
    value: float | None
    short: float | None = None
    nearest: bool = True

    @property
    def change(self) -> str:
        """As after `--set`."""
        return self.rule.dropped if self.value is None else self.rule.moved(self.value)

    @property
    def changes(self) -> tuple[str, ...]:
        """All that is changed."""
        return (self.change,)


def find_repairs(
    asking: Asking, changeable: Sequence[Requirement], others: Sequence[Requirement]
) -> Iterator[tuple[Move, ...]]:
    """For each rule that can be changed a smallest set with it whose change allows a plan; each set once.

    All of them taken away allow a plan. What is let stand first decides which set is found, so it is tried both ways
    round; and where a rule is only of use together with some of the `others`, these are changed too.
    """
    seen: set[frozenset[Requirement]] = set()
    for rule in changeable:
        chosen = next((chosen for chosen in _sets_with(asking, rule, changeable, others) if rule in chosen), [])
        if chosen and frozenset(chosen) not in seen:
            seen.add(frozenset(chosen))
            yield _least_moves(asking, chosen)


def _sets_with(
    asking: Asking, rule: Requirement, changeable: Sequence[Requirement], others: Sequence[Requirement]
) -> Iterator[Sequence[Requirement]]:
    rest = [[other] for other in changeable if other != rule]
    yield _fewest_changes(asking, rest, rule)
    yield _fewest_changes(asking, rest[::-1], rule)
    broken = find_suspects(asking, others, [rule]).broken
    besides = [other for other in others if other in broken]
    yield _fewest_changes(asking, [*rest, besides], rule)


def _fewest_changes(asking: Asking, chunks: Sequence[Sequence[Requirement]], wanted: Requirement) -> list[Requirement]:
    """What is left to change when all that can stand do: chunk by chunk, the wanted rule last."""
    chosen = [*(rule for chunk in chunks for rule in chunk), wanted]
    for chunk in (*chunks, [wanted]):
        chosen = _chosen_without(asking, chosen, chunk)
    return chosen


def _chosen_without(asking: Asking, chosen: list[Requirement], chunk: Sequence[Requirement]) -> list[Requirement]:
    """The chosen rules without those of a chunk that need not be changed; halved until that is known of each."""
    rest = [rule for rule in chosen if rule not in chunk]
    if not chunk or asking.plan_with([rule.dropped for rule in rest]) == "a plan":
        return rest
    if len(chunk) == 1:
        return chosen
    half = len(chunk) // 2
    return _chosen_without(asking, _chosen_without(asking, chosen, chunk[:half]), chunk[half:])


def _least_moves(asking: Asking, chosen: Sequence[Requirement]) -> tuple[Move, ...]:
    """Each rule in turn given the value nearest to its own that is enough, where there is something between."""
    moves = {rule: Move(rule, None) for rule in chosen}
    for rule in chosen:
        if rule.far is not None:
            others = [move.change for move in moves.values() if move.rule != rule]
            moves[rule] = _nearest_value(asking, rule, rule.far, others)
    return tuple(moves.values())


def _nearest_value(asking: Asking, rule: Requirement, far: float, others: Sequence[str]) -> Move:
    """The value that is enough and nearest to the rule's own.

    What is seen or shown to be the most possible is tried first; from there on it is sought by halving.
    """
    search = _ValueSearch(asking, rule, far, others, float(str(rule.value)))
    problem = asking.problem_with(others)
    for value in reachable_values(problem, rule):
        answer = search.answer_at(value)
        if answer == "a plan":
            return Move(rule, value)
        search.known = answer != "not known"
        search.short = value if search.known else search.short
        problem = asking.problem_with([*others, rule.moved(value)])
    least = least_relaxation(asking, problem, rule)
    enough = search.from_far() if least is None else search.from_near(least)
    return Move(rule, None) if enough is None else search.halve_range(enough)


@dataclass
class _ValueSearch:
    """A search for the value of a rule, while the others are changed as they are.

    `short` is proven not to be enough. No longer `known` once a question was left open: then what lies between is.
    """

    asking: Asking
    rule: Requirement
    far: float
    others: Sequence[str]
    short: float
    known: bool = True

    @property
    def way(self) -> int:
        """The direction in which the rule gives way."""
        return 1 if self.far > self.short else -1

    def answer_at(self, value: float) -> Feasibility:
        """Whether there is a plan with the value."""
        return self.asking.plan_with([*self.others, self.rule.moved(value)], patiently=False)

    def step_at(self, value: float) -> float:
        """How finely a value is sought."""
        step = 10.0 ** (floor(log10(abs(value - float(str(self.rule.value))))) - STEPS)
        return max(1.0, step) if self.rule.is_whole else step

    def from_far(self) -> float | None:
        """A value that is enough: where nothing is asked, or one that is high enough; none where none is found."""
        if isfinite(self.far):
            return self.far
        tried = (self.short + max(1.0, self.short) * 2.0**power for power in range(DOUBLINGS))
        return next((value for value in tried if self.asking.remaining and self.answer_at(value) == "a plan"), None)

    def from_near(self, least: Excess) -> float | None:
        """A value that is enough, from the one that the model shows to be the nearest; further and further away."""
        base, guess = self.short, self.short + self.way * least.found
        step = self.step_at(guess if guess != base else base + 1.0)
        shown = self._next_on_grid(base + self.way * least.low, step, -self.way)
        self.short = max((base, shown), key=lambda value: self.way * value)
        for part in FURTHER:
            value = self._next_on_grid(guess + part * (guess - base), step, self.way)
            if self.way * (value - self.far) >= 0 or not self.asking.remaining:
                break
            answer = self.answer_at(value)
            if answer == "a plan":
                return value
            self.known &= answer != "not known"
            if self.known:
                self.short = value
        return self.from_far()

    def _next_on_grid(self, value: float, step: float, toward: int) -> float:
        """The next value of so many digits in a direction; a trifle less far is as good, as solvers round."""
        count = (ceil if toward > 0 else floor)(value / step - self.way * TRIFLE)
        return round(count * step, _decimals_of_step(step))

    def halve_range(self, enough: float) -> Move:
        """The value nearest to the rule's own, to a step, from one that is enough."""
        step = self.step_at(enough)
        while self.known and abs(enough - self.short) > step * (1 + TRIFLE):
            middle = round(round((enough + self.short) / 2 / step) * step, _decimals_of_step(step))
            if middle in (enough, self.short):
                break
            answer = self.answer_at(middle)
            self.known = answer != "not known"
            if answer == "a plan":
                enough = middle
            elif self.known:
                self.short = middle
        return Move(self.rule, enough, self.short, self.known)


def _decimals_of_step(step: float) -> int:
    return max(0, -floor(log10(step)))
