"""What the commands that solve much have in common: who solves, and how an end before the end is told."""

import json
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, NoReturn, Protocol, TypeVar

import pandas as pd
import typer

from optimiser.cli.exits import EXIT_BREACHED, EXIT_INFEASIBLE, EXIT_INTERRUPTED, EXIT_INVALID, EXIT_SOLVER
from optimiser.cli.terminal import say, say_findings
from optimiser.data.findings import InvalidInputError
from optimiser.data.settings import Language
from optimiser.report.phrases import phrase
from optimiser.report.summaries.failures import failure
from optimiser.studies.runner.cluster import Cluster
from optimiser.studies.runner.dispatch import Failure, SolvesFailedError, WorkersLostError
from optimiser.studies.runner.local import cores


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
    if scheduler is not None and workers:
        raise typer.BadParameter("--workers is for this machine: leave it out with --scheduler")
    count = workers or cores()
    with nullcontext(count) if scheduler is None else Cluster(scheduler) as solving:
        yield solving, solving.count if isinstance(solving, Cluster) else count


@contextmanager
def ending_in_words(lines: Counting, out: Path) -> Iterator[None]:
    """An end before the end is a sentence that says what is kept: Ctrl-C, a full disk, a scheduler that is gone."""
    try:
        yield
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, lambda *_: None)  # a second one has nothing left to stop
        _stop("stopped" if lines.done else "stopped at once", EXIT_INTERRUPTED, lines, out)
    except WorkersLostError as error:
        _stop("stopped by the cluster", EXIT_SOLVER, lines, out, why=error)
    except InvalidInputError as error:
        if not lines.done:
            raise
        say_findings(error.findings)
        _stop("stopped by the input", EXIT_INVALID, lines, out)
    except OSError as error:
        if not lines.done:
            raise
        what, why = error.filename or out, error.strerror or error
        _stop("stopped by the disk", EXIT_INVALID, lines, out, what=what, why=why)


Made = TypeVar("Made")


def made_and_failed(call: Callable[[], Made]) -> tuple[Made, Mapping[str, Failure]]:
    """What a call makes of the solves that did not fail, and those that did."""
    try:
        return call(), {}
    except SolvesFailedError as error:
        return error.made, error.failures


def rows_of(table: pd.DataFrame) -> Any:
    """The rows of a table as JSON holds them: what has no value is null."""
    return json.loads(table.to_json(orient="records", double_precision=15))


def _stop(name: str, code: int, lines: Counting, out: Path, **more: object) -> NoReturn:
    say(phrase(name, lines.spoken, done=lines.done, total=lines.total, folder=out, **more), error=True)
    raise typer.Exit(code)


def told_failures(failures: Mapping[str, Failure], language: Language) -> Iterator[str]:
    """A sentence for each solve that failed."""
    for case, failed in failures.items():
        yield failure(case, failed.kind, failed.reasons, language)
        if failed.kind == "audit":
            yield from (f"  {sentence}" for sentence in failed.reasons)


def leave(failures: Mapping[str, Failure], *, planned: bool, unplanned: int = EXIT_INFEASIBLE) -> None:
    """End with the code of the worst that happened; quietly where nothing failed and there is a plan.

    `unplanned` is the code where nothing failed but there is no plan.
    """
    kinds = {failure.kind for failure in failures.values()}
    code = EXIT_BREACHED if "audit" in kinds else EXIT_SOLVER if kinds else 0
    if not code and not planned:
        code = unplanned
    if code:
        raise typer.Exit(code)
