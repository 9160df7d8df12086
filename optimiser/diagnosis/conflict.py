"""Deletion filter: the smallest sets of rules that no plan can meet together."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from optimiser.diagnosis.asking import Asking
from optimiser.diagnosis.suspects import Suspects
from optimiser.rules.rule import TIERS, Requirement

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
