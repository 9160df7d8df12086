"""Deletion filter: the smallest sets of rules that no plan can meet together."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from optimiser.diagnosis.asking import Asking
from optimiser.diagnosis.rules import TIERS, Rule


@dataclass(frozen=True)
class Conflict:
    """Rules that no plan meets together, while without any one of them there is a plan.

    Not `proven` where time was up before each of them was seen to be needed: then one too many may be named.
    """

    rules: tuple[Rule, ...]
    proven: bool

    @property
    def changeable(self) -> tuple[Rule, ...]:
        """The rules that are changed first: wishes before the levels of forms, and these before the law."""
        first = min((TIERS.index(rule.tier) for rule in self.rules), default=0)
        return tuple(rule for rule in self.rules if TIERS.index(rule.tier) == first)


def smallest(asking: Asking, rules: Sequence[Rule], taken_away: Collection[Rule]) -> Conflict:
    """A smallest conflict among `rules`, which together are known to allow no plan; the first are dropped first.

    Rules are dropped in halves, as most have no part in it; each that stays was seen alone to be needed. The rules
    `taken_away` ask nothing meanwhile.
    """
    found = _Filter(asking, dict.fromkeys(rules), list(taken_away))
    for chunk in _by_tier(rules):
        found.drop(chunk)
    return Conflict(tuple(found.kept), found.proven)


def _by_tier(rules: Sequence[Rule]) -> Iterable[Sequence[Rule]]:
    return ([rule for rule in rules if rule.tier == tier] for tier in TIERS)


@dataclass
class _Filter:
    """What is kept so far, in order; together it allows no plan."""

    asking: Asking
    kept: dict[Rule, None]
    dropped: list[Rule]
    proven: bool = True

    def drop(self, chunk: Sequence[Rule]) -> None:
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
            self.drop(chunk[:half])
            self.drop(chunk[half:])
