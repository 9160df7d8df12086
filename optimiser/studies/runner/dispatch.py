"""Solve cases side by side: each is handed to a worker, and told as soon as it ends."""

import threading
import time
import uuid
from asyncio import CancelledError as AsyncCancelledError
from collections import OrderedDict
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from optimiser.data.findings import Finding, InvalidInputError
from optimiser.data.instance import Instance
from optimiser.data.settings import SolverOptions
from optimiser.result.result import Result
from optimiser.result.roadmap import RoadmapResult
from optimiser.solver.errors import SolverError
from optimiser.solver.warm_start_cache import WarmStartCache
from optimiser.studies.runner.cluster import refuse_unlike, tell_differences, versions_here

if TYPE_CHECKING:
    from distributed import Client, Future

SECONDS_BETWEEN_LOOKS = 0.5
"""How long to wait for a case to end before it is told which are being solved."""
SECONDS_WITHOUT_WORKERS = 60.0
"""How long to wait for a worker when all have gone: one that was killed is started anew within seconds."""
MOST_LINES = 2
"""Lines whose caches a worker keeps: the one it is at, and one that it may be given back."""
NOBODY = ""
"""Stands for the address of a worker while there is none: a case is handed out all the same, and waits for one."""
_ONE_AT_A_TIME = threading.Lock()
"""Held by a worker while it solves: one that has several threads solves one case at a time as well."""


@dataclass(frozen=True)
class Failure:
    """Why a case has no result: the solver failed, or anything else did; or its plan failed the audit.

    `refused`: its input or the options did not allow it to be solved, as when memory is too little for its models.
    `died`: its process ended again and again, as when there is too little memory.
    """

    kind: Literal["solver", "refused", "error", "died", "audit"]
    reasons: tuple[str, ...]


Found = TypeVar("Found")
Compute = Callable[[Instance, SolverOptions, WarmStartCache], Found | Failure]
"""Finds something of an instance in a worker, with what it has kept of the cases of the line before."""


@dataclass(frozen=True)
class Case(Generic[Found]):
    """An instance to solve, under a name that no other case has and that a folder can have.

    `compute` is what a worker finds of it. `warnings` are the findings about the instance that do not stop a solve.
    """

    name: str
    instance: Instance
    compute: Compute[Found]
    warnings: tuple[Finding, ...] = ()

    @property
    def key(self) -> str:
        """What its solve is kept under."""
        return self.name

    @property
    def title(self) -> str:
        """What people call it."""
        return self.name

    @property
    def sha256(self) -> str:
        """The hash of its instance."""
        return self.instance.sha256

    @property
    def system(self) -> str:
        """The system its instance was chosen by."""
        return self.instance.system


class SolvesFailedError(Exception):
    """Raised when all is done but some solves have failed; `made` is of the others, and is written.

    What is made is what the call returns where none has failed; None where nothing can be made of the others.
    """

    def __init__(self, failures: Mapping[str, Failure], made: Any) -> None:
        self.failures = failures
        self.made = made
        told = (f"{name} ({failure.kind}: {'; '.join(failure.reasons)})" for name, failure in failures.items())
        super().__init__(f"solves failed: {', '.join(told)}")


@dataclass(frozen=True)
class UnlikeWorker:
    """A worker that has other versions than who asked it, and so has not solved."""

    worker: str
    told: str


class WorkersLostError(SolverError):
    """Raised when those who solve cannot be reached any more; what was told of before is done."""


_Line = tuple[int, Iterator[Case[Found]]]
"""A line by its number, and those of its cases that are not handed out."""
TellRunning = Callable[[Mapping[str, float]], None]
"""Is told every half second which cases are being solved, and since how many seconds."""


def lines_of_one(cases: Iterable[Case[Found]]) -> Iterator[Iterable[Case[Found]]]:
    """Cases that have nothing to tell each other, as lines."""
    return ((case,) for case in cases)


