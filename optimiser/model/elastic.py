"""The elastic model: every rule that can be changed may be broken at a price, and nothing else costs anything.

It is relaxed to fractions, so that it is solved at once. What must be paid shows that no plan meets all rules, and
the prices at its optimum show which of them take part in that.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from optimiser.data.tolerances import PRICE_ERROR
from optimiser.model.build import build
from optimiser.model.compiled import Compiled, compile_formulation
from optimiser.model.formulation import Formulation
from optimiser.model.linear import Array, LinearModel
from optimiser.model.roadmap_build import CompiledRoadmap, build_roadmap
from optimiser.planning.pools import Pool, alike_pools, split_by
from optimiser.planning.problem import Problem
from optimiser.planning.roadmap import RoadmapProblem
from optimiser.planning.routes import Route
from optimiser.rules.rule import Index

Decided = Problem | RoadmapProblem
"""What is decided over: in one year, or in several."""
PoolsOf = Callable[[Problem], tuple[Pool, ...]]


class ElasticRow(NamedTuple):
    """A row of the model: the rule as the model names it, and the index of what it is about, in its year."""

    family: str
    about: Index
    year: int


class YearRoute(NamedTuple):
    """A route in a year."""

    year: int
    route: Route


def problems_by_year(problem: Decided) -> Mapping[int, Problem]:
    """Return the problem of each year that is decided over."""
    return {problem.period: problem} if isinstance(problem, Problem) else problem.problems


def loose_formulations(problem: Decided, pools_of: PoolsOf = alike_pools) -> tuple[Mapping[int, Formulation], Compiled]:
    """Return the loose model with like centres in pools: the formulation of each year, and the arrays of all."""
    if isinstance(problem, Problem):
        f = build(problem, pools_of(problem), loose=True)
        return {problem.period: f}, compile_formulation(f)
    path = build_roadmap(problem, pools_of, loose=True)
    return path.at, CompiledRoadmap.of(path).model


def keys_by_year(problem: Decided, keys: Sequence[tuple[str, Index]]) -> tuple[ElasticRow, ...]:
    """Return the keys of rows or columns with their year apart from what else they are about."""
    years = tuple(problems_by_year(problem))
    if len(years) == 1:
        return tuple(ElasticRow(family, index, years[0]) for family, index in keys)
    return tuple(ElasticRow(family, index[1:], index[0]) for family, index in keys)


@dataclass(frozen=True)
class Elastic:
    """The elastic model of a problem `wanted`, in the routes of one in which more may be used, `open_problem`.

    `may_break` says of which rows; a route that is not in the wanted problem may be used at a price too.
    """

    wanted: Decided
    open_problem: Decided
    may_break: Callable[[ElasticRow], bool]

    def _pools_of(self, open_one: Problem) -> tuple[Pool, ...]:
        """The pools of a year of either problem: what one of them tells apart stands apart."""
        wanted = problems_by_year(self.wanted)[open_one.period]
        return split_by(alike_pools(open_one), alike_pools(wanted))

    @cached_property
    def _built(self) -> tuple[Mapping[int, Formulation], Compiled]:
        return loose_formulations(self.open_problem, self._pools_of)

    @property
    def compiled(self) -> Compiled:
        """The arrays of the model with the rules that are no refusals of routes, without slack."""
        return self._built[1]

    @cached_property
    def row_keys(self) -> tuple[ElasticRow, ...]:
        """What each row is about."""
        return keys_by_year(self.open_problem, self.compiled.row_keys)

    @cached_property
    def refused(self) -> Mapping[int, YearRoute]:
        """The columns of choices that are not open in the wanted problem, with a route that stands for each."""
        at, years = self._built[0], problems_by_year(self.wanted)
        open_ones = {
            (year, route.municipality, route.task, at[year].pool_of[route.centre].name if route.away else route.centre)
            for year, one in years.items()
            for route in one.routes
        }
        keys = enumerate(keys_by_year(self.open_problem, self.compiled.keys))
        return {
            column: YearRoute(key.year, at[key.year].choices[key.about])
            for column, key in keys
            if key.family == "assign" and (key.year, *key.about) not in open_ones
        }

    @cached_property
    def slack(self) -> Mapping[int, float]:
        """The rows that may be broken, with the sign by which slack helps them."""
        low = self.compiled.linear.row_low
        rows = (row for row, key in enumerate(self.row_keys) if self.may_break(key))
        return {row: 1.0 if np.isfinite(low[row]) else -1.0 for row in rows}

    @cached_property
    def linear(self) -> LinearModel:
        """The arrays with a column of slack for each row that may be broken, in the row's own scale."""
        linear, rows = self.compiled.linear, list(self.slack)
        cost = np.zeros(linear.columns)
        cost[list(self.refused)] = 1.0
        free = replace(linear, cost=cost, offset=0.0, integer=np.zeros(linear.columns, dtype=np.bool_))
        return _with_columns(
            free, rows, list(self.slack.values()), [1.0 / _largest_violation(linear, row) for row in rows]
        )

    # ---- what a solution says ------------------------------------------------------------------

    def priced_rows(self, row_prices: Array) -> tuple[ElasticRow, ...]:
        """The rows that take part in that something must be paid."""
        return tuple(self.row_keys[row] for row in self.slack if abs(row_prices[row]) > PRICE_ERROR)

    def priced_routes(self, column_prices: Array) -> tuple[YearRoute, ...]:
        """The refused routes that would lower what must be paid."""
        return tuple(route for column, route in self.refused.items() if column_prices[column] < 1.0 - PRICE_ERROR)

    def broken_rows(self, x: Array) -> tuple[ElasticRow, ...]:
        """The rows that are broken where least is paid."""
        excess = x[self.compiled.linear.columns :]
        return tuple(self.row_keys[row] for row, by in zip(self.slack, excess, strict=True) if by > PRICE_ERROR)

    def broken_routes(self, x: Array) -> tuple[YearRoute, ...]:
        """The refused routes that are used where least is paid."""
        return tuple(route for column, route in self.refused.items() if x[column] > PRICE_ERROR)


