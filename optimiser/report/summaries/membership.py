"""Why a municipality is in its group, in sentences and tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from optimiser.data.settings import Language
from optimiser.data.tolerances import A_KRONE
from optimiser.explanation.membership import GroupExplanation, Hindrance, OtherGroup
from optimiser.explanation.resolving import Difference
from optimiser.report.localizer import Localizer, counted
from optimiser.report.tables.explanations import OTHER_GROUPS, TERMS_OF_GROUP, name_terms
from optimiser.report.tables.table import FilledTable, OutputCell, RowValues

MEASURES = {
    "population": "measure population",
    "contacts": "measure contacts",
    "min_volume": "measure min_volume",
}
"""The phrase for what a bound on size counts."""
NAMED = 6
"""Municipalities named of a long list."""


@dataclass(frozen=True)
class GroupSummary(Localizer):
    """Tells in one language why a municipality is in its group."""

    explanation: GroupExplanation
    language: Language

    @property
    def name(self) -> str:
        """The municipality's name."""
        return self.explanation.result.instance.municipalities[self.explanation.municipality].name

    def tell_group(self) -> Iterator[str]:
        """The group and what its centre answers, and what the nearest other group would cost."""
        yield self._tell_membership()
        if not any(one.moving for one in self.explanation.others):
            yield self.say("member alone")
            return
        near = self.explanation.nearest
        if near is not None and near.difference is not None:
            yield self._tell_difference(self._with_others(near), near.difference)
            own_kr, theirs_kr = self.explanation.unit_kr(self.explanation.group), near.unit_kr
            if own_kr is not None and theirs_kr is not None:
                names = {"group": self._group(self.explanation.group), "other": self._group(near.group)}
                figures = {"own": self.numbers.plain(own_kr, 2), "theirs": self.numbers.plain(theirs_kr, 2)}
                yield self.say("member units", **names, **figures)
        elif not self.explanation.interrupted:
            yield self.say("member nothing found")

    def _tell_membership(self) -> str:
        told = self.explanation
        if told.group is None:
            return self.say("member of none", name=self.name)
        number = len(told.members) - 1
        others = counted(self, "other municipalities", number) if number else self.say("nobody else")
        if not told.shared_contacts:
            return self.say("member of unused", name=self.name, group=told.group, others=others)
        share = self.numbers.percent(told.shared_contacts / told.contacts)
        contacts = counted(self, "contacts", told.contacts)
        return self.say("member of", name=self.name, group=told.group, others=others, share=share, contacts=contacts)

    def _tell_difference(self, other: str, found: Difference) -> str:
        if found.least_kr is None or found.most_kr is None:
            kr = self.numbers.million_kr(found.difference_kr)
            return self.say("member unbounded", other=other, kr=kr)
        most = self.numbers.at_most_kr(found.most_kr)
        if found.least_kr >= A_KRONE:
            least = self.numbers.at_least_kr(found.least_kr)
            return self.say("member dearer", other=other, least=least, most=most)
        if found.most_kr <= -A_KRONE:
            least = self.numbers.at_least_kr(-found.most_kr)
            return self.say("member cheaper", other=other, least=least)
        if found.most_kr < A_KRONE:
            return self.say("member no dearer", other=other)
        return self.say("member equal", other=other, most=most)

    def fill_others(self) -> FilledTable | None:
        """Return a row for each group that it can be in, the cheapest first; None without any."""
        rows = [self._tell_other(one) for one in self.explanation.others if one.moving]
        return FilledTable(OTHER_GROUPS, rows) if rows else None

    def _tell_other(self, one: OtherGroup) -> RowValues:
        found = one.difference
        again = OutputCell(found.difference_kr if found else None)
        if found is not None and found.difference_kr is None:
            again = OutputCell(self.say("explain no plan" if found.status == "infeasible" else "explain not found"))
        return {
            "group": self._group(one.group),
            "along": one.along,
            "held": one.fixed_kr,
            "again": again,
            "least": found.least_kr if found else None,
            "most": found.most_kr if found else None,
        }

    def fill_terms(self) -> FilledTable | None:
        """Return a row for each term of the cost in which the nearest other group differs; None where none is known."""
        near = self.explanation.nearest
        if near is None or near.difference is None or near.difference.terms_kr is None:
            return None
        terms_kr = near.difference.terms_kr
        rows = [{"term": self.say(name), "more": terms_kr[term]} for term, name in name_terms(terms_kr).items()]
        total = {"term": self.say("explain total"), "more": near.difference.difference_kr}
        term, *figures = TERMS_OF_GROUP.columns
        return FilledTable(replace(TERMS_OF_GROUP, columns=(term.retitle(self.tell_terms()), *figures)), rows, total)

    def tell_terms(self) -> str:
        """What is told of the terms in which the nearest other group differs."""
        near = self.explanation.nearest
        return self.say("explain terms", place=self._group(near.group if near else None))

    def tell_ruled_out(self) -> Iterator[str]:
        """What rules out each group it cannot be in, and who must come along to one it can be in only so."""
        for one in self.explanation.others:
            other = self._group(one.group)
            if not one.moving:
                reasons = "; ".join(map(self._tell_hindrance, one.hindrances))
                yield self.say("member ruled out" if one.group else "member needs one", other=other, reasons=reasons)
            elif cut_off := next((each for each in one.hindrances if each.reason == "cut off"), None):
                group, names = self._group(cut_off.group), self._names(cut_off.whom)
                yield self.say("member along", other=other, names=names, group=group)

    def _tell_hindrance(self, one: Hindrance) -> str:
        figures = {}
        if one.has is not None and one.limit is not None:
            counts = {"has": self.numbers.plain(one.has), "limit": self.numbers.plain(one.limit)}
            figures = {**counts, "measure": self.say(MEASURES[one.measure])}
        names = self._names(one.whom)
        return self.say(f"hindered {one.reason}", name=self.name, group=self._group(one.group), names=names, **figures)

    def _with_others(self, one: OtherGroup) -> str:
        """The other group, and who moves there with the municipality."""
        group, others = self._group(one.group), [code for code in one.moving if code != self.explanation.municipality]
        return self.say("member with", group=group, names=self._names(others)) if others else group

    def _names(self, codes: Sequence[str]) -> str:
        rows = self.explanation.result.instance.municipalities
        return self.join_some([rows[code].name for code in codes], NAMED)

    def _group(self, group: str | None) -> str:
        return self.say("no group") if group is None else group
