"""What callers met, with the interval that the luck of the weeks leaves."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum
from statistics import NormalDist

import numpy as np

from optimiser.simulation.draws import Calls
from optimiser.simulation.engine import SECONDS_PER_SLOT
from optimiser.staffing.erlang import FloatArray, IntArray

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
