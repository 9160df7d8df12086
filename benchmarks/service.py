"""What service costs a centre by its size: kr. per contact under each target and opening hours.

Run `python -m benchmarks.service`. Costs are exact, of one centre of denmark-2014 with cost factor 1.
"""

from collections.abc import Iterator
from pathlib import Path

from optimiser import read
from optimiser.data.instance import Instance
from optimiser.planning.centre_curve import CentreCurve
from optimiser.planning.curve import UnitCostCurve
from optimiser.planning.service import ServiceFactor, centre_service, reference_service

INSTANCE = Path(__file__).parents[1] / "instances" / "denmark-2014"
VOLUMES = (30_000, 150_000, 650_000, 3_000_000)
TARGETS = ((0.7, 120.0), (0.8, 60.0), (0.8, 20.0))
HOURS = (37.0, 60.0)


def curve(instance: Instance, answered_share: float, within_seconds: float, opening_hours: float) -> CentreCurve:
    """The cost curve of a centre that promises this."""
    promised = {"answered_share": answered_share, "within_seconds": within_seconds, "opening_hours": opening_hours}
    row = instance.tables.centres[0].model_copy(update=promised)
    documents = UnitCostCurve.of(instance.tables.cost_curve)
    return CentreCurve(documents, ServiceFactor.of(instance, centre_service(instance, row)))


def lines(instance: Instance) -> Iterator[str]:
    """The table: a row a service, a column a volume; beside each cost what it is more than at the reference."""
    yield f"{'answered, open':<22}" + "".join(f"{f'{volume:,}':>20}" for volume in VOLUMES)
    reference = CentreCurve(
        UnitCostCurve.of(instance.tables.cost_curve), ServiceFactor.of(instance, reference_service(instance))
    )
    for hours in HOURS:
        for share, seconds in TARGETS:
            some = curve(instance, share, seconds, hours)
            cells = (_cell(some.unit_cost_kr(volume), reference.unit_cost_kr(volume)) for volume in VOLUMES)
            yield f"{f'{share:.0%} in {seconds:g} s, {hours:g} h':<22}" + "".join(f"{cell:>20}" for cell in cells)
    yield _stricter(instance)


def _cell(unit_cost_kr: float, reference_kr: float) -> str:
    return f"{unit_cost_kr:.2f} ({unit_cost_kr / reference_kr - 1:+.1%})"


def _stricter(instance: Instance) -> str:
    """From the mildest to the strictest target at the shorter hours."""
    mild, strict = (curve(instance, *target, HOURS[0]) for target in (TARGETS[0], TARGETS[-1]))
    rises = (strict.unit_cost_kr(volume) / mild.unit_cost_kr(volume) - 1 for volume in VOLUMES)
    return f"{'70/120 to 80/20, 37 h':<22}" + "".join(f"{f'{rise:+.1%}':>20}" for rise in rises)


def main() -> None:
    """Print the table."""
    print("\n".join(lines(read(INSTANCE))))


if __name__ == "__main__":
    main()
