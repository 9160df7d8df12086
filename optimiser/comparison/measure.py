"""Measures that a cost can be set against: a KPI of the instance, or a limit of the policy."""

from collections.abc import Callable
from dataclasses import dataclass

from optimiser.data.instance import Instance
from optimiser.data.parameters import written_value
from optimiser.data.rows import Kpi, Scope, Sense
from optimiser.planning.problem import Problem
from optimiser.result.result import Result
from optimiser.rules.best_means import BestMeans

NONE = "none"
"""How a target is taken away."""


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


def _entry_points(result: Result) -> float:
    return float(max(line.entry_points for line in result.lines.municipalities))


def _count_hosts(result: Result) -> float:
    return float(sum(line.kind == "local" and line.sold_volume > 0 for line in result.lines.centres))


def _virtual_centres(result: Result) -> float:
    return float(sum(line.kind == "virtual" for line in result.lines.centres))


LIMITS: tuple[tuple[Measure, Callable[[Result], float]], ...] = (
    (Measure("entry-points", "policy.max_entry_points", free="10", least=1.0), _entry_points),
    (Measure("hosts", "policy.max_hosts", least=0.0), _count_hosts),
    (Measure("virtual-centres", "policy.max_virtual_centres", least=0.0), _virtual_centres),
)
"""Limits of the policy as measures, with what a plan comes to."""


def measures_of(instance: Instance) -> dict[str, Measure]:
    """All there is to set a cost against, by name; a KPI comes before a limit of the same name."""
    limits = {measure.name: measure for measure, _ in LIMITS}
    return limits | {row.kpi: Measure.of_kpi(row) for row in instance.tables.kpis}


def measure_plan(result: Result) -> dict[str, float | None]:
    """What a plan comes to in every measure; of one with a target in each place, in the worst place."""
    found: dict[str, float | None] = {measure.name: of(result) for measure, of in LIMITS}
    scopes = {row.kpi: row.scope for row in result.instance.tables.kpis}
    for line in result.lines.kpis:
        found[line.kpi] = line.value if scopes[line.kpi] == "national" else line.worst
    return found
