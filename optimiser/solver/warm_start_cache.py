"""What solves of similar instances leave for the next: the model, bounds that still hold, and plans to begin with.

Instances of one shape have the same plans and differ only in prices, so every plan found for one is a plan for
all. A bound proven at some prices is one at others too: where the present prices are at least a weighted sum of
prices at which bounds are proven, the same sum of these bounds holds for every plan.

Of paths over years what is solved is one model of many years, built anew each time. Whether what was proved of another
holds for it is seen from the arrays themselves: with the same rows and columns within limits that are no wider, what
is a point of the one is a point of the other.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf, isfinite

import numpy as np

from optimiser.model.build import build, build_at_prices_of
from optimiser.model.compiled import Compiled, compile_formulation, reprice_arrays
from optimiser.model.formulation import Formulation
from optimiser.model.linear import Array, LinearModel
from optimiser.planning.assignment import Structure
from optimiser.planning.pools import Pool
from optimiser.planning.problem import Problem
from optimiser.planning.routes import Route
from optimiser.portfolios.lagrangian import Prices
from optimiser.rules.registry import asks_for, shape_of
from optimiser.solver import highs
from optimiser.solver.errors import NothingProvedError
from optimiser.solver.highs import SolverLimits

MOST_SHAPES = 2
"""Shapes that are kept: a line of a sweep has one, or one for each of its models."""
MOST_MATRICES = 2
"""Matrices of models of all years of which proofs are kept: a line of a sweep has one, or none twice."""
MOST_PROOFS = 32
MOST_POINTS = 16
"""Plans kept of one shape; the oldest are dropped first."""


@dataclass(frozen=True)
class BoundProof:
    """No plan is cheaper than `bound` where columns cost `cost` and all else `offset` (million kr. a year)."""

    cost: Array
    offset: float
    bound: float


@dataclass(frozen=True)
class SolutionPoint:
    """A solution of the model, and the routes of the plan made of it."""

    x: Array
    routes: tuple[Route, ...]


@dataclass
class CachedModel:
    """The model of one shape, with what solves at any prices have proved and found."""

    formulation: Formulation
    model: Compiled
    proofs: list[BoundProof] = field(default_factory=list)
    points: list[SolutionPoint] = field(default_factory=list)

    def reprice(self, problem: Problem) -> None:
        """Give the model the prices of another problem of the shape."""
        if self.formulation.problem is problem:
            return
        self.formulation = build_at_prices_of(problem, self.formulation)
        self.model = reprice_arrays(self.formulation, self.model)

    @property
    def bound(self) -> float:
        """What earlier proofs say that no plan can be cheaper than at the prices of now; -inf without any."""
        return carried_bound(self.model.linear, self.proofs)

    @property
    def cheapest(self) -> SolutionPoint | None:
        """The point that costs least at the prices of now."""
        return min(self.points, key=lambda point: float(self.model.linear.cost @ point.x), default=None)

    @property
    def start(self) -> Mapping[int, float]:
        """The cheapest point, by column."""
        return dict(enumerate(self.cheapest.x)) if self.cheapest else {}

    def learn_bound(self, bound: float) -> None:
        """Keep what was proved at the prices of now."""
        linear = self.model.linear
        if isfinite(bound):
            self.proofs = [*self.proofs, BoundProof(linear.cost, linear.offset, bound)][-MOST_PROOFS:]

    def learn_plan(self, x: Array, routes: tuple[Route, ...]) -> None:
        """Keep a plan, if it is another than those there are."""
        if all(set(routes) != set(point.routes) for point in self.points):
            self.points = [*self.points, SolutionPoint(x, routes)][-MOST_POINTS:]


@dataclass(frozen=True)
class PathProof:
    """What is proved where columns and rows are within such limits: those of `model`, of which no more is kept."""

    low: Array
    high: Array
    row_low: Array
    row_high: Array
    proof: BoundProof

    @classmethod
    def of_model(cls, model: LinearModel, bound: float) -> "PathProof":
        """Return what a bound of a model proves."""
        return cls(model.low, model.high, model.row_low, model.row_high, BoundProof(model.cost, model.offset, bound))

    def holds_in(self, model: LinearModel) -> bool:
        """Return whether each point of a model of the same matrix is one of the model that was proved."""
        return bool(
            np.all(model.low >= self.low)
            and np.all(model.high <= self.high)
            and np.all(model.row_low >= self.row_low)
            and np.all(model.row_high <= self.row_high)
        )


@dataclass
class PathCache:
    """What searches for paths over years leave for the next of like instances.

    `routes` are those of the path that the last one ended with, by year.
    """

    routes: Mapping[int, tuple[Route, ...]] = field(default_factory=dict)
    _proofs: OrderedDict[str, list[PathProof]] = field(default_factory=OrderedDict)

    @property
    def has_proofs(self) -> bool:
        """True where something is proved that may hold again."""
        return bool(self._proofs)

    def bound(self, model: LinearModel) -> float:
        """Return what earlier proofs say that no point of a model costs less than (million kr.); -inf without any."""
        return carried_bound(
            model, [one.proof for one in self._proofs.get(_matrix_of(model), ()) if one.holds_in(model)]
        )

    def learn_bound(self, model: LinearModel, bound: float) -> None:
        """Keep what was proved of a model."""
        if isfinite(bound):
            key = _matrix_of(model)
            self._proofs[key] = [*self._proofs.get(key, ()), PathProof.of_model(model, bound)][-MOST_PROOFS:]
            self._proofs.move_to_end(key)
            if len(self._proofs) > MOST_MATRICES:
                self._proofs.popitem(last=False)


def _matrix_of(model: LinearModel) -> str:
    """Return a hash of which columns stand in which rows, how often, and which are whole."""
    found = hashlib.sha256()
    for part in (model.start, model.index, model.value, model.integer):
        found.update(np.ascontiguousarray(part).tobytes())
    return found.hexdigest()


@dataclass
class WarmStartCache:
    """Keeps what solves have proved and found; handed from one solve to the next of alike instances in a row."""

    shapes: OrderedDict["CacheKey", CachedModel] = field(default_factory=OrderedDict)
    prices: Prices | None = None
    """The prices of the last relaxation: from any prices a bound follows for any instance of their size."""
    routes: tuple[Route, ...] = ()
    """The plan that the last solve ended with."""
    paths: PathCache = field(default_factory=PathCache)
    """What is known of paths over years."""

    def get(self, problem: Problem, pools: tuple[Pool, ...], *, loose: bool = False) -> CachedModel:
        """Return the model of a problem's shape at its prices, with what is known of it: nothing where it is new.

        `loose` is as `Formulation` says; most instances have but one model, whether it is asked for loose or not.
        """
        loose = loose and asks_for("keeps_away_in_model", problem.instance)
        key = _cache_key(problem, pools, loose=loose)
        if key in self.shapes:
            self.shapes.move_to_end(key)
            self.shapes[key].reprice(problem)
        else:
            formulation = build(problem, pools, loose=loose)
            self.shapes[key] = CachedModel(formulation, compile_formulation(formulation))
            if len(self.shapes) > MOST_SHAPES:
                self.shapes.popitem(last=False)
        return self.shapes[key]

    def has_plans(self, problem: Problem, pools: tuple[Pool, ...]) -> bool:
        """Return whether plans are known of a problem's shape."""
        known = self.shapes.get(_cache_key(problem, pools))
        return known is not None and bool(known.points)

    def clear(self) -> None:
        """Drop all: something that was proved has turned out to be wrong."""
        self.shapes.clear()
        self.prices, self.routes, self.paths = None, (), PathCache()


