"""What must hold of neighbours: each pair is of two and stands there once; and who cannot be reached from the rest."""

from collections.abc import Iterator

from optimiser.data import rows
from optimiser.data.adjacency import connected_parts
from optimiser.data.checking_rows import Checked, Placed
from optimiser.data.distance import distance_km
from optimiser.data.findings import Finding
from optimiser.data.instance import Instance
from optimiser.data.neighbour_rows import Neighbour


def neighbours_of_themselves(checked: Checked) -> Iterator[Finding]:
    """The two of a pair are different municipalities."""
    for item in checked.rows_of(Neighbour):
        if item.row.municipality == item.row.neighbour:
            yield item.finding_about("neighbour", "must be another municipality", "name the other, or delete the row")


def neighbours_said_twice(checked: Checked) -> Iterator[Finding]:
    """A pair stands in one row, whichever of the two is first; the same order twice is told of as a key is."""
    first: dict[tuple[str, str], Placed[Neighbour]] = {}
    for item in checked.rows_of(Neighbour):
        earlier = first.setdefault(item.row.pair, item)
        if earlier.row.municipality != item.row.municipality:
            rule = f"the same pair as {earlier.record.whereabouts}, the other way round"
            yield item.finding_about("municipality", rule, "delete one of the two")


def municipalities_out_of_reach(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """Where neighbours are known, one gets from each municipality to each: an island by a ferry or a bridge."""
    if not instance.tables.neighbours:
        return
    placed = {item.row.code: item for item in checked.rows_of(rows.Municipality)}
    most, *others = connected_parts(instance.municipalities, instance.neighbours_of)
    for part in others:
        one, across = _nearest_pair(instance, part, most)
        joined = ", ".join(sorted(part - {one}))
        alone = "has no neighbour, so no group that hangs together can have it and others"
        rule = f"no border, bridge or ferry leads from it, or from what it is joined to ({joined}), to the others"
        remedy = f"if a ferry or a bridge leads to {across}, which is nearest, add it to neighbours"
        yield placed[one].finding_about("code", rule if joined else alone, remedy, "warning")


def _nearest_pair(instance: Instance, part: frozenset[str], rest: frozenset[str]) -> tuple[str, str]:
    """The two that are nearest to each other across the water; the first of each where no points are known."""
    points = instance.points
    known = [(one, other) for one in sorted(part) for other in sorted(rest) if {one, other} <= points.keys()]
    if not known:
        return min(part), min(rest)
    return min(known, key=lambda pair: distance_km(points[pair[0]], points[pair[1]]))
