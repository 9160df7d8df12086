"""The model as .mps, in the free form that all readers know, without what they read in several ways.

No section for the sense (minimising is the default), no ranges, no constant among the right-hand sides; every whole
column has both its bounds, as one without is 0 or 1 to some readers and unbounded to others.
"""

from collections.abc import Iterator
from math import inf

from optimiser.exchange.plain import Column, Plain, write_number

SENSES = {"<=": "L", ">=": "G", "=": "E"}


def mps_lines(plain: Plain) -> Iterator[str]:
    """The lines of the file."""
    yield "NAME plan"
    yield "ROWS"
    yield f" N {plain.objective}"
    yield from (f" {SENSES[row.sense]} {row.name}" for row in plain.rows)
    yield "COLUMNS"
    yield from _column_lines(plain)
    yield "RHS"
    yield from (f" RHS {row.name} {write_number(row.side)}" for row in plain.rows if row.side)
    yield "BOUNDS"
    yield from (
        f" {kind} BOUND {column.name}{value}" for column in plain.columns for kind, value in _bounds_of_column(column)
    )
    yield "ENDATA"


def _column_lines(plain: Plain) -> Iterator[str]:
    """Every column with its entries, whole ones between markers; the objective stands in each that has no other."""
    entries: list[list[str]] = [[] for _ in plain.columns]
    for row in plain.rows:
        for place, value in row.entries:
            entries[place].append(f" {plain.columns[place].name} {row.name} {write_number(value)}")
    whole, markers = False, 0
    for column, lines in zip(plain.columns, entries, strict=True):
        if column.whole != whole:
            whole, markers = column.whole, markers + 1
            yield _marker_line(markers, "INTORG" if whole else "INTEND")
        if column.cost or not lines:
            yield f" {column.name} {plain.objective} {write_number(column.cost)}"
        yield from lines
    if whole:
        yield _marker_line(markers + 1, "INTEND")


def _marker_line(count: int, kind: str) -> str:
    return f" MARKER{count} 'MARKER' '{kind}'"


def _bounds_of_column(column: Column) -> Iterator[tuple[str, str]]:
    """The kinds of a column's bounds, each with its value; none for a continuous one from 0 up."""
    low, high = column.low, column.high
    if (low, high) == (0.0, inf) and not column.whole:
        return
    if low == high:
        yield "FX", f" {write_number(low)}"
    elif (low, high) == (-inf, inf):
        yield "FR", ""
    else:
        yield from _bounds_of_two(column)


def _bounds_of_two(column: Column) -> Iterator[tuple[str, str]]:
    """First the bound without a value, which to some readers sets the other one too, then the ones with a value."""
    if column.low == -inf:
        yield "MI", ""
    elif column.high == inf and column.whole:
        yield "PL", ""
    if column.low > -inf:
        yield "LO", f" {write_number(column.low)}"
    if column.high < inf:
        yield "UP", f" {write_number(column.high)}"
