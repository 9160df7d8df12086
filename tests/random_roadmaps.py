"""Small random roadmaps: two or three years of a random instance, with budgets, moves and links between years."""

from dataclasses import replace
from math import prod
from random import Random

from optimiser.data import rows
from optimiser.data.columns import Form
from optimiser.data.instance import Instance
from optimiser.data.own_rows import Existing
from optimiser.data.read import hash_of_instance
from optimiser.data.settings import Roadmap
from optimiser.data.year_rows import FirstYear, MunicipalBudget, PlannedYear, VolumeFactor, VolumeMove, YearlyChange
from tests.random_existing import random_instance_with_existing
from tests.random_instances import random_instance, random_instance_with_pairs
from tests.witness import lawful_ways

MOST_WAYS = {2: 200, 3: 50}
"""The most assignments of a year, by the number of years: volumes are left out until there are no more."""


TODAY, PRICES = "economy.today_unit_cost_kr", ("20", "40", "90")


def random_roadmap(
    seed: int,
    *,
    existing: bool = False,
    pairs: bool = False,
    nobody_pays_more: bool = False,
    undoing: bool = False,
) -> Instance:
    """The roadmap of a seed; with `pairs` each buyer and centre have a connection of their own.

    With `undoing` what is begun may be undone, at a price that is mostly small, and answering changes its price more.
    """
    rng = Random(f"roadmap {seed}")  # noqa: S311  # nothing secret is drawn
    draw = random_instance_with_pairs if pairs else random_instance
    drawn = draw(seed, optional_rules=rng.random() < 0.25)
    if existing:
        drawn = random_instance_with_existing(seed, lambda _: drawn)
    count = rng.choice((2, 2, 3))
    instance = _thinned(rng, _may_stay(rng, drawn), MOST_WAYS[count])
    years = tuple(range(instance.settings.year, instance.settings.year + count))
    tables = replace(
        instance.tables,
        centres=tuple(_joined_slowly(rng, row) for row in instance.tables.centres),
        years=tuple(PlannedYear(year=year, investment_budget_kr=_budget_kr(rng)) for year in years),
        municipal_budgets=tuple(_municipal_budgets(rng, instance, years)),
        volume_factors=tuple(_volume_factors(rng, instance, years)),
        first_years=tuple(_first_years(rng, years)),
        yearly_changes=tuple(_yearly_changes(rng, instance, years)),
        volume_moves=tuple(_volume_moves(rng, instance, years)),
    )
    roadmap = Roadmap(
        start_year=rng.choice((None, None, None, years[1])),
        transition_loss=rng.choice((0.0, 0.2, 0.5)),
        transition_months=rng.choice((0.0, 3.0, 12.0)),
        contract_years=rng.choice((None, None, 1, 2)),
        minimum_ramp=rng.choice(((), (), (0.5,), (0.25, 0.75), (0.0, 0.5))),
    )
    if undoing:
        other = Random(f"undoing {seed}")  # noqa: S311  # drawn apart, so that all else is as without it
        roadmap = roadmap.model_copy(update={"undoing_kr": other.choice((0.0, 0.5, 2.0, 10.0))})
        prices = (YearlyChange(parameter=TODAY, year=year, value=other.choice(PRICES)) for year in years[1:])
        tables = replace(tables, yearly_changes=(*tables.yearly_changes, *prices))
    policy = instance.settings.policy.model_copy(update={"no_municipality_worse_off": nobody_pays_more})
    settings = instance.settings.model_copy(update={"roadmap": roadmap, "policy": policy})
    made = replace(instance, tables=tables, settings=settings)
    return replace(made, sha256=hash_of_instance(made))


def _may_stay(rng: Random, instance: Instance) -> Instance:
    """Mostly tasks may stay in the departments, and gain by leaving them."""
    settings = instance.settings
    if rng.random() < 0.1:
        return instance
    levels = settings.policy.levels.model_copy(update={"unchanged": tuple(range(1, 10))})
    policy = settings.policy.model_copy(update={"levels": levels})
    economy = settings.economy.model_copy(update={"today_unit_cost_kr": rng.choice((50.0, 60.0, 70.0))})
    return replace(instance, settings=settings.model_copy(update={"policy": policy, "economy": economy}))


def _thinned(rng: Random, instance: Instance, most: int) -> Instance:
    volumes = list(instance.tables.volumes)
    while len(volumes) > 1 and prod(max(1, len(lawful_ways(instance, *key))) for key in instance.contacts) > most:
        volumes.pop(rng.randrange(len(volumes)))
        instance = replace(instance, tables=replace(instance.tables, volumes=tuple(volumes)))
    existing = tuple(row for row in instance.tables.existing if _speaks_of_some(instance, row))
    return replace(instance, tables=replace(instance.tables, existing=existing))


def _speaks_of_some(instance: Instance, row: Existing) -> bool:
    named = [name.strip() for name in row.tasks.split(";") if name.strip()]
    return any((row.municipality, task) in instance.contacts for task in named or instance.tasks)


def _joined_slowly(rng: Random, row: rows.Centre) -> rows.Centre:
    return row.model_copy(update={"most_joining": rng.choice((None, None, 0, 1, 1))}) if rng.random() < 0.5 else row


def _budget_kr(rng: Random) -> float | None:
    return rng.choice((None, 0.0, *(float(rng.randrange(0, 6_000_000, 1000)) for _ in range(4))))


def _municipal_budgets(rng: Random, instance: Instance, years: tuple[int, ...]) -> list[MunicipalBudget]:
    return [
        MunicipalBudget(year=year, municipality=code, amount_kr=float(rng.randrange(0, 4_000_000, 1000)))
        for code in instance.municipalities
        for year in years
        if rng.random() < 0.15
    ]


def _volume_factors(rng: Random, instance: Instance, years: tuple[int, ...]) -> list[VolumeFactor]:
    """Some tasks have no contacts in a year; but not all of them."""
    kept = instance.tables.volumes[0].task
    return [
        VolumeFactor(task=task, year=year, factor=rng.choice((0.3 if task == kept else 0.0, 0.5, 0.8, 1.5, 3.0)))
        for task in instance.tasks
        for year in years
        if rng.random() < 0.25
    ]


def _yearly_changes(rng: Random, instance: Instance, years: tuple[int, ...]) -> list[YearlyChange]:
    """What is paid once, or answering as today, is dearer or cheaper from a year on."""
    paid = ["investments.*.amount_kr"] if instance.tables.investments else []
    return [
        YearlyChange(parameter=parameter, year=rng.choice(years[1:]), value=rng.choice(("x0.5", "x1.5", "x4")))
        for parameter in (*paid, "economy.today_unit_cost_kr")
        if rng.random() < 0.25
    ]


def _volume_moves(rng: Random, instance: Instance, years: tuple[int, ...]) -> list[VolumeMove]:
    """Some of a task's contacts become another's."""
    if len(instance.tasks) < 2 or rng.random() < 0.7:
        return []
    one, other = rng.sample(sorted(instance.tasks), 2)
    return [VolumeMove(from_task=one, to_task=other, year=rng.choice(years), share=rng.choice((0.2, 0.5)))]


def _first_years(rng: Random, years: tuple[int, ...]) -> list[FirstYear]:
    forms: tuple[Form, ...] = ("local", "purchased", "regional", "external")
    return [FirstYear(form=form, first_year=rng.choice(years)) for form in forms if rng.random() < 0.3]
