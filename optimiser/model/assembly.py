"""A model written as arrays, family by family: columns, rows, and what stands in them."""

from dataclasses import dataclass, field

import numpy as np

from optimiser.model.linear import LinearModel
from optimiser.portfolios.portfolio_costs import Flags, Floats, Numbers
from optimiser.rules.rule import MILLION


@dataclass
class Assembly:
    """Columns, rows and entries of a model in the making; money in million kr., volumes in million contacts."""

    cost: list[Floats] = field(default_factory=list)
    whole: list[Flags] = field(default_factory=list)
    low: list[Floats] = field(default_factory=list)
    high: list[Floats] = field(default_factory=list)
    entries: list[tuple[Numbers, Numbers, Floats]] = field(default_factory=list)
    column_names: list[str] = field(default_factory=list)
    row_names: list[str] = field(default_factory=list)

    def add_columns(self, family: str, cost_kr: Floats, *, whole: bool) -> Numbers:
        """Add variables between 0 and 1, and return their numbers."""
        first, count = len(self.column_names), len(cost_kr)
        self.cost.append(np.asarray(cost_kr, dtype=float) / MILLION)
        self.whole.append(np.full(count, whole))
        self.column_names += [f"{family}[{number}]" for number in range(count)]
        return np.arange(first, first + count)

    def add_rows(self, family: str, low: float, high: float, where: Flags) -> Numbers:
        """Add a row where said, and return their numbers in that shape, -1 elsewhere."""
        first, count = len(self.row_names), int(where.sum())
        self.low.append(np.full(count, low))
        self.high.append(np.full(count, high))
        self.row_names += [f"{family}[{number}]" for number in range(count)]
        numbers = np.full(where.shape, -1, dtype=np.intp)
        numbers[where] = np.arange(first, first + count)
        return numbers

    def put(self, rows: Numbers, columns: Numbers, values: Floats | float) -> None:
        """Put coefficients, but where the row or the column is -1."""
        there = (rows >= 0) & (columns >= 0)
        filled = np.broadcast_to(np.asarray(values, dtype=float), there.shape)
        self.entries.append((rows[there], columns[there], filled[there]))

    def linear(self) -> LinearModel:
        """Return the model by rows."""
        rows, columns, values = (np.concatenate(part) for part in zip(*self.entries, strict=True))
        order = np.lexsort((columns, rows))
        order = order[values[order] != 0]
        count = np.bincount(rows[order], minlength=len(self.row_names))
        return LinearModel(
            cost=np.concatenate(self.cost),
            offset=0.0,
            low=np.zeros(len(self.column_names)),
            high=np.ones(len(self.column_names)),
            integer=np.concatenate(self.whole),
            row_low=np.concatenate(self.low),
            row_high=np.concatenate(self.high),
            start=np.concatenate([[0], np.cumsum(count)]).astype(np.int32),
            index=columns[order].astype(np.int32),
            value=values[order],
            column_names=tuple(self.column_names),
            row_names=tuple(self.row_names),
        )
