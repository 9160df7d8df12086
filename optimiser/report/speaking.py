"""What every teller has in common: one language, its numbers, its sentences."""

from collections.abc import Sequence

from optimiser.data.cells import as_text
from optimiser.data.settings import Language
from optimiser.report.alphabet import SortKey, sort_key
from optimiser.report.numbers import NONE, Numbers
from optimiser.report.phrases import phrase

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


class Speaking:
    """Tells things in one language; the dataclass that inherits from it holds which."""

    language: Language

    @property
    def numbers(self) -> Numbers:
        """Numbers in the language."""
        return Numbers(self.language)

    def say(self, name: str, /, **figures: object) -> str:
        """A sentence in the language, with its figures filled in."""
        return phrase(name, self.language, **figures)

    def setting(self, value: object) -> str:
        """A setting as it is written in files, with the language's decimal mark."""
        text = as_text(value)
        return text.replace(".", ",") if self.language == "da" and isinstance(value, float) else text or NONE

    def time_limit(self, seconds: float) -> str:
        """A time limit in seconds as it was asked for; rounded, half a second would be none."""
        return self.numbers.plain(seconds) if float(seconds).is_integer() else self.setting(float(seconds))

    def in_plans_found(self, off_kr: float | None) -> str:
        """What is said after an amount that may be off by so much, or by what is not known; blank if it is exact."""
        return self.say("in the plans found") if off_kr is None or off_kr >= A_KRONE else ""

    def listed(self, texts: Sequence[str]) -> str:
        """Texts as a list in a sentence: a, b and c."""
        *first, last = texts
        return self.say("and", first=", ".join(first), last=last) if first else last

    def order(self, name: str) -> SortKey:
        """Return what to sort a name by in the language."""
        return sort_key(name, self.language)

    def some(self, texts: Sequence[str], most: int) -> str:
        """Texts set apart by commas; beyond `most` of them, how many more there are."""
        if len(texts) <= most:
            return ", ".join(texts)
        return self.say("and more", some=", ".join(texts[:most]), count=len(texts) - most)

    def unit(self, unit: str) -> str:
        """The unit of a figure; one that is not known here is told as it is."""
        return self.say(UNITS[unit]) if unit in UNITS else unit
