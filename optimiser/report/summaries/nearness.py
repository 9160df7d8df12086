"""How near hosts are to their buyers, in sentences: what was settled among equal plans, and what is proven of it."""

from collections.abc import Iterator
from math import floor

from optimiser.data.nearest_host_record import NearestHostRecord
from optimiser.data.tolerances import LIMIT_ERROR
from optimiser.report.localizer import Localizer
from optimiser.result.result import Result

LEAST_TOLD_KR = 0.5
"""Less is nothing, as whole kroner are told."""


def tell_nearness(localizer: Localizer, result: Result) -> Iterator[str]:
    """How near hosts are, where they were settled among plans equal within the gap; what that costs, what is proven."""
    told, numbers = result.run.nearest_host, localizer.numbers
    if told is not None:
        settled = localizer.say(
            "hosts settled by distance",
            km=numbers.plain(told.mean_km),
            before=numbers.plain(told.mean_km_before),
            near=told.in_own_region,
            near_before=told.in_own_region_before,
            buyers=told.buyers,
            cost=_tell_cost(localizer, told.dearer_kr),
        )
        yield f"{settled} {_tell_nearest(localizer, told)}"


def _tell_cost(localizer: Localizer, dearer_kr: float) -> str:
    if abs(dearer_kr) < LEAST_TOLD_KR:
        return localizer.say("near hosts cost nothing")
    name = "near hosts cost" if dearer_kr > 0 else "near hosts save"
    return localizer.say(name, kr=localizer.numbers.plain(abs(dearer_kr)))


def _tell_nearest(localizer: Localizer, told: NearestHostRecord) -> str:
    """What is proven of how near hosts can be: whole km, rounded down, so that it stays true."""
    least_km = told.least_mean_km
    if least_km is not None and least_km >= told.mean_km * (1 - LIMIT_ERROR):
        return localizer.say("nearest hosts proven")
    if least_km is None or least_km < 1:
        return localizer.say("nearest hosts not proven")
    return localizer.say("no nearer hosts than", least=localizer.numbers.plain(floor(least_km)))
