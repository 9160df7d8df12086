"""Near misses: the name that a misspelt one was probably meant to be."""

from collections.abc import Iterable
from difflib import get_close_matches

from optimiser.data.names import difference

SIMILARITY = 0.6
"""How alike two words must be (0-1) for one to be suggested in place of the other."""
NEAR_MISS = 0.8
"""How alike the name of a file, sheet or column must be to a known one for it to be taken as misspelt."""


def nearest(word: str, candidates: Iterable[str], similarity: float = SIMILARITY) -> str | None:
    """The candidate most like `word`, whatever the case of letters; None when none is alike."""
    by_folded = {candidate.casefold(): candidate for candidate in candidates}
    matches = get_close_matches(word.casefold(), by_folded, n=1, cutoff=similarity)
    return by_folded[matches[0]] if matches else None


def did_you_mean(word: str, candidates: Iterable[str], otherwise: str = "") -> str:
    """A remedy for a misspelt `word`: the nearest candidate, or what to do `otherwise`."""
    candidate = nearest(word, candidates)
    if candidate is None:
        return otherwise
    unseen = "" if word.casefold() == candidate.casefold() else difference(word, candidate)
    return f"did you mean {candidate}, {unseen}?" if unseen else f"did you mean {candidate}?"
