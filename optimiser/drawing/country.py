"""A country to be drawn: who is adjacent to whom, how large each is, and whether groups obey the rules."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from optimiser.data.adjacency import Neighbours, is_connected
from optimiser.data.instance import Instance
from optimiser.drawing.bits import bits_of
from optimiser.drawing.rules import DrawingRules, Group, SizeBound, merged_lots, size_of_group, sizes_of

Drawing = tuple[Group, ...]
"""The groups, the one with the smallest code first."""


def drawing_of(groups: Iterable[Collection[str]]) -> Drawing:
    """Return groups as a drawing: those that are empty left out, in an order that says nothing."""
    return tuple(sorted((frozenset(group) for group in groups if group), key=min))


@dataclass(frozen=True)
class Country:
    """An instance, and the rules by which it is drawn."""

    instance: Instance
    rules: DrawingRules

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The municipalities, sorted."""
        return tuple(sorted(self.instance.municipalities))

    @cached_property
    def place_of(self) -> Mapping[str, int]:
        """The place of each municipality among the codes, and in arrays and bits by municipality."""
        return {code: place for place, code in enumerate(self.codes)}

    @cached_property
    def neighbours(self) -> Neighbours:
        """Who is adjacent to whom; everybody to everybody where groups need not hang together."""
        if self.rules.contiguous:
            return self.instance.neighbours_of
        return {code: frozenset(self.codes) - {code} for code in self.codes}

    @cached_property
    def beside(self) -> Sequence[int]:
        """The neighbours of each municipality as bits, by its place."""
        return [bits_of(self.place_of[other] for other in self.neighbours[code]) for code in self.codes]

    @cached_property
    def bounds(self) -> Sequence[tuple[SizeBound, Mapping[str, float]]]:
        """The bounds on groups, each with what it counts of each municipality."""
        return [(bound, sizes_of(self.instance, bound.measure)) for bound in self.rules.sizes]

    @cached_property
    def lot_of(self) -> Mapping[str, Group]:
        """Whom each municipality goes together with, itself among them."""
        alone = {code: frozenset({code}) for code in self.codes}
        return alone | {code: lot for lot in merged_lots(self.rules.together) for code in lot}

    @cached_property
    def foes(self) -> Mapping[str, Group]:
        """With whom each municipality is in no group."""
        found = dict.fromkeys(self.codes, frozenset[str]())
        for lot in self.rules.apart:
            found |= {code: found[code] | lot - {code} for code in lot}
        return found

    def must_join(self, code: str) -> bool:
        """Return True where a municipality is in some group in every drawing."""
        return self.rules.everyone or len(self.lot_of[code]) > 1

    def fits(self, group: Collection[str]) -> bool:
        """Return True where no more is in a group than may be."""
        return all(size_of_group(group, of) <= bound.most for bound, of in self.bounds)

    def suffices(self, group: Collection[str]) -> bool:
        """Return True where as much is in a group as must be."""
        return all(size_of_group(group, of) >= bound.least for bound, of in self.bounds)

    def allows_group(self, group: Group) -> bool:
        """Return True where a group by itself obeys every rule."""
        return (
            self.fits(group)
            and self.suffices(group)
            and is_connected(group, self.neighbours)
            and all(self.lot_of[code] <= group and not self.foes[code] & group for code in group)
        )

    def allows(self, drawing: Drawing) -> bool:
        """Return True where a drawing obeys every rule."""
        members = [code for group in drawing for code in group]
        return (
            self.rules.fewest_groups <= len(drawing) <= self.rules.most_groups
            and len(members) == len(set(members))
            and all(code in members for code in self.codes if self.must_join(code))
            and all(map(self.allows_group, drawing))
        )
