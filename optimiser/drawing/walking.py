"""Walks over drawings towards an aim, within a limit of cost: by simulated annealing, each drawing at what it costs.

A step above the limit is made now and then, as one that is no better is. What is handed out is within it. Where the aim
is a low cost and nothing else, all of the cost counts, and the limit is what the drawing costs that a walk begins from.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import takewhile
from math import fsum, inf, isfinite
from random import Random
from typing import Protocol

from optimiser.data.adjacency import Neighbours
from optimiser.data.tolerances import A_KRONE
from optimiser.drawing.annealing import anneal
from optimiser.drawing.country import Country, Drawing
from optimiser.drawing.drawing_costs import DrawingCosts
from optimiser.drawing.measures import Groups, matching
from optimiser.drawing.moving import NOWHERE, MovingDrawing

FIRST_HEAT, LAST_HEAT = 1.5, 0.1
"""A step that is worse by so much is made with probability 1/e, at the beginning and at the end of a walk."""
OVER_LIMIT = 10.0
"""A drawing counts for so much less where it is above the limit by as much as the limit is above the best."""


STEPS_EACH, FEWEST_STEPS = 20, 300
"""Steps of a walk for each municipality, and at least."""
WALKS = 3
"""Walks to a lower cost."""
UNIT = 1e-4
"""This share of its cost is to spare on a walk to a lower one: so a step costs much, and seldom is made, above that."""


class Aim(Protocol):
    """What a walk tries to make large; it is told of each municipality that changes group."""

    def begin(self, group_of: Mapping[str, int]) -> None:
        """Take a drawing, by the number of each municipality's group."""

    def move(self, code: str, left: int, joined: int) -> None:
        """Take it that a municipality has changed group."""

    def worth(self) -> float:
        """Return how well the drawing meets the aim; the larger, the better."""


class LowCost:
    """A low cost and nothing else: all drawings serve it alike, and of such the cheapest is returned."""

    def begin(self, _group_of: Mapping[str, int]) -> None:
        """Take a drawing."""

    def move(self, _code: str, _left: int, _joined: int) -> None:
        """Take it that a municipality has changed group."""

    def worth(self) -> float:
        """Return the same of every drawing."""
        return 0.0


class FewCutBorders:
    """Few pairs of neighbours in different groups."""

    def __init__(self, neighbours: Neighbours) -> None:
        self.neighbours = neighbours

    def begin(self, group_of: Mapping[str, int]) -> None:
        """Take a drawing, by the number of each municipality's group."""
        self.group_of = dict(group_of)
        self.cut = (
            sum(group_of[code] != group_of[other] for code, near in self.neighbours.items() for other in near) // 2
        )

    def move(self, code: str, left: int, joined: int) -> None:
        """Take it that a municipality has changed group."""
        near = [self.group_of[other] for other in self.neighbours[code]]
        self.cut += near.count(left) - near.count(joined)
        self.group_of[code] = joined

    def worth(self) -> float:
        """Return how few borders are cut: less than nothing."""
        return float(-self.cut)


class FarFrom:
    """Many municipalities in another group than in the nearest of some drawings, groups matched as well as can be."""

    def __init__(self, drawings: Iterable[Groups], most_groups: int) -> None:
        self.others = [{code: place for place, group in enumerate(each) for code in group} for each in drawings]
        self.width = max([most_groups, *(1 + max(other.values(), default=0) for other in self.others)])
        self.most_groups = most_groups

    def begin(self, group_of: Mapping[str, int]) -> None:
        """Take a drawing, by the number of each municipality's group."""
        self.common = [[[0] * self.width for _ in range(self.most_groups)] for _ in self.others]
        self.either = [len(other) for other in self.others]
        self.at_least = [0] * len(self.others)
        for code, number in group_of.items():
            self.move(code, NOWHERE, number)

    def move(self, code: str, left: int, joined: int) -> None:
        """Take it that a municipality has changed group."""
        for place, other in enumerate(self.others):
            there = other.get(code, NOWHERE)
            self.at_least[place] -= 1
            if there != NOWHERE:
                if left != NOWHERE:
                    self.common[place][left][there] -= 1
                if joined != NOWHERE:
                    self.common[place][joined][there] += 1
            else:
                self.either[place] += (joined != NOWHERE) - (left != NOWHERE)

    def worth(self) -> float:
        """Return how many are in another group than in the nearest; of others no more is found out than is needed."""
        nearest = inf
        for place in sorted(range(len(self.others)), key=self.at_least.__getitem__):
            if self.at_least[place] >= nearest:
                break
            common = self.common[place]
            same = sum(row[column] for row, column in zip(common, matching(common), strict=True))
            self.at_least[place] = self.either[place] - same
            nearest = min(nearest, self.at_least[place])
        return nearest


class CloseTo(FarFrom):
    """Few municipalities in another group than in one drawing."""

    def worth(self) -> float:
        """Return how few: less than nothing."""
        return -super().worth()


