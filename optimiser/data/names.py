"""Names as they are compared: what looks alike is alike, however it was typed."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-"})
_DASHES = str.maketrans(dict.fromkeys("\u2012\u2013\u2014\u2015\u2212_", "-"))


def composed(text: str) -> str:
    """Text in which a letter and its accent are one sign, as most keyboards write them: å, not a and a ring."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def visible(text: str) -> str:
    """Text without signs that nobody sees, such as a zero-width space or a soft hyphen."""
    return text if text.isascii() else "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


@lru_cache(maxsize=10_000)
def as_name(text: str) -> str:
    """A name as it is known: composed letters, nothing invisible, plain hyphens, and one plain space between words."""
    return " ".join(visible(composed(text)).translate(_HYPHENS).split())


def folded(text: str) -> str:
    """A name without what people hardly see: capitals, and whether its words are joined by a space or a dash."""
    return as_name(text).casefold().translate(_DASHES).replace(" - ", "-").replace(" ", "-")


def difference(word: str, other: str) -> str:
    """What tells two names apart that look alike, in words; blank where anybody sees it."""
    if folded(word) != folded(other):
        return ""
    pairs = [(one, two) for one, two in zip(word, other, strict=False) if one != two]
    signs = [unicodedata.name(sign, hex(ord(sign))).lower() for sign in (pairs[0] if pairs else ())]
    return f"which has {signs[1]} where this has {signs[0]}" if signs else "which is not as long"


def alike(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of different names that look alike, the later one first."""
    known: dict[str, list[str]] = defaultdict(list)
    for name in dict.fromkeys(names):
        known[folded(name)].append(name)
    for first, *others in known.values():
        yield from ((other, first) for other in others)
