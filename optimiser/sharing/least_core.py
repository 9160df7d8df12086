"""The least core: payments at which the group that objects most gains as little as can be; is the core empty?

ε is the least that the group gaining most by leaving must gain, whatever is paid. The core is empty where ε > 0. The
groups known so far bound ε from below; payments bound it from above, by what no group gains more than. Groups are found
one at a time, each by one question to the game: which gains most at these payments. To ask few, the payments asked
about are those nearest to a given allocation at which no known group gains more than a level between the two bounds (a
level method: C. Lemaréchal, A. Nemirovskii and Y. Nesterov, New variants of bundle methods, Mathematical Programming
69, 1995); so the answer is the one of many that is nearest to that allocation, too. Least core: M. Maschler, B. Peleg
and L. S. Shapley, Geometric properties of the kernel, nucleolus, and related solution concepts, Mathematics of
Operations Research 4, 1979.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import inf, isfinite
from typing import Literal

from optimiser.sharing.game import Game, GroupCost, Objection, Payments
from optimiser.sharing.known_groups import KnownGroups

LEVEL = 0.5
"""How far up the level lies from the lower bound of ε to the upper one."""
CLOSING = 0.1
"""Part of the bounds' first distance: once they are this near, payments at the lower one may be the last."""
CLOSED = 1e-8
"""Part of the total: bounds of ε that are this near are one."""

CoreAnswer = Literal["empty", "not empty", "open"]


@dataclass(frozen=True)
class LeastCore:
    """Payments, and the bounds of ε (kr. a year): `low_kr` is proved of all payments, `high_kr` of these.

    `objections` are the groups that were found, in order; `nearest` is true where of all payments that are as good
    these are proved to be the nearest to what was wanted.
    """

    payments: dict[str, float]
    low_kr: float
    high_kr: float
    objections: tuple[Objection, ...]
    groups: tuple[GroupCost, ...]
    nearest: bool
    nothing_kr: float

    @property
    def core(self) -> CoreAnswer:
        """Whether some payments let no group gain by leaving; bounds within rounding of 0 count as 0."""
        if self.low_kr > self.nothing_kr:
            return "empty"
        return "not empty" if self.high_kr <= self.nothing_kr else "open"


@dataclass(frozen=True)
class LeastCoreOptions:
    """How far to look: at most so many questions to the game, and no further once the bounds of ε are so near (kr.).

    With `decide_only` the search ends once it is known whether the core is empty.
    With `individually_rational` nobody pays more than it costs alone.
    """

    questions: int = 1000
    gap_kr: float = 0.0
    decide_only: bool = False
    individually_rational: bool = False


def find_least_core(
    game: Game, wanted: Payments | None = None, options: LeastCoreOptions | None = None, known: Iterable[GroupCost] = ()
) -> LeastCore:
    """Return the payments of the least core nearest to those wanted, or the best found within the limits.

    Without `wanted` they are near what each costs alone, in proportion. Costs already known of groups save questions.

    Raises:
        NoPaymentsError: nobody is to pay more than it costs alone, and together they then pay too little.
    """
    options = options or LeastCoreOptions()
    groups = know_groups(game, known, individually_rational=options.individually_rational)
    wanted = wanted or in_proportion(groups)
    if len(game.players) == 1:
        return LeastCore(dict(wanted), -inf, -inf, (), (), nearest=True, nothing_kr=0.0)
    search = Search(groups, game.find_objection, wanted, options)
    search.run()
    return LeastCore(
        dict(search.payments),
        search.low_kr,
        search.high_kr,
        tuple(search.objections),
        tuple(groups.costs.values()),
        search.nearest,
        search.nothing_kr,
    )


def know_groups(game: Game, known: Iterable[GroupCost], *, individually_rational: bool) -> KnownGroups:
    """Return what is known to begin with: what each costs alone, and what was handed over."""
    given = {cost.group: cost for cost in known}
    alone = [given.get(group) or game.cost_of(group) for group in (frozenset({player}) for player in game.players)]
    most_kr = {player: cost.cost_kr for player, cost in zip(game.players, alone, strict=True)}
    groups = KnownGroups(
        game.players, game.cost_of(frozenset(game.players)).cost_kr, most_kr if individually_rational else {}
    )
    groups.add([*alone, *given.values()])
    return groups


