"""A stage for municipalities that refuse to pay more than today: solve without their refusal, and mend the plan.

Who pays what follows from the host and from who else is there, so such a wish tells hosts apart that are otherwise one
pool, and the whole model of a country with it finds no plan soon. Without the wish the pools give plan and bound; the
bound holds with it too, as a wish more leaves no plan that there was not. In the plan, who refuses to
pay more is given a host where a contact is cheap, and the others are dealt out anew around that.
"""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from optimiser.data.instance import Instance
from optimiser.data.read import remake_instance
from optimiser.data.wish_rows import WishKind
from optimiser.data.wishes import municipalities_of, wishes_of_kind
from optimiser.model.packing import Packing, split_portfolios
from optimiser.planning.plan import Plan
from optimiser.planning.problem import Problem, build_problem
from optimiser.rules.worse_off import NoMunicipalityWorseOff
from optimiser.solver.dealing import Deal, Floats
from optimiser.solver.memory import estimate_memory_gb
from optimiser.solver.monitor import Progress, ProgressMonitor
from optimiser.solver.stage import Search, StageMeasurements, StageOutcome

KIND: WishKind = "pay no more than today"
SHARE_OF_TIME = 0.5
NEXT_TO_NOTHING = 1e-6
"""What a contact counts of a buyer that pays what comes (kr.): it decides between deals that are else equal."""


@dataclass(frozen=True)
class MendingStage:
    """A bound and a plan from the instance without vetoes; the plan is mended where somebody pays more that may not."""

    name: str = "mending"

    def applies_to(self, search: Search) -> bool:
        """Return whether there are wishes of the kind alone, no plan yet, and the problem is not small."""
        instance = search.problem.instance
        vetoes = wishes_of_kind(instance, KIND) and not instance.settings.policy.no_municipality_worse_off
        everybody = not search.problem.staying_out.kr
        return bool(vetoes) and everybody and search.plan is None and not search.stopped and not search.is_small

    def needed_gb(self, search: Search) -> float:
        """Return what the model takes that the solve without the wish builds at most."""
        return estimate_memory_gb(search.problem, search.single_pools)

    def run(self, search: Search) -> StageOutcome:
        """Solve without the wishes for a part of the time, and mend what is found."""
        # imported here: this stage is one of those that a solve runs
        from optimiser.solver.solve import Solve

        began = time.monotonic()
        problem = build_problem(_without_vetoes(search.problem.instance), search.problem.differs_from)
        work = Solve(problem, search.options, _watched_by(search))
        work.run_stages()
        bound_kr = None if work.contradicted else work.bound_kr
        mended = mend_plan(search.problem, work)
        cost_kr = mended.cost_kr if mended else None
        seconds = time.monotonic() - began
        record = StageMeasurements(self.name, solve_seconds=seconds, objective_kr=cost_kr, bound_kr=bound_kr)
        return StageOutcome(record, mended.routes if mended else None, bound_kr, self.name, of_whole_model=True)


def _without_vetoes(instance: Instance) -> Instance:
    kept = [wish for wish in instance.tables.wishes if wish.kind != KIND]
    return remake_instance(instance, instance.settings, wishes=kept)


def _watched_by(search: Search) -> ProgressMonitor:
    """Return a monitor for a part of the time, which shows nothing and stops when the search is stopped."""

    def hear(_: Progress) -> None:
        inner.interrupted = search.monitor.interrupted

    inner = ProgressMonitor(SHARE_OF_TIME * search.monitor.remaining, hear)
    return inner


@dataclass(frozen=True)
class CheapHosts(Deal):
    """Buyers dealt out among hosts so that some of them, by municipality, have hosts where a contact is cheap."""

    some: frozenset[str]
    unit_kr: Mapping[str, float]

    @cached_property
    def far(self) -> Floats:
        """Contacts times what one costs at a host, of the buyers that count; next to nothing of the others [N, C]."""
        draw = np.random.default_rng(0)
        found = np.full((len(self.buyers), len(self.packing.centres)), np.inf)
        for n, buyer in enumerate(self.buyers):
            for c, centre in enumerate(self.packing.centres):
                if (*buyer, centre) in self.packing.options:
                    worth = self.unit_kr.get(centre, max(self.unit_kr.values(), default=0.0))
                    counts = worth if buyer[0] in self.some else NEXT_TO_NOTHING * draw.random()
                    found[n, c] = self.volume[n] * counts
        return found


def mend_plan(problem: Problem, work: Search) -> Plan | None:
    """Return a plan of a problem with vetoes near that of one without; None where none is found.

    Who pays too much gets a host where a contact costs less, and other buyers theirs, within the gap asked for.
    """
    if work.plan is None:
        return None
    plan, refusing = Plan(problem, work.plan.routes), frozenset(_refusing(problem.instance))
    pools = tuple(pool for pool in work.alike_pools if not pool.single)
    packing = Packing(work.problem, pools, *split_portfolios(work.problem, plan.routes, pools))
    if packing.bundles and not _is_kept(plan):
        loads = ((centre, work.plan.loads[centre].volume) for centre in work.plan.hosts)
        unit_kr = {centre: _asked_kr(problem, centre, volume) for centre, volume in loads if volume}
        deal = CheapHosts(packing, max(plan.cost_kr, work.good_enough_kr), refusing, unit_kr)
        plan = Plan(problem, deal.routes(deal.improve(plan, work.options.seed, lambda: work.stopped)))
    return plan if _is_kept(plan) else None


def _refusing(instance: Instance) -> Iterator[str]:
    return (code for wish in wishes_of_kind(instance, KIND) for code in municipalities_of(instance, wish))


def _asked_kr(problem: Problem, centre: str, volume: float) -> float:
    """Return what a host of a volume asks for a contact, nearly: its price, or what it costs with a mark-up."""
    terms = problem.sale_terms[centre]
    by_load_kr = terms.part_of_cost * problem.by_pieces_kr(centre, volume) / volume
    return by_load_kr if terms.price_kr is None else terms.price_kr


def _is_kept(plan: Plan) -> bool:
    return not any(slack.broken for slack in NoMunicipalityWorseOff().slacks(plan))
