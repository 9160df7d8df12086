"""Which of portfolios that cost a fixed sum and a price for their volume can be the cheapest."""

from math import inf

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Numbers = NDArray[np.intp]


def undominated(fixed_kr: Floats, volume: Floats) -> Numbers:
    """Return by row of `fixed_kr` the portfolios than which none costs less at no more volume, in order of volume.

    Rows are filled up with -1.
    """
    order, sorted_kr = _by_volume(fixed_kr, volume)
    best_before = np.full(order.shape, inf)
    best_before[:, 1:] = np.minimum.accumulate(sorted_kr, axis=1)[:, :-1]
    row, place = np.nonzero(sorted_kr < best_before)
    count = np.bincount(row, minlength=len(order))
    chosen = np.full((len(order), count.max(initial=0)), -1, dtype=np.intp)
    chosen[row, np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)] = order[row, place]
    return chosen


def lower_envelope(fixed_kr: Floats, volume: Floats) -> Numbers:
    """Return by row of `fixed_kr` the lines fixed + volume · σ that are lowest at some σ, in order of falling σ.

    From each line on, the next is that of larger volume to which the cost rises least by contact. Rows are filled up
    with -1.
    """
    order, sorted_kr = _by_volume(fixed_kr, volume)
    volumes = np.sort(volume)
    distinct = np.flatnonzero(np.diff(volumes, prepend=-inf) > 0)
    order, sorted_kr, volumes = order[:, distinct], sorted_kr[:, distinct], volumes[distinct]
    last, rows = len(volumes) - 1, np.arange(len(order))
    at = np.zeros(len(order), dtype=np.intp)
    chosen = [order[:, 0]] if last >= 0 else []
    while last >= 0 and (at < last).any():
        first = int(at.min()) + 1
        more = volumes[first:] - volumes[at][:, None]
        rise = np.full(more.shape, inf)
        np.divide(sorted_kr[:, first:] - sorted_kr[rows, at][:, None], more, out=rise, where=more > 0)
        following = last - rise[:, ::-1].argmin(axis=1)
        chosen.append(np.where(at < last, order[rows, following], -1))
        at = np.where(at < last, following, last)
    return np.stack(chosen, axis=1) if chosen else np.zeros((len(order), 0), dtype=np.intp)


def _by_volume(fixed_kr: Floats, volume: Floats) -> tuple[Numbers, Floats]:
    """Return by row the order of volume, and of cost where volumes are the same; and the costs in it."""
    order = np.lexsort((fixed_kr, np.broadcast_to(volume, fixed_kr.shape)))
    return order, np.take_along_axis(fixed_kr, order, axis=1)
