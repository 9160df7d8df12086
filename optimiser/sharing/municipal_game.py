"""The game that a run's municipalities are in: what a group costs that plans for itself, and which would leave.

What is assumed of a group that leaves is told in `restrict_to_group`. Those left behind do not react. The group that
gains most is found by one search: each municipality takes part, planned as always, or stays out and pays what it pays,

    min over S of c(S) + Σ_{m not in S} paid(m),

so that what S gains by leaving is what all pay less that sum, and the bound of the search is one of what any gains.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from functools import cached_property
from math import inf

from optimiser.data.instance import Instance
from optimiser.data.settings import SolverOptions
from optimiser.planning.assignment import Assignment
from optimiser.planning.plan import Plan
from optimiser.planning.problem import Problem, StayingOut, build_problem, restrict_to_group
from optimiser.planning.routes import Route
from optimiser.sharing.game import NOBODY, Group, GroupCost, Objection, Payments, sum_paid
from optimiser.sharing.price_payments import PricePayments, pay_by_prices
from optimiser.solver.monitor import Progress, ProgressMonitor
from optimiser.solver.portfolio_stages import LagrangianStage
from optimiser.solver.solve import Solve, WarmStart
from optimiser.solver.warm_start_cache import WarmStartCache


class MunicipalGame:
    """The cost game of an instance's municipalities with contacts, begun from a plan for all of them.

    Parameters
    ----------
    instance
        Whose municipalities play.
    assignment
        A lawful plan for all: what is measured against.
    bound_kr
        No plan for all costs less (kr. a year).
    options
        Options of each solve; what is not set comes from the instance's own section `[solver]`.
    report
        Called often with how far a solve has come.
    """

    def __init__(
        self,
        instance: Instance,
        assignment: Assignment,
        bound_kr: float,
        options: SolverOptions | None = None,
        report: Callable[[Progress], None] = lambda _: None,
    ) -> None:
        self.players = tuple(code for code, tasks in instance.tasks_of.items() if tasks)
        self.options = (options or SolverOptions()).laid_over(instance.settings.solver)
        self.problem, self._report = build_problem(instance), report
        self._everybody = Plan.of(self.problem, assignment)
        whole = frozenset(self.players)
        self._costs = {whole: GroupCost(whole, self._everybody.cost_kr, min(bound_kr, self._everybody.cost_kr))}
        self._routes: dict[Group, tuple[Route, ...]] = {whole: self._everybody.routes}
        self._caches = {with_cuts: WarmStartCache() for with_cuts in (False, True)}

    @cached_property
    def whole(self) -> GroupCost:
        """What all cost together, by the plan for all."""
        return self._costs[frozenset(self.players)]

    def assignment_of(self, group: Group) -> Assignment | None:
        """Return who answers what in the best plan known of a group; None where none is known."""
        routes = self._routes.get(group)
        return None if routes is None else Assignment.from_routes(routes)

    # ---- a group ---------------------------------------------------------------------------------

    def cost_of(self, group: Group) -> GroupCost:
        """Return what a group costs that plans for itself; nobody costs 0. A group is solved once.

        Parameters
        ----------
        group
            Codes of municipalities.

        Returns
        -------
        GroupCost
            What the best plan found costs, inf where none was; and the bound, inf where there is proved to be none.

        Raises
        ------
        SolverError
            The solver failed in a way that proves nothing.
        """
        if not group:
            return GroupCost(group, 0.0, 0.0)
        if group not in self._costs:
            self._costs[group] = self._solve_group(group)
        return self._costs[group]

    def _solve_group(self, group: Group) -> GroupCost:
        problem = restrict_to_group(self.problem, group)
        answered = {(route.municipality, route.task) for route in problem.routes}
        if any(key not in answered for key in problem.instance.contacts if key[0] in group):
            return GroupCost(group, inf, inf)
        work = self._solve(problem, WarmStartCache(), self._routes.get(group, ()))
        if work.infeasible:
            return GroupCost(group, inf, inf)
        if work.plan is not None:
            self._routes[group] = work.plan.routes
        return GroupCost(group, inf if work.cost_kr is None else work.cost_kr, _bound_kr(work))

    @cached_property
    def price_payments(self) -> PricePayments | None:
        """Payments from the prices of one relaxation, near the core; None where prices do not bound every plan."""
        work = Solve(self.problem, self.options, ProgressMonitor(self.options.time_limit_seconds, self._report))
        proof = LagrangianStage().run(work).proof
        if proof is None or not proof.holds:
            return None
        return pay_by_prices(work.lagrangian, proof.prices, self.players, self.whole.cost_kr)

    # ---- the group that gains most -----------------------------------------------------------------

    def find_objection(self, paid: Payments) -> Objection:
        """Return the group, other than all and nobody, that gains most where each player pays so much.

        Parameters
        ----------
        paid
            Kr. a year by municipality, of each player.

        Returns
        -------
        Objection
            The group that gains most of those found, with what it costs by the plan found for it, and what is proved.
            The group is nobody and gains -inf where no group other than all is known to have a lawful plan.

        Raises
        ------
        ValueError
            There is one player, whom nobody can leave.
        SolverError
            The solver failed in a way that proves nothing.
        """
        if len(self.players) == 1:
            raise ValueError("a game of one player has no group that can leave")
        return self.find_objection_besides(paid, ()) or Objection(NOBODY, -inf, -inf, GroupCost(NOBODY, 0.0, 0.0))

    def find_objection_besides(self, paid: Payments, aside: Collection[Group]) -> Objection | None:
        """Return the same of the groups that are not set aside; None where it is proved that none has a lawful plan."""
        besides = (frozenset(self.players), NOBODY, *aside)
        work = self._search(paid, ())
        bound_kr = _bound_kr(work)
        if work.plan is None or self._group_of(work.plan) in besides:
            work = self._search(paid, besides)
            if work.infeasible:
                return None
            bound_kr = max(bound_kr, _bound_kr(work))
        whole_kr = sum_paid(paid, frozenset(self.players))
        if work.plan is None:
            return Objection(NOBODY, -inf, whole_kr - bound_kr, GroupCost(NOBODY, 0.0, 0.0))
        group, others = self._group_of(work.plan), frozenset(work.plan.absent)
        bound_kr = min(bound_kr, work.plan.cost_kr)
        cost = GroupCost(group, work.plan.taking_part_kr, bound_kr - sum_paid(paid, others))
        gain_kr = sum_paid(paid, group) - cost.cost_kr
        return Objection(group, gain_kr, max(gain_kr, whole_kr - bound_kr), cost)

    def _search(self, paid: Payments, besides: tuple[Group, ...]) -> Solve:
        """Search from what earlier searches proved and found; remember the plan of the group that it ends with."""
        prices = {code: paid[code] for code in self.players}
        problem = replace(self.problem, staying_out=StayingOut(prices, besides))
        known = [Plan(problem, routes) for group, routes in self._routes.items() if group not in besides]
        first = min(known, key=_cost_kr, default=None)
        work = self._solve(problem, self._caches[bool(besides)], first.routes if first else None)
        if work.plan is not None and (group := self._group_of(work.plan)) != self.whole.group:
            self._routes[group] = work.plan.routes
        return work

    def _group_of(self, plan: Plan) -> Group:
        return frozenset(self.players).difference(plan.absent)

    def _solve(self, problem: Problem, cache: WarmStartCache, first: Iterable[Route] | None) -> Solve:
        monitor = ProgressMonitor(self.options.time_limit_seconds, self._report)
        work = Solve(problem, self.options, monitor, cache=cache)
        if first is not None:
            work.start_from(WarmStart(tuple(first)))
        work.run_stages()
        return work


def _bound_kr(work: Solve) -> float:
    return -inf if work.bound_kr is None else work.bound_kr


def _cost_kr(plan: Plan) -> float:
    return plan.cost_kr
