"""What the difference between two plans comes to, in sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import fsum
from typing import Any

from optimiser.comparison.base import is_apart
from optimiser.comparison.plan_difference import PlanDifference
from optimiser.data.settings import Language
from optimiser.data.tolerances import A_KRONE
from optimiser.report.localizer import (
    TERM_NAMES,
    Localizer,
    apart_kr,
    counted,
    net_gain_kr,
)
from optimiser.report.parameters import ParameterWords, words_of_inputs
from optimiser.report.summaries.volumes import differs, tell_saved
from optimiser.report.tables.differences import MONEY_DECIMALS, shown_terms
from optimiser.report.tables.table import CHANGE

CHANGES_OF_CENTRES = {
    "opens": ("difference opens", "brief opens"),
    "closes": ("difference closes", "brief closes"),
    "begins": ("difference begins", "brief begins"),
    "stops": ("difference stops", "brief stops"),
}
"""What is said of what centres do: in a sentence, and in a clause."""
MOST_IN_CLAUSE = 3
"""Centres that are named where many plans are told of."""
LARGEST_TERMS = 2
MOST_NAMED = 5
"""Centres, inputs and municipalities that are named; of others it is told how many there are."""


@dataclass(frozen=True)
class DifferenceSummary(Localizer):
    """Tells a difference in one language."""

    difference: PlanDifference
    language: Language

    @property
    def before(self) -> str:
        """What the first plan is called."""
        return self.difference.names[0]

    @property
    def after(self) -> str:
        """What the second plan is called."""
        return self.difference.names[1]

    @cached_property
    def words(self) -> ParameterWords:
        """What tells the figures that differ."""
        return words_of_inputs(self.language, self.difference.after.instance, self.difference.value_rows)

    def tell_answer(self) -> Iterator[str]:
        """Return what the second plan costs more or less, what of it is proven, and what was asked differently."""
        yield self._tell_cost()
        yield self.tell_proven()
        yield from self._tell_curve()
        if self._today_differs:
            yield self._tell_today()
        yield self.tell_inputs()

    def tell_changes(self) -> Iterator[str]:
        """Return which centres open or close, who is answered elsewhere, and who pays more or less."""
        if self.difference.is_same_plan:
            yield self.say("difference same plan")
        else:
            yield from self._tell_centres()
            yield self._tell_moves()
        yield from self._tell_payments()

    def tell_briefly(self) -> str:
        """Return in a sentence what the second plan costs more or less and what changes, for a list of many plans."""
        if self.difference.is_same_plan:
            clauses = [self.say("brief same plan")]
        else:
            clauses = [*self._name_changed_centres(), self._count_moves()]
        clauses += [*self._count_payments(), *self._name_largest_terms()]
        return self.say("brief", lead=self._write_lead(), clauses="; ".join(clauses))

    def tell_terms(self) -> str:
        """Return what the columns of the table of terms are."""
        return self.say("difference by term", before=self.before, after=self.after)

    # ---- The cost -----------------------------------------------------------------------------------

    def _tell_cost(self) -> str:
        was_kr, now_kr = self.difference.before.figures.objective_kr, self.difference.after.figures.objective_kr
        names = {"before": self.before, "after": self.after}
        costs = {"cost_before": self.numbers.million_kr(was_kr), "cost_after": self.numbers.million_kr(now_kr)}
        change_kr = self.difference.change_kr
        if abs(change_kr) < A_KRONE:
            return self.say("difference none", **names, **costs)
        kr = self.numbers.million_kr(abs(apart_kr(now_kr, was_kr)))
        return self.say("difference dearer" if change_kr > 0 else "difference cheaper", kr=kr, **names, **costs)

    def tell_proven(self) -> str:
        """Return between what the best plans differ: the lower end rounded down, the upper one up."""
        least_kr, most_kr = self.difference.least_kr, self.difference.most_kr
        names = {"before": self.before, "after": self.after}
        if least_kr is None or most_kr is None:
            return self.say("difference unknown")
        if least_kr > -A_KRONE and most_kr < A_KRONE:
            return self.say("difference proven none")
        if least_kr >= 0:
            return self.say("difference proven more", kr=self._write_range(least_kr, most_kr), **names)
        if most_kr <= 0:
            return self.say("difference proven less", kr=self._write_range(-most_kr, -least_kr), **names)
        ends = {
            "least": self.numbers.at_most_kr(-least_kr),
            "most": self.numbers.at_most_kr(most_kr),
        }
        return self.say("difference not proven", **ends, **names)

    def _tell_curve(self) -> Iterator[str]:
        """Return what the plans differ by on the cost curve, where that reads otherwise than by the pieces."""
        curve_kr, change_kr = self.difference.change_on_curve_kr, self.difference.change_kr
        read = [self.numbers.million_kr(abs(kr)) for kr in (curve_kr, change_kr)]
        if abs(curve_kr) >= A_KRONE and (curve_kr * change_kr < 0 or read[0] != read[1]):
            name = "difference on curve more" if curve_kr > 0 else "difference on curve less"
            yield self.say(name, after=self.after, kr=read[0])

    def _write_range(self, least_kr: float, most_kr: float) -> str:
        """Return between which amounts something is; the amount itself where they are read alike."""
        least, most = (
            self.numbers.at_least_kr(least_kr),
            self.numbers.at_most_kr(most_kr),
        )
        return least if least == most else self.say("difference between", least=least, most=most)

    @property
    def _today_differs(self) -> bool:
        return differs(self.difference.before.instance.today, self.difference.after.instance.today)

    def tell_saved(self) -> str:
        """Return what of the second plan's cost is another today, and what is organising, against the first's today."""
        was, now = self.difference.before.instance.today, self.difference.after.instance.today
        return tell_saved(self, was, now, self.difference.after.figures.objective_kr, self.after)

    def _tell_today(self) -> str:
        gain = self.numbers.million_kr(net_gain_kr(self.difference.before.figures))
        return f"{self.tell_saved()} {self.say('difference of today', before=self.before, gain=gain)}"

    def tell_inputs(self) -> str:
        """Return which figures were others; rows that only one of the instances has are counted by table."""
        told = [*self._tell_values(), *self._tell_rows()]
        if not told:
            return self.say("difference no inputs")
        return self.say("difference inputs", inputs=self.join_some(told, MOST_NAMED))

    def _tell_values(self) -> Iterator[str]:
        rows = self.difference.value_rows
        for was, now in zip(rows[::2], rows[1::2], strict=True):
            yield self.say(
                "difference input of rows" if was["note"] else "difference input",
                parameter=self.words.name(was["parameter"]),
                note=self.words.some_rows(was["parameter"], was["note"]),
                before=self.words.value(was["parameter"], was["value"]),
                after=self.words.value(was["parameter"], now["value"]),
            )

    def _tell_rows(self) -> Iterator[str]:
        phrases = (
            ("difference one row fewer", "difference fewer rows"),
            ("difference one more row", "difference more rows"),
        )
        for table, counts in self.difference.row_counts.items():
            for count, (one, several) in zip(counts, phrases, strict=True):
                if count:
                    yield self.say(one if count == 1 else several, table=table, count=self.numbers.plain(count))

    # ---- The plans ----------------------------------------------------------------------------------

    def _tell_centres(self) -> Iterator[str]:
        changed = self.difference.changed_centres
        if not changed:
            yield self.say("difference no centres")
        for kind, rows in self.difference.centres_by_change.items():
            if rows:
                yield self.say(CHANGES_OF_CENTRES[kind][0], centres=self._name_centres(rows))

    def _name_centres(self, rows: Sequence[dict[str, Any]]) -> str:
        """Return the largest centres with what they answer, or did if they close."""
        sizes = {row["centre"]: row["contacts_after"] or row["contacts_before"] for row in rows}
        largest = sorted(sizes, key=lambda centre: (-sizes[centre], self.sort_key_of(centre)))
        told = [
            self.say("difference centre", centre=centre, contacts=self.numbers.millions(sizes[centre], 2))
            for centre in largest
        ]
        return self.join_some(told, MOST_NAMED)

    # ---- The plans in a clause each ------------------------------------------------------------------

    def _write_lead(self) -> str:
        """What the second plan costs more or less, and whether more than what is not proven."""
        before, after = self.difference.before, self.difference.after
        change_kr = self.difference.change_kr
        if abs(change_kr) < A_KRONE:
            return self.say("brief none", after=self.after, before=self.before)
        apart = abs(apart_kr(after.figures.objective_kr, before.figures.objective_kr, MONEY_DECIMALS))
        kr = self.numbers.million_kr(apart, MONEY_DECIMALS)
        lead = self.say("brief more" if change_kr > 0 else "brief less", after=self.after, before=self.before, kr=kr)
        return lead if is_apart(before, after) else f"{lead} {self.say('brief not proven')}"

    def _name_changed_centres(self) -> Iterator[str]:
        changes = {kind: rows for kind, rows in self.difference.centres_by_change.items() if rows}
        if not changes:
            yield self.say("brief no centres")
        for kind, rows in changes.items():
            names = [row["centre"] for row in rows]
            yield self.say(CHANGES_OF_CENTRES[kind][1], centres=self.join_some(names, MOST_IN_CLAUSE))

    def _count_moves(self) -> str:
        moved = self.difference.moved_municipalities
        contacts = self.numbers.millions(fsum(row["moved_contacts"] for row in moved), 2)
        return self.say("brief moves", municipalities=counted(self, "municipalities", len(moved)), contacts=contacts)

    def _count_payments(self) -> Iterator[str]:
        for name, rows in (("brief gaining", self.difference.gaining), ("brief losing", self.difference.losing)):
            if rows:
                kr = self.numbers.million_kr(abs(rows[0]["change_kr"]), 2)
                count = counted(self, "municipalities", len(rows))
                yield self.say(name, municipalities=count, name=rows[0]["name"], kr=kr)

    def _name_largest_terms(self) -> Iterator[str]:
        """The terms that change most, as long as they are read to change."""
        largest = sorted(shown_terms(self.difference), key=lambda one: -abs(one.change))[:LARGEST_TERMS]
        told = [
            self.say(
                "brief term",
                term=self.say(TERM_NAMES[one.row["term"]]),
                millions=CHANGE.write_figure(self.numbers, one.change * 1_000_000),
            )
            for one in largest
            if one.change
        ]
        if told:
            yield self.say("brief terms", terms=", ".join(told))

    def _tell_moves(self) -> str:
        moved = self.difference.moved_municipalities
        contacts = fsum(row["moved_contacts"] for row in moved)
        staying = len(self.difference.municipality_rows) - len(moved)
        return self.say(
            "difference moves",
            municipalities=counted(self, "municipalities", len(moved)),
            contacts=counted(self, "contacts", contacts),
            staying=self.numbers.plain(staying),
        )

    def _tell_payments(self) -> Iterator[str]:
        told = {"difference gaining": self.difference.gaining, "difference losing": self.difference.losing}
        for name, rows in told.items():
            if rows:
                names = [
                    self.say("difference pays", name=row["name"], kr=self.numbers.million_kr(abs(row["change_kr"]), 2))
                    for row in rows
                ]
                count = counted(self, "municipalities", len(rows))
                some = self.join_some(names, MOST_NAMED)
                yield self.say(name, municipalities=count, after=self.after, names=some)
        if any(told.values()):
            yield self.say("about the shares")
