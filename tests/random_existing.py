"""Random centres and cooperations that exist, for random instances: what is paid, and what binds."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

from optimiser.data.instance import Instance
from optimiser.data.own_rows import Existing
from optimiser.data.read import hash_of_instance
from tests.random_instances import random_instance
from tests.witness import lawful_ways


def random_instance_with_existing(
    seed: int, draw: Callable[[int], Instance] = random_instance, *, contracts: bool = True
) -> Instance:
    """The random instance of a seed, of which most municipalities are answered at one or two centres already.

    Without `contracts` nothing binds, so that any lock or law can be added.
    """
    rng = Random(f"existing {seed}")  # noqa: S311  # nothing secret is drawn
    instance = draw(seed)
    changed = replace(instance, tables=replace(instance.tables, existing=tuple(_existing(rng, instance, contracts))))
    return replace(changed, sha256=hash_of_instance(changed))


def _existing(rng: Random, instance: Instance, contracts: bool) -> Iterator[Existing]:
    """Rows of tasks that may be answered there; a task is in one of them at most."""
    for code, tasks in sorted(instance.tasks_of.items()):
        left = list(tasks)
        centres = rng.sample(sorted(instance.centres), k=min(len(instance.centres), rng.randint(0, 2)))
        for centre in sorted(centres):
            may = [task for task in left if centre in {way.place for way in lawful_ways(instance, code, task)}]
            some = [task for task in may if rng.random() < 0.6]
            left = [task for task in left if task not in some]
            if some:
                bound = rng.random() < 0.2 and contracts
                yield Existing(
                    municipality=code,
                    centre=centre,
                    tasks="; ".join(some),
                    invested_share=rng.choice((0.0, 0.5, 1.0, 1.0)),
                    stays_until=instance.settings.year + rng.randint(1, 5) if bound else None,
                    exit_kr=rng.choice((0.0, 50_000.0, 300_000.0, 4_000_000.0)),
                )
            elif rng.random() < 0.2 and (named := [task for task in instance.tasks if task not in tasks]):
                yield Existing(municipality=code, centre=centre, tasks=named[0], exit_kr=1_000_000.0)
