"""What is asked of a simulation: the centres of a plan, the cases they are put through, and the assumptions."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from math import fsum

import numpy as np

from optimiser.data.findings import Finding, InvalidInputError, parameter_name
from optimiser.planning.service_level import SECONDS_PER_MINUTE, CentreService, centre_service
from optimiser.result.result import Result
from optimiser.staffing.erlang import FloatArray, IntArray, agents_needed
from optimiser.staffing.workload import (
    DAYS,
    SLOTS,
    SLOTS_PER_DAY,
    WEEKS_PER_YEAR,
    StaffedService,
    achieved_service,
    slot_loads,
)

# ---- What is asked of a simulation, and the assumptions that no table of an instance holds --------


@dataclass(frozen=True)
class Options:
    """How many weeks are played, by which dice, and what goes wrong in the stress cases.

    Every default is an assumption of ours. `replications`: weeks played at each centre; None plays as many as
    its size asks for. `variation`: standard deviation over mean of the handling times within a task. `sickness`:
    share of the agents who are away. `peak`: callers on the week's busiest day beyond the usual, as a share.
    `incident_calls`: calls in the whole country beyond the usual, within two hours. 0 leaves a stress case out.
    """

    replications: int | None = None
    seed: int = 1
    variation: float = 0.8
    sickness: float = 0.10
    peak: float = 0.30
    incident_calls: float = 3000.0


_LIMITS: dict[str, tuple[float, float]] = {
    "replications": (5, 1000),
    "seed": (0, 2**31 - 1),
    "variation": (0, 5),
    "sickness": (0, 0.9),
    "peak": (0, 5),
    "incident_calls": (0, 1_000_000),
}
"""Least and most of each option. Below five weeks an interval says little."""
_REMEDIES = {"sickness": "write 10 % as 0.1", "peak": "write 30 % as 0.3"}


def check_options(options: Options) -> Options:
    """The options; raises InvalidInputError with every one that is out of bounds."""
    findings = list(_option_findings(options))
    if findings:
        raise InvalidInputError("the options", findings)
    return options


def _option_findings(options: Options) -> Iterator[Finding]:
    for name, (least, most) in _LIMITS.items():
        value = getattr(options, name)
        if value is not None and not least <= value <= most:
            rule = f"must be from {least:,} to {most:,}"
            yield Finding(parameter_name(name), None, "", f"{value:g}", rule, _REMEDIES.get(name, ""))


# ---- What a simulation knows of an open centre ----------------------------------------------------

# Its callers, its mix of tasks, its promise, its agents.


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
    answered: dict[str, dict[str, list[tuple[float, float]]]] = defaultdict(lambda: defaultdict(list))
    for line in result.lines.assignments:
        minutes = instance.handling_minutes[line.municipality, line.task]
        answered[line.centre][line.task].append((line.contacts, minutes))
    for name in (line.centre for line in result.lines.centres):
        mix = sorted(answered[name].items())
        contacts = np.array([fsum(count for count, _ in each) for _, each in mix])
        work = np.array([fsum(count * minutes for count, minutes in each) for _, each in mix])
        if (total := float(contacts.sum())) > 0:
            means = SECONDS_PER_MINUTE * work / contacts
            yield SimulatedCentre(
                name, total, means, contacts / total, centre_service(instance, instance.centres[name])
            )


# ---- The cases that a centre is put through: the plan as it is, and what may go wrong -------------

# A case has callers and agents by half hour of a week; half hours without agents are closed. The stress of a day is
# played on that day alone, so that four ordinary days do not hide it:
#
# - peak: the week's busiest day (Monday in the assumed week) with more callers in every half hour.
# - incident: calls beyond the usual within the two busiest hours of that day, spread over the country by contacts.
#
# They are about the tasks that the centre answers anyway: no data tell how long such calls last.


PLAN, EXPONENTIAL, SICKNESS, PEAK, INCIDENT = "plan", "exponential", "sickness", "peak", "incident"
CASES = (PLAN, EXPONENTIAL, SICKNESS, PEAK, INCIDENT)
STRESS = (SICKNESS, PEAK, INCIDENT)
_INCIDENT_SLOTS = 4
"""Half hours within which the calls of an incident arrive, evenly."""


@dataclass(frozen=True, eq=False)
class StressCase:
    """What is played: callers expected and agents planned by half hour of the week; `sickness` share is away.

    `exponential` handling times, of the mean of the whole mix, are those of the formulas.
    """

    name: str
    callers: FloatArray
    agents: IntArray
    sickness: float = 0.0
    exponential: bool = False

    def with_more(self, extra: int) -> "StressCase":
        """With `extra` agents more in the busiest half hour, and in proportion, rounded up, in the others."""
        more = -(-extra * self.agents // max(int(self.agents.max()), 1))
        return replace(self, agents=self.agents + more)


def cases_of_centre(centre: SimulatedCentre, country_contacts: float, options: Options) -> Iterator[StressCase]:
    """The cases of a centre in the order of CASES; a stress of 0 is left out.

    `country_contacts` are the contacts a year of all centres, over which the calls of an incident are spread.
    """
    yield (plan := StressCase(PLAN, centre.callers, centre.agents))
    yield replace(plan, name=EXPONENTIAL, exponential=True)
    if options.sickness:
        yield replace(plan, name=SICKNESS, sickness=options.sickness)
    day = _busiest_day(plan)
    if options.peak:
        yield replace(day, name=PEAK, callers=day.callers * (1 + options.peak))
    if options.incident_calls:
        calls = options.incident_calls * centre.contacts / country_contacts
        yield replace(day, name=INCIDENT, callers=day.callers + calls * _busiest_hours(day.callers))


def _busiest_day(week: StressCase) -> StressCase:
    """The day with most callers, alone in its week."""
    day = int(np.argmax(week.callers.reshape(DAYS, SLOTS_PER_DAY).sum(axis=1)))
    alone = np.repeat(np.arange(DAYS) == day, SLOTS_PER_DAY)
    return replace(week, callers=week.callers * alone, agents=week.agents * alone)


def _busiest_hours(callers: FloatArray) -> FloatArray:
    """Equal shares of 1 in the consecutive half hours with most callers, 0 elsewhere."""
    first = int(np.argmax(np.convolve(callers, np.ones(_INCIDENT_SLOTS), mode="valid")))
    shares = np.zeros_like(callers)
    shares[first : first + _INCIDENT_SLOTS] = 1 / _INCIDENT_SLOTS
    return shares
