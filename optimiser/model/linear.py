"""A mixed-integer linear model as plain arrays: what the solver is handed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Indices = NDArray[np.int32]


@dataclass(frozen=True)
class LinearModel:
    """min cost · x + offset, row_low <= A x <= row_high, low <= x <= high, x integer where said.

    A is stored by rows: the entries of row i are `value[start[i]:start[i+1]]` in the columns
    `index[...]`. Names are those of the rules and choices, readable by people.
    """

    cost: Array
    offset: float
    low: Array
    high: Array
    integer: NDArray[np.bool_]
    row_low: Array
    row_high: Array
    start: Indices
    index: Indices
    value: Array
    column_names: tuple[str, ...]
    row_names: tuple[str, ...]

    @classmethod
    def of_dense(cls, cost: Array, matrix: Array, row_low: Array, row_high: Array, low: Array, high: Array) -> Self:
        """Return a small model without integers and names, with every entry of the matrix [row, column] stored."""
        rows, columns = matrix.shape
        return cls(
            cost=cost,
            offset=0.0,
            low=low,
            high=high,
            integer=np.zeros(columns, dtype=bool),
            row_low=row_low,
            row_high=row_high,
            start=np.arange(0, rows * columns + 1, columns, dtype=np.int32),
            index=np.tile(np.arange(columns, dtype=np.int32), rows),
            value=matrix.ravel(),
            column_names=(),
            row_names=(),
        )

    def with_more(self, columns: int, rows: Sequence[tuple[Indices, Array, float, float]]) -> Self:
        """Return the model with more columns, from 0 to 1 and without cost or name, and with more rows.

        Of each row: the columns and what stands in them, its lower and its upper limit.
        """
        lengths = [len(index) for index, *_ in rows]
        return replace(
            self,
            cost=np.append(self.cost, np.zeros(columns)),
            low=np.append(self.low, np.zeros(columns)),
            high=np.append(self.high, np.ones(columns)),
            integer=np.append(self.integer, np.zeros(columns, dtype=bool)),
            row_low=np.append(self.row_low, [low for *_, low, _ in rows]),
            row_high=np.append(self.row_high, [high for *_, high in rows]),
            start=np.append(self.start, self.start[-1] + np.cumsum(lengths)).astype(np.int32),
            index=np.concatenate([self.index, *(index for index, *_ in rows)]).astype(np.int32),
            value=np.concatenate([self.value, *(value for _, value, *_ in rows)]),
            column_names=(*self.column_names, *[""] * columns),
            row_names=(*self.row_names, *[""] * len(rows)),
        )

    @property
    def columns(self) -> int:
        """Number of variables."""
        return len(self.cost)

    @property
    def rows(self) -> int:
        """Number of constraints."""
        return len(self.row_low)

    @property
    def entries(self) -> int:
        """Number of coefficients that are not zero."""
        return len(self.value)
