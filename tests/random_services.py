"""Random services for random instances: targets, opening hours, and weeks in which contacts arrive."""

from dataclasses import replace
from random import Random

from optimiser.data import rows
from optimiser.data.instance import Instance
from optimiser.data.read import hash_of_instance
from optimiser.data.settings import Service
from tests.random_instances import random_instance

SHARES, SECONDS, HOURS = (0.7, 0.8, 0.9), (5.0, 20.0, 60.0, 120.0), (10.0, 37.0, 37.2, 60.0, 76.5, 168.0)


def random_instance_with_services(seed: int) -> Instance:
    """The random instance of a seed, with a service of its own for most of its centres."""
    rng = Random(f"services {seed}")  # noqa: S311  # nothing secret is drawn
    instance = random_instance(seed)
    tables = replace(
        instance.tables,
        centres=tuple(_promising(rng, row) for row in instance.tables.centres),
        arrival_profile=_arrivals(rng) if rng.random() < 0.3 else (),
    )
    settings = instance.settings.model_copy(update={"service": _service(rng)})
    changed = replace(instance, tables=tables, settings=settings)
    return replace(changed, sha256=hash_of_instance(changed))


def _promising(rng: Random, row: rows.Centre) -> rows.Centre:
    """A centre with each cell filled in or left blank."""
    return row.model_copy(
        update={
            "answered_share": rng.choice((None, None, *SHARES)),
            "within_seconds": rng.choice((None, None, *SECONDS)),
            "opening_hours": rng.choice((None, None, None, *HOURS)),
        }
    )


def _arrivals(rng: Random) -> tuple[rows.ArrivalShare, ...]:
    """Half hours of weekday mornings, in which every centre is open, and a few of the evening."""
    drawn = {(day, half_hour): rng.random() for day in range(1, 6) for half_hour in ("10:00", "10:30", "18:00")}
    total = sum(drawn.values())
    return tuple(
        rows.ArrivalShare(weekday=day, half_hour=half_hour, share=weight / total)
        for (day, half_hour), weight in drawn.items()
    )


def _service(rng: Random) -> Service:
    return Service(
        reference_answered_share=rng.choice(SHARES),
        reference_within_seconds=rng.choice(SECONDS),
        reference_opening_hours=rng.choice((37.0, 60.0)),
        staffing_share=rng.choice((0.85, 0.85, 0.5, 1.0)),
        max_occupancy=rng.choice((0.9, 0.9, 0.8, 1.0)),
        patience_seconds=rng.choice((None, None, 180.0)),
        shrinkage=rng.choice((0.0, 0.1)),
    )
