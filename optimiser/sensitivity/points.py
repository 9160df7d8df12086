"""The points of a sweep: every combination of the values of what is varied."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from pathlib import Path

from optimiser.sensitivity.vary import Axis

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
