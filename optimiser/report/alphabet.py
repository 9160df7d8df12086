"""The order of names in each language, as dictionaries have it and as the browser sorts a table of the page."""

import re
import unicodedata
from collections.abc import Mapping

from optimiser.data.settings import Language

SortKey = tuple[str, str, str]

AS_SORTED: Mapping[Language, Mapping[int, str]] = {
    "da": str.maketrans({"æ": "\ue000", "ä": "\ue000", "ø": "\ue001", "ö": "\ue001", "å": "\ue002", "ü": "y"}),
    "en": str.maketrans({"æ": "ae", "ø": "o", "œ": "oe"}),
}
"""What a letter is sorted as: in Danish æ, ø and å come after z, as letters of private use do."""


def sort_key(name: str, language: Language) -> SortKey:
    """Return what to sort a name by: its letters, then their accents, then capitals.

    In Danish aa is å; 2 comes before 12.
    """
    folded = unicodedata.normalize("NFC", name).casefold()
    letters = folded.replace("aa", "å") if language == "da" else folded
    apart = unicodedata.normalize("NFKD", letters.translate(AS_SORTED[language]))
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return re.sub(r"\d+", lambda digits: digits[0].zfill(20), plain), folded, name
