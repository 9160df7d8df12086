"""Branches of a search over centres: which may serve others on which piece of their cost, and which must.

Each plan is in one branch of a split at least, so what holds in both holds for every plan.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from optimiser.portfolios.portfolio_costs import Flags, Floats, PortfolioCosts

WHOLE_ERROR = 1e-6
"""A share nearer to 0 or 1 than this is whole: the solver's rounding."""


@dataclass(frozen=True)
class Branch:
    """Pieces [C, K] on which centres may be, and the centres [C] that must be on one of theirs.

    Where it is said, `beyond_kr[I, C]` is what each municipality pays more for using each centre (kr. a year); infinite
    where it may not.
    """

    pieces: Flags
    must: Flags
    beyond_kr: Floats | None = None

    @classmethod
    def of_all(cls, costs: PortfolioCosts) -> "Branch":
        """Return the branch in which every plan is."""
        return cls(np.isfinite(costs.piece_fixed_kr), costs.must_serve)

    def split(self, used: Floats) -> "tuple[Branch, Branch] | None":
        """Return two branches that exclude a point, given how far it uses each piece; None where it uses them whole.

        First come centres: one that is open in part is shut, or open; then pieces of one that is open on several.
        """
        open_share = used.sum(axis=1)
        halves = np.minimum(open_share, 1.0 - open_share)
        if halves.max(initial=0.0) > WHOLE_ERROR:
            partly_open = int(halves.argmax())
            shut = np.zeros(used.shape[1], dtype=bool)
            return self._with_pieces(partly_open, shut), self.opened(partly_open)
        in_part = np.minimum(used, 1.0 - used)
        if in_part.max(initial=0.0) <= WHOLE_ERROR:
            return None
        c, k = divmod(int(in_part.argmax()), used.shape[1])
        here = np.arange(used.shape[1]) == k
        return self._with_pieces(c, self.pieces[c] & ~here), self._with_pieces(c, self.pieces[c] & here)

    def _with_pieces(self, c: int, kept: Flags) -> "Branch":
        pieces = self.pieces.copy()
        pieces[c] = kept
        return replace(self, pieces=pieces)

    def without(self, shut: Collection[int]) -> "Branch":
        """Return what of the branch has some centres shut."""
        pieces = self.pieces.copy()
        pieces[list(shut)] = False
        return replace(self, pieces=pieces)

    def opened(self, c: int) -> "Branch":
        """Return what of the branch has a centre open."""
        must = self.must.copy()
        must[c] = True
        return replace(self, must=must)
