"""Drawings as structures of an instance: what they cost, and what no drawing of many costs less than."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf

from optimiser.data import rows
from optimiser.data.findings import Finding, InvalidInputError
from optimiser.data.instance import Instance
from optimiser.data.read import remake_instance
from optimiser.data.settings import Language
from optimiser.data.tables import TABLES, reference_columns
from optimiser.drawing.country import Country, Drawing
from optimiser.drawing.growing import Users
from optimiser.drawing.memberships import Memberships
from optimiser.drawing.rules import PLACE, Group, most_in_a_group
from optimiser.planning.assignment import Assignment

STRUCTURE = SOURCE = "drawn"
GROUP: Mapping[Language, str] = {"da": "Gruppe", "en": "Group"}
"""What a group's centre is called, with its number."""
ROUNDING = 1e-9
"""A limit of volume that follows from a sum is so much wider, as a share, that rounding cuts nothing off."""


@dataclass(frozen=True)
class Priced:
    """The instances that drawings of a country are, and those in which municipalities may be in several groups."""

    country: Country

    @property
    def instance(self) -> Instance:
        """The instance that is drawn."""
        return self.country.instance

    @cached_property
    def template(self) -> rows.Centre:
        """What each group's centre is like: as the instance's virtual centres, which are all alike.

        Raises InvalidInputError where they are not, where there are none, or where rows are about one of them.
        """
        used = [row for row in self.instance.centres.values() if row.kind == "virtual"]
        every = used or [row for row in self.instance.tables.centres if row.kind == "virtual"]
        unlike = {row.unnamed for row in every}
        if len(unlike) != 1:
            rule = "groups are drawn alike: the virtual centres in use must be the same but for their names"
            names = ", ".join(row.centre for row in every)
            raise InvalidInputError(PLACE, [Finding("centres", None, "kind", names, rule, "make them alike")])
        if faults := list(self._about_one(frozenset(row.centre for row in every))):
            raise InvalidInputError(PLACE, faults)
        return every[0]

    def _about_one(self, centres: frozenset[str]) -> Iterator[Finding]:
        """Rows that are about one virtual centre, which no drawing has."""
        for name, table in TABLES.items():
            for column, target in reference_columns(table):
                if target == "centres" and name != "structures":
                    for row in getattr(self.instance.tables, name):
                        if getattr(row, column) in centres:
                            rule = "is about a virtual centre of the structure in use, which a drawing does not have"
                            yield Finding(name, None, column, getattr(row, column), rule, "leave the row out")

    def names(self) -> tuple[str, ...]:
        """The names of the groups' centres, by number."""
        taken = {row.centre for row in self.instance.tables.centres}
        word = GROUP[self.instance.settings.language]
        numbers = iter(range(1, len(taken) + self.country.rules.most_groups + 1))
        free = (name for number in numbers if (name := f"{word} {number}") not in taken)
        return tuple(next(free) for _ in range(self.country.rules.most_groups))

    def of_drawing(self, drawing: Drawing) -> Instance:
        """Return the instance whose structure is a drawing."""
        return self.of_groups(dict(zip(self.names(), drawing, strict=False)))

    def of_groups(self, groups: Mapping[str, Group]) -> Instance:
        """Return the instance whose structure is groups by the name of their centre."""
        return self._with_groups(self.template, {name: sorted(group) for name, group in groups.items()})

    def of_memberships(self, some: Memberships) -> Instance:
        """Return an instance whose cheapest plan no drawing of these undercuts: all are in each group they may be in.

        No centre answers more than the largest group can have.
        """
        members = {
            name: [code for code in self.country.codes if number in some.may[code]]
            for number, name in enumerate(self.names())
        }
        return self._with_groups(self._of_the_largest, members)

    def where_used(self, least: int, most: int) -> Instance:
        """Return the instance in which everybody may use `most` groups' centres, of which the first `least` are used.

        No plan of a drawing that uses so many costs less than its cheapest.
        """
        names = self.names()[:most]
        return self._with_groups(self._of_the_largest, dict.fromkeys(names, self.country.codes), names[:least])

    @property
    def _of_the_largest(self) -> rows.Centre:
        """A group's centre that answers no more than the largest group can have, and need not open."""
        most = min(self._most_volume(), self.template.max_volume or inf)
        return self.template.model_copy(update={"max_volume": None if most == inf else most, "must_open": False})

    def _most_volume(self) -> float:
        """The most pooled contacts a year that a group can have, as follows from the bounds on its size."""
        pooled = dict.fromkeys(self.country.codes, 0.0)
        for (code, _), volume in self.instance.pooled_contacts.items():
            pooled[code] += volume
        most = inf
        for bound, of in self.country.bounds:
            if all(of[code] > 0 for code in pooled if pooled[code] > 0):
                densest = max((volume / of[code] for code, volume in pooled.items() if volume > 0), default=0.0)
                most = min(most, densest * most_in_a_group(self.instance, self.country.rules, bound) * (1 + ROUNDING))
        return most

    def _with_groups(
        self, centre: rows.Centre, members: Mapping[str, Iterable[str]], must_open: Collection[str] = ()
    ) -> Instance:
        """Return the instance with groups by the name of their centre, all like one; some must open if it need not."""
        tables, others = self.instance.tables, with_none_that_must_open(self.instance.tables.centres)
        new = [
            centre.model_copy(
                update={"centre": name, "source": SOURCE, "must_open": centre.must_open or name in must_open}
            )
            for name in members
        ]
        memberships = [
            rows.Membership(structure=STRUCTURE, municipality=code, group=name, source=SOURCE)
            for name, codes in members.items()
            for code in codes
        ]
        settings = self.instance.settings.model_copy(update={"structure": STRUCTURE})
        made = remake_instance(
            self.instance,
            settings,
            centres=[*others, *new],
            structures=[*(row for row in tables.structures if row.structure != STRUCTURE), *memberships],
        )
        return replace(made, system=STRUCTURE)

    # ---- plans ---------------------------------------------------------------------------------

    def users(self, assignment: Assignment) -> Users:
        """Return the groups whose centres each municipality uses in a plan of `of_memberships`."""
        number = {name: group for group, name in enumerate(self.names())}
        found: dict[str, frozenset[int]] = {}
        for (code, _), centre in assignment.items():
            if centre in number:
                found[code] = found.get(code, frozenset()) | {number[centre]}
        return found

    def renamed(self, assignment: Assignment, drawing: Drawing) -> Assignment:
        """Return a plan of `of_memberships` with the names that a drawing's groups have; users are in one group."""
        names = self.names()
        own = {code: name for name, group in zip(names, drawing, strict=False) for code in group}
        return Assignment(
            {key: own.get(key[0], centre) if centre in names else centre for key, centre in assignment.items()}
        )


def with_none_that_must_open(centres: Iterable[rows.Centre]) -> list[rows.Centre]:
    """Return centres of which no virtual one must open, as one that is in no use under a drawing would in vain."""
    return [row.model_copy(update={"must_open": row.must_open and row.kind != "virtual"}) for row in centres]
