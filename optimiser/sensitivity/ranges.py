"""How far an assumption may be off: its range, as the instance's table of assumptions or an option has it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import Literal

from optimiser.data.cells import CellError, parse_alone
from optimiser.data.findings import Finding, did_you_mean, parameter_name
from optimiser.data.instance import Instance
from optimiser.data.scenario import value_of
from optimiser.data.tables import full_name, is_whole, may_be_thousands, written_value

Side = Literal["low", "high"]
TABLE = "assumptions"
OPTION = "ranges"
HOW = "write parameter=lowest:highest, or parameter=x0.9:x1.1 for what its figures are multiplied by"
TIMES = "x"
"""Stands before what figures are multiplied by, in a change as in the end of a range."""
DIGITS = 6
"""Digits of the width of a range that count in a value within it."""


@dataclass(frozen=True)
class Range:
    """An assumption by its dotted name: its value in the instance, and the low and the high end it may have.

    `base` is None where the parameter is no one number: its rows differ, or it has no value. One that is `whole`
    has no values between whole numbers. Where it is a `factor`, the ends are what the figures are multiplied by.
    """

    parameter: str
    base: float | None
    low: float | None
    high: float | None
    whole: bool = False
    factor: bool = False

    @property
    def ends(self) -> tuple[tuple[Side, float], ...]:
        """The ends that are given."""
        low: tuple[tuple[Side, float], ...] = () if self.low is None else (("low", self.low),)
        return low if self.high is None else (*low, ("high", self.high))

    @property
    def width(self) -> float:
        """From low to high; from the base where only one of them is given."""
        known = [value for value in (self.low, self.high) if value is not None]
        known += [self.base] if len(known) < 2 and self.base is not None else []
        return max(known) - min(known)

    def share_of_range(self, share: float) -> float:
        """A share of the range, in the parameter's unit; one that is whole has nothing nearer than 1."""
        return max(share * self.width, 1.0) if self.whole else share * self.width

    def setting_at(self, value: float) -> tuple[str, str]:
        """The parameter and a value of it, as a point has them."""
        return self.parameter, f"{TIMES}{value!r}" if self.factor else written_value(self.parameter, value)

    @property
    def spread(self) -> tuple[float, float] | None:
        """Between what it may be: where one end is given, the base is the other; None where that is no range."""
        known = [value for value in (self.low, self.high) if value is not None]
        known += [self.base] if len(known) < 2 and self.base is not None else []
        return (min(known), max(known)) if known and min(known) < max(known) else None

    def value_at(self, share: float) -> float:
        """The value a share of the way through the range, each equally likely where the share is; 0 <= share < 1."""
        low, high = self.spread or (self.base or 0.0, self.base or 0.0)
        if self.whole:
            return float(floor(low + share * (high - low + 1)))
        return low if low == high else round(low + share * (high - low), DIGITS - floor(log10(high - low)))


def read_ranges(instance: Instance, only: Sequence[str] = ()) -> tuple[tuple[Range, ...], list[Finding]]:
    """The assumptions that have a range, or `only` those that are named; and what is wrong with these names."""
    found = {full_name(row.parameter): row for row in instance.tables.assumptions}
    ranged = {name: row for name, row in found.items() if row.low is not None or row.high is not None}
    if not ranged:
        return (), [no_range()]
    asked = dict.fromkeys(map(full_name, only))
    findings = [_unknown_parameter(name, name in found, list(ranged)) for name in asked if name not in ranged]
    chosen = [name for name in ranged if not asked or name in asked]
    ranges = (
        Range(name, _read_number(instance, name), ranged[name].low, ranged[name].high, is_whole(name))
        for name in chosen
    )
    return tuple(ranges), findings


def no_range() -> Finding:
    """Return what is wrong with an instance of which no figure has a range."""
    rule = "must hold a parameter with a low or a high, or there is nothing to move"
    return Finding(TABLE, None, "low", "", rule, "fill in how far a figure may be off")


def read_given_ranges(instance: Instance, texts: Sequence[str]) -> tuple[tuple[Range, ...], list[Finding]]:
    """Return the ranges that an option gives, as `volumes.*.contacts=x0.9:x1.1`, and what is wrong with them."""
    ranges: dict[str, Range] = {}
    findings: list[Finding] = []
    for text in texts:
        name, _, ends = text.partition("=")
        parameter = full_name(name.strip())
        try:
            if parameter in ranges:
                raise CellError("must have one range", "leave one of them out")
            ranges[parameter] = _read_given(instance, parameter, ends.strip())
        except CellError as error:
            findings.append(Finding(parameter_name(OPTION), None, parameter, ends.strip(), error.rule, error.remedy))
    return tuple(ranges.values()), findings


def _read_given(instance: Instance, parameter: str, text: str) -> Range:
    """The range of a parameter that is written as low:high; raises CellError."""
    ends = [end.strip() for end in text.split(":")]
    factors = {end[:1].casefold() == TIMES for end in ends}
    if len(ends) != 2 or not all(ends) or len(factors) > 1:
        raise CellError("must have two ends, both numbers or both factors", HOW)
    factor = factors == {True}
    bare = [end[1:] for end in ends] if factor else ends
    thousands = not factor and may_be_thousands(parameter, *bare)
    low, high = (float(parse_alone(end, "number", dot_is_standard=True, thousands=thousands)) for end in bare)
    if low >= high:
        raise CellError("must have its lower end first, and a higher one after it", HOW)
    base = 1.0 if factor else _read_number(instance, parameter)
    return Range(parameter, base, low, high, is_whole(parameter) and not factor, factor)


def _unknown_parameter(name: str, noted: bool, ranged: Sequence[str]) -> Finding:
    rule = f"has neither a low nor a high in {TABLE}" if noted else f"must be a parameter with a range in {TABLE}"
    otherwise = f"choose among {', '.join(ranged)}"
    return Finding(
        parameter_name("only"), None, name, "", rule, otherwise if noted else did_you_mean(name, ranged, otherwise)
    )


def _read_number(instance: Instance, parameter: str) -> float | None:
    value = value_of(instance, parameter)
    return float(value) if isinstance(value, int | float) else None
