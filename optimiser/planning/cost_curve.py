"""The cost of a centre by its pooled volume: the curve of the documents, and its affine pieces.

A centre that answers a pooled volume V costs cost factor · V · u(V) a year, where the unit cost u is
linear in ln V between the points of the table `cost_curve` and constant outside them. The part of a
contact that is not pooled, 1 - pooling weight, costs the same as today wherever it is answered.

**service-level**: each open centre is staffed so that it meets its own target in every half hour in which it is
open. No constraint says so, because any target can be met with enough agents: their cost is in the centre's curve,

    cost(V) = cost factor · V · u(V) · f(V),   f(V) = (1 - σ) + σ · w · N(V, target, hours) / N(V, reference),

with σ the share of the cost that follows agent hours (`service.staffing_share`), w the wages at the seat of the
centre over those at which the curve holds (`municipalities.wage_level`; 1 for a shared centre, which has no seat),
and N the agent hours a year by exact queueing formulas (Erlang C, or A where callers hang up), made continuous in V,
at the mean handling time over the instance's pooled contacts. At the reference target, opening hours and wages f is
exactly 1. It is counted at the knots ln V = 0, 1/50, 2/50, … and straight in ln V between them: that is its
definition. Against f counted at every volume it is off by at most 0.011 % from 1,000 contacts a year and 0.002 % from
20,000 (measured in denmark-2014 for 37 to 105 hours and 70 % in 120 s to 90 % in 20 s). Contacts arrive as in an
assumed week, or as the table `arrival_profile` says. With the table a centre is open in the half hours in which most
contacts arrive, as many as its opening hours, by day or by night. What arrives in others is counted in these, in
proportion: there is a warning, and above a quarter it is refused. What departments answer has no target.

With `service.cost_at_least_staffing` a centre costs no less than its own agents, one at the least while it is open:

    cost(V) = max(cost factor · V · u(V) · f(V),  w · agent cost · N(V, target, hours) / hours of a full-time employee)

and from its opening on what it costs with one contact a year. Pieces are laid as for a service of its own, the first of
them flat. Under a cap in the law a purchase is valued at the highest of that too, which is much in a small centre: set
`policy.purchase_price_kr`, or give centres that sell a minimum volume.

The model follows the curve by straight pieces that never lie above it, so that what is proven to be a bound with the
pieces is a bound on the curve too. At the reference V · u(V) bends downwards between two points where size makes
contacts cheaper, and the pieces are chords; it bends upwards where size makes them more expensive, and the pieces are
tangents, each from where it crosses the one before to where it crosses the next. Both meet the curve at its points. The
plan's cost on the curve itself is reported beside the model's. With another service the pieces are the longest straight
lines that stay within

    (1 - error) · c(V) <= fixed + slope · V <= c(V),

one after the other from the smallest volume: below the curve whichever way it bends. They need not meet; where two
touch, the cheaper counts. `run.json` tells under `cost_classes` how many pieces each service took, and their error.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, inf, log

import numpy as np
from numpy.typing import ArrayLike, NDArray

from optimiser.data.rows import CurvePoint

_SAMPLES = 129
"""Points of each of the two grids on a piece at which its error is measured; it is smooth between the ends."""


@dataclass(frozen=True)
class UnitCostCurve:
    """Unit cost u(V) in kr. per contact: linear in ln V between the points, constant outside.

    `volumes` (contacts a year) increase; `unit_costs_kr` belong to them.
    """

    volumes: tuple[float, ...]
    unit_costs_kr: tuple[float, ...]

    @classmethod
    def of_points(cls, points: Sequence[CurvePoint]) -> "UnitCostCurve":
        """The curve through the rows of the table `cost_curve`."""
        return cls(tuple(point.volume for point in points), tuple(point.unit_cost_kr for point in points))

    def unit_costs_at(self, volumes: ArrayLike) -> NDArray[np.float64]:
        """u(V) in kr. per contact at pooled volumes in contacts a year (> 0)."""
        return np.asarray(np.interp(np.log(volumes), np.log(self.volumes), self.unit_costs_kr))

    def unit_cost_kr(self, volume: float) -> float:
        """As `unit_costs_at`, for one volume."""
        return float(self.unit_costs_at(volume))

    def cost_kr(self, volume: float) -> float:
        """V · u(V): yearly cost in kr. of a centre with cost factor 1; 0 at no volume."""
        return volume * self.unit_cost_kr(volume) if volume > 0 else 0.0


@dataclass(frozen=True)
class Piece:
    """An affine stretch of centre cost: `fixed_kr` + `slope_kr` · V for `low` <= V <= `high`.

    Volumes in pooled contacts a year, costs in kr. a year at cost factor 1.
    """

    low: float
    high: float
    fixed_kr: float
    slope_kr: float

    def cost_kr(self, volume: float) -> float:
        """Cost in kr. a year at `volume`, which lies on the piece."""
        return self.fixed_kr + self.slope_kr * volume

    def times(self, factor: float) -> "Piece":
        """The piece of a curve that is the same times a factor."""
        return Piece(self.low, self.high, self.fixed_kr * factor, self.slope_kr * factor)


def cheapest_kr(pieces: Sequence[Piece], volume: float) -> float | None:
    """Cost in kr. a year at `volume` on the cheapest of the pieces it lies on, two where they touch; None off all."""
    return min((piece.cost_kr(volume) for piece in pieces if piece.low <= volume <= piece.high), default=None)


def chord_between(curve: UnitCostCurve, low: float, high: float) -> Piece:
    """The straight line through the curve's cost at `low` and `high`."""
    slope = (curve.cost_kr(high) - curve.cost_kr(low)) / (high - low)
    return Piece(low, high, curve.cost_kr(low) - slope * low, slope)


