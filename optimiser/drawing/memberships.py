"""Which groups municipalities may be in: a part of all drawings, and what follows from memberships that are settled.

Groups are numbered and all alike: of those that have no member yet, the first stands for all.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from optimiser.data.adjacency import connected_parts
from optimiser.drawing.country import Country, Drawing, drawing_of
from optimiser.drawing.rules import Group

NOWHERE: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Memberships:
    """All drawings in which some municipalities are `settled` in a group, and others `may` be in some or in none.

    `may` has every municipality, with no group where it is to be in none; of one that is settled, its own group.
    """

    country: Country
    settled: Mapping[str, int]
    may: Mapping[str, frozenset[int]]

    @classmethod
    def all_of(cls, country: Country) -> "Memberships | None":
        """Return all drawings of a country; None where no drawing obeys the rules."""
        everywhere = frozenset(range(country.rules.most_groups))
        return cls(country, {}, dict.fromkeys(country.codes, everywhere)).narrowed()

    @cached_property
    def members(self) -> Mapping[int, Group]:
        """The municipalities that are settled in each group that has any."""
        found: dict[int, set[str]] = {}
        for code, group in self.settled.items():
            found.setdefault(group, set()).add(code)
        return {group: frozenset(codes) for group, codes in found.items()}

    @cached_property
    def open(self) -> tuple[str, ...]:
        """Those of whom it is not known yet in which group they are."""
        return tuple(code for code in self.country.codes if code not in self.settled and self.may[code])

    @property
    def drawing(self) -> Drawing:
        """The groups as far as they are settled."""
        return drawing_of(self.members.values())

    def split_at(self, code: str) -> Iterator["Memberships"]:
        """Go through the parts into which a municipality's group divides these drawings, where there are any in them.

        It goes with those it is kept together with: into each group that has a member, into one that has none yet, and
        into none.
        """
        begun = [group for group in sorted(self.may[code]) if group in self.members]
        new = [group for group in sorted(self.may[code]) if group not in self.members][:1]
        lot = self.country.lot_of[code]
        for group in (*begun, *new):
            settled = {**self.settled, **dict.fromkeys(lot, group)}
            yield from self._part(settled, {**self.may, **dict.fromkeys(lot, frozenset({group}))})
        if not self.country.must_join(code):
            yield from self._part(self.settled, {**self.may, **dict.fromkeys(lot, NOWHERE)})

    def _part(self, settled: Mapping[str, int], may: Mapping[str, frozenset[int]]) -> Iterator["Memberships"]:
        part = Memberships(self.country, settled, may).narrowed()
        if part is not None:
            yield part

    # ---- what follows --------------------------------------------------------------------------

    def narrowed(self) -> "Memberships | None":
        """Return the same drawings with what follows from the settled memberships; None where there are none."""
        current = self
        while True:
            may = current._reachable()
            if may is None:
                return None
            settled = current._forced(may)
            if may == current.may and settled == current.settled:
                return current if current._has_enough_groups() else None
            current = Memberships(
                self.country, settled, {**may, **{code: frozenset({settled[code]}) for code in settled}}
            )

    def _reachable(self) -> dict[str, frozenset[int]] | None:
        """Where each may be: in a group only with all of its lot, within reach of its members, where there is room."""
        lots = self.country.lot_of
        may = {code: frozenset.intersection(*(self.may[other] for other in lots[code])) for code in self.may}
        for group in range(self.country.rules.most_groups):
            members = self.members.get(group, frozenset())
            possible = {code for code in may if group in may[code] and self._has_room(members, code)}
            parts = [part for part in connected_parts(possible, self.country.neighbours) if self.country.suffices(part)]
            kept = frozenset[str]().union(*(part for part in parts if members <= part))
            if not members <= kept or not self.country.fits(members):
                return None
            may = {code: groups if code in kept else groups - {group} for code, groups in may.items()}
        if any(not may[code] and (code in self.settled or self.country.must_join(code)) for code in may):
            return None
        return may

    def _has_room(self, members: Group, code: str) -> bool:
        """Whether a municipality can be in a group with its members, and those it is kept together with."""
        lot = self.country.lot_of[code]
        return self.country.fits(members | lot) and not any(self.country.foes[one] & (members | lot) for one in lot)

    def _forced(self, may: Mapping[str, frozenset[int]]) -> dict[str, int]:
        """The memberships that are settled, and those that follow: of who goes with one, or has nowhere else to be."""
        settled = {other: group for code, group in self.settled.items() for other in self.country.lot_of[code]}
        forced = {
            code: min(groups) for code, groups in may.items() if len(groups) == 1 and self.country.must_join(code)
        }
        return settled | forced

    def _has_enough_groups(self) -> bool:
        """Whether there can be as many groups as there must be."""
        return len(self.members) + len(self.open) >= self.country.rules.fewest_groups
