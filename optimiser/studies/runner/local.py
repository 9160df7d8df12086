"""Worker processes on this machine's cores, by Dask; whoever solves needs but a client, of these or of a cluster."""

import asyncio
import logging
import os
import signal
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, nullcontext
from multiprocessing import resource_tracker
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Self

from optimiser.solver.errors import SolverError
from optimiser.studies.runner.cluster import Cluster

if TYPE_CHECKING:  # imported where it is used: it takes half a second that other commands need not wait
    from distributed import Client, LocalCluster
    from distributed.nanny import Nanny

SECONDS_TO_END = 0.2
"""How long a worker is given to end by itself when we are stopped: what it still solves is not wanted."""
SECONDS_WHEN_DONE = 20.0
"""The same when all is solved: an idle worker ends at once, on a busy machine not in time to clean up."""
SECONDS_TO_START = 600.0
"""How long the processes are given to start: it takes seconds, on a very busy machine minutes."""
PRELOAD = ("optimiser.model.worker_lock", "optimiser.api")
"""The modules that each process loads before it solves, in this order."""
THIS_MACHINE = "127.0.0.1"
NOT_THERE = "the processes that solve were not there after {seconds:.0f} s; is the machine too busy, or out of memory?"
NOT_STARTED = (
    "the processes that solve did not start ({error}); a script that is not a file, or does not call what solves "
    'side by side under `if __name__ == "__main__":`, cannot start them'
)
SETTINGS = {
    "distributed.admin.tick.cycle": "10s",
    "distributed.admin.tick.interval": "1s",
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.worker.profile.enabled": False,
}
"""Of Dask's machinery for millions of short tasks we need none: no more is handed out than can be solved at once.

Nor need each process look fifty times a second whether it is late: that took 7 % of a core while nothing was done.
"""


def available_cores() -> int:
    """Processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class LocalWorkers:
    """Processes with one thread each, reachable from this machine alone; one that dies is started anew.

    They start beside what else there is to do: `start` returns at once, `client` waits for them. Nothing is
    started if neither is asked for. `count` is how many.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        self._scratch = ExitStack()
        self._starting: Future[LocalCluster] | None = None
        self._client: Client | None = None

    def start(self) -> "Future[LocalCluster]":
        """Start the processes, if they are not; what is returned comes to be when they are there."""
        if self._starting is None:
            # Or the first process would start the tracker, which lets Ctrl-C through in the thread it starts from.
            resource_tracker.ensure_running()
            scratch = self._scratch.enter_context(TemporaryDirectory(prefix="optimiser-", ignore_cleanup_errors=True))
            starter = ThreadPoolExecutor(1, thread_name_prefix="start-workers")
            self._starting = starter.submit(_start_cluster, self.count, scratch)
            starter.shutdown(wait=False)
        return self._starting

    @property
    def client(self) -> "Client":
        """What solves are handed to; waits until the processes are there.

        Raises SolverError when they cannot be started.
        """
        if self._client is None:
            from distributed import Client

            try:
                self._client = Client(self.start().result(timeout=SECONDS_TO_START))
            except TimeoutError as error:
                raise SolverError(NOT_THERE.format(seconds=SECONDS_TO_START)) from error
            except (OSError, RuntimeError) as error:
                raise SolverError(NOT_STARTED.format(error=error)) from error
        return self._client

    def __enter__(self) -> Self:
        """Themselves, not yet started."""
        return self

    def __exit__(self, stopped_by: type[BaseException] | None, *_: object) -> None:
        """End the processes; where we are stopped at once, whatever they do."""
        with self._scratch:
            if self._starting is None or not _in_time(self._starting):
                return
            cluster = self._starting.result()
            cluster.sync(_end, list(cluster.workers.values()), SECONDS_TO_END if stopped_by else SECONDS_WHEN_DONE)
            if self._client is not None:
                self._client.close()
            cluster.close()


def _in_time(starting: "Future[LocalCluster]") -> bool:
    """Whether the processes are there; those that are still starting are waited for, but not for ever."""
    try:
        return starting.exception(timeout=SECONDS_TO_START) is None
    except TimeoutError:
        return False


def _start_cluster(count: int, scratch: str) -> "LocalCluster":
    """A cluster whose processes, and those that replace them, never hear of Ctrl-C: it is for us to end them.

    A process inherits which signals are blocked from the thread that starts it.
    """
    import dask
    from distributed import LocalCluster

    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    with dask.config.set(SETTINGS):
        return LocalCluster(
            n_workers=count,
            threads_per_worker=1,
            processes=True,
            host=THIS_MACHINE,
            scheduler_kwargs={"dashboard": False, "dashboard_address": f"{THIS_MACHINE}:0"},
            memory_limit=None,
            silence_logs=logging.CRITICAL,
            local_directory=scratch,
            preload=list(PRELOAD),
        )


async def _end(nannies: "Sequence[Nanny]", seconds: float) -> None:
    ended = await asyncio.gather(*(nanny.close(timeout=seconds) for nanny in nannies), return_exceptions=True)
    for error in ended:
        # On a busy machine one may not have ended in time; it has been told to, and what it solved is kept by now.
        if isinstance(error, BaseException) and not isinstance(error, TimeoutError):
            raise error


Workers = LocalWorkers | Cluster


def start_workers(given: Workers | int | None) -> AbstractContextManager[Workers]:
    """What solves: those that are given stay for whoever gave them; else so many, or one a core."""
    return nullcontext(given) if isinstance(given, Workers) else LocalWorkers(given or available_cores())
