"""A search over which centres serve others, and on which piece of their cost: branches with a bound from prices each.

The relaxation of the portfolio model is far from a plan mostly where centres are open in part. In each branch it is
solved again, from where the last ended; its prices prove a bound of the branch in numpy alone
(`portfolios/lagrangian.py`), and the lowest of all branches that remain is one of every plan. The branch whose bound is
lowest is split first. Where all centres are open or shut as a whole nothing is left to split: such an end is a guess of
what the cheapest plan looks like.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from heapq import heappop, heappush
from itertools import count
from math import inf

import numpy as np

from optimiser.model.portfolio_model import CHOSEN, PortfolioModel
from optimiser.portfolios.branches import Branch
from optimiser.portfolios.lagrangian import Lagrangian, Prices
from optimiser.portfolios.portfolio_costs import Floats, Numbers
from optimiser.solver.highs import Relaxed, Watch

MOST_ENDS = 40
"""So many ends are enough to look for plans in."""


@dataclass(frozen=True)
class ProvedBranch:
    """A branch, and prices that prove that none of its plans costs less than `bound_kr` a year."""

    branch: Branch
    prices: Prices
    bound_kr: float
    halves: tuple[Branch, Branch] | None = None
    """What it is split into; None where nothing is left to split, or it is not known into what."""
    opened: Mapping[int, int] = field(default_factory=dict)
    """The piece that each open centre is on in the relaxation's optimum, where nothing is left to split."""


@dataclass
class BranchSearch:
    """Branches that remain, with the lowest bound first; those that end are kept beside.

    All are within `first`. A branch of whose relaxation nothing is found keeps the bound of what it was split from.
    """

    lagrangian: Lagrangian
    model: PortfolioModel
    first: ProvedBranch
    watch: Watch
    ends: list[ProvedBranch] = field(default_factory=list)
    _open: list[tuple[float, int, ProvedBranch]] = field(default_factory=list)
    _number: Iterator[int] = field(default_factory=count)

    @cached_property
    def _relaxed(self) -> Relaxed:
        return Relaxed(self.model.linear, self.watch)

    @property
    def remaining(self) -> list[ProvedBranch]:
        """The branches in one of which every plan is."""
        return [*self.ends, *(branch for *_, branch in self._open)] or [self.first]

    @property
    def bound_kr(self) -> float:
        """What no plan costs less than."""
        return min(branch.bound_kr for branch in self.remaining)

    def run(self, enough_kr: Callable[[], float], ended: Callable[[ProvedBranch], None]) -> None:
        """Split branches until all that are open prove enough, there are many ends, or the watch asks to stop.

        Each end that may hold a plan that is cheaper than enough is handed to `ended`.
        """
        self._add(self.prove(self.first))
        while self._open and len(self.ends) < MOST_ENDS and not self.watch(inf, -inf):
            if self._open[0][0] >= enough_kr():
                return
            _, _, lowest = heappop(self._open)
            for half in lowest.halves or ():
                proved = self.prove(ProvedBranch(half, lowest.prices, lowest.bound_kr))
                self._add(proved)
                if proved.halves is None and proved.bound_kr < enough_kr():
                    ended(proved)

    def _add(self, proved: ProvedBranch) -> None:
        if proved.halves is None:
            self.ends.append(proved)
        else:
            heappush(self._open, (proved.bound_kr, next(self._number), proved))

    def prove(self, known: ProvedBranch) -> ProvedBranch:
        """Return a branch with the prices of its relaxation, and what it is split into."""
        model, linear = self.model, self.model.linear
        high, row_low = linear.high.copy(), linear.row_low.copy()
        shut = (model.piece >= 0) & ~known.branch.pieces
        high[model.piece[shut]] = 0.0
        row_low[model.one_piece_rows[known.branch.must & (model.one_piece_rows >= 0)]] = 1.0
        duals = self._relaxed.dual_prices_within(high, row_low)
        prices = known.prices if duals is None else model.prices(duals.rows, known.prices)
        bound_kr = self.lagrangian.evaluate(prices, known.branch).bound_kr
        if bound_kr < known.bound_kr:
            prices, bound_kr = known.prices, max(known.bound_kr, self._bound_kr(known))
        used = None if duals is None else _used(model.piece, duals.x)
        halves = None if used is None or bound_kr == inf else known.branch.split(used)
        opened = {} if used is None or halves else {int(c): int(k) for c, k in np.argwhere(used > CHOSEN)}
        return ProvedBranch(known.branch, prices, bound_kr, halves, opened)

    def bound_of_opening_kr(self, centres: Iterable[int]) -> float:
        """Return what no plan costs less than in which one of some centres is open; infinity where there is none."""
        opened = (replace(self.first, branch=self.first.branch.opened(c)) for c in centres)
        return min((self.prove(known).bound_kr for known in opened), default=inf)

    def _bound_kr(self, known: ProvedBranch) -> float:
        return self.lagrangian.evaluate(known.prices, known.branch).bound_kr


def _used(column: Numbers, x: Floats) -> Floats:
    """Return by how much each column is used: not at all where there is none (-1)."""
    used, there = np.zeros(column.shape), column >= 0
    used[there] = x[column[there]]
    return used
