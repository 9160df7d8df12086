"""Monitoring a solve: the clock, the best plan and bound so far, and the wish to stop."""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf
from types import FrameType
from typing import Protocol

from optimiser.data.tolerances import BOUND_ERROR
from optimiser.rules.rule import unscaled_kr
from optimiser.solver.highs import Watch


@dataclass(frozen=True)
class Progress:
    """How far a solve has come; costs in kr. a year, None where there is none yet."""

    seconds: float
    stage: str
    plan_kr: float | None
    bound_kr: float | None

    @property
    def gap(self) -> float | None:
        """(plan - bound) / plan, or None while either is missing."""
        return relative_gap(self.plan_kr, self.bound_kr)


def relative_gap(plan_kr: float | None, bound_kr: float | None) -> float | None:
    """(plan - bound) / plan, not below 0; None when either is missing or the plan costs nothing."""
    if plan_kr is None or bound_kr is None or plan_kr <= 0:
        return None
    return max(0.0, (plan_kr - bound_kr) / plan_kr)


Report = Callable[[Progress], None]


@dataclass
class ProgressMonitor:
    """Keeps the time, reports what is new, and remembers that the user wants to stop."""

    limit_seconds: float
    report: Report
    started: float = field(default_factory=time.monotonic)
    interrupted: bool = False
    plan_kr: float | None = None
    bound_kr: float | None = None

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.started

    @property
    def remaining(self) -> float:
        """Seconds left of the time limit, not below 0."""
        return max(0.0, self.limit_seconds - self.elapsed)

    def watch_bound(self, stage: str, enough: float) -> Watch:
        """Watch a stage whose solutions are not plans yet but whose bound counts, until a plan in hand is that good.

        `enough` is the relative gap of that plan.
        """
        watch = self._watch_model(stage, plans=False, bounds=True)
        return lambda objective, bound: watch(objective, bound) or self._is_within_gap(enough)

    def watch_relaxation(self, stage: str) -> Watch:
        """Watch a stage that shows neither plans nor bounds before it ends."""
        return self._watch_model(stage, plans=False, bounds=False)

    def watch_plans(self, stage: str, base_kr: float, *, heed_interrupt: bool) -> Watch:
        """Watch a stage whose solutions are plans once `base_kr` is added, and whose bound does not count."""
        watch = self._watch_model(stage, plans=True, bounds=False, base_kr=base_kr)
        return lambda objective, bound: watch(objective, bound) and heed_interrupt

    def watch_search(self, stage: str) -> Watch:
        """Watch a stage whose solutions are plans and whose bound counts."""
        return self._watch_model(stage, plans=True, bounds=True)

    def _watch_model(self, stage: str, *, plans: bool, bounds: bool, base_kr: float = 0.0) -> Watch:
        def watch(objective: float, bound: float) -> bool:
            if plans and objective < inf and not self._contradicts_bound(unscaled_kr(objective) + base_kr):
                self.update_incumbent(unscaled_kr(objective) + base_kr)
            if bounds and bound > -inf:
                self.update_bound(unscaled_kr(bound))
            self.notify(stage)
            return self.interrupted

        return watch

    def _contradicts_bound(self, plan_kr: float) -> bool:
        """Return whether a plan costs less than what is proved; it is shown only once it is there and checked.

        HiGHS tells of such plans now and then, and ends with a dearer one.
        """
        return self.bound_kr is not None and self.bound_kr > plan_kr * (1 + BOUND_ERROR)

    def _is_within_gap(self, gap: float) -> bool:
        proved = relative_gap(self.plan_kr, self.bound_kr)
        return proved is not None and proved <= gap

    def notify(self, stage: str) -> None:
        """Report how far the solve has come."""
        self.report(Progress(self.elapsed, stage, self.plan_kr, self.bound_kr))

    def update_incumbent(self, plan_kr: float) -> None:
        """Keep the cheaper plan."""
        self.plan_kr = plan_kr if self.plan_kr is None else min(self.plan_kr, plan_kr)

    def update_bound(self, bound_kr: float) -> None:
        """Keep the higher bound."""
        self.bound_kr = bound_kr if self.bound_kr is None else max(self.bound_kr, bound_kr)


class Stoppable(Protocol):
    """What heeds the wish to stop."""

    interrupted: bool


@contextmanager
def stop_on_interrupt(monitor: Stoppable) -> Iterator[None]:
    """While inside, Ctrl-C asks the monitor to stop instead of ending the program."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        monitor.interrupted = True

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
