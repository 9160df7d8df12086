"""Plans to begin from when a form is demanded: the run's own, and the best with a shared centre that it keeps closed.

A closed centre is opened by a subsidy, which only prices the solved model anew: what no plan with the subsidy costs
less than, and the subsidy, is a bound of every plan in which the centre is open.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from optimiser.api import options_of
from optimiser.data.checking_rows import solver_options
from optimiser.data.instance import Instance
from optimiser.data.read import remake_instance
from optimiser.fixed_plan import evaluate_fixed_plan
from optimiser.planning.plan import Plan
from optimiser.planning.problem import build_problem
from optimiser.result.result import Result
from optimiser.result.tables import terms_kr
from optimiser.solver.monitor import ProgressMonitor, stop_on_interrupt
from optimiser.solver.solve import Solve, WarmStart
from optimiser.solver.warm_start_cache import WarmStartCache

SUBSIDY_SHARE = 0.05
"""A centre is paid this part of the plan's cost for being open: more than it can lack, or it is not opened."""


@dataclass(frozen=True)
class Start:
    """A plan that breaks no rule, or None; no plan of its kind costs less than `bound_kr` a year."""

    plan: Plan | None
    bound_kr: float | None

    @cached_property
    def paid_kr(self) -> Mapping[str, float]:
        """What each municipality pays (kr. a year), by its code."""
        return {code: share.yearly_kr for code, share in self.plan.shares_by_municipality.items()} if self.plan else {}

    @cached_property
    def terms_kr(self) -> Mapping[str, float]:
        """The cost by term (kr. a year)."""
        return terms_kr(self.plan) if self.plan else {}


@dataclass
class Starts:
    """The run's plan, and those with centres open that it keeps closed: each is solved for once, when it is asked for.

    `cache` holds the model that is priced anew; one solve takes at most `seconds`.
    """

    result: Result
    seconds: float
    cache: WarmStartCache = field(default_factory=WarmStartCache)
    _opened: dict[str, Start] = field(default_factory=dict)

    @cached_property
    def base(self) -> Plan:
        """The plan of the run."""
        return self.result.plan

    @cached_property
    def run(self) -> Start:
        """The plan of the run, to begin from."""
        return Start(self.base, self.result.bound_kr)

    def best_with_centre(self, centre: str) -> Start:
        """The best plan found in which a shared centre is open; raises KeyboardInterrupt on Ctrl-C, SolverError."""
        if centre not in self._opened:
            self._opened[centre] = self._solve_with_centre(centre)
        return self._opened[centre]

    def _solve_with_centre(self, centre: str) -> Start:
        subsidy_kr = SUBSIDY_SHARE * float(self.result.figures.objective_kr)
        problem = build_problem(_subsidise_centre(self.result.instance, centre, subsidy_kr))
        options = solver_options(time_limit_seconds=self.seconds).laid_over(options_of(self.result))
        work = Solve(problem, options, ProgressMonitor(options.time_limit_seconds, lambda _: None), cache=self.cache)
        bound_kr = self.result.bound_kr
        work.start_from(WarmStart((), None if bound_kr is None else bound_kr - subsidy_kr))
        with stop_on_interrupt(work.monitor):
            work.run_stages()
        if work.monitor.interrupted:
            raise KeyboardInterrupt
        found = work.plan is not None and centre in work.plan.by_centre
        bound_kr = None if work.bound_kr is None else work.bound_kr + subsidy_kr
        plan = self.sound_start(work.plan).plan if work.plan and found else None
        return Start(plan, bound_kr)

    def sound_start(self, plan: Plan) -> Start:
        """A plan at the run's own prices, if the audit finds nothing wrong with it; nothing is known to bound it."""
        found = evaluate_fixed_plan(plan.assignment, self.result.instance)
        return Start(Plan(self.base.problem, plan.routes) if found.is_lawful else None, None)


def _subsidise_centre(instance: Instance, centre: str, subsidy_kr: float) -> Instance:
    """The instance in which a centre is paid for being open; no file may say so, as a fixed cost is none below 0."""
    rows = (
        row.model_copy(update={"fixed_cost_kr": row.fixed_cost_kr - subsidy_kr}) if row.centre == centre else row
        for row in instance.tables.centres
    )
    return remake_instance(instance, instance.settings, centres=rows)
