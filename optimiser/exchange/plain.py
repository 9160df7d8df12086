"""A linear model in the few shapes that all file formats have, with names that all readers take."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf
from typing import Literal, NamedTuple

import numpy as np

from optimiser.exchange.names import Names, written_names
from optimiser.model.linear import LinearModel

OBJECTIVE = "cost-million-kr"
CONSTANT = "constant"
"""A column fixed at 1 that bears what costs in any case: readers differ on the sign of a constant, not of a column."""

ConstraintSense = Literal["<=", ">=", "="]


class Column(NamedTuple):
    """A variable: its name, its bounds, whether it is whole, and its cost."""

    name: str
    low: float
    high: float
    whole: bool
    cost: float

    @property
    def binary(self) -> bool:
        """True when it is 0 or 1."""
        return self.whole and (self.low, self.high) == (0.0, 1.0)


class ConstraintRow(NamedTuple):
    """A constraint with one side: what stands in it by number of the column."""

    name: str
    entries: tuple[tuple[int, float], ...]
    sense: ConstraintSense
    side: float


@dataclass(frozen=True)
class Plain:
    """The columns and rows of a model as they are written.

    A row with two different sides is two rows, as readers differ on ranges; a row without a side is none.
    """

    model: LinearModel

    @cached_property
    def objective(self) -> str:
        """The name of the objective."""
        return self._row_names.written[0]

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns in the order of the model, and last the one that bears a constant, if there is one."""
        m = self._with_constant
        parts = (m.low.tolist(), m.high.tolist(), m.integer.tolist(), m.cost.tolist())
        return tuple(map(Column._make, zip(self._column_names.written, *parts, strict=True)))

    @cached_property
    def rows(self) -> tuple[ConstraintRow, ...]:
        """The rows in the order of the model."""
        return tuple(self._make_rows())

    @cached_property
    def meant(self) -> Mapping[str, str]:
        """By word of the names as it is written, the word that is meant, where they differ by more than hyphens."""
        return {**self._column_names.meant, **self._row_names.meant}

    @cached_property
    def _with_constant(self) -> LinearModel:
        m = self.model
        if not m.offset:
            return m
        return replace(
            m,
            cost=np.append(m.cost, m.offset),
            offset=0.0,
            low=np.append(m.low, 1.0),
            high=np.append(m.high, 1.0),
            integer=np.append(m.integer, False),
            column_names=(*m.column_names, CONSTANT),
        )

    @cached_property
    def _column_names(self) -> Names:
        return written_names(self._with_constant.column_names)

    @cached_property
    def _row_names(self) -> Names:
        return written_names((OBJECTIVE, *self.model.row_names))

    def _make_rows(self) -> Iterator[ConstraintRow]:
        m = self.model
        start, index, value = m.start.tolist(), m.index.tolist(), m.value.tolist()
        sides = zip(self._row_names.written[1:], m.row_low.tolist(), m.row_high.tolist(), strict=True)
        for row, (name, low, high) in enumerate(sides):
            part = slice(start[row], start[row + 1])
            entries = tuple((column, number) for column, number in zip(index[part], value[part], strict=True) if number)
            if low == high:
                yield ConstraintRow(name, entries, "=", low)
            elif high == inf and low > -inf:
                yield ConstraintRow(name, entries, ">=", low)
            elif low == -inf and high < inf:
                yield ConstraintRow(name, entries, "<=", high)
            elif low > -inf and high < inf:
                yield ConstraintRow(f"{name}.least", entries, ">=", low)
                yield ConstraintRow(f"{name}.most", entries, "<=", high)


def write_number(value: float) -> str:
    """A number with all its digits, and no more."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
