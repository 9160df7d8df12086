"""The payments nearest to what is wanted, within limits on what groups pay: one answer, whatever order limits stand in.

    min Σ (x_i - wanted_i)² / weight_i   where   Σ x_i = total,   Σ_{i in row} x_i <= most_row

Scaled by the weights, with the sum projected out, it is a problem of least distance, which non-negative least squares
solve in finitely many steps (C. L. Lawson and R. J. Hanson, Solving Least Squares Problems, 1974, chapter 23).
"""

import numpy as np

from optimiser.sharing.game import Flags, Floats

NOTHING = 1e-11
"""Part of the figures' size: less is what arithmetic leaves."""
ROUNDS_A_ROW = 20
"""So many rounds of least squares a row; more than a few a row are not seen."""


def nearest_payments(wanted: Floats, weight: Floats, rows: Floats, most: Floats, total: float) -> Floats | None:
    """Return the payments nearest to those wanted, by player; None where no payments keep within the limits.

    `rows` has a row a limit and a column a player. Without a limit that binds, what is missing from the total is
    spread in proportion to the weights, which are above 0.
    """
    root = np.sqrt(weight)
    along = root / np.linalg.norm(root)
    spread = along * (total - float(np.sum(wanted))) / float(np.linalg.norm(root))
    across = rows * root
    left = most - rows @ wanted - across @ spread
    across = across - np.outer(across @ along, along)
    moved = _least_distance(across, left)
    return None if moved is None else wanted + root * (spread + moved)


def _least_distance(rows: Floats, most: Floats) -> Floats | None:
    """Return the shortest vector with rows · vector <= most; None where there is none."""
    size = float(np.max(np.abs(most), initial=0.0))
    nothing = NOTHING * max(1.0, size)
    if not len(most) or float(np.min(most)) >= -nothing:
        return np.zeros(rows.shape[1])
    limits = np.vstack([-rows.T, -most / size])
    aim = np.zeros(len(limits))
    aim[-1] = 1.0
    held = _non_negative_least_squares(limits, aim)
    off = limits @ held - aim
    if -off[-1] < NOTHING:
        return None
    binding = held > 0
    vector = np.asarray(np.linalg.lstsq(rows[binding], most[binding], rcond=None)[0], dtype=np.float64)
    if float(np.max(rows @ vector - most)) <= 1e3 * nothing:
        return vector
    rough: Floats = -size * off[:-1] / off[-1]
    return rough


def _non_negative_least_squares(matrix: Floats, aim: Floats) -> Floats:
    """Return the x >= 0 for which matrix · x is nearest to the aim."""
    count = matrix.shape[1]
    x, held = np.zeros(count), np.zeros(count, dtype=bool)
    nothing = NOTHING * max(1.0, float(np.max(np.abs(matrix))))
    for _ in range(ROUNDS_A_ROW * count):
        gain = matrix.T @ (aim - matrix @ x)
        gain[held] = -np.inf
        if held.all() or float(np.max(gain)) <= nothing:
            break
        held[int(np.argmax(gain))] = True
        x = _step_back(matrix, aim, x, held)
    return x


def _step_back(matrix: Floats, aim: Floats, x: Floats, held: Flags) -> Floats:
    """Return the least squares of the columns held, letting go of those that would be negative."""
    while True:
        fit = np.zeros_like(x)
        fit[held] = np.linalg.lstsq(matrix[:, held], aim, rcond=None)[0]
        negative = held & (fit <= 0)
        if not negative.any():
            return fit
        share = float(np.min(x[negative] / (x[negative] - fit[negative])))
        x = x + share * (fit - x)
        held &= x > 1e-14
        x[~held] = 0.0
