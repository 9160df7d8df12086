"""Every centre through every case, and how many agents more would do where a promise is broken."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

import numpy as np

from optimiser.simulation.centre import EXPONENTIAL, PLAN, Options, SimulatedCentre, StressCase, cases_of_centre
from optimiser.simulation.engine import Achieved, Dice, Tally, offered_waits
from optimiser.staffing.erlang import IntArray
from optimiser.staffing.workload import WEEKS_PER_YEAR

_CALLERS = 20_000
"""Callers that are enough for an interval of about ±1 point, where none are lost to a bad week."""
_FEWEST_WEEKS, _MOST_WEEKS = 10, 400
MOST_MORE = 10
"""Agents more are sought up to this many times those planned."""


@dataclass(frozen=True)
class SimulatedOutcome:
    """A case of a centre: what was achieved of the share promised.

    `agents_more` is the smallest number more in the busiest half hour (in proportion in the others, rounded up)
    with which the share is reached: 0 if the promise is kept, None if even ten times the agents do not do or, with
    exponential handling times, none are sought.
    """

    case: StressCase
    promised_share: float
    achieved: Achieved
    agents_more: int | None = 0

    @property
    def missed(self) -> bool:
        """True when the whole interval lies below the promise: no bad luck explains it."""
        return self.achieved.high < self.promised_share


@dataclass(frozen=True)
class CentreOutcomes:
    """A centre in all its cases, by name."""

    centre: SimulatedCentre
    outcomes: dict[str, SimulatedOutcome]

    @property
    def plan(self) -> SimulatedOutcome:
        """The centre as planned, in an ordinary week."""
        return self.outcomes[PLAN]


def simulate_centres(centres: Sequence[SimulatedCentre], options: Options) -> Iterator[CentreOutcomes]:
    """One centre after the other, each with all its cases; the caller may stop between any two.

    The smallest first: most are done soon, and who stops early loses only the large, which are safest.
    """
    country = sum(centre.contacts for centre in centres)
    for centre in sorted(centres, key=lambda centre: (centre.contacts, centre.name)):
        yield CentreOutcomes(
            centre,
            {case.name: _outcome_of_case(centre, case, options) for case in cases_of_centre(centre, country, options)},
        )


def weeks_to_play(centre: SimulatedCentre, options: Options) -> int:
    """As many as asked for, or so many that an interval is ±1 point or so, from 10 to 400."""
    if options.replications is not None:
        return options.replications
    return min(max(ceil(_CALLERS * WEEKS_PER_YEAR / centre.contacts), _FEWEST_WEEKS), _MOST_WEEKS)


def play_case(centre: SimulatedCentre, case: StressCase, options: Options) -> Achieved:
    """What callers meet in a case."""
    return Achieved.over_weeks(
        _play_week(Dice(centre, options, week), case) for week in range(weeks_to_play(centre, options))
    )


def _play_week(dice: Dice, case: StressCase) -> Tally:
    calls, agents = dice.draw_calls(case), dice.draw_agents(case)
    offered = offered_waits(calls.arrivals, calls.handling, calls.patience, _without_gaps(agents))
    return Tally.of_week(calls, offered, agents, dice.centre.service.target.within_seconds)


def _without_gaps(agents: IntArray) -> list[int]:
    """Where it is closed, those before stay for who is still in line; before the first opening, the first."""
    opened = np.flatnonzero(agents)
    before = np.searchsorted(opened, np.arange(len(agents)), side="right") - 1
    filled: list[int] = agents[opened[np.maximum(before, 0)]].tolist()
    return filled


def _outcome_of_case(centre: SimulatedCentre, case: StressCase, options: Options) -> SimulatedOutcome:
    outcome = SimulatedOutcome(case, centre.service.target.answered_share, play_case(centre, case, options))
    if not outcome.missed:
        return outcome
    if case.name == EXPONENTIAL:
        return replace(outcome, agents_more=None)
    more = _agents_more(case, lambda other: play_case(centre, other, options).answered_share >= outcome.promised_share)
    return replace(outcome, agents_more=more)


def _agents_more(case: StressCase, enough: Callable[[StressCase], bool]) -> int | None:
    """The smallest number that is enough, where 0 is not: in steps that double, then by halving what is between."""
    busiest = int(case.agents.max())
    too_few, more = 0, 1 + busiest // 20
    while not enough(case.with_more(more)):
        if more > MOST_MORE * busiest:
            return None
        too_few, more = more, 2 * more
    while more - too_few > 1:
        middle = (too_few + more) // 2
        too_few, more = (too_few, middle) if enough(case.with_more(middle)) else (middle, more)
    return more
