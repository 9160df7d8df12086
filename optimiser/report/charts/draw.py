"""From a Vega-Lite specification to SVG text that may stand in an HTML page.

The SVG holds no script, no event attribute and no reference to anything outside. It scales with the page.
Each mark that says something has the class `mark` and an `aria-label`, which may have several lines; one of
them has `tabindex="0"`, the others `-1`, so that a chart is one stop of the Tab key.
"""

import re
from collections.abc import Mapping
from math import ceil
from typing import Any, Literal
from xml.etree import ElementTree as Xml

import vl_convert

from optimiser.data.settings import Language
from optimiser.report.charts.style import CONFIG

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
