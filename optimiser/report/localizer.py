"""Everything a report says in one language: sentences, numbers, lists, dates, names and their order."""

from collections.abc import Sequence
from datetime import datetime

from optimiser.data.cells import as_text
from optimiser.data.settings import Language
from optimiser.report.alphabet import SortKey, sort_key
from optimiser.report.numbers import NONE, Numbers
from optimiser.report.phrases import either, phrase

A_KRONE = 1.0
"""What is less is no difference."""
UNITS = {
    "1-9": "book unit level",
    "persons": "book unit persons",
    "degrees": "book unit degrees",
    "minutes": "book unit minutes",
    "seconds": "book seconds unit",
    "years": "book years",
    "hours/week": "book unit hours",
    "share": "book unit share",
    "ratio": "book unit ratio",
    "contacts/year": "book contacts a year",
    "per 1000 contacts": "per thousand contacts",
    "kr.": "book kr.",
    "kr./year": "book kr. a year",
    "kr./contact": "book unit kr. a contact",
    "FTE": "book fte unit",
    "municipalities": "book municipalities unit",
    "centres": "book centres unit",
    "entry points": "book entry points unit",
    "hours/year": "book hours unit",
    "agents": "book unit agents",
    "plans": "book unit plans",
}
"""The units that columns of an instance and of the output are declared in."""


class Localizer:
    """Says things in one language; a dataclass that inherits from it has the language as a field of its own."""

    language: Language

    def __init__(self, language: Language) -> None:
        self.language = language

    @property
    def numbers(self) -> Numbers:
        """Return what writes numbers in the language."""
        return Numbers(self.language)

    def say(self, name: str, /, **figures: object) -> str:
        """Return a sentence in the language, with its figures filled in."""
        return phrase(name, self.language, **figures)

    def write_setting(self, value: object) -> str:
        """Return a setting as it is written in files, with the language's decimal mark."""
        text = as_text(value)
        return text.replace(".", ",") if self.language == "da" and isinstance(value, float) else text or NONE

    def time_limit(self, seconds: float) -> str:
        """Return a time limit in seconds as it was asked for; rounded, half a second would be none."""
        return self.numbers.plain(seconds) if float(seconds).is_integer() else self.write_setting(float(seconds))

    def in_plans_found(self, off_kr: float | None) -> str:
        """Return what is said after an amount that may be off by so much or by the unknown; blank if it is exact."""
        return self.say("in the plans found") if off_kr is None or off_kr >= A_KRONE else ""

    def join_list(self, texts: Sequence[str]) -> str:
        """Return texts as a list in a sentence: a, b and c."""
        *first, last = texts
        return self.say("and", first=", ".join(first), last=last) if first else last

    def sort_key_of(self, name: str) -> SortKey:
        """Return what to sort a name by in the language."""
        return sort_key(name, self.language)

    def join_some(self, texts: Sequence[str], most: int) -> str:
        """Return texts set apart by commas; beyond `most` of them, how many more there are."""
        if len(texts) <= most:
            return ", ".join(texts)
        return self.say("and more", some=", ".join(texts[:most]), count=len(texts) - most)

    def write_unit(self, unit: str) -> str:
        """Return the unit of a figure; one that is not known here is told as it is."""
        return self.say(UNITS[unit]) if unit in UNITS else unit

    def write_date(self, moment: str) -> str:
        """Return the day of an ISO time in words; what is no time as it is."""
        try:
            day = datetime.fromisoformat(moment)
        except ValueError:
            return moment
        month = self.say("months").split()[day.month - 1]
        return self.say("day", day=day.day, month=month, year=day.year)

    def choose_name(self, da: str, en: str, otherwise: str) -> str:
        """Return a name in the language; in the other, or what it goes by, where there is none."""
        return either(self.language, da, en) or otherwise
