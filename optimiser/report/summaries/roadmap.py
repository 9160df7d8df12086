"""A plan over years in sentences: what to do when, what it costs and gains, and how far that is proven."""

from collections.abc import Iterator
from dataclasses import dataclass

from optimiser.data.roadmap_tables import YearLine
from optimiser.data.settings import Language
from optimiser.data.tolerances import A_KRONE
from optimiser.report.localizer import Localizer, apart_kr, counted, is_no_gap
from optimiser.report.summaries.conflicts import ConflictSummary
from optimiser.result.roadmap import RoadmapResult

MOST_NAMED = 6
"""Centres that are named in a sentence; of others it is told how many there are."""
MANY = 1_000_000
"""Contacts that are told in millions from here on."""
SPENT = 0.05
"""A budget of which no larger share is left counts as spent."""


@dataclass(frozen=True)
class RoadmapSummary(Localizer):
    """Tells a plan over years in one language."""

    result: RoadmapResult
    language: Language

    @property
    def title(self) -> str:
        """What the instance is called."""
        settings = self.result.instance.settings
        return self.choose_name(settings.title_da, settings.title_en, settings.name)

    @property
    def subject(self) -> str:
        """What the plan is: its years, and the system."""
        first, last = self._ends
        return self.say("roadmap subject", first=first, last=last, system=self.call_system(self.result.record.system))

    @property
    def _ends(self) -> tuple[int, int]:
        return self.result.years[0], self.result.years[-1]

    def tell_all(self) -> list[str]:
        """What to do when, what it costs, how far that is proven, and which budgets hold it back: a paragraph each."""
        return [self.tell_steps(), self.tell_cost(), self.tell_proof(), *self.tell_budgets()]

    def tell_failure(self) -> Iterator[str]:
        """Why there is no path: none keeps all rules in all years, and what stands against it; or none was in time."""
        record = self.result.record
        if record.status != "infeasible":
            yield self.say("roadmap not found", limit=self.time_limit(record.options.time_limit_seconds))
            return
        yield self.say("roadmap impossible")
        for year, conflicts in record.conflicts.items():
            yield self.say("roadmap impossible year", year=year)
            yield from ConflictSummary(self.language).tell_sentences(conflicts)
        if told := list(self._tell_short()):
            yield self.say("roadmap budgets short", budgets=self.join_list(told))

    def _tell_short(self) -> Iterator[str]:
        """What each budget that is too small lacks: those of all municipalities together, then those of single ones."""
        for year, kr in self.result.record.budget_short_kr.items():
            yield self.say("roadmap short", year=year, kr=self.numbers.at_most_kr(kr))
        for budget, kr in self.result.record.municipal_budget_short_kr.items():
            year, _, code = budget.partition(" ")
            name = self.result.instance.municipalities[code].name
            told = self.numbers.at_most_kr(kr)
            yield self.say("roadmap short of municipality", year=year, name=name, kr=told)

    # ---- what to do when -------------------------------------------------------------------------

    def tell_steps(self) -> str:
        """In which year what moves, and how much is answered in centres in the end."""
        steps = [self._tell_step(line) for line in self.result.lines.years if line.moved_tasks]
        if not steps:
            return self.say("roadmap no step")
        told = self.say(
            "roadmap one step" if len(steps) == 1 else "roadmap steps", count=len(steps), steps="; ".join(steps)
        )
        last = self.result.years[-1]
        return f"{told} {self.say('roadmap end', year=last, share=self.numbers.percent(self.share_in_centres(last)))}"

    def _tell_step(self, line: YearLine) -> str:
        moved = [move for move in self.result.lines.year_moves if move.year == line.year]
        opened = [one.centre for one in self.result.lines.centre_years if one.year == line.year and one.opened]
        told = {
            "year": line.year,
            "contacts": self.count_contacts(sum(move.contacts for move in moved)),
            "municipalities": counted(self, "municipalities", line.moving_municipalities),
        }
        if not opened:
            return self.say("roadmap step", **told)
        name = "roadmap step opens one" if len(opened) == 1 else "roadmap step opens"
        return self.say(name, **told, count=len(opened), centres=self.join_some(opened, MOST_NAMED))

    def count_contacts(self, number: float) -> str:
        """Return a number of contacts with what it counts; many in millions."""
        if number < MANY:
            return counted(self, "contacts", number)
        return self.say("roadmap million contacts", number=self.numbers.millions(number))

    def share_in_centres(self, year: int) -> float:
        """Return the share of a year's contacts that is not answered in the departments."""
        lines = [line for line in self.result.lines.municipality_years if line.year == year]
        return 1 - sum(line.contacts_unchanged for line in lines) / sum(line.contacts for line in lines)

    # ---- what it costs ---------------------------------------------------------------------------

    def tell_cost(self) -> str:
        """What the path costs over the years against today, what is invested, and when it is paid back."""
        record, (first, last) = self.result.record, self._ends
        cost_kr, today_kr = record.objective_kr or 0.0, record.today_kr or 0.0
        name = "roadmap costs less" if today_kr > cost_kr else "roadmap costs more"
        told = self.say(
            "roadmap costs the same" if abs(today_kr - cost_kr) < A_KRONE else name,
            first=first,
            last=last,
            cost=self.numbers.million_kr(cost_kr),
            kr=self.numbers.million_kr(abs(apart_kr(today_kr, cost_kr))),
            invested=self.numbers.million_kr(record.investment_kr),
        )
        if not record.investment_kr:
            return told
        year = record.payback_year
        return (
            f"{told} {self.say('roadmap not paid back') if year is None else self.say('roadmap paid back', year=year)}"
        )

    def tell_proof(self) -> str:
        """How far it is proven that no other path costs less; of one decided year by year, how it was decided."""
        record = self.result.record
        if record.decided_years:
            return " ".join(self._tell_decided())
        if record.objective_kr is None or record.bound_kr is None or record.gap is None:
            return self.say("roadmap unproven")
        proven = self.numbers.proven(record.objective_kr, record.bound_kr)
        if proven.is_exact:
            return self.say("roadmap proven exactly")
        return self.say("roadmap proven", bound=proven.bound, gap=self.numbers.gap(record.gap), kr=proven.gap)

    def _tell_decided(self) -> Iterator[str]:
        """How each year was decided, how well, and which of them could not be by itself."""
        decided = [one for one in self.result.record.decided_years if not one.stayed]
        if decided:
            yield self.say("roadmap by year")
        gaps = [one.gap for one in decided if one.gap is not None]
        if gaps and len(gaps) == len(decided):
            said = "roadmap by year exact" if is_no_gap(max(gaps)) else "roadmap by year gap"
            yield self.say(said, gap=self.numbers.gap(max(gaps)))
        if hosts := list(dict.fromkeys(host for one in decided for host in one.held_back)):
            yield self.say("roadmap by year held back", hosts=self.join_some(hosts, MOST_NAMED))
        for one in decided:
            if one.first < one.last:
                yield self.say("roadmap by year together", first=one.first, last=one.last)
        for one in self.result.record.decided_years:
            if one.stayed:
                yield self.say("roadmap by year stayed" if decided else "roadmap by year none", first=one.first)
        yield self.say("roadmap by year ahead")

    def tell_budgets(self) -> Iterator[str]:
        """Which years' budgets are spent; nothing where no year has one."""
        budgeted = [line for line in self.result.lines.years if line.budget_kr is not None]
        spent = [line for line in budgeted if (line.budget_left_kr or 0.0) <= SPENT * (line.budget_kr or 0.0)]
        if spent:
            yield self.say("roadmap budget spent", years=self.join_list([str(line.year) for line in spent]))
        elif budgeted:
            yield self.say("roadmap budget left")
