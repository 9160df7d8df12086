"""Why a whole plan is as it is, in sentences and a table."""

from collections.abc import Iterator
from dataclasses import dataclass

from optimiser.data.settings import Language
from optimiser.explanation.whole import ServingCentre, Whole
from optimiser.report.localizer import Localizer, as_argument, rule_words
from optimiser.report.summaries.recommendation import Recommendation
from optimiser.report.summaries.result import Summary
from optimiser.report.tables.explanations import SERVING
from optimiser.report.tables.table import FilledTable, OutputCell, RowValues


@dataclass(frozen=True)
class WholeSummary(Localizer):
    """Tells in one language what each centre of a plan does that serves others."""

    whole: Whole
    language: Language

    def tell_plan(self) -> list[str]:
        """Who answers for whom and what that saves, what is settled, who pays more, what it rests on, the proof."""
        _, proof, *_ = Summary(self.whole.result, self.language).tell_answer()
        return [*Recommendation(self.whole.result, self.language).tell_all(), proof]

    def fill_centres(self) -> FilledTable | None:
        """Return a row for each centre that serves others; None where none does."""
        rows = [self._tell_centre(one) for one in self.whole.centres]
        return FilledTable(SERVING, rows) if rows else None

    def _tell_centre(self, one: ServingCentre) -> RowValues:
        settled = self.say("whole unknown" if one.settled is None else "whole yes" if one.settled else "whole open")
        figures = {"municipalities": one.municipalities, "contacts": one.contacts, "unit_kr": one.unit_kr}
        saves = OutputCell(one.saves_kr, mark="" if one.obeys or one.saves_kr is None else "†")
        return {"centre": one.centre, **figures, "saves_kr": saves, "settled": settled}

    def tell_notes(self) -> Iterator[str]:
        """What the columns mean, which limits the centres are at, and what tells more."""
        if not self.whole.centres:
            return
        yield self.say("whole legend")
        yield from self.tell_signs()
        yield from self.tell_limits()
        yield self.say("whole ask for centre", centre=as_argument(self.whole.centres[0].centre))

    def tell_signs(self) -> Iterator[str]:
        """What the sign means, where there is one."""
        if any(one.saves_kr is not None and not one.obeys for one in self.whole.centres):
            yield self.say("explain breaks some")

    def tell_limits(self) -> Iterator[str]:
        """Which limits centres are at."""
        limits: dict[str, list[str]] = {}
        for one in self.whole.centres:
            for rule in one.binding:
                limits.setdefault(rule, []).append(one.centre)
        for rule, centres in limits.items():
            yield self.say("whole at limit", rule=rule_words(self, rule), centres=self.join_list(centres))
