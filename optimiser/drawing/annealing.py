"""Simulated annealing: the one way in which a drawing is changed step by step, whatever a step is worth.

Two searches are annealed, as two questions are asked. Which drawings of a whole country are cheap, with whatever plan,
is asked of very many drawings: `price_search.py` tells what they are worth nearly, at prices of the relaxation, has
groups as bits, and may miss their sizes on the way. What is cheaper, or near the best and unlike it, once a plan is in
hand, is asked of fewer: `walking.py` tells of each drawing what a plan of it costs, and each obeys every rule.
"""

from collections.abc import Iterable
from math import exp
from random import Random
from typing import Protocol


class Annealed(Protocol):
    """A drawing that is changed step by step; it keeps for itself which was the best of those that it has been."""

    def propose(self, draw: Random) -> float | None:
        """Draw a step; return by how much more the drawing is worth after it, None where no such step can be made."""

    def accept(self) -> None:
        """Keep the step that was proposed last."""

    def refuse(self) -> None:
        """Leave the drawing as it was before the step that was proposed last."""


def anneal(search: Annealed, heats: Iterable[float], draw: Random) -> None:
    """Propose a step at each heat: kept where it is worth more, and by chance, exp(gain / heat), where it is less."""
    for heat in heats:
        gain = search.propose(draw)
        if gain is None:
            continue
        if gain < 0 and draw.random() >= exp(gain / heat):
            search.refuse()
        else:
            search.accept()
