"""Drawings of a whole country searched for by simulated annealing, at what groups are worth at prices.

Two kinds of steps: a municipality goes over a border, or two groups that meet are joined and divided anew, along an
edge of a tree drawn at random over both (recombination). Groups hang together, and who is to be together or apart is
so, all the time; sizes may be missed on the way, at a price. What is handed out obeys every rule.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import inf
from random import Random

import numpy as np

from optimiser.data.adjacency import connected_parts
from optimiser.data.tolerances import A_KRONE
from optimiser.drawing.annealing import anneal
from optimiser.drawing.bits import bits_of, numbers_in, part_of
from optimiser.drawing.country import Country, Drawing, drawing_of
from optimiser.drawing.moving import NOWHERE
from optimiser.drawing.valuing import GroupValues
from optimiser.portfolios.portfolio_costs import Floats

STEPS = 600
"""Steps tried in one search, for each municipality."""
AT_RANDOM = 2
"""So many searches begin with groups cut apart at random."""
RECOMBINED = 0.05
"""The share of steps in which two groups are divided anew."""
LEAVING = 0.1
"""How often who may be in no group is tried there, of the times it is drawn inside its own."""
WARM, COLD = 0.5, 1e-3
"""The temperature at the start and at the end, in what the municipality that saves most does."""
MISSING_PRICE = 3.0
"""What a unit of size that a group misses costs, in the most that any municipality saves by the unit."""
FEW = 10
"""Of the municipalities that save most, so many say how much that is."""


@dataclass(frozen=True)
class _Lot:
    """Those who move together, as bits and by number; and those with whom they may not be, as bits."""

    bits: int
    numbers: tuple[int, ...]
    foes: int
    must_join: bool


@dataclass(frozen=True)
class _Group:
    """A group as bits: what its members come to together, what that is worth, and what the sizes it misses cost.

    `sums` are what its members save at each price, and their sizes.
    """

    bits: int
    sums: Floats
    value_kr: float
    missing_kr: float


_Change = Mapping[int, _Group]
"""By number the groups that a step makes anew."""


class PriceSearch:
    """A search for drawings that are worth much, from any drawing, lawful or not, whose groups hang together."""

    def __init__(self, country: Country, values: GroupValues, seed: int) -> None:
        """Lay out the country by numbers."""
        self.country, self.seed, self.values, codes = country, seed, values, country.codes
        row = {code: number for number, code in enumerate(values.codes)}
        nothing = np.zeros(values.saved_kr.shape[1])
        saved = np.array([values.saved_kr[row[code]] if code in row else nothing for code in codes])
        sizes = np.array([[of[code] for _, of in country.bounds] for code in codes], dtype=float)
        self.counts = np.hstack([saved, sizes.reshape(len(codes), len(country.bounds))])
        most_kr = saved.max(axis=1)
        self.most_saved_kr = float(np.sort(most_kr)[-FEW:].mean()) or 1.0
        self.size_kr = [MISSING_PRICE * float((most_kr / np.maximum(size, 1.0)).max()) or 1.0 for size in sizes.T]
        self.place = {code: number for number, code in enumerate(codes)}
        self.near = [sorted(self.place[other] for other in country.neighbours[code]) for code in codes]
        self.beside = list(map(bits_of, self.near))
        self.lot = list(map(self._lot, codes))

    def _lot(self, code: str) -> _Lot:
        members = sorted(self.place[member] for member in self.country.lot_of[code])
        foes = (self.place[foe] for member in self.country.lot_of[code] for foe in self.country.foes[member])
        return _Lot(bits_of(members), tuple(members), bits_of(foes), self.country.must_join(code))

    # ---- a search ------------------------------------------------------------------------------

    def run(self, start: Drawing, steps: int) -> Drawing | None:
        """Return the drawing worth most of those met from a start; None where none of them obeys the rules."""
        draw = Random(f"{self.seed} {steps} {sorted(map(sorted, start))}")  # noqa: S311  # nothing secret is drawn
        state = _State(self, start)
        first = WARM * self.most_saved_kr
        anneal(state, (first * (COLD / WARM) ** (step / steps) for step in range(1, steps + 1)), draw)
        return state.best

    def cut_apart(self, number: int, cutting: int, start: Drawing = ()) -> Drawing | None:
        """Return so many groups at least that hang together, whatever their sizes: lots cut off from others at random.

        `cutting` tells one from others. It begins with the groups of `start`, or with the parts of the
        country. None where none can be cut off.
        """
        draw = Random(f"{self.seed} {number} {cutting}")  # noqa: S311  # nothing secret is drawn
        parts = start or connected_parts(self.country.codes, self.country.neighbours)
        groups = [bits_of(self.place[code] for code in part) for part in parts]
        while len(groups) < number:
            places = [(at, one) for at, bits in enumerate(groups) for one in numbers_in(bits)]
            draw.shuffle(places)
            cut = next((place for place in places if self._may_be_cut(groups[place[0]], self.lot[place[1]])), None)
            if cut is None:
                return None
            groups[cut[0]] &= ~self.lot[cut[1]].bits
            groups.append(self.lot[cut[1]].bits)
        return self.drawing(groups)

    def _may_be_cut(self, bits: int, lot: _Lot) -> bool:
        rest = bits & ~lot.bits
        return bool(rest) and self.hangs_together(rest) and self.hangs_together(lot.bits)

    # ---- groups as bits ------------------------------------------------------------------------

    def drawing(self, groups: Iterable[int]) -> Drawing:
        """Return groups as a drawing."""
        return drawing_of([self.country.codes[one] for one in numbers_in(bits)] for bits in groups)

    def hangs_together(self, bits: int) -> bool:
        """Return whether some municipalities hang together."""
        return part_of(bits, self.beside) == bits

    def keeps_lots(self, bits: int) -> bool:
        """Return whether each of some municipalities is there with its lot, and none with a foe."""
        lots = (self.lot[one] for one in numbers_in(bits))
        return all(lot.bits & bits == lot.bits and not lot.foes & bits for lot in lots)

    def sums_of(self, bits: int) -> Floats:
        """Return what some municipalities come to together."""
        return np.asarray(self.counts[list(numbers_in(bits))].sum(axis=0))

    def group(self, bits: int, sums: Floats) -> _Group:
        """Return a group with what it is worth."""
        prices, missing_kr = self.values.saved_kr.shape[1], 0.0
        for size, (bound, _), kr in zip(sums[prices:].tolist(), self.country.bounds, self.size_kr, strict=True):
            missed = max(0.0, bound.least - size) + max(0.0, size - bound.most)
            missing_kr += kr * missed * (1.0 + missed / max(bound.least, size)) if missed else 0.0
        return _Group(bits, sums, self.values.of_sums(sums[:prices]), missing_kr)


class _State:
    """Groups as they are at some time of a search, and the `best` drawing that they have been."""

    def __init__(self, search: PriceSearch, start: Drawing) -> None:
        self.search = search
        every = [bits_of(search.place[code] for code in group) for group in start]
        self.groups = [search.group(bits, search.sums_of(bits)) for bits in every]
        self.group_of = [NOWHERE] * len(search.counts)
        self.make(dict(enumerate(self.groups)))
        self.change: _Change = {}
        allowed = search.country.allows(start)
        self.best: Drawing | None = start if allowed else None
        self.best_kr = self.value_kr if allowed else -inf

    def propose(self, draw: Random) -> float | None:
        """Draw a change; return by how much more the groups are worth after it, None where there is none."""
        self.change = self.recombine(draw) if draw.random() < RECOMBINED else self.move(draw)
        return self.gain_of(self.change) if self.change else None

    def accept(self) -> None:
        """Make the change, and keep the drawing where it is the best."""
        self.make(self.change)
        if self.is_lawful and self.value_kr > self.best_kr + A_KRONE:
            drawing = self.drawing
            if self.search.country.allows(drawing):
                self.best, self.best_kr = drawing, self.value_kr

    def refuse(self) -> None:
        """Leave the groups as they are: nothing is changed yet."""

    @property
    def value_kr(self) -> float:
        """What all groups save."""
        return self.search.values.of_all(group.value_kr for group in self.groups)

    @property
    def is_lawful(self) -> bool:
        """True where no group misses a size."""
        return not any(group.missing_kr for group in self.groups)

    @property
    def drawing(self) -> Drawing:
        """The groups as a drawing."""
        return self.search.drawing(group.bits for group in self.groups)

    def gain_of(self, change: _Change) -> float:
        """Return by how much more the groups are worth after a change, what sizes they miss at its price."""
        after = (change.get(number, group).value_kr for number, group in enumerate(self.groups))
        missing = sum(self.groups[number].missing_kr - new.missing_kr for number, new in change.items())
        return self.search.values.of_all(after) - self.value_kr + missing

    def make(self, change: _Change) -> None:
        """Make a change."""
        for number, new in change.items():
            for one in numbers_in(self.groups[number].bits & ~new.bits):
                if self.group_of[one] == number:
                    self.group_of[one] = NOWHERE
            for one in numbers_in(new.bits):
                self.group_of[one] = number
            self.groups[number] = new

    def move(self, draw: Random) -> _Change:
        """Draw a municipality at random that moves with its lot to the group of a neighbour; empty where it may not."""
        search = self.search
        one = draw.randrange(len(search.counts))
        near, left, lot = search.near[one], self.group_of[one], search.lot[one]
        joined = self.group_of[near[draw.randrange(len(near))]] if near else left
        if joined == left and draw.random() < LEAVING:
            joined = NOWHERE
        if joined == left or (joined == NOWHERE and lot.must_join):
            return {}
        change: dict[int, _Group] = {}
        if left != NOWHERE:
            rest = self.groups[left].bits & ~lot.bits
            if not rest or not search.hangs_together(rest):
                return {}
            change[left] = self._changed(self.groups[left], lot, -1.0)
        if joined != NOWHERE:
            grown = self.groups[joined].bits | lot.bits
            if lot.foes & grown or (len(lot.numbers) > 1 and not search.hangs_together(grown)):
                return {}
            change[joined] = self._changed(self.groups[joined], lot, 1.0)
        return change

    def _changed(self, group: _Group, lot: _Lot, sign: float) -> _Group:
        """A group with a lot more (1) or less (-1)."""
        sums = group.sums
        for one in lot.numbers:
            sums = sums + sign * self.search.counts[one]
        return self.search.group(group.bits ^ lot.bits, sums)

    def recombine(self, draw: Random) -> _Change:
        """Join two groups that meet, and divide them along the edge of a tree at which they are worth most."""
        search = self.search
        one = draw.randrange(len(search.counts))
        near = search.near[one]
        here, there = self.group_of[one], self.group_of[near[draw.randrange(len(near))]] if near else NOWHERE
        if here == there or NOWHERE in (here, there):
            return {}
        bits = self.groups[here].bits | self.groups[there].bits
        sums = self.groups[here].sums + self.groups[there].sums
        best, best_gain = dict[int, _Group](), -inf
        for cut, cut_sums in self._branches(one, bits, draw):
            pair = search.group(cut, cut_sums), search.group(bits ^ cut, sums - cut_sums)
            change = {here: pair[0], there: pair[1]}
            gain = self.gain_of(change)
            if gain > best_gain and search.keeps_lots(cut) and search.keeps_lots(bits ^ cut):
                best, best_gain = change, gain
        return best

    def _branches(self, root: int, bits: int, draw: Random) -> Iterator[tuple[int, Floats]]:
        """Go through the branches of a tree drawn at random over some municipalities, with what is in each."""
        search, left, order = self.search, bits & ~(1 << root), [root]
        edges, above = [(other, root) for other in search.near[root] if left >> other & 1], {root: root}
        while edges:
            place = draw.randrange(len(edges))
            edges[place], edges[-1] = edges[-1], edges[place]
            one, parent = edges.pop()
            if left >> one & 1:
                left &= ~(1 << one)
                above[one] = parent
                order.append(one)
                edges += [(other, one) for other in search.near[one] if left >> other & 1]
        below = {one: (1 << one, search.counts[one]) for one in order}
        for one in reversed(order[1:]):
            branch, counts = below[one]
            yield branch, counts
            others, sums = below[above[one]]
            below[above[one]] = others | branch, sums + counts


def search_at_prices(country: Country, values: GroupValues, starts: Iterable[Drawing], seed: int) -> list[Drawing]:
    """Return lawful drawings found from each start, and from some cut apart at random, what is worth most first.

    A start of fewer groups than there must be is cut apart further.
    """
    search, rules = PriceSearch(country, values, seed), country.rules
    cut = [search.cut_apart(rules.fewest_groups, cutting) for cutting in range(AT_RANDOM)]
    cut += [search.cut_apart(rules.fewest_groups, 0, start) for start in starts]
    tried = dict.fromkeys(start for start in cut if start is not None and len(start) <= rules.most_groups)
    steps = STEPS * len(country.codes)
    found = dict.fromkeys(drawing for start in tried if (drawing := search.run(start, steps)) is not None)
    return sorted(found, key=lambda drawing: -values.of_drawing(drawing))
