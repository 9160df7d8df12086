"""When the calls of a row of an export came in: days, weekdays and times of day as people and systems write them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from optimiser.data.cells import CellError

DateOrder = Literal["day first", "month first"]
WEEKDAYS: tuple[tuple[str, ...], ...] = (
    ("mandag", "monday", "man", "mon", "ma"),
    ("tirsdag", "tuesday", "tir", "tirs", "tue", "tues", "ti"),
    ("onsdag", "wednesday", "ons", "wed", "on"),
    ("torsdag", "thursday", "tor", "tors", "thu", "thur", "thurs", "to"),
    ("fredag", "friday", "fre", "fri", "fr"),
    ("lørdag", "saturday", "lør", "sat", "lø"),
    ("søndag", "sunday", "søn", "sun", "sø"),
)
_BY_NAME = {name: number for number, names in enumerate(WEEKDAYS, start=1) for name in names}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?=$|[T ])", re.ASCII)
_DAY = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{4}|\d{2})(?=$|[T ,])", re.ASCII)
_CLOCK = r"(\d{{1,2}})(?:[:.](\d{{2}})(?:[:.]\d{{2}})?)?\s*(am|pm)?"
_ONE = re.compile(rf"(?:kl\.?\s*)?{_CLOCK.format()}", re.IGNORECASE | re.ASCII)
_RANGE = re.compile(rf"(?:kl\.?\s*)?{_CLOCK.format()}\s*(?:-|–|—|til|to)\s*{_CLOCK.format()}", re.IGNORECASE | re.ASCII)
_ZONE = re.compile(r"\d{4}-\d\d-\d\d(?:t.*(?:z|[+-]\d\d:?\d\d)|.*\dz)", re.ASCII)
_MINUTES_OF_DAY = 24 * 60


@dataclass(frozen=True)
class Moment:
    """What a cell says of when: a day, a weekday (1 is Monday), the minute of the day it begins, and for how long."""

    day: date | None = None
    weekday: int | None = None
    minute: int | None = None
    minutes: int | None = None

    def joined(self, other: "Moment") -> "Moment":
        """Return both together."""
        return Moment(
            self.day or other.day,
            self.weekday or other.weekday,
            other.minute if self.minute is None else self.minute,
            self.minutes or other.minutes,
        )


def date_order(texts: Iterable[str]) -> DateOrder | None:
    """Return the order of days written with slashes, from all of them; None where either fits and it matters.

    Days with dots and hyphens are day first, as in Denmark.
    """
    pairs = [(int(match[1]), int(match[3])) for text in texts if (match := _DAY.match(text)) and match[2] == "/"]
    if any(first > 12 for first, _ in pairs):
        return "day first"
    if any(second > 12 for _, second in pairs):
        return "month first"
    return None if any(first != second for first, second in pairs) else "day first"


def read_moment(text: str, order: DateOrder, bare_hours: bool) -> Moment:
    """Return what a cell says of when; raises CellError where it says nothing of it.

    `bare_hours` says that a number alone is an hour or 08.00, as its column is one of times.
    """
    folded = text.casefold().strip()
    if folded.rstrip(".") in _BY_NAME:
        return Moment(weekday=_BY_NAME[folded.rstrip(".")])
    first, _, rest = folded.partition(" ")
    if first.rstrip(".,") in _BY_NAME and rest:
        return Moment(weekday=_BY_NAME[first.rstrip(".,")]).joined(read_moment(rest, order, bare_hours=True))
    if _ZONE.fullmatch(folded):
        raise CellError("is in universal time, which is not that of Denmark", "export the file in local time")
    day, rest = _day_of(folded, order)
    if day is not None:
        rest = rest.strip(" t,")
        moment = Moment(day=day, weekday=day.isoweekday())
        return moment.joined(_clock(rest)) if rest else moment
    if not bare_hours and re.fullmatch(r"[\d.,]+", folded):
        raise CellError("says no day or time", "")
    return _clock(folded)


def _day_of(text: str, order: DateOrder) -> tuple[date | None, str]:
    try:
        if match := _ISO.match(text):
            return date(int(match[1]), int(match[2]), int(match[3])), text[match.end() :]
        if match := _DAY.match(text):
            first, second = int(match[1]), int(match[3])
            month_first = match[2] == "/" and order == "month first"
            year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
            day, month = (second, first) if month_first else (first, second)
            return date(year, month, day), text[match.end() :]
    except ValueError as error:
        raise CellError("is no day of the calendar", "correct it") from error
    return None, text


def _clock(text: str) -> Moment:
    if match := _RANGE.fullmatch(text):
        begins, ends = _minute(match[1], match[2], match[3] or match[6]), _minute(match[4], match[5], match[6])
        length = (ends - begins) % _MINUTES_OF_DAY
        length += 1 if length % 5 == 4 else 0  # 08:00-08:14 is a quarter of an hour
        return Moment(minute=begins, minutes=length or None)
    if match := _ONE.fullmatch(text):
        return Moment(minute=_minute(match[1], match[2], match[3]))
    if re.fullmatch(r"\d{4}", text):
        return Moment(minute=_minute(text[:2], text[2:], None))
    raise CellError("says no day or time", "write it as 2014-03-17, 17-03-2014, Monday, 08:00 or 08:00-08:30")


def _minute(hour: str, minute: str | None, half: str | None) -> int:
    hours, minutes = int(hour), int(minute or 0)
    if half:
        hours = hours % 12 + (12 if half == "pm" else 0)
    if hours > 24 or minutes > 59:
        raise CellError("is no time of the day", "write it from 00:00 to 23:59")
    return (60 * hours + minutes) % _MINUTES_OF_DAY


def interval_minutes(moments: Sequence[Moment]) -> int | None:
    """Return how long the intervals of a file are: as they say, else the least between two; None for whole days."""
    said = {moment.minutes for moment in moments if moment.minutes}
    starts = sorted({moment.minute for moment in moments if moment.minute is not None})
    if not starts or (starts == [0] and not said):
        return None
    if said:
        if len(said) > 1:
            raise CellError(
                f"intervals of {', '.join(map(str, sorted(said)))} minutes stand together", "export one kind"
            )
        length = said.pop()
    elif len(starts) == 1:
        raise CellError("nothing shows how long the intervals are", "write them as 08:00-08:30")
    else:
        length = min(after - before for before, after in pairwise(starts))
    if not (30 % length == 0 or length % 30 == 0):
        raise CellError(f"intervals of {length} minutes fit no half hours", "export them by 15, 30 or 60 minutes")
    return length
