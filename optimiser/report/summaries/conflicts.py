"""What the checks that need no solver see to be impossible, in sentences."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from optimiser.data.run_record import ConflictRecord
from optimiser.data.settings import Language
from optimiser.report.localizer import Localizer, rule_words
from optimiser.rules.rule import COUNTRY

NAMED_IN_CONFLICTS = 4
"""Names told of a long list."""
SHARES = ("share", "asked")
"""Figures of conflicts that are shares."""


@dataclass(frozen=True)
class ConflictSummary(Localizer):
    """Tells conflicts, as run.json holds them, in one language."""

    language: Language

    def tell_sentences(self, conflicts: Iterable[ConflictRecord]) -> Iterator[str]:
        """The rule and whom it is about, then under it why it cannot be met."""
        for conflict in conflicts:
            about = self.say("the country") if conflict.about == COUNTRY else conflict.about
            yield f"  {rule_words(self, conflict.rule)} [{about}]"
            yield f"      {self.say(_tell_why(conflict), about=about, **self._tell_figure(conflict.figures))}"

    def _tell_figure(self, figures: Mapping[str, object]) -> dict[str, object]:
        """Figures of a conflict as people read them: shares in percent, long lists cut short."""
        told: dict[str, object] = {}
        for name, value in figures.items():
            if name == "rules":
                told[name] = ", ".join(rule_words(self, rule) for rule in str(value).split(", "))
            elif isinstance(value, list):
                told[name], told["count"] = self.join_some(value, NAMED_IN_CONFLICTS), len(value)
            elif isinstance(value, float):
                told[name] = (
                    self.numbers.percent(value)
                    if name in SHARES
                    else self.numbers.plain(value, _decimals_needed(value))
                )
            else:
                told[name] = value
        return told


def _tell_why(conflict: ConflictRecord) -> str:
    """The sentence; of a centre that a group shares, one that counts the group."""
    members = conflict.figures.get("members")
    if not members:
        return conflict.why
    return "too little volume of one" if members == 1 else "too little volume of many"


def _decimals_needed(value: float) -> int:
    return 0 if abs(value) >= 1000 else 3
