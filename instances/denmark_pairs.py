"""Write instances/denmark-2014-pairs: denmark-2014 with what a purchase costs by the way to the host.

    python -m instances.denmark_pairs

The way is by road, by bridge and by ferry between the points of the municipalities. What a kilometre costs stands in
`optimiser/data/pair_costs.py`; where the roads, bridges and ferries are, below. All of it is assumed.
"""

from collections.abc import Mapping

import numpy as np

from instances.deriving import main
from optimiser import Instance
from optimiser.data import rows
from optimiser.data.choice_rows import System, SystemChange
from optimiser.data.distance import distance_km
from optimiser.data.pair_costs import costs_by_distance, purchase_row, road_km
from optimiser.data.read import remake_instance

NAME = "denmark-2014-pairs"
SCENARIOS = (
    *("evening-60h", "five-kpis", "service-70-120", "service-80-20"),
    *("virtual-0.96", "virtual-1.00", "virtual-1.10"),
)
LANDS = (
    # Sjælland with Amager and Møn
    "101 147 151 153 155 157 159 161 163 165 167 169 173 175 183 185 187 190 201 210 217 219 223 230 240 250 253 259 "
    "260 265 269 270 306 316 320 326 329 330 336 340 350 370 390",
    # Lolland and Falster
    "360 376",
    # Fyn
    "410 420 430 440 450 461 479 480",
    # Jylland with Vendsyssel
    "510 530 540 550 561 573 575 580 607 615 621 630 657 661 665 671 706 707 710 727 730 740 746 751 756 760 766 779 "
    "787 791 810 813 820 840 846 849 851 860",
)
"""Municipalities that one can drive between on one land, by code: chains of common borders in DAGI 1:500,000 of 2014.

Those in none of them (Bornholm, Langeland, Ærø, Fanø, Samsø, Morsø, Læsø) are islands of their own.
"""
BRIDGES = (
    ("330", "450"),  # Storebælt, with a toll
    ("376", "390"),  # Storstrømmen and Farø
    ("410", "607"),  # Lillebælt
    ("479", "482"),  # Siøsund and Langeland
    ("773", "779"),  # Sallingsund
    ("773", "787"),  # Vilsund
)
"""From memory, not from a source."""
FERRIES = (
    ("259", "400"),  # Køge–Rønne, 2004–2018
    ("260", "306"),  # Hundested–Rørvig
    ("306", "706"),  # Sjællands Odde–Ebeltoft
    ("306", "751"),  # Sjællands Odde–Aarhus
    ("326", "741"),  # Kalundborg–Samsø
    ("360", "482"),  # Tårs–Spodsbjerg
    ("430", "492"),  # Faaborg–Søby
    ("430", "540"),  # Bøjden–Fynshav
    ("479", "492"),  # Svendborg–Ærøskøbing
    ("492", "540"),  # Søby–Fynshav
    ("561", "563"),  # Esbjerg–Fanø
    ("665", "787"),  # Thyborøn–Agger
    ("727", "741"),  # Hou–Sælvig
    ("779", "820"),  # Sundsøre–Hvalpsund
    ("813", "825"),  # Frederikshavn–Læsø
)
"""From memory, not from a source."""
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

    for land in LANDS:
        for one in land.split():
            for other in land.split():
                link(one, other, road_km(points[one], points[other]))
    for one, other in BRIDGES:
        link(one, other, road_km(points[one], points[other]) + (TOLL_KM if (one, other) == TOLL else 0.0))
    for one, other in FERRIES:
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
