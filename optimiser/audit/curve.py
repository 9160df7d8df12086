"""How far straight lines lie above a centre's cost curve, without samples: at ends, and where both rise alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from optimiser.audit.evidence import STEP, Evidence, Promise, factors_at, reference_promise

Floats = NDArray[np.float64]
HALVINGS = 60
TINY = 1e-9
"""Stands for no volume where its logarithm is taken (contacts a year)."""


class Line(NamedTuple):
    """A straight line over a stretch of pooled volumes, fixed + slope · V (kr. a year)."""

    low: float
    high: float
    fixed_kr: float
    slope_kr: float


@dataclass(frozen=True, eq=False)
class CurveOfCentre:
    """What a centre of cost factor 1 costs, V · u(V) · f(V): both factors straight in ln V between some volumes."""

    logarithms: Floats
    unit_kr: Floats
    factors: Floats

    def excess_kr(self, lines: Sequence[Line]) -> Floats:
        """How far each line is above the curve at most, on its stretch; below 0 where it is below everywhere.

        Between two volumes u · f is w = a + b·x + c·x² in x = ln V, and the cost V · w bends upwards where
        w' + w'' > 0, on one side of one x: there the farthest is where the cost rises as the line, else at an end.
        """
        ends = np.log([[max(line.low, TINY), max(line.high, line.low, TINY)] for line in lines])
        inner = [self.logarithms[(self.logarithms > low) & (self.logarithms < high)] for low, high in ends]
        x = [np.concatenate([[low], some, [high]]) for (low, high), some in zip(ends, inner, strict=True)]
        counts = [len(some) - 1 for some in x]
        start, end = np.concatenate([some[:-1] for some in x]), np.concatenate([some[1:] for some in x])
        fixed, slope = (np.repeat([getattr(line, name) for line in lines], counts) for name in ("fixed_kr", "slope_kr"))
        farthest = self._farthest_kr(start, end, fixed, slope)
        most = np.maximum.reduceat(farthest, np.concatenate([[0], np.cumsum(counts)[:-1]]))
        at_nothing = np.array([line.fixed_kr if line.low <= 0 else -np.inf for line in lines])
        return np.asarray(np.maximum(most, at_nothing))

    def _farthest_kr(self, start: Floats, end: Floats, fixed_kr: Floats, slope_kr: Floats) -> Floats:
        """The same on stretches, by the logarithms of their ends, on which u and f are straight."""
        width = np.maximum(end - start, TINY)
        (u, u_end), (f, f_end) = (
            (np.interp(start, self.logarithms, values), np.interp(end, self.logarithms, values))
            for values in (self.unit_kr, self.factors)
        )
        a, c = u * f, (u_end - u) * (f_end - f) / width**2
        b = ((u_end - u) * f + u * (f_end - f)) / width

        def above(t: Floats) -> Floats:
            return np.asarray(fixed_kr + (slope_kr - (a + b * t + c * t**2)) * np.exp(start + t))

        with np.errstate(divide="ignore", invalid="ignore"):
            bend = np.where(c != 0, np.clip(-(b + 2 * c) / (2 * c), 0.0, width), 0.0)
        first, last = np.where(c < 0, 0.0, bend), np.where(c < 0, bend, width)
        least, most = first, last
        for _ in range(HALVINGS):
            middle = (least + most) / 2
            rises = a + b * middle + c * middle**2 + b + 2 * c * middle > slope_kr
            least, most = np.where(rises, least, middle), np.where(rises, middle, most)
        return np.asarray(np.max([above(t) for t in (np.zeros_like(width), width, first, last, least)], axis=0))


def curve_of_promise(e: Evidence, own: Promise) -> CurveOfCentre:
    """The curve of the centres that make a promise."""
    points, norm = e.instance.tables.cost_curve, reference_promise(e)
    at = [log(point.volume) for point in points]
    logarithms = np.array(at)
    if own != norm:
        most = max(1.0, sum(e.figures.pooled.values()))
        knots = 2 + int(log(most) / STEP)
        logarithms = np.unique(np.concatenate([STEP * np.arange(knots), at]))
    unit_kr = np.interp(logarithms, at, [point.unit_cost_kr for point in points])
    factors = np.ones_like(logarithms)
    if own != norm:
        factors = np.array(factors_at(e, own, norm, np.exp(logarithms).tolist()))
    return CurveOfCentre(logarithms, unit_kr, factors)
