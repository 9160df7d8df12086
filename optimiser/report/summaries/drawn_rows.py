"""The rows of drawn regions by what they are about, and which letter a group has on every map."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from optimiser.data.regions_tables import NEAR_KINDS
from optimiser.drawing.measures import match_groups
from optimiser.drawing.outcome import RegionsOutcome
from optimiser.report.wording import letters
from optimiser.result.frames import rows_of_frame

BEST, NAMED, NO_GROUPS = "best", "named", "none"
AIMS = ("compact", "todays_regions")
"""The second aims among drawings that cost nearly the same, as regions.json names them."""

Row = Mapping[Any, Any]
Members = Mapping[str, Sequence[Row]]
"""The rows of memberships by group, the largest municipality first."""


@dataclass(frozen=True)
class DrawnRows:
    """The rows of drawn regions: the best of each number of groups, what is near it, and structures beside them."""

    outcome: RegionsOutcome

    @property
    def record(self) -> Mapping[str, Any]:
        """The entries of regions.json."""
        return self.outcome.record

    @cached_property
    def rows(self) -> Sequence[Row]:
        """The rows of drawings and structures that have a plan."""
        return [row for row in rows_of_frame(self.outcome.drawings) if row["cost_kr"] is not None]

    @cached_property
    def best(self) -> Mapping[int, Row]:
        """The best drawing of each number of groups that has one."""
        found = (row for row in self.rows if row["kind"] == BEST)
        return {int(row["number"]): row for row in sorted(found, key=lambda row: int(row["number"]))}

    @cached_property
    def beside(self) -> Sequence[Row]:
        """The structures beside the drawings, the cheapest first."""
        found = (row for row in self.rows if row["kind"] in (NAMED, NO_GROUPS))
        return sorted(found, key=lambda row: (row["cost_kr"], row["drawing"]))

    @cached_property
    def alike(self) -> Sequence[Sequence[Row]]:
        """The structures beside the drawings, those of as many groups at the same cost together."""
        found: dict[tuple[int, int], list[Row]] = {}
        for row in self.beside:
            found.setdefault((int(row["number"]), round(row["cost_kr"])), []).append(row)
        return list(found.values())

    def near_to(self, number: int) -> Sequence[Row]:
        """Return the drawings of so many groups that cost nearly what the best does, the cheapest first."""
        found = (row for row in self.rows if row["kind"] in NEAR_KINDS and row["number"] == number)
        return sorted(found, key=lambda row: (row["cost_kr"], row["drawing"]))

    @cached_property
    def members(self) -> Mapping[str, Members]:
        """By drawing and group, who is in it."""
        found: dict[str, dict[str, list[Row]]] = {}
        for row in rows_of_frame(self.outcome.memberships):
            found.setdefault(str(row["drawing"]), {}).setdefault(str(row["group"]), []).append(row)
        for groups in found.values():
            for rows in groups.values():
                rows.sort(key=lambda row: (-row["population"], row["code"]))
        return found

    @cached_property
    def settled(self) -> Mapping[int, Sequence[Row]]:
        """By number of groups, in how many different groups each municipality is."""
        found: dict[int, list[Row]] = {}
        for row in rows_of_frame(self.outcome.settled):
            found.setdefault(int(row["number"]), []).append(row)
        return {number: found[number] for number in sorted(found)}

    @cached_property
    def cheapest(self) -> Row | None:
        """The cheapest of the best drawings; None where nothing was drawn."""
        return min(self.best.values(), key=lambda row: float(row["cost_kr"]), default=None)

    def aims_of(self, row: Row) -> Sequence[str]:
        """Return the second aims by which a drawing is the best of those of its number, where these are several."""
        number = int(row["number"])
        entry = self.record["numbers"][str(number)]
        return [aim for aim in AIMS if self.near_to(number) and entry[aim] == row["drawing"]]

    @property
    def mapped(self) -> Iterator[Row]:
        """The drawings that are shown group by group: the best of each number, and those by second aims."""
        for number, row in self.best.items():
            yield row
            yield from filter(self.aims_of, self.near_to(number))

    @cached_property
    def groups(self) -> Mapping[str, Mapping[str, Row]]:
        """By drawing and group, its row in the table of groups."""
        found: dict[str, dict[str, Row]] = {}
        for row in rows_of_frame(self.outcome.groups):
            found.setdefault(str(row["drawing"]), {})[str(row["group"])] = row
        return found

    def bound_of(self, row: Row) -> float | None:
        """Return what no plan under a drawing or structure costs less than, as far as its own run proved."""
        run = self.record["runs"].get(row["drawing"])
        return None if run is None else run["bound_kr"]

    def open_of(self, number: int) -> Sequence[Row]:
        """Return those in several groups among the drawings found, those in most first, then the largest."""
        contacts = self.outcome.instance.contacts_of
        found = (row for row in self.settled.get(number, ()) if row["settled"] == "no")
        return sorted(found, key=lambda row: (-row["groups"], -contacts[row["code"]], row["code"]))

    # ---- which letter a group has ----------------------------------------------------------------

    @cached_property
    def slots(self) -> Mapping[str, Mapping[str, int]]:
        """By drawing and group, the number that gives it its letter and colour.

        Groups that are matched have the same: those of a best drawing with the one of the number before, those of other
        drawings with the best of their number.
        """
        found: dict[str, dict[str, int]] = {}
        before = ""
        for row in self.mapped:
            name = str(row["drawing"])
            model = before if row["kind"] == BEST else str(self.best[int(row["number"])]["drawing"])
            found[name] = self._take_slots(self.members[name], self.members.get(model, {}), found.get(model, {}))
            before = name if row["kind"] == BEST else before
        return found

    def _take_slots(self, groups: Members, model: Members, taken: Mapping[str, int]) -> dict[str, int]:
        """The slots of groups: those of the groups of the model they are matched with; the others have free ones."""
        sets, others = ([{row["code"] for row in rows} for rows in each.values()] for each in (groups, model))
        names, found = list(model), dict[str, int]()
        for group, codes, place in zip(groups, sets, match_groups(sets, others), strict=True):
            if place is not None and codes & others[place]:
                found[group] = taken[names[place]]
        free = (slot for slot in range(len(groups) + len(taken)) if slot not in found.values())
        largest = sorted(groups, key=lambda group: (-sum(row["contacts"] for row in groups[group]), group))
        return found | dict(zip((group for group in largest if group not in found), free, strict=False))

    def letter_of(self, drawing: str, group: str) -> str:
        """Return the letter that a group has on the maps."""
        return letters(self.slots[drawing][group])

    def in_order(self, drawing: str) -> list[str]:
        """Return the groups of a drawing by their letters."""
        return sorted(self.slots[drawing], key=self.slots[drawing].__getitem__)
