"""Bounds and plans where one municipality has only some of its routes, from one relaxation and mostly without a search.

The relaxation of whole portfolios is solved once. Its prices bound each restricted problem in plain arithmetic
(`portfolios/restriction.py`), and say what may be in a good plan of it: a small model in which the municipality, and
those who buy at a few centres, choose anew while all others stay as they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import numpy as np

from optimiser.data.settings import SolverOptions
from optimiser.model.portfolio_model import Selection, select
from optimiser.model.portfolio_writer import build_portfolio_model
from optimiser.planning.plan import Plan
from optimiser.planning.problem import Problem
from optimiser.planning.routes import Route
from optimiser.portfolios.building import restrict_portfolio_costs
from optimiser.portfolios.lagrangian import Lagrangian, Relaxation
from optimiser.portfolios.restriction import Restriction
from optimiser.solver import highs
from optimiser.solver.monitor import ProgressMonitor
from optimiser.solver.portfolio_stages import LagrangianStage
from optimiser.solver.stage import PortfolioProof, Search, is_plan

FEWEST_CENTRES = 2
"""Centres whose buyers choose anew with the municipality: its own, and others until there are so many."""
MOST_AT_HOME = 30
"""Municipalities without a partner that choose anew with the buyers of the centres."""
SHARE_OF_COST = 5e-5
"""What costs at most this share more than the cheapest at the prices may be in a plan that is looked for."""
WIDE = 6
"""Where nothing is found, so many times that, and everybody at home chooses anew."""
SECONDS, GAP = 10.0, 1e-5
"""Limits of each small model."""


@dataclass(frozen=True)
class PartOfModel:
    """A part of the model around a plan, `near`, which need be none of the restricted problem.

    `partner` is whom the municipality may come to be served by; a plan that costs `target_kr` is good enough.
    """

    near: Plan
    partner: str
    target_kr: float
    wide: bool = False


class Restricting:
    """One relaxation of a problem, from which restricted problems are bounded and planned."""

    def __init__(self, search: Search, proof: PortfolioProof) -> None:
        self._search = search
        self._proof = proof
        self._relaxation: Relaxation = search.lagrangian.evaluate(proof.prices)

    @classmethod
    def of_problem(cls, problem: Problem, options: SolverOptions, monitor: ProgressMonitor) -> "Restricting | None":
        """Solve the relaxation; None where the problem is small, the memory too little, or no prices are found.

        Raises:
            SolverError: the solver failed.
        """
        search, stage = Search(problem, options, monitor), LagrangianStage()
        fits = options.memory_gb is None or search.is_small or stage.needed_gb(search) <= options.memory_gb
        if not fits or not stage.applies_to(search):
            return None
        proof = stage.run(search).proof
        return None if proof is None else cls(search, proof)

    def restrict(self, municipality: str, routes: Sequence[Route]) -> Restriction:
        """Return the problem in which a municipality, by its code, has these of its routes alone."""
        costs = self._search.portfolios
        own, i = restrict_portfolio_costs(costs, municipality, routes), costs.number_of[municipality]
        return Restriction(self._search.lagrangian, self._proof.prices, self._relaxation, i, own)

    @property
    def holds(self) -> bool:
        """True where the bounds hold for every plan, and not for those alone in which nobody has two partners."""
        return self._proof.holds

    def find_plan(self, restriction: Restriction, part: PartOfModel, monitor: ProgressMonitor) -> Plan | None:
        """Return the cheapest plan found in a part of the model of a restricted problem, or one that is good enough.

        What is returned obeys all rules; None where nothing is found, or what is found breaks a rule that whole
        portfolios do not know.

        Raises:
            SolverError: the solver failed.
        """
        search = self._search
        model = build_portfolio_model(*self._around(restriction, part), whole=True)
        limits = search.limits(min(SECONDS, monitor.remaining), GAP, part.target_kr)
        watch = monitor.watch_relaxation("neighbourhoods")
        solution = highs.solve(model.linear, limits, watch, model.start_of(part.near.routes))
        routes = None if solution.x is None else tuple(model.routes(solution.x))
        return Plan(search.problem, routes) if routes and is_plan(search.problem, routes) else None

    def _around(self, restriction: Restriction, part: PartOfModel) -> tuple[Lagrangian, Selection]:
        """Return what the municipality may choose, and those who buy at its centres, at one more, or at home."""
        costs, prices, i, near = restriction.costs, self._proof.prices, restriction.i, part.near
        lagrangian = Lagrangian(costs)
        beyond_kr = max(0.0, restriction.bound_kr - self._proof.bound_kr) if restriction.bound_kr < inf else 0.0
        within_kr = beyond_kr + (WIDE if part.wide else 1) * SHARE_OF_COST * self._proof.bound_kr
        whole = select(lagrangian, prices, within_kr, lambda priced: priced.worth_choosing)
        at, used = costs.partners_in(near.routes), {route.centre for route in near.routes if route.away}
        open_now = np.array([c for c, centre in enumerate(costs.centres) if centre in used], dtype=np.intp)
        draw = np.random.default_rng([self._search.options.seed, i, int(part.wide)])
        seat = {c for c, its in costs.seats.items() if its.number == i and c in open_now}
        code = costs.municipalities[i]
        sent_to = {route.centre for route in near.routes if route.municipality == code and route.away}
        named = {costs.number_of_centre.get(centre, -1) for centre in (*sent_to, part.partner)}
        some = np.array(sorted(seat | named - {-1}), dtype=np.intp)
        others = np.setdiff1d(open_now, some)
        more = min(len(others), max(0, FEWEST_CENTRES - len(some)))
        some = np.append(some, draw.choice(others, more, replace=False))
        mine = costs.chosen_in(near.routes, whole.pairs)
        freed = np.isin(at, some) | ((at >= 0) & (mine < 0))
        at_home = np.flatnonzero(at < 0)
        count = len(at_home) if part.wide else min(len(at_home), MOST_AT_HOME)
        freed[draw.choice(at_home, count, replace=False)] = True
        freed[i] = True
        who, c = whole.portfolios[:, 0], whole.portfolios[:, 1]
        kept = (freed[who] & np.isin(c, some)) | ((mine[who] == whole.portfolios[:, 3]) & (at[who] == c) & (who != i))
        pieces = whole.pieces.copy()
        pieces[np.setdiff1d(np.arange(len(pieces)), np.union1d(open_now, some))] = False
        return lagrangian, whole.part(kept, pieces)
