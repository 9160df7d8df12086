"""What a comparison says, in sentences and as a table: the cheapest, by how much, and what of it is proven."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from optimiser.comparison.base import AlikeCases, ShownCases, show_as_one
from optimiser.comparison.comparison import Comparison, scenario_of
from optimiser.comparison.plan_difference import PlanDifference
from optimiser.data.settings import Language
from optimiser.data.tolerances import A_KRONE
from optimiser.report.localizer import Localizer, Numbers, net_gain_kr, phrase
from optimiser.report.summaries.difference import DifferenceSummary
from optimiser.report.summaries.result import Summary, today_changed
from optimiser.report.summaries.volumes import differs
from optimiser.report.tables.table import RowValues
from optimiser.result.result import Result

PURE_MODELS = ("model-1", "model-2", "model-3")
"""The systems in which one model alone is used: what any mixture is measured against."""


def name_cases(comparison: Comparison, localizer: Localizer) -> Comparison:
    """Return a comparison with its cases under the names that readers know them by."""
    results = {localizer.call_system(case): result for case, result in comparison.results.items()}
    return replace(comparison, results=results, base=localizer.call_system(comparison.base))


@dataclass(frozen=True)
class ComparisonSummary(Localizer):
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

    def tell_answer(self) -> Iterator[str]:
        """The cheapest case, against today, the next and the best pure model; scenario by scenario where several are.

        Costs under one scenario say nothing of systems under another.
        """
        parts = self._by_scenario()
        for scenario, comparison in parts.items():
            if len(parts) > 1:
                yield self.say("under scenario", scenario=scenario) if scenario else self.say("without scenario")
            yield from ComparisonSummary(comparison, self.language)._tell_scenario()
            yield from self._tell_saved(scenario)

    @property
    def starred(self) -> frozenset[str]:
        """The cases that are not proven to be dearer than the one above."""
        pairs = pairwise(self.shown.planned)
        return frozenset(below for above, below in pairs if not self._is_proven(above, below))

    def tell_legend(self) -> Iterator[str]:
        """What the columns of the table mean, and the star if there is one."""
        yield self.say("table legend")
        if self.starred:
            yield self.say("star legend")
        yield self.say("rounded")

    def not_proven(self) -> Iterator[str]:
        """The cases whose order is not proven, and the plans that are not proven to the gap asked for."""
        groups = list(self._group_unproven())
        for cases in groups:
            yield self.say("order not proven", cases=", ".join(cases), kr=self._write_difference(cases[0], cases[-1]))
        if self._rows_of_scenario() and not groups:
            yield self.say("order proven")
        yield from self._off_the_curve()
        yield from self._wide_gaps()

    def tell_base(self) -> str:
        """What each case is set against, as a heading of what is otherwise in it."""
        bases = dict.fromkeys(found.names[0] for found in self.differences.values())
        return self.say("from base" if len(bases) == 1 else "from bases", base=", ".join(bases))

    def tell_changes(self) -> Iterator[str]:
        """What is otherwise in each case than in the one that it is set against, in a sentence each."""
        for found in self.differences.values():
            yield DifferenceSummary(found, self.language).tell_briefly()

    def without_plan(self) -> Iterator[str]:
        """Each case without a plan, and why."""
        for case, result in self.comparison.results.items():
            if not result.has_plan:
                why = " ".join(line.strip() for line in Summary(result, self.language).tell_failure())
                yield self.say("no plan because", case=case, why=why)

    def _tell_scenario(self) -> Iterator[str]:
        if not self.comparison.planned:
            yield self.say("nothing planned" if self._rest_impossible else "nothing found for cases")
            return
        cheapest, *others = self.shown.planned
        rivals = [case for case in others if not self._is_proven(cheapest, case)]
        yield self._tell_cheapest(cheapest, rivals)
        yield from self._tell_today()
        if rivals:
            told = (self.say("case and more", case=case, kr=self._write_difference(cheapest, case)) for case in rivals)
            yield self.say("not proven dearer", cases=", ".join(told))
        dearer = [case for case in others if case not in rivals]
        if dearer:
            yield self._tell_dearer("next", cheapest, dearer[0])
        yield from self._against_pure(cheapest, dearer[1:])
        for group in self._alike.groups.values():
            if len(group.cases) > 1:
                yield self._tell_alike(group)

    def _tell_saved(self, scenario: str) -> Iterator[str]:
        """What of the cheapest case's saving under a scenario is other contacts, against itself without one."""
        cheapest = next((case for case in self.shown.planned if scenario_of(case) == scenario), "")
        found = self.differences.get(cheapest)
        if scenario and found is not None and differs(found.before.instance.today, found.after.instance.today):
            yield DifferenceSummary(found, self.language).tell_saved()

    def _tell_alike(self, group: AlikeCases) -> str:
        """That cases have one plan, or plans that are alike, and which shared centres open in it."""
        cases, count = self.join_list(group.cases), len(group.cases)
        told = self.say(
            "one plan" if group.is_one_plan else "alike plans", cases=cases, kr=self._write_kr(group.apart_kr)
        )
        centres = group.shared_centres
        name = "no shared centre opens" if not centres else "same shared centres open"
        return f"{told} {self.say(name, count=count, centres=', '.join(centres))}"

    def _against_pure(self, cheapest: str, others: Sequence[str]) -> Iterator[str]:
        """What the best of the pure models costs more, unless it has been told of before the `others`."""
        pure = [(case, name) for case in self.shown.planned if (name := self._pure_model_of(case))]
        if pure and pure[0][0] in others:
            yield self._tell_dearer("pure model", cheapest, *pure[0])

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
            return self.say("only one planned" if self._rest_impossible else "only one found", case=case)
        if rivals:
            return self.say("cheapest not proven", case=case, cases=self.join_list([case, *rivals]))
        name = "cheapest of all" if len(group.cases) == 1 else "cheapest are the same"
        if len(group.cases) > 1 and not group.is_one_plan:
            name = "cheapest are alike"
        return self.say(name, cases=self.join_list(group.cases), count=count)

    def _tell_cheapest(self, case: str, rivals: Sequence[str]) -> str:
        numbers, figures = self.numbers, self.shown.results[case].figures
        return self.say(
            "cheapest" if figures.net_gain_kr >= 0 else "cheapest is dearer",
            who=self._name_cheapest(case, rivals),
            cost=numbers.million_kr(figures.objective_kr),
            gain=numbers.million_kr(abs(net_gain_kr(figures))),
            share=numbers.percent(abs(figures.net_gain_kr) / figures.today_kr),
            annual=numbers.million_kr(figures.investment_annual_kr),
            investment=numbers.million_kr(figures.investment_kr),
            payback=self._tell_payback(figures.payback_years),
        )

    def _tell_payback(self, years: float | None) -> str:
        if years is None:
            return self.say("no payback")
        return self.say("payback", years=self.numbers.plain(years, 1)) if years else ""

    @cached_property
    def _differences_by_pair(self) -> Mapping[frozenset[str], RowValues]:
        """The differences by the pair of their cases."""
        rows = self.shown.difference_rows
        return {frozenset((row["cheaper"], row["dearer"])): row for row in rows}

    @property
    def _rest_impossible(self) -> bool:
        """True where it is proven that those without a plan can have none."""
        return all(one.has_plan or one.status == "infeasible" for one in self.comparison.results.values())

    def _rows_of_scenario(self) -> Sequence[RowValues]:
        """The differences between cases of one scenario: others say nothing of each other."""
        return [
            row
            for row in self._differences_by_pair.values()
            if scenario_of(row["cheaper"]) == scenario_of(row["dearer"])
        ]

    def _off_the_curve(self) -> Iterator[str]:
        """Neighbours in the order that are proven apart by the straight pieces, but not on the cost curve itself."""
        rows = (self._differences_by_pair[frozenset(pair)] for pair in self._neighbour_pairs)
        apart = [row for row in rows if row["proven"] and not row["proven_on_curve"]]
        if apart:
            told = [self.say("and", first=row["cheaper"], last=row["dearer"]) for row in apart]
            yield self.say("order not proven on curve", pairs="; ".join(told))

    @property
    def _neighbour_pairs(self) -> Iterator[tuple[str, str]]:
        """Each case and the next dearer of its scenario."""
        for scenario in dict.fromkeys(map(scenario_of, self.shown.planned)):
            yield from pairwise(case for case in self.shown.planned if scenario_of(case) == scenario)

    def _is_proven(self, one: str, other: str) -> bool:
        return bool(self._differences_by_pair[frozenset((one, other))]["proven"])

    def _write_difference(self, cheaper: str, dearer: str) -> str:
        kr = self._differences_by_pair[frozenset((cheaper, dearer))]["difference_kr"]
        return self._write_kr(float(kr))

    def _write_kr(self, kr: float) -> str:
        return self.numbers.million_kr(kr) if kr >= A_KRONE else "0 kr."

    def _tell_dearer(self, name: str, cheapest: str, case: str, called: str = "") -> str:
        """What a case costs more that is proven to be dearer; `called` by one of those that are shown as one."""
        found = self.in_plans_found(self._differences_by_pair[frozenset((cheapest, case))]["gaps_kr"])
        return self.say(name, case=called or case, kr=self._write_difference(cheapest, case), found=found)

    def _group_unproven(self) -> Iterator[list[str]]:
        """Cases of one scenario that hang together by differences that are not proven, the cheapest first."""
        left = list(self.shown.planned)
        while left:
            group = [left.pop(0)]
            for known in group:
                near = [case for case in left if self._could_be_either(known, case)]
                left = [case for case in left if case not in near]
                group.extend(near)
            if len(group) > 1:
                yield [case for case in self.shown.planned if case in group]

    def _could_be_either(self, one: str, other: str) -> bool:
        return scenario_of(one) == scenario_of(other) and not self._is_proven(one, other)

    def _by_scenario(self) -> Mapping[str, Comparison]:
        """The cases of each scenario, by its name; one part without a name where there is one at most."""
        parts: dict[str, dict[str, Result]] = {}
        for case, result in self.comparison.results.items():
            parts.setdefault(scenario_of(case), {})[case] = result
        base = self.comparison.base
        return {scenario: Comparison.of_results(results, base) for scenario, results in sorted(parts.items())}

    def _wide_gaps(self) -> Iterator[str]:
        planned = self.comparison.planned.items()
        wide = {case: result.gap for case, result in planned if result.status != "optimal"}
        if wide:
            told = (self.say("case and gap", case=case, gap=self.numbers.gap(gap)) for case, gap in wide.items())
            yield self.say("plans not proven", cases=", ".join(told))


def cost_of(result: Result, language: Language) -> str:
    """What a result costs; or that it has no plan."""
    if not result.has_plan:
        return phrase("no plan", language)
    return Numbers(language).million_kr(result.objective_kr)
