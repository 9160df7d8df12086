"""Solve cases side by side: each is handed to a worker, and told as soon as it ends."""

import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypedDict, Unpack

from optimiser.api import solve
from optimiser.data.instance import Instance
from optimiser.many.cases import Case
from optimiser.result.result import Result
from optimiser.solver.highs import SolverError

if TYPE_CHECKING:
    from distributed import Client, Future

SECONDS_BETWEEN_LOOKS = 0.5
"""How long to wait for a case to end before `waiting` is told which are being solved."""


class Asked(TypedDict, total=False):
    """What is asked of the solver: relative `gap`, `time_limit` in seconds, `threads` a solve, random `seed`.

    What is left out or None comes from the instance.
    """

    gap: float | None
    time_limit: float | None
    threads: int | None
    seed: int | None


@dataclass(frozen=True)
class Failure:
    """Why a case has no result: the solver failed, or anything else did; or its plan failed the audit.

    `died`: its process ended again and again, as when there is too little memory.
    """

    kind: Literal["solver", "error", "died", "audit"]
    reasons: tuple[str, ...]


Outcome = Result | Failure
Waiting = Callable[[Mapping[str, float]], None]
"""Is told every half second which cases are being solved, and since how many seconds."""


def solve_cases(
    cases: Sequence[Case], client: "Client", waiting: Waiting = lambda _: None, **asked: Unpack[Asked]
) -> Iterator[tuple[Case, Outcome]]:
    """Each case with its result or why there is none, in the order they end.

    A case whose worker dies is solved again by another. When the caller stops asking, what is
    being solved is given up.
    """
    to_do = deque(sorted(cases, key=_effort, reverse=True))
    running: dict[Future[Outcome], tuple[Case, float]] = {}
    try:
        while to_do or running:
            while to_do and len(running) < _places(client):
                case = to_do.popleft()
                running[client.submit(_solved, case.instance, asked, pure=False)] = case, time.monotonic()
            for future in _ended(running, waiting):
                case, _ = running.pop(future)
                yield case, _outcome(future)
    finally:
        client.cancel(list(running))


def _effort(case: Case) -> int:
    """Roughly how long a case takes, to begin with the longest: places there are in virtual centres."""
    return sum(len(groups) for groups in case.instance.groups_of.values())


def _places(client: "Client") -> int:
    """How many cases can be solved at once; one when no worker is there, as the first comes back soon."""
    return max(1, int(sum(client.nthreads().values())))


def _ended(running: "Mapping[Future[Outcome], tuple[Case, float]]", waiting: Waiting) -> "list[Future[Outcome]]":
    """The solves that have ended, at least one."""
    from distributed import wait

    while True:
        try:
            return list(wait(list(running), timeout=SECONDS_BETWEEN_LOOKS, return_when="FIRST_COMPLETED").done)
        except TimeoutError:
            now = time.monotonic()
            waiting({case.name: now - began for case, began in running.values()})


def _solved(instance: Instance, asked: Asked) -> Outcome:
    """Runs in a worker. Not every exception can be sent from there, so what went wrong is sent in words."""
    try:
        return solve(instance, **asked)
    except SolverError as error:
        return Failure("solver", (str(error),))
    except Exception as error:
        return Failure("error", (f"{type(error).__name__}: {error}",))


def _outcome(future: "Future[Outcome]") -> Outcome:
    from distributed.scheduler import KilledWorker

    error = future.exception()
    if error is None:
        outcome: Outcome = future.result()
        return outcome
    return Failure("died" if isinstance(error, KilledWorker) else "error", (str(error),))
