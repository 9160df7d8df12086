"""The evidence every check reads: the instance, the files, and who answers what according to them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from optimiser.audit.reading import PlanFiles
from optimiser.data import rows
from optimiser.data.columns import HOME_FORMS, Form
from optimiser.data.instance import Instance
from optimiser.data.run_tables import AssignmentLine
from optimiser.data.settings import Policy

DEPARTMENTS = "departments"
"""Stands in the column `centre` for the municipality's own departments, which answer the form `unchanged`."""

T = TypeVar("T")
K = TypeVar("K")


@dataclass(frozen=True)
class Answer:
    """A task of a municipality and who answers it; contacts and pooled volume (a year) are the instance's.

    `centre` is None for the departments.
    """

    municipality: rows.Municipality
    task: rows.Task
    centre: rows.Centre | None
    contacts: float
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
    def pooled(self) -> float:
        """Contacts a year, as far as their cost follows the size of the centre."""
        return self.contacts * self.task.pooling_weight

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
        """Every centre of the instance by name, also those outside the structure in use."""
        return {row.centre: row for row in self.instance.tables.centres}

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
        contacts = self.instance.contacts[line.municipality, line.task]
        return Answer(municipality, task, self.centres.get(line.centre), contacts, line)

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
        return sum(answer.contacts for answer in answers) * self.instance.settings.economy.today_unit_cost_kr

    def busy_fte(self, answers: Iterable[Answer]) -> float:
        """Full-time employees who are busy with the contacts."""
        hours = sum(answer.contacts * answer.task.handling_minutes for answer in answers) / 60
        return hours / self.instance.settings.economy.net_hours_per_fte


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


def law_covers(law: rows.LegalRule, task: rows.Task) -> bool:
    """True when a legal rule speaks of a task: it names its level, or names none and means authority tasks."""
    return task.level in law.levels if law.levels else task.authority


def group_pairs(pairs: Iterable[tuple[K, T]]) -> Mapping[K, list[T]]:
    """Values by key, in the order they come."""
    found: dict[K, list[T]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return dict(found)
