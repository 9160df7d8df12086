"""Simulated annealing: the one way in which a drawing is changed step by step, whatever a step is worth.

Two questions are asked. Which drawings of a whole country are cheap, with whatever plan, is asked of very many: with
groups as bits, that may miss their sizes on the way (`stepping.py`), told nearly by the prices of one relaxation
(`price_search.py`), and then by the relaxation of each (`relaxed_search.py`). What is near the best and unlike it, or
cheaper where there are no prices, once a plan is in hand, is asked of fewer: `walking.py` tells of each drawing what a
plan of it costs, and each obeys every rule.
"""

from collections.abc import Iterable
from math import log
from random import Random
from typing import Protocol


class Annealed(Protocol):
    """A drawing that is changed step by step; it keeps for itself which was the best of those that it has been."""

    def propose(self, draw: Random, least: float) -> float | None:
        """Draw a step; return by how much more the drawing is worth after it, None where no such step can be made.

        A step that gains less than `least` is refused: of one, anything that is less may be returned.
        """

    def accept(self) -> None:
        """Keep the step that was proposed last."""

    def refuse(self) -> None:
        """Leave the drawing as it was before the step that was proposed last."""


def anneal(search: Annealed, heats: Iterable[float], draw: Random) -> None:
    """Propose a step at each heat: kept where it is worth more, and by chance, exp(gain / heat), where it is less."""
    for heat in heats:
        least = heat * log(1.0 - draw.random())
        gain = search.propose(draw, least)
        if gain is None:
            continue
        if gain < least:
            search.refuse()
        else:
            search.accept()