CacheKey = tuple[str, tuple[Structure, ...], tuple[str, ...], tuple[frozenset[str], ...], tuple[Pool, ...], bool]
"""The shape of an instance, what its plans must differ from, who may stay out and which groups are set aside, the pools
of the model, and whether it is loose."""


def _cache_key(problem: Problem, pools: tuple[Pool, ...], *, loose: bool = False) -> CacheKey:
    out = problem.staying_out
    return (shape_of(problem.instance), problem.differs_from, tuple(out.kr), out.besides, pools, loose)


def carried_bound(model: LinearModel, proofs: list[BoundProof]) -> float:
    """The best bound on a model that follows from proofs at other costs of its columns; -inf if none does.

    max Σ weight_i (bound_i - offset_i)  where  Σ weight_i cost_i <= cost, weight >= 0

    Whatever the weights, the sum is a bound once each column's part that is not covered is counted at its worst,
    so nothing here rests on the accuracy with which the weights are found.
    """
    weights = _best_weights(model, proofs) if proofs else None
    if weights is None:
        return -inf
    costs = np.array([proof.cost for proof in proofs])
    weights = weights * _largest_fit(model, weights @ costs)
    left = model.cost - weights @ costs
    worst = np.where(left < 0, model.high, model.low)
    uncovered = float(np.sum(left * np.where(left == 0, 0.0, worst)))
    return model.offset + uncovered + float(weights @ [proof.bound - proof.offset for proof in proofs])


def _largest_fit(model: LinearModel, covered: Array) -> float:
    """What the weights must shrink by so that no column without an upper limit is covered beyond its cost."""
    beyond = np.isinf(model.high) & (covered > model.cost)
    return float(np.min(model.cost[beyond] / covered[beyond], initial=1.0).clip(min=0.0))


def _best_weights(model: LinearModel, proofs: list[BoundProof]) -> Array | None:
    """The weights that give the best bound, not below 0; None where they are not found."""
    covered = np.unique(np.column_stack([*(proof.cost for proof in proofs), model.cost]), axis=0)
    rows, columns = len(covered), len(proofs)
    weighting = LinearModel.of_dense(
        cost=-np.array([proof.bound - proof.offset for proof in proofs]),
        matrix=covered[:, :-1],
        row_low=np.full(rows, -inf),
        row_high=covered[:, -1],
        low=np.zeros(columns),
        high=np.full(columns, inf),
    )
    try:
        found = highs.solve(weighting, SolverLimits(0.0, inf, 1, 0), lambda _objective, _bound: False)
    except NothingProvedError:
        return None
    return None if found.x is None else np.maximum(found.x, 0.0)
