"""Rule `group-membership`: a virtual centre serves its group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimiser.data.instance import Instance
from optimiser.rules.rule import LooksAt, RefusingRule

if TYPE_CHECKING:
    from optimiser.planning.routes import Route


class GroupMembership(RefusingRule):
    """**group-membership**: a virtual centre answers the members of its group in the structure alone.

    A regional route of municipality m to centre c is refused unless c = a group of m.
    """

    name = "group-membership"
    words = {"da": "medlemskab af gruppen", "en": "membership of the group"}
    declared_in = ("structures.group",)
    looks_at: LooksAt = "place"

    def refuses(self, instance: Instance, route: Route) -> bool:
        return route.form == "regional" and route.centre not in instance.groups_of.get(route.municipality, ())
