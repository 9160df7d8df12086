"""The outlines that come with the program: a simple drawing of our own of Denmark's municipalities.

`python -m outlines.draw` makes it; it is read where no outlines are given.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from optimiser.data.instance import Instance
from optimiser.data.rows import Municipality

if TYPE_CHECKING:
    from shapely import Polygon

    from optimiser.report.charts.outlines import Outlines

DRAWING = files("optimiser.report.charts") / "denmark.geojson"


def outlines_for(instance: Instance, given: "Outlines | None" = None) -> "Outlines | None":
    """Return the outlines that maps of an instance are drawn on; None where there are none, so that they are circles.

    Those given come first. Where they lack one of its municipalities, and where none are given, it is our drawing if
    that has all of them, each with its name or at its latitude and longitude.
    """
    codes = frozenset(instance.municipalities)
    if given is not None and codes <= given.by_code.keys():
        return given
    return _drawing_of(instance.tables.municipalities) if codes <= _features().keys() else None


@cache
def _features() -> Mapping[str, Mapping[str, Any]]:
    """Return the features of the drawing by municipal code."""
    features = json.loads(DRAWING.read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["code"]: feature for feature in features}


@lru_cache(maxsize=8)
def _drawing_of(rows: tuple[Municipality, ...]) -> "Outlines | None":
    # imported here: maps of other places need no shapes, and what knows shapes takes long to load
    import shapely

    from optimiser.report.charts.outlines import bounding_boxes, compare, outlines

    found: dict[str, list[Polygon]] = {}
    for row in rows:
        shape = shapely.from_geojson(json.dumps(_features()[row.code]["geometry"]))
        found[row.code] = list(shapely.get_parts(shape))
    near = compare(bounding_boxes(found), {row.code: row for row in rows}).beyond_km
    if not all(_is_known(row, near) for row in rows):
        return None
    return outlines(found, is_drawing=True)


def _is_known(row: Municipality, beyond_km: Mapping[str, float]) -> bool:
    """True where a municipality lies where it is drawn; where it is not told where it lies, if it has the name."""
    if row.code in beyond_km:
        return beyond_km[row.code] <= 0
    return bool(_features()[row.code]["properties"]["name"] == row.name)


def draws_ourselves(instances: Iterable[Instance], given: "Outlines | None") -> bool:
    """Return whether any map of these instances is drawn on our drawing, so that its limits are to be told."""
    return any(found is not None and found.is_drawing for found in (outlines_for(each, given) for each in instances))