def with_one_slack(linear: LinearModel, by_row: Mapping[int, float]) -> LinearModel:
    """The model with one column that helps each of the rows by so much a unit, and that alone costs anything."""
    rows = sorted(by_row)
    signs = [by_row[row] * (1.0 if np.isfinite(linear.row_low[row]) else -1.0) for row in rows]
    free = replace(linear, cost=np.zeros(linear.columns), offset=0.0)
    wide = _with_columns(free, rows, signs, [0.0] * len(rows))
    kept, slack = linear.columns + 1, wide.index >= linear.columns
    return replace(
        wide,
        cost=np.append(free.cost, 1.0),
        low=wide.low[:kept],
        high=wide.high[:kept],
        integer=wide.integer[:kept],
        index=np.where(slack, linear.columns, wide.index).astype(np.int32),
        column_names=(*linear.column_names, "slack"),
    )


def _largest_violation(linear: LinearModel, row: int) -> float:
    return float(np.abs(linear.value[linear.start[row] : linear.start[row + 1]]).max(initial=0.0)) or 1.0


def _with_columns(linear: LinearModel, rows: list[int], signs: list[float], prices: list[float]) -> LinearModel:
    """The model with a new column in each of the rows."""
    at, count = np.array(rows, dtype=np.int32), len(rows)
    grown = np.zeros(linear.rows + 1, dtype=np.int32)
    grown[at + 1] = 1
    return replace(
        linear,
        cost=np.concatenate([linear.cost, prices]),
        low=np.concatenate([linear.low, np.zeros(count)]),
        high=np.concatenate([linear.high, np.full(count, np.inf)]),
        integer=np.concatenate([linear.integer, np.zeros(count, dtype=np.bool_)]),
        start=(linear.start + np.cumsum(grown)).astype(np.int32),
        index=np.insert(linear.index, linear.start[at + 1], linear.columns + np.arange(count, dtype=np.int32)),
        value=np.insert(linear.value, linear.start[at + 1], signs),
        column_names=(*linear.column_names, *(f"slack-{linear.row_names[row]}" for row in rows)),
    )
