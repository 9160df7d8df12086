"""Results of two towns to draw, and a way to read what was drawn."""

from functools import cache
from xml.etree import ElementTree as Xml

from optimiser import Result, solve
from tests.planning.two_towns import two_towns

NASTY = "<script>alert(1)</script> \"æøå\" & 'x'"
_QUOTED = NASTY.replace('"', '""')
_MUNICIPALITIES = f"""\
code,name,region,population,lat,lon,candidate_host
1,Storby,East,80000,55.7,12.5,true
2,"{_QUOTED}",East,40000,56.2,9.5,false
"""


@cache
def solved(*overrides: str, structure: str = "none") -> Result:
    """The second town buys both tasks of the first; its name is one that must be escaped."""
    instance = two_towns(f"structure={structure}", *overrides, municipalities=_MUNICIPALITIES)
    return solve(instance, gap=1e-6)


def parsed(svg: str) -> Xml.Element:
    """The drawing as a parser of XML sees it; an error where it is not well-formed."""
    return Xml.fromstring(svg)  # noqa: S314 - our own text


def marks(svg: str) -> list[Xml.Element]:
    """The parts that say something."""
    return [element for element in parsed(svg).iter() if element.get("class") == "mark"]


def told(svg: str) -> list[str]:
    """What the parts say."""
    return [element.attrib["aria-label"] for element in marks(svg)]


def words(svg: str) -> list[str]:
    """What is written in the drawing."""
    return [element.text or "" for element in parsed(svg).iter() if element.tag.endswith("}text")]
