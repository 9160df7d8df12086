"""The open centres on the cost curve: how large they are, and what a contact costs there."""

from collections.abc import Mapping, Sequence
from math import log, sqrt
from typing import Any

import numpy as np

from optimiser.data.settings import Language
from optimiser.planning.curve import UnitCostCurve
from optimiser.report.charts.draw import draw
from optimiser.report.charts.labels import Point, labels
from optimiser.report.charts.scatter import TEXT_BESIDE
from optimiser.report.charts.style import INK, QUIET, WIDTH
from optimiser.report.numbers import Numbers
from optimiser.report.phrases import phrase
from optimiser.result.result import Result

HEIGHT = 340
NAMED = 12
"""Centres whose names are written, from the largest; the others tell theirs when pointed at."""
STEPS = 60
"""Points by which a curve is drawn."""
SHAPES = {"local": "circle", "virtual": "diamond", "external": "square"}
FILLS = {"local": "#0072B2", "virtual": "#D55E00", "external": "#009E73"}
Range = tuple[float, float]


def centres_chart(result: Result, language: Language) -> str:
    """The open centres of a result with a plan against the unit cost curve, as SVG."""
    rows = result.centres[result.centres["pooled_volume"] > 0]
    curves = _curves(result, rows["pooled_volume"].tolist())
    costs = [*rows["unit_cost_kr"], *(point["y"] for point in curves)]
    across = (min(point["x"] for point in curves), max(point["x"] for point in curves))
    up = (min(costs) - 1.5, max(costs) + 1.5)
    layers = [
        _curve_layer(curves),
        *_minimum_layers(result, across, language),
        *_dot_layers(result, (across, up), language),
    ]
    spec = {"width": WIDTH, "height": HEIGHT, "encoding": _axes((across, up), language), "layer": layers}
    return draw(spec, language, phrase("centres title", language), phrase("centres description", language))


def _curves(result: Result, volumes: Sequence[float]) -> list[dict[str, Any]]:
    """The curve, once for each cost factor among the open centres."""
    curve = UnitCostCurve.of(result.instance.tables.cost_curve)
    low, high = min([*curve.volumes, *volumes]) * 0.7, max([*curve.volumes, *volumes]) * 1.4
    factors = {result.instance.centres[name].cost_factor for name in result.centres["centre"]} | {1.0}
    return [
        {"x": volume, "y": curve.unit_cost_kr(volume) * factor, "factor": factor}
        for factor in sorted(factors)
        for volume in np.geomspace(low, high, STEPS).tolist()
    ]


def _axes(ranges: tuple[Range, Range], language: Language) -> dict[str, Any]:
    across, up = ranges
    ticks = [tick for power in range(0, 10) for tick in (10**power, 3 * 10**power) if across[0] <= tick <= across[1]]
    return {
        "x": {
            **{"field": "x", "type": "quantitative"},
            "scale": {"type": "log", "domain": list(across), "nice": False},
            "axis": {"title": phrase("centres volume axis", language), "format": ",.0f", "values": ticks},
        },
        "y": {
            **{"field": "y", "type": "quantitative"},
            "scale": {"domain": list(up), "nice": False, "zero": False},
            "axis": {"title": phrase("centres cost axis", language), "format": ",.2~f", "tickCount": 6},
        },
    }


def _curve_layer(curves: list[dict[str, Any]]) -> dict[str, Any]:
    dash = {"condition": {"test": "datum.factor != 1", "value": [4, 3]}, "value": [1, 0]}
    return {
        "data": {"values": curves},
        "mark": {"type": "line", "color": QUIET, "strokeWidth": 1.2},
        "encoding": {"detail": {"field": "factor", "type": "nominal"}, "strokeDash": dash},
    }


def _minimum_layers(result: Result, across: Range, language: Language) -> list[dict[str, Any]]:
    """The least volume of the shared centres that may open, as upright lines."""
    names: dict[float, list[str]] = {}
    for row in result.instance.centres.values():
        if row.kind != "local" and across[0] <= row.min_volume <= across[1]:
            names.setdefault(row.min_volume, []).append(row.centre)
    values = [{"x": least, "text": phrase("centres minimum", language)} for least in names]
    if not values:
        return []
    return [
        {
            "data": {"values": values},
            "mark": {"type": "rule", "color": INK, "strokeDash": [2, 3]},
            "encoding": {"y": None},
        },
        {
            "data": {"values": values},
            "mark": {"type": "text", "align": "left", "baseline": "top", "dx": 5, "fontSize": 12, "color": QUIET},
            "encoding": {"y": {"value": 4}, "text": {"field": "text"}},
        },
    ]


def _dot_layers(result: Result, ranges: tuple[Range, Range], language: Language) -> list[dict[str, Any]]:
    rows = _dots(result, ranges, language)
    own = {"type": "nominal", "scale": None, "legend": None}
    return [
        {
            "data": {"values": rows},
            "mark": {
                "type": "point",
                "aria": True,
                "filled": True,
                "opacity": 0.9,
                "stroke": "#ffffff",
                "strokeWidth": 1,
            },
            "encoding": {
                "shape": {"field": "shape", **own},
                "fill": {"field": "fill", **own},
                "size": {"field": "size", "type": "quantitative", "scale": None, "legend": None},
                "description": {"field": "told"},
            },
        },
        {
            "data": {"values": [row for row in rows if row["named"]]},
            "mark": TEXT_BESIDE,
            "encoding": {"text": {"field": "name"}},
        },
    ]


def _dots(result: Result, ranges: tuple[Range, Range], language: Language) -> list[dict[str, Any]]:
    """The open centres, the largest first, each with where its name stands."""
    (low, high), (least, most) = ranges
    rows: list[dict[str, Any]] = []
    points = []
    for row in result.centres[result.centres["pooled_volume"] > 0].to_dict("records"):
        radius = 4.0 + 1.6 * sqrt(row["municipalities"])
        x = (log(row["pooled_volume"]) - log(low)) / (log(high) - log(low)) * WIDTH
        points.append(Point(x, (most - row["unit_cost_kr"]) / (most - least) * HEIGHT, radius, row["centre"]))
        rows.append(
            {
                **{
                    "x": row["pooled_volume"],
                    "y": row["unit_cost_kr"],
                    "name": row["centre"],
                    "size": 3.14159 * radius**2,
                },
                **{"shape": SHAPES[row["kind"]], "fill": FILLS[row["kind"]], "told": _told(row, language)},
                "named": len(rows) < NAMED,
            }
        )
    at = labels(points, WIDTH, HEIGHT)
    return [{**row, "dx": label.dx, "dy": label.dy, "align": label.align} for row, label in zip(rows, at, strict=True)]


def _told(row: Mapping[Any, Any], language: Language) -> str:
    numbers = Numbers(language)
    return phrase(
        "centres told",
        language,
        **{
            "name": row["centre"],
            "volume": numbers.plain(row["pooled_volume"]),
            "unit": numbers.plain(row["unit_cost_kr"], 2),
        },
        municipalities=row["municipalities"],
    )
