"""What the commands that make a study have in common: who solves, their lines and documents, and how they end."""

import json
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Generic, NoReturn, TypeVar

import pandas as pd
import typer

from optimiser.cli.terminal import (
    EXIT_BREACHED,
    EXIT_INFEASIBLE,
    EXIT_INTERRUPTED,
    EXIT_INVALID,
    EXIT_SOLVER,
    is_watched,
    line_width,
    say_all,
    say_findings,
    say_paragraph,
    strip_control_characters,
)
from optimiser.comparison.side_by_side import SideBySide
from optimiser.data.findings import InvalidInputError
from optimiser.data.instance import Instance
from optimiser.data.settings import Language
from optimiser.report.charts.outlines import Outlines
from optimiser.report.documents import write_documents
from optimiser.report.localizer import Numbers, phrase
from optimiser.report.parameters import ParameterWords, tell_changes, words_of_case
from optimiser.report.summaries.comparison import cost_of
from optimiser.report.summaries.failures import failure
from optimiser.result.any_folder import seconds_of_any
from optimiser.result.result import Result
from optimiser.result.roadmap import RoadmapResult
from optimiser.studies.drawing_cases import DrawingAnswer
from optimiser.studies.price_study import NOW
from optimiser.studies.resume import CaseEnded, CasesChecked, CasesRunning, StudyBegan, StudyEvent
from optimiser.studies.runner.cluster import Cluster
from optimiser.studies.runner.dispatch import Failure, SolvesFailedError, WorkersLostError
from optimiser.studies.runner.local import available_cores

Yes = Annotated[bool, typer.Option("--yes", help="Go ahead even with more than 1,000 solves.")]
ForceAll = Annotated[
    bool, typer.Option("--force", help="Solve everything again, and replace what DIR holds from another instance.")
]
ForceSolves = Annotated[bool, typer.Option("--force", help="Solve everything again; DIR must be of the same question.")]
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


# ---- A study: each case as it ends, or how many are solved and how long is left -------------------


SECONDS_BETWEEN_CASES = 5.0
"""A line says so often how far a study of many solves has come."""
SECONDS_WITHOUT_A_CASE = 10.0
"""A line is written after this long even when no case has ended, to show that work goes on."""
A_LONG_TIME = 120.0
"""Seconds from which on minutes are told."""

OF_DRAWINGS = {
    "drawn": "drawing case drawn",
    "none": "drawing case none",
    "open": "drawing case open",
    "solved": "drawing case solved",
    "near": "drawing case near",
    "binding": "drawing case binding",
}
"""The sentence for each kind of answer about drawings."""


