"""What is said of the order of cases by cost, of plans of one year or over years: what of it is proven."""

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Generic

from optimiser.comparison.side_by_side import Compared, SideBySide, scenario_of
from optimiser.data.tolerances import A_KRONE
from optimiser.report.localizer import Localizer
from optimiser.report.parameters import name_span
from optimiser.report.tables.table import RowValues


class OrderSummary(Localizer, Generic[Compared]):
    """Tells which case costs less than which, and how far that is proven; scenario by scenario.

    Costs under one scenario say nothing of systems under another.
    """

    comparison: SideBySide[Compared]

    @property
    @abstractmethod
    def shown(self) -> SideBySide[Compared]:
        """The cases as they are shown."""

    @property
    def years(self) -> Sequence[int]:
        """The years that costs are of, all together; none where they are of a year."""
        return ()

    @abstractmethod
    def of_results(self, results: Mapping[str, Compared]) -> "OrderSummary[Compared]":
        """What tells the results of one scenario."""

    @abstractmethod
    def tell_cheapest(self, case: str, rivals: Sequence[str]) -> Iterator[str]:
        """What the cheapest costs, where `rivals` are those that are not proven to cost more."""

    @abstractmethod
    def tell_why_not(self, result: Compared) -> Iterator[str]:
        """Why a case has no plan."""

    def say(self, name: str, /, **figures: object) -> str:
        """Return a sentence in the language; its money is of a year, or of all years that are planned."""
        return super().say(name, **{"span": name_span(self.language, self.years), **figures})

    def tell_answer(self) -> Iterator[str]:
        """The cheapest case, and which cost more than it, scenario by scenario where several are."""
        parts = self._by_scenario()
        for scenario, told in parts.items():
            if len(parts) > 1:
                yield self.say("under scenario", scenario=scenario) if scenario else self.say("without scenario")
            yield from told.tell_scenario()
            yield from self.tell_saved(scenario)

    def tell_scenario(self) -> Iterator[str]:
        """The cheapest of cases that are all of one scenario, those that may be as cheap, and the next."""
        if not self.comparison.planned:
            yield self.say("nothing planned" if self.rest_impossible else "nothing found for cases")
            return
        cheapest, *others = self.shown.planned
        rivals = [case for case in others if not self.is_proven(cheapest, case)]
        yield from self.tell_cheapest(cheapest, rivals)
        if rivals:
            told = (self.say("case and more", case=case, kr=self.write_difference(cheapest, case)) for case in rivals)
            yield self.say("not proven dearer", cases=", ".join(told))
        dearer = [case for case in others if case not in rivals]
        if dearer:
            yield self.tell_dearer("next", cheapest, dearer[0])
        yield from self.tell_more(cheapest, dearer[1:])

    def tell_more(self, _cheapest: str, _dearer: Sequence[str]) -> Iterator[str]:
        """What else there is to say of the cases of a scenario; `dearer` are those that were not told of."""
        yield from ()

    def tell_saved(self, _scenario: str) -> Iterator[str]:
        """What there is to say of a scenario against the same without one."""
        yield from ()

    @property
    def starred(self) -> frozenset[str]:
        """The cases that are not proven to be dearer than the one above."""
        pairs = pairwise(self.shown.planned)
        return frozenset(below for above, below in pairs if not self.is_proven(above, below))

    def not_proven(self) -> Iterator[str]:
        """The cases whose order is not proven, and the plans that are not proven to the gap asked for."""
        groups = list(self._group_unproven())
        for cases in groups:
            yield self.say("order not proven", cases=", ".join(cases), kr=self.write_difference(cases[0], cases[-1]))
        if self._rows_of_scenario() and not groups:
            yield self.say("order proven")
        yield from self.tell_limits()
        yield from self._wide_gaps()

    def tell_limits(self) -> Iterator[str]:
        """What the proof of the order does not reach."""
        yield from ()

    def without_plan(self) -> Iterator[str]:
        """Each case without a plan, and why."""
        for case, result in self.comparison.results.items():
            if case not in self.comparison.planned:
                why = " ".join(line.strip() for line in self.tell_why_not(result))
                yield self.say("no plan because", case=case, why=why)

    @property
    def rest_impossible(self) -> bool:
        """True where it is proven that those without a plan can have none."""
        return all(one.objective_kr is not None or one.status == "infeasible" for one in self._results)

    @property
    def _results(self) -> Sequence[Compared]:
        return tuple(self.comparison.results.values())

    @cached_property
    def differences_by_pair(self) -> Mapping[frozenset[str], RowValues]:
        """The differences by the pair of their cases."""
        return {frozenset((row["cheaper"], row["dearer"])): row for row in self.shown.difference_rows}

    def is_proven(self, one: str, other: str) -> bool:
        """True where it is proven which of two cases costs less."""
        return bool(self.differences_by_pair[frozenset((one, other))]["proven"])

    def write_difference(self, cheaper: str, dearer: str) -> str:
        """Return what one case costs more than another."""
        return self.write_kr(float(self.differences_by_pair[frozenset((cheaper, dearer))]["difference_kr"]))

    def write_kr(self, kr: float) -> str:
        """Return an amount in millions; less than a krone is nothing."""
        return self.numbers.million_kr(kr) if kr >= A_KRONE else "0 kr."

    def tell_dearer(self, name: str, cheapest: str, case: str, called: str = "") -> str:
        """What a case costs more that is proven to be dearer; `called` by one of those that are shown as one."""
        found = self.in_plans_found(self.differences_by_pair[frozenset((cheapest, case))]["gaps_kr"])
        return self.say(name, case=called or case, kr=self.write_difference(cheapest, case), found=found)

    def _by_scenario(self) -> Mapping[str, "OrderSummary[Compared]"]:
        """What tells the cases of each scenario, by its name; one part without a name where there is one at most."""
        parts: dict[str, dict[str, Compared]] = {}
        for case, result in self.comparison.results.items():
            parts.setdefault(scenario_of(case), {})[case] = result
        return {scenario: self.of_results(results) for scenario, results in sorted(parts.items())}

    def _rows_of_scenario(self) -> Sequence[RowValues]:
        """The differences between cases of one scenario: others say nothing of each other."""
        rows = self.differences_by_pair.values()
        return [row for row in rows if scenario_of(row["cheaper"]) == scenario_of(row["dearer"])]

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
        return scenario_of(one) == scenario_of(other) and not self.is_proven(one, other)

    def _wide_gaps(self) -> Iterator[str]:
        planned = self.comparison.planned.items()
        wide = {case: result.gap for case, result in planned if result.status != "optimal"}
        if wide:
            told = (self.say("case and gap", case=case, gap=self.numbers.gap(gap)) for case, gap in wide.items())
            yield self.say("plans not proven", cases=", ".join(told))
