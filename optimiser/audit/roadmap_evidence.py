"""The evidence of a path over years: the books of each year and what follows from their order, from files alone."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from optimiser.audit.books import Books, CostEntry, Item
from optimiser.audit.evidence import DEPARTMENTS, Answer, Evidence
from optimiser.audit.run_files import PlanFiles
from optimiser.data.columns import HOME_FORMS
from optimiser.data.instance import Instance
from optimiser.data.read import hash_of_instance
from optimiser.data.roadmap_record import RoadmapRecord
from optimiser.data.roadmap_tables import RoadmapLines


def while_centres_are_new(instance: Instance, year: int) -> Instance:
    """Return the instance of a year as a plan of that year alone is held to it, where new centres may grow.

    Each year by itself is held to the least share of a minimum volume that a centre may have which is as new as can be
    in that year; how new it is, and so what it must have, only the years together tell.
    """
    of_year, ramp = instance.in_year(year), instance.settings.roadmap.minimum_ramp
    least = min(share_while_new(instance, gone) for gone in range(year - instance.years[0] + 1))
    if not ramp or least == 1:
        return of_year
    old, selling = centres_before(instance), hosts_before(instance)
    centres = tuple(
        row.model_copy(
            update={
                "min_volume": row.min_volume if row.centre in old else row.min_volume * least,
                "min_sold": row.min_sold if row.centre in selling else row.min_sold * least,
            }
        )
        for row in of_year.tables.centres
    )
    made = replace(of_year, tables=replace(of_year.tables, centres=centres))
    return replace(made, sha256=hash_of_instance(made))


def centres_before(instance: Instance) -> frozenset[str]:
    """Return the centres that answer somebody before the first year."""
    return frozenset(row.centre for year in instance.years for row in instance.in_year(year).existing)


def hosts_before(instance: Instance) -> frozenset[str]:
    """Return the municipalities' centres that answer others before the first year."""
    seats = {row.centre: row.seat for row in instance.tables.centres if row.kind == "local"}
    rows = (row for year in instance.years for row in instance.in_year(year).existing)
    return frozenset(row.centre for row in rows if seats.get(row.centre, row.municipality) != row.municipality)


def share_while_new(instance: Instance, years: int) -> float:
    """Return the share of its minimum volume that a centre must have which has been open for so many years."""
    ramp = instance.settings.roadmap.minimum_ramp
    return ramp[years] if years < len(ramp) else 1.0


Task = tuple[str, str]
"""(code of the municipality, task)."""


class Leaving(NamedTuple):
    """A task that leaves in a year, for another place, where it has come to since the first year, so many ago."""

    years: int
    before: Answer
    answer: Answer


@dataclass(frozen=True)
class PathFiles:
    """All that is audited of a path: the instance, its record, the lines of its tables, and the plan of each year."""

    instance: Instance
    record: RoadmapRecord
    lines: RoadmapLines
    plans: Mapping[int, PlanFiles]


@dataclass(frozen=True)
class Begun:
    """What is invested in something in the year it is first used: once and a year (kr.), and who pays."""

    once_kr: float
    annual_kr: float
    municipality: str
    centre: str

    @classmethod
    def of_entries(cls, entries: list[CostEntry]) -> "Begun":
        """Return what the entries of one thing come to."""
        payer = entries[0].payer
        return cls(sum(e.once_kr for e in entries), sum(e.kr for e in entries), payer.municipality, payer.centre)


