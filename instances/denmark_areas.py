"""Write instances/denmark-2014-areas: denmark-2014 with each level divided over eight service areas, and more.

    python -m instances.denmark_areas

A municipality has as many contacts at a level as in denmark-2014, and they take as long and cost as much extra in the
mean; what is assumed is how they divide. Beside these 72 tasks are three of the state and the regions.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from instances.deriving import main
from optimiser import Instance
from optimiser.data import rows
from optimiser.data.choice_rows import FutureChange, SystemChange
from optimiser.data.columns import FORMS
from optimiser.data.read import remake_instance
from optimiser.importing.spreading import spread

NAME = "denmark-2014-areas"
SCENARIOS = (
    *("all-hosts", "evening-60h", "five-kpis", "service-70-120", "service-80-20"),
    *("virtual-0.96", "virtual-1.00", "virtual-1.10"),
)
LEVELS_OF_SHARES = ((1, 2), (3,), (4, 5), (6,), (7, 8, 9))
"""The levels that have their shares of an area in common."""


@dataclass(frozen=True)
class Area:
    """A service area: its percentage of the contacts by `LEVELS_OF_SHARES`, and how its contacts differ from others.

    `minutes` and `extra` say how many times as long they take, and how much extra work they leave, as the mean contact
    of their level, before both are scaled so that the level's own figure is the mean.
    """

    name: str
    name_da: str
    name_en: str
    percent: tuple[int, int, int, int, int]
    minutes: float
    extra: float

    def share_at(self, level: int) -> int:
        """Its percentage of the contacts of a level."""
        return next(share for share, levels in zip(self.percent, LEVELS_OF_SHARES, strict=True) if level in levels)


AREAS = (
    Area("citizen", "borgerservice", "citizen service", (30, 40, 26, 12, 10), 0.8, 0.5),
    Area("payments", "ydelser og opkrævning", "benefits and collection", (12, 18, 14, 20, 18), 1.0, 0.8),
    Area("employment", "beskæftigelse", "employment", (14, 8, 10, 20, 22), 1.1, 1.2),
    Area("children", "dagtilbud og skole", "day care and school", (10, 16, 14, 8, 10), 0.9, 0.9),
    Area("social", "børn, familie og voksne", "social services", (10, 4, 8, 16, 17), 1.3, 1.4),
    Area("health", "ældre og sundhed", "elderly and health", (10, 4, 10, 12, 12), 1.1, 1.2),
    Area("technical", "teknik og miljø", "technical and environmental", (10, 7, 13, 10, 10), 1.1, 1.3),
    Area("culture", "kultur og fritid", "culture and leisure", (4, 3, 5, 2, 1), 0.8, 0.7),
)
AREA_SOURCE = "KL14 2.5 names employment and technical and environmental; the other areas, and how contacts divide, are"
STARTING = "starting values"


@dataclass(frozen=True)
class Offer:
    """A task that the state or the regions answer today, and that a centre may take on for its own citizens at a price.

    `like` is the task of denmark-2014 whose level, time and follow-up it has.
    """

    task: str
    like: str
    area: str
    name_da: str
    name_en: str
    contacts: int
    price_kr: float
    source: str


OFFERS = (
    Offer(
        "state-self-service",
        "L3",
        "staten",
        "staten: hjælp til borger.dk og digital post",
        "the state: help to borger.dk and digital post",
        50_000,
        50.0,
        "2.5 million kr. a year for 5 FTE, Copenhagen's 1881 trial of 2012 (city council, 17-04-2012); that 5 FTE at "
        "1,450 hours, 7 minutes and an occupancy of 80 % answer 50,000, at 50 kr. each, is our reckoning",
    ),
    Offer(
        "state-tax",
        "L4",
        "staten",
        "staten: generel information om skat",
        "the state: general information on tax",
        1_000_000,
        45.0,
        "CW13: the tax agency has up to 3 million calls; that a third is general information, and 45 kr., a tenth less "
        "than today, are starting values",
    ),
    Offer(
        "region-patients",
        "L4",
        "regionerne",
        "regionerne: vejledning af patienter",
        "the regions: guidance of patients",
        500_000,
        45.0,
        "KL14 2.5 names tasks of the regions without figures; contacts and price are starting values",
    ),
)
OFFERED = "3-4"
"""Levels of the offers, which may stay where they are."""


def task_name(level_task: str, area: Area) -> str:
    """Return the name of an area's task at a level, such as L3-citizen."""
    return f"{level_task}-{area.name}"


