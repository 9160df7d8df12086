"""Agent hours over a year, the FTE behind them, and the service that a week's staffing gives.

The agents of each half hour are those the target needs at that half hour's load, as if it lasted (the common
stationary approximation by intervals); each half hour is then exact. Breaks, shifts and absence are not in
the hours; `fte` adds them.

How the hours depend on the volume V: they never fall as V grows, but they climb in steps, so hours per contact are
a saw. Measured with the assumed weeks of 37 and 60 hours, 6 minutes' handling and targets from 70 % in 120 s to 80 %
in 20 s, `agent_hours_per_year` lies off its continuous line by at most 5 % from 20,000 contacts a year, 1.4 % from
100,000, 0.6 % from 300,000 and 0.5 % from 1,000,000. A cost curve wants `continuous_agent_hours_per_year`: no steps,
right on average, never falling. In Erlang C its hours per contact fell throughout. In Erlang A they can rise again, by
up to 4 %: callers who hang up lighten the work of a small centre, and a large one, at its cap on occupancy, loses few.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from optimiser.staffing.agents import agents_needed, continuous_agents
from optimiser.staffing.erlang import FloatArray, load_erlang
from optimiser.staffing.profile import WeekProfile
from optimiser.staffing.target import Target

_HOURS_PER_SLOT = 0.5
WEEKS_PER_YEAR = 52


def agent_hours_per_year(
    contacts_per_year: ArrayLike,
    handling_seconds: float,
    target: Target,
    profile: WeekProfile,
    weeks: float = WEEKS_PER_YEAR,
) -> FloatArray:
    """Hours a year with agents at the phones, for each yearly volume: weeks · Σ of ½ · agents over half hours."""
    agents = agents_needed(slot_loads(contacts_per_year, handling_seconds, profile, weeks), handling_seconds, target)
    return np.asarray(weeks * _HOURS_PER_SLOT * agents.sum(axis=-1))


def continuous_agent_hours_per_year(
    contacts_per_year: ArrayLike,
    handling_seconds: float,
    target: Target,
    profile: WeekProfile,
    weeks: float = WEEKS_PER_YEAR,
) -> FloatArray:
    """`agent_hours_per_year` without its steps: `continuous_agents` in each half hour, at most ½ agent off."""
    agents = continuous_agents(
        slot_loads(contacts_per_year, handling_seconds, profile, weeks), handling_seconds, target
    )
    return np.asarray(weeks * _HOURS_PER_SLOT * agents.sum(axis=-1))


def slot_loads(
    contacts_per_year: ArrayLike, handling_seconds: float, profile: WeekProfile, weeks: float = WEEKS_PER_YEAR
) -> FloatArray:
    """Load in Erlang in each open half hour (last axis, as `profile.open_slots`) for each yearly volume."""
    yearly = np.asarray(contacts_per_year, dtype=np.float64)
    return load_erlang(yearly[..., None] * (profile.open_shares / weeks / _HOURS_PER_SLOT), handling_seconds)


def fte_of_hours(hours: ArrayLike, net_hours_per_fte: float, shrinkage: float) -> FloatArray:
    """Full-time employees behind hours a year at the phones: hours / (net hours · (1 - shrinkage)).

    `net_hours_per_fte` are the hours of a full-time year left for contacts, after holidays, sickness, breaks and
    training. `shrinkage` is the share of them not spent at the phones all the same, e.g. as shifts do not fit the half
    hours; 0 where the net hours allow for that already.
    """
    if not net_hours_per_fte > 0:
        raise ValueError(f"net hours per FTE must be above 0, not {net_hours_per_fte}")
    if not 0 <= shrinkage < 1:
        raise ValueError(f"shrinkage must be from 0 to below 1, not {shrinkage}")
    return np.asarray(hours, dtype=np.float64) / (net_hours_per_fte * (1 - shrinkage))


@dataclass(frozen=True, eq=False)
class StaffedService:
    """What a week's staffing gives, for each yearly volume.

    `answered_share` of all callers are answered within the target's seconds; `mean_wait_seconds` is of all callers;
    `occupancy` is the share of the agents' hours spent on contacts.
    """

    answered_share: FloatArray
    mean_wait_seconds: FloatArray
    occupancy: FloatArray


def achieved_service(
    contacts_per_year: ArrayLike,
    handling_seconds: float,
    agents: ArrayLike,
    target: Target,
    profile: WeekProfile,
    weeks: float = WEEKS_PER_YEAR,
) -> StaffedService:
    """The service of `agents` in each open half hour (last axis, as `profile.open_slots`), target met or not.

    Half hours are weighted with their contacts. The seconds and the callers' patience are the target's. One half hour
    whose line grows without end, possible where nobody hangs up, makes the mean wait infinite.
    """
    yearly, places = (np.asarray(values, dtype=np.float64) for values in (contacts_per_year, agents))
    return _remembered(_Numbers.of(yearly), handling_seconds, _Numbers.of(places), target, profile, weeks)


@dataclass(frozen=True)
class _Numbers:
    """Numbers as a value that can be remembered by."""

    values: bytes
    shape: tuple[int, ...]

    @classmethod
    def of(cls, numbers: FloatArray) -> "_Numbers":
        return cls(numbers.tobytes(), numbers.shape)

    def array(self) -> FloatArray:
        return np.frombuffer(self.values).reshape(self.shape)


@lru_cache(maxsize=4096)
def _remembered(
    contacts: _Numbers, handling_seconds: float, agents: _Numbers, target: Target, profile: WeekProfile, weeks: float
) -> StaffedService:
    """As `achieved_service`; the same centres are looked at again and again, by whoever plans and by whoever checks."""
    places = agents.array()
    loads = slot_loads(contacts.array(), handling_seconds, profile, weeks)
    queue = target.queue_of(loads, places, handling_seconds)
    return StaffedService(
        answered_share=queue.answered_share(target.within_seconds) @ profile.open_shares,
        mean_wait_seconds=queue.mean_wait_seconds @ profile.open_shares,
        occupancy=(queue.occupancy * places).sum(axis=-1) / np.maximum(places.sum(axis=-1), 1),
    )
