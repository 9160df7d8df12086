"""The table neighbours: which municipalities are adjacent, by land or over water; declared as those in `rows`."""

from typing import Literal

from optimiser.data.columns import Row, declare_column

NeighbourKind = Literal["land", "bridge", "ferry"]


class Neighbour(Row):
    """Two municipalities that count as adjacent when groups are drawn: a border on land, a bridge, a ferry.

    A pair has one row, whichever of the two stands first. What a plan costs does not follow from it.
    """

    municipality: str = declare_column("one of the two", refers_to="municipalities")
    neighbour: str = declare_column("the other", refers_to="municipalities")
    kind: NeighbourKind = declare_column("what lies between them", default="land")
    note: str = declare_column("which bridge or ferry it is", short="bridge or ferry", default="")

    @property
    def pair(self) -> tuple[str, str]:
        """The two, the one that sorts first before the other."""
        one, other = sorted((self.municipality, self.neighbour))
        return one, other
