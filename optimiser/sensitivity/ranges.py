"""What is moved: the assumptions that have a range, each from its value in the instance to its low and its high."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from optimiser.data.findings import Finding, did_you_mean, parameter_name
from optimiser.data.instance import Instance
from optimiser.data.parameters import full_name, is_whole, value_of, written_value

Side = Literal["low", "high"]
TABLE = "assumptions"


@dataclass(frozen=True)
class Range:
    """An assumption by its dotted name: its value in the instance, and the low and the high end it may have.

    `base` is None where the parameter is no one number: its rows differ, or it has no value. One that is `whole`
    has no values between whole numbers.
    """

    parameter: str
    base: float | None
    low: float | None
    high: float | None
    whole: bool = False

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
        return self.parameter, written_value(self.parameter, value)


def read_ranges(instance: Instance, only: Sequence[str] = ()) -> tuple[tuple[Range, ...], list[Finding]]:
    """The assumptions that have a range, or `only` those that are named; and what is wrong with these names."""
    found = {full_name(row.parameter): row for row in instance.tables.assumptions}
    ranged = {name: row for name, row in found.items() if row.low is not None or row.high is not None}
    if not ranged:
        rule = "must hold a parameter with a low or a high, or there is nothing to move"
        return (), [Finding(TABLE, None, "low", "", rule, "fill in how far a figure may be off")]
    asked = dict.fromkeys(map(full_name, only))
    findings = [_unknown_parameter(name, name in found, list(ranged)) for name in asked if name not in ranged]
    chosen = [name for name in ranged if not asked or name in asked]
    ranges = (
        Range(name, _read_number(instance, name), ranged[name].low, ranged[name].high, is_whole(name))
        for name in chosen
    )
    return tuple(ranges), findings


def _unknown_parameter(name: str, noted: bool, ranged: Sequence[str]) -> Finding:
    rule = f"has neither a low nor a high in {TABLE}" if noted else f"must be a parameter with a range in {TABLE}"
    otherwise = f"choose among {', '.join(ranged)}"
    return Finding(
        parameter_name("only"), None, name, "", rule, otherwise if noted else did_you_mean(name, ranged, otherwise)
    )


def _read_number(instance: Instance, parameter: str) -> float | None:
    value = value_of(instance, parameter)
    return float(value) if isinstance(value, int | float) else None
