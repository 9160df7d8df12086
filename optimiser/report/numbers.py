"""Numbers as people read them, in Danish (3.351,2 mio. kr.) and in English (3,351.2 million kr.)."""

from dataclasses import dataclass

import numpy as np

from optimiser.data.settings import Language

NONE = "–"
"""Stands where there is no number."""

ROUNDING = 1e-9
"""Shares below this mean nothing: they are a few hundredths of a krone of a large budget."""

SMALL_KR = 50_000
"""Amounts below this are told in kr."""

_MILLION = {"da": "mio.", "en": "million"}
_SWAP = str.maketrans(",.", ".,")


@dataclass(frozen=True)
class Numbers:
    """Writes numbers in one language."""

    language: Language

    def plain(self, value: float | None, decimals: int = 0) -> str:
        """A number with thousands set off: 3,351.2 or 3.351,2."""
        if value is None:
            return NONE
        text = f"{value:,.{decimals}f}"
        return text.translate(_SWAP) if self.language == "da" else text

    def millions(self, value: float | None, decimals: int = 1) -> str:
        """A number in millions, without a unit: 3,351.2."""
        return NONE if value is None else self.plain(value / 1e6, decimals)

    def thousands(self, value: float | None) -> str:
        """A number in thousands, without a unit and without a sign where it rounds to nothing: 3,351."""
        return NONE if value is None else self.plain(round(value / 1e3) + 0)

    def million_kr(self, value: float | None) -> str:
        """An amount: 3,351.2 million kr.; in kr. where in millions it would round to nothing."""
        if value is not None and 0 < abs(value) < SMALL_KR:
            return f"{self.plain(round(value))} kr."
        return f"{self.millions(value)} {_MILLION[self.language]} kr."

    def percent(self, share: float | None, decimals: int = 1) -> str:
        """A share in percent: 4.3 %."""
        return NONE if share is None else f"{self.plain(share * 100, decimals)} %"

    def gap(self, share: float | None) -> str:
        """A small share in percent with two digits that count: 0.0048 %, 1.2 %; 0 only if it is 0.

        What is smaller than ROUNDING is told to be so, as it is no more than what rounding leaves.
        """
        if not share:
            return self.percent(share, 0)
        if abs(share) < ROUNDING:
            return f"< {self.gap(ROUNDING)}"
        text = np.format_float_positional(share * 100, precision=2, fractional=False, trim="-")
        return f"{text.replace('.', ',') if self.language == 'da' else text} %"
