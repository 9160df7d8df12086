"""A cost game: what each group costs that plans for itself, and which group an allocation drives away.

Players are municipalities, in a fixed order. A group that leaves keeps the same laws, limits and prices, and those left
behind do not react. Costs are kr. a year.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Payments = Mapping[str, float]
"""What each player pays (kr. a year); they sum to the cost of the plan for all."""
Group = frozenset[str]
NOBODY: Group = frozenset()
ENUMERATED = 10
"""Of up to so many players every group is asked what it costs: fewer than 1,024."""


@dataclass(frozen=True)
class GroupCost:
    """What a group costs that plans for itself: `cost_kr` of the best plan known, and none costs less than `bound_kr`.

    Both are inf where it is proved to have no lawful plan.
    """

    group: Group
    cost_kr: float
    bound_kr: float


@dataclass(frozen=True)
class Objection:
    """The group that gains most by leaving, as far as is known.

    `gain_kr` is what it pays less what its plan costs, and may be negative; it is proved that no group, other than all
    together, gains more than `most_kr`.
    """

    group: Group
    gain_kr: float
    most_kr: float
    cost: GroupCost


class Game(Protocol):
    """What the theory asks of a game."""

    @property
    def players(self) -> tuple[str, ...]:
        """The players, in the order of every array about them."""

    def cost_of(self, group: Group) -> GroupCost:
        """Return what a group costs; nobody costs 0."""

    def find_objection(self, paid: Payments) -> Objection:
        """Return the group, other than all and nobody, that gains most where so much is paid."""


@runtime_checkable
class GameWithoutSome(Game, Protocol):
    """A game that can be asked which group gains most of those that are not set aside, as the nucleolus must."""

    def find_objection_besides(self, paid: Payments, aside: Collection[Group]) -> Objection | None:
        """Return the group that gains most of those not set aside; None where there is none."""


class QuickCost(Protocol):
    """An estimate of what groups cost, for thousands of groups at once. It may be wrong, but is always the same."""

    @property
    def classes(self) -> Flags:
        """Players that may be much alike but for their size: a row a class and a column a player."""

    def costs_kr(self, members: Flags) -> Floats:
        """Return an estimate for each group: `members` has a row a group and a column a player."""


class TabledGame:
    """A game whose costs are all known: of every group of its players, other than nobody.

    An objection is found by going through all groups, so that it is for a dozen players at most.

    Raises:
        ValueError: a group has no cost.
    """

    def __init__(self, players: tuple[str, ...], costs_kr: Mapping[Group, float]) -> None:
        self.players = players
        self._costs_kr = {group: costs_kr[group] for group in list_groups(players) if group in costs_kr}
        missing = [group for group in list_groups(players) if group not in costs_kr]
        if missing:
            raise ValueError(f"{len(missing)} groups have no cost, as {sorted(missing[0])}")

    def cost_of(self, group: Group) -> GroupCost:
        """Return the cost that was given; nobody costs 0."""
        cost_kr = self._costs_kr[group] if group else 0.0
        return GroupCost(group, cost_kr, cost_kr)

    def find_objection(self, paid: Payments) -> Objection:
        """Return the group, other than all and nobody, that gains most; the first of those that gain alike.

        Raises:
            ValueError: there is one player, whom nobody can leave.
        """
        found = self.find_objection_besides(paid, ())
        if found is None:
            raise ValueError("a game of one player has no group that can leave")
        return found

    def find_objection_besides(self, paid: Payments, aside: Collection[Group]) -> Objection | None:
        """Return the group that gains most of those not set aside; None where there is none."""
        best: tuple[Group, float] | None = None
        for group in list_groups(self.players)[:-1]:
            gain_kr = sum(paid[each] for each in self.players if each in group) - self._costs_kr[group]
            if group not in aside and (best is None or gain_kr > best[1]):
                best = group, gain_kr
        return Objection(*best, best[1], self.cost_of(best[0])) if best else None

    @property
    def classes(self) -> Flags:
        """Nobody is known to be like another."""
        return np.zeros((0, len(self.players)), dtype=bool)

    def costs_kr(self, members: Flags) -> Floats:
        """Return the costs of groups by their flags, as a `QuickCost` does."""
        return np.array([self.cost_of(group_of(self.players, row)).cost_kr for row in members])


def list_groups(players: tuple[str, ...]) -> list[Group]:
    """Return every group of players but nobody: by size, and then in their order; all together are the last."""
    return sorted(_groups_in(players), key=lambda group: (len(group), [player not in group for player in players]))


def _groups_in(players: tuple[str, ...]) -> Iterator[Group]:
    for number in range(1, 2 ** len(players)):
        yield frozenset(player for at, player in enumerate(players) if number >> at & 1)


def group_of(players: tuple[str, ...], row: Flags) -> Group:
    """Return the group that a row of flags stands for."""
    return frozenset(player for player, takes_part in zip(players, row, strict=True) if takes_part)


def flags_of(players: tuple[str, ...], groups: list[Group]) -> Flags:
    """Return a row of flags for each group."""
    return np.array([[player in group for player in players] for group in groups], dtype=bool).reshape(-1, len(players))


def known_kr(kr: float) -> float | None:
    """Return an amount, or None where it is infinite: nothing is known, or there is no plan."""
    return kr if isfinite(kr) else None


def sum_paid(paid: Payments, group: Group) -> float:
    """Return what a group pays, summed in the order of the payments."""
    return sum((paid_kr for player, paid_kr in paid.items() if player in group), 0.0)
