"""What a comparison over years says, in sentences: the cheapest over the years, and what of that is proven."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from optimiser.comparison.roadmap_comparison import RoadmapComparison
from optimiser.data.settings import Language
from optimiser.data.tolerances import A_KRONE
from optimiser.report.localizer import apart_kr
from optimiser.report.summaries.order import OrderSummary
from optimiser.report.summaries.roadmap import RoadmapSummary
from optimiser.result.roadmap import RoadmapResult


@dataclass(frozen=True)
class RoadmapComparisonSummary(OrderSummary[RoadmapResult]):
    """Tells plans over years side by side in one language."""

    comparison: RoadmapComparison
    language: Language

    @property
    def shown(self) -> RoadmapComparison:
        """The comparison as it is: plans over years are shown one by one."""
        return self.comparison

    @property
    def years(self) -> Sequence[int]:
        """The years that costs are of, all together."""
        return self.comparison.years

    def of_results(self, results: Mapping[str, RoadmapResult]) -> "RoadmapComparisonSummary":
        """What tells the results of one scenario."""
        return RoadmapComparisonSummary(RoadmapComparison.of_results(results, self.comparison.base), self.language)

    def tell_cheapest(self, case: str, rivals: Sequence[str]) -> Iterator[str]:
        """What the cheapest costs over the years against today, what is invested, and when that is paid back."""
        record, numbers = self.comparison.results[case].record, self.numbers
        cost_kr, today_kr = record.objective_kr or 0.0, record.today_kr or 0.0
        paid = "roadmaps not paid back" if record.payback_year is None else "roadmaps paid back"
        name = "roadmaps cheapest" if cost_kr <= today_kr else "roadmaps cheapest is dearer"
        yield self.say(
            "roadmaps cheapest as today" if abs(today_kr - cost_kr) < A_KRONE else name,
            who=self._name_cheapest(case, rivals),
            first=self.years[0],
            last=self.years[-1],
            cost=numbers.million_kr(cost_kr),
            kr=numbers.million_kr(abs(apart_kr(today_kr, cost_kr))),
            investment=numbers.million_kr(record.investment_kr),
            paid=self.say(paid, year=record.payback_year) if record.investment_kr else "",
        )

    def _name_cheapest(self, case: str, rivals: Sequence[str]) -> str:
        count = len(self.comparison.planned)
        if count == 1:
            return self.say("only one planned" if self.rest_impossible else "only one found", case=case)
        if rivals:
            return self.say("cheapest not proven", case=case, cases=self.join_list([case, *rivals]))
        return self.say("cheapest of all", cases=case, count=count)

    def tell_why_not(self, result: RoadmapResult) -> Iterator[str]:
        """Why a case has no path."""
        return RoadmapSummary(result, self.language).tell_failure()

    def tell_legend(self) -> Iterator[str]:
        """What the columns of the table mean, and the star if there is one."""
        yield self.say("roadmaps table legend", first=self.years[0], last=self.years[-1])
        if self.starred:
            yield self.say("star legend")
        yield self.say("rounded")

    def tell_base(self) -> str:
        """What each case is set against, as a heading of what is otherwise in it."""
        bases = dict.fromkeys(found.names[0] for found in self.comparison.from_base.values())
        return self.say("roadmaps from base" if len(bases) == 1 else "roadmaps from bases", base=", ".join(bases))

    def tell_steps(self, case: str) -> list[str]:
        """What a case does when, and what that costs and rests on."""
        return RoadmapSummary(self.comparison.results[case], self.language).tell_all()
