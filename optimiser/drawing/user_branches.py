"""Branches of all drawings by who is in a group whose centre is used, and what follows in each.

A group whose centre somebody uses is a used group. In a branch some municipalities are inside, in a used group, and
some outside. Where groups must be more than are used, the others must find room beside those inside:

    Σ over the parts of what is not inside · floor(Σ_lots min(size of the lot, least size of a group) / least) >= others

as each of these groups lies in one part, and has at least its least size even if a lot counts for no more than that.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import floor, isfinite

import numpy as np

from optimiser.drawing.bits import bits_of, numbers_in, parts_of
from optimiser.drawing.country import Country
from optimiser.drawing.rules import ROUNDING, SizeBound
from optimiser.portfolios.portfolio_costs import Floats

USED = 1e-4
"""Who uses a centre by a smaller share does not: the solver's rounding."""
FULLER = 1e-3
"""Of two ways to leave others as much room, the one whose parts are larger is nearer to leaving more."""


@dataclass(frozen=True)
class UserBranch:
    """Drawings in which some municipalities, as bits, are in a used group, and some are in none."""

    inside: int = 0
    outside: int = 0

    def with_inside(self, bits: int) -> "UserBranch":
        """Return those in which more are in a used group."""
        return UserBranch(self.inside | bits, self.outside)

    def with_outside(self, bits: int) -> "UserBranch":
        """Return those in which more are in none."""
        return UserBranch(self.inside, self.outside | bits)


