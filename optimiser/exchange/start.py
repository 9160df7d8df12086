"""A plan as a starting point that other solvers read: for SCIP and HiGHS in one form, for CBC in another.

What is not named is 0 to all of them, so that the file holds the plan and no more.
"""

from collections.abc import Iterable, Iterator

from optimiser.exchange.plain import Plain, write_number
from optimiser.model.linear import Array


def sol_lines(plain: Plain, x: Array, objective: float) -> Iterator[str]:
    """Lines for SCIP, HiGHS and whoever reads solutions of MIPLIB: a name and its value."""
    yield f"=obj= {write_number(objective)}"
    yield from (f"{name} {value}" for _, name, value in _values_not_zero(plain, x))


def cbc_lines(plain: Plain, x: Array, objective: float) -> Iterator[str]:
    """Lines for CBC: as it writes a solution itself, with the number of the column before the name."""
    yield f"Feasible - objective value {write_number(objective)}"
    yield from (f"{column} {name} {value} 0" for column, name, value in _values_not_zero(plain, x))


def _values_not_zero(plain: Plain, x: Array) -> Iterable[tuple[int, str, str]]:
    """Number, name and value of each column that is not 0; the last may be the constant, which the point lacks."""
    for column, one in enumerate(plain.columns):
        value = float(x[column]) if column < len(x) else one.low
        if value:
            yield column, one.name, write_number(value)
