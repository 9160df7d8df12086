"""When a solve came within each gap."""

import time
from dataclasses import dataclass, field
from math import isfinite


@dataclass
class Race:
    """Seconds from the start until a plan was proved to be within each of `gaps` (relative)."""

    gaps: tuple[float, ...]
    started: float = field(default_factory=time.monotonic)
    seconds_to: dict[float, float] = field(default_factory=dict)

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.started

    def note(self, plan: float, bound: float) -> None:
        """Take down the gaps reached with a plan and a bound (infinite: none yet)."""
        if isfinite(plan) and isfinite(bound) and plan > 0:
            for gap in self.gaps:
                if (plan - bound) / plan <= gap:
                    self.seconds_to.setdefault(gap, self.elapsed)
