"""The stages of a solve: a bound from the pooled model, a packed plan, and if need be the exact model.

Each stage says what it proved. The bound of the pooled model holds for every plan, because it only
leaves out that a connection is to one centre; the plan obeys every rule, because it is packed whole.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

from optimiser.data.run_record import StageName, Status
from optimiser.data.settings import SolverOptions
from optimiser.model.compiled import Compiled, Values, compiled
from optimiser.model.decode import chosen, open_portfolios, settled_routes, sold_by_centre, starting_point
from optimiser.model.formulation import MILLION
from optimiser.model.packing import Packing, filled, packed_routes, portfolios
from optimiser.model.packing_model import build_packing
from optimiser.planning.plan import Plan
from optimiser.planning.pools import Pool, alike_pools, differs, single_pools
from optimiser.planning.problem import Problem
from optimiser.planning.routes import Route
from optimiser.solver import highs
from optimiser.solver.highs import Effort, Solution
from optimiser.solver.memory import Earlier, Memory
from optimiser.solver.watching import Watcher, relative_gap

Start = Mapping[int, float]
"""A starting point by column."""

POOLED_SHARE_OF_GAP = 0.5
"""The pooled model is solved to this part of the gap asked for; the rest is left for packing."""
CARRIED_SHARE_OF_GAP = 0.75
"""A plan carried over is good enough at this part of the gap; the rest is for bounds that are carried on from it."""
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


@dataclass(frozen=True)
class Known:
    """What is known of an instance before it is solved.

    `routes` are a plan of it that breaks no rule; no plan of it costs less than `bound_kr` a year.
    """

    routes: tuple[Route, ...] = ()
    bound_kr: float | None = None


@dataclass
class Solve:
    """A solve in progress and what it has found: the best plan, the best bound, who proved it."""

    problem: Problem
    options: SolverOptions
    watcher: Watcher
    plan: Plan | None = None
    bound_kr: float | None = None
    method: StageName = "exact"
    infeasible: bool = False
    presolve: bool = True
    memory: Memory = field(default_factory=Memory)
    contradicted: bool = False
    stages: list[Stage] = field(default_factory=list)

    @property
    def gap(self) -> float | None:
        """Relative gap between plan and bound."""
        return relative_gap(self.plan.cost_kr if self.plan else None, self.bound_kr)

    @property
    def proven(self) -> bool:
        """True when the plan is within the gap asked for of the bound."""
        return self.gap is not None and self.gap <= self.options.gap + ARITHMETIC

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

    def begin_from(self, known: Known) -> None:
        """Take what is known as found and proved."""
        if known.routes:
            self.plan = Plan(self.problem, known.routes)
            self.watcher.found(self.plan.cost_kr)
        self._prove("carried", known.bound_kr)

    def repack(self, routes: Sequence[Route], pools: tuple[Pool, ...]) -> None:
        """Look for a plan near `routes`, which may break rules: whole portfolios packed anew into the centres of pools.

        The pools may be those of an instance with fewer locks. What is not in a pool stays, and is not checked.
        """
        packing = Packing(self.problem, pools, *portfolios(self.problem, routes, pools))
        if packing.bundles:
            self._pack(packing)

    def run(self) -> None:
        """Solve; if a plan turns out cheaper than what was "proved", once more without presolve.

        HiGHS has been seen to end with a wrong bound after presolve. A bound that is contradicted
        twice is not told at all.
        """
        self._go_through_stages()
        if self._contradicted:
            self.memory.forget()
            self.bound_kr = self.watcher.bound_kr = None
            self.presolve = False
            self._go_through_stages()
        if self._contradicted:
            self.memory.forget()
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
        if self.proven:
            return
        pools = alike_pools(self.problem)
        if any(not pool.single for pool in pools):
            self._pool_and_pack(pools)
        if not self.done:
            self._solve_exactly(single_pools(self.problem))

    # ---- the stages ----------------------------------------------------------------------------

    def _pool_and_pack(self, pools: tuple[Pool, ...]) -> None:
        """A bound from the pooled model, then a plan by packing its portfolios into centres."""
        earlier, built = self._recall("pooled", pools)
        if self.proven:
            return
        effort = self._effort(self.watcher.remaining * POOLED_SHARE_OF_TIME, self.options.gap * POOLED_SHARE_OF_GAP)
        watch = self.watcher.bounding("pooled", enough=self.options.gap * CARRIED_SHARE_OF_GAP)
        solution = self._solved("pooled", earlier.model, built, effort, watch, earlier.start)
        earlier.learn_bound(solution.bound)
        if solution.x is not None and not self.proven:
            self._unpool(earlier, earlier.model.values(solution.x))
        if solution.x is not None and self.plan is not None:
            earlier.learn_plan(solution.x, self.plan.routes)

    def _unpool(self, earlier: Earlier, values: Values) -> None:
        f, choices = earlier.formulation, chosen(values)
        certain, bundles = settled_routes(f, choices), open_portfolios(f, choices)
        self._pack(Packing(self.problem, f.pools, certain, bundles, sold_by_centre(values)))

    def _pack(self, packing: Packing) -> None:
        if not packing.bundles:
            self._keep_packed(packing.settled)
        elif packing.can_hold:
            limited = self.watcher.interrupted or self.watcher.remaining <= 0
            seconds = GRACE_SECONDS if limited else max(GRACE_SECONDS, self.watcher.remaining * PACKING_SHARE_OF_TIME)
            effort = self._effort(seconds, 0.0, self._good_enough_kr() - packing.settled_kr)
            watch = self.watcher.planning("packing", packing.settled_kr, heed_interrupt=not limited)
            began = time.monotonic()
            model, filling = compiled(build_packing(packing), {}), filled(packing, self.options.seed)
            built = time.monotonic() - began
            solution = self._solved("packing", model, built, effort, watch, model.start(filling))
            if solution.x is not None:
                self._keep_packed(packed_routes(packing, model.values(solution.x)))

    def _keep_packed(self, routes: tuple[Route, ...]) -> None:
        """Keep a packed plan, unless it is an earlier one but for trifles: the pooled model may take it for another."""
        if differs(self.problem, routes):
            self._keep(Plan(self.problem, routes))

    def _solve_exactly(self, pools: tuple[Pool, ...]) -> None:
        """The exact model, from the plan there is."""
        earlier, built = self._recall("exact", pools)
        if self.proven:
            return
        f, model = earlier.formulation, earlier.model
        start = earlier.start or (model.start(starting_point(f, self.plan)) if self.plan else {})
        effort = self._effort(self.watcher.remaining, self.options.gap, self._good_enough_kr())
        solution = self._solved("exact", model, built, effort, self.watcher.solving("exact"), start)
        earlier.learn_bound(solution.bound)
        if solution.x is not None:
            routes = settled_routes(f, chosen(model.values(solution.x)))
            self._keep(Plan(self.problem, routes))
            earlier.learn_plan(solution.x, routes)

    # ---- what they share -----------------------------------------------------------------------

    def _recall(self, name: StageName, pools: tuple[Pool, ...]) -> tuple[Earlier, float]:
        """The model at the prices of now, with the seconds that took; what earlier solves tell is carried over."""
        began = time.monotonic()
        earlier = self.memory.recall(self.problem, pools)
        built = time.monotonic() - began
        if earlier.points:
            self._carry(name, earlier, built)
            built = 0.0
        return earlier, built

    def _carry(self, name: StageName, earlier: Earlier, built: float) -> None:
        """The bound that follows from earlier ones, and the earlier plan that is cheapest now."""
        began = time.monotonic()
        bound_kr, point = _kr(earlier.bound), earlier.cheapest
        plan = Plan(self.problem, point.routes) if point else None
        linear, seconds = earlier.model.linear, time.monotonic() - began
        sizes = (linear.rows, linear.columns, linear.entries)
        self.stages.append(Stage("carried", *sizes, built, seconds, plan.cost_kr if plan else None, bound_kr))
        self._prove(name, bound_kr)
        if plan:
            self._keep(plan)

    def _solved(
        self,
        name: StageName,
        model: Compiled,
        built: float,
        effort: Effort,
        watch: highs.Watch,
        start: Mapping[int, float],
    ) -> Solution:
        """Solve, and take down what was proved."""
        began = time.monotonic()
        solution = highs.solve(model.linear, effort, watch, start)
        self._note(name, model, solution, (built, time.monotonic() - began))
        return solution

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
        return Effort(gap, seconds, self.options.threads, self.options.seed, target_kr / MILLION, self.presolve)

    def _good_enough_kr(self) -> float:
        """The cost at which a plan is within the gap asked for of the bound so far."""
        return -inf if self.bound_kr is None else self.bound_kr / (1 - self.options.gap)


def _kr(million: float) -> float | None:
    return None if million in (inf, -inf) else million * MILLION
