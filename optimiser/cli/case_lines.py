"""The lines of a comparison while it is made: a line a case as it ends, and what is still being solved."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import typer

from optimiser.cli.terminal import harmless, say_all, say_findings
from optimiser.data.findings import Finding
from optimiser.data.settings import Language
from optimiser.report.numbers import Numbers
from optimiser.report.phrases import phrase
from optimiser.report.summaries.comparison import cost_of
from optimiser.result.result import Result
from optimiser.studies.cases import Case
from optimiser.studies.compare import Began, Ended, Event, Solving

SECONDS_OF_SILENCE = 10.0
"""A line is written after this long even when no case has ended, to show that work goes on."""


@dataclass
class CaseLines:
    """Writes what happens; to nobody where it is `quiet`, and of what goes on only to those who are `watched`.

    `header` names the sentence that says what is about to be solved.
    `total` is the number of cases, 0 until they are read; `done` how many are solved.
    """

    language: Language | None
    workers: int
    watched: bool
    quiet: bool = False
    header: str = "cases header"
    total: int = 0
    done: int = 0
    longest: int = 0
    spoke: float = field(default_factory=time.monotonic)

    def __call__(self, event: Event) -> None:
        """Take in what happened, and write of it."""
        if isinstance(event, Began):
            self.total = len(event.cases)
            self.longest = max(len(case.name) for case in event.cases)
            self.language = self.language or event.cases[0].instance.settings.language
        elif isinstance(event, Ended):
            self.done += isinstance(event.outcome, Result)
        if not self.quiet:
            self._write(event)

    @property
    def spoken(self) -> Language:
        """The language asked for, or the instance's own once that is read."""
        return self.language or "en"

    def _write(self, event: Event) -> None:
        if isinstance(event, Began):
            say_all(self._header(event.cases))
            say_findings(list(_warnings(event.cases)))
        elif isinstance(event, Ended):
            typer.echo(harmless(self._ended(event)))
            self.spoke = time.monotonic()
        elif self.watched and time.monotonic() - self.spoke >= SECONDS_OF_SILENCE:
            typer.echo(harmless(self._solving(event)), err=True)
            self.spoke = time.monotonic()

    def _header(self, cases: tuple[Case, ...]) -> Iterator[str]:
        instance = cases[0].instance
        yield phrase(
            self.header,
            self.spoken,
            name=instance.settings.name,
            municipalities=len(instance.municipalities),
            tasks=len(instance.tasks),
            cases=len(cases),
            workers=self.workers,
        )
        for change in instance.changes:
            if all(change in case.instance.changes for case in cases):
                yield phrase("changed", self.spoken, change=change)

    def _ended(self, event: Ended) -> str:
        count = f"[{event.number:>{len(str(event.total))}}/{event.total}]"
        return f"{count} {event.case.name.ljust(self.longest)}  {self._told(event)}"

    def _told(self, event: Ended) -> str:
        if not isinstance(event.outcome, Result):
            return phrase("case failed", self.spoken)
        run, numbers = event.outcome.run, Numbers(self.spoken)
        return phrase(
            "case kept" if event.kept else "case solved",
            self.spoken,
            cost=cost_of(event.outcome, self.spoken),
            gap=numbers.percent(event.outcome.gap, 3),
            seconds=numbers.plain(run.seconds.total, 1),
        )

    def _solving(self, event: Solving) -> str:
        numbers = Numbers(self.spoken)
        told = (
            phrase("case and seconds", self.spoken, case=case, seconds=numbers.plain(seconds))
            for case, seconds in event.seconds.items()
        )
        return " " * (2 * len(str(self.total)) + 4) + phrase("still solving", self.spoken, cases=", ".join(told))


def _warnings(cases: tuple[Case, ...]) -> Iterator[Finding]:
    """Each warning once, with the cases that have it unless all have."""
    found: dict[Finding, list[str]] = {}
    for case in cases:
        for finding in case.warnings:
            found.setdefault(finding, []).append(case.name)
    for finding, names in found.items():
        of_some = f"{', '.join(names)}: " if len(names) < len(cases) else ""
        yield replace(finding, place=f"{of_some}{finding.place}")
