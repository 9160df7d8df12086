"""Names as they are compared, and the one that a misspelt name was probably meant to be."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache

_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-"})
_DASHES = str.maketrans(dict.fromkeys("\u2012\u2013\u2014\u2015\u2212_", "-"))


def composed_text(text: str) -> str:
    """Text in which a letter and its accent are one sign, as most keyboards write them: å, not a and a ring."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def visible_text(text: str) -> str:
    """Text without signs that nobody sees, such as a zero-width space or a soft hyphen."""
    return text if text.isascii() else "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


@lru_cache(maxsize=10_000)
def as_name(text: str) -> str:
    """A name as it is known: composed letters, nothing invisible, plain hyphens, and one plain space between words."""
    return " ".join(visible_text(composed_text(text)).translate(_HYPHENS).split())


def folded_name(text: str) -> str:
    """A name without what people hardly see: capitals, and whether its words are joined by a space or a dash."""
    return as_name(text).casefold().translate(_DASHES).replace(" - ", "-").replace(" ", "-")


def difference_in_words(word: str, other: str) -> str:
    """What tells two names apart that look alike, in words; blank where anybody sees it."""
    if folded_name(word) != folded_name(other):
        return ""
    pairs = [(one, two) for one, two in zip(word, other, strict=False) if one != two]
    signs = [unicodedata.name(sign, hex(ord(sign))).lower() for sign in (pairs[0] if pairs else ())]
    return f"which has {signs[1]} where this has {signs[0]}" if signs else "which is not as long"


def pairs_alike(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of different names that look alike, the later one first."""
    known: dict[str, list[str]] = defaultdict(list)
    for name in dict.fromkeys(names):
        known[folded_name(name)].append(name)
    for first, *others in known.values():
        yield from ((other, first) for other in others)


SIMILARITY = 0.6
"""How alike two words must be (0-1) for one to be suggested in place of the other."""
NEAR_MISS = 0.8
"""How alike the name of a file, sheet or column must be to a known one for it to be taken as misspelt."""


def nearest_name(word: str, candidates: Iterable[str], similarity: float = SIMILARITY) -> str | None:
    """The candidate most like `word`, whatever the case of letters; None when none is alike."""
    by_folded = {candidate.casefold(): candidate for candidate in candidates}
    matches = get_close_matches(word.casefold(), by_folded, n=1, cutoff=similarity)
    return by_folded[matches[0]] if matches else None


def did_you_mean(word: str, candidates: Iterable[str], otherwise: str = "") -> str:
    """A remedy for a misspelt `word`: the nearest candidate, or what to do `otherwise`."""
    candidate = nearest_name(word, candidates)
    if candidate is None:
        return otherwise
    unseen = "" if word.casefold() == candidate.casefold() else difference_in_words(word, candidate)
    return f"did you mean {candidate}, {unseen}?" if unseen else f"did you mean {candidate}?"
