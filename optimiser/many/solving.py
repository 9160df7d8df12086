"""Solve cases side by side: each is handed to a worker, and told as soon as it ends."""

import threading
import time
from asyncio import CancelledError as AsyncCancelledError
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Generic, Literal, TypedDict, TypeVar, Unpack

from optimiser.api import solve
from optimiser.data.findings import InvalidInputError
from optimiser.data.instance import Instance
from optimiser.many.cases import Case
from optimiser.many.cluster import unlike
from optimiser.many.versions import differences, versions
from optimiser.result.result import Result
from optimiser.solver.highs import SolverError

if TYPE_CHECKING:
    from distributed import Client, Future

SECONDS_BETWEEN_LOOKS = 0.5
"""How long to wait for a case to end before `waiting` is told which are being solved."""
SECONDS_WITHOUT_WORKERS = 60.0
"""How long to wait for a worker when all have gone: one that was killed is started anew within seconds."""
_ONE_AT_A_TIME = threading.Lock()
"""Held by a worker while it solves: one that has several threads solves one case at a time as well."""


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


@dataclass(frozen=True)
class Unlike:
    """A worker that has other versions than who asked it, and so has not solved."""

    worker: str
    told: str


class WorkersLostError(SolverError):
    """Raised when those who solve cannot be reached any more; what was told of before is done."""


Found = TypeVar("Found")
Outcome = Result | Failure
Waiting = Callable[[Mapping[str, float]], None]
"""Is told every half second which cases are being solved, and since how many seconds."""


def solve_cases(
    cases: Sequence[Case], client: "Client", waiting: Waiting = lambda _: None, **asked: Unpack[Asked]
) -> Iterator[tuple[Case, Outcome]]:
    """Each case with its result or why there is none, in the order they end, the longest begun first."""
    return side_by_side(sorted(cases, key=_effort, reverse=True), client, _solved, waiting, **asked)


def _effort(case: Case) -> int:
    """Roughly how long a case takes, to begin with the longest: places there are in virtual centres."""
    return sum(len(groups) for groups in case.instance.groups_of.values())


def side_by_side(
    cases: Iterable[Case],
    client: "Client",
    answer: Callable[[Instance, Asked], Found],
    waiting: Waiting = lambda _: None,
    **asked: Unpack[Asked],
) -> Iterator[tuple[Case, Found | Failure]]:
    """Each case with what `answer` finds of it in a worker, or why there is nothing, in the order they end.

    A case is taken from `cases` when it can be solved at once, and let go when it has ended. One whose worker
    dies is solved again by another. When the caller stops asking, what is being solved is given up.

    Raises:
        WorkersLostError: nobody is there to solve any more.
        InvalidInputError: a worker that has come later has other versions than we.
    """
    places = _Places(client, answer, asked)
    to_do = iter(cases)
    try:
        while places.fill(to_do):
            for case, future in places.ended(waiting):
                yield case, _outcome(future)
    finally:
        places.give_up()


class _Places(Generic[Found]):
    """The cases that are being solved: as many as there are workers."""

    def __init__(self, client: "Client", answer: Callable[[Instance, Asked], Found], asked: Asked) -> None:
        self.client = client
        self.answer = answer
        self.asked = asked
        self.running: dict[Future[Found | Failure | Unlike], tuple[Case, float]] = {}
        self.seen_workers = time.monotonic()

    def fill(self, to_do: Iterator[Case]) -> bool:
        """Hand out as many cases as can be solved at once; False when none is left."""
        with _reachable():
            free = max(1, len(self.client.nthreads())) - len(self.running)
            for case in islice(to_do, max(0, free)):
                future = self.client.submit(
                    _answered, self.answer, case.instance, self.asked, dict(versions()), pure=False
                )
                self.running[future] = case, time.monotonic()
        return bool(self.running)

    def ended(self, waiting: Waiting) -> "list[tuple[Case, Future[Found | Failure | Unlike]]]":
        """The cases that have ended, at least one."""
        from distributed import wait

        while True:
            try:
                with _reachable(), self.client.as_current():
                    done = wait(list(self.running), timeout=SECONDS_BETWEEN_LOOKS, return_when="FIRST_COMPLETED").done
                return [(self.running.pop(future)[0], future) for future in done]
            except TimeoutError:
                now = time.monotonic()
                waiting({case.name: now - began for case, began in self.running.values()})
                self._refuse_to_wait_for_nobody(now)

    def give_up(self) -> None:
        """Let go of what is being solved; where nobody can be reached there is nothing to let go of."""
        self.client.cancel(list(self.running))

    def _refuse_to_wait_for_nobody(self, now: float) -> None:
        with _reachable():
            if self.client.nthreads():
                self.seen_workers = now
        if now - self.seen_workers > SECONDS_WITHOUT_WORKERS:
            raise WorkersLostError(f"no worker has been there for {SECONDS_WITHOUT_WORKERS:.0f} s")


@contextmanager
def _reachable() -> Iterator[None]:
    """What Dask raises in its many ways when the scheduler is gone, as one error."""
    try:
        yield
    except TimeoutError:
        raise
    except (CancelledError, AsyncCancelledError, OSError) as error:
        raise WorkersLostError("the scheduler cannot be reached any more") from error


def _answered(
    answer: Callable[[Instance, Asked], Found], instance: Instance, asked: Asked, ours: Mapping[str, str]
) -> Found | Failure | Unlike:
    """Runs in a worker. Not every exception can be sent from there, so what went wrong is sent in words."""
    if ours != versions():
        from distributed import get_worker

        return Unlike(str(get_worker().address), differences(versions(), ours))
    try:
        with _ONE_AT_A_TIME:
            return answer(instance, asked)
    except SolverError as error:
        return Failure("solver", (str(error),))
    except Exception as error:
        return Failure("error", (f"{type(error).__name__}: {error}",))


def failed_audit(result: Result) -> Failure | None:
    """Why a result is not handed out: its plan fails the audit."""
    breaches = result.run.get("audit", {}).get("breaches")
    return Failure("audit", tuple(breach["sentence"] for breach in breaches)) if breaches else None


def _solved(instance: Instance, asked: Asked) -> Result:
    return solve(instance, **asked)


def _outcome(future: "Future[Found | Failure | Unlike]") -> Found | Failure:
    from distributed.scheduler import KilledWorker

    with _reachable():
        error = future.exception()
        found: Found | Failure | Unlike | None = future.result() if error is None else None
    if isinstance(found, Unlike):
        raise InvalidInputError(found.worker, [unlike(found.worker, found.told)])
    if error is not None:
        return Failure("died" if isinstance(error, KilledWorker) else "error", (str(error),))
    return found  # type: ignore[return-value]  # without an error there is what the worker found
