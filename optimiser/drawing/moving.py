"""A drawing that changes step by step, and obeys the rules after each.

A move takes a municipality to a group next to it, to a group of its own, or out of all groups: with those it is kept
together with, and those whom its old group would lose touch with. Two or three moves may be one step, so that groups
exchange members where bounds on their size are narrow.
"""

from collections.abc import Iterable, Sequence
from random import Random

from optimiser.data.adjacency import connected_parts, is_connected
from optimiser.drawing.country import Country, Drawing, drawing_of
from optimiser.drawing.rules import Group

NOWHERE = -1
"""The number of no group."""
MOVES_OF_A_STEP = (1, 1, 1, 1, 2, 2, 3)
"""A step has so many moves, drawn from these."""
Move = tuple[str, int, int]
"""Who moves, the number of the group it leaves, and of the one it joins."""


class MovingDrawing:
    """A drawing by the members of each group, and by the number of each municipality's group."""

    def __init__(self, country: Country, drawing: Drawing) -> None:
        self.country = country
        empty = [set[str]() for _ in range(country.rules.most_groups - len(drawing))]
        self.groups = [*(set(group) for group in drawing), *empty]
        self.group_of = dict.fromkeys(country.codes, NOWHERE)
        self.group_of |= {code: number for number, group in enumerate(self.groups) for code in group}

    @property
    def drawing(self) -> Drawing:
        """The drawing as it stands."""
        return drawing_of(self.groups)

    def step(self, rng: Random) -> list[Move]:
        """Make some moves after which the rules are obeyed; return them, none where they would not be."""
        moves = list[Move]()
        codes: Sequence[str] = self.country.codes
        for _ in range(rng.choice(MOVES_OF_A_STEP)):
            moved = self._move(rng.choice(codes), rng)
            moves += moved
            if moved and moved[0][2] != NOWHERE:
                codes = sorted(self.groups[moved[0][2]])
        if not self._obeys({number for _, *numbers in moves for number in numbers if number != NOWHERE}):
            self.take_back(moves)
            return []
        return moves

    def _move(self, code: str, rng: Random) -> list[Move]:
        """Move a municipality, and those who must go with it, to a group that may have them; return who moved."""
        own = self.group_of[code]
        near = {self.group_of[other] for other in self.country.neighbours[code]}
        targets = sorted(near - {own, NOWHERE})
        targets += [NOWHERE] if own != NOWHERE and not self.country.must_join(code) else []
        targets += [number for number, group in enumerate(self.groups) if not group][:1]
        if not targets:
            return []
        to, moving = rng.choice(targets), self._going(code)
        if not moving or not self._may_be_in(to, moving):
            return []
        moves = [(each, own, to) for each in sorted(moving)]
        self._make(moves)
        return moves

    def _going(self, code: str) -> Group:
        """Who leaves a group when one does: its lot, and who would be cut off; nobody where lots would be parted."""
        own, lots = self.group_of[code], self.country.lot_of
        moving = lots[code]
        if own != NOWHERE and (rest := self.groups[own] - moving):
            moving = moving.union(*connected_parts(rest, self.country.neighbours)[1:])
        return moving if all(lots[each] <= moving for each in moving) else frozenset()

    def _may_be_in(self, number: int, moving: Group) -> bool:
        """Whether some may join a group, whatever its size, or be in none."""
        if number == NOWHERE:
            return not any(map(self.country.must_join, moving))
        joined = self.groups[number] | moving
        if any(self.country.foes[each] & joined for each in moving):
            return False
        return len(joined) > len(moving) == 1 or is_connected(joined, self.country.neighbours)

    def _obeys(self, changed: Iterable[int]) -> bool:
        """Whether there are as many groups as there may be, and those that have changed are as large as they may be."""
        some = [self.groups[number] for number in changed if self.groups[number]]
        count, rules = sum(map(bool, self.groups)), self.country.rules
        return rules.fewest_groups <= count <= rules.most_groups and all(
            self.country.fits(group) and self.country.suffices(group) for group in some
        )

    def take_back(self, moves: Sequence[Move]) -> list[Move]:
        """Take moves back, the last first; return them in that order."""
        backwards = list(reversed(moves))
        self._make([(code, joined, left) for code, left, joined in backwards])
        return backwards

    def _make(self, moves: Iterable[Move]) -> None:
        for code, left, joined in moves:
            if left != NOWHERE:
                self.groups[left].remove(code)
            if joined != NOWHERE:
                self.groups[joined].add(code)
            self.group_of[code] = joined
