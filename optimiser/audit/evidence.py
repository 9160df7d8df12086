"""The evidence every check reads: who answers what according to the files, and what centres promise for it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp, floor, log
from typing import TypeVar

from optimiser.audit.existing import Standing
from optimiser.audit.own_figures import OwnFigures
from optimiser.audit.run_files import PlanFiles
from optimiser.audit.wishes import centres_as_wished
from optimiser.data import rows
from optimiser.data.columns import HOME_FORMS, Form
from optimiser.data.instance import Instance
from optimiser.data.run_tables import AssignmentLine
from optimiser.data.settings import Policy
from optimiser.staffing.erlang import Target, agents_needed
from optimiser.staffing.workload import (
    WeekProfile,
    achieved_service,
    continuous_agent_hours_per_year,
    opening_order,
    slot_loads,
)

# ---- Answers --------------------------------------------------------------------------------------


DEPARTMENTS = "departments"
"""Stands in the column `centre` for the municipality's own departments, which answer the form `unchanged`."""

T = TypeVar("T")
K = TypeVar("K")


@dataclass(frozen=True)
class Answer:
    """A task of a municipality and who answers it; all but the centre follows from the instance.

    `pooled` are the contacts a year as far as their cost follows the size of the centre, `today_kr` what a contact
    costs today, `minutes` its mean handling time, `today_fte` the employees who answer them today. `centre` is None for
    the departments.
    """

    municipality: rows.Municipality
    task: rows.Task
    centre: rows.Centre | None
    contacts: float
    pooled: float
    today_kr: float
    minutes: float
    today_fte: float
    line: AssignmentLine

    @cached_property
    def form(self) -> Form:
        """The form that follows from who asks and who answers."""
        if self.centre is None:
            return "unchanged"
        if self.centre.kind == "local":
            return "local" if self.centre.seat == self.municipality.code else "purchased"
        return "regional" if self.centre.kind == "virtual" else "external"

    @property
    def away(self) -> bool:
        """True when another than the municipality answers."""
        return self.form not in HOME_FORMS

    @property
    def place(self) -> str:
        """Name of the centre, or of the departments."""
        return self.centre.centre if self.centre else DEPARTMENTS

    @property
    def about(self) -> str:
        """What the answer is about, in words."""
        return f"{self.task.task} of {self.municipality.name}"


@dataclass(frozen=True)
class Load:
    """What a centre answers a year: contacts, and pooled volume of its own seat and of others."""

    contacts: float
    own: float
    sold: float

    @property
    def volume(self) -> float:
        """Pooled volume in contacts a year."""
        return self.own + self.sold


@dataclass(frozen=True)
class Evidence:
    """What is said of a plan, in files or in memory, and what follows from it."""

    files: PlanFiles

    @property
    def instance(self) -> Instance:
        """The instance as it was solved."""
        return self.files.instance

    @property
    def policy(self) -> Policy:
        """The rules the strategist set."""
        return self.instance.settings.policy

    @cached_property
    def centres(self) -> Mapping[str, rows.Centre]:
        """Every centre of the instance by name, also outside the structure in use; with the minimum that wishes ask."""
        return centres_as_wished(self.instance)

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """What can be judged: lines about contacts there are, answered by a centre there is; the first of each."""
        found: dict[tuple[str, str], Answer] = {}
        for line in self.files.lines.assignments:
            key = (line.municipality, line.task)
            if key in self.instance.contacts and self.knows_centre(line.centre):
                found.setdefault(key, self._answer_in_line(line))
        return tuple(found.values())

    def knows_centre(self, centre: str) -> bool:
        """True for the departments, and for the name of a centre of the instance."""
        return centre == DEPARTMENTS or centre in self.centres

    def _answer_in_line(self, line: AssignmentLine) -> Answer:
        municipality, task = self.instance.municipalities[line.municipality], self.instance.tasks[line.task]
        key, own = (line.municipality, line.task), self.figures
        figures = (self.instance.contacts[key], own.pooled[key], own.today_kr[key], own.minutes[key], own.staff[key])
        return Answer(municipality, task, self.centres.get(line.centre), *figures, line)

    @cached_property
    def figures(self) -> OwnFigures:
        """What is known of the contacts of each municipality and task."""
        return OwnFigures(self.instance)

    @cached_property
    def standing(self) -> Standing:
        """What is there already."""
        return Standing(self.instance)

    @cached_property
    def by_municipality(self) -> Mapping[str, list[Answer]]:
        """The answers to each municipality's citizens, by its code."""
        return group_pairs((answer.municipality.code, answer) for answer in self.answers)

    @cached_property
    def by_centre(self) -> Mapping[str, list[Answer]]:
        """The answers each open centre gives, by its name."""
        return group_pairs((answer.place, answer) for answer in self.answers if answer.centre)

    @cached_property
    def by_link(self) -> Mapping[tuple[str, str], list[Answer]]:
        """The answers over each connection, by (municipality, centre)."""
        away = (answer for answer in self.answers if answer.away)
        return group_pairs(((answer.municipality.code, answer.place), answer) for answer in away)

    @cached_property
    def hosts(self) -> Mapping[str, list[Answer]]:
        """The answers each municipality's centre sells, by the centre's name."""
        return group_pairs((answer.place, answer) for answer in self.answers if answer.form == "purchased")

    @cached_property
    def loads(self) -> Mapping[str, Load]:
        """What each open centre answers."""
        return {centre: _load_of(answers) for centre, answers in self.by_centre.items()}

    @cached_property
    def connections(self) -> Mapping[str | None, list[rows.Connection]]:
        """The rows about connections by municipality; None for those about any."""
        return group_pairs((row.municipality, row) for row in self.instance.tables.connections)

    @cached_property
    def laws(self) -> tuple[rows.LegalRule, ...]:
        """The legal rules that hold in the year of the instance."""
        return laws_of(self.instance)

    def today_kr(self, answers: Iterable[Answer]) -> float:
        """What the contacts cost as answered today (kr. a year)."""
        return sum(answer.contacts * answer.today_kr for answer in answers)

    def busy_fte(self, answers: Iterable[Answer]) -> float:
        """Full-time employees who are busy with the contacts."""
        return work_hours(answers) / self.instance.settings.economy.net_hours_per_fte


