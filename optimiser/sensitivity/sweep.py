"""What is varied, the points that makes, and what a sweep found at them, as a tidy table: a row is a point."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise, product
from math import floor, log10, prod
from pathlib import Path
from typing import Any

import pandas as pd

from optimiser.comparison.columns import FIGURES
from optimiser.comparison.path_figures import PATH_FIGURES
from optimiser.data.cells import CellError, parse_alone, read_number
from optimiser.data.columns import FORMS
from optimiser.data.findings import Finding, parameter_name
from optimiser.data.run_tables import ColumnMeaning
from optimiser.data.tables import full_name, is_number, may_be_thousands, written_value

# ---- What is varied -------------------------------------------------------------------------------

# A parameter and its values, as `--vary a.b=0.9:1.1:5` or `--vary structure=one,none` says it.


OPTION = "vary"
HOW = "write parameter=lowest:highest:count or parameter=value,value"
TORN = re.compile(r"0\d+", re.ASCII)
"""What the comma of 50,000 or of 1,05 leaves behind."""
TORN_FACTOR, DECIMALS = re.compile(r"[x×]\s*\d+", re.IGNORECASE | re.ASCII), re.compile(r"\d{1,3}", re.ASCII)
"""What the comma of x1,5 makes two values of."""
MOST_VALUES = 1_000_000
"""More values of one parameter are a slip of the finger."""
DIGITS = 9
"""Digits of a step that count in a value between the ends of a grid: enough, and 0.3 is not 0.30000000000000004."""


@dataclass(frozen=True)
class Axis:
    """A parameter by its dotted name, `structure` or `scenario`; and the values it takes, as they are written."""

    parameter: str
    values: tuple[str, ...]

    @property
    def is_numeric(self) -> bool:
        """True where all values are numbers, and so have an order."""
        return all(read_number(value, ".") is not None for value in self.values)


class VaryError(ValueError):
    """Raised when values cannot be read: the rule, and what to do."""

    def __init__(self, rule: str, remedy: str = "") -> None:
        super().__init__(rule)
        self.rule = rule
        self.remedy = remedy


def read_axes(texts: Sequence[str]) -> tuple[tuple[Axis, ...], list[Finding]]:
    """The axes that the options say, in their order, and what is wrong with them."""
    axes: list[Axis] = []
    findings: list[Finding] = []
    for text in texts:
        parameter, equals, values = text.partition("=")
        name = full_name(parameter.strip())
        try:
            axes.append(Axis(name, _read_values(name if equals else "", values.strip())))
        except VaryError as error:
            findings.append(Finding(parameter_name(OPTION), None, name, values.strip(), error.rule, error.remedy))
    findings += parameters_twice([axis.parameter for axis in axes], "must be varied once only")
    if not texts:
        findings.append(Finding(parameter_name(OPTION), None, "", "", "must be given at least once", HOW))
    return tuple(axes), findings


def parameters_twice(parameters: Sequence[str], rule: str) -> Iterator[Finding]:
    """A finding for each parameter that stands there more than once."""
    for parameter, count in Counter(parameters).items():
        if count > 1:
            yield Finding(parameter_name(OPTION), None, parameter, "", rule, "leave one of them out")


def _read_values(parameter: str, text: str) -> tuple[str, ...]:
    if not parameter:
        raise VaryError("must name a parameter and its values", HOW)
    ends = text.split(":")
    values = _read_grid(parameter, *ends) if len(ends) == 3 else _read_list(parameter, text)
    doubled = [value for value, count in Counter(values).items() if count > 1]
    if doubled:
        raise VaryError(f"must have each value once, but has {doubled[0]} more than once")
    return values


def _read_list(parameter: str, text: str) -> tuple[str, ...]:
    values = tuple(value.strip() for value in text.split(","))
    if not all(values):
        raise VaryError("must have a value on each side of a comma" if text else "must have values", HOW)
    if is_number(parameter):
        _refuse_torn(values)
    return values


def _refuse_torn(values: Sequence[str]) -> None:
    """No value is what the comma of a number has left behind: 05 of 1,05, or the 5 of x1,5."""
    remedy = "write numbers with a decimal dot and without thousands separators"
    torn = next((value for value in values if TORN.fullmatch(value)), None)
    if torn:
        raise VaryError(f"{torn} is not a value but the end of a number, because a comma separates values", remedy)
    for before, after in pairwise(values):
        if TORN_FACTOR.fullmatch(before) and DECIMALS.fullmatch(after):
            rule = f"{after} after {before} seems to be the end of a number, because a comma separates values"
            raise VaryError(rule, f"write {before}.{after} if that is meant, else {after} before the factors")


def _read_grid(parameter: str, low: str, high: str, count: str) -> tuple[str, ...]:
    """As many values as asked for, evenly from the lowest to the highest, both included."""
    thousands = may_be_thousands(parameter, low.strip(), high.strip())
    first, last = _read_number("lowest", low, thousands), _read_number("highest", high, thousands)
    number = _read_number("count", count, thousands=True)
    if first > last:
        raise VaryError("must have its lowest value first", f"write {high}:{low}:{count}")
    if number != int(number) or not 1 <= number <= MOST_VALUES:
        raise VaryError(f"must have a count that is a whole number from 1 to {MOST_VALUES:,}", HOW)
    steps = int(number) - 1
    if (steps == 0) != (first == last):
        raise VaryError("must have at least two values where the ends differ, and one where they do not", HOW)
    numbers = (first, *values_between(first, last, steps), last) if steps else (first,)
    return tuple(written_value(parameter, each) for each in numbers)


def values_between(first: float, last: float, steps: int) -> Iterator[float]:
    """The values between the ends, without the last digits that arithmetic leaves."""
    width = last / steps - first / steps
    decimals = DIGITS - floor(log10(width))
    for step in range(1, steps):
        yield round(first + width * step, decimals)


def _read_number(what: str, text: str, thousands: bool) -> float:
    try:
        return float(parse_alone(text, "number", dot_is_standard=True, thousands=thousands))
    except CellError as error:
        raise VaryError(f"{what}: {error.rule}", error.remedy or HOW) from error


# ---- The points of a sweep: every combination of the values of what is varied ---------------------


STRUCTURE, SCENARIO = "structure", "scenario"
NO_SCENARIO = "none"
"""Is written for the instance without a scenario."""


@dataclass(frozen=True)
class Point:
    """One combination: each varied parameter with its value, in the order they were asked for."""

    settings: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """What the point is called: the same whatever else is swept."""
        return ", ".join(f"{parameter} = {value}" for parameter, value in self.settings)

    @property
    def structure(self) -> str | None:
        """The structure or system, where that is varied."""
        return dict(self.settings).get(STRUCTURE)

    @property
    def scenarios(self) -> tuple[Path, ...]:
        """The scenario's file, where that is varied and there is one."""
        return tuple(Path(value) for name, value in self.settings if name == SCENARIO and value != NO_SCENARIO)

    @property
    def overrides(self) -> tuple[str, ...]:
        """The parameters as `--set` takes them."""
        return tuple(f"{name}={value}" for name, value in self.settings if name not in (STRUCTURE, SCENARIO))


