"""How all charts look: quiet lines, dark words, colours that colour-blind readers tell apart."""

from typing import Any

from optimiser.data.settings import Language
from optimiser.report.numbers import Number, Numbers

INK = "#1f2933"
QUIET = "#5f6b76"
LINE = "#d5dade"
GAIN = "#0072B2"
COST = "#D55E00"
TOTAL = "#3d4852"
WIDTH = 480
"""Width of a chart in pixels: so narrow that its words are still read on a telephone."""
PLOT = WIDTH - 50
"""Width of what is drawn in a chart with an axis at its left."""
TEXT = 13
"""Size of the words in pixels."""
SMALL = 12
"""Size of the words beside what the chart is about: axes and notes."""

AxisRange = tuple[float, float]
"""The ends of an axis, in its unit."""

CONFIG: dict[str, Any] = {
    "background": None,
    "font": "sans-serif",
    "view": {"stroke": None},
    "mark": {"aria": False, "tooltip": None},
    "text": {"fontSize": TEXT, "fill": INK},
    "axis": {
        **{"aria": False, "domain": False, "ticks": False, "gridColor": LINE, "gridWidth": 1, "labelPadding": 6},
        **{
            "labelFontSize": SMALL,
            "labelFlush": False,
            "labelColor": QUIET,
            "titleFontSize": SMALL,
            "titleColor": QUIET,
        },
        **{"titleFontWeight": "normal", "titlePadding": 8},
    },
}
"""Marks are silent unless a chart gives them words: `aria` true and a `description`."""


def signed_millions(kr: Number, language: Language) -> str:
    """A change in millions with its sign: +18.8 or −254.0; without one where it is 0 as written."""
    text = Numbers(language).millions(kr).removeprefix("-")
    changes = any(digit in text for digit in "123456789")
    return ("−" if kr < 0 else "+") + text if changes else text
