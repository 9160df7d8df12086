"""Outlines of the municipalities from a GeoJSON file. Nothing in it is evaluated, nothing is fetched."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import shapely
from shapely import Polygon

from optimiser.data.findings import Finding, InvalidInputError, errors_among, fault_of_path, read_text
from optimiser.data.rows import Municipality
from optimiser.report.charts.map_layout import PixelArray
from optimiser.report.charts.outlines import (
    NEAR_KM,
    Boxes,
    Outlines,
    Polygons,
    bounding_boxes,
    compare,
    exchanged,
    in_denmark,
    outlines,
)

NAMED = 10
"""Municipalities without an outline that are named; of further ones the number is told."""
FARTHEST = 1e12
"""No coordinate in degrees or metres is as large."""
Feature = Mapping[str, Any]


class _WrongShapeError(Exception):
    """What is wrong with a geometry, as a rule it breaks."""


def read_outlines(path: Path, municipalities: Mapping[str, Municipality]) -> Outlines:
    """The outlines of `municipalities` (by code) in a GeoJSON file, whichever property holds the code there.

    0101 is the same code as 101. Coordinates are longitude and latitude, or projected metres. Features of
    other codes are left out; several of one code are joined. Each outline is held against the latitude and longitude
    of its municipality: where a few lie elsewhere `doubts` says so. Raises InvalidInputError with every fault, and
    where most lie elsewhere.
    """
    features = _features(path)
    by_code = _by_code(path, features, municipalities)
    findings = list(_missing(path, by_code, municipalities))
    polygons: dict[str, list[Polygon]] = {}
    for code, places in by_code.items():
        try:
            polygons[code] = [polygon for place in places for polygon in _polygons(features[place])]
        except _WrongShapeError as error:
            name = municipalities[code].name
            findings.append(Finding(path.name, None, "geometry", name, str(error), "export the outlines again"))
    doubts = [] if findings else [*_doubts(path, bounding_boxes(polygons), municipalities)]
    findings += errors_among(doubts)
    if findings:
        raise InvalidInputError(str(path), findings)
    return replace(outlines(polygons), doubts=(*doubts, *_invalid(path, polygons, municipalities)))


def _invalid(path: Path, polygons: Polygons, municipalities: Mapping[str, Municipality]) -> Iterator[Finding]:
    """The outlines that cross themselves or are otherwise no areas."""
    reasons = {
        municipalities[code].name: shapely.is_valid_reason(polygon)
        for code, each in polygons.items()
        for polygon in each
        if not polygon.is_valid
    }
    if reasons:
        name, reason = next(iter(reasons.items()))
        rule = (
            f"{len(reasons)} of {len(polygons)} outlines are not valid polygons ({name}: {reason}); they are drawn as "
            "they are, and their common borders may come apart"
        )
        remedy = "repair them in a GIS program, or export them again from where the borders are kept"
        yield Finding(path.name, None, "geometry", _some(list(reasons)), rule, remedy, "warning")


def _doubts(path: Path, boxes: Boxes, municipalities: Mapping[str, Municipality]) -> Iterator[Finding]:
    """What speaks against the outlines being those of the municipalities, by where they lie."""
    found, other = compare(boxes, municipalities), compare(exchanged(boxes), municipalities)
    turned = other.fitting > found.fitting and not other.mostly_elsewhere
    if turned and in_denmark(boxes):
        rule = "the outlines lie in Denmark, but lat and lon of the municipalities only if they are swapped"
        yield Finding(path.name, None, "coordinates", "", rule, "swap lat and lon of the municipalities")
    elif turned or in_denmark(exchanged(boxes)):
        rule = "latitude and longitude, or north and east, are swapped: GeoJSON has the figure to the east first"
        yield Finding(path.name, None, "coordinates", "", rule, "export the outlines again, or swap the two")
    elif not found.beyond_km:
        rule = "nothing shows that these are outlines of the municipalities: none has both lat and lon to compare with"
        yield Finding(path.name, None, "", "", rule, "fill in lat and lon of municipalities", "warning")
    elif found.elsewhere:
        names = _some([municipalities[code].name for code in found.elsewhere])
        farthest = max(found.beyond_km.values()) + NEAR_KM
        rule = (
            f"{len(found.elsewhere)} of {len(found.beyond_km)} outlines lie elsewhere than lat and lon of their "
            f"municipality, up to {farthest:,.0f} km away"
        )
        remedy = "use a file of the same municipalities, whose property with their codes holds no other number"
        yield Finding(path.name, None, "", names, rule, remedy, "error" if found.mostly_elsewhere else "warning")


def _features(path: Path) -> Sequence[Feature]:
    """The features of the file that have properties."""
    text, findings = read_text(path)
    if text is None:
        raise InvalidInputError(str(path), findings)
    try:
        held = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise InvalidInputError(
            str(path), [fault_of_path(path, f"must be GeoJSON, but is not JSON: {error}")]
        ) from error
    features = held.get("features") if isinstance(held, dict) else None
    found = [each for each in features if _has_properties(each)] if isinstance(features, list) else []
    if not found:
        rule = "must be a GeoJSON FeatureCollection whose features have properties"
        raise InvalidInputError(str(path), [fault_of_path(path, rule)])
    return found


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a number")


def _has_properties(feature: Any) -> bool:
    return isinstance(feature, dict) and isinstance(feature.get("properties"), dict)


def _by_code(
    path: Path, features: Sequence[Feature], municipalities: Mapping[str, Municipality]
) -> Mapping[str, list[int]]:
    """The places of the features of each code, by the property that holds it.

    That is the one by which most outlines lie at their municipality; of several, and where there is nothing to compare
    with, the one that holds most codes.
    """
    plain = {_plain(code): code for code in municipalities}
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, feature in enumerate(features):
        for name, value in feature["properties"].items():
            if _plain(value) in plain:
                found[name][plain[_plain(value)]].append(place)
    if not found:
        rule = "must have a property that holds the municipal code, such as 0101, in its features"
        raise InvalidInputError(str(path), [fault_of_path(path, rule)])
    return max(found.values(), key=lambda by_code: (_fitting(features, by_code, municipalities), len(by_code)))


def _fitting(
    features: Sequence[Feature], by_code: Mapping[str, list[int]], municipalities: Mapping[str, Municipality]
) -> int:
    """How many outlines lie at their municipality, as they are or with latitude and longitude exchanged."""
    polygons: dict[str, list[Polygon]] = {}
    for code, places in by_code.items():
        with suppress(_WrongShapeError):
            polygons[code] = [polygon for place in places for polygon in _polygons(features[place])]
    boxes = bounding_boxes(polygons)
    return max(compare(each, municipalities).fitting for each in (boxes, exchanged(boxes)))


def _plain(code: Any) -> str:
    """A code without leading zeros, be it text or a number."""
    whole = int(code) if isinstance(code, float) and code.is_integer() else code
    return str(whole).strip().lstrip("0") if isinstance(whole, str | int) else ""


def _missing(path: Path, found: Mapping[str, Any], municipalities: Mapping[str, Municipality]) -> Iterator[Finding]:
    names = [row.name for code, row in municipalities.items() if code not in found]
    if names:
        rule = f"must have an outline of every municipality; {len(names)} of {len(municipalities)} have none"
        yield Finding(path.name, None, "", _some(names), rule, "use a file of the same municipalities")


def _some(names: Sequence[str]) -> str:
    """The first of them, and how many more there are."""
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def _polygons(feature: Feature) -> Iterator[Polygon]:
    geometry = feature.get("geometry")
    kind, held = (geometry.get("type"), geometry.get("coordinates")) if isinstance(geometry, dict) else (None, None)
    if kind not in ("Polygon", "MultiPolygon"):
        raise _WrongShapeError("must be a Polygon or a MultiPolygon")
    for polygon in _list(held if kind == "MultiPolygon" else [held]):
        outer, *holes = (_ring(ring) for ring in _list(polygon))
        yield Polygon(outer, holes)


def _list(held: Any) -> list[Any]:
    if not isinstance(held, list) or not held:
        raise _WrongShapeError("must hold polygons of rings of points")
    return held


def _ring(ring: Any) -> PixelArray:
    """The points of a ring; heights, the third figure of a point, are left out."""
    try:
        points = np.array([(_number(point[0]), _number(point[1])) for point in _list(ring)])
    except (TypeError, LookupError, OverflowError) as error:
        raise _WrongShapeError("must have points of two numbers") from error
    if not (np.abs(points) < FARTHEST).all():
        raise _WrongShapeError("must have finite coordinates in degrees or metres")
    if len(np.unique(points, axis=0)) < 3:
        raise _WrongShapeError("must have rings of three points or more, not all on each other")
    return points


def _number(coordinate: Any) -> float:
    if isinstance(coordinate, bool) or not isinstance(coordinate, int | float):
        raise TypeError
    return float(coordinate)