@dataclass
class StudyLines:
    """Writes what happens; to nobody where it is `quiet`, and how far it has come only to those who are `watched`.

    With a `header`, the name of the sentence that says what is about to be solved, each case has a line as it ends.
    `total` is the number of cases, 0 until they are read; `done` how many are solved, `kept` how many were before.
    """

    language: Language | None
    workers: int
    watched: bool
    quiet: bool = False
    header: str = ""
    total: int = 0
    done: int = 0
    kept: int = 0
    longest: int = 0
    named: dict[str, str] = field(default_factory=dict)
    instance: Instance | None = None
    began: float = field(default_factory=time.monotonic)
    spoke: float = field(default_factory=time.monotonic)

    def __call__(self, event: StudyEvent) -> None:
        """Take in what happened, and write of it."""
        if isinstance(event, StudyBegan):
            self.instance, self.language = event.instance, self.language or event.instance.settings.language
            self.total, self.kept, self.done, self.began = event.total, event.kept, event.kept, time.monotonic()
            words = ParameterWords.in_instance(self.spoken, event.instance, event.parameters.values())
            self.named = {title: words.name(parameter) for title, parameter in event.parameters.items()}
            self.named[NOW] = phrase("case as it is", self.spoken)
            self.longest = max((len(self.name(title)) for title in event.titles), default=0)
            self._write_header(event)
        elif isinstance(event, CaseEnded):
            self.done, self.total = event.solved, max(self.total, event.total)
            if self.header and not self.quiet:
                for line in self._tell_end(event):
                    typer.echo(strip_control_characters(line))
                self.spoke = time.monotonic()
        if self.watched and not self.quiet:
            self._write_progress(event)

    @property
    def spoken(self) -> Language:
        """The language asked for, or the instance's own once that is read."""
        return self.language or "en"

    def name(self, title: str) -> str:
        """Return what a case is called in words; by its title where that is a name."""
        if title in self.named or self.instance is None:
            return self.named.get(title, title)
        return words_of_case(self.spoken, self.instance, title).case(title)

    def _write_header(self, event: StudyBegan) -> None:
        if not self.header:
            say_findings(event.instance.remarks, self.spoken)
        if self.quiet:
            return
        if self.header:
            say_all(self._tell_cases(event))
            say_findings(event.remarks, self.spoken)
        else:
            told = {"name": event.instance.settings.name, "total": self.total, "kept": self.kept}
            say_paragraph(phrase("solves header", self.spoken, workers=self.workers, **told))
            say_all(self._tell_changes(event.instance, event.instance.changes))

    def _tell_cases(self, event: StudyBegan) -> Iterator[str]:
        instance = event.instance
        yield phrase(
            self.header,
            self.spoken,
            name=instance.settings.name,
            municipalities=len(instance.municipalities),
            tasks=len(instance.tasks),
            cases=event.total,
            workers=self.workers,
        )
        yield from self._tell_changes(instance, event.changes)

    def _tell_changes(self, instance: Instance, changes: Iterable[str]) -> Iterator[str]:
        for change in tell_changes(self.spoken, instance, changes):
            yield phrase("changed", self.spoken, change=change)

    def _tell_end(self, event: CaseEnded) -> Iterator[str]:
        """Yield the line of a case; a name that leaves no room for its figures stands on a line above them."""
        count, told = f"[{event.number:>{len(str(self.total))}}/{self.total}] ", self._tell_outcome(event)
        room = line_width() - len(count) - len("  ") - len(told)
        title = self.name(event.title)
        if len(title) > room:
            yield f"{count}{title}"
            count, title = " " * len(count), ""
        yield f"{count}{title.ljust(min(self.longest, max(room, 0)))}  {told}"

    def _tell_outcome(self, event: CaseEnded) -> str:
        if isinstance(event.outcome, DrawingAnswer):
            return self._tell_drawing(event.outcome, kept=event.kept)
        if not isinstance(event.outcome, Result | RoadmapResult):
            return phrase("case failed", self.spoken)
        numbers = Numbers(self.spoken)
        return phrase(
            "case kept" if event.kept else "case solved",
            self.spoken,
            cost=cost_of(event.outcome, self.spoken),
            gap=numbers.percent(event.outcome.gap, 3),
            seconds=numbers.plain(seconds_of_any(event.outcome), 1),
        )

    def _tell_drawing(self, found: DrawingAnswer, *, kept: bool) -> str:
        """Return what an answer about drawings comes to; where a drawing was sought, with what is proven of all."""
        numbers, figures = Numbers(self.spoken), found.figures
        told = phrase(
            OF_DRAWINGS[found.answer],
            self.spoken,
            number=len(figures.get("drawings", figures.get("rows", ()))),
            cost=cost_of(found.result, self.spoken) if found.result else "",
            gap=numbers.percent(found.gap, 3),
            solves=figures.get("solves"),
        )
        return f"{told}  {phrase('drawing case kept', self.spoken)}" if kept else told

    def _write_progress(self, event: StudyEvent) -> None:
        """Write how far it has come, where it has been silent long enough."""
        silence = time.monotonic() - self.spoke
        if not self.header and silence >= SECONDS_BETWEEN_CASES:
            self.spoke = time.monotonic()
            if isinstance(event, CasesChecked):
                line = phrase("solves checking", self.spoken, number=event.number)
            else:
                line = self._tell_rate(self.done - self.kept, self.spoke - self.began)
            typer.echo(strip_control_characters(f"  {line}"), err=True)
        elif self.header and silence >= SECONDS_WITHOUT_A_CASE and isinstance(event, CasesRunning):
            self.spoke = time.monotonic()
            typer.echo(strip_control_characters(self._tell_running(event)), err=True)

    def _tell_running(self, event: CasesRunning) -> str:
        numbers = Numbers(self.spoken)
        told = (
            phrase("case and seconds", self.spoken, case=self.name(case), seconds=numbers.plain(seconds))
            for case, seconds in event.seconds.items()
        )
        return " " * (2 * len(str(self.total)) + 4) + phrase("still solving", self.spoken, cases=", ".join(told))

    def _tell_rate(self, solved: int, seconds: float) -> str:
        counted = {"number": self.done, "total": self.total}
        if not solved:
            return phrase("solves just begun", self.spoken, **counted)
        rate = Numbers(self.spoken).plain(60 * solved / seconds, 1)
        left = self._tell_duration((self.total - self.done) * seconds / solved)
        return phrase("solves progress", self.spoken, **counted, rate=rate, left=left)

    def _tell_duration(self, seconds: float) -> str:
        if seconds < A_LONG_TIME:
            return phrase("solves seconds", self.spoken, seconds=round(seconds))
        return phrase("solves minutes", self.spoken, minutes=round(seconds / 60))


# ---- How a command makes a study, and how it ends ------------------------------------------------


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
            if not isinstance(found, SideBySide) or found.results:  # a comparison of nothing has nothing to show
                write_documents(found, out, lines.spoken, outlines)

        with reporting_interruption(lines, out):
            command = ["optimiser", *sys.argv[1:]]
            found, failures = split_failures(
                lambda: call(workers=executor, report=lines, document=write_found, command=command)
            )
    return MadeStudy(found, {lines.name(case): failed for case, failed in failures.items()}, lines.spoken)


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
        say_findings(error.findings, lines.spoken)
        _stop("stopped by the input", EXIT_INVALID, lines, out)
    except BrokenPipeError:  # who reads the output has gone: not the disk's doing
        raise
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
