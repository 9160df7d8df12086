"""What a figure's variation is due to: the shares of its variance, by each input and by each two together.

The figure is fitted by a sum of polynomials that are orthonormal where the inputs are uniform and independent; the
square of a coefficient is then a part of the variance (B. Sudret, Global sensitivity analysis using polynomial chaos
expansions, Reliability Engineering and System Safety 93, 2008). One sample gives all shares, of any two inputs too,
and what the polynomials do not follow is told as a share by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

import numpy as np

from optimiser.sensitivity.sampling import Array, Estimate

DEGREE = 3
"""Of the polynomials of one input; those of two are the product of the two straight lines."""
DRAWS_PER_TERM = 2
"""So many draws there must be for each coefficient that is estimated, or the fit follows the sample alone."""
NORMAL = 1.96
"""Standard errors on either side of an estimate, at a confidence of 95 %."""
NOTHING = 1e-18
"""Below this part of the square of the mean a variance is what arithmetic leaves."""

Term = tuple[tuple[int, int], ...]
"""A term of the fit: each of its inputs with the degree of its polynomial."""


@dataclass(frozen=True)
class VarianceShares:
    """The shares of the variance, each with its interval: by input, by two inputs together, and what is left.

    `interplay` is what is due to two inputs together beyond what is due to each; it is None where the sample is too
    small to tell, and `needed` is then how large it must be.
    """

    first: Sequence[Estimate]
    interplay: dict[tuple[int, int], Estimate] | None
    together: dict[tuple[int, int], Estimate] | None
    unexplained: float
    needed: int


def samples_needed(inputs: int, *, in_pairs: bool) -> int:
    """Return how many draws the shares of so many inputs take, in pairs or each alone."""
    return DRAWS_PER_TERM * len(_list_terms(inputs, in_pairs=in_pairs))


def share_variance(drawn: Array, values: Sequence[float]) -> VarianceShares | None:
    """Return the shares of the variance of `values` by input; None where it does not vary or the sample is too small.

    `drawn` has a row a value and a column an input, uniform between 0 and 1.
    """
    inputs, figures = drawn.shape[1], np.asarray(values, dtype=float)
    in_pairs = len(figures) >= samples_needed(inputs, in_pairs=True)
    if len(figures) < samples_needed(inputs, in_pairs=False):
        return None
    if float(np.var(figures)) <= NOTHING * max(1.0, float(np.mean(figures)) ** 2):
        return None
    terms = _list_terms(inputs, in_pairs=in_pairs)
    fit = _Fit.of(_fill_columns(drawn, terms), figures / float(np.std(figures)))
    by_pair = {pair: _terms_of(terms, {*pair}) for pair in combinations(range(inputs), 2)} if in_pairs else {}
    return VarianceShares(
        [fit.share_of([at for at, term in enumerate(terms) if _inputs_of(term) == {each}]) for each in range(inputs)],
        {pair: fit.share_of([at for at in held if _inputs_of(terms[at]) == {*pair}]) for pair, held in by_pair.items()}
        if in_pairs
        else None,
        {pair: fit.share_of(held) for pair, held in by_pair.items()} if in_pairs else None,
        fit.unexplained,
        samples_needed(inputs, in_pairs=True),
    )


def _list_terms(inputs: int, *, in_pairs: bool) -> list[Term]:
    """The mean, the polynomials of each input, and those of each two."""
    alone: list[Term] = [((each, degree),) for each in range(inputs) for degree in range(1, DEGREE + 1)]
    both: list[Term] = [((one, 1), (other, 1)) for one, other in combinations(range(inputs), 2)] if in_pairs else []
    return [(), *alone, *both]


def _inputs_of(term: Term) -> set[int]:
    return {each for each, _ in term}


def _terms_of(terms: Sequence[Term], inputs: set[int]) -> list[int]:
    """The places of the terms that are of these inputs and of no other."""
    return [at for at, term in enumerate(terms) if term and _inputs_of(term) <= inputs]


def _fill_columns(drawn: Array, terms: Sequence[Term]) -> Array:
    """The terms at each draw: products of Legendre polynomials with a mean square of 1."""
    width = 2 * drawn - 1
    powers = [np.ones_like(width), width]
    for degree in range(2, DEGREE + 1):
        powers.append(((2 * degree - 1) * width * powers[-1] - (degree - 1) * powers[-2]) / degree)
    columns = []
    for term in terms:
        column = np.ones(len(drawn))
        for each, degree in term:
            column = column * powers[degree][:, each] * sqrt(2 * degree + 1)
        columns.append(column)
    return np.column_stack(columns)


@dataclass(frozen=True)
class _Fit:
    """The coefficients, how far they may be off, and the variance that the fit leaves."""

    coefficients: Array
    covariance: Array
    left: float

    @classmethod
    def of(cls, columns: Array, values: Array) -> "_Fit":
        """Least squares; the covariance allows for a fit that is farther off at some draws than at others (HC3)."""
        inverse = np.linalg.pinv(columns.T @ columns)
        coefficients = inverse @ columns.T @ values
        leverage = np.einsum("ij,jk,ik->i", columns, inverse, columns)
        off = (values - columns @ coefficients) / np.maximum(1 - leverage, 1e-9)
        covariance = inverse @ (columns.T * off**2) @ columns @ inverse
        return cls(coefficients, covariance, float(np.mean(off**2)))

    @property
    def variance(self) -> float:
        """The whole variance, of the fit and of what it leaves."""
        return float(np.sum(self._squares()[1:])) + self.left

    @property
    def unexplained(self) -> float:
        """The share that no term explains, as found at draws that the fit does not know."""
        return self.left / self.variance

    def share_of(self, terms: Sequence[int]) -> Estimate:
        """The share of some terms: squares of coefficients, less what chance adds to a square."""
        held, errors = self.coefficients[terms], self.covariance[np.ix_(terms, terms)]
        share = float(np.sum(self._squares()[terms])) / self.variance
        error = sqrt(float(4 * held @ errors @ held + 2 * np.sum(errors**2))) / self.variance
        return Estimate(share, max(0.0, share - NORMAL * error), min(1.0, share + NORMAL * error))

    def _squares(self) -> Array:
        squares: Array = np.maximum(0.0, self.coefficients**2 - np.diag(self.covariance))
        return squares
