"""The nucleolus: payments at which the largest gain of a group by leaving is least, then the next largest, and so on.

Each level is a least excess, as of the least core, among the groups whose excess is not settled; then those are settled
that have it whatever else is paid, and with them those whose payments follow. After fewer levels than there are players
each payment is settled (D. Schmeidler, The nucleolus of a characteristic function game, SIAM Journal on Applied
Mathematics 17, 1969; the levels: A. Kopelowitz 1967, and M. Guajardo and K. Jörnsten, Common mistakes in computing the
nucleolus, European Journal of Operational Research 241, 2015).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import inf

from optimiser.sharing.game import (
    ENUMERATED,
    Game,
    GameWithoutSome,
    Group,
    GroupCost,
    Objection,
    Payments,
    list_groups,
)
from optimiser.sharing.known_groups import KnownGroups
from optimiser.sharing.least_core import LeastCoreOptions, Search, in_proportion, know_groups


@dataclass(frozen=True)
class Level:
    """One excess (kr. a year), and the groups settled at it; `proved` where no group still free has a larger one."""

    excess_kr: float
    groups: tuple[Group, ...]
    proved: bool


@dataclass(frozen=True)
class Nucleolus:
    """The payments, and the levels they follow from: from the first not proved on, those of the groups known."""

    payments: dict[str, float]
    levels: tuple[Level, ...]
    objections: tuple[Objection, ...]
    groups: tuple[GroupCost, ...]

    @property
    def proved_levels(self) -> int:
        """How many levels are proved, from the first on."""
        return next((at for at, level in enumerate(self.levels) if not level.proved), len(self.levels))

    @property
    def proved(self) -> bool:
        """Whether the payments are proved to be the nucleolus."""
        return self.proved_levels == len(self.levels)


def find_nucleolus(
    game: Game,
    options: LeastCoreOptions | None = None,
    known: Iterable[GroupCost] = (),
    *,
    enumerated: int = ENUMERATED,
) -> Nucleolus:
    """Return the nucleolus; of a larger game as far as the questions to it suffice, and then that of the groups known.

    Up to `enumerated` players every group's cost is asked for; of more, groups are found by their objections. Past the
    first level a game is asked only if it can set groups aside. `individually_rational` is the nucleolus proper: nobody
    pays more than it costs alone; without it some may, where the core is empty (the prenucleolus).

    Raises:
        NoPaymentsError: nobody is to pay more than it costs alone, and together they then pay too little.
    """
    options = options or LeastCoreOptions()
    groups = know_groups(game, known, individually_rational=options.individually_rational)
    every = len(game.players) <= enumerated
    if every:
        groups.add(game.cost_of(group) for group in list_groups(game.players)[:-1] if group not in groups.costs)
    climb = _Climb(game, groups, replace(options, decide_only=False), every=every)
    levels = []
    while not groups.settled and (level := climb.settle_next()):
        levels.append(level)
    return Nucleolus(climb.payments(), tuple(levels), tuple(climb.objections), tuple(groups.costs.values()))


class _Climb:
    """The levels, one after the other, with the questions that are left."""

    def __init__(self, game: Game, groups: KnownGroups, options: LeastCoreOptions, *, every: bool) -> None:
        self.game, self.groups, self.options, self.every = game, groups, options, every
        self.objections: list[Objection] = []
        self._last: Payments = in_proportion(groups)

    def settle_next(self) -> Level | None:
        """Settle the next level; None where no group is left that is known and not settled."""
        proved = self.every or self._close_level()
        if not self.groups.free:
            return None
        excess = self.groups.least_excess()
        settled = self.groups.settle(excess)
        return Level(excess.excess_kr, settled, proved) if settled else None

    def _close_level(self) -> bool:
        """Find groups until the level's excess is proved; return whether it is."""
        left = self.options.questions - len(self.objections)
        if not (self.groups.fixed_kr and not isinstance(self.game, GameWithoutSome)) and left > 0:
            search = Search(self.groups, self._ask, self._last, replace(self.options, questions=left))
            search.run()
            self.objections += search.objections
            self._last = search.payments
            return search.closed
        return False

    def _ask(self, paid: Payments) -> Objection:
        """Return the objection of a group that is not settled; those whose payments follow are set aside."""
        if not self.groups.fixed_kr or not isinstance(self.game, GameWithoutSome):
            return self.game.find_objection(paid)
        while True:
            aside = {*self.groups.fixed_kr, *self.groups.implied}
            found = self.game.find_objection_besides(paid, aside)
            if found is None:
                nobody = GroupCost(frozenset(), 0.0, 0.0)
                return Objection(nobody.group, -inf, -inf, nobody)
            if not self.groups.follows(found.group):
                return found
            self.groups.add([found.cost])
            self.groups.implied.add(found.group)

    def payments(self) -> dict[str, float]:
        """Return the payments that are settled, or those nearest to be so."""
        if self.groups.settled:
            paid_kr = self.groups.settled_payments()
        else:
            least_kr = self.groups.least_excess().excess_kr if self.groups.free else 0.0
            near = self.groups.nearest_within(least_kr, self._last)
            paid_kr = self.groups.least_excess().paid_kr if near is None else near
        return dict(zip(self.game.players, map(float, paid_kr), strict=True))
