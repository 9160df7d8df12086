"""What takes long beside the tests: done once for all processes that they start, or done seldom.

Nothing that a test is about is done for it: commands that a test starts as processes start as people start them.
"""

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import forkserver
from pathlib import Path

import dask
import pytest

BYTECODE = Path(__file__).parents[1] / "build" / "bytecode"
WORKERS_IMPORT = ("distributed.nanny", "distributed.worker", "optimiser.api")
"""What a process that solves imports before it does anything."""


def count_on_one_core() -> None:
    """Let numpy count on one core, here and in what tests start: the tests run on the others.

    Two processes that each count on every core wait for each other without letting go of one.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def collect_seldom() -> None:
    """Let what refers to itself be looked for seldom: half of what there is is there until the tests end."""
    gc.set_threshold(20_000, 20, 10)


def share_bytecode() -> None:
    """Where no bytecode is to be written beside the code, keep it in one folder of its own.

    Each process would else compile all of the program: more than it costs to import it.
    """
    if sys.dont_write_bytecode:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix = str(BYTECODE)
        sys.dont_write_bytecode = False


@contextmanager
def forked_workers() -> Iterator[None]:
    """Let processes that solve be copies of one that has imported the program, where a test itself starts them.

    Those that a command starts, as a process of its own, are started as ever.
    """
    server = forkserver._forkserver
    preload = server.set_forkserver_preload

    def preload_ours(modules: Sequence[str]) -> None:
        preload([*modules, *WORKERS_IMPORT])

    forked = dask.config.set({"distributed.worker.multiprocessing-method": "forkserver"})
    with pytest.MonkeyPatch.context() as patch, forked:
        patch.setattr(server, "set_forkserver_preload", preload_ours)
        yield


def end_server() -> None:
    """End the process that is copied, so that what it and its copies cost is known."""
    forkserver._forkserver._stop()  # type: ignore[attr-defined]
