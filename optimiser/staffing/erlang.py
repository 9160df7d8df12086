"""Waiting in a contact centre, exactly, by the formulas of Erlang and Palm; and the agents that keep a promise.

Contacts arrive at random (Poisson), are handled for an exponential time of mean `handling_seconds`
by one of `agents` and wait in line, first come first served. The load is

    load_erlang = arrivals per hour · handling seconds / 3600.

Erlang B: nobody waits; who finds all agents busy is lost (M/M/N/N).
Erlang C: everybody waits until answered (M/M/N).
Erlang A: everybody waits until answered or out of patience, which is exponential (M/M/N+M).

Sources: Erlang (1917); Palm (1957); Riordan, Stochastic Service Systems (1962); Garnett, Mandelbaum
and Reiman (2002); Gans, Koole and Mandelbaum, Telephone Call Centers (2003). Nothing is approximated:
recursions run over positive terms only, so that rounding does not build up, and no factorial is formed.
Loads and agents may be arrays of any shapes that broadcast. Seconds throughout; shares are 0 to 1.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import isfinite, lgamma

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]
SECONDS_PER_HOUR = 3600
_TINY = float(np.finfo(np.float64).tiny)
_DEVIATIONS = 9.0
"""A recursion is started this many standard deviations away: exp(-9²/2) = 3e-18 of its start is left."""
_FIRST_STEPS = 20
"""Steps beside those, for loads so small that the deviation is below a step."""
_NONE_BLOCKED, _NONE_BLOCKED_AT_NO_LOAD = 40.0, 200.0
"""Deviations and agents above the load from where blocking is below the smallest number there is, 5e-324."""
_log_gamma = np.vectorize(lgamma, otypes=[np.float64])


def load_erlang(arrivals_per_hour: ArrayLike, handling_seconds: float) -> FloatArray:
    """Agents that would be busy if nobody ever waited: arrivals per hour · handling seconds / 3600."""
    return np.asarray(arrivals_per_hour, dtype=np.float64) * handling_seconds / SECONDS_PER_HOUR


def checked_loads(load: ArrayLike) -> FloatArray:
    """The loads as floats; raises ValueError where one is negative, infinite or not a number."""
    loads = np.asarray(load, dtype=np.float64)
    if not np.all(np.isfinite(loads) & (loads >= 0)):
        raise ValueError("loads must be finite and not negative")
    return loads


def blocking_probability(load: ArrayLike, agents: ArrayLike) -> FloatArray:
    """Erlang B: share of contacts that find all agents busy, where nobody waits.

    B(0) = 1 and B(n) = a·B(n-1) / (n + a·B(n-1)), with the load a in Erlang. An error in B(m) shrinks by
    a factor below k/a at each step k up to a, and shrinks further after. A start at 1 nine standard
    deviations √a below the load therefore gives the same double as a start at B(0), in O(√a) steps. Forty
    deviations and 200 agents above the load B is 0 to the last digit, and no agent more makes a difference.
    """
    offered, places = _broadcast_loads(load, agents)
    offered = np.maximum(offered, _TINY)
    places = np.minimum(places, np.ceil(offered + _NONE_BLOCKED * np.sqrt(offered)) + _NONE_BLOCKED_AT_NO_LOAD)
    steps = np.max(np.maximum(places - offered, 0) + _DEVIATIONS * np.sqrt(offered) + 2, initial=0)
    blocked = np.ones_like(offered)
    for below in range(int(min(steps, np.max(places, initial=0))), -1, -1):
        carried = offered * blocked
        blocked = carried / (np.maximum(places - below, 0) + carried)
    return blocked


@dataclass(frozen=True, eq=False)
class ErlangC:
    """A centre whose callers wait until they are answered: M/M/N.

    With no more agents than load the line grows without end: all wait, for ever, and none is answered in time.
    """

    load_erlang: FloatArray
    agents: FloatArray
    handling_seconds: float

    @classmethod
    def of_loads(cls, load: ArrayLike, agents: ArrayLike, handling_seconds: float) -> "ErlangC":
        """The centres with these loads (Erlang) and agents; raises ValueError where they make no sense."""
        return cls(*_broadcast_loads(load, agents), _check_positive("handling seconds", handling_seconds))

    @cached_property
    def waiting_share(self) -> FloatArray:
        """Erlang C: probability of waiting, N·B / (N - a·(1 - B)) with B = Erlang B; 1 if unstable."""
        idle = np.maximum(self.agents - self.load_erlang, 0) / np.maximum(self.agents, 1)
        return _waiting_share(blocking_probability(self.load_erlang, self.agents), idle)

    def answered_share(self, within_seconds: float) -> FloatArray:
        """Share of callers answered within T seconds: 1 - C·exp(-(N - a)·T/handling)."""
        spare = np.maximum(self.agents - self.load_erlang, 0)
        return 1 - self.waiting_share * np.exp(-spare * within_seconds / self.handling_seconds)

    @property
    def mean_wait_seconds(self) -> FloatArray:
        """Mean wait of all callers, also those answered at once: C·handling / (N - a); inf if unstable."""
        spare = self.agents - self.load_erlang
        wait = self.waiting_share * self.handling_seconds / np.where(spare > 0, spare, 1)
        return np.where(spare > 0, wait, np.inf)

    @property
    def occupancy(self) -> FloatArray:
        """Share of the agents' time spent on contacts: a/N, at most 1; 0 where there are no agents."""
        return np.minimum(_per_agent(self.load_erlang, self.agents), 1)


