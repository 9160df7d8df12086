"""What a comparison says, in sentences and as a table: the cheapest, by how much, and what of it is proven."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from optimiser.comparison.comparison import Comparison
from optimiser.data.settings import Language
from optimiser.report.localizer import Localizer, Numbers, net_gain_kr, phrase
from optimiser.report.summaries.result import Summary, today_changed
from optimiser.report.tables.table import RowValues
from optimiser.result.result import Result

PURE_MODELS = ("model-1", "model-2", "model-3")
"""The systems in which one model alone is used: what any mixture is measured against."""
WITH_SCENARIO = " + "
"""Stands between system and scenario in the name of a case, where there is more than one scenario."""
A_KRONE = 1.0
"""What is less is no difference."""


@dataclass(frozen=True)
class ComparisonSummary(Localizer):
    """Tells a comparison in one language."""

    comparison: Comparison
    language: Language

    def tell_answer(self) -> Iterator[str]:
        """The cheapest case, against today, the next and the best pure model; scenario by scenario where several are.

        Costs under one scenario say nothing of systems under another.
        """
        parts = self._by_scenario()
        for scenario, comparison in parts.items():
            if len(parts) > 1:
                yield self.say("under scenario", scenario=scenario)
            yield from ComparisonSummary(comparison, self.language)._tell_scenario()

    @property
    def starred(self) -> frozenset[str]:
        """The cases that are not proven to be dearer than the one above."""
        pairs = pairwise(self.comparison.planned)
        return frozenset(below for above, below in pairs if not self._is_proven(above, below))

    def tell_legend(self) -> Iterator[str]:
        """What the columns of the table mean, and the star if there is one."""
        yield self.say("table legend")
        if self.starred:
            yield self.say("star legend")
        yield self.say("rounded")

    def not_proven(self) -> Iterator[str]:
        """The cases whose order is not proven, and the plans that are not proven to the gap asked for."""
        groups = list(self._group_alike())
        for cases in groups:
            if all(self._is_same(cases[0], case) for case in cases[1:]):
                yield self.say("one plan", cases=self.join_list(cases))
            else:
                yield self.say(
                    "order not proven", cases=", ".join(cases), kr=self._write_difference(cases[0], cases[-1])
                )
        if self._rows_of_scenario() and not groups:
            yield self.say("order proven")
        yield from self._off_the_curve()
        yield from self._wide_gaps()

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
        cheapest, *others = self.comparison.planned
        rivals = [case for case in others if not self._is_proven(cheapest, case)]
        yield self._tell_cheapest(cheapest, rivals)
        yield from self._tell_today()
        differing = [case for case in rivals if not self._is_same(cheapest, case)]
        if differing:
            told = (
                self.say("case and more", case=case, kr=self._write_difference(cheapest, case)) for case in differing
            )
            yield self.say("not proven dearer", cases=", ".join(told))
        dearer = [case for case in others if case not in rivals]
        if dearer:
            yield self._tell_dearer("next", cheapest, dearer[0])
        yield from self._against_pure(cheapest, dearer[1:])

    def _against_pure(self, cheapest: str, others: Sequence[str]) -> Iterator[str]:
        """What the best of the pure models costs more, unless it has been told of before the `others`."""
        pure = [case for case in self.comparison.planned if self._system_of(case) in PURE_MODELS]
        if pure and pure[0] in others:
            yield self._tell_dearer("pure model", cheapest, pure[0])

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
        """Which case is the cheapest; none is said to be that is not proven to be, or that shares its plan."""
        count = len(self.comparison.planned)
        same = [case, *(rival for rival in rivals if self._is_same(case, rival))]
        if count == 1:
            return self.say("only one planned" if self._rest_impossible else "only one found", case=case)
        if len(same) <= len(rivals):
            return self.say("cheapest not proven", case=self.join_list(same), cases=self.join_list([case, *rivals]))
        return self.say(
            "cheapest are the same" if rivals else "cheapest of all", cases=self.join_list(same), count=count
        )

    def _is_same(self, one: str, other: str) -> bool:
        """True where two cases have the same plan at the same cost: each task is answered in one place in both."""
        if self._differences_by_pair[frozenset((one, other))]["difference_kr"] >= A_KRONE:
            return False
        lines = (self.comparison.results[case].lines.assignments for case in (one, other))
        first, second = ({(line.municipality, line.task, line.centre, line.form) for line in each} for each in lines)
        return first == second

    def _tell_cheapest(self, case: str, rivals: Sequence[str]) -> str:
        numbers, figures = self.numbers, self.comparison.results[case].figures
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
        rows = self.comparison.difference_rows
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
            if _scenario_of(row["cheaper"]) == _scenario_of(row["dearer"])
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
        for scenario in dict.fromkeys(map(_scenario_of, self.comparison.planned)):
            yield from pairwise(case for case in self.comparison.planned if _scenario_of(case) == scenario)

    def _is_proven(self, one: str, other: str) -> bool:
        return bool(self._differences_by_pair[frozenset((one, other))]["proven"])

    def _write_difference(self, cheaper: str, dearer: str) -> str:
        kr = self._differences_by_pair[frozenset((cheaper, dearer))]["difference_kr"]
        return self.numbers.million_kr(kr) if kr >= A_KRONE else "0 kr."

    def _tell_dearer(self, name: str, cheapest: str, case: str) -> str:
        """What a case costs more that is proven to be dearer."""
        found = self.in_plans_found(self._differences_by_pair[frozenset((cheapest, case))]["gaps_kr"])
        return self.say(name, case=case, kr=self._write_difference(cheapest, case), found=found)

    def _system_of(self, case: str) -> str:
        return self.comparison.results[case].instance.system

    def _group_alike(self) -> Iterator[list[str]]:
        """Cases of one scenario that hang together by differences that are not proven, the cheapest first."""
        left = list(self.comparison.planned)
        while left:
            group = [left.pop(0)]
            for known in group:
                near = [case for case in left if self._could_be_either(known, case)]
                left = [case for case in left if case not in near]
                group.extend(near)
            if len(group) > 1:
                yield [case for case in self.comparison.planned if case in group]

    def _could_be_either(self, one: str, other: str) -> bool:
        return _scenario_of(one) == _scenario_of(other) and not self._is_proven(one, other)

    def _by_scenario(self) -> Mapping[str, Comparison]:
        """The cases of each scenario, by its name; one part without a name where there is one at most."""
        parts: dict[str, dict[str, Result]] = {}
        for case, result in self.comparison.results.items():
            parts.setdefault(_scenario_of(case), {})[case] = result
        return {scenario: Comparison.of_results(results) for scenario, results in sorted(parts.items())}

    def _wide_gaps(self) -> Iterator[str]:
        planned = self.comparison.planned.items()
        wide = {case: result.gap for case, result in planned if result.status != "optimal"}
        if wide:
            told = (self.say("case and gap", case=case, gap=self.numbers.gap(gap)) for case, gap in wide.items())
            yield self.say("plans not proven", cases=", ".join(told))


def _scenario_of(case: str) -> str:
    return case.partition(WITH_SCENARIO)[2]


def cost_of(result: Result, language: Language) -> str:
    """What a result costs; or that it has no plan."""
    if not result.has_plan:
        return phrase("no plan", language)
    return Numbers(language).million_kr(result.objective_kr)
