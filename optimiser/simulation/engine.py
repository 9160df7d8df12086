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

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush, heapreplace
from math import inf

import numpy as np

from optimiser.staffing.erlang import FloatArray

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
