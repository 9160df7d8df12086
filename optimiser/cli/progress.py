"""The live lines of a solve, and of steps of many, for those who watch."""

import time
from dataclasses import dataclass, field

import typer

from optimiser.cli.terminal import strip_control_characters
from optimiser.data.settings import Language
from optimiser.report.localizer import Numbers, phrase
from optimiser.solver.monitor import Progress

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
