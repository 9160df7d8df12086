"""What holds in every plan that costs no more than the one found: hosts that serve others, and who pays more.

Prices prove it (`portfolios/payments.py`, `portfolios/counting.py`). A small relaxation, of what costs little more than
the cheapest at the prices of the solve, gives better ones: of the branch in which a centre is shut, or open, and of
counting who pays more. Whatever prices it gives, what follows from them holds of all portfolios, not of those alone
that it has. It takes a small part of the time of a solve; where that has no prices, or was cut short, nothing is said.
"""

from dataclasses import dataclass, replace

import numpy as np

from optimiser.data.tolerances import A_KRONE, BOUND_ERROR
from optimiser.model.linear import LinearModel
from optimiser.model.portfolio_model import select
from optimiser.model.portfolio_writer import build_portfolio_model
from optimiser.planning.plan import Plan
from optimiser.portfolios.counting import Counting, CountPrices
from optimiser.portfolios.payments import HOME, CheapPlans
from optimiser.portfolios.portfolio_costs import Flags
from optimiser.solver import highs
from optimiser.solver.branching import BranchSearch, ProvedBranch
from optimiser.solver.portfolio_stages import LagrangianStage
from optimiser.solver.stage import PortfolioProof, Search

SHARE_OF_COST = 2.5e-3
"""The relaxation has what costs at most this share more than the cheapest at the prices."""
MOST_PORTFOLIOS = 30_000
"""A relaxation with more is not built."""
SLACK_SHARE = 1e-7
"""Plans that cost this share more are as cheap: rounding."""
A_HUNDRED_THOUSAND = 1e5
"""The unit of volumes in the relaxation of counting."""


@dataclass(frozen=True)
class EveryPlan:
    """What holds in every plan that costs at most `most_kr` a year.

    Of the centres that serve others in the plan, those `serving` do so in all of them; of all others only those of
    `may_serve` in any. Municipalities, by code: the ones that answer all `at_home`, or send something `away`, in all;
    those that `always_more` than today pay, or `never_more`. From `fewest_more` to `most_more` pay more.
    """

    most_kr: float
    serving: tuple[str, ...]
    may_serve: tuple[str, ...]
    at_home: tuple[str, ...]
    away: tuple[str, ...]
    always_more: tuple[str, ...]
    never_more: tuple[str, ...]
    fewest_more: int
    most_more: int


def settle_every_plan(search: Search) -> EveryPlan | None:
    """Prove what holds in every plan as cheap as the incumbent; None without prices that hold, or without time.

    Raises:
        SolverError: the solver failed.
    """
    proof = _proof_of(search)
    if search.plan is None or proof is None:
        return None
    most_kr = search.plan.cost_kr + max(A_KRONE, SLACK_SHARE * search.plan.cost_kr)
    proved = _settle_centres(search, proof, search.plan, most_kr)
    if proved is None:
        return None
    plans = CheapPlans(search.lagrangian, proved.prices, proved.branch, most_kr)
    surely, perhaps = Counting.of_surely_more(plans), Counting.of_perhaps_more(plans)
    fewest, most = (count.least_count(_count_prices(search, count)) for count in (surely, perhaps))
    costs, centres = search.portfolios, {site.centre for site in plans.sites}
    may_stay, may_leave = (
        np.bincount(plans.ways.municipality[some], minlength=len(costs.municipalities)) > 0
        for some in (plans.ways.site == HOME, plans.ways.site != HOME)
    )

    def codes(those: Flags) -> tuple[str, ...]:
        return tuple(costs.municipalities[i] for i in np.flatnonzero(those) if len(costs.tasks[i].tasks))

    serving = _serving(search.plan)
    return EveryPlan(
        most_kr,
        tuple(name for c, name in enumerate(costs.centres) if proved.branch.must[c] and name in serving),
        tuple(name for c, name in enumerate(costs.centres) if c in centres and name not in serving),
        codes(~may_leave),
        codes(~may_stay),
        codes(surely.everywhere > 0),
        codes(perhaps.everywhere == 0),
        fewest,
        -most,
    )


def _proof_of(search: Search) -> PortfolioProof | None:
    """Return the prices of the solve; those of a relaxation where the problem is small, which has none."""
    if search.stopped:
        return None
    proof = LagrangianStage().run(search).proof if search.is_small and search.proof is None else search.proof
    plan_kr = search.plan.cost_kr if search.plan else 0.0
    return proof if proof and proof.holds and proof.bound_kr <= plan_kr * (1 + BOUND_ERROR) else None


