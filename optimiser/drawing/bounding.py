"""What no drawing costs less than: a branch and bound over who is in a group whose centre is used.

Everybody may use some of the groups' centres in the relaxation of the portfolio model, in shares. To it is added how
far each municipality is in a used group, x[i] from 0 to 1:

    who uses     Σ of its portfolios at the groups' centres <= x[i]                   price y[i] >= 0
    sizes        Σ count[i] · x[i] <= most of all that are in used groups              price z >= 0

In a branch x is 1 of those inside, and 0 of those outside (`user_branches.py`). At any prices

    L(prices, who uses a group's centre pays y more) + Σ_i least of (z · count[i] - y[i]) · x[i] - z · most

with L as in `portfolios/lagrangian.py` is what no drawing of the branch costs less than: it is computed from the prices
alone, not taken from the solver. The branch with the lowest bound is divided first, and the lowest of those that are
left holds for every drawing. Who is in which used group is open in it.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from itertools import count
from math import inf

import numpy as np

from optimiser.drawing.bits import numbers_in
from optimiser.drawing.user_branches import UserBranch, UserBranches
from optimiser.model.linear import Array, Indices, LinearModel
from optimiser.model.portfolio_model import PortfolioModel
from optimiser.portfolios.branches import Branch
from optimiser.portfolios.portfolio_costs import Flags, Floats
from optimiser.rules.rule import MILLION
from optimiser.solver.highs import DualPrices, Relaxed

MOST_BRANCHES = 300
"""Branches of one number of used centres that are divided. Of denmark-2014-pairs 300 take 27 s."""


@dataclass(frozen=True)
class _Bounded:
    """A branch, what no drawing in it costs less than, and by which lot it is divided; None where by none."""

    branch: UserBranch
    bound_kr: float
    lot: int | None


@dataclass(frozen=True)
class UserBound:
    """The bound of all drawings whose plan uses centres of some `names`, in a relaxation that has just those.

    Everybody may use each of them there, and what its prices prove holds for every plan.
    """

    model: PortfolioModel
    names: Collection[str]
    branches: UserBranches
    stopped: Callable[[], bool]

    def bound_kr(self, enough_kr: float) -> float:
        """Return what no drawing costs less than (kr. a year), or that it costs enough."""
        first, numbers = self._bounded(UserBranch(), -inf), count()
        left, done_kr = [] if first is None else [(first.bound_kr, next(numbers), first)], inf
        for _ in range(MOST_BRANCHES):
            if not left or left[0][0] >= min(enough_kr, done_kr) or self.stopped():
                break
            lowest = heappop(left)[-1]
            if lowest.lot is None:
                done_kr = min(done_kr, lowest.bound_kr)
                continue
            for branch in (lowest.branch.with_inside(lowest.lot), lowest.branch.with_outside(lowest.lot)):
                if (half := self._bounded(branch, lowest.bound_kr)) is not None:
                    heappush(left, (half.bound_kr, next(numbers), half))
        return min(done_kr, left[0][0] if left else inf)

    # ---- the relaxation --------------------------------------------------------------------------

    @cached_property
    def _shared(self) -> Flags:
        """Which centres are groups' [C]."""
        return np.array([name in self.names for name in self.model.costs.centres], dtype=bool)

    @cached_property
    def _place(self) -> Array:
        """The place among the country's codes of each municipality that has portfolios."""
        place_of = self.branches.country.place_of
        return np.array([place_of[code] for code in self.model.costs.municipalities], dtype=np.intp)

    @cached_property
    def _limits(self) -> Sequence[tuple[Floats, float]]:
        """What municipalities in used groups count [I] and come to at most, in units in which the largest counts 1."""
        found = []
        for counts, most in self.branches.limits():
            unit = float(counts.max(initial=0.0)) or 1.0
            found.append((counts / unit, most / unit))
        return found

    @cached_property
    def _uses(self) -> tuple[Indices, Indices]:
        """The columns of what uses a group's centre, and the place of the municipality that does, in the same order."""
        selection, model = self.model.selection, self.model
        i, c = selection.portfolios[:, 0], selection.portfolios[:, 1]
        h, to = selection.sent[:, 0], selection.sent[:, 1]
        takes, sends = self._shared[c], self._shared[to]
        columns = np.concatenate([model.take[takes], model.sends[sends]])
        who = np.concatenate([self._place[i[takes]], self._place[self.model.lagrangian.seat_of_host[h[sends]]]])
        return columns, who

    @cached_property
    def _relaxed(self) -> tuple[LinearModel, Relaxed]:
        """The relaxation with x.

        The last columns are x; the last rows are who uses a centre, who is inside, and sizes.
        """
        linear, (columns, who), number = self.model.linear, self._uses, len(self.branches.country.codes)
        inside = np.arange(linear.columns, linear.columns + number, dtype=np.int32)
        rows = []
        for one in range(number):
            own = columns[who == one]
            rows.append((np.append(own, inside[one]), np.append(np.ones(len(own)), -1.0), -inf, 0.0))
        rows += [(inside[one : one + 1], np.ones(1), 0.0, inf) for one in range(number)]
        rows += [(inside, counts, -inf, most) for counts, most in self._limits]
        extended = linear.with_more(number, rows)
        return extended, Relaxed(extended, lambda *_: self.stopped())

    def _bounded(self, wide: UserBranch, known_kr: float) -> _Bounded | None:
        """Return a branch with what is proved of it; None where there is no drawing in it."""
        branch = self.branches.narrowed(wide)
        if branch is None:
            return None
        extended, relaxed = self._relaxed
        number, linear = len(self.branches.country.codes), self.model.linear
        high, row_low = extended.high.copy(), extended.row_low.copy()
        high[linear.columns + np.array(list(numbers_in(branch.outside)), dtype=np.intp)] = 0.0
        row_low[linear.rows + number + np.array(list(numbers_in(branch.inside)), dtype=np.intp)] = 1.0
        duals = relaxed.dual_prices_within(high, row_low)
        if duals is None:
            return _Bounded(branch, known_kr, None)
        columns, who = self._uses
        use: Floats = np.bincount(who, weights=duals.x[columns], minlength=number).astype(float)
        return _Bounded(branch, max(known_kr, self._proved_kr(branch, duals)), self.branches.contested(branch, use))

    def _proved_kr(self, branch: UserBranch, duals: DualPrices) -> float:
        """Return what the prices of the relaxation prove of a branch."""
        lagrangian, number = self.model.lagrangian, len(self.branches.country.codes)
        added = np.maximum(-duals.rows[self.model.linear.rows :] * MILLION, 0.0)
        using_kr, limit_kr = added[:number], added[2 * number :]
        outside, inside = list(numbers_in(branch.outside)), list(numbers_in(branch.inside))
        user_kr = using_kr.copy()
        user_kr[outside] = inf
        beyond_kr = np.where(self._shared, user_kr[self._place, None], 0.0)
        whole = lagrangian.whole
        priced = Branch(whole.pieces, whole.must, beyond_kr)
        prices = self.model.prices(duals.rows[: self.model.linear.rows], lagrangian.first_prices())
        each_kr, most_kr = -using_kr, 0.0
        for kr, (counts, most) in zip(limit_kr, self._limits, strict=True):
            each_kr, most_kr = each_kr + kr * counts, most_kr + kr * most
        least_kr = np.minimum(each_kr, 0.0)
        least_kr[inside], least_kr[outside] = each_kr[inside], 0.0
        return lagrangian.evaluate(prices, priced).bound_kr + float(least_kr.sum()) - float(most_kr)
