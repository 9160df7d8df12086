"""What is known of groups' costs, as the limits on payments that follow: no group is to pay much more than it costs.

    min ε   where   Σ x_i = total,   Σ_{i in S} x_i - cost_S <= ε for each known group S,   x_i <= most_i

Of a group whose least cost is not proved, the cost of the plan it has is taken: the group costs no more than that, so
that ε is no more than it must be.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import inf

import numpy as np

from optimiser.model.linear import LinearModel
from optimiser.sharing.game import Floats, Group, GroupCost, Payments, flags_of, sum_paid
from optimiser.sharing.nearest import nearest_payments
from optimiser.solver import highs
from optimiser.solver.highs import DualPrices, SolverLimits

UNITS = 1000.0
"""What is shared is so many units in the solver, whatever its size."""
NOTHING = 1e-9
"""Part of the total: payments that differ by less are the same, and an excess of less is none."""
LOWEST = -10.0
"""An excess of so many times the total or less is told as -inf: too few groups are known to say anything."""
LEAST_DUAL = 1e-7
"""The weights in a proof are 1 together: what is less than this is rounding."""
SAME_ROW = 1e-7
"""Rows of zeros and ones that differ by less are the same."""
LEAST_WEIGHT = 1e-3
"""Part of the mean: of a player who is to pay less than this, payments are as easily moved as of one who pays this."""


class NoPaymentsError(ValueError):
    """No payments keep within the limits that were asked for."""


@dataclass(frozen=True)
class Excess:
    """The least ε for which there are payments, some such payments, and the weight of each free row in its proof."""

    excess_kr: float
    paid_kr: Floats
    weights: Floats


@dataclass
class KnownGroups:
    """The groups whose costs are known, each once, with the total that all pay and the most that each may pay.

    `fixed_kr` has the groups whose excess is settled, with that excess; what the groups in `implied` pay follows.
    """

    players: tuple[str, ...]
    total_kr: float
    most_kr: Mapping[str, float] = field(default_factory=dict)
    costs: dict[Group, GroupCost] = field(default_factory=dict)
    fixed_kr: dict[Group, float] = field(default_factory=dict)
    implied: set[Group] = field(default_factory=set)

    def add(self, costs: Iterable[GroupCost]) -> bool:
        """Take in what is known of groups, and return whether any of it is new."""
        new = False
        for cost in costs:
            known = self.costs.get(cost.group)
            if 0 < len(cost.group) < len(self.players) and cost.cost_kr < (known.cost_kr if known else inf):
                self.costs[cost.group] = cost
                new = True
        return new

    @property
    def nothing_kr(self) -> float:
        """An excess below this is what arithmetic leaves."""
        return NOTHING * self._size_kr

    @property
    def _size_kr(self) -> float:
        costs = [abs(cost.cost_kr) for cost in self.costs.values()]
        return max([abs(self.total_kr), *costs]) or 1.0

    @property
    def free(self) -> list[Group]:
        """The groups whose excess is not settled."""
        return [group for group in self.costs if group not in self.fixed_kr and group not in self.implied]

    def least_excess(self) -> Excess:
        """Return the least excess that some group of these must have, whatever is paid.

        Raises:
            NoPaymentsError: no payments keep within the limits.
        """
        unit_kr = self._size_kr / UNITS
        found = highs.dual_prices(self._master(unit_kr), SolverLimits(0.0, inf, 1, 0), lambda *_: False)
        if found is None:
            raise NoPaymentsError("no payments keep within the limits")
        paid = found.x[: len(self.players)] * unit_kr
        least = float(found.x[-1])
        return Excess(least * unit_kr if least > LOWEST * UNITS else -inf, paid, self._weights(found))

    def _weights(self, found: DualPrices) -> Floats:
        weights: Floats = np.maximum(-found.rows[: len(self.free)], 0.0)
        return weights

    def largest_excess_kr(self, paid: Payments) -> float:
        """Return the largest excess of a free group where so much is paid; -inf without any."""
        return max((sum_paid(paid, group) - self.costs[group].cost_kr for group in self.free), default=-inf)

    def nearest_within(self, excess_kr: float, wanted: Payments) -> Floats | None:
        """Return the payments nearest to those wanted at which no free group has a larger excess; None without any.

        What a payment differs by counts in proportion to it: a large payment is moved as easily as a small one.
        """
        unit_kr = self._size_kr / UNITS
        near = np.array([wanted[player] for player in self.players]) / unit_kr
        weight = np.maximum(np.abs(near), LEAST_WEIGHT * max(float(np.mean(np.abs(near))), 1.0))
        rows, most = self._limits(excess_kr, unit_kr)
        found = nearest_payments(near, weight, rows, most, self.total_kr / unit_kr)
        return None if found is None else found * unit_kr

    def _limits(self, excess_kr: float, unit_kr: float) -> tuple[Floats, Floats]:
        """Every limit as rows · payments <= most; what is settled is a limit from both sides."""
        free, fixed = self._flags(self.free), self._flags(list(self.fixed_kr))
        settled = self._settled()
        rows, most = [free, fixed, -fixed], [self._costs(self.free) + excess_kr, settled, -settled]
        capped = np.flatnonzero(np.isfinite(self._most()))
        rows.append(np.eye(len(self.players))[capped])
        most.append(self._most()[capped])
        return np.vstack(rows), (np.concatenate(most) + self.nothing_kr) / unit_kr

    @property
    def settled(self) -> bool:
        """Whether what each player pays follows from what is settled."""
        return len(self.fixed_kr) == len(self.players) - 1

    def settle(self, excess: Excess) -> tuple[Group, ...]:
        """Settle the groups that have this excess whatever else is paid: those whose weight in its proof is not 0."""
        groups = [group for group, weight in zip(self.free, excess.weights, strict=True) if weight > LEAST_DUAL]
        for group in groups:
            if not self.follows(group):
                self.fixed_kr[group] = excess.excess_kr
        self.implied.update(group for group in self.free if self.follows(group))
        return tuple(groups)

    def follows(self, group: Group) -> bool:
        """Return whether what a group pays follows from what is settled: its row is made of those that are."""
        rows = np.vstack([self._flags(list(self.fixed_kr)), np.ones(len(self.players))])
        row = self._flags([group])[0]
        made = np.linalg.lstsq(rows.T, row, rcond=None)[0]
        return float(np.max(np.abs(made @ rows - row))) < SAME_ROW

    def settled_payments(self) -> Floats:
        """Return the payments that follow from what is settled."""
        rows = np.vstack([self._flags(list(self.fixed_kr)), np.ones(len(self.players))])
        paid_kr: Floats = np.linalg.lstsq(rows, np.append(self._settled(), self.total_kr), rcond=None)[0]
        return paid_kr

    def _flags(self, groups: list[Group]) -> Floats:
        return flags_of(self.players, groups).astype(np.float64)

    def _costs(self, groups: list[Group]) -> Floats:
        return np.array([self.costs[group].cost_kr for group in groups])

    def _settled(self) -> Floats:
        settled: Floats = self._costs(list(self.fixed_kr)) + np.array(list(self.fixed_kr.values()))
        return settled

    def _most(self) -> Floats:
        return np.array([self.most_kr.get(player, inf) for player in self.players])

    def _master(self, unit_kr: float) -> LinearModel:
        """Rows of the free groups, of the settled ones, and of all together; the last column is the excess."""
        free, fixed = self._flags(self.free), self._flags(list(self.fixed_kr))
        everyone = np.ones((1, len(self.players)))
        payments = np.vstack([free, fixed, everyone])
        excess = np.concatenate([-np.ones(len(free)), np.zeros(len(fixed) + 1)])
        matrix = np.column_stack([payments, excess])
        most = np.concatenate([self._costs(self.free), self._settled(), [self.total_kr]]) / unit_kr
        low = np.concatenate([np.full(len(free), -inf), most[len(free) :]])
        columns = matrix.shape[1]
        return LinearModel.of_dense(
            cost=np.eye(columns)[-1],
            matrix=matrix,
            row_low=low,
            row_high=most,
            low=np.append(np.full(columns - 1, -inf), LOWEST * UNITS),
            high=np.append(self._most() / unit_kr, inf),
        )
