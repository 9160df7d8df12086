"""What a comparison says, in sentences and as a table: the cheapest, by how much, and what of it is proven."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from optimiser.comparison.base import AlikeCases, ShownCases, show_as_one
from optimiser.comparison.comparison import Comparison
from optimiser.comparison.plan_difference import PlanDifference
from optimiser.comparison.roadmap_comparison import RoadmapComparison
from optimiser.comparison.side_by_side import scenario_of
from optimiser.data.settings import Language
from optimiser.report.localizer import Localizer, Numbers, net_gain_kr, phrase
from optimiser.report.summaries.difference import DifferenceSummary
from optimiser.report.summaries.order import OrderSummary
from optimiser.report.summaries.result import Summary, today_changed
from optimiser.report.summaries.volumes import differs
from optimiser.result.any_folder import AnyResult
from optimiser.result.result import Result

PURE_MODELS = ("model-1", "model-2", "model-3")
"""The systems in which one model alone is used: what any mixture is measured against."""


NamedCases = TypeVar("NamedCases", Comparison, RoadmapComparison)


def name_cases(comparison: NamedCases, localizer: Localizer) -> NamedCases:
    """Return a comparison with its cases under the names that readers know them by."""
    results = {localizer.call_system(case): result for case, result in comparison.results.items()}
    return replace(comparison, results=results, base=localizer.call_system(comparison.base))


@dataclass(frozen=True)
class ComparisonSummary(OrderSummary[Result]):
    """Tells a comparison in one language; cases whose plans are alike are told as one."""

    comparison: Comparison
    language: Language

    @cached_property
    def _alike(self) -> ShownCases:
        return show_as_one(self.comparison)

    @property
    def shown(self) -> Comparison:
        """The comparison as it is shown: cases whose plans are alike are one, under the names of all."""
        return self._alike.comparison

    @property
    def differences(self) -> Mapping[str, PlanDifference]:
        """What is otherwise in each case as shown than in the one that it is set against."""
        return self._alike.differences

    def tell_legend(self) -> Iterator[str]:
        """What the columns of the table mean, and the star if there is one."""
        yield self.say("table legend")
        if self.starred:
            yield self.say("star legend")
        yield self.say("rounded")

    def tell_base(self) -> str:
        """What each case is set against, as a heading of what is otherwise in it."""
        bases = dict.fromkeys(found.names[0] for found in self.differences.values())
        return self.say("from base" if len(bases) == 1 else "from bases", base=", ".join(bases))

    def tell_changes(self) -> Iterator[str]:
        """What is otherwise in each case than in the one that it is set against, in a sentence each."""
        for found in self.differences.values():
            yield DifferenceSummary(found, self.language).tell_briefly()

    def of_results(self, results: Mapping[str, Result]) -> "ComparisonSummary":
        """What tells the results of one scenario."""
        return ComparisonSummary(Comparison.of_results(results, self.comparison.base), self.language)

    def tell_why_not(self, result: Result) -> Iterator[str]:
        """Why a case has no plan."""
        return Summary(result, self.language).tell_failure()

    def tell_more(self, cheapest: str, dearer: Sequence[str]) -> Iterator[str]:
        """The best pure model, and which cases have one plan, or plans that are alike."""
        yield from self._against_pure(cheapest, dearer)
        for group in self._alike.groups.values():
            if len(group.cases) > 1:
                yield self._tell_alike(group)

    def tell_limits(self) -> Iterator[str]:
        """Neighbours in the order that are proven apart by the straight pieces, but not on the cost curve itself."""
        rows = (self.differences_by_pair[frozenset(pair)] for pair in self._neighbour_pairs)
        apart = [row for row in rows if row["proven"] and not row["proven_on_curve"]]
        if apart:
            told = [self.say("and", first=row["cheaper"], last=row["dearer"]) for row in apart]
            yield self.say("order not proven on curve", pairs="; ".join(told))

    def tell_saved(self, scenario: str) -> Iterator[str]:
        """What of the cheapest case's saving under a scenario is other contacts, against itself without one."""
        cheapest = next((case for case in self.shown.planned if scenario_of(case) == scenario), "")
        found = self.differences.get(cheapest)
        if scenario and found is not None and differs(found.before.instance.today, found.after.instance.today):
            yield DifferenceSummary(found, self.language).tell_saved()

    def _tell_alike(self, group: AlikeCases) -> str:
        """That cases have one plan, or plans that are alike, and which shared centres open in it."""
        cases, count = self.join_list(group.cases), len(group.cases)
        told = self.say(
            "one plan" if group.is_one_plan else "alike plans", cases=cases, kr=self.write_kr(group.apart_kr)
        )
        centres = group.shared_centres
        name = "no shared centre opens" if not centres else "same shared centres open"
        return f"{told} {self.say(name, count=count, centres=', '.join(centres))}"

    def _against_pure(self, cheapest: str, others: Sequence[str]) -> Iterator[str]:
        """What the best of the pure models costs more, unless it has been told of before the `others`."""
        pure = [(case, name) for case in self.shown.planned if (name := self._pure_model_of(case))]
        if pure and pure[0][0] in others:
            yield self.tell_dearer("pure model", cheapest, *pure[0])

    def _pure_model_of(self, case: str) -> str | None:
        """The pure model that a case is, or that is one of those shown as one."""
        members = self._alike.groups[case].cases
        return next((name for name in members if self.comparison.results[name].instance.system in PURE_MODELS), None)

    def _tell_today(self) -> Iterator[str]:
        """On what today's cost is counted, in cases where a change has made that another."""
        cases: dict[str, list[str]] = {}
        for case, result in self.comparison.planned.items():
            for told in today_changed(self, result.instance):
                cases.setdefault(told, []).append(case)
        for told, those in cases.items():
            everywhere = len(those) == len(self.comparison.planned)
            yield told if everywhere else self.say("of cases", cases=", ".join(those), told=told)

    def _name_cheapest(self, case: str, rivals: Sequence[str]) -> str:
        """Which case is the cheapest; none is said to be that is not proven to be, or whose plan others have too."""
        count, group = len(self.comparison.planned), self._alike.groups[case]
        if count == 1:
            return self.say("only one planned" if self.rest_impossible else "only one found", case=case)
        if rivals:
            return self.say("cheapest not proven", case=case, cases=self.join_list([case, *rivals]))
        name = "cheapest of all" if len(group.cases) == 1 else "cheapest are the same"
        if len(group.cases) > 1 and not group.is_one_plan:
            name = "cheapest are alike"
        return self.say(name, cases=self.join_list(group.cases), count=count)

    def tell_cheapest(self, case: str, rivals: Sequence[str]) -> Iterator[str]:
        """What the cheapest costs and gains, and what today's cost is counted on."""
        numbers, figures = self.numbers, self.shown.results[case].figures
        yield self.say(
            "cheapest" if figures.net_gain_kr >= 0 else "cheapest is dearer",
            who=self._name_cheapest(case, rivals),
            cost=numbers.million_kr(figures.objective_kr),
            gain=numbers.million_kr(abs(net_gain_kr(figures))),
            share=numbers.percent(abs(figures.net_gain_kr) / figures.today_kr),
            annual=numbers.million_kr(figures.investment_annual_kr),
            investment=numbers.million_kr(figures.investment_kr),
            payback=self._tell_payback(figures.payback_years),
        )
        yield from self._tell_today()

    def _tell_payback(self, years: float | None) -> str:
        if years is None:
            return self.say("no payback")
        return self.say("payback", years=self.numbers.plain(years, 1)) if years else ""

    @property
    def _neighbour_pairs(self) -> Iterator[tuple[str, str]]:
        """Each case and the next dearer of its scenario."""
        for scenario in dict.fromkeys(map(scenario_of, self.shown.planned)):
            yield from pairwise(case for case in self.shown.planned if scenario_of(case) == scenario)


def cost_of(result: AnyResult, language: Language) -> str:
    """What a result costs; or that it has no plan."""
    if result.objective_kr is None:
        return phrase("no plan", language)
    return Numbers(language).million_kr(result.objective_kr)
