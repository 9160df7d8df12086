"""When a week's contacts arrive, and the agent hours, FTE and service that follow over a year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from math import fsum
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from optimiser.staffing.erlang import FloatArray, Target, agents_needed, continuous_agents, load_erlang

# ---- When a week's contacts arrive: shares by half hour within the opening hours ------------------

# Every figure here is an assumption. No source of ours counts municipal calls by half hour; what the
# figures follow is what contact centres commonly tell: a peak in the middle of the morning, a dip at noon, Mondays
# above Fridays, little in the evening. Put counts of your own in their place with `WeekProfile.of_arrivals`.


Scalar = TypeVar("Scalar", bound=np.generic)

DAYS, SLOTS_PER_DAY = 7, 48
SLOTS = DAYS * SLOTS_PER_DAY
_SUM_ERROR = 1e-9

_BY_WEEKDAY = (1.20, 1.05, 1.00, 1.00, 0.80, 0.30, 0.25)
"""Assumption: callers per hour on Monday to Sunday, relative to a Wednesday."""
_BY_HOUR = (
    (0, 0.02), (5, 0.03), (7, 0.25), (8, 0.65), (9, 0.95), (10, 1.00), (11, 0.90), (12, 0.70), (13, 0.75),
    (15, 0.55), (17, 0.35), (20, 0.20), (22, 0.08), (24, 0.02),
)  # fmt: skip
"""Assumption: callers per hour by the clock, relative to 10 o'clock, straight between the points."""
_BUSIEST_SLOT = 20
"""10:00 to 10:30; a centre that is open for a few hours is open around it."""
_CLOSED = (0.0, 0.0)
_OPENINGS = (
    ((0, 24),) * 7,
    ((7, 22),) * 7,
    ((8, 20),) * 5 + ((8, 16),) * 2,
    ((8, 20),) * 5 + (_CLOSED,) * 2,
    ((8, 15.5),) * 3 + ((8, 17), (8, 13.5)) + (_CLOSED,) * 2,
)
"""Assumption: opening and closing hour on Monday to Sunday, from the widest opening to the narrowest."""


@dataclass(frozen=True)
class WeekProfile:
    """Share of a week's contacts in each of its 336 half hours, Monday 00:00 first. A share of 0 means closed."""

    shares: tuple[float, ...]

    def __post_init__(self) -> None:
        """Refuse what is not a week of shares; raises ValueError with the rule."""
        if len(self.shares) != SLOTS:
            raise ValueError(f"a week has {SLOTS} half hours, but there are {len(self.shares)} shares")
        _check_numbers(np.array(self.shares))
        if abs(fsum(self.shares) - 1) > _SUM_ERROR:
            raise ValueError(f"the shares of a week must add up to 1, but they add up to {fsum(self.shares)}")

    @classmethod
    def of_weights(cls, weights: Sequence[Sequence[float]]) -> "WeekProfile":
        """From a table of 7 weekdays (Monday first) by 48 half hours; weights in any unit, 0 where closed."""
        if len(weights) != DAYS or any(len(day) != SLOTS_PER_DAY for day in weights):
            raise ValueError(f"weights must be {DAYS} weekdays of {SLOTS_PER_DAY} half hours each")
        table = np.array(weights, dtype=np.float64)
        _check_numbers(table)
        if not table.any():
            raise ValueError("all weights are 0: the week has no half hour with contacts")
        return cls(tuple((table / table.sum()).ravel().tolist()))

    @classmethod
    def of_opening_hours(cls, hours_per_week: float) -> "WeekProfile":
        """The assumed week of a centre open so many hours, from 1 to 168, to the nearest half hour.

        37 hours: Monday to Wednesday 8–15:30, Thursday 8–17, Friday 8–13:30. 60 hours: weekdays 8–20. Further:
        weekends 8–16 (76 hours), every day 7–22 (105), always (168). Between these the half hours nearest to 10 in the
        morning are opened first, Monday before Friday; below 37 likewise. So longer hours always contain the shorter.
        All contacts arrive while it is open, in proportion to the callers of each half hour.
        """
        return _assumed_week(open_half_hours(hours_per_week))

    @classmethod
    def of_arrivals(cls, arrivals: Mapping[int, float], hours_per_week: float) -> "WeekProfile":
        """The week of a centre open so many hours, to the nearest half hour, when most contacts arrive.

        `arrivals` are weights by half hour counted from Monday 00:00, at any time of day or night. Of half hours with
        equally many, those open in the shortest assumed week come first. So longer hours always contain the shorter,
        and no other hours lose fewer contacts. What arrives outside them is counted in them, in proportion.
        """
        weights = np.array([arrivals.get(slot, 0.0) for slot in range(SLOTS)])
        order = opening_order()
        busiest = order[np.argsort(-weights[order], kind="stable")]
        weights[busiest[open_half_hours(hours_per_week) :]] = 0
        return cls.of_weights(weights.reshape(DAYS, SLOTS_PER_DAY).tolist())

    @cached_property
    def open_slots(self) -> NDArray[np.int64]:
        """The half hours with contacts, counted from Monday 00:00."""
        return _unchangeable(np.flatnonzero(self.shares))

    @cached_property
    def open_shares(self) -> FloatArray:
        """The shares of the half hours with contacts."""
        return _unchangeable(np.array(self.shares)[self.open_slots])

    @property
    def opening_hours(self) -> float:
        """Hours a week with contacts."""
        return len(self.open_slots) / 2


