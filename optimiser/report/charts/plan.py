"""A plan drawn: from today's cost to the plan's, and the open centres on the cost curve."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import log, pi, sqrt
from typing import Any

import numpy as np

from optimiser.data.run_tables import CentreLine
from optimiser.data.settings import Language
from optimiser.planning.cost_curve import UnitCostCurve
from optimiser.report.charts.drawing import (
    COST,
    GAIN,
    PLOT,
    QUIET,
    SMALL,
    TOTAL,
    WIDTH,
    AxisRange,
    Bar,
    Box,
    LabelPoint,
    around,
    bars,
    draw,
    label_layers,
    labels,
    signed_millions,
)
from optimiser.report.localizer import Numbers, apart_kr, as_shown, in_millions, parts_of, phrase
from optimiser.result.result import Result

# ---- From what the contacts cost today to what they cost after ------------------------------------

# What size saves, and what it takes.


ANSWERING = ("operation", "unpooled", "unchanged")
"""The terms of answering itself; the others come on top."""
ON_TOP = {
    "extra": "waterfall extra",
    "connections": "waterfall connections",
    "fixed": "waterfall fixed",
    "investment_annual": "waterfall investment",
}
"""The phrase for each term that comes on top."""


def waterfall(result: Result, language: Language) -> str:
    """The yearly cost of a result with a plan, from today to after, as SVG; bars are changes from today."""
    numbers = Numbers(language)
    today, after = (numbers.million_kr(kr) for kr in (result.figures.today_kr, result.figures.objective_kr))
    description = phrase("waterfall description", language, today=today, after=after)
    spec = bars(list(_bars(result, language)), WIDTH, phrase("waterfall axis", language))
    return draw(spec, language, phrase("waterfall title", language), description)


def changes_kr(result: Result) -> dict[str, float]:
    """By phrase, each change of the yearly cost from today in kr.; they add up to the plan's less today's."""
    terms = result.figures.terms_kr
    answering = sum(terms[term] for term in ANSWERING) - result.figures.today_kr
    larger = "waterfall cheaper" if answering <= 0 else "waterfall dearer"
    return {larger: answering, **{name: terms[term] for term, name in ON_TOP.items()}}


def _bars(result: Result, language: Language) -> Iterator[Bar]:
    """Today, each change from where the one before ended, and what they come to."""
    figures, changes = result.figures, changes_kr(result)
    change_kr = apart_kr(figures.objective_kr, figures.today_kr)
    shown = parts_of(as_shown(in_millions(change_kr), 1), [in_millions(kr) for kr in changes.values()], 1)
    steps = [
        Step(phrase(name, language), kr, millions) for (name, kr), millions in zip(changes.items(), shown, strict=True)
    ]
    names = (phrase("waterfall today", language), phrase("waterfall after", language))
    yield from step_bars(names, (figures.today_kr, figures.objective_kr), steps, language)


@dataclass(frozen=True)
class Step:
    """A change of a cost: what it is called, its size in kr. a year, and the millions that are read of it."""

    label: str
    kr: float
    millions: Decimal


def step_bars(
    names: tuple[str, str], ends_kr: tuple[float, float], steps: Sequence[Step], language: Language, decimals: int = 1
) -> Iterator[Bar]:
    """A row for a cost, each change from where the one before ended, and the cost that they come to."""
    numbers, reached = Numbers(language), 0.0
    (first, last), (before_kr, after_kr) = names, ends_kr
    yield _bar(first, numbers.million_kr(before_kr, decimals), (0.0, 0.0), TOTAL)
    for step in steps:
        told = signed_millions(step.millions * 1_000_000, language, decimals)
        yield _bar(step.label, told, (reached, reached + step.kr), GAIN if step.kr < 0 else COST)
        reached += step.kr
    change = signed_millions(apart_kr(after_kr, before_kr, decimals), language, decimals)
    cost = numbers.million_kr(after_kr, decimals)
    yield _bar(last, phrase("waterfall total", language, change=change, cost=cost), (0.0, reached), TOTAL)


def _bar(label: str, amount: str, ends_kr: tuple[float, float], colour: str) -> Bar:
    start, end = (kr / 1e6 for kr in ends_kr)
    return Bar(label, amount, start, end, colour, f"{label}: {amount}", most=end)


# ---- The open centres on the cost curve: how large they are, and what a contact costs there -------


HEIGHT = 330
NAMED = 8
"""Centres whose names are written at most, from the largest; the others tell theirs when pointed at."""
LARGE = 0.05
"""Part of the largest centre's volume from which a centre's name is written."""
STEPS = 90
"""Points by which a curve is drawn."""
SHAPES = {"local": "circle", "virtual": "diamond", "external": "square"}
FILLS = {"local": "#0072B2", "virtual": "#D55E00", "external": "#009E73"}


@dataclass(frozen=True)
class CentreFrame:
    """The ends of the axes: pooled volume in contacts a year, cost in kr. a contact."""

    volume: AxisRange
    kr: AxisRange

    def at(self, volume: float, kr: float) -> tuple[float, float]:
        """Where a volume and a cost are drawn, in pixels, y downwards."""
        low, high = self.volume
        along = (log(volume) - log(low)) / (log(high) - log(low))
        return along * PLOT, (self.kr[1] - kr) / (self.kr[1] - self.kr[0]) * HEIGHT


def centres_chart(result: Result, language: Language) -> str:
    """The open centres of a result with a plan against the unit cost curve, as SVG."""
    lines = [line for line in result.lines.centres if line.pooled_volume > 0]
    frame = _frame(result, lines)
    curves = list(_curves(result, frame))
    layers = [
        *_curve_layers(curves, language),
        *_minimum_layers(result, frame, language),
        *_dot_layers(lines, curves, frame, language),
    ]
    spec = {"width": PLOT, "height": HEIGHT, "encoding": _axes(result, frame, language), "layer": layers}
    return draw(spec, language, phrase("centres title", language), phrase("centres description", language))


def _factors(result: Result) -> list[float]:
    """Cost factors of the centres that may open, and that of the curve itself."""
    return sorted({row.cost_factor for row in result.instance.centres.values()} | {1.0})


def _frame(result: Result, lines: Sequence[CentreLine]) -> CentreFrame:
    curve, factors = UnitCostCurve.of_points(result.instance.tables.cost_curve), _factors(result)
    volumes = [*curve.volumes, *(line.pooled_volume for line in lines)]
    least, most = min(curve.unit_costs_kr) * factors[0], max(curve.unit_costs_kr) * factors[-1]
    room = (most - least) * 0.12 or 1.0
    return CentreFrame((min(volumes) * 0.7, max(volumes) * 1.5), (least - room, most + room))


def _curves(result: Result, frame: CentreFrame) -> Iterator[dict[str, float]]:
    """Points of the curve, once for each cost factor."""
    curve = UnitCostCurve.of_points(result.instance.tables.cost_curve)
    for factor in _factors(result):
        for volume in np.geomspace(*frame.volume, STEPS).tolist():
            yield {"x": volume, "y": curve.unit_cost_kr(volume) * factor, "factor": factor}


def _axes(result: Result, frame: CentreFrame, language: Language) -> dict[str, Any]:
    low, high = frame.volume
    return {
        "x": {
            **{"field": "x", "type": "quantitative"},
            "scale": {"type": "log", "domain": [low, high], "nice": False},
            "axis": {"title": list(_name_volumes(result, language)), "format": ",.0f", "values": ticks_of(frame)},
        },
        "y": {
            **{"field": "y", "type": "quantitative"},
            "scale": {"domain": list(frame.kr), "nice": False, "zero": False},
            "axis": {"title": phrase("centres cost axis", language), "format": ",.2~f", "tickCount": 6},
        },
    }


def _name_volumes(result: Result, language: Language) -> Iterator[str]:
    """What the axis shows, and what a municipal centre must sell at least."""
    yield phrase("centres volume axis", language)
    least = {row.min_sold for row in result.instance.centres.values() if row.kind == "local" and row.min_sold > 0}
    if least:
        yield phrase("centres least sold", language, volume=Numbers(language).plain(min(least)))


def ticks_of(frame: CentreFrame) -> list[int]:
    """Return the volumes on the axis: powers of ten, and three times these where there is room, however it is read."""
    taken: dict[int, tuple[float, float]] = {}
    for tick in (start * 10**power for start in (1, 3) for power in range(13)):
        if frame.volume[0] <= tick <= frame.volume[1]:
            (x, _), half = frame.at(tick, frame.kr[0]), 0.35 * SMALL * len(f"{tick:,}")
            if all(x + half <= left or right <= x - half for left, right in taken.values()):
                taken[tick] = (x - half, x + half)
    return sorted(taken)


def _curve_layers(curves: Sequence[Mapping[str, float]], language: Language) -> list[dict[str, Any]]:
    """The curve in a full line, those of other cost factors in dashes, each with its name at its beginning."""
    dash = {"condition": {"test": "datum.factor != 1", "value": [4, 3]}, "value": [1, 0]}
    return [
        {
            "data": {"values": list(curves)},
            "mark": {"type": "line", "color": QUIET, "strokeWidth": 1.2},
            "encoding": {"detail": {"field": "factor", "type": "nominal"}, "strokeDash": dash},
        },
        {
            "data": {
                "values": [{**point, "text": _curve_name(point["factor"], language)} for point in curves[::STEPS]]
            },
            "mark": {**_quiet("left"), "dx": 3, "dy": -12},
            "encoding": {"text": {"field": "text"}},
        },
    ]


def _curve_name(factor: float, language: Language) -> str:
    name = "centres curve" if factor == 1 else "centres curve times"
    return phrase(name, language, factor=Numbers(language).plain(factor, 2))


def _quiet(align: str) -> dict[str, Any]:
    return {"type": "text", "align": align, "baseline": "middle", "fontSize": SMALL, "color": QUIET}


def _minimum_layers(result: Result, frame: CentreFrame, language: Language) -> list[dict[str, Any]]:
    """The least volume with which a shared centre may open, as upright lines."""
    shared = [row.min_volume for row in result.instance.centres.values() if row.kind != "local"]
    rows = [_minimum(frame, least) for least in sorted(set(shared)) if frame.volume[0] <= least <= frame.volume[1]]
    rule = {"type": "rule", "color": QUIET, "strokeDash": [2, 3]}
    text = {**_quiet("left"), "align": {"expr": "datum.align"}, "dx": {"expr": "datum.aside"}}
    told = {"y": {"value": 10}, "text": {"value": phrase("centres minimum", language)}}
    return [
        {"data": {"values": rows}, "mark": rule, "encoding": {"y": None}},
        {"data": {"values": rows}, "mark": text, "encoding": told},
    ]


def _minimum(frame: CentreFrame, least: float) -> dict[str, Any]:
    """An upright line, and on which side of it there is room for its words."""
    x, _ = frame.at(least, frame.kr[0])
    return {"x": least, **({"align": "left", "aside": 5} if x < PLOT / 2 else {"align": "right", "aside": -5})}


def _dot_layers(
    lines: Sequence[CentreLine], curves: Sequence[Mapping[str, float]], frame: CentreFrame, language: Language
) -> list[dict[str, Any]]:
    dots, points = [_dot(line, language) for line in lines], [_point(line, frame) for line in lines]
    taken = [_small_box(*frame.at(point["x"], point["y"])) for point in curves]
    taken += [_name_box(*frame.at(point["x"], point["y"])) for point in curves[::STEPS]]
    large = [line for line in lines[:NAMED] if line.pooled_volume >= LARGE * lines[0].pooled_volume]
    named = labels(points[: len(large)], (PLOT, HEIGHT), [*taken, *map(around, points[len(large) :])])
    own = {"type": "nominal", "scale": None, "legend": None}
    return [
        *label_layers(named),
        {
            "data": {"values": dots},
            "mark": {
                "type": "point",
                "aria": True,
                "filled": True,
                "stroke": "#ffffff",
                "strokeWidth": 1,
                "opacity": 1,
            },
            "encoding": {
                **{name: {"field": name, **own} for name in ("shape", "fill")},
                "size": {"field": "size", "type": "quantitative", "scale": None, "legend": None},
                "description": {"field": "told"},
            },
        },
    ]


def _small_box(x: float, y: float) -> Box:
    return x - 3, y - 1, x + 3, y + 1


def _name_box(x: float, y: float) -> Box:
    """The room of a curve's name at its beginning."""
    return x, y - 19, x + 110, y - 5


def _radius(line: CentreLine) -> float:
    """The more municipalities a centre answers, the larger its mark."""
    return 4.0 + 1.4 * sqrt(line.municipalities)


def _point(line: CentreLine, frame: CentreFrame) -> LabelPoint:
    return LabelPoint(*frame.at(line.pooled_volume, line.unit_cost_kr), _radius(line), line.centre)


def _dot(line: CentreLine, language: Language) -> dict[str, Any]:
    numbers = Numbers(language)
    figures = {"volume": numbers.plain(line.pooled_volume), "unit": numbers.plain(line.unit_cost_kr, 2)}
    told = phrase("centres told", language, name=line.centre, municipalities=line.municipalities, **figures)
    return {
        **{"x": line.pooled_volume, "y": line.unit_cost_kr, "size": pi * _radius(line) ** 2},
        **{"shape": SHAPES[line.kind], "fill": FILLS[line.kind], "told": told},
    }
