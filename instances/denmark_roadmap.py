"""Write instances/denmark-2014-roadmap: denmark-2014 over the years 2015 to 2020, within a budget each year.

    python -m instances.denmark_roadmap

How level 3 rises and falls, and how much of level 6 becomes level 3, is told in KL14 without years; the path between
its figures stands below and is assumed, as are the budget and what a move costs while it lasts.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from instances.deriving import main
from optimiser import Instance
from optimiser.data import rows
from optimiser.data.choice_rows import Future, FutureChange, SystemChange
from optimiser.data.overrides import of_year
from optimiser.data.read import remake_instance
from optimiser.data.settings import ALL_LEVELS, Roadmap, Settings
from optimiser.data.year_rows import FirstYear, PlannedYear, VolumeFactor, VolumeMove

NAME = "denmark-2014-roadmap"
SCENARIOS = ("virtual-0.96", "virtual-1.00", "virtual-1.10")
YEARS = range(2015, 2021)
BUDGET_KR = 100e6
"""What all municipalities together invest in a year at most."""
SELF_SERVICE, EXISTING_CASE = "L3", "L6"
SELF_SERVICE_CONTACTS: Mapping[int, float] = {2015: 0.5e6, 2016: 0.85e6, 2017: 1.2e6, 2019: 1.0e6, 2020: 0.8e6}
"""Contacts a year of level 3, from each year on: those of the analysis, of the newest counts, and fewer after."""
CITIZEN_PAGE: Mapping[int, float] = {2016: 0.03, 2017: 0.06, 2018: 0.09, 2019: 0.12, 2020: 0.15}
"""Share of level 6 that the citizen's own page has turned into level 3, from each year on."""
CITIZEN_PAGE_AT_MOST = "x2"
"""In the future citizen-page: three in ten by 2020, as in denmark-2014."""
COMPULSORY = 2018
"""In the system staged: the year from which level 3 must be in the regional centres."""
TRANSITION_MONTHS, TRANSITION_LOSS = 6.0, 0.2
JOINING = 12
"""Municipalities that a shared centre takes in a year at most."""
RAMP = (0.1, 0.25, 0.5)
"""Share of its minimum volume that a new centre has in its first three years: at first it has level 3 alone."""

KL14_SELF_SERVICE = (
    "KL14 2.4: 0.5 million in the analysis, about 1.2 million in the newest counts (KomHen), rising with each wave of "
    "compulsory self-service, later falling; which years that is are starting values"
)
KL14_PAGE = "KL14 2.3 and 2.4: the citizen page turns a considerable part of level 6 into level 3; starting value"
KL14_STAGES = "KL14 2.3: help to self-service goes first, to Model 3"
KL14_DEEPER = "KL14 2.3: deeper information tasks move to Model 3 over time; the year is a starting value"
NO_SOURCE = "no source found; starting value"
COPENHAGEN = "Copenhagen city council papers, 2013: the job-centre line took about six months to reach its target"
HOTLINE = (
    "KL and trade press: Den Digitale Hotline took in 12 between 2012 and 2014, 11 in 2015; a year each, our reading"
)


def year_tables(instance: Instance) -> dict[str, Iterable[Any]]:
    """Return the years with their budgets, what becomes of the volumes, and from when there are shared centres."""
    today = instance.tasks[SELF_SERVICE].national_contacts
    return {
        "years": [
            PlannedYear(year=year, investment_budget_kr=BUDGET_KR, source=NO_SOURCE, assumption=True) for year in YEARS
        ],
        "volume_factors": [
            VolumeFactor(
                task=SELF_SERVICE, year=year, factor=contacts / today, source=KL14_SELF_SERVICE, assumption=True
            )
            for year, contacts in SELF_SERVICE_CONTACTS.items()
        ],
        "volume_moves": [
            VolumeMove(
                from_task=EXISTING_CASE,
                to_task=SELF_SERVICE,
                year=year,
                share=share,
                source=KL14_PAGE,
                assumption=True,
            )
            for year, share in CITIZEN_PAGE.items()
        ],
        "first_years": [
            FirstYear(form="regional", task=SELF_SERVICE, first_year=2015, source=KL14_STAGES),
            FirstYear(form="regional", first_year=2017, source=KL14_DEEPER, assumption=True),
            FirstYear(form="regional", task=EXISTING_CASE, first_year=2019, source=KL14_DEEPER, assumption=True),
        ],
    }


