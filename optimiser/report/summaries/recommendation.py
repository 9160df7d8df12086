"""A plan as a recommendation: what to do in two or three sentences, what to decide, who pays more, what it rests on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from optimiser.comparison.comparison import change_kr, change_on_curve_kr, worse_off_kr
from optimiser.data.columns import HOME_FORMS
from optimiser.data.every_plan_record import EveryPlanRecord
from optimiser.data.settings import Language
from optimiser.report.localizer import Localizer, counted
from optimiser.report.summaries.result import Summary
from optimiser.report.wording import tell_levels
from optimiser.result.result import Result

MOST_NAMED = 12
"""Centres and municipalities named in a sentence."""


@dataclass(frozen=True)
class Recommendation(Localizer):
    """Tells a result with a plan in one language, so that it can be acted on."""

    result: Result
    language: Language

    def tell_all(self) -> list[str]:
        """What to do, what to decide, who pays more, and what it rests on: a paragraph each."""
        return [*self.tell_advice(), *Summary(self.result, self.language).tell_premises()]

    def tell_advice(self) -> list[str]:
        """What to do, and what that saves; what to decide and what is settled; who pays more."""
        answer = next(Summary(self.result, self.language).tell_answer())
        decisions = " ".join(self.tell_decisions())
        return [f"{self.tell_answering()} {answer}", *([decisions] if decisions else []), self.tell_paying_more()]

    # ---- who answers for whom --------------------------------------------------------------------

    def tell_answering(self) -> str:
        """Who answers which levels for whom, who for themselves, and what stays in the departments."""
        clauses = [*self._tell_serving(), *self._tell_own(), *self._tell_staying()]
        told = "; ".join(clauses)
        return f"{told[:1].upper()}{told[1:]}."

    @cached_property
    def _codes(self) -> Mapping[str, frozenset[str]]:
        """The municipalities that are answered in each form."""
        found: dict[str, set[str]] = defaultdict(set)
        for line in self.result.lines.assignments:
            found[line.form].add(line.municipality)
        return {form: frozenset(codes) for form, codes in found.items()}

    def _of(self, form: str) -> frozenset[str]:
        return self._codes.get(form, frozenset())

    @cached_property
    def _away(self) -> frozenset[str]:
        return frozenset(code for form, codes in self._codes.items() if form not in HOME_FORMS for code in codes)

    def _serving(self, forms: Iterable[str]) -> tuple[str, ...]:
        """The centres that answer others in some forms, in the order of the tables."""
        found = {line.centre for line in self.result.lines.assignments if line.form in forms}
        return tuple(centre for centre in self.result.instance.centres if centre in found)

    def _levels(self, forms: Sequence[str]) -> str:
        """The levels answered in some forms; part of them where not all who are have all their tasks of these so."""
        tasks, lines = self.result.instance.tasks, self.result.lines.assignments
        levels = {tasks[line.task].level for line in lines if line.form in forms}
        who = {line.municipality for line in lines if line.form in forms}
        otherwise = any(
            line.municipality in who and line.form not in forms and tasks[line.task].level in levels for line in lines
        )
        told = tell_levels(self, sorted(levels))
        return self.say("advice part of", levels=told) if otherwise else told

    def _tell_serving(self) -> Iterator[str]:
        sellers, buyers = self._serving(("purchased",)), len(self._of("purchased"))
        if sellers:
            one = "advice one seller one" if buyers == 1 else "advice one seller"
            several = "advice sellers one" if buyers == 1 else "advice sellers"
            told = {"levels": self._levels(("purchased",)), "sellers": len(sellers), "count": buyers}
            yield self.say(one if len(sellers) == 1 else several, who=sellers[0], **told)
        for form in ("regional", "external"):
            shared, members = self._serving((form,)), len(self._of(form))
            if shared:
                name = "advice one shared" if len(shared) == 1 else "advice shared"
                told = {"levels": self._levels((form,)), "members": counted(self, "municipalities", members)}
                yield self.say(name, who=shared[0], count=len(shared), **told)

    def _tell_own(self) -> Iterator[str]:
        """Those who are served in a centre of their own that serves nobody else; those who change nothing."""
        instance, sellers = self.result.instance, set(self._serving(("purchased",)))
        seats = {instance.centres[centre].seat for centre in sellers}
        own = self._of("local") - self._away - seats
        rest = self._of("unchanged") - self._away - self._of("local")
        if not self._away:
            yield self.say("advice nobody")
        if own and self._away:
            yield self.say("advice own one" if len(own) == 1 else "advice own", count=len(own))
        elif own:
            told = {"municipalities": counted(self, "municipalities", len(own)), "levels": self._levels(("local",))}
            yield self.say("advice own alone one" if len(own) == 1 else "advice own alone", **told)
        if rest:
            yield self.say("advice unchanged one" if len(rest) == 1 else "advice unchanged", count=len(rest))

    def _tell_staying(self) -> Iterator[str]:
        """The levels that nobody sends to others, where somebody sends some; in departments alone, or at home."""
        tasks, forms_of = self.result.instance.tasks, defaultdict[int, set[str]](set)
        for line in self.result.lines.assignments:
            forms_of[tasks[line.task].level].add(line.form)
        levels = sorted(level for level, forms in forms_of.items() if forms <= set(HOME_FORMS))
        if levels and self._away:
            unchanged = all(forms_of[level] == {"unchanged"} for level in levels)
            one, several = ("advice stays", "advice stay") if unchanged else ("advice stays home", "advice stay home")
            yield self.say(one if len(levels) == 1 else several, levels=tell_levels(self, levels))

    # ---- what is to be decided -------------------------------------------------------------------

    def tell_decisions(self) -> Iterator[str]:
        """Who serves others in every plan as cheap, and who in some; how many are served, or not, in all of them."""
        serving, told = self._serving(("purchased", "regional", "external")), self.result.run.every_plan
        if told is None:
            if len(serving) > 1:
                yield self.say("advice hosts unknown")
            return
        if serving or told.may_serve:
            yield self._tell_hosts(serving, told)
        if self._away and (told.away or told.at_home):
            yield self.say("advice settled", what="; ".join(self._tell_served(told)))

    def _tell_served(self, told: EveryPlanRecord) -> Iterator[str]:
        """For how many others answer something in every plan as cheap, for how many in none, and in some."""
        every = sum(bool(tasks) for tasks in self.result.instance.tasks_of.values())
        away, home = len(told.away), len(told.at_home)
        both = "advice settled away and home" if home else "advice settled away"
        counts = {name: counted(self, "municipalities", some) for name, some in (("away", away), ("home", home))}
        yield self.say(both if away else "advice settled home", **counts)
        if rest := every - away - home:
            yield self.say("advice settled not", rest=counted(self, "municipalities", rest))

    def _tell_hosts(self, serving: Sequence[str], told: EveryPlanRecord) -> str:
        other = [centre for centre in serving if centre not in told.serving]
        perhaps = self.join_some(told.may_serve, MOST_NAMED)
        if not serving:
            return self.say("advice hosts none", others=perhaps)
        if not other and not told.may_serve:
            return self.say("advice hosts settled")
        names = self.join_list(other) if other else ""
        how = "advice open" if not told.may_serve else "advice open and perhaps" if other else "advice perhaps"
        opened = self.say(how, names=names, others=perhaps)
        if not told.serving:
            return self.say("advice hosts all open", open=opened)
        name = "advice hosts open one" if len(told.serving) == 1 else "advice hosts open"
        return self.say(name, serving=self.join_list(told.serving), open=opened)

    # ---- who pays more ---------------------------------------------------------------------------

    def tell_paying_more(self) -> str:
        """Who pays more than today, by kroner and by percent, and how many do in any plan as cheap.

        By the straight pieces, which the plan is made by; and where others do on the curve: the pieces never lie above
        it, so on it nobody pays less.
        """
        more_kr, on_curve_kr = worse_off_kr(change_kr(self.result)), worse_off_kr(change_on_curve_kr(self.result))
        told = []
        if more_kr:
            count = {"count": len(more_kr), "all": len(self.result.lines.municipalities)}
            name = "advice more one" if len(more_kr) == 1 else "advice more"
            told.append(self.say(name, why=self._tell_sharing(), largest=self._tell_largest(more_kr), **count))
            if len(on_curve_kr) > len(more_kr):
                told.append(self._on_curve("worse off on the curve", on_curve_kr))
        else:
            nobody = self.say("nobody worse off")
            told.append(self._on_curve("nobody worse off by pieces", on_curve_kr) if on_curve_kr else nobody)
        return " ".join([*told, *self._tell_range(bool(more_kr))])

    def _tell_sharing(self) -> str:
        """How costs are shared between a host and those who buy of it."""
        rows = (self.result.instance.centres[centre] for centre in self._serving(("purchased",)))
        by_load = all(row.sale_price_kr is None and row.sale_markup == 0 for row in rows)
        return self.say("advice by load" if by_load else "advice at prices")

    def _on_curve(self, name: str, more_kr: Mapping[str, float]) -> str:
        """A sentence about municipalities that pay more on the cost curve itself: how many, and which the most."""
        code, kr = next(iter(more_kr.items()))
        count = {"count": len(more_kr), "all": len(self.result.lines.municipalities)}
        return self.say(name, name=self._name(code), kr=self.numbers.million_kr(kr), **count)

    def _name(self, code: str) -> str:
        return self.result.instance.municipalities[code].name

    def _tell_largest(self, more_kr: Mapping[str, float]) -> str:
        """Who pays most more, and who most of what it pays today."""
        lines = {line.code: line for line in self.result.lines.municipalities}
        shares = {code: kr / lines[code].today_kr for code, kr in more_kr.items() if lines[code].today_kr > 0}
        first = next(iter(more_kr))
        most = max(shares, key=shares.__getitem__, default=first)
        figures = {
            "name": lines[first].name,
            "kr": self.numbers.million_kr(more_kr[first]),
            "share": self.numbers.percent(shares.get(first)),
            "relative": lines[most].name,
            "relative_share": self.numbers.percent(shares.get(most)),
        }
        return self.say("advice most of both" if most == first else "advice most of each", **figures)

    def _tell_range(self, some: bool) -> Iterator[str]:
        told = self.result.run.every_plan
        everybody = len(self.result.lines.municipalities)
        if told is None or (told.fewest_more, told.most_more) == (0, everybody):
            if some:
                yield self.say("advice range unknown")
        elif told.fewest_more == told.most_more:
            if some:
                yield self.say("advice exactly")
        else:
            names = list(map(self._name, told.always_more))
            figures = {"fewest": told.fewest_more, "most": told.most_more}
            at_most = "advice range at most one" if told.most_more == 1 else "advice range at most"
            none = "advice range" if told.fewest_more else at_most
            name = "advice range and always" if names else none
            yield self.say(name, names=self.join_list(names) if names else "", **figures)
