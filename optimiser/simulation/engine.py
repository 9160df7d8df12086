"""One line of callers and a number of agents that changes by the half hour, played through call by call.

Callers are answered first come first served. A contact begins as soon as the caller is first in line and fewer
contacts are running than there are agents in that half hour; it is never broken off. So agents whose half hour is
over finish their contact, and until they have, they count. That is a careful reading of a roster: were
their last contacts not counted, 1 to 3 points more callers would be answered in time at centres of a million contacts,
and hardly any at small ones. A caller who would wait longer than her patience hangs up when it runs out.

With these rules nobody ever waits longer because there are more agents in some half hour, if nobody hangs up: if all
callers before have begun no later, no more contacts are running at any moment, so the next begins no later either.

Only arrivals, handling times and patience are random, and they are drawn beforehand in arrays; what is left is a heap
of the times at which agents become free, less than a microsecond a caller.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush, heapreplace
from math import fsum, inf
from statistics import NormalDist
from zlib import crc32

import numpy as np

from optimiser.simulation.centre import Options, SimulatedCentre, StressCase
from optimiser.staffing.erlang import FloatArray, IntArray
from optimiser.staffing.workload import DAYS, SLOTS, SLOTS_PER_DAY

SECONDS_PER_SLOT = 1800


def offered_waits(
    arrivals: FloatArray, handling: FloatArray, patience: FloatArray, agents: Sequence[int]
) -> FloatArray:
    """Seconds that each caller waits, or would have to wait if her patience lasted.

    `arrivals` in seconds from the first half hour, rising; `handling` and `patience` in seconds, patience may be
    infinite. `agents` by half hour, at least 1; the last stay until everybody is answered.
    """
    free, gone = [0.0] * agents[0], list[float]()
    changes = _agent_changes(agents)
    changes_at, more = next(changes)
    starts = list[float]()
    for arrival, seconds, patient in zip(arrivals.tolist(), handling.tolist(), patience.tolist(), strict=True):
        start = first if (first := free[0]) > arrival else arrival
        while start >= changes_at:
            _change_agents(free, gone, changes_at, more)
            changes_at, more = next(changes)
            start = max(free[0], arrival)
        starts.append(start)
        if start - arrival <= patient:
            heapreplace(free, start + seconds)
    return np.array(starts, dtype=np.float64) - arrivals


def _agent_changes(agents: Sequence[int]) -> Iterator[tuple[float, int]]:
    """When the number of agents changes, and by how many; the last change never comes."""
    if min(agents) < 1:
        raise ValueError("there must be an agent in every half hour, or nobody answers those in line")
    for slot in range(1, len(agents)):
        if agents[slot] != agents[slot - 1]:
            yield float(slot * SECONDS_PER_SLOT), agents[slot] - agents[slot - 1]
    yield inf, 0


def _change_agents(free: list[float], gone: list[float], at: float, more: int) -> None:
    """Let agents come, those first who are still busy though their time was over; or let those go who are free first.

    `free` holds when each agent becomes free, as a heap; `gone` the same of those who went, the latest last.
    """
    for _ in range(more):
        heappush(free, max(at, gone.pop()) if gone else at)
    gone.extend(heappop(free) for _ in range(-more))


# ---- The dice of one week: who calls when, how long it takes, who is patient, who is sick ---------

# Each has a stream of its own, seeded by the user's seed, the centre's name and the week's number. So the same seed
# gives the same answer whatever else is simulated and in which order, and cases of a centre differ by what they are
# about and by nothing else (common random numbers): with more agents the same callers call.


_ARRIVALS, _HANDLING, _PATIENCE, _SICKNESS = range(4)


@dataclass(frozen=True, eq=False)
class Calls:
    """The calls of a week in order of arrival: seconds from Monday 00:00, of handling, of patience."""

    arrivals: FloatArray
    handling: FloatArray
    patience: FloatArray


@dataclass(frozen=True)
class Dice:
    """The random numbers of one week of one centre."""

    centre: SimulatedCentre
    options: Options
    week: int

    def draw_calls(self, case: StressCase) -> Calls:
        """Poisson arrivals, at an even rate within each half hour, each with its own handling time and patience."""
        arrivals = self._draw_arrivals(case)
        return Calls(arrivals, self._draw_handling(len(arrivals), case), self._draw_patience(len(arrivals)))

    def draw_agents(self, case: StressCase) -> IntArray:
        """Agents at work in each half hour; 0 where closed.

        Who is sick is so the whole day. Somebody always steps in where nobody would be left.
        """
        if not case.sickness:
            return case.agents
        posts = np.arange(1 + int(case.agents.max()))
        well = self._random_stream(_SICKNESS).random((len(posts) - 1, DAYS)) >= case.sickness
        at_work = np.vstack([np.zeros((1, DAYS), dtype=np.int64), np.cumsum(well, axis=0)])
        present = at_work[case.agents, np.repeat(np.arange(DAYS), SLOTS_PER_DAY)]
        return np.asarray(np.where(case.agents > 0, np.maximum(present, 1), 0), dtype=np.int64)

    def _draw_arrivals(self, case: StressCase) -> FloatArray:
        stream = self._random_stream(_ARRIVALS)
        slots = np.repeat(np.arange(SLOTS), stream.poisson(case.callers))
        return np.sort((slots + stream.random(len(slots))) * SECONDS_PER_SLOT)

    def _draw_handling(self, count: int, case: StressCase) -> FloatArray:
        """Exponential of the centre's mean; or lognormal of the mean of the task that each call happens to be about."""
        stream, centre = self._random_stream(_HANDLING), self.centre
        if case.exponential:
            return stream.exponential(centre.handling_seconds, count)
        tasks = np.searchsorted(np.cumsum(centre.task_shares)[:-1], stream.random(count), side="right")
        variance = np.log1p(self.options.variation**2)
        spread = np.exp(np.sqrt(variance) * stream.standard_normal(count) - variance / 2)
        return np.asarray(centre.task_seconds[tasks] * spread)

    def _draw_patience(self, count: int) -> FloatArray:
        """Exponential, as in Erlang A; for ever where nobody hangs up."""
        mean = self.centre.service.target.patience_seconds
        return np.full(count, np.inf) if mean is None else self._random_stream(_PATIENCE).exponential(mean, count)

    def _random_stream(self, about: int) -> np.random.Generator:
        key = (crc32(self.centre.name.encode()), self.week, about)
        return np.random.default_rng(np.random.SeedSequence(self.options.seed, spawn_key=key))


