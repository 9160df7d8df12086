"""Measures that a cost can be set against: a KPI of the instance, or a limit of the policy."""

from collections.abc import Iterator
from dataclasses import dataclass

from optimiser.data.instance import Instance
from optimiser.data.rows import Kpi, Scope, Sense
from optimiser.data.tables import written_value
from optimiser.planning.problem import Problem
from optimiser.result.result import Result
from optimiser.rules.best_means import BestMeans
from optimiser.rules.registry import all_rules
from optimiser.rules.rule import NONE, CountedLimit


@dataclass(frozen=True)
class Measure:
    """A measure by its short name, and the `parameter` that holds its target; `free` is written where it has none.

    `least` is the least that a limit of the policy can be, which counts in whole numbers; a KPI has none.
    """

    name: str
    parameter: str
    free: str = NONE
    sense: Sense = "at most"
    unit: str = ""
    scope: Scope = "national"
    least: float | None = None
    name_da: str = ""
    name_en: str = ""

    @classmethod
    def of_kpi(cls, kpi: Kpi) -> "Measure":
        """A KPI as a measure."""
        parameter, names = f"kpis.{kpi.kpi}.target", (kpi.name_da, kpi.name_en)
        return cls(kpi.kpi, parameter, NONE, kpi.sense, kpi.unit, kpi.scope, None, *names)

    @classmethod
    def of_limit(cls, limit: CountedLimit) -> "Measure":
        """A limit of the policy as a measure."""
        return cls(limit.name, limit.parameter, limit.free, least=limit.least)

    @property
    def sign(self) -> float:
        """1 where more is better, -1 where less is."""
        return 1.0 if self.sense == "at least" else -1.0

    @property
    def whole(self) -> bool:
        """True where only whole numbers make sense."""
        return self.least is not None

    def is_better(self, one: float, other: float) -> bool:
        """True when the one value is better than the other."""
        return self.sign * one > self.sign * other

    def written_target(self, target: float | None) -> str:
        """A target as it stands after `--set PARAMETER=`."""
        return self.free if target is None else written_value(self.parameter, target)

    def best_target(self, problem: Problem) -> float:
        """The best target as far as is seen without solving; it may be out of reach for all that."""
        if self.least is not None:
            return self.least
        kpi = next(row for row in problem.instance.tables.kpis if row.kpi == self.name)
        return BestMeans(problem, kpi).best_target


def measures_of(instance: Instance) -> dict[str, Measure]:
    """All there is to set a cost against, by name; a KPI comes before a limit of the same name."""
    limits = {limit.name: Measure.of_limit(limit) for limit in _counted_limits()}
    return limits | {row.kpi: Measure.of_kpi(row) for row in instance.tables.kpis}


def measure_plan(result: Result) -> dict[str, float | None]:
    """What a plan comes to in every measure; of one with a target in each place, in the worst place."""
    found: dict[str, float | None] = {limit.name: limit.count(result.lines) for limit in _counted_limits()}
    scopes = {row.kpi: row.scope for row in result.instance.tables.kpis}
    for line in result.lines.kpis:
        found[line.kpi] = line.value if scopes[line.kpi] == "national" else line.worst
    return found


def _counted_limits() -> Iterator[CountedLimit]:
    return (limit for rule in all_rules() for limit in rule.counted_limits)
