"""What a search for a path knows: its best path, its best bound, and what is left of its limits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from optimiser.data.run_record import StageName
from optimiser.data.settings import SolverOptions
from optimiser.data.tolerances import BOUND_ERROR
from optimiser.model.roadmap_build import CompiledRoadmap, build_roadmap
from optimiser.planning.pools import Pool, alike_pools
from optimiser.planning.problem import Problem
from optimiser.planning.roadmap import RoadmapPlan, RoadmapProblem
from optimiser.rules.registry import asks_for
from optimiser.rules.rule import ImpossibleRule, scaled_kr
from optimiser.solver.highs import SolverLimits
from optimiser.solver.memory import PROGRAM_GB, estimate_memory_gb
from optimiser.solver.monitor import Progress, ProgressMonitor
from optimiser.solver.roadmap_exact import is_path
from optimiser.solver.search_state import SearchState
from optimiser.solver.stage import StageMeasurements
from optimiser.solver.warm_start_cache import WarmStartCache

FEW_ROUTES_OF_PATH = 800
"""Up to so many routes in all years the model of all of them ends sooner than anything is found out beforehand."""


@dataclass(frozen=True)
class PathOutcome:
    """What a stage found, for the search to check before it believes it; costs in the worth of the first year.

    A path is `of_whole_model` where its stage has seen to every rule.
    """

    record: StageMeasurements | None = None
    path: RoadmapPlan | None = None
    bound_kr: float | None = None
    infeasible: bool | None = None
    of_whole_model: bool = False


@dataclass(frozen=True)
class DecidedYears:
    """Years of a path that were decided without looking further: from the first to the last; mostly one.

    `gap` is how much dearer, as a share, that may be than the best that could be decided then; None where unknown.
    `held_back` are the hosts that were kept from selling more in the last of them than they may in a later year. Where
    the search ended before they were decided they `stayed`: nothing new moves in them.
    """

    first: int
    last: int
    gap: float | None
    held_back: tuple[str, ...] = ()
    stayed: bool = False


@dataclass
class RoadmapSearch(SearchState):
    """A search in progress: the cheapest path, the highest bound, and the stage that proved it.

    `contradicted` where a path cost less than what was "proved". `left_out` are the stages that do not fit in the
    memory allowed, each with what it needs (GB).
    """

    problem: RoadmapProblem
    options: SolverOptions
    monitor: ProgressMonitor
    cache: WarmStartCache = field(default_factory=WarmStartCache)
    path: RoadmapPlan | None = None
    bound_kr: float | None = None
    infeasible: bool = False
    contradicted: bool = False
    method: StageName | None = None
    records: list[StageMeasurements] = field(default_factory=list)
    left_out: dict[StageName, float] = field(default_factory=dict)
    conflicts: Mapping[int, tuple[ImpossibleRule, ...]] = field(default_factory=dict)
    """The rules that years cannot satisfy by themselves, by year."""
    short_kr: Mapping[tuple[int, str], float] = field(default_factory=dict)
    """By how much the budgets of years are too small for what is compulsory, where that is why there is no path."""
    decided: list[DecidedYears] = field(default_factory=list)
    """How years were decided, where each was as if it stayed; in order."""
    sketch: RoadmapPlan | None = None
    """The last path found that breaks a rule: where to look for one that breaks none."""
    carried: bool = False
    """True where the path of a like instance, repaired where it was broken, is one of this."""

    @property
    def cost_kr(self) -> float | None:
        """What the best path costs; None before there is one."""
        return self.path.cost_kr if self.path else None

    @cached_property
    def is_small(self) -> bool:
        """True where the model of all years ends sooner than anything is found out beforehand."""
        return sum(len(one.routes) for one in self.problem.problems.values()) <= FEW_ROUTES_OF_PATH

    @cached_property
    def has_pools(self) -> bool:
        """True where some centres are alike, so that the model with pools leaves something out."""
        return any(not pool.single for one in self.problem.problems.values() for pool in alike_pools(one))

    @cached_property
    def pooled(self) -> CompiledRoadmap:
        """The model of all years in which like centres are one, and rules keep to their limits: it proves bounds."""
        return CompiledRoadmap.of(build_roadmap(self.problem, alike_pools, loose=True))

    @cached_property
    def keeps_away(self) -> bool:
        """True where rows of a rule keep away from its limit, so that a bound with them is not one of every path."""
        return any(asks_for("keeps_away_in_model", one.instance) for one in self.problem.problems.values())

    def limits(self, seconds: float, gap: float, target_kr: float | None = None) -> SolverLimits:
        """Return the limits for a model, as far as they are not the stage's own those of the options."""
        options, target = self.options, float("-inf") if target_kr is None else scaled_kr(target_kr)
        return SolverLimits(gap, max(seconds, 0.0), options.threads, options.seed, target)

    def needed_gb(self, problem: RoadmapProblem, pools_of: Callable[[Problem], tuple[Pool, ...]]) -> float:
        """Return about how much memory the model of all years of a problem takes with such pools (GB)."""
        years = problem.problems.values()
        return PROGRAM_GB + sum(estimate_memory_gb(one, pools_of(one)) - PROGRAM_GB for one in years)

    def monitor_of_year(self, phase: str, year: int, seconds: float) -> ProgressMonitor:
        """Return a monitor for a solve of one year, which is shown as a phase of this search, and stops with it."""
        inner = ProgressMonitor(min(seconds, self.monitor.remaining), lambda _: None)

        def tell(_: Progress) -> None:
            self.monitor.notify(f"{phase} {year}")
            inner.interrupted = self.monitor.interrupted

        inner.report = tell
        return inner

    # ---- what stages return ----------------------------------------------------------------------

    def believe(self, name: StageName, outcome: PathOutcome) -> None:
        """Believe what a stage returned as far as it holds beside what is known."""
        if outcome.record is not None:
            self.records.append(outcome.record)
        if outcome.infeasible:
            self.infeasible = self.path is None
        if outcome.bound_kr is not None and (self.bound_kr is None or outcome.bound_kr > self.bound_kr):
            self.bound_kr, self.method = outcome.bound_kr, name
            self.monitor.update_bound(outcome.bound_kr)
        if outcome.path is not None:
            self.offer(outcome.path, name, of_whole_model=outcome.of_whole_model)

    def offer(self, path: RoadmapPlan, name: StageName, *, of_whole_model: bool = False) -> bool:
        """Keep a path if it is cheaper and obeys every rule; return whether it was kept."""
        if self.path is not None and path.cost_kr >= self.path.cost_kr:
            return False
        if not is_path(path, of_whole_model=of_whole_model):
            self.sketch = path
            return False
        self.path, self.sketch = path, None
        self.monitor.update_incumbent(path.cost_kr)
        self.monitor.notify(name)
        return True

    @property
    def contradicts_bound(self) -> bool:
        """True when the path costs less than the bound says a path can."""
        if self.path is None or self.bound_kr is None:
            return False
        return self.bound_kr > self.path.cost_kr * (1 + BOUND_ERROR)

    def forget_bound(self) -> None:
        """Drop the bound, and all that was proved before: one that the path undercuts was none."""
        self.cache.clear()
        self.bound_kr = self.monitor.bound_kr = self.method = None

    def conclude(self) -> None:
        """Set the bound against the path in the end, and leave the path to the next search."""
        if self.contradicts_bound:
            self.forget_bound()
            self.contradicted = True
        elif self.path is not None and self.bound_kr is not None:
            self.bound_kr = min(self.bound_kr, self.path.cost_kr)
        if self.path is not None:
            self.cache.paths.routes = {year: plan.routes for year, plan in self.path.plans.items()}


class PathStage(Protocol):
    """One way to a better path or bound."""

    @property
    def name(self) -> StageName:
        """What it is called in the record and in progress."""

    def applies_to(self, search: RoadmapSearch) -> bool:
        """Return whether it can do anything for the search as it stands."""

    def needed_gb(self, search: RoadmapSearch) -> float:
        """Return about how much memory its models take (GB); it is left out where that is more than is allowed."""

    def run(self, search: RoadmapSearch) -> PathOutcome:
        """Look for a path or a bound within the limits of the search. Raises SolverError."""
