"""The cost of a centre with a service of its own, and the straight pieces it is planned with.

They are found on a fine grid; see `_BETWEEN` for what lies between its points.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import ArrayLike

from optimiser.data.instance import Instance
from optimiser.data.rows import Centre
from optimiser.planning.cost_curve import Piece, UnitCostCurve, affine_pieces, measured_error
from optimiser.planning.service_level import CentreService, ServiceFactor, promised_service
from optimiser.staffing.erlang import FloatArray

_PARTS = 4
"""Parts of the grid between two knots of the service factor, at the least: volumes half a per cent apart."""
_BETWEEN = 1e-5
"""What a piece keeps away from the corridor's edges on the grid, as a share of the cost.

Between two volumes of the grid, h apart in ln V, the curve V · w(ln V) leaves its chord by at most
(|w'| + |w''|) · V · h² / 8. Volumes half a per cent apart keep that within 1e-5 of the cost while w changes by less
than 3 times itself for each unit of ln V; where the documents' curve is steeper, there are more volumes between.
"""
_SAMPLES_BETWEEN = 4
"""Points between two of the grid at which the error is measured."""
FirstPiece = Callable[[FloatArray, FloatArray, float], Piece]
_HALVINGS = 60
_ERROR_HALVINGS = 12


@dataclass(frozen=True)
class CentreCurve:
    """Cost by volume of the centres with one service, at cost factor 1: `documents` times the service `factor`.

    Where the service has a `least_hour_kr` it is no less than what the agents cost that the volume takes, and from the
    first contact on: a centre that is open costs as much as one with a contact a year.
    """

    documents: UnitCostCurve
    factor: ServiceFactor

    @classmethod
    def of_service(cls, instance: Instance, service: CentreService) -> "CentreCurve":
        """The curve of the centres of an instance that have this service."""
        return cls(UnitCostCurve.of_points(instance.tables.cost_curve), ServiceFactor.of_service(instance, service))

    @property
    def times(self) -> float | None:
        """What the documents' curve is multiplied by at every volume; None where that varies, or agents cost more."""
        return None if self._least_hour_kr else self.factor.constant

    @property
    def _least_hour_kr(self) -> float:
        return self.factor.service.least_hour_kr

    def unit_costs_kr(self, volumes: ArrayLike) -> FloatArray:
        """u(V) · f(V) in kr. per contact, at pooled volumes above 0; no less than the agents cost, where that is so."""
        if not self._least_hour_kr:
            return self._on_curve_kr(volumes)
        counted = np.maximum(volumes, 1.0)
        cost_kr = np.maximum(counted * self._on_curve_kr(counted), self._staffing_kr(counted))
        return np.asarray(cost_kr / volumes)

    def _on_curve_kr(self, volumes: ArrayLike) -> FloatArray:
        return self.documents.unit_costs_at(volumes) * self.factor.factor_at(volumes)

    def _staffing_kr(self, volumes: ArrayLike) -> FloatArray:
        return self._least_hour_kr * self.factor.agent_hours_at(volumes)

    def unit_cost_kr(self, volume: float) -> float:
        """As `unit_costs_kr`, for one volume."""
        return float(self.unit_costs_kr(volume))

    def cost_kr(self, volume: float) -> float:
        """V · u(V) · f(V): yearly cost of an open centre in kr.; 0 at no volume, but for the agents it has at least."""
        if volume > 0:
            return volume * self.unit_cost_kr(volume)
        return self.unit_cost_kr(1.0) if self._least_hour_kr else 0.0

    def cover_by_pieces(self, max_error: float) -> tuple[Piece, ...]:
        """Few pieces that cover all volumes, each within `max_error` (relative) of the curve."""
        if self.times is not None:
            factor = self.times
            return tuple(piece.times(factor) for piece in affine_pieces(self.documents, max_error))
        costs_kr = self.grid * self.unit_costs_kr(self.grid)
        first = _flat_from_nothing if self._least_hour_kr else _straight_from_nothing
        return _pieces_remembered(self.grid.tobytes(), costs_kr.tobytes(), max_error, first)

    def measured_error(self, piece: Piece) -> float:
        """Largest relative difference between a piece and the curve."""
        if self.times is not None:
            return measured_error(self.documents, piece.times(1 / self.times))
        volumes = self.stations_between(max(piece.low, self.grid[0]), piece.high)
        parts = np.linspace(0, 1, _SAMPLES_BETWEEN, endpoint=False)
        dense = np.append(volumes[:-1, None] + np.diff(volumes)[:, None] * parts, volumes[-1])
        exact = dense * self.unit_costs_kr(dense)
        return float(np.max(np.abs(piece.fixed_kr + piece.slope_kr * dense - exact) / exact))

    def stations_between(self, low: float, high: float) -> FloatArray:
        """Volumes from `low` to `high` (above 0) between which the unit cost nearly just rises or just falls."""
        inner = self.grid if self.times is None else np.array(self.documents.volumes)
        return np.array([low, *inner[(inner > low) & (inner < high)], high])

    @cached_property
    def grid(self) -> FloatArray:
        """The volumes at which pieces are laid: the points of the curve, the knots of the factor and parts between."""
        knots = self.factor.knots
        parts = np.exp(np.arange(_PARTS * (len(knots) - 1) + 1) * (np.log(knots[1]) / _PARTS))
        coarse = np.union1d(parts, [volume for volume in self.documents.volumes if volume < parts[-1]])
        fine = self._finer_where_steep(coarse)
        return np.union1d(fine, self._crossings(fine)) if self._least_hour_kr else fine

    def _crossings(self, volumes: FloatArray) -> FloatArray:
        """Where agents begin, or cease, to cost more than the curve says: between two of the volumes, by halving."""

        def above(at: FloatArray) -> FloatArray:
            return at * self._on_curve_kr(at) - self._staffing_kr(at)

        signs = np.sign(above(volumes))
        start = np.flatnonzero(signs[:-1] * signs[1:] < 0)
        low, high = volumes[start], volumes[start + 1]
        for _ in range(_HALVINGS):
            middle = np.sqrt(low * high)
            before = np.sign(above(middle)) == signs[start]
            low, high = np.where(before, middle, low), np.where(before, high, middle)
        return np.asarray(low)

    def _finer_where_steep(self, volumes: FloatArray) -> FloatArray:
        """The volumes, with as many between each two as keep the curve near its chord; see `_BETWEEN`."""
        width = np.diff(np.log(volumes))
        documents, factor = self.documents.unit_costs_at(volumes), self.factor.factor_at(volumes)
        by_size, by_service = np.abs(np.diff(documents)) / width, np.abs(np.diff(factor)) / width
        change = (
            by_size * _larger_neighbour(factor) + by_service * _larger_neighbour(documents) + 2 * by_size * by_service
        )
        least = _smaller_neighbour(documents) * _smaller_neighbour(factor)
        count = np.ceil(np.sqrt(change / least * (np.expm1(width)) ** 2 / (8 * _BETWEEN))).astype(int)
        between = [np.geomspace(volumes[i], volumes[i + 1], count[i] + 1)[1:-1] for i in np.flatnonzero(count > 1)]
        return np.union1d(volumes, np.concatenate([np.empty(0), *between]))


def _larger_neighbour(values: FloatArray) -> FloatArray:
    """Of each two neighbours the larger."""
    return np.maximum(values[:-1], values[1:])


def _smaller_neighbour(values: FloatArray) -> FloatArray:
    """Of each two neighbours the smaller."""
    return np.minimum(values[:-1], values[1:])


def unit_costs_kr(
    instance: Instance,
    volumes: ArrayLike,
    *,
    answered_share: float | None = None,
    within_seconds: float | None = None,
    opening_hours: float | None = None,
    wage_level: float = 1.0,
) -> FloatArray:
    """Calculate what a contact costs in a centre of cost factor 1, by its size and the service it promises.

    Above all pooled contacts of the instance a service costs what it costs there, against the reference.

    Parameters
    ----------
    instance
        The instance whose cost curve and arrivals hold.
    volumes
        Pooled contacts a year, above 0; of any shape.
    answered_share
        Share of the callers that is answered in time, from 0 to 1; the instance's reference if not given.
    within_seconds
        What in time is (seconds); the instance's reference if not given.
    opening_hours
        Hours a week; the instance's reference if not given.
    wage_level
        Wages at the seat, over those at which the cost curve holds.

    Returns
    -------
    numpy.ndarray
        Kr. per pooled contact, in the shape of `volumes`.

    Raises
    ------
    ValueError
        Nobody can promise that, or a volume is not above 0.
    """
    service = replace(promised_service(instance, answered_share, within_seconds, opening_hours), wage_level=wage_level)
    return CentreCurve.of_service(instance, service).unit_costs_kr(volumes)


@lru_cache(maxsize=256)
def _pieces_remembered(grid: bytes, costs: bytes, max_error: float, first: FirstPiece) -> tuple[Piece, ...]:
    """As `_pieces_below`, from a first piece on; the same centres are laid out again for each plan of them."""
    volumes, costs_kr = np.frombuffer(grid), np.frombuffer(costs)
    return _pieces_below(volumes, costs_kr, max_error, first(volumes, costs_kr, max_error))


def _pieces_below(volumes: FloatArray, costs_kr: FloatArray, max_error: float, first: Piece) -> tuple[Piece, ...]:
    """From the first on, one longest piece after the other."""
    pieces, start = [first], int(np.searchsorted(volumes, first.high))
    while start < len(volumes) - 1:
        end = _longest_piece(volumes, costs_kr, start, max_error)
        some = slice(start, end + 1)
        slope, fixed = _closest_line(volumes[some], costs_kr[some], max_error)
        pieces.append(Piece(float(volumes[start]), float(volumes[end]), fixed, slope))
        start = end
    return tuple(pieces)


def _straight_from_nothing(volumes: FloatArray, costs_kr: FloatArray, max_error: float) -> Piece:
    """The piece up to where one unit cost does: below one contact a year it is constant."""
    last, unit_cost_kr = _as_far_as_alike(costs_kr / volumes, max_error)
    return Piece(0.0, float(volumes[last]), 0.0, unit_cost_kr)


def _flat_from_nothing(volumes: FloatArray, costs_kr: FloatArray, max_error: float) -> Piece:
    """The piece up to where one cost does: that of the fewest agents that are there while it is open."""
    last, cost_kr = _as_far_as_alike(costs_kr, max_error)
    return Piece(0.0, float(volumes[last]), cost_kr, 0.0)


def _as_far_as_alike(values: FloatArray, max_error: float) -> tuple[int, float]:
    """How far one value does for all from the first on, and that value, below all of them."""
    least, most = np.minimum.accumulate(values), np.maximum.accumulate(values)
    last = int(np.flatnonzero(least * (1 - _BETWEEN) >= most * (1 - max_error) / (1 - _BETWEEN))[-1])
    return last, float(least[last]) * (1 - _BETWEEN)


def _longest_piece(volumes: FloatArray, costs_kr: FloatArray, start: int, max_error: float) -> int:
    """The farthest end of a piece from `start`, by doubling the step, then halving what is between."""
    fits, step = start + 1, 1
    while step > 0:
        end = min(fits + step, len(volumes) - 1)
        some = slice(start, end + 1)
        if end > fits and _line_in_corridor(volumes[some], costs_kr[some], max_error):
            fits, step = end, 2 * step
        else:
            step //= 2
    return fits


def _closest_line(volumes: FloatArray, costs_kr: FloatArray, max_error: float) -> tuple[float, float]:
    """(slope, fixed) of the line whose largest error over these volumes is least."""
    best, low, high = _line_in_corridor(volumes, costs_kr, max_error), 0.0, max_error
    for _ in range(_ERROR_HALVINGS):
        middle = (low + high) / 2
        closer = _line_in_corridor(volumes, costs_kr, middle)
        best, low, high = (closer, low, middle) if closer else (best, middle, high)
    if best is None:
        raise ArithmeticError("two points of the cost curve have no line between them within its error")
    return best


def _line_in_corridor(volumes: FloatArray, costs_kr: FloatArray, error: float) -> tuple[float, float] | None:
    """(slope, fixed) of a line in the corridor below the costs, or None if there is none.

    With a slope s the highest line below is fixed by min(upper - s·V), and is short of the lower edge by
    G(s) = max(lower - s·V) - min(upper - s·V): convex in s, so halving finds whether it is anywhere 0 or less.
    """
    upper, lower = costs_kr * (1 - _BETWEEN), costs_kr * (1 - error) / (1 - _BETWEEN)
    width = volumes[-1] - volumes[0]
    low, high = (lower[-1] - upper[0]) / width, (upper[-1] - lower[0]) / width
    for _ in range(_HALVINGS):
        slope = (low + high) / 2
        above, below = upper - slope * volumes, lower - slope * volumes
        touching, missed = int(np.argmin(above)), int(np.argmax(below))
        if below[missed] <= above[touching]:
            return float(slope), float(above[touching])
        low, high = (low, slope) if touching > missed else (slope, high)
    return None


# ---- What a purchase is worth under a cap in the law: the rule purchase-cap -----------------------


def dearest_kr(instance: Instance, centre: Centre, curve: CentreCurve) -> float:
    """Return the most a pooled contact can cost in a centre with this curve (kr.): what a capped purchase is worth.

    Where the policy sets no price, a contact is valued at the most that can come to be paid for it: its pooled part at
    today's unit cost or, if that is more, at the most a contact can cost in the centre that sells; the part that is
    not pooled at today's unit cost, which is what it costs anywhere. Extra work, connections and investment are not
    part of the price.

    The highest cost is sought on the centre's curve, its cost factor and service included, between the least its limits
    let it answer (min_volume, or what a host must sell) and the most: max_volume, what a host may sell besides all that
    its seat has, and in any case all contacts in the country.
    """
    least, most = _volume_limits(instance, centre)
    return centre.cost_factor * _highest_unit_cost(curve, least, most)


def _volume_limits(instance: Instance, centre: Centre) -> tuple[float, float]:
    """The least and the most that the limits of a centre let it answer when it sells (pooled contacts a year)."""
    pooled = instance.pooled_contacts
    most = sum(pooled.values())
    if centre.kind == "local" and centre.max_sold_share is not None:
        of_seat = sum(volume for (code, _), volume in pooled.items() if code == centre.seat)
        most = min(most, (1 + centre.max_sold_share) * of_seat)
    if centre.max_volume is not None:
        most = min(most, centre.max_volume)
    least = max(centre.min_volume, centre.min_sold if centre.kind == "local" else 0.0, 1.0)
    return min(least, most) or 1.0, max(most, 1.0)


def _highest_unit_cost(curve: CentreCurve, least: float, most: float) -> float:
    """The highest unit cost between two volumes.

    Between two stations it is a parabola in ln V: its top is found from the two ends and the middle.
    """
    volumes = curve.stations_between(least, most)
    ends, middle = curve.unit_costs_kr(volumes), curve.unit_costs_kr(np.sqrt(volumes[:-1] * volumes[1:]))
    before, after = ends[:-1], ends[1:]
    bend, rise = before - 2 * middle + after, after - before
    inside = (bend < 0) & (np.abs(rise) < -2 * bend)
    tops = middle[inside] - rise[inside] ** 2 / (8 * bend[inside])
    return float(np.max(np.concatenate([ends, tops])))