def count_points(axes: Sequence[Axis]) -> int:
    """How many points the axes make."""
    return prod(len(axis.values) for axis in axes)


def list_points(axes: Sequence[Axis]) -> Iterator[Point]:
    """Every point, one at a time; the last axis varies fastest."""
    names = [axis.parameter for axis in axes]
    for values in product(*(axis.values for axis in axes)):
        yield Point(tuple(zip(names, values, strict=True)))


def single_points(axes: Sequence[Axis]) -> Iterator[Point]:
    """The points in which at most one parameter is not at its first value: where most faults show."""
    first = Point(tuple((axis.parameter, axis.values[0]) for axis in axes))
    yield first
    for axis in axes:
        for value in axis.values[1:]:
            yield Point(tuple((name, value if name == axis.parameter else other) for name, other in first.settings))


def list_settings(axes: Sequence[Axis]) -> Iterator[Point]:
    """Each value of each parameter alone, with nothing else varied: to find what is wrong with it."""
    for axis in axes:
        for value in axis.values:
            yield Point(((axis.parameter, value),))


# ---- What a sweep found ---------------------------------------------------------------------------


PointFigures = Mapping[str, Any]
"""A row of a comparison: what one solve found."""


def columns_of_points(years: Sequence[int]) -> Mapping[str, ColumnMeaning]:
    """Return the columns of figures: those of one year, or those of plans over years where there are such."""
    return PATH_FIGURES if years else FIGURES


@dataclass(frozen=True)
class Sweep:
    """The axes, and the table: the varied parameters, then the columns of a comparison's figures.

    Where every point is planned over `years`, the figures are those of a whole path (`PATH_FIGURES`).
    `record` says how it was made: the entries of sweep.json, as `Result.run` are those of run.json.
    """

    axes: tuple[Axis, ...]
    table: pd.DataFrame
    record: Mapping[str, Any] = field(default_factory=dict)
    years: tuple[int, ...] = ()

    @classmethod
    def of_points(
        cls, axes: Sequence[Axis], found: Mapping[Point, PointFigures], years: tuple[int, ...] = ()
    ) -> "Sweep":
        """The figures of the points, in the order of the points."""
        names = [axis.parameter for axis in axes]
        rows = [{**figures, "case": point.name, **_typed_settings(axes, point)} for point, figures in found.items()]
        return cls(tuple(axes), pd.DataFrame(rows, columns=[*names, *columns_of_points(years)]), years=years)

    @cached_property
    def planned(self) -> pd.DataFrame:
        """The rows that have a plan."""
        return self.table[self.table["objective_kr"].notna()]

    @property
    def cheapest(self) -> Mapping[Any, Any]:
        """The row with the cheapest plan."""
        return self._sweep_row(self.planned["objective_kr"].astype(float).idxmin())

    @property
    def dearest(self) -> Mapping[Any, Any]:
        """The row whose plan costs most."""
        return self._sweep_row(self.planned["objective_kr"].astype(float).idxmax())

    def shifts_along(self) -> Iterator[tuple[Mapping[Any, Any], Mapping[Any, Any], float]]:
        """Neighbours along the one axis there is, and the contacts that are answered in another form at the second."""
        rows = self.planned.to_dict("records")
        for before, after in pairwise(rows):
            more = (float(after[f"contacts_{form}"] or 0) - float(before[f"contacts_{form}"] or 0) for form in FORMS)
            yield before, after, sum(max(0.0, each) for each in more)

    def _sweep_row(self, label: Any) -> Mapping[Any, Any]:
        row: Mapping[Any, Any] = self.planned.loc[label].to_dict()
        return row


def _typed_settings(axes: Sequence[Axis], point: Point) -> dict[str, Any]:
    """The settings of a point: numbers where all values of a parameter are numbers."""
    settings = dict(point.settings)
    numeric = {axis.parameter for axis in axes if axis.is_numeric}
    return {name: read_number(value, ".") if name in numeric else value for name, value in settings.items()}