def _load_of(answers: list[Answer]) -> Load:
    own = sum(answer.pooled for answer in answers if not answer.away)
    sold = sum(answer.pooled for answer in answers if answer.away)
    return Load(sum(answer.contacts for answer in answers), own, sold)


def laws_of(instance: Instance) -> tuple[rows.LegalRule, ...]:
    """The legal rules that hold in the year of an instance."""
    return tuple(law for law in instance.tables.legal if _in_force(law, instance.settings.year))


def _in_force(law: rows.LegalRule, year: int) -> bool:
    begun = law.valid_from is None or law.valid_from <= year
    ended = law.valid_to is not None and law.valid_to < year
    return law.active and begun and not ended


def first_year_of(instance: Instance, form: Form, task: str) -> int | None:
    """Return the year from which a form may answer a task; None where no row says it. A row of the task comes first."""
    rows_of_form = [row for row in instance.tables.first_years if row.form == form and row.task in (None, task)]
    rows_of_form.sort(key=lambda row: row.task is None)
    return rows_of_form[0].first_year if rows_of_form else None


def law_covers(law: rows.LegalRule, task: rows.Task) -> bool:
    """True when a legal rule speaks of a task: it names its level, or names none and means authority tasks."""
    return task.level in law.levels if law.levels else task.authority