@dataclass(frozen=True, eq=False)
class ErlangA:
    """A centre whose callers hang up when their patience, exponential with the given mean, runs out: M/M/N+M.

    In units of the patience the agents finish c = N·patience/handling and the callers bring
    y = a·patience/handling contacts. Stable at any load.
    """

    load_erlang: FloatArray
    agents: FloatArray
    handling_seconds: float
    patience_seconds: float

    @classmethod
    def of_loads(
        cls, load: ArrayLike, agents: ArrayLike, handling_seconds: float, patience_seconds: float
    ) -> "ErlangA":
        """The centres with these loads (Erlang) and agents; raises ValueError where they make no sense."""
        handling = _check_positive("handling seconds", handling_seconds)
        return cls(*_broadcast_loads(load, agents), handling, _check_positive("patience seconds", patience_seconds))

    @cached_property
    def _line(self) -> tuple[FloatArray, FloatArray]:
        return _impatient_line(self._finished, self._brought)

    @property
    def _finished(self) -> FloatArray:
        return self.agents * (self.patience_seconds / self.handling_seconds)

    @property
    def _brought(self) -> FloatArray:
        return self.load_erlang * (self.patience_seconds / self.handling_seconds)

    @cached_property
    def waiting_share(self) -> FloatArray:
        """Probability of waiting, whether answered in the end or not: B / (R + (1 - R)·B).

        B is Erlang B and R the probability that nobody is in line while all agents are busy.
        """
        return _waiting_share(blocking_probability(self.load_erlang, self.agents), np.exp(self._line[1]))

    @property
    def abandoned_share(self) -> FloatArray:
        """Share of all callers who hang up unanswered."""
        return self.waiting_share * self._line[0]

    def answered_share(self, within_seconds: float) -> FloatArray:
        """Share of all callers who are answered, and within T seconds.

        Who hangs up within T counts as not answered, and stays in the denominator. With x = exp(-T/patience),
        q and R of the line at y and q', R' of the line at x·y, the share is

            1 - P(wait)·(q + S·x·(1 - q')),   S = (R/R')·x^c·exp(y·(1 - x)):

        not answered in time are those who hang up sooner or later (q of the waiting) and those still answered
        after T. S is the share of the waiting whose wait would exceed T if they were patient; the offered wait has
        density proportional to exp(y·(1 - exp(-t/patience)) - c·t/patience) (Riordan 1962).
        """
        aged = within_seconds / self.patience_seconds
        given_up, log_first = self._line
        later_given_up, later_log_first = _impatient_line(self._finished, self._brought * np.exp(-aged))
        log_later = log_first - later_log_first - self._brought * np.expm1(-aged) - (self._finished + 1) * aged
        late = given_up + np.exp(log_later) * (1 - later_given_up)
        return np.asarray(np.clip(1 - self.waiting_share * late, 0, 1))

    @property
    def mean_wait_seconds(self) -> FloatArray:
        """Mean time in line of all callers, answered or not: patience · share who hang up (Little's law)."""
        return self.patience_seconds * self.abandoned_share

    @property
    def occupancy(self) -> FloatArray:
        """Share of the agents' time spent on contacts: a·(1 - abandoned)/N; 0 where there are no agents."""
        return _per_agent(self.load_erlang * (1 - self.abandoned_share), self.agents)


def _waiting_share(blocked: FloatArray, first: FloatArray) -> FloatArray:
    """Probability of waiting, from Erlang B and the probability of an empty line while all agents are busy."""
    return blocked / (first + (1 - first) * blocked)


