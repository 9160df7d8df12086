"""What is otherwise in one plan over years than in another, in sentences and two tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from optimiser.comparison.roadmap_difference import RoadmapDifference
from optimiser.data.settings import Language
from optimiser.data.tolerances import A_KRONE
from optimiser.report.localizer import TENTH_KR, Localizer, apart_kr, as_shown
from optimiser.report.parameters import words_of_inputs
from optimiser.report.tables.roadmap_difference import CHANGED_MUNICIPALITIES, CHANGED_YEARS
from optimiser.report.tables.table import FilledTable
from optimiser.result.roadmap import RoadmapResult

MOST_INPUTS = 6
MOST_ROWS = 10
"""Inputs that are named, and municipalities in the table: those whose payment changes most."""


PROVEN = {
    (False, False): "roadmaps proven",
    (False, True): "roadmaps proven after by year",
    (True, False): "roadmaps proven before by year",
    (True, True): "roadmaps both by year",
}
"""What is said of how far the difference is proven, by which of the two was decided year by year."""


@dataclass(frozen=True)
class RoadmapDifferenceSummary(Localizer):
    """Tells the difference of two plans over years in one language."""

    difference: RoadmapDifference
    language: Language

    def tell_all(self) -> Iterator[str]:
        """What the second costs more or less, how far that is proven, what was asked differently, who moves when."""
        yield self._tell_cost()
        yield self._tell_proof()
        rows = self.difference.inputs
        words = words_of_inputs(self.language, self.difference.after.instance, rows)
        names = list(dict.fromkeys(words.name(str(row["parameter"])) for row in rows))
        yield (
            self.say("roadmaps inputs", names=self.join_some(names, MOST_INPUTS))
            if names
            else self.say("roadmaps same inputs")
        )
        yield self._tell_moves()

    def _tell_cost(self) -> str:
        one, other = self.difference.before, self.difference.after
        before_kr, after_kr = one.objective_kr or 0.0, other.objective_kr or 0.0
        told = {
            "after": self.difference.names[1],
            "before": self.difference.names[0],
            "first": one.years[0],
            "last": one.years[-1],
            "cost_before": self.numbers.million_kr(before_kr),
            "cost_after": self.numbers.million_kr(after_kr),
        }
        if abs(after_kr - before_kr) < A_KRONE:
            return self.say("roadmaps cost the same", **told)
        kr = self.numbers.million_kr(abs(apart_kr(after_kr, before_kr)))
        return self.say("roadmaps dearer" if after_kr > before_kr else "roadmaps cheaper", kr=kr, **told)

    def _tell_proof(self) -> str:
        least_kr, most_kr = self.difference.least_kr, self.difference.most_kr
        if self.difference.is_same_question:
            return self.say("roadmaps same question")
        if least_kr is None or most_kr is None:
            return self.say("roadmaps unproven")
        least, most = self._round(least_kr, ROUND_FLOOR), self._round(most_kr, ROUND_CEILING)
        before, after = self.difference.names
        how = {"how_before": self._tell_how(self.difference.before), "how_after": self._tell_how(self.difference.after)}
        return self.say(PROVEN[self.difference.by_year], before=before, after=after, **how, least=least, most=most)

    def _tell_how(self, result: RoadmapResult) -> str:
        """How a roadmap was decided year by year: all of it, or until the solve ended."""
        decided = result.record.decided_years
        stayed = next((one.first for one in decided if one.stayed), None)
        if stayed is None:
            return self.say("roadmaps by year")
        return self.say(
            "roadmaps by year none" if all(one.stayed for one in decided) else "roadmaps by year until", first=stayed
        )

    def _round(self, kr: float, way: str) -> str:
        """Return an amount that is proven, rounded to the side on which that stays true."""
        step = TENTH_KR if abs(kr) >= TENTH_KR else 1
        return self.numbers.million_kr((as_shown(kr, 2) / step).quantize(Decimal(1), way) * step)

    def _tell_moves(self) -> str:
        return self.say(
            "roadmaps moves", count=self.difference.moves_otherwise, all=len(self.difference.municipality_rows)
        )

    def fill_years(self) -> FilledTable:
        """Return the cost of each year in both plans."""
        return FilledTable(CHANGED_YEARS, self.difference.year_rows)

    def fill_municipalities(self) -> FilledTable:
        """Return the municipalities whose payment changes most."""
        rows = sorted(self.difference.municipality_rows, key=lambda row: -abs(row["change_kr"]))
        return FilledTable(
            CHANGED_MUNICIPALITIES, [row for row in rows if abs(row["change_kr"]) >= A_KRONE][:MOST_ROWS]
        )
