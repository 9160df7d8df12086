"""The dice of one week: who calls when, how long it takes, who is patient, who is sick.

Each has a stream of its own, seeded by the user's seed, the centre's name and the week's number. So the same seed gives
the same answer whatever else is simulated and in which order, and cases of a centre differ by what they
are about and by nothing else (common random numbers): with more agents the same callers call.
"""

from dataclasses import dataclass
from zlib import crc32

import numpy as np

from optimiser.simulation.cases import StressCase
from optimiser.simulation.centre import SimulatedCentre
from optimiser.simulation.engine import SECONDS_PER_SLOT
from optimiser.simulation.options import Options
from optimiser.staffing.erlang import FloatArray, IntArray
from optimiser.staffing.workload import DAYS, SLOTS, SLOTS_PER_DAY

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
