"""What people read in one language: sentences, dates, names and their order."""

from dataclasses import dataclass
from datetime import datetime

from optimiser.data.settings import Language
from optimiser.report.phrases import either
from optimiser.report.speaking import Speaking


@dataclass(frozen=True)
class Telling(Speaking):
    """Tells in one language."""

    language: Language

    def date(self, moment: str) -> str:
        """The day of an ISO time in words; what is no time as it is."""
        try:
            day = datetime.fromisoformat(moment)
        except ValueError:
            return moment
        month = self.say("months").split()[day.month - 1]
        return self.say("day", day=day.day, month=month, year=day.year)

    def name(self, da: str, en: str, otherwise: str) -> str:
        """A name in the language; in the other, or what it goes by, where there is none."""
        return either(self.language, da, en) or otherwise
