"""What the commands that solve much have in common: who solves, and how an end before the end is told."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import NoReturn, Protocol

import typer

from optimiser.cli.exits import EXIT_INTERRUPTED, EXIT_INVALID, EXIT_SOLVER
from optimiser.cli.terminal import say
from optimiser.data.settings import Language
from optimiser.many.cluster import Cluster
from optimiser.many.solving import WorkersLostError
from optimiser.many.workers import cores
from optimiser.report.phrases import phrase


class Counting(Protocol):
    """Lines that count: how many solves are `done` of `total`."""

    done: int
    total: int

    @property
    def spoken(self) -> Language:
        """The language of the lines."""


@contextmanager
def who_solves(workers: int | None, scheduler: str | None) -> Iterator[tuple[Cluster | int, int]]:
    """The cluster of a scheduler, or as many processes as asked for, one a core if not; and how many they are.

    Raises InvalidInputError where the cluster cannot be used.
    """
    if scheduler and workers:
        raise typer.BadParameter("--workers is for this machine: leave it out with --scheduler")
    count = workers or cores()
    with Cluster(scheduler) if scheduler else nullcontext(count) as solving:
        yield solving, solving.count if isinstance(solving, Cluster) else count


@contextmanager
def ending_in_words(lines: Counting, out: Path) -> Iterator[None]:
    """An end before the end is a sentence that says what is kept: Ctrl-C, a full disk, a scheduler that is gone."""
    try:
        yield
    except KeyboardInterrupt:
        _leave("stopped" if lines.done else "stopped at once", EXIT_INTERRUPTED, lines, out)
    except WorkersLostError as error:
        _leave("stopped by the cluster", EXIT_SOLVER, lines, out, why=error)
    except OSError as error:
        if not lines.done:
            raise
        what, why = error.filename or out, error.strerror or error
        _leave("stopped by the disk", EXIT_INVALID, lines, out, what=what, why=why)


def _leave(name: str, code: int, lines: Counting, out: Path, **more: object) -> NoReturn:
    say(phrase(name, lines.spoken, done=lines.done, total=lines.total, folder=out, **more), error=True)
    raise typer.Exit(code)
