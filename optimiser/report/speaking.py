"""What every teller has in common: one language, its numbers, its sentences."""

from optimiser.data.settings import Language
from optimiser.report.numbers import Numbers
from optimiser.report.phrases import phrase


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