def in_proportion(groups: KnownGroups) -> Payments:
    """Return the total in proportion to what each costs alone, or in equal parts where that says nothing."""
    costs = [groups.costs.get(frozenset({player})) for player in groups.players]
    alone_kr = [cost.cost_kr if cost else inf for cost in costs]
    whole_kr = sum(alone_kr)
    parts = [kr / whole_kr for kr in alone_kr] if isfinite(whole_kr) and whole_kr > 0 else [1 / len(costs)] * len(costs)
    return {player: groups.total_kr * part for player, part in zip(groups.players, parts, strict=True)}


class Search:
    """The search for the least excess: its bounds so far, and the payments that the upper one is proved of."""

    def __init__(
        self, groups: KnownGroups, ask: Callable[[Payments], Objection], wanted: Payments, options: LeastCoreOptions
    ) -> None:
        self.groups, self._ask_game, self._wanted, self._options = groups, ask, wanted, options
        self.objections: list[Objection] = []
        self.low_kr, self.high_kr = -inf, inf
        self.payments: Payments = wanted
        self.closed = self.nearest = False
        self._improved = self._stalled = False
        self._first_gap_kr = 0.0

    def run(self) -> None:
        """Ask until the bounds meet, the question is decided, nothing new is found, or no questions are left."""
        goes_on = True
        while goes_on and not self.closed and len(self.objections) < self._options.questions:
            self._update_low()
            goes_on = not self._decided and self._ask()
        self._update_low()

    @property
    def nothing_kr(self) -> float:
        """Bounds that are this near are one."""
        return max(self._options.gap_kr, CLOSED * abs(self.groups.total_kr))

    @property
    def _decided(self) -> bool:
        return self._options.decide_only and (self.low_kr > self.nothing_kr or self.high_kr <= self.nothing_kr)

    def _update_low(self) -> None:
        self.low_kr = max(self.low_kr, self.groups.least_excess().excess_kr)

    def _level_kr(self) -> float:
        """The excess that the next payments leave the known groups.

        It is the lower bound itself once that is near and the last payments were better than all before: these may then
        be the last. So it is where the last objection was known: only payments at the bound can say more.
        """
        if not isfinite(self.low_kr):
            return 0.0
        if self._options.decide_only and self.low_kr <= 0:
            return LEVEL * self.low_kr
        high_kr = min(self.high_kr, max(self.low_kr, self.groups.largest_excess_kr(self._wanted)))
        near = self.high_kr - self.low_kr <= CLOSING * self._first_gap_kr
        if self._stalled or (near and self._improved) or self.high_kr - self.low_kr <= self.nothing_kr:
            return self.low_kr
        return self.low_kr + LEVEL * (high_kr - self.low_kr)

    def _ask(self) -> bool:
        """Ask the game about the payments at the level; return whether it may be worth asking again."""
        level_kr = self._level_kr()
        found = self.groups.nearest_within(level_kr, self._wanted)
        paid_kr = self.groups.least_excess().paid_kr if found is None else found
        paid = dict(zip(self.groups.players, map(float, paid_kr), strict=True))
        objection = self._ask_game(paid)
        self.objections.append(objection)
        self.closed = level_kr <= self.low_kr and objection.most_kr <= self.low_kr + self.nothing_kr
        self.nearest = self.closed and found is not None
        self._improved = objection.most_kr < self.high_kr
        if self._improved or self.closed:
            self.high_kr, self.payments = objection.most_kr, paid
        if len(self.objections) == 1:
            self._first_gap_kr = self.high_kr - self.low_kr
        new = self.groups.add([objection.cost])
        self._stalled = not new and objection.most_kr - objection.gain_kr > self.nothing_kr
        return not self._stalled or level_kr > self.low_kr
