"""Drawings of a whole country searched for by simulated annealing, at what their relaxation costs.

The steps are those of the search at prices (`stepping.py`), which also say where two groups are divided anew. A step
need not be relaxed where it changes nothing: nobody who leaves a group uses its centre, and whoever joins would save
nothing. Nor need one that saves too little whatever comes of it: what who joins would save there at the prices
of the drawing before, and the sizes that are missed less, are the most that it can gain.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf, isfinite
from random import Random

import numpy as np

from optimiser.data.tolerances import A_KRONE
from optimiser.drawing.annealing import anneal
from optimiser.drawing.bits import numbers_in
from optimiser.drawing.country import Country, Drawing
from optimiser.drawing.relaxation import RelaxedCost, RelaxedDrawings
from optimiser.drawing.rules import Group
from optimiser.drawing.stepping import BitGroup, Layout, Stepping
from optimiser.drawing.valuing import GroupValues

STEPS = 200
"""Steps tried in one walk, for each municipality."""
MOST_RELAXED = 500
"""Relaxations solved in one walk. On denmark-2014-pairs a walk solved 400 to 500 in its steps, which took 45 to 55 s.

On denmark-2014 a walk that misses sizes at a price of 0.7 instead of 2, as below, came back to no lawful drawing that
was better; beginning at temperatures of 0.01, 0.025 and 0.05, one walk each found 3,325.8, 3,325.4 and 3,325.8 million.
"""
WARM, COLD = 0.02, 0.002
"""The temperature at the start and at the end, in what any drawing costs less than the first at most."""
MISSING_PRICE = 2.0
"""What a group costs that misses all of a size, in the same."""
USED = 1e-6
"""Of less than this share of a municipality a centre is not used, but for the solver's rounding."""


_Hosts = tuple[int, ...]
"""Groups as bits, by the number of the centre in the relaxation that each may use."""


@dataclass(frozen=True)
class FoundDrawing:
    """A drawing, what its relaxation costs (kr. a year), and who uses a centre in that."""

    cost_kr: float
    drawing: Drawing
    users: Group


class RelaxedSearch:
    """A search for drawings whose relaxation costs little, by the groups whose centres may be used: those worth most.

    There are as many of these as the relaxation has centres; what they are is relaxed once. `stop` is asked before
    each step.
    """

    def __init__(
        self, country: Country, values: GroupValues, drawings: RelaxedDrawings, stop: Callable[[], bool] = lambda: False
    ) -> None:
        self.country, self.values, self.drawings, self.stop = country, values, drawings, stop
        self.known: dict[_Hosts, RelaxedCost] = {}
        self.relaxed = 0

    # ---- what a drawing costs ------------------------------------------------------------------

    def found(self, drawing: Drawing) -> FoundDrawing:
        """Return a drawing with what it costs: infinity where there is no plan."""
        layout = self._layout(0.0, 0)
        cost, codes = self._relax(self._hosts(Stepping(layout, self, drawing).groups)), self.country.codes
        users = frozenset(codes[one] for one in np.flatnonzero((cost.share > USED).any(axis=1)))
        return FoundDrawing(cost.cost_kr, drawing, users)

    def worth_kr(self, groups: Sequence[BitGroup], before: Sequence[BitGroup], least_kr: float) -> float:
        """Return less than nothing by what the relaxation costs; where that is less than asked, what it is at most."""
        hosts, earlier = self._hosts(groups), None
        if before and hosts not in self.known:
            earlier_hosts = self._hosts(before)
            earlier = self.known[earlier_hosts]
            saved_kr = sum(
                earlier.saved_at_most(place, [*numbers_in(new & ~old)])
                for place, (new, old) in enumerate(zip(hosts, earlier_hosts, strict=True))
            )
            if saved_kr - earlier.cost_kr < least_kr:
                return saved_kr - earlier.cost_kr
            if saved_kr < A_KRONE and not _uses_of_leaving(hosts, earlier_hosts, earlier):
                self.known[hosts] = earlier
        return -self._relax(hosts, earlier).cost_kr

    def _hosts(self, groups: Sequence[BitGroup]) -> _Hosts:
        """Return the groups whose centres may be used, in the order in which they are, and then none."""
        count = self.drawings.shape[1]
        worth_most = sorted(range(len(groups)), key=lambda number: -groups[number].value_kr)[:count]
        return (*(groups[number].bits for number in sorted(worth_most)), *[0] * (count - len(worth_most)))

    def _relax(self, hosts: _Hosts, near: RelaxedCost | None = None) -> RelaxedCost:
        if hosts not in self.known:
            members = np.zeros(self.drawings.shape, dtype=bool)
            for number, bits in enumerate(hosts):
                members[list(numbers_in(bits)), number] = True
            self.relaxed += 1
            self.known[hosts] = self.drawings.of_members(members, near)
        return self.known[hosts]

    # ---- walks ---------------------------------------------------------------------------------

    def run(self, starts: Iterable[Drawing], bound_kr: float, seed: int) -> list[FoundDrawing]:
        """Return the best of some starts, and what a walk from it finds; the cheapest first, of the same users one.

        No drawing costs less than `bound_kr`. Starts may break rules; what is found breaks none.
        """
        rules = self.country.rules
        begun = dict.fromkeys(one for one in starts if rules.fewest_groups <= len(one) <= rules.most_groups)
        known = sorted(map(self.found, begun), key=lambda one: one.cost_kr)
        lawful = [one for one in known if self.country.allows(one.drawing)]
        if known and A_KRONE < known[0].cost_kr - bound_kr < inf:
            reached = self.walk(known[0].drawing, known[0].cost_kr - bound_kr, seed)
            lawful += [self.found(reached)] if reached is not None else []
        by_users = {one.users: one for one in sorted(lawful, key=lambda one: -one.cost_kr) if one.cost_kr < inf}
        return sorted(by_users.values(), key=lambda one: one.cost_kr)

    def walk(self, start: Drawing, spare_kr: float, seed: int) -> Drawing | None:
        """Return the cheapest drawing met on a walk from one; None where none of them obeys the rules.

        No drawing costs less by more than `spare_kr`.
        """
        draw = Random(f"{seed} {sorted(map(sorted, start))}")  # noqa: S311  # nothing secret is drawn
        state = Stepping(self._layout(spare_kr, seed), self, start)
        if isfinite(state.worth_kr):
            anneal(state, self._heats(WARM * spare_kr, COLD * spare_kr), draw)
        return state.best

    def _layout(self, spare_kr: float, seed: int) -> Layout:
        sizes = [bound.least or min(bound.most, sum(of.values())) for bound, of in self.country.bounds]
        size_kr = [MISSING_PRICE * spare_kr / max(size, 1.0) for size in sizes]
        return Layout(self.country, self.values, size_kr, seed)

    def _heats(self, first: float, last: float) -> Iterator[float]:
        """Go through the temperatures of a walk, which cools as it comes near one of its limits."""
        begun, steps = self.relaxed, STEPS * len(self.country.codes)
        for step in range(steps):
            done = max(step / steps, (self.relaxed - begun) / MOST_RELAXED)
            if done >= 1 or self.stop():
                return
            yield first * (last / first) ** done


def _uses_of_leaving(hosts: _Hosts, before: _Hosts, earlier: RelaxedCost) -> bool:
    """Return whether anybody uses the centre of a group that it leaves."""
    return any(
        earlier.share[one, place] > USED
        for place, (new, old) in enumerate(zip(hosts, before, strict=True))
        for one in numbers_in(old & ~new)
    )
