"""The same colour and letter for the same centre in every map of a comparison."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from string import ascii_uppercase

from optimiser.data.run_tables import CentreLine
from optimiser.result.result import Result

PALETTE = (
    *("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00"),
    *("#332288", "#DDCC77", "#882255", "#999933", "#44AA99", "#AA4499"),
    *("#117733", "#F0E442", "#CC6677", "#8C510A"),
)
"""Okabe and Ito's colours, then Tol's: told apart by the colour-blind, the first most easily."""
OTHER = "#8a939b"
"""A centre beyond the palette: its letter tells it from others."""
OWN = "#f3f1ea"
"""A municipality whose own centre answers it and nobody else."""
AS_TODAY = "#cfd4d9"
"""A municipality whose departments answer, as today."""


@dataclass(frozen=True)
class CentreColour:
    """How a centre is marked: a letter, and a colour as #rrggbb."""

    letter: str
    colour: str

    @property
    def ink(self) -> str:
        """Black or white, whichever is read more easily on the colour."""
        red, green, blue = (_linear(int(self.colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
        return "#000000" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 else "#ffffff"


def _linear(channel: float) -> float:
    return float(channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4)


def centre_colours(results: Iterable[Result]) -> Mapping[str, CentreColour]:
    """By centre, its mark; the centres that answer for others in any of the results, the largest first.

    No two have the same letter, and no two of one map the same colour but OTHER.
    """
    maps = [{line.centre: line.contacts for line in shared(result)} for result in results]
    largest: dict[str, float] = {}
    for contacts in maps:
        for name, count in contacts.items():
            largest[name] = max(count, largest.get(name, count))
    found: dict[str, CentreColour] = {}
    for name, letter in zip(sorted(largest, key=lambda name: (-largest[name], name)), _letters(), strict=False):
        found[name] = CentreColour(letter, _free_colour(name, found, maps))
    return found


def _free_colour(name: str, found: Mapping[str, CentreColour], maps: Iterable[Collection[str]]) -> str:
    """A colour no centre has yet; where there is none, one that no centre on the same maps has."""
    beside = set[str]().union(*(centres for centres in maps if name in centres))
    taken = {mark.colour for mark in found.values()}
    taken_beside = {mark.colour for centre, mark in found.items() if centre in beside}
    unused = (colour for colour in PALETTE if colour not in taken)
    return next(unused, None) or next((colour for colour in PALETTE if colour not in taken_beside), OTHER)


def shared(result: Result) -> list[CentreLine]:
    """The open centres that answer for others than their seat."""
    return [line for line in result.lines.centres if line.municipalities > 1 or line.kind != "local"]


def _letters() -> Iterator[str]:
    """A to Z, then AA, AB and so on."""
    for first in ("", *ascii_uppercase):
        yield from (first + letter for letter in ascii_uppercase)
