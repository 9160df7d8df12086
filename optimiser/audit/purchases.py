"""What a purchase is worth under a cap in the law, from the rows of the instance alone.

A price that the host asks is what a contact is worth. Unless the policy sets one, a pooled contact is else worth
today's unit cost or, if that is more, the dearest it can be in the centre that answers: cost factor times the curve
times what the centre's promise multiplies it by, wherever the centre's limits let its volume be. The part that is not
pooled is worth today's unit cost. A host's mark-up is on top.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from math import exp, log, sqrt

from optimiser.audit.centre_costs import operation_at
from optimiser.audit.evidence import STEP, Answer, Evidence, promise_of_centre, reference_promise
from optimiser.data import rows


@dataclass(frozen=True)
class PurchasePrices:
    """Prices of an instance, looked up once for each centre."""

    evidence: Evidence

    def value_kr(self, answers: Iterable[Answer]) -> float:
        """What answers are worth a year."""
        return sum(self._worth_kr(answer) for answer in answers)

    def _worth_kr(self, answer: Answer) -> float:
        own_kr, markup = asked_by(self.evidence.centres[answer.place])
        price_kr = self.evidence.policy.purchase_price_kr if own_kr is None else own_kr
        if price_kr is not None:
            return answer.contacts * price_kr
        pooled_kr = max(answer.today_kr, self._dearest[answer.place])
        worth_kr = answer.pooled * pooled_kr + (answer.contacts - answer.pooled) * answer.today_kr
        return worth_kr * (1 + markup)

    @cached_property
    def _dearest(self) -> Mapping[str, float]:
        """The dearest a pooled contact can be, by centre that answers for others."""
        return {centre: self.price_kr(self.evidence.centres[centre]) for _, centre in self.evidence.by_link}

    def price_kr(self, row: rows.Centre) -> float:
        """The dearest a pooled contact can be in a centre (kr.)."""
        least, most = self._sales_limits(row)
        own, norm = promise_of_centre(self.evidence, row), reference_promise(self.evidence)
        points = self.evidence.instance.tables.cost_curve
        corners = {least, most, *(point.volume for point in points if least < point.volume < most)}
        if own != norm:
            steps = range(int(log(least) / STEP), int(log(most) / STEP) + 2)
            corners |= {volume for volume in (exp(STEP * step) for step in steps) if least < volume < most}
        places = _with_middles(sorted(corners))
        costs_kr = operation_at(self.evidence, replace(own, least_hour_kr=0.0), places)
        highest_kr = _top_of_parabolas([kr / place for place, kr in zip(places, costs_kr, strict=True)])
        if own.least_hour_kr:
            by_agents = zip(places, operation_at(self.evidence, own, places), strict=True)
            highest_kr = max(highest_kr, *(kr / place for place, kr in by_agents))
        return row.cost_factor * highest_kr

    def _sales_limits(self, row: rows.Centre) -> tuple[float, float]:
        """The least and the most a centre may answer when it sells; of what the country has, and at least a contact."""
        pooled = self.evidence.figures.pooled
        most = [sum(pooled.values()), *([] if row.max_volume is None else [row.max_volume])]
        if row.kind == "local" and row.max_sold_share is not None:
            most.append((1 + row.max_sold_share) * sum(n for (code, _), n in pooled.items() if code == row.seat))
        least = max(1.0, row.min_volume, row.min_sold if row.kind == "local" else 0.0)
        return min(least, *most) or 1.0, max(1.0, min(most))


def asked_by(row: rows.Centre) -> tuple[float | None, float]:
    """The price a centre asks others for a contact (kr.), if any, and its mark-up; a shared one asks neither."""
    return (row.sale_price_kr, row.sale_markup) if row.kind == "local" else (None, 0.0)


def _with_middles(volumes: Sequence[float]) -> list[float]:
    """Every second one is the middle of its neighbours, by ratio."""
    middles = [[low, sqrt(low * high)] for low, high in pairwise(volumes)]
    return [volume for pair in middles for volume in pair] + [volumes[-1]]


def _top_of_parabolas(kr: Sequence[float]) -> float:
    """The highest value on the parabolas through the first to third value, the third to fifth, and so on."""
    tops = list(kr)
    for first, second, third in zip(kr[::2], kr[1::2], kr[2::2], strict=False):
        curvature = first + third - 2 * second
        if curvature < 0 and abs(third - first) < -2 * curvature:
            tops.append(second - (third - first) ** 2 / (8 * curvature))
    return max(tops)