def _settle_centres(search: Search, proof: PortfolioProof, plan: Plan, most_kr: float) -> ProvedBranch | None:
    """Return the branch in which all plans as cheap are, with prices of it; None where time is up.

    Centres that serve nobody in the plan come first: without them the others are missed the more.
    """
    lagrangian, costs = search.lagrangian, search.portfolios
    whole = ProvedBranch(lagrangian.whole, proof.prices, proof.bound_kr)
    selection = select(
        lagrangian, proof.prices, SHARE_OF_COST * proof.bound_kr, lambda priced: priced.cheapest_somewhere
    )
    if len(selection.portfolios) > MOST_PORTFOLIOS:
        return whole
    model, serving = build_portfolio_model(lagrangian, selection, whole=False), _serving(plan)
    branches = BranchSearch(lagrangian, model, whole, lambda *_: search.stopped)
    near = {site.centre for site in CheapPlans(lagrangian, proof.prices, lagrangian.whole, most_kr).sites}
    known = replace(whole, branch=lagrangian.whole.without(set(range(len(costs.centres))) - near))
    for c in sorted(near, key=lambda c: costs.centres[c] in serving):
        if search.stopped:
            return None
        serves = costs.centres[c] in serving
        held, otherwise = known.branch.opened(c), known.branch.without({c})
        held, otherwise = (held, otherwise) if serves else (otherwise, held)
        if branches.prove(replace(known, branch=otherwise)).bound_kr > most_kr:
            known = replace(known, branch=held)
    return branches.prove(known)


def _serving(plan: Plan) -> frozenset[str]:
    return frozenset(route.centre for route in plan.routes if route.away)


# ---- counting -------------------------------------------------------------------------------------


def _count_prices(search: Search, counting: Counting) -> CountPrices:
    """Return the prices at which the relaxation of counting is dearest; none where it is not solved."""
    model = _counting_model(counting)
    nothing = CountPrices(0.0, np.zeros(len(counting.plans.sites)))
    duals = highs.dual_prices(model, search.limits(search.monitor.remaining, 0.0), lambda *_: search.stopped)
    if duals is None:
        return nothing
    first = counting.municipalities
    prices = np.maximum(-duals.rows[first : first + 1 + len(counting.plans.sites)], 0.0)
    return CountPrices(float(prices[0]), prices[1:] / A_HUNDRED_THOUSAND)


def _counting_model(counting: Counting) -> LinearModel:
    """Return the relaxation: each municipality has one way, rows of the slack and of each room, a site for a centre."""
    kept, plans = counting.undominated, counting.plans
    ways, beyond, counted = counting.ways.part(kept), counting.beyond[kept], counting.counted[kept]
    centre, beyond_of_sites, room = counting.of_sites
    served, sites, centres = counting.municipalities, len(centre), len(plans.lagrangian.costs.centres)
    x, y = np.arange(len(counted)), len(counted) + np.arange(sites)
    at = np.flatnonzero(ways.site != HOME)
    entries = [
        (ways.municipality, x, np.ones(len(x))),
        (np.full(len(x), served), x, beyond),
        (np.full(sites, served), y, beyond_of_sites),
        (served + 1 + ways.site[at], x[at], ways.volume[at] / A_HUNDRED_THOUSAND),
        (served + 1 + np.arange(sites), y, -room / A_HUNDRED_THOUSAND),
        (served + 1 + sites + centre, y, np.ones(sites)),
    ]
    row, column, value = (np.concatenate(some) for some in zip(*entries, strict=True))
    order = np.lexsort((column, row))
    rows, columns = served + 1 + sites + centres, len(x) + sites
    high = np.concatenate([np.ones(served + 1), np.zeros(sites), np.ones(centres)])
    least = np.where(plans.branch.must & np.isin(np.arange(centres), centre), 1.0, -np.inf)
    return LinearModel(
        np.concatenate([counted, np.zeros(sites)]),
        0.0,
        np.zeros(columns),
        np.full(columns, np.inf),
        np.zeros(columns, dtype=bool),
        np.concatenate([np.ones(served), np.full(1 + sites, -np.inf), least]),
        high,
        np.concatenate([[0], np.cumsum(np.bincount(row, minlength=rows))]).astype(np.int32),
        column[order].astype(np.int32),
        value[order],
        tuple(f"x{number}" for number in range(columns)),
        tuple(f"r{number}" for number in range(rows)),
    )
