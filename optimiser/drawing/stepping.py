"""Steps from drawing to drawing of a whole country, with groups as bits: the moves of every search, however it values.

Two kinds of steps: a municipality goes over a border, or two groups that meet are joined and divided anew, along an
edge of a tree drawn at random over both (recombination). Groups hang together, and who is to be together or apart is
so, all the time; sizes may be missed on the way, at a price. What is kept as the best obeys every rule.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from random import Random
from typing import Protocol

import numpy as np

from optimiser.data.adjacency import connected_parts
from optimiser.data.tolerances import A_KRONE
from optimiser.drawing.bits import bits_of, numbers_in, part_of
from optimiser.drawing.country import Country, Drawing, drawing_of
from optimiser.drawing.moving import NOWHERE
from optimiser.drawing.valuing import GroupValues
from optimiser.portfolios.portfolio_costs import Floats

RECOMBINED = 0.05
"""The share of steps in which two groups are divided anew."""
LEAVING = 0.1
"""How often who may be in no group is tried there, of the times it is drawn inside its own."""


@dataclass(frozen=True)
class Lot:
    """Those who move together, as bits and by number; and those with whom they may not be, as bits."""

    bits: int
    numbers: tuple[int, ...]
    foes: int
    must_join: bool


@dataclass(frozen=True)
class BitGroup:
    """A group as bits: what its members come to together, what that is worth, and what the sizes it misses cost.

    `sums` are what its members save at each price, and their sizes.
    """

    bits: int
    sums: Floats
    value_kr: float
    missing_kr: float


Change = Mapping[int, BitGroup]
"""By number the groups that a step makes anew."""


class Valuer(Protocol):
    """Tells what groups are worth (kr. a year), whatever sizes they miss."""

    def worth_kr(self, groups: Sequence[BitGroup], before: Sequence[BitGroup], least_kr: float) -> float:
        """Return what groups are worth; where that is less than `least_kr`, anything that is less.

        They are one step from the groups `before`, of which this was asked earlier; these are none to begin with.
        """


class Layout:
    """A country by numbers, what its groups are worth at prices, and what a unit of a size costs that they miss."""

    def __init__(self, country: Country, values: GroupValues, size_kr: Sequence[float], seed: int) -> None:
        """Lay out the country."""
        self.country, self.values, self.size_kr, self.seed, codes = country, values, size_kr, seed, country.codes
        sizes = np.array([[of[code] for _, of in country.bounds] for code in codes], dtype=float)
        self.counts = np.hstack([values.saved_by(codes), sizes.reshape(len(codes), len(country.bounds))])
        self.near = [list(numbers_in(bits)) for bits in country.beside]
        self.lot = list(map(self._lot, codes))

    def _lot(self, code: str) -> Lot:
        members = sorted(self.country.place_of[member] for member in self.country.lot_of[code])
        foes = (self.country.place_of[foe] for member in self.country.lot_of[code] for foe in self.country.foes[member])
        return Lot(bits_of(members), tuple(members), bits_of(foes), self.country.must_join(code))

    def cut_apart(self, number: int, cutting: int, start: Drawing = ()) -> Drawing | None:
        """Return so many groups at least that hang together, whatever their sizes: lots cut off from others at random.

        `cutting` tells one from others. It begins with the groups of `start`, or with the parts of the
        country. None where none can be cut off.
        """
        draw = Random(f"{self.seed} {number} {cutting}")  # noqa: S311  # nothing secret is drawn
        parts = start or connected_parts(self.country.codes, self.country.neighbours)
        groups = [bits_of(self.country.place_of[code] for code in part) for part in parts]
        while len(groups) < number:
            places = [(at, one) for at, bits in enumerate(groups) for one in numbers_in(bits)]
            draw.shuffle(places)
            cut = next((place for place in places if self._may_be_cut(groups[place[0]], self.lot[place[1]])), None)
            if cut is None:
                return None
            groups[cut[0]] &= ~self.lot[cut[1]].bits
            groups.append(self.lot[cut[1]].bits)
        return self.drawing(groups)

    def _may_be_cut(self, bits: int, lot: Lot) -> bool:
        rest = bits & ~lot.bits
        return bool(rest) and self.hangs_together(rest) and self.hangs_together(lot.bits)

    # ---- groups as bits ------------------------------------------------------------------------

    def drawing(self, groups: Iterable[int]) -> Drawing:
        """Return groups as a drawing."""
        return drawing_of([self.country.codes[one] for one in numbers_in(bits)] for bits in groups)

    def hangs_together(self, bits: int) -> bool:
        """Return whether some municipalities hang together."""
        return part_of(bits, self.country.beside) == bits

    def keeps_lots(self, bits: int) -> bool:
        """Return whether each of some municipalities is there with its lot, and none with a foe."""
        lots = (self.lot[one] for one in numbers_in(bits))
        return all(lot.bits & bits == lot.bits and not lot.foes & bits for lot in lots)

    def sums_of(self, bits: int) -> Floats:
        """Return what some municipalities come to together."""
        return np.asarray(self.counts[list(numbers_in(bits))].sum(axis=0))

    def group(self, bits: int, sums: Floats) -> BitGroup:
        """Return a group with what it is worth."""
        prices, missing_kr = self.values.saved_kr.shape[1], 0.0
        for size, (bound, _), kr in zip(sums[prices:].tolist(), self.country.bounds, self.size_kr, strict=True):
            missed = max(0.0, bound.least - size) + max(0.0, size - bound.most)
            missing_kr += kr * missed * (1.0 + missed / max(bound.least, size)) if missed else 0.0
        return BitGroup(bits, sums, self.values.of_sums(sums[:prices]), missing_kr)


class Stepping:
    """Groups as they are at some time of a search, and the `best` drawing that they have been."""

    def __init__(self, layout: Layout, valuer: Valuer, start: Drawing) -> None:
        self.layout, self.valuer = layout, valuer
        every = [bits_of(layout.country.place_of[code] for code in group) for group in start]
        self.groups = [layout.group(bits, layout.sums_of(bits)) for bits in every]
        self.group_of = [NOWHERE] * len(layout.counts)
        self.make(dict(enumerate(self.groups)))
        self.change: Change = {}
        self.worth_kr = self.proposed_kr = valuer.worth_kr(self.groups, (), -inf)
        allowed = layout.country.allows(start)
        self.best: Drawing | None = start if allowed else None
        self.best_kr = self.worth_kr if allowed else -inf

    def propose(self, draw: Random, least: float) -> float | None:
        """Draw a change; return by how much more the groups are worth after it, None where there is none."""
        self.change = self.recombine(draw) if draw.random() < RECOMBINED else self.move(draw)
        if not self.change:
            return None
        spared_kr = self._spared_kr(self.change)
        asked_kr = self.worth_kr + least - spared_kr
        self.proposed_kr = self.valuer.worth_kr(self._after(self.change), self.groups, asked_kr)
        return self.proposed_kr - self.worth_kr + spared_kr

    def accept(self) -> None:
        """Make the change, and keep the drawing where it is the best."""
        self.make(self.change)
        self.worth_kr = self.proposed_kr
        if self.worth_kr > self.best_kr + A_KRONE and not any(group.missing_kr for group in self.groups):
            drawing = self.layout.drawing(group.bits for group in self.groups)
            if self.layout.country.allows(drawing):
                self.best, self.best_kr = drawing, self.worth_kr

    def refuse(self) -> None:
        """Leave the groups as they are: nothing is changed yet."""

    def _after(self, change: Change) -> list[BitGroup]:
        """Return the groups after a change."""
        return [change.get(number, group) for number, group in enumerate(self.groups)]

    def _spared_kr(self, change: Change) -> float:
        """Return by how much less the sizes cost that groups miss after a change."""
        return sum(self.groups[number].missing_kr - new.missing_kr for number, new in change.items())

    def _gain_at_prices(self, change: Change) -> float:
        """Return by how much more the groups are worth at prices after a change, what sizes they miss with it."""
        after, now = (
            self.layout.values.of_all(group.value_kr for group in every) for every in (self._after(change), self.groups)
        )
        return after - now + self._spared_kr(change)

    def make(self, change: Change) -> None:
        """Make a change."""
        for number, new in change.items():
            for one in numbers_in(self.groups[number].bits & ~new.bits):
                if self.group_of[one] == number:
                    self.group_of[one] = NOWHERE
            for one in numbers_in(new.bits):
                self.group_of[one] = number
            self.groups[number] = new

    def move(self, draw: Random) -> Change:
        """Draw a municipality at random that moves with its lot to the group of a neighbour; empty where it may not."""
        layout = self.layout
        one = draw.randrange(len(layout.counts))
        near, left, lot = layout.near[one], self.group_of[one], layout.lot[one]
        joined = self.group_of[near[draw.randrange(len(near))]] if near else left
        if joined == left and draw.random() < LEAVING:
            joined = NOWHERE
        if joined == left or (joined == NOWHERE and lot.must_join):
            return {}
        change: dict[int, BitGroup] = {}
        if left != NOWHERE:
            rest = self.groups[left].bits & ~lot.bits
            if not rest or not layout.hangs_together(rest):
                return {}
            change[left] = self._changed(self.groups[left], lot, -1.0)
        if joined != NOWHERE:
            grown = self.groups[joined].bits | lot.bits
            if lot.foes & grown or (len(lot.numbers) > 1 and not layout.hangs_together(grown)):
                return {}
            change[joined] = self._changed(self.groups[joined], lot, 1.0)
        return change

    def _changed(self, group: BitGroup, lot: Lot, sign: float) -> BitGroup:
        """A group with a lot more (1) or less (-1)."""
        sums = group.sums
        for one in lot.numbers:
            sums = sums + sign * self.layout.counts[one]
        return self.layout.group(group.bits ^ lot.bits, sums)

    def recombine(self, draw: Random) -> Change:
        """Join two groups that meet, and divide them along the edge of a tree at which they are worth most."""
        layout = self.layout
        one = draw.randrange(len(layout.counts))
        near = layout.near[one]
        here, there = self.group_of[one], self.group_of[near[draw.randrange(len(near))]] if near else NOWHERE
        if here == there or NOWHERE in (here, there):
            return {}
        bits = self.groups[here].bits | self.groups[there].bits
        sums = self.groups[here].sums + self.groups[there].sums
        best, best_gain = dict[int, BitGroup](), -inf
        for cut, cut_sums in self._branches(one, bits, draw):
            pair = layout.group(cut, cut_sums), layout.group(bits ^ cut, sums - cut_sums)
            change = {here: pair[0], there: pair[1]}
            gain = self._gain_at_prices(change)
            if gain > best_gain and layout.keeps_lots(cut) and layout.keeps_lots(bits ^ cut):
                best, best_gain = change, gain
        return best

    def _branches(self, root: int, bits: int, draw: Random) -> Iterator[tuple[int, Floats]]:
        """Go through the branches of a tree drawn at random over some municipalities, with what is in each."""
        layout, left, order = self.layout, bits & ~(1 << root), [root]
        edges, above = [(other, root) for other in layout.near[root] if left >> other & 1], {root: root}
        while edges:
            place = draw.randrange(len(edges))
            edges[place], edges[-1] = edges[-1], edges[place]
            one, parent = edges.pop()
            if left >> one & 1:
                left &= ~(1 << one)
                above[one] = parent
                order.append(one)
                edges += [(other, one) for other in layout.near[one] if left >> other & 1]
        below = {one: (1 << one, layout.counts[one]) for one in order}
        for one in reversed(order[1:]):
            branch, counts = below[one]
            yield branch, counts
            others, sums = below[above[one]]
            below[above[one]] = others | branch, sums + counts
