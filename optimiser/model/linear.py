"""A mixed-integer linear model as plain arrays: what the solver is handed."""

from dataclasses import dataclass

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
