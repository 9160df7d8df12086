"""Random prices and mark-ups of hosts, for random instances: what those pay who buy of them."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from optimiser.data.instance import Instance
from optimiser.data.read import hash_of_instance
from tests.random_instances import random_instance


def random_instance_with_sales(
    seed: int, draw: Callable[[int], Instance] = random_instance, *, all_priced: bool = False
) -> Instance:
    """The random instance of a seed, of which most hosts ask a price or a mark-up; or all of them a price."""
    rng = Random(f"sales {seed}")  # noqa: S311  # nothing secret is drawn
    instance, centres = draw(seed), []
    for row in instance.tables.centres:
        price_kr, markup = rng.choice((20.0, 38.5, 47.0, 60.0)), rng.choice((0.0, 0.1, 0.5))
        asks_price = row.kind == "local" and (all_priced or rng.random() < 0.5)
        asked = {"sale_price_kr": price_kr} if asks_price else {"sale_markup": markup if row.kind == "local" else 0.0}
        centres.append(row.model_copy(update=asked))
    changed = replace(instance, tables=replace(instance.tables, centres=tuple(centres)))
    return replace(changed, sha256=hash_of_instance(changed))
