"""What the centres of a plan are, and could be: what can be asked of each, what that takes, and what it can reach."""

from typing import Literal

from optimiser.planning.problem import Problem, Shortfall
from optimiser.result.result import Result

CentreDemand = Literal["open", "sell", "close"]
"""What is demanded of a centre: to be open, to sell to others too, to be closed."""
State = Literal["closed", "open", "sells"]
"""What a centre is in a plan; a shared one is closed or open."""


def state_of(result: Result, centre: str) -> State:
    """Whether the plan of a result has a centre open, and whether it sells."""
    forms = {line.form for line in result.lines.assignments if line.centre == centre}
    if not forms:
        return "closed"
    return "sells" if "purchased" in forms else "open"


def demands_on(problem: Problem, centre: str, state: State) -> tuple[CentreDemand, ...]:
    """What can be asked of a centre that is as it is: a local one sells only where its seat is a candidate host."""
    row = problem.instance.centres[centre]
    seat = problem.instance.municipalities.get(row.seat or "")
    asked: list[CentreDemand] = ["open"] if state == "closed" else ["close"]
    if seat is not None and seat.candidate_host and state != "sells":
        asked.insert(0 if state == "open" else 1, "sell")
    return tuple(asked)


def volumes_for(problem: Problem, centre: str, asked: CentreDemand) -> Shortfall | None:
    """The least volume a centre needs to be open, or to sell, and the most it can reach.

    None to be closed, and where rules let it reach nothing, whatever it needs.
    """
    row, reach = problem.instance.centres[centre], problem.reach.get(centre)
    others = asked == "sell" or row.kind != "local"
    short = problem.closed.get(centre)
    if asked == "close":
        return None
    if short is not None and (others or reach is None):
        return short
    needs = row.min_sold if asked == "sell" else row.min_volume
    reaches = 0.0 if reach is None else reach.others if others else reach.own
    return Shortfall(needs, reaches) if reaches else None


def unopened_centres(result: Result) -> dict[str, tuple[CentreDemand, Shortfall]]:
    """Shared centres that are closed and candidate hosts that do not sell, with what it takes and what they can reach.

    Nothing is solved. Centres that rules let answer nobody else are left out.
    """
    problem, found = result.plan.problem, {}
    for centre, row in result.instance.centres.items():
        wanted: CentreDemand = "sell" if row.kind == "local" else "open"
        volumes = volumes_for(problem, centre, wanted)
        if wanted in demands_on(problem, centre, state_of(result, centre)) and volumes:
            found[centre] = (wanted, volumes)
    return found
