"""Numbers as files of counts, shares and durations write them: with what mark, in what unit."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from optimiser.data.cells import AMBIGUOUS, CellError, DecimalMark, mark_evidence, read_number

MISSING = frozenset(("..", "...", "…", ".", "n/a", "na", "#n/a", "null", "ukendt", "uoplyst", "x"))
"""What stands where a figure is missing or kept secret, in statistics and exports."""
NIL = frozenset(("-", "–", "—"))
"""What stands for nothing to count, in statistics."""
MOST = 1e9
"""More than this many people, contacts, or seconds in a cell are a slip."""
_PERCENT = re.compile(r"\s*(%|pct\.?|procent)\s*$", re.IGNORECASE)
_DURATION = re.compile(r"(?:(\d+)\s*[d.]\s*)?(\d{1,4}):([0-5]?\d)(?::([0-5]?\d)(?:[.,]\d+)?)?", re.ASCII)
_UNIT_BEHIND = re.compile(
    r"(?<=\d)\s*(s|sek|sek\.|sec|sec\.|seconds|sekunder|m|min|min\.|minutes|minutter)$", re.IGNORECASE
)


def mark_of_counts(texts: Iterable[str]) -> DecimalMark:
    """Return the decimal mark of counts; raises CellError where it cannot be told.

    Three digits after a mark are thousands unless other numbers show that the mark is the decimal one: nobody counts
    thousandths of a contact.
    """
    marked = [text for text in texts if "." in text or "," in text]
    votes = Counter(map(mark_evidence, marked))
    if votes["."] and votes[","]:
        raise CellError("the numbers have two decimal marks", "write all of them with the same")
    if votes["."] or votes[","]:
        return "." if votes["."] else ","
    signs = {"," if "," in text else "." for text in marked}
    if len(signs) > 1:
        raise CellError(AMBIGUOUS, "write the numbers without thousands separators")
    return "," if signs == {"."} else "."


def mark_of_decimals(texts: Iterable[str]) -> DecimalMark:
    """Return the decimal mark of figures that do not run to thousands: seconds, minutes, shares."""
    marked = [text for text in texts if "." in text or "," in text]
    votes = Counter(sign for sign in map(mark_evidence, marked) if sign in (".", ","))
    if votes:
        return "." if votes["."] >= votes[","] else ","
    return "," if any("," in text for text in marked) else "."


def read_count(text: str, mark: DecimalMark) -> float:
    """Return a count; raises CellError for what is none. A dash is 0, as statistics write it."""
    if text in NIL:
        return 0.0
    if text.casefold() in MISSING:
        raise CellError("is missing in the file", "get the figure, or write 0 where there was nothing to count")
    number = read_number(text, mark)
    if number is None:
        raise CellError("must be a number", "write the number alone")
    if number < 0:
        raise CellError("must not be below 0", "correct it")
    if number > MOST:
        raise CellError(f"must be {MOST:,.0f} or less", "correct it")
    return number


def is_number(text: str) -> bool:
    """Return whether a text is a number with either mark, or what stands for one in statistics."""
    return text in NIL or text in ("..", ".") or any(read_number(text, mark) is not None for mark in (".", ","))


# ---- Shares ---------------------------------------------------------------------------------------


def read_shares(texts: Sequence[str]) -> list[float]:
    """Return the shares of a column (0 to 1), in percent where one has the sign or is above 1; raises CellError.

    94.01%, 94,01 %, 0.94 and 84.89 are read; a column is in percent as a whole or not at all.
    """
    bare = [_PERCENT.sub("", text) for text in texts]
    mark = mark_of_decimals(bare)
    numbers = [read_number(text, mark) for text in bare]
    if any(number is None for number in numbers):
        raise CellError("must be a share, such as 94.01%, 94,01 % or 0.94", "correct it")
    known = [number for number in numbers if number is not None]
    percent = any(_PERCENT.search(text) for text in texts) or max(known, default=0) > 1
    shares = [number / 100 if percent else number for number in known]
    if any(not 0 <= share <= 1 for share in shares):
        raise CellError("must be a share from 0 to 100 %", "correct it")
    return shares


# ---- Durations ------------------------------------------------------------------------------------


def clock_seconds(text: str) -> float | None:
    """Return the seconds of h:mm:ss, or of m:ss where there are two parts; None for what is not written so."""
    match = _DURATION.fullmatch(text)
    if not match:
        return None
    days, first, second, third = match.groups()
    if third is None:
        return None if days else 60.0 * int(first) + int(second)
    return 86_400.0 * int(days or 0) + 3600.0 * int(first) + 60.0 * int(second) + int(third)


def unit_said(text: str) -> float | None:
    """Return the seconds of the unit that a cell or a heading names: 1, 60 or 3600; None where it names none."""
    folded = text.casefold()
    for words, seconds in (
        (r"sek(under|\.)?|sec(onds|s|\.)?|s", 1.0),
        (r"min(utter|utes|s|\.)?", 60.0),
        (r"timer|hours|hrs?", 3600.0),
    ):
        if re.search(rf"(?:^|[\s(\[,_/])(?:i |in )?(?:{words})\s*[)\]]?$", folded):
            return seconds
    return None


def bare_number(text: str, mark: DecimalMark) -> tuple[float | None, float | None]:
    """Return the number of a cell and the seconds of the unit beside it: 134 s, 2,5 min."""
    unit = unit_said(text) if _UNIT_BEHIND.search(text) else None
    return read_number(_UNIT_BEHIND.sub("", text).strip(), mark), unit
