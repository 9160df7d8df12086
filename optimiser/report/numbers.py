"""Numbers as people read them, in Danish (3.351,2 mio. kr.) and in English (3,351.2 million kr.)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from math import isnan
from typing import Any

import numpy as np

from optimiser.data.run_record import PlanFigures
from optimiser.data.settings import Language
from optimiser.data.tolerances import SUM_ERROR

NONE = "–"
"""Stands where there is no number."""

SMALL_KR = 50_000
"""Amounts below this are told in kr."""

MOST_DECIMALS = 6
"""Of millions: to the krone."""
LARGEST = 1e15
"""From here on a number has no decimals that count."""
Number = float | Decimal

_MILLION = {"da": "mio.", "en": "million"}
_SWAP = str.maketrans(",.", ".,")


def as_shown(value: Number, decimals: int, rounding: str = ROUND_HALF_UP) -> Decimal:
    """The number that is read: with so many decimals, a half away from zero, and no zero below zero.

    What the fractions of a computer leave behind the 15th digit counts for nothing: 63.95 is a half of 63.9 and 64.0.
    """
    known = value if isinstance(value, Decimal) else Decimal(f"{value:.15g}")
    return known.quantize(Decimal(1).scaleb(-decimals), rounding) + 0


def in_millions(value: Number) -> Decimal:
    """An amount in millions, to the hundredth of what it counts: more is what solving leaves, and no money."""
    return as_shown(value, 2) / 1_000_000


def apart_kr(more_kr: Number, less_kr: Number, decimals: int = 1) -> Decimal:
    """By how much two amounts differ, as they are shown in millions: a reader who subtracts finds the same.

    What in millions would be nothing is the difference itself.
    """
    difference = as_shown(in_millions(more_kr), decimals) - as_shown(in_millions(less_kr), decimals)
    exact = as_shown(more_kr, 2) - as_shown(less_kr, 2)
    return difference * 1_000_000 if difference and abs(exact) >= SMALL_KR else exact


def net_gain_kr(figures: PlanFigures, decimals: int = 1) -> Decimal:
    """The net gain of a plan, as the cost today and the cost of the plan leave it where both are shown."""
    return apart_kr(figures.today_kr, figures.objective_kr, decimals)


def gain_kr(figures: Mapping[Any, Any], decimals: int = 1) -> Decimal | None:
    """As `net_gain_kr`, of a row of a table; where it does not tell the cost today, the gain alone."""
    before_kr, after_kr, known_kr = (figures[name] for name in ("today_kr", "objective_kr", "net_gain_kr"))
    if _is_missing(known_kr):
        return None
    return as_shown(known_kr, 2) if _is_missing(before_kr) else apart_kr(before_kr, after_kr, decimals)


def _is_missing(value: float | None) -> bool:
    return value is None or isnan(value)


def parts_of(total: Decimal, values: Sequence[Number], decimals: int) -> list[Decimal]:
    """The numbers as they are read, so that they add up to their total as it is read.

    Each is rounded down, and those that lose most by it are rounded up instead, until the total is reached (the
    method of the largest remainders). Numbers that are not the parts of that total are rounded each by itself.
    """
    unit = Decimal(1).scaleb(-decimals)
    down = [as_shown(value, decimals, ROUND_FLOOR) for value in values]
    lost = [as_shown(value, decimals + MOST_DECIMALS) - low for value, low in zip(values, down, strict=True)]
    missing = int((total - sum(down)) / unit)
    if not -1 <= missing <= len(down) + 1:
        return [as_shown(value, decimals) for value in values]
    first = sorted(range(len(down)), key=lambda at: -lost[at])
    order = first if missing >= 0 else first[::-1]
    for at in (order * 2)[: abs(missing)]:
        down[at] += unit if missing > 0 else -unit
    return down


@dataclass(frozen=True)
class Proven:
    """What a plan costs, what none costs less than, and the gap, with so many decimals that they agree."""

    decimals: int
    cost: str
    bound: str
    gap: str
    is_exact: bool
    """True where nothing that can be paid is between cost and bound, which is then told as the cost."""


@dataclass(frozen=True)
class Numbers:
    """Writes numbers in one language."""

    language: Language

    def plain(self, value: Number | None, decimals: int = 0) -> str:
        """A number with thousands set off: 3,351.2 or 3.351,2."""
        if value is None:
            return NONE
        known = as_shown(value, decimals) if -LARGEST < value < LARGEST else value
        text = f"{known:,.{decimals}f}"
        return text.translate(_SWAP) if self.language == "da" else text

    def millions(self, value: Number | None, decimals: int = 1) -> str:
        """A number in millions, without a unit: 3,351.2."""
        if value is None or not -LARGEST < value < LARGEST:
            return NONE if value is None else self.plain(float(value) / 1e6, decimals)
        return self.plain(in_millions(value), decimals)

    def parts(self, total: Number, values: Sequence[Number], decimals: int = 1) -> list[str]:
        """Numbers that add up to their total as they are shown."""
        return [self.plain(part, decimals) for part in parts_of(as_shown(total, decimals), values, decimals)]

    def millions_of(self, total: Number, values: Sequence[Number], decimals: int = 1) -> list[str]:
        """Numbers in millions that add up to their total as they are shown."""
        return self.parts(in_millions(total), [in_millions(value) for value in values], decimals)

    def thousands(self, value: Number | None) -> str:
        """A number in thousands, without a unit and without a sign where it rounds to nothing: 3,351."""
        return NONE if value is None else self.plain(float(value) / 1e3)

    def thousands_of(self, total: float, values: Sequence[float]) -> list[str]:
        """Numbers in thousands that add up to their total as they are shown."""
        return self.parts(total / 1e3, [value / 1e3 for value in values], 0)

    def million_kr(self, value: Number | None, decimals: int = 1) -> str:
        """An amount: 3,351.2 million kr.; in kr. where in millions it would round to nothing."""
        if value and -SMALL_KR < value < SMALL_KR:
            return f"{self.plain(value)} kr."
        return f"{self.millions(value, decimals)} {_MILLION[self.language]} kr."

    def proven(self, cost_kr: float, bound_kr: float) -> Proven:
        """What is proven of a cost, in as few decimals as agree with each other.

        The bound is rounded down, as no more is proven. Where nothing that can be paid is between the two, it is the
        cost. Else decimals are added until the gap that a reader finds is the gap.
        """
        gap_kr = max(0.0, cost_kr - bound_kr)
        if not as_shown(gap_kr, 0):
            cost = self.million_kr(cost_kr)
            return Proven(1, cost, cost, f"{self.plain(0)} kr.", is_exact=True)
        decimals = next((number for number in range(1, MOST_DECIMALS) if _agree(cost_kr, bound_kr, number)), 6)
        shown, low = _shown(cost_kr, bound_kr, decimals)
        found_kr = (shown - low) * 1_000_000 if gap_kr >= SMALL_KR and shown > low else gap_kr
        bound = self.million_kr(low * 1_000_000, decimals)
        cost, gap = self.million_kr(cost_kr, decimals), self.million_kr(found_kr, decimals)
        return Proven(decimals, cost, bound, gap, is_exact=False)

    def bound(self, bound_kr: float | None, cost_kr: float | None) -> str:
        """A bound in millions, rounded down; as the cost where nothing that can be paid is between the two."""
        if bound_kr is None or not -LARGEST < bound_kr < LARGEST:
            return NONE
        is_exact = cost_kr is not None and not as_shown(max(0.0, cost_kr - bound_kr), 0)
        return self.millions(cost_kr) if is_exact else self.plain(as_shown(in_millions(bound_kr), 1, ROUND_FLOOR), 1)

    def percent(self, share: float | None, decimals: int = 1) -> str:
        """A share in percent: 4.3 %."""
        return NONE if share is None else f"{self.plain(share * 100, decimals)} %"

    def gap(self, share: float | None) -> str:
        """A small share in percent with two digits that count: 0.0048 %, 1.2 %; 0 only if it is 0.

        What is smaller than SUM_ERROR is told to be so, as it is no more than what rounding leaves.
        """
        if not share:
            return self.percent(share, 0)
        if abs(share) < SUM_ERROR:
            return f"< {self.gap(SUM_ERROR)}"
        text = np.format_float_positional(share * 100, precision=2, fractional=False, trim="-")
        return f"{text.replace('.', ',') if self.language == 'da' else text} %"


def _shown(cost_kr: float, bound_kr: float, decimals: int) -> tuple[Decimal, Decimal]:
    """A cost as it is read, and its bound: never more than is proven."""
    return as_shown(in_millions(cost_kr), decimals), as_shown(in_millions(bound_kr), decimals, ROUND_FLOOR)


def _agree(cost_kr: float, bound_kr: float, decimals: int) -> bool:
    """True where the gap that is read is the gap, but for half of the last digit or of itself."""
    shown, low = _shown(cost_kr, bound_kr, decimals)
    wrong = abs(float(shown - low) - (cost_kr - bound_kr) / 1e6)
    return wrong <= max(10.0**-decimals, float(shown - low)) / 2
