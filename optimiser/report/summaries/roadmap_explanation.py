"""Why a municipality moves when it does, in sentences."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from optimiser.data.settings import Language
from optimiser.data.tolerances import A_KRONE
from optimiser.explanation.roadmap import ExplainedMove, RoadmapExplanation, ShiftedMove
from optimiser.planning.routes import DEPARTMENTS
from optimiser.report.charts.map import levels_in_words
from optimiser.report.localizer import Localizer, counted, rule_words
from optimiser.report.summaries.roadmap import RoadmapSummary

SHIFTS = {
    "later": ("roadmap explain later", "roadmap explain later saves"),
    "never": ("roadmap explain never", "roadmap explain never saves"),
    "earlier": ("roadmap explain earlier", "roadmap explain earlier saves"),
}
"""What is said of moving at another time, where that costs more and where it saves."""


@dataclass(frozen=True)
class RoadmapExplanationSummary(Localizer):
    """Tells in one language when a municipality moves, and what another year would come to."""

    explanation: RoadmapExplanation
    language: Language

    def tell_all(self) -> Iterator[str]:
        """When it moves what, what a year later or earlier would come to, what it pays, and how far that is proven."""
        if not self.explanation.moves:
            yield self.say("roadmap explain stays", name=self.explanation.name)
        for move in self.explanation.moves:
            yield self._tell_move(move)
            yield self._tell_later(move)
            yield self._tell_earlier(move)
        yield from self._tell_payments()
        if self.explanation.moves:
            yield self.say("roadmap explain scope")
        yield RoadmapSummary(self.explanation.result, self.language).tell_proof()

    def _tell_move(self, move: ExplainedMove) -> str:
        by_way: dict[tuple[str, str], list[str]] = defaultdict(list)
        for line in move.lines:
            by_way[line.from_centre, line.to_centre].append(line.task)
        ways = [
            self.say(
                "roadmap explain task",
                levels=levels_in_words(self.explanation.result.instance, tasks, self.language),
                before=self.say("roadmap departments") if before == DEPARTMENTS else before,
                after=after,
            )
            for (before, after), tasks in by_way.items()
        ]
        contacts = counted(self, "contacts", sum(line.contacts for line in move.lines))
        told = {"name": self.explanation.name, "year": move.year, "contacts": contacts}
        return self.say("roadmap explain moves", **told, tasks="; ".join(ways))

    def _tell_later(self, move: ExplainedMove) -> str:
        shifted = move.later
        if shifted.change_kr is None:
            tasks = ", ".join(shifted.unanswerable)
            return self.say("roadmap explain no route later", tasks=tasks, year=move.year)
        return self._tell_shift("never" if shifted.year is None else "later", shifted)

    def _tell_earlier(self, move: ExplainedMove) -> str:
        shifted = move.earlier
        if shifted is None:
            return self.say("roadmap explain no earlier", year=move.year)
        if shifted.change_kr is None:
            return self.say("roadmap explain no route", year=shifted.year, tasks=", ".join(shifted.unanswerable))
        return self._tell_shift("earlier", shifted)

    def _tell_shift(self, when: str, shifted: ShiftedMove) -> str:
        kr = shifted.change_kr or 0.0
        costs, saves = SHIFTS[when]
        told = self.numbers.million_kr(abs(kr), 2)
        priced = self.say(costs if kr >= 0 else saves, year=shifted.year, kr=told)
        if not shifted.broken:
            return f"{priced} {self.say('roadmap explain lawful' if kr > -A_KRONE else 'roadmap explain better')}"
        rules = ", ".join(rule_words(self, rule) for rule in shifted.broken)
        return f"{priced} {self.say('roadmap explain forbidden', rules=rules)}"

    def _tell_payments(self) -> Iterator[str]:
        for line in self.explanation.years:
            after, today = (self.numbers.million_kr(kr, 2) for kr in (line.after_kr, line.today_kr))
            yield self.say("roadmap explain pays", year=line.year, after=after, today=today)
