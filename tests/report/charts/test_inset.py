"""Municipalities too small for their letter: enlarged in an inset at an empty place, or with the letter beside them."""

from collections.abc import Mapping
from functools import cache

import pytest
import shapely
from shapely import Polygon

from optimiser import Result
from optimiser.report.charts.drawing import WIDTH
from optimiser.report.charts.inset import Inset, find_inset, letters_beside
from optimiser.report.charts.map import CentreColour, drawn
from optimiser.report.charts.map_layers import ROOM, SMALL_ROOM, Mark
from optimiser.report.charts.outlines import Outlines, outlines
from tests.report.charts.towns import solved, told, words


def _square(x: float, y: float, side: float) -> Polygon:
    return shapely.box(x, y, x + side, y + side)


BIG: Mapping[str, Polygon] = {f"big{x}{y}": _square(100 * x, 100 * y, 98) for x in range(3) for y in range(4)}
CROWD: Mapping[str, Polygon] = {f"small{x}{y}": _square(310 + 9 * x, 10 + 9 * y, 8) for x in range(3) for y in range(3)}
ISLAND: Mapping[str, Polygon] = {"island": _square(340, 330, 5)}
EDGE: Mapping[str, Polygon] = {"edge": _square(380, 300, 98)}


@cache
def _country(*parts: str) -> Outlines:
    known = {"big": BIG, "crowd": CROWD, "island": ISLAND, "edge": EDGE}
    shapes = {code: polygon for part in parts for code, polygon in known[part].items()}
    in_metres = {code: [shapely.transform(shape, lambda at: 1000 * at)] for code, shape in shapes.items()}
    return outlines(in_metres)


def _small(country: Outlines) -> list[str]:
    return [code for code, room in country.rooms.items() if room.radius < ROOM]


def _inset(country: Outlines) -> Inset:
    inset = find_inset(country, _small(country), ROOM)
    assert inset is not None
    return inset


def test_a_crowd_is_enlarged_at_an_empty_place_until_letters_fit() -> None:
    country = _country("big", "crowd", "edge")
    assert set(CROWD) <= set(_small(country))
    inset = _inset(country)
    assert all(inset.rooms[code].radius >= ROOM for code in CROWD)
    frame, source = shapely.box(*inset.frame), shapely.box(*inset.source)
    land = shapely.union_all(list(country.by_code.values()))
    assert not frame.intersects(land)
    assert not frame.intersects(source)
    assert frame.within(shapely.box(0, 0, WIDTH, country.height))


def test_what_is_in_the_inset_is_what_lies_there_on_the_map_but_larger() -> None:
    country = _country("big", "crowd", "edge")
    inset = _inset(country)
    scale = (inset.frame[2] - inset.frame[0]) / (inset.source[2] - inset.source[0])
    for code, outline in inset.by_code.items():
        seen = country.by_code[code].intersection(shapely.box(*inset.source))
        assert outline.area == pytest.approx(seen.area * scale**2, rel=0.02)
        back = shapely.transform(outline, lambda at: (at - inset.frame[:2]) / scale + inset.source[:2])
        assert back.symmetric_difference(seen).area < 0.05 * seen.area


def test_without_an_empty_place_the_inset_stands_below_the_map() -> None:
    country = _country("big", "crowd")
    assert _inset(country).frame[1] >= country.height


def test_nothing_is_enlarged_where_nothing_is_crowded() -> None:
    country = _country("big", "island", "edge")
    assert _small(country) == ["island"]
    assert find_inset(country, _small(country), ROOM) is None
    assert find_inset(country, [], ROOM) is None


def test_a_lone_one_has_its_letter_beside_it_at_sea() -> None:
    country = _country("big", "crowd", "island", "edge")
    inset = _inset(country)
    beside = letters_beside(country, ["island"], inset)["island"]
    land = shapely.union_all([*country.by_code.values(), shapely.box(*inset.frame)])
    assert not land.intersects(shapely.Point(beside.x, beside.y).buffer(5))
    assert 0 < beside.x < WIDTH
    assert 0 < beside.y < country.height
    assert letters_beside(country, ["big11"], inset) == {}, "there is no sea near it"


def _drawn(country: Outlines, result: Result) -> str:
    mark = CentreColour("Q", "#0072B2")
    looks: dict[str, Mark] = {
        code: {"fill": mark.colour, "edge": "#fff", "thick": 1, "letter": mark.letter, "ink": mark.ink}
        | {"bold": code == "island", "told": code}
        for code in country.by_code
    }
    instance = result.instance
    named = {code: instance.tables.municipalities[0].model_copy(update={"code": code}) for code in looks}
    object.__setattr__(instance, "municipalities", named)
    return drawn(instance, "en", looks, country, ("title", "description"))


def test_every_municipality_has_a_letter_to_be_read() -> None:
    """Of 91 on the map of Denmark 33 had none, København among them."""
    country = _country("big", "crowd", "island", "edge")
    svg = _drawn(country, solved(structure="none"))
    inset = _inset(country)
    repeated = [code for code, room in inset.rooms.items() if room.radius >= SMALL_ROOM]
    assert words(svg).count("Q") == len(BIG) + len(EDGE) + len(repeated) + len(ISLAND)
    assert set(CROWD) <= set(repeated)
    assert sorted(told(svg)) == sorted([*country.by_code, *inset.rooms])
    assert "drawn again, larger, in a frame" in svg
    assert "drawn again, larger, in a frame" not in _drawn(_country("big", "edge"), solved(structure="none"))
