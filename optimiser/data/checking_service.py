"""Checks of when contacts arrive, and whether anybody is there to answer them."""

from collections.abc import Iterator
from math import fsum

from optimiser.data import rows
from optimiser.data.checked import Checked
from optimiser.data.findings import Finding
from optimiser.data.instance import Instance
from optimiser.staffing.profile import WeekProfile

SUM_TOLERANCE = 0.001
"""How far the shares of a week may add up to something else than 1: they are written with few decimals."""


def arrivals_not_a_whole_week(checked: Checked) -> Iterator[Finding]:
    """The shares of the half hours of a week add up to 1; a row with a fault has been told of."""
    written = checked.of(rows.ArrivalShare)
    total = fsum(item.row.share for item in written)
    whole = len(written) == len(checked.draft.tables.get("arrival_profile", ()))
    if written and whole and abs(total - 1) > SUM_TOLERANCE:
        rule = f"all shares must add up to 1, but they add up to {total:.6g}"
        yield written[0].finding("share", rule, "divide each by their sum, or add what is missing")


def nobody_calls_while_open(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """Some contacts arrive within the opening hours of the reference and of every centre."""
    if instance.arrivals:
        hours = instance.settings.service.reference_opening_hours
        if _arriving(instance, hours) <= 0:
            yield checked.draft.settings.finding("service.reference_opening_hours", *_closed(checked, hours))
        for item in checked.of(rows.Centre):
            if item.row.opening_hours is not None and _arriving(instance, item.row.opening_hours) <= 0:
                yield item.finding("opening_hours", *_closed(checked, item.row.opening_hours))


def _arriving(instance: Instance, opening_hours: float) -> float:
    """Share of the week's contacts that arrives in the half hours in which a centre is open."""
    open_slots = WeekProfile.of_opening_hours(opening_hours).open_slots.tolist()
    return sum(instance.arrivals.get(slot, 0.0) for slot in open_slots)


def _closed(checked: Checked, opening_hours: float) -> tuple[str, str]:
    place = checked.draft.places["arrival_profile"]
    return (
        f"no contact of {place} arrives in the half hours of {opening_hours:g} opening hours a week",
        f"open longer, or correct {place}",
    )