def side_by_side(
    lines: Iterable[Iterable[Case[Found]]],
    client: "Client",
    options: SolverOptions,
    tell_running: TellRunning = lambda _: None,
) -> Generator[tuple[Case[Found], Found | Failure], None, None]:
    """Each case with what it computes in a worker, or why there is nothing, in the order they end.

    The cases of a line are solved one after another by one worker, which keeps what it proved of those before.
    A case is taken from its line when it can be solved at once, and let go when it has ended. One whose worker
    dies is solved again by another. What is being solved is given up when the caller closes this, which must be while
    the client is there: not left to whenever memory is tidied up.

    Raises:
        WorkersLostError: nobody is there to solve any more.
        InvalidInputError: a worker that has come later has other versions than we.
    """
    places = _Places(client, options, enumerate(map(iter, lines)))
    try:
        while places.fill_places():
            for case, future in places.wait_for_ended(tell_running):
                yield case, _outcome_of(future)
    finally:
        places.give_up()


@dataclass(frozen=True)
class _Running(Generic[Found]):
    """A case of a line that is being solved, since `began`, by the worker it was handed to unless that has died."""

    case: Case[Found]
    line: int
    worker: str
    began: float


@dataclass
class _Places(Generic[Found]):
    """The workers by their addresses, each with the line it is at and the case of it that is being solved.

    A line stays with the worker that has its cache, or what is found would depend on which of them was free; only
    when that has died, another goes on with it. The scheduler may give a case to another worker then.
    """

    client: "Client"
    options: SolverOptions
    to_do: Iterator[_Line[Found]]
    command: str = field(default_factory=lambda: uuid.uuid4().hex)
    running: "dict[Future[Found | Failure | UnlikeWorker], _Running[Found]]" = field(default_factory=dict)
    lines: dict[str, _Line[Found]] = field(default_factory=dict)
    ahead: dict[str, Case[Found]] = field(default_factory=dict)
    seen_workers: float = field(default_factory=time.monotonic)

    def fill_places(self) -> bool:
        """Hand out as many cases as can be solved at once; False when none is left."""
        with _reachable_scheduler():
            workers = list(self.client.nthreads()) or [NOBODY]
            self._pass_on(workers)
            busy = {one.worker for one in self.running.values()}
            for worker in workers:
                # A case whose worker has died is with another, which may be one that seems to have nothing to do.
                if worker not in busy and len(self.running) < len(workers):
                    self._hand_out(worker)
        return bool(self.running)

    def _pass_on(self, workers: Sequence[str]) -> None:
        """The lines of workers that are no more are the next to be gone on with."""
        for worker in [worker for worker in self.lines if worker not in workers]:
            number, line = self.lines.pop(worker)
            read = [self.ahead.pop(worker)] if worker in self.ahead else []
            self.to_do = chain([(number, chain(read, line))], self.to_do)

    def _read_ahead(self) -> None:
        """Read the next case of each line while those before are solved, so that no worker waits for it."""
        for worker, (_, line) in self.lines.items():
            if worker not in self.ahead and (case := next(line, None)) is not None:
                self.ahead[worker] = case

    def _hand_out(self, worker: str) -> None:
        number, case = self._next_case(worker)
        if case is not None:
            self._submit(_Running(case, number, worker, time.monotonic()))

    def _submit(self, one: _Running[Found], *, anywhere: bool = False) -> None:
        at = {} if anywhere or one.worker == NOBODY else {"workers": [one.worker], "allow_other_workers": True}
        future = self.client.submit(
            _compute_here,
            one.case.compute,
            one.case.instance,
            self.options,
            dict(versions_here()),
            (self.command, one.line),
            pure=False,
            **at,
        )
        self.running[future] = one

    def _next_case(self, worker: str) -> tuple[int, Case[Found] | None]:
        """The next case of the line the worker is at, or of the next line that has any."""
        while worker in self.lines or self._begin_line(worker):
            number, line = self.lines[worker]
            case = self.ahead.pop(worker, None) or next(line, None)
            if case is not None:
                return number, case
            del self.lines[worker]
        return 0, None

    def _begin_line(self, worker: str) -> bool:
        line = next(self.to_do, None)
        if line is not None:
            self.lines[worker] = line
        return line is not None

    def wait_for_ended(
        self, tell_running: TellRunning
    ) -> "list[tuple[Case[Found], Future[Found | Failure | UnlikeWorker]]]":
        """The cases that have ended, at least one."""
        from distributed import wait

        self._read_ahead()
        while True:
            try:
                with _reachable_scheduler(), self.client.as_current():
                    done = wait(list(self.running), timeout=SECONDS_BETWEEN_LOOKS, return_when="FIRST_COMPLETED").done
                return [(self.running.pop(future).case, future) for future in done]
            except TimeoutError:
                now = time.monotonic()
                tell_running({one.case.name: now - one.began for one in self.running.values()})
                self._look_after_workers(now)

    def give_up(self) -> None:
        """Let go of what is being solved; where nobody can be reached there is nothing to let go of."""
        self.client.cancel(list(self.running))

    def _look_after_workers(self, now: float) -> None:
        """Refuse to wait for nobody; hand out again what the scheduler keeps for a worker that is no more.

        It gives a case to any other worker where there is one as the first dies, and forgets to when one comes later.
        """
        with _reachable_scheduler():
            workers, processing = self.client.nthreads(), self.client.processing()
            if workers:
                self.seen_workers = now
                at_work = set(chain.from_iterable(processing.values()))
                kept = [future for future, one in self.running.items() if one.worker not in workers]
                for future in kept:
                    if future.key not in at_work and not future.done():
                        future.cancel()
                        self._submit(self.running.pop(future), anywhere=True)
        if now - self.seen_workers > SECONDS_WITHOUT_WORKERS:
            raise WorkersLostError(f"there has been no worker for {SECONDS_WITHOUT_WORKERS:.0f} s")


