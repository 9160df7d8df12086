"""Walks over drawings towards an aim, within a limit of cost: by simulated annealing.

A step that is no better is made now and then, the less often the longer the walk has lasted; so is one above the limit.
What is handed out is within it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import exp, fsum, inf
from random import Random
from typing import Protocol

from optimiser.data.adjacency import Neighbours
from optimiser.data.tolerances import A_KRONE
from optimiser.drawing.country import Drawing
from optimiser.drawing.drawing_costs import DrawingCosts
from optimiser.drawing.measures import Groups, matching
from optimiser.drawing.moving import NOWHERE, Move, MovingDrawing

FIRST_HEAT, LAST_HEAT = 1.5, 0.1
"""A step that is worse by so much is made with probability 1/e, at the beginning and at the end of a walk."""
OVER_LIMIT = 10.0
"""A drawing counts for so much less where it is above the limit by as much as the limit is above the best."""


class Aim(Protocol):
    """What a walk tries to make large; it is told of each municipality that changes group."""

    def begin(self, group_of: Mapping[str, int]) -> None:
        """Take a drawing, by the number of each municipality's group."""

    def move(self, code: str, left: int, joined: int) -> None:
        """Take it that a municipality has changed group."""

    def worth(self) -> float:
        """Return how well the drawing meets the aim; the larger, the better."""


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

    A walk ends before that when `stop` says so, which is asked before each step.
    """

    most_kr: float
    spare_kr: float
    steps: int
    stop: Callable[[], bool]

    def excess(self, cost_kr: float) -> float:
        """Return how far a cost is above the limit by more than a krone, as a multiple of what is to spare."""
        return max(0.0, cost_kr - self.most_kr - A_KRONE) / max(self.spare_kr, A_KRONE)


def walk(start: MovingDrawing, costs: DrawingCosts, aim: Aim, limits: WalkLimits, draw: Random) -> Reached | None:
    """Go from a drawing, and return the one passed that meets the aim best; None where none was within the limit."""
    aim.begin(start.group_of)
    priced = _Priced(start, costs)
    worth, cost_kr = aim.worth(), priced.cost_kr
    best = Reached(worth, cost_kr, start.drawing) if limits.excess(cost_kr) == 0 else None
    now = worth - OVER_LIMIT * limits.excess(cost_kr)
    for number in range(limits.steps):
        if limits.stop():
            break
        moves = start.step(draw)
        for move in moves:
            aim.move(*move)
        before_kr = priced.update(moves)
        worth, cost_kr = aim.worth(), priced.cost_kr
        then = worth - OVER_LIMIT * limits.excess(cost_kr)
        heat = FIRST_HEAT * (LAST_HEAT / FIRST_HEAT) ** (number / limits.steps)
        if then < now and draw.random() >= exp((then - now) / heat):
            for code, left, joined in start.take_back(moves):
                aim.move(code, joined, left)
            priced.group_kr = before_kr
            continue
        now = then
        if limits.excess(cost_kr) == 0 and (best is None or (worth, -cost_kr) > (best.worth, -best.cost_kr)):
            best = Reached(worth, cost_kr, start.drawing)
    return best


class _Priced:
    """What each group of a drawing costs while it changes."""

    def __init__(self, moving: MovingDrawing, costs: DrawingCosts) -> None:
        self.moving, self.costs = moving, costs
        self.group_kr = [self._kr(number) for number in range(len(moving.groups))]

    @property
    def cost_kr(self) -> float:
        """What a plan of the drawing costs (kr. a year)."""
        group_of = self.moving.group_of
        alone = [place for place, code in enumerate(self.costs.codes) if group_of[code] == NOWHERE]
        return self.costs.others_kr + fsum(self.group_kr) + float(self.costs.alone_kr[alone].sum())

    def update(self, moves: Iterable[Move]) -> list[float]:
        """Price the groups that have changed; return what each cost before."""
        before_kr = list(self.group_kr)
        for number in {number for _, *numbers in moves for number in numbers if number != NOWHERE}:
            self.group_kr[number] = self._kr(number)
        return before_kr

    def _kr(self, number: int) -> float:
        group = self.moving.groups[number]
        return self.costs.group_kr(self.costs.added_by(group)) if group else 0.0