def path_settings(settings: Settings) -> Settings:
    """Return the settings with what holds for the path: any level may stay as it is until it moves."""
    levels = settings.policy.levels.model_copy(update={"unchanged": ALL_LEVELS})
    roadmap = Roadmap(transition_loss=TRANSITION_LOSS, transition_months=TRANSITION_MONTHS, minimum_ramp=RAMP)
    named = {
        "name": NAME,
        "title_da": "Kommunernes kontaktcentre, køreplan 2015-2020",
        "title_en": "Municipal contact centres in Denmark, a roadmap for 2015-2020",
        "policy": settings.policy.model_copy(update={"levels": levels}),
        "roadmap": roadmap,
    }
    return settings.model_copy(update=named)


def staged_changes(changes: Iterable[SystemChange]) -> list[SystemChange]:
    """Return the changes of systems: none says what may stay, and what staged demands it demands from its year on."""
    kept = [row for row in changes if row.parameter != "policy.levels.unchanged"]
    return [
        row.model_copy(update={"parameter": of_year(row.parameter, COMPULSORY)})
        if row.parameter.startswith("policy.mandatory.")
        else row
        for row in kept
    ]


IN_WORDS: Mapping[str, Mapping[str, str]] = {
    "citizen-page": {
        "description_da": "Borgerens egen side giver svar på egne sager: tre af ti henvendelser på niveau 6 er i 2020 "
        "blevet til hjælp til selvbetjening, niveau 3, dobbelt så mange som der planlægges med.",
        "description_en": "The citizen's own page tells of one's cases: three in ten contacts at level 6 have become "
        "help to self-service, level 3, by 2020, twice as many as are planned with.",
    },
    "investment-double": {
        "description_da": "Indførelsen koster fra 2016 det dobbelte af det anslåede.",
        "description_en": "From 2016 on implementation costs twice what was estimated.",
    },
    "investment-triple": {
        "description_da": "Indførelsen koster fra 2016 det tredobbelte af det anslåede.",
        "description_en": "From 2016 on implementation costs three times what was estimated.",
    },
}
"""Futures of denmark-2014 that are told otherwise over years."""
LATER = (
    Future(
        future="citizen-page-none",
        probability=0.05,
        description_da="Borgerens egen side bliver ikke til noget: niveau 6 bliver ved telefonen.",
        description_en="The citizen's own page comes to nothing: level 6 stays at the telephone.",
        source=NO_SOURCE,
        assumption=True,
    ),
    Future(
        future="half-budget",
        probability=0.1,
        description_da="Fra 2016 er der kun det halve at investere hvert år.",
        description_en="From 2016 on there is half as much to invest in each year.",
        source=NO_SOURCE,
        assumption=True,
    ),
)
"""Futures that only a path over years has."""
PROBABILITIES: Mapping[str, float] = {"as-today": 0.2, "investment-double": 0.1, "virtual-dearer": 0.1}
"""Where it is another than in denmark-2014, to make room for those; starting values."""
AT_ONCE_PAID = "investments.*.amount_kr"
"""What turns out dearer does so from the second year on: the first step is paid at what was estimated."""


