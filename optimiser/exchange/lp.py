"""The model as .lp, with the headings that every reader of the format knows, and no section that is empty.

Headings in short (`bin`, `gen`, `semi`) are names of columns to some readers, which then hold nothing for whole.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import inf

from optimiser.exchange.plain import Column, Plain, write_number

TERMS_IN_A_LINE = 3
"""With the longest names a line then stays within the 510 letters that the strictest reader takes."""


def lp_lines(plain: Plain) -> Iterator[str]:
    """The lines of the file."""
    yield "Minimize"
    yield from _write_sum(f" {plain.objective}:", _objective_lines(plain), "")
    yield "Subject To"
    for row in plain.rows:
        terms = [_write_term(value, plain.columns[column]) for column, value in row.entries]
        yield from _write_sum(
            f" {row.name}:", terms or [_write_term(0.0, plain.columns[0])], f" {row.sense} {write_number(row.side)}"
        )
    yield from _write_section("Bounds", (_write_bounds(column) for column in plain.columns))
    yield from _write_section("Binaries", (column.name for column in plain.columns if column.binary))
    yield from _write_section(
        "Generals", (column.name for column in plain.columns if column.whole and not column.binary)
    )
    yield "End"


def _objective_lines(plain: Plain) -> list[str]:
    """What costs, and at 0 each column that stands in no row: a column that stands nowhere is none."""
    named = {column for row in plain.rows for column, _ in row.entries}
    costs = [_write_term(one.cost, one) for number, one in enumerate(plain.columns) if one.cost or number not in named]
    return costs or [_write_term(0.0, plain.columns[0])]


def _write_term(value: float, column: Column) -> str:
    return f"{'-' if value < 0 else '+'} {write_number(abs(value))} {column.name}"


def _write_sum(beginning: str, terms: Sequence[str], end: str) -> Iterator[str]:
    starts = range(0, len(terms), TERMS_IN_A_LINE)
    lines = [" ".join(terms[start : start + TERMS_IN_A_LINE]) for start in starts]
    yield "\n  ".join((f"{beginning} {lines[0]}", *lines[1:])) + end


def _write_section(heading: str, entries: Iterable[str]) -> Iterator[str]:
    lines = [f" {entry}" for entry in entries if entry]
    if lines:
        yield heading
        yield from lines


def _write_bounds(column: Column) -> str:
    """A column's bounds; nothing where they are those of one that is not named: 0 and above, or 0 or 1 if binary."""
    low, high = column.low, column.high
    if column.binary or (low, high) == (0.0, inf):
        return ""
    if low == high:
        return f"{column.name} = {write_number(low)}"
    if (low, high) == (-inf, inf):
        return f"{column.name} free"
    if high == inf:
        return f"{column.name} >= {write_number(low)}"
    least = "-inf" if low == -inf else write_number(low)
    return f"{least} <= {column.name} <= {write_number(high)}"
