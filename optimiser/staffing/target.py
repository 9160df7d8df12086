"""What callers are promised, and how hard agents may be worked for it."""

from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import ArrayLike, NDArray

from optimiser.staffing.erlang import ErlangA, ErlangC

_ROUNDING = 1e-12
"""A target that is met but for rounding is met: 8.5 Erlang on 10 agents is an occupancy of 0.85."""


@dataclass(frozen=True)
class Target:
    """A service target: the share of callers to answer within so many seconds, e.g. 80 % within 60.

    `max_occupancy` is the share of their time agents may spend on contacts over a half hour. Without it Erlang C
    keeps the agents of a large centre busy all the time. Its default, 0.90, is an assumption: handbooks of
    workforce management give 85 to 90 % as what people can keep up.
    `patience_seconds` is the callers' mean patience; None means that nobody hangs up (Erlang C), the careful choice.
    """

    answered_share: float
    within_seconds: float
    max_occupancy: float = 0.90
    patience_seconds: float | None = None

    def __post_init__(self) -> None:
        """Refuse figures that promise nothing or cannot be kept; raises ValueError with the rule."""
        if not 0 < self.answered_share < 1:
            raise ValueError(f"answered_share must be above 0 and below 1, not {self.answered_share}")
        if not (isfinite(self.within_seconds) and self.within_seconds >= 0):
            raise ValueError(f"within_seconds must be 0 or more, not {self.within_seconds}")
        if not 0 < self.max_occupancy <= 1:
            raise ValueError(f"max_occupancy must be above 0 and at most 1, not {self.max_occupancy}")
        if self.patience_seconds is not None and not (isfinite(self.patience_seconds) and self.patience_seconds > 0):
            raise ValueError(
                f"patience_seconds must be above 0, or None if nobody hangs up, not {self.patience_seconds}"
            )

    @property
    def least_carried_share(self) -> float:
        """The share of the load that agents carry at least where the target is met: all if nobody hangs up."""
        return 1.0 if self.patience_seconds is None else self.answered_share

    def queue_of(self, load_erlang: ArrayLike, agents: ArrayLike, handling_seconds: float) -> ErlangC | ErlangA:
        """Centres with these loads and agents, whose callers have the target's patience."""
        if self.patience_seconds is None:
            return ErlangC.of_loads(load_erlang, agents, handling_seconds)
        return ErlangA.of_loads(load_erlang, agents, handling_seconds, self.patience_seconds)

    def is_met(self, load_erlang: ArrayLike, agents: ArrayLike, handling_seconds: float) -> NDArray[np.bool_]:
        """Whether each of these centres meets the target."""
        queue = self.queue_of(load_erlang, agents, handling_seconds)
        answered = queue.answered_share(self.within_seconds) >= self.answered_share - _ROUNDING
        return np.asarray(answered & (queue.occupancy <= self.max_occupancy + _ROUNDING))
