"""Who may answer what at all, and how much can come to a centre: from the rows of the instance alone."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import inf

from optimiser.audit.evidence import DEPARTMENTS, first_year_of, law_covers, laws_of
from optimiser.audit.existing import Standing
from optimiser.audit.own_figures import OwnFigures
from optimiser.audit.wishes import WishInForce, centres_as_wished, wishes_in_force
from optimiser.data import rows
from optimiser.data.columns import FORMS, HOME_FORMS, Form
from optimiser.data.instance import Instance

Places = Mapping[str, tuple[str, ...]]
"""The tasks that may be answered at each place; the departments are one."""


@dataclass(frozen=True)
class Volumes:
    """Pooled contacts a year that can come to a centre: its seat's own, others', and the least that one task brings.

    `offered_by` are the others.
    """

    own: float
    offered: float
    least: float
    offered_by: tuple[str, ...]


@dataclass(frozen=True)
class Ways:
    """What law, policy, groups, mandates, locks and volumes leave of the places where a task may be answered."""

    instance: Instance

    @cached_property
    def centres(self) -> Mapping[str, rows.Centre]:
        """Centres that can be used under the structure in use, by name."""
        groups = {group for groups in self._groups.values() for group in groups}
        every = centres_as_wished(self.instance).values()
        return {row.centre: row for row in every if row.kind != "virtual" or row.centre in groups}

    @cached_property
    def figures(self) -> OwnFigures:
        """What is known of the contacts of each municipality and task."""
        return OwnFigures(self.instance)

    @cached_property
    def own_centre(self) -> Mapping[str, str]:
        """The local centre of each municipality that has one."""
        return {row.seat: row.centre for row in self.centres.values() if row.kind == "local" and row.seat}

    @cached_property
    def tasks(self) -> Mapping[str, tuple[str, ...]]:
        """The tasks that each municipality has contacts at."""
        found: dict[str, list[str]] = {code: [] for code in self.instance.municipalities}
        for code, task in self.instance.contacts:
            found[code].append(task)
        return {code: tuple(tasks) for code, tasks in found.items()}

    def form(self, code: str, place: str) -> Form:
        """The form in which a place answers a municipality."""
        if place == DEPARTMENTS:
            return "unchanged"
        row = self.centres[place]
        if row.kind == "local":
            return "local" if row.seat == code else "purchased"
        return "regional" if row.kind == "virtual" else "external"

    @cached_property
    def places(self) -> Mapping[str, Places]:
        """By municipality the places that may answer it, and which tasks; no centre that never reaches its minimum."""
        allowed = {code: dict(self._allowed(code)) for code in self.tasks}
        short = {
            centre for centre, found in _volumes_at(self, allowed).items() if self._sells_too_little(centre, found)
        }
        unshared = {
            code: {p: t for p, t in at.items() if p not in short or self.form(code, p) in HOME_FORMS}
            for code, at in allowed.items()
        }
        volumes = _volumes_at(self, unshared)
        closed = {
            centre for centre, found in volumes.items() if self.most(centre, found) < self._row(centre).min_volume
        }
        return {code: {p: t for p, t in at.items() if p not in closed} for code, at in unshared.items()}

    @cached_property
    def volumes(self) -> Mapping[str, Volumes]:
        """What can come to each centre that may answer anything."""
        return _volumes_at(self, self.places)

    def most_of_others(self, centre: str, found: Volumes) -> float:
        """The most of others' volume that a centre may answer."""
        row = self._row(centre)
        shared = row.kind == "local" and row.max_sold_share is not None
        return min(found.offered, (row.max_sold_share or 0.0) * found.own if shared else inf, row.max_volume or inf)

    def most(self, centre: str, found: Volumes) -> float:
        """The most that a centre may answer."""
        return min(found.own + self.most_of_others(centre, found), self._row(centre).max_volume or inf)

    def _row(self, centre: str) -> rows.Centre:
        return self.centres[centre]

    def _sells_too_little(self, centre: str, found: Volumes) -> bool:
        """Whether a centre that others may use can never get from them what it must."""
        row = self._row(centre)
        least = row.min_sold if row.kind == "local" else row.min_volume
        return self.most_of_others(centre, found) < least

    # ---- law, policy, groups, mandates and locks ---------------------------------------------------

    def _allowed(self, code: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        locks = {
            task: [lock for lock in some if lock.municipality in (None, code)] for task, some in self._locks.items()
        }
        for place in (DEPARTMENTS, *self.centres):
            form = self.form(code, place)
            if not self._may_serve(code, place, form):
                continue
            unwished = self._unwished(code, place)
            tasks = tuple(
                task
                for task in self.tasks[code]
                if (form, task) in self._forms
                and task not in unwished
                and all(_obeys(lock, place, form) for lock in locks[task])
                and self._keeps_contract(code, task, place)
                and self._may_move(code, task, place)
            )
            if tasks:
                yield place, tasks

    def _keeps_contract(self, code: str, task: str, place: str) -> bool:
        row = self.standing.kept_at(code, task)
        return row is None or row.centre == place

    def _may_move(self, code: str, task: str, place: str) -> bool:
        """Whether the start has come, or a task would be where it is already."""
        start, there = self.instance.settings.roadmap.start_year, self.standing.by_task.get((code, task))
        begun = start is None or start <= self.instance.settings.year
        return begun or place == DEPARTMENTS or (there is not None and there.centre == place)

    @cached_property
    def standing(self) -> Standing:
        """What is there already."""
        return Standing(self.instance)

    def _unwished(self, code: str, place: str) -> frozenset[str]:
        """The tasks that some wish keeps a place from answering for a municipality."""
        some = self._wishes if place != DEPARTMENTS else ()
        refusing = (wish.tasks for wish in some if wish.why_not(code, self.centres[place]) is not None)
        return frozenset(task for tasks in refusing for task in tasks)

    @cached_property
    def _wishes(self) -> tuple[WishInForce, ...]:
        return wishes_in_force(self.instance)

    @cached_property
    def _locks(self) -> Mapping[str, list[rows.Lock]]:
        """The locks in force that speak of each task."""
        active = [lock for lock in self.instance.tables.locks if lock.active]
        return {
            task: [lock for lock in active if lock.task in (None, task) and lock.level in (None, row.level)]
            for task, row in self.instance.tasks.items()
        }

    def _may_serve(self, code: str, place: str, form: Form) -> bool:
        """Whether a place may answer a municipality anything: a seller is a candidate host, a group has members."""
        if form == "purchased":
            seat = self.centres[place].seat
            return seat is not None and self.instance.municipalities[seat].candidate_host
        return form != "regional" or place in self._groups.get(code, ())

    @cached_property
    def _groups(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for row in self.instance.tables.structures:
            if row.structure == self.instance.settings.structure:
                found[row.municipality].add(row.group)
        return dict(found)

    @cached_property
    def _forms(self) -> frozenset[tuple[Form, str]]:
        """Form and task where policy, mandates, law and the year let the form answer the task."""
        return frozenset((form, task) for form in FORMS for task in self.instance.tasks if self._may(form, task))

    def _may(self, form: Form, task: str) -> bool:
        policy, row = self.instance.settings.policy, self.instance.tasks[task]
        banned = any(
            law.cap_kr is None and form in law.forms and law_covers(law, row) for law in laws_of(self.instance)
        )
        first = first_year_of(self.instance, form, task)
        early = first is not None and self.instance.settings.year < first
        mandated = all(form in mandate.forms for mandate in policy.mandatory if row.level in mandate.levels)
        return row.level in policy.levels.levels_of(form) and mandated and not (banned or early)


def _obeys(lock: rows.Lock, place: str, form: Form) -> bool:
    named = lock.centre in (None, place) and lock.form in (None, form)
    return named == (lock.demand == "must")


def _volumes_at(ways: Ways, places: Mapping[str, Places]) -> Mapping[str, Volumes]:
    pooled = ways.figures.pooled
    found: dict[str, dict[str, list[float]]] = defaultdict(dict)
    for code, at in places.items():
        for place, tasks in at.items():
            if place != DEPARTMENTS:
                found[place][code] = [pooled[code, task] for task in tasks]
    return {place: _volumes_of(brought, ways.centres[place].seat) for place, brought in found.items()}


def _volumes_of(brought: Mapping[str, list[float]], seat: str | None) -> Volumes:
    others = {code: volumes for code, volumes in brought.items() if code != seat}
    return Volumes(
        sum(brought.get(seat or "", ())),
        sum(sum(volumes) for volumes in others.values()),
        min(min(volumes) for volumes in brought.values()),
        tuple(others),
    )
