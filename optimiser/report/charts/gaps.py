"""Empty stretches of a map, made shorter: Bornholm stands nearer than it lies, as on many maps of Denmark."""

import numpy as np
from numpy.typing import NDArray

LONGEST = 0.06
"""Longest empty stretch that stays, as a part of the whole width or height."""
PixelArray = NDArray[np.float64]
"""Places or lengths on a picture."""


def shortened(lows: PixelArray, highs: PixelArray) -> PixelArray:
    """How far to move each of the intervals along a line, so that no empty stretch between them is long.

    The side of a stretch with fewer intervals is the one that moves; the others stay at 0.
    """
    order = np.argsort(lows, kind="stable")
    moves = np.zeros(len(lows))
    if not len(lows):
        return moves
    longest, reached = LONGEST * float(highs.max() - lows.min()), highs[order[0]]
    for rank, index in enumerate(order):
        surplus = lows[index] - reached - longest
        if rank and surplus > longest:
            after = 2 * rank >= len(order)
            moves[order[rank:] if after else order[:rank]] += -surplus if after else surplus
        reached = max(reached, highs[index])
    return moves
