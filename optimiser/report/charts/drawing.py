"""How charts are drawn: style, Vega-Lite to safe SVG, names that hide nothing, and horizontal bars."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import ceil
from typing import Any, Literal
from xml.etree import ElementTree as Xml

import vl_convert

from optimiser.data.settings import Language
from optimiser.report.localizer import Number, Numbers

# ---- How all charts look: quiet lines, dark words, colours that colour-blind readers tell apart ----


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


def signed_millions(kr: Number, language: Language, decimals: int = 1) -> str:
    """A change in millions with its sign: +18.8 or −254.0; without one where it is 0 as written."""
    text = Numbers(language).millions(kr, decimals)
    changes = any(digit in text for digit in "123456789")
    return f"+{text}" if changes and kr > 0 else text


# ---- From a Vega-Lite specification to SVG text that may stand in an HTML page --------------------

# The SVG holds no script, no event attribute and no reference to anything outside. It scales with the page.
# Each mark that says something has the class `mark` and an `aria-label`, which may have several lines; one of
# them has `tabindex="0"`, the others `-1`, so that a chart is one stop of the Tab key.


LARGEST = 1.2
"""How many times its size in the specification a chart grows where the page has room."""
Spec = Mapping[str, Any]
"""A Vega-Lite specification."""

_SVG = "http://www.w3.org/2000/svg"
_LOCALES: Mapping[Language, Literal["da-DK", "en-US"]] = {"da": "da-DK", "en": "en-US"}
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[-+]?\d+)?")
_MEASURES = frozenset(("d", "transform", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "dy", "stroke-width"))
_NOISE = frozenset(
    ("class", "role", "aria-roledescription", "pointer-events", "font-family", "stroke-miterlimit", "clip-path")
)
_DEFAULTS = {"opacity": "1", "transform": "translate(0,0)", "font-weight": "normal", "text-anchor": "start"}

Xml.register_namespace("", _SVG)


def draw(spec: Spec, language: Language, title: str, description: str) -> str:
    """The SVG of a chart, named `title` and described for those who do not see it."""
    whole = _clean({"background": None, **spec, "config": CONFIG})
    text = vl_convert.vegalite_to_svg(whole, format_locale=_LOCALES[language], allowed_base_urls=[])
    svg = Xml.fromstring(text)  # noqa: S314 - Vega wrote it: no document type, no entities
    _tidy(svg)
    _one_tab_stop(svg)
    _introduce(svg, _clean(title), _clean(description))
    return Xml.tostring(svg, encoding="unicode")


def _clean(part: Any) -> Any:
    """A part of a specification without signs that XML does not know; a NUL would end the whole program."""
    if isinstance(part, str):
        return _NOT_XML.sub("", part)
    if isinstance(part, Mapping):
        return {name: _clean(held) for name, held in part.items()}
    return [_clean(held) for held in part] if isinstance(part, list) else part


def _tidy(element: Xml.Element) -> None:
    """Leave out what shows nothing, clips that cut off nothing, and Vega's English words for its parts."""
    for child in list(element):
        if _shows(child):
            _tidy(child)
        if not _shows(child):
            element.remove(child)
    _attributes(element)
    for child in list(element):
        if child.tag == f"{{{_SVG}}}g" and not child.attrib:
            place = list(element).index(child)
            element[place : place + 1] = list(child)


def _shows(element: Xml.Element) -> bool:
    if element.tag == f"{{{_SVG}}}g":
        return len(element) > 0
    background = element.get("class") in ("background", "foreground")
    return not (background or element.get("display") == "none" or element.tag == f"{{{_SVG}}}defs")


def _attributes(element: Xml.Element) -> None:
    label = element.get("aria-label")
    kept = {name: _short(name, value) for name, value in element.attrib.items() if name not in _NOISE}
    element.attrib.clear()
    element.attrib.update({name: value for name, value in kept.items() if _DEFAULTS.get(name) != value})
    if element.tag == f"{{{_SVG}}}text" and "stroke" in element.attrib:
        element.set("paint-order", "stroke")  # the letters above their halo
    if label is not None:
        element.attrib.update({"class": "mark", "role": "img", "tabindex": "-1"})
    elif element.get("aria-hidden") == "true" and element.tag == f"{{{_SVG}}}g":
        element.set("pointer-events", "none")  # a letter must not hide the circle it stands on from the pointer


def _short(name: str, value: str) -> str:
    """A measure to a tenth of a pixel: finer is not seen, and a page holds thousands."""
    return _NUMBER.sub(lambda found: f"{round(float(found[0]), 1) + 0.0:g}", value) if name in _MEASURES else value


def _one_tab_stop(svg: Xml.Element) -> None:
    first = next((element for element in svg.iter() if element.get("class") == "mark"), None)
    if first is not None:
        first.set("tabindex", "0")


