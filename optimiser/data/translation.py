"""What is said of an input, in another language than the English it is written in where it is found.

The English sentence is the key to the Danish one, as in a catalogue of gettext: so each sentence is written once in
each language, and where it is found nothing is said of languages. A sentence with figures in it is found by its words;
what stands between them is put into the Danish one, and is looked up itself, as it may be a sentence too. What is not
in the catalogue stays as it is.
"""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from optimiser.data.danish_files import FILES
from optimiser.data.danish_meanings import ALLOWED, MEANINGS
from optimiser.data.danish_remedies import REMEDIES, TELLING
from optimiser.data.danish_rules import RULES

if TYPE_CHECKING:
    from optimiser.data.settings import Language

SENTENCES = ALLOWED | FILES | MEANINGS | REMEDIES | RULES | TELLING
GAP = "{}"
LONGEST = 1000
"""Characters of the longest sentence that is looked for; of a longer one a name within is the most."""
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d.,])")


@lru_cache(maxsize=10_000)
def translate(text: str, language: "Language") -> str:
    """Return a sentence about an input in a language; one that is not known stays in English."""
    if language == "en" or not 0 < len(text) <= LONGEST:
        return text
    if text in SENTENCES:
        return SENTENCES[text]
    for pattern, danish in _templates():
        if found := pattern.fullmatch(text):
            return danish.format(*(translate(part, language) for part in found.groups()))
    return _THOUSANDS.sub(lambda number: number[0].replace(",", "."), text)


def translate_remark(sentence: str, language: "Language") -> str:
    """Return a finding that was kept as one sentence (`Finding.sentence`) in a language, as far as its parts are known.

    It is where the finding is, then what must hold, then what to do; names are as they were written.
    """
    where, colon, said = sentence.partition(": ")
    whole = translate(said, language)
    parts = [whole] if whole != said else [translate(part, language) for part in said.split("; ")]
    return f"{where}{colon}{'; '.join(parts)}"


@cache
def _templates() -> list[tuple[re.Pattern[str], str]]:
    """The sentences with gaps, those with most words of their own first: of two that fit, that one is meant."""
    gapped = {english: danish for english, danish in SENTENCES.items() if GAP in english}
    ordered = sorted(gapped.items(), key=lambda pair: -len(pair[0].replace(GAP, "")))
    return [
        (re.compile("(.*?)".join(map(re.escape, english.split(GAP))), re.DOTALL), danish) for english, danish in ordered
    ]