def futures_of(instance: Instance) -> tuple[list[Future], list[FutureChange]]:
    """Return the futures, and what changes in each; what comes after the first step changes from the second year on."""
    futures = [
        row.model_copy(
            update={"probability": PROBABILITIES.get(row.future, row.probability), **IN_WORDS.get(row.future, {})}
        )
        for row in instance.tables.futures
    ]
    kept = [
        row.model_copy(update={"parameter": of_year(AT_ONCE_PAID, YEARS[1])}) if row.parameter == AT_ONCE_PAID else row
        for row in instance.tables.future_changes
        if row.future != "citizen-page"
    ]
    page = "three in ten of level 6 by 2020: KL14 2.3 says a considerable part; starting value"
    changes = [
        ("citizen-page", "volume_moves.*.share", CITIZEN_PAGE_AT_MOST, page),
        ("citizen-page-none", "volume_moves.*.share", "x0", NO_SOURCE),
        *(("half-budget", f"years.{year}.investment_budget_kr", "x0.5", NO_SOURCE) for year in YEARS[1:]),
    ]
    made = [
        FutureChange(future=future, parameter=parameter, value=value, source=source, assumption=True)
        for future, parameter, value, source in changes
    ]
    return [*futures, *LATER], [*kept, *made]


def _assumed(parameter: str, low: float, high: float, note: str, source: str) -> rows.Assumption:
    return rows.Assumption(parameter=parameter, low=low, high=high, note=note, source=source, assumption=True)


JUDGED = f"{NO_SOURCE}; range is our judgement"
RANGED = (
    _assumed("years.*.investment_budget_kr", 50e6, 200e6, "what all invest together in a year at most", JUDGED),
    _assumed("volume_factors.L3/2015.factor", 0.4, 1.0, "level 3 in 2015: 0.5 million of 1.2", KL14_SELF_SERVICE),
    _assumed("volume_factors.L3/2017.factor", 0.8, 1.25, "level 3 at its highest: 1.2 million", KL14_SELF_SERVICE),
    _assumed("volume_factors.L3/2020.factor", 0.4, 1.0, "level 3 in 2020: 0.8 million", KL14_SELF_SERVICE),
    _assumed("volume_moves.L6/L3/2020.share", 0.0, 0.3, "level 6 that has become level 3 by 2020", KL14_PAGE),
    _assumed("first_years.regional/.first_year", 2016, 2018, "levels 1, 2, 4 and 5 in a shared centre", KL14_DEEPER),
    _assumed("first_years.regional/L6.first_year", 2017, 2020, "level 6 in a shared centre", KL14_DEEPER),
    _assumed("roadmap.transition_months", 3, 12, "months until a task that moved is answered as before", COPENHAGEN),
    _assumed("roadmap.transition_loss", 0.1, 0.4, "productivity lost in these months", JUDGED),
    _assumed("centres.virtual.most_joining", 6, 30, "municipalities that join a shared centre in a year", HOTLINE),
)
RAMPED = rows.Assumption(
    parameter="roadmap.minimum_ramp",
    note="a new centre has a tenth of its minimum volume in its first year, a quarter in its second, half in its third",
    source=NO_SOURCE,
    assumption=True,
)
STAYING = "levels that may stay in the departments as today: all, until they move; denmark-2014 lets 7-9 stay"


def derive(instance: Instance) -> Instance:
    """Return denmark-2014 over six years."""
    tables = instance.tables
    futures, future_changes = futures_of(instance)
    joined = [
        row.model_copy(update={"most_joining": JOINING}) if row.kind == "virtual" else row for row in tables.centres
    ]
    assumptions = [
        row.model_copy(update={"note": STAYING}) if row.parameter == "policy.levels.unchanged" else row
        for row in tables.assumptions
    ]
    return remake_instance(
        instance,
        path_settings(instance.settings),
        centres=joined,
        system_changes=staged_changes(tables.system_changes),
        futures=futures,
        future_changes=future_changes,
        assumptions=[*assumptions, *RANGED, RAMPED],
        **year_tables(instance),
    )


if __name__ == "__main__":
    main(derive, SCENARIOS, NAME, "Write denmark-2014 over the years 2015 to 2020.")