# ---- What callers met, with the interval that the luck of the weeks leaves ------------------------


CONFIDENCE = 0.95


@dataclass(frozen=True)
class Tally:
    """The counts of one week. Seconds of handling are of those answered, of agents as planned to be at work."""

    callers: int
    in_time: int
    hung_up: int
    wait_seconds: float
    handling_seconds: float
    agent_seconds: float

    @classmethod
    def of_week(cls, calls: Calls, offered: FloatArray, agents: IntArray, within_seconds: float) -> "Tally":
        """From the waits the engine offered; who hangs up is not answered in time, and waited as long as she did."""
        answered = offered <= calls.patience
        return cls(
            callers=len(offered),
            in_time=int(np.sum(answered & (offered <= within_seconds))),
            hung_up=int(np.sum(~answered)),
            wait_seconds=float(np.minimum(offered, calls.patience).sum()),
            handling_seconds=float(calls.handling[answered].sum()),
            agent_seconds=float(agents.sum() * SECONDS_PER_SLOT),
        )


@dataclass(frozen=True)
class Achieved:
    """The service over some weeks: shares of all callers, mean seconds in line of all callers.

    `half_width` is that of the interval of `answered_share` at 95 %. `occupancy` is contact time over planned time;
    above 1 where agents must stay long beyond theirs. `callers` is the mean of a week, or of the day played.
    """

    answered_share: float
    half_width: float
    mean_wait_seconds: float
    occupancy: float
    abandoned_share: float
    callers: float
    replications: int

    @classmethod
    def over_weeks(cls, weeks: Iterable[Tally]) -> "Achieved":
        """The service of all weeks taken together."""
        tallies = list(weeks)
        callers = np.array([tally.callers for tally in tallies], dtype=np.float64)
        late = callers - [tally.in_time for tally in tallies]
        total = max(float(callers.sum()), 1.0)
        return cls(
            answered_share=1 - float(late.sum()) / total,
            half_width=half_width(late, callers),
            mean_wait_seconds=sum(tally.wait_seconds for tally in tallies) / total,
            occupancy=sum(t.handling_seconds for t in tallies) / sum(t.agent_seconds for t in tallies),
            abandoned_share=sum(tally.hung_up for tally in tallies) / total,
            callers=float(callers.mean()),
            replications=len(tallies),
        )

    @property
    def low(self) -> float:
        """Low end of the interval of the share answered in time."""
        return max(self.answered_share - self.half_width, 0.0)

    @property
    def high(self) -> float:
        """High end of the interval of the share answered in time."""
        return min(self.answered_share + self.half_width, 1.0)


def half_width(part: FloatArray, whole: FloatArray) -> float:
    """Of the interval at 95 % of Σ part / Σ whole over independent weeks, at least two.

    Weeks with many callers are also those with long lines, so that the mean of the weeks' shares would flatter: it is
    the ratio of the sums, with the usual variance of a ratio, and Student's quantile.
    """
    weeks, total = len(whole), max(float(whole.sum()), 1.0)
    left = part - part.sum() / total * whole
    variance = float(left @ left) / (weeks * (weeks - 1)) / (total / weeks) ** 2
    return student_quantile(weeks - 1) * float(np.sqrt(variance))


def student_quantile(freedom: int) -> float:
    """Student's quantile for an interval at 95 %, by the Cornish–Fisher expansion: right to 0.01 from 4 degrees on."""
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    terms = (
        z,
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
    )
    return fsum(term / freedom**power for power, term in enumerate(terms))
