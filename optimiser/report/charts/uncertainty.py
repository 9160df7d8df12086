"""What a plan saves over all cases, as a histogram: where nine of ten cases lie, and the plan as things stand."""

from collections.abc import Mapping, Sequence
from math import ceil, floor, log10
from typing import Any

from optimiser.report.charts.drawing import COST, INK, LINE, PLOT, TOTAL, draw
from optimiser.report.localizer import Localizer

HEIGHT = 220
BINS = 14
"""About so many bars; their ends are round numbers."""
STEPS = (1.0, 2.0, 5.0, 10.0)
"""What a bar is wide, by a power of ten."""
ONCE: Mapping[str, Any] = {"data": {"values": [{}]}}
"""The data of a mark that is drawn once, at places that it says itself."""


def histogram(
    localizer: Localizer, saves_kr: Sequence[float], range_kr: tuple[float, float] | None, base_kr: float | None
) -> str | None:
    """The SVG of the histogram, in million kr. a year; None where there is nothing to draw or all is the same."""
    if len(set(saves_kr)) < 2:
        return None
    bars: list[dict[str, Any]] = [{**bar, "told": _tell_bar(localizer, bar)} for bar in count_cases(saves_kr)]
    top = max(bar["count"] for bar in bars)
    layers = [_draw_bars(localizer, bars)]
    if range_kr is not None:
        layers += _draw_range(range_kr[0] / 1e6, range_kr[1] / 1e6, top)
    if base_kr is not None:
        rule = {"type": "rule", "color": INK, "strokeWidth": 1.5, "strokeDash": [4, 3]}
        layers.append({**ONCE, "mark": rule, "encoding": {"x": {"datum": base_kr / 1e6}}})
    spec = {"width": PLOT, "height": HEIGHT, "layer": layers}
    say = localizer.say
    return draw(spec, localizer.language, say("uncertainty page chart"), say("uncertainty page described"))


def count_cases(saves_kr: Sequence[float]) -> list[dict[str, float]]:
    """Return how many figures lie between which, in millions, from low to high: of some that are not all the same.

    What has no case is there too: a gap tells something.
    """
    millions = [kr / 1e6 for kr in saves_kr]
    width = _round_width((max(millions) - min(millions)) / BINS)
    first, last = floor(min(millions) / width), floor(max(millions) / width)
    counts = dict.fromkeys(range(first, last + 1), 0)
    for value in millions:
        counts[floor(value / width)] += 1
    return [{"start": at * width, "end": (at + 1) * width, "count": count} for at, count in counts.items()]


def _tell_bar(localizer: Localizer, bar: Mapping[str, float]) -> str:
    decimals = max(0, ceil(-log10(bar["end"] - bar["start"]) - 1e-9))
    low, high = (localizer.numbers.plain(bar[end], decimals) for end in ("start", "end"))
    return localizer.say("uncertainty page told", low=low, high=high, count=bar["count"])


def _round_width(width: float) -> float:
    """The next round number."""
    power = 10.0 ** floor(log10(width))
    return next(step * power for step in STEPS if step * power >= width * (1 - 1e-9))


def _draw_bars(localizer: Localizer, bars: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    axis = {"title": localizer.say("uncertainty page axis"), "format": ",.2~f", "tickCount": 6, "gridColor": LINE}
    cases = {"title": localizer.say("uncertainty page cases axis"), "format": ",.0f", "tickCount": 5, "tickMinStep": 1}
    scale = {"zero": False, "nice": False}
    return {
        "data": {"values": list(bars)},
        "mark": {"type": "bar", "aria": True, "fill": "#b8c4cd", "stroke": TOTAL, "strokeWidth": 0.8},
        "encoding": {
            "x": {"field": "start", "type": "quantitative", "axis": axis, "scale": scale},
            "x2": {"field": "end"},
            "y": {"field": "count", "type": "quantitative", "axis": cases, "scale": {"domainMin": 0}},
            "y2": {"datum": 0},
            "description": {"field": "told"},
        },
    }


def _draw_range(low: float, high: float, top: int) -> list[dict[str, Any]]:
    """A line above the bars from the one end of the range to the other, with a tip at each."""
    at = {"y": {"datum": top * 1.08}}
    tip = {"type": "tick", "orient": "vertical", "color": COST, "thickness": 2, "height": 12}
    return [
        {
            **ONCE,
            "mark": {"type": "rule", "color": COST, "strokeWidth": 2.5},
            "encoding": {"x": {"datum": low}, "x2": {"datum": high}, **at},
        },
        *({**ONCE, "mark": tip, "encoding": {"x": {"datum": end}, **at}} for end in (low, high)),
    ]
