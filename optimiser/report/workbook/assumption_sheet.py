"""The sheet Forudsætninger: every figure that an instance rests on, with its range and its source."""

from collections.abc import Iterable
from math import isfinite
from typing import Any

from optimiser.data.assumptions import assumptions
from optimiser.data.instance import Instance
from optimiser.report.workbook.sheet import ANY_NUMBER, Column, Notes, Sheet, Table
from optimiser.report.workbook.words import Words

COLUMNS = (
    Column("book parameter", "parameter", width=36),
    Column("book value", "value", ANY_NUMBER, 16),
    Column("book unit", "unit", width=20),
    Column("book low", "low", ANY_NUMBER, 12),
    Column("book mid", "mid", ANY_NUMBER, 12),
    Column("book high", "high", ANY_NUMBER, 12),
    Column("book assumed", "assumed", width=12),
    Column("book source", "source", width=46),
    Column("book note", "note", width=46),
)


def assumption_sheet(instance: Instance, words: Words, more: Iterable[str] = ()) -> Sheet:
    """The figures of one instance, and how many of them no source gives."""
    rows = [_row(row, words) for row in assumptions(instance)]
    notes = Notes([doubt(instance, words), *more, words.say("book assumptions explained")])
    return Sheet("Forudsætninger", "book assumptions", [notes, Table(COLUMNS, rows, long=True)])


def doubt(instance: Instance, words: Words) -> str:
    """How many of the figures behind the answer no source gives."""
    flags = [row["assumption"] for row in assumptions(instance)]
    return words.say("book doubt", count=sum(flags), all=len(flags))


def _row(row: dict[str, Any], words: Words) -> dict[str, Any]:
    """The figure in use is the middle of its range."""
    value = number_or_text(row["value"])
    mid = value if isinstance(value, int | float) else None
    told = {"unit": words.unit(row["unit"]), "assumed": words.yes_or_no(row["assumption"])}
    return {**row, **told, "value": value, "mid": mid}


def number_or_text(value: object) -> object:
    """A number where the value is one, also where it is told as text; truths stay the words they are."""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return value
    try:
        number = float(value)
    except ValueError:
        return value
    return number if isfinite(number) and "_" not in value else value
