"""Small models with what is seldom in ours, and readers are known to differ on; each optimum is found by eye."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

import numpy as np

from optimiser.model.linear import LinearModel

Columns = Mapping[str, tuple[float, float, bool, float]]
"""By name: low, high, whole, cost."""
Rows = Mapping[str, tuple[float, Mapping[str, float], float]]
"""By name: low, entries by column, high."""


def linear(columns: Columns, rows: Rows, constant: float = 0.0) -> LinearModel:
    """A model written out by name."""
    number = {name: place for place, name in enumerate(columns)}
    low, high, whole, cost = zip(*columns.values(), strict=True)
    return LinearModel(
        cost=np.array(cost, dtype=float),
        offset=constant,
        low=np.array(low, dtype=float),
        high=np.array(high, dtype=float),
        integer=np.array(whole, dtype=bool),
        row_low=np.array([row[0] for row in rows.values()], dtype=float),
        row_high=np.array([row[2] for row in rows.values()], dtype=float),
        start=np.cumsum([0, *(len(row[1]) for row in rows.values())]).astype(np.int32),
        index=np.array([number[name] for row in rows.values() for name in row[1]], dtype=np.int32),
        value=np.array([value for row in rows.values() for value in row[1].values()], dtype=float),
        column_names=tuple(columns),
        row_names=tuple(rows),
    )


@dataclass(frozen=True)
class Small:
    """A model and its optimum."""

    model: LinearModel
    optimum: float


X = (0.0, inf, False, 1.0)
AT_LEAST_2 = {"least": (2.0, {"x": 1.0}, inf)}
LONG = f"{'p' * 40}[{'a' * 40},{'b' * 40},{'c' * 40}]"
"""A name longer than any reader takes."""

SMALL: Mapping[str, Small] = {
    "a constant": Small(linear({"x": X}, AT_LEAST_2, constant=7.5), 9.5),
    "a negative constant": Small(linear({"x": X}, AT_LEAST_2, constant=-7.5), -5.5),
    "whole numbers": Small(
        linear(
            {"up[to-9]": (0, 9, True, -1), "up[ever]": (0, inf, True, -1), "one[or-not]": (0, 1, True, -1)},
            {
                "five": (-inf, {"up[to-9]": 2.0}, 11),
                "four": (-inf, {"up[ever]": 2.0}, 9),
                "one": (-inf, {"one[or-not]": 1}, 3),
            },
        ),
        -5 - 4 - 1,
    ),
    "whole numbers below 0": Small(
        linear(
            {
                "n[a]": (-7, -2, True, 1),
                "n[b]": (-5, inf, True, 1),
                "n[c]": (-inf, 3, True, 1),
                "n[d]": (-inf, inf, True, 1),
                "n[e]": (-9, -4, True, -1),
            },
            {
                "together": (-9.5, {"n[a]": 1.0, "n[b]": 1.0}, inf),
                "c": (-8.5, {"n[c]": 1.0}, inf),
                "d": (-3.5, {"n[d]": 1.0}, inf),
            },
        ),
        -9 - 8 - 3 + 4,
    ),
    "bounds of each kind": Small(
        linear(
            {
                "y[free]": (-inf, inf, False, 1),
                "y[below]": (-inf, -2.5, False, -1),
                "y[from]": (-4, 0, False, 1),
                "y[fixed]": (2, 2, False, 1),
                "y[to-0]": (-inf, 0, False, -1),
                "y[above]": (2, inf, False, 3),
                "y[fixed-whole]": (3, 3, True, 1),
            },
            {"least": (-6.5, {"y[free]": 1.0}, inf)},
        ),
        -6.5 + 2.5 - 4 + 2 + 0 + 6 + 3,
    ),
    "two sides": Small(
        linear(
            {"x[a]": (0, inf, False, 1), "x[b]": (0, inf, False, -1), "x[c]": (0, inf, False, -1)},
            {
                "a": (2.25, {"x[a]": 1.0}, 8),
                "b": (-3, {"x[b]": -1.0}, -1),
                "c": (-inf, {"x[c]": 1.0, "x[a]": 0.0}, inf),
                "d": (0.5, {"x[c]": 0.25}, 0.5),
            },
        ),
        2.25 - 3 - 2,
    ),
    "columns in no row": Small(
        linear(
            {"x": X, "z": (0, inf, False, 0), "w": (0, 1, True, 0), "k": (1, 4, True, 2), "l": (2, inf, False, 3)},
            AT_LEAST_2,
        ),
        2 + 2 + 6,
    ),
    "names that mean something": Small(
        linear(
            {
                **dict.fromkeys(("free", "e5", "2x", "E", "inf", "a b", "x:"), X),
                "Åse[ø,x-y]": (0, 3, True, -1),
                "aase[oe,x_y]": (0, 3, True, -1),
                ".p": (0, 1, True, -1),
                "constant": (0, 1, True, -2),
            },
            {
                "st": (2, {"free": 1.0}, inf),
                "end": (2, {"e5": 1.0}, inf),
                "3": (2, {"2x": 1.0}, inf),
                "cost-million-kr": (2, {"E": 1.0}, inf),
                "r:1": (2, {"inf": 1.0}, inf),
                "r 1": (2, {"a b": 1.0}, inf),
                "ræk[x[y],z]": (2, {"x:": 1.0}, inf),
            },
            constant=1.0,
        ),
        7 * 2 - 3 - 3 - 1 - 2 + 1,
    ),
    "long names": Small(
        linear(
            {LONG: X, f"p{LONG}": X}, {LONG: (2, {LONG: 1.0, f"p{LONG}": 0.5}, inf), f"p{LONG}": (1, {LONG: 1.0}, inf)}
        ),
        2,
    ),
}
