"""A mixed-integer linear model as plain arrays: what the solver is handed."""

from dataclasses import dataclass
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
