"""Outlines of the municipalities from a GeoJSON or TopoJSON file. Nothing in it is evaluated, nothing is fetched."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from math import cos, radians
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from optimiser.data.findings import Finding, InvalidInputError, errors_among, fault_of_path
from optimiser.data.municipality_names import MunicipalityNameError, MunicipalityNames
from optimiser.data.rows import Municipality
from optimiser.report.charts.map_files import Feature, Label, WrongShapeError, read_features
from optimiser.report.charts.map_layout import LATITUDE
from optimiser.report.charts.outlines import (
    KM_PER_DEGREE,
    METRES,
    NEAR_KM,
    Boxes,
    Outlines,
    Polygons,
    bounding_boxes,
    compare,
    exchanged,
    in_degrees,
    in_denmark,
    outlines,
)

Areas = Mapping[str, MultiPolygon]
"""By municipal code, its area, in metres east and north."""
NAMED = 10
"""Municipalities without an outline that are named; of further ones the number is told."""
LONGEST_LABEL = 60
"""Characters of a code or a name at most."""
SHOWN = 6
"""Properties that are shown where none holds what is looked for."""


def read_outlines(path: Path, municipalities: Mapping[str, Municipality]) -> Outlines:
    """The outlines of `municipalities` (by code) in a GeoJSON or TopoJSON file, whichever property holds them there.

    It may hold codes (0101, DK_101 and ["0101"] are 101) or names, or be the feature's own id. Coordinates are
    longitude and latitude, or projected metres. Features of other areas are left out; several of one municipality are
    joined. Each outline is held against the latitude and longitude of its municipality: where a few lie elsewhere
    `doubts` says so. Raises InvalidInputError with every fault, and where most lie elsewhere.
    """
    polygons, doubts = _read_polygons(path, municipalities)
    return replace(outlines(polygons), doubts=(*doubts, *_invalid(path, polygons, municipalities)))


def read_areas(path: Path, municipalities: Mapping[str, Municipality]) -> tuple[Areas, Sequence[Finding]]:
    """The areas of `municipalities` in a file that `read_outlines` reads, in metres, and what speaks against them.

    Raises InvalidInputError as that does.
    """
    polygons, doubts = _read_polygons(path, municipalities)
    scale = np.array([cos(radians(LATITUDE)), 1.0]) * METRES * KM_PER_DEGREE
    per_unit = scale if in_degrees(bounding_boxes(polygons)) else np.ones(2)
    areas = {
        code: shapely.transform(MultiPolygon(each), lambda points: points * per_unit) for code, each in polygons.items()
    }
    return areas, [*doubts, *_invalid(path, polygons, municipalities)]


def _read_polygons(
    path: Path, municipalities: Mapping[str, Municipality]
) -> tuple[Mapping[str, list[Polygon]], Sequence[Finding]]:
    """The polygons of each municipality in a file, and doubts that do not stop it."""
    features = read_features(path)
    by_code = _by_code(path, features, municipalities)
    findings = list(_missing(path, by_code, municipalities))
    polygons: dict[str, list[Polygon]] = {}
    for code, drawn in by_code.items():
        try:
            polygons[code] = [polygon for feature in drawn for polygon in feature.polygons]
        except WrongShapeError as error:
            name = municipalities[code].name
            findings.append(Finding(path.name, None, "geometry", name, str(error), "export the outlines again"))
    doubts = [] if findings else [*_doubts(path, bounding_boxes(polygons), municipalities)]
    findings += errors_among(doubts)
    if findings:
        raise InvalidInputError(str(path), findings)
    return polygons, doubts


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


def _by_code(
    path: Path, features: Sequence[Feature], municipalities: Mapping[str, Municipality]
) -> Mapping[str, list[Feature]]:
    """The features of each code, by the property that holds codes or names.

    That is the one by which most outlines lie at their municipality; of several, and where there is nothing to compare
    with, the one that holds most.
    """
    known = MunicipalityNames({code: row.name for code, row in municipalities.items()})
    codes: dict[Label, str | None] = {}
    found: dict[str, dict[str, list[Feature]]] = defaultdict(lambda: defaultdict(list))
    for feature in features:
        for name, label in feature.labels.items():
            if label not in codes:
                codes[label] = _code_meant(known, label)
            if code := codes[label]:
                found[name][code].append(feature)
    if not found:
        examples = ", ".join(f"{name} ({value})" for name, value in list(features[0].labels.items())[:SHOWN])
        rule = f"no property of its features holds municipal codes or names; those of the first are {examples}"
        remedy = "use a file whose features have the code of a municipality, such as 0101, or its name"
        raise InvalidInputError(str(path), [fault_of_path(path, rule, remedy)])
    return max(found.values(), key=lambda by_code: (_fitting(by_code, municipalities), len(by_code)))


def _code_meant(known: MunicipalityNames, label: Label) -> str | None:
    """The municipality that a label means; None where it means none, or could mean two."""
    text = str(int(label)) if isinstance(label, float) and label.is_integer() else str(label)
    if len(text) > LONGEST_LABEL:
        return None
    try:
        return known.find(text).code
    except MunicipalityNameError:
        return None


def _fitting(by_code: Mapping[str, Sequence[Feature]], municipalities: Mapping[str, Municipality]) -> int:
    """How many outlines lie at their municipality, as they are or with latitude and longitude exchanged."""
    polygons: dict[str, list[Polygon]] = {}
    for code, features in by_code.items():
        with suppress(WrongShapeError):
            polygons[code] = [polygon for feature in features for polygon in feature.polygons]
    boxes = bounding_boxes(polygons)
    return max(compare(each, municipalities).fitting for each in (boxes, exchanged(boxes)))


def _missing(path: Path, found: Mapping[str, Any], municipalities: Mapping[str, Municipality]) -> Iterator[Finding]:
    names = [row.name for code, row in municipalities.items() if code not in found]
    if names:
        rule = f"must have an outline of every municipality; {len(names)} of {len(municipalities)} have none"
        yield Finding(path.name, None, "", _some(names), rule, "use a file of the same municipalities")


def _some(names: Sequence[str]) -> str:
    """The first of them, and how many more there are."""
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more