def _impatient_line(finished: FloatArray, brought: FloatArray) -> tuple[FloatArray, FloatArray]:
    """(q, ln R): share of the waiting who give up; log of the probability that the line is empty if all are busy.

    With c = finished and y = brought, 1/R(c) = Σ_k y^k / ((c+1)…(c+k)), Kummer's M(1, c+1, y), and q likewise are

        R(c) = (c+1)·R(c+1) / ((c+1)·R(c+1) + y),   q(c) = u / (c + u) with u = 1 + y·q(c+1).

    Run downwards from where the terms have died out, both forget their start. Where the load is so heavy that the
    line is never empty (y - c beyond nine deviations), q = 1 - c/y and R = y^c·exp(-y)/Γ(c+1), to the last digit.
    """
    reach = _DEVIATIONS * np.sqrt(brought) + _FIRST_STEPS
    room = np.maximum(finished, brought - reach)
    given_up, first = np.zeros_like(room), np.ones_like(room)
    for ahead in range(int(np.max(np.maximum(brought - room, 0) + reach, initial=0)), 0, -1):
        leaving = 1 + brought * given_up
        given_up = leaving / (room + (ahead - 1) + leaving)
        passed = (room + ahead) * first
        first = passed / (passed + brought)
    heavy = room > finished
    c, y = np.where(heavy, finished, 0), np.where(heavy, brought, 1)
    never_empty = c * np.log(y) - y - _log_gamma(c + 1)
    return np.where(heavy, 1 - c / y, given_up), np.where(heavy, never_empty, np.log(first))


def _per_agent(work: FloatArray, agents: FloatArray) -> FloatArray:
    return np.where(agents > 0, work / np.maximum(agents, 1), 0)


def _check_positive(name: str, value: float) -> float:
    if not (isfinite(value) and value > 0):
        raise ValueError(f"{name} must be a positive number, not {value}")
    return value


