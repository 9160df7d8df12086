"""Solving the elastic model: which rules take part in there being no plan, and which are broken where least is."""

from collections.abc import Callable
from dataclasses import dataclass

from optimiser.model.elastic import Decided as Decided
from optimiser.model.elastic import Elastic, keys_by_year, loose_formulations, with_one_slack
from optimiser.model.elastic import ElasticRow as ElasticRow
from optimiser.model.elastic import YearRoute as YearRoute
from optimiser.model.elastic import problems_by_year as problems_by_year
from optimiser.solver import highs
from optimiser.solver.highs import SolverLimits, Watch


@dataclass(frozen=True)
class Excess:
    """How far one rule must give way: `low` is proven, `found` is where the pooled model has a solution."""

    low: float
    found: float


@dataclass(frozen=True)
class Paid:
    """Rows of the model, and routes that are refused, each of its year, by what they have to do with what is paid.

    All is empty where nothing must be: then the relaxation to fractions has a solution.
    """

    priced_rows: tuple[ElasticRow, ...] = ()
    priced_routes: tuple[YearRoute, ...] = ()
    broken_rows: tuple[ElasticRow, ...] = ()
    broken_routes: tuple[YearRoute, ...] = ()


def least_paid(
    wanted: Decided, open_problem: Decided, may_break: Callable[[ElasticRow], bool], limits: SolverLimits, watch: Watch
) -> Paid:
    """What breaking rules comes to at the least, in a model of `wanted` in which all routes of `open_problem` are."""
    elastic = Elastic(wanted, open_problem, may_break)
    solved = highs.dual_prices(elastic.linear, limits, watch)
    if solved is None:
        return Paid()
    return Paid(
        elastic.priced_rows(solved.rows),
        elastic.priced_routes(solved.columns),
        elastic.broken_rows(solved.x),
        elastic.broken_routes(solved.x),
    )


def least_excess(
    problem: Decided, a_unit: Callable[[ElasticRow], float], limits: SolverLimits, watch: Watch
) -> Excess | None:
    """By how much a rule must give way at least; None where the model does not tell, or has no rows of it.

    A unit more of its value helps a row by `a_unit`, 0 where the row is of another rule. The pooled model leaves
    things out, so that less than `low` is not enough for any plan, or path.
    """
    _, model = loose_formulations(problem)
    keys = enumerate(keys_by_year(problem, model.row_keys))
    by_row = {row: unit for row, key in keys if (unit := a_unit(key))}
    if not by_row:
        return None
    linear = with_one_slack(model.linear, by_row)
    solution = highs.solve(linear, limits, watch)
    return None if solution.x is None else Excess(max(0.0, solution.bound), solution.objective)
