"""How far straight lines lie above a centre's cost curve, without samples: at ends, and where both rise alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from optimiser.audit.evidence import STEP, Evidence, Promise, factors_at, least_costs_at, reference_promise

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
    """What a centre of cost factor 1 costs, V · u(V) · f(V): both factors straight in ln V between some volumes.

    It is no less than `least_kr`, straight in ln V too, which no volume crosses between two of `logarithms`; and where
    that is not None, what it is with one contact a year from nothing on.
    """

    logarithms: Floats
    unit_kr: Floats
    factors: Floats
    least_kr: Floats | None = None

    def excess_kr(self, lines: Sequence[Line]) -> Floats:
        """How far each line is above the curve at most, on its stretch; below 0 where it is below everywhere.

        Between two volumes u · f is w = a + b·x + c·x² in x = ln V, and the cost V · w bends upwards where
        w' + w'' > 0, on one side of one x: there the farthest is where the cost rises as the line, else at an end.
        """
        tiny = TINY if self.least_kr is None else 1.0
        ends = np.log([[max(line.low, tiny), max(line.high, line.low, tiny)] for line in lines])
        inner = [self.logarithms[(self.logarithms > low) & (self.logarithms < high)] for low, high in ends]
        x = [np.concatenate([[low], some, [high]]) for (low, high), some in zip(ends, inner, strict=True)]
        counts = [len(some) - 1 for some in x]
        start, end = np.concatenate([some[:-1] for some in x]), np.concatenate([some[1:] for some in x])
        fixed, slope = (np.repeat([getattr(line, name) for line in lines], counts) for name in ("fixed_kr", "slope_kr"))
        farthest = self._farthest_kr(start, end, fixed, slope)
        most = np.maximum.reduceat(farthest, np.concatenate([[0], np.cumsum(counts)[:-1]]))
        if self.least_kr is None:
            at_nothing = np.array([line.fixed_kr if line.low <= 0 else -np.inf for line in lines])
            return np.asarray(np.maximum(most, at_nothing))
        by_volume = (self.unit_kr * self.factors, self.least_kr)
        begins = max(float(np.interp(0.0, self.logarithms, values)) for values in by_volume)
        below_one = [
            max(line.fixed_kr + line.slope_kr * volume for volume in (line.low, min(line.high, 1.0))) - begins
            if line.low < 1
            else -np.inf
            for line in lines
        ]
        beyond = np.array([line.high > 1 or line.low >= 1 for line in lines])
        return np.asarray(np.maximum(np.where(beyond, most, -np.inf), below_one))

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
        farthest = np.max([above(t) for t in (np.zeros_like(width), width, first, last, least)], axis=0)
        if self.least_kr is None:
            return np.asarray(farthest)
        over_least = (self._over_least(at, fixed_kr, slope_kr) for at in (start, end))
        return np.asarray(np.minimum(farthest, np.maximum(*over_least)))

    def _over_least(self, at: Floats, fixed_kr: Floats, slope_kr: Floats) -> Floats:
        """How far lines are above the least cost at volumes, by their logarithms.

        On a stretch they are farthest at an end, as the least cost never falls and bends down.
        """
        return np.asarray(fixed_kr + slope_kr * np.exp(at) - np.interp(at, self.logarithms, np.asarray(self.least_kr)))


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
    if not own.least_hour_kr:
        return CurveOfCentre(logarithms, unit_kr, factors)
    least_kr = np.array(least_costs_at(e, own, np.exp(logarithms).tolist()))
    return _with_crossings(CurveOfCentre(logarithms, unit_kr, factors, least_kr))


def _with_crossings(curve: CurveOfCentre) -> CurveOfCentre:
    """The same with the volumes among its own at which the least cost and V · u(V) · f(V) are the same."""
    named = (curve.unit_kr, curve.factors, np.asarray(curve.least_kr))

    def excess(x: Floats) -> Floats:
        unit_kr, factor, least_kr = (np.interp(x, curve.logarithms, values) for values in named)
        return np.asarray(np.exp(x) * unit_kr * factor - least_kr)

    signs = np.sign(excess(curve.logarithms))
    start = np.flatnonzero(signs[:-1] * signs[1:] < 0)
    low, high = curve.logarithms[start], curve.logarithms[start + 1]
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        same = np.sign(excess(middle)) == signs[start]
        low, high = np.where(same, middle, low), np.where(same, high, middle)
    logarithms = np.unique(np.concatenate([curve.logarithms, low]))
    return CurveOfCentre(logarithms, *(np.interp(logarithms, curve.logarithms, values) for values in named))
