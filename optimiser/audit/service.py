"""What centres promise and what it costs, from the rows of the instance and the answers alone.

Only the arithmetic of queues is shared with the rest of the program. With N the agent hours a year of a centre at
the mean handling time over the instance's pooled contacts, the cost of a centre of volume V is multiplied by

    (1 - staffing share) + staffing share · N(V, promise) / N(V, reference),

counted at the volumes exp(0.02·i) for i = 0, 1, 2, … and straight in ln V between them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import exp, floor, log

from optimiser.audit.evidence import Answer, Evidence
from optimiser.data import rows
from optimiser.data.instance import Instance
from optimiser.staffing.agents import agents_needed
from optimiser.staffing.profile import WeekProfile
from optimiser.staffing.target import Target
from optimiser.staffing.workload import achieved_service, continuous_agent_hours_per_year, slot_loads

STEP = 0.02
WEEKS, HOURS = 52, 0.5
"""Weeks of a year, and hours of a half hour."""


@dataclass(frozen=True)
class Promise:
    """A target, the opening hours a week, and the week in which contacts arrive."""

    target: Target
    hours: float
    week: WeekProfile


@dataclass(frozen=True)
class Kept:
    """What the fewest agents that keep a promise come to: shares, seconds, hours a year, agents at once."""

    answered_share: float
    mean_wait_seconds: float
    occupancy: float
    agent_hours: float
    agents_most: int


def reference(e: Evidence) -> Promise:
    """The promise at which the cost curve holds."""
    said = e.instance.settings.service
    return _promise(
        e.instance, said.reference_answered_share, said.reference_within_seconds, said.reference_opening_hours
    )


def promise(e: Evidence, centre: rows.Centre) -> Promise:
    """The promise of a centre; a blank cell of its row means the reference."""
    said = e.instance.settings.service
    return _promise(
        e.instance,
        centre.answered_share or said.reference_answered_share,
        centre.within_seconds or said.reference_within_seconds,
        centre.opening_hours or said.reference_opening_hours,
    )


def _promise(instance: Instance, share: float, seconds: float, hours: float) -> Promise:
    said = instance.settings.service
    return Promise(Target(share, seconds, said.max_occupancy, said.patience_seconds), hours, _week(instance, hours))


def _week(instance: Instance, hours: float) -> WeekProfile:
    """The assumed week, or the counted arrivals of the half hours in which it is open."""
    assumed = WeekProfile.of_opening_hours(hours)
    if not instance.tables.arrival_profile:
        return assumed
    weights = [[0.0] * 48 for _ in range(7)]
    for row in instance.tables.arrival_profile:
        hour, minute = map(int, row.half_hour.split(":"))
        slot = 2 * hour + minute // 30
        if assumed.shares[48 * (row.weekday - 1) + slot] > 0:
            weights[row.weekday - 1][slot] = row.share
    return WeekProfile.of_weights(weights)


def factor(e: Evidence, centre: rows.Centre) -> float:
    """What the cost of an open centre is multiplied by for its promise."""
    own, norm = promise(e, centre), reference(e)
    if own == norm:
        return 1.0
    place = log(max(e.loads[centre.centre].volume, 1.0)) / STEP
    ends, handling = (floor(place), floor(place) + 1), _pooled_handling_seconds(e.instance)
    share = e.instance.settings.service.staffing_share
    low, high = (1 - share + share * _hours(own, end, handling) / _hours(norm, end, handling) for end in ends)
    return low + (place - floor(place)) * (high - low)


@lru_cache(maxsize=1000)
def _hours(some: Promise, end: int, handling: float) -> float:
    return float(continuous_agent_hours_per_year(exp(STEP * end), handling, some.target, some.week))


def _pooled_handling_seconds(instance: Instance) -> float:
    """Mean over the pooled contacts; over all where none is pooled."""
    pooled = [(n * instance.tasks[task].pooling_weight, task) for (_, task), n in instance.contacts.items()]
    if not any(weight for weight, _ in pooled):
        pooled = [(n, task) for (_, task), n in instance.contacts.items()]
    minutes = sum(weight * instance.tasks[task].handling_minutes for weight, task in pooled)
    return 60 * minutes / sum(weight for weight, _ in pooled)


def work_hours(answers: Iterable[Answer]) -> float:
    """Hours a year of handling the contacts."""
    return sum(answer.contacts * answer.task.handling_minutes for answer in answers) / 60


def kept(some: Promise, contacts: float, work: float) -> Kept:
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
        return reference(self.evidence)

    @cached_property
    def promises(self) -> Mapping[str, Promise]:
        """The promise of each open centre."""
        return {centre: promise(self.evidence, self.evidence.centres[centre]) for centre in self.evidence.loads}

    @cached_property
    def kept(self) -> Mapping[str, Kept]:
        """What keeping them takes, by centre."""
        answered = self.evidence.by_centre
        return {
            centre: kept(some, self.evidence.loads[centre].contacts, work_hours(answered[centre]))
            for centre, some in self.promises.items()
        }
