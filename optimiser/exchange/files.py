"""The files of a model for other solvers: the model in the format its suffix names, and its starting points."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from math import inf
from pathlib import Path

from optimiser.data.findings import write_whole
from optimiser.exchange.plain import Column, Plain, write_number
from optimiser.model.linear import Array, LinearModel

# ---- The model as .lp: headings that every reader knows, and no section that is empty -------------

# Headings in short (`bin`, `gen`, `semi`) are names of columns to some readers, which then hold nothing for whole.


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


# ---- The model as .mps, in the free form that all readers know, without what they read in several ways ----

# No section for the sense (minimising is the default), no ranges, no constant among the right-hand sides; every whole
# column has both its bounds, as one without is 0 or 1 to some readers and unbounded to others.


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


# ---- A plan as a starting point that other solvers read -------------------------------------------

# For SCIP and HiGHS in one form, for CBC in another.
#
# What is not named is 0 to all of them, so that the file holds the plan and no more.


def sol_lines(plain: Plain, x: Array, objective: float) -> Iterator[str]:
    """Lines for SCIP, HiGHS and whoever reads solutions of MIPLIB: a name and its value."""
    yield f"=obj= {write_number(objective)}"
    yield from (f"{name} {value}" for _, name, value in _values_not_zero(plain, x))


def cbc_lines(plain: Plain, x: Array, objective: float) -> Iterator[str]:
    """Lines for CBC: as it writes a solution itself, with the number of the column before the name."""
    yield f"Feasible - objective value {write_number(objective)}"
    yield from (f"{column} {name} {value} 0" for column, name, value in _values_not_zero(plain, x))


def _values_not_zero(plain: Plain, x: Array) -> Iterable[tuple[int, str, str]]:
    """Number, name and value of each column that is not 0; the last may be the constant, which the point lacks."""
    for column, one in enumerate(plain.columns):
        value = float(x[column]) if column < len(x) else one.low
        if value:
            yield column, one.name, write_number(value)


# ---- The formats ----------------------------------------------------------------------------------


FORMATS = {".mps": ("*", mps_lines), ".lp": ("\\", lp_lines)}
"""By suffix, how a comment begins and what makes the lines."""
STARTS = {".start.sol": sol_lines, ".start.cbc": cbc_lines}
"""By what stands in place of the model's suffix: the first for SCIP and HiGHS, the second for CBC."""


class ModelFile:
    """A model and where it is written, with its starting points beside it; each file whole or not at all."""

    def __init__(self, model: LinearModel, path: Path) -> None:
        self.path, self.plain = path, Plain(model)
        self._comment, self._lines = FORMATS[path.suffix.lower()]

    @property
    def starts(self) -> tuple[Path, ...]:
        """Where the starting points are written."""
        return start_paths(self.path)

    def write_model(self, notes: Iterable[str]) -> None:
        """Write the model in the format its suffix names, under the notes."""
        _write_text("".join(f"{self._comment} {note}\n" for note in notes) + self._text, self.path)

    def write_starts(self, x: Array, objective: float) -> None:
        """Write a point of the model and its cost as each solver reads it."""
        for path, lines in zip(self.starts, STARTS.values(), strict=True):
            _write_text(_joined_lines(lines(self.plain, x, objective)), path)

    def remove_starts(self) -> None:
        """Take away the starts of an earlier model of this name: they are none of this one."""
        for path in self.starts:
            path.unlink(missing_ok=True)

    @cached_property
    def _text(self) -> str:
        return _joined_lines(self._lines(self.plain))


def start_paths(path: Path) -> tuple[Path, ...]:
    """Where the starting points of the model file at `path` are written."""
    return tuple(path.with_name(f"{path.stem}{ending}") for ending in STARTS)


def _joined_lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _write_text(text: str, path: Path) -> None:
    def write(made: Path) -> None:
        made.write_bytes(text.encode())

    write_whole(path, write)
