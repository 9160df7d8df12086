"""Write instances/denmark-2014-pairs: denmark-2014 with what a purchase costs by the way to the host.

    python -m instances.denmark_pairs

The way is by road, by bridge and by ferry between the points of the municipalities. What a kilometre costs stands in
`optimiser/data/pair_costs.py`; where the roads, bridges and ferries are, in the table `neighbours`: one can drive
between any two municipalities that a chain of common borders joins. What a way costs is assumed.
"""

from collections.abc import Mapping

import numpy as np

from instances.deriving import main
from optimiser import Instance
from optimiser.data import rows
from optimiser.data.adjacency import connected_parts, neighbours_by_code
from optimiser.data.choice_rows import System, SystemChange
from optimiser.data.distance import distance_km
from optimiser.data.pair_costs import costs_by_distance, purchase_row, road_km
from optimiser.data.read import remake_instance

NAME = "denmark-2014-pairs"
SCENARIOS = (
    *("evening-60h", "five-kpis", "service-70-120", "service-80-20"),
    *("virtual-0.96", "virtual-1.00", "virtual-1.10"),
)
TOLL, TOLL_KM = ("330", "450"), 20.0
"""The toll over Storebælt counts as so many km: about 235 kr. each way in 2014, from memory, 48 times a year."""
FERRY_KM = 60.0
"""Fare and waiting count as so many km besides the way over the water: a starting value."""
SOURCE = "by distance; starting value"


def distances_km(instance: Instance) -> Mapping[tuple[str, str], float]:
    """Return the shortest way from each municipality to each other, in km of road."""
    points = {code: (row.lat or 0.0, row.lon or 0.0) for code, row in instance.municipalities.items()}
    place = {code: number for number, code in enumerate(points)}
    km = np.full((len(place), len(place)), np.inf)

    def link(one: str, other: str, length: float) -> None:
        km[place[one], place[other]] = km[place[other], place[one]] = length

    borders = [row.pair for row in instance.tables.neighbours if row.kind == "land"]
    for land in connected_parts(points, neighbours_by_code(points, borders)):
        for one in land:
            for other in land:
                link(one, other, road_km(points[one], points[other]))
    for row in instance.tables.neighbours:
        one, other = row.pair
        if row.kind == "bridge":
            link(one, other, road_km(points[one], points[other]) + (TOLL_KM if row.pair == TOLL else 0.0))
        if row.kind == "ferry":
            link(one, other, distance_km(points[one], points[other]) + FERRY_KM)
    for over in range(len(place)):
        km = np.minimum(km, km[:, over, None] + km[over])
    return {(one, other): float(km[place[one], place[other]]) for one in place for other in place if one != other}


def pair_rows(instance: Instance) -> list[rows.Connection]:
    """Return a row for each municipality and each local centre that is not its own."""
    km = distances_km(instance)
    return [
        purchase_row(code, centre, costs_by_distance(km[code, seat]), SOURCE)
        for code in instance.municipalities
        for seat, centre in instance.own_centre.items()
        if seat != code
    ]


ALL_HOSTS = System(
    system="all-hosts",
    structure="five-regions",
    description_da="Som five-regions, og enhver kommune må sælge til andre, uanset størrelse.",
    description_en="As five-regions, and every municipality may sell to others, whatever its size.",
    source="our variation",
    assumption=True,
)
EVERY_HOST = SystemChange(
    system=ALL_HOSTS.system,
    parameter="municipalities.*.candidate_host",
    value="true",
    source="our variation",
    assumption=True,
)
ASSUMED = (
    rows.Assumption(
        parameter="connections.*.yearly_kr",
        note="a purchase: 70 000 kr. and 600 kr. a km by road, a ferry as 60 km more and the toll over Storebælt as 20",
        source="no source found; starting values. Bridges and ferries are from memory",
        assumption=True,
    ),
    rows.Assumption(
        parameter="connections.*.extra_kr",
        note="a purchase: 1 kr. a contact for each 100 km by road",
        source="no source found; starting value",
        assumption=True,
    ),
)


def derive(instance: Instance) -> Instance:
    """Return denmark-2014 with a price for each pair, and the system in which every municipality may sell."""
    named = {
        "name": NAME,
        "title_da": f"{instance.settings.title_da}, køb efter afstand",
        "title_en": f"{instance.settings.title_en}, purchases by distance",
    }
    tables = instance.tables
    shared = [row for row in tables.connections if row.form != "purchased"]
    return remake_instance(
        instance,
        instance.settings.model_copy(update=named),
        connections=[*shared, *pair_rows(instance)],
        systems=[*tables.systems, ALL_HOSTS],
        system_changes=[*tables.system_changes, EVERY_HOST],
        assumptions=[*tables.assumptions, *ASSUMED],
    )


if __name__ == "__main__":
    main(derive, SCENARIOS, NAME, "Write denmark-2014 with what a purchase costs by distance.")
