"""What service costs a centre by its size: kr. per contact under each target and opening hours.

Run `python -m benchmarks.service`. Costs are exact, of one centre of denmark-2014 with cost factor 1.
"""

from collections.abc import Iterator
from pathlib import Path

from optimiser import read, unit_costs_kr
from optimiser.data.instance import Instance

INSTANCE = Path(__file__).parents[1] / "instances" / "denmark-2014"
VOLUMES = (30_000, 150_000, 650_000, 3_000_000)
TARGETS = ((0.7, 120.0), (0.8, 60.0), (0.8, 20.0))
HOURS = (37.0, 60.0)


def unit_costs(instance: Instance, answered_share: float, within_seconds: float, opening_hours: float) -> list[float]:
    """What a contact costs at each of the volumes in a centre that promises this."""
    promise = {"answered_share": answered_share, "within_seconds": within_seconds, "opening_hours": opening_hours}
    return [float(cost) for cost in unit_costs_kr(instance, VOLUMES, **promise)]


def lines(instance: Instance) -> Iterator[str]:
    """The table: a row a service, a column a volume; beside each cost what it is more than at the reference."""
    yield f"{'answered, open':<22}" + "".join(f"{f'{volume:,}':>20}" for volume in VOLUMES)
    reference = [float(cost) for cost in unit_costs_kr(instance, VOLUMES)]
    for hours in HOURS:
        for share, seconds in TARGETS:
            cells = map(_cell, unit_costs(instance, share, seconds, hours), reference)
            yield f"{f'{share:.0%} in {seconds:g} s, {hours:g} h':<22}" + "".join(f"{cell:>20}" for cell in cells)
    yield _stricter(instance)


def _cell(unit_cost_kr: float, reference_kr: float) -> str:
    return f"{unit_cost_kr:.2f} ({unit_cost_kr / reference_kr - 1:+.1%})"


def _stricter(instance: Instance) -> str:
    """From the mildest to the strictest target at the shorter hours."""
    mild, strict = (unit_costs(instance, *target, HOURS[0]) for target in (TARGETS[0], TARGETS[-1]))
    rises = (dear / cheap - 1 for cheap, dear in zip(mild, strict, strict=True))
    return f"{'70/120 to 80/20, 37 h':<22}" + "".join(f"{f'{rise:+.1%}':>20}" for rise in rises)


def main() -> None:
    """Print the table."""
    print("\n".join(lines(read(INSTANCE))))


if __name__ == "__main__":
    main()
