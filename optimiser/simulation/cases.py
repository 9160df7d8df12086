"""The cases that a centre is put through: the plan as it is, and what may go wrong.

A case has callers and agents by half hour of a week; half hours without agents are closed. The stress of a day is
played on that day alone, so that four ordinary days do not hide it:

- peak: the week's busiest day (Monday in the assumed week) with more callers in every half hour.
- incident: calls beyond the usual within the two busiest hours of that day, spread over the country by contacts.

They are about the tasks that the centre answers anyway: no data tell how long such calls last.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from optimiser.simulation.centre import SimulatedCentre
from optimiser.simulation.options import Options
from optimiser.staffing.erlang import FloatArray, IntArray
from optimiser.staffing.workload import DAYS, SLOTS_PER_DAY

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
