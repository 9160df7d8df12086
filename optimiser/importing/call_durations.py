"""Durations of an export in seconds: 134, 2.5, 0:02:14, or 2 min; whose unit its heading, or their size, shows."""

from collections.abc import Sequence

from optimiser.data.cells import CellError
from optimiser.data.findings import parameter_name
from optimiser.importing.call_columns import Column, Role
from optimiser.importing.figures import MOST, bare_number, clock_seconds, mark_of_decimals

UNITS = {"seconds": 1.0, "minutes": 60.0}
SHORTEST_SECONDS, LONGEST_SECONDS = 12.0, 3600.0
"""What the mean handling time of a call lies between, as the figures of an instance do (0.2 to 60 minutes)."""
OF_HANDLING: tuple[Role, ...] = ("handling", "talk")


def seconds_of_column(column: Column, texts: Sequence[str], unit: str) -> list[float]:
    """Return the durations of a column in seconds; raises CellError where one is none, or their unit cannot be told.

    0:02:14 is hours, minutes and seconds; 2:14 minutes and seconds. Of plain numbers the unit is that in the cell, or
    in the heading, or as the user says (`unit`); else of handling times the one in which
    their middle is between 12 seconds and an hour, where there is but one.
    """
    clocks = [clock_seconds(text) for text in texts]
    plain = [text for text, clock in zip(texts, clocks, strict=True) if clock is None]
    if not plain:
        if column.of_all and any(text.count(":") == 1 for text in texts):
            raise CellError("could be hours and minutes, or minutes and seconds", "write it as h:mm:ss")
        return [clock for clock in clocks if clock is not None]
    mark = mark_of_decimals(plain)
    read = [bare_number(text, mark) for text in texts]
    wrong = any(
        number is None or not 0 <= number <= MOST
        for (number, _), clock in zip(read, clocks, strict=True)
        if clock is None
    )
    if wrong:
        raise CellError("must be a duration, such as 134, 2.5, 0:02:14 or 2 min", "correct it")
    numbers = [number for number, _ in read if number is not None]
    heading = column.unit_seconds or UNITS.get(unit)
    seconds = heading
    if seconds is None and any(said is None for (_, said), clock in zip(read, clocks, strict=True) if clock is None):
        seconds = _unit_by_size(column, numbers)
    return [
        clock if clock is not None else (number or 0.0) * (said or seconds or 1.0)
        for clock, (number, said) in zip(clocks, read, strict=True)
    ]


def _unit_by_size(column: Column, numbers: Sequence[float]) -> float:
    """Return the unit that the middle of a column's handling times shows; raises CellError where none does, or both."""
    filled = sorted(number for number in numbers if number > 0)
    middle = filled[len(filled) // 2] if filled else 0.0
    possible = [seconds for seconds in UNITS.values() if SHORTEST_SECONDS <= middle * seconds <= LONGEST_SECONDS]
    if column.role in OF_HANDLING and not column.of_all and len(possible) == 1:
        return possible[0]
    if not filled:
        return 1.0
    raise CellError(
        "nothing shows whether these are seconds or minutes", f"say it: {parameter_name('unit', 'seconds')}, or minutes"
    )
