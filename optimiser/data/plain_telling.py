"""Tell the changes that were made to an instance in the reader's language, whichever they were written in."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from optimiser.data.plain_forms import FORMS
from optimiser.data.plain_names import EVERY_MUNICIPALITY, EVERYTHING, Texts
from optimiser.data.settings import Language
from optimiser.data.translation import GAP, Catalogue

LEVELS: list[Texts] = [{"en": f"level {level}", "da": f"niveau {level}"} for level in range(1, 10)]
NAMED: tuple[Texts, ...] = (
    EVERY_MUNICIPALITY.words,
    EVERYTHING.words,
    *LEVELS,
    {"en": "levels {told}", "da": "niveau {told}"},
    {"en": "{told} and {more}", "da": "{told} og {more}"},
    {"en": "the mandate for {told}", "da": "kravet til {told}"},
    {"en": "{table}: one more row ({cells})", "da": "{table}: en række mere ({cells})"},
)
"""How what a change names is told, and a row that is added."""
_SLOT = re.compile(r"\{(\w+)\}")


def tell_change(change: str, language: Language) -> str:
    """Return a change that was made, as it was told when it was made, in a language.

    A parameter and its value are told alike in both; so is a name.
    """
    return _catalogue(language).find(change) or change


@cache
def _catalogue(language: Language) -> Catalogue:
    """The sentences in the other language by those in it."""
    told = dict(_sentences(language))
    return Catalogue(told, told.keys())


def _sentences(language: Language) -> Iterator[tuple[str, str]]:
    other: Language = "en" if language == "da" else "da"
    for texts in (*(form.sentence for form in FORMS), *NAMED):
        yield _with_gaps(texts, other), _with_places(texts, other, language)


def _with_gaps(texts: Mapping[Language, str], language: Language) -> str:
    return _SLOT.sub(GAP, texts[language])


def _with_places(texts: Mapping[Language, str], known: Language, wanted: Language) -> str:
    """A sentence with each slot by its place in the one that is known."""
    places = {name: place for place, name in enumerate(_SLOT.findall(texts[known]))}
    return _SLOT.sub(lambda slot: f"{{{places[slot[1]]}}}", texts[wanted])
