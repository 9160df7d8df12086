"""The stages of a solve: a bound from the pooled model, a packed plan, and if need be the exact model.

Each stage says what it proved. The bound of the pooled model holds for every plan, because it only
leaves out that a connection is to one centre; the plan obeys every rule, because it is packed whole.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf
from typing import Literal

from optimiser.data.settings import SolverDefaults
from optimiser.model.build import with_rules
from optimiser.model.compiled import Compiled, Values, compile_formulation, compiled
from optimiser.model.decode import chosen, open_portfolios, settled_routes, sold_by_centre, starting_point
from optimiser.model.formulation import MILLION, Formulation
from optimiser.model.packing import Packing, filled, packed_routes
from optimiser.model.packing_model import build_packing
from optimiser.planning.plan import Plan
from optimiser.planning.pools import alike_pools, single_pools
from optimiser.planning.problem import Problem
from optimiser.solver import highs
from optimiser.solver.highs import Effort, Solution
from optimiser.solver.watching import Watcher, relative_gap

Status = Literal["optimal", "feasible", "infeasible", "no solution found"]
StageName = Literal["pooled", "packing", "exact"]

POOLED_SHARE_OF_GAP = 0.5
"""The pooled model is solved to this part of the gap asked for; the rest is left for packing."""
POOLED_SHARE_OF_TIME = 0.6
PACKING_SHARE_OF_TIME = 0.5
GRACE_SECONDS = 5.0
"""Time to turn a pooled solution into a plan after the limit or Ctrl-C: without it there is none."""
ARITHMETIC = 1e-12
"""Gaps this small are the last digits of sums, a part of an øre; a proved plan is not called unproved for them."""
ROUNDING = 1e-7
"""A bound above a plan by this part of it is rounding in the solver; by more, the bound is wrong."""


@dataclass(frozen=True)
class Stage:
    """What one stage did: its model's size, its seconds, and what it ended with (kr. a year)."""

    name: StageName
    rows: int
    columns: int
    entries: int
    build_seconds: float
    solve_seconds: float
    objective_kr: float | None
    bound_kr: float | None


