"""The lines of a command with many solves: how many are solved, how fast, and how long is left; for people only."""

import time
from dataclasses import dataclass, field

import typer

from optimiser.cli.terminal import harmless, say, say_findings
from optimiser.data.instance import Instance
from optimiser.data.settings import Language
from optimiser.report.numbers import Numbers
from optimiser.report.phrases import phrase
from optimiser.studies.resume import Began, Checking, Ended, Event, Waiting

SECONDS_BETWEEN_LINES = 5.0
A_LONG_TIME = 120.0
"""Seconds from which on minutes are told."""


@dataclass
class SolveLines:
    """Writes what happens; to nobody where it is `quiet`, and how far it has come only to those who are `watched`."""

    language: Language | None
    workers: int
    watched: bool
    quiet: bool = False
    total: int = 0
    done: int = 0
    kept: int = 0
    began: float = field(default_factory=time.monotonic)
    spoke: float = field(default_factory=time.monotonic)

    def __call__(self, event: Event) -> None:
        """Take in what happened, and write of it."""
        if isinstance(event, Began):
            self.language = self.language or event.instance.settings.language
            self.total, self.kept, self.done, self.began = event.total, event.kept, event.kept, time.monotonic()
            self._header(event.instance)
        elif isinstance(event, Ended):
            self.done, self.total = event.number, max(self.total, event.total)
        if self.watched and not self.quiet and time.monotonic() - self.spoke >= SECONDS_BETWEEN_LINES:
            self._progress(event)

    @property
    def spoken(self) -> Language:
        """The language asked for, or the instance's own once that is read."""
        return self.language or "en"

    def _header(self, instance: Instance) -> None:
        say_findings(instance.remarks)
        if not self.quiet:
            told = {"name": instance.settings.name, "total": self.total, "kept": self.kept, "workers": self.workers}
            say(phrase("solves header", self.spoken, **told))

    def _progress(self, event: Checking | Began | Ended | Waiting) -> None:
        self.spoke = time.monotonic()
        if isinstance(event, Checking):
            line = phrase("solves checking", self.spoken, number=event.number)
        else:
            line = self._rate(self.done - self.kept, self.spoke - self.began)
        typer.echo(harmless(f"  {line}"), err=True)

    def _rate(self, solved: int, seconds: float) -> str:
        counted = {"number": self.done, "total": self.total}
        if not solved:
            return phrase("solves just begun", self.spoken, **counted)
        rate = Numbers(self.spoken).plain(60 * solved / seconds, 1)
        left = self._duration((self.total - self.done) * seconds / solved)
        return phrase("solves progress", self.spoken, **counted, rate=rate, left=left)

    def _duration(self, seconds: float) -> str:
        if seconds < A_LONG_TIME:
            return phrase("solves seconds", self.spoken, seconds=round(seconds))
        return phrase("solves minutes", self.spoken, minutes=round(seconds / 60))
