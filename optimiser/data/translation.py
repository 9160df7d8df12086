"""What is said of an input, in another language than the English it is written in where it is found.

The English sentence is the key to the Danish one, as in a catalogue of gettext: so each sentence is written once in
each language, and where it is found nothing is said of languages. A sentence with figures in it is found by its words;
what stands between them is put into the Danish one, and is looked up itself, as it may be a sentence too. What is not
in the catalogue stays as it is.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from optimiser.data.danish_breaches import BREACHES, WHOM
from optimiser.data.danish_commands import COMMANDS
from optimiser.data.danish_files import FILES
from optimiser.data.danish_meanings import ALLOWED, MEANINGS, UNITS
from optimiser.data.danish_plain import PLAIN
from optimiser.data.danish_remedies import REMEDIES, TELLING
from optimiser.data.danish_rules import QUOTING, RULES
from optimiser.data.danish_sources import PARTS as DANISH_OF_PARTS
from optimiser.data.danish_years import YEARS
from optimiser.data.findings import of_change

if TYPE_CHECKING:
    from optimiser.data.settings import Language

OF_CHANGES = {
    of_change(english): danish.replace("slet rækken", "udelad det").replace("slet ", "udelad ")
    for english, danish in (REMEDIES | YEARS).items()
    if of_change(english) != english
}
"""What to do about a change, by what is to be done about a row."""
SENTENCES = COMMANDS | FILES | MEANINGS | OF_CHANGES | PLAIN | REMEDIES | RULES | TELLING | UNITS | YEARS
IN_WORDS = ("source", "note", "citation")
"""Columns in which a row says something in words; those of the bundled instances are known in Danish."""
GAP = "{}"
LONGEST = 1000
"""Characters of the longest sentence that is looked for; of a longer one a name within is the most."""
_ENGLISH = re.compile(r"(?<!\S)(or|the|is|are|that|with|to|of)(?!\S)")
"""Words that stand in sentences and hardly in names: what they are in is no name to be put into a Danish sentence."""
_ROWS = re.compile(r"(\d+) rows, from (.+) to (.+)")
"""What a figure that many rows have in common says of them."""
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,2}(?:,\d{3})*|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?%?")
"""A number by itself, as it is written in English; a time or a code with a 0 before it is none."""
_SWAPPED = str.maketrans(",.", ".,")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d.,])")


class Catalogue:
    """Danish sentences by the English ones, and those with gaps as patterns.

    Those with most words of their own come first: of two that fit, that one is meant.
    """

    def __init__(self, sentences: Mapping[str, str], quoting: Collection[str] = QUOTING) -> None:
        self.sentences = sentences
        self.quoting = quoting
        """Those in whose gaps names stand, or what another program said, in any language."""
        gapped = sorted(
            (english for english in sentences if GAP in english), key=lambda text: -len(text.replace(GAP, ""))
        )
        self.templates = [
            (re.compile(gap.join(map(re.escape, english.split(GAP))), re.DOTALL), english)
            for english in gapped
            for gap in ("(.*?)", "(.*)")
        ]
        """Each twice, as what stands in its first gap may hold the words after it: the shortest, the longest."""

    def translate(self, text: str) -> str:
        """Return a sentence in Danish; one that is not known stays in English, its thousands set off with points."""
        if (told := self.find(text)) is not None:
            return told
        if not 0 < len(text) <= LONGEST:
            return text
        if _NUMBER.fullmatch(text):
            return text.translate(_SWAPPED)
        return _THOUSANDS.sub(lambda number: number[0].replace(",", "."), text)

    def find(self, text: str) -> str | None:
        """Return a sentence in Danish; None for one that is not known."""
        if text in self.sentences:
            return self.sentences[text]
        if not 0 < len(text) <= LONGEST:
            return None
        for pattern, english in self.templates:
            found = pattern.fullmatch(text)
            told = self.sentence_of(english, found.groups()) if found else None
            if told is not None:
                return told
        return None

    def sentence_of(self, english: str, parts: Sequence[str]) -> str | None:
        """Return the Danish sentence with what stands in its gaps; None where that is English, and not quoted."""
        told = [self.translate(part) for part in parts]
        unknown = (part for part, given in zip(told, parts, strict=True) if part == given and _ENGLISH.search(part))
        return None if english not in self.quoting and any(unknown) else self.sentences[english].format(*told)


@cache
def _catalogue(name: Literal["sentences", "allowed", "whom", "breaches"]) -> Catalogue:
    """The catalogue of sentences or of what is allowed; of whom a breach is about, or of what it says of them.

    Its patterns are made when the first is looked for. A breach of a folder that cannot be read is told in sentences
    about an input.
    """
    if name == "whom":
        return Catalogue(WHOM, WHOM.keys())
    if name == "breaches":
        return Catalogue(SENTENCES | BREACHES, QUOTING | BREACHES.keys())
    return Catalogue(SENTENCES if name == "sentences" else ALLOWED)


@lru_cache(maxsize=10_000)
def translate(text: str, language: "Language") -> str:
    """Return a sentence about an input in a language; one that is not known stays in English, whole."""
    return text if language == "en" else _catalogue("sentences").translate(text)


@lru_cache(maxsize=10_000)
def translate_allowed(text: str, language: "Language") -> str:
    """Return what may stand in a column, or what a blank stands for, in a language."""
    return text if language == "en" else _catalogue("allowed").translate(text)


def translate_breach(about: str, found: str, wanted: str, language: "Language") -> str:
    """Return the sentence of a breach in a language: `about` whom, what was `found`, what is `wanted`."""
    if language == "en":
        text = f"{about} {found}, but {wanted}"
    else:
        whom = ", ".join(map(_catalogue("whom").translate, about.split(", ")))
        told, must = ("; ".join(map(_catalogue("breaches").translate, text.split("; "))) for text in (found, wanted))
        text = f"{whom} {told}, men {must}"
    return f"{text.removesuffix('.')}."


def translate_source(text: str, language: "Language") -> str:
    """Return a source, a note or a citation of the bundled data in a language, part by part.

    What is not known is told as it is written: it is somebody's own data, in their own language.
    """
    if language == "en" or not text:
        return text
    told = _ROWS.sub(r"\1 rækker, fra \2 til \3", text)
    return "; ".join(DANISH_OF_PARTS.get(part, part) for part in told.split("; "))


_WHICH_ROWS = re.compile(r"(?<= )(?P<rows>rows? \d+(?:, \d+)*)(?: (?P<more>and \d+ more))?")
"""Where in a remark it is told in which rows it is."""


def _translated_rows(found: re.Match[str], language: "Language") -> str:
    return " ".join(translate(part, language) for part in found.groups() if part)


def translate_remark(sentence: str, language: "Language") -> str:
    """Return a finding that was kept as one sentence (`Finding.sentence`) in a language, as far as its parts are known.

    It is where the finding is, then what must hold, then what to do; names are as they were written.
    """
    where, colon, said = sentence.partition(": ")
    where = _WHICH_ROWS.sub(lambda found: _translated_rows(found, language), where)
    parts = said.split("; ")
    told = [translate(part, language) for part in parts]
    apart = all(part != given for part, given in zip(told, parts, strict=True))
    return f"{where}{colon}{'; '.join(told) if apart else translate(said, language)}"
