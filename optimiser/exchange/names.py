"""Names that every reader of model files takes, and that people can still read.

A rule that we call `entry-points[Viborg]` is `entry_points(Viborg)` there, in every format: no reader known to us
stumbles over letters, digits, underscores, commas and brackets of this kind, while each of the others (hyphens,
square brackets, dots, Danish letters) is a sign of some grammar, or is changed by some reader.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

LONGEST_HEAD, LONGEST_WORD = 30, 22
"""Letters of a name's head, and of each word after it: with three words that makes the 100 that CBC takes."""
GRAMMAR = """
    bin binaries binary bound bounds end free gen general generals inf infinity int integer integers lazy max maximise
    maximize maximum min minimise minimize minimum name nan obj objsense ranges rhs rows columns sec semi semis sin
    sos sos1 sos2 st subject such
"""
"""Words that mean something in a model file, in whatever capitals."""
_GRAMMAR = frozenset(GRAMMAR.split())
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "ß": "ss"})
_NUMBER_LIKE = re.compile(r"[^A-Za-z]|[eE](?![a-df-z_])")
"""How a name may not begin: as a number does, or the exponent of one."""


@dataclass(frozen=True)
class Names:
    """Names as the files have them, in the order in which they were given, and what the words in them stand for."""

    written: tuple[str, ...]
    meant: Mapping[str, str]
    """By word as it is written, the word that is meant, where they differ by more than hyphens."""


def written_names(names: Iterable[str]) -> Names:
    """The names as every reader takes them: different ones stay different.

    A name is a head, or a head and words in square brackets. Each is changed by itself, always alike, and two never
    into one; as none then holds a bracket or a comma, no two names become one either.
    """
    heads, words = _Words(LONGEST_HEAD, begins=True), _Words(LONGEST_WORD, begins=False)
    made = [_joined_name(heads[head], [words[word] for word in index]) for head, index in map(_split_name, names)]
    return Names(tuple(_told_apart(made)), dict((*heads.changed_words(), *words.changed_words())))


def _split_name(name: str) -> tuple[str, list[str]]:
    head, bracket, index = name.partition("[")
    return (head, index[:-1].split(",")) if bracket and index.endswith("]") else (name, [])


def _joined_name(head: str, index: list[str]) -> str:
    return f"{head}({','.join(index)})" if index else head


def _told_apart(names: Iterable[str]) -> Iterator[str]:
    """The names, those that are given a second time with a number; no word holds a dot."""
    seen: Counter[str] = Counter()
    for name in names:
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}.{seen[name]}"


class _Words:
    """Words as they are written; a word that would come twice gets a number."""

    def __init__(self, longest: int, begins: bool) -> None:
        self._longest, self._begins = longest, begins
        self._written: dict[str, str] = {}
        self._taken: set[str] = set()

    def __getitem__(self, word: str) -> str:
        if word not in self._written:
            self._written[word] = self._new_word(self._plain_word(word))
        return self._written[word]

    def changed_words(self) -> Iterator[tuple[str, str]]:
        """Words as written and as meant, where a reader could not tell."""
        return ((made, word) for word, made in self._written.items() if made != word.replace("-", "_"))

    def _plain_word(self, word: str) -> str:
        spelt = unicodedata.normalize("NFC", word).translate(_LETTERS)
        bare = "".join(letter for letter in unicodedata.normalize("NFKD", spelt) if not unicodedata.combining(letter))
        plain = re.sub(r"\W", "_", bare, flags=re.ASCII)
        odd = self._begins and (_NUMBER_LIKE.match(plain) or plain.lower() in _GRAMMAR)
        return f"x_{plain}" if odd or not plain else plain

    def _new_word(self, plain: str) -> str:
        number, made = 1, plain[: self._longest]
        while made.lower() in self._taken:
            number += 1
            made = f"{plain[: self._longest - 1 - len(str(number))]}_{number}"
        self._taken.add(made.lower())
        return made