def shares_at(level: int) -> dict[str, int]:
    """Return the percentages of a level by area."""
    return {area.name: area.share_at(level) for area in AREAS}


def scaled(level: int, factors: Mapping[str, float]) -> dict[str, float]:
    """Return factors by area, so that over the contacts of a level they are 1 in the mean."""
    share = shares_at(level)
    mean = sum(share[name] * factor for name, factor in factors.items()) / sum(share.values())
    return {name: factor / mean for name, factor in factors.items()}


def volume_rows(instance: Instance) -> Iterator[rows.Volume]:
    """Divide each municipality's contacts at a level over the areas, and spread the offers by population."""
    source = "level by area; starting value"
    for row in instance.tables.volumes:
        parts = spread(round(row.contacts), shares_at(instance.tasks[row.task].level))
        for area in AREAS:
            name = task_name(row.task, area)
            yield row.model_copy(update={"task": name, "contacts": float(parts[area.name]), "source": source})
    population = {code: row.population for code, row in instance.municipalities.items()}
    for offer in OFFERS:
        for code, contacts in spread(offer.contacts, population).items():
            yield rows.Volume(
                municipality=code,
                task=offer.task,
                contacts=contacts,
                source="spread by population",
                assumption=True,
            )


def task_rows(instance: Instance, volumes: Sequence[rows.Volume]) -> Iterator[rows.Task]:
    """Make a task of each level and area, and of each offer, with as many contacts in the country as the volumes."""
    national: dict[str, float] = {}
    for volume in volumes:
        national[volume.task] = national.get(volume.task, 0.0) + volume.contacts
    for level_task in instance.tables.tasks:
        minutes = scaled(level_task.level, {area.name: area.minutes for area in AREAS})
        for area in AREAS:
            name = task_name(level_task.task, area)
            yield level_task.model_copy(
                update={
                    "task": name,
                    "service_area": area.name_da,
                    "name_da": f"{area.name_da}: {level_task.name_da}",
                    "name_en": f"{area.name_en}: {level_task.name_en}",
                    "handling_minutes": round(level_task.handling_minutes * minutes[area.name], 2),
                    "national_contacts": national[name],
                    "source": f"{AREA_SOURCE} {STARTING}",
                    "assumption": True,
                }
            )
    for offer in OFFERS:
        yield instance.tasks[offer.like].model_copy(
            update={
                "task": offer.task,
                "service_area": offer.area,
                "name_da": offer.name_da,
                "name_en": offer.name_en,
                "national_contacts": national[offer.task],
                "source": offer.source,
                "assumption": True,
            }
        )


def task_cost_rows(instance: Instance) -> Iterator[rows.TaskCost]:
    """Vary the extra cost of a level over its areas; what an offer pays less than today costs whoever takes it on."""
    for row in instance.tables.task_costs:
        level = instance.tasks[row.task].level
        extra = scaled(level, {area.name: area.extra for area in AREAS})
        for area in AREAS:
            varied = {"task": task_name(row.task, area), "extra_kr": round(row.extra_kr * extra[area.name], 2)}
            yield row.model_copy(update={**varied, "source": "that of the level, varied by area; starting value"})
    for offer in OFFERS:
        yield from _costs_of_offer(instance, offer)


def _costs_of_offer(instance: Instance, offer: Offer) -> Iterator[rows.TaskCost]:
    """In each form that takes an offer on: what the price is below today's cost, and the follow-up of a contact."""
    short_kr = instance.settings.economy.today_unit_cost_kr - offer.price_kr
    for form in FORMS:
        follow_up_kr = instance.extra_kr.get((form, offer.like))
        if follow_up_kr is not None or (form == "local" and short_kr):
            yield rows.TaskCost(
                form=form,
                task=offer.task,
                extra_kr=short_kr + (follow_up_kr or 0.0),
                source=f"50 kr. less the price of {offer.price_kr:g} kr., and the follow-up of {offer.like}",
                assumption=True,
            )


