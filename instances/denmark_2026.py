"""Write instances/denmark-2026: denmark-2014 with the population of 2026, to compare the regions of 2027.

    python -m instances.denmark_2026

Newer counts of contacts and newer prices were not found: each level has the national contacts of denmark-2014, spread
by the new population, at its prices. What stands for 2026 all the same is marked as an assumption.
"""

from collections.abc import Iterator

from instances.deriving import main
from optimiser import Instance
from optimiser.data import rows
from optimiser.data.neighbour_rows import Neighbour
from optimiser.data.read import remake_instance
from optimiser.importing.spreading import SOURCE as SPREAD
from optimiser.importing.spreading import spread

NAME = "denmark-2026"
SCENARIOS = ("all-hosts", "virtual-0.96", "virtual-1.00", "virtual-1.10")
YEAR = 2026
PEOPLE = """
101:671714 147:106150 151:53950 153:40990 155:14474 157:75106 159:71185 161:25834 163:32030 165:29262
167:54228 169:60458 173:58614 175:45138 183:24685 185:44214 187:18689 190:42874 201:26496 210:42445
217:64244 219:55182 223:25354 230:57912 240:46240 250:47450 253:54120 259:63962 260:31738 265:92697
269:25040 270:41787 306:31988 316:75009 320:38143 326:47954 329:36010 330:80959 336:23842 340:30853
350:29879 360:38533 370:85163 376:59119 390:44831 400:38677 410:40625 420:40369 430:52328 440:24299
450:32401 461:213168 479:60027 480:29179 482:11841 492:5766 510:55218 530:27200 540:74123 550:36174
561:114947 563:3332 573:49468 575:42641 580:58405 607:52939 615:98806 621:96214 630:123250 657:90546
661:59324 665:18596 671:20122 706:44394 707:36477 710:49773 727:24310 730:100564 740:102753 741:3617
746:66352 751:378361 756:43305 760:55405 766:48578 773:19344 779:44104 787:42572 791:97874 810:36529
813:57523 820:35632 825:1683 840:31280 846:41541 849:37998 851:226033 860:62979
"""
"""Inhabitants on 1 January 2026 by municipal code: Statistics Denmark, FOLK1A, 2026K1 (CC BY 4.0).

Read on 30 November 2026 in a public copy of that table, web/data/data.json of
https://github.com/augustseptimius-beep/forbrugsudledninger; with the 92 of Christiansø they add up to its 6,025,603 of
the whole country.
"""
POPULATION = dict(pair.split(":") for pair in PEOPLE.split())
OF_POPULATION = "FOLK1A 2026K1, in a public copy; DAGI; LAU"
LEAST_OF_HOST = 60_000
"""Inhabitants from which a municipality may sell to others, as in denmark-2014."""
SYSTEMS = frozenset(
    ("none", "five-regions", "four-regions-2027", "eleven-provinces", "three-centres", "national", "free")
)
"""Those of denmark-2014 that are about the country rather than about a document of its time."""
MARSTAL = Neighbour(
    municipality="482",
    neighbour="492",
    kind="ferry",
    note="Rudkøbing–Marstal",
    source="Ministry of Transport: domestic ferry routes of July 2020, as told by tv2fyn.dk; "
    "that it sails in 2026 too is assumed",
    assumption=True,
)
"""The one route between municipalities that was listed in 2020 and is not in denmark-2014."""
ASSUMED = (
    rows.Assumption(
        parameter="price_level",
        note="prices of 2014: what a contact, a centre and a connection cost in 2026 was not found",
        source="no source found",
        assumption=True,
    ),
    rows.Assumption(
        parameter="tasks.*.national_contacts",
        note="the contacts of 2014: no newer count of all levels was found",
        source="as in denmark-2014",
        assumption=True,
    ),
    rows.Assumption(
        parameter="economy.discount_rate",
        low=0.03,
        high=0.04,
        note="real rate: 3.5 % from 2021; that it holds in 2026 was not looked up",
        source="Ministry of Finance",
        assumption=True,
    ),
    rows.Assumption(
        parameter="municipalities.*.candidate_host",
        note="true for the municipalities of 60 000 inhabitants or more, as in denmark-2014",
        source="no source found; starting value",
        assumption=True,
    ),
)
"""What is said of values that are others here, or another year's."""


def municipalities(instance: Instance) -> Iterator[rows.Municipality]:
    """Yield the municipalities with their new population, and those of its hosts who are large enough now."""
    for row in instance.tables.municipalities:
        people = int(POPULATION[row.code])
        new = {"population": people, "candidate_host": people >= LEAST_OF_HOST, "source": OF_POPULATION}
        yield row.model_copy(update=new)


def volumes(instance: Instance) -> Iterator[rows.Volume]:
    """Yield the national contacts of 2014 spread by the new population, as `optimiser spread` does."""
    weights = {code: int(people) for code, people in POPULATION.items()}
    for task in instance.tables.tasks:
        for code, contacts in spread(round(task.national_contacts), weights).items():
            yield rows.Volume(municipality=code, task=task.task, contacts=contacts, source=SPREAD, assumption=True)


def neighbours(instance: Instance) -> Iterator[Neighbour]:
    """Yield who is adjacent: borders as in 2014, and the ferries that were listed in 2020."""
    for row in instance.tables.neighbours:
        source = MARSTAL.source if row.kind == "ferry" else row.source
        yield row.model_copy(update={"source": source})
    yield MARSTAL


def derive(instance: Instance) -> Instance:
    """Return denmark-2014 with the population of 2026, its seven systems of the whole country, and no futures."""
    tables = instance.tables
    kept = [row for row in tables.systems if row.system in SYSTEMS]
    structures = [row for row in tables.structures if row.structure in SYSTEMS]
    groups = {row.group for row in structures}
    named = {
        "name": NAME,
        "title_da": "Kommunernes kontaktcentre 2026",
        "title_en": "Municipal contact centres in Denmark, 2026",
        "year": YEAR,
        "economy": instance.settings.economy.model_copy(update={"discount_rate": 0.035}),
    }
    said = {row.parameter for row in ASSUMED} | {"centres.1881.cost_factor", "policy.levels.external"}
    return remake_instance(
        instance,
        instance.settings.model_copy(update=named),
        municipalities=municipalities(instance),
        volumes=volumes(instance),
        neighbours=neighbours(instance),
        centres=[row for row in tables.centres if row.kind == "local" or row.centre in groups],
        structures=structures,
        systems=kept,
        system_changes=[row for row in tables.system_changes if row.system in SYSTEMS],
        futures=[],
        future_changes=[],
        investments=[row for row in tables.investments if row.form != "external"],
        connections=[row for row in tables.connections if row.form != "external"],
        task_costs=[row for row in tables.task_costs if row.form != "external"],
        kpi_values=[row for row in tables.kpi_values if row.form != "external"],
        assumptions=[*(row for row in tables.assumptions if row.parameter not in said), *ASSUMED],
    )


if __name__ == "__main__":
    main(derive, SCENARIOS, NAME, "Write the country of 2026: denmark-2014 with the population of now.")