def group_pairs(pairs: Iterable[tuple[K, T]]) -> Mapping[K, list[T]]:
    """Values by key, in the order they come."""
    found: dict[K, list[T]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return dict(found)


def places_of(answers: list[Answer]) -> set[str]:
    """The places that answer a municipality's citizens."""
    return {answer.place if answer.away else "home" for answer in answers}


# ---- Service --------------------------------------------------------------------------------------

# Only the arithmetic of queues is shared with the rest of the program. With N the agent hours a year of a centre at
# the mean handling time over the instance's pooled contacts, the cost of a centre of volume V is multiplied by
#
#     (1 - staffing share) + staffing share · wages · N(V, promise) / N(V, reference),
#
# counted at the volumes exp(0.02·i) for i = 0, 1, 2, … and straight in ln V between them. Where no centre may cost less
# than its agents, it costs at least cost factor · least_hour_kr · N(V, promise), and from its opening on what it costs
# with one contact a year.


STEP = 0.02
WEEKS, HOURS = 52, 0.5
"""Weeks of a year, and hours of a half hour."""


@dataclass(frozen=True)
class Promise:
    """A target, the opening hours a week, the week in which contacts arrive, and the wages of those who answer.

    `least_hour_kr` is what an hour of theirs costs, over the cost factor, if the centre may not cost less; else 0.
    """

    target: Target
    hours: float
    week: WeekProfile
    wages: float = 1.0
    least_hour_kr: float = 0.0


@dataclass(frozen=True)
class Kept:
    """What the fewest agents that keep a promise come to: shares, seconds, hours a year, agents at once."""

    answered_share: float
    mean_wait_seconds: float
    occupancy: float
    agent_hours: float
    agents_most: int


def reference_promise(e: Evidence) -> Promise:
    """The promise at which the cost curve holds."""
    said = e.instance.settings.service
    return _make_promise(
        e.instance, said.reference_answered_share, said.reference_within_seconds, said.reference_opening_hours
    )


def promise_of_centre(e: Evidence, centre: rows.Centre) -> Promise:
    """The promise of a centre; a blank cell of its row means the reference."""
    said = e.instance.settings.service
    return _make_promise(
        e.instance,
        centre.answered_share or said.reference_answered_share,
        centre.within_seconds or said.reference_within_seconds,
        centre.opening_hours or said.reference_opening_hours,
        (wages := e.instance.municipalities[centre.seat].wage_level if centre.seat else 1.0),
        wages * _agent_hour_kr(e.instance) / centre.cost_factor if said.cost_at_least_staffing else 0.0,
    )


def _agent_hour_kr(instance: Instance) -> float:
    economy = instance.settings.economy
    return economy.agent_cost_kr / economy.net_hours_per_fte / (1 - instance.settings.service.shrinkage)


def _make_promise(instance: Instance, share: float, seconds: float, hours: float, *prices: float) -> Promise:
    said = instance.settings.service
    target = Target(share, seconds, said.max_occupancy, said.patience_seconds)
    return Promise(target, hours, _week_profile(instance, hours), *prices)


def _week_profile(instance: Instance, hours: float) -> WeekProfile:
    """The assumed week; or the busiest half hours of the counted one, as many as are open.

    Between equals the assumed week decides: its first half hours to open go before.
    """
    if not instance.tables.arrival_profile:
        return WeekProfile.of_opening_hours(hours)
    shares = {48 * (row.weekday - 1) + _half_hour(row): row.share for row in instance.tables.arrival_profile}
    assumed = {slot: place for place, slot in enumerate(opening_order().tolist())}
    busiest = sorted(shares, key=lambda slot: (-shares[slot], assumed[slot]))
    opened = set(busiest[: round(hours / HOURS)])
    slots = [shares[slot] if slot in opened else 0.0 for slot in range(7 * 48)]
    return WeekProfile.of_weights([slots[48 * day : 48 * day + 48] for day in range(7)])


def _half_hour(row: rows.ArrivalShare) -> int:
    """The half hour of the day, counted from midnight."""
    hour, minute = map(int, row.half_hour.split(":"))
    return 2 * hour + minute // 30


def factors_at(e: Evidence, own: Promise, norm: Promise, volumes: Sequence[float]) -> list[float]:
    """What a promise multiplies the cost of a centre by, at each of some pooled volumes."""
    share = e.instance.settings.service.staffing_share

    def factors(counted: list[float]) -> list[float]:
        hours, at_norm = _hours(e, own, counted), _hours(e, norm, counted)
        return [1 - share + share * own.wages * some / usual for some, usual in zip(hours, at_norm, strict=True)]

    return _between_steps(volumes, factors)


def least_costs_at(e: Evidence, own: Promise, volumes: Sequence[float]) -> list[float]:
    """What those cost who keep a promise at each of some pooled volumes, over the cost factor, at least (kr.)."""
    return _between_steps(volumes, lambda counted: [own.least_hour_kr * hours for hours in _hours(e, own, counted)])


def _hours(e: Evidence, some: Promise, volumes: list[float]) -> list[float]:
    handling = 60 * e.figures.pooled_minutes
    return list(continuous_agent_hours_per_year(volumes, handling, some.target, some.week).tolist())


def _between_steps(volumes: Sequence[float], figure: Callable[[list[float]], list[float]]) -> list[float]:
    """A figure at volumes, counted at the steps on either side and straight in ln V between."""
    places = [log(max(volume, 1.0)) / STEP for volume in volumes]
    ends = sorted({floor(place) + after for place in places for after in (0, 1)})
    at = dict(zip(ends, figure([exp(STEP * end) for end in ends]), strict=True))
    return [at[floor(one)] + (one - floor(one)) * (at[floor(one) + 1] - at[floor(one)]) for one in places]


def work_hours(answers: Iterable[Answer]) -> float:
    """Hours a year of handling the contacts."""
    return sum(answer.contacts * answer.minutes for answer in answers) / 60


def keep_promise(some: Promise, contacts: float, work: float) -> Kept:
    """What keeping a promise takes for contacts a year with so many hours of work."""
    handling = 3600 * work / contacts
    agents = agents_needed(slot_loads(contacts, handling, some.week), handling, some.target)
    service = achieved_service(contacts, handling, agents, some.target, some.week)
    return Kept(
        answered_share=float(service.answered_share),
        mean_wait_seconds=float(service.mean_wait_seconds),
        occupancy=float(service.occupancy),
        agent_hours=float(WEEKS * HOURS * agents.sum()),
        agents_most=int(agents.max()),
    )


@dataclass(frozen=True)
class Staffing:
    """How the plan in the evidence is staffed."""

    evidence: Evidence

    @cached_property
    def reference(self) -> Promise:
        """The promise at which the cost curve holds."""
        return reference_promise(self.evidence)

    @cached_property
    def promises(self) -> Mapping[str, Promise]:
        """The promise of each open centre."""
        return {
            centre: promise_of_centre(self.evidence, self.evidence.centres[centre]) for centre in self.evidence.loads
        }

    @cached_property
    def kept(self) -> Mapping[str, Kept]:
        """What keeping them takes, by centre."""
        answered = self.evidence.by_centre
        return {
            centre: keep_promise(some, self.evidence.loads[centre].contacts, work_hours(answered[centre]))
            for centre, some in self.promises.items()
        }
