"""Every form of every task of every municipality against the plan, from one model and a few solves."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf, isfinite

from optimiser.api import options_of
from optimiser.data.columns import FORMS
from optimiser.data.tolerances import BOUND_ERROR, GAP_ERROR
from optimiser.explanation.explanation import (
    Alternative,
    Explanation,
    PricedAlternative,
    TaskExplanation,
    explain_answer,
    list_alternatives,
)
from optimiser.explanation.local_moves import LocalDifference, LocalStep, local_moves, repair_plan, step_from
from optimiser.explanation.resolving import Forced, Start, Starts, demand_route, others_moved, with_plan, without_plan
from optimiser.planning.assignment import Assignment
from optimiser.planning.plan import Plan
from optimiser.planning.pools import Pool, alike_pools
from optimiser.planning.problem import build_problem
from optimiser.planning.routes import DEPARTMENTS, Route
from optimiser.result.result import Result
from optimiser.solver.monitor import ProgressMonitor, relative_gap, stop_on_interrupt
from optimiser.solver.relaxing import Relaxation
from optimiser.solver.solve import Solve, WarmStart
from optimiser.solver.warm_start_cache import WarmStartCache

# ---- The system-wide difference of every form of every task, mostly without a search --------------

# To demand something only restricts, so the bound of the run is a bound of it, and so is that of a relaxed model with
# the form demanded. A plan near another that breaks no rule is a plan with the form: where it is within the gap asked
# for of the best of these bounds, it is as good as solved for. What is not settled then is told as lying between two
# amounts, once the time for searches is up.


MENDED = 2
"""Of steps that all break rules, so many of the cheapest are mended."""
OPENING_SHARE = 1.0
"""A closed centre is opened within so many times what the run took."""
SEARCH_SHARE = 1.0
"""All searches together take so many times what the run took, and each as long as the run at most."""
LEAST_SECONDS = 5.0
"""What the run is taken to have lasted, if it was less."""


@dataclass(frozen=True)
class Near:
    """A plan with a form demanded: a step from a plan to begin from, or that plan itself."""

    start: Start
    step: LocalStep | None
    cost_kr: float

    @property
    def routes(self) -> tuple[Route, ...]:
        """Who answers what."""
        if self.step:
            return self.step.routes
        return self.start.plan.routes if self.start.plan else ()

    def terms_kr(self, before_kr: Mapping[str, float]) -> dict[str, float]:
        """What each term of the cost is more than before (kr. a year)."""
        more_kr = self.step.terms_kr if self.step else {}
        return {term: kr + more_kr.get(term, 0.0) - before_kr[term] for term, kr in self.start.terms_kr.items()}

    def paid_kr(self, municipality: str) -> float:
        """What a municipality pays (kr. a year)."""
        return self.start.paid_kr[municipality] + (self.step.pays_kr if self.step else 0.0)


class Settling:
    """Finds the system-wide differences of a run's alternatives, form by form."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self._options = options_of(result)
        self._searched_for = 0.0
        self._one_solve = max(LEAST_SECONDS, float(result.run.seconds.total))
        self._cache = WarmStartCache()
        self._starts = Starts(result, OPENING_SHARE * self._one_solve, self._cache)

    @property
    def base(self) -> Plan:
        """The plan of the run."""
        return self._starts.base

    def bound_difference(self, routes: Sequence[Route]) -> Forced:
        """The best plan found in which a task is answered in a form: at one of the places, which no rule refuses.

        Raises KeyboardInterrupt on Ctrl-C, SolverError.
        """
        closed = self._centres_to_open(routes)
        starts = [self._starts.best_with_centre(centre) for centre in closed] or [self._starts.run]
        near = self._nearest_plan(starts, routes)
        bound_kr = self._bound_kr(routes[0], starts, near)
        if self._is_settled(near, bound_kr) or bound_kr == inf or self._searched_for >= SEARCH_SHARE * self._one_solve:
            return self._forced_record(near, bound_kr, routes[0].municipality, searched=bool(closed))
        near, bound_kr = self._search_plan(routes[0], near, bound_kr)
        return self._forced_record(near, bound_kr, routes[0].municipality, searched=True)

    def _is_settled(self, near: Near | None, bound_kr: float) -> bool:
        """True when the plan is within the gap asked for."""
        gap = relative_gap(near.cost_kr, bound_kr) if near else None
        return gap is not None and gap <= self._options.gap + GAP_ERROR

    def _forced_record(self, near: Near | None, bound_kr: float, municipality: str, *, searched: bool) -> Forced:
        if near is None:
            status = "infeasible" if bound_kr == inf else "no solution found"
            return Forced(**vars(without_plan(self.result, status, _finite_or_none(bound_kr))), searched=searched)
        before, status = self._starts.run, "optimal" if self._is_settled(near, bound_kr) else "feasible"
        proved_kr, terms_kr = _finite_or_none(min(bound_kr, near.cost_kr)), near.terms_kr(before.terms_kr)
        return Forced(
            **vars(with_plan(self.result, status, near.cost_kr, proved_kr, terms_kr)),
            pays_kr=near.paid_kr(municipality) - before.paid_kr[municipality],
            others=others_moved(self.base.assignment, Assignment.from_routes(near.routes)),
            searched=searched,
        )

    def _centres_to_open(self, routes: Sequence[Route]) -> tuple[str, ...]:
        """The shared centres that must be opened for the form; none where one of its places is open already."""
        rows, used = self.base.problem.instance.centres, self.base.by_centre
        shared = [
            route.centre for route in routes if route.centre != DEPARTMENTS and rows[route.centre].kind != "local"
        ]
        return tuple(shared) if not any(centre in used for centre in shared) else ()

    # ---- bounds --------------------------------------------------------------------------------

    def _bound_kr(self, route: Route, starts: Sequence[Start], near: Near | None) -> float:
        """No plan with the form costs less: by the run, by the plans to begin from, by the relaxed model.

        What a plan in hand contradicts is not believed.
        """
        of_starts = min(-inf if start.bound_kr is None else start.bound_kr for start in starts)
        of_run = -inf if self.result.bound_kr is None else self.result.bound_kr
        relaxed = self._relaxation.bound_kr(route.municipality, route.task, route.form)
        most_kr = near.cost_kr * (1 + BOUND_ERROR) if near else inf
        return max((bound for bound in (of_run, of_starts, relaxed) if bound <= most_kr), default=-inf)

    @cached_property
    def _relaxation(self) -> Relaxation:
        return Relaxation(self._cache.get(self.base.problem, self._pools))

    @cached_property
    def _pools(self) -> tuple[Pool, ...]:
        return alike_pools(self.base.problem)

    # ---- plans ---------------------------------------------------------------------------------

    def _nearest_plan(self, starts: Iterable[Start], routes: Sequence[Route]) -> Near | None:
        """The cheapest lawful plan near one to begin from."""
        found = [near for start in starts if start.plan for near in self._near_plans(start, start.plan, routes)]
        return min(found, key=lambda near: near.cost_kr, default=None)

    def _near_plans(self, start: Start, plan: Plan, routes: Sequence[Route]) -> Iterator[Near]:
        if any(route in plan.by_municipality[route.municipality] for route in routes):
            yield Near(start, None, plan.cost_kr)
            return
        changes = dict.fromkeys(changed for route in routes for changed in local_moves(plan, route))
        steps = sorted((step_from(plan, changed) for changed in changes), key=lambda one: one.difference_kr)
        lawful = next((one for one in steps if not one.breaches), None)
        if lawful:
            yield Near(start, lawful, plan.cost_kr + lawful.difference_kr)
            return
        for one in steps[:MENDED]:
            mended = repair_plan(Plan(plan.problem, one.routes), one.changed[0])
            if mended:
                yield Near(Start(mended, None), None, mended.cost_kr)

    def _search_plan(self, route: Route, near: Near | None, bound_kr: float) -> tuple[Near | None, float]:
        """Solve with the form demanded, from what is known; a plan that the audit finds fault with is none."""
        began = time.monotonic()
        wanted = demand_route(self.result.instance, route, anywhere=True)
        work = Solve(build_problem(wanted), self._options, ProgressMonitor(self._one_solve, lambda _: None))
        work.start_from(WarmStart(near.routes if near else (), _finite_or_none(bound_kr)))
        with stop_on_interrupt(work.monitor):
            work.run_stages()
        self._searched_for += time.monotonic() - began
        if work.monitor.interrupted:
            raise KeyboardInterrupt
        if work.infeasible:
            return None, inf
        better = work.plan is not None and (near is None or work.plan.cost_kr < near.cost_kr)
        start = self._starts.sound_start(work.plan) if work.plan and better else None
        found = Near(start, None, start.plan.cost_kr) if start and start.plan else near
        return found, bound_kr if work.bound_kr is None else work.bound_kr


