"""The toy with other figures than its own: a cost curve of another shape."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from optimiser.data import rows
from optimiser.data.instance import Instance
from optimiser.data.read import hash_of_instance, read

TOY = Path(__file__).parents[1] / "instances" / "toy"
RISING = ((100_000, 50), (250_000, 40), (900_000, 60))
"""Volumes and kr. per contact: dearer again in the largest centres."""


def toy_on_curve(points: tuple[tuple[float, float], ...], *overrides: str, scenario: str = "") -> Instance:
    """The toy, changed as after `--set` and by lines of a scenario file, with a cost curve through these points."""
    with TemporaryDirectory() as scratch:
        path = Path(scratch) / "other.toml"
        path.write_text(f'name = "other"\n{scenario}', encoding="utf-8")
        instance = read(TOY, scenarios=[path] if scenario else [], overrides=overrides)
    curve = tuple(rows.CurvePoint(volume=volume, unit_cost_kr=unit_cost) for volume, unit_cost in points)
    changed = replace(instance, tables=replace(instance.tables, cost_curve=curve))
    return replace(changed, sha256=hash_of_instance(changed))