@dataclass(frozen=True)
class UserBranches:
    """The branches of a country's drawings in which no more groups than `most_used` are used."""

    country: Country
    most_used: int

    @cached_property
    def whole(self) -> int:
        """All municipalities, by their place among the country's codes."""
        return (1 << len(self.country.codes)) - 1

    @cached_property
    def unused(self) -> int:
        """How many groups at least are not used."""
        return max(0, self.country.rules.fewest_groups - self.most_used)

    @cached_property
    def lots(self) -> Sequence[int]:
        """Those with whom each municipality is in one group in every drawing, itself among them.

        Where everybody is in a group, those whom a lot cuts off from all others go with it if they are too small for a
        group of their own.
        """
        place_of = self.country.place_of
        lots = [bits_of(place_of[other] for other in self.country.lot_of[code]) for code in self.country.codes]
        grows = self.country.rules.everyone
        while grows:
            grows = False
            for one in range(len(lots)):
                small = [
                    part for part in parts_of(self.whole & ~lots[one], self.country.beside) if not self._suffices(part)
                ]
                if small:
                    grows, grown = True, lots[one]
                    for other in numbers_in(lots[one] | sum(small)):
                        grown |= lots[other]
                    for other in numbers_in(grown):
                        lots[other] = grown
        return lots

    # ---- sizes -----------------------------------------------------------------------------------

    @cached_property
    def sizes(self) -> Sequence[tuple[SizeBound, Floats]]:
        """What each bound counts of each municipality [I]."""
        codes = self.country.codes
        return [(bound, np.array([float(of[code]) for code in codes])) for bound, of in self.country.bounds]

    @cached_property
    def counted(self) -> Sequence[tuple[float, Floats]]:
        """Each least size of a group, and what each municipality counts of it [I]: no lot more than all of it."""
        found = []
        for bound, size in self.sizes:
            if bound.least > 0:
                of_lot = np.array([self.size_of(lot, size) for lot in self.lots])
                share = np.minimum(1.0, np.divide(bound.least, of_lot, out=np.ones_like(of_lot), where=of_lot > 0))
                found.append((bound.least, size * share))
        return found

    @staticmethod
    def size_of(bits: int, size: Floats) -> float:
        """Return what some municipalities count together."""
        return float(size[list(numbers_in(bits))].sum())

    def _suffices(self, bits: int) -> bool:
        return all(self.size_of(bits, size) >= bound.least * (1 - ROUNDING) for bound, size in self.sizes)

    def _fits_used(self, bits: int) -> bool:
        """Whether so many used groups can have some municipalities."""
        return all(
            self.size_of(bits, size) <= self.most_used * bound.most * (1 + ROUNDING)
            for bound, size in self.sizes
            if isfinite(bound.most)
        )

    def limits(self) -> Iterator[tuple[Floats, float]]:
        """Go through what municipalities in used groups count [I], and come to at most."""
        for least, counts in self.counted:
            if self.unused:
                yield counts, (float(counts.sum()) - self.unused * least) * (1 + ROUNDING)
        for bound, size in self.sizes:
            if isfinite(bound.most):
                yield size, self.most_used * bound.most * (1 + ROUNDING)

    # ---- room for others -------------------------------------------------------------------------

    def room(self, bits: int) -> int:
        """Return how many groups there are at most among some municipalities."""
        return sum(map(self._room_in_part, parts_of(bits, self.country.beside)))

    def _room_in_part(self, part: int) -> int:
        held = (floor(self.size_of(part, counts) / least + ROUNDING) for least, counts in self.counted)
        return min(held, default=part.bit_count())

    def nearness(self, bits: int) -> float:
        """Return how near some municipalities are to having room for more groups: the room, and how large parts are."""
        room = 0.0
        for part in parts_of(bits, self.country.beside):
            held = min((self.size_of(part, counts) / least for least, counts in self.counted), default=0.0)
            room += self._room_in_part(part) + FULLER * held**2
        return room

    # ---- what follows ----------------------------------------------------------------------------

    def narrowed(self, branch: UserBranch) -> UserBranch | None:
        """Return the same drawings with what follows for each municipality; None where there are none."""
        narrow = self._follow(branch)
        if narrow is None:
            return None
        for one in numbers_in(self.whole & ~narrow.inside & ~narrow.outside):
            lot = self.lots[one]
            if lot & (narrow.inside | narrow.outside):
                continue
            if self._follow(narrow.with_inside(lot)) is None:
                narrow = self._follow(narrow.with_outside(lot))
            elif self._follow(narrow.with_outside(lot)) is None:
                narrow = self._follow(narrow.with_inside(lot))
            if narrow is None:
                return None
        return narrow

    def _follow(self, branch: UserBranch) -> UserBranch | None:
        """Return the same drawings with what follows at once."""
        while True:
            inside, outside = self._with_lots(branch.inside), self._with_lots(branch.outside)
            if inside & outside or not self._fits_used(inside) or self.room(self.whole & ~inside) < self.unused:
                return None
            for part in parts_of(self.whole & ~inside, self.country.beside) if self.country.rules.everyone else ():
                inside |= 0 if self._suffices(part) else part
            parts = list(parts_of(self.whole & ~outside, self.country.beside))
            begun = [part for part in parts if part & inside]
            if len(begun) > self.most_used or inside & outside:
                return None
            for part in parts:
                if not self._suffices(part) or (len(begun) == self.most_used and not part & inside):
                    outside |= part
            if (followed := UserBranch(inside, outside)) == branch:
                return branch
            branch = followed

    def _with_lots(self, bits: int) -> int:
        return bits_of(other for one in numbers_in(bits) for other in numbers_in(self.lots[one]))

    def contested(self, branch: UserBranch, use: Floats) -> int | None:
        """Return the lot by which drawings are divided, whose use of a centre [I] leaves others least room.

        None where it is known of all that use one.
        """
        known = branch.inside | branch.outside
        free = [one for one in range(len(use)) if use[one] > USED and not known >> one & 1]
        taken = branch.inside | bits_of(other for one in free for other in numbers_in(self.lots[one]))
        left = self.whole & ~(taken & ~branch.outside)
        size = self.sizes[0][1] if self.sizes else np.ones(len(use))

        def gain(one: int) -> tuple[float, float]:
            return self.nearness(left | self.lots[one]), self.size_of(self.lots[one], size)

        return self.lots[max(free, key=gain)] if free else None