@contextmanager
def _reachable_scheduler() -> Iterator[None]:
    """What Dask raises in its many ways when the scheduler is gone, as one error."""
    try:
        yield
    except TimeoutError:
        raise
    except (CancelledError, AsyncCancelledError, OSError) as error:
        raise WorkersLostError("the scheduler cannot be reached any more") from error


def _compute_here(
    compute: Compute[Found], instance: Instance, options: SolverOptions, ours: Mapping[str, str], line: tuple[str, int]
) -> Found | Failure | UnlikeWorker:
    """Runs in a worker. Not every exception can be sent from there, so what went wrong is sent in words."""
    if ours != versions_here():
        from distributed import get_worker

        return UnlikeWorker(str(get_worker().address), tell_differences(versions_here(), ours))
    try:
        with _ONE_AT_A_TIME:
            return compute(instance, options, _CACHES.get(line))
    except SolverError as error:
        return Failure("solver", (str(error),))
    except InvalidInputError as error:
        return Failure("refused", tuple(finding.sentence for finding in error.findings))
    except Exception as error:
        return Failure("error", (f"{type(error).__name__}: {error}",))


@dataclass
class _LineCaches:
    """The warm-start caches of the lines that a worker has solved cases of; the one used longest ago is dropped."""

    caches: OrderedDict[tuple[str, int], WarmStartCache] = field(default_factory=OrderedDict)

    def get(self, line: tuple[str, int]) -> WarmStartCache:
        """Return the cache of a line, by the command it is of and its number."""
        cache = self.caches.setdefault(line, WarmStartCache())
        self.caches.move_to_end(line)
        if len(self.caches) > MOST_LINES:
            self.caches.popitem(last=False)
        return cache


_CACHES = _LineCaches()


def failed_audit(result: Result | RoadmapResult) -> Failure | None:
    """Why a result is not handed out: its plan, or one of its path, fails the audit."""
    return Failure("audit", tuple(breach.sentence for breach in result.breaches)) if result.breaches else None


def _outcome_of(future: "Future[Found | Failure | UnlikeWorker]") -> Found | Failure:
    from distributed.scheduler import KilledWorker

    with _reachable_scheduler():
        error = future.exception()
        found: Found | Failure | UnlikeWorker | None = future.result() if error is None else None
    if isinstance(found, UnlikeWorker):
        raise InvalidInputError(found.worker, [refuse_unlike(found.worker, found.told)])
    if error is not None:
        return Failure("died" if isinstance(error, KilledWorker) else "error", (str(error),))
    return found  # type: ignore[return-value]  # without an error there is what the worker found
