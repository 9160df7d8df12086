"""Centres staffed for their targets: whole agents in every half hour, and the service that these give.

The cost curve counts agents as a continuous function of the pooled volume, at the mean handling time of the instance;
here a centre has the contacts it answers, at the mean handling time of its own mix, and no part of an agent.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from optimiser.data.instance import Instance, TaskKey
from optimiser.planning.service_level import CentreService, reference_service
from optimiser.staffing.erlang import SECONDS_PER_HOUR, agents_needed
from optimiser.staffing.workload import WEEKS_PER_YEAR, achieved_service, fte_of_hours, slot_loads

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


def work_hours(instance: Instance, answered: Iterable[TaskKey]) -> float:
    """Hours a year of handling the contacts of some tasks of municipalities."""
    minutes = sum(instance.contacts[key] * instance.handling_minutes[key] for key in answered)
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
    work = work_hours(instance, ((municipality, task) for task in contacts))
    return Staffed.of_profile(reference_service(instance), sum(contacts.values()), work)
