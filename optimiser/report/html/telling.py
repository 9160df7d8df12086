"""What people read in one language: sentences, numbers as cells of a table, dates, the order of names."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from optimiser.data.cells import as_text
from optimiser.data.settings import Language
from optimiser.report.html.table import Cell
from optimiser.report.numbers import gain_kr
from optimiser.report.phrases import either
from optimiser.report.speaking import Speaking


@dataclass(frozen=True)
class Telling(Speaking):
    """Tells in one language."""

    language: Language

    def whole(self, value: float | None) -> Cell:
        """A number without decimals."""
        return Cell(self.numbers.plain(value), value)

    def decimal(self, value: float | None, decimals: int = 1) -> Cell:
        """A number with decimals."""
        return Cell(self.numbers.plain(value, decimals), value)

    def millions(self, value: float | None, decimals: int = 1) -> Cell:
        """A number in millions; the unit stands in the column's title."""
        return Cell(self.numbers.millions(value, decimals), value)

    def net_gain(self, figures: Mapping[Any, Any]) -> Cell:
        """The net gain in millions, as the costs beside it leave it."""
        return Cell(self.numbers.millions(gain_kr(figures)), figures["net_gain_kr"])

    def millions_of(self, total: float, values: Sequence[float], decimals: int = 1) -> list[Cell]:
        """Numbers in millions that add up to their total as it is shown."""
        texts = self.numbers.millions_of(total, values, decimals)
        return [Cell(text, value) for text, value in zip(texts, values, strict=True)]

    def percents_of(self, total: float, values: Sequence[float]) -> list[Cell]:
        """What part of their total each number is; together 100.0 %."""
        if not total:
            return [self.percent(None) for _ in values]
        texts = self.numbers.parts(100.0, [value / total * 100 for value in values])
        return [Cell(f"{text} %", value / total) for text, value in zip(texts, values, strict=True)]

    def change(self, value: float | None, decimals: int = 2) -> Cell:
        """A change in millions, with its sign also where it is more."""
        return self._signed(self.numbers.millions(value, decimals), value)

    def change_share(self, share: float | None) -> Cell:
        """A change in percent, with its sign also where it is more."""
        return self._signed(self.numbers.percent(share), share)

    def percent(self, share: float | None, decimals: int = 1) -> Cell:
        """A share in percent."""
        return Cell(self.numbers.percent(share, decimals), share)

    @staticmethod
    def _signed(text: str, value: float | None) -> Cell:
        """What rounds to nothing has no sign."""
        if value is None or not re.search("[1-9]", text):
            return Cell(text.removeprefix("-"), value)
        return Cell(f"+{text}" if value > 0 else text, value)

    def any(self, value: object) -> Cell:
        """Whatever stands in a table of figures: a number with the digits it has, or text."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return Cell(as_text(value))
        decimals = len(f"{value:.6f}".rstrip("0").partition(".")[2])
        return self.decimal(value, decimals)

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