def measured_error(curve: UnitCostCurve, piece: Piece) -> float:
    """Largest relative difference between the piece and the curve, whichever is above, over fine grids on the piece.

    A long piece is farthest off near its beginning, a short one in its middle: points are laid by ratio and by volume.
    """
    high = piece.high if piece.high < inf else max(piece.low, curve.volumes[-1]) * 10
    low = max(piece.low, high * 1e-9)
    volumes = np.concatenate([np.linspace(low, high, _SAMPLES), np.geomspace(low, high, _SAMPLES)])
    exact = volumes * curve.unit_costs_at(volumes)
    return float(np.max(np.abs(piece.fixed_kr + piece.slope_kr * volumes - exact) / exact))


def affine_pieces(curve: UnitCostCurve, max_error: float) -> tuple[Piece, ...]:
    """Few pieces that cover all volumes from 0, each within `max_error` (relative) of the curve and never above it.

    The error is zero at the curve's points. Outside them the unit cost is constant and one piece is exact.
    """
    first, last = curve.volumes[0], curve.volumes[-1]
    pieces = [Piece(0.0, first, 0.0, curve.unit_costs_kr[0])]
    for low, high in pairwise(curve.volumes):
        pieces.extend(_fewest_pieces(curve, low, high, max_error))
    return (*pieces, Piece(last, inf, 0.0, curve.unit_costs_kr[-1]))


def _fewest_pieces(curve: UnitCostCurve, low: float, high: float, max_error: float) -> list[Piece]:
    """The fewest pieces by equal ratios of volume that stay within the error, by doubling, then halving."""
    lay = _tangents_at if curve.unit_cost_kr(high) > curve.unit_cost_kr(low) else _chords_between

    def close_enough(steps: int) -> bool:
        return all(measured_error(curve, piece) <= max_error for piece in lay(curve, low, high, steps))

    too_few, enough = 0, 1
    while not close_enough(enough):
        too_few, enough = enough, 2 * enough
    while enough - too_few > 1:
        middle = (too_few + enough) // 2
        too_few, enough = (too_few, middle) if close_enough(middle) else (middle, enough)
    return lay(curve, low, high, enough)


def _chords_between(curve: UnitCostCurve, low: float, high: float, steps: int) -> list[Piece]:
    return [chord_between(curve, start, end) for start, end in pairwise(_equal_ratios(low, high, steps))]


def _tangents_at(curve: UnitCostCurve, low: float, high: float, steps: int) -> list[Piece]:
    """The tangents at the ends of the steps. Two of them cross at the logarithmic mean of where they touch."""
    touched = _equal_ratios(low, high, steps)
    crossings = [low, *((end - start) / log(end / start) for start, end in pairwise(touched)), high]
    growth = (curve.unit_cost_kr(high) - curve.unit_cost_kr(low)) / log(high / low)
    return [
        Piece(start, end, -growth * volume, curve.unit_cost_kr(volume) + growth)
        for (start, end), volume in zip(pairwise(crossings), touched, strict=True)
    ]


def _equal_ratios(low: float, high: float, steps: int) -> list[float]:
    inner = [exp(log(low) + (log(high) - log(low)) * step / steps) for step in range(1, steps)]
    return [low, *inner, high]


def reachable_pieces(pieces: Sequence[Piece], low: float, high: float) -> tuple[Piece, ...]:
    """The pieces a centre can be on when its volume lies in [low, high], cut to that range.

    A centre whose least and largest volume coincide gets exactly one piece, of no length.
    """
    cut = [
        Piece(max(piece.low, low), min(piece.high, high), piece.fixed_kr, piece.slope_kr)
        for piece in pieces
        if piece.low <= high and piece.high >= low
    ]
    longer = [piece for piece in cut if piece.high > piece.low]
    return tuple(longer or cut[:1])
