"""Repairs: the fewest rules to change, each by the least that is enough, and a plan that shows it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor, isfinite, log10

from optimiser.data.parameters import is_whole
from optimiser.diagnosis.asking import Asking
from optimiser.diagnosis.hints import reachable
from optimiser.diagnosis.rules import Rule

STEPS = 3
"""A value is found to so many digits of the stretch in which it lies."""
DOUBLINGS = 60
"""How often a value is doubled in search of one that is high enough."""


@dataclass(frozen=True)
class Move:
    """A rule given another value, or taken away where `value` is None.

    `short` is the value nearest to it that is proven not to be enough; None where nothing nearer to what is asked
    can be. Not `nearest` where time was up before that was known.
    """

    rule: Rule
    value: float | None
    short: float | None = None
    nearest: bool = True

    @property
    def change(self) -> str:
        """As after `--set`."""
        return self.rule.dropped if self.value is None else self.rule.moved(self.value)


def repairs(asking: Asking, changeable: Sequence[Rule], others: Sequence[Rule]) -> Iterator[tuple[Move, ...]]:
    """For each rule that can be changed a smallest set with it whose change allows a plan; each set once.

    All of them taken away allow a plan. What is let stand first decides which set is found, so it is tried both ways
    round; and where a rule is only of use together with some of the `others`, these are changed too.
    """
    seen: set[frozenset[Rule]] = set()
    for rule in changeable:
        rest = [[other] for other in changeable if other != rule]
        tries = (_fewest(asking, chunks, rule) for chunks in (rest, rest[::-1], [*rest, others], [*rest[::-1], others]))
        chosen = next((chosen for chosen in tries if rule in chosen), [])
        if chosen and frozenset(chosen) not in seen:
            seen.add(frozenset(chosen))
            yield _least(asking, chosen)


def _fewest(asking: Asking, chunks: Sequence[Sequence[Rule]], wanted: Rule) -> list[Rule]:
    """What is left to change when all that can stand do: chunk by chunk, the wanted rule last."""
    chosen = [*(rule for chunk in chunks for rule in chunk), wanted]
    for chunk in (*chunks, [wanted]):
        chosen = _without(asking, chosen, chunk)
    return chosen


def _without(asking: Asking, chosen: list[Rule], chunk: Sequence[Rule]) -> list[Rule]:
    """The chosen rules without those of a chunk that need not be changed; halved until that is known of each."""
    rest = [rule for rule in chosen if rule not in chunk]
    if not chunk or asking.plan_with([rule.dropped for rule in rest]) == "a plan":
        return rest
    if len(chunk) == 1:
        return chosen
    half = len(chunk) // 2
    return _without(asking, _without(asking, chosen, chunk[:half]), chunk[half:])


def _least(asking: Asking, chosen: Sequence[Rule]) -> tuple[Move, ...]:
    """Each rule in turn given the value nearest to its own that is enough, where there is something between."""
    moves = {rule: Move(rule, None) for rule in chosen}
    for rule in chosen:
        if rule.far is not None:
            others = [move.change for move in moves.values() if move.rule != rule]
            moves[rule] = _nearest(asking, rule, rule.far, others)
    return tuple(moves.values())


def _nearest(asking: Asking, rule: Rule, far: float, others: Sequence[str]) -> Move:
    """The value that is enough and nearest to the rule's own: what is seen to be the most possible, else by halving."""
    search = _Search(asking, rule, others)
    for value in reachable(asking.problem_with(others), rule):
        if search.enough(value):
            return Move(rule, value)
    enough = far if isfinite(far) else search.doubled()
    return Move(rule, None) if enough is None else search.halved(enough)


@dataclass
class _Search:
    """A search for the value of a rule, while the others are changed as they are."""

    asking: Asking
    rule: Rule
    others: Sequence[str]

    @property
    def own(self) -> float:
        """The value of the rule in the instance, which is not enough."""
        return float(str(self.rule.value))

    def enough(self, value: float) -> bool:
        """True when there is a plan with the value."""
        return self.asking.plan_with([*self.others, self.rule.moved(value)]) == "a plan"

    def doubled(self) -> float | None:
        """A value that is high enough, none where none is found."""
        tried = (self.own + max(1.0, self.own) * 2.0**power for power in range(DOUBLINGS))
        return next((value for value in tried if self.asking.remaining and self.enough(value)), None)

    def halved(self, enough: float) -> Move:
        """The value nearest to the rule's own, to a step, from one that is enough."""
        stretch = abs(enough - self.own)
        step = 10.0 ** (floor(log10(stretch)) - STEPS)
        step = max(1.0, step) if is_whole(self.rule.parameter) else step
        short, decimals, known = self.own, max(0, -floor(log10(step))), True
        while known and abs(enough - short) > step * (1 + 1e-6):
            middle = round(round((enough + short) / 2 / step) * step, decimals)
            if middle in (enough, short):
                break
            answer = self.asking.plan_with([*self.others, self.rule.moved(middle)])
            known = answer != "not known"
            short, enough = (short, middle) if answer == "a plan" else (middle, enough)
        return Move(self.rule, enough, short, known)