@dataclass
class Solve:
    """A solve in progress and what it has found: the best plan, the best bound, who proved it."""

    problem: Problem
    wanted: SolverDefaults
    watcher: Watcher
    plan: Plan | None = None
    bound_kr: float | None = None
    method: StageName = "exact"
    infeasible: bool = False
    presolve: bool = True
    contradicted: bool = False
    stages: list[Stage] = field(default_factory=list)

    @property
    def gap(self) -> float | None:
        """Relative gap between plan and bound."""
        return relative_gap(self.plan.cost_kr if self.plan else None, self.bound_kr)

    @property
    def proven(self) -> bool:
        """True when the plan is within the gap asked for of the bound."""
        return self.gap is not None and self.gap <= self.wanted.gap + ARITHMETIC

    @property
    def done(self) -> bool:
        """True when there is nothing left to prove, or no time to prove it."""
        return self.proven or self.infeasible or self.watcher.interrupted or self.watcher.remaining <= 0

    @property
    def status(self) -> Status:
        """The status in the words users see."""
        if self.infeasible:
            return "infeasible"
        if self.plan is None:
            return "no solution found"
        return "optimal" if self.proven else "feasible"

    def run(self) -> None:
        """Solve; if a plan turns out cheaper than what was "proved", once more without presolve.

        HiGHS has been seen to end with a wrong bound after presolve. A bound that is contradicted
        twice is not told at all.
        """
        self._go_through_stages()
        if self._contradicted:
            self.bound_kr = self.watcher.bound_kr = None
            self.presolve = False
            self._go_through_stages()
        if self._contradicted:
            self.bound_kr, self.contradicted = None, True
        elif self.plan is not None and self.bound_kr is not None:
            self.bound_kr = min(self.bound_kr, self.plan.cost_kr)

    @property
    def _contradicted(self) -> bool:
        """True when the plan costs less than the bound says a plan can."""
        if self.plan is None or self.bound_kr is None:
            return False
        return self.bound_kr > self.plan.cost_kr * (1 + ROUNDING)

    def _go_through_stages(self) -> None:
        """Pool, pack, and solve exactly, until the gap asked for is proved or time is up."""
        pools = alike_pools(self.problem)
        if any(not pool.single for pool in pools):
            self._pool_and_pack(Formulation(self.problem, pools))
        if not self.done:
            self._solve_exactly(Formulation(self.problem, single_pools(self.problem)))

    # ---- the stages ----------------------------------------------------------------------------

    def _pool_and_pack(self, f: Formulation) -> None:
        """A bound from the pooled model, then a plan by packing its portfolios into centres."""
        seconds = self.watcher.remaining * POOLED_SHARE_OF_TIME
        effort = self._effort(seconds, self.wanted.gap * POOLED_SHARE_OF_GAP)
        values = self._stage(
            "pooled", lambda: compile_formulation(with_rules(f)), effort, self.watcher.bounding("pooled")
        )
        if values is not None:
            choices = chosen(values)
            certain, bundles = settled_routes(f, choices), open_portfolios(f, choices)
            self._pack(Packing(self.problem, f.pools, certain, bundles, sold_by_centre(values)))

    def _pack(self, packing: Packing) -> None:
        if not packing.bundles:
            self._keep(Plan(self.problem, packing.settled))
        elif packing.can_hold:
            limited = self.watcher.interrupted or self.watcher.remaining <= 0
            seconds = GRACE_SECONDS if limited else max(GRACE_SECONDS, self.watcher.remaining * PACKING_SHARE_OF_TIME)
            effort = self._effort(seconds, 0.0, self._good_enough_kr() - packing.settled_kr)
            watch = self.watcher.planning("packing", packing.settled_kr, heed_interrupt=not limited)
            start = filled(packing, self.wanted.seed)
            values = self._stage("packing", lambda: compiled(build_packing(packing), {}), effort, watch, start)
            if values is not None:
                self._keep(Plan(self.problem, packed_routes(packing, values)))

    def _solve_exactly(self, f: Formulation) -> None:
        """The exact model, from the packed plan if there is one."""
        start = starting_point(f, self.plan) if self.plan else {}
        effort = self._effort(self.watcher.remaining, self.wanted.gap, self._good_enough_kr())
        watch = self.watcher.solving("exact")
        values = self._stage("exact", lambda: compile_formulation(with_rules(f)), effort, watch, start)
        if values is not None:
            self._keep(Plan(self.problem, settled_routes(f, chosen(values))))

    # ---- what they share -----------------------------------------------------------------------

    def _stage(
        self,
        name: StageName,
        make: Callable[[], Compiled],
        effort: Effort,
        watch: highs.Watch,
        start: Values | None = None,
    ) -> Values | None:
        """Build, solve, and take down what was proved; the solution's values, or None."""
        began = time.monotonic()
        model = make()
        built = time.monotonic()
        solution = highs.solve(model.linear, effort, watch, model.start(start or {}))
        self._note(name, model, solution, (built - began, time.monotonic() - built))
        return model.values(solution.x) if solution.x is not None else None

    def _note(self, name: StageName, model: Compiled, solution: Solution, seconds: tuple[float, float]) -> None:
        linear = model.linear
        objective_kr, bound_kr = _kr(solution.objective), _kr(solution.bound)
        self.stages.append(Stage(name, linear.rows, linear.columns, linear.entries, *seconds, objective_kr, bound_kr))
        if name != "packing":
            self.infeasible = solution.ending == "infeasible" and self.plan is None  # a plan in hand proves otherwise
            self._prove(name, bound_kr)

    def _prove(self, name: StageName, bound_kr: float | None) -> None:
        if bound_kr is not None and (self.bound_kr is None or bound_kr > self.bound_kr):
            self.bound_kr, self.method = bound_kr, name
            self.watcher.proved(bound_kr)

    def _keep(self, plan: Plan) -> None:
        if self.plan is None or plan.cost_kr < self.plan.cost_kr:
            self.plan = plan
            self.watcher.found(plan.cost_kr)
            self.watcher.tell(self.stages[-1].name)

    def _effort(self, seconds: float, gap: float, target_kr: float = -inf) -> Effort:
        return Effort(gap, seconds, self.wanted.threads, self.wanted.seed, target_kr / MILLION, self.presolve)

    def _good_enough_kr(self) -> float:
        """The cost at which a plan is within the gap asked for of the bound so far."""
        return -inf if self.bound_kr is None else self.bound_kr / (1 - self.wanted.gap)


def _kr(million: float) -> float | None:
    return None if million in (inf, -inf) else million * MILLION