def _introduce(svg: Xml.Element, title: str, description: str) -> None:
    """Name and describe the chart. Its name is no `title` element: browsers show that over every mark."""
    width, height = (ceil(float(svg.attrib[side])) for side in ("width", "height"))
    told = Xml.Element(f"{{{_SVG}}}desc")
    told.text = description
    svg.attrib.clear()
    svg.attrib.update(
        {
            **{"class": "chart", "viewBox": f"0 0 {width} {height}", "width": "100%"},
            **{"style": f"max-width:{round(LARGEST * width)}px;height:auto", "font-family": "inherit"},
            **{"role": "group", "aria-label": title},
        }
    )
    svg.insert(0, told)


# ---- Names beside points, placed so that they hide neither each other nor a point -----------------


Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""
LONGEST = 220
"""Longest name in pixels; of a longer one the beginning is written."""
LETTER = 0.54
"""Width of a letter as a part of its height."""
LINE_HEIGHT = 15
"""Height in pixels of each line of a name."""
ASTRAY = 2.0
"""What a pixel farther from its point costs a name, in square pixels that it hides of others."""
HALO = 3
"""Width in pixels of the white around letters that stand on colours; half of it lies outside them."""
LED = 12.0
"""A name farther from its point than this, in pixels, is led to by a line."""


@dataclass(frozen=True)
class LabelPoint:
    """A point in pixels, y downwards, and the name that is to stand beside it, in lines of letters of a size."""

    x: float
    y: float
    radius: float
    name: str
    font: int = TEXT


@dataclass(frozen=True)
class Label:
    """A name at `x`, `y`, the middle of its `align` side, in pixels.

    `far` is how far it stands from the edge of its point, `cost` how badly it stands there.
    """

    point: LabelPoint
    x: float
    y: float
    align: str
    far: float
    cost: float


def labels(points: Sequence[LabelPoint], size: tuple[float, float], lines: Iterable[Box] = ()) -> list[Label]:
    """A label for each point, in the order given: each where it hides least of what is there already.

    `size` is that of the chart in pixels; `lines` are boxes around what else is not to be hidden.
    """
    taken = [*map(around, points), *lines]
    found = []
    for point in points:
        reach = _reach(point)
        near = [box for box in taken if _shared(box, reach)]
        candidates = [_candidate(point, step, near, (0.0, 0.0, *size)) for step in _steps(point)]
        label = min(candidates, key=lambda candidate: candidate.cost)
        found.append(label)
        taken.append(_box(label))
    return found


def label_layers(found: Sequence[Label], *, halo: bool = False) -> list[dict[str, Any]]:
    """The layers that write the names, with a line to each that stands far from its point.

    With a `halo`, white around the letters, they are read on any colour.
    """
    rows = [
        {
            "x": each.x,
            "y": _first_line(each),
            "align": each.align,
            "font": each.point.font,
            "name": each.point.name.split("\n"),
        }
        for each in found
    ]
    led = [{"x": each.point.x, "y": each.point.y, "x2": each.x, "y2": each.y} for each in found if each.far > LED]
    text = {"type": "text", "baseline": "middle", "limit": LONGEST, "lineHeight": LINE_HEIGHT}
    if halo:
        text |= {"stroke": "#ffffff", "strokeWidth": HALO, "strokeJoin": "round"}
    return [
        {
            "data": {"values": led},
            "mark": {"type": "rule", "color": QUIET, "strokeWidth": 0.7},
            "encoding": _at("x", "y", "x2", "y2"),
        },
        {
            "data": {"values": rows},
            "mark": {**text, "align": {"expr": "datum.align"}, "fontSize": {"expr": "datum.font"}},
            "encoding": {**_at("x", "y"), "text": {"field": "name"}},
        },
    ]


def _at(*channels: str) -> dict[str, Any]:
    """Each channel at the pixel that the field of its name tells."""
    return {channel: {"value": {"expr": f"datum.{channel}"}} for channel in channels}


def around(point: LabelPoint) -> Box:
    """The box that a point itself takes."""
    return point.x - point.radius, point.y - point.radius, point.x + point.radius, point.y + point.radius


def _steps(point: LabelPoint) -> Iterator[tuple[float, float, str]]:
    """The places tried: to the right, the left, above and below, and farther away."""
    high = _high(point) / 2
    for far in (4.0, 14.0, 26.0, 40.0):
        aside, up = point.radius + far, point.radius + far + high - 2
        yield from ((aside, 0.0, "left"), (-aside, 0.0, "right"), (0.0, -up, "center"), (0.0, up, "center"))
        yield from ((east, south, "center") for east in (aside, -aside) for south in (-up, up))
        for slope in (0.35, 0.7):
            yield from ((aside, -up * slope, "left"), (aside, up * slope, "left"))
            yield from ((-aside, -up * slope, "right"), (-aside, up * slope, "right"))


