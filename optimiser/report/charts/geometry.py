"""Outlines of the municipalities from a GeoJSON file. Nothing in it is evaluated, nothing is fetched."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

import numpy as np

from optimiser.data.files import fault, read_text
from optimiser.data.findings import Finding, InvalidInputError
from optimiser.data.rows import Municipality
from optimiser.report.charts.outlines import Outlines, Polygon, Ring, outlines

NAMED = 10
"""Municipalities without an outline that are named; of further ones the number is told."""
Feature = Mapping[str, Any]


class _WrongShapeError(Exception):
    """What is wrong with a geometry, as a rule it breaks."""


def read_outlines(path: Path, municipalities: Mapping[str, Municipality]) -> Outlines:
    """The outlines of `municipalities` (by code) in a GeoJSON file, whichever property holds the code there.

    0101 is the same code as 101. Coordinates are longitude and latitude, or projected metres. Features of
    other codes are left out; several of one code are joined. Raises InvalidInputError with every fault.
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
    if findings:
        raise InvalidInputError(str(path), findings)
    return outlines(polygons)


def _features(path: Path) -> Sequence[Feature]:
    """The features of the file that have properties."""
    text, findings = read_text(path)
    if text is None:
        raise InvalidInputError(str(path), findings)
    try:
        held = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise InvalidInputError(str(path), [fault(path, f"must be GeoJSON, but is no JSON: {error}")]) from error
    features = held.get("features") if isinstance(held, dict) else None
    found = [each for each in features if _has_properties(each)] if isinstance(features, list) else []
    if not found:
        rule = "must be a GeoJSON FeatureCollection whose features have properties"
        raise InvalidInputError(str(path), [fault(path, rule)])
    return found


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")


def _has_properties(feature: Any) -> bool:
    return isinstance(feature, dict) and isinstance(feature.get("properties"), dict)


def _by_code(path: Path, features: Sequence[Feature], codes: Mapping[str, Any]) -> Mapping[str, list[int]]:
    """The places of the features of each code, by the property that holds the code of most municipalities."""
    plain = {_plain(code): code for code in codes}
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, feature in enumerate(features):
        for name, value in feature["properties"].items():
            if _plain(value) in plain:
                found[name][plain[_plain(value)]].append(place)
    if not found:
        rule = "must have a property that holds the municipal code, such as 0101, in its features"
        raise InvalidInputError(str(path), [fault(path, rule)])
    return max(found.values(), key=len)


def _plain(code: Any) -> str:
    """A code without leading zeros, be it text or a number."""
    whole = int(code) if isinstance(code, float) and code.is_integer() else code
    return str(whole).strip().lstrip("0") if isinstance(whole, str | int) else ""


def _missing(path: Path, found: Mapping[str, Any], municipalities: Mapping[str, Municipality]) -> Iterator[Finding]:
    names = [row.name for code, row in municipalities.items() if code not in found]
    if names:
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        rule = f"must have an outline of every municipality; {len(names)} of {len(municipalities)} have none"
        yield Finding(
            path.name, None, "", ", ".join(names[:NAMED]) + more, rule, "use a file of the same municipalities"
        )


def _polygons(feature: Feature) -> Iterator[Polygon]:
    geometry = feature.get("geometry")
    kind, held = (geometry.get("type"), geometry.get("coordinates")) if isinstance(geometry, dict) else (None, None)
    if kind not in ("Polygon", "MultiPolygon"):
        raise _WrongShapeError("must be a Polygon or a MultiPolygon")
    for polygon in _list(held if kind == "MultiPolygon" else [held]):
        yield tuple(_ring(ring) for ring in _list(polygon))


def _list(held: Any) -> list[Any]:
    if not isinstance(held, list) or not held:
        raise _WrongShapeError("must hold polygons of rings of points")
    return held


def _ring(ring: Any) -> Ring:
    """A closed ring; heights, the third figure of a point, are left out."""
    try:
        points = np.array([(_number(point[0]), _number(point[1])) for point in _list(ring)])
    except (TypeError, LookupError, OverflowError) as error:
        raise _WrongShapeError("must have points of two numbers") from error
    if not np.isfinite(points).all():
        raise _WrongShapeError("must have finite coordinates")
    if len(points) < 3:
        raise _WrongShapeError("must have rings of three points or more")
    return points if (points[0] == points[-1]).all() else np.vstack([points, points[:1]])


def _number(coordinate: Any) -> float:
    if isinstance(coordinate, bool) or not isinstance(coordinate, int | float):
        raise TypeError
    return float(coordinate)