@dataclass(frozen=True)
class PathEvidence:
    """What is said of a path, and what follows from it."""

    files: PathFiles

    @cached_property
    def books(self) -> Mapping[int, Books]:
        """The books of each year, in order."""
        return {year: Books(Evidence(self.files.plans[year])) for year in sorted(self.files.plans)}

    @property
    def years(self) -> tuple[int, ...]:
        """The years, in order."""
        return tuple(self.books)

    def weight(self, year: int) -> float:
        """Return what a krone of a year is worth in the first."""
        return float((1 + self.files.instance.settings.economy.discount_rate) ** (self.years[0] - year))

    # ---- where everything is, and what moves -----------------------------------------------------

    @cached_property
    def standing(self) -> Mapping[Task, str]:
        """The centre that answers a task before the first year, as the first year says that has such contacts."""
        found: dict[Task, str] = {}
        for books in self.books.values():
            found = {**{key: row.centre for key, row in books.evidence.standing.by_task.items()}, **found}
        return found

    @cached_property
    def places_before(self) -> Mapping[int, Mapping[Task, str]]:
        """Where each task was answered last before a year; what is said nowhere was in the departments."""
        known, found = dict(self.standing), {}
        for year, books in self.books.items():
            found[year] = dict(known)
            known |= {_key(answer): answer.place for answer in books.evidence.answers}
        return found

    def place_before(self, year: int, answer: Answer) -> str:
        """Return where the task of an answer was answered before a year."""
        return self.places_before[year].get(_key(answer), DEPARTMENTS)

    @cached_property
    def moved(self) -> Mapping[int, list[Answer]]:
        """The answers of each year that are given at another place than before, other than the departments."""
        return {
            year: [
                answer
                for answer in books.evidence.answers
                if answer.place not in (DEPARTMENTS, self.place_before(year, answer))
            ]
            for year, books in self.books.items()
        }

    @cached_property
    def leaving(self) -> Mapping[int, list[Leaving]]:
        """The tasks that leave in each year where they have come to; from before the first year they may."""
        since: dict[Task, tuple[int, Answer]] = {}
        found: dict[int, list[Leaving]] = {year: [] for year in self.books}
        for year, books in self.books.items():
            for answer in books.evidence.answers:
                if self.place_before(year, answer) == answer.place:
                    continue
                if _key(answer) in since:
                    first, before = since[_key(answer)]
                    found[year].append(Leaving(year - first, before, answer))
                since[_key(answer)] = (year, answer)
        return found

    def contract_years(self, answer: Answer) -> int | None:
        """Return for how many years an answer is bound that is bound for some; None where it is for ever."""
        return self.files.instance.settings.roadmap.contract_years if answer.form == "purchased" else None

    def is_undone(self, leaving: Leaving) -> bool:
        """Return whether a task leaves a place too early, or goes back to the departments; not what was there."""
        if leaving.before.place == DEPARTMENTS:
            return False
        kept = self.contract_years(leaving.before)
        ended = leaving.before.form in HOME_FORMS or (kept is not None and leaving.years >= kept)
        return leaving.answer.place == DEPARTMENTS or not ended

    @cached_property
    def undone(self) -> Mapping[int, list[Leaving]]:
        """What is undone in each year."""
        return {year: list(filter(self.is_undone, some)) for year, some in self.leaving.items()}

    def undoing_kr(self, leaving: Leaving) -> float:
        """Return what is paid once for something that is undone."""
        return (self.files.instance.settings.roadmap.undoing_kr or 0.0) * leaving.answer.contacts

    @cached_property
    def joined(self) -> Mapping[int, list[Task]]:
        """The connections, (municipality, centre), that there are in each year and were not in the year before."""
        before = {(code, centre) for (code, _), centre in self.standing.items()}
        found = {}
        for year, books in self.books.items():
            found[year] = [link for link in books.evidence.by_link if link not in before]
            before = set(books.evidence.by_link)
        return found

    @cached_property
    def opened(self) -> Mapping[int, frozenset[str]]:
        """The centres that are open in each year for the first time."""
        known = set(self.standing.values())
        found = {}
        for year, books in self.books.items():
            found[year] = frozenset(books.evidence.loads.keys() - known)
            known |= books.evidence.loads.keys()
        return found

    def transition_kr(self, year: int, answer: Answer) -> float:
        """Return what is lost in the year in which a task moves."""
        roadmap, evidence = self.files.instance.settings.roadmap, self.books[year].evidence
        return roadmap.transition_loss * roadmap.transition_months / 12 * evidence.today_kr([answer])

    # ---- what is invested ------------------------------------------------------------------------

    @cached_property
    def begun(self) -> Mapping[int, Mapping[Item, Begun]]:
        """What each year is the first to use, at that year's prices."""
        known: set[Item] = set()
        found = {}
        for year, books in self.books.items():
            using = _items(books)
            found[year] = {item: one for item, one in using.items() if item not in known}
            known |= using.keys()
        return found

    def invested_kr(self, year: int) -> float:
        """Return what is invested in a year (kr., once)."""
        return sum(one.once_kr for one in self.begun[year].values())

    def annuities_kr(self, year: int) -> float:
        """Return a year's part of all that has been invested up to it (kr.)."""
        return sum(one.annual_kr for begun, items in self.begun.items() if begun <= year for one in items.values())

    def invested_by_municipality(self, year: int) -> Mapping[str, float]:
        """Return what each municipality invests itself in a year (kr., once); a shared centre is nobody's own."""
        found: dict[str, float] = defaultdict(float)
        centres = self.books[year].evidence.centres
        for one in self.begun[year].values():
            found[one.municipality or centres[one.centre].seat or ""] += one.once_kr
        return found

    def annuities_by_municipality(self, year: int) -> Mapping[str, float]:
        """Return what each municipality pays in a year of all that has been invested so far (kr.)."""
        some = (one for begun, items in self.begun.items() if begun <= year for one in items.values())
        return self._by_payer(year, list(some))

    def running_by_municipality(self, year: int) -> Mapping[str, float]:
        """Return what each municipality pays in a year besides anything invested (kr.)."""
        books = self.books[year]
        yearly = self._by_payer(year, list(_items(books).values()))
        return {code: payment.after_kr - yearly.get(code, 0.0) for code, payment in books.payments.items()}

    def _by_payer(self, year: int, some: list[Begun]) -> Mapping[str, float]:
        found: dict[str, float] = defaultdict(float)
        for one in some:
            for code, part in self._parts(year, one).items():
                found[code] += part * one.annual_kr
        return found

    def _parts(self, year: int, one: Begun) -> Mapping[str, float]:
        """Who pays: a municipality, or those that a centre answered in the last year in which it did."""
        if one.municipality:
            return {one.municipality: 1.0}
        last = max(known for known, books in self.books.items() if known <= year and one.centre in books.evidence.loads)
        return self.books[last].parts_of_centre(one.centre)


def _key(answer: Answer) -> Task:
    return answer.municipality.code, answer.task.task


def _items(books: Books) -> Mapping[Item, Begun]:
    """What a plan uses, and what it would cost to begin with it in its year."""
    found: dict[Item, list[CostEntry]] = defaultdict(list)
    for entry in books.entries:
        if entry.item:
            found[entry.item].append(entry)
    return {item: Begun.of_entries(entries) for item, entries in found.items()}
