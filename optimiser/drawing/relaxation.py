"""What the relaxation of a drawing costs: the portfolio model in which who is not in a group has no way to its centre.

The model is that of the instance in which everybody is in some groups, built once and without whole numbers. A drawing
shuts the columns of each group's centre to all but its members, and the relaxation is solved on from the last one. It
counts all that decides between drawings: that many leave a centre at once, that hosts fill up, who buys instead; on
denmark-2014-pairs it is 0.01 % below the best plan under the drawing, and takes 20 to 50 ms. What it leaves out makes
it lower, so no plan under the drawing that uses no other group's centre costs less.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import numpy as np

from optimiser.drawing.country import Country
from optimiser.model.portfolio_model import PortfolioModel, select
from optimiser.model.portfolio_writer import build_portfolio_model
from optimiser.planning.problem import Problem
from optimiser.portfolios.building import build_portfolio_costs
from optimiser.portfolios.lagrangian import Lagrangian
from optimiser.portfolios.portfolio_costs import Flags, Floats
from optimiser.rules.rule import MILLION, unscaled_kr
from optimiser.solver.column_generation import count_columns
from optimiser.solver.highs import Relaxed
from optimiser.solver.portfolio_stages import MOST_AT_ONCE


@dataclass(frozen=True)
class RelaxedCost:
    """What the relaxation of a drawing costs (kr. a year), by municipality [I], group [G] and piece of its centre [K].

    `share[I, G]` of a municipality uses the centre of a group. Who is not in a group would save `saves_kr[I, G, K]`
    there, were the centre on that piece, which costs `opens_kr[G, K]` more than it gives; nothing where it is open.
    """

    cost_kr: float
    share: Floats
    saves_kr: Floats
    opens_kr: Floats

    def saved_at_most(self, group: int, joining: Sequence[int]) -> float:
        """Return by how much it costs less at most where some join a group, whoever leaves one.

        The prices of the drawing bound every other: who is new at a centre pays there what it saves, and only what
        they pay beyond what a piece costs is saved.
        """
        beyond_kr = self.saves_kr[list(joining), group].sum(axis=0) - self.opens_kr[group]
        return max(0.0, float(beyond_kr.max(initial=0.0)))


def relaxed_model(problem: Problem) -> PortfolioModel | None:
    """Return the model of all portfolios of a problem, without whole numbers; None where it is not for this.

    A limit of the whole plan is one that it does not tell well, and some are too large.
    """
    lagrangian = Lagrangian(build_portfolio_costs(problem))
    if lagrangian.costs.limits or count_columns(lagrangian) > MOST_AT_ONCE:
        return None
    selection = select(lagrangian, lagrangian.first_prices(), inf, lambda costs: costs.cheapest_somewhere)
    return build_portfolio_model(lagrangian, selection, whole=False)


class RelaxedDrawings:
    """The relaxation under one drawing after the other, in which each municipality has a number, and each group."""

    def __init__(self, model: PortfolioModel, country: Country, centres: Sequence[str]) -> None:
        """Take the model in which everybody in a country is in each of the groups of some `centres`."""
        costs, (i, c, k, _) = model.costs, model.selection.portfolios.T
        number = {name: group for group, name in enumerate(centres)}
        group_of = np.array([number.get(name, -1) for name in costs.centres], dtype=np.intp)
        place_of = country.place_of
        who, group = np.array([place_of[code] for code in costs.municipalities], dtype=np.intp)[i], group_of[c]
        self._column, self._who, self._group, self._on = (each[group >= 0] for each in (model.take, who, group, k))
        self._piece = np.full((len(centres), model.piece.shape[1]), -1, dtype=np.intp)
        self._piece[group_of[group_of >= 0]] = model.piece[group_of >= 0]
        self._allowed = np.ones(len(self._column), dtype=bool)
        self._linear, self._relaxed = model.linear, Relaxed(model.linear)
        self._last: RelaxedCost | None = None
        self._kept: RelaxedCost | None = None
        self.shape = len(country.codes), len(centres)

    def of_members(self, members: Flags, near: RelaxedCost | None = None) -> RelaxedCost:
        """Return what the relaxation costs with these members of each group [I, G]; infinity where it has no plan.

        It is solved on from that of another drawing `near` it, where this is the last solved, or was the last such.
        """
        if near is not None and near is self._last:
            self._kept = near
            self._relaxed.keep_basis()
        elif near is not None and near is self._kept:
            self._relaxed.go_back()
        self._last = self._solve(members)
        return self._last

    def _solve(self, members: Flags) -> RelaxedCost:
        allowed = members[self._who, self._group]
        changed = np.flatnonzero(allowed != self._allowed)
        self._allowed = allowed
        duals = self._relaxed.dual_prices_after(self._column[changed], allowed[changed].astype(float))
        share, opens = np.zeros(self.shape), np.full(self._piece.shape, inf)
        saves = np.zeros((*self.shape, self._piece.shape[1]))
        if duals is None:
            return RelaxedCost(inf, share, saves, opens)
        np.add.at(share, (self._who, self._group), duals.x[self._column])
        np.maximum.at(saves, (self._who, self._group, self._on), np.where(allowed, 0.0, -duals.columns[self._column]))
        written = self._piece >= 0
        opens[written] = np.maximum(0.0, duals.columns[self._piece[written]])
        return RelaxedCost(unscaled_kr(float(self._linear.cost @ duals.x)), share, saves * MILLION, opens * MILLION)
