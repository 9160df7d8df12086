"""What a centre costs by its pooled volume, on the documents' curve and between its points.

u(V) is linear in ln V between the points of the curve and constant outside; a centre costs V · u(V).
Volumes in contacts a year, costs in kr. a year at cost factor 1.
"""

from bisect import bisect_left
from collections.abc import Sequence
from math import log

from optimiser.audit.evidence import Evidence, Promise, factors_at, least_costs_at, reference_promise
from optimiser.data.rows import CurvePoint

Points = Sequence[CurvePoint]
"""The points of the curve in order of volume."""


def exact_kr(points: Points, volume: float) -> float:
    """Cost of answering a volume."""
    return volume * _unit_cost_kr(points, volume)


def operation_at(e: Evidence, own: Promise, volumes: Sequence[float]) -> list[float]:
    """Cost of open centres that make one promise, at each of some volumes."""
    points, norm = e.instance.tables.cost_curve, reference_promise(e)
    counted = [max(1.0, volume) for volume in volumes] if own.least_hour_kr else volumes
    factors = factors_at(e, own, norm, counted) if own != norm else [1.0] * len(counted)
    least_kr = least_costs_at(e, own, counted) if own.least_hour_kr else [0.0] * len(counted)
    figures = zip(counted, factors, least_kr, strict=True)
    return [max(exact_kr(points, volume) * factor, least) for volume, factor, least in figures]


def straight_kr(points: Points, volume: float) -> float:
    """Cost on the straight line between the costs at the points on either side; exact outside the points.

    Where size makes contacts cheaper the line lies below the curve, and affine pieces that meet the curve at its
    points and wherever they meet each other lie between the two. Where size makes them dearer it lies above.
    """
    between = _neighbouring_points(points, volume)
    if between is None:
        return exact_kr(points, volume)
    lower, upper = between
    part = (volume - lower.volume) / (upper.volume - lower.volume)
    low_kr, high_kr = (point.volume * point.unit_cost_kr for point in between)
    return low_kr + part * (high_kr - low_kr)


def _unit_cost_kr(points: Points, volume: float) -> float:
    between = _neighbouring_points(points, volume)
    if between is None:
        return (points[0] if volume <= points[0].volume else points[-1]).unit_cost_kr
    lower, upper = between
    part = log(volume / lower.volume) / log(upper.volume / lower.volume)
    return lower.unit_cost_kr + part * (upper.unit_cost_kr - lower.unit_cost_kr)


def _neighbouring_points(points: Points, volume: float) -> tuple[CurvePoint, CurvePoint] | None:
    """The points on either side of a volume; None outside the curve."""
    after = bisect_left(points, volume, key=lambda point: point.volume)
    return (points[after - 1], points[after]) if 0 < after < len(points) else None