def kpi_value_rows(instance: Instance) -> Iterator[rows.KpiValue]:
    """Give each task the values of its level; a handling time in proportion to its own."""
    for row in instance.tables.kpi_values:
        if row.task is None:
            yield row
            continue
        level_task = instance.tasks[row.task]
        minutes = scaled(level_task.level, {area.name: area.minutes for area in AREAS})
        alike = {task_name(row.task, area): minutes[area.name] for area in AREAS}
        alike |= {offer.task: 1.0 for offer in OFFERS if offer.like == row.task}
        for name, times in alike.items():
            value = round(row.value * times, 2) if row.kpi == "handling-time" else row.value
            source = f"as {row.task} in denmark-2014"
            yield row.model_copy(update={"task": name, "value": value, "source": source, "assumption": True})


def lock_rows(instance: Instance) -> Iterator[rows.Lock]:
    """Keep the municipalities' own tasks of the offers' levels from staying in the departments, as in denmark-2014."""
    forbidden = {offer.like for offer in OFFERS}
    for level_task in instance.tables.tasks:
        for area in AREAS if level_task.task in forbidden else ():
            yield rows.Lock(
                task=task_name(level_task.task, area),
                form="unchanged",
                demand="must not",
                note="only tasks of the state and the regions may stay where they are",
                source="as in denmark-2014",
            )


def system_change_rows(instance: Instance) -> Iterator[SystemChange]:
    """Let the offers stay where they are in every system, also where nothing of the municipalities' own may."""
    unchanged = {"none": OFFERED, "7-9": f"{OFFERED} 7-9"}
    for row in instance.tables.system_changes:
        if row.parameter == "policy.levels.unchanged":
            yield row.model_copy(update={"value": unchanged[row.value]})
        elif row.parameter == "policy.mandatory.1.forms":
            yield row.model_copy(update={"value": f"{row.value} unchanged"})
        else:
            yield row


def future_change_rows(instance: Instance, volumes: Sequence[rows.Volume]) -> Iterator[FutureChange]:
    """Change in each area what a future changes at a level; what leaves level 6 comes to level 3 of its area."""
    national: dict[str, float] = {}
    for volume in volumes:
        national[volume.task] = national.get(volume.task, 0.0) + volume.contacts
    for row in instance.tables.future_changes:
        table, task, *rest = _parts_of_parameter(row.parameter)
        if not task:
            yield row
            continue
        for area in AREAS:
            name = task_name(task, area)
            value = row.value if task == "L6" else f"x{1 + 0.3 * national[task_name('L6', area)] / national[name]:.6f}"
            parameter = f"{table}.*/{name}/*.{rest[0]}" if table == "volumes" else f"{table}.{name}.{rest[0]}"
            yield row.model_copy(update={"parameter": parameter, "value": value, "source": f"as {task}, in each area"})


def _parts_of_parameter(parameter: str) -> tuple[str, str, str]:
    """Return table, task and column of a change of one task; no task where the change is of something else."""
    table, named, column = parameter.split(".", 2) if parameter.count(".") >= 2 else (parameter, "", "")
    task = named.split("/")[1] if "/" in named else named
    return table, task if table in ("volumes", "tasks") and task != "*" else "", column


def assumption_rows(instance: Instance) -> Iterator[rows.Assumption]:
    """Say of what differs here why it does."""
    differing: Mapping[str, str] = {
        "policy.levels.unchanged": "levels that may stay as today; of 3 and 4 the tasks of the state and the regions",
    }
    for row in instance.tables.assumptions:
        note = differing.get(row.parameter)
        yield row.model_copy(update={"note": note}) if note else row


def derive(instance: Instance) -> Instance:
    """Return denmark-2014 with each level divided over the areas, and the offers of the state and the regions."""
    settings = instance.settings
    levels = settings.policy.levels.model_validate(
        {**settings.policy.levels.model_dump(), "unchanged": f"{OFFERED} 7-9"}
    )
    named = {
        "name": NAME,
        "title_da": f"{settings.title_da}, otte fagområder",
        "title_en": f"{settings.title_en}, eight service areas",
        "policy": settings.policy.model_copy(update={"levels": levels}),
    }
    volumes = list(volume_rows(instance))
    return remake_instance(
        instance,
        settings.model_copy(update=named),
        volumes=volumes,
        tasks=task_rows(instance, volumes),
        task_costs=task_cost_rows(instance),
        kpi_values=kpi_value_rows(instance),
        locks=lock_rows(instance),
        system_changes=system_change_rows(instance),
        future_changes=future_change_rows(instance, volumes),
        assumptions=assumption_rows(instance),
    )


if __name__ == "__main__":
    main(derive, SCENARIOS, NAME, "Write denmark-2014 with each level divided over eight service areas.")
