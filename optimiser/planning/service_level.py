"""What a centre promises its callers, and the agents, whole or in the factor f(V) on its cost, that this takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log

import numpy as np
from numpy.typing import ArrayLike

from optimiser.data.instance import Instance
from optimiser.data.rows import Centre
from optimiser.staffing.erlang import SECONDS_PER_HOUR, FloatArray, Target, agents_needed
from optimiser.staffing.workload import (
    WEEKS_PER_YEAR,
    WeekProfile,
    achieved_service,
    continuous_agent_hours_per_year,
    fte_of_hours,
    slot_loads,
)

# ---- The rule service-level, told in `cost_curve` -------------------------------------------------


KNOTS = 50
"""Knots of the service factor for each unit of ln V: volumes 2 % apart."""
SECONDS_PER_MINUTE = 60


@dataclass(frozen=True)
class CentreService:
    """What a centre promises: its target, its opening hours a week, and when contacts arrive."""

    target: Target
    opening_hours: float
    profile: WeekProfile


def reference_service(instance: Instance) -> CentreService:
    """The service at which the cost curve holds."""
    return promised_service(instance)


def centre_service(instance: Instance, centre: Centre) -> CentreService:
    """The service of a centre: what its row says, and the reference where a cell is blank."""
    return promised_service(instance, centre.answered_share, centre.within_seconds, centre.opening_hours)


def promised_service(
    instance: Instance,
    answered_share: float | None = None,
    within_seconds: float | None = None,
    opening_hours: float | None = None,
) -> CentreService:
    """The service of a centre that promises this; what is None is the reference's.

    Raises ValueError for what nobody can promise.
    """
    said = instance.settings.service
    share = said.reference_answered_share if answered_share is None else answered_share
    seconds = said.reference_within_seconds if within_seconds is None else within_seconds
    hours = said.reference_opening_hours if opening_hours is None else opening_hours
    target = Target(share, seconds, said.max_occupancy, said.patience_seconds)
    return CentreService(target, hours, week_profile(instance, hours))


def week_profile(instance: Instance, opening_hours: float) -> WeekProfile:
    """When the contacts of a centre with these opening hours arrive: as counted, or as in the assumed week."""
    if instance.arrivals:
        return WeekProfile.of_arrivals(instance.arrivals, opening_hours)
    return WeekProfile.of_opening_hours(opening_hours)


def mean_handling_seconds(instance: Instance) -> float:
    """Mean handling time over the pooled contacts of the whole instance; over all contacts where none is pooled."""
    weights = instance.pooled_contacts if any(instance.pooled_contacts.values()) else instance.contacts
    minutes = sum(weight * instance.tasks[task].handling_minutes for (_, task), weight in weights.items())
    return SECONDS_PER_MINUTE * minutes / sum(weights.values())


@dataclass(frozen=True)
class ServiceFactor:
    """f(V) of a service against the reference, for volumes up to `most` pooled contacts a year."""

    service: CentreService
    reference: CentreService
    handling_seconds: float
    staffing_share: float
    most: float

    @classmethod
    def of_service(cls, instance: Instance, service: CentreService) -> "ServiceFactor":
        """The factor of a service in an instance, for all volumes that any centre of it can come to."""
        share, most = instance.settings.service.staffing_share, sum(instance.pooled_contacts.values())
        return cls(service, reference_service(instance), mean_handling_seconds(instance), share, most)

    @property
    def is_one(self) -> bool:
        """True when the service is the reference, at which the factor is exactly 1."""
        return self.service == self.reference

    def factor_at(self, volumes: ArrayLike) -> FloatArray:
        """f(V) at pooled volumes (contacts a year); below one contact a year, f(1)."""
        number = KNOTS * np.log(np.maximum(volumes, 1.0))
        return np.ones_like(number) if self.is_one else np.interp(number, np.arange(self._count), self._values)

    @property
    def knots(self) -> FloatArray:
        """The volumes between which f is straight in ln V; the last is above `most`."""
        return _knots_between(self._count)

    @property
    def _count(self) -> int:
        return 2 + int(KNOTS * log(max(self.most, 1.0)))

    @cached_property
    def _values(self) -> FloatArray:
        hours, at_reference = (
            _agent_hours(service, self.handling_seconds, self._count) for service in (self.service, self.reference)
        )
        return 1 - self.staffing_share + self.staffing_share * hours / at_reference


def _knots_between(count: int) -> FloatArray:
    return np.asarray(np.exp(np.arange(count) / KNOTS))


@lru_cache(maxsize=32)
def _agent_hours(service: CentreService, handling_seconds: float, count: int) -> FloatArray:
    """N at the knots; kept, because every service is held against the same reference."""
    return continuous_agent_hours_per_year(_knots_between(count), handling_seconds, service.target, service.profile)


# ---- Centres staffed for their targets ------------------------------------------------------------

# Whole agents in every half hour, and the service that these give.
#
# The cost curve counts agents as a continuous function of the pooled volume, at the mean handling time of the
# instance; here a centre has the contacts it answers, at the mean handling time of its own mix, and no part of an
# agent.


HOURS_PER_SLOT = 0.5
MINUTES_PER_HOUR = 60


@dataclass(frozen=True)
class Staffed:
    """A centre that answers `contacts` a year and keeps its promise.

    `work_hours` are those spent on contacts if none hangs up, `agent_hours` those of agents at the phones, both a
    year; `agents_most` the largest number at once. `occupancy` and `answered_share` are shares.
    """

    service: CentreService
    contacts: float
    work_hours: float
    answered_share: float
    mean_wait_seconds: float
    occupancy: float
    agent_hours: float
    agents_most: int

    @classmethod
    def of_profile(cls, service: CentreService, contacts: float, work_hours: float) -> "Staffed":
        """The fewest agents in each half hour that meet the target, and what they achieve."""
        handling = SECONDS_PER_HOUR * work_hours / contacts
        agents = agents_needed(slot_loads(contacts, handling, service.profile), handling, service.target)
        kept = achieved_service(contacts, handling, agents, service.target, service.profile)
        return cls(
            service=service,
            contacts=contacts,
            work_hours=work_hours,
            answered_share=float(kept.answered_share),
            mean_wait_seconds=float(kept.mean_wait_seconds),
            occupancy=float(kept.occupancy),
            agent_hours=float(WEEKS_PER_YEAR * HOURS_PER_SLOT * np.sum(agents)),
            agents_most=int(np.max(agents)),
        )


def work_hours(instance: Instance, contacts: Mapping[str, float]) -> float:
    """Hours of handling behind contacts a year, given by task."""
    minutes = sum(count * instance.tasks[task].handling_minutes for task, count in contacts.items())
    return minutes / MINUTES_PER_HOUR


def staffed_fte(instance: Instance, agent_hours: float) -> float:
    """Full-time employees behind hours a year at the phones."""
    settings = instance.settings
    return float(fte_of_hours(agent_hours, settings.economy.net_hours_per_fte, settings.service.shrinkage))


def information_contacts(instance: Instance, municipality: str) -> Mapping[str, float]:
    """A municipality's contacts a year by task, of those that are no authority tasks; of all where there are none."""
    every = {task: instance.contacts[municipality, task] for task in instance.tasks_of[municipality]}
    return {task: count for task, count in every.items() if not instance.tasks[task].authority} or every


def staffed_alone(instance: Instance, municipality: str) -> Staffed:
    """A municipality that answers its information contacts by itself, at the reference service."""
    contacts = information_contacts(instance, municipality)
    return Staffed.of_profile(reference_service(instance), sum(contacts.values()), work_hours(instance, contacts))
