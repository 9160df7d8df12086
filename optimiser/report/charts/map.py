"""A map of who answers: each municipality in the colour of the centre that answers most of its information."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum, pi
from typing import TYPE_CHECKING, Any

from optimiser.data.instance import Instance
from optimiser.data.settings import Language
from optimiser.planning.routes import DEPARTMENTS
from optimiser.report.charts.cartogram import Circle, layout
from optimiser.report.charts.colours import AS_TODAY, OWN, CentreColour, centre_colours, shared
from optimiser.report.charts.draw import draw
from optimiser.report.charts.style import INK, QUIET, WIDTH
from optimiser.report.charts.wording import hover_texts
from optimiser.report.phrases import phrase
from optimiser.result.answering import information_centre
from optimiser.result.result import Result

if TYPE_CHECKING:
    from optimiser.report.charts.outlines import Outlines

__all__ = ["LegendEntry", "centre_colours", "legend", "municipality_map"]

Colours = Mapping[str, CentreColour]
Mark = dict[str, Any]
"""What a municipality is drawn with."""

OWN_CENTRE = ""
"""Stands for the centre of a municipality whose own centre answers nobody else."""
HOMES = {
    OWN_CENTRE: ("local", "map own centre", OWN),
    DEPARTMENTS: ("unchanged", "map departments", AS_TODAY),
}
"""Form, phrase and colour of those that answer their own citizens."""
ROOM = 6.0
"""Least radius in pixels of a circle that a letter fits in."""
MARGIN = 3
LETTERS = {"fontSize": 11, "baseline": "middle", "dy": 0.5}
PAPER = "#ffffff"


def _as_is(field: str) -> dict[str, Any]:
    """A field that holds a colour or a number of pixels, not something to be mapped to one."""
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


PAINT = {
    "fill": _as_is("fill"),
    "stroke": _as_is("edge"),
    "strokeWidth": {**_as_is("thick"), "type": "quantitative"},
    "description": {"field": "told"},
}
"""How a municipality is coloured, and what is read out."""


@dataclass(frozen=True)
class LegendEntry:
    """A mark of the map: whose it is, how many municipalities bear it, contacts a year answered there.

    `letter` is blank where municipalities answer themselves.
    """

    letter: str
    colour: str
    name: str
    municipalities: int
    contacts: float


def municipality_map(result: Result, language: Language, colours: Colours, outlines: "Outlines | None" = None) -> str:
    """The map of a result with a plan, as SVG: circles as large as contacts, or the outlines given.

    Circles also where the outlines lack one of its municipalities.
    """
    title = phrase("map title", language, system=result.instance.system)
    told = (title, phrase("map description", language))
    return drawn(result.instance, language, _marks(result, language, colours), outlines, told)


def drawn(
    instance: Instance,
    language: Language,
    marks: Mapping[str, Mark],
    outlines: "Outlines | None",
    told: tuple[str, str],
) -> str:
    """Municipalities by code as marks say they look: on the outlines given, or as circles; `told` is title and text."""
    if outlines is not None and marks.keys() <= outlines.by_code.keys():
        return _of_outlines(instance, language, marks, outlines, told)
    return _of_circles(instance, language, marks, told)


def legend(result: Result, colours: Colours, language: Language) -> list[LegendEntry]:
    """The marks on the map of a result: its centres by letter, then who answers themselves."""
    answered = {line.centre: line.contacts for line in result.lines.centres}
    marked = list(_marked(result, colours).values())
    entries = [
        LegendEntry(mark.letter, mark.colour, centre, marked.count(centre), answered[centre])
        for centre, mark in colours.items()
        if centre in answered
    ]
    return [*entries, *_homes(result, colours, language)]


def _homes(result: Result, colours: Colours, language: Language) -> list[LegendEntry]:
    """Those that answer their own information contacts: in a centre of their own, or in their departments."""
    marked, found = _marked(result, colours), []
    for mark, (form, name, colour) in HOMES.items():
        codes = {code for code, other in marked.items() if other == mark}
        answers = (line for line in result.lines.assignments if line.municipality in codes and line.form == form)
        contacts = fsum(line.contacts for line in answers)
        if codes:
            found.append(LegendEntry("", colour, phrase(name, language), len(codes), contacts))
    return found


def _marked(result: Result, colours: Colours) -> Mapping[str, str]:
    """By municipal code, the centre whose mark it bears; OWN_CENTRE where its own centre answers nobody else."""
    return {
        code: centre if centre in colours or centre == DEPARTMENTS else OWN_CENTRE
        for code, centre in information_centre(result.lines.assignments, result.instance).items()
    }


def _marks(result: Result, language: Language, colours: Colours) -> dict[str, Mark]:
    """By municipal code, how it is drawn and what it says."""
    told, hosts = hover_texts(result, language), {line.seat for line in shared(result)}
    neutral = {mark: CentreColour("", colour) for mark, (_, _, colour) in HOMES.items()}
    found = {}
    for code, centre in _marked(result, colours).items():
        mark = colours.get(centre) or neutral[centre]
        edge = (
            {"edge": INK, "thick": 2.5}
            if code in hosts
            else {"edge": QUIET if not mark.letter else PAPER, "thick": 0.7}
        )
        words = {"letter": mark.letter, "ink": mark.ink, "bold": code in hosts, "told": told[code]}
        found[code] = {"fill": mark.colour, **edge, **words}
    return found


def _of_circles(instance: Instance, language: Language, marks: Mapping[str, Mark], told: tuple[str, str]) -> str:
    circles = layout(instance)
    rows = [{**mark, **_room(circles[code])} for code, mark in marks.items()]
    rows.sort(key=lambda row: -row["size"])
    height = max(circle.y + circle.radius for circle in circles.values())
    layer = {
        "data": {"values": rows},
        "mark": {"type": "circle", "aria": True, "opacity": 1},
        "encoding": {**_place(height), **PAINT, "size": {"field": "size", "type": "quantitative", "scale": None}},
    }
    nearer = [code for code, circle in circles.items() if circle.nearer]
    words = _words(instance, language, told, phrase("map of circles", language), nearer)
    return draw(_spec(height, layer, rows), language, *words)


def _of_outlines(
    instance: Instance, language: Language, marks: Mapping[str, Mark], outlines: "Outlines", told: tuple[str, str]
) -> str:
    """Hosts last: their heavy outlines lie above their neighbours'."""
    rows = [{**mark, **_room(outlines.rooms[code]), **outlines.feature(code)} for code, mark in marks.items()]
    rows.sort(key=lambda row: float(row["thick"]))
    layer = {
        "data": {"values": rows},
        "projection": {"type": "identity", "scale": 1, "translate": [0, 0]},
        "mark": {"type": "geoshape", "aria": True, "strokeJoin": "round"},
        "encoding": PAINT,
    }
    nearer = sorted(outlines.nearer & marks.keys())
    words = _words(instance, language, told, phrase("map of outlines", language), nearer)
    return draw(_spec(outlines.height, layer, rows), language, *words)


