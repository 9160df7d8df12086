"""Drawings of a whole country searched for by simulated annealing, at what groups are worth at prices."""

from collections.abc import Iterable, Sequence
from random import Random

import numpy as np

from optimiser.drawing.annealing import anneal
from optimiser.drawing.country import Country, Drawing
from optimiser.drawing.stepping import BitGroup, Layout, Stepping
from optimiser.drawing.valuing import GroupValues

STEPS = 600
"""Steps tried in one search, for each municipality."""
AT_RANDOM = 2
"""So many searches begin with groups cut apart at random."""
WARM, COLD = 0.5, 1e-3
"""The temperature at the start and at the end, in what the municipality that saves most does."""
MISSING_PRICE = 3.0
"""What a unit of size that a group misses costs, in the most that any municipality saves by the unit."""
FEW = 10
"""Of the municipalities that save most, so many say how much that is."""


class _AtPrices:
    """What groups are worth at prices."""

    def __init__(self, values: GroupValues) -> None:
        self.values = values

    def worth_kr(self, groups: Sequence[BitGroup], _before: Sequence[BitGroup], _least_kr: float) -> float:
        """Return what all groups save."""
        return self.values.of_all(group.value_kr for group in groups)


def search_at_prices(country: Country, values: GroupValues, starts: Iterable[Drawing], seed: int) -> list[Drawing]:
    """Return lawful drawings found from each start, and from some cut apart at random, what is worth most first.

    A start of fewer groups than there must be is cut apart further.
    """
    most_kr, rules = values.saved_by(country.codes).max(axis=1), country.rules
    sizes = (np.array([max(of[code], 1.0) for code in country.codes]) for _, of in country.bounds)
    size_kr = [MISSING_PRICE * float((most_kr / size).max()) or 1.0 for size in sizes]
    layout = Layout(country, values, size_kr, seed)
    cut = [layout.cut_apart(rules.fewest_groups, cutting) for cutting in range(AT_RANDOM)]
    cut += [layout.cut_apart(rules.fewest_groups, 0, start) for start in starts]
    tried = dict.fromkeys(start for start in cut if start is not None and len(start) <= rules.most_groups)
    first = WARM * (float(np.sort(most_kr)[-FEW:].mean()) or 1.0)
    steps = STEPS * len(country.codes)
    heats = [first * (COLD / WARM) ** (step / steps) for step in range(1, steps + 1)]
    found = dict[Drawing, None]()
    for start in tried:
        state = Stepping(layout, _AtPrices(values), start)
        anneal(state, heats, Random(f"{seed} {steps} {sorted(map(sorted, start))}"))  # noqa: S311  # nothing secret
        if state.best is not None:
            found[state.best] = None
    return sorted(found, key=lambda drawing: -values.of_drawing(drawing))
