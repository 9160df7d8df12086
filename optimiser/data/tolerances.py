"""How far figures may be apart and still count as the same: each tolerance with its unit, and why it is so large.

The audit has tolerances of its own, as it is the second witness: what is widened here by mistake does
not widen the check. `staffing`, which knows of no instance, has its own too. Not here are the precision of a method (a
grid, a number of halvings) and what is told of inputs that are doubtful: they stand where they are used.
"""

# ---- arithmetic ----------------------------------------------------------------------------------

SUM_ERROR = 1e-9
"""Share of a figure, or of 1 where it is smaller: what is lost when numbers are added in another order and written."""
GAP_ERROR = 1e-12
"""Share of a plan's cost: a gap this much too large is the last digits of sums, a part of an øre."""
PROBABILITY_ERROR = 1e-6
"""Share: what probabilities that are written in decimals, such as thirds, may miss 1 by in all."""

# ---- the solver ----------------------------------------------------------------------------------

FEASIBILITY_ERROR = 1e-7
"""Millions of contacts or of kr.: the solver keeps each row to a tenth of a contact, or of a krone."""
LIMIT_ERROR_CONTACTS = 0.2
"""Contacts a year, or contacts that miss a target by one unit: a limit stands against a sum that has a row of its own,
and the solver keeps each of the two to a tenth of a contact."""
LIMIT_ERROR = 1e-6
"""Share of a limit: what the solver may pass it by, where it is not told in contacts."""
OBJECTIVE_ERROR = 1e-6
"""Share of a point's cost: the solver sums up the same numbers in another order, to some 1e-13 of it; by more than this
it has lost count, which it has."""
BOUND_ERROR = 1e-7
"""Share of a plan's cost: a bound above the plan by this is rounding in the solver; by more, the bound is wrong."""
PRICE_ERROR = 1e-6
"""Of a price or an excess in the elastic model, which are near 1: less is rounding in the solver."""

# ---- what is told --------------------------------------------------------------------------------

A_KRONE = 1.0
"""Kr. a year: amounts nearer to each other than this are told to be the same, and what is less counts for nothing."""
NEAR_LIMIT = 0.01
"""Share of a limit: a plan this near is at it, as portfolios are whole."""
DIGIT_ERROR = 1e-6
"""Part of the last digit that is told: what arithmetic may leave of a number that ends there."""
