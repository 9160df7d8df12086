"""What an export of calls says: the week's arrivals, handling time, patience, and whether a promise was kept."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from optimiser.data.columns import HALF_HOURS
from optimiser.data.findings import Finding, InvalidInputError
from optimiser.importing.call_columns import Column, Role
from optimiser.importing.calls import CallExport, Interval

WORKDAYS = range(1, 6)
Week = Mapping[tuple[int, int], float]
"""Weights by weekday (1 is Monday) and half hour of the day (0 is 00:00)."""


# ---- When the week's calls arrive -----------------------------------------------------------------


def week_of(export: CallExport, base: Week) -> Week | None:
    """Return the share of a week's calls by weekday and half hour; None where the export says no when.

    Of days with dates, each weekday counts as its mean day, so that it does not matter how many there were. Quarter
    hours are added up, hours divided evenly over their half hours. Where the export has whole days, a day's calls
    arrive as in `base`; where it has no weekdays, the days of a week are as in `base`. Raises InvalidInputError where
    a day from Monday to Friday is missing.
    """
    if export.minutes == 0 or not export.sum_of("offered"):
        return None
    by_day = _offered_by_day(export)
    weekdays = {weekday for weekday, _ in by_day}
    if weekdays != {0} and (missing := [day for day in WORKDAYS if day not in weekdays]):
        names = ", ".join(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")[day - 1] for day in missing)
        rule = f"has no calls on {names}: what arrives there cannot be told"
        raise InvalidInputError(
            export.place, [Finding(export.place, None, "", "", rule, "export whole weeks, or all five weekdays")]
        )
    weights = _over_weekdays(by_day, base) if weekdays == {0} else by_day
    spread = _within_days(weights, base)
    total = fsum(spread.values())
    return {slot: weight / total for slot, weight in sorted(spread.items()) if weight > 0}


def _offered_by_day(export: CallExport) -> dict[tuple[int, int], float]:
    """Return offered calls of a mean week by weekday (0: unknown) and half hour (-1: unknown)."""
    days: dict[int, set[object]] = defaultdict(set)
    sums: dict[tuple[int, int], float] = defaultdict(float)
    for interval in export.intervals:
        weekday = interval.moment.weekday or 0
        days[weekday].add(interval.moment.day)
        offered = interval.figures.get("offered", 0.0)
        for slot, part in _slots(interval, export.minutes):
            sums[weekday, slot] += offered * part
    return {(weekday, slot): weight / len(days[weekday]) for (weekday, slot), weight in sums.items()}


def _slots(interval: Interval, minutes: int | None) -> Sequence[tuple[int, float]]:
    """Return the half hours that an interval lies in, and the part of it that does in each."""
    begins = interval.moment.minute
    if minutes is None or begins is None:
        return [(-1, 1.0)]
    count = max(minutes // 30, 1)
    return [((begins // 30 + place) % HALF_HOURS, 1 / count) for place in range(count)]


def _over_weekdays(weights: Mapping[tuple[int, int], float], base: Week) -> dict[tuple[int, int], float]:
    per_day: dict[int, float] = defaultdict(float)
    for (weekday, _), weight in base.items():
        per_day[weekday] += weight
    return {
        (weekday, slot): weight * share for (_, slot), weight in weights.items() for weekday, share in per_day.items()
    }


def _within_days(weights: Mapping[tuple[int, int], float], base: Week) -> dict[tuple[int, int], float]:
    """Return the weights with days of unknown hours divided over those of the base, or of all its days."""
    made: dict[tuple[int, int], float] = defaultdict(float)
    for (weekday, slot), weight in weights.items():
        if slot >= 0:
            made[weekday, slot] += weight
            continue
        of_day = {half: share for (day, half), share in base.items() if day == weekday and share > 0}
        if not of_day:
            of_day = defaultdict(float)
            for (_, half), share in base.items():
                of_day[half] += share
        total = fsum(of_day.values())
        for half, share in of_day.items():
            made[weekday, half] += weight * share / total
    return made


# ---- Handling and patience ------------------------------------------------------------------------


@dataclass(frozen=True)
class Handling:
    """The mean handling time of an answered call (minutes), the columns it is the sum of, and the calls behind it."""

    minutes: float
    columns: tuple[str, ...]
    calls: float
    whole: bool


def handling_of(export: CallExport) -> Handling | None:
    """Return the mean handling time, weighted by answered calls; None where the export has none.

    It is the column of handling times, or talk, hold and after-call work together; `whole` is False where only the talk
    is known: work after the call comes on top.
    """
    roles: tuple[Role, ...] = ("handling",) if export.column("handling") else ("talk", "hold", "after_call")
    columns = [column for role in roles if (column := export.column(role))]
    if not columns or columns[0].role not in ("handling", "talk"):
        return None
    answered = [each for each in export.intervals if each.figures.get("answered") and columns[0].role in each.figures]
    calls = fsum(interval.figures["answered"] for interval in answered)
    if not calls:
        return None
    seconds = fsum(_total_seconds(interval, column, "answered") for interval in answered for column in columns)
    whole = columns[0].role == "handling" or any(column.role == "after_call" for column in columns)
    return Handling(seconds / calls / 60, tuple(column.name for column in columns), calls, whole)


def _total_seconds(interval: Interval, column: Column, calls: Role) -> float:
    """Return the seconds of all calls of an interval together."""
    seconds = interval.figures.get(column.role, 0.0)
    return seconds if column.of_all else seconds * interval.figures.get(calls, 0.0)


@dataclass(frozen=True)
class Patience:
    """Callers' mean patience (seconds), whether it is only a lower bound, and how many hung up.

    `implied_seconds` is how long each of those would have waited, where the export has the wait of all and that of the
    answered: what cannot be shows that the column of the wait is of something else.
    """

    seconds: float
    at_least: bool
    abandoned: float
    columns: tuple[str, ...]
    implied_seconds: float | None = None


def patience_of(export: CallExport) -> Patience | None:
    """Return the mean patience: all time that callers waited, answered or not, over the number who hung up.

    For patience that is exponential, as in Erlang A, this is the maximum-likelihood estimate: of those who are answered
    only that their patience is longer than their wait is known (Mandelbaum and Zeltyn 2004). Where the export has no
    wait of those who hung up, theirs is left out: the patience is at least that. None without a wait, or where nobody
    hung up.
    """
    abandoned = export.sum_of("abandoned")
    every = export.column("wait")
    if not abandoned:
        return None
    parts: list[tuple[Column, Role]] = []
    if every and not (export.column("answer_wait") and export.column("abandon_wait")):
        parts = [(every, "offered")]
    elif answered := export.column("answer_wait"):
        parts = [(answered, "answered")]
        if given_up := export.column("abandon_wait"):
            parts.append((given_up, "abandoned"))
    if not parts:
        return None
    waited = fsum(_total_seconds(interval, column, calls) for interval in export.intervals for column, calls in parts)
    at_least = len(parts) == 1 and parts[0][1] == "answered"
    names = tuple(column.name for column, _ in parts)
    implied = None
    if parts[0][1] == "offered" and (answered := export.column("answer_wait")):
        spent = fsum(_total_seconds(interval, answered, "answered") for interval in export.intervals)
        implied = (waited - spent) / abandoned
    return Patience(waited / abandoned, at_least, abandoned, names, implied)


# ---- The promised service, and the one observed ---------------------------------------------------


@dataclass(frozen=True)
class ObservedService:
    """The share of offered calls answered in time, what in time was (seconds; none where the export does not say)."""

    share: float
    within_seconds: float | None
    column: str
    verdict: str


def service_of(export: CallExport, promised_share: float, promised_seconds: float) -> ObservedService | None:
    """Return the observed service beside a promise; None where the export has nothing of it.

    `verdict` is kept, broken or unknown. Where the export's time is another than that promised, more are answered in
    the longer time: that settles some cases. With no service level at all, the share answered is the most it can be.
    """
    columns = [found for found in (export.column("in_time"), export.column("service_share")) if found]
    column = next((each for each in columns if each.within_seconds is not None), columns[0] if columns else None)
    offered = export.sum_of("offered")
    if not offered:
        return None
    if column is None:
        if not (export.column("answered") or export.column("abandoned")):
            return None
        share = export.sum_of("answered") / offered
        name = next(found.name for role in ("answered", "abandoned") if (found := export.column(role)))
        return ObservedService(share, None, name, "broken" if share < promised_share else "unknown")
    if column.role == "in_time":
        share = export.sum_of("in_time") / offered
    else:
        known = [each for each in export.intervals if "service_share" in each.figures and each.figures.get("offered")]
        counted = fsum(each.figures["offered"] for each in known)
        if not counted:
            return None
        share = fsum(each.figures["service_share"] * each.figures["offered"] for each in known) / counted
    return ObservedService(
        share, column.within_seconds, column.name, _verdict(share, column, promised_share, promised_seconds)
    )


def _verdict(share: float, column: Column, promised_share: float, promised_seconds: float) -> str:
    within = column.within_seconds
    if within is None:
        return "unknown"
    if share >= promised_share:
        return "kept" if within <= promised_seconds else "unknown"
    return "broken" if within >= promised_seconds else "unknown"
