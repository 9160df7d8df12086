"""The live lines of a solve and of a study, for those who watch."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import typer

from optimiser.cli.terminal import say_all, say_findings, say_paragraph, strip_control_characters
from optimiser.data.settings import Language
from optimiser.report.localizer import Numbers
from optimiser.report.phrases import phrase
from optimiser.report.summaries.comparison import cost_of
from optimiser.result.result import Result
from optimiser.solver.monitor import Progress
from optimiser.studies.resume import CaseEnded, CasesChecked, CasesRunning, StudyBegan, StudyEvent

# ---- A solve: seconds, bound, plan, gap; and steps of many ----------------------------------------


SECONDS_BETWEEN_LINES = 0.5
SECONDS_OF_SILENCE = 10.0
"""A line is written after this long even when nothing is new, to show that work goes on."""


@dataclass
class StepLines:
    """A line to those who watch for each step of many, as the phrase `name` says it."""

    language: Language
    name: str
    watched: bool
    began: float = field(default_factory=time.monotonic)

    def __call__(self, done: int, total: int, about: str) -> None:
        """Write how many steps are done, of how many, and which it is now."""
        if self.watched:
            seconds = Numbers(self.language).plain(time.monotonic() - self.began, 1).rjust(7)
            said = phrase(self.name, self.language, done=done, all=total, about=about)
            typer.echo(strip_control_characters(f"{seconds} {said}"), err=True)


@dataclass
class ProgressLines:
    """Writes a line when something is new, not more often than twice a second; a first plan at once."""

    language: Language
    shown_at: float = -SECONDS_BETWEEN_LINES
    shown: str = ""
    has_plan: bool = False

    def __call__(self, progress: Progress) -> None:
        """Write how far the solve has come, if it is time to."""
        told = self._progress_line(progress)
        pause = SECONDS_BETWEEN_LINES if told != self.shown else SECONDS_OF_SILENCE
        first_plan = progress.plan_kr is not None and not self.has_plan
        if first_plan or progress.seconds - self.shown_at >= pause:
            self.shown_at, self.shown, self.has_plan = progress.seconds, told, progress.plan_kr is not None
            seconds = Numbers(self.language).plain(progress.seconds, 1).rjust(7)
            typer.echo(f"{seconds} {told}", err=True)

    def _progress_line(self, progress: Progress) -> str:
        numbers = Numbers(self.language)
        plan = numbers.millions(progress.plan_kr)
        bound = numbers.bound(progress.bound_kr, progress.plan_kr)
        gap = numbers.gap(progress.gap)
        return phrase("progress", self.language, bound=bound.rjust(8), plan=plan.rjust(8), gap=gap)


# ---- A study: each case as it ends, or how many are solved and how long is left -------------------


SECONDS_BETWEEN_CASES = 5.0
"""A line says so often how far a study of many solves has come."""
SECONDS_WITHOUT_A_CASE = 10.0
"""A line is written after this long even when no case has ended, to show that work goes on."""
A_LONG_TIME = 120.0
"""Seconds from which on minutes are told."""


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
    began: float = field(default_factory=time.monotonic)
    spoke: float = field(default_factory=time.monotonic)

    def __call__(self, event: StudyEvent) -> None:
        """Take in what happened, and write of it."""
        if isinstance(event, StudyBegan):
            self.language = self.language or event.instance.settings.language
            self.total, self.kept, self.done, self.began = event.total, event.kept, event.kept, time.monotonic()
            self.longest = max(map(len, event.titles), default=0)
            self._write_header(event)
        elif isinstance(event, CaseEnded):
            self.done, self.total = event.solved, max(self.total, event.total)
            if self.header and not self.quiet:
                typer.echo(strip_control_characters(self._tell_end(event)))
                self.spoke = time.monotonic()
        if self.watched and not self.quiet:
            self._write_progress(event)

    @property
    def spoken(self) -> Language:
        """The language asked for, or the instance's own once that is read."""
        return self.language or "en"

    def _write_header(self, event: StudyBegan) -> None:
        if not self.header:
            say_findings(event.instance.remarks)
        if self.quiet:
            return
        if self.header:
            say_all(self._tell_cases(event))
            say_findings(event.remarks)
        else:
            told = {"name": event.instance.settings.name, "total": self.total, "kept": self.kept}
            say_paragraph(phrase("solves header", self.spoken, workers=self.workers, **told))

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
        for change in event.changes:
            yield phrase("changed", self.spoken, change=change)

    def _tell_end(self, event: CaseEnded) -> str:
        count = f"[{event.number:>{len(str(event.total))}}/{event.total}] {event.title.ljust(self.longest)}"
        if not isinstance(event.outcome, Result):
            return f"{count}  {phrase('case failed', self.spoken)}"
        numbers = Numbers(self.spoken)
        told = phrase(
            "case kept" if event.kept else "case solved",
            self.spoken,
            cost=cost_of(event.outcome, self.spoken),
            gap=numbers.percent(event.outcome.gap, 3),
            seconds=numbers.plain(event.outcome.run.seconds.total, 1),
        )
        return f"{count}  {told}"

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
            phrase("case and seconds", self.spoken, case=case, seconds=numbers.plain(seconds))
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
