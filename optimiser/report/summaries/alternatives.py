"""Plans near the best, in sentences that a board understands and as a table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from optimiser.alternatives.near_optimal import NearOptimal, plan_rows, settled_rows, shared_centres
from optimiser.data.settings import Language
from optimiser.planning.assignment import LEAST_SHARE
from optimiser.report.localizer import Localizer

ENDINGS = {
    "found": "near ended found",
    "none": "near ended none",
    "unproven": "near ended unproven",
    "time": "near ended time",
    "interrupted": "near ended interrupted",
    "breached": "near ended breached",
}
STAR, DAGGER = "*", "†"
NAMED = 6
"""Municipalities named of those open to negotiation."""


@dataclass(frozen=True)
class NearSummary(Localizer):
    """Tells plans near the best in one language."""

    near: NearOptimal
    language: Language

    @cached_property
    def plans(self) -> list[dict[str, Any]]:
        """The plans; a row is a plan, the best first."""
        return plan_rows(self.near)

    @cached_property
    def municipalities(self) -> list[dict[str, Any]]:
        """A row is a municipality."""
        return settled_rows(self.near)

    @property
    def within(self) -> str:
        """How near, in percent."""
        return self.numbers.gap(self.near.within)

    def tell_found(self) -> str:
        """How many plans there are."""
        count = len(self.near.alternatives)
        name = "near found one" if count == 1 else "near found" if count else "near found none"
        return self.say(name, count=count, within=self.within)

    def tell_ending(self) -> str:
        """Why the search ended, and what is proven by it."""
        name, count = ENDINGS[self.near.ending], len(self.near.alternatives)
        if (name, count) == ("near ended found", 1):
            name = "near ended found one"
        limit = self.time_limit(self.near.best.run.options.time_limit_seconds)
        return self.say(name, count=count, within=self.within, limit=limit)

    def tell_notes(self) -> Iterator[str]:
        """What the columns and signs of the table mean, and which shared centres are open."""
        others = self.plans[1:]
        if others:
            yield self.say("near columns")
        if not all(row["dearer_proven"] for row in others):
            yield self.say("near star")
        if any(row["status"] != "optimal" for row in others):
            yield self.say("near dagger")
        yield self.say("rounded")
        if others:
            yield self._tell_centres()
        if others and len(set(self.near.same.values())) < len(self.near.same):
            yield self.say("near alike")

    def tell_settled(self) -> Iterator[str]:
        """How many municipalities are the same in all plans, how many vary and which; nothing for the best alone."""
        if self.near.alternatives:
            same = sum(row["settled"] for row in self.municipalities)
            vary = len(self.municipalities) - same
            yield self.say(
                "near settled",
                same=self.say("near same one" if same == 1 else "near same", count=same, plans=self.all_plans()),
                vary=self.say("near vary one" if vary == 1 else "near vary", count=vary),
            )
            if vary:
                yield self.say("near open", names=self._name_open())
            yield self.say("near honest")

    def tell_definition(self) -> str:
        """What makes another plan."""
        return self.say("near defined", share=self.numbers.gap(LEAST_SHARE))

    def all_plans(self) -> str:
        """All plans, counted."""
        count = len(self.near.plans)
        return self.say("near both plans") if count == 2 else self.say("near all plans", count=count)

    def plan_name(self, number: int) -> str:
        """What a plan is called in a table."""
        return str(number) if number else self.say("near the best")

    def write_forms(self, row: Mapping[Any, Any]) -> str:
        """The forms and shared centres that a row of `municipalities` names."""
        named = [self.say(form) for form in str(row["forms"]).split()]
        return ", ".join([*named, *filter(None, str(row["shared_centres"]).split("; "))])

    def open_rows(self) -> list[dict[str, Any]]:
        """The municipalities that are open to negotiation, those with most contacts first."""
        rows = (row for row in self.municipalities if not row["settled"])
        return sorted(rows, key=lambda row: -row["contacts"])

    def _tell_centres(self) -> str:
        """Which shared centres are open: told once where it is the same in all plans."""
        by_centres: dict[tuple[str, ...], list[int]] = {}
        for number in range(len(self.near.plans)):
            by_centres.setdefault(tuple(sorted(shared_centres(self.near, number))), []).append(number)
        if len(by_centres) == 1:
            (centres,) = by_centres
            return (
                self.say("near same centres", centres=self.join_list(centres))
                if centres
                else self.say("near no centres")
            )
        told = [self._centres_of(numbers, centres) for centres, numbers in by_centres.items()]
        return self.say("near centres", plans="; ".join(told))

    def _centres_of(self, numbers: list[int], centres: tuple[str, ...]) -> str:
        names = [self.say("near numbered", number=one) if one else self.say("near best plan") for one in numbers]
        listed = self.join_list(centres) if centres else self.say("near none")
        return self.say("near centres of", plans=self.join_list(names), centres=listed)

    def _name_open(self) -> str:
        names = [str(row["name"]) for row in self.open_rows()]
        return self.join_list(names) if len(names) <= NAMED else self.join_some(names, NAMED)
