"""What a simulation knows of an open centre: its callers, its mix of tasks, its promise, its agents."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import fsum

import numpy as np

from optimiser.data.rows import Task
from optimiser.planning.service_level import SECONDS_PER_MINUTE, CentreService, centre_service
from optimiser.result.result import Result
from optimiser.staffing.erlang import FloatArray, IntArray, agents_needed
from optimiser.staffing.workload import SLOTS, WEEKS_PER_YEAR, StaffedService, achieved_service, slot_loads


@dataclass(frozen=True, eq=False)
class SimulatedCentre:
    """An open centre of a plan.

    `contacts` a year, `weeks` of which are alike; `task_seconds` is the mean handling time of each of its tasks and
    `task_shares` the share of its contacts that are of the task.
    """

    name: str
    contacts: float
    task_seconds: FloatArray
    task_shares: FloatArray
    service: CentreService

    @property
    def handling_seconds(self) -> float:
        """Mean handling time of the centre's own mix."""
        return float(self.task_shares @ self.task_seconds)

    @property
    def callers(self) -> FloatArray:
        """Callers expected in each half hour of the week."""
        return self.contacts / WEEKS_PER_YEAR * np.array(self.service.profile.shares)

    @cached_property
    def agents(self) -> IntArray:
        """Agents planned in each half hour of the week, 0 where closed: the fewest that meet the target by Erlang."""
        agents = np.zeros(SLOTS, dtype=np.int64)
        agents[self.service.profile.open_slots] = self._open_agents
        return agents

    @cached_property
    def erlang(self) -> StaffedService:
        """The service that the formulas promise with these agents."""
        service = self.service
        return achieved_service(
            self.contacts, self.handling_seconds, self._open_agents, service.target, service.profile
        )

    @cached_property
    def _open_agents(self) -> IntArray:
        """At least one wherever it is open: a load too small to be a number still has somebody to answer it."""
        loads = slot_loads(self.contacts, self.handling_seconds, self.service.profile)
        return agents_needed(loads, self.handling_seconds, self.service.target, minimum=1)


def centres_of(result: Result) -> tuple[SimulatedCentre, ...]:
    """The open centres that answer any contacts, in the order of the result's table."""
    return tuple(_centres_of_plan(result))


def _centres_of_plan(result: Result) -> Iterator[SimulatedCentre]:
    instance = result.instance
    tasks: dict[str, Task] = dict(instance.tasks)
    answered: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for line in result.lines.assignments:
        answered[line.centre][line.task].append(line.contacts)
    for name in (line.centre for line in result.lines.centres):
        mix = sorted(answered[name].items())
        contacts = np.array([fsum(each) for _, each in mix])
        seconds = [tasks[task].handling_minutes for task, _ in mix]
        if (total := float(contacts.sum())) > 0:
            means = SECONDS_PER_MINUTE * np.array(seconds)
            yield SimulatedCentre(
                name, total, means, contacts / total, centre_service(instance, instance.centres[name])
            )