def open_half_hours(hours_per_week: float) -> int:
    """Half hours a week that are open, to the nearest; raises ValueError for what is no opening of a week."""
    if not 1 <= hours_per_week <= SLOTS / 2:
        raise ValueError(f"opening hours per week must be from 1 to {SLOTS // 2}, not {hours_per_week}")
    return round(2 * hours_per_week)


def _check_numbers(values: FloatArray) -> None:
    if np.isnan(values).any():
        raise ValueError("a share or weight is not a number")
    if not np.isfinite(values).all():
        raise ValueError("a share or weight is infinite")
    if (values < 0).any():
        raise ValueError(f"a share or weight is negative: {values.min()}")


@lru_cache(maxsize=SLOTS)
def _assumed_week(half_hours: int) -> WeekProfile:
    """The assumed week with so many half hours open; remembered, as most centres of an instance have the same."""
    opened = opening_order()[:half_hours]
    weights = np.zeros(SLOTS)
    weights[opened] = _assumed_callers()[opened]
    return WeekProfile.of_weights(weights.reshape(DAYS, SLOTS_PER_DAY).tolist())


def _unchangeable(values: NDArray[Scalar]) -> NDArray[Scalar]:
    """The same values, which whoever is handed them cannot change for others."""
    values.flags.writeable = False
    return values


def _assumed_callers() -> FloatArray:
    """Assumed callers by half hour, whether anybody answers or not; in no unit."""
    hours, heights = zip(*_BY_HOUR, strict=True)
    middles = (np.arange(SLOTS_PER_DAY) + 0.5) / 2
    return np.outer(_BY_WEEKDAY, np.interp(middles, hours, heights)).ravel()


@cache
def opening_order() -> NDArray[np.int64]:
    """All half hours, those first that are open in the narrowest assumed opening, then nearest to the busiest slot."""
    narrowness = np.zeros((DAYS, SLOTS_PER_DAY), dtype=np.int64)
    for rank, week in enumerate(_OPENINGS):
        for day, (opens, closes) in enumerate(week):
            narrowness[day, int(2 * opens) : int(2 * closes)] = rank
    days, slots = np.divmod(np.arange(SLOTS), SLOTS_PER_DAY)
    return _unchangeable(np.lexsort((days, np.abs(slots - _BUSIEST_SLOT), -narrowness.ravel())))


# ---- Agent hours over a year, the FTE behind them, and the service that a week's staffing gives ----

# The agents of each half hour are those the target needs at that half hour's load, as if it lasted (the common
# stationary approximation by intervals); each half hour is then exact. Breaks, shifts and absence are not in
# the hours; `fte` adds them.
#
# How the hours depend on the volume V: they never fall as V grows, but they climb in steps, so hours per contact are a
# saw. Measured with the assumed weeks of 37 and 60 hours, 6 minutes' handling and targets from 70 % in 120 s to 80 %
# in 20 s, `agent_hours_per_year` lies off its continuous line by at most 5 % from 20,000 contacts a year, 1.4 % from
# 100,000, 0.6 % from 300,000 and 0.5 % from 1,000,000. A cost curve wants `continuous_agent_hours_per_year`: no steps,
# right on average, never falling. In Erlang C its hours per contact fell throughout. In Erlang A they can rise again,
# by up to 4 %: callers who hang up lighten the work of a small centre, and a large one, at its cap on occupancy, loses
# few.


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
