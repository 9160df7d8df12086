"""Features of a map file, GeoJSON or TopoJSON: what each is called, and its polygons. Nothing in it is evaluated.

TopoJSON is decoded here, in few lines, as its specification says: the library topojson makes such files well, but takes
what it reads on trust (https://github.com/topojson/topojson-specification, version 1.0.0).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
from shapely import Polygon

from optimiser.data.findings import InvalidInputError, fault_of_path, read_text
from optimiser.report.charts.map_layout import PixelArray

FARTHEST = 1e12
"""No coordinate in degrees or metres is as large."""
MOST_POINTS = 10_000_000
"""Points of all polygons of a TopoJSON file: an arc can be named again and again, and a small file become large."""
TRANSFORM = ("scale", "translate")
"""The two parts of the grid on which the points of a TopoJSON file lie, where it has one."""
Label = str | int | float


class WrongShapeError(Exception):
    """What is wrong with a geometry, as a rule it breaks."""


@dataclass(frozen=True)
class Feature:
    """A feature of a map file: its labels by the name of their property, and its geometry, not looked into yet.

    `labels` are texts and numbers alone; a list of one is what it holds. The feature's own `id` is one of them.
    """

    labels: Mapping[str, Label]
    geometry: Any
    arcs: "Arcs | None" = None

    @cached_property
    def polygons(self) -> Sequence[Polygon]:
        """The polygons; raises WrongShapeError where there are none or they have not the points they need."""
        kind = self.geometry.get("type") if isinstance(self.geometry, dict) else None
        if kind not in ("Polygon", "MultiPolygon"):
            raise WrongShapeError("must be a Polygon or a MultiPolygon")
        held = self.geometry.get("coordinates" if self.arcs is None else "arcs")
        return list(self._polygons(_list(held if kind == "MultiPolygon" else [held])))

    def _polygons(self, held: Sequence[Any]) -> Iterator[Polygon]:
        for polygon in held:
            outer, *holes = (_checked(self._points_of(ring)) for ring in _list(polygon))
            yield Polygon(outer, holes)

    def _points_of(self, ring: Any) -> PixelArray:
        return _points(ring) if self.arcs is None else self.arcs.points_of(ring)


class Arcs:
    """The lines of a TopoJSON file, by number; a border that two areas share is one of them."""

    def __init__(self, arcs: Any, transform: Any) -> None:
        self._arcs = _list(arcs)
        self._transform = None
        if transform is not None:
            scale, move = (transform.get(name) if isinstance(transform, dict) else None for name in TRANSFORM)
            self._transform = _pair(scale), _pair(move)
        self._decoded: dict[int, PixelArray] = {}
        self._points = 0

    def points_of(self, ring: Any) -> PixelArray:
        """The points of a ring of arcs; ~0 is the first arc backwards. The last point of an arc begins the next."""
        parts: list[PixelArray] = []
        for number in _list(ring):
            known = isinstance(number, int) and not isinstance(number, bool)
            if not known or not -len(self._arcs) <= number < len(self._arcs):
                raise WrongShapeError(f"must name arcs that the file has: it has {len(self._arcs)}")
            arc = self._decode(number) if number >= 0 else self._decode(~number)[::-1]
            self._points += len(arc)
            if self._points > MOST_POINTS:
                raise WrongShapeError(f"must have at most {MOST_POINTS:,} points in all polygons together")
            parts.append(arc[1:] if parts else arc)
        return np.concatenate(parts)

    def _decode(self, number: int) -> PixelArray:
        """The points of an arc: each is told by how far it is from the one before where the file has a grid."""
        if number not in self._decoded:
            points = _points(self._arcs[number])
            if self._transform is not None:
                scale, move = self._transform
                points = points.cumsum(axis=0) * scale + move
            self._decoded[number] = points
        return self._decoded[number]


def read_features(path: Path) -> Sequence[Feature]:
    """The features of a file; raises InvalidInputError where it is neither GeoJSON nor TopoJSON, or has none."""
    text, findings = read_text(path)
    if text is None:
        raise InvalidInputError(str(path), findings)
    try:
        held = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        _refuse(path, f"must be GeoJSON or TopoJSON, but is not JSON: {error}")
    held = held if isinstance(held, dict) else {}
    if held.get("type") == "Topology":
        read = _of_topology(path, held)
    else:
        read = (_feature(each, each.get("geometry")) for each in _dicts_in(held.get("features")))
    found = [each for each in read if each.labels]
    if not found:
        _refuse(path, "must be a GeoJSON FeatureCollection or a TopoJSON Topology whose features have properties")
    return found


def _dicts_in(held: Any) -> list[dict[str, Any]]:
    return [each for each in held if isinstance(each, dict)] if isinstance(held, list) else []


def _refuse(path: Path, rule: str) -> NoReturn:
    remedy = "export the outlines of the municipalities as GeoJSON or TopoJSON"
    raise InvalidInputError(str(path), [fault_of_path(path, rule, remedy)])


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a number")


def _of_topology(path: Path, held: Mapping[str, Any]) -> Iterator[Feature]:
    """The geometries of all objects of a topology, which are features where they have properties or an id."""
    try:
        arcs = Arcs(held.get("arcs"), held.get("transform"))
    except WrongShapeError as error:
        _refuse(path, f"must be sound TopoJSON: {error}")
    objects = held.get("objects")
    for thing in _dicts_in(list(objects.values()) if isinstance(objects, dict) else None):
        for each in _dicts_in(thing.get("geometries", [thing])):
            yield _feature(each, each, arcs)


def _feature(held: Mapping[str, Any], geometry: Any, arcs: Arcs | None = None) -> Feature:
    properties = held.get("properties")
    labelled = {**({"id": held["id"]} if "id" in held else {}), **(properties if isinstance(properties, dict) else {})}
    labels = {name: label for name, value in labelled.items() if (label := _label_in(value)) is not None}
    return Feature(labels, geometry, arcs)


def _label_in(value: Any) -> Label | None:
    """The text or number that a property holds, be it in a list of one; None where it holds anything else."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return value if isinstance(value, str | int | float) and not isinstance(value, bool) else None


def _list(held: Any) -> list[Any]:
    if not isinstance(held, list) or not held:
        raise WrongShapeError("must hold polygons of rings of points")
    return held


def _pair(held: Any) -> tuple[float, float]:
    """Two numbers; a third, such as a height, is left out."""
    try:
        return _number(held[0]), _number(held[1])
    except (TypeError, LookupError, OverflowError) as error:
        raise WrongShapeError("must have points of two numbers") from error


def _points(held: Any) -> PixelArray:
    return np.array([_pair(point) for point in _list(held)])


def _checked(points: PixelArray) -> PixelArray:
    """The points of a ring, which enclose something."""
    if not (np.abs(points) < FARTHEST).all():
        raise WrongShapeError("must have finite coordinates in degrees or metres")
    if len(np.unique(points, axis=0)) < 3:
        raise WrongShapeError("must have rings of three points or more, not all on each other")
    return points


def _number(coordinate: Any) -> float:
    if isinstance(coordinate, bool) or not isinstance(coordinate, int | float):
        raise TypeError
    return float(coordinate)