def _broadcast_loads(load: ArrayLike, agents: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Both as floats of one shape; agents are whole numbers, not negative."""
    offered, places = np.broadcast_arrays(checked_loads(load), np.asarray(agents, dtype=np.float64))
    if not np.all(np.isfinite(places) & (places >= 0) & (places == np.floor(places))):
        raise ValueError("agents must be whole numbers and not negative")
    return offered, places


# ---- What callers are promised, and how hard agents may be worked for it --------------------------


_ROUNDING = 1e-12
"""A target that is met but for rounding is met: 8.5 Erlang on 10 agents is an occupancy of 0.85."""


@dataclass(frozen=True)
class Target:
    """A service target: the share of callers to answer within so many seconds, e.g. 80 % within 60.

    `max_occupancy` is the share of their time agents may spend on contacts over a half hour. Without it Erlang C
    keeps the agents of a large centre busy all the time. Its default, 0.90, is an assumption: handbooks of
    workforce management give 85 to 90 % as what people can keep up.
    `patience_seconds` is the callers' mean patience; None means that nobody hangs up (Erlang C), the careful choice.
    """

    answered_share: float
    within_seconds: float
    max_occupancy: float = 0.90
    patience_seconds: float | None = None

    def __post_init__(self) -> None:
        """Refuse figures that promise nothing or cannot be kept; raises ValueError with the rule."""
        if not 0 < self.answered_share < 1:
            raise ValueError(f"answered_share must be above 0 and below 1, not {self.answered_share}")
        if not (isfinite(self.within_seconds) and self.within_seconds >= 0):
            raise ValueError(f"within_seconds must be 0 or more, not {self.within_seconds}")
        if not 0 < self.max_occupancy <= 1:
            raise ValueError(f"max_occupancy must be above 0 and at most 1, not {self.max_occupancy}")
        if self.patience_seconds is not None and not (isfinite(self.patience_seconds) and self.patience_seconds > 0):
            raise ValueError(
                f"patience_seconds must be above 0, or None if nobody hangs up, not {self.patience_seconds}"
            )

    @property
    def least_carried_share(self) -> float:
        """The share of the load that agents carry at least where the target is met: all if nobody hangs up."""
        return 1.0 if self.patience_seconds is None else self.answered_share

    def queue_of(self, load_erlang: ArrayLike, agents: ArrayLike, handling_seconds: float) -> ErlangC | ErlangA:
        """Centres with these loads and agents, whose callers have the target's patience."""
        if self.patience_seconds is None:
            return ErlangC.of_loads(load_erlang, agents, handling_seconds)
        return ErlangA.of_loads(load_erlang, agents, handling_seconds, self.patience_seconds)

    def is_met(self, load_erlang: ArrayLike, agents: ArrayLike, handling_seconds: float) -> NDArray[np.bool_]:
        """Whether each of these centres meets the target."""
        queue = self.queue_of(load_erlang, agents, handling_seconds)
        answered = queue.answered_share(self.within_seconds) >= self.answered_share - _ROUNDING
        return np.asarray(answered & (queue.occupancy <= self.max_occupancy + _ROUNDING))


# ---- The fewest agents that meet a target, the most load that agents can carry, and agents made continuous ----

# More agents never answer fewer callers in time and are never busier, and more load never the reverse, in Erlang C as
# in Erlang A. So a number that misses the target next to one that meets it is the edge, and the edge is searched for.


IntArray = NDArray[np.int64]
_HALVINGS = 44
"""Of the interval a load lies in: 2⁻⁴⁴ is 6e-14 of the load."""

_TOGETHER = 1000
"""Loads searched at once. They are sorted, so that small loads do not wait for the long recursions of large ones."""


def agents_needed(load_erlang: ArrayLike, handling_seconds: float, target: Target, minimum: int = 0) -> IntArray:
    """The smallest whole number of agents that meets the target at each load; `minimum` where there is less to do.

    Exact: one agent fewer misses the target. No load needs no agents.
    """
    loads, position = np.unique(checked_loads(load_erlang), return_inverse=True)
    busy = loads > 0
    agents = np.zeros(loads.shape, dtype=np.int64)
    parts = np.array_split(loads[busy], 1 + loads.size // _TOGETHER)
    agents[busy] = np.concatenate([_fewest_remembered(part.tobytes(), handling_seconds, target) for part in parts])
    return np.asarray(np.maximum(agents, minimum)[position], dtype=np.int64)


@lru_cache(maxsize=4096)
def _fewest_remembered(loads: bytes, handling_seconds: float, target: Target) -> IntArray:
    """As `_search_fewest`; the same centres are staffed again and again, by whoever plans and by whoever checks."""
    return _search_fewest(np.frombuffer(loads), handling_seconds, target)


def _search_fewest(loads: FloatArray, handling_seconds: float, target: Target) -> IntArray:
    """From too few agents upwards in steps of √load that double, then by halving what is between."""
    too_few = _too_few(loads, target)
    step = np.ceil(np.sqrt(loads)).astype(np.int64)
    enough = too_few + step
    while np.any(missed := ~target.is_met(loads, enough, handling_seconds)):
        step = 2 * step
        too_few, enough = np.where(missed, enough, too_few), np.where(missed, enough + step, enough)
    while np.any(enough - too_few > 1):
        middle = (too_few + enough + 1) // 2
        missed = ~target.is_met(loads, middle, handling_seconds)
        too_few, enough = np.where(missed, middle, too_few), np.where(missed, enough, middle)
    return np.asarray(enough, dtype=np.int64)


def _too_few(loads: FloatArray, target: Target) -> IntArray:
    """Fewer agents than the target can be met with: they carry a share of the load and may not be busier than so."""
    least = loads * target.least_carried_share / target.max_occupancy
    return np.asarray(np.maximum(np.floor(least) - 1, 0), dtype=np.int64)


def load_carried(agents: ArrayLike, handling_seconds: float, target: Target) -> FloatArray:
    """The most load in Erlang at which each number of agents meets the target: the inverse of `agents_needed`."""
    numbers, position = np.unique(np.asarray(agents, dtype=np.float64), return_inverse=True)
    known = _loads_remembered(handling_seconds, target)
    new = np.array([number for number in numbers.tolist() if number not in known], dtype=np.float64)
    known.update(zip(new.tolist(), _search_most(new, handling_seconds, target).tolist(), strict=True))
    return np.array([known[number] for number in numbers.tolist()])[position]


@lru_cache(maxsize=256)
def _loads_remembered(handling_seconds: float, target: Target) -> dict[float, float]:
    """The most load by number of agents, filled as they are asked for: small centres have the same few numbers."""
    del handling_seconds, target
    return {}


def _search_most(places: FloatArray, handling_seconds: float, target: Target) -> FloatArray:
    """By halving."""
    low, high = np.zeros_like(places), places * target.max_occupancy / target.least_carried_share
    for _ in range(_HALVINGS if places.size else 0):
        middle = (low + high) / 2
        met = target.is_met(middle, places, handling_seconds)
        low, high = np.where(met, middle, low), np.where(met, high, middle)
    return low


def continuous_agents(load_erlang: ArrayLike, handling_seconds: float, target: Target) -> FloatArray:
    """Agents as a continuous function of the load: `agents_needed` without its steps, and right on average.

    With A(n) the most load that n agents carry, max(1, n - 1/2 + (a - A(n-1)) / (A(n) - A(n-1))) for a in
    (A(n-1), A(n)]: straight through the middle of each step, never more than half an agent from the whole number,
    never falling, and one agent at the least where there is any load.
    """
    loads, position = np.unique(checked_loads(load_erlang), return_inverse=True)
    whole = agents_needed(loads, handling_seconds, target)
    numbers = np.unique(np.maximum([whole - 1, whole], 0))
    carried = load_carried(numbers, handling_seconds, target)
    below, above = (carried[np.searchsorted(numbers, np.maximum(n, 0))] for n in (whole - 1, whole))
    part = (loads - below) / np.where(above > below, above - below, 1)
    return np.where(whole > 0, np.maximum(whole - 0.5 + part, 1), 0)[position]
