"""A solve: stages one after the other, whose findings are checked before they are believed."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from optimiser.data.run_record import StageName
from optimiser.data.tolerances import BOUND_ERROR
from optimiser.planning.plan import Plan
from optimiser.planning.pools import Pool
from optimiser.planning.routes import Route
from optimiser.solver.every_plan import EveryPlan
from optimiser.solver.memory import refuse_too_little_memory
from optimiser.solver.nearest_host import TiesSettled
from optimiser.solver.stage import Search, Stage, StageMeasurements, StageOutcome, is_plan
from optimiser.solver.stages import STAGES, repair_by_packing


@dataclass(frozen=True)
class WarmStart:
    """What is known of an instance before it is solved.

    `routes` are a plan of it that breaks no rule; no plan of it costs less than `bound_kr` a year.
    """

    routes: tuple[Route, ...] = ()
    bound_kr: float | None = None


@dataclass
class Solve(Search):
    """A solve in progress and what it has found: the best plan, the best bound, and the stage that proved it.

    `contradicted` where a plan cost less than what was "proved" twice. `left_out` are the stages that do not fit in the
    memory allowed, each with what it needs (GB). `ties` says how hosts were settled after the stages, if they were;
    `every_plan` what holds in every plan as cheap, if that was asked.
    """

    stages: tuple[Stage, ...] = STAGES
    method: StageName = "exact"
    contradicted: bool = False
    records: list[StageMeasurements] = field(default_factory=list)
    left_out: dict[StageName, float] = field(default_factory=dict)
    ties: TiesSettled | None = None
    every_plan: EveryPlan | None = None

    def start_from(self, known: WarmStart) -> None:
        """Take what is known as found and proved."""
        if known.routes:
            self.plan = Plan(self.problem, known.routes)
            self.monitor.update_incumbent(self.plan.cost_kr)
        self._update_bound("carried", known.bound_kr)

    def repair_by_packing(self, routes: Sequence[Route], pools: tuple[Pool, ...]) -> None:
        """Look for a plan near `routes`, which may break rules, by packing; `repair_by_packing` says how."""
        self._believe_outcome(repair_by_packing(self, routes, pools))

    def run_stages(self) -> None:
        """Run the stages; if a plan turns out cheaper than what was "proved", once more without presolve.

        HiGHS has been seen to end with a wrong bound after presolve. A bound that is contradicted twice is not told at
        all.

        Raises:
            SolverError: the solver failed.
            InvalidInputError: not even the smallest model fits in the memory allowed; nothing was built.
        """
        self._refuse_too_little_memory()
        self._run_stages()
        if self._contradicts_bound:
            self.cache.clear()
            self.bound_kr = self.monitor.bound_kr = self.relaxed = self.proof = None
            self.presolve = False
            self._run_stages()
        if self._contradicts_bound:
            self.cache.clear()
            self.bound_kr, self.proof, self.contradicted = None, None, True
        elif self.plan is not None and self.bound_kr is not None:
            self.bound_kr = min(self.bound_kr, self.plan.cost_kr)

    def _refuse_too_little_memory(self) -> None:
        """Raise where no stage that builds a model fits in the memory allowed."""
        if self.options.memory_gb is not None and not self.settled:
            needed_gb = min((gb for stage in self.stages if (gb := stage.needed_gb(self))), default=0.0)
            refuse_too_little_memory(self.options.memory_gb, needed_gb, "the smallest model of this instance")

    def _fits(self, stage: Stage) -> bool:
        """Return whether a stage fits in the memory allowed, and take note of it where it does not."""
        allowed_gb = self.options.memory_gb
        if allowed_gb is None or (needed_gb := stage.needed_gb(self)) <= allowed_gb:
            return True
        self.left_out[stage.name] = needed_gb
        return False

    def _run_stages(self) -> None:
        """Run each stage that applies and fits, until the gap asked for is proved."""
        for stage in self.stages:
            if not self.settled and stage.applies_to(self) and self._fits(stage):
                self._believe_outcome(stage.run(self))
        if self.plan:
            self.cache.routes = self.plan.routes
        if self.relaxed and self.plan:
            self.relaxed.source.learn_plan(self.relaxed.x, self.plan.routes)

    @property
    def _contradicts_bound(self) -> bool:
        """True when the plan costs less than the bound says a plan can."""
        if self.plan is None or self.bound_kr is None:
            return False
        return self.bound_kr > self.plan.cost_kr * (1 + BOUND_ERROR)

    # ---- what stages return --------------------------------------------------------------------

    def _believe_outcome(self, outcome: StageOutcome) -> None:
        """Believe what a stage returned as far as it holds beside what is known."""
        if outcome.record:
            self.records.append(outcome.record)
        if outcome.infeasible is not None:
            self.infeasible = outcome.infeasible and self.plan is None  # a plan in hand proves otherwise
        self.relaxed = outcome.relaxed or self.relaxed
        self.proof = outcome.proof or self.proof
        self._update_bound(outcome.proved_by, outcome.bound_kr)
        if outcome.routes is not None and is_plan(self.problem, outcome.routes, of_whole_model=outcome.of_whole_model):
            self._update_incumbent(Plan(self.problem, outcome.routes))

    def _update_bound(self, name: StageName, bound_kr: float | None) -> None:
        """Keep the higher bound; a lower one is true as well, and says less."""
        if bound_kr is not None and (self.bound_kr is None or bound_kr > self.bound_kr):
            self.bound_kr, self.method = bound_kr, name
            self.monitor.update_bound(bound_kr)

    def _update_incumbent(self, plan: Plan) -> None:
        """Keep the cheaper plan."""
        if self.plan is None or plan.cost_kr < self.plan.cost_kr:
            self.plan = plan
            self.monitor.update_incumbent(plan.cost_kr)
            self.monitor.notify(self.records[-1].name if self.records else "")