def _finite_or_none(bound_kr: float) -> float | None:
    return bound_kr if isfinite(bound_kr) else None


# ---- Why every municipality's tasks are answered where they are -----------------------------------

# Form by form, from one model and a few solves.


@dataclass(frozen=True)
class Everyone:
    """Explains municipalities of one run, one after another; what is solved for one is not solved for the next."""

    result: Result

    @cached_property
    def _settling(self) -> Settling:
        return Settling(self.result)

    def explain_municipality(self, municipality: str) -> Explanation:
        """Each form that may answer a task instead of the one that does, at the place that is cheapest by itself.

        Raises KeyboardInterrupt on Ctrl-C, SolverError.
        """
        base = self._settling.base
        answers = (self._explain_answer(base, route) for route in base.by_municipality[municipality])
        return Explanation(self.result, municipality, tuple(answers), interrupted=False)

    def _explain_answer(self, base: Plan, taken: Route) -> TaskExplanation:
        found = list_alternatives(base.problem, taken)
        refused = (PricedAlternative(one) for one in found if not one.lawful)
        return explain_answer(self.result, taken, [*self._price_forms(base, taken, found), *refused])

    def _price_forms(self, base: Plan, taken: Route, found: Sequence[Alternative]) -> Iterator[PricedAlternative]:
        for form in FORMS:
            places = [one for one in found if one.lawful and one.route.form == form]
            if places and form != taken.form:
                nearest, move = _nearest_place(base, places)
                yield PricedAlternative(nearest, move, self._settling.bound_difference([one.route for one in places]))


def _nearest_place(base: Plan, places: Sequence[Alternative]) -> tuple[Alternative, LocalDifference]:
    """The place that is cheapest with all else as it is; one where that breaks no rule, if there is one."""
    moves = [(step_from(base, (one.route,)), one) for one in places]
    moves.sort(key=lambda move: move[0].difference_kr)
    chosen, nearest = next((move for move in moves if not move[0].breaches), moves[0])
    return nearest, LocalDifference.by_step(chosen)