def _room(circle: Circle) -> Mark:
    """Where a letter stands, and whether it fits."""
    return {"x": circle.x, "y": circle.y, "size": pi * circle.radius**2, "fits": circle.radius >= ROOM}


def _spec(height: float, layer: Mapping[str, Any], rows: list[Mark]) -> dict[str, Any]:
    """A layer of shapes, and the letters above them where they fit; those of hosts in bold."""
    letters = [
        {
            "data": {"values": [_letter(row) for row in rows if row["fits"] and row["letter"] and row["bold"] == bold]},
            "mark": {"type": "text", "fontWeight": "bold" if bold else "normal", **LETTERS},
            "encoding": {**_place(height), "text": {"field": "letter"}, "color": _as_is("ink")},
        }
        for bold in (True, False)
    ]
    return {"width": WIDTH, "height": height, "padding": MARGIN, "layer": [layer, *letters]}


def _letter(row: Mark) -> Mark:
    return {name: row[name] for name in ("x", "y", "letter", "ink")}


def _place(height: float) -> dict[str, Any]:
    """Pixels as they are, y downwards."""
    ends = {"x": [0, WIDTH], "y": [height, 0]}
    return {
        axis: {
            **{"field": axis, "type": "quantitative", "axis": None},
            "scale": {"domain": domain, "nice": False, "zero": False},
        }
        for axis, domain in ends.items()
    }


def _words(
    instance: Instance, language: Language, told: tuple[str, str], kind: str, nearer: Iterable[str]
) -> tuple[str, str]:
    """Title and description; `nearer` are codes of municipalities that were moved over an empty stretch."""
    names = ", ".join(instance.municipalities[code].name for code in nearer)
    moved = phrase("map nearer", language, names=names) if names else ""
    title, description = told
    return title, f"{kind} {description} {moved}".strip()
