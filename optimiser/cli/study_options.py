"""What the commands that make a study have in common: who solves, their lines and documents, and how they end."""

import json
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Generic, NoReturn, TypeVar

import pandas as pd
import typer

from optimiser.cli.progress import StudyLines
from optimiser.cli.terminal import (
    EXIT_BREACHED,
    EXIT_INFEASIBLE,
    EXIT_INTERRUPTED,
    EXIT_INVALID,
    EXIT_SOLVER,
    is_watched,
    say_findings,
    say_paragraph,
)
from optimiser.comparison.comparison import Comparison
from optimiser.data.findings import InvalidInputError
from optimiser.data.settings import Language
from optimiser.report.charts.map_layout import Outlines
from optimiser.report.documents import write_documents
from optimiser.report.phrases import phrase
from optimiser.report.summaries.failures import failure
from optimiser.studies.runner.cluster import Cluster
from optimiser.studies.runner.dispatch import Failure, SolvesFailedError, WorkersLostError
from optimiser.studies.runner.local import available_cores

Yes = Annotated[bool, typer.Option("--yes", help="Go ahead even with more than 1,000 solves.")]
ForceAll = Annotated[
    bool, typer.Option("--force", help="Solve everything again, and replace what DIR holds from another instance.")
]
Found = TypeVar("Found")


@dataclass(frozen=True)
class MadeStudy(Generic[Found]):
    """What a study has found, None where nothing could be made of it; what failed; and the language it is told in."""

    found: Found
    failures: Mapping[str, Failure]
    language: Language

    def tell_failures(self) -> Iterator[str]:
        """Yield a sentence for each solve that failed."""
        for case, failed in self.failures.items():
            yield failure(case, failed.kind, failed.reasons, self.language)
            if failed.kind == "audit":
                yield from (f"  {sentence}" for sentence in failed.reasons)

    def exit_with_status(self, *, planned: bool, unplanned: int = EXIT_INFEASIBLE) -> None:
        """End with the code of the worst that happened; quietly where nothing failed and there is a plan.

        `unplanned` is the code where nothing failed but there is no plan.
        """
        kinds = {failed.kind for failed in self.failures.values()}
        code = EXIT_BREACHED if "audit" in kinds else EXIT_SOLVER if kinds else 0
        if not code and not planned:
            code = unplanned
        if code:
            raise typer.Exit(code)


def make_study(
    call: Callable[..., Found],
    out: Path,
    lang: Language | None,
    *,
    by: tuple[int | None, str | None],
    quiet: bool,
    header: str = "",
    outlines: Outlines | None = None,
) -> MadeStudy[Found]:
    """Let a study be made in the folder `out`, with the lines of the command and the documents people read.

    `by` are the workers that the user asked for, and the address of a scheduler.
    What fails is told with what was found; an end before the end is told in a sentence, and leaves with its code.
    """
    with choose_executor(*by) as (executor, count):
        lines = StudyLines(lang, count, watched=is_watched(), quiet=quiet, header=header)

        def write_found(found: Any) -> None:
            if not isinstance(found, Comparison) or found.results:  # a comparison of nothing has nothing to show
                write_documents(found, out, lines.spoken, outlines)

        with reporting_interruption(lines, out):
            command = ["optimiser", *sys.argv[1:]]
            found, failures = split_failures(
                lambda: call(workers=executor, report=lines, document=write_found, command=command)
            )
    return MadeStudy(found, failures, lines.spoken)


def split_failures(call: Callable[[], Found]) -> tuple[Found, Mapping[str, Failure]]:
    """Return what a call makes of the solves that did not fail, and those that did."""
    try:
        return call(), {}
    except SolvesFailedError as error:
        return error.made, error.failures


@contextmanager
def choose_executor(workers: int | None, scheduler: str | None) -> Iterator[tuple[Cluster | int, int]]:
    """Yield the cluster of a scheduler, or as many processes as asked for, one a core if not; and how many they are.

    Raises InvalidInputError where the cluster cannot be used.
    """
    if scheduler is not None and workers:
        raise typer.BadParameter("--workers is about this machine: leave it out with --scheduler")
    count = workers or available_cores()
    with nullcontext(count) if scheduler is None else Cluster(scheduler) as executor:
        yield executor, executor.count if isinstance(executor, Cluster) else count


@contextmanager
def reporting_interruption(lines: StudyLines, out: Path) -> Iterator[None]:
    """Tell an end before the end in a sentence that says what is kept: Ctrl-C, a full disk, a lost scheduler."""
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


def _stop(name: str, code: int, lines: StudyLines, out: Path, **more: object) -> NoReturn:
    say_paragraph(phrase(name, lines.spoken, done=lines.done, total=lines.total, folder=out, **more), error=True)
    raise typer.Exit(code)


def rows_of(table: pd.DataFrame) -> Any:
    """Return the rows of a table as JSON holds them: what has no value is null."""
    return json.loads(table.to_json(orient="records", double_precision=15))