@dataclass(frozen=True)
class Reached:
    """The drawing of a walk that meets its aim best, of those within the limit, with what a plan of it costs."""

    worth: float
    cost_kr: float
    drawing: Drawing


@dataclass(frozen=True)
class WalkLimits:
    """How far a walk goes: what a drawing may cost, by how much that is more than the best costs (kr. a year), steps.

    A walk ends before that when `stop` says so, which is asked before each step. On it a drawing counts for less by
    what it costs above the limit; by all that it costs where `every_krone_counts`.
    """

    most_kr: float
    spare_kr: float
    steps: int
    stop: Callable[[], bool]
    every_krone_counts: bool = False

    def excess(self, cost_kr: float) -> float:
        """Return how far a cost is above the limit by more than a krone, as a multiple of what is to spare."""
        return max(0.0, cost_kr - self.most_kr - A_KRONE) / max(self.spare_kr, A_KRONE)

    def charge(self, cost_kr: float) -> float:
        """Return by how much less a drawing counts for what it costs."""
        counted = cost_kr / max(self.spare_kr, A_KRONE) if self.every_krone_counts else self.excess(cost_kr)
        return OVER_LIMIT * counted


def steps_of_walk(country: Country) -> int:
    """Return how many steps a walk over drawings of a country has."""
    return max(FEWEST_STEPS, STEPS_EACH * len(country.codes))


def walk(start: MovingDrawing, costs: DrawingCosts, aim: Aim, limits: WalkLimits, draw: Random) -> Reached | None:
    """Go from a drawing, and return the one passed that meets the aim best; None where none was within the limit."""
    steps = takewhile(lambda _: not limits.stop(), range(limits.steps))
    heats = (FIRST_HEAT * (LAST_HEAT / FIRST_HEAT) ** (step / limits.steps) for step in steps)
    walked = _Walk(start, costs, aim, limits)
    anneal(walked, heats, draw)
    return walked.best


def walk_to_lower_cost(costs: DrawingCosts, start: Drawing, country: Country, stop: Callable[[], bool]) -> Drawing:
    """Return the cheapest drawing that is met on some walks from one; the same where none costs a krone less."""
    start_kr = costs.cost_kr(start)
    if not isfinite(start_kr):
        return start
    limits = WalkLimits(start_kr - 2 * A_KRONE, UNIT * start_kr, steps_of_walk(country), stop, every_krone_counts=True)
    walks = (
        walk(MovingDrawing(country, start), costs, LowCost(), limits, Random(number))  # noqa: S311  # nothing secret
        for number in range(WALKS)
    )
    cheaper = [reached for reached in walks if reached is not None]
    return min(cheaper, key=lambda reached: reached.cost_kr).drawing if cheaper else start


class _Walk:
    """A drawing on its way: what each of its groups costs, what it is worth, and the `best` that it has been."""

    def __init__(self, moving: MovingDrawing, costs: DrawingCosts, aim: Aim, limits: WalkLimits) -> None:
        self.moving, self.costs, self.aim, self.limits = moving, costs, aim, limits
        self.group_kr = [self._group_kr(number) for number in range(len(moving.groups))]
        aim.begin(moving.group_of)
        self.best: Reached | None = None
        self.value = self._look()
        self._keep()

    def propose(self, draw: Random, _least: float) -> float | None:
        """Take a lawful step; return by how much more the drawing is worth, None where none was drawn."""
        self.moves = self.moving.step(draw)
        if not self.moves:
            return None
        self.before_kr = list(self.group_kr)
        for move in self.moves:
            self.aim.move(*move)
        for number in {number for _, *numbers in self.moves for number in numbers if number != NOWHERE}:
            self.group_kr[number] = self._group_kr(number)
        self.proposed = self._look()
        return self.proposed - self.value

    def accept(self) -> None:
        """Stay where the step has led, and keep the drawing where it is the best within the limit."""
        self.value = self.proposed
        self._keep()

    def refuse(self) -> None:
        """Go back."""
        for code, left, joined in self.moving.take_back(self.moves):
            self.aim.move(code, joined, left)
        self.group_kr = self.before_kr

    def _look(self) -> float:
        """See how well the drawing meets the aim, and what a plan of it costs (kr. a year); return what it is worth."""
        group_of = self.moving.group_of
        alone = [place for place, code in enumerate(self.costs.codes) if group_of[code] == NOWHERE]
        self.met = self.aim.worth()
        self.cost_kr = self.costs.others_kr + fsum(self.group_kr) + float(self.costs.alone_kr[alone].sum())
        return self.met - self.limits.charge(self.cost_kr)

    def _keep(self) -> None:
        if self.limits.excess(self.cost_kr) == 0:
            reached = (self.met, -self.cost_kr)
            if self.best is None or reached > (self.best.worth, -self.best.cost_kr):
                self.best = Reached(self.met, self.cost_kr, self.moving.drawing)

    def _group_kr(self, number: int) -> float:
        group = self.moving.groups[number]
        return self.costs.group_kr(self.costs.added_by(group)) if group else 0.0