def _reach(point: LabelPoint) -> Box:
    """The box around all places tried: what lies outside is hidden by none of them."""
    boxes = [_box(Label(point, point.x + dx, point.y + dy, align, 0.0, 0.0)) for dx, dy, align in _steps(point)]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _candidate(point: LabelPoint, step: tuple[float, float, str], taken: Sequence[Box], frame: Box) -> Label:
    dx, dy, align = step
    bare = Label(point, point.x + dx, point.y + dy, align, 0.0, 0.0)
    box = _box(bare)
    outside = (box[2] - box[0]) * (box[3] - box[1]) - _shared(box, frame)
    hides = sum(_shared(box, other) for other in taken) + 3 * outside
    far = max(abs(dx), abs(dy) - _high(point) / 2) - point.radius
    return Label(point, bare.x, bare.y, align, far, hides + ASTRAY * (far + abs(dy) / 4))


def _high(point: LabelPoint) -> float:
    return point.font + LINE_HEIGHT * point.name.count("\n")


def _first_line(label: Label) -> float:
    return label.y - LINE_HEIGHT * label.point.name.count("\n") / 2


def _box(label: Label) -> Box:
    wide = min(LETTER * label.point.font * max(map(len, label.point.name.split("\n"))), LONGEST)
    left = label.x - {"left": 0.0, "center": wide / 2, "right": wide}[label.align]
    high = _high(label.point)
    return left, label.y - high / 2, left + wide, label.y + high / 2


def _shared(one: Box, other: Box) -> float:
    """The area two boxes share."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    if wide <= 0:  # as most boxes of a chart are
        return 0.0
    return wide * max(min(one[3], other[3]) - max(one[1], other[1]), 0.0)


# ---- Horizontal bars in rows ----------------------------------------------------------------------

# The label and the amount above each bar, so that both are read on a telephone too.


STEP = 42
"""Height of a row in pixels."""
THICK = 12
AMOUNT = 70
"""Pixels beside a label that are kept for its amount."""
TICK = 60
"""Pixels that a figure on the axis takes, with the room beside it."""
BELOW = 9
"""Pixels from the middle of a row down to its bar, and up to its words."""
SEEN = 0.004
"""A whisker shorter than this part of the axis is not seen, and is left out."""


@dataclass(frozen=True)
class Bar:
    """A row: a bar from `start` to `end` in the unit of the axis, and the words above it.

    `told` is what is read out. A whisker leads from `end` on to `most`; they are the same where there is none.
    """

    label: str
    amount: str
    start: float
    end: float
    colour: str
    told: str
    most: float


def bars(rows: Sequence[Bar], width: int, axis_title: str) -> dict[str, Any]:
    """The part of a specification that draws the rows, `width` pixels wide, against an axis with a zero line."""
    return {
        **{"width": width, "height": {"step": STEP}},
        "data": {"values": [{"row": place, **asdict(row)} for place, row in enumerate(rows)]},
        "encoding": {"y": {"field": "row", "type": "ordinal", "axis": None, "scale": {"padding": 0}}},
        "layer": [_bars(axis_title, width), _zero(), *_whiskers(rows), *_words(width)],
    }


def _zero() -> dict[str, Any]:
    """A tick at zero in each row, no line through all of them: it would run through words."""
    tick = {"type": "tick", "color": QUIET, "thickness": 1.5, "height": THICK + 8, "yOffset": BELOW}
    return {"mark": tick, "encoding": {"x": {"datum": 0}}}


def _bars(axis_title: str, width: int) -> dict[str, Any]:
    axis = {"title": axis_title, "format": ",.2~f", "tickCount": min(width // TICK, 6), "gridColor": LINE}
    return {
        "mark": {"type": "bar", "aria": True, "height": THICK, "yOffset": BELOW, "strokeWidth": 1},
        "encoding": {
            "x": {"field": "start", "type": "quantitative", "axis": axis},
            "x2": {"field": "end"},
            "fill": {"field": "colour", "type": "nominal", "scale": None},
            "stroke": {"field": "colour", "type": "nominal", "scale": None},
            "description": {"field": "told"},
        },
    }


def _whiskers(rows: Sequence[Bar]) -> list[dict[str, Any]]:
    """A line with a tip from the end of the bar to `most`, where it is long enough to be seen."""
    extent = max((abs(end) for row in rows for end in (row.start, row.end, row.most)), default=0.0)
    seen = {"filter": f"datum.most - datum.end > {SEEN * extent}"}
    ends = {"x": {"field": "end", "type": "quantitative"}, "x2": {"field": "most"}}
    tip = {"type": "tick", "color": INK, "yOffset": BELOW, "thickness": 1.5, "height": THICK}
    return [
        {"transform": [seen], "mark": {"type": "rule", "color": INK, "yOffset": BELOW}, "encoding": ends},
        {"transform": [seen], "mark": tip, "encoding": {"x": {"field": "most", "type": "quantitative"}}},
    ]


def _words(width: int) -> list[dict[str, Any]]:
    place = {"type": "text", "baseline": "middle", "yOffset": -BELOW}
    return [
        {
            "mark": {**place, "align": "left", "limit": width - AMOUNT},
            "encoding": {"x": {"value": 0}, "text": {"field": "label"}},
        },
        {
            "mark": {**place, "align": "right", "fontWeight": "bold"},
            "encoding": {"x": {"value": width}, "text": {"field": "amount"}},
        },
    ]
