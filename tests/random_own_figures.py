"""Random figures of their own for random instances: what municipalities know of their contacts, and no source does."""

from collections.abc import Callable
from random import Random

from optimiser.data.instance import Instance
from optimiser.data.own_rows import OwnFigure
from optimiser.data.read import remake_instance
from tests.random_instances import random_instance


def random_instance_with_own_figures(seed: int, draw: Callable[[int], Instance] = random_instance) -> Instance:
    """The random instance of a seed, of which most municipalities know figures of their own."""
    rng = Random(f"own figures {seed}")  # noqa: S311  # nothing secret is drawn
    instance = draw(seed)
    own_figures = _own_figures(rng, instance)
    municipalities = [
        row.model_copy(update={"wage_level": rng.choice((1.0, 1.0, 0.9, 1.25))})
        for row in instance.tables.municipalities
    ]
    own_figures = _with_staff(Random(f"staff {seed}"), instance, own_figures)  # noqa: S311
    economy = instance.settings.economy.model_copy(update={"cost_follows_minutes": rng.random() < 0.5})
    service = instance.settings.service.model_copy(update={"cost_at_least_staffing": rng.random() < 0.3})
    settings = instance.settings.model_copy(update={"economy": economy, "service": service})
    return remake_instance(instance, settings, own_figures=own_figures, municipalities=municipalities)


def _own_figures(rng: Random, instance: Instance) -> tuple[OwnFigure, ...]:
    """Rows from the general to the particular, each there or not, with cells that may be blank."""
    codes, tasks = (None, *sorted(instance.municipalities)), (None, *sorted(instance.tasks))
    return tuple(
        OwnFigure(
            municipality=code,
            task=task,
            today_unit_cost_kr=rng.choice((None, 20.0, 35.5, 60.0, 90.0)),
            handling_minutes=rng.choice((None, 1.0, 6.5, 15.0)) if code else None,
        )
        for code in codes
        for task in tasks
        if (code or task) and rng.random() < 0.4
    )


def _with_staff(rng: Random, instance: Instance, rows: tuple[OwnFigure, ...]) -> tuple[OwnFigure, ...]:
    """The rows, of which some tell of employees: those of all tasks are more than those of some, or as many."""
    said: dict[str, dict[str, float]] = {code: {} for code in instance.municipalities}
    found = []
    for row in sorted(rows, key=lambda row: row.task is None):
        fte = None
        if row.municipality and rng.random() < 0.6:
            fte, of_tasks = rng.choice((0.5, 3.0, 12.0)), said[row.municipality]
            if row.task in instance.tasks_of[row.municipality]:
                of_tasks[row.task] = fte
            elif row.task is None:
                left = len(of_tasks) < len(instance.tasks_of[row.municipality])
                fte = sum(of_tasks.values()) + (fte if left or not of_tasks else 0.0)
        found.append(row.model_copy(update={"today_fte": fte}))
    return tuple(found)
