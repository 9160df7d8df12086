"""The samples of an uncertainty analysis: how many, what is drawn, and what a worker finds of one.

A worker prices the held plan on a sample's instance, or solves that anew, beginning from the held plan.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from optimiser.data.findings import Finding, parameter_name
from optimiser.data.instance import Instance
from optimiser.data.settings import SolverOptions
from optimiser.fixed_plan import evaluate_fixed_plan
from optimiser.planning.assignment import Assignment
from optimiser.sensitivity.ranges import Range
from optimiser.sensitivity.sampling import fewest_samples
from optimiser.sensitivity.sweep import Point
from optimiser.solver.solve import WarmStart
from optimiser.solver.warm_start_cache import WarmStartCache
from optimiser.studies.prices import solve_from
from optimiser.studies.question import LONGEST_LINE
from optimiser.studies.runner.dispatch import Failure
from optimiser.studies.solve_log import SolveFigures, costs_of
from optimiser.studies.tornado_solves import BasePlan

SAMPLES_ASKED = 200
ADAPTED = 50
"""Samples, and those of them that are solved anew, unless asked otherwise."""
MOST_SAMPLES = 100_000
Task = Literal["held", "adapted"]
"""What is asked of a sample: what the plan costs there as it is, or what the best plan there does."""


@dataclass(frozen=True)
class Sampled:
    """What is asked of the samples, as in `uncertainty`."""

    only: tuple[str, ...] = ()
    ranges: tuple[str, ...] = ()
    samples: int = SAMPLES_ASKED
    adapted: int = ADAPTED
    seed: int = 1

    def list_faults(self) -> Iterator[Finding]:
        """What is wrong with the numbers."""
        fewest = fewest_samples()
        if not fewest <= self.samples <= MOST_SAMPLES:
            rule = f"must be from {fewest}, the fewest that show a range of nine in ten cases, to {MOST_SAMPLES:,}"
            yield Finding(parameter_name("samples"), None, "", str(self.samples), rule)
        if not 0 <= self.adapted <= self.samples:
            rule = "must be from 0 to the number of samples, as it says how many of them are solved anew"
            yield Finding(parameter_name("adapted"), None, "", str(self.adapted), rule)
        if self.seed < 0:
            yield Finding(parameter_name("sampling_seed"), None, "", str(self.seed), "must be 0 or more")


@dataclass(frozen=True)
class PlannedSample:
    """A sample that is to be priced or solved: its number, the values drawn, and what is asked of it there.

    `of` is the hash of the instance before anything is drawn, `plan` that of the plan that is held.
    """

    number: int
    point: Point
    values: Mapping[str, float]
    task: Task
    of: str
    system: str
    plan: str

    @classmethod
    def draw(
        cls, number: int, ranges: Sequence[Range], shares: Sequence[float], base: Instance, plan: BasePlan
    ) -> "PlannedSample":
        """The sample with a number: each assumption a share of the way through its range, and the plan held there."""
        values = [each.value_at(share) for each, share in zip(ranges, shares, strict=True)]
        point = Point(tuple(each.setting_at(value) for each, value in zip(ranges, values, strict=True)))
        named = {each.parameter: value for each, value in zip(ranges, values, strict=True)}
        return cls(number, point, named, "held", base.sha256, base.system, plan.sha256)

    @property
    def key(self) -> str:
        """What its solve is kept under: samples in which the same was drawn are solved once."""
        drawn = hashlib.sha256(self.point.name.encode()).hexdigest()
        return f"{self.of} {self.system} {drawn} {self.task} {self.plan}"

    @property
    def title(self) -> str:
        """What people call it."""
        return f"sample {self.number}, {self.task}"

    @property
    def sha256(self) -> str:
        """The hash of the instance that it was drawn from."""
        return self.of


def cut_in_lines(planned: Iterable[PlannedSample]) -> Iterator[list[PlannedSample]]:
    """Yield the samples in parts that one worker solves one after another, each with what was proved before."""
    left = iter(planned)
    while part := list(islice(left, LONGEST_LINE)):
        yield part


def hold_plan(
    instance: Instance, _options: SolverOptions, _cache: WarmStartCache, plan: BasePlan
) -> SolveFigures | Failure:
    """Price the plan with who answers what as it is; where it breaks a rule it has no cost."""
    held = evaluate_fixed_plan(Assignment.from_lines(plan.assignments), instance)
    if held.miscounted:
        return Failure("audit", held.miscounted)
    lawful, priced = held.lawful_figures, held.figures
    return {
        "today_kr": priced.today_kr if priced else None,
        "held_kr": lawful.objective_kr if lawful else None,
        "saves_kr": lawful.net_gain_kr if lawful else None,
        "breaks": ", ".join(held.broken_rules),
    }


def adapt_plan(
    instance: Instance, options: SolverOptions, cache: WarmStartCache, plan: BasePlan
) -> SolveFigures | Failure:
    """Solve anew, beginning from the plan where that is one of the instance."""
    held = Assignment.from_lines(plan.assignments)
    routes = held.routes_in(instance) if instance.contacts.keys() <= set(held) else ()
    result = solve_from(instance, options, cache, known=WarmStart(routes), of="")
    if isinstance(result, Failure):
        return result
    return {**costs_of(result), "adapted_saves_kr": result.figures.net_gain_kr if result.has_plan else None}
