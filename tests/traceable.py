"""Numbers in sentences, and the figures of some JSON as sentences may round them."""

import re
from math import ceil, floor
from typing import Any

from optimiser.data.settings import Language
from optimiser.report.localizer import Numbers, apart_kr


def told(text: str) -> set[str]:
    """The numbers of a text; what is part of a name (L4, a path) is none."""
    return {found.rstrip(".,") for found in re.findall(r"(?<![\w.,/−-])[−-]?\d[\d.,]*\d|(?<![\w.,/−-])[−-]?\d", text)}


def figures(entry: Any) -> list[float]:
    """Every number of some JSON, and how long each of its lists is."""
    if isinstance(entry, bool) or entry is None or isinstance(entry, str):
        return []
    if isinstance(entry, int | float):
        return [float(entry)]
    inner = entry.values() if isinstance(entry, dict) else entry
    paid = isinstance(entry, dict) and {"today_kr", "after_kr"} <= entry.keys()
    return [
        *([float(apart_kr(entry["after_kr"], entry["today_kr"]))] if paid else []),  # as both are shown
        *([float(len(entry))] if isinstance(entry, list) else []),
        *(one for each in inner for one in figures(each)),
    ]


def as_told(entry: Any, language: Language) -> set[str]:
    """The numbers of some JSON as they may be told: whole, in thousands, in millions, to an øre, in percent."""
    numbers = Numbers(language)
    return {text for value in figures(entry) for text in _as_told(value, numbers)}


def _as_told(value: float, numbers: Numbers) -> set[str]:
    plain = {numbers.plain(value), numbers.plain(abs(value))}
    plain |= {numbers.plain(way(value / 1000)) for way in (floor, ceil)}  # parts are rounded so that they add up
    plain |= {numbers.plain(value, decimals) for decimals in (1, 2)} | {numbers.gap(value).removesuffix(" %")}
    return plain | {numbers.millions(each, decimals) for each in (value, abs(value)) for decimals in (1, 2)}
