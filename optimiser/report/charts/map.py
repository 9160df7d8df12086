"""A map of who answers: each municipality in the colour of the centre that answers most of its information."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from optimiser.data.settings import Language
from optimiser.planning.routes import DEPARTMENTS
from optimiser.report.charts.cartogram import Circle, layout
from optimiser.report.charts.colours import HOME, CentreColour, centre_colours, shared
from optimiser.report.charts.draw import draw
from optimiser.report.charts.geometry import Outlines
from optimiser.report.charts.style import INK, WIDTH
from optimiser.report.charts.wording import hover_texts
from optimiser.report.phrases import phrase
from optimiser.result.answering import information_centre, is_home
from optimiser.result.result import Result

__all__ = ["LegendEntry", "centre_colours", "legend", "municipality_map"]

Colours = Mapping[str, CentreColour]
ROOM = 7.0
"""Least radius in pixels of a circle that a letter fits in."""
MARGIN = 3.0


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


def municipality_map(result: Result, language: Language, colours: Colours, outlines: Outlines | None = None) -> str:
    """The map of a result with a plan, as SVG: circles as large as contacts, or the outlines given."""
    marks = _marks(result, language, colours)
    circles = layout(result.instance)
    rows = [{**marks[code], **_circle(circle)} for code, circle in circles.items() if code in marks]
    rows.sort(key=lambda row: -row["size"])
    return draw(_circles(rows, circles), language, *_words(result, language, circles))


def legend(result: Result, colours: Colours, language: Language) -> list[LegendEntry]:
    """The marks on the map of a result: its centres by letter, then who answers themselves."""
    answered = dict(zip(result.centres["centre"], result.centres["contacts"], strict=True))
    marked = list(_marked(result, colours).values())
    entries = [
        LegendEntry(mark.letter, mark.colour, centre, marked.count(centre), float(answered[centre]))
        for centre, mark in colours.items()
        if centre in answered
    ]
    return [*entries, *_homes(result, colours, language)]


def _homes(result: Result, colours: Colours, language: Language) -> list[LegendEntry]:
    """Those that answer their own information contacts: in a centre of their own, or in their departments."""
    marked = _marked(result, colours)
    rows = result.assignments
    found = []
    for centre, name in (("", phrase("map own centre", language)), (DEPARTMENTS, phrase("map departments", language))):
        codes = {code for code, mark in marked.items() if mark == centre}
        home = rows["municipality"].isin(codes) & (rows["form"] == ("unchanged" if centre else "local"))
        if codes:
            found.append(LegendEntry("", HOME, name, len(codes), float(rows[home]["contacts"].sum())))
    return found


def _marked(result: Result, colours: Colours) -> Mapping[str, str]:
    """By municipal code, the centre whose mark it bears; blank for a centre of its own that answers nobody else."""
    return {
        code: centre if centre in colours or centre == DEPARTMENTS or not is_home(result, code, centre) else ""
        for code, centre in information_centre(result).items()
    }


def _marks(result: Result, language: Language, colours: Colours) -> dict[str, dict[str, Any]]:
    """By municipal code, how it is drawn and what it says."""
    told, hosts = hover_texts(result, language), set(shared(result)["seat"])
    neutral = CentreColour("", HOME)
    found = {}
    for code, centre in _marked(result, colours).items():
        mark = colours.get(centre, neutral)
        host = code in hosts
        found[code] = {
            **{"fill": mark.colour, "letter": mark.letter, "ink": mark.ink, "told": told[code]},
            **{"edge": INK if host or not mark.letter else "#ffffff", "thick": 2.5 if host else 0.6},
            "weight": "bold" if host else "normal",
        }
    return found


def _circle(circle: Circle) -> dict[str, Any]:
    return {"x": circle.x, "y": circle.y, "size": 3.14159 * circle.radius**2, "fits": circle.radius >= ROOM}


def _circles(rows: list[dict[str, Any]], circles: Mapping[str, Circle]) -> dict[str, Any]:
    height = max(circle.y + circle.radius for circle in circles.values())
    place = {"x": _axis("x", 0.0, WIDTH), "y": _axis("y", height, 0.0)}
    own = {name: {"field": field, "type": "nominal", "scale": None, "legend": None} for name, field in PAINT.items()}
    return {
        **{"width": WIDTH, "height": height, "data": {"values": rows}, "padding": MARGIN},
        "layer": [
            {
                "mark": {"type": "circle", "aria": True, "opacity": 1, "strokeOpacity": 1},
                "encoding": {
                    **place,
                    **own,
                    "size": {"field": "size", "type": "quantitative", "scale": None},
                    "strokeWidth": {"field": "thick", "type": "quantitative", "scale": None},
                    "description": {"field": "told"},
                },
            },
            *(_letters(place, weight) for weight in ("bold", "normal")),
        ],
    }


PAINT = {"fill": "fill", "stroke": "edge"}


def _letters(place: dict[str, Any], weight: str) -> dict[str, Any]:
    """Letters where they fit; those of hosts in bold."""
    return {
        "transform": [{"filter": f"datum.fits && datum.weight == '{weight}'"}],
        "mark": {"type": "text", "fontWeight": weight, "baseline": "middle", "dy": 0.5},
        "encoding": {
            **place,
            "text": {"field": "letter"},
            "color": {"field": "ink", "type": "nominal", "scale": None},
        },
    }


def _axis(field: str, low: float, high: float) -> dict[str, Any]:
    return {
        **{"field": field, "type": "quantitative", "axis": None},
        "scale": {"domain": [low, high], "nice": False, "zero": False},
    }


def _words(result: Result, language: Language, circles: Mapping[str, Circle]) -> tuple[str, str]:
    names = [result.instance.municipalities[code].name for code, circle in circles.items() if circle.nearer]
    nearer = phrase("map nearer", language, names=", ".join(names)) if names else ""
    title = phrase("map title", language, system=result.instance.system)
    return title, f"{phrase('map description', language)} {nearer}".strip()
