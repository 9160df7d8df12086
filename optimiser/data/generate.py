"""Instances drawn at random that look like denmark-2014, of any size: to see how time and memory grow.

Prices, rules and the nine levels are those of the bundled instance. Drawn are the municipalities (as large as the
Danish ones, somewhere in a rectangle of Denmark's size), how a level's contacts divide over service areas, and how
many contacts each municipality has. The same options give the same instance.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random
from typing import Any, Literal

from pydantic import Field, ValidationError

from optimiser.data import rows
from optimiser.data.checking_rows import rule_of
from optimiser.data.columns import Row
from optimiser.data.findings import Finding, InvalidInputError, bundled_instances, parameter_name
from optimiser.data.instance import Instance
from optimiser.data.pair_costs import (
    ELSEWHERE_EXTRA_KR,
    ELSEWHERE_KR,
    PROVINCE_KR,
    REGION_KR,
    costs_by_distance,
    purchase_row,
    road_km,
)
from optimiser.data.read import read, remake_instance
from optimiser.data.settings import Section, Settings
from optimiser.data.tables import TABLES

ORIGIN = "denmark-2014"
MOST_ROWS = 1_000_000
"""The most rows of a table that are made."""
MOST_INHABITANTS = 60_000_000
"""All municipalities together have no more, so that their contacts stay within what a country can have: from about
1,040 municipalities on they are smaller than the Danish ones."""
LATITUDES, LONGITUDES = (54.7, 57.6), (8.2, 12.5)
"""Degrees between which the municipalities lie."""
LEVEL_ORDER = (6, 9, 4, 7, 3, 8, 2, 5, 1)
"""Which level the next task has, so that a few tasks hold both what may be shared and what stays home."""
STRUCTURE = "regions"
ATTEMPTS = 20
"""How often is drawn again where chance makes something that checks remark on, such as one that looks like a total."""


class GeneratorOptions(Section):
    """What an instance drawn at random is to be like.

    Raises
    ------
    pydantic.ValidationError
        A value is out of range; a ValueError that names each.
    """

    municipalities: int = Field(default=98, ge=2, le=10_000, description="number of municipalities")
    tasks: int = Field(
        default=9,
        ge=1,
        le=900,
        description="tasks of each municipality; above nine, levels are divided into service areas",
    )
    hosts: int = Field(
        default=24, ge=1, le=10_000, description="municipalities that may sell to others: the largest ones"
    )
    regions: int = Field(default=5, ge=1, le=1000, description="number of regions, each with a virtual centre")
    pairs: Literal["none", "bands", "all"] = Field(
        default="none",
        description="cost of a purchase by pair: none, the same for all; bands, by province and region; "
        "all, by distance, also for each contact",
    )
    seed: int = Field(default=1, ge=0, le=2**31 - 1, description="random seed: the same seed gives the same instance")


def faults_of_options(asked: Mapping[str, object]) -> list[Finding]:
    """Return everything that is wrong with options of the generator, by their names."""
    wrong: dict[str, str] = {}
    try:
        GeneratorOptions.model_validate(asked)
    except ValidationError as error:
        wrong = {str(detail["loc"][0]): rule_of(detail) for detail in error.errors(include_url=False)}
    found = [_fault(name, asked[name], rule) for name, rule in wrong.items()]
    sound = {name: value for name, value in asked.items() if name not in wrong}
    return [*found, *_sizes_that_do_not_fit(GeneratorOptions.model_validate(sound), sound.keys())]


def _fault(name: str, value: object, rule: str, remedy: str = "") -> Finding:
    return Finding(parameter_name(name), None, "", str(value), rule, remedy)


def _sizes_that_do_not_fit(options: GeneratorOptions, given: Any) -> Iterator[Finding]:
    """What is wrong with sizes beside each other; those that are wrong by themselves are no part of it."""
    many = options.municipalities
    if many < options.regions and {"municipalities", "regions"} <= given:
        rule = f"fewer municipalities than regions ({options.regions}): each region has at least one"
        yield _fault("municipalities", many, rule, "ask for more municipalities, or for fewer regions")
    if options.hosts > many and {"municipalities", "hosts"} <= given:
        rule = f"more hosts than municipalities ({many}): a host is one of them"
        yield _fault("hosts", options.hosts, rule, "ask for fewer hosts, or for more municipalities")
    if many * options.tasks > MOST_ROWS:
        rule = f"{many:,} municipalities with {options.tasks:,} tasks each are more than {MOST_ROWS:,} rows of volumes"
        yield _fault("tasks", options.tasks, rule, "ask for fewer tasks or municipalities")
    if options.pairs != "none" and many * options.hosts > MOST_ROWS:
        rule = f"{many:,} municipalities with {options.hosts:,} hosts each are more than {MOST_ROWS:,} pairs"
        yield _fault("pairs", options.pairs, rule, "ask for fewer hosts or municipalities, or for no pairs")


def generate(
    municipalities: int = 98, tasks: int = 9, hosts: int = 24, regions: int = 5, pairs: str = "none", seed: int = 1
) -> Instance:
    """Draw an instance at random that looks like denmark-2014, of any size; the same options give the same instance.

    Parameters
    ----------
    municipalities
        How many there are, at least 2; as large as the Danish ones, but with 60 million inhabitants in all at most.
    tasks
        Tasks of each; above nine the levels are divided over service areas.
    hosts
        How many may sell to others: the largest ones.
    regions
        How many there are, each with a virtual centre that its municipalities may share.
    pairs
        What a purchase costs: `none`, the same for all pairs; `bands`, by province and region; `all`, by distance, in
        the extra cost of each contact too.
    seed
        Random seed.

    Returns
    -------
    Instance
        Checked; `write` writes it.

    Raises
    ------
    InvalidInputError
        With every option that is out of range, or does not fit another.
    """
    asked: dict[str, object] = {"municipalities": municipalities, "tasks": tasks, "hosts": hosts}
    asked |= {"regions": regions, "pairs": pairs, "seed": seed}
    if faults := faults_of_options(asked):
        raise InvalidInputError("the options", faults)
    options = GeneratorOptions.model_validate(asked)
    origin, rng = read(bundled_instances()[ORIGIN]), Random(seed)  # noqa: S311  # nothing secret is drawn
    for _ in range(ATTEMPTS):
        drawn = _draw(rng, options, origin).with_changes()
        if not drawn.remarks:
            break
    return drawn


def _draw(rng: Random, options: GeneratorOptions, origin: Instance) -> Instance:
    """Draw an instance once."""
    source: dict[str, Any] = {"source": f"drawn at random, seed {options.seed}", "assumption": True}
    municipalities = _municipalities(rng, options, origin, source)
    tasks = [DrawnTask.draw(rng, options, origin, number) for number in range(options.tasks)]
    volumes = list(_volumes(rng, municipalities, tasks, origin, source))
    national: Counter[str] = Counter()
    for volume in volumes:
        national[volume.task] += round(volume.contacts)
    drawn: dict[str, Sequence[Row]] = dict.fromkeys(TABLES, ())
    drawn |= {
        "municipalities": municipalities,
        "tasks": [task.row(national[task.name], source) for task in tasks],
        "volumes": volumes,
        "centres": [*_local_centres(municipalities, volumes, origin, source)],
        "structures": [
            rows.Membership(structure=STRUCTURE, municipality=row.code, group=row.region, **source)
            for row in municipalities
        ],
        "cost_curve": origin.tables.cost_curve,
        "task_costs": [cost for task in tasks for cost in task.costs(origin, source)],
        "connections": [*_connections(options, municipalities, origin, source)],
        "investments": [row for row in origin.tables.investments if row.form != "external"],
        "legal": origin.tables.legal,
        "assumptions": [row for row in origin.tables.assumptions if _is_of_settings(row)],
    }
    made = remake_instance(replace(origin, system=STRUCTURE), _settings(options, origin), **drawn)
    shared = [*_virtual_centres(made, origin, source)]
    return remake_instance(made, made.settings, centres=[*made.tables.centres, *shared])


def _settings(options: GeneratorOptions, origin: Instance) -> Settings:
    """Those of the origin, with names of their own and the regions in use."""
    said = f"{options.municipalities}-{options.tasks}-{options.hosts}-{options.regions}-{options.pairs}-{options.seed}"
    named = {
        "name": f"random-{said}",
        "title_da": f"Tilfældigt datasæt: {options.municipalities} kommuner, {options.tasks} opgaver",
        "title_en": f"Random instance: {options.municipalities} municipalities, {options.tasks} tasks",
        "structure": STRUCTURE,
    }
    return origin.settings.model_copy(update=named)


def _is_of_settings(row: rows.Assumption) -> bool:
    """Whether an assumption of the origin is about a setting that is here as well; there is no external centre here."""
    return row.parameter.split(".")[0] in Settings.model_fields and row.parameter != "policy.levels.external"


def _municipalities(
    rng: Random, options: GeneratorOptions, origin: Instance, source: Mapping[str, Any]
) -> list[rows.Municipality]:
    """As large as the Danish ones, anywhere; regions are strips from west to east, provinces their south and north."""
    count, digits = options.municipalities, len(str(options.municipalities))
    populations = _populations(rng, [row.population for row in origin.tables.municipalities], count)
    hosts = set(sorted(range(count), key=lambda number: (-populations[number], number))[: options.hosts])
    points = [(round(rng.uniform(*LATITUDES), 5), round(rng.uniform(*LONGITUDES), 5)) for _ in range(count)]
    places = _provinces(points, options.regions)
    return [
        rows.Municipality(
            code=f"K{number + 1:0{digits}}",
            name=f"Kommune {number + 1:0{digits}}",
            region=region,
            province=province,
            population=populations[number],
            lat=lat,
            lon=lon,
            candidate_host=number in hosts,
            **source,
        )
        for number, ((lat, lon), (region, province)) in enumerate(zip(points, places, strict=True))
    ]


def _populations(rng: Random, known: Sequence[int], count: int) -> list[int]:
    """Draw as many sizes, each from its own part of the known ones from small to large, and mix them."""
    ordered = sorted(known)
    steps = list(pairwise(ordered))
    drawn = []
    for number in range(count):
        place = (number + rng.random()) / count * len(steps)
        low, high = steps[int(place)]
        drawn.append(low + (place - int(place)) * (high - low))
    rng.shuffle(drawn)
    scale = min(1.0, MOST_INHABITANTS / sum(drawn))
    return [round(scale * population) for population in drawn]


def _provinces(points: Sequence[tuple[float, float]], regions: int) -> list[tuple[str, str]]:
    """Return the region and province of each point: strips with as many municipalities, each halved if it can be."""
    from_west = sorted(range(len(points)), key=lambda number: (points[number][1], number))
    found = [("", "")] * len(points)
    for region in range(regions):
        strip = from_west[region * len(points) // regions : (region + 1) * len(points) // regions]
        from_south = sorted(strip, key=lambda number: (points[number][0], number))
        for place, number in enumerate(from_south):
            half = "nord" if 2 * place >= len(strip) > 1 else "syd"
            found[number] = (f"Region {region + 1}", f"Region {region + 1} {half}")
    return found


@dataclass(frozen=True)
class DrawnTask:
    """A level's task in one service area: its share of the level's contacts, and how it differs from the mean."""

    like: rows.Task
    name: str
    area: int | None
    weight: float
    longer: float
    dearer: float

    @classmethod
    def draw(cls, rng: Random, options: GeneratorOptions, origin: Instance, number: int) -> "DrawnTask":
        """Draw the task of a number; where there are nine at most, each is its whole level as it is."""
        level = LEVEL_ORDER[number % len(LEVEL_ORDER)]
        like = next(row for row in origin.tables.tasks if row.level == level)
        if options.tasks <= len(LEVEL_ORDER):
            return cls(like, like.task, None, 1.0, 1.0, 1.0)
        area = number // len(LEVEL_ORDER) + 1
        name = f"{like.task}-{area:0{len(str(options.tasks // len(LEVEL_ORDER) + 1))}}"
        return cls(like, name, area, rng.uniform(0.3, 1.7), rng.uniform(0.8, 1.25), rng.uniform(0.5, 1.5))

    def row(self, national: int, source: Mapping[str, Any]) -> rows.Task:
        """The row of the task, with its contacts in the country."""
        of_area = {"service_area": "", "name_da": self.like.name_da, "name_en": self.like.name_en}
        if self.area:
            of_area = {
                "service_area": f"område {self.area}",
                "name_da": f"{self.like.name_da}, område {self.area}",
                "name_en": f"{self.like.name_en}, area {self.area}",
            }
        minutes = round(self.like.handling_minutes * self.longer, 2)
        drawn = {"task": self.name, "national_contacts": float(national), "handling_minutes": minutes}
        return self.like.model_copy(update={**drawn, **of_area, **source})

    def costs(self, origin: Instance, source: Mapping[str, Any]) -> Iterator[rows.TaskCost]:
        """The extra cost of its level in each form, dearer or cheaper."""
        for row in origin.tables.task_costs:
            if row.task == self.like.task and row.form != "external":
                extra_kr = round(row.extra_kr * self.dearer, 2)
                yield row.model_copy(update={"task": self.name, "extra_kr": extra_kr, **source})


def _volumes(
    rng: Random,
    municipalities: Sequence[rows.Municipality],
    tasks: Sequence[DrawnTask],
    origin: Instance,
    source: Mapping[str, Any],
) -> Iterator[rows.Volume]:
    """As many contacts per inhabitant as in the origin, a fifth more or less."""
    inhabitants = sum(row.population for row in origin.tables.municipalities)
    of_level: dict[str, float] = {}
    for task in tasks:
        of_level[task.like.task] = of_level.get(task.like.task, 0.0) + task.weight
    each = {
        task.name: task.like.national_contacts / inhabitants * task.weight / of_level[task.like.task] for task in tasks
    }
    for row in municipalities:
        for name, contacts in each.items():
            drawn = max(1, round(row.population * contacts * rng.uniform(0.8, 1.2)))
            yield rows.Volume(municipality=row.code, task=name, contacts=drawn, **source)


def _local_centres(
    municipalities: Sequence[rows.Municipality],
    volumes: Sequence[rows.Volume],
    origin: Instance,
    source: Mapping[str, Any],
) -> Iterator[rows.Centre]:
    """Like those of the origin; who sells must sell as much of what a municipality has in the mean as there."""
    like = next(row for row in origin.tables.centres if row.kind == "local")
    of_origin = sum(origin.contacts.values()) / len(origin.municipalities)
    here = sum(volume.contacts for volume in volumes) / len(municipalities)
    least = round(like.min_sold * here / of_origin, -3)
    for row in municipalities:
        yield like.model_copy(update={"centre": row.name, "seat": row.code, "min_sold": least, **source})


def _virtual_centres(made: Instance, origin: Instance, source: Mapping[str, Any]) -> Iterator[rows.Centre]:
    """Like those of the origin; none needs more than a third of what its region has to share."""
    like = next(row for row in origin.tables.centres if row.kind == "virtual")
    shared = {row.region: 0.0 for row in made.tables.municipalities}
    for (code, task), pooled in made.pooled_contacts.items():
        shared[made.municipalities[code].region] += 0.0 if made.tasks[task].authority else pooled
    for region, pooled in shared.items():
        least = min(like.min_volume, pooled // 3000 * 1000)
        yield like.model_copy(update={"centre": region, "min_volume": least, **source})


def _connections(
    options: GeneratorOptions, municipalities: Sequence[rows.Municipality], origin: Instance, source: Mapping[str, Any]
) -> Iterator[rows.Connection]:
    """What a link costs: to a virtual centre as in the origin, to a host by the pair."""
    general = {row.form: row for row in origin.tables.connections}
    yield general["regional"]
    if options.pairs == "none":
        yield general["purchased"]
        return
    hosts = [row for row in municipalities if row.candidate_host]
    pairs = [(row, host) for row in municipalities for host in hosts if row is not host]
    elsewhere = False
    for row, host in pairs:
        if options.pairs == "bands" and row.region != host.region:
            elsewhere = True
            continue
        costs = _costs_in_band(row, host) if options.pairs == "bands" else _costs_of_way(row, host)
        yield purchase_row(row.code, host.name, costs, source["source"])
    if elsewhere:
        yield rows.Connection(form="purchased", yearly_kr=ELSEWHERE_KR, extra_kr=ELSEWHERE_EXTRA_KR, **source)


def _costs_in_band(row: rows.Municipality, host: rows.Municipality) -> tuple[float, float]:
    return (PROVINCE_KR if row.province == host.province else REGION_KR), 0.0


def _costs_of_way(row: rows.Municipality, host: rows.Municipality) -> tuple[float, float]:
    here, there = ((each.lat or 0.0, each.lon or 0.0) for each in (row, host))
    return costs_by_distance(road_km(here, there))
